"""Of whom a panel consists.

"ten (if the police area covers ten or fewer local authorities); or the number that is equal to the number of local
authorities" appointed, with two or more co-opted by the panel (Police Reform and Social Responsibility Act 2011, Sch 6
para 4; para 13 where the Home Secretary establishes the panel, as in Wales). At least two of those co-opted are not
councillors of the area (para 23). Twenty in all is settled practice. What fails here is shown, and stops nothing.
"""

from __future__ import annotations

from panel.law.exemptions import Nation
from panel.law.ruling import Ruling
from panel.law.words import counted, number_in_words

APPOINTED = 10
CO_OPTED = 2
AT_MOST = 20
_ACT = "Police Reform and Social Responsibility Act 2011, Sch 6"
_PARAGRAPH = {Nation.ENGLAND: "para 4", Nation.WALES: "para 13"}


def composed(
    councillors: int, authorities: int, co_opted: int, nation: Nation = Nation.ENGLAND
) -> tuple[Ruling, Ruling, Ruling]:
    """Judge the number of councillors, of co-opted members who are not councillors, and of all together."""
    authority = f"{_ACT} {_PARAGRAPH[nation]}"
    return (
        _councillors(councillors, authorities, authority),
        _co_opted(co_opted, f"{authority}; para 23"),
        _in_all(councillors + co_opted, f"{authority} (twenty in all: settled practice)"),
    )


def _councillors(councillors: int, authorities: int, authority: str) -> Ruling:
    needed = max(APPOINTED, authorities)
    area = counted(authorities, "authority", "authorities")
    rule = (
        f"an area of {area} has one for each"
        if authorities > APPOINTED
        else f"an area of {area} has {number_in_words(needed)}"
    )
    said = counted(councillors, "councillor", "councillors").capitalize()
    if councillors < needed:
        missing = counted(needed - councillors, "seat is", "seats are")
        return Ruling(False, f"{said}, where {rule}: {missing} vacant or not recorded.", authority)
    if councillors > needed:
        extra = counted(councillors - needed, "councillor", "councillors")
        reason = f"{said}, where {rule} appointed: the other {extra} must have been co-opted by the panel’s resolution."
        # Whether they were, nobody has recorded: it is to be looked at.
        return Ruling(False, reason, authority)
    return Ruling(True, f"{said}, as {rule}.", authority)


def _co_opted(co_opted: int, authority: str) -> Ruling:
    who = "who is not a councillor" if co_opted == 1 else "who are not councillors"
    said = f"{counted(co_opted, 'co-opted member', 'co-opted members').capitalize()} {who}"
    return Ruling(co_opted >= CO_OPTED, f"{said}, where at least {number_in_words(CO_OPTED)} are needed.", authority)


def _in_all(members: int, authority: str) -> Ruling:
    said = f"{counted(members, 'member', 'members').capitalize()} in all"
    return Ruling(members <= AT_MOST, f"{said}, where there may be no more than {AT_MOST}.", authority)
