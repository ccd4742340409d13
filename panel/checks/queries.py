"""Check a meeting, leaving out what officers answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from panel.checks.finding import Finding
from panel.checks.gathering import dossier_of
from panel.checks.models import Answer
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

    answers = {
        answer.key: answer
        for answer in db.session.scalars(
            select(Answer).where(Answer.meeting_id == meeting.id, Answer.withdrawn.is_(False))
        )
    }
    return Checked(judge(dossier_of(meeting, store, today)), answers)
