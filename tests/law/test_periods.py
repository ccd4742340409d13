"""Periods counted with the day on which they begin."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.law.periods import count_days, last_of_years, months_after

DAYS = st.dates(date(2000, 1, 1), date(2035, 12, 31))
FIRST = date(2018, 3, 1)


def test_the_day_itself_is_day_one():
    last, lines = count_days(FIRST, 3, "the day of receipt")
    assert last == date(2018, 3, 3)
    assert lines == (
        "Three days beginning with the day of receipt.",
        "Thursday 1 March 2018: day 1, the day of receipt",
        "Friday 2 March 2018: day 2",
        "Saturday 3 March 2018: day 3",
    )


def test_a_day_left_out_says_why_and_is_not_counted():
    last, lines = count_days(FIRST, 2, "the day of receipt", [(date(2018, 3, 2), date(2018, 3, 3))], "in a recess")
    assert last == date(2018, 3, 4)
    assert lines == (
        "Two days beginning with the day of receipt; days in a recess are left out.",
        "Thursday 1 March 2018: day 1, the day of receipt",
        "Friday 2 March 2018: left out, in a recess",
        "Saturday 3 March 2018: left out, in a recess",
        "Sunday 4 March 2018: day 2",
    )


def test_overlapping_periods_leave_a_day_out_once():
    left_out = [(date(2018, 3, 2), date(2018, 3, 4)), (date(2018, 3, 3), date(2018, 3, 5))]
    assert count_days(FIRST, 2, "", left_out)[0] == date(2018, 3, 6)


@given(first=DAYS, days=st.integers(1, 400))
def test_without_a_day_left_out_the_last_is_one_less_than_the_number_away(first: date, days: int):
    last, lines = count_days(first, days, "the day")
    assert last - first == timedelta(days=days - 1)
    assert len(lines) == 1 + days


@given(
    first=DAYS, days=st.integers(1, 60), start=st.integers(-10, 70), length=st.integers(0, 30), more=st.integers(0, 30)
)
def test_more_days_never_end_sooner_and_no_period_ends_on_a_day_left_out(
    first: date, days: int, start: int, length: int, more: int
):
    begins = first + timedelta(days=start)
    period = (begins, begins + timedelta(days=length))
    last, lines = count_days(first, days, "the day", [period], "in a recess")
    assert not period[0] <= last <= period[1]
    assert sum(": day " in line for line in lines) == days
    assert len(lines) == 1 + (last - first).days + 1
    assert count_days(first, days + more, "the day", [period], "left out")[0] >= last


@pytest.mark.parametrize("days", [0, -1])
def test_a_period_of_no_days_is_refused(days: int):
    with pytest.raises(ValueError, match="has no last day"):
        count_days(FIRST, days, "the day")


def test_a_period_left_out_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="from 3 March 2018 until 2 March 2018 ends before it begins"):
        count_days(FIRST, 2, "the day", [(date(2018, 3, 3), date(2018, 3, 2))])


def test_the_end_of_the_calendar_is_told_in_a_sentence():
    with pytest.raises(ValueError, match="beyond the calendar"):
        count_days(date.max, 2, "the day")


@pytest.mark.parametrize(
    ("first", "years", "last"),
    [
        pytest.param(date(2018, 3, 19), 6, date(2024, 3, 18), id="six years"),
        pytest.param(date(2018, 1, 1), 4, date(2021, 12, 31), id="from new year's day"),
        pytest.param(date(2016, 2, 29), 6, date(2022, 2, 28), id="from 29 February to a common year"),
        pytest.param(date(2016, 2, 29), 4, date(2020, 2, 28), id="from 29 February to a leap year"),
        pytest.param(date(2018, 3, 1), 6, date(2024, 2, 29), id="ends on 29 February"),
    ],
)
def test_years_that_begin_with_a_day_end_on_the_eve_of_its_anniversary(first: date, years: int, last: date):
    assert last_of_years(first, years) == last


@given(first=DAYS, years=st.integers(1, 20))
def test_years_that_follow_one_another_leave_no_gap(first: date, years: int):
    following = last_of_years(first, years) + timedelta(days=1)
    assert following.year == first.year + years
    assert (following.month, following.day) in {(first.month, first.day), (3, 1)}


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        pytest.param(date(2018, 3, 19), 12, date(2019, 3, 19), id="twelve"),
        pytest.param(date(2020, 2, 29), 12, date(2021, 2, 28), id="twelve after 29 February"),
        pytest.param(date(2018, 8, 31), 6, date(2019, 2, 28), id="a day that the month does not have"),
        pytest.param(date(2018, 12, 1), 1, date(2019, 1, 1), id="over the year's end"),
        pytest.param(date(2018, 11, 30), 1, date(2018, 12, 30), id="into December"),
        pytest.param(date(2018, 3, 19), -6, date(2017, 9, 19), id="six back, over the turn of the year"),
        pytest.param(date(2018, 8, 31), -6, date(2018, 2, 28), id="back to a day that the month does not have"),
        pytest.param(date(2020, 8, 31), -6, date(2020, 2, 29), id="back to a leap year's February"),
        pytest.param(date(2018, 1, 15), -1, date(2017, 12, 15), id="January back to December"),
        pytest.param(date(2018, 12, 31), -12, date(2017, 12, 31), id="a whole year back"),
    ],
)
def test_months_on_and_back_lead_to_the_same_day_of_the_month(day: date, months: int, after: date):
    assert months_after(day, months) == after
