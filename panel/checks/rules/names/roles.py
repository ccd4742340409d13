"""Officers to whom a paper gives another role than the record does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from panel.checks.finding import Finding, Severity
from panel.checks.reading.minutes_text import present
from panel.checks.rules.names.people import POSTS, Known, People, Source
from panel.checks.rules.names.posts import signed

RULE = "role differs from the record"
_WORDS = r"[A-Z][\w’'&-]*(?:(?:\s(?:of|and|for|the|to|&))?\s[A-Z][\w’'&-]*){0,7}"
_AFTER = re.compile(
    rf"^(?:,\s(?:the\s|our\s|my\s)?|\s\((?:the\s)?|\s[-–—]\s)(?P<role>{_WORDS})"
    r"(?=[,.;)]|\s[a-z]|\s\(|\s[A-Z]\w+:|$)"
)
_IN_A_LIST = re.compile(rf"^[\s,–—-]+(?P<role>{_WORDS})")
_BEFORE = re.compile(rf"(?:^|[.;]\s|\b[Tt]he\s|\band\s)(?P<role>(?:{_WORDS}\s)?{POSTS}(?:\sof(?:\s[A-Z]\w+)+)?),?\s$")
_ELSEWHERE = re.compile(
    r"\s(?:at|to the|for the|of the|in the|from)\s.*$|\sof\s(?:the\s)?[A-Z]\w+\s(?:Police|Council).*$"
)
_THEN = re.compile(
    r"\b(?:former|formerly|previous|previously|then|past|outgoing|retiring|late|acting|interim|until|ex-)\W*$", re.I
)
_ALIKE = (
    frozenset(("treasurer", "chief finance officer", "section 151 officer", "s151 officer", "chief financial officer")),
    frozenset(("monitoring officer", "director law governance", "head legal services", "solicitor council")),
    frozenset(("chief executive", "chief executive monitoring officer", "chief staff", "head paid service")),
)
_A_POST = re.compile(rf"{_WORDS}")
_RANKS = frozenset(("deputy", "assistant", "vice", "acting", "interim"))
_LIGHT = frozenset("of and for the to a an joint senior principal lead".split())


def find(people: People) -> Iterator[Finding]:
    """Find an officer of the record with a role that contradicts the recorded one."""
    lists = {id(paper): {id(block) for block in present(paper.text)} for _item, paper in people.dossier.read_papers()}
    told = set()
    for source in people.sources:
        in_list = source.paper is not None and id(source.block) in lists[id(source.paper)]
        for its, start, end in people.named(source.block.text):
            known = people.by_parts.get(its.parts)
            if known is None or known.former or known.person.member or not known.roles:
                continue
            found = _role(source.block.text, start, end, in_list)
            if found is None:
                continue
            role, words = found
            finding = _judge(people, source, known, role, words)
            key = (source.item.number, source.paper.file_name if source.paper else "", words)
            if finding and key not in told:
                told.add(key)
                yield finding
    for below, parts in signed(people):
        known = people.by_parts[parts]
        role = below.block.text.rstrip(".,")
        if known.former or known.person.member or not known.roles or not _A_POST.fullmatch(role):
            continue
        if finding := _judge(people, below, known, role, role):
            yield finding


def _role(text: str, start: int, end: int, in_list: bool) -> tuple[str, str] | None:
    """Read the role that stands after a name, or before it: (role, the words of both)."""
    if _THEN.search(text[:start]):
        return None
    after = (_IN_A_LIST if in_list and start < 2 else _AFTER).match(text[end:])
    if after and re.search(rf"\b{POSTS}\b", after["role"]):
        return after["role"], text[start : end + after.end()]
    before = _BEFORE.search(text[:start])
    # "the Treasurer, Sara Ansell, said": an apposition ends, where a list goes on with the next name.
    if before and before[0].endswith(", ") and not re.match(r",\s(?!and\b)[a-z]|[.;)]|$", text[end:]):
        return None
    # "Chief Executive Neil Hale": in a list without columns the role may be that of the name before it.
    if before and not in_list and not _THEN.search(text[: before.start("role")]):
        return before["role"], text[before.start("role") : end]
    return None


def _judge(people: People, source: Source, known: Known, role: str, words: str) -> Finding | None:
    """Compare a role with those of the record: a shorter or a fuller form of one is the same."""
    title, short = people.dossier.office_title, people.dossier.office_abbreviation
    said = _plain(role, title, short)
    recorded = [_plain(each, title, short) for each in known.roles]
    if not said or not any(recorded) or any(_same(said, each) for each in recorded if each):
        return None
    others = [
        each
        for each in people.known
        if each is not known and any(_plain(own, title, short) == said for own in each.roles) and not each.former
    ]
    if not others and not any(_contradict(said, each) for each in recorded if each):
        return None
    if title and said == _plain(title, title, short):
        # The rule on offices speaks of the office-holder.
        return None
    also = f" It has {others[0].described}." if others else ""
    return Finding(
        RULE,
        Severity.LOOK if others or _contradict(said, recorded[0]) else Severity.NOTE,
        source.place(words),
        f"“{words}”: the record has {known.person.name} as {known.roles[0]}.",
        f"The record of attendance and of officers has {known.described}.{also}",
        "Correct the role, or the record if it has changed.",
    )


def _plain(role: str, title: str, short: str) -> tuple[str, ...]:
    words = _ELSEWHERE.sub("", role)
    if short:
        words = re.sub(rf"\bD{re.escape(short)}\b", f"Deputy {title}", words)
        words = re.sub(rf"\b{re.escape(short)}\b", title, words)
    parts = re.findall(r"[a-z0-9]+", re.sub(r"['’]s?\b", "", words.casefold()).replace("co-ordinator", "coordinator"))
    return tuple(part for part in parts if part not in _LIGHT)


def _same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two roles are one: the same words, a shorter form, or another name of the same post."""
    if set(one) & _RANKS != set(other) & _RANKS:
        return False
    if set(one) <= set(other) or set(other) <= set(one):
        return True
    return any(" ".join(one) in alike and " ".join(other) in alike for alike in _ALIKE)


def _contradict(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two roles of one kind are about different things: "Head of Finance" and "Head of Media"."""
    if set(one) - _RANKS == set(other) - _RANKS:
        return True
    if one[:2] == other[:2] == ("deputy", "mayor"):
        return one != other
    return one[0] == other[0] and one[0] in ("head", "director", "chief", "mayor") and one != other
