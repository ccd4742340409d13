"""Count days back from a meeting, as the law and rules of procedure count them, each day told.

A clear day excludes the day of publication, the day of the meeting, weekends and bank holidays (R v Herefordshire
Justices (1820); R v Swansea CC ex p Elitestone (1993)).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from panel.law.bank_holidays import BeyondTheTable, bank_holiday
from panel.law.exemptions import Nation
from panel.law.words import counted, day_in_words, ordinal_in_words

ONE_DAY = timedelta(days=1)
MEETING_DAY = "the meeting's own day"
_WEEKEND = {5: "a Saturday", 6: "a Sunday"}


@dataclass(frozen=True)
class WorkingDays:
    """The working days of a nation, less those on which a body is closed."""

    nation: Nation
    closed: Mapping[date, str] = field(default_factory=dict, hash=False)
    """Days that a body added, with their names."""

    def left_out(self, day: date) -> str:
        """Say why a day does not count: "a Saturday", "Good Friday"; "" for a working day. Raises BeyondTheTable."""
        holiday = bank_holiday(self.nation, day)
        if day.weekday() in _WEEKEND:
            return _WEEKEND[day.weekday()]
        if day in self.closed:
            return f"{self.closed[day]} (added by the panel)"
        return holiday or ""

    def __call__(self, day: date) -> bool:
        """Whether a day counts. Raises BeyondTheTable."""
        return not self.left_out(day)


@dataclass(frozen=True)
class Count:
    """A last day, and how it was counted: the rule, a line a day. None where it cannot be known yet."""

    last: date | None
    worked: tuple[str, ...]


def count_back(count: str, days: int, meeting: date, working: WorkingDays, published: date | None = None) -> Count:
    """Find the last day on which something may be received, by the way of counting that a body's rules name.

    The day from which it counts is never counted. Raises BeyondTheTable, and ValueError for a way of counting that is
    not one of the five.
    """
    unit = counted(days, "day", "days")
    if days == 0 and count in ("calendar days", "working days", "working day at"):
        return Count(meeting, (f"{day_in_words(meeting)}: {MEETING_DAY}, and no day before it is asked for",))
    match count:
        case "calendar days":
            return _calendar(meeting, days, f"{unit} before the meeting, weekends and holidays counted", MEETING_DAY)
        case "working days":
            rule = f"{counted(days, 'working day', 'working days')} before the meeting, and that day is the last"
            return _working(meeting, days, working, rule)
        case "working day at":
            which = "" if days == 1 else f"{ordinal_in_words(days)} "
            return _working(meeting, days, working, f"The {which}working day before the meeting")
        case "clear working days":
            rule = f"{counted(days, 'clear working day', 'clear working days')} between receipt and meeting"
            return Count(*_clear(meeting, days, working, rule, "the last day to receive it"))
        case "days before publication":
            rule = f"{unit} before the agenda is published"
            if published is None:
                return Count(None, (f"{_sentence(rule)}: that day is not known yet.",))
            return _calendar(published, days, rule, "the day of publication")
        case _:
            raise ValueError(f"{count!r} is not a way of counting days")


def clear_days(meeting: date, days: int, working: WorkingDays) -> tuple[date, tuple[str, ...]]:
    """Find the last day of publication that leaves so many clear days, with its working. Raises BeyondTheTable.

    Five before Monday 19 March 2018: Friday the 9th.
    """
    rule = f"{counted(days, 'clear day', 'clear days')} between publication and meeting"
    return _clear(meeting, days, working, rule, "the last day to publish")


def last_day(count: str, days: int, meeting: date, working: WorkingDays, published: date | None = None) -> date | None:
    """Give the last day of a count alone."""
    return count_back(count, days, meeting, working, published).last


def clear_days_before(meeting: date, days: int, working: WorkingDays) -> date:
    """Give the last day that leaves so many whole working days between."""
    return _back(meeting, days + 1, working)[0]


def clear_days_between(published: date, meeting: date, working: WorkingDays) -> int:
    """Count forward the whole working days that lie between two days. Raises BeyondTheTable."""
    return sum(working(published + step * ONE_DAY) for step in range(1, (meeting - published).days))


def next_working_day(day: date, working: WorkingDays) -> date:
    """Give the first working day after a day. Raises BeyondTheTable."""
    day += ONE_DAY
    while not working(day):
        day += ONE_DAY
    return day


def _working(start: date, days: int, working: WorkingDays, rule: str) -> Count:
    last, lines = _back(start, days, working)
    return Count(last, (f"{_sentence(rule)}.", *lines))


def _clear(start: date, days: int, working: WorkingDays, rule: str, named: str) -> tuple[date, tuple[str, ...]]:
    last, lines = _back(start, days + 1, working)
    lines[-1] = f"{day_in_words(last)}: {named}, itself not counted"
    return last, (f"{_sentence(rule)}.", *lines)


def _back(start: date, days: int, working: WorkingDays) -> tuple[date, list[str]]:
    """Count back so many working days from a meeting; give the last with a line for each day passed."""
    day, number = start, 0
    lines = [f"{day_in_words(start)}: left out, {MEETING_DAY}"]
    while number < days:
        day = _eve(day)
        why = working.left_out(day)
        number += not why
        lines.append(f"{day_in_words(day)}: " + (f"left out, {why}" if why else f"working day {number}"))
    return day, lines


def _calendar(start: date, days: int, rule: str, named: str) -> Count:
    day = start
    lines = [f"{day_in_words(start)}: left out, {named}"]
    for number in range(1, days + 1):
        day = _eve(day)
        lines.append(f"{day_in_words(day)}: day {number}")
    return Count(day, (f"{_sentence(rule)}.", *lines))


def _eve(day: date) -> date:
    if day == date.min:
        raise BeyondTheTable
    return day - ONE_DAY


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:]
