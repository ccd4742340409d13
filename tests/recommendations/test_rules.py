"""What the log still shows of completed work."""

from __future__ import annotations

from datetime import date

import pytest

from panel.recommendations.rules import completed_and_shown


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
