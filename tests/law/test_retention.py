"""What a meeting obliges to keep, and until when."""

from __future__ import annotations

from datetime import date

import pytest

from panel.law.exemptions import Nation
from panel.law.retention import retention
from panel.law.timetable import Deadline


def kept(meeting: date, nation: Nation = Nation.ENGLAND, months: int = 12) -> dict[str, Deadline]:
    return {deadline.kind: deadline for deadline in retention(meeting, nation, months)}


@pytest.mark.parametrize(
    ("meeting", "minutes", "papers", "contacts"),
    [
        pytest.param(
            date(2018, 3, 19), date(2024, 3, 18), date(2022, 3, 18), date(2019, 3, 19), id="the meeting of March 2018"
        ),
        pytest.param(date(2016, 2, 29), date(2022, 2, 28), date(2020, 2, 28), date(2017, 2, 28), id="on 29 February"),
        pytest.param(date(2018, 3, 1), date(2024, 2, 29), date(2022, 2, 28), date(2019, 3, 1), id="on 1 March"),
    ],
)
def test_the_years_begin_with_the_meeting_and_the_months_follow_it(
    meeting: date, minutes: date, papers: date, contacts: date
):
    periods = kept(meeting)
    assert periods["minutes"].last_moment == minutes
    assert periods["background papers"].last_moment == papers
    assert periods["contact details"].last_moment == contacts


def test_each_kind_stands_once_with_its_authority():
    deadlines = retention(date(2018, 3, 19), Nation.ENGLAND)
    assert [(deadline.kind, deadline.authority) for deadline in deadlines] == [
        ("minutes", "Local Government Act 1972, s.100C(1)"),
        ("background papers", "Local Government Act 1972, s.100D(2)"),
        ("contact details", "Personal data: 12 months after the meeting, unless the body sets another period"),
    ]


def test_a_body_may_keep_contact_details_for_less():
    details = kept(date(2018, 3, 19), months=6)["contact details"]
    assert details.last_moment == date(2018, 9, 19)
    assert details.worked[-1] == "Wednesday 19 September 2018: six months after it"


def test_the_minutes_of_a_welsh_meeting_have_no_date_that_anybody_guessed():
    minutes = kept(date(2018, 3, 19), Nation.WALES)["minutes"]
    assert minutes.last_moment is None
    assert minutes.worked == (
        "Wales has its own rule for how long, which is not computed here: ask the monitoring officer.",
    )


def test_the_working_names_the_first_and_the_last_day():
    assert kept(date(2018, 3, 19))["minutes"].worked == (
        "Monday 19 March 2018: the day of the meeting, with which the period begins",
        "Monday 18 March 2024: the last day of six years beginning with it",
    )
