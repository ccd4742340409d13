"""Receive public questions, change what is recorded of them, withdraw them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from panel.audit.changes import Changes, revise
from panel.audit.operations import record
from panel.extensions import db
from panel.meetings.models import Meeting
from panel.questions.models import Question


def receive(meeting: Meeting, columns: Mapping[str, Any], *, actor: str) -> Question:
    """Record a question that somebody put to a meeting."""
    question = Question(meeting=meeting, **columns)
    db.session.add(question)
    db.session.flush()
    record(actor, "receive question", subject(question), state=question.state.value)
    return question


def amend(question: Question, columns: Mapping[str, Any], *, actor: str) -> Changes:
    """Change what is recorded of a question: its words, whether it is accepted."""
    changes = revise(question, columns)
    if changes:
        record(actor, "amend", subject(question), **changes)
    return changes


def withdraw(question: Question, *, actor: str) -> None:
    """Withdraw a question; its record stays."""
    question.withdrawn = True
    record(actor, "withdraw", subject(question))


def subject(question: Question) -> str:
    """Name a question in the audit trail by its number."""
    meeting = question.meeting
    return f"question {question.id} to {meeting.body.slug} {meeting.date.isoformat()}"
