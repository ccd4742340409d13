"""The weeks before an ordinary election, in which councils take special care with what they publish.

A local authority publishes nothing that appears designed to affect support for a party (Local Government Act 1986,
s.2), and has regard to a code (s.4), which asks for particular care between the notice of an election and its poll.
Councillors are elected on the first Thursday in May unless an order fixes another day (Representation of the People
Act 1983, s.37), commissioners on that day of every fourth year (Police Reform and Social Responsibility Act 2011,
s.50). The notice is published "not later than the twenty-fifth day before", Saturdays, Sundays and bank holidays
disregarded (SI 2006/3304, Sch 2 rules 1 and 2; SI 2012/1917, Sch 3). Which councils vote in a year differs from area
to area, and a meeting may be held all the same: what is said here stops nothing.
"""

from __future__ import annotations

from datetime import date

from panel.law.clear_days import WorkingDays, clear_days_before
from panel.law.exemptions import Nation
from panel.law.ruling import Ruling
from panel.law.words import day_in_words

NOTICE_DAYS = 25
FIRST_COMMISSIONERS = 2012
_THURSDAY = 3
_PUBLICITY = {
    Nation.ENGLAND: (
        "Local Government Act 1986, ss.2 and 4; Code of Recommended Practice on Local Authority Publicity 2011"
    ),
    Nation.WALES: "Local Government Act 1986, ss.2 and 4",
}
_POLL = "Representation of the People Act 1983, s.37"
_COMMISSIONERS = "Police Reform and Social Responsibility Act 2011, s.50"


def ordinary_poll(year: int) -> date:
    """Give the first Thursday in May, the polling day of ordinary elections unless an order fixes another."""
    first = date(year, 5, 1)
    return first.replace(day=1 + (_THURSDAY - first.weekday()) % 7)


def last_notice(poll: date, nation: Nation) -> date:
    """Give the last day on which notice of an election is published. Raises BeyondTheTable.

    For Thursday 2 May 2024: Tuesday 26 March 2024.
    """
    return clear_days_before(poll, NOTICE_DAYS - 1, WorkingDays(nation))


def before_a_poll(day: date, nation: Nation) -> Ruling | None:
    """Say of a day that it falls in the weeks before an ordinary election; None where it does not.

    Raises BeyondTheTable.
    """
    poll = ordinary_poll(day.year)
    commissioners = (day.year - FIRST_COMMISSIONERS) % 4 == 0
    if not last_notice(poll, nation) <= day <= poll:
        return None
    whose = "councils and, while the office lasts, of police and crime commissioners" if commissioners else "councils"
    when = "It is" if day == poll else "It falls in the weeks before"
    reason = (
        f"{when} {day_in_words(poll)}, the ordinary polling day of {whose}. Where the area votes that day, notice is "
        f"given by {day_in_words(last_notice(poll, nation))}, and until the poll special care is due with publicity. "
        "The meeting may be held."
    )
    authority = "; ".join(filter(None, (_PUBLICITY[nation], _POLL, _COMMISSIONERS if commissioners else "")))
    return Ruling(False, reason, authority)
