"""Name who stands in for a member at a meeting, and find who does."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from panel.audit.operations import record
from panel.extensions import db
from panel.law.ruling import Refused
from panel.meetings.models import Meeting, Substitute
from panel.meetings.operations import subject
from panel.meetings.rules import may_stand_in
from panel.members.models import Member
from panel.members.queries import seats


def substitutes(meeting: Meeting) -> Sequence[Substitute]:
    """Give who stands in for whom at a meeting, as they were named."""
    return db.session.scalars(
        select(Substitute)
        .where(Substitute.meeting_id == meeting.id, Substitute.withdrawn.is_(False))
        .options(joinedload(Substitute.member).joinedload(Member.authority), joinedload(Substitute.absent))
        .order_by(Substitute.id)
    ).all()


def name_substitute(meeting: Meeting, absent: Member, substitute: Member, *, actor: str) -> Substitute:
    """Name who stands in for a member at a meeting. Raises Refused."""
    named = substitutes(meeting)
    sitting = {seat.member_id for seat in seats(meeting.body, meeting.date)}
    ruling = may_stand_in(
        absent.name,
        substitute.name,
        absent_sits=absent.id in sitting,
        sits=substitute.id in sitting,
        taken=next((each.member.name for each in named if each.absent_id == absent.id), ""),
        busy=next((each.absent.name for each in named if each.member_id == substitute.id), ""),
    )
    if not ruling:
        raise Refused(ruling)
    row = Substitute(meeting=meeting, absent=absent, member=substitute)
    db.session.add(row)
    db.session.flush()
    record(actor, "name substitute", subject(meeting), absent=absent.name, substitute=substitute.name)
    return row


def withdraw_substitute(row: Substitute, *, actor: str) -> None:
    """Withdraw a substitute, who from then on has no more papers of the meeting than others."""
    row.withdrawn = True
    record(actor, "withdraw substitute", subject(row.meeting), absent=row.absent.name, substitute=row.member.name)
