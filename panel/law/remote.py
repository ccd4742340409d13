"""Whether a member who joins a meeting from elsewhere counts as present there: by the nation and the day.

From 4 April 2020 a person could attend a meeting remotely where it was held before 7 May 2021 (SI 2020/392, regs 2(4)
and 5; its Part 4 gave that to panels, in England and in Wales, through SI 2012/2734). Before and since, a meeting under
the Local Government Act 1972 is one of people in one place (R (Hertfordshire County Council) v Secretary of State for
Housing, Communities and Local Government [2021] EWHC 1093 (Admin)). In Wales councils must make arrangements for remote
attendance since 1 May 2021 (Local Government and Elections (Wales) Act 2021, s.47), which names no police and crime
panel. So what the law says outside the days of SI 2020/392 is to be checked: a body's own rule goes before it here.
"""

from __future__ import annotations

from datetime import date

from panel.law.exemptions import Nation
from panel.law.ruling import RULES_AUTHORITY, Ruling

FLEXIBLE_FROM, FLEXIBLE_UNTIL = date(2020, 4, 4), date(2021, 5, 6)
"""The first and the last day of SI 2020/392."""
FLEXIBLE_AUTHORITY = "SI 2020/392, reg 5"
WELSH_FROM = date(2021, 5, 1)
WELSH_AUTHORITY = "Local Government and Elections (Wales) Act 2021, s.47"
IN_PERSON_AUTHORITY = "Local Government Act 1972, Sch 12; R (Hertfordshire CC) v SSHCLG [2021] EWHC 1093 (Admin)"
TO_CHECK = "That it is so for a panel is to be checked: the body’s rules of procedure can say otherwise."


def counts_remotely(day: date, nation: Nation = Nation.ENGLAND, own: bool | None = None) -> Ruling:
    """Judge whether a member who joins remotely counts; `own` is what the body's rules say, None where they do not."""
    law = _by_law(day, nation)
    if own is None:
        return law
    does = "counts" if own else "does not count"
    beside = "" if own is law.allowed else f" They go before the general law ({law.authority}), which says otherwise."
    return Ruling(own, f"A member who joins remotely {does}, by the rules of procedure.{beside}", RULES_AUTHORITY)


def _by_law(day: date, nation: Nation) -> Ruling:
    if FLEXIBLE_FROM <= day <= FLEXIBLE_UNTIL:
        return Ruling(
            True,
            "A member who joins remotely counts, if they can hear and be heard: "
            "the meeting is held from 4 April 2020 on and before 7 May 2021.",
            FLEXIBLE_AUTHORITY,
        )
    if nation is Nation.WALES and day >= WELSH_FROM:
        return Ruling(
            True, f"A member who joins remotely counts, if they can speak and be heard. {TO_CHECK}", WELSH_AUTHORITY
        )
    return Ruling(
        False,
        f"A member who joins remotely does not count: members are present in person. {TO_CHECK}",
        IN_PERSON_AUTHORITY,
    )
