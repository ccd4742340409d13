"""Note members' registrations of interests, dispensations, and notifications of what was disclosed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from panel.audit.changes import Changes, revise
from panel.audit.operations import record
from panel.extensions import db
from panel.interests.models import Dispensation, Notification, Registration
from panel.members.models import Member


def register(columns: Mapping[str, Any], *, actor: str) -> Registration:
    """Note that a member registered their interests."""
    row = Registration(**columns)
    db.session.add(row)
    db.session.flush()
    record(actor, "register interests", subject(row))
    return row


def grant(columns: Mapping[str, Any], *, actor: str) -> Dispensation:
    """Note that a member was granted a dispensation."""
    row = Dispensation(**columns)
    db.session.add(row)
    db.session.flush()
    record(actor, "grant dispensation", subject(row), ends=row.ends.isoformat())
    return row


def notify(member: Member, disclosed: date, item: str, made: date, *, actor: str) -> Notification:
    """Note that a member notified the monitoring officer of an interest that they disclosed; once is enough."""
    row = db.session.scalar(
        select(Notification).where(
            Notification.member_id == member.id,
            Notification.disclosed == disclosed,
            Notification.item == item,
            Notification.withdrawn.is_(False),
        )
    )
    if row is None:
        row = Notification(member=member, disclosed=disclosed, item=item, made=made)
        db.session.add(row)
        db.session.flush()
        record(actor, "note notification", subject(row), made=made.isoformat())
    return row


def amend(row: Registration | Dispensation, columns: Mapping[str, Any], *, actor: str) -> Changes:
    """Change what is noted; what was withdrawn may come back so."""
    changes = revise(row, columns)
    if changes:
        record(actor, "amend", subject(row), **changes)
    return changes


def withdraw(row: Registration | Dispensation | Notification, *, actor: str) -> None:
    """Withdraw what was noted in error; a dispensation that ran out stays as it is."""
    row.withdrawn = True
    record(actor, "withdraw", subject(row))


def subject(row: Registration | Dispensation | Notification) -> str:
    """Name it in the audit trail: "dispensation of Councillor Ada Finch from 2018-02-01"."""
    if isinstance(row, Registration):
        return f"registration of interests of {row.member.name}"
    if isinstance(row, Notification):
        return f"notification by {row.member.name} of item {row.item} on {row.disclosed.isoformat()}"
    return f"dispensation of {row.member.name} from {row.granted.isoformat()}"
