"""What a body's membership means on a day: its quorum, its veto, its composition, what only the panel may do.

Everything here is derived from who sits there that day; nothing of it stops anything.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from panel.law.composition import composed
from panel.law.exemptions import Nation
from panel.law.functions import SPECIAL, Discharger, may_discharge
from panel.law.ruling import Ruling
from panel.law.thresholds import Threshold, quorum, veto
from panel.law.words import day_in_words

_RANKS = frozenset(("council", "county", "city", "borough", "district", "metropolitan", "royal", "of", "the"))
"""What a council is, beside the place whose council it is."""
Term = tuple[date | None, date | None]
"""The first and the last day of a seat; None: open at that end."""


@dataclass(frozen=True)
class Membership:
    """Who sits on a body on a day, in numbers, and the thresholds that follow."""

    day: date
    councillors: int
    co_opted: int
    authorities: int
    """That appoint to the panel; of a working group, to its panel."""
    quorum: Threshold | None
    """None where the rules set none."""
    veto: Threshold | None
    """None where there is nobody to vote, and for a working group, which has no veto."""
    composition: tuple[Ruling, ...]
    """Of a panel; none for a working group."""
    reserved: tuple[Ruling, ...]
    """What a working group may not discharge; none for a panel."""

    @property
    def members(self) -> int:
        """All who are members that day."""
        return self.councillors + self.co_opted


def may_enrol(name: str, taken: bool) -> Ruling:
    """Whether a person can be enrolled under a name: a panel's members are told apart by theirs."""
    return Ruling(not taken, f"{name} is a member of this panel already: appoint them again instead." if taken else "")


@dataclass(frozen=True)
class Joining:
    """Somebody who is to join a panel, as a row of a list says it."""

    name: str
    councillor: bool
    authority: str
    office: str
    since: date | None


def clashes(joining: Sequence[Joining], members: Collection[str]) -> list[tuple[int, str, Ruling]]:
    """Say what speaks against several who are to join at once: which of them, by what, and why.

    `members` are those who are or were enrolled: a panel tells people apart by their names.
    """
    known, names = {name.casefold() for name in members}, [each.name.casefold() for each in joining]
    found = []
    for number, each in enumerate(joining):
        first = names.index(names[number])
        if not each.name:
            found.append((number, "name", Ruling(False, "Enter the member’s name.")))
        elif names[number] in known:
            found.append((number, "name", may_enrol(each.name, taken=True)))
        elif first != number:
            found.append(
                (number, "name", Ruling(False, f"{each.name} stands in this list already, as its number {first + 1}."))
            )
        if each.councillor and not each.authority:
            found.append((number, "authority", Ruling(False, "Enter the authority that appoints the councillor.")))
        elif each.authority and not each.councillor:
            reason = "The panel itself co-opts an independent member: leave the authority empty."
            found.append((number, "authority", Ruling(False, reason)))
        holders = [other for other in joining[:number] if each.office and other.office == each.office]
        if holders:
            reason = f"{holders[0].name or 'Another'} is {each.office} in this list already."
            found.append((number, "office", Ruling(False, reason)))
    return found


def meant(authority: str, known: Collection[str]) -> str:
    """Give the authority on record that somebody probably meant by one that is not; empty where none is near.

    Two that differ in their rank alone, City for Borough, are near.
    """
    bare = _place(authority)
    same = next((each for each in known if bare and _place(each) == bare), "")
    near = difflib.get_close_matches(authority.casefold(), [each.casefold() for each in known], n=1, cutoff=0.85)
    return same or next((each for each in known if near and each.casefold() == near[0]), "")


def _place(authority: str) -> list[str]:
    return [word for word in authority.casefold().split() if word not in _RANKS]


def may_be_appointed(name: str, since: date | None, terms: Sequence[Term]) -> Ruling:
    """Whether a member can take a seat from a day on; `terms` are those in which they have one."""
    for first, last in terms:
        if last is None or since is None or since <= last:
            until = f" until {day_in_words(last)}" if last else ""
            begins = f" from {day_in_words(first)}" if first else ""
            return Ruling(False, f"{name} has a seat there{begins}{until} already.")
    return Ruling(True)


def may_end(since: date | None, until: date) -> Ruling:
    """Whether a seat can end with a day: not before it began."""
    if since is not None and until < since:
        return Ruling(False, f"The seat began on {day_in_words(since)}: it cannot end before.")
    return Ruling(True)


def may_take_office(since: date | None, from_day: date) -> Ruling:
    """Whether a member can take an office on a day: once they sit there."""
    if since is not None and from_day < since:
        return Ruling(False, f"The seat began on {day_in_words(since)}: no office was held there before.")
    return Ruling(True)


def membership(
    of: Discharger,
    day: date,
    councillors: int,
    co_opted: int,
    authorities: int,
    nation: Nation = Nation.ENGLAND,
    quorum_count: int | None = None,
    quorum_fraction: Fraction | None = None,
) -> Membership:
    """Judge a panel or a working group by the numbers of a day."""
    panel, members = of is Discharger.PANEL, councillors + co_opted
    return Membership(
        day,
        councillors,
        co_opted,
        authorities,
        quorum=quorum(members, day, count=quorum_count, fraction=quorum_fraction) if members else None,
        veto=veto(members, day) if panel and members else None,
        composition=composed(councillors, authorities, co_opted, nation) if panel else (),
        reserved=() if panel else tuple(may_discharge(function, of) for function in SPECIAL),
    )
