"""Find what a paper's author left to do: gaps to fill, broken fields, references to a part that is not there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from panel.checks.dossier import Item, Paper
from panel.checks.finding import Finding, Place, Severity
from panel.checks.reading.structure import Built, built
from panel.law.words import counted

_GAP: Final = re.compile(
    r"Error!\s+(?:Reference source|Bookmark|Not a valid|No (?:text|table))[\w ]*|#(?:REF|DIV/0|N/A|VALUE|"
    r"NAME)[!?]?(?!\w)|\bClick (?:or tap )?here to (?:enter|add)\b[\w ]*|\b[Ll]orem ipsum\b|"
    r"[\[<{](?i:insert|add|enter|name|date|number|figures?|tbc|to be (?:inserted|added|confirmed|completed|written)|"
    r"drafting note|DN|xx+)"
    r"\b[^\]>}]{0,60}[\]>}]|\b(?i:insert) (?:(?i:figure|name|date|number|text|table|chart|title)s?) (?i:here)\b|"
    r"(?<!\w)£\s?[xX]{1,4}(?:[.,][xX]{1,3})*(?:m|k)?(?!\w)|(?<!\w)[xX]{2,3}(?:[.,][xX]{1,2})?\s?%|\b[xX]{2,3}\s"
    r"(?=(?:January|February|March|April|May|June|July|August|September|October|November|December|officers|people|"
    r"members)\b)|\b(?:TO BE (?:INSERTED|ADDED|COMPLETED|WRITTEN)|text to (?:follow|be (?:inserted|added)))\b|\?\?\?+"
)
_TO_BE_WRITTEN: Final = re.compile(r"\[To be written:[^\]]*\]")
"""The places of the Word file to begin from: told together, since whoever left one has mostly left them all."""
_POINTS: Final = re.compile(
    r"\b(?i:paragraphs?|paras?\.?|sections?)\s+(?P<section>\d{1,2})(?:\.(?P<paragraph>\d{1,2}))?(?![\d.(]*\d)"
    r"(?:,?\s+(?:below|above)\b|\s+of\s+this\s+(?:report|paper)\b)"
)
_SEVERAL = 3
"""Numbered sections that a paper has at least, where its numbers can be trusted."""


def find_in(item: Item, paper: Paper) -> Iterator[Finding]:
    """Find them in one paper."""
    yield from _gaps(item, paper)
    yield from _points_nowhere(item, paper, built(paper.text))


def _gaps(item: Item, paper: Paper) -> Iterator[Finding]:
    told: set[str] = set()
    places = [(block, words[0]) for block in paper.text.blocks for words in _TO_BE_WRITTEN.finditer(block.text)]
    if places:
        block, first = places[0]
        yield Finding(
            "gap left to fill",
            Severity.LOOK,
            Place(item.number, paper.file_name, block.page, first),
            f"It still holds {counted(len(places), 'place', 'places')} to be written.",
            f"The first is “{first}”, as the Word file to begin from has it.",
            "Ask the author to write them.",
        )
    for block in paper.text.blocks:
        for match in _GAP.finditer(block.text):
            words = match[0].strip()
            if words not in told and not _TO_BE_WRITTEN.match(words):
                told.add(words)
                yield Finding(
                    "gap left to fill",
                    Severity.LOOK,
                    Place(item.number, paper.file_name, block.page, words),
                    f"“{words}” looks like a gap that was to be filled.",
                    f"It stands in “{block.text[:80]}{'…' if len(block.text) > _QUOTED else ''}”.",
                    "Ask the author for what belongs there.",
                )


_QUOTED = 80


def _points_nowhere(item: Item, paper: Paper, paper_built: Built) -> Iterator[Finding]:
    """Find a reference to a paragraph or a section behind the paper's last; one between them may have been misread."""
    last: dict[int, int] = defaultdict(int)
    for paragraph in paper_built.paragraphs:
        top, _stop, own = paragraph.number.partition(".")
        last[int(top)] = max(last[int(top)], int(own))
    tops = [section.position for section in paper_built.sections]
    highest = max((*tops, *last), default=0)
    if len({*tops, *last}) < _SEVERAL or any(section.run for section in paper_built.sections):
        return
    for sentence in paper.text.sentences:
        for match in _POINTS.finditer(sentence.text):
            section, number = int(match["section"]), int(match["paragraph"] or 0)
            if section <= highest and (not number or not last[section] or number <= last[section]):
                continue
            has = (
                f"Its last section is {highest}."
                if section > highest
                else f"Its section {section} ends at {section}.{last[section]}."
            )
            yield Finding(
                "refers to nothing",
                Severity.LOOK,
                Place(item.number, paper.file_name, sentence.page, match[0]),
                f"“{match[0]}” refers to what the paper does not have.",
                has,
                "Correct the reference, or look whether a part is missing.",
            )
