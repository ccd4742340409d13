"""Who is in the room, and who counts for the quorum: told from who came, who went and who stepped out. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import time
from itertools import chain

from panel.law.exemptions import Nation
from panel.law.ruling import Ruling
from panel.minutes.rules import InterestKind, Moving

INTERESTS_AUTHORITY = "Localism Act 2011, s.31(4)"
DISPENSATION_AUTHORITY = "Localism Act 2011, s.33"
_START, _END = time.min, time.max


@dataclass(frozen=True)
class Person:
    """Somebody who was recorded as present, of whichever circle."""

    name: str
    remote: bool = False
    in_place_of: str = ""
    """The member whose seat they take; empty for one who has a seat."""


@dataclass(frozen=True)
class Step:
    """That somebody came or went; in the order in which they were recorded."""

    name: str
    moving: Moving
    at: time | None = None
    """None: not recorded; it came after what was recorded before it."""
    item: str = ""
    interest: bool = False
    """Whether they went, or came back, because of an interest in that item."""


@dataclass(frozen=True)
class Out:
    """Somebody who is not in the room, or who does not count there, and why."""

    name: str
    why: str
    authority: str = ""
    interest: bool = False


@dataclass(frozen=True)
class Lost:
    """Since when, and during which item, there are too few."""

    at: time | None
    item: str


def bars(kind: InterestKind | None, *, dispensed: bool, took_no_part: bool | None) -> Ruling:
    """Whether an interest bars its member from an item: by law where it is pecuniary, else by their own word."""
    if took_no_part:
        return Ruling(True, "took no part", INTERESTS_AUTHORITY if kind is InterestKind.PECUNIARY else "")
    if kind is not InterestKind.PECUNIARY:
        return Ruling(False)
    if dispensed:
        return Ruling(False, "has a dispensation", DISPENSATION_AUTHORITY)
    return Ruling(True, "has a disclosable pecuniary interest", INTERESTS_AUTHORITY)


def may_have_taken_part(kind: InterestKind | None, *, dispensed: bool, took_no_part: bool | None) -> Ruling:
    """Judge what is recorded of a member with an interest: told of, never refused."""
    if kind is InterestKind.PECUNIARY and not dispensed and took_no_part is False:
        return Ruling(
            False,
            "took part in spite of a disclosable pecuniary interest, and no dispensation is recorded",
            f"{INTERESTS_AUTHORITY} and s.34",
        )
    return Ruling(True)


def notification_due(kind: InterestKind | None, registered: bool | None, nation: Nation) -> bool:
    """Whether an interest that was disclosed has still to be notified; in England that is the law of pecuniary ones."""
    return registered is False and (kind is not InterestKind.OTHER or nation is Nation.WALES)


def in_order(steps: Sequence[Step]) -> list[Step]:
    """Put steps in order of time; one without a time stays after the one recorded before it."""
    timed, latest = [], _START
    for step in steps:
        latest = step.at or latest
        timed.append((latest, step))
    return [step for _at, step in sorted(timed, key=lambda pair: pair[0])]


def last_steps(steps: Sequence[Step], until: time | None = None) -> dict[str, Step]:
    """Give the last step that each person took, up to a time and at it; None: to the end."""
    return {step.name: step for step in _up_to(in_order(steps), until)}


def not_yet_here(people: Sequence[Person], steps: Sequence[Step]) -> frozenset[str]:
    """Name those who were not there from the beginning: the first that is recorded of them is that they arrived."""
    first: dict[str, Moving] = {}
    for step in in_order(steps):
        first.setdefault(step.name, step.moving)
    return frozenset(each.name for each in people if first.get(each.name) is Moving.ARRIVED)


def in_the_room(people: Sequence[Person], steps: Sequence[Step], until: time | None = None) -> list[Person]:
    """Give who is there, remotely or in person, at a time or, without one, after all that is recorded."""
    last, later = last_steps(steps, until), not_yet_here(people, steps)
    return [
        each
        for each in people
        if (last[each.name].moving is not Moving.LEFT if each.name in last else each.name not in later)
    ]


def who_counts(
    people: Sequence[Person], steps: Sequence[Step], remotely: Ruling, until: time | None = None
) -> tuple[list[Person], list[Out]]:
    """Say which of the members present count for the quorum, and which do not, and why."""
    there, last = in_the_room(people, steps, until), last_steps(steps, until)
    names = {each.name for each in there}
    counting, others = [], []
    for each in people:
        if each.name not in names:
            others.append(_away(last.get(each.name), each.name))
        elif each.in_place_of and each.in_place_of in names:
            others.append(Out(each.name, f"would stand in for {each.in_place_of}, who is here"))
        elif each.remote and not remotely:
            others.append(Out(each.name, "joins remotely, which does not count", remotely.authority))
        else:
            counting.append(each)
    return counting, others


def lost_since(people: Sequence[Person], steps: Sequence[Step], remotely: Ruling, needed: int) -> Lost | None:
    """Say at which step there came to be too few; None while there are enough, and where there never were."""
    ordered, lost, reached = in_order(steps), None, False
    for number in range(len(ordered) + 1):
        before = [*(Step(each, Moving.LEFT) for each in not_yet_here(people, steps)), *ordered[:number]]
        enough = len(who_counts(people, _without_times(before), remotely)[0]) >= needed
        if enough:
            lost, reached = None, True
        elif lost is None and reached:
            lost = Lost(ordered[number - 1].at, ordered[number - 1].item)
    return lost


def stepped_out(name: str, item: str, left: time | None, returned: time | None) -> Iterator[Step]:
    """Give the steps of a member who left the room for an interest, and came back."""
    if left is not None:
        yield Step(name, Moving.LEFT, left, item, interest=True)
        if returned is not None:
            yield Step(name, Moving.RETURNED, returned, item, interest=True)


def every_step(moved: Sequence[Step], stepped: Collection[Step]) -> list[Step]:
    """Bring together who came and went, and who stepped out for an interest: those have their times."""
    return list(chain(moved, sorted(stepped, key=lambda step: step.at or _END)))


def _up_to(ordered: Sequence[Step], until: time | None) -> Iterator[Step]:
    latest = _START
    for step in ordered:
        latest = step.at or latest
        if until is None or latest <= until:
            yield step


def _without_times(steps: Sequence[Step]) -> list[Step]:
    return [Step(each.name, each.moving, None, each.item, each.interest) for each in steps]


def _away(step: Step | None, name: str) -> Out:
    if step is None:
        return Out(name, "has not arrived yet")
    during = f" during item {step.item}" if step.item else ""
    if step.interest:
        return Out(
            name,
            f"is out for an interest in item {step.item}" if step.item else "is out for an interest",
            INTERESTS_AUTHORITY,
            interest=True,
        )
    return Out(name, f"left{during}")
