"""Which days are working days where a body meets."""

from __future__ import annotations

from datetime import date
from functools import cache

from holidays import HolidayBase, country_holidays

from panel.law.clear_days import WorkingDay
from panel.law.exemptions import Nation

_SUBDIVISION = {Nation.ENGLAND: "ENG", Nation.WALES: "WLS"}
_SATURDAY = 5


@cache
def _bank_holidays(nation: Nation) -> HolidayBase:
    return country_holidays("GB", subdiv=_SUBDIVISION[nation])


def working_day(nation: Nation) -> WorkingDay:
    """Give the test of a working day in a nation."""
    closed = _bank_holidays(nation)

    def working(day: date) -> bool:
        return day.weekday() < _SATURDAY and day not in closed

    return working
