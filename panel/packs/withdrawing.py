"""Withdraw pages from publication: out of every public copy at once, with a notice under the same numbers.

From the moment of the withdrawal no public copy with those pages is given any more; the worker then puts notices in
their place, and the copies without them follow.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import select

from panel import jobs
from panel.audit.operations import record
from panel.documents import sandbox
from panel.documents.store import Store, sha256_of
from panel.extensions import db
from panel.law.ruling import Refused, Ruling
from panel.law.words import day_in_words, one_line
from panel.meetings.models import Meeting
from panel.meetings.operations import subject
from panel.packs import taking_out
from panel.packs.contents import Edition
from panel.packs.divider import draw_withdrawn
from panel.packs.looking import EDITION
from panel.packs.models import Publication, Withdrawal
from panel.packs.published import File, edition_of, publications
from panel.pdf.assemble import OutlineEntry, PageRun, Stamp, assemble
from panel.pdf.canonical import prepare_own

REDACT = "redact publications"
OWN, WHOLE = "files", "whole"
"""A publication's columns of files: its own, and those with everything before it."""


@dataclass(frozen=True)
class Gone:
    """The pages of a meeting's public series that are withdrawn, each with the day."""

    days: Mapping[int, date]

    def within(self, first: int, last: int) -> date | None:
        """Give the day on which any of these pages was withdrawn; None where all are still public."""
        return next((self.days[page] for page in range(first, last + 1) if page in self.days), None)


def withdrawals(meeting: Meeting) -> Sequence[Withdrawal]:
    """List what was withdrawn of a meeting, the first first."""
    return db.session.scalars(
        select(Withdrawal).where(Withdrawal.meeting_id == meeting.id).order_by(Withdrawal.id)
    ).all()


def gone(meeting: Meeting) -> Gone:
    """Give the pages of a meeting's public series that are withdrawn."""
    return Gone(
        {
            page: row.at.date()
            for row in reversed(withdrawals(meeting))
            for page in range(row.first_page, row.last_page + 1)
        }
    )


def withdraw(meeting: Meeting, what: str, first: int, last: int, reason: str, *, actor: str) -> Withdrawal:
    """Take pages of the public series out of every public copy. Raises Refused."""
    out = publications(meeting)
    reason, pages = one_line(reason), out[-1].last_page if out else 0
    if not 1 <= first <= last <= pages:
        raise Refused(Ruling(False, f"Give pages between 1 and {pages}, the first before the last."))
    if not reason:
        raise Refused(Ruling(False, "Give the reason. It is kept with your name, and the public is not told it."))
    row = Withdrawal(
        meeting=meeting, what=what, first_page=first, last_page=last, reason=reason, at=datetime.now(UTC), by=actor
    )
    db.session.add(row)
    meeting.sequence += 1
    record(actor, "withdraw from publication", subject(meeting), what=what, pages=[first, last], reason=reason)
    jobs.enqueue(REDACT, meeting_id=meeting.id)
    db.session.flush()
    return row


def public_file(publication: Publication, column: str, gone: Gone) -> File | None:
    """Give a public edition as everybody may have it now; None while its withdrawn pages are being taken out."""
    file = edition_of(getattr(publication, column), Edition.PUBLIC)
    if file is None or not (pages := _withdrawn_pages(publication, column, file, gone)):
        return file
    redacted = publication.redacted.get(column)
    return File.of(redacted["file"]) if redacted and redacted["pages"] == pages else None


def _withdrawn_pages(publication: Publication, column: str, file: File, gone: Gone) -> list[int]:
    """List the pages of a file, counted from its first, that are withdrawn."""
    before = 0 if column == WHOLE else publication.last_page - file.pages
    return [page for page in range(1, file.pages + 1) if before + page in gone.days]


@jobs.job(REDACT)
def redact_job(progress: jobs.Progress, meeting_id: int) -> None:
    """Take the withdrawn pages of a meeting out of its public editions. Doing it again writes the same."""
    store, meeting = Store.of_app(), db.session.get_one(Meeting, meeting_id)
    out, without = publications(meeting), gone(meeting)
    for position, publication in enumerate(out):
        progress(100 * position // len(out), f"Taking pages out of {publication.name}")
        made: dict[str, Any] = {}
        for column in (OWN, WHOLE):
            file = edition_of(getattr(publication, column), Edition.PUBLIC)
            if file is None or not (pages := _withdrawn_pages(publication, column, file, without)):
                continue
            before = 0 if column == WHOLE else publication.last_page - file.pages
            notices = [(str(before + page), without.days[before + page]) for page in pages]
            made[column] = {"pages": pages, "file": _redacted(file, pages, notices, store).plain()}
        publication.redacted = made


def _redacted(file: File, pages: list[int], notices: Sequence[tuple[str, date]], store: Store) -> File:
    with TemporaryDirectory(prefix="redact-") as scratch:
        folder = Path(scratch).resolve()
        shutil.copyfile(store.path(file.sha256), folder / EDITION)
        _draw_notices(folder, notices)
        made = sandbox.run_step(f"{taking_out.__name__}:take_out", folder, sandbox.Limits(), {"pages": pages})
        redacted = folder / taking_out.REDACTED
        store.put(redacted)
        return File(file.edition, sha256_of(redacted), int(made["size"]), file.pages, file.papers)


def _draw_notices(folder: Path, notices: Sequence[tuple[str, date]]) -> None:
    """Draw a notice for each page that is withdrawn, under its number."""
    sheets = {
        day: prepare_own(draw_withdrawn(day_in_words(day, weekday=False)), folder, f"notice-{day}")
        for day in {day for _label, day in notices}
    }
    runs = [
        PageRun(sheets[day], (Stamp(f"Page {label}", "Withdrawn"),), (label,), f"page {label}", "Withdrawn")
        for label, day in notices
    ]
    assemble(runs, folder / taking_out.NOTICES, title="Withdrawn", outline=[OutlineEntry("Withdrawn", 0)])
