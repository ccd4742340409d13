"""The order of an agenda: which item stands where, under which number, at what time. Pure.

An agenda is a list in its printed order; how deep an item stands says whose part it is. Numbers follow from the order
until an agenda is published. From then on a number belongs to its item, since readers and papers name it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import time, timedelta
from enum import StrEnum
from itertools import count
from string import ascii_lowercase, ascii_uppercase

from panel.agendas.rules import depth
from panel.law.ruling import Refused, Ruling

DEEPEST = 2
"""Of "1(4)(a)"."""
TOO_DEEP = Ruling(False, "An item has parts, and those have parts; no part stands deeper than that.")
GONE = Ruling(False, "The item is not on the agenda any more.")
_LETTERED = re.compile(r"^(\d+)([A-Z]?)$")


class Way(StrEnum):
    """Where an item is sent with a button."""

    UP = "up"
    DOWN = "down"
    IN = "in"
    """It becomes a part of the item before it."""
    OUT = "out"


@dataclass(frozen=True)
class Entry:
    """An item in its place."""

    id: int
    depth: int
    number: str = ""
    fixed: bool = False
    """Whether it was published under its number."""
    withdrawn: bool = False


def entry(id: int, number: str, *, fixed: bool = False, withdrawn: bool = False) -> Entry:
    """Make an entry of an item that has a number."""
    return Entry(id, depth(number), number, fixed, withdrawn)


def with_its_parts(entries: Sequence[Entry], id: int) -> tuple[int, int]:
    """Give where an item and what belongs to it begin, and where they end. Raises Refused where it is not there."""
    first = next((index for index, each in enumerate(entries) if each.id == id), None)
    if first is None:
        raise Refused(GONE)
    last = first + 1
    while last < len(entries) and entries[last].depth > entries[first].depth:
        last += 1
    return first, last


def moved(entries: Sequence[Entry], id: int, way: Way) -> list[Entry]:
    """Send an item, with its parts, one place on. Raises Refused."""
    first, last = with_its_parts(entries, id)
    block, rest = entries[first:last], [*entries[:first], *entries[last:]]
    deep, place = block[0].depth, first
    match way:
        case Way.IN:
            deep += 1
        case Way.OUT:
            deep -= 1
            # Behind the other parts of its item, which else became parts of it.
            while place < len(rest) and rest[place].depth > deep:
                place += 1
        case Way.UP:
            place -= 1
            while place > 0 and rest[place].depth > deep:
                place -= 1
            if place < 0 or rest[place].depth != deep:
                raise Refused(Ruling(False, "It stands first already."))
        case Way.DOWN:
            if place >= len(rest) or rest[place].depth != deep:
                raise Refused(Ruling(False, "It stands last already."))
            place = with_its_parts(rest, rest[place].id)[1]
    return _settled(entries, [*rest[:place], *_at_depth(block, deep), *rest[place:]], id)


def placed(entries: Sequence[Entry], id: int, after: int | None, deep: int | None = None) -> list[Entry]:
    """Put an item, with its parts, after another; None: at the top.

    Between the parts of an item it becomes one of them; else it keeps its own depth where it can. Raises Refused.
    """
    first, last = with_its_parts(entries, id)
    block, rest = entries[first:last], [*entries[:first], *entries[last:]]
    if after is not None and all(each.id != after for each in rest):
        raise Refused(Ruling(False, "An item cannot stand within itself."))
    place = 0 if after is None else next(index for index, each in enumerate(rest) if each.id == after) + 1
    following = rest[place].depth if place < len(rest) else 0
    deep = max(block[0].depth if deep is None else deep, following)
    deep = min(deep, rest[place - 1].depth + 1 if place else 0)
    return _settled(entries, [*rest[:place], *_at_depth(block, deep), *rest[place:]], id)


def added(entries: Sequence[Entry], id: int, after: int | None, *, part: bool, published: bool) -> list[Entry]:
    """Add an item after another and that one's parts, or as its `part`; None: at the top. Raises Refused.

    In an agenda that is published a part comes after those that were there, so that their numbers stay.
    """
    if after is None:
        return [Entry(id, 0), *entries]
    first, last = with_its_parts(entries, after)
    deep = entries[first].depth + part
    if deep > DEEPEST:
        raise Refused(TOO_DEEP)
    if deep and published:
        parent = max(index for index in range(first + 1) if entries[index].depth < deep)
        last = with_its_parts(entries, entries[parent].id)[1]
    return [*entries[:last], Entry(id, deep), *entries[last:]]


def _settled(before: Sequence[Entry], after: Sequence[Entry], id: int) -> list[Entry]:
    """Give an order that an agenda can have. Raises Refused where an item cannot stand where it was put."""
    former = next(each for each in before if each.id == id)
    now = next(each for each in after if each.id == id)
    if now.depth < 0:
        raise Refused(Ruling(False, "It is an item of its own already."))
    if former.fixed and (now.depth, _parent(after, id)) != (former.depth, _parent(before, id)):
        raise Refused(Ruling(False, f"Item {former.number} is published under that number, so it stays at its level."))
    above = -1
    for each in after:
        if each.depth > DEEPEST and not each.fixed:
            raise Refused(TOO_DEEP)
        if each.depth > above + 1 and not each.fixed:
            raise Refused(Ruling(False, "Nothing stands before it whose part it could become."))
        above = each.depth
    return list(after)


def sound(entries: Sequence[Entry]) -> list[Entry]:
    """Bring up what stands too deep, such as a part whose item was withdrawn."""
    done: list[Entry] = []
    above = -1
    for each in entries:
        done.append(each if each.fixed else replace(each, depth=min(each.depth, above + 1, DEEPEST)))
        above = done[-1].depth
    return done


def numbered(entries: Sequence[Entry], *, published: bool) -> list[Entry]:
    """Give each item its number by its place.

    Before publication they count without gaps, and what was withdrawn has none. In a published agenda every item
    keeps the number that it was published under, withdrawn or not, and an added one takes the next that is free:
    "4A" after item 4, "4(3)" after 4(2). Raises Refused where there is none.
    """
    if published and any(each.fixed for each in entries):
        return _numbered_between(entries)
    counts = [0] * (DEEPEST + 1)
    done = []
    for each in entries:
        if each.withdrawn:
            done.append(each)
            continue
        counts[each.depth] += 1
        counts[each.depth + 1 :] = [0] * (DEEPEST - each.depth)
        parts = [str(counts[0]), f"({counts[1]})", f"({_letters(counts[2])})" if counts[2] else ""]
        done.append(replace(each, number="".join(parts[: each.depth + 1])))
    return done


def numbers_of(depths: Sequence[int]) -> list[str]:
    """Number a list that is not published, by how deep each line stands."""
    entries = sound([Entry(index, deep) for index, deep in enumerate(depths)])
    return [each.number for each in numbered(entries, published=False)]


def ends(depths: Sequence[int]) -> list[tuple[bool, bool]]:
    """Say of each line whether it stands first, and whether last, among those of its level within the same item."""

    def alone(deep: int, beside: Iterable[int]) -> bool:
        return next((each < deep for each in beside if each <= deep), True)

    return [
        (alone(deep, reversed(depths[:index])), alone(deep, depths[index + 1 :])) for index, deep in enumerate(depths)
    ]


def _numbered_between(entries: Sequence[Entry]) -> list[Entry]:
    taken = {each.number for each in entries if each.fixed}
    above: dict[int, str] = {}
    done = []
    for each in entries:
        if not each.fixed:
            each = replace(each, number=_next_free(above, each.depth, taken))
            taken.add(each.number)
        above[each.depth] = each.number
        done.append(each)
    return done


def _next_free(above: Mapping[int, str], deep: int, taken: Container[str]) -> str:
    if deep:
        parts = (f"({turn if deep == 1 else _letters(turn)})" for turn in count(1))
        return next(number for part in parts if (number := above.get(deep - 1, "") + part) not in taken)
    before = _LETTERED.match(above.get(0, ""))
    if before is None:
        raise Refused(Ruling(False, "The agenda is published, so its first item stays first: put this one after it."))
    number, letter = before.groups()
    free = (each for each in ascii_uppercase if each > letter and number + each not in taken)
    found = next(free, None)
    if found is None:
        raise Refused(Ruling(False, f"No letter is left after item {before[0]}: put it after another item."))
    return str(number) + found


def _letters(turn: int) -> str:
    """Write 1 as "a", 27 as "aa"."""
    written = ""
    while turn:
        turn, letter = divmod(turn - 1, len(ascii_lowercase))
        written = ascii_lowercase[letter] + written
    return written


def _at_depth(block: Sequence[Entry], deep: int) -> list[Entry]:
    return [replace(each, depth=each.depth + deep - block[0].depth) for each in block]


def _parent(entries: Sequence[Entry], id: int) -> int | None:
    index = next(index for index, each in enumerate(entries) if each.id == id)
    above = [each.id for each in entries[:index] if each.depth < entries[index].depth]
    return above[-1] if above else None


def clock_times(start: time | None, minutes: Sequence[int | None]) -> list[time | None]:
    """Say when each item begins, from the meeting's start and how long those before it take.

    None where the start is not recorded, where nothing is timed, and past midnight.
    """
    if start is None or not any(minutes):
        return [None] * len(minutes)
    begins, midnight, times = timedelta(hours=start.hour, minutes=start.minute), timedelta(days=1), []
    for each in minutes:
        hour, minute = divmod(begins // timedelta(minutes=1), 60)
        times.append(time(hour, minute) if begins < midnight else None)
        begins += timedelta(minutes=each or 0)
    return times
