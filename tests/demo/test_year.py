"""The days of the invented year, from whichever day it is counted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panel.demo.year import Quarter, Year, quarter_ended_by, year_around
from panel.law.clear_days import WorkingDays, clear_days_before
from panel.law.exemptions import Nation

WORKING = WorkingDays(Nation.ENGLAND)
AWKWARD = {
    "new year's day": date(2019, 1, 1),
    "leap day": date(2024, 2, 29),
    "good friday": date(2026, 4, 3),
    "easter monday": date(2022, 4, 18),
    "before a jubilee": date(2022, 5, 19),
    "early december": date(2026, 12, 8),
    "christmas eve": date(2030, 12, 24),
    "boxing day": date(2033, 12, 26),
    "the last day": date(2034, 12, 31),
}
DAYS = pytest.mark.parametrize("today", AWKWARD.values(), ids=AWKWARD.keys())


def every_day(year: Year) -> list[date]:
    """Every meeting of the panel and of its groups."""
    return [
        *year.panel_meetings(),
        year.development,
        year.cancelled,
        *year.performance.all(),
        *year.finance.all(),
    ]


def check(today: date) -> None:
    """Hold a year against what a clerk would say of it."""
    year = year_around(today)
    days = every_day(year)
    assert len(set(days)) == len(days), "two meetings on one day"
    assert year.fifth_was not in days
    written = (year.letter, year.answer, year.reminder, year.circulated, year.published)
    assert all(map(WORKING, [*days, *written, year.first_published, year.second_published, year.fifth_was]))
    assert timedelta(12) <= year.coming - today <= timedelta(35)
    assert year.published <= today
    for meeting, published in (
        (year.first, year.first_published),
        (year.second, year.second_published),
        (year.coming, year.published),
    ):
        assert published <= clear_days_before(meeting, 5, WORKING)
    assert year.opening < year.performance.first < year.finance.first < year.first_published
    assert year.first < year.performance.second < year.finance.second < year.second_published
    assert year.second < year.performance.third < year.finance.third < year.published
    assert year.coming < year.performance.coming < year.finance.coming < year.fifth
    assert year.first < year.reminder <= year.second_published
    assert year.second < year.letter < year.circulated < year.answer <= year.letter + timedelta(weeks=6)
    assert year.answer < year.published
    assert year.coming < year.development < year.cancelled < year.fifth < year.sixth
    assert year.coming < year.fifth_was < year.fifth
    assert year.quarter.end < year.performance.third
    assert year.quarter.before().end < year.performance.second
    assert year.quarter.before(2).end < year.performance.first


@DAYS
def test_an_awkward_day_gives_a_year_that_a_clerk_would_accept(today: date) -> None:
    check(today)


@settings(max_examples=150, deadline=None)
@given(st.dates(date(2019, 1, 1), date(2034, 12, 31)))
def test_any_day_gives_a_year_that_a_clerk_would_accept(today: date) -> None:
    check(today)


def test_on_an_ordinary_day_the_next_meeting_is_a_thursday_two_to_three_weeks_ahead() -> None:
    today = date(2026, 11, 21)
    coming = year_around(today).coming
    assert coming.strftime("%A") == "Thursday"
    assert timedelta(14) <= coming - today <= timedelta(20)


def test_a_quarter_names_its_months_and_its_financial_year() -> None:
    quarter = quarter_ended_by(date(2019, 4, 2))
    assert quarter == Quarter(2018, 4)
    assert (quarter.label, quarter.span) == ("Quarter 4 of 2018/19", "January to March 2019")
    assert quarter.before() == Quarter(2018, 3)
    assert quarter.before().end == date(2018, 12, 31)
    assert Quarter(1999, 1).financial_year == "1999/00"
