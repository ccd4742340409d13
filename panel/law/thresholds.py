"""How many members a meeting needs, and how many a veto.

A quorum is a number or a fraction of the membership, by the body's own rules of procedure. A veto takes "at least
two-thirds of the persons who are members of the panel at the time when the decision is made" (Police Reform and Social
Responsibility Act 2011, Sch 5 para 4(4); Sch 8 for a chief constable): of the membership, not of those present.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from panel.law.ruling import RULES_AUTHORITY, Ruling
from panel.law.words import counted, day_in_words, number_in_words

TWO_THIRDS = Fraction(2, 3)
VETO_AUTHORITY = "Police Reform and Social Responsibility Act 2011, Sch 5 para 4(4) and Sch 8"


@dataclass(frozen=True)
class Threshold:
    """How many are needed, and of how many."""

    needed: int
    members: int
    reason: str
    authority: str


def quorum(members: int, day: date, *, count: int | None = None, fraction: Fraction | None = None) -> Threshold | None:
    """Say how many must be present; a fraction is rounded up. None where the rules set neither number nor fraction.

    Raises ValueError for both at once, and for a quorum of nobody.
    """
    if count is not None and fraction is not None:
        raise ValueError("A quorum is a number or a fraction, not both.")
    if count is not None:
        if count < 1:
            raise ValueError(f"A quorum of {count} needs nobody.")
        reason = f"{number_in_words(count).capitalize()} {_of_the(members, day)}."
        return Threshold(count, members, reason, RULES_AUTHORITY)
    if fraction is not None:
        return _fraction(fraction, members, day, RULES_AUTHORITY)
    return None


def veto(members: int, day: date, authority: str = VETO_AUTHORITY) -> Threshold:
    """Say how many votes veto a precept or a chief constable: two thirds of the members, rounded up."""
    return _fraction(TWO_THIRDS, members, day, authority)


def quorate(present: int, needed: int, withdrawn: int = 0, authority: str = RULES_AUTHORITY) -> Ruling:
    """Judge whether so many present suffice; those who withdrew for an interest do not count while they are out.

    Raises ValueError where more withdrew than were present.
    """
    if not 0 <= withdrawn <= present:
        raise ValueError(f"{withdrawn} cannot withdraw of {present} present.")
    counting = present - withdrawn
    said = f"{_are(needed)} needed and {_are(present)} present".capitalize()
    if withdrawn:
        out = "has withdrawn for an interest and does" if withdrawn == 1 else "have withdrawn for an interest and do"
        said += f", of whom {number_in_words(withdrawn)} {out} not count while out: {_remain(counting)}"
    enough = counting >= needed
    return Ruling(enough, f"{said}. The meeting is {'' if enough else 'not '}quorate.", authority)


def vetoed(votes_for: int, members: int, day: date, what: str, authority: str = VETO_AUTHORITY) -> Ruling:
    """Judge whether so many votes veto: two thirds of those who are members that day, present or not."""
    threshold = veto(members, day, authority)
    if votes_for > members:
        return Ruling(False, f"{votes_for} votes cannot be cast by {counted(members, 'member', 'members')}.", authority)
    enough = votes_for >= threshold.needed
    votes = f"{counted(votes_for, 'vote', 'votes').capitalize()} for vetoing {what}"
    verdict = "which is enough" if enough else "which is not enough"
    return Ruling(enough, f"{votes}, {verdict}: it takes {_lower(threshold.reason)}", authority)


def _fraction(fraction: Fraction, members: int, day: date, authority: str) -> Threshold:
    if not 0 < fraction <= 1:
        raise ValueError(f"{fraction} of the membership is not a part of it.")
    if members < 1:
        raise ValueError("A body without members has no threshold.")
    needed = math.ceil(fraction * members)
    rounded = ", rounded up" if (fraction * members).denominator != 1 else ""
    share = {TWO_THIRDS: "two thirds", Fraction(1): "all"}.get(fraction, str(fraction))
    reason = f"{number_in_words(needed).capitalize()} {_of_the(members, day)} ({share} of them{rounded})."
    return Threshold(needed, members, reason, authority)


def _of_the(members: int, day: date) -> str:
    are = "one who is a member" if members == 1 else f"{number_in_words(members)} who are members"
    return f"of the {are} on {day_in_words(day, weekday=False)}"


def _are(number: int) -> str:
    return f"{number_in_words(number)} {'is' if number == 1 else 'are'}"


def _remain(number: int) -> str:
    return f"{number_in_words(number) if number else 'none'} {'remains' if number == 1 else 'remain'}"


def _lower(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]
