"""Days counted back from a meeting."""

from __future__ import annotations

from datetime import date

import pytest

from panel.law.clear_days import clear_days_before, last_day
from panel.law.exemptions import Nation
from panel.procedure.working_days import working_day

working = working_day(Nation.ENGLAND)
MONDAY = date(2018, 3, 19)


@pytest.mark.parametrize(
    ("meeting", "last"),
    [
        (MONDAY, date(2018, 3, 9)),
        (date(2018, 4, 5), date(2018, 3, 26)),
        (date(2023, 5, 10), date(2023, 4, 28)),
    ],
    ids=["two weekends", "Easter between", "the coronation's holiday between"],
)
def test_an_agenda_is_published_five_clear_days_before(meeting: date, last: date):
    assert clear_days_before(meeting, 5, working) == last


@pytest.mark.parametrize(
    ("count", "days", "last"),
    [
        ("calendar days", 14, date(2018, 3, 5)),
        ("working days", 3, date(2018, 3, 14)),
        ("clear working days", 3, date(2018, 3, 13)),
        ("working day at", 1, date(2018, 3, 16)),
        ("days before publication", 7, date(2018, 3, 2)),
    ],
)
def test_each_way_of_counting_has_its_last_day(count: str, days: int, last: date):
    assert last_day(count, days, MONDAY, working, published=date(2018, 3, 9)) == last


def test_a_deadline_before_publication_waits_for_the_day_of_publication():
    assert last_day("days before publication", 7, MONDAY, working) is None


def test_a_way_of_counting_that_nobody_knows_is_refused():
    with pytest.raises(ValueError, match="'moons' is not a way of counting days"):
        last_day("moons", 3, MONDAY, working)


@pytest.mark.parametrize(
    ("day", "open_"),
    [
        (date(2018, 3, 30), False),
        (date(2018, 4, 2), False),
        (date(2018, 4, 3), True),
        (date(2023, 5, 8), False),
        (date(2022, 6, 3), False),
        (date(2018, 3, 17), False),
        (date(2040, 12, 25), False),
    ],
)
def test_bank_holidays_and_weekends_are_not_working_days(day: date, open_: bool):
    assert working(day) is open_
    assert working_day(Nation.WALES)(day) is open_
