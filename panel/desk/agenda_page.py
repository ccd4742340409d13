"""An agenda as its officer works on it: each item with its papers, its time, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from panel.agendas.arranging import clock_times, ends
from panel.agendas.models import AgendaAsPublished, Item
from panel.agendas.queries import as_published, every_item
from panel.agendas.rules import AgendaChange, Change, ItemKind, ListedItem, changes_since, depth
from panel.extensions import db
from panel.meetings.models import Meeting
from panel.papers.models import Paper
from panel.papers.queries import listed
from panel.questions.models import Question, QuestionState
from panel.questions.queries import questions_to

CHANGED = {
    Change.ITEM_ADDED: "Item {item} was added: {title}",
    Change.ITEM_WITHDRAWN: "Item {item} was withdrawn: {title}",
    Change.ITEM_RETITLED: "Item {item} was called “{before}”, and is now “{title}”",
    Change.ITEM_RENUMBERED: "Item {before} is now item {item}: {title}",
    Change.ITEM_MOVED: "Item {item} was moved: {title}",
    Change.PAPER_ADDED: "A paper was added under item {item}: {title}",
    Change.PAPER_WITHDRAWN: "A paper was withdrawn from item {item}: {title}",
    Change.PAPER_RETITLED: "A paper under item {item} was called “{before}”, and is now “{title}”",
    Change.PAPER_RELETTERED: "A paper under item {item} has another letter: {title}",
    Change.PAPER_REPLACED: "A paper under item {item} was replaced: {title}",
    Change.PAPER_OPENED: "A paper under item {item} was made public: {title}",
    Change.PAPER_WITHHELD: "A paper under item {item} was made exempt: {title}",
}


@dataclass(frozen=True)
class Line:
    """An item in its place."""

    item: Item
    papers: Sequence[Paper]
    begins: time | None
    depth: int
    first: bool
    """Whether no item of its level stands before it within the same item; so it cannot go up."""
    last: bool
    questions: Sequence[Question] = ()
    """Accepted ones, under the item where the public asks."""


@dataclass(frozen=True)
class Page:
    """An agenda, what was taken off it, and what differs from it as it was published."""

    lines: Sequence[Line]
    withdrawn: Sequence[Item]
    published: AgendaAsPublished | None
    changes: Sequence[str]
    ends: time | None


def agenda_page(meeting: Meeting) -> Page:
    """Bring together what the page of an agenda shows, in the same few questions however long it is."""
    rows = every_item(meeting)
    papers: dict[int, list[Paper]] = {}
    for paper in db.session.scalars(
        select(Paper)
        .join(Item)
        .where(Item.meeting_id == meeting.id, Paper.withdrawn.is_(False))
        .options(joinedload(Paper.document))
        .order_by(Paper.position)
    ):
        papers.setdefault(paper.item_id, []).append(paper)
    standing = [row for row in rows if not row.withdrawn]
    shown = [row for row in rows if meeting.published or not row.withdrawn]
    times = clock_times(meeting.start, [*(row.minutes for row in standing), None])
    begins = dict(zip((row.id for row in standing), times, strict=False))
    accepted = _accepted(meeting, standing)
    published = as_published(meeting)
    return Page(
        lines=[
            Line(
                item=row,
                papers=papers.get(row.id, ()),
                begins=begins.get(row.id),
                depth=depth(row.number),
                first=first,
                last=last,
                questions=accepted if row.kind is ItemKind.PUBLIC_QUESTIONS else (),
            )
            for row, (first, last) in zip(shown, ends([depth(row.number) for row in shown]), strict=True)
        ],
        withdrawn=[row for row in rows if row.withdrawn and not meeting.published],
        published=published,
        changes=_changes(published, [listed(row, papers.get(row.id, ())) for row in standing]),
        ends=times[-1],
    )


def _accepted(meeting: Meeting, rows: Sequence[Item]) -> Sequence[Question]:
    if not any(row.kind is ItemKind.PUBLIC_QUESTIONS for row in rows):
        return ()
    return [each for each in questions_to(meeting) if each.state is QuestionState.ACCEPTED]


def _changes(published: AgendaAsPublished | None, now: Sequence[ListedItem]) -> list[str]:
    # An agenda of which it was not kept what it was has nothing to be compared with.
    if published is None or not published.items:
        return []
    return [_told(change) for change in changes_since([ListedItem.of(each) for each in published.items], now)]


def _told(change: AgendaChange) -> str:
    return CHANGED[change.what].format(item=change.item, title=change.title, before=change.before)
