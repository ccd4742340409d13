"""Who sits on a body on a day, and what follows from their number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload

from panel.extensions import db
from panel.law.functions import Discharger
from panel.members.models import Appointment, Authority, Member, MemberKind
from panel.members.rules import Membership, membership
from panel.procedure.models import Body
from panel.procedure.queries import in_force


def seats(body: Body, day: date) -> Sequence[Appointment]:
    """Give the appointments to a body in force on a day, in their order, with member and authority."""
    return db.session.scalars(_in_force(day).where(Appointment.body_id == body.id)).all()


def seats_by_body(day: date) -> dict[int, list[Appointment]]:
    """Give the appointments to every body in force on a day, in their order, by the body's id."""
    by_body: dict[int, list[Appointment]] = {}
    for seat in db.session.scalars(_in_force(day)):
        by_body.setdefault(seat.body_id, []).append(seat)
    return by_body


def membership_on(body: Body, day: date) -> Membership:
    """Judge a body's membership on a day by the law and by its own rules; a member with two seats counts once."""
    kinds = {seat.member_id: seat.member.kind for seat in seats(body, day)}
    councillors = sum(kind is MemberKind.COUNCILLOR for kind in kinds.values())
    rules = in_force(body, day)
    return membership(
        Discharger(body.kind.value),
        day,
        councillors,
        len(kinds) - councillors,
        authorities=db.session.scalar(
            select(func.count()).select_from(Authority).where(Authority.body_id == (body.parent_id or body.id))
        )
        or 0,
        nation=body.nation,
        quorum_count=rules.quorum_count,
        quorum_fraction=rules.quorum_fraction,
    )


def _in_force(day: date) -> Select[Appointment]:
    return (
        select(Appointment)
        .where(
            Appointment.withdrawn.is_(False),
            or_(Appointment.since.is_(None), Appointment.since <= day),
            or_(Appointment.until.is_(None), Appointment.until >= day),
        )
        .options(joinedload(Appointment.member).joinedload(Member.authority))
        .order_by(Appointment.position, Appointment.id)
    )
