"""Read an agenda with its papers as it stands."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from panel.agendas.models import Item
from panel.agendas.rules import ListedItem, ListedPaper
from panel.extensions import db
from panel.meetings.models import Meeting
from panel.papers.models import Paper


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
