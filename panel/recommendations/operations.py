"""Enter recommendations and actions on the log and letters on the record, follow them up, withdraw them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from panel.audit.changes import Changes, revise
from panel.audit.operations import record
from panel.extensions import db
from panel.meetings.models import Meeting
from panel.procedure.models import Body
from panel.recommendations.models import Letter, LetterRecommendation, Recommendation


def enter(body: Body, columns: Mapping[str, Any], *, actor: str) -> Recommendation:
    """Enter a recommendation or action on a body's log."""
    row = Recommendation(body=body, **columns)
    db.session.add(row)
    db.session.flush()
    record(actor, "enter on log", subject(row), text=row.text)
    return row


def send(meeting: Meeting, columns: Mapping[str, Any], *, actor: str) -> Letter:
    """Put a letter that followed a meeting on record."""
    letter = Letter(meeting=meeting, **columns)
    db.session.add(letter)
    db.session.flush()
    record(actor, "send", subject(letter), to=letter.to)
    return letter


def recommend(letter: Letter, columns: Mapping[str, Any], *, actor: str) -> LetterRecommendation:
    """Put a recommendation into a letter."""
    row = LetterRecommendation(letter=letter, **columns)
    db.session.add(row)
    db.session.flush()
    record(actor, "recommend", subject(row), text=row.text)
    return row


def follow_up(
    row: Recommendation | Letter | LetterRecommendation, columns: Mapping[str, Any], *, actor: str
) -> Changes:
    """Change an entry or a letter: its progress, its answer, its words."""
    changes = revise(row, columns)
    if changes:
        record(actor, "follow up", subject(row), **changes)
    return changes


def withdraw(row: Recommendation | Letter | LetterRecommendation, *, actor: str) -> None:
    """Take an entry off the log, or a letter off the record; it stays in the books."""
    row.withdrawn = True
    record(actor, "withdraw", subject(row), **({} if isinstance(row, Letter) else {"text": row.text}))


def subject(row: Recommendation | Letter | LetterRecommendation) -> str:
    """Name an entry in the audit trail by its body and day: "letter of larkshire sent 2018-02-07"."""
    match row:
        case Recommendation():
            return f"recommendation of {row.body.slug} raised {row.raised.isoformat()}"
        case Letter():
            return f"letter of {row.meeting.body.slug} sent {row.sent.isoformat()}"
        case LetterRecommendation():
            return f"recommendation {row.position} in {subject(row.letter)}"
