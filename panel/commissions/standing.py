"""How papers that were asked for stand on a day: what comes next, by when, whose move it is. Derived, never stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from panel.commissions.models import Approver, Commission
from panel.commissions.officers_queries import commissions_for, met_by
from panel.commissions.queries import stages_of_each, turns_of
from panel.commissions.rules import Awaits, Stage, Turn, Whose, next_stage, whose_move, whose_turn
from panel.law.timetable import Deadline
from panel.meetings.models import Meeting
from panel.meetings.standing import called_off


@dataclass(frozen=True)
class Standing:
    """How a paper that was asked for stands."""

    commission: Commission
    stages: tuple[tuple[Stage, Deadline], ...]
    """None where the meeting was called off, or its bank holidays are not known."""
    met: frozenset[str]
    turns: tuple[Turn, ...]
    next: tuple[Stage, Deadline] | None
    """The stage that comes next; None where all are behind it."""

    @property
    def turn(self) -> Approver | None:
        """The approver who is to clear it now: there is a file, and it was not queried."""
        paper = self.commission.paper
        number = whose_turn(self.turns)
        if number is None or paper.document_id is None or paper.stage.value in ("queried", "final"):
            return None
        return next(each for each in self.commission.approvers if each.id == number)

    @property
    def waits_for(self) -> str:
        """Name whoever the next stage waits for; empty where it waits for nobody."""
        if self.next is None:
            return ""
        paper = self.commission.paper
        match whose_move(self.next[0], paper.stage, paper.document_id is not None, self.turns):
            case Whose.AUTHOR:
                return self.commission.author.name or self.commission.author.email
            case Whose.APPROVER:
                return (self.turn and (self.turn.user.name or self.turn.user.email)) or ""
            case Whose.OFFICER:
                return "the officers"
            case None:
                return ""

    def is_late(self, today: date) -> bool:
        """Whether the next stage was to be over by now."""
        if self.next is None or self.next[0].awaits is Awaits.NOTHING:
            return False
        last = self.next[1].last_day
        return last is not None and last < today


def standing_of(commission: Commission, today: date) -> Standing:
    """Say how one paper stands."""
    return _standing([commission], [commission.paper.item.meeting], today)[0]


def standings(meetings: Sequence[Meeting], today: date) -> list[Standing]:
    """Say how the papers stand that were asked for meetings, each agenda in its order."""
    return _standing(commissions_for(meetings), meetings, today) if meetings else []


def _standing(commissions: Sequence[Commission], meetings: Sequence[Meeting], today: date) -> list[Standing]:
    if not commissions:
        return []
    known = {meeting.id for meeting in meetings}
    concerned = {each.paper.item.meeting_id for each in commissions} & known
    held = [meeting for meeting in meetings if meeting.id in concerned and not called_off(meeting)]
    stages, turns, found = stages_of_each(held), turns_of(commissions), []
    for each in commissions:
        own, clears = stages.get(each.paper.item.meeting_id, []), turns[each.id]
        met = met_by(each, own, clears)
        counted = [(stage, day.last_day) for stage, day in own if day.last_day]
        coming = next_stage(counted, met, today)
        days = dict(zip((stage.name for stage, _day in own), own, strict=True))
        found.append(Standing(each, tuple(own), met, tuple(clears), days[coming[0].name] if coming else None))
    return found
