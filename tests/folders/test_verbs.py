"""The clerk's verbs, where an import alone does not show what they do."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from panel.audit.models import AuditEntry
from panel.extensions import db
from panel.law.exemptions import Nation
from panel.law.ruling import Refused
from panel.meetings import operations as meetings
from panel.meetings.models import Meeting, MeetingStatus
from panel.procedure import operations as procedure
from panel.procedure.models import Body

DAY = date(2018, 3, 19)
LATER = date(2018, 3, 26)


@pytest.fixture
def panel(app: Flask) -> Body:
    """A panel."""
    return procedure.establish("larkshire", "Larkshire Panel", Nation.ENGLAND, {}, actor="a test")


def schedule(panel: Body, day: date = DAY, **columns: object) -> Meeting:
    return meetings.schedule(panel, day, columns, actor="a test")


def test_an_agenda_cannot_be_published_after_its_meeting(panel: Body):
    meeting = schedule(panel)
    with pytest.raises(Refused, match="published before its meeting"):
        meetings.publish(meeting, LATER, actor="a test")
    assert not meeting.published


def test_publishing_twice_changes_nothing(panel: Body):
    meeting = schedule(panel)
    assert meetings.publish(meeting, DAY, actor="a test")
    assert not meetings.publish(meeting, DAY, actor="a test")
    assert len(db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "publish")).all()) == 1


def test_a_meeting_cannot_move_to_a_day_that_is_taken(panel: Body):
    meeting = schedule(panel)
    schedule(panel, LATER)
    with pytest.raises(Refused, match="another meeting on Monday 26 March 2018"):
        meetings.move(meeting, LATER, actor="a test")
    assert meeting.date == DAY


def test_a_meeting_on_a_day_that_another_one_left_has_an_identity_of_its_own(panel: Body):
    first = schedule(panel)
    meetings.move(first, LATER, actor="a test")
    second = schedule(panel)
    assert first.uid != second.uid


@pytest.mark.parametrize(
    ("status", "sequence"),
    [(MeetingStatus.SCHEDULED, 0), (MeetingStatus.CANCELLED, 1), (MeetingStatus.POSTPONED, 1)],
)
def test_a_meeting_that_comes_called_off_is_no_first_version(panel: Body, status: MeetingStatus, sequence: int):
    assert schedule(panel, status=status).sequence == sequence


def test_what_calendars_do_not_show_leaves_the_sequence_alone(panel: Body):
    meeting = schedule(panel)
    meetings.amend(meeting, {"filmed": True}, actor="a test")
    assert meeting.sequence == 0
    meetings.amend(meeting, {"venue": "Guildhall"}, actor="a test")
    assert meeting.sequence == 1


def test_the_trail_keeps_what_was_and_what_is(panel: Body):
    meeting = schedule(panel, venue="County Hall")
    meetings.amend(meeting, {"venue": "Guildhall", "status": MeetingStatus.HELD}, actor="a test")
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "amend")).one()
    assert entry.subject == "meeting larkshire 2018-03-19"
    assert entry.detail == {"venue": ["County Hall", "Guildhall"], "status": ["scheduled", "held"]}


def test_a_savepoint_can_be_rolled_back_whole(panel: Body):
    db.session.rollback()
    with db.session.begin_nested():
        procedure.establish("wren", "Wren Panel", Nation.WALES, {}, actor="a test")
    db.session.rollback()
    assert db.session.scalars(select(Body)).all() == []
