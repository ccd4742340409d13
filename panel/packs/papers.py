"""Which papers of a meeting can be printed, under which names, and what is known of their files.

Of an exempt paper it reads the columns that the agenda may name, and never its document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Row, and_, or_, select

from panel.agendas.models import Item as AgendaItem
from panel.documents.models import Document
from panel.extensions import db
from panel.meetings.models import Meeting
from panel.papers.models import Paper as PaperRecord
from panel.papers.models import PaperAccess, PaperComparison

_COMPARED = (
    select(PaperComparison.id)
    .where(PaperComparison.paper_id == PaperRecord.id, PaperComparison.document_id == PaperRecord.document_id)
    .exists()
)
_AWAITED = and_(
    PaperRecord.access == PaperAccess.PUBLIC,
    or_(
        and_(PaperRecord.document_id.is_(None), PaperRecord.drawn.is_(None)),
        and_(PaperRecord.redacts_id.is_not(None), ~_COMPARED),
    ),
)
"""A paper of which there is nothing to print yet: one that somebody was asked for, and the public copy of an exempt
one before an officer compared the two."""


@dataclass(frozen=True)
class PaperFacts:
    """What the site says of a public paper's file, and which file it is."""

    document_id: int
    pages: int
    size: int
    """Bytes of the prepared PDF."""
    sha256: str
    """Of the prepared PDF."""
    kind: str
    """What came in: "Word", "PDF"."""
    released_on: date | None = None
    """When it was made public after it had been exempt."""


def paper_facts(meeting: Meeting) -> dict[str, PaperFacts]:
    """Give the facts of each public paper's file, by the paper's key."""
    documents = public_documents(meeting)
    released = _released(meeting)
    return {
        key: PaperFacts(
            document_id=documents[number].id,
            pages=documents[number].pages or 0,
            size=documents[number].prepared_size or 0,
            sha256=documents[number].prepared_sha256 or "",
            kind=documents[number].kind or "PDF",
            released_on=released.get(number),
        )
        for number, key in paper_keys(meeting).items()
        if number in documents
    }


def paper_keys(meeting: Meeting) -> dict[int, str]:
    """Name each paper of a meeting by its key: "4", "4/A1"."""
    numbers = {
        item.id: item.number
        for item in db.session.scalars(select(AgendaItem).where(AgendaItem.meeting_id == meeting.id))
    }
    return {
        row.id: key(numbers[item_id], name, part)
        for item_id, rows in papers_by_item(meeting).items()
        for row, name, part in named_appendices(rows)
    }


def key(item: str, appendix: str | None, part: int = 1) -> str:
    """Make a paper's key from its item's number and its appendix; `part` tells several reports apart."""
    if appendix:
        return f"{item}/{appendix}"
    return item if part == 1 else f"{item}/report-{part}"


def named_appendices(rows: Sequence[Row]) -> Iterable[tuple[Row, str | None, int]]:
    """Give each paper of an item with its appendix as printed and its part.

    "B" for an appendix of one file, "A1" and "A2" for the parts of one letter; None for the report, and again for a
    second report, which is part 2.
    """
    shared = Counter(row.appendix for row in rows)
    seen: Counter[str | None] = Counter()
    for row in rows:
        seen[row.appendix] += 1
        part = seen[row.appendix]
        if row.appendix is None:
            yield row, None, part
        else:
            yield row, f"{row.appendix}{part}" if shared[row.appendix] > 1 else row.appendix, part


def awaited(meeting: Meeting) -> set[int]:
    """Name the items that have a paper of which there is nothing to print yet."""
    rows = db.session.scalars(
        select(PaperRecord.item_id)
        .join(AgendaItem, PaperRecord.item_id == AgendaItem.id)
        .where(AgendaItem.meeting_id == meeting.id, PaperRecord.withdrawn.is_(False), _AWAITED)
    )
    return set(rows)


def papers_by_item(meeting: Meeting) -> Mapping[int, list[Row]]:
    """Read what the agenda says of each paper: never its document, so that an exempt file stays unread."""
    rows = db.session.execute(
        select(
            PaperRecord.id,
            PaperRecord.item_id,
            PaperRecord.title,
            PaperRecord.appendix,
            PaperRecord.access,
            PaperRecord.exempt_paragraphs,
            PaperRecord.drawn,
        )
        .join(AgendaItem, PaperRecord.item_id == AgendaItem.id)
        .where(
            AgendaItem.meeting_id == meeting.id,
            PaperRecord.withdrawn.is_(False),
            AgendaItem.withdrawn.is_(False),
            ~_AWAITED,
        )
        .order_by(AgendaItem.position, PaperRecord.position)
    )
    by_item: dict[int, list[Row]] = {}
    for row in rows:
        by_item.setdefault(row.item_id, []).append(row)
    return by_item


def public_documents(meeting: Meeting) -> dict[int, Document]:
    """Give the files of public papers, by the paper's record."""
    rows = db.session.execute(
        select(PaperRecord.id, Document)
        .join(AgendaItem, PaperRecord.item_id == AgendaItem.id)
        .join(Document, PaperRecord.document_id == Document.id)
        .where(
            AgendaItem.meeting_id == meeting.id,
            PaperRecord.access == PaperAccess.PUBLIC,
            ~_AWAITED,
            PaperRecord.withdrawn.is_(False),
            AgendaItem.withdrawn.is_(False),
        )
    )
    return {row.id: row.Document for row in rows}


def _released(meeting: Meeting) -> dict[int, date]:
    rows = db.session.execute(
        select(PaperRecord.id, PaperRecord.released_on)
        .join(AgendaItem, PaperRecord.item_id == AgendaItem.id)
        .where(
            AgendaItem.meeting_id == meeting.id,
            PaperRecord.access == PaperAccess.PUBLIC,
            PaperRecord.released_on.is_not(None),
        )
    )
    return {row.id: row.released_on for row in rows}
