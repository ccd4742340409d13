"""Answer a finding, take an answer back, and keep what a check found."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from panel.audit.operations import record
from panel.checks.finding import Finding, Severity
from panel.checks.kept import Kept
from panel.checks.models import Answer, LastCheck
from panel.checks.queries import last_check
from panel.extensions import db
from panel.law.ruling import Refused, Ruling
from panel.law.words import one_line
from panel.meetings.models import Meeting


def answer(meeting: Meeting, finding: Finding, reason: str, *, actor: str) -> Answer:
    """Keep why a finding stands, with name and time; asked again, the newer reason counts.

    Raises Refused where a finding that stops is to be overridden without a reason.
    """
    reason = one_line(reason)
    if finding.severity is Severity.STOPS and not reason:
        raise Refused(
            Ruling(
                False,
                "Give the reason why the agenda is published in spite of this. It is kept with your name and the time.",
                finding.why,
            )
        )
    row = _answer_to(meeting, finding.key) or Answer(meeting=meeting, key=finding.key)
    _write(row, finding, reason, actor)
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        # Somebody answered it in the same moment.
        known = _answer_to(meeting, finding.key)
        if known is None:
            raise
        row = known
        _write(row, finding, reason, actor)
    record(actor, "answer finding", _subject(meeting), key=finding.key, rule=finding.rule, reason=reason)
    db.session.flush()
    return row


def take_back(row: Answer, *, actor: str) -> None:
    """Let a finding that was answered be shown again; the trail tells it once, though two do it at once."""
    shown: Any = db.session.execute(
        update(Answer).where(Answer.id == row.id, Answer.withdrawn.is_(False)).values(withdrawn=True)
    )
    if shown.rowcount:
        record(actor, "take back answer", _subject(row.meeting), key=row.key, reason=row.reason)


def keep(meeting: Meeting, findings: Iterable[Finding], of: str) -> bool:
    """Keep what a check found of an agenda as it was; say whether that is anything new.

    Nothing is recorded in the trail, since nobody decided anything.
    """
    plain = [Kept.of(finding).plain() for finding in findings]
    row = last_check(meeting)
    if row is not None and (row.of, row.findings) == (of, plain):
        return False
    try:
        with db.session.begin_nested():
            row = row or LastCheck(meeting=meeting)
            row.at, row.of, row.findings = datetime.now(UTC), of, plain
            db.session.add(row)
    except IntegrityError:
        return False  # somebody checked it in the same moment
    return True


def _answer_to(meeting: Meeting, key: str) -> Answer | None:
    return db.session.scalar(select(Answer).where(Answer.meeting_id == meeting.id, Answer.key == key))


def _write(row: Answer, finding: Finding, reason: str, actor: str) -> None:
    row.severity, row.what, row.reason = finding.severity, finding.what, reason
    row.by, row.at, row.withdrawn = actor, datetime.now(UTC), False


def _subject(meeting: Meeting) -> str:
    return f"check of {meeting.body.slug} {meeting.date.isoformat()}"
