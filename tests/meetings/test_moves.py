"""A meeting that moves, and one that moves back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from panel.audit.models import AuditEntry
from panel.extensions import db
from panel.meetings import operations, standing
from panel.meetings.models import Meeting, MeetingStatus
from panel.meetings.queries import next_meeting
from panel.procedure.models import Body
from tests.builders import a_body, a_meeting
from tests.public.site import make_site

FIRST, SECOND = date(2018, 3, 19), date(2018, 3, 26)
TODAY = date(2018, 3, 1)


@pytest.fixture
def body(tmp_path: Path) -> Iterator[Body]:
    """A panel in a database."""
    app: Flask = make_site(tmp_path)
    with app.app_context():
        yield a_body()
        db.session.remove()


def moved(meeting: Meeting, *days: date) -> Meeting:
    for day in days:
        operations.move(meeting, day, actor="a test")
    return meeting


def trail() -> list[tuple[str, str]]:
    entries = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "move").order_by(AuditEntry.id))
    return [(entry.subject[-10:], entry.detail["moved_from"]) for entry in entries]


@pytest.mark.parametrize(
    ("days", "former"),
    [
        ((SECOND,), [FIRST]),
        ((SECOND, FIRST), [SECOND]),
        ((SECOND, FIRST, SECOND), [FIRST]),
    ],
    ids=["away", "back", "away again"],
)
def test_a_meeting_never_says_that_it_moved_from_its_own_day(days: tuple[date, ...], former: list[date], body: Body):
    meeting = moved(a_meeting(body, FIRST), *days)
    assert standing.former_days(meeting) == former
    words = [f"{day.day} March 2018" for day in former]
    said = [state.words for state in standing.states(meeting, TODAY)]
    assert said == ["Scheduled", *(f"Moved from {each}" for each in words)]
    steps = [step.detail for step in standing.life(meeting, None, TODAY) if step.title == "Moved"]
    assert steps == [f"from {each}" for each in words]


def test_every_move_is_told_to_calendars_and_kept_in_the_trail(body: Body):
    meeting = moved(a_meeting(body, FIRST), SECOND, FIRST, SECOND)
    assert meeting.sequence == 3
    assert trail() == [("2018-03-26", "2018-03-19"), ("2018-03-19", "2018-03-26"), ("2018-03-26", "2018-03-19")]


def test_a_former_day_that_is_known_is_no_news(body: Body):
    meeting = moved(a_meeting(body, FIRST), SECOND)
    assert not operations.note_move(meeting, FIRST, actor="a test")
    assert not operations.note_move(meeting, SECOND, actor="a test")
    assert operations.note_move(meeting, date(2018, 3, 12), actor="a test")
    assert (meeting.sequence, len(trail())) == (2, 2)


def test_a_meeting_held_this_morning_is_not_the_next(body: Body):
    a_meeting(body, TODAY, status=MeetingStatus.HELD)
    coming = a_meeting(body, FIRST)
    assert next_meeting(TODAY) == coming
    assert next_meeting(TODAY, body.slug) == coming


def test_a_meeting_of_this_afternoon_is_the_next(body: Body):
    today = a_meeting(body, TODAY)
    a_meeting(body, FIRST)
    assert next_meeting(TODAY) == today
