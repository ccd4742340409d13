"""How minutes are numbered, as the body's rules say. Pure.

"per meeting": an item's minute has the item's own number. "continuous": minutes count on from meeting to meeting.
"yearly": they count on within a municipal year, which is named after the number: 12/26.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

BEGINS = 5
"""The month in which a municipal year begins: a council's annual meeting is in May (LGA 1972, Sch 12 para 1)."""


@dataclass(frozen=True)
class Counted:
    """A meeting whose minutes are numbered: the numbers of its items, and their minutes' as they were kept."""

    day: date
    items: Sequence[str]
    kept: Mapping[str, str] = field(default_factory=dict)
    """By item, from when the minutes were proposed for confirmation; empty before."""


def municipal_year(day: date) -> int:
    """Give the calendar year in which the municipal year of a day began."""
    return day.year if day.month >= BEGINS else day.year - 1


def numbered(way: str, first: int, meetings: Iterable[Counted]) -> dict[date, dict[str, str]]:
    """Give the numbers of a body's minutes, by the meeting's day and the item's number.

    A number that was kept stays. The others count on from those before them, and leave out what is kept anywhere.
    """
    meetings = sorted(meetings, key=lambda each: each.day)
    if way not in ("continuous", "yearly"):
        return {each.day: {item: each.kept.get(item, item) for item in each.items} for each in meetings}
    taken = {number for each in meetings for number in each.kept.values()}
    found: dict[date, dict[str, str]] = {}
    last, year = first - 1, None
    for each in meetings:
        if way == "yearly" and municipal_year(each.day) != year:
            last, year = first - 1, municipal_year(each.day)
        numbers = found.setdefault(each.day, {})
        for item in each.items:
            if item not in each.kept:
                last += 1
                while _written(last, year) in taken:
                    last += 1
            numbers[item] = each.kept.get(item) or _written(last, year)
            last = max(last, _count(numbers[item]))
    return found


def _written(count: int, year: int | None) -> str:
    return str(count) if year is None else f"{count}/{year % 100:02}"


def _count(number: str) -> int:
    """Read a number's count: 12 of "12" and of "12/26"; 0 of one that was not counted."""
    count = number.partition("/")[0]
    return int(count) if count.isdecimal() and len(count) < 9 else 0
