"""Read a meeting's items, an agenda as it was published, and a body's order of business."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from panel.agendas.models import AgendaAsPublished, Item, StandingItem
from panel.audit.models import AuditEntry
from panel.audit.queries import trail
from panel.extensions import db
from panel.meetings.models import Meeting
from panel.procedure.models import Body


def every_item(meeting: Meeting) -> Sequence[Item]:
    """Give a meeting's items in order, withdrawn ones too, as they are in the database at this moment."""
    return db.session.scalars(
        select(Item)
        .where(Item.meeting_id == meeting.id)
        .order_by(Item.position, Item.id)
        .execution_options(populate_existing=True)
    ).all()


def as_published(meeting: Meeting) -> AgendaAsPublished | None:
    """Give what an agenda was when it was published; None where it is not, or where that was not recorded."""
    if not meeting.published:
        return None
    return db.session.scalar(select(AgendaAsPublished).where(AgendaAsPublished.meeting_id == meeting.id))


def order_of_business(body: Body) -> Sequence[StandingItem]:
    """Give the lines of a body's own order of business, withdrawn ones too; none where it keeps none."""
    return db.session.scalars(
        select(StandingItem)
        .where(StandingItem.body_id == body.id)
        .order_by(StandingItem.position, StandingItem.id)
        .execution_options(populate_existing=True)
    ).all()


def history_of(item: Item) -> Sequence[AuditEntry]:
    """Give what was done to an item and its papers, the first first, under whatever number it had."""
    about = f"item {item.id}"
    own = trail(about)
    # Before the trail kept whose history an entry belongs to, only a folder gave numbers, and it kept an item's.
    first = next((entry.detail["number"][0] for entry in own if isinstance(entry.detail.get("number"), list)), None)
    number = first or item.number
    days = [item.meeting.date, *(move.moved_from for move in item.meeting.moves)]
    of = [f"of {item.meeting.body.slug} {day.isoformat()}" for day in days]
    return trail(
        about,
        former=[f"{what} {number} {each}" for what in ("item", "paper") for each in of],
        between=[(f"paper {number}/", f" {each}") for each in of],
    )
