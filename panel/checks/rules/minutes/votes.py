"""Votes that cannot be as they are told: more than were there, an outcome that they do not give, a name twice."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from panel.checks.dossier import Dossier, Minutes, Motion
from panel.checks.finding import Finding, Place, Severity
from panel.checks.reading.blocks import Text
from panel.checks.reading.minutes_text import Named
from panel.checks.reading.minutes_votes import Side, Vote, recorded_votes, votes
from panel.checks.reading.names import bare, name, same
from panel.law.thresholds import veto
from panel.law.words import counted, day_in_words

RULE = "votes do not add up"
_CARRIED = re.compile(r"(?<!not )\b(?:carried|agreed|approved|adopted)\b", re.IGNORECASE)
_LOST = re.compile(r"\b(?:lost|rejected|defeated|fell|not (?:carried|agreed|approved))\b", re.IGNORECASE)
_VETOED = re.compile(r"(?<!not )\bvetoed\b", re.IGNORECASE)
_OUTCOME = "Correct the votes or the outcome."
_ATTENDANCE = "Correct the votes or the attendance."


def in_record(record: Minutes) -> Iterator[Finding]:
    """Find recorded motions with more votes than members, or with an outcome that the votes do not give."""
    members = sum(person.member for person in record.present)
    held = day_in_words(record.date, weekday=False)
    for motion in record.motions:
        place = Place(words=motion.text)
        why = f"The record of the meeting of {held}, item {motion.item}."
        counts = [count for count in (motion.votes_for, motion.against, motion.abstained) if count is not None]
        if members and sum(counts) > members:
            yield Finding(
                RULE,
                Severity.LOOK,
                place,
                f"{sum(counts)} votes and abstentions are recorded on item {motion.item} of {held}, and "
                f"{counted(members, 'member was', 'members were')} present.",
                why,
                _ATTENDANCE,
            )
        if _contradicts(motion):
            yield Finding(
                RULE,
                Severity.LOOK,
                place,
                f"The motion on item {motion.item} of {held} is recorded as {motion.outcome} with {motion.votes_for} "
                f"for and {motion.against} against.",
                why,
                _OUTCOME,
            )


def _contradicts(motion: Motion) -> bool:
    if motion.votes_for is None or motion.against is None:
        return False
    if _LOST.search(motion.outcome):
        return motion.votes_for > motion.against
    return motion.votes_for < motion.against and bool(
        _CARRIED.search(motion.outcome) or motion.outcome.casefold() == "resolved"
    )


def in_text(dossier: Dossier, text: Text, at: Place, seats: int | None, there: Sequence[Named]) -> Iterator[Finding]:
    """Find votes of written minutes that do not add up.

    Seats: how many members the record has as present; 0 where nobody knows, None where the panel's membership counts.
    """
    most = len(dossier.members) if seats is None else seats
    if seats is None:
        who, why = f"the panel has {counted(most, 'member', 'members')}", "The record of the panel's members."
    else:
        who, why = f"{counted(most, 'member was', 'members were')} present", "The record of attendance of that meeting."
    for vote in votes(text):
        place = Place(at.item, at.paper, vote.page, vote.words)
        if most and vote.total > most:
            what = f"“{vote.words}” makes {vote.total}, and {who}."
            yield Finding(RULE, Severity.LOOK, place, what, why, _ATTENDANCE)
        for what in _against_outcome(vote):
            yield Finding(RULE, Severity.LOOK, place, what, f"“{vote.told}”", _OUTCOME)
        needed = veto(len(dossier.members), dossier.day) if dossier.members and _VETOED.search(vote.told) else None
        if needed and vote.votes_for < needed.needed:
            yield Finding(
                RULE,
                Severity.LOOK,
                place,
                f"“{vote.words}” is no veto: it needs {needed.needed} of the {needed.members} members.",
                needed.authority,
                "Correct the votes, or what they decided.",
            )
    known = [name(person.name).surname for person in (*dossier.people, *dossier.former)]
    for sides in recorded_votes(text):
        yield from _by_name(sides, at, there, known)


def _against_outcome(vote: Vote) -> Iterator[str]:
    """Say what a vote's own sentence makes of it that the figures do not give."""
    carried, lost = bool(_CARRIED.search(vote.told)), bool(_LOST.search(vote.told))
    # A sentence that tells of both speaks of two motions.
    if carried and not lost and vote.votes_for < vote.against:
        yield f"“{vote.words}”, and yet it is said to be carried."
    if lost and not carried and vote.votes_for > vote.against:
        yield f"“{vote.words}”, and yet it is said to be lost."
    if "unanimous" in vote.told.casefold() and vote.against:
        yield f"“{vote.words}” is not unanimous."
    # The figures may count the casting vote itself, and then differ by one.
    if "casting vote" in vote.told.casefold() and abs(vote.votes_for - vote.against) > 1:
        yield f"“{vote.words}” is no tie, and the chair is said to have used a casting vote."


def _by_name(sides: Sequence[Side], at: Place, there: Sequence[Named], known: Collection[str]) -> Iterator[Finding]:
    """Judge a vote that is recorded name by name."""
    for side in sides:
        if side.count is not None and side.count != len(side.names):
            yield Finding(
                RULE,
                Severity.LOOK,
                Place(at.item, at.paper, side.page, side.words),
                f"“{side.words}” counts {side.count} and names {len(side.names)}.",
                "The names that stand behind the figure.",
                "Correct the figure or the names.",
            )
    for position, side in enumerate(sides):
        others = [other for later in sides[position + 1 :] for other in later.names]
        for its in side.names:
            place = Place(at.item, at.paper, side.page, its.words)
            if any(same(its.parts, other.parts) and its.given == other.given for other in others):
                yield Finding(
                    RULE,
                    Severity.LOOK,
                    place,
                    f"{bare(its.words)} is named on two sides of one vote.",
                    f"“{side.words}”, and again in the list that follows.",
                    "Correct the names.",
                )
            if there and not any(each.may_be_meant_by(its, known) for each in there):
                yield Finding(
                    RULE,
                    Severity.LOOK,
                    place,
                    f"{bare(its.words)} is named in a vote, and is not among those present.",
                    "The list of those present has nobody of that name.",
                    _ATTENDANCE,
                )
