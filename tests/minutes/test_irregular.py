"""What is irregular about an act, with its authority; beside each row stands one that is nearly so, and is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from panel.law.ruling import RULES_AUTHORITY
from panel.minutes.irregular import Body, Elected, Moved, Resolved, Room, away_at, of_election, of_motion, of_resolution
from panel.minutes.rules import Cast, Moving, Outcome
from panel.minutes.voting import Tally

FINCH, LINNET, REED, WREN = "Ada Finch", "Ravi Linnet", "Omar Reed", "Ivy Wren"
EVERYBODY = frozenset({FINCH, LINNET, REED, WREN})
INTERESTS, MAJORITY, CASTING = (
    "Localism Act 2011, s.31(4)",
    "Local Government Act 1972, Sch 12 para 39(1)",
    "Local Government Act 1972, Sch 12 para 39(2)",
)
VETO = "Police Reform and Social Responsibility Act 2011, Sch 5 para 4(4) and Sch 8"
QUORUM = f"{RULES_AUTHORITY} (quorum)"

MOVED = Moved("motion-1", "5", proposer=FINCH, seconder=LINNET, outcome=Outcome.AGREED, votes=Tally(3, 1))
ROOM = Room(present=EVERYBODY, quorum=2)
BODY = Body(members=6, day=date(2026, 3, 19))
HELD = Elected(
    "election-1", "1", "Chair", FINCH, presided=WREN, nominations=((FINCH, LINNET, REED, 3), (REED, WREN, LINNET, 1))
)
ALL_FOR = (*tuple((name, Cast.FOR) for name in (FINCH, LINNET, REED)), (WREN, Cast.AGAINST))


def moved(**facts: Any) -> Moved:
    return replace(MOVED, **facts)


def room(**facts: Any) -> Room:
    return replace(ROOM, **facts)


def body(**facts: Any) -> Body:
    return replace(BODY, **facts)


def held(*nominations: tuple[str, str, str, int | None], **facts: Any) -> Elected:
    return replace(HELD, **({"nominations": nominations} if nominations else {}), **facts)


MOTIONS = {
    "no mover": (
        (moved(proposer="", seconder=LINNET),),
        (moved(outcome="", proposer="", votes=None),),
        RULES_AUTHORITY,
    ),
    "no seconder": ((moved(seconder=""),), (moved(seconder="", by_custom=True),), RULES_AUTHORITY),
    "same": ((moved(seconder=FINCH),), (moved(),), RULES_AUTHORITY),
    "moved interest": ((MOVED, room(barred=frozenset({FINCH}))), (MOVED, room(barred=frozenset({REED}))), INTERESTS),
    "seconded interest": (
        (MOVED, room(barred=frozenset({LINNET}))),
        (moved(seconder=WREN), room(barred=frozenset({LINNET}))),
        INTERESTS,
    ),
    "voted interest": (
        (moved(named=ALL_FOR), room(barred=frozenset({REED}))),
        (moved(named=(*ALL_FOR[:2], (REED, Cast.ABSTAINED)), votes=Tally(2, 0, 1)), room(barred=frozenset({REED}))),
        INTERESTS,
    ),
    "moved absent": (
        (MOVED, room(present=EVERYBODY - {FINCH})),
        (MOVED, Room(quorum=2)),
        RULES_AUTHORITY,
    ),
    "voted absent": (
        (moved(named=ALL_FOR[:3], votes=Tally(3)), room(present=EVERYBODY - {REED})),
        (moved(named=ALL_FOR[:3], votes=Tally(3)), ROOM),
        MAJORITY,
    ),
    "seconded away": (
        (moved(votes=Tally(2, 1)), room(away=frozenset({LINNET}))),
        (moved(votes=Tally(2, 1)), room(away=frozenset({WREN}))),
        RULES_AUTHORITY,
    ),
    "voted away": (
        (moved(named=ALL_FOR[:3], votes=Tally(3)), room(away=frozenset({REED}))),
        (moved(named=ALL_FOR[:3], votes=Tally(3)), room(away=frozenset({WREN}))),
        MAJORITY,
    ),
    "voted remotely": (
        (moved(named=ALL_FOR), room(not_counted=frozenset({REED}))),
        (moved(named=ALL_FOR[:2], votes=Tally(2)), room(not_counted=frozenset({REED}))),
        MAJORITY,
    ),
    "names": ((moved(named=ALL_FOR, votes=Tally(4)),), (moved(named=ALL_FOR),), RULES_AUTHORITY),
    "more than there": (
        (MOVED, room(away=frozenset({REED}))),
        (moved(votes=Tally(2, 1)), room(away=frozenset({REED}))),
        MAJORITY,
    ),
    "not quorate": ((MOVED, room(quorum=5)), (MOVED, room(quorum=4)), QUORUM),
    "few votes": ((moved(votes=Tally(1, 0, 1)), room(quorum=3)), (moved(votes=Tally(1, 0, 2)), room(quorum=3)), QUORUM),
    "veto": (
        (moved(veto="precept", votes=Tally(3, 1)), ROOM),
        (moved(veto="precept", votes=Tally(4, 0)), ROOM),
        VETO,
    ),
    "veto not counted": (
        (moved(veto="precept", votes=None),),
        (moved(veto="precept", votes=None, outcome="lost"),),
        VETO,
    ),
    "casting": ((moved(casting=Cast.FOR),), (moved(casting=Cast.FOR, votes=Tally(2, 2)),), CASTING),
    "outcome": ((moved(votes=Tally(1, 3)),), (moved(votes=Tally(1, 3), outcome=Outcome.LOST),), MAJORITY),
    "open amendment": ((moved(open_amendments=1),), (moved(outcome="", open_amendments=1),), RULES_AUTHORITY),
}


def told(acts: list[Any]) -> dict[str, str]:
    """Give the authority of each, by the rule that says so."""
    return {act.code.partition(":")[0]: act.authority for act in acts}


def of(facts: tuple[Any, ...]) -> dict[str, str]:
    """Tell what is irregular about a motion, in the room and the body given or in ordinary ones."""
    return told(of_motion(facts[0], facts[1] if len(facts) > 1 else ROOM, facts[2] if len(facts) > 2 else BODY))


@pytest.mark.parametrize("code", MOTIONS)
def test_an_irregular_motion_is_told_of_with_its_authority(code: str):
    irregular, regular, authority = MOTIONS[code]
    assert of(irregular)[code].startswith(authority)
    assert code not in of(regular)


def test_an_ordinary_motion_has_nothing_irregular():
    assert of((MOVED,)) == {}
    assert of((moved(named=ALL_FOR),)) == {}


@pytest.mark.parametrize(
    ("own", "authority"),
    [
        pytest.param(False, RULES_AUTHORITY, id="the rules give none"),
        pytest.param(None, None, id="the general law gives one"),
        pytest.param(True, None, id="the rules give one"),
    ],
)
def test_a_casting_vote_is_irregular_where_the_rules_give_none(own: bool | None, authority: str | None):
    equal = moved(casting=Cast.FOR, votes=Tally(2, 2))
    assert of((equal, ROOM, body(casting_vote=own))).get("casting") == authority


def test_a_lost_veto_that_had_two_thirds_is_contradicted():
    assert "veto" in of((moved(veto="precept", votes=Tally(4, 0), outcome=Outcome.LOST),))
    assert "veto" not in of((moved(veto="precept", votes=Tally(3, 0), outcome=Outcome.LOST),))


ELECTIONS = {
    "tie": (
        (held((FINCH, LINNET, REED, 2), (REED, WREN, LINNET, 2)),),
        (held((FINCH, LINNET, REED, 2), (REED, WREN, LINNET, 2), decided_by="lot"),),
    ),
    "other way": (
        (held((FINCH, LINNET, "", 2), (REED, WREN, "", 2), decided_by="lot"), body(equal_votes="casting vote")),
        (held((FINCH, LINNET, "", 2), (REED, WREN, "", 2), decided_by="lot"), body(equal_votes="lot")),
    ),
    "no tie": ((held(decided_by="lot"),), (held(),)),
    "not ahead": ((held(elected=REED),), (held(),)),
    "not nominated": ((held(elected=LINNET),), (held(elected=FINCH),)),
    "presided": ((held(presided=REED),), (held(presided=WREN),)),
    "no ballot": ((held(), body(elects_by_ballot=True)), (held(ballot=True), body(elects_by_ballot=True))),
    "no proposer": ((held((FINCH, "", "", None)),), (held((FINCH, "", "", None), elected=""),)),
    "same": ((held((FINCH, LINNET, LINNET, 3)),), (held((FINCH, LINNET, REED, 3)),)),
}


@pytest.mark.parametrize("code", ELECTIONS)
def test_an_irregular_election_is_told_of(code: str):
    irregular, regular = ELECTIONS[code]
    assert code in told(of_election(irregular[0], ROOM, irregular[1] if len(irregular) > 1 else BODY))
    assert code not in told(of_election(regular[0], ROOM, regular[1] if len(regular) > 1 else BODY))


def test_who_declared_an_interest_is_told_of_as_proposer_of_a_nomination():
    acts = of_election(HELD, room(barred=frozenset({LINNET})), BODY)
    assert told(acts) == {"proposed interest": INTERESTS, "seconded interest": INTERESTS}


@pytest.mark.parametrize(
    ("outcomes", "irregular"),
    [
        pytest.param((Outcome.LOST,), True, id="the motion was lost"),
        pytest.param((Outcome.LOST, Outcome.WITHDRAWN), True, id="nothing was agreed"),
        pytest.param((Outcome.LOST, Outcome.AGREED), False, id="another was agreed"),
        pytest.param((Outcome.LOST, ""), False, id="another is open"),
        pytest.param(("carried",), False, id="in the words of minutes from elsewhere"),
        pytest.param((), False, id="nothing was moved"),
    ],
)
def test_a_resolution_needs_a_motion_that_was_agreed_where_there_was_one(outcomes: tuple[str, ...], irregular: bool):
    assert bool(of_resolution(Resolved("resolution-1", "5", "1", outcomes))) is irregular


ORDER = ("1", "2", "3", "4")


@pytest.mark.parametrize(
    ("steps", "away"),
    [
        pytest.param([(Moving.LEFT, "2")], True, id="left during an earlier item"),
        pytest.param([(Moving.LEFT, "3")], False, id="left during this one, perhaps after it was decided"),
        pytest.param([(Moving.LEFT, "4")], False, id="left later"),
        pytest.param([(Moving.LEFT, "1"), (Moving.RETURNED, "2")], False, id="came back before"),
        pytest.param([(Moving.LEFT, "1"), (Moving.RETURNED, "3")], False, id="came back during it"),
        pytest.param([(Moving.LEFT, "1"), (Moving.RETURNED, "4")], True, id="came back after it"),
        pytest.param([(Moving.ARRIVED, "4")], True, id="came after it"),
        pytest.param([(Moving.ARRIVED, "3")], False, id="came during it"),
        pytest.param([(Moving.LEFT, "nowhere")], False, id="left during no item of this agenda"),
    ],
)
def test_who_left_before_an_item_or_came_after_it_was_not_there(steps: list[tuple[Moving, str]], away: bool):
    assert away_at("3", ORDER, [(FINCH, moving, item) for moving, item in steps]) == (
        frozenset({FINCH}) if away else frozenset()
    )
