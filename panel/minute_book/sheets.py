"""What the page on which minutes are written stands on: each item with what is written of it and what was recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from panel.agendas.rules import ItemKind
from panel.meetings.models import Meeting
from panel.members.queries import seats
from panel.minute_book.blocks import Block
from panel.minute_book.composing import compose
from panel.minute_book.minute_numbers import in_order
from panel.minute_book.models import Passage, Written
from panel.minute_book.printed import Printed, around
from panel.minute_book.queries import passages
from panel.minute_book.rules import wants_summary
from panel.minutes.models import Minutes
from panel.minutes.rules import Presence
from panel.papers.models import PaperAccess
from panel.papers.queries import agenda_of

PUBLIC, EXEMPT = PaperAccess.PUBLIC, PaperAccess.EXEMPT
OPENING = ""
"""The item of what stands before the first."""


@dataclass(frozen=True)
class Part:
    """What is written of an item for the public or the exempt minutes."""

    item: str
    access: PaperAccess
    what: Written
    text: str = ""
    version: int = 0
    number: int | None = None
    """The passage's; None where nothing was ever written."""

    @property
    def name(self) -> str:
        """Name it in addresses and keys: "4-exempt-narrative"."""
        return f"{self.item or 'opening'}-{self.access.value}-{self.what.value}"


@dataclass(frozen=True)
class Sheet:
    """An item with its parts."""

    item: str
    title: str
    public: Part
    exempt: Part
    summary: Part
    recorded: Sequence[Block]
    """What the public minutes print with the officer's words by themselves."""
    recorded_exempt: Sequence[Block]
    told: bool = False
    """Whether the public minutes say anything of it."""
    exempt_papers: bool = False

    @property
    def has_exempt(self) -> bool:
        """Whether anything of it belongs to the exempt minutes, or is likely to."""
        return bool(self.exempt.text or self.recorded_exempt or self.exempt_papers)

    @property
    def wants_summary(self) -> bool:
        """Whether the public minutes say nothing of what the exempt ones hold."""
        return wants_summary(
            public=self.told,
            exempt=bool(self.exempt.text.strip() or self.recorded_exempt),
            summary=bool(self.summary.text.strip()),
        )

    @property
    def parts(self) -> tuple[Part, Part, Part]:
        """Give its parts in the order of the page."""
        return self.public, self.summary, self.exempt


def sheets_of(meeting: Meeting, minutes: Minutes | None) -> list[Sheet]:
    """Give the opening and every item of a meeting, on the agenda or recorded without it."""
    written = {(row.item, row.access, row.what): row for row in (passages(minutes) if minutes else ())}
    public, exempt = (compose(minutes, access) if minutes else None for access in (PUBLIC, EXEMPT))
    own = {item.number: item for item in (public.items if public else ())}
    apart = {item.number: item for item in (exempt.items if exempt else ())}
    agenda = agenda_of(meeting)
    titles = {item.number: item.title for item, _papers in agenda if item.kind is not ItemKind.HEADING}
    headings = {item.number for item, _papers in agenda if item.kind is ItemKind.HEADING}
    with_exempt = {item.number for item, papers in agenda if any(paper.access is EXEMPT for paper in papers)}
    others = [
        each
        for each in in_order([*own, *apart, *(item for item, _access, _what in written if item)])
        if each not in headings or (each in own and own[each].blocks)
    ]
    return [
        Sheet(
            item=number,
            title=titles.get(number, "") if number else "Before the first item",
            public=_part(written.get((number, PUBLIC, Written.NARRATIVE)), number, PUBLIC),
            exempt=_part(written.get((number, EXEMPT, Written.NARRATIVE)), number, EXEMPT),
            summary=_part(written.get((number, PUBLIC, Written.SUMMARY)), number, PUBLIC, Written.SUMMARY),
            recorded=_recorded(public, number),
            recorded_exempt=_recorded(exempt, number) if number else (),
            told=bool(number in own and (own[number].written or own[number].record)),
            exempt_papers=number in with_exempt,
        )
        for number in [OPENING, *dict.fromkeys([*titles, *others])]
    ]


def _recorded(printed: Printed | None, number: str) -> tuple[Block, ...]:
    """Give what minutes print of an item, or of who was there, besides the officer's words."""
    if printed is None:
        return ()
    if not number:
        return around(printed)
    return next(((*item.lead, *item.record) for item in printed.items if item.number == number), ())


def _part(row: Passage | None, item: str, access: PaperAccess, what: Written = Written.NARRATIVE) -> Part:
    return Part(item, access, what, row.text, row.version, row.id) if row else Part(item, access, what)


def names_there(meeting: Meeting, minutes: Minutes | None) -> list[str]:
    """Give the names that a writer needs: who was there; where nobody is recorded yet, who sits on the body."""
    there = [row.name for row in minutes.attendance if row.presence is Presence.PRESENT] if minutes else []
    return there or [seat.member.name for seat in seats(meeting.body, meeting.date)]
