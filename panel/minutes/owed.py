"""Public questions at a meeting: how many were asked, and which written answers are owed until they were sent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload

from panel.audit.changes import revise
from panel.audit.operations import record
from panel.extensions import db
from panel.meetings.models import Meeting
from panel.minutes.models import Asked, Minutes, QuestionTaken
from panel.minutes.operations import subject
from panel.procedure.models import Body


def questions_asked(minutes: Minutes) -> int | None:
    """Say how many public questions were asked: counted where each is recorded, else the number that was; or None."""
    if minutes.questions_taken:
        return sum(row.asked in (Asked.ANSWERED, Asked.ASKED) for row in minutes.questions_taken)
    return minutes.public_questions


def owes(row: QuestionTaken) -> bool:
    """Whether a written answer to a question is owed still."""
    return bool(row.owed_by or row.owed_until) and row.answer_sent is None


def answers_owed(bodies: Iterable[Body]) -> Sequence[QuestionTaken]:
    """Give the questions at meetings of bodies to which a written answer is owed still."""
    rows = db.session.scalars(
        select(QuestionTaken)
        .join(QuestionTaken.minutes)
        .join(Minutes.meeting)
        .where(
            Meeting.body_id.in_([body.id for body in bodies]),
            QuestionTaken.answer_sent.is_(None),
            QuestionTaken.withdrawn.is_(False),
            Minutes.withdrawn.is_(False),
        )
        .options(
            contains_eager(QuestionTaken.minutes).contains_eager(Minutes.meeting).joinedload(Meeting.body),
            joinedload(QuestionTaken.question),
        )
        .order_by(QuestionTaken.owed_until, QuestionTaken.id)
    )
    return [row for row in rows if owes(row)]


def note_answer_sent(row: QuestionTaken, day: date | None, *, actor: str) -> None:
    """Note when a written answer was sent; None: that it was not. It comes after the meeting, so no seal stops it."""
    changes = revise(row, {"answer_sent": day})
    if changes:
        row.version = (row.version or 1) + 1
        record(actor, "note that the answer was sent" if day else "note that the answer is owed", subject(row))
