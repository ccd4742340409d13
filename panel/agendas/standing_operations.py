"""Keep a body's order of business: its lines, their words and their order."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import update

from panel.agendas import arranging
from panel.agendas.arranging import Entry, Way
from panel.agendas.models import StandingItem
from panel.agendas.operations import ChangedMeanwhile
from panel.agendas.order_of_business import Standing, holding, may_change_from
from panel.agendas.queries import as_lines, order_of_business, orders_of
from panel.audit.changes import Changes, revise
from panel.audit.models import Subject
from panel.audit.operations import record
from panel.extensions import db
from panel.law.ruling import Refused, Ruling
from panel.procedure.models import Body

GIVEN_UP = Ruling(False, "That order of business was given up meanwhile. Nothing was added to it.")
CHANGED = Ruling(False, "The order of business was changed since you saw it. Look at it, then add your line again.")
MEANWHILE = Ruling(False, "The order of business was changed since you saw it. Nothing was done.")


def standing(body: Body, since: date | None = None) -> list[StandingItem]:
    """Give the lines that stand in the order of business that a body keeps from a day on."""
    return orders_of(body).get(since, [])


def keep(body: Body, lines: Sequence[Standing], *, actor: str) -> list[StandingItem]:
    """Keep lines as a body's own order of business, from the beginning. Raises Refused where it has one."""
    _hold(body)
    if standing(body):
        raise Refused(Ruling(False, f"{body.name} keeps an order of business already."))
    rows = _kept(body, lines, None)
    record(actor, "keep order of business", order_subject(body), lines=[row.title for row in rows])
    return rows


def change_from(body: Body, day: date, *, actor: str) -> list[StandingItem]:
    """Begin another order of business on a day, with the lines of the one that held until then.

    Raises Refused where one begins on that day already. Agendas of earlier meetings are made from the former.
    """
    _hold(body)
    orders = orders_of(body)
    ruling = may_change_from(day, orders)
    if not ruling:
        raise Refused(ruling)
    rows = _kept(body, as_lines(holding(orders, day) or ()), day)
    record(actor, "change order of business", order_subject(body), since=day.isoformat())
    return rows


def _kept(body: Body, lines: Sequence[Standing], since: date | None) -> list[StandingItem]:
    first = len(order_of_business(body)) + 1
    rows = [
        StandingItem(body=body, since=since, position=position, **asdict(line))
        for position, line in enumerate(lines, start=first)
    ]
    db.session.add_all(rows)
    db.session.flush()
    return rows


def give_up(body: Body, since: date, *, actor: str) -> list[StandingItem]:
    """Give up an order that begins on a day, so that the one before it goes on; its records stay."""
    _hold(body)
    rows = standing(body, since)
    for row in rows:
        row.withdrawn = True
    if rows:
        record(actor, "give up order of business", order_subject(body), since=since.isoformat())
    return rows


def take_up(body: Body, ids: Container[int], *, actor: str) -> list[StandingItem]:
    """Take an order up again that was given up. Raises Refused where another begins on its day by now."""
    _hold(body)
    rows = [row for row in order_of_business(body) if row.withdrawn and row.id in ids]
    since = rows[0].since if rows else None
    if since is None:
        return []
    ruling = may_change_from(since, orders_of(body))
    if not ruling:
        raise Refused(ruling)
    for row in rows:
        row.withdrawn = False
    record(actor, "take up order of business", order_subject(body), since=since.isoformat())
    return rows


def add(body: Body, columns: Mapping[str, Any], *, since: date | None = None, seen: str, actor: str) -> StandingItem:
    """Add a line at the end of an order of business; `seen` is the order as it was seen.

    Raises Refused where that order was given up, and ChangedMeanwhile.
    """
    _hold(body)
    stands = standing(body, since)
    if since and not stands:
        raise Refused(GIVEN_UP)
    if as_seen(stands) != seen:
        raise ChangedMeanwhile(CHANGED)
    rows = order_of_business(body)
    row = StandingItem(body=body, since=since, position=len(rows) + 1, depth=0, **columns)
    db.session.add(row)
    db.session.flush()
    record(actor, "add standing item", subject(row))
    return row


