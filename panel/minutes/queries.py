"""Read minutes whole: each of these asks the same few questions of the database, however much there is in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from panel.extensions import db
from panel.meetings.models import Meeting
from panel.minutes.models import Attendance, Confirmation, Disclosure, Minutes
from panel.papers.models import PaperAccess
from panel.procedure.models import Body


def minutes_of(meeting: Meeting) -> Minutes | None:
    """Give the minutes of a meeting."""
    return db.session.scalar(_whole().where(Minutes.meeting_id == meeting.id))


def record_of(meeting: Meeting) -> Minutes | None:
    """Give the minutes of a meeting with every list of them: who came and went, votes by name, elections, questions."""
    every = (
        selectinload(Minutes.movements),
        selectinload(Minutes.votes),
        selectinload(Minutes.elections),
        selectinload(Minutes.nominations),
        selectinload(Minutes.exclusions),
        selectinload(Minutes.questions_taken),
        selectinload(Minutes.adjournments),
    )
    return db.session.scalar(_whole().where(Minutes.meeting_id == meeting.id).options(*every))


def confirmed(meeting: Meeting) -> dict[PaperAccess, date]:
    """Say on which day the public and the exempt minutes of a meeting were confirmed, each where they were."""
    found = db.session.execute(
        select(Confirmation.access, Meeting.date)
        .join(Minutes, Confirmation.minutes_id == Minutes.id)
        .join(Meeting, Minutes.meeting_id == Meeting.id)
        .where(
            Meeting.body_id == meeting.body_id,
            Confirmation.earlier == meeting.date,
            Confirmation.withdrawn.is_(False),
            Minutes.withdrawn.is_(False),
        )
        .order_by(Meeting.date.desc())
    )
    return {row.access: row.date for row in found}


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
            selectinload(Minutes.disclosures).options(
                joinedload(Disclosure.member), joinedload(Disclosure.dispensation)
            ),
            selectinload(Minutes.motions),
            selectinload(Minutes.resolutions),
            selectinload(Minutes.actions),
        )
        # Its lists leave out what was withdrawn since they were last read in this session.
        .execution_options(populate_existing=True)
    )
