"""Compose the public minutes of a meeting, or the exempt ones, from the records of that one alone.

It asks the same few questions of the database, however much there is in them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from panel.agendas.models import Item
from panel.agendas.rules import ItemKind
from panel.extensions import db
from panel.meetings.models import Meeting
from panel.minute_book import sentences
from panel.minute_book.blocks import Block, SetApart, bullets, from_markdown, titled
from panel.minute_book.models import LaterCorrection, NumbersKept, Passage, Signature, Written
from panel.minute_book.numbering import Counted, numbered
from panel.minute_book.printed import Circle, Later, Person, Printed, PrintedItem, Standing
from panel.minutes.models import (
    MEMBERS,
    Action,
    Attendance,
    Confirmation,
    Disclosure,
    Election,
    Exclusion,
    Minutes,
    Motion,
    Movement,
    Nomination,
    Outcome,
    Presence,
    QuestionTaken,
    Resolution,
    Vote,
)
from panel.papers.models import PaperAccess
from panel.procedure.models import Body, BodyKind
from panel.procedure.queries import in_force, office_holder

_HasItem = Passage | Motion | Resolution | Election | QuestionTaken | Exclusion | Action | Confirmation | Disclosure
PUBLIC, EXEMPT = PaperAccess.PUBLIC, PaperAccess.EXEMPT
_PARTS = re.compile(r"\d+|\D+")
_Row = TypeVar(
    "_Row",
    Action,
    Attendance,
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
_Of = TypeVar("_Of", Action, Disclosure, Election, Exclusion, Motion, QuestionTaken, Resolution, Confirmation)


def compose(minutes: Minutes, access: PaperAccess = PUBLIC) -> Printed:
    """Give the minutes of a meeting as they are printed: the public ones, or the exempt ones."""
    return _Composer(minutes, access).printed()


def standing_of(meeting: Meeting, access: PaperAccess) -> Standing:
    """Say whether a meeting's minutes are confirmed and signed, and by whom."""
    found = db.session.execute(
        select(Confirmation.amendments, Meeting.date)
        .join(Minutes, Confirmation.minutes_id == Minutes.id)
        .join(Meeting, Minutes.meeting_id == Meeting.id)
        .where(
            Meeting.body_id == meeting.body_id,
            Confirmation.earlier == meeting.date,
            Confirmation.access == access,
            Confirmation.withdrawn.is_(False),
            Minutes.withdrawn.is_(False),
        )
        .order_by(Meeting.date)
    ).first()
    signature = db.session.scalar(
        select(Signature)
        .join(Minutes, Signature.minutes_id == Minutes.id)
        .where(Minutes.meeting_id == meeting.id, Signature.access == access)
    )
    return Standing(
        confirmed=found.date if found else None,
        amendments=found.amendments if found else "",
        signed=signature.day if signature else None,
        signed_by=signature.name if signature else "",
    )


def numbers_of(meeting: Meeting) -> dict[str, str]:
    """Give the numbers of a meeting's minutes by item, as the body's rules say."""
    rules = in_force(meeting.body, meeting.date)
    body = _counted(meeting.body, meeting.date)
    return numbered(rules.minute_numbering, rules.first_minute, body).get(meeting.date, {})


def keep_numbers(minutes: Minutes) -> None:
    """Let the numbers that minutes have now stay theirs; those that are kept already are not touched."""
    kept = db.session.scalar(select(NumbersKept).where(NumbersKept.minutes_id == minutes.id))
    numbers = numbers_of(minutes.meeting)
    if kept is None:
        db.session.add(NumbersKept(minutes_id=minutes.id, numbers=numbers))
    else:
        kept.numbers = {**numbers, **kept.numbers}
    db.session.flush()


def in_order(numbers: Iterable[str]) -> list[str]:
    """Sort items' numbers as an agenda has them: "1", "1(2)", "2", "10"."""
    return sorted(
        set(numbers), key=lambda each: [(int(p), "") if p.isdecimal() else (-1, p) for p in _PARTS.findall(each)]
    )


def _counted(body: Body, until: date) -> list[Counted]:
    """Give each meeting of a body that has minutes, up to a day, with the items that are numbered."""
    minutes = db.session.execute(
        select(Meeting.id, Meeting.date, Minutes.id, NumbersKept.numbers)
        .join(Minutes, Minutes.meeting_id == Meeting.id)
        .outerjoin(NumbersKept, NumbersKept.minutes_id == Minutes.id)
        .where(Meeting.body_id == body.id, Meeting.date <= until, Minutes.withdrawn.is_(False))
    ).all()
    items: dict[int, list[str]] = {}
    for meeting_id, number in db.session.execute(
        select(Item.meeting_id, Item.number)
        .where(
            Item.meeting_id.in_([row[0] for row in minutes]),
            Item.withdrawn.is_(False),
            Item.kind != ItemKind.HEADING,
        )
        .order_by(Item.position)
    ):
        items.setdefault(meeting_id, []).append(number)
    bare = {row[2]: row[0] for row in minutes if row[0] not in items}
    written: dict[int, set[str]] = {}
    for kind in (Passage, Motion, Resolution):
        rows = db.session.execute(
            select(kind.minutes_id, kind.item).where(kind.minutes_id.in_(bare), kind.item != "").distinct()
        )
        for minutes_id, number in rows:
            written.setdefault(bare[minutes_id], set()).add(number)
    return [
        Counted(day, items.get(meeting_id) or in_order(written.get(meeting_id, ())), kept or {})
        for meeting_id, day, _minutes, kept in minutes
    ]


