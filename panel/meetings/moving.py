"""What moving a meeting, calling it off or new rules do to each of its dates. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from panel.law.timetable import Deadline
from panel.law.words import counted


@dataclass(frozen=True)
class Shift:
    """One date of a meeting, before and after."""

    what: str
    authority: str
    before: Deadline | None
    """None: nothing of the kind was asked for."""
    after: Deadline | None
    """None: nothing of the kind is asked for any more."""
    passed: bool
    """Whether its last moment would have gone by already."""

    @property
    def days(self) -> int | None:
        """Days gained; lost, where negative. None where one of the two has no day."""
        before, after = (each.last_day if each else None for each in (self.before, self.after))
        return (after - before).days if before and after else None

    @property
    def said(self) -> str:
        """Say what becomes of it: "Seven days gained", "Two days lost", "Lapses"."""
        if self.after is None:
            return "Lapses"
        if self.before is None:
            return "Begins to run"
        days = self.days
        if days is None:
            return "No date yet"
        if days == 0:
            return "Stays" if self.before.ends == self.after.ends else "The same day, another hour"
        return f"{counted(abs(days), 'day', 'days').capitalize()} {'gained' if days > 0 else 'lost'}"

    @property
    def shape(self) -> str:
        """Name the shape that goes with the words."""
        if self.passed:
            return "triangle"
        return "cross" if self.after is None else "circle" if self.said == "Stays" else "arrow"


def shifts(before: Mapping[str, Deadline], after: Mapping[str, Deadline], now: datetime) -> tuple[Shift, ...]:
    """Put each date before beside the same one after, in the order in which they then fall. `now` is London's time."""
    found = []
    for name in (*after, *(name for name in before if name not in after)):
        was, becomes = before.get(name), after.get(name)
        shown = becomes or was
        if shown:
            ends = becomes.ends if becomes else None
            passed = ends is not None and ends < now.replace(tzinfo=None)
            found.append(Shift(shown.what, shown.authority, was, becomes, passed))
    return tuple(found)


def late_by(received: date, last: Deadline | None) -> bool:
    """Whether something that was received on a day would be late by a date as it would stand then."""
    return last is not None and last.last_day is not None and received > last.last_day
