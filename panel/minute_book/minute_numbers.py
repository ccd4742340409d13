"""The numbers of a body's minutes: what is counted for them, and which were kept."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from sqlalchemy import select

from panel.agendas.models import Item
from panel.agendas.rules import ItemKind
from panel.extensions import db
from panel.meetings.models import Meeting
from panel.minute_book.models import NumbersKept, Passage
from panel.minute_book.numbering import Counted, numbered
from panel.minutes.models import Minutes, Motion, Resolution
from panel.procedure.models import Body
from panel.procedure.queries import in_force

_PARTS = re.compile(r"\d+|\D+")


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
