"""Find meetings."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import joinedload

from panel.extensions import db
from panel.law.words import day_in_words
from panel.meetings.models import Meeting, MeetingStatus, Move
from panel.procedure.models import Body, BodyKind


def at(slug: str, day: date) -> Meeting | None:
    """Give the meeting of a body on a day."""
    return db.session.scalar(
        select(Meeting)
        .join(Body)
        .where(Body.slug == slug, Meeting.date == day)
        .options(joinedload(Meeting.body).joinedload(Body.parent))
    )


def moved_from(slug: str, day: date) -> Meeting | None:
    """Give the meeting that was to take place on a day before it was moved."""
    return db.session.scalar(
        select(Meeting)
        .join(Body)
        .join(Move)
        .where(Body.slug == slug, Move.moved_from == day)
        .order_by(Move.id.desc())
        .limit(1)
    )


def to_come(today: date) -> ColumnElement[bool]:
    """Choose the open meetings that are still to take place; one held this morning is not the next."""
    return and_(Meeting.date >= today, Meeting.closed.is_(False), Meeting.status == MeetingStatus.SCHEDULED)


def next_meeting(today: date, slug: str | None = None) -> Meeting | None:
    """Give the next open meeting that takes place: of one body, or of any panel."""
    wanted = (Body.slug == slug) if slug else (Body.kind == BodyKind.PANEL)
    return db.session.scalar(
        select(Meeting).join(Body).where(wanted, to_come(today)).order_by(Meeting.date, Body.slug).limit(1)
    )


def find(slug: str | None, day: date | None, today: date) -> Meeting:
    """Give the meeting that is named, or the next one.

    Raises LookupError with a sentence that says which bodies or meetings there are.
    """
    body = db.session.scalar(select(Body).where(Body.slug == slug)) if slug else None
    if slug is not None and body is None:
        slugs = db.session.scalars(select(Body.slug).order_by(Body.slug)).all()
        known = (
            f"There are: {', '.join(slugs)}." if slugs else "There are none yet: `panel import FOLDER` brings one in."
        )
        raise LookupError(f"There is no body named {slug!r} here. {known}")
    if slug is None or body is None or day is None:
        meeting = next_meeting(today, slug)
        if meeting is None:
            raise LookupError(
                "No coming meeting is recorded. Name one by its body and date, such as: warwickshire 2018-03-19."
            )
        return meeting
    meeting = at(slug, day) or moved_from(slug, day)
    if meeting is None:
        days = db.session.scalars(select(Meeting.date).where(Meeting.body_id == body.id).order_by(Meeting.date)).all()
        known = ", ".join(each.isoformat() for each in days) or "none yet"
        raise LookupError(f"{body.name} has no meeting on {day_in_words(day)}. Its meetings: {known}.")
    return meeting
