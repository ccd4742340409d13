"""Read the recommendations and actions log as it stood on a day, and the letters sent until then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from panel.extensions import db
from panel.meetings.models import Meeting
from panel.procedure.models import Body
from panel.recommendations.models import Letter, LetterRecommendation, Progress, Recommendation
from panel.recommendations.rules import LogEntry, RecommendationsLog, completed_and_shown


def log_as_at(body: Body, day: date, months: int) -> RecommendationsLog:
    """Give the log of a body on a day: what was open then, and what was completed in the months before."""
    rows = db.session.scalars(
        select(Recommendation)
        .where(
            Recommendation.body_id == body.id,
            Recommendation.raised <= day,
            Recommendation.withdrawn.is_(False),
        )
        .order_by(Recommendation.position)
    )
    in_progress, completed = [], []
    for row in rows:
        done = row.status is Progress.COMPLETED and (row.completed is None or row.completed <= day)
        entry = LogEntry(
            raised=row.raised,
            recommendation=row.text,
            lead=row.lead,
            panel_update=row.panel_update,
            progress=row.progress,
            completed=row.completed if done else None,
        )
        if not done:
            in_progress.append(entry)
        elif completed_and_shown(row.completed, day, months):
            completed.append(entry)
    return RecommendationsLog(tuple(in_progress), tuple(completed), months)


def letters_until(body: Body, day: date) -> Sequence[Letter]:
    """Give the letters that a body sent up to a day and on it, the earliest first, with what each rests on."""
    return db.session.scalars(
        select(Letter)
        .join(Letter.meeting)
        .where(Meeting.body_id == body.id, Letter.sent <= day, Letter.withdrawn.is_(False))
        .order_by(Letter.sent, Letter.id)
        .options(
            joinedload(Letter.meeting),
            selectinload(Letter.recommendations).joinedload(LetterRecommendation.resolution),
        )
        .execution_options(populate_existing=True)
    ).all()
