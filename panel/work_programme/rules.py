"""The work programme as it stands on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ProgrammeEntry:
    """One row of the work programme. `when` is printed as it stands ("21 June 2018, Shire Hall", "TBC")."""

    when: str
    item: str
    detail: tuple[str, ...]
    """Paragraphs; entries after the first are set as a list."""
    last_report: date | None


@dataclass(frozen=True)
class WorkProgramme:
    """The appendix that is drawn from the work programme: sections of rows, in order."""

    sections: tuple[tuple[str, tuple[ProgrammeEntry, ...]], ...]
    """(heading, rows): "Scheduled", "Standing items", "Items to be timetabled"."""
