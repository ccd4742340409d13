"""What speaks against a day for a meeting, and which dates of the law no meeting serves."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.fields import hour
from panel.law.clear_days import WorkingDays, clear_days_before
from panel.law.exemptions import Nation
from panel.law.notice import Notice
from panel.law.words import time_in_words
from panel.law.year import statutory_dates
from panel.meetings.arranging import Elsewhere, speaks_against, without_a_meeting

TODAY = date(2026, 3, 12)
WORKING = WorkingDays(Nation.ENGLAND, {date(2026, 6, 10): "Day of mourning"})
NOTICE = Notice.of(Nation.ENGLAND)
THURSDAY = date(2026, 6, 18)


@pytest.mark.parametrize(
    ("day", "facts", "said"),
    [
        pytest.param(THURSDAY, {}, (), id="a working day"),
        pytest.param(date(2026, 6, 20), {}, ("It is a Saturday.",), id="a weekend"),
        pytest.param(date(2026, 12, 25), {}, ("It is Christmas Day.",), id="a bank holiday"),
        pytest.param(date(2026, 6, 10), {}, ("added as closed: Day of mourning",), id="a day that was added"),
        pytest.param(date(2026, 3, 5), {}, ("That day has gone by.", "which has gone by"), id="past"),
        pytest.param(
            date(2026, 3, 19), {}, ("published by Wednesday 11 March 2026, which has gone by",), id="too near to today"
        ),
        pytest.param(date(2026, 3, 20), {}, (), id="notice possible today"),
        pytest.param(
            THURSDAY,
            {"before": date(2026, 6, 11)},
            ("before the day on which the meeting before it is held, Thursday 11 June 2026",),
            id="too near to the one before",
        ),
        pytest.param(THURSDAY, {"before": date(2026, 6, 5)}, (), id="far enough from the one before"),
        pytest.param(date(2026, 3, 13), {"notice": None}, (), id="a body that gives no notice"),
        pytest.param(date(2026, 4, 16), {}, ("in the weeks before Thursday 7 May 2026",), id="before an election"),
        pytest.param(date(2026, 4, 16), {"notice": None}, (), id="before an election, a body that gives no notice"),
        pytest.param(date(2036, 6, 18), {}, ("known from 2000 to 2035",), id="beyond the table"),
        pytest.param(
            THURSDAY,
            {"elsewhere": [Elsewhere("Budget Working Group", ("Omar Reed",))]},
            ("Budget Working Group meets on the same day, and one member of this body belongs to it: Omar Reed.",),
            id="a member elsewhere",
        ),
    ],
)
def test_what_speaks_against_a_day_is_said_with_its_authority(day: date, facts: dict, said: tuple[str, ...]):
    found = speaks_against(day, WORKING, today=TODAY, **{"notice": NOTICE} | facts)
    assert len(found) == len(said)
    for ruling, words in zip(found, said, strict=True):
        assert not ruling
        assert words in ruling.reason
        assert ruling.authority or ruling.reason == "That day has gone by."


@given(st.dates(date(2001, 1, 1), date(2035, 11, 30)), st.integers(0, 60))
def test_a_meeting_is_too_near_exactly_where_its_agenda_is_due_before_the_one_before_is_held(day: date, gap: int):
    before = date.fromordinal(day.toordinal() - 1 - gap)
    found = speaks_against(day, WORKING, today=date(2000, 1, 1), notice=NOTICE, before=before)
    due = clear_days_before(day, NOTICE.clear_days, WORKING)
    assert any("the meeting before it" in each.reason for each in found) is (due <= before)


@pytest.mark.parametrize(
    ("days", "kinds"),
    [
        pytest.param((), {"precept report", "second precept report"}, id="no meeting"),
        pytest.param((date(2027, 2, 4),), {"second precept report"}, id="one in time for the report"),
        pytest.param((date(2027, 2, 9),), {"precept report"}, id="one a day late"),
        pytest.param((date(2027, 1, 28), date(2027, 2, 18)), set(), id="both"),
    ],
)
def test_a_date_of_the_law_that_no_meeting_serves_is_named(days: tuple[date, ...], kinds: set[str]):
    missing = without_a_meeting(statutory_dates(2027), days, TODAY)
    assert {each.kind for each, _said in missing if each.last_day} == kinds
    assert {each.kind for each, _said in missing if not each.last_day} == {"annual report", "police and crime plan"}


def test_a_date_of_the_law_that_has_gone_by_is_not_missed():
    assert all(each.last_day is None for each, _said in without_a_meeting(statutory_dates(2026), (), TODAY))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("10.30am", time(10, 30)),
        ("10:30", time(10, 30)),
        ("2pm", time(14)),
        ("12 am", time(0)),
        ("12pm", time(12)),
        ("Noon", time(12)),
        ("02:30", time(2, 30)),
        ("2.30", None),
        ("10", None),
        ("25:00", None),
        ("10:75", None),
        ("13pm", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_time_of_day_is_read_as_people_write_it(written: str, meant: time | None):
    assert hour(written) == meant


@given(st.times().map(lambda at: at.replace(second=0, microsecond=0)))
def test_every_time_that_the_house_writes_is_read_again(at: time):
    assert hour(time_in_words(at)) == at
