"""Say for the check which papers of a meeting wait for somebody who clears them."""

from __future__ import annotations

from sqlalchemy import select

from panel.accounts.models import User
from panel.accounts.operations import named
from panel.agendas.models import Item
from panel.checks.dossier import Waits
from panel.commissions.queries import commissions_of, turns_of
from panel.extensions import db
from panel.meetings.models import Meeting
from panel.papers.models import Paper, PaperStep
from panel.papers.rules import PaperStage


def waiting(meeting: Meeting) -> dict[int, Waits]:
    """Say for whom papers that have a file wait, by the paper's number.

    One that is merely received, and that nobody was asked to clear, waits for nobody.
    """
    asked = {each.paper_id: each for each in commissions_of(meeting)}
    turns = turns_of(list(asked.values())) if asked else {}
    sent_back = _sent_back(meeting)
    found = {}
    for number, (by, file) in sent_back.items():
        approvers = asked[number].approvers if number in asked else ()
        who = next((_called(each.what, each.user) for each in approvers if named(each.user) == by), "")
        found[number] = Waits((who or by.partition(" <")[0] or "An officer",), file, change=True)
    for number, commission in asked.items():
        paper = commission.paper
        if paper.stage is not PaperStage.RECEIVED or paper.document_id is None:
            continue
        left = {turn.approver for turn in turns[commission.id] if not turn.cleared}
        who_left = tuple(_called(each.what, each.user) for each in commission.approvers if each.id in left)
        if who_left:
            found[number] = Waits(who_left, str(paper.document_id))
    return found


def _called(what: str, user: User) -> str:
    return f"{what} ({user.name or user.email})"


def _sent_back(meeting: Meeting) -> dict[int, tuple[str, str]]:
    """Give who sent back papers last, and which file, by the paper's number."""
    rows = db.session.execute(
        select(Paper.id, PaperStep.by, Paper.document_id)
        .join(Item, Paper.item_id == Item.id)
        .outerjoin(PaperStep, (PaperStep.paper_id == Paper.id) & (PaperStep.stage == PaperStage.QUERIED))
        .where(
            Item.meeting_id == meeting.id,
            Paper.stage == PaperStage.QUERIED,
            Paper.withdrawn.is_(False),
            Paper.document_id.is_not(None),
        )
        .order_by(PaperStep.id)
    )
    return {number: (by or "", str(file)) for number, by, file in rows}  # the last of each stays
