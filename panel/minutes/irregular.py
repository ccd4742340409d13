"""Which acts of a meeting were irregular, and by what authority: told of and marked, never refused. Pure.

The record says what happened; whether it stands is for the monitoring officer and the courts. So nothing here stops
anything, and nothing of it is stored: it follows from what is recorded, and goes away once that is put right.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from panel.law.ruling import RULES_AUTHORITY
from panel.law.thresholds import VETO_AUTHORITY
from panel.law.words import counted
from panel.minutes.rules import Cast, Moving, Outcome
from panel.minutes.voting import (
    CASTING_AUTHORITY,
    MAJORITY_AUTHORITY,
    Tally,
    ahead,
    by_name,
    casting_vote,
    decided,
    veto_decided,
)

INTEREST_AUTHORITY = "Localism Act 2011, s.31(4)"
QUORUM_AUTHORITY = f"{RULES_AUTHORITY} (quorum)"
VOTED = (Cast.FOR, Cast.AGAINST)
NOT_AGREED = frozenset({Outcome.LOST, Outcome.WITHDRAWN, Outcome.FELL})


@dataclass(frozen=True)
class Irregular:
    """An act that the monitoring officer should know of."""

    entry: str
    """Of what: "motion-12"."""
    code: str
    """Which rule says so, with whose act it was where there is somebody: "interest:Councillor Ada Finch"."""
    item: str
    what: str
    authority: str
    check: bool = False
    """Whether it is so only by custom, or by rules that not every body has."""
    exempt: bool = False
    """Whether it stands in the exempt minutes alone."""

    @property
    def key(self) -> str:
        """Its name, for as long as the act stands as it does."""
        return f"{self.entry} {self.code}"


@dataclass(frozen=True)
class Room:
    """Who was there for an item, as recorded."""

    present: frozenset[str] = frozenset()
    """Every member present at the meeting; empty where no attendance is recorded."""
    away: frozenset[str] = frozenset()
    """Of those, who was not in the room for this item: left, stepped out for an interest, not yet arrived."""
    barred: frozenset[str] = frozenset()
    """Who declared an interest in the item that keeps them out of it, without a dispensation."""
    not_counted: frozenset[str] = frozenset()
    """Who joined in a way that does not count as presence."""
    quorum: int | None = None

    @property
    def there(self) -> frozenset[str]:
        """Who was in the room."""
        return self.present - self.away


@dataclass(frozen=True)
class Moved:
    """A motion as recorded, or another entry that was moved and seconded."""

    entry: str
    item: str
    noun: str = "motion"
    proposer: str = ""
    seconder: str = ""
    outcome: str = ""
    votes: Tally | None = None
    casting: Cast | None = None
    named: tuple[tuple[str, Cast], ...] = ()
    veto: str = ""
    open_amendments: int = 0
    """How many amendments to it are not decided."""
    by_custom: bool = False
    """Whether it commonly goes without a mover: the confirmation of minutes."""
    exempt: bool = False

    @property
    def settled(self) -> bool:
        """Whether the meeting agreed or rejected it."""
        return self.outcome in (Outcome.AGREED, Outcome.LOST)


@dataclass(frozen=True)
class Elected:
    """An election as recorded."""

    entry: str
    item: str
    office: str
    elected: str = ""
    decided_by: str = ""
    presided: str = ""
    ballot: bool = False
    nominations: tuple[tuple[str, str, str, int | None], ...] = ()
    """Name, proposer, seconder, votes."""
    exempt: bool = False


@dataclass(frozen=True)
class Resolved:
    """What was resolved under an item, and what came of what was moved there."""

    entry: str
    item: str
    number: str
    outcomes: tuple[str, ...] = ()
    exempt: bool = False


@dataclass(frozen=True)
class Body:
    """What decides on the body's side: its membership that day and its rules."""

    members: int
    day: date
    casting_vote: bool | None = None
    elects_by_ballot: bool = False
    equal_votes: str = ""


@dataclass(frozen=True)
class _Teller:
    """Words an irregular act of one entry."""

    entry: str
    item: str
    exempt: bool
    told: list[Irregular] = field(default_factory=list)

    def tell(self, code: str, what: str, authority: str = RULES_AUTHORITY, *, check: bool = False) -> None:
        """Tell of one."""
        self.told.append(Irregular(self.entry, code, self.item, what, authority, check, self.exempt))


