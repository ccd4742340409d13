"""Read what is written of a meeting."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from panel.extensions import db
from panel.minute_book.models import Passage, PassageRevision
from panel.minutes.models import Minutes


def passages(minutes: Minutes) -> Sequence[Passage]:
    """Give everything that is written of a meeting, in no order."""
    return db.session.scalars(select(Passage).where(Passage.minutes_id == minutes.id)).all()


def last_writer(passage: Passage) -> str:
    """Name who wrote the words that stand now."""
    return db.session.scalars(
        select(PassageRevision.by).where(
            PassageRevision.passage_id == passage.id, PassageRevision.number == passage.version
        )
    ).one()