def save(row: StandingItem, columns: Mapping[str, Any], *, seen: int, actor: str) -> Changes:
    """Change a line's words as they were seen in a version. Raises ChangedMeanwhile."""
    if all(getattr(row, name) == value for name, value in columns.items()):
        return {}
    mine: Any = db.session.execute(
        update(StandingItem)
        .where(StandingItem.id == row.id, StandingItem.version == seen)
        .values(version=StandingItem.version + 1),
        execution_options={"synchronize_session": False},
    )
    db.session.refresh(row)
    if not mine.rowcount:
        now = f"Somebody else changed this line while you wrote: it is “{row.title}” now."
        raise ChangedMeanwhile(Ruling(False, f"{now} Save again to write over it."))
    changes = revise(row, columns)
    record(actor, "amend standing item", subject(row), **changes)
    return changes


def move(row: StandingItem, way: Way, *, seen: str, actor: str) -> None:
    """Send a line one place on, or make it a part of the one before it; `seen` is the order as it was seen.

    Raises Refused, and ChangedMeanwhile.
    """
    rows = standing(row.body, row.since)
    if as_seen(rows) != seen:
        raise ChangedMeanwhile(MEANWHILE)
    _arrange(rows, arranging.moved([Entry(each.id, each.depth) for each in rows], row.id, way))
    record(actor, "move standing item", subject(row), way=way.value)


def put_back(body: Body, former: str, *, since: date | None = None, seen: str, actor: str) -> None:
    """Put lines back into an order as it was seen before. Raises ChangedMeanwhile."""
    rows = standing(body, since)
    wanted = [Entry(int(id), int(depth)) for id, depth in (each.split(".") for each in former.split())]
    if as_seen(rows) != seen or {each.id for each in wanted} != {row.id for row in rows}:
        raise ChangedMeanwhile(MEANWHILE)
    _arrange(rows, wanted)
    record(actor, "put back order of business", order_subject(body))


def remove(row: StandingItem, *, actor: str) -> None:
    """Take a line out of the order of business; its record stays."""
    if not row.withdrawn:
        row.withdrawn = True
        _close_ranks(row)
        record(actor, "remove standing item", subject(row))


def bring_back(row: StandingItem, *, actor: str) -> None:
    """Put a line back that was removed."""
    if row.withdrawn:
        row.withdrawn = False
        db.session.flush()
        _close_ranks(row)
        record(actor, "bring back standing item", subject(row))


def as_seen(rows: Sequence[StandingItem]) -> str:
    """Write an order so that it can be told whether it is still the same."""
    return " ".join(f"{row.id}.{row.depth}" for row in rows)


def subject(row: StandingItem) -> Subject:
    """Name a line in the audit trail."""
    return Subject(f"standing item “{row.title}” of {row.body.slug}", f"standing item {row.id}")


def order_subject(body: Body) -> Subject:
    """Name a body's orders of business in the audit trail."""
    return Subject(f"order of business of {body.slug}", f"order of business {body.id}")


def _hold(body: Body) -> None:
    """Hold a body until the transaction ends: whoever changes its orders of business waits."""
    db.session.execute(
        update(Body).where(Body.id == body.id).values(slug=Body.slug),
        execution_options={"synchronize_session": False},
    )


def _arrange(rows: Sequence[StandingItem], wanted: Sequence[Entry]) -> None:
    by_id = {row.id: row for row in rows}
    for position, entry in zip(sorted(row.position for row in rows), wanted, strict=True):
        by_id[entry.id].position, by_id[entry.id].depth = position, entry.depth
    db.session.flush()


def _close_ranks(of: StandingItem) -> None:
    """Bring up the parts of a line that is gone."""
    db.session.flush()
    rows = standing(of.body, of.since)
    for row, entry in zip(rows, arranging.sound([Entry(row.id, row.depth) for row in rows]), strict=True):
        row.depth = entry.depth
    db.session.flush()
