"""The days of the invented year, all counted from one day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from panel.law.clear_days import WorkingDays, clear_days_before
from panel.law.exemptions import Nation
from panel.law.words import day_in_words

NOTICE = 5
"""Clear days (LGA 1972 s.100A(6), s.100B(3))."""
_THURSDAY = 3
_MONTHS = tuple(f"{date(2000, month, 1):%B}" for month in range(1, 13))


@dataclass(frozen=True)
class Quarter:
    """A quarter of a financial year, which begins on 1 April."""

    begins: int
    """The calendar year in which its financial year begins."""
    number: int

    @property
    def months(self) -> tuple[tuple[int, int], ...]:
        """Its months as (year, month)."""
        first = 4 + 3 * (self.number - 1)
        return tuple(
            (self.begins + (month > 12), month - 12 if month > 12 else month) for month in (first, first + 1, first + 2)
        )

    @property
    def end(self) -> date:
        """Its last day."""
        year, month = self.months[-1]
        return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)

    @property
    def financial_year(self) -> str:
        """ "2018/19"."""
        return f"{self.begins}/{(self.begins + 1) % 100:02}"

    @property
    def label(self) -> str:
        """ "Quarter 3 of 2018/19"."""
        return f"Quarter {self.number} of {self.financial_year}"

    @property
    def span(self) -> str:
        """ "October to December 2018"."""
        (_, first), (year, last) = self.months[0], self.months[-1]
        return f"{_MONTHS[first - 1]} to {_MONTHS[last - 1]} {year}"

    def before(self, quarters: int = 1) -> Quarter:
        """Give an earlier quarter."""
        count = self.begins * 4 + self.number - 1 - quarters
        return Quarter(count // 4, count % 4 + 1)


def month_in_words(month: tuple[int, int]) -> str:
    """Name a (year, month): "October". A year beside it would read as a date with the figure before it."""
    return _MONTHS[month[1] - 1]


def quarter_ended_by(day: date) -> Quarter:
    """Give the last quarter that had ended by a day."""
    quarter = Quarter(day.year, 4)
    while quarter.end > day:
        quarter = quarter.before()
    return quarter


@dataclass(frozen=True)
class Meetings:
    """A working group's meetings: before each panel meeting that has papers, and the coming one."""

    first: date
    second: date
    third: date
    coming: date

    def all(self) -> tuple[date, ...]:
        """In order."""
        return self.first, self.second, self.third, self.coming


@dataclass(frozen=True)
class Year:
    """The days of one invented year."""

    opening: date
    """Held; only its minutes are kept."""
    first: date
    """Held, with papers."""
    second: date
    """Held, with papers."""
    coming: date
    """The next meeting."""
    development: date
    """A closed session."""
    cancelled: date
    fifth: date
    fifth_was: date
    """The day from which the fifth meeting was moved."""
    sixth: date
    first_published: date
    second_published: date
    published: date
    """When the next meeting's agenda was published."""
    performance: Meetings
    finance: Meetings
    letter: date
    """When the panel wrote to the commissioner after the second meeting."""
    answer: date
    reminder: date
    """A working day between the first and second meetings, on which an action was completed."""
    circulated: date
    """A working day soon after the second meeting, on which another was."""

    @property
    def quarter(self) -> Quarter:
        """The quarter that the next meeting's performance report covers."""
        return quarter_ended_by(self.coming - timedelta(days=52))

    def panel_meetings(self) -> tuple[date, ...]:
        """The six meetings that take place in public."""
        return self.opening, self.first, self.second, self.coming, self.fifth, self.sixth


def year_around(today: date) -> Year:
    """Choose the days of a year in which today lies: the next meeting is about two to three weeks ahead."""
    working = WorkingDays(Nation.ENGLAND)
    taken: set[date] = set()

    def suits(day: date) -> bool:
        resting = (day.month == 12 and day.day > 19) or (day.month == 1 and day.day < 5)
        return working(day) and not resting and day not in taken

    def near(target: date) -> date:
        days = (target + timedelta(days=step) for step in (0, -1, 1, -2, 2, -3, 5, 6, 7, 8, -7, -8, 12, 13, 14))
        found = next(day for day in days if suits(day))
        taken.add(found)
        return found

    def by(target: date) -> date:
        while not suits(target):
            target -= timedelta(days=1)
        taken.add(target)
        return target

    def office(target: date) -> date:
        while not working(target):
            target -= timedelta(days=1)
        return target

    coming = _coming(today, suits, lambda day: clear_days_before(day, NOTICE, working))
    taken.add(coming)
    weeks = timedelta(weeks=1)
    second, first, opening = (near(coming - gap * weeks) for gap in (13, 26, 39))
    fifth, sixth = near(coming + 13 * weeks), near(coming + 26 * weeks)

    # The finance group meets five weeks before the panel, the performance group in the week before it.
    five_weeks, six_days = timedelta(days=37), timedelta(days=6)
    finance = Meetings(
        by(first - five_weeks), by(second - five_weeks), by(coming - five_weeks), near(coming + 13 * weeks - five_weeks)
    )
    performance = Meetings(
        by(finance.first - six_days),
        by(finance.second - six_days),
        by(finance.third - six_days),
        by(finance.coming - six_days),
    )
    return Year(
        opening=opening,
        first=first,
        second=second,
        coming=coming,
        development=near(coming + timedelta(days=19)),
        cancelled=near(coming + timedelta(days=34)),
        fifth=fifth,
        fifth_was=by(fifth - timedelta(days=9)),
        sixth=sixth,
        first_published=clear_days_before(first, NOTICE + 1, working),
        second_published=clear_days_before(second, NOTICE + 1, working),
        published=office(today),
        performance=performance,
        finance=finance,
        letter=office(second + timedelta(days=8)),
        answer=office(second + timedelta(days=40)),
        reminder=office(first + timedelta(days=48)),
        circulated=office(second + timedelta(days=20)),
    )


def _coming(today: date, suits: Callable[[date], bool], notice_by: Callable[[date], date]) -> date:
    """Choose the next meeting: a Thursday two to three weeks ahead, else the nearest day that leaves the notice."""
    earliest = today + timedelta(days=14)
    thursday = earliest + timedelta(days=(_THURSDAY - earliest.weekday()) % 7)
    days = (today + timedelta(days=ahead) for ahead in range(12, 36))
    by_nearness = sorted(days, key=lambda day: (abs(day - thursday), day))
    return next(day for day in by_nearness if suits(day) and notice_by(day) >= today)


def on(day: date) -> str:
    """Write a date without its weekday: "22 November 2018"."""
    return day_in_words(day, weekday=False)
