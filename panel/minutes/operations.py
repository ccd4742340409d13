"""Enter what happened at a meeting into its minutes, change it, withdraw it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from sqlalchemy import func, select

from panel.audit.changes import Changes, revise
from panel.audit.operations import record
from panel.extensions import db
from panel.law.ruling import Refused, Ruling
from panel.meetings.models import Meeting
from panel.minutes.models import (
    Action,
    Adjournment,
    Attendance,
    Confirmation,
    Disclosure,
    Election,
    Exclusion,
    Minutes,
    Motion,
    Movement,
    Nomination,
    QuestionTaken,
    Resolution,
    Vote,
)
from panel.minutes.queries import confirmed
from panel.minutes.rules import may_change
from panel.papers.models import PaperAccess

AnyEntry = (
    Attendance
    | Movement
    | Confirmation
    | Disclosure
    | Motion
    | Vote
    | Election
    | Nomination
    | Exclusion
    | QuestionTaken
    | Resolution
    | Action
    | Adjournment
)
Entered = TypeVar("Entered", bound=AnyEntry)


def the_minutes(meeting: Meeting, *, actor: str) -> Minutes:
    """Give the minutes of a meeting, opened where nobody has yet. Raises Refused where they were withdrawn."""
    minutes = db.session.scalar(select(Minutes).where(Minutes.meeting_id == meeting.id))
    if minutes is None:
        return open_minutes(meeting, {}, actor=actor)
    if minutes.withdrawn:
        raise Refused(Ruling(False, "The minutes of this meeting were withdrawn: take them up again first."))
    return minutes


def open_minutes(meeting: Meeting, columns: Mapping[str, Any], *, actor: str) -> Minutes:
    """Open the minutes of a meeting."""
    minutes = Minutes(meeting=meeting, **columns)
    db.session.add(minutes)
    db.session.flush()
    record(actor, "open minutes", subject(minutes))
    return minutes


def enter(kind: type[Entered], minutes: Minutes, columns: Mapping[str, Any], *, actor: str) -> Entered:
    """Enter something that happened into the minutes, last of its kind unless told otherwise. Raises Refused."""
    _refuse_where_closed(minutes, columns.get("access", PaperAccess.PUBLIC))
    if "position" not in columns:
        last = db.session.scalar(select(func.max(kind.position)).where(kind.minutes_id == minutes.id))
        columns = {**columns, "position": (last or 0) + 1}
    entry = kind(minutes=minutes, **columns)
    db.session.add(entry)
    db.session.flush()
    record(actor, "enter", subject(entry))
    return entry


def amend(row: Minutes | AnyEntry, columns: Mapping[str, Any], *, actor: str) -> Changes:
    """Change what the minutes say; what was withdrawn may come back so. Raises Refused once they were confirmed."""
    if any(getattr(row, name) != value for name, value in columns.items()):
        _refuse_where_closed(row if isinstance(row, Minutes) else row.minutes, getattr(row, "access", None))
    changes = revise(row, columns)
    if changes:
        row.version = (row.version or 1) + 1
        record(actor, "amend", subject(row), **changes)
    return changes


def withdraw(row: Minutes | AnyEntry, *, actor: str) -> None:
    """Withdraw an entry, or the minutes whole; the record stays. Raises Refused once they were confirmed."""
    _refuse_where_closed(row if isinstance(row, Minutes) else row.minutes, getattr(row, "access", None))
    row.withdrawn = True
    record(actor, "withdraw", subject(row))


def keep_open(minutes: Minutes) -> None:
    """Let no meeting confirm minutes between the question whether they are closed and the end of what is done.

    Two who record at once do not wait for each other.
    """
    db.session.execute(select(Minutes.id).where(Minutes.id == minutes.id).with_for_update(read=True, key_share=True))


def _refuse_where_closed(minutes: Minutes, access: PaperAccess | None) -> None:
    """Refuse what would change minutes that a later meeting confirmed: the public or the exempt ones; None: either."""
    keep_open(minutes)
    days = confirmed(minutes.meeting)
    ruling = may_change(days.get(access) if access else min(days.values(), default=None))
    if not ruling:
        raise Refused(ruling)


def subject(row: Minutes | AnyEntry) -> str:
    """Name minutes or one of their entries in the audit trail: "resolution 4 in minutes of larkshire 2018-02-01"."""
    minutes = row if isinstance(row, Minutes) else row.minutes
    name = f"minutes of {minutes.meeting.body.slug} {minutes.meeting.date.isoformat()}"
    return name if isinstance(row, Minutes) else f"{type(row).__name__.lower()} {row.id} in {name}"
