"""The recommendations and actions log as it stands on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from panel.law.periods import months_after


@dataclass(frozen=True)
class LogEntry:
    """One row of the recommendations and actions log."""

    raised: date
    recommendation: str
    lead: str
    panel_update: str
    progress: str
    completed: date | None = None


@dataclass(frozen=True)
class RecommendationsLog:
    """The appendix that is drawn from the recommendations log."""

    in_progress: tuple[LogEntry, ...]
    completed: tuple[LogEntry, ...]
    completed_months: int
    """Completed entries are shown for so many months."""


def completed_and_shown(completed: date | None, day: date, months: int) -> bool:
    """Whether an entry completed then is still shown on a day: for so many months, always where no day is recorded."""
    return completed is None or months_after(day, -months) <= completed
