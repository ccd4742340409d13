"""Schedule 12A to the Local Government Act 1972: the descriptions of exempt information.

England: Part 1, paragraphs 1 to 7 (SI 2006/88). Wales: Part 4, paragraphs 12 to 18 (SI 2007/969). Before a meeting
every copy of a withheld report is marked "Not for publication" and states the description in the Schedule's own
terms (s.100B(5)).
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

MARKING_AUTHORITY = "Local Government Act 1972, s.100B(5)"
RESOLUTION_AUTHORITY = "Local Government Act 1972, s.100A(4) and (5)"


class Nation(StrEnum):
    """The part of the United Kingdom whose rules a body follows."""

    ENGLAND = "England"
    WALES = "Wales"


_ENGLAND = {
    1: "Information relating to any individual",
    2: "Information which is likely to reveal the identity of an individual",
    3: "Information relating to the financial or business affairs of any particular person "
    "(including the authority holding that information)",
    4: "Information relating to any consultations or negotiations, or contemplated consultations or "
    "negotiations, in connection with any labour relations matter arising between the authority or a Minister "
    "of the Crown and employees of, or office holders under, the authority",
    5: "Information in respect of which a claim to legal professional privilege could be maintained in legal "
    "proceedings",
    6: "Information which reveals that the authority proposes to give under any enactment a notice under or by "
    "virtue of which requirements are imposed on a person, or to make an order or direction under any enactment",
    7: "Information relating to any action taken or to be taken in connection with the prevention, "
    "investigation or prosecution of crime",
}
_WALES = {
    12: "Information relating to a particular individual",
    13: "Information which is likely to reveal the identity of an individual",
    14: "Information relating to the financial or business affairs of any particular person "
    "(including the authority holding that information)",
    15: "Information relating to any consultations or negotiations, or contemplated consultations or "
    "negotiations, in connection with any labour relations matter arising between the authority or a Minister "
    "of the Crown and employees of, or office holders under, the authority",
    16: "Information in respect of which a claim to legal professional privilege could be maintained in legal "
    "proceedings",
    17: "Information which reveals that the authority proposes to give under any enactment a notice under or by "
    "virtue of which requirements are imposed on a person, or to make an order or direction under any enactment",
    18: "Information relating to any action taken or to be taken in connection with the prevention, "
    "investigation or prosecution of crime",
}
PART = {Nation.ENGLAND: "Part 1", Nation.WALES: "Part 4"}
PARAGRAPHS = {Nation.ENGLAND: _ENGLAND, Nation.WALES: _WALES}


def description(nation: Nation, paragraphs: Iterable[int]) -> str | None:
    """State the descriptions of these paragraphs in the Schedule's terms; None where there is no paragraph.

    Raises KeyError for a paragraph that the nation's list does not have.
    """
    texts = [f"{PARAGRAPHS[nation][number]} (paragraph {number})" for number in sorted(set(paragraphs))]
    return "; ".join(texts) if texts else None