def of_motion(moved: Moved, room: Room, body: Body) -> list[Irregular]:
    """Tell what was irregular about a motion, its vote and its outcome."""
    teller = _Teller(moved.entry, moved.item, moved.exempt)
    _movers(teller, moved, room)
    _voters(teller, moved, room)
    if moved.settled:
        _quorum(teller, moved.votes, room)
        if moved.veto:
            _veto(teller, moved, body)
        else:
            _majority(teller, moved, body)
        if moved.open_amendments:
            open_ = counted(moved.open_amendments, "amendment to it is", "amendments to it are")
            teller.tell("open amendment", f"The {moved.noun} was decided while {open_} still open.")
    return teller.told


def of_election(held: Elected, room: Room, body: Body) -> list[Irregular]:
    """Tell what was irregular about an election."""
    teller = _Teller(held.entry, held.item, held.exempt)
    for name, proposer, seconder, _votes in held.nominations:
        of = f"the nomination of {name}"
        if held.elected and not proposer:
            teller.tell(f"no proposer:{name}", f"Nobody is recorded as proposing {name}.", check=True)
        if proposer and proposer == seconder:
            teller.tell(f"same:{name}", f"{proposer} both proposed and seconded {of}.")
        _takes_part(teller, room, proposer, f"proposed {name}", "proposed")
        _takes_part(teller, room, seconder, f"seconded {of}", "seconded")
        if held.presided and name == held.presided:
            what = f"{name} presided at an election in which they were nominated themselves."
            teller.tell("presided", what, check=True)
    if body.elects_by_ballot and held.elected and len(held.nominations) > 1 and not held.ballot:
        teller.tell("no ballot", f"The {held.office} was elected by show of hands; the rules ask for a ballot.")
    if held.elected:
        _result(teller, held, body)
        counts = [votes for *_names, votes in held.nominations if votes is not None]
        _quorum(teller, Tally(sum(counts)) if counts else None, room)
    return teller.told


def of_resolution(resolved: Resolved) -> list[Irregular]:
    """Tell of what stands as resolved though nothing that was moved under its item was agreed."""
    if not resolved.outcomes or any(outcome not in NOT_AGREED for outcome in resolved.outcomes):
        return []
    teller = _Teller(resolved.entry, resolved.item, resolved.exempt)
    what = f"Resolution {resolved.number} is recorded, but no motion under item {resolved.item} was agreed."
    teller.tell("not agreed", what, MAJORITY_AUTHORITY)
    return teller.told


def away_at(item: str, order: Sequence[str], steps: Iterable[tuple[str, Moving, str]]) -> frozenset[str]:
    """Name those who had left before an item, or came after it; whoever came or went during it may have been there.

    `order` is the numbers of the items; `steps` are who came and went during which item, as recorded.
    """
    if item not in order:
        return frozenset()
    at = order.index(item)
    there: dict[str, bool] = {}
    for name, moving, during in steps:
        if during not in order:
            continue
        when = order.index(during)
        if moving is Moving.ARRIVED and when > at:
            there.setdefault(name, False)
        elif when < at:
            there[name] = moving is not Moving.LEFT
        elif when == at and moving is not Moving.LEFT:
            there[name] = True
    return frozenset(name for name, is_there in there.items() if not is_there)


def _movers(teller: _Teller, moved: Moved, room: Room) -> None:
    noun = moved.noun
    if moved.settled and not moved.by_custom and not moved.proposer:
        teller.tell("no mover", f"The {noun} was decided, but nobody is recorded as moving it.")
    if moved.settled and not moved.by_custom and moved.proposer and not moved.seconder:
        what = f"The {noun} was decided, but nobody is recorded as seconding it."
        teller.tell("no seconder", what, f"{RULES_AUTHORITY}, where they ask for a seconder", check=True)
    if moved.proposer and moved.proposer == moved.seconder:
        teller.tell("same", f"{moved.proposer} both moved and seconded the {noun}.")
    _takes_part(teller, room, moved.proposer, f"moved the {noun}", "moved")
    _takes_part(teller, room, moved.seconder, f"seconded the {noun}", "seconded")


def _voters(teller: _Teller, moved: Moved, room: Room) -> None:
    for name, cast in moved.named:
        if cast in VOTED or name not in room.barred:
            _takes_part(teller, room, name, "voted", "voted")
    if moved.named and moved.votes is not None and by_name(cast for _name, cast in moved.named) != moved.votes:
        teller.tell("names", "The totals of the vote are not those of the votes by name.")
    if moved.votes and room.present and len(room.there) < moved.votes.total <= len(room.present):
        votes = counted(moved.votes.total, "vote was", "votes were").capitalize()
        there = counted(len(room.there), "member was", "members were")
        teller.tell("more than there", f"{votes} counted, but {there} in the room for this item.", MAJORITY_AUTHORITY)


