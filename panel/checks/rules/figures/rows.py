"""Rows that break what the other rows of their table keep: a sum, a difference, a change or a share of columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import permutations
from typing import Final

from panel.checks.dossier import Item, Paper
from panel.checks.finding import Finding
from panel.checks.reading.number_tables import Cell, Row, Table, added
from panel.checks.rules.figures.read import found

_LEAST_ROWS: Final = 3
_FEW: Final = 8
"""In more columns than these some make the rate of others by chance."""
_GREAT: Final = 100
"""Sums of two rows that reach so much do not come about by chance."""
_A_RATE: Final = re.compile(r"\b(?:per|for each|for every|rate|head|1,000|10,000|100,000)\b", re.IGNORECASE)
_FOR_EACH: Final = "one of its columns for each"
_SUM: Final = "the sum of the columns before it"
_GAP: Final = "the difference of the two columns before it"
_NEXT: Final = "the second of the two columns before it less the first"
_FIRST: Final = "the first of the two columns before it less the second"
Relation = Callable[[Row], bool | None]
"""Whether a row keeps it; None where the row says nothing."""


def find(item: Item, paper: Paper, table: Table) -> Iterator[Finding]:
    """Find the rows that break a relation between columns which all other rows keep."""
    told: set[int] = set()
    for column in range(1, table.width):
        best: tuple[int, list[int], str] = (0, [], "")
        for name, relation in _relations(table, column):
            kept = [relation(row) for row in table.rows]
            broken = [number for number, holds in enumerate(kept) if holds is False]
            holds = sum(value is True for value in kept)
            # Of two that hold equally often, the one that more rows could break says more.
            if (holds, -len(broken)) > (best[0], -len(best[1])) or not best[2]:
                best = (holds, broken, name)
        holds, broken, name = best
        if not broken or not _convincing(table, column, holds, len(broken), name):
            continue
        for row in (table.rows[number] for number in broken if number not in told):
            yield found(
                item,
                paper,
                row.page,
                "table does not add up",
                row.words,
                f"“{row.words}”: {row.cells[column].words} is not {name}, as it is in the other rows.",
                f"In {holds} rows of the table the figure is {name}.",
                "Correct the figure that is wrong in this row.",
            )
        told.update(broken)


def _convincing(table: Table, column: int, holds: int, broken: int, name: str) -> bool:
    """Say whether so many rows keep a relation that those which do not must be wrong."""
    if name.startswith(_FOR_EACH) and holds <= _LEAST_ROWS and not _A_RATE.search(table.header):
        return False
    if holds >= _LEAST_ROWS and _solid(table, column):
        return (
            broken == 1
            or (broken == 2 and holds > _LEAST_ROWS and all(row.cells[column].percent for row in table.rows))
            or (broken == 2 and holds >= _LEAST_ROWS and name in (_GAP, _NEXT, _FIRST) and _great(table, column))
        )
    return holds == 2 and broken == 1 and name == _SUM and _great(table, column)


def _great(table: Table, column: int) -> bool:
    return all(max(abs(one.value) for one in row.cells[:column]) >= _GREAT for row in table.rows)


def _solid(table: Table, column: int) -> bool:
    """Say whether a column's figures are too many and too great to agree by chance."""
    cells = [row.cells[column] for row in table.rows]
    if all(one.percent for one in cells):
        return len(cells) > _LEAST_ROWS + (0 if all(one.step < 1 for one in cells) else 2)
    return sum(max(abs(one.value) for one in row.cells[:column]) >= 10 for row in table.rows) >= _LEAST_ROWS


