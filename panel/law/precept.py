"""The dates of a precept, and the panel's veto of it.

Police Reform and Social Responsibility Act 2011, Sch 5, with the dates of the Police and Crime Panels (Precepts and
Chief Constable Appointments) Regulations 2012 (SI 2012/2271): "by 1st February of the relevant financial year", the
one before the financial year for which the precept is issued. The dates are fixed: no weekend moves them. The last two
are settled practice.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from panel.law.ruling import Ruling
from panel.law.thresholds import vetoed
from panel.law.timetable import Deadline
from panel.law.words import day_in_words

FIRST_YEAR = 2013
"""The regulations came into force on 22 November 2012."""
EXPECTED_LAST_YEAR = 2028
"""The commissioner's office is expected to end in May 2028 (announced, not enacted)."""
VETO_AUTHORITY = "Police Reform and Social Responsibility Act 2011, Sch 5 para 4; SI 2012/2271 reg. 4"
_REGULATIONS = "SI 2012/2271"
_SETTLED = f"{_REGULATIONS}, Part 2 (settled practice)"


class TooHighOrLow(StrEnum):
    """What a veto must say of the precept."""

    TOO_HIGH = "too high"
    TOO_LOW = "too low"


def chain(year: int, office: str = "commissioner") -> tuple[Deadline, ...]:
    """Give the dates of the precept that is set in a calendar year, for the financial year that begins in its April.

    The last three follow a veto only. Raises ValueError for a year before the regulations.
    """
    if year < FIRST_YEAR:
        raise ValueError(f"The dates of a precept are known from {FIRST_YEAR} on ({_REGULATIONS}), not for {year}.")
    act = "Police Reform and Social Responsibility Act 2011, Sch 5"
    after_veto = "Only after a veto that the panel reported by 8 February."
    return (
        _due(
            f"The {office} notifies the panel of the proposed precept",
            "precept notification",
            date(year, 2, 1),
            f"{act} para 2; {_REGULATIONS} reg. 3",
        ),
        _due(
            "The panel reviews the proposed precept and reports, with any veto",
            "precept report",
            date(year, 2, 8),
            f"{act} paras 3 and 4; {_REGULATIONS} reg. 4(1)",
            "A veto says whether the precept is too high or too low; one reported later has no effect (reg. 4(2)).",
        ),
        _due(
            f"After a veto, the {office} responds with a revised precept",
            "revised precept",
            date(year, 2, 15),
            f"{act} para 6; {_REGULATIONS} reg. 5",
            after_veto,
            "It is lower than the proposed one where that was too high, and higher where it was too low (reg. 5(3)).",
        ),
        _due(
            "After a veto, the panel reviews the revised precept and makes a second report",
            "second precept report",
            date(year, 2, 22),
            _SETTLED,
            after_veto,
        ),
        _due(
            f"After a veto, the {office} gives the final response",
            "final precept response",
            date(year, 3, 1),
            _SETTLED,
            after_veto,
        ),
    )


def veto(
    year: int,
    votes_for: int,
    members: int,
    *,
    decided: date,
    reported: date,
    because: TooHighOrLow | None,
    office: str = "commissioner",
) -> Ruling:
    """Judge a veto of the precept set in a calendar year: by two thirds of the members, saying why, reported in time.

    `members` are those who are members when the panel decides, present or not.
    """
    last = date(year, 2, 8)
    if reported > last:
        return Ruling(
            False,
            f"The panel’s report of {day_in_words(reported, weekday=False)} is later than "
            f"{day_in_words(last, weekday=False)}, so its veto has no effect: the {office} may issue the proposed "
            "precept.",
            VETO_AUTHORITY,
        )
    ruling = vetoed(votes_for, members, decided, "the proposed precept", VETO_AUTHORITY)
    if not ruling:
        return ruling
    if because is None:
        return Ruling(
            False,
            "The report must say whether the panel vetoes the precept because it is too high or because it is too low.",
            "SI 2012/2271 reg. 5(3)",
        )
    return Ruling(True, f"{ruling.reason} The report says that the precept is {because}.", VETO_AUTHORITY)


def _due(what: str, kind: str, day: date, authority: str, *notes: str) -> Deadline:
    source = "settled practice fixes" if authority == _SETTLED else "the regulations fix"
    fixed = f"{day_in_words(day)}: a date that {source}, on whatever day of the week it falls"
    ends = (day.year + 1) % 100
    years = f"The precept of the financial year {day.year}/{ends:02}, which begins on 1 April {day.year}."
    if day.year > EXPECTED_LAST_YEAR:
        notes += (f"The office is expected to end in May {EXPECTED_LAST_YEAR}: check who sets this precept.",)
    return Deadline(what, kind, day, authority, (years, fixed, *notes))
