"""Read minutes whole: each of these asks the same few questions of the database, however much there is in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from panel.extensions import db
from panel.meetings.models import Meeting
from panel.minutes.models import Attendance, Minutes
from panel.procedure.models import Body


def minutes_of(meeting: Meeting) -> Minutes | None:
    """Give the minutes of a meeting."""
    return db.session.scalar(_whole().where(Minutes.meeting_id == meeting.id))


def minutes_until(body: Body, day: date) -> Sequence[Minutes]:
    """Give all minutes of a body's meetings up to a day and on it, the earliest first."""
    return db.session.scalars(
        _whole().where(Meeting.body_id == body.id, Meeting.date <= day).order_by(Meeting.date)
    ).all()


def _whole() -> Select[Minutes]:
    return (
        select(Minutes)
        .join(Minutes.meeting)
        .where(Minutes.withdrawn.is_(False))
        .options(
            joinedload(Minutes.meeting),
            selectinload(Minutes.attendance).joinedload(Attendance.member),
            selectinload(Minutes.confirmations),
            selectinload(Minutes.disclosures),
            selectinload(Minutes.motions),
            selectinload(Minutes.resolutions),
            selectinload(Minutes.actions),
        )
        # Its lists leave out what was withdrawn since they were last read in this session.
        .execution_options(populate_existing=True)
    )
