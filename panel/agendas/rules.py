"""What an agenda item may be, and what changed in an agenda since it was published."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, TypeVar


class ItemKind(StrEnum):
    """What an item is, and so which words belong under it."""

    HEADING = "heading"
    APOLOGIES = "apologies"
    DISCLOSURES = "disclosures"
    ANNOUNCEMENTS = "announcements"
    MINUTES = "minutes"
    PUBLIC_QUESTIONS = "public questions"
    REPORT = "report"
    WORKING_GROUP_REPORT = "working group report"
    WORK_PROGRAMME = "work programme"
    DATES_OF_MEETINGS = "dates of meetings"
    URGENT = "urgent"
    EXCLUSION = "exclusion"
    COMPLAINTS = "complaints"


class NoReport(StrEnum):
    """What an agenda says where there is no paper."""

    VERBAL = "verbal"
    TO_FOLLOW = "to follow"

    @property
    def printed(self) -> str:
        """The words under the item."""
        return {NoReport.VERBAL: "Verbal report", NoReport.TO_FOLLOW: "To follow"}[self]


NUMBER = re.compile(r"^(\d+[A-Z]?)((?:\([0-9]+\)|\([a-z]+\))*)$")
"""An item's number: "4", "4A" for one added later, "1(4)" and "1(4)(a)" for sub-items."""


def depth(number: str) -> int:
    """Say how deep an item stands: 0 for "4", 1 for "1(4)"."""
    return number.count("(")


@dataclass(frozen=True)
class ListedPaper:
    """A paper as an agenda lists it."""

    title: str
    appendix: str | None
    access: str
    sha256: str | None
    """Of its file as it was handed in; None for one that is drawn from the records."""


@dataclass(frozen=True)
class ListedItem:
    """An item as an agenda lists it."""

    number: str
    title: str
    kind: str
    papers: tuple[ListedPaper, ...] = ()

    def plain(self) -> dict[str, Any]:
        """Give it as JSON can keep it."""
        return {**asdict(self), "papers": [asdict(paper) for paper in self.papers]}

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> ListedItem:
        """Read what `plain` gave."""
        return cls(**{**plain, "papers": tuple(ListedPaper(**paper) for paper in plain["papers"])})


class Change(StrEnum):
    """What happened to an item or a paper of a published agenda."""

    ITEM_ADDED = "item added"
    ITEM_WITHDRAWN = "item withdrawn"
    ITEM_RETITLED = "item retitled"
    ITEM_RENUMBERED = "item renumbered"
    ITEM_MOVED = "item moved"
    PAPER_ADDED = "paper added"
    PAPER_WITHDRAWN = "paper withdrawn"
    PAPER_RETITLED = "paper retitled"
    PAPER_RELETTERED = "paper relettered"
    PAPER_REPLACED = "paper replaced"
    PAPER_OPENED = "paper made public"
    PAPER_WITHHELD = "paper made exempt"


@dataclass(frozen=True)
class AgendaChange:
    """One thing that differs between an agenda as published and as it stands."""

    what: Change
    item: str
    """The item's number; as published where the item is gone."""
    title: str
    """Of the item or paper; as published where it is gone."""
    before: str = ""
    """What it was: the former title, number or letter."""


def changes_since(published: Sequence[ListedItem], now: Sequence[ListedItem]) -> list[AgendaChange]:
    """List what differs between an agenda as published and as it stands, in the order of the agenda as it stands."""
    before = _paired(published, now, _LIKE_ITEMS)
    kept = [index for index in before if index is not None]
    in_order = _longest_rising(kept)
    changes: list[AgendaChange] = []
    for item, index in zip(now, before, strict=True):
        if index is None:
            changes.append(AgendaChange(Change.ITEM_ADDED, item.number, item.title))
            continue
        was = published[index]
        if was.title != item.title:
            changes.append(AgendaChange(Change.ITEM_RETITLED, item.number, item.title, was.title))
        if was.number != item.number:
            changes.append(AgendaChange(Change.ITEM_RENUMBERED, item.number, item.title, was.number))
        if index not in in_order:
            changes.append(AgendaChange(Change.ITEM_MOVED, item.number, item.title))
        changes += _paper_changes(item, was.papers)
    for index, item in enumerate(published):
        if index not in kept:
            changes.append(AgendaChange(Change.ITEM_WITHDRAWN, item.number, item.title))
    return changes


def _paper_changes(item: ListedItem, published: Sequence[ListedPaper]) -> list[AgendaChange]:
    before = _paired(published, item.papers, _LIKE_PAPERS)
    changes: list[AgendaChange] = []

    def note(what: Change, paper: ListedPaper, was: str = "") -> None:
        changes.append(AgendaChange(what, item.number, paper.title, was))

    for paper, index in zip(item.papers, before, strict=True):
        if index is None:
            note(Change.PAPER_ADDED, paper)
            continue
        was = published[index]
        if was.title != paper.title:
            note(Change.PAPER_RETITLED, paper, was.title)
        if was.appendix != paper.appendix:
            note(Change.PAPER_RELETTERED, paper, was.appendix or "")
        if was.sha256 != paper.sha256:
            note(Change.PAPER_REPLACED, paper)
        if was.access != paper.access:
            note(Change.PAPER_OPENED if paper.access == "public" else Change.PAPER_WITHHELD, paper, was.access)
    for index, paper in enumerate(published):
        if index not in before:
            note(Change.PAPER_WITHDRAWN, paper)
    return changes


Listed = TypeVar("Listed")
Likenesses = tuple[Callable[[Listed], Hashable], ...]
"""By what two entries are one and the same, the closest likeness first; an entry without that (None) is like none."""

_LIKE_ITEMS: Likenesses[ListedItem] = (
    lambda item: (item.number, item.title),
    # An item that was put in before others gives them new numbers, but not new titles.
    lambda item: item.title,
    lambda item: item.number,
)
_LIKE_PAPERS: Likenesses[ListedPaper] = (
    lambda paper: (paper.appendix, paper.title, paper.sha256),
    lambda paper: (paper.appendix, paper.title),
    lambda paper: paper.sha256,
    lambda paper: paper.title,
)


def _paired(before: Sequence[Listed], now: Sequence[Listed], likenesses: Likenesses[Listed]) -> list[int | None]:
    """Give for each entry as it stands which one it was before; the closest likeness is tried on all of them first."""
    found: list[int | None] = [None] * len(now)
    left = list(range(len(before)))
    for like in likenesses:
        for position, entry in enumerate(now):
            wanted = like(entry)
            if found[position] is not None or wanted is None:
                continue
            index = next((index for index in left if like(before[index]) == wanted), None)
            if index is not None:
                found[position] = index
                left.remove(index)
    return found


def _longest_rising(numbers: Sequence[int]) -> frozenset[int]:
    """Choose as many of the numbers as can be that rise in the order in which they stand."""
    runs: list[list[int]] = [[]]
    for number in numbers:
        longest = max((run for run in runs if not run or run[-1] < number), key=len)
        runs.append([*longest, number])
    longest = max(runs, key=len)
    return frozenset(longest)
