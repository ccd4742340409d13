"""How long a meeting's documents are kept open to inspection, and when a questioner's contact details go.

"until the expiration of the period of six years beginning with the date of the meeting" (Local Government Act 1972,
s.100C(1)); background papers four years (s.100D(2)). Wales has its own rule on publishing minutes (s.100C(1A)), whose
length is not encoded here. Contact details: twelve months after the meeting, a body's own choice.
"""

from __future__ import annotations

from datetime import date

from panel.law.exemptions import Nation
from panel.law.periods import last_of_years, months_after
from panel.law.timetable import Deadline
from panel.law.words import counted, day_in_words

MINUTES_YEARS = 6
BACKGROUND_PAPERS_YEARS = 4
CONTACT_DETAILS_MONTHS = 12


def retention(
    meeting: date, nation: Nation, contact_details_months: int = CONTACT_DETAILS_MONTHS
) -> tuple[Deadline, ...]:
    """Give the last days of what a meeting obliges to keep, and the day by which contact details are purged."""
    months = counted(contact_details_months, "month", "months")
    purged = months_after(meeting, contact_details_months)
    return (
        _minutes(meeting, nation),
        Deadline(
            "Keep background papers open to inspection",
            "background papers",
            last_of_years(meeting, BACKGROUND_PAPERS_YEARS),
            "Local Government Act 1972, s.100D(2)",
            _years(meeting, BACKGROUND_PAPERS_YEARS),
        ),
        Deadline(
            "Purge questioners’ contact details; their names stay in the minutes",
            "contact details",
            purged,
            f"Personal data: {months} after the meeting, unless the body sets another period",
            (
                f"{day_in_words(meeting)}: the day of the meeting",
                f"{day_in_words(purged)}: {months} after it",
            ),
        ),
    )


def _minutes(meeting: date, nation: Nation) -> Deadline:
    if nation is Nation.WALES:
        return Deadline(
            "Keep minutes, agenda and reports open to inspection",
            "minutes",
            None,
            "Local Government Act 1972, s.100C(1A)",
            ("Wales has its own rule for how long, which is not computed here: ask the monitoring officer.",),
        )
    return Deadline(
        "Keep minutes, agenda and reports, less their exempt parts, open to inspection",
        "minutes",
        last_of_years(meeting, MINUTES_YEARS),
        "Local Government Act 1972, s.100C(1)",
        _years(meeting, MINUTES_YEARS),
    )


def _years(meeting: date, years: int) -> tuple[str, ...]:
    last = last_of_years(meeting, years)
    return (
        f"{day_in_words(meeting)}: the day of the meeting, with which the period begins",
        f"{day_in_words(last)}: the last day of {counted(years, 'year', 'years')} beginning with it",
    )
