"""Enter recommendations and actions on the log, follow them up, withdraw them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from panel.audit.changes import Changes, revise
from panel.audit.operations import record
from panel.extensions import db
from panel.procedure.models import Body
from panel.recommendations.models import Recommendation


def enter(body: Body, columns: Mapping[str, Any], *, actor: str) -> Recommendation:
    """Enter a recommendation or action on a body's log."""
    row = Recommendation(body=body, **columns)
    db.session.add(row)
    db.session.flush()
    record(actor, "enter on log", subject(row), text=row.text)
    return row


def follow_up(row: Recommendation, columns: Mapping[str, Any], *, actor: str) -> Changes:
    """Change an entry: its progress, its status, its words."""
    changes = revise(row, columns)
    if changes:
        record(actor, "follow up", subject(row), **changes)
    return changes


def withdraw(row: Recommendation, *, actor: str) -> None:
    """Take an entry off the log; its record stays."""
    row.withdrawn = True
    record(actor, "withdraw", subject(row), text=row.text)


def subject(row: Recommendation) -> str:
    """Name an entry in the audit trail by its body and the day it was raised."""
    return f"recommendation of {row.body.slug} raised {row.raised.isoformat()}"
