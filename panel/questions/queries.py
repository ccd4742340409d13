"""Read the questions put to a meeting."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from panel.extensions import db
from panel.meetings.models import Meeting
from panel.questions.models import Question


def questions_to(meeting: Meeting) -> Sequence[Question]:
    """Give the questions put to a meeting, in their order, with the items that they are about."""
    return db.session.scalars(
        select(Question)
        .where(Question.meeting_id == meeting.id, Question.withdrawn.is_(False))
        .order_by(Question.position)
        .options(joinedload(Question.item))
    ).all()
