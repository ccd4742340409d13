"""A date as a program and as a person reads it."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from panel.law.timetable import Deadline, moment_in_words

FIVE = datetime.combine(date(2018, 3, 14), time(17))


@pytest.mark.parametrize(
    ("moment", "written", "day"),
    [
        pytest.param(FIVE, "2018-03-14T17:00", date(2018, 3, 14), id="a time of day"),
        pytest.param(date(2018, 3, 14), "2018-03-14", date(2018, 3, 14), id="a bare date"),
        pytest.param(None, None, None, id="not known yet"),
    ],
)
def test_a_program_reads_a_deadline(moment: date | None, written: str | None, day: date | None):
    deadline = Deadline("Receive petitions", "petition", moment, "The body’s rules of procedure", ("Counted.",))
    assert deadline.as_json() == {
        "what": "Receive petitions",
        "kind": "petition",
        "last_moment": written,
        "authority": "The body’s rules of procedure",
        "worked": ["Counted."],
    }
    assert deadline.last_day == day


def test_a_person_reads_a_moment():
    assert moment_in_words(FIVE) == "Wednesday 14 March 2018, 5pm"
    assert moment_in_words(date(2018, 3, 14)) == "Wednesday 14 March 2018"
