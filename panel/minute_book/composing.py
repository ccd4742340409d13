"""Compose the public minutes of a meeting, or the exempt ones, from the records of that one alone.

It asks the same few questions of the database, however much there is in them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from panel.accounts.operations import name_of
from panel.agendas.models import Item
from panel.agendas.rules import ItemKind
from panel.extensions import db
from panel.meetings.models import Meeting
from panel.minute_book import sentences
from panel.minute_book.blocks import Block, SetApart, bullets, from_markdown, titled
from panel.minute_book.minute_numbers import in_order, numbers_of
from panel.minute_book.models import ConfirmedMinutes, Passage, Signature, Written
from panel.minute_book.plain import restored
from panel.minute_book.printed import Circle, Later, Person, Printed, PrintedItem
from panel.minute_book.queries import later_corrections, settled_of
from panel.minutes.models import (
    MEMBERS,
    Action,
    Adjournment,
    Attendance,
    Confirmation,
    Disclosure,
    Election,
    Exclusion,
    Minutes,
    Motion,
    Movement,
    Nomination,
    Presence,
    QuestionTaken,
    Resolution,
    Vote,
)
from panel.papers.models import PaperAccess
from panel.procedure.models import BodyKind
from panel.procedure.queries import office_holder

_HasItem = (
    Passage
    | Motion
    | Resolution
    | Election
    | QuestionTaken
    | Exclusion
    | Action
    | Adjournment
    | Confirmation
    | Disclosure
)
PUBLIC, EXEMPT = PaperAccess.PUBLIC, PaperAccess.EXEMPT
_Row = TypeVar(
    "_Row",
    Action,
    Adjournment,
    Attendance,
    Confirmation,
    Disclosure,
    Election,
    Exclusion,
    Motion,
    Movement,
    Nomination,
    QuestionTaken,
    Resolution,
    Vote,
)
_Of = TypeVar(
    "_Of", Action, Adjournment, Disclosure, Election, Exclusion, Motion, QuestionTaken, Resolution, Confirmation
)


def compose(minutes: Minutes, access: PaperAccess = PUBLIC) -> Printed:
    """Give the minutes of a meeting as they are printed: the public ones, or the exempt ones.

    Confirmed ones are what was confirmed, with their signature and what was corrected later.
    """
    settled = settled_of(minutes, access)
    kept = db.session.scalar(
        select(ConfirmedMinutes.printed).where(
            ConfirmedMinutes.minutes_id == minutes.id, ConfirmedMinutes.access == access
        )
    )
    printed = restored(kept) if kept and settled.confirmed else from_records(minutes, access)
    later = tuple(Later(row.day, row.item, row.text, name_of(row.by)) for row in later_corrections(minutes, access))
    return replace(printed, settled=settled, later=later)


def from_records(minutes: Minutes, access: PaperAccess) -> Printed:
    """Compose minutes from what is recorded and written now, as it is kept when they are confirmed."""
    return _Composer(minutes, access).printed()


@dataclass
class _Composer:
    """One composition. What is exempt is never read for the public minutes."""

    minutes: Minutes
    access: PaperAccess

    def printed(self) -> Printed:
        minutes, meeting = self.minutes, self.minutes.meeting
        self.nation = meeting.body.nation
        self.numbers = numbers_of(meeting)
        self.passages = db.session.scalars(
            select(Passage)
            .where(Passage.minutes_id == minutes.id, Passage.access == self.access, Passage.text != "")
            .order_by(Passage.id)
        ).all()
        self.disclosures, self.motions = self.rows(Disclosure), self.rows(Motion)
        self.votes, self.resolutions, self.actions = self.rows(Vote), self.rows(Resolution), self.rows(Action)
        self.elections, self.nominations = self.rows(Election), self.rows(Nomination)
        self.questions, self.exclusions = self.rows(QuestionTaken), self.rows(Exclusion)
        self.adjournments = self.rows(Adjournment)
        self.confirmations = self._confirmations()
        self.items = db.session.scalars(
            select(Item).where(Item.meeting_id == meeting.id, Item.withdrawn.is_(False)).order_by(Item.position)
        ).all()
        self.kinds = {item.number: item.kind for item in self.items}
        circles, away, strangers = self.people()
        return Printed(
            body=meeting.body.name,
            day=meeting.date,
            exempt=self.access is EXEMPT,
            place=meeting.venue,
            began=minutes.began or meeting.start,
            rose=minutes.rose,
            presided=minutes.presided,
            present=circles,
            apologies=away[Presence.APOLOGIES],
            absent=away[Presence.ABSENT],
            substitutes=self.substitutes,
            foreword=tuple(self.written("")),
            opening=(*strangers, *self.without_item()),
            items=tuple(self.printed_items()),
            closing=(
                *sentences.adjourned(self.of(self.adjournments, "")),
                *sentences.promised(self.of(self.actions, "")),
            ),
        )

    def rows(self, kind: type[_Row], accesses: Collection[PaperAccess] = ()) -> Sequence[_Row]:
        query = select(kind).where(
            kind.minutes_id == self.minutes.id,
            kind.withdrawn.is_(False),
            kind.access.in_(accesses or (self.access,)),
        )
        if kind is QuestionTaken:
            query = query.options(joinedload(QuestionTaken.question))
        if kind is Election:
            query = query.options(joinedload(Election.of_body))
        return db.session.scalars(query.order_by(kind.position, kind.id)).all()

    def _confirmations(self) -> Sequence[Confirmation]:
        """Give what was confirmed here: an entry's access says which minutes, and that they were is public.

        How exempt minutes were amended is for the exempt ones alone.
        """
        rows = db.session.scalars(
            select(Confirmation)
            .where(Confirmation.minutes_id == self.minutes.id, Confirmation.withdrawn.is_(False))
            .order_by(Confirmation.position, Confirmation.id)
        ).all()
        return rows if self.access is PUBLIC else [row for row in rows if row.access is EXEMPT and row.amendments]

    def signed_here(self) -> dict[tuple[object, PaperAccess], str]:
        if not self.confirmations:
            return {}
        rows = db.session.execute(
            select(Meeting.date, Signature.access, Signature.name)
            .join(Minutes, Signature.minutes_id == Minutes.id)
            .join(Meeting, Minutes.meeting_id == Meeting.id)
            .where(Signature.meeting_id == self.minutes.meeting_id)
        )
        return {(day, access): name for day, access, name in rows}

    def people(self) -> tuple[tuple[Circle, ...], dict[Presence, tuple[Person, ...]], tuple[Block, ...]]:
        """Give who was there by circle, who was not, and who came or went without being named among them."""
        both = (PUBLIC,) if self.access is PUBLIC else (PUBLIC, EXEMPT)
        moves: dict[str, list[str]] = {}
        for row in self.rows(Movement, both):
            moves.setdefault(row.name, []).append(sentences.during(row.moving.value, row.item, row.at))
        attendance = self.rows(Attendance, both)
        circles: dict[str, list[Person]] = {}
        away: dict[Presence, list[Person]] = {each: [] for each in Presence}
        for entry in attendance:
            person = Person(
                entry.name, entry.role, entry.remote, entry.substitute_for, tuple(moves.pop(entry.name, ()))
            )
            if entry.presence is Presence.PRESENT:
                circles.setdefault(entry.circle, []).append(person)
            else:
                away[entry.presence].append(person)
        # Whoever sent a substitute is named there, and not among the absent as well.
        stood_for = {entry.substitute_for for entry in attendance}
        away[Presence.ABSENT] = [each for each in away[Presence.ABSENT] if each.name not in stood_for]
        self.substitutes = tuple(
            f"{entry.name} for {entry.substitute_for}" for entry in attendance if entry.substitute_for
        )
        strangers = [f"{name} {'; '.join(every)}" for name, every in moves.items()]
        order = [MEMBERS, "opcc", "officers"]
        named = sorted(circles, key=lambda each: (order.index(each) if each in order else len(order), each))
        return (
            tuple(Circle(self.circle(each), tuple(circles[each])) for each in named),
            {presence: tuple(people) for presence, people in away.items()},
            (SetApart("Arrivals and departures", (bullets(strangers),)),) if strangers else (),
        )

    def circle(self, name: str) -> str:
        if name == MEMBERS:
            return f"Members of the {'Panel' if self.minutes.meeting.body.kind is BodyKind.PANEL else 'group'}"
        if name == "opcc":
            holder = office_holder(self.minutes.meeting.body, self.minutes.meeting.date)
            return f"Office of the {holder.title if holder else 'Police and Crime Commissioner'}"
        return {"officers": "Officers of the council"}.get(name, name.capitalize())

    def printed_items(self) -> Iterator[PrintedItem]:
        signed = self.signed_here()
        titles = {item.number: item.title for item in self.items}
        for number in self.every_number():
            heading = self.kinds.get(number) is ItemKind.HEADING
            item = PrintedItem(
                number,
                minute="" if heading else self.numbers.get(number, number),
                title=self.own_title(number) or titles.get(number, "") or self.guessed(number),
                lead=tuple(self.lead(number, signed)),
                written=tuple(self.written(number)),
                record=tuple(self.record(number)),
            )
            if self.access is PUBLIC or item.blocks:
                yield item

    def every_number(self) -> list[str]:
        """Give the agenda's items in its order, and then those that only the record names."""
        named = [item.number for item in self.items]
        lists: tuple[Iterable[_HasItem], ...] = (
            self.passages,
            self.motions,
            self.resolutions,
            self.elections,
            self.questions,
            self.exclusions,
            self.actions,
            self.adjournments,
            self.confirmations,
            () if self.declarations_item else self.disclosures,
        )
        others = {row.item for rows in lists for row in rows if row.item}
        others |= {each for row in self.exclusions if row.excludes for each in row.items}
        others -= set(named)
        return [*named, *in_order(others)] if named else in_order(others)

    def guessed(self, number: str) -> str:
        """Give a title for an item that no agenda has."""
        return next((row.title for row in self.motions if row.item == number and row.title), f"Item {number}")

    def own_title(self, number: str) -> str:
        """Give the title that stands above what is written of an item."""
        return next((title for each in self.narratives(number) if (title := titled(each.text)[0])), "")

    def lead(self, number: str, signed: dict[tuple[object, PaperAccess], str]) -> Iterator[Block]:
        """Give what stands above the officer's words."""
        item = next((each for each in self.items if each.number == number), None)
        public = self.access is PUBLIC
        if item and public and (item.urgent_reason or item.urgent_at):
            yield sentences.urgent(item.urgent_reason)
        here = [row for row in self.confirmations if self.at(row, number, ItemKind.MINUTES)]
        yield from sentences.confirmations(here, signed, exempt=not public)
        yield from self.declared(number)
        if public:
            excluded = next((row for row in self.exclusions if row.excludes and number in row.items), None)
            if excluded:
                yield sentences.in_private(excluded, self.nation)

    def record(self, number: str) -> Iterator[Block]:
        """Give what was recorded, beneath the officer's words."""
        at_questions = self.kinds.get(number) is ItemKind.PUBLIC_QUESTIONS and self.access is PUBLIC
        yield from sentences.questions(
            [row for row in self.questions if self.at(row, number, ItemKind.PUBLIC_QUESTIONS)],
            self.minutes.public_questions if at_questions else None,
            told=bool(self.narratives(number)),
        )
        yield from sentences.elections(self.of(self.elections, number), self.nominations)
        yield from sentences.motions(self.of(self.motions, number), self.votes)
        yield from sentences.exclusions(self.of(self.exclusions, number), self.nation)
        yield from sentences.adjourned(self.of(self.adjournments, number))
        yield from sentences.resolved(self.of(self.resolutions, number))
        yield from sentences.promised(self.of(self.actions, number))

    def of(self, rows: Sequence[_Of], number: str) -> list[_Of]:
        return [row for row in rows if row.item == number]

    def at(self, row: QuestionTaken | Confirmation, number: str, kind: ItemKind) -> bool:
        """Whether something stands under an item: the one it names, else the first of its kind."""
        return (row.item or next((each for each, known in self.kinds.items() if known is kind), "")) == number

    @property
    def declarations_item(self) -> str:
        return next((number for number, kind in self.kinds.items() if kind is ItemKind.DISCLOSURES), "")

    def declared(self, number: str) -> Iterator[Block]:
        """List the declarations under the item for them; without one, each under the item that it is about."""
        if self.declarations_item and self.access is PUBLIC:
            if number == self.declarations_item:
                yield from sentences.declarations(self.disclosures, with_item=True)
        else:
            yield from sentences.declarations(self.of(self.disclosures, number), with_item=False)

    def without_item(self) -> Iterator[Block]:
        """Give what names no item, and has none to stand under."""
        loose = [row for row in self.disclosures if not row.item]
        if loose and not (self.declarations_item and self.access is PUBLIC):
            yield SetApart("Declarations of interest", tuple(sentences.declarations(loose, with_item=False)))
        kinds = self.kinds.values()
        if ItemKind.MINUTES not in kinds:
            yield from sentences.confirmations(
                [row for row in self.confirmations if not row.item], self.signed_here(), exempt=self.access is EXEMPT
            )
        if ItemKind.PUBLIC_QUESTIONS not in kinds:
            loose_questions = [row for row in self.questions if not row.item]
            yield from sentences.questions(loose_questions, None, told=True)

    def narratives(self, number: str) -> list[Passage]:
        return [each for each in self.passages if each.item == number and each.what is Written.NARRATIVE]

    def written(self, number: str) -> Iterator[Block]:
        """Give the officer's words, with the fair account of what is exempt."""
        for passage in self.narratives(number):
            yield from from_markdown(titled(passage.text)[1] if number else passage.text)
        for passage in self.passages:
            if number and passage.item == number and passage.what is Written.SUMMARY:
                yield SetApart("Summary", from_markdown(passage.text))
