"""What may be recorded of a meeting, and what is to be said of it. Pure.

What happened can always be recorded: an irregular act is told of, never refused. Refused are only votes of more people
than were there, and changes to what was confirmed.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from panel.law.ruling import Ruling
from panel.law.words import day_in_words

MEMBERS = "members"
"""The circle of the body's own members; "opcc" and "officers" are others, and a folder may name its own."""


class Presence(StrEnum):
    """Whether somebody was at a meeting."""

    PRESENT = "present"
    APOLOGIES = "apologies"
    ABSENT = "absent"
    NOT_RECORDED = "not recorded"
    """Named as somebody's substitute, but neither among those present nor among the absent."""


class Moving(StrEnum):
    """How somebody came or went while the meeting ran."""

    ARRIVED = "arrived"
    LEFT = "left"
    RETURNED = "returned"


class InterestKind(StrEnum):
    """What kind of interest was disclosed."""

    PECUNIARY = "disclosable pecuniary"
    OTHER = "other"


class Cast(StrEnum):
    """How a member voted."""

    FOR = "for"
    AGAINST = "against"
    ABSTAINED = "abstained"


class Outcome(StrEnum):
    """What came of something that was moved."""

    AGREED = "agreed"
    LOST = "lost"
    WITHDRAWN = "withdrawn"
    FELL = "fell"
    """It was overtaken: the motion that it would have amended was lost or withdrawn."""


class Asked(StrEnum):
    """What became of a public question at the meeting."""

    ANSWERED = "answered"
    ASKED = "asked"
    """Put, but not answered there: a written answer is owed."""
    NOT_REACHED = "not reached"
    """Time ran out: a written answer is owed."""
    ABSENT = "absent"
    """The questioner was not there."""


SIGNING_AUTHORITY = "Local Government Act 1972, Sch 12 para 41"


def may_change(confirmed: date | None) -> Ruling:
    """Whether the record may still be changed; `confirmed` is the day of the meeting that confirmed it."""
    if confirmed is None:
        return Ruling(True)
    return Ruling(
        False,
        f"These minutes were confirmed on {day_in_words(confirmed)}, so the record is closed. "
        "Enter a later correction instead: it is dated, and stands beside them.",
        SIGNING_AUTHORITY,
    )
