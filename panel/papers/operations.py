"""Lodge papers under an item, change them, withdraw them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from panel.agendas.models import Item
from panel.audit.changes import Changes, revise
from panel.audit.models import Subject
from panel.audit.operations import record
from panel.extensions import db
from panel.papers.models import Paper


def lodge(item: Item, columns: Mapping[str, Any], *, actor: str) -> Paper:
    """Lodge a paper under an item."""
    paper = Paper(item=item, **columns)
    db.session.add(paper)
    db.session.flush()
    record(actor, "lodge", subject(paper), title=paper.title, access=paper.access.value)
    return paper


def amend(paper: Paper, columns: Mapping[str, Any], *, actor: str) -> Changes:
    """Change a paper: its words, its access, the file it stands for."""
    changes = revise(paper, columns)
    if changes:
        record(actor, "amend", subject(paper), **changes)
    return changes


def withdraw(paper: Paper, *, actor: str) -> None:
    """Withdraw a paper; its record and its file stay."""
    paper.withdrawn = True
    record(actor, "withdraw", subject(paper), title=paper.title)


def subject(paper: Paper) -> Subject:
    """Name a paper in the audit trail, in its item's history: "paper 4/A of warwickshire 2018-03-19"."""
    meeting = paper.item.meeting
    letter = f"/{paper.appendix}" if paper.appendix else ""
    name = f"paper {paper.item.number}{letter} of {meeting.body.slug} {meeting.date.isoformat()}"
    return Subject(name, f"item {paper.item_id}")
