"""Which meetings a member sits at, and which papers of them they have."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import contains_eager, selectinload

from panel.access import Audience, papers_seen, sees_agenda
from panel.agendas.models import Item
from panel.extensions import db
from panel.meetings.models import Meeting
from panel.members.models import Appointment, Member
from panel.papers.models import Paper
from panel.papers.queries import agenda_of
from panel.procedure.models import Body


def sat_at(member: Member) -> ColumnElement[bool]:
    """Choose the meetings of the bodies on which a member sits on the day."""
    return exists().where(
        Appointment.member_id == member.id,
        Appointment.body_id == Meeting.body_id,
        Appointment.withdrawn.is_(False),
        or_(Appointment.since.is_(None), Appointment.since <= Meeting.date),
        or_(Appointment.until.is_(None), Appointment.until >= Meeting.date),
    )


def meetings_of(member: Member) -> Sequence[Meeting]:
    """Give the meetings at which a member sits, published or not, the soonest first."""
    return db.session.scalars(
        select(Meeting)
        .join(Meeting.body)
        .where(sat_at(member))
        .options(contains_eager(Meeting.body).joinedload(Body.parent), selectinload(Meeting.moves))
        .order_by(Meeting.date, Meeting.id)
    ).all()


def sits_at(member: Member, meeting: Meeting) -> bool:
    """Whether a member sits on the body of a meeting on its day."""
    return db.session.scalar(select(Meeting.id).where(and_(Meeting.id == meeting.id, sat_at(member)))) is not None


def papers_of(member: Member, meeting: Meeting) -> list[tuple[Item, list[Paper]]] | None:
    """Give a meeting's items with the papers that a member has of them; None where its agenda is not for them.

    Never a draft: an agenda is there once it is published.
    """
    sits = sits_at(member, meeting)
    if not sits or not sees_agenda(Audience.MEMBER, published=meeting.published, closed=meeting.closed, sits=sits):
        return None
    seen = papers_seen(Audience.MEMBER, sits=sits)
    return [(item, [paper for paper in papers if paper.access in seen]) for item, papers in agenda_of(meeting)]
