"""The statutory dates of a panel's year that hang on no meeting."""

from __future__ import annotations

from panel.law.precept import chain
from panel.law.timetable import Deadline


def statutory_dates(year: int, office: str = "commissioner") -> tuple[Deadline, ...]:
    """Give what the law asks of a panel and its commissioner in a calendar year, what has no fixed date last.

    Raises ValueError for a year before the precept regulations.
    """
    return (
        *chain(year, office),
        Deadline(
            f"Question the {office} on the annual report at a public meeting, and report on it",
            "annual report",
            None,
            "Police Reform and Social Responsibility Act 2011, s.28(4)",
            ("As soon as practicable after the annual report is sent to the panel: the Act gives no date.",),
        ),
        Deadline(
            "Review the draft police and crime plan, or a draft variation of it, and report",
            "police and crime plan",
            None,
            "Police Reform and Social Responsibility Act 2011, s.28(3)",
            (f"When the {office} sends a draft to the panel: the Act gives no date.",),
        ),
    )
