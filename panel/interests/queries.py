"""Read registrations and dispensations of a panel's members."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from panel.extensions import db
from panel.interests.models import Dispensation, Notification, Registration
from panel.members.models import Member
from panel.procedure.models import Body


def registrations(panel: Body) -> dict[int, Registration]:
    """Give what is noted of each member's registration, by the member's id."""
    rows = db.session.scalars(
        select(Registration)
        .join(Member)
        .where(Member.panel_id == panel.id, Registration.withdrawn.is_(False))
        .options(joinedload(Registration.member))
    )
    return {row.member_id: row for row in rows}


def dispensations(panel: Body) -> Sequence[Dispensation]:
    """Give the dispensations of a panel's members, those that have ended included, the first to end first."""
    return db.session.scalars(
        select(Dispensation)
        .join(Member)
        .where(Member.panel_id == panel.id, Dispensation.withdrawn.is_(False))
        .order_by(Dispensation.ends, Dispensation.id)
        .options(joinedload(Dispensation.member))
    ).all()


def notifications(panel: Body) -> dict[tuple[int, date, str], Notification]:
    """Give what was notified, by member, day of the disclosure and item."""
    rows = db.session.scalars(
        select(Notification).join(Member).where(Member.panel_id == panel.id, Notification.withdrawn.is_(False))
    )
    return {(row.member_id, row.disclosed, row.item): row for row in rows}
