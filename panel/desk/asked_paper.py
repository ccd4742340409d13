"""How a paper was asked for, as the officers' page of that paper tells it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from panel.commissions.models import Approver, Chaser, Clearance, Commission
from panel.commissions.officers_queries import chasers_of, clearances_of, commission_of
from panel.commissions.rules import Awaits
from panel.commissions.standing import Standing, standing_of
from panel.desk import telling
from panel.law.timetable import Deadline
from panel.meetings.standing import State
from panel.papers.models import Paper


@dataclass(frozen=True)
class StageLine:
    """A stage of a paper, as a page shows it."""

    name: str
    deadline: Deadline
    state: State


@dataclass(frozen=True)
class TurnLine:
    """Somebody who clears a paper, in their turn."""

    approver: Approver
    state: State
    clearance: Clearance | None
    now: bool


@dataclass(frozen=True)
class OnPaper:
    """What the page of a paper tells of who writes and who clears it."""

    row: Commission
    standing: Standing
    stages: Sequence[StageLine]
    turns: Sequence[TurnLine]
    chasers: Sequence[Chaser]


def on_paper(paper: Paper, now: datetime) -> OnPaper | None:
    """Tell how a paper was asked for and how far it is now, London's time; None where nobody was asked."""
    row = commission_of(paper)
    if row is None:
        return None
    standing = standing_of(row, now.date())
    # A new appendix is for them to clear too, though they cleared the report.
    stands = {each.approver for each in standing.turns if each.cleared}
    rows = [each for each in clearances_of(row) if each.document_id == paper.document_id]
    cleared = {each.approver_id: each for each in rows if each.approver_id in stands}
    turn = standing.turn
    return OnPaper(
        row,
        standing,
        [StageLine(stage.name, day, stage_state(standing, stage.name, day, now)) for stage, day in standing.stages],
        [
            TurnLine(each, turn_state(each, cleared.get(each.id), turn), cleared.get(each.id), each is turn)
            for each in row.approvers
        ],
        chasers_of(row),
    )


def stage_state(standing: Standing, name: str, deadline: Deadline, now: datetime) -> State:
    """Say how a stage of a paper stands."""
    awaited = next(stage.awaits for stage, _day in standing.stages if stage.name == name) is not Awaits.NOTHING
    done = "Done" if name in standing.met else ""
    said = telling.stands(deadline, now, done=done, owed=awaited)
    return State(said.words.replace("Overdue", "Late"), said.shape)


def turn_state(approver: Approver, clearance: Clearance | None, turn: Approver | None) -> State:
    """Say how it stands with somebody who clears a paper."""
    if clearance:
        return State("Cleared", "disc")
    return State("Their turn", "arrow") if approver is turn else State("Not yet", "circle")
