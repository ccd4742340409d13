"""Registration, disclosure and dispensations."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.law.exemptions import Nation
from panel.law.interests import dispensation_ends, notification, registration


@pytest.mark.parametrize(
    ("took_office", "last"),
    [
        pytest.param(date(2018, 3, 1), date(2018, 3, 28), id="in March"),
        pytest.param(date(2024, 2, 2), date(2024, 2, 29), id="to 29 February"),
        pytest.param(date(2018, 12, 15), date(2019, 1, 11), id="over the year's end"),
    ],
)
def test_a_member_registers_within_28_days_that_begin_with_taking_office(took_office: date, last: date):
    due = registration("Councillor Ada Finch", took_office)
    assert due.what == "Councillor Ada Finch notifies the monitoring officer of disclosable pecuniary interests"
    assert due.kind == "registration"
    assert due.last_moment == last
    assert due.authority == "Localism Act 2011, s.30"
    assert due.worked[1].endswith("day 1, the day of taking office")
    assert due.worked[-1].endswith("day 28")


@given(took_office=st.dates(date(2000, 1, 1), date(2035, 12, 31)))
def test_the_last_day_is_always_27_after_the_first(took_office: date):
    assert registration("Omar Reed", took_office).last_moment == took_office + timedelta(days=27)


def test_an_interest_disclosed_at_a_meeting_is_notified_within_28_days_that_begin_with_it():
    due = notification("Omar Reed", date(2018, 3, 19))
    assert due.last_moment == date(2018, 4, 15)
    assert due.authority == "Localism Act 2011, s.31"
    assert due.worked[1] == "Monday 19 March 2018: day 1, the day of the disclosure"


@pytest.mark.parametrize(
    ("days", "nation", "last", "authority"),
    [
        pytest.param(
            14,
            Nation.ENGLAND,
            date(2018, 3, 14),
            "The body’s rules of procedure; Localism Act 2011, s.30 says 28 days",
            id="a body's shorter period",
        ),
        pytest.param(
            28,
            Nation.WALES,
            date(2018, 3, 28),
            "Wales has its own code of conduct; 28 days by the body’s rules of procedure",
            id="Wales",
        ),
    ],
)
def test_another_period_is_a_rule_of_the_body(days: int, nation: Nation, last: date, authority: str):
    due = registration("Omar Reed", date(2018, 3, 1), days, nation)
    assert (due.last_moment, due.authority) == (last, authority)


@pytest.mark.parametrize(
    ("begins", "ends", "allowed", "reason"),
    [
        pytest.param(
            date(2018, 5, 1),
            date(2022, 4, 30),
            True,
            "The dispensation lasts until 30 April 2022.",
            id="four years to the day",
        ),
        pytest.param(
            date(2018, 5, 1),
            date(2022, 5, 1),
            False,
            "A dispensation from 1 May 2018 may last four years at most, until 30 April 2022.",
            id="a day too long",
        ),
        pytest.param(
            date(2018, 5, 1),
            date(2018, 4, 30),
            False,
            "A dispensation cannot end before it begins.",
            id="ends before it begins",
        ),
        pytest.param(
            date(2018, 5, 1), date(2018, 5, 1), True, "The dispensation lasts until 1 May 2018.", id="a single day"
        ),
        pytest.param(
            date(2020, 2, 29),
            date(2024, 2, 29),
            False,
            "A dispensation from 29 February 2020 may last four years at most, until 28 February 2024.",
            id="from 29 February",
        ),
    ],
)
def test_a_dispensation_lasts_four_years_at_most(begins: date, ends: date, allowed: bool, reason: str):
    ruling = dispensation_ends(begins, ends)
    assert (ruling.allowed, ruling.reason, ruling.authority) == (allowed, reason, "Localism Act 2011, s.33")
