"""Find personal data in what the public will read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from panel.checks.dossier import Dossier, Paper
from panel.checks.finding import Finding, Place, Severity
from panel.checks.reading.personal import Kind, Personal, personal_data

_SEVERITY: Final = {
    Kind.TELEPHONE: Severity.LOOK,
    Kind.EMAIL: Severity.LOOK,
    Kind.ADDRESS: Severity.STOPS,
    Kind.INSURANCE: Severity.STOPS,
    Kind.BIRTH: Severity.STOPS,
    Kind.ACCOUNT: Severity.STOPS,
    Kind.IDENTITY: Severity.STOPS,
}
_AUTHORITY: Final = (
    "UK GDPR, article 5(1)(c): personal data are limited to what is necessary; paragraphs 1 and 2 of Schedule 12A "
    "describe what may be withheld"
)
_IN_WALES: Final = _AUTHORITY.replace("1 and 2", "12 and 13")


def find(dossier: Dossier) -> Iterator[Finding]:
    """Find it in public papers, the words of items, and accepted questions."""
    for item in dossier.items:
        for personal in personal_data(f"{item.title}\n{item.purpose}"):
            yield _finding(dossier, Place(item=item.number, words=personal.words), personal, f"Item {item.number}")
        for paper in item.papers:
            if paper.exempt:
                continue
            for page, text in _texts(paper):
                for personal in personal_data(text):
                    place = Place(item.number, paper.file_name, page, personal.words)
                    yield _finding(dossier, place, personal, f"A public paper, {paper.file_name},")
    for question in dossier.questions:
        if question.accepted:
            for personal in personal_data(question.text):
                place = Place(item=question.item, words=personal.words)
                yield _finding(dossier, place, personal, f"The question of {question.name}")


def _texts(paper: Paper) -> Iterator[tuple[int, str]]:
    """Give the pages, and the paragraphs that go on over the end of one, each with its page."""
    pages = paper.text.plain_pages
    yield from enumerate(pages, start=1)
    for block, following in pairwise(paper.text.blocks):
        if block.page < min(following.page, len(pages)):
            shown = " ".join(pages[block.page - 1].split())
            if " ".join(block.text.split()) not in shown:
                yield block.page, block.text


def _finding(dossier: Dossier, place: Place, personal: Personal, where: str) -> Finding:
    return Finding(
        personal.kind.value,
        _SEVERITY[personal.kind],
        place,
        f"{where} gives what looks like {_some(personal.kind)}: “{personal.words}”.",
        f"{_IN_WALES if dossier.nation.value == 'Wales' else _AUTHORITY}.",
        "Take it out of the public copy, or confirm that the person agreed to its publication.",
    )


def _some(kind: Kind) -> str:
    return {
        Kind.TELEPHONE: "a person’s own telephone number",
        Kind.EMAIL: "a private e-mail address",
        Kind.ADDRESS: "a home address",
        Kind.INSURANCE: "a National Insurance number",
        Kind.BIRTH: "a date of birth",
        Kind.ACCOUNT: "a person’s bank account",
        Kind.IDENTITY: "a person’s number with a public service",
    }[kind]
