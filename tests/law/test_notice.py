"""Public notice: until when an agenda is published, and whether it was in time."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.law.clear_days import WorkingDays
from panel.law.exemptions import Nation
from panel.law.notice import Notice, last_moment, notice_given

ENGLAND, WALES = WorkingDays(Nation.ENGLAND), WorkingDays(Nation.WALES)
MONDAY = date(2018, 3, 19)
STATUTE = Notice.of(Nation.ENGLAND)
UNTIL_FIVE = Notice.of(Nation.ENGLAND, cut_off=time(17))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(date(2018, 3, day), time(hour, minute))


@pytest.mark.parametrize(
    ("nation", "own", "days", "authority"),
    [
        pytest.param(Nation.ENGLAND, None, 5, "Local Government Act 1972, s.100A(6)", id="England"),
        pytest.param(Nation.WALES, None, 3, "as they apply in Wales", id="Wales"),
        pytest.param(Nation.ENGLAND, 5, 5, "s.100B(3)", id="a rule that repeats the law"),
        pytest.param(Nation.ENGLAND, 7, 7, "The body’s rules of procedure", id="a rule that asks for more"),
        pytest.param(Nation.WALES, 5, 5, "The body’s rules of procedure", id="a Welsh body with five"),
        pytest.param(Nation.ENGLAND, 0, 0, "The body’s rules of procedure", id="a rule that asks for none"),
    ],
)
def test_the_number_of_clear_days_has_its_authority(nation: Nation, own: int | None, days: int, authority: str):
    notice = Notice.of(nation, own)
    assert notice.clear_days == days
    assert authority in notice.authority


@pytest.mark.parametrize(
    ("notice", "working", "last"),
    [
        pytest.param(STATUTE, ENGLAND, date(2018, 3, 9), id="England"),
        pytest.param(Notice.of(Nation.WALES), WALES, date(2018, 3, 13), id="Wales"),
        pytest.param(UNTIL_FIVE, ENGLAND, at(9, 17), id="with an hour"),
        pytest.param(
            STATUTE,
            WorkingDays(Nation.ENGLAND, {date(2018, 3, 12): "Snow"}),
            date(2018, 3, 8),
            id="with a day of snow",
        ),
    ],
)
def test_an_agenda_has_its_last_moment(notice: Notice, working: WorkingDays, last: date):
    deadline = last_moment(notice, MONDAY, working)
    assert deadline.kind == "notice"
    assert deadline.last_moment == last
    assert type(deadline.last_moment) is type(last)


@pytest.mark.parametrize(
    ("notice", "published", "allowed", "reason"),
    [
        pytest.param(
            STATUTE,
            date(2018, 3, 9),
            True,
            "Published on Friday 9 March 2018: in time, five clear days before the meeting.",
            id="on the last day",
        ),
        pytest.param(
            STATUTE,
            date(2018, 3, 12),
            False,
            "Published on Monday 12 March 2018: four clear days only before the meeting of Monday 19 March 2018, "
            "where five are needed. The last moment was Friday 9 March 2018.",
            id="a working day late",
        ),
        pytest.param(STATUTE, at(9, 23, 59), True, "in time, five clear days", id="late that evening, without an hour"),
        pytest.param(STATUTE, date(2018, 3, 10), True, "in time, five clear days", id="on the Saturday after"),
        pytest.param(UNTIL_FIVE, at(9, 17), True, "Friday 9 March 2018, 5pm: in time", id="at the hour itself"),
        pytest.param(
            UNTIL_FIVE,
            at(9, 17, 1),
            False,
            "Published on Friday 9 March 2018, 5.01pm, which counts as Monday 12 March 2018: four clear days only",
            id="a minute after the hour",
        ),
        pytest.param(UNTIL_FIVE, date(2018, 3, 9), True, "in time", id="on the last day, at an hour not told"),
        pytest.param(
            UNTIL_FIVE,
            at(10, 9),
            False,
            "which counts as Monday 12 March 2018",
            id="on a Saturday, after Friday's hour",
        ),
        pytest.param(
            UNTIL_FIVE, at(8, 18), True, "which counts as Friday 9 March 2018: in time", id="late the day before"
        ),
        pytest.param(STATUTE, date(2018, 3, 16), False, "no clear days only", id="on the working day before"),
        pytest.param(
            STATUTE, MONDAY, False, "not before the meeting of Monday 19 March 2018", id="on the meeting's day"
        ),
        pytest.param(STATUTE, date(2018, 4, 19), False, "not before the meeting", id="a month after"),
    ],
)
def test_a_publication_is_judged_in_a_sentence(notice: Notice, published: date, allowed: bool, reason: str):
    ruling = notice_given(notice, MONDAY, published, ENGLAND)
    assert ruling.allowed is allowed
    assert reason in ruling.reason
    assert ruling.authority == notice.authority


def test_the_judgement_ends_the_working():
    worked = last_moment(STATUTE, MONDAY, ENGLAND, date(2018, 3, 12)).worked
    assert worked[-2] == "Last moment: Friday 9 March 2018."
    assert worked[-1].startswith("Published on Monday 12 March 2018: four clear days only")


@given(
    st.dates(date(2003, 1, 1), date(2035, 12, 31)),
    st.integers(0, 20),
    st.sampled_from(list(Nation)),
    st.dictionaries(st.dates(date(2002, 6, 1), date(2035, 12, 31)), st.just("Snow"), max_size=40),
    st.sampled_from([None, time(17)]),
)
def test_the_last_day_is_the_latest_working_day_on_which_publishing_is_in_time(
    meeting: date, days: int, nation: Nation, extra: dict[date, str], cut_off: time | None
):
    working, notice = WorkingDays(nation, extra), Notice.of(nation, days, cut_off)
    last = last_moment(notice, meeting, working).last_day
    assert last is not None
    assert notice_given(notice, meeting, last, working)
    later = [last + timedelta(days=step) for step in range(1, (meeting - last).days + 3)]
    in_time = [day for day in later if day.year < 2036 and notice_given(notice, meeting, day, working)]
    assert not any(working(day) for day in in_time)
    if cut_off:
        assert in_time == []


@given(
    st.integers(0, 24 * 60 * 20),
    st.integers(0, 24 * 60 * 20),
    st.sampled_from([STATUTE, UNTIL_FIVE, Notice.of(Nation.ENGLAND, 2, time(12))]),
)
def test_publishing_sooner_is_never_worse(one: int, other: int, notice: Notice):
    sooner, later = (at(1, 0) + timedelta(minutes=minutes) for minutes in sorted((one, other)))
    given_sooner = notice_given(notice, MONDAY, sooner, ENGLAND).allowed
    assert given_sooner or not notice_given(notice, MONDAY, later, ENGLAND).allowed
