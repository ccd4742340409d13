"""Write minutes up. Every save is a revision; what somebody else wrote meanwhile is never written over."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from panel.audit.operations import record
from panel.extensions import db
from panel.law.ruling import Refused, Ruling
from panel.minute_book.models import Passage, PassageRevision, Written
from panel.minutes.models import Minutes
from panel.minutes.operations import keep_open, subject
from panel.minutes.queries import confirmed
from panel.minutes.rules import may_change
from panel.papers.models import PaperAccess

ONE_SITTING = timedelta(minutes=2)
"""Saves of one writer that follow each other so closely are one revision: a page saves as one types."""

LONGEST_PASSAGE = 20_000
"""The most characters that an officer can write of an item: anybody may ask for their PDF, which is set at once."""


class WrittenMeanwhile(Refused):
    """Words that rest on a revision which somebody else has followed by another; `passage` says what stands now."""

    def __init__(self, passage: Passage, by: str) -> None:
        super().__init__(Ruling(False, f"{by} wrote here meanwhile. Nothing of yours was saved yet."))
        self.passage, self.by = passage, by


def write(
    minutes: Minutes,
    item: str,
    text: str,
    *,
    seen: int,
    now: datetime,
    actor: str,
    access: PaperAccess = PaperAccess.PUBLIC,
    what: Written = Written.NARRATIVE,
    apart: bool = False,
) -> Passage:
    """Write what the minutes say of an item; `seen` is the revision it was written from, 0 where nothing stood there.

    The same words sent again change nothing, and words that only go on from what stands take nothing from anybody.
    `apart`: as a revision of its own, however soon after the last. Raises Refused once the minutes were confirmed, and
    WrittenMeanwhile.
    """
    keep_open(minutes)
    passage = _held(minutes, item, access, what)
    if (passage.text if passage else "") == text:
        return passage or Passage(minutes_id=minutes.id, item=item, access=access, what=what, text="", version=0)
    ruling = may_change(confirmed(minutes.meeting).get(access))
    if not ruling:
        raise Refused(ruling)
    passage = passage or _begun(minutes, item, access, what)
    latest = latest_of(passage)
    if latest and passage.version != seen and not (passage.text and text.startswith(passage.text)):
        raise WrittenMeanwhile(passage, latest.by)
    passage.text = text
    passage.version += 1
    goes_on = latest and latest.by == actor and now - latest.at < ONE_SITTING and len(text) >= len(latest.text)
    if latest and goes_on and not apart and not latest.confirmation_id:
        # A number of its own all the same, so that a second window of the same writer is told.
        latest.text, latest.number = text, passage.version
    else:
        db.session.add(PassageRevision(passage_id=passage.id, number=passage.version, text=text, by=actor, at=now))
        record(actor, "write", f"item {item or 'opening'} in {subject(minutes)}", revision=passage.version)
    db.session.flush()
    return passage


def _held(minutes: Minutes, item: str, access: PaperAccess, what: Written) -> Passage | None:
    return db.session.scalar(
        select(Passage)
        .where(Passage.minutes_id == minutes.id, Passage.item == item, Passage.access == access, Passage.what == what)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def _begun(minutes: Minutes, item: str, access: PaperAccess, what: Written) -> Passage:
    """Begin a passage, or give the one that somebody else began in this moment."""
    passage = Passage(minutes_id=minutes.id, item=item, access=access, what=what, version=0)
    try:
        with db.session.begin_nested():
            db.session.add(passage)
    except IntegrityError:
        found = _held(minutes, item, access, what)
        if found is None:
            raise
        return found
    return passage


def latest_of(passage: Passage) -> PassageRevision | None:
    """Give what a passage says as its last writer left it; None where nobody wrote it yet."""
    return db.session.scalar(
        select(PassageRevision).where(
            PassageRevision.passage_id == passage.id, PassageRevision.number == passage.version
        )
    )


def put_back(passage: Passage, revision: PassageRevision, *, seen: int, now: datetime, actor: str) -> Passage:
    """Let a passage say again what it said in an earlier revision. Raises Refused as `write` does."""
    return write(
        passage.minutes,
        passage.item,
        revision.text,
        seen=seen,
        now=now,
        actor=actor,
        access=passage.access,
        what=passage.what,
        apart=True,
    )
