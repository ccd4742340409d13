"""When the panel's letter is answered."""

from __future__ import annotations

from datetime import date

import pytest

from panel.law.answers import answer_due

SENT = date(2018, 3, 26)


def test_the_day_that_the_panel_set_is_the_last():
    due = answer_due(SENT, date(2018, 4, 30))
    assert due.last_moment == date(2018, 4, 30)
    assert due.authority == "Police Reform and Social Responsibility Act 2011, s.29(3) and (4)"
    assert due.worked == (
        "Monday 26 March 2018: the letter is sent",
        "Monday 30 April 2018: the day that the panel set",
    )


def test_an_answer_may_be_asked_for_on_the_day_of_sending():
    assert answer_due(SENT, SENT).last_moment == SENT


def test_days_are_counted_from_the_day_after_sending():
    due = answer_due(SENT, days=14)
    assert due.last_moment == date(2018, 4, 9)
    assert due.worked[:3] == (
        "14 days beginning with the day after sending.",
        "Monday 26 March 2018: left out, the day of sending",
        "Tuesday 27 March 2018: day 1, the day after sending",
    )
    assert due.worked[-1] == "Monday 9 April 2018: day 14"


def test_a_letter_that_sets_no_period_has_no_last_day():
    due = answer_due(SENT, office="mayor")
    assert due.last_moment is None
    assert due.what == "The mayor answers the panel’s letter in writing"
    assert due.worked[-1] == "The panel has set no period, and the Act gives none: set a day for the answer."


@pytest.mark.parametrize(
    ("asked_for", "days", "told"),
    [
        pytest.param(date(2018, 4, 30), 14, "not both", id="a day and a number of days"),
        pytest.param(
            date(2018, 3, 25),
            None,
            "by 25 March 2018 cannot be asked for in a letter of 26 March 2018",
            id="a day before sending",
        ),
        pytest.param(None, 0, "0 days has no last day", id="no days"),
    ],
)
def test_what_cannot_be_is_refused(asked_for: date | None, days: int | None, told: str):
    with pytest.raises(ValueError, match=told):
        answer_due(SENT, asked_for, days)
