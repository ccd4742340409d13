"""A report's way to the agenda: its stages with their days, whose turn it is, and when somebody is reminded."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from panel.law.bank_holidays import LAST_DAY
from panel.law.clear_days import WorkingDays, count_back
from panel.law.ruling import Ruling
from panel.law.timetable import Deadline
from panel.law.words import counted
from panel.papers.rules import PaperStage


class Awaits(StrEnum):
    """What has to be there when a stage ends."""

    FILE = "file"
    """The author has handed a file in."""
    CLEARANCE = "clearance"
    """Every approver has cleared the file that stands."""
    FINAL = "final"
    """An officer has marked the paper final."""
    NOTHING = "nothing"
    """A date to know, such as the chair's agenda meeting."""


class ChaserKind(StrEnum):
    """Whether somebody is reminded before a stage is due, since it was missed, or because an officer wished so."""

    BEFORE = "before"
    AFTER = "after"
    BY_HAND = "by hand"
    """An officer asked for it."""


class Whose(StrEnum):
    """Who is to do something next."""

    AUTHOR = "author"
    APPROVER = "approver"
    OFFICER = "officer"


@dataclass(frozen=True)
class Stage:
    """A stage of the report timetable."""

    name: str
    """"Draft report", "Finance and legal comments", "Chair's agenda meeting", "Final report", "Despatch"."""
    days: int
    """Working days before the day of publication; 0 for that day itself."""
    awaits: Awaits

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Stage:
        """Read it as a timetable keeps it."""
        return cls(kept["name"], kept["days"], Awaits(kept["awaits"]))

    def as_json(self) -> dict[str, Any]:
        """Give it as a timetable keeps it."""
        return {"name": self.name, "days": self.days, "awaits": self.awaits.value}


STANDARD = (
    Stage("Draft report", 15, Awaits.FILE),
    Stage("Finance and legal comments", 10, Awaits.CLEARANCE),
    Stage("Chair’s agenda meeting", 7, Awaits.NOTHING),
    Stage("Final report", 3, Awaits.FINAL),
    Stage("Despatch", 0, Awaits.NOTHING),
)
"""What a body begins from that has adopted no timetable of its own."""


REMIND = 2
"""Working days before the end of a stage on which somebody is reminded, where a body says nothing else."""
MOST_STAGES = 12
MOST_APPROVERS = 8
MOST_DAYS = 120
"""Working days before publication at which a stage can end: half a year."""
MOST_REMIND = 20
NAME_LENGTH = 60
LONGEST_BRIEF = 4000
POSTPONED_FOR = timedelta(days=366)
"""How long the queue goes on looking at the papers of a postponed meeting that has no new day."""


def stage_named(name: str, others: Collection[str]) -> Ruling:
    """Say whether a stage can have a name beside the others: reminders and pages tell stages by it."""
    if not name:
        return Ruling(False, "Enter the name of the stage, such as Draft report. Remove the row if it is not one.")
    if len(name) > NAME_LENGTH:
        return Ruling(False, f"Enter a name of at most {NAME_LENGTH} characters.")
    if name.casefold() in {each.casefold() for each in others}:
        return Ruling(False, f"Two stages are called “{name}”. Give each a name of its own.")
    return Ruling(True)


def stage_falls(days: int | None, before: int | None) -> Ruling:
    """Say whether a stage can end so many working days before publication; `before`: the stage above it."""
    if days is None or not 0 <= days <= MOST_DAYS:
        return Ruling(False, f"Enter a whole number of working days from 0 to {MOST_DAYS}.")
    if before is not None and days > before:
        return Ruling(
            False,
            f"The stage above ends {counted(before, 'working day', 'working days')} before publication, so this one "
            "cannot end earlier. Enter a smaller number, or move it up.",
        )
    return Ruling(True)


