"""What moving a meeting does to its dates, as a rule."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from panel.law.timetable import Deadline
from panel.meetings.models import MeetingStatus
from panel.meetings.moving import shifts
from panel.meetings.rules import in_reach, may_be_called_off, may_be_moved, may_be_taken_up_again

NINE, FIVE, EIGHT = time(9), time(17), time(8)
NOW = datetime.combine(date(2026, 3, 12), NINE)


def due(moment: date | datetime | None) -> Deadline:
    return Deadline("Publish", "notice", moment, "The Act", ())


@pytest.mark.parametrize(
    ("before", "after", "said", "shape", "passed"),
    [
        pytest.param(date(2026, 3, 20), date(2026, 3, 27), "Seven days gained", "arrow", False, id="later"),
        pytest.param(date(2026, 3, 20), date(2026, 3, 19), "One day lost", "arrow", False, id="earlier"),
        pytest.param(date(2026, 3, 20), date(2026, 3, 20), "Stays", "circle", False, id="the same"),
        pytest.param(
            date(2026, 3, 20),
            datetime.combine(date(2026, 3, 20), FIVE),
            "The same day, another hour",
            "arrow",
            False,
            id="another hour",
        ),
        pytest.param(date(2026, 3, 20), date(2026, 3, 11), "Nine days lost", "triangle", True, id="gone by"),
        pytest.param(date(2026, 3, 20), date(2026, 3, 12), "Eight days lost", "arrow", False, id="today"),
        pytest.param(
            date(2026, 3, 20),
            datetime.combine(date(2026, 3, 12), EIGHT),
            "Eight days lost",
            "triangle",
            True,
            id="earlier today",
        ),
        pytest.param(None, None, "No date yet", "arrow", False, id="no date yet"),
    ],
)
def test_a_date_before_and_after_is_told_in_words(
    before: date | None, after: date | None, said: str, shape: str, passed: bool
):
    (found,) = shifts({"notice": due(before)}, {"notice": due(after)}, NOW)
    assert (found.said, found.shape, found.passed) == (said, shape, passed)


def test_what_is_asked_for_no_more_lapses_and_what_is_new_begins_to_run():
    (lapsed,) = shifts({"notice": due(date(2026, 3, 20))}, {}, NOW)
    (begun,) = shifts({}, {"notice": due(date(2026, 3, 20))}, NOW)
    assert (lapsed.said, lapsed.shape) == ("Lapses", "cross")
    assert begun.said == "Begins to run"


@pytest.mark.parametrize(
    ("ruling", "allowed"),
    [
        pytest.param(may_be_moved(MeetingStatus.SCHEDULED), True, id="move a scheduled one"),
        pytest.param(may_be_moved(MeetingStatus.POSTPONED), True, id="move a postponed one"),
        pytest.param(may_be_moved(MeetingStatus.CANCELLED), False, id="move a cancelled one"),
        pytest.param(may_be_moved(MeetingStatus.HELD), False, id="move one that was held"),
        pytest.param(
            may_be_called_off(MeetingStatus.POSTPONED, MeetingStatus.CANCELLED), True, id="cancel a postponed one"
        ),
        pytest.param(may_be_called_off(MeetingStatus.CANCELLED, MeetingStatus.CANCELLED), False, id="cancel twice"),
        pytest.param(may_be_called_off(MeetingStatus.HELD, MeetingStatus.CANCELLED), False, id="cancel a held one"),
        pytest.param(may_be_taken_up_again(MeetingStatus.CANCELLED), True, id="take up a cancelled one"),
        pytest.param(may_be_taken_up_again(MeetingStatus.SCHEDULED), False, id="take up one that takes place"),
        pytest.param(in_reach(date(2026, 3, 19)), True, id="a day of ours"),
        pytest.param(in_reach(date(226, 3, 19)), False, id="a slip of the hand"),
        pytest.param(in_reach(date(9999, 3, 19)), False, id="a day nobody lives to see"),
    ],
)
def test_what_may_be_done_with_a_meeting(ruling, allowed: bool):
    assert bool(ruling) is allowed
    assert bool(ruling.reason) is not allowed
