"""Which of a panel's functions only the panel itself may discharge.

"The special functions of a police and crime panel may not be discharged by a committee or sub-committee of the panel"
(Police Reform and Social Responsibility Act 2011, Sch 6 para 27(1)). A working group may advise on them and monitor.
"""

from __future__ import annotations

from enum import StrEnum

from panel.law.ruling import Ruling

AUTHORITY = "Police Reform and Social Responsibility Act 2011, Sch 6 para 27"


class Function(StrEnum):
    """What a panel does, in the words of a sentence."""

    PLAN = "reviewing the draft police and crime plan"
    ANNUAL_REPORT = "reviewing the annual report"
    SENIOR_APPOINTMENTS = "reviewing a senior appointment"
    PRECEPT = "reviewing the proposed precept"
    CHIEF_CONSTABLE = "reviewing the appointment of a chief constable"
    ADVICE = "advising the panel"
    MONITORING = "monitoring for the panel"


SPECIAL = {
    Function.PLAN: "s.28(3)",
    Function.ANNUAL_REPORT: "s.28(4)",
    Function.SENIOR_APPOINTMENTS: "Sch 1 paras 10 and 11",
    Function.PRECEPT: "Sch 5",
    Function.CHIEF_CONSTABLE: "Sch 8 Part 1",
}
"""The special functions (Sch 6 para 27(2)), each with where the Act confers it."""


class Discharger(StrEnum):
    """Who would discharge a function."""

    PANEL = "panel"
    COMMITTEE = "committee"
    WORKING_GROUP = "working group"


def may_discharge(function: Function, by: Discharger) -> Ruling:
    """Judge whether the panel, a committee or a working group may discharge a function."""
    said = function.value.capitalize()
    if function not in SPECIAL:
        return Ruling(True, f"{said} may be left to a {by}.", AUTHORITY)
    authority = f"{AUTHORITY}; {SPECIAL[function]}"
    if by is Discharger.PANEL:
        return Ruling(True, f"{said} is a special function, and the panel itself discharges it.", authority)
    return Ruling(
        False,
        f"{said} is a special function: a {by} may advise on it, but the panel itself must discharge it.",
        authority,
    )
