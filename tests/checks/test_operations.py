"""Answers to findings: kept with name and time, and taken back."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from panel.audit.models import AuditEntry
from panel.checks.finding import Finding, Place, Severity
from panel.checks.models import Answer
from panel.checks.operations import answer, take_back
from panel.extensions import db
from panel.law.ruling import Refused
from panel.meetings.models import Meeting
from tests.builders import a_body, a_meeting

LOOK = Finding(
    "weekday does not match",
    Severity.LOOK,
    Place("4", "report.docx", 3, "Wednesday 22 November 2018"),
    "“Wednesday 22 November 2018” is a Thursday.",
    "By the calendar it is a Thursday.",
    "Write Thursday.",
)
STOPS = Finding("published too late", Severity.STOPS, Place(), "It was late.", "Section 100B", "Move the meeting.")


@pytest.fixture
def meeting(app: Flask) -> Meeting:
    """A meeting to check."""
    return a_meeting(a_body(), date(2018, 11, 22))


def trail() -> list[tuple[str, str]]:
    return [(entry.verb, entry.actor) for entry in db.session.query(AuditEntry).order_by(AuditEntry.id)]


def test_an_answer_keeps_what_was_found_with_name_and_time(meeting: Meeting):
    row = answer(meeting, LOOK, "  Quoted  as printed. ", actor="Imogen Vale")
    assert (row.key, row.what, row.reason, row.by) == (LOOK.key, LOOK.what, "Quoted as printed.", "Imogen Vale")
    assert row.at.tzinfo
    assert trail() == [("answer finding", "Imogen Vale")]


def test_what_should_only_be_looked_at_needs_no_reason(meeting: Meeting):
    assert answer(meeting, LOOK, " ", actor="Imogen Vale").reason == ""


@pytest.mark.parametrize("reason", ["", " \n\t "])
def test_what_stops_is_not_overridden_without_a_reason(reason: str, meeting: Meeting):
    with pytest.raises(Refused, match="Give the reason why the agenda is published in spite of this"):
        answer(meeting, STOPS, reason, actor="Imogen Vale")
    assert db.session.query(Answer).count() == 0
    assert trail() == []


def test_what_stops_is_overridden_with_a_reason(meeting: Meeting):
    row = answer(meeting, STOPS, "The chair agreed to urgency.", actor="Imogen Vale")
    assert row.severity is Severity.STOPS


def test_a_second_answer_takes_the_place_of_the_first(meeting: Meeting):
    first = answer(meeting, LOOK, "So printed.", actor="Imogen Vale")
    second = answer(meeting, LOOK, "Checked with the author.", actor="Rufus Thorne")
    assert first is second
    assert (second.reason, second.by) == ("Checked with the author.", "Rufus Thorne")
    assert len(trail()) == 2


def test_an_answer_that_was_taken_back_can_be_given_again(meeting: Meeting):
    row = answer(meeting, LOOK, "So printed.", actor="Imogen Vale")
    take_back(row, actor="Rufus Thorne")
    assert row.withdrawn
    assert trail()[-1] == ("take back answer", "Rufus Thorne")
    assert not answer(meeting, LOOK, "", actor="Imogen Vale").withdrawn


def test_an_answer_counts_for_one_meeting(meeting: Meeting):
    other = a_meeting(meeting.body, date(2018, 12, 13))
    assert answer(meeting, LOOK, "", actor="Imogen Vale") is not answer(other, LOOK, "", actor="Imogen Vale")
