"""Keep a body's order of business: its lines, their words and their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import update

from panel.agendas import arranging
from panel.agendas.arranging import Entry, Way
from panel.agendas.models import StandingItem
from panel.agendas.operations import ChangedMeanwhile
from panel.agendas.order_of_business import Standing
from panel.agendas.queries import order_of_business
from panel.audit.changes import Changes, revise
from panel.audit.models import Subject
from panel.audit.operations import record
from panel.extensions import db
from panel.law.ruling import Refused, Ruling
from panel.procedure.models import Body

MEANWHILE = Ruling(False, "The order of business was changed since you saw it. Nothing was done.")


def standing(body: Body) -> list[StandingItem]:
    """Give the lines that stand in a body's own order of business."""
    return [row for row in order_of_business(body) if not row.withdrawn]


def keep(body: Body, lines: Sequence[Standing], *, actor: str) -> list[StandingItem]:
    """Keep lines as a body's own order of business. Raises Refused where it has one."""
    if standing(body):
        raise Refused(Ruling(False, f"{body.name} keeps an order of business already."))
    rows = [StandingItem(body=body, position=position, **asdict(line)) for position, line in enumerate(lines, start=1)]
    db.session.add_all(rows)
    db.session.flush()
    record(actor, "keep order of business", f"order of business of {body.slug}", lines=[row.title for row in rows])
    return rows


def add(body: Body, columns: Mapping[str, Any], *, actor: str) -> StandingItem:
    """Add a line at the end of a body's order of business."""
    rows = order_of_business(body)
    row = StandingItem(body=body, position=len(rows) + 1, depth=0, **columns)
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
    rows = standing(row.body)
    if as_seen(rows) != seen:
        raise ChangedMeanwhile(MEANWHILE)
    _arrange(rows, arranging.moved([Entry(each.id, each.depth) for each in rows], row.id, way))
    record(actor, "move standing item", subject(row), way=way.value)


def put_back(body: Body, former: str, *, seen: str, actor: str) -> None:
    """Put lines back into an order as it was seen before. Raises ChangedMeanwhile."""
    rows = standing(body)
    wanted = [Entry(int(id), int(depth)) for id, depth in (each.split(".") for each in former.split())]
    if as_seen(rows) != seen or {each.id for each in wanted} != {row.id for row in rows}:
        raise ChangedMeanwhile(MEANWHILE)
    _arrange(rows, wanted)
    record(actor, "put back order of business", f"order of business of {body.slug}")


def remove(row: StandingItem, *, actor: str) -> None:
    """Take a line out of the order of business; its record stays."""
    if not row.withdrawn:
        row.withdrawn = True
        _close_ranks(row.body)
        record(actor, "remove standing item", subject(row))


def bring_back(row: StandingItem, *, actor: str) -> None:
    """Put a line back that was removed."""
    if row.withdrawn:
        row.withdrawn = False
        db.session.flush()
        _close_ranks(row.body)
        record(actor, "bring back standing item", subject(row))


def as_seen(rows: Sequence[StandingItem]) -> str:
    """Write an order so that it can be told whether it is still the same."""
    return " ".join(f"{row.id}.{row.depth}" for row in rows)


def subject(row: StandingItem) -> Subject:
    """Name a line in the audit trail."""
    return Subject(f"standing item “{row.title}” of {row.body.slug}", f"standing item {row.id}")


def _arrange(rows: Sequence[StandingItem], wanted: Sequence[Entry]) -> None:
    by_id = {row.id: row for row in rows}
    for position, entry in zip(sorted(row.position for row in rows), wanted, strict=True):
        by_id[entry.id].position, by_id[entry.id].depth = position, entry.depth
    db.session.flush()


def _close_ranks(body: Body) -> None:
    """Bring up the parts of a line that is gone."""
    db.session.flush()
    rows = standing(body)
    for row, entry in zip(rows, arranging.sound([Entry(row.id, row.depth) for row in rows]), strict=True):
        row.depth = entry.depth
    db.session.flush()
