"""What a meeting's folder holds: its items, and under each its papers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from panel.demo.content import Sheet
from panel.demo.minutes import CONFIRMING_ITEM, Minutes


@dataclass(frozen=True)
class Handed:
    """A paper under an item: a sheet that was handed in, or an appendix drawn from the records."""

    title: str
    name: str = ""
    """Of its file, without the ending."""
    sheet: Sheet | None = None
    appendix: str | None = None
    pdf: bool = False
    """Handed in as a PDF even where there is Word."""
    exempt_paragraphs: tuple[int, ...] = ()
    drawn: str | None = None


@dataclass(frozen=True)
class Item:
    """An agenda item."""

    number: str
    title: str
    kind: str
    purpose: str = ""
    report: str | None = None
    requested_by: str = ""
    resolution: str = ""
    """To exclude the public, in the officer's own words."""
    papers: tuple[Handed, ...] = ()


@dataclass(frozen=True)
class Question:
    """What somebody asked in public question time."""

    name: str
    text: str
    received: date


@dataclass(frozen=True)
class Agenda:
    """A meeting with its items; `minutes` are of this same meeting, once it was held.

    `published` is the day on which its papers were ready and, where it was held, the agenda was published.
    """

    day: date
    venue: str
    published: date
    items: tuple[Item, ...]
    minutes: Minutes | None = None
    questions: tuple[Question, ...] = ()

    def papers(self) -> Iterator[Handed]:
        """Every paper, in agenda order."""
        for item in self.items:
            yield from item.papers


def opening_items(announcement: str, minutes: Minutes, *, handed_in: bool = True) -> tuple[Item, ...]:
    """Give the items with which every agenda begins; the minutes are of the meeting before.

    Where they are not handed in as a paper, they are printed from the record of that meeting.
    """
    title = minutes.title
    return (
        Item("1", "General", "heading"),
        Item("1(1)", "Apologies for Absence", "apologies"),
        Item("1(2)", "Members’ Disclosures of Interests", "disclosures"),
        Item("1(3)", "Chair’s Announcements", "announcements", announcement),
        Item(
            CONFIRMING_ITEM,
            "Minutes of the Previous Meeting",
            "minutes",
            f"To confirm the {title[0].lower()}{title[1:]}.",
            papers=(Handed(title, f"item-01-minutes-{minutes.day}", minutes.sheet()),) if handed_in else (),
        ),
        Item("2", "Public Question Time", "public questions"),
    )
