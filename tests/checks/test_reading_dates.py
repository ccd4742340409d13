"""Dates are read as people write them, and nothing else is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.checks.reading.dates import Precision, dates, days, ranges
from panel.law.words import day_in_words

NINETEENTH = date(2018, 3, 19)


@pytest.mark.parametrize(
    "text",
    [
        "19 March 2018",
        "19th March 2018",
        "19 th March 2018",
        "the 19th of March, 2018",
        "March 19, 2018",
        "19/03/2018",
        "19.03.18",
        "2018-03-19",
        "19-Mar-18",
        "19 Mar. 2018",
        "Monday, 19 March 2018",
        "Mon 19/3/18",
        "March 19 2018",
        "19 March 20183 as a footnote's number hangs on it",
        "3.1 19 March 2018",
    ],
)
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert [written.first for written in dates(text)] == [NINETEENTH]


@pytest.mark.parametrize(
    ("text", "precision", "first", "last"),
    [
        ("March 2018", Precision.MONTH, date(2018, 3, 1), date(2018, 3, 31)),
        ("Feb-18", Precision.MONTH, date(2018, 2, 1), date(2018, 2, 28)),
        ("Sept. 2017", Precision.MONTH, date(2017, 9, 1), date(2017, 9, 30)),
        ("2017/18", Precision.FINANCIAL_YEAR, date(2017, 4, 1), date(2018, 3, 31)),
        ("2017-18", Precision.FINANCIAL_YEAR, date(2017, 4, 1), date(2018, 3, 31)),
        ("2017/2018", Precision.FINANCIAL_YEAR, date(2017, 4, 1), date(2018, 3, 31)),
        ("1999/00", None, None, None),
        ("Q3 2017/18", Precision.QUARTER, date(2017, 10, 1), date(2017, 12, 31)),
        ("Quarter 4 of 2017/18", Precision.QUARTER, date(2018, 1, 1), date(2018, 3, 31)),
        ("2017/18 Q1", Precision.QUARTER, date(2017, 4, 1), date(2017, 6, 30)),
        ("late 2017", Precision.PART, date(2017, 7, 1), date(2017, 12, 31)),
        ("winter 2017", Precision.PART, date(2017, 11, 1), date(2018, 3, 31)),
    ],
)
def test_months_quarters_and_years_cover_their_days(
    text: str, precision: Precision | None, first: date | None, last: date | None
) -> None:
    found = [(written.precision, written.first, written.last) for written in dates(text)]
    assert found == ([(precision, first, last)] if precision else [])


@pytest.mark.parametrize(
    "text",
    [
        "2.1 March figures",
        "£19 March",
        "a 2016-2021 plan",
        "SI 2012/2734",
        "10.10.18.4",
        "they may 12 times",
        "2019/10",
        "Table 5 of 12",
        "1501 responses; 1349",
        "01926 412322",
        "13/25/2018",
    ],
)
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    assert dates(text) == ()


def test_a_day_without_a_year_has_no_place_in_time_until_it_is_given_one() -> None:
    (written,) = days("Monday 19 March")
    assert written.first is None
    assert written.in_year(2018).first == NINETEENTH
    assert written.in_year(2018).weekday_holds
    assert not written.in_year(2019).weekday_holds


@pytest.mark.parametrize("text", ["31 June 2018", "29 February 2018", "30/02/2020", "Friday 31 April"])
def test_a_day_that_the_calendar_lacks_is_read_as_impossible(text: str) -> None:
    (written,) = dates(text)
    assert written.impossible
    assert written.first is None


def test_a_weekday_is_read_before_its_date_and_after_it_in_brackets() -> None:
    assert [written.weekday for written in dates("Weds. 22 November 2018; 22 November 2018 (Thursday)")] == [2, 3]
    assert [written.weekday_holds for written in dates("Wednesday 22 November 2018, Thurs 22/11/2018")] == [False, True]


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        ("22 December 2017 to 19 January 2018", date(2017, 12, 22), date(2018, 1, 19)),
        ("from 22 December to 19 January 2018", date(2017, 12, 22), date(2018, 1, 19)),
        ("22 – 26 January 2018", date(2018, 1, 22), date(2018, 1, 26)),
        ("Monday 22 to Friday 26 January 2018", date(2018, 1, 22), date(2018, 1, 26)),
        ("October - December 2017", date(2017, 10, 1), date(2017, 12, 31)),
        ("November to January 2018", date(2017, 11, 1), date(2018, 1, 31)),
        ("19 January 2018 to 22 December 2017", date(2018, 1, 19), date(2017, 12, 22)),
    ],
)
def test_a_range_gives_its_first_date_what_only_the_second_tells(text: str, begins: date, ends: date) -> None:
    (found,) = ranges(text)
    assert (found.begins.first, found.ends.last) == (begins, ends)


def test_dates_joined_by_and_are_a_list_unless_between_stands_before() -> None:
    assert [each.listed for each in ranges("on 1 March 2018 and 5 March 2018")] == [True]
    assert [each.listed for each in ranges("between 1 March 2018 and 5 March 2018")] == [False]


def test_words_and_place_are_those_of_the_text() -> None:
    text = "It met on Thursday 1st February 2018, and on 14 Sept 2017."
    assert [written.words for written in dates(text)] == ["Thursday 1st February 2018", "14 Sept 2017"]
    assert all(text[written.start : written.end] == written.words for written in dates(text))


@given(st.dates(date(1950, 1, 1), date(2069, 12, 31)), st.booleans())
def test_every_date_that_the_house_writes_is_read_back(day: date, weekday: bool) -> None:
    (written,) = dates(f"held on {day_in_words(day, weekday=weekday)}.")
    assert (written.first, written.weekday_holds) == (day, True)
