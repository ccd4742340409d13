"""Members' attendance in a year, from records that are public: each asks a few questions, however many the meetings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from panel.agendas.models import Item
from panel.extensions import db
from panel.meetings.models import Meeting
from panel.meetings.rules import OFF
from panel.members.models import Appointment
from panel.members.queries import every_seat
from panel.minute_book.models import Circulation, EnclosedMinutes, OpenedEarly
from panel.minutes.attended import Attended, Recorded, counted, stood_in
from panel.minutes.models import MEMBERS, Attendance, Confirmation, Minutes
from panel.papers.models import Paper, PaperAccess
from panel.procedure.models import Body
from panel.procedure.queries import in_force_on


@dataclass(frozen=True)
class YearOfAttendance:
    """A body's calendar year."""

    meetings: Sequence[Meeting]
    """Those counted: open, held, and their minutes public."""
    waiting: Sequence[Meeting]
    """Open and held, but their minutes are not public yet."""
    closed: int
    """How many were not open to the public, and are not counted."""
    members: Sequence[Attended]
    stood_in: dict[str, list[tuple[date, str]]]


def attendance_in(body: Body, year: int, today: date) -> YearOfAttendance:
    """Count who came to a body's meetings of a calendar year, up to a day."""
    until = min(date(year, 12, 31), today)
    past = db.session.scalars(
        select(Meeting)
        .where(Meeting.body_id == body.id, Meeting.date.between(date(year, 1, 1), until), Meeting.status.not_in(OFF))
        .order_by(Meeting.date)
    ).all()
    open_ones = [meeting for meeting in past if not meeting.closed]
    public = _public(body, open_ones)
    meetings = [meeting for meeting in open_ones if meeting.id in public]
    days = [meeting.date for meeting in meetings]
    recorded = _recorded(meetings)
    return YearOfAttendance(
        meetings=meetings,
        waiting=[meeting for meeting in open_ones if meeting.id not in public],
        closed=len(past) - len(open_ones),
        members=counted(_expected(every_seat(body), days), recorded),
        stood_in=stood_in(recorded),
    )


def _expected(seats: Sequence[Appointment], days: Sequence[date]) -> dict[str, list[date]]:
    """Give the days on which each member had a seat, members in the order of their seats."""
    expected: dict[str, list[date]] = {}
    for seat in sorted(seats, key=lambda seat: seat.position):
        had = expected.setdefault(seat.member.name, [])
        had += [day for day in days if seat.held_on(day) and day not in had]
    return {name: sorted(had) for name, had in expected.items() if had}


def _recorded(meetings: Sequence[Meeting]) -> list[Recorded]:
    rows = db.session.execute(
        select(Meeting.date, Attendance)
        .select_from(Attendance)
        .join(Minutes, Attendance.minutes_id == Minutes.id)
        .join(Meeting, Minutes.meeting_id == Meeting.id)
        .where(
            Meeting.id.in_([meeting.id for meeting in meetings]),
            Attendance.circle == MEMBERS,
            Attendance.access == PaperAccess.PUBLIC,
            Attendance.withdrawn.is_(False),
        )
        .options(joinedload(Attendance.member))
        .order_by(Meeting.date, Attendance.position)
    )
    return [
        Recorded(day, row.member.name if row.member else row.name, row.presence, row.remote, row.substitute_for)
        for day, row in rows
    ]


def _public(body: Body, meetings: Sequence[Meeting]) -> set[int]:
    """Give the numbers of meetings whose minutes anybody may read: confirmed, proposed to a meeting, or opened before.

    They are confirmed by a later meeting, or stand on its published agenda, or an officer opened the draft, or the
    body's rules open it once it is circulated.
    """
    with_minutes = (
        select(Meeting.id)
        .join(Minutes, Minutes.meeting_id == Meeting.id)
        .where(Meeting.body_id == body.id, Minutes.withdrawn.is_(False))
    )
    circulated = _numbers(with_minutes.join(Circulation, Circulation.minutes_id == Minutes.id))
    opened = _numbers(with_minutes.join(OpenedEarly, OpenedEarly.minutes_id == Minutes.id))
    rules = in_force_on(body, (meeting.date for meeting in meetings))
    by_rule = {each.id for each in meetings if each.id in circulated and rules[each.date].drafts_public}
    return opened | by_rule | _numbers(_confirmed(with_minutes, body)) | _numbers(_proposed(with_minutes))


def _numbers(query: Select[Any]) -> set[int]:
    return set(db.session.scalars(query))


def _confirmed(of: Select[Any], body: Body) -> Select[tuple[int]]:
    earlier = (
        select(Confirmation.earlier)
        .join(Minutes, Confirmation.minutes_id == Minutes.id)
        .join(Meeting, Minutes.meeting_id == Meeting.id)
        .where(
            Meeting.body_id == body.id,
            Confirmation.access == PaperAccess.PUBLIC,
            Confirmation.withdrawn.is_(False),
            Minutes.withdrawn.is_(False),
        )
    )
    return of.where(Meeting.date.in_(earlier))


def _proposed(of: Select[Any]) -> Select[tuple[int]]:
    on_an_agenda = (
        select(EnclosedMinutes.minutes_id)
        .join(Paper, EnclosedMinutes.paper_id == Paper.id)
        .join(Item, Paper.item_id == Item.id)
        .join(Meeting, Item.meeting_id == Meeting.id)
        .where(
            EnclosedMinutes.access == PaperAccess.PUBLIC,
            Paper.withdrawn.is_(False),
            Item.withdrawn.is_(False),
            Meeting.published.is_(True),
            Meeting.closed.is_(False),
        )
    )
    return of.where(Minutes.id.in_(on_an_agenda))
