"""What the log still shows of completed work."""

from __future__ import annotations

from datetime import date

import pytest

from panel.recommendations.rules import completed_and_shown, months_before


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        pytest.param(date(2018, 3, 19), 6, date(2017, 9, 19), id="within a year's turn"),
        pytest.param(date(2018, 8, 31), 6, date(2018, 2, 28), id="a day the month does not have"),
        pytest.param(date(2020, 8, 31), 6, date(2020, 2, 29), id="a leap year's February"),
        pytest.param(date(2018, 1, 15), 1, date(2017, 12, 15), id="January back to December"),
        pytest.param(date(2018, 12, 31), 12, date(2017, 12, 31), id="a whole year"),
    ],
)
def test_months_are_counted_back_to_the_same_day(day: date, months: int, expected: date):
    assert months_before(day, months) == expected


@pytest.mark.parametrize(
    ("completed", "shown"),
    [
        pytest.param(date(2017, 9, 20), True, id="just inside"),
        pytest.param(date(2017, 9, 19), True, id="on the day"),
        pytest.param(date(2017, 9, 18), False, id="a day too long ago"),
        pytest.param(None, True, id="completed on a day that nobody recorded"),
    ],
)
def test_completed_work_is_shown_for_six_months(completed: date | None, shown: bool):
    assert completed_and_shown(completed, date(2018, 3, 19), 6) is shown