def reminds(days: int | None) -> Ruling:
    """Say whether people can be reminded so many working days before a stage ends."""
    if days is None or not 0 <= days <= MOST_REMIND:
        return Ruling(False, f"Enter a whole number of working days from 0 to {MOST_REMIND}.")
    return Ruling(True)


def holds_from(since: date) -> Ruling:
    """Say whether a timetable can hold for meetings from a day on."""
    if since > LAST_DAY:
        return Ruling(False, f"The bank holidays are known until {LAST_DAY.year}. Enter an earlier day.")
    return Ruling(True)


def may_write(brief: str) -> Ruling:
    """Say whether a brief is short enough to be read."""
    if len(brief) > LONGEST_BRIEF:
        return Ruling(False, f"Say it in at most {LONGEST_BRIEF} characters.")
    return Ruling(True)


def may_approve(author: int, approver: int) -> Ruling:
    """Say whether somebody, by the account's number, can clear the paper of an author."""
    if author == approver:
        return Ruling(False, "The author cannot clear their own paper. Choose somebody else.")
    return Ruling(True)


def clears_for(cleared: bool, next_in_turn: bool, stage: PaperStage, has_file: bool, said: str) -> Ruling:
    """Say whether an officer may record that an approver cleared a paper, with what they said."""
    if not has_file:
        return Ruling(False, "There is nothing to clear yet: the author has not handed in a file.")
    if stage is PaperStage.FINAL:
        return Ruling(False, "The paper is final. Nothing is left to clear.")
    if cleared:
        return Ruling(False, "They have cleared this file already.")
    if not next_in_turn:
        return Ruling(False, "It is not their turn yet: somebody before them is still to clear it.")
    if not said:
        return Ruling(
            False, "Write what they said, and how it reached you, such as: By e-mail on 3 March, no comments."
        )
    return Ruling(True)


def due(stage: Stage, published: date, working: WorkingDays, authority: str) -> Deadline:
    """Give the last day of a stage, counted back from the day of publication. Raises BeyondTheTable."""
    counted = count_back("working days", stage.days, published, working)
    said = tuple(
        line.replace("the meeting's own day", "the day of publication").replace("the meeting", "publication")
        for line in counted.worked
    )
    return Deadline(stage.name, "report stage", counted.last, authority, said)


@dataclass(frozen=True)
class Turn:
    """An approver's turn: their number, and whether they cleared the file that stands."""

    approver: int
    cleared: bool


def whose_turn(turns: Sequence[Turn]) -> int | None:
    """Give the number of the approver who is to clear next; None where all have, or there is none."""
    return next((turn.approver for turn in turns if not turn.cleared), None)


def may_clear(turns: Sequence[Turn], approver: int, stage: PaperStage, has_file: bool) -> Ruling:
    """Say whether an approver may clear a paper now: there is a file, and those before them have cleared it."""
    if not has_file:
        return Ruling(False, "There is nothing to clear yet: the author has not handed in a file.")
    if stage is PaperStage.FINAL:
        return Ruling(False, "The paper is final. Nothing is left to clear.")
    if any(turn.approver == approver and turn.cleared for turn in turns):
        return Ruling(False, "You have cleared this file already.")
    if whose_turn(turns) != approver:
        return Ruling(False, "It is not your turn yet: somebody before you is still to clear it.")
    return Ruling(True)


def may_hand_in(stage: PaperStage, over: bool, cancelled: bool = False) -> Ruling:
    """Say whether an author may hand in a file now; `over`: the meeting has taken place."""
    if over:
        return Ruling(False, "The meeting has taken place, so no file is taken for it any more.")
    if cancelled:
        return Ruling(False, "The meeting is cancelled. Ask the officer whether the paper is still wanted.")
    if stage is PaperStage.FINAL:
        return Ruling(False, "The paper is final. If it must change, ask the officer, who can open it again.")
    return Ruling(True)


