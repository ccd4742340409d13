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


def authorities_of(body: Body) -> Sequence[Authority]:
    """Give the councils that appoint to a panel, or to a working group's panel, in their order."""
    return db.session.scalars(
        select(Authority).where(Authority.body_id == (body.parent_id or body.id)).order_by(Authority.position)
    ).all()


def members_of(body: Body) -> Sequence[Member]:
    """Give everybody who is or was a member of a panel, or of a working group's panel, by name."""
    return db.session.scalars(
        select(Member).where(Member.panel_id == (body.parent_id or body.id)).order_by(Member.name)
    ).all()


def every_seat(body: Body) -> Sequence[Appointment]:
    """Give every appointment to a body, those that ended among them, the latest first."""
    return db.session.scalars(
        select(Appointment)
        .where(Appointment.body_id == body.id, Appointment.withdrawn.is_(False))
        .options(joinedload(Appointment.member).joinedload(Member.authority))
        .order_by(Appointment.until.is_(None).desc(), Appointment.until.desc(), Appointment.position)
    ).all()


def membership_on(
    body: Body, day: date, *, joining: Sequence[MemberKind] = (), leaving: Sequence[int] = (), authorities: int = 0
) -> Membership:
    """Judge a body's membership on a day by the law and by its own rules; a member with two seats counts once.

    As it would be with some joining, with those leaving whose numbers are given, and with more authorities.
    """
    sitting = {seat.member_id: seat.member.kind for seat in seats(body, day) if seat.member_id not in leaving}
    kinds = [*sitting.values(), *joining]
    councillors = sum(kind is MemberKind.COUNCILLOR for kind in kinds)
    rules = in_force(body, day)
    return membership(
        Discharger(body.kind.value),
        day,
        councillors,
        len(kinds) - councillors,
        authorities=authorities
        + (
            db.session.scalar(
                select(func.count()).select_from(Authority).where(Authority.body_id == (body.parent_id or body.id))
            )
            or 0
        ),
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
