"""Withhold papers and release them, and keep the agenda's resolution to exclude the public where it must stand.

Withholding is the proper officer's decision (LGA 1972, s.100B(2)); excluding the public is the meeting's
(s.100A(4)), so that the agenda asks it to consider a resolution, which is drafted from the papers themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from panel.agendas import operations as agendas
from panel.agendas.models import Item
from panel.agendas.rules import ItemKind
from panel.agendas.wording import ExemptLine
from panel.audit.operations import record
from panel.extensions import db
from panel.law.exemptions import description
from panel.law.ruling import Refused, Ruling
from panel.meetings import operations as meetings
from panel.meetings.models import Meeting
from panel.papers import rules
from panel.papers.models import AccessDecision, Paper, PaperAccess
from panel.papers.operations import amend, subject
from panel.papers.queries import agenda_of
from panel.papers.rules import Placed

TITLE = "Exclusion of the public"
MEANWHILE = Ruling(False, "Somebody else recorded a decision meanwhile. Look at it below before you record yours.")
PUBLISHED = Ruling(
    False,
    "The agenda is published, so its items keep their numbers. Ask the Chair to have the resolution taken before this "
    "item.",
)


@dataclass(frozen=True)
class Decision:
    """A decision of the proper officer."""

    decided_by: str
    decided_on: date
    reason: str = ""
    """Of an exemption the weighing of the public interest; of a release why it is exempt no longer."""
    paragraphs: tuple[int, ...] = ()
    review_on: date | None = None


def withhold(paper: Paper, decision: Decision, seen: int, today: date, *, actor: str) -> None:
    """Make a paper exempt, or change the decision that it is; the agenda gets its item to exclude the public.

    `seen` is the last decision that the officer saw. Raises Refused where a rule is not met, or a decision came since.
    """
    meetings.hold(paper.item.meeting)  # nobody publishes it while it is being withheld
    nation, paragraphs = paper.item.meeting.body.nation, sorted(set(decision.paragraphs))
    for ruling in (
        rules.paragraphs_stated(nation, paragraphs),
        rules.public_interest_weighed(nation, paragraphs, decision.reason),
        rules.decided_by(decision.decided_by),
        rules.decided_on(decision.decided_on, today),
        rules.reviewed_on(decision.review_on, decision.decided_on),
    ):
        if not ruling:
            raise Refused(ruling)
    _keep(paper, PaperAccess.EXEMPT, decision, seen, actor)
    columns = {
        "access": PaperAccess.EXEMPT,
        "exempt_paragraphs": paragraphs,
        "public_interest": decision.reason,
        "review_on": decision.review_on,
        "released_on": None,
    }
    amend(paper, columns, actor=actor)
    record(actor, "withhold", subject(paper), by=decision.decided_by, paragraphs=paragraphs)
    if exclusion_of(paper.item.meeting) is None:
        _draft_exclusion(paper.item.meeting, today, actor)


def release(paper: Paper, decision: Decision, seen: int, today: date, *, actor: str) -> None:
    """Make an exempt paper public. Of a published agenda it says from then on when it was released.

    Raises Refused where a rule is not met, where it is public already, or where a decision came since.
    """
    for ruling in (
        Ruling(bool(decision.reason), "Say why it is exempt no longer."),
        rules.decided_by(decision.decided_by),
        rules.decided_on(decision.decided_on, today),
        Ruling(paper.access is PaperAccess.EXEMPT, "This paper is public already."),
    ):
        if not ruling:
            raise Refused(ruling)
    _keep(paper, PaperAccess.PUBLIC, decision, seen, actor)
    columns: dict[str, Any] = {
        "access": PaperAccess.PUBLIC,
        "exempt_paragraphs": [],
        "public_interest": "",
        "review_on": None,
        "released_on": today if paper.item.meeting.published else None,
    }
    amend(paper, columns, actor=actor)
    record(actor, "release", subject(paper), by=decision.decided_by, reason=decision.reason)


def _keep(paper: Paper, access: PaperAccess, decision: Decision, seen: int, actor: str) -> None:
    if last_decision(paper) != seen:
        raise Refused(MEANWHILE)
    row = AccessDecision(
        paper_id=paper.id,
        follows=seen,
        access=access,
        paragraphs=sorted(set(decision.paragraphs)),
        reason=decision.reason,
        decided_by=decision.decided_by,
        decided_on=decision.decided_on,
        review_on=decision.review_on,
        by=actor,
        at=datetime.now(UTC),
    )
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        raise Refused(MEANWHILE) from None


def last_decision(paper: Paper) -> int:
    """Give the number of the last decision on a paper; 0 where there is none."""
    return db.session.scalar(select(func.max(AccessDecision.id)).where(AccessDecision.paper_id == paper.id)) or 0


def exclusion_of(meeting: Meeting) -> Item | None:
    """Give the item at which a meeting is asked to exclude the public."""
    return db.session.scalar(
        select(Item)
        .where(Item.meeting_id == meeting.id, Item.kind == ItemKind.EXCLUSION, Item.withdrawn.is_(False))
        .order_by(Item.position)
        .limit(1)
    )


def _draft_exclusion(meeting: Meeting, today: date, actor: str) -> None:
    items = [item for item in _items(meeting) if "(" not in item.number]
    columns = {"title": TITLE, "kind": ItemKind.EXCLUSION}
    agendas.add(meeting, columns, items[-1] if items else None, part=False, today=today, actor=actor)


def stands(item: Item) -> Ruling:
    """Say whether an item stands behind the exclusion of the public."""
    return rules.behind_exclusion(_placed(_items(item.meeting)), item.number)


def can_move(item: Item) -> Ruling:
    """Say whether an item can be moved behind the exclusion of the public here."""
    if item.meeting.published:
        return PUBLISHED
    if "(" in item.number:
        return Ruling(False, "A sub-item moves only together with its item: move it on the agenda itself.")
    return Ruling(True)


def move_behind(item: Item, *, actor: str) -> None:
    """Move an item, with what stands under it, behind the exclusion of the public; the items are numbered anew.

    Raises Refused where it cannot move; one that stands there stays.
    """
    ruling = can_move(item)
    if not ruling:
        raise Refused(ruling)
    exclusion = exclusion_of(item.meeting)
    if exclusion is not None and not stands(item):
        agendas.place(item, exclusion.id, 0, seen=item.meeting.agenda_version, actor=actor)


def public_twins(paper: Paper) -> Sequence[Paper]:
    """Give the public papers of the same meeting that have an exempt paper's very file."""
    return db.session.scalars(
        select(Paper)
        .join(Item, Paper.item_id == Item.id)
        .where(
            Item.meeting_id == paper.item.meeting_id,
            Paper.id != paper.id,
            Paper.document_id == paper.document_id,
            Paper.access == PaperAccess.PUBLIC,
            Paper.withdrawn.is_(False),
        )
        .options(joinedload(Paper.item))
        .order_by(Paper.id)
    ).all()


def exempt_lines(meeting: Meeting) -> list[ExemptLine]:
    """Name a meeting's exempt papers as the drafted resolution does."""
    return [
        ExemptLine(item.number, paper.appendix, paper.title, description(meeting.body.nation, paper.exempt_paragraphs))
        for item, papers in agenda_of(meeting)
        for paper in papers
        if paper.access is PaperAccess.EXEMPT
    ]


def _items(meeting: Meeting) -> Sequence[Item]:
    return db.session.scalars(
        select(Item).where(Item.meeting_id == meeting.id, Item.withdrawn.is_(False)).order_by(Item.position)
    ).all()


def _placed(items: Sequence[Item]) -> list[Placed]:
    return [Placed(item.number, item.kind is ItemKind.EXCLUSION) for item in items]
