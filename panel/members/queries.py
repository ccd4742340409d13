"""Who sits on a body on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload

from panel.extensions import db
from panel.members.models import Appointment, Member
from panel.procedure.models import Body


def seats(body: Body, day: date) -> Sequence[Appointment]:
    """Give the appointments to a body in force on a day, in their order, with member and authority."""
    return db.session.scalars(_in_force(day).where(Appointment.body_id == body.id)).all()


def seats_by_body(day: date) -> dict[int, list[Appointment]]:
    """Give the appointments to every body in force on a day, in their order, by the body's id."""
    by_body: dict[int, list[Appointment]] = {}
    for seat in db.session.scalars(_in_force(day)):
        by_body.setdefault(seat.body_id, []).append(seat)
    return by_body


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