def _takes_part(teller: _Teller, room: Room, name: str, did: str, code: str) -> None:
    """Tell what speaks against somebody's part in a decision: the gravest alone."""
    if not name:
        return
    if name in room.barred:
        what = f"{name} {did}, having declared an interest in this item without a dispensation."
        teller.tell(f"{code} interest:{name}", what, INTEREST_AUTHORITY)
    elif room.present and name not in room.present:
        what = f"{name} {did}, but is not recorded among the members present."
        teller.tell(f"{code} absent:{name}", what, MAJORITY_AUTHORITY if code == "voted" else RULES_AUTHORITY)
    elif name in room.away:
        what = f"{name} {did}, but was not in the room for this item."
        teller.tell(f"{code} away:{name}", what, MAJORITY_AUTHORITY if code == "voted" else RULES_AUTHORITY)
    elif name in room.not_counted and code == "voted":
        what = f"{name} voted, having joined remotely, which does not count as being present."
        teller.tell(f"voted remotely:{name}", what, MAJORITY_AUTHORITY, check=True)


def _quorum(teller: _Teller, votes: Tally | None, room: Room) -> None:
    if room.quorum is None or not room.present:
        return
    counting = len(room.there - room.not_counted)
    if counting < room.quorum:
        are = counted(counting, "member was", "members were")
        teller.tell(
            "not quorate", f"The meeting was not quorate: {are} present, {room.quorum} are needed.", QUORUM_AUTHORITY
        )
    elif votes is not None and votes.total < room.quorum:
        are = counted(votes.total, "vote was", "votes were").capitalize()
        what = f"{are} counted, abstentions included; the quorum is {room.quorum}. Was the meeting quorate then?"
        teller.tell("few votes", what, QUORUM_AUTHORITY, check=True)


def _veto(teller: _Teller, moved: Moved, body: Body) -> None:
    if moved.votes is None:
        if moved.outcome == Outcome.AGREED:
            teller.tell("veto not counted", "A veto is recorded as agreed, but no votes are.", VETO_AUTHORITY)
        return
    due = veto_decided(moved.votes, body.members, body.day, moved.veto)
    if due.outcome != moved.outcome:
        how = "agreed" if moved.outcome == Outcome.AGREED else "lost"
        teller.tell("veto", f"The veto is recorded as {how}. {due.reason}", due.authority)


def _majority(teller: _Teller, moved: Moved, body: Body) -> None:
    if moved.votes is None:
        if moved.casting:
            teller.tell("casting", "A casting vote is recorded, but no other votes are.", CASTING_AUTHORITY)
        return
    equal = moved.votes.votes_for == moved.votes.against
    if moved.casting and not equal:
        teller.tell("casting", "A casting vote was given though votes were not equal.", CASTING_AUTHORITY)
    ruling = casting_vote(body.casting_vote)
    if moved.casting and equal and not ruling:
        teller.tell("casting", f"A casting vote was given. {ruling.reason}", ruling.authority)
    due = decided(moved.votes, moved.casting if equal else None, body.casting_vote)
    if due.outcome != moved.outcome:
        teller.tell("outcome", f"The {moved.noun} is recorded as {moved.outcome}. {due.reason}", due.authority)


def _result(teller: _Teller, held: Elected, body: Body) -> None:
    names = [name for name, *_rest in held.nominations]
    first = ahead([(name, votes) for name, _proposer, _seconder, votes in held.nominations])
    if held.elected not in names:
        teller.tell("not nominated", f"{held.elected} was elected, but is not recorded as nominated.")
    elif first and held.elected not in first:
        teller.tell(
            "not ahead", f"{held.elected} was elected, but {' and '.join(first)} had more votes.", MAJORITY_AUTHORITY
        )
    elif len(first) > 1 and not held.decided_by:
        way = f" The rules say: {body.equal_votes}." if body.equal_votes else ""
        what = f"{' and '.join(first)} had equal votes, and nothing is recorded that decided between them.{way}"
        teller.tell("tie", what)
    if len(first) > 1 and held.decided_by and body.equal_votes and held.decided_by != body.equal_votes:
        what = f"Equal votes were decided by {held.decided_by}; the rules say: {body.equal_votes}."
        teller.tell("other way", what)
    if len(first) == 1 and held.decided_by:
        teller.tell("no tie", f"A {held.decided_by} is recorded, but votes were not equal.", check=True)
