"""The days within which members register their interests, and how long a dispensation may last.

"before the end of 28 days beginning with the day on which the person becomes a member" (Localism Act 2011, s.30(1));
from a disclosure at a meeting the same (s.31); a dispensation for at most four years (s.33). England only: Wales has
its own code, so there the number is the body's own rule.
"""

from __future__ import annotations

from datetime import date

from panel.law.exemptions import Nation
from panel.law.periods import count_days, last_of_years
from panel.law.ruling import RULES_AUTHORITY, Ruling
from panel.law.timetable import Deadline
from panel.law.words import counted, day_in_words

REGISTRATION_DAYS = 28
DISPENSATION_YEARS = 4
DISPENSATION_AUTHORITY = "Localism Act 2011, s.33"


def registration(
    name: str, took_office: date, days: int = REGISTRATION_DAYS, nation: Nation = Nation.ENGLAND
) -> Deadline:
    """Give the last day for a new member to register. Took office on 1 March 2018: 28 March 2018."""
    last, worked = count_days(took_office, days, "the day of taking office")
    what = f"{name} notifies the monitoring officer of disclosable pecuniary interests"
    return Deadline(what, "registration", last, _authority("s.30", days, nation), worked)


def notification(
    name: str, disclosed: date, days: int = REGISTRATION_DAYS, nation: Nation = Nation.ENGLAND
) -> Deadline:
    """Give the last day to notify an interest that was disclosed at a meeting and not yet registered."""
    last, worked = count_days(disclosed, days, "the day of the disclosure")
    what = f"{name} notifies the monitoring officer of the interest disclosed at the meeting"
    return Deadline(what, "notification", last, _authority("s.31", days, nation), worked)


def dispensation_ends(begins: date, ends: date) -> Ruling:
    """Judge the period of a dispensation, both days within: at most four years."""
    last = last_of_years(begins, DISPENSATION_YEARS)
    if ends < begins:
        return Ruling(False, "A dispensation cannot end before it begins.", DISPENSATION_AUTHORITY)
    if ends > last:
        return Ruling(
            False,
            f"A dispensation from {day_in_words(begins, weekday=False)} may last four years at most, "
            f"until {day_in_words(last, weekday=False)}.",
            DISPENSATION_AUTHORITY,
        )
    return Ruling(True, f"The dispensation lasts until {day_in_words(ends, weekday=False)}.", DISPENSATION_AUTHORITY)


def _authority(section: str, days: int, nation: Nation) -> str:
    if nation is Nation.WALES:
        return f"Wales has its own code of conduct; {counted(days, 'day', 'days')} by the body’s rules of procedure"
    if days != REGISTRATION_DAYS:
        return f"{RULES_AUTHORITY}; Localism Act 2011, {section} says {REGISTRATION_DAYS} days"
    return f"Localism Act 2011, {section}"