@dataclass
class _Composer:
    """One composition. What is exempt is never read for the public minutes."""

    minutes: Minutes
    access: PaperAccess

    def printed(self) -> Printed:
        minutes, meeting = self.minutes, self.minutes.meeting
        self.nation = meeting.body.nation
        self.standing = standing_of(meeting, self.access)
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
        self.confirmations = self._confirmations()
        self.items = db.session.scalars(
            select(Item).where(Item.meeting_id == meeting.id, Item.withdrawn.is_(False)).order_by(Item.position)
        ).all()
        self.kinds = {item.number: item.kind for item in self.items}
        circles, away, strangers = self.people()
        later = db.session.scalars(
            select(LaterCorrection)
            .where(LaterCorrection.minutes_id == minutes.id, LaterCorrection.access == self.access)
            .order_by(LaterCorrection.day, LaterCorrection.id)
        )
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
            opening=(*self.written(""), *strangers, *self.without_item()),
            items=tuple(self.printed_items()),
            closing=tuple(sentences.promised([row for row in self.actions if not row.item])),
            standing=self.standing,
            later=tuple(Later(row.day, row.item, row.text, row.by) for row in later),
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
        """Give what was confirmed here: an entry's access says which minutes, and that they were is public."""
        if self.access is EXEMPT:
            return ()
        return db.session.scalars(
            select(Confirmation)
            .where(Confirmation.minutes_id == self.minutes.id, Confirmation.withdrawn.is_(False))
            .order_by(Confirmation.position, Confirmation.id)
        ).all()

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
            title, blocks = self.of_item(number, signed)
            if self.access is EXEMPT and not blocks:
                continue
            heading = self.kinds.get(number) is ItemKind.HEADING
            minute = "" if heading else self.numbers.get(number, number)
            yield PrintedItem(number, minute, title or titles.get(number, "") or self.guessed(number), blocks)

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
            self.confirmations,
            () if self.declarations_item else self.disclosures,
        )
        others = {row.item for rows in lists for row in rows if row.item}
        others |= {each for row in self.exclusions if row.outcome == Outcome.AGREED for each in row.items}
        others -= set(named)
        return [*named, *in_order(others)] if named else in_order(others)

    def guessed(self, number: str) -> str:
        """Give a title for an item that no agenda has."""
        return next((row.title for row in self.motions if row.item == number and row.title), f"Item {number}")

    def of_item(self, number: str, signed: dict[tuple[object, PaperAccess], str]) -> tuple[str, tuple[Block, ...]]:
        kind = self.kinds.get(number)
        title, written = "", []
        for passage in self.passages:
            if passage.item == number and passage.what is Written.NARRATIVE:
                title, text = titled(passage.text)
                written = list(from_markdown(text))
        item = next((each for each in self.items if each.number == number), None)
        questions = [row for row in self.questions if self.at(row, number, ItemKind.PUBLIC_QUESTIONS)]
        count = self.minutes.public_questions if kind is ItemKind.PUBLIC_QUESTIONS else None
        public = self.access is PUBLIC
        blocks = [
            *sentences.urgent(item.urgent_reason if item and public else ""),
            *sentences.confirmations(self.at_item(self.confirmations, number, ItemKind.MINUTES), signed),
            *self.declared(number),
            *written,
            *sentences.questions(questions, count if public else None, told=bool(written)),
            *sentences.elections(self.of(self.elections, number), self.nominations),
            *sentences.motions(self.of(self.motions, number), self.votes),
            *sentences.exclusions(self.of(self.exclusions, number), self.nation),
            *self.private(number),
            *sentences.resolved(self.of(self.resolutions, number)),
            *sentences.promised(self.of(self.actions, number)),
        ]
        return title, tuple(blocks)

    def of(self, rows: Sequence[_Of], number: str) -> list[_Of]:
        return [row for row in rows if row.item == number]

    def at(self, row: QuestionTaken | Confirmation, number: str, kind: ItemKind) -> bool:
        """Whether something stands under an item: the one it names, else the first of its kind."""
        return (row.item or next((each for each, known in self.kinds.items() if known is kind), "")) == number

    def at_item(self, rows: Sequence[Confirmation], number: str, kind: ItemKind) -> list[Confirmation]:
        return [row for row in rows if self.at(row, number, kind)]

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
            yield from sentences.confirmations([row for row in self.confirmations if not row.item], self.signed_here())
        if ItemKind.PUBLIC_QUESTIONS not in kinds:
            loose_questions = [row for row in self.questions if not row.item]
            yield from sentences.questions(loose_questions, None, told=True)

    def written(self, number: str) -> Iterator[Block]:
        for passage in self.passages:
            if passage.item == number and passage.what is Written.NARRATIVE:
                yield from from_markdown(passage.text)

    def private(self, number: str) -> Iterator[Block]:
        """Say in the public minutes that an item was taken in private, with the fair account of it."""
        if self.access is EXEMPT:
            return
        for row in self.exclusions:
            if row.outcome == Outcome.AGREED and number in row.items:
                yield sentences.in_private(row.paragraphs, self.nation)
                break
        for passage in self.passages:
            if passage.item == number and passage.what is Written.SUMMARY:
                yield SetApart("Summary", from_markdown(passage.text))
