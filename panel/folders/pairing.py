"""Find which record a row of a folder stands for, when it has no number of its own."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Fact = TypeVar("Fact")
Row = TypeVar("Row")

Likenesses = tuple[tuple[Callable[[Fact, int], Hashable], Callable[[Row], Hashable]], ...]
"""Pairs of functions, the closest likeness first: of a fact and its position counted from 1, and of a record."""


@dataclass(frozen=True)
class Paired(Generic[Fact, Row]):
    """Facts in their order, each with its record, or None for a new one; and the records that no fact stands for."""

    pairs: list[tuple[Fact, Row | None]]
    gone: list[Row]


def pair(facts: Sequence[Fact], rows: Sequence[Row], likenesses: Likenesses[Fact, Row]) -> Paired[Fact, Row]:
    """Pair facts with records by the first likeness that fits; the closest is tried on all of them first."""
    found: dict[int, Row] = {}
    left = list(rows)
    for of_fact, of_row in likenesses:
        for index, fact in enumerate(facts):
            if index in found:
                continue
            wanted = of_fact(fact, index + 1)
            row = next((row for row in left if of_row(row) == wanted), None)
            if row is not None:
                found[index] = row
                left.remove(row)
    return Paired([(fact, found.get(index)) for index, fact in enumerate(facts)], left)
