"""Withdraw pages from publication: out of every public copy at once, with a notice under the same numbers.

From the moment of the withdrawal no public copy with those pages is given any more; the worker then puts notices in
their place, and the copies without them follow.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from panel import jobs
from panel.audit.operations import record
from panel.documents import sandbox
from panel.documents.store import Store, sha256_of
from panel.extensions import db
from panel.law.ruling import Refused
from panel.law.words import day_in_words, one_line
from panel.meetings.models import Meeting
from panel.meetings.operations import hold, subject
from panel.packs import taking_out
from panel.packs.contents import Edition
from panel.packs.divider import draw_withdrawn
from panel.packs.looking import EDITION
from panel.packs.models import Publication, Withdrawal
from panel.packs.published import File, Gone, edition_of, gone, publications
from panel.packs.rules import may_withdraw
from panel.packs.supplement import kept_name
from panel.pdf.assemble import OutlineEntry, PageRun, Stamp, assemble
from panel.pdf.canonical import prepare_own

REDACT = "redact publications"
OWN, WHOLE = "files", "whole"
"""A publication's columns of files: its own, and those with everything before it."""


def places_out(meeting: Meeting) -> dict[int, tuple[str, list[tuple[int, int]]]]:
    """Give each paper that was published to everyone, by record: its name, and its pages in every publication.

    One that a supplement replaced or took off the agenda is still on its former pages.
    """
    out = publications(meeting)
    whole = edition_of(out[-1].whole, Edition.PUBLIC) if out else None
    names = {
        paper["id"]: f"Item {item['number']}, {kept_name(paper)}"
        for publication in out
        for item in publication.agenda["items"]
        for paper in item["papers"]
    }
    found: dict[int, tuple[str, list[tuple[int, int]]]] = {}
    for placed in whole.papers if whole else ():
        found.setdefault(placed.paper, (names[placed.paper], []))[1].append((placed.first, placed.last))
    return found


def withdraw(meeting: Meeting, what: str, ranges: Sequence[tuple[int, int]], reason: str, *, actor: str) -> None:
    """Take pages of the public series out of every public copy. Raises Refused."""
    out = publications(meeting)
    reason, pages = one_line(reason), out[-1].last_page if out else 0
    ruling = may_withdraw(ranges, pages, reason)
    if not ruling:
        raise Refused(ruling)
    now = datetime.now(UTC)
    db.session.add_all(
        Withdrawal(meeting=meeting, what=what, first_page=first, last_page=last, reason=reason, at=now, by=actor)
        for first, last in ranges
    )
    meeting.sequence += 1
    said = [list(each) for each in ranges]
    record(actor, "withdraw from publication", subject(meeting), what=what, pages=said, reason=reason)
    jobs.enqueue(REDACT, meeting_id=meeting.id)
    db.session.flush()


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
    store = Store.of_app()
    while True:
        meeting = db.session.get_one(Meeting, meeting_id)
        out, without = publications(meeting), gone(meeting)
        made = {}
        for position, publication in enumerate(out):
            progress(100 * position // len(out), f"Taking pages out of {publication.name}")
            made[publication.id] = _without(publication, without, store)
        db.session.rollback()
        hold(db.session.get_one(Meeting, meeting_id))
        now = publications(meeting)
        if gone(meeting) == without and len(now) == len(made):
            break
        db.session.rollback()  # more was withdrawn or published meanwhile: what was made is out of date
    for publication in now:
        publication.redacted = made[publication.id]


def _without(publication: Publication, without: Gone, store: Store) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for column in (OWN, WHOLE):
        file = edition_of(getattr(publication, column), Edition.PUBLIC)
        if file is None or not (pages := _withdrawn_pages(publication, column, file, without)):
            continue
        before = 0 if column == WHOLE else publication.last_page - file.pages
        notices = [(str(before + page), without.days[before + page]) for page in pages]
        made[column] = {"pages": pages, "file": _redacted(file, pages, notices, store).plain()}
    return made


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
