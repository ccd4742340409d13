"""Note members' registrations of interests and dispensations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from panel.audit.changes import Changes, revise
from panel.audit.operations import record
from panel.extensions import db
from panel.interests.models import Dispensation, Registration


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


def amend(row: Registration | Dispensation, columns: Mapping[str, Any], *, actor: str) -> Changes:
    """Change what is noted; what was withdrawn may come back so."""
    changes = revise(row, columns)
    if changes:
        record(actor, "amend", subject(row), **changes)
    return changes


def withdraw(row: Registration | Dispensation, *, actor: str) -> None:
    """Withdraw what was noted in error; a dispensation that ran out stays as it is."""
    row.withdrawn = True
    record(actor, "withdraw", subject(row))


def subject(row: Registration | Dispensation) -> str:
    """Name it in the audit trail: "dispensation of Councillor Ada Finch from 2018-02-01"."""
    if isinstance(row, Registration):
        return f"registration of interests of {row.member.name}"
    return f"dispensation of {row.member.name} from {row.granted.isoformat()}"
