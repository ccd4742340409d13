"""Place items on an agenda, change them, withdraw them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from panel.agendas.models import Item
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


def subject(item: Item) -> str:
    """Name an item in the audit trail: "item 4 of warwickshire 2018-03-19"."""
    return f"item {item.number} of {item.meeting.body.slug} {item.meeting.date.isoformat()}"
