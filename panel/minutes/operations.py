"""Enter what happened at a meeting into its minutes, change it, withdraw it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from panel.audit.changes import Changes, revise
from panel.audit.operations import record
from panel.extensions import db
from panel.meetings.models import Meeting
from panel.minutes.models import Action, Attendance, Confirmation, Disclosure, Minutes, Motion, Resolution

AnyEntry = Attendance | Confirmation | Disclosure | Motion | Resolution | Action
Entered = TypeVar("Entered", Attendance, Confirmation, Disclosure, Motion, Resolution, Action)


def open_minutes(meeting: Meeting, columns: Mapping[str, Any], *, actor: str) -> Minutes:
    """Open the minutes of a meeting."""
    minutes = Minutes(meeting=meeting, **columns)
    db.session.add(minutes)
    db.session.flush()
    record(actor, "open minutes", subject(minutes))
    return minutes


def enter(kind: type[Entered], minutes: Minutes, columns: Mapping[str, Any], *, actor: str) -> Entered:
    """Enter something that happened into the minutes."""
    entry = kind(minutes=minutes, **columns)
    db.session.add(entry)
    db.session.flush()
    record(actor, "enter", subject(entry))
    return entry


def amend(row: Minutes | AnyEntry, columns: Mapping[str, Any], *, actor: str) -> Changes:
    """Change what the minutes say; what was withdrawn may come back so."""
    changes = revise(row, columns)
    if changes:
        record(actor, "amend", subject(row), **changes)
    return changes


def withdraw(row: Minutes | AnyEntry, *, actor: str) -> None:
    """Withdraw an entry, or the minutes whole; the record stays."""
    row.withdrawn = True
    record(actor, "withdraw", subject(row))


def subject(row: Minutes | AnyEntry) -> str:
    """Name minutes or one of their entries in the audit trail: "resolution 4 in minutes of larkshire 2018-02-01"."""
    minutes = row if isinstance(row, Minutes) else row.minutes
    name = f"minutes of {minutes.meeting.body.slug} {minutes.meeting.date.isoformat()}"
    return name if isinstance(row, Minutes) else f"{type(row).__name__.lower()} {row.id} in {name}"
