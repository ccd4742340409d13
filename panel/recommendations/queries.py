"""Read the recommendations and actions log as it stood on a day."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from panel.extensions import db
from panel.procedure.models import Body
from panel.recommendations.models import Progress, Recommendation
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
