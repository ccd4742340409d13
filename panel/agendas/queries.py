"""Read a meeting's items, an agenda as it was published, and a body's order of business."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import exists, select

from panel.agendas.models import AgendaAsPublished, Item, StandingItem
from panel.agendas.order_of_business import Standing
from panel.audit.models import AuditEntry
from panel.audit.queries import trail
from panel.extensions import db
from panel.meetings.models import Meeting, MeetingStatus
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


def orders_of(body: Body) -> dict[date | None, list[StandingItem]]:
    """Give the lines of each order of business that a body keeps, by the day from which it holds, the first first."""
    orders: dict[date | None, list[StandingItem]] = {}
    for row in order_of_business(body):
        if not row.withdrawn:
            orders.setdefault(row.since, []).append(row)
    return {since: orders[since] for since in sorted(orders, key=lambda since: since or date.min)}


def as_lines(rows: Iterable[StandingItem]) -> tuple[Standing, ...]:
    """Give the lines of an order as agendas are made from them."""
    return tuple(
        Standing(row.title, row.kind, row.depth, row.purpose, row.report, row.lead, row.minutes, row.when_needed)
        for row in rows
    )


def order_of_business(body: Body) -> Sequence[StandingItem]:
    """Give the lines of every order of business of a body's own, withdrawn ones too; none where it keeps none."""
    return db.session.scalars(
        select(StandingItem)
        .where(StandingItem.body_id == body.id)
        .order_by(StandingItem.position, StandingItem.id)
        .execution_options(populate_existing=True)
    ).all()


def has_agendas(body: Body, since: date | None, until: date | None) -> bool:
    """Say whether a meeting of a body from a day on, and before another, has an agenda."""
    made = select(Item.id).join(Meeting).where(Meeting.body_id == body.id, Item.withdrawn.is_(False))
    if since:
        made = made.where(Meeting.date >= since)
    if until:
        made = made.where(Meeting.date < until)
    return db.session.scalar(made.limit(1)) is not None


def meetings_without_agenda(body: Body, day: date) -> Sequence[Meeting]:
    """Give the meetings of a body on and after a day that have no agenda yet, and were not called off."""
    made = exists().where(Item.meeting_id == Meeting.id, Item.withdrawn.is_(False))
    return db.session.scalars(
        select(Meeting)
        .where(
            Meeting.body_id == body.id,
            Meeting.date >= day,
            Meeting.status.not_in((MeetingStatus.CANCELLED, MeetingStatus.POSTPONED)),
            ~made,
        )
        .order_by(Meeting.date)
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
