"""Who may not move, second or vote on an item, because of an interest in it."""

from __future__ import annotations

from panel.minutes.models import Disclosure, Minutes
from panel.minutes.presence import bars


def barred(minutes: Minutes | None, item: str) -> frozenset[str]:
    """Name the members who may not take part in an item, as the minutes name them; None: nothing is recorded yet."""
    return frozenset(named(row) for row in minutes.disclosures if keeps_out(row, item)) if minutes else frozenset()


def keeps_out(row: Disclosure, item: str) -> bool:
    """Whether an interest keeps its member out of an item."""
    return row.item == item != "" and bool(
        bars(row.kind, dispensed=row.dispensation_id is not None, took_no_part=row.took_no_part)
    )


def named(row: Disclosure) -> str:
    """Name the member who disclosed an interest."""
    return row.name or (row.member.name if row.member else "")
