"""Periods that begin with a day, and how they are counted.

"Beginning with" counts the day itself as day 1: three weeks beginning with 1 March end with 21 March, and six years
beginning with 19 March 2018 end with 18 March 2024. No weekend or bank holiday is left out unless an enactment says so.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date

from panel.law.clear_days import ONE_DAY
from panel.law.words import counted, day_in_words

Period = tuple[date, date]
"""A first and a last day, both within."""


def count_days(
    first: date, days: int, named: str, left_out: Sequence[Period] = (), why: str = ""
) -> tuple[date, tuple[str, ...]]:
    """Count so many days beginning with the first; give the last and the working: the rule, a line a day.

    `named` says what the first day is ("the day of receipt"), `why` the reason for leaving days out. Raises ValueError
    for fewer than one day, for a period that ends before it begins, and where the calendar ends first.
    """
    if days < 1:
        raise ValueError(f"A period of {days} days has no last day.")
    for begins, ends in left_out:
        if ends < begins:
            raise ValueError(
                f"A period from {day_in_words(begins, weekday=False)} until {day_in_words(ends, weekday=False)} "
                "ends before it begins."
            )
    rule = f"{counted(days, 'day', 'days').capitalize()} beginning with {named}"
    day, number, lines = first, 0, [f"{rule}; days {why} are left out." if left_out else f"{rule}."]
    while True:
        said = f"{day_in_words(day)}: "
        if any(begins <= day <= ends for begins, ends in left_out):
            said += f"left out, {why}"
        else:
            number += 1
            said += f"day {number}"
        lines.append(said + (f", {named}" if day == first else ""))
        if number == days:
            return day, tuple(lines)
        if day == date.max:
            raise ValueError(f"{days} days from {day_in_words(first)} lie beyond the calendar.")
        day += ONE_DAY


def last_of_years(first: date, years: int) -> date:
    """Give the last day of so many years beginning with a day. Six beginning with 29 February 2016: 28 February 2022.

    Raises ValueError beyond the calendar.
    """
    year = first.year + years
    if (first.month, first.day) == (2, 29) and not calendar.isleap(year):
        return date(year, 2, 28)
    return first.replace(year=year) - ONE_DAY


def months_after(day: date, months: int) -> date:
    """Count on whole months, or back where the number is negative; a day that the month does not have is its last.

    Twelve after 29 February 2020: 28 February 2021.

    Raises ValueError beyond the calendar.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
