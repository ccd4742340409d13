"""Check a meeting, leaving out what officers answered; tell of its last check without making another."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from panel.checks.finding import Finding
from panel.checks.gathering import Agenda, dossier_of
from panel.checks.models import Answer, LastCheck
from panel.documents.store import Store
from panel.extensions import db
from panel.meetings.models import Meeting


@dataclass(frozen=True)
class Checked:
    """What a check found, and what officers answered to it."""

    findings: tuple[Finding, ...]
    """Everything, in the order of `judge`."""
    answers: Mapping[str, Answer]
    """The answers that count, by the key of the finding."""

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings that nobody has answered."""
        return tuple(finding for finding in self.findings if finding.key not in self.answers)

    @property
    def answered(self) -> tuple[tuple[Finding, Answer], ...]:
        """The findings that somebody has answered, each with the answer."""
        return tuple((finding, self.answers[finding.key]) for finding in self.findings if finding.key in self.answers)


def check(meeting: Meeting, store: Store, today: date) -> Checked:
    """Check a meeting. `today` counts only for meetings still to come."""
    # The rules are read when the first meeting is checked: their patterns take a second, which no other command owes.
    from panel.checks.judging import judge

    return Checked(judge(dossier_of(meeting, store, today)), answers_to(meeting))


def answers_to(meeting: Meeting) -> dict[str, Answer]:
    """Give the answers that count for a meeting, by the key of the finding."""
    rows = db.session.scalars(select(Answer).where(Answer.meeting_id == meeting.id, Answer.withdrawn.is_(False)))
    return {answer.key: answer for answer in rows}


def last_check(meeting: Meeting) -> LastCheck | None:
    """Give what the last check of a meeting found; None where nobody has checked it yet."""
    return db.session.scalar(select(LastCheck).where(LastCheck.meeting_id == meeting.id))


def as_judged(meeting: Meeting, agenda: Agenda) -> str:
    """Write what an agenda and its papers are in a digest: while it is the same, the last check holds of them."""
    facts = (
        (meeting.date, meeting.start, meeting.venue, meeting.status.value, meeting.published, meeting.published_on),
        [
            (
                (item.number, item.title, item.kind.value, item.purpose, item.report, item.added, item.urgent_reason),
                item.resolution,
                [(paper.title, paper.appendix, paper.file_name, paper.drawn, paper.document_id) for paper in papers],
                [(paper.access.value, paper.exempt_paragraphs, paper.public_interest) for paper in papers],
            )
            for item, papers in agenda
        ],
    )
    return hashlib.sha256(repr(facts).encode()).hexdigest()
