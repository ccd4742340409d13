"""Days counted back from a meeting, each told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.law.bank_holidays import BeyondTheTable
from panel.law.clear_days import WorkingDays, clear_days, clear_days_before, clear_days_between, count_back, last_day
from panel.law.exemptions import Nation

ENGLAND = WorkingDays(Nation.ENGLAND)
MONDAY = date(2018, 3, 19)
MOURNING = WorkingDays(Nation.ENGLAND, {date(2018, 3, 15): "Day of mourning"})
FROM_WORKING_DAYS = ("working days", "clear working days", "working day at")

meetings = st.dates(date(2003, 1, 1), date(2035, 12, 31))
numbers = st.integers(1, 40)
nations = st.sampled_from(list(Nation))
closed = st.dictionaries(st.dates(date(2002, 1, 1), date(2035, 12, 31)), st.just("Snow"), max_size=60)
ways = st.sampled_from([*FROM_WORKING_DAYS, "calendar days"])


@pytest.mark.parametrize(
    ("meeting", "days", "last"),
    [
        pytest.param(MONDAY, 5, date(2018, 3, 9), id="two weekends"),
        pytest.param(date(2018, 4, 5), 5, date(2018, 3, 26), id="Easter between"),
        pytest.param(date(2023, 5, 10), 5, date(2023, 4, 28), id="the coronation's holiday between"),
        pytest.param(date(2022, 9, 22), 5, date(2022, 9, 13), id="a state funeral between"),
        pytest.param(date(2020, 5, 13), 5, date(2020, 5, 4), id="May Day moved to a Friday"),
        pytest.param(date(2019, 1, 8), 5, date(2018, 12, 28), id="New Year between"),
        pytest.param(date(2022, 1, 6), 5, date(2021, 12, 24), id="Christmas with its days in lieu, and New Year's"),
        pytest.param(MONDAY, 3, date(2018, 3, 13), id="three, as in Wales"),
        pytest.param(MONDAY, 1, date(2018, 3, 15), id="one"),
        pytest.param(MONDAY, 0, date(2018, 3, 16), id="none"),
        pytest.param(date(2018, 3, 18), 1, date(2018, 3, 15), id="a meeting on a Sunday"),
    ],
)
def test_so_many_clear_days_lie_between_publication_and_meeting(meeting: date, days: int, last: date):
    assert clear_days(meeting, days, ENGLAND)[0] == clear_days_before(meeting, days, ENGLAND) == last


@pytest.mark.parametrize(
    ("count", "days", "last"),
    [
        ("calendar days", 14, date(2018, 3, 5)),
        ("calendar days", 1, date(2018, 3, 18)),
        ("calendar days", 0, MONDAY),
        ("working days", 3, date(2018, 3, 14)),
        ("working days", 0, MONDAY),
        ("clear working days", 3, date(2018, 3, 13)),
        ("working day at", 1, date(2018, 3, 16)),
        ("working day at", 2, date(2018, 3, 15)),
        ("days before publication", 7, date(2018, 3, 2)),
        ("days before publication", 0, date(2018, 3, 9)),
    ],
)
def test_each_way_of_counting_has_its_last_day(count: str, days: int, last: date):
    assert last_day(count, days, MONDAY, ENGLAND, published=date(2018, 3, 9)) == last


@pytest.mark.parametrize(
    ("count", "days", "last"),
    [
        ("calendar days", 3, date(2018, 4, 2)),
        ("working days", 3, date(2018, 3, 29)),
        ("clear working days", 3, date(2018, 3, 28)),
        ("working day at", 3, date(2018, 3, 29)),
    ],
)
def test_only_calendar_days_end_on_easter_monday(count: str, days: int, last: date):
    assert last_day(count, days, date(2018, 4, 5), ENGLAND) == last


def test_a_count_back_tells_each_day_and_why_one_is_left_out():
    assert count_back("working days", 3, MONDAY, MOURNING).worked == (
        "Three working days before the meeting, and that day is the last.",
        "Monday 19 March 2018: left out, the meeting's own day",
        "Sunday 18 March 2018: left out, a Sunday",
        "Saturday 17 March 2018: left out, a Saturday",
        "Friday 16 March 2018: working day 1",
        "Thursday 15 March 2018: left out, Day of mourning (added by the panel)",
        "Wednesday 14 March 2018: working day 2",
        "Tuesday 13 March 2018: working day 3",
    )


def test_clear_days_tell_that_the_last_day_is_not_one_of_them():
    last, worked = clear_days(date(2018, 4, 3), 1, ENGLAND)
    assert last == date(2018, 3, 28)
    assert worked == (
        "One clear day between publication and meeting.",
        "Tuesday 3 April 2018: left out, the meeting's own day",
        "Monday 2 April 2018: left out, Easter Monday",
        "Sunday 1 April 2018: left out, a Sunday",
        "Saturday 31 March 2018: left out, a Saturday",
        "Friday 30 March 2018: left out, Good Friday",
        "Thursday 29 March 2018: working day 1",
        "Wednesday 28 March 2018: the last day to publish, itself not counted",
    )


def test_calendar_days_are_told_with_weekends_counted():
    assert count_back("calendar days", 2, MONDAY, ENGLAND).worked == (
        "Two days before the meeting, weekends and holidays counted.",
        "Monday 19 March 2018: left out, the meeting's own day",
        "Sunday 18 March 2018: day 1",
        "Saturday 17 March 2018: day 2",
    )


def test_a_deadline_before_publication_waits_for_the_day_of_publication():
    waiting = count_back("days before publication", 7, MONDAY, ENGLAND)
    assert waiting.last is None
    assert waiting.worked == ("Seven days before the agenda is published: that day is not known yet.",)


def test_a_way_of_counting_that_nobody_knows_is_refused():
    with pytest.raises(ValueError, match="'moons' is not a way of counting days"):
        last_day("moons", 3, MONDAY, ENGLAND)


@pytest.mark.parametrize("count", FROM_WORKING_DAYS)
@pytest.mark.parametrize("meeting", [date(2000, 1, 4), date(2036, 1, 3), date.min, date.max])
def test_a_count_that_leads_beyond_the_table_is_refused(count: str, meeting: date):
    with pytest.raises(BeyondTheTable):
        last_day(count, 3, meeting, ENGLAND)


def test_calendar_days_end_with_the_calendar():
    with pytest.raises(BeyondTheTable):
        last_day("calendar days", 3, date.min, ENGLAND)
    assert last_day("calendar days", 3, date(1999, 3, 19), ENGLAND) == date(1999, 3, 16)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        pytest.param(date(2018, 3, 17), "a Saturday", id="a Saturday"),
        pytest.param(date(2018, 3, 18), "a Sunday", id="a Sunday"),
        pytest.param(date(2010, 12, 25), "a Saturday", id="Christmas on a Saturday"),
        pytest.param(date(2018, 3, 30), "Good Friday", id="Good Friday"),
        pytest.param(date(2018, 3, 15), "Day of mourning (added by the panel)", id="an extra day"),
        pytest.param(date(2018, 4, 3), "", id="an ordinary Tuesday"),
    ],
)
def test_a_day_that_does_not_count_says_why(day: date, why: str):
    assert MOURNING.left_out(day) == why
    assert MOURNING(day) is (why == "")


@given(meetings, numbers, nations, closed)
def test_counting_forward_and_back_agree(meeting: date, days: int, nation: Nation, extra: dict[date, str]):
    working = WorkingDays(nation, extra)
    last = clear_days_before(meeting, days, working)
    assert clear_days_between(last, meeting, working) == days
    between = (meeting - last).days
    assert sum(working(last + timedelta(days=step)) for step in range(1, between)) == days


@given(meetings, numbers, nations, closed, st.sampled_from(FROM_WORKING_DAYS))
def test_no_deadline_in_working_days_falls_on_a_day_that_does_not_count(
    meeting: date, days: int, nation: Nation, extra: dict[date, str], count: str
):
    working = WorkingDays(nation, extra)
    last = last_day(count, days, meeting, working)
    assert last is not None
    assert working.left_out(last) == ""


@given(meetings, numbers, nations, closed, ways)
def test_a_longer_notice_never_gives_a_later_date(
    meeting: date, days: int, nation: Nation, extra: dict[date, str], count: str
):
    working = WorkingDays(nation, extra)
    shorter, longer = (last_day(count, number, meeting, working) for number in (days, days + 1))
    assert shorter is not None
    assert longer is not None
    assert longer < shorter < meeting


@given(meetings, numbers, nations, closed, st.dates(date(2002, 1, 1), date(2035, 12, 31)), ways)
def test_an_extra_day_never_gives_a_later_date(
    meeting: date, days: int, nation: Nation, extra: dict[date, str], more: date, count: str
):
    before = last_day(count, days, meeting, WorkingDays(nation, extra))
    after = last_day(count, days, meeting, WorkingDays(nation, extra | {more: "Snow"}))
    assert before is not None
    assert after is not None
    assert after <= before


@given(meetings, numbers, nations, closed, ways)
def test_the_working_tells_every_day_from_the_meeting_to_the_last(
    meeting: date, days: int, nation: Nation, extra: dict[date, str], count: str
):
    counted = count_back(count, days, meeting, WorkingDays(nation, extra))
    assert counted.last is not None
    span = (meeting - counted.last).days
    passed = [meeting - timedelta(days=step) for step in range(span + 1)]
    told = [line.split(":")[0] for line in counted.worked[1:]]
    assert told == [f"{day:%A} {day.day} {day:%B %Y}" for day in passed]
