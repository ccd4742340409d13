"""Read an agenda with its papers as it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from panel.agendas.models import Item
from panel.agendas.rules import ListedItem, ListedPaper
from panel.documents.models import Document
from panel.extensions import db
from panel.meetings.models import Meeting
from panel.papers.models import (
    AccessDecision,
    HandedIn,
    HandedInState,
    Paper,
    PaperAccess,
    PaperComparison,
    PaperStep,
    PaperVersion,
)


def agenda_of(meeting: Meeting) -> list[tuple[Item, list[Paper]]]:
    """Give a meeting's items with their papers, exempt ones too, in order: as it stands, published or not."""
    papers: dict[int, list[Paper]] = {}
    for paper in db.session.scalars(
        select(Paper)
        .join(Item)
        .where(Item.meeting_id == meeting.id, Paper.withdrawn.is_(False))
        .options(joinedload(Paper.document))
        .order_by(Paper.position)
    ):
        papers.setdefault(paper.item_id, []).append(paper)
    items = db.session.scalars(
        select(Item).where(Item.meeting_id == meeting.id, Item.withdrawn.is_(False)).order_by(Item.position)
    )
    return [(item, papers.get(item.id, [])) for item in items]


def agenda_as_it_stands(meeting: Meeting) -> tuple[ListedItem, ...]:
    """Give a meeting's items with their papers, in order, as `agendas.rules.changes_since` compares them.

    Of a paper it takes the file's digest and nothing that is in it.
    """
    return tuple(listed(item, papers) for item, papers in agenda_of(meeting))


def listed(item: Item, papers: Iterable[Paper]) -> ListedItem:
    """Give an item with its papers as an agenda lists it."""
    return ListedItem(item.number, item.title, item.kind.value, tuple(map(_listed, papers)))


def _listed(paper: Paper) -> ListedPaper:
    return ListedPaper(
        paper.title, paper.appendix, paper.access.value, paper.document.sha256 if paper.document else None
    )


def papers_under(item: Item) -> Sequence[Paper]:
    """Give an item's papers in order, those that were withdrawn last."""
    return db.session.scalars(
        select(Paper)
        .where(Paper.item_id == item.id)
        .options(joinedload(Paper.document), joinedload(Paper.redacts))
        .order_by(Paper.withdrawn, Paper.position, Paper.id)
    ).all()


def arriving_under(item: Item) -> Sequence[HandedIn]:
    """Give the files under an item that wait, are being read, or were refused."""
    return db.session.scalars(
        select(HandedIn)
        .where(HandedIn.item_id == item.id, HandedIn.state.in_((HandedInState.WAITING, HandedInState.REFUSED)))
        .options(joinedload(HandedIn.job))
        .order_by(HandedIn.id)
    ).all()


def versions_of(paper: Paper) -> Sequence[PaperVersion]:
    """Give a paper's files, the newest first."""
    return versions_of_each([paper])[paper.id]


def versions_of_each(papers: Iterable[Paper]) -> dict[int, list[PaperVersion]]:
    """Give the files of papers, the newest first, by the paper's number."""
    found: dict[int, list[PaperVersion]] = {paper.id: [] for paper in papers}
    for row in db.session.scalars(
        select(PaperVersion)
        .where(PaperVersion.paper_id.in_(found))
        .options(joinedload(PaperVersion.document))
        .order_by(PaperVersion.number.desc())
    ):
        found[row.paper_id].append(row)
    return found


def steps_of(paper: Paper) -> Sequence[PaperStep]:
    """Give the states that a paper came to, the latest first."""
    return db.session.scalars(
        select(PaperStep).where(PaperStep.paper_id == paper.id).order_by(PaperStep.id.desc())
    ).all()


def decisions_of(paper: Paper) -> Sequence[AccessDecision]:
    """Give what was decided of a paper's access, the latest first."""
    return db.session.scalars(
        select(AccessDecision).where(AccessDecision.paper_id == paper.id).order_by(AccessDecision.id.desc())
    ).all()


def is_exempt_elsewhere(item: Item, sha256: str) -> bool:
    """Say whether these very bytes are, or wait to be, an exempt paper of the same meeting."""
    of_meeting = Item.meeting_id == item.meeting_id
    kept = select(Paper.id).join(Item, Paper.item_id == Item.id).join(Document, Paper.document_id == Document.id)
    kept = kept.where(of_meeting, Document.sha256 == sha256, Paper.access == PaperAccess.EXEMPT)
    waiting = select(HandedIn.id).join(Item, HandedIn.item_id == Item.id)
    waiting = waiting.where(
        of_meeting,
        HandedIn.sha256 == sha256,
        HandedIn.access == PaperAccess.EXEMPT,
        HandedIn.state == HandedInState.WAITING,
    )
    return bool(db.session.scalar(kept.limit(1)) or db.session.scalar(waiting.limit(1)))


def compared_under(item: Item) -> set[tuple[int, int, int]]:
    """Name the files under an item that were compared: the public copy, its file, the file of the full paper."""
    rows = db.session.execute(
        select(PaperComparison.paper_id, PaperComparison.document_id, PaperComparison.full_document_id)
        .join(Paper, PaperComparison.paper_id == Paper.id)
        .where(Paper.item_id == item.id)
    )
    return {(row.paper_id, row.document_id, row.full_document_id) for row in rows}
