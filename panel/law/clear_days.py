"""Count days back from a meeting, as the law and rules of procedure count them.

Public notice: at least five clear days, three in Wales (Local Government Act 1972, s.100A(6), s.100B(3)). A clear day
excludes the day of publication, the day of the meeting, weekends and bank holidays (R v Herefordshire Justices (1820);
R v Swansea CC ex p Elitestone (1993)).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

WorkingDay = Callable[[date], bool]
"""Whether a day is neither a weekend nor a bank holiday of that part of the United Kingdom."""
ONE_DAY = timedelta(days=1)


def working_days_before(meeting: date, days: int, working: WorkingDay) -> date:
    """Count back so many working days; that day is the last. Three before Monday 19 March 2018: Wednesday the 14th."""
    day = meeting
    while days > 0:
        day -= ONE_DAY
        days -= working(day)
    return day


def clear_days_before(meeting: date, days: int, working: WorkingDay) -> date:
    """Give the last day that leaves so many whole working days between. Five before 19 March 2018: Friday the 9th."""
    return working_days_before(meeting, days + 1, working)


def last_day(count: str, days: int, meeting: date, working: WorkingDay, published: date | None = None) -> date | None:
    """Give the last day on which something may be received, by the way of counting that a body's rules name.

    None where it counts from the agenda's publication and that day is not known. Raises ValueError for a way of
    counting that is not one of the five.
    """
    match count:
        case "calendar days":
            return meeting - timedelta(days=days)
        case "working days" | "working day at":
            return working_days_before(meeting, days, working)
        case "clear working days":
            return clear_days_before(meeting, days, working)
        case "days before publication":
            return published - timedelta(days=days) if published else None
        case _:
            raise ValueError(f"{count!r} is not a way of counting days")
