"""Plan a body's work, change the plan, drop what is not to be done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from panel.audit.changes import Changes, revise
from panel.audit.operations import record
from panel.extensions import db
from panel.procedure.models import Body
from panel.work_programme.models import ProgrammeItem


def plan(body: Body, columns: Mapping[str, Any], *, actor: str) -> ProgrammeItem:
    """Put a piece of work on a body's programme."""
    row = ProgrammeItem(body=body, **columns)
    db.session.add(row)
    db.session.flush()
    record(actor, "plan", subject(row), item=row.item)
    return row


def amend(row: ProgrammeItem, columns: Mapping[str, Any], *, actor: str) -> Changes:
    """Change a piece of work: when it is taken, what it is about."""
    changes = revise(row, columns)
    if changes:
        record(actor, "amend", subject(row), **changes)
    return changes


def withdraw(row: ProgrammeItem, *, actor: str) -> None:
    """Take a piece of work off the programme; its record stays."""
    row.withdrawn = True
    record(actor, "withdraw", subject(row), item=row.item)


def subject(row: ProgrammeItem) -> str:
    """Name a body's programme in the audit trail."""
    return f"work programme of {row.body.slug}"
