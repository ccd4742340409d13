"""How a meeting stands on a day."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from panel.law.exemptions import Nation
from panel.meetings.models import Meeting, MeetingStatus, Move
from panel.meetings.standing import (
    agenda_due,
    life,
    notice_in_words,
    question_time,
    states,
    time_left,
    until_in_words,
)
from panel.procedure.models import Body, BodyKind
from panel.procedure.rules import Deadline, Participation

DAY = date(2018, 3, 19)
LONDON = ZoneInfo("Europe/London")


def a_meeting(**facts: object) -> Meeting:
    body = Body(name="Larkshire Panel", kind=BodyKind.PANEL, nation=Nation.ENGLAND)
    known = {"date": DAY, "status": MeetingStatus.SCHEDULED, "closed": False, "published": False, "venue": ""}
    return Meeting(body=body, **(known | facts))


def questions(deadline: Deadline) -> Participation:
    return Participation("question", date(2018, 1, 1), None, deadline)


def said(meeting: Meeting, today: date) -> list[str]:
    return [state.words for state in states(meeting, today)]


@pytest.mark.parametrize(
    ("facts", "today", "words"),
    [
        ({}, date(2018, 3, 1), ["Scheduled"]),
        ({"published": True}, date(2018, 3, 12), ["Agenda published"]),
        ({"published": True}, DAY, ["Today", "Agenda published"]),
        ({"status": MeetingStatus.HELD, "published": True}, date(2018, 4, 1), ["Held", "Agenda published"]),
        ({}, date(2018, 4, 1), []),
        ({"status": MeetingStatus.CANCELLED, "published": True}, date(2018, 3, 1), ["Cancelled"]),
        ({"status": MeetingStatus.POSTPONED}, date(2018, 3, 1), ["Postponed"]),
        ({"closed": True, "published": True}, date(2018, 3, 1), ["Closed meeting"]),
        ({"closed": True, "status": MeetingStatus.CANCELLED}, date(2018, 3, 1), ["Cancelled", "Closed meeting"]),
    ],
)
def test_a_meeting_says_how_it_stands(facts: dict[str, object], today: date, words: list[str]):
    assert said(a_meeting(**facts), today) == words


def test_a_moved_meeting_says_from_when():
    assert said(a_meeting(moves=[Move(moved_from=date(2018, 4, 26))]), date(2018, 3, 1)) == [
        "Scheduled",
        "Moved from 26 April 2018",
    ]


def test_every_state_has_a_shape_of_its_own():
    meetings = [a_meeting(status=status) for status in MeetingStatus]
    meetings += [
        a_meeting(published=True),
        a_meeting(closed=True),
        a_meeting(moves=[Move(moved_from=date(2018, 4, 26))]),
    ]
    shapes = {state.words: state.shape for meeting in meetings for state in states(meeting, date(2018, 3, 1))}
    assert len(set(shapes.values())) == len(shapes)


def test_a_panels_agenda_is_due_and_a_working_groups_is_not():
    meeting = a_meeting()
    assert agenda_due(meeting) == date(2018, 3, 9)
    meeting.body.nation = Nation.WALES
    assert agenda_due(meeting) == date(2018, 3, 13)
    meeting.body.kind = BodyKind.WORKING_GROUP
    assert agenda_due(meeting) is None


@pytest.mark.parametrize(
    ("nation", "own", "due", "words"),
    [
        (Nation.ENGLAND, None, date(2018, 3, 9), "The law asks for it at least five clear days before the meeting"),
        (Nation.WALES, None, date(2018, 3, 13), "The law asks for it at least three clear days before the meeting"),
        (Nation.ENGLAND, 7, date(2018, 3, 7), "The rules of the panel ask for it at least seven clear days before"),
        (Nation.ENGLAND, 1, date(2018, 3, 15), "The rules of the panel ask for it at least one clear day before"),
        (Nation.ENGLAND, 0, date(2018, 3, 16), "The rules of the panel ask for it before the meeting."),
    ],
    ids=["England", "Wales", "more by its rules", "one by its rules", "none by its rules"],
)
def test_the_notice_that_is_named_is_the_one_that_is_counted(nation: Nation, own: int | None, due: date, words: str):
    meeting = a_meeting()
    meeting.body.nation = nation
    assert agenda_due(meeting, own) == due
    assert notice_in_words(meeting, own).startswith(words)


@pytest.mark.parametrize(
    ("now", "still"),
    [
        (datetime(2018, 3, 14, 11, 59, tzinfo=LONDON), True),
        (datetime(2018, 3, 14, 12, 1, tzinfo=LONDON), False),
        (datetime(2018, 3, 13, 23, 59, tzinfo=LONDON), True),
        (datetime(2018, 3, 15, 0, 0, tzinfo=LONDON), False),
    ],
)
def test_questions_close_at_the_hour_that_the_rules_name(now: datetime, still: bool):
    told = question_time(a_meeting(), questions(Deadline("working days", 3, time(12))), now)
    assert told is not None
    assert (told.until, told.open) == (date(2018, 3, 14), still)
    assert until_in_words(told) == "noon on Wednesday 14 March 2018"


@pytest.mark.parametrize("year", [1999, 2040])
def test_a_meeting_beyond_the_bank_holidays_that_are_known_shows_no_date(year: int):
    meeting = a_meeting(date=date(year, 3, 19))
    now = datetime(year, 3, 1, tzinfo=LONDON)
    told = question_time(meeting, questions(Deadline("working days", 3, time(12))), now)
    assert agenda_due(meeting) is None
    assert told is not None
    assert (told.until, told.open) == (None, True)
    assert [step.title for step in life(meeting, told, now.date())] == ["Meeting"]


@pytest.mark.parametrize("facts", [{"closed": True}, {"status": MeetingStatus.CANCELLED}], ids=["closed", "cancelled"])
def test_a_meeting_that_the_public_cannot_attend_takes_no_questions(facts: dict[str, object]):
    now = datetime(2018, 3, 1, tzinfo=LONDON)
    assert question_time(a_meeting(**facts), questions(Deadline("working days", 3)), now) is None
    assert question_time(a_meeting(), None, now) is None


@pytest.mark.parametrize(
    ("today", "progress"),
    [
        (date(2018, 3, 1), ["now", "to come", "to come"]),
        (date(2018, 3, 16), ["now", "done", "to come"]),
        (date(2018, 3, 19), ["now", "done", "to come"]),
    ],
)
def test_the_first_step_that_is_not_done_is_now(today: date, progress: list[str]):
    meeting = a_meeting()
    now = datetime.combine(today, time(9), LONDON)
    steps = life(meeting, question_time(meeting, questions(Deadline("working days", 3)), now), today)
    assert [step.title for step in steps] == ["Agenda due", "Questions", "Meeting"]
    assert [step.progress for step in steps] == progress


def test_what_is_over_stands_at_its_end():
    meeting = a_meeting(published=True, published_on=date(2018, 3, 9), status=MeetingStatus.HELD)
    steps = life(meeting, None, date(2018, 4, 1))
    assert [(step.title, step.progress) for step in steps] == [("Agenda published", "done"), ("Held", "done")]
    assert [step.current for step in steps] == [False, True]


@pytest.mark.parametrize(
    ("day", "words"),
    [(19, ", which is today"), (20, ", which is tomorrow"), (24, ", in five days"), (18, "")],
)
def test_a_day_that_is_near_is_counted(day: int, words: str):
    assert time_left(date(2018, 3, day), DAY) == words


def test_a_day_far_away_is_not_counted():
    assert time_left(date(2018, 6, 18), DAY) == ""
