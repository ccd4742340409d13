"""How resolutions are numbered within their item, and what they may ask for. Pure.

Numbers follow the order in which something is resolved: "1", "2", and "2(a)" for a part of 2. A number that went out on
a decision sheet stays with its resolution, and no other one gets it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from string import ascii_lowercase

from panel.law.answers import AUTHORITY as ANSWERS
from panel.law.ruling import Ruling
from panel.law.words import day_in_words

NUMBER = re.compile(r"(\d{1,4})(?:\(([a-z]{1,2})\))?")
"""A resolution's number: "1", "2(a)"."""
LETTERS = (*ascii_lowercase, *(first + second for first in ascii_lowercase for second in ascii_lowercase))


class Resolved(StrEnum):
    """What kind of resolution it is."""

    DECISION = ""
    RECOMMENDATION = "recommendation"
    REQUEST = "request"

    @property
    def words(self) -> str:
        """Say it in a word."""
        return self.value.capitalize() or "Decision"


ASKING = (Resolved.RECOMMENDATION, Resolved.REQUEST)
"""Those that ask something of somebody."""


@dataclass(frozen=True)
class Numbered:
    """A resolution under its number."""

    id: int
    number: str
    fixed: bool = False
    """Whether it went out on a decision sheet."""


def place(number: str) -> tuple[int, int]:
    """Say where a number stands: 2 and 1 for "2(a)", 2 and 0 for "2"; last for what is no number of this kind."""
    found = NUMBER.fullmatch(number)
    if found is None:
        return (10_000, 0)
    return int(found[1]), LETTERS.index(found[2]) + 1 if found[2] else 0


def is_part(number: str) -> bool:
    """Whether a number is that of a part."""
    return bool(place(number)[1])


def next_number(taken: Collection[str]) -> str:
    """Give the number after all that are taken in an item."""
    return str(1 + max((place(number)[0] for number in taken if NUMBER.fullmatch(number)), default=0))


def next_part(taken: Collection[str], of: int | None = None) -> str:
    """Give the number of the next part of a resolution, by its number; None: of the last one in its item."""
    places = [place(number) for number in taken if NUMBER.fullmatch(number)]
    whole = of or max((first for first, _part in places), default=1)
    return f"{whole}({LETTERS[max((part for first, part in places if first == whole), default=0)]})"


def closed_up(rows: Sequence[Numbered], kept: Collection[str] = ()) -> dict[int, str]:
    """Give the numbers that resolutions of an item would have without gaps, where they differ from those they have.

    What went out on a sheet stays as it is; `kept` are numbers of such as were taken back since.
    """
    used = {row.number for row in rows if row.fixed} | set(kept)
    changed: dict[int, str] = {}
    last, last_part, former = 0, 0, 0
    for row in sorted((row for row in rows if NUMBER.fullmatch(row.number)), key=lambda row: place(row.number)):
        whole, part = place(row.number)
        if row.fixed:
            last, last_part, former = whole, part, whole
            continue
        if part and former == whole:
            last_part += 1
        else:
            last, last_part = last + 1, 1 if part else 0
        while _written(last, last_part) in used:
            last, last_part = (last, last_part + 1) if last_part else (last + 1, 0)
        former = whole
        number = _written(last, last_part)
        used.add(number)
        if number != row.number:
            changed[row.id] = number
    return changed


def _written(whole: int, part: int) -> str:
    return f"{whole}({LETTERS[part - 1]})" if part else str(whole)


def may_renumber(rows: Sequence[Numbered], to: dict[int, str], kept: Collection[str] = ()) -> Ruling:
    """Whether resolutions of an item may get these numbers: each one its own, and none that went out on a sheet."""
    by_id = {row.id: row for row in rows}
    if not to.keys() <= by_id.keys():
        return Ruling(False, "A resolution was taken back meanwhile. Look at the numbers again.")
    if any(by_id[id].fixed for id in to):
        return Ruling(False, "A number that went out on a decision sheet stays with its resolution.")
    if any(NUMBER.fullmatch(number) is None for number in to.values()):
        return Ruling(False, "A resolution’s number is written as 2 or 2(a).")
    numbers = [to.get(row.id, row.number) for row in rows]
    if len(set(numbers)) != len(numbers) or set(to.values()) & set(kept):
        return Ruling(False, "Two resolutions would have one number. Look at the numbers again.")
    return Ruling(True)


def may_be_answered_by(day: date, meeting: date) -> Ruling:
    """Whether an answer can be asked for by a day: "within a reasonable period", which begins with the meeting."""
    if day < meeting:
        return Ruling(
            False,
            f"An answer cannot be asked for by {day_in_words(day, weekday=False)}, before the meeting of "
            f"{day_in_words(meeting, weekday=False)}.",
            ANSWERS,
        )
    return Ruling(True, "", ANSWERS)


def left_open(kind: str, addressee: str, answer_due: date | None) -> list[Ruling]:
    """Say what a resolution that asks something leaves open; none of it stands in its way."""
    if kind not in ASKING:
        return []
    found = []
    if not addressee:
        found.append(Ruling(True, "It asks something, and names nobody of whom.", ANSWERS))
    if answer_due is None:
        found.append(Ruling(True, "No day is set for the answer, and the Act gives none.", ANSWERS))
    return found
