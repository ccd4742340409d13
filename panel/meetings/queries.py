"""Find meetings."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import joinedload

from panel.extensions import db
from panel.law.words import day_in_words
from panel.meetings.arranging import Elsewhere
from panel.meetings.models import Meeting, MeetingStatus, Move
from panel.members.models import Appointment
from panel.procedure.models import Body, BodyKind
from panel.procedure.queries import venues


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


def by_day(body: Body) -> dict[date, Meeting]:
    """Give the meetings of a body by their day, those called off among them."""
    return {row.date: row for row in db.session.scalars(select(Meeting).where(Meeting.body_id == body.id))}


def known_venues(body: Body) -> list[str]:
    """Name the places where a body meets, or has met: what forms offer. The one arranged last comes first."""
    used = db.session.scalars(
        select(Meeting.venue).where(Meeting.body_id == body.id, Meeting.venue != "").order_by(Meeting.date.desc())
    )
    return list(dict.fromkeys([*used, *(venue.name for venue in venues(body))]))


def elsewhere(body: Body, days: Collection[date]) -> dict[date, list[Elsewhere]]:
    """Give the meetings of other bodies on those days to which members of this one belong, by day.

    A person is known by name, since each panel enrols its members for itself.
    """
    found = db.session.scalars(
        select(Meeting)
        .where(Meeting.date.in_(days), Meeting.body_id != body.id, Meeting.status == MeetingStatus.SCHEDULED)
        .options(joinedload(Meeting.body))
        .order_by(Meeting.date, Meeting.id)
    ).all()
    if not found:
        return {}
    seats = db.session.scalars(
        select(Appointment)
        .where(
            Appointment.body_id.in_({body.id, *(meeting.body_id for meeting in found)}),
            Appointment.withdrawn.is_(False),
        )
        .options(joinedload(Appointment.member))
        .order_by(Appointment.position, Appointment.id)
    ).all()
    shared: dict[date, list[Elsewhere]] = {}
    for meeting in found:
        there = {seat.member.name for seat in seats if seat.body_id == meeting.body_id and seat.held_on(meeting.date)}
        own = (seat.member.name for seat in seats if seat.body_id == body.id and seat.held_on(meeting.date))
        both = tuple(dict.fromkeys(name for name in own if name in there))
        if both:
            shared.setdefault(meeting.date, []).append(Elsewhere(meeting.body.name, both))
    return shared


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
