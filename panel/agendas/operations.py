"""Place items on an agenda, change them, withdraw them; keep what an agenda was when it was published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select

from panel.agendas.models import AgendaAsPublished, Item
from panel.agendas.rules import ListedItem
from panel.audit.changes import Changes, revise
from panel.audit.operations import record
from panel.extensions import db
from panel.meetings.models import Meeting


def place_on_agenda(meeting: Meeting, columns: Mapping[str, Any], *, actor: str) -> Item:
    """Place an item on a meeting's agenda."""
    item = Item(meeting=meeting, **columns)
    db.session.add(item)
    db.session.flush()
    record(actor, "place on agenda", subject(item), title=item.title)
    return item


def amend(item: Item, columns: Mapping[str, Any], *, actor: str) -> Changes:
    """Change an item; one that was withdrawn may come back so."""
    changes = revise(item, columns)
    if changes:
        record(actor, "amend", subject(item), **changes)
    return changes


def withdraw(item: Item, *, actor: str) -> None:
    """Take an item off the agenda; its record stays."""
    item.withdrawn = True
    record(actor, "withdraw", subject(item), title=item.title)


def keep_as_published(meeting: Meeting, items: Sequence[ListedItem], on: date | None) -> AgendaAsPublished:
    """Keep what an agenda is at its publication, in the place of what it was when it was published before.

    The publication itself is in the audit trail; this writes no entry of its own.
    """
    row = db.session.scalar(select(AgendaAsPublished).where(AgendaAsPublished.meeting_id == meeting.id))
    if row is None:
        row = AgendaAsPublished(meeting=meeting)
        db.session.add(row)
    row.at, row.published_on, row.items = datetime.now(UTC), on, [item.plain() for item in items]
    db.session.flush()
    return row


def subject(item: Item) -> str:
    """Name an item in the audit trail: "item 4 of warwickshire 2018-03-19"."""
    return f"item {item.number} of {item.meeting.body.slug} {item.meeting.date.isoformat()}"
