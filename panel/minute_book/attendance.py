"""Members' attendance in a year, from records that are public: each asks a few questions, however many the meetings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from panel.access import Audience
from panel.extensions import db
from panel.meetings.models import Meeting
from panel.meetings.rules import OFF
from panel.members.models import Appointment
from panel.members.queries import every_seat
from panel.minute_book.openness import openness_of
from panel.minutes.attended import Attended, Recorded, counted, stood_in
from panel.minutes.models import MEMBERS, Attendance, Minutes
from panel.papers.models import PaperAccess
from panel.procedure.models import Body


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
    public = _public(open_ones)
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


def _public(meetings: Sequence[Meeting]) -> set[int]:
    """Give the numbers of meetings whose minutes anybody may read."""
    rows = db.session.scalars(
        select(Minutes)
        .where(Minutes.meeting_id.in_([meeting.id for meeting in meetings]), Minutes.withdrawn.is_(False))
        .options(joinedload(Minutes.meeting).joinedload(Meeting.body))
    ).all()
    found = openness_of(rows)
    return {row.meeting_id for row in rows if found[row.id].to(Audience.PUBLIC)}
