"""Write minutes up. Every save is a revision; what somebody else wrote meanwhile is never written over."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from panel.audit.operations import record
from panel.extensions import db
from panel.law.ruling import Refused, Ruling
from panel.minute_book.models import Passage, PassageRevision, Written
from panel.minutes.models import Minutes
from panel.minutes.operations import subject
from panel.minutes.queries import confirmed
from panel.minutes.rules import may_change
from panel.papers.models import PaperAccess

ONE_SITTING = timedelta(minutes=2)
"""Saves of one writer that follow each other so closely are one revision: a page saves as one types."""


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
) -> Passage:
    """Write what the minutes say of an item; `seen` is the revision it was written from, 0 where nothing stood there.

    The same words sent again change nothing. Raises Refused once the minutes were confirmed, and WrittenMeanwhile.
    """
    passage = db.session.scalar(
        select(Passage)
        .where(Passage.minutes_id == minutes.id, Passage.item == item, Passage.access == access, Passage.what == what)
        .with_for_update()
    )
    if (passage.text if passage else "") == text:
        return passage or Passage(minutes=minutes, item=item, access=access, what=what, text="", version=0)
    ruling = may_change(confirmed(minutes.meeting).get(access))
    if not ruling:
        raise Refused(ruling)
    latest = None
    if passage is None:
        passage = Passage(minutes=minutes, item=item, access=access, what=what, version=0)
        db.session.add(passage)
    else:
        latest = db.session.scalars(
            select(PassageRevision).where(
                PassageRevision.passage_id == passage.id, PassageRevision.number == passage.version
            )
        ).one()
        if passage.version != seen:
            raise WrittenMeanwhile(passage, latest.by)
    passage.text = text
    if latest is not None and latest.by == actor and now - latest.at < ONE_SITTING:
        latest.text = text
    else:
        passage.version += 1
        db.session.flush()
        db.session.add(PassageRevision(passage_id=passage.id, number=passage.version, text=text, by=actor, at=now))
        record(actor, "write", f"item {item or 'opening'} in {subject(minutes)}", revision=passage.version)
    db.session.flush()
    return passage
