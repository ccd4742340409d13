"""The weeks before an ordinary election."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.law.bank_holidays import BeyondTheTable
from panel.law.elections import before_a_poll, last_notice, ordinary_poll
from panel.law.exemptions import Nation


@pytest.mark.parametrize(
    ("poll", "notice"),
    [
        pytest.param(date(2023, 5, 4), date(2023, 3, 27), id="Easter between"),
        pytest.param(date(2024, 5, 2), date(2024, 3, 26), id="commissioners too"),
        pytest.param(date(2026, 5, 7), date(2026, 3, 30), id="a bank holiday in the last week"),
    ],
)
def test_notice_is_given_by_the_twenty_fifth_working_day_before_the_poll(poll: date, notice: date):
    assert ordinary_poll(poll.year) == poll
    assert last_notice(poll, Nation.ENGLAND) == notice


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (date(2026, 3, 27), ""),
        (date(2026, 3, 30), "It falls in the weeks before Thursday 7 May 2026, the ordinary polling day of councils."),
        (date(2026, 5, 7), "It is Thursday 7 May 2026, the ordinary polling day of councils."),
        (date(2026, 5, 8), ""),
        (date(2024, 4, 1), "of councils and, while the office lasts, of police and crime commissioners."),
        (date(2025, 12, 4), ""),
    ],
)
def test_a_day_in_the_weeks_before_an_ordinary_election_is_told(day: date, says: str):
    ruling = before_a_poll(day, Nation.ENGLAND)
    assert (ruling is None) is not bool(says)
    if ruling is not None:
        assert not ruling
        assert says in ruling.reason
        assert ruling.reason.endswith("special care is due with publicity. The meeting may be held.")
        assert "Local Government Act 1986, ss.2 and 4" in ruling.authority
        assert ("s.50" in ruling.authority) is (day.year == 2024)


def test_the_code_of_england_is_not_cited_in_wales():
    ruling = before_a_poll(date(2027, 5, 4), Nation.WALES)
    assert ruling is not None
    assert "Code of" not in ruling.authority


@given(st.integers(2000, 2035))
def test_the_poll_is_the_first_thursday_in_may(year: int):
    poll = ordinary_poll(year)
    assert (poll.month, poll.weekday()) == (5, 3)
    assert (poll - timedelta(days=7)).month == 4


def test_beyond_the_known_holidays_nothing_is_guessed():
    with pytest.raises(BeyondTheTable):
        before_a_poll(date(2036, 4, 30), Nation.ENGLAND)
