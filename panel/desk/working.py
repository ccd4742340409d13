"""A deadline's working as a person follows it: the days one by one, and the same days on a page of a calendar. Pure."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

MOST_MONTHS = 4
"""A count over more months is easier read than looked at."""
_LEFT_OUT = "left out, "
_NUMBERED = re.compile(r"(?:working )?day (\d+)\b")


@dataclass(frozen=True)
class Counted:
    """A day that a count passed, with what was said of it."""

    day: date
    said: str

    @property
    def number(self) -> int | None:
        """Which day of the count it is; None for one that does not count."""
        found = _NUMBERED.match(self.said)
        return int(found[1]) if found else None

    @property
    def left_out(self) -> str:
        """Why it does not count: "Good Friday"; empty where it does."""
        return self.said.removeprefix(_LEFT_OUT) if self.said.startswith(_LEFT_OUT) else ""


@dataclass(frozen=True)
class Working:
    """How a deadline was counted: the rule, the days one by one, and what follows from them."""

    rule: tuple[str, ...]
    days: tuple[Counted, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Month:
    """A month of a wall calendar: weeks from Monday to Sunday, None where another month's day would stand."""

    first: date
    weeks: tuple[tuple[Cell | None, ...], ...]


@dataclass(frozen=True)
class Cell:
    """A day of a month, with what the count says of it, where it says anything."""

    day: date
    counted: Counted | None


def working(worked: Sequence[str]) -> Working:
    """Part the lines of a working into the rule, the days and the rest."""
    rule: list[str] = []
    days: list[Counted] = []
    notes: list[str] = []
    for line in worked:
        counted = _counted(line)
        if counted:
            days.append(counted)
        else:
            (notes if days else rule).append(line)
    return Working(tuple(rule), tuple(days), tuple(notes))


def months(days: Sequence[Counted]) -> tuple[Month, ...]:
    """Set out the days of a count month by month; none where they do not follow each other, or go on for long."""
    known = {each.day: each for each in days}
    first, last = min(known, default=date.max), max(known, default=date.min)
    if len(known) < 3 or last - first != timedelta(days=len(known) - 1):
        return ()
    spanned = (last.year - first.year) * 12 + last.month - first.month + 1
    if spanned > MOST_MONTHS:
        return ()
    wall = calendar.Calendar()
    found = []
    for step in range(spanned):
        year, month = divmod(first.year * 12 + first.month - 1 + step, 12)
        weeks = tuple(
            tuple(Cell(day, known.get(day)) if day else None for day in week) for week in _weeks(wall, year, month + 1)
        )
        found.append(Month(date(year, month + 1, 1), weeks))
    return tuple(found)


def _weeks(wall: calendar.Calendar, year: int, month: int) -> list[list[date | None]]:
    return [
        [date(year, month, number) if number else None for number in week]
        for week in wall.monthdayscalendar(year, month)
    ]


def _counted(line: str) -> Counted | None:
    head, _colon, said = line.partition(": ")
    try:
        return Counted(datetime.strptime(head, "%A %d %B %Y").replace(tzinfo=UTC).date(), said)
    except ValueError:
        return None
