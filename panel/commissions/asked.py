"""What is asked of one person, as their own pages show it: what is theirs to do now, by when, and for whom it waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from panel.access import opens_asked
from panel.accounts.models import User
from panel.commissions.models import Approver, Commission
from panel.commissions.queries import asked_of, stages_of_each, turns_of
from panel.commissions.rules import Awaits, Stage, Turn, met, whose_turn
from panel.law.timetable import Deadline
from panel.meetings.standing import called_off
from panel.papers.rules import PaperStage


@dataclass(frozen=True)
class Dated:
    """A stage with its last day, and whether what it awaits is there."""

    stage: Stage
    deadline: Deadline
    met: bool

    @property
    def day(self) -> date:
        """Its last day."""
        day = self.deadline.last_day
        if day is None:
            raise LookupError("a stage is counted back from a known day")
        return day


@dataclass(frozen=True)
class Task:
    """A paper that somebody is asked to write or to clear."""

    commission: Commission
    user: User
    turns: Sequence[Turn]
    stages: Sequence[Dated]
    today: date

    @property
    def writes(self) -> bool:
        """Whether they are its author."""
        return self.commission.author_id == self.user.id

    @property
    def clears(self) -> Sequence[Approver]:
        """Their own turns."""
        return [each for each in self.commission.approvers if each.user_id == self.user.id]

    @property
    def turn(self) -> Approver | None:
        """Who is to clear it next, once there is a file."""
        number = whose_turn(self.turns)
        return next((each for each in self.commission.approvers if each.id == number), None)

    @property
    def cleared(self) -> frozenset[int]:
        """The numbers of the approvers who cleared what stands."""
        return frozenset(each.approver for each in self.turns if each.cleared)

    @property
    def over(self) -> bool:
        """Whether the meeting has taken place."""
        return self.commission.paper.item.meeting.date < self.today

    @property
    def to_write(self) -> bool:
        """Whether it is for them to hand a file in now: the first, or one that answers a query."""
        paper = self.commission.paper
        wanted = paper.document_id is None or paper.stage is PaperStage.QUERIED
        return self.writes and wanted and not self.over and self.off != "cancelled"

    @property
    def to_judge(self) -> Approver | None:
        """Their turn, where it is that now, or will be when the author has answered: they may clear it after all."""
        paper = self.commission.paper
        stands = paper.stage in (PaperStage.RECEIVED, PaperStage.QUERIED)
        ready = paper.document_id is not None and stands and not self.over
        return self.turn if ready and self.turn and self.turn.user_id == self.user.id else None

    @property
    def to_clear(self) -> Approver | None:
        """Their turn, where it is that now."""
        return self.to_judge if self.commission.paper.stage is PaperStage.RECEIVED else None

    @property
    def theirs(self) -> bool:
        """Whether the next step is theirs."""
        return self.to_write or self.to_clear is not None

    @property
    def stands(self) -> str:
        """Say with whom it is, in a sentence."""
        paper, author = self.commission.paper, self.commission.author.name or self.commission.author.email
        if paper.stage is PaperStage.FINAL:
            return "It is final. Nothing is left to do."
        if paper.stage is PaperStage.CLEARED:
            return "It is cleared. An officer makes it final."
        if paper.document_id is None:
            return f"Its author, {author}, is still to hand it in."
        if paper.stage is PaperStage.QUERIED:
            return f"Its author, {author}, was asked to change it."
        if self.turn:
            return f"It is with {self.turn.user.name or self.turn.user.email}, who clears it for {self.turn.what}."
        return "It is with the officers."

    @property
    def next(self) -> Dated | None:
        """The stage that is due next; None where nothing more is awaited, or its day is not known."""
        return next((each for each in self.stages if not each.met and each.stage.awaits is not Awaits.NOTHING), None)

    @property
    def off(self) -> str | None:
        """Say "cancelled" or "postponed" where the meeting does not take place: then nothing is late."""
        return called_off(self.commission.paper.item.meeting)

    @property
    def late(self) -> bool:
        """Whether that stage's last day is past."""
        return self.next is not None and self.next.day < self.today and not self.over and not self.off


def tasks_of(user: User, today: date) -> list[Task]:
    """Give what is asked of a person: what is theirs to do now first, then by its day; past meetings last."""
    tasks = _tasks(asked_of(user), user, today)
    return sorted(tasks, key=lambda each: (each.over, not each.theirs, _due(each), each.commission.id))


def _due(task: Task) -> date:
    return task.next.day if task.next else task.commission.paper.item.meeting.date


def task_addressed(user: User, number: int, today: date) -> Task | None:
    """Give one paper that is asked of a person, by the number of its commission; None where they may not open it."""
    return next(
        (
            task
            for task in _tasks(asked_of(user, number), user, today)
            if opens_asked(
                user.id,
                author=task.commission.author_id,
                approvers={each.user_id for each in task.commission.approvers},
                called_back=task.commission.called_back,
            )
        ),
        None,
    )


def _tasks(commissions: Sequence[Commission], user: User, today: date) -> list[Task]:
    turns = turns_of(commissions)
    stages = stages_of_each(each.paper.item.meeting for each in commissions)
    return [
        Task(
            each,
            user,
            turns[each.id],
            [
                Dated(stage, day, met(stage, each.paper.stage, each.paper.document_id is not None, turns[each.id]))
                for stage, day in stages[each.paper.item.meeting_id]
            ],
            today,
        )
        for each in commissions
    ]
