"""A paper, its state, and a file that is on its way, in the words of the pages that show them."""

from __future__ import annotations

from dataclasses import dataclass

from panel.jobs import JobState
from panel.meetings.standing import State
from panel.papers.models import HandedIn, HandedInState, Paper
from panel.papers.rules import PaperStage

SHAPES = {
    PaperStage.ASKED: "circle",
    PaperStage.RECEIVED: "ring",
    PaperStage.QUERIED: "triangle",
    PaperStage.CLEARED: "disc",
    PaperStage.FINAL: "square",
}


@dataclass(frozen=True)
class Coming:
    """A file that is not a paper yet, as the page shows it."""

    row: HandedIn
    words: str
    shape: str
    per_cent: int | None = None
    """How far it is read; None where it is not being read."""
    reason: str = ""
    again: bool = False
    """Whether reading it can be tried again."""

    @property
    def over(self) -> bool:
        """Whether nothing more happens to it by itself."""
        return self.per_cent is None


def come(row: HandedIn) -> Coming:
    """Say how it stands with a file that is not a paper yet."""
    if row.state is HandedInState.REFUSED:
        return Coming(row, "Refused", "cross", reason=row.reason)
    match row.job.state:
        case JobState.FAILED:
            reason = "Reading it broke off each time. Try again, or print it to PDF and hand in that."
            return Coming(row, "Not read", "cross", reason=reason, again=True)
        case JobState.RUNNING if row.job.progress:
            return Coming(row, "Being read", "arrow", row.job.progress)
        case _:
            return Coming(row, "Waiting to be read", "circle", 0)


def stage_of(stage: PaperStage) -> State:
    """Say how far a paper has come, with the shape that goes with it."""
    return State(stage.value.capitalize(), SHAPES[stage])


def name_of(paper: Paper) -> str:
    """Say "Report" or "Appendix B"."""
    return f"Appendix {paper.appendix}" if paper.appendix else "Report"
