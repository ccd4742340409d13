"""The recommendations and actions log as it stands on a day."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date


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


def months_before(day: date, months: int) -> date:
    """Count back whole months; a day that the month does not have is its last (31 August, six before: 28 February)."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def completed_and_shown(completed: date | None, day: date, months: int) -> bool:
    """Whether an entry completed then is still shown on a day: for so many months, always where no day is recorded."""
    return completed is None or months_before(day, months) <= completed
