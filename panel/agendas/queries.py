"""Read an agenda as it was published."""

from __future__ import annotations

from sqlalchemy import select

from panel.agendas.models import AgendaAsPublished
from panel.extensions import db
from panel.meetings.models import Meeting


def as_published(meeting: Meeting) -> AgendaAsPublished | None:
    """Give what an agenda was when it was published; None where it is not, or where that was not recorded."""
    if not meeting.published:
        return None
    return db.session.scalar(select(AgendaAsPublished).where(AgendaAsPublished.meeting_id == meeting.id))