def _relations(table: Table, column: int) -> Iterator[tuple[str, Relation]]:
    percent = sum(row.cells[column].percent for row in table.rows) * 2 > len(table.rows)
    counts = [
        other
        for other in range(table.width)
        if other != column and not any(row.cells[other].percent for row in table.rows)
    ]
    if percent:
        # A whole per cent is met by chance too often to look further than the two columns beside it.
        fine = all(row.cells[column].step < 1 for row in table.rows if row.cells[column].percent)
        near = [other for other in counts if other < column and (fine or other >= column - 2)]
        for x in near:
            for y in near:
                if x != y:
                    yield "the change between two of its columns", _change(x, y, column)
                    yield "the share of one of its columns in another", _share(x, y, column)
        return
    if any(row.cells[column].percent for row in table.rows):
        return
    if table.width <= _FEW and all(row.cells[column].step < 1 for row in table.rows):
        for x, y in permutations([other for other in counts if other < column], 2):
            for scale in (1000, 10000, 100000):
                yield f"{_FOR_EACH} {scale:,} of another", _rate(x, y, column, scale)
    for start in range(max(0, column - 8), column - 1):
        if all(other in counts for other in range(start, column)):
            yield _SUM, _added(start, column)
    if column >= 2 and all(row.cells[column - 1].percent == row.cells[column - 2].percent for row in table.rows):
        yield from _differences(table, column)


def _differences(table: Table, column: int) -> Iterator[tuple[str, Relation]]:
    """Yield the differences that a column may hold: with the sign that its rows keep, else without."""
    for name, sign in ((_NEXT, 1), (_FIRST, -1)):
        relation = _difference(column, sign)
        kept = [row.cells[column].value for row in table.rows if relation(row)]
        if len(kept) >= _LEAST_ROWS and min(kept) < 0 < max(kept):
            yield name, relation
            return
    yield _GAP, _difference(column, 0)


def _added(start: int, column: int) -> Relation:
    def holds(row: Row) -> bool | None:
        made, slack = added(row.cells[start:column])
        total = row.cells[column]
        if abs(total.value) < 3:
            return None
        return abs(made - total.value) <= slack + (total.step / 2 if total.step != 1 else 0)

    return holds


def _difference(column: int, sign: int) -> Relation:
    """Make the relation: a column is the second of the two before it less the first, or the other way, or either."""

    def holds(row: Row) -> bool | None:
        first, second, gap = row.cells[column - 2 : column + 1]
        if not first.value and not second.value:
            return None
        slack = added((first, second, gap))[1]
        apart = second.value - first.value
        ways = [apart * sign] if sign else [apart, -apart]
        return min(abs(way - gap.value) for way in ways) <= slack

    return holds


def _change(x: int, y: int, column: int) -> Relation:
    def holds(row: Row) -> bool | None:
        now, then, stated = row.cells[x], row.cells[y], row.cells[column]
        if then.value <= 0 or not stated.percent:
            return None
        return abs(abs(100 * (now.value - then.value) / then.value) - abs(stated.value)) <= stated.step / 2 + _drift(
            now, then
        )

    return holds


def _share(x: int, y: int, column: int) -> Relation:
    def holds(row: Row) -> bool | None:
        part, whole, stated = row.cells[x], row.cells[y], row.cells[column]
        if whole.value <= 0 or not stated.percent:
            return None
        return abs(100 * part.value / whole.value - stated.value) <= stated.step / 2 + _drift(part, whole)

    return holds


def _rate(x: int, y: int, column: int, scale: int) -> Relation:
    def holds(row: Row) -> bool | None:
        part, whole, stated = row.cells[x], row.cells[y], row.cells[column]
        if whole.value <= part.value or part.value <= 0:
            return False
        zeros = Decimal(10 ** (len(str(whole.value)) - len(str(whole.value).rstrip("0"))))
        made = scale * part.value / whole.value
        return abs(made - stated.value) <= stated.step / 2 + made * zeros / whole.value / 2

    return holds


def _drift(part: Cell, whole: Cell) -> Decimal:
    """Give what the rounding of two figures does to their ratio, in per cent; nothing for whole numbers."""
    if part.step == 1 and whole.step == 1:
        return Decimal(0)
    return 100 * (part.step + whole.step) / whole.value
