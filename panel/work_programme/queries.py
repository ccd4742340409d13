"""Read the work programme as it stood on a day."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from panel.extensions import db
from panel.law.words import day_in_words
from panel.meetings.models import Meeting
from panel.procedure.models import Body
from panel.work_programme.models import ProgrammeItem, Section
from panel.work_programme.rules import ProgrammeEntry, WorkProgramme

HEADINGS = (
    (Section.SCHEDULED, "Scheduled"),
    (Section.STANDING, "Standing items"),
    (Section.TO_BE_TIMETABLED, "Items to be timetabled"),
)


def programme_as_at(body: Body, day: date) -> WorkProgramme:
    """Give the work programme of a body on a day; work scheduled for a meeting before it is over and left out."""
    rows_of_venues = select(Meeting.date, Meeting.venue).where(Meeting.body_id == body.id, Meeting.date >= day)
    venues = {row.date: row.venue for row in db.session.execute(rows_of_venues)}
    rows = db.session.scalars(
        select(ProgrammeItem)
        .where(ProgrammeItem.body_id == body.id, ProgrammeItem.withdrawn.is_(False))
        .order_by(ProgrammeItem.position)
    ).all()

    def when(row: ProgrammeItem) -> str:
        if row.meeting is None:
            return row.timing
        words = day_in_words(row.meeting, weekday=False)
        return f"{words}, {venues[row.meeting]}" if venues.get(row.meeting) else words

    sections = []
    for section, heading in HEADINGS:
        entries = tuple(
            ProgrammeEntry(when(row), row.item, _paragraphs(row.detail), row.last_report)
            for row in rows
            if row.section is section and (row.meeting is None or row.meeting >= day)
        )
        if entries:
            sections.append((heading, entries))
    return WorkProgramme(tuple(sections))


def _paragraphs(detail: str) -> tuple[str, ...]:
    """Part a detail at " ; ", which sets a lead-in and its list apart."""
    return tuple(part.strip() for part in detail.split(" ; ") if part.strip())
