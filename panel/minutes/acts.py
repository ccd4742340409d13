"""Gather what is recorded of a meeting, and tell which of its acts were irregular."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from panel.minutes.interested import barred
from panel.minutes.irregular import (
    Body,
    Elected,
    Irregular,
    Moved,
    Resolved,
    Room,
    away_at,
    of_election,
    of_motion,
    of_resolution,
)
from panel.minutes.models import Minutes, Motion, Nomination, Vote
from panel.minutes.rules import MEMBERS, Presence
from panel.minutes.voting import tally
from panel.papers.models import PaperAccess


def irregular_acts(
    minutes: Minutes | None, order: Sequence[str], body: Body, *, quorum: int | None, remote_counts: bool
) -> list[Irregular]:
    """Tell every irregular act of a meeting, in the order of its items; `order` is their numbers.

    `minutes` are read with every list of them (`panel.minutes.queries.record_of`).
    """
    if minutes is None:
        return []

    @cache
    def room(item: str) -> Room:
        return room_for(minutes, item, order, quorum=quorum, remote_counts=remote_counts)

    told: list[Irregular] = []
    for moved in every_motion(minutes):
        told += of_motion(moved, room(moved.item), body)
    for held in every_election(minutes):
        told += of_election(held, room(held.item), body)
    for resolved in every_resolution(minutes):
        told += of_resolution(resolved)
    place = {number: at for at, number in enumerate(order)}
    return sorted(told, key=lambda act: place.get(act.item, len(place)))


def present(minutes: Minutes | None) -> dict[str, bool]:
    """Name the members recorded as present, each with whether they joined remotely."""
    every = minutes.attendance if minutes else ()
    return {row.name: row.remote for row in every if row.circle == MEMBERS and row.presence is Presence.PRESENT}


def room_for(
    minutes: Minutes, item: str, order: Sequence[str], *, quorum: int | None = None, remote_counts: bool = True
) -> Room:
    """Say who was there for an item."""
    there = present(minutes)
    steps = [(row.name, row.moving, row.item) for row in minutes.movements]
    stepped_out = {row.name for row in minutes.disclosures if row.item == item and row.left_at}
    return Room(
        present=frozenset(there),
        away=(away_at(item, order, steps) | stepped_out) & frozenset(there),
        barred=barred(minutes, item),
        not_counted=frozenset() if remote_counts else frozenset(name for name, remote in there.items() if remote),
        quorum=quorum,
    )


def every_motion(minutes: Minutes) -> Iterable[Moved]:
    """Give everything that was moved: motions, exclusions of the public, confirmations of minutes."""
    votes: defaultdict[int, list[Vote]] = defaultdict(list)
    for vote in minutes.votes:
        votes[vote.motion_id].append(vote)
    still_open = [row.amends_id for row in minutes.motions if row.amends_id and not row.outcome]
    for row in minutes.motions:
        yield Moved(
            f"motion-{row.id}",
            row.item,
            noun_of(row),
            row.proposer,
            row.seconder,
            row.outcome,
            tally(row.votes_for, row.votes_against, row.votes_abstained),
            row.casting,
            tuple((vote.name, vote.cast) for vote in votes[row.id]),
            row.veto,
            still_open.count(row.id),
            exempt=row.access is PaperAccess.EXEMPT,
        )
    for out in minutes.exclusions:
        exempt = out.access is PaperAccess.EXEMPT
        yield Moved(
            f"exclusion-{out.id}",
            out.item,
            "exclusion of the public",
            out.proposer,
            out.seconder,
            out.outcome,
            exempt=exempt,
        )
    for confirmed in minutes.confirmations:
        yield Moved(
            f"confirmation-{confirmed.id}",
            confirmed.item,
            "confirmation of the minutes",
            confirmed.proposer,
            confirmed.seconder,
            by_custom=True,
            exempt=confirmed.access is PaperAccess.EXEMPT,
        )


def noun_of(row: Motion) -> str:
    """Say what a motion is: one, an amendment of one, or a veto."""
    return "amendment" if row.amends_id else "veto" if row.veto else "motion"


def nominations_of(minutes: Minutes) -> dict[int, list[Nomination]]:
    """Give who was nominated in each election, by its number."""
    by_election: defaultdict[int, list[Nomination]] = defaultdict(list)
    for row in minutes.nominations:
        by_election[row.election_id].append(row)
    return by_election


def every_election(minutes: Minutes) -> Iterable[Elected]:
    """Give the elections, each with who was nominated."""
    nominated = nominations_of(minutes)
    for row in minutes.elections:
        yield Elected(
            f"election-{row.id}",
            row.item,
            row.office,
            row.elected,
            row.decided_by,
            row.presided,
            row.ballot,
            tuple((each.name, each.proposer, each.seconder, each.votes) for each in nominated.get(row.id, ())),
            row.access is PaperAccess.EXEMPT,
        )


def every_resolution(minutes: Minutes) -> Iterable[Resolved]:
    """Give what was resolved, each with what came of the motions of its item."""
    outcomes: defaultdict[str, list[str]] = defaultdict(list)
    for moved in minutes.motions:
        if moved.amends_id is None:
            outcomes[moved.item].append(moved.outcome)
    for row in minutes.resolutions:
        exempt = row.access is PaperAccess.EXEMPT
        yield Resolved(f"resolution-{row.id}", row.item, row.number, tuple(outcomes[row.item]), exempt)