def may_be_taken(stage: PaperStage, over: bool, cancelled: bool, called_back: bool, withdrawn: bool) -> Ruling:
    """Say whether an author's file is taken that was handed in a while ago, and is read only now."""
    if called_back or withdrawn:
        done = "called back" if called_back else "taken off the agenda"
        return Ruling(False, f"The paper was {done} before the file was read, so it was not taken.")
    if stage is PaperStage.FINAL:
        return Ruling(False, "It arrived after the paper was made final: ask the officer to open it again.")
    return may_hand_in(stage, over, cancelled)


def may_judge(
    turns: Sequence[Turn], approver: int, stage: PaperStage, has_file: bool, queried_by_others: bool
) -> Ruling:
    """Say whether an approver may clear a paper or query it now.

    A query waits for the author, or for the one who put it: they may be told by telephone what they asked.
    """
    ruling = may_clear(turns, approver, stage, has_file)
    if ruling and stage is PaperStage.QUERIED and queried_by_others:
        return Ruling(False, "The author was asked to change it. It is your turn when the new file is here.")
    return ruling


def met(stage: Stage, paper: PaperStage, has_file: bool, turns: Sequence[Turn]) -> bool:
    """Whether what a stage awaits is there; a query to the author opens none that was met by a file."""
    match stage.awaits:
        case Awaits.FILE:
            return has_file
        case Awaits.CLEARANCE:
            # Without approvers the officer's own word clears it.
            cleared = paper in (PaperStage.CLEARED, PaperStage.FINAL)
            return cleared or (has_file and bool(turns) and whose_turn(turns) is None)
        case Awaits.FINAL:
            return paper is PaperStage.FINAL
        case Awaits.NOTHING:
            return False


def whose_move(stage: Stage, paper: PaperStage, has_file: bool, turns: Sequence[Turn]) -> Whose | None:
    """Say who is to do something for a stage that is not met; None where it awaits nothing."""
    match stage.awaits:
        case Awaits.NOTHING:
            return None
        case Awaits.FILE:
            return Whose.AUTHOR
        case Awaits.CLEARANCE:
            if not has_file or paper is PaperStage.QUERIED:
                return Whose.AUTHOR  # nobody can clear what is not there, or is to change
            return Whose.OFFICER if whose_turn(turns) is None else Whose.APPROVER
        case Awaits.FINAL:
            return Whose.OFFICER


def next_stage(stages: Sequence[tuple[Stage, date]], met: Collection[str], today: date) -> tuple[Stage, date] | None:
    """Give the stage that comes next, with its last day: the first that waits for somebody, or a date still ahead.

    `met` names those that have what they await.
    """
    for stage, last in stages:
        if last >= today if stage.awaits is Awaits.NOTHING else stage.name not in met:
            return stage, last
    return None


@dataclass(frozen=True)
class Reminder:
    """That a stage is worth a word to whoever it waits for."""

    stage: Stage
    kind: ChaserKind
    day: date
    """The last day of the stage."""


def reminders(
    stages: Sequence[tuple[Stage, date]],
    met: Collection[str],
    asked: date,
    today: date,
    working: WorkingDays,
    remind: int,
) -> list[Reminder]:
    """Give what somebody is to hear of today: stages that end within so many working days, and those that were missed.

    Nobody is reminded on a day that is no working day, nor of a stage that was over before the paper was asked for.
    Raises BeyondTheTable.
    """
    found: list[Reminder] = []
    if not working(today):
        return found
    for stage, last in stages:
        if stage.awaits is Awaits.NOTHING or stage.name in met or last < asked:
            continue
        begins = count_back("working days", remind, last, working).last
        if today > last:
            found.append(Reminder(stage, ChaserKind.AFTER, last))
        elif begins and today >= begins:
            found.append(Reminder(stage, ChaserKind.BEFORE, last))
    return found


def is_open(meeting: date, *, called_back: bool, postponed: bool, today: date) -> bool:
    """Whether reminders of a paper can still fall due: until its meeting is over, and while a postponed one waits."""
    return not called_back and today <= (meeting + POSTPONED_FOR if postponed else meeting)
