"""What votes come to: how many there can be, what they decide, what decides where they are equal. Pure.

A question is decided by a majority of the members present and voting; where votes are equal whoever presides has a
second or casting vote (Local Government Act 1972, Sch 12 para 39), unless the body's rules of procedure say otherwise.
A veto is another matter: two thirds of the whole membership must vote for it (`panel.law.thresholds`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from panel.law.ruling import RULES_AUTHORITY, Ruling
from panel.law.thresholds import vetoed
from panel.law.words import counted
from panel.minutes.rules import Cast, Outcome

MAJORITY_AUTHORITY = "Local Government Act 1972, Sch 12 para 39(1)"
CASTING_AUTHORITY = "Local Government Act 1972, Sch 12 para 39(2)"
PRECEPT, CHIEF_CONSTABLE = "precept", "chief constable"
VETOES = {PRECEPT: "the precept", CHIEF_CONSTABLE: "the appointment of the chief constable"}
"""What a panel can veto: as kept, and in a sentence."""


@dataclass(frozen=True)
class Tally:
    """Votes, without a casting vote."""

    votes_for: int = 0
    against: int = 0
    abstained: int = 0

    @property
    def total(self) -> int:
        """How many people they are of."""
        return self.votes_for + self.against + self.abstained


@dataclass(frozen=True)
class Decided:
    """What votes come to, and why."""

    outcome: Outcome
    reason: str
    authority: str


def by_name(casts: Iterable[Cast]) -> Tally:
    """Count votes that are recorded by name."""
    count = Counter(casts)
    return Tally(count[Cast.FOR], count[Cast.AGAINST], count[Cast.ABSTAINED])


def tally(votes_for: int | None, against: int | None, abstained: int | None) -> Tally | None:
    """Give votes as recorded; None where nobody counted them."""
    if votes_for is None and against is None and abstained is None:
        return None
    return Tally(votes_for or 0, against or 0, abstained or 0)


def may_be_cast(votes: int, there: int, *, recorded: bool) -> Ruling:
    """Whether there can be so many votes; `there` counts the members present or, with none recorded, all members."""
    if votes <= there:
        return Ruling(True)
    of = counted(there, "member is", "members are")
    who = f"{of} recorded as present" if recorded else f"{of} on the body that day, and no attendance is recorded"
    said = counted(votes, "vote", "votes").capitalize()
    return Ruling(False, f"{said} cannot be: {who}. Correct the votes, or the attendance first.")


def casting_vote(own: bool | None) -> Ruling:
    """Whether the chair has a second, casting vote; `own` is what the body's rules say, None where they do not."""
    if own is None:
        return Ruling(True, "Where votes are equal, whoever presides has a second or casting vote.", CASTING_AUTHORITY)
    has = "has a second or casting vote" if own else "has no casting vote, so the motion is lost"
    return Ruling(own, f"Where votes are equal, whoever presides {has}.", RULES_AUTHORITY)


def decided(votes: Tally, casting: Cast | None, own: bool | None) -> Decided:
    """Say what a motion's votes come to: a majority of those voting, else the casting vote as it was given."""
    figures = f"{votes.votes_for} for, {votes.against} against"
    if votes.votes_for > votes.against:
        return Decided(Outcome.AGREED, f"{figures}: a majority of those voting.", MAJORITY_AUTHORITY)
    if votes.votes_for < votes.against:
        return Decided(Outcome.LOST, f"{figures}: no majority of those voting.", MAJORITY_AUTHORITY)
    ruling = casting_vote(own)
    if casting in (Cast.FOR, Cast.AGAINST):
        outcome = Outcome.AGREED if casting is Cast.FOR else Outcome.LOST
        return Decided(outcome, f"{figures}, and the casting vote {casting}.", ruling.authority)
    return Decided(Outcome.LOST, f"{figures}: equal, and no casting vote was given.", MAJORITY_AUTHORITY)


def veto_decided(votes: Tally, members: int, day: date, veto: str) -> Decided:
    """Say what the votes on a veto come to: two thirds of all members that day, present or not."""
    ruling = vetoed(votes.votes_for, members, day, VETOES.get(veto, veto))
    return Decided(Outcome.AGREED if ruling else Outcome.LOST, ruling.reason, ruling.authority)


def ahead(votes: Sequence[tuple[str, int | None]]) -> tuple[str, ...]:
    """Name those with the most votes in an election: one, several where they are equal, none where none are counted."""
    most = max((count for _name, count in votes if count is not None), default=0)
    return tuple(name for name, count in votes if count == most) if most else ()
