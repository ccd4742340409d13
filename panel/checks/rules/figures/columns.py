"""Columns that do not make their last row: a total, a net sum, a gap, a hundred per cent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from panel.checks.dossier import Item, Paper
from panel.checks.finding import Finding
from panel.checks.reading.number_tables import Cell, Row, Table, added
from panel.checks.rules.figures.read import found

TOTAL: Final = re.compile(
    r"^(?:grand |sub-?|net |overall )?totals?\b|\btotal$|^all\b|^overall\b|^(?:quarter|year|sum|net|closing|balance|"
    r"carried forward|Q[1-4])\b|^at (?:30|31) |^at the (?:end|close)\b|\boverall$",
    re.IGNORECASE,
)
_TOTAL_SURE: Final = re.compile(r"^(?:grand |overall )?totals?\b|\btotal$|^all (?!other)\w+|^sum\b", re.IGNORECASE)
_NET: Final = re.compile(r"^(?:net|total|closing)\b|\b(?:under|over)spend$|\b(?:deficit|surplus)$", re.IGNORECASE)
_NOT_A_TOTAL: Final = re.compile(r"^total (?:recorded|crime|offences|number|staff)|average|per \d|rank", re.IGNORECASE)
_PART_OF: Final = re.compile(r"\bof which\b|\bincluding\b|\bincl\b|\bmemo\b|\bsub-?total\b", re.IGNORECASE)
_GAP: Final = re.compile(
    r"\b(?:gap|difference|variance|surplus|deficit|shortfall|overspend|underspend|change|still to|remaining|increase|"
    r"movement|vacan\w+)\b",
    re.IGNORECASE,
)
_LEAST_ROWS: Final = 3
_GREAT: Final = 100
"""Two columns that add up to so much do not do so by chance, whatever their last row is called."""


def find(item: Item, paper: Paper, table: Table) -> Iterator[Finding]:
    """Find the row that does not follow from those above it in one column, where it does in the others."""
    yield from _totals(item, paper, table)
    yield from _shares_of_total(item, paper, table)
    yield from _hundreds(item, paper, table)
    yield from _gaps(item, paper, table)


def _totals(item: Item, paper: Paper, table: Table) -> Iterator[Finding]:
    """Find a total of columns that adds up in all columns but one."""
    for place in range(2, len(table.rows)):
        row = table.rows[place]
        named = TOTAL.search(row.label) or named_after(row, table.rows[:place])
        if not named and place != len(table.rows) - 1:
            continue
        if _NOT_A_TOTAL.search(row.label) and not _TOTAL_SURE.search(row.label):
            continue
        parts = table.rows[:place]
        earlier = [number for number in range(place) if TOTAL.search(table.rows[number].label)]
        if earlier:
            parts = table.rows[earlier[-1] + 1 : place]
        if len(parts) < 2 or any(_PART_OF.search(part.label) for part in table.rows[: place + 1]):
            continue
        yield from _judge_total(item, paper, table, row, parts, 10 if named else _GREAT)


def named_after(row: Row, parts: Sequence[Row]) -> bool:
    """Say whether a row's label is what all the others' end in: North Larkshire, South Larkshire, Larkshire."""
    label = row.label.split()
    return (
        bool(label)
        and all(
            part.label.split()[-len(label) :] == label
            or (part.label.split()[:1] != [] and label[-1] in part.label.split())
            for part in parts
        )
        and all(part.label != row.label for part in parts)
    )


def _judge_total(
    item: Item, paper: Paper, table: Table, row: Row, parts: Sequence[Row], least: int
) -> Iterator[Finding]:
    columns = [
        column
        for column in range(table.width)
        if not any(one.cells[column].percent for one in (*parts, row)) and row.cells[column].value
    ]
    right: list[int] = []
    wrong: list[tuple[int, Decimal]] = []
    for column in columns:
        held = [part.cells[column] for part in parts]
        made, holds = _makes(table, row.cells[column], held)
        if holds:
            right.append(column)
        elif not _average(row.cells[column], held):
            wrong.append((column, made))
    sure = bool(_TOTAL_SURE.search(row.label)) and not _NOT_A_TOTAL.search(row.label)
    near = [
        (column, made)
        for column, made in wrong
        if abs(made - row.cells[column].value) <= abs(row.cells[column].value) * Decimal("0.35")
    ]
    solid = [column for column in right if abs(row.cells[column].value) >= least * row.cells[column].step]
    net = bool(_NET.search(row.label)) and any(part.cells[columns[0]].value < 0 for part in parts) if columns else False
    alone = len(columns) == 1 and (sure or net) and len(parts) >= _LEAST_ROWS
    if not wrong or not (
        (len(wrong) == 1 and len(solid) >= 2)
        or (solid and sure and len(near) == len(wrong) <= len(right) + 1)
        or (alone and near)
        or (row is table.rows[-1] and len(near) == len(wrong) == 1 and _for_certain(row, right))
        or (row is table.rows[-1] and len(near) == len(wrong) == 1 and len(parts) >= _LEAST_ROWS and _turned(row, near))
    ):
        return
    for column, made in wrong:
        stated = row.cells[column].words
        sum_of = " + ".join(part.cells[column].words for part in parts)
        others = "the other columns add up" if right else "the rows are the parts of this total"
        yield found(
            item,
            paper,
            row.page,
            "table does not add up",
            row.words,
            f"“{row.words}”: {stated} is not the sum of its column, which is {made:,f}.",
            f"{sum_of} = {made:,f}; {others}.",
            "Correct the total, or the row that is wrong.",
        )


def _average(total: Cell, parts: Sequence[Cell]) -> bool:
    """Say whether a last row's figure lies among those above it, as a rate's does: "Per 1,000 people"."""
    values = [part.value for part in parts]
    fine = total.step < 1 and all(part.step == total.step for part in parts)
    return min(values) > 0 and min(values) <= total.value <= max(values) and (fine or total.value * 2 < sum(values))


def _for_certain(row: Row, right: Sequence[int]) -> bool:
    """Say whether a column adds up to so much that its last row must be a total, whatever it is called."""
    return any(abs(row.cells[column].value) >= _GREAT * row.cells[column].step for column in right)


def _turned(row: Row, near: Sequence[tuple[int, Decimal]]) -> bool:
    """Say whether a last row has the digits of the sum of those above it, two of them changed about."""
    column, made = near[0]
    stated = row.cells[column].value
    digits, others = str(made), str(stated)
    differing = [place for place, (one, other) in enumerate(zip(digits, others, strict=False)) if one != other]
    return (
        made >= 10 * _GREAT
        and len(digits) == len(others)
        and (sorted(digits) == sorted(others) and len(differing) == 2)
    )


def _makes(table: Table, total: Cell, parts: Sequence[Cell]) -> tuple[Decimal, bool]:
    """Give the sum of a column's parts, and whether it is the total but for rounding."""
    made, slack = added(parts)
    slack += (total.step / 2) if total.step != 1 else 0
    if "£" in table.header and total.step < 1:
        slack = max(slack, Decimal(len(parts) + 1) / 2 * total.step)
    if total.value == _without_subtotals([part.value for part in parts]):
        return total.value, True
    return made, abs(made - total.value) <= slack


def _without_subtotals(values: Sequence[Decimal]) -> Decimal:
    """Add figures up, leaving out each that is the sum of the two or more since the last such."""
    made, since, count = Decimal(0), Decimal(0), 0
    for value in values:
        if count >= 2 and value == since:
            since, count = Decimal(0), 0
            continue
        made, since, count = made + value, since + value, count + 1
    return made


def _shares_of_total(item: Item, paper: Paper, table: Table) -> Iterator[Finding]:
    """Find the share that is not its count's of the whole, where a row after it is 100%.

    The whole is what that row says or, where that is wrong itself, what the counts make.
    """
    for place in range(_LEAST_ROWS, len(table.rows)):
        if place < len(table.rows) - 1 and not _TOTAL_SURE.search(table.rows[place].label):
            continue
        rows, last = table.rows[:place], table.rows[place]
        for column in range(1, table.width):
            whole = last.cells[column - 1]
            if last.cells[column].percent and last.cells[column].value == 100 and not whole.percent and whole.value > 0:
                yield from _judge_shares(item, paper, rows, whole, column)


def _judge_shares(item: Item, paper: Paper, rows: Sequence[Row], whole: Cell, column: int) -> Iterator[Finding]:
    wholes = {whole.value, added([row.cells[column - 1] for row in rows])[0]}
    wrong, value = min(((_missing(rows, column, value), value) for value in wholes if value > 0), key=_how_many)
    if len(wrong) != 1:
        return
    row = wrong[0]
    right = round(100 * row.cells[column - 1].value / value, 1)
    yield found(
        item,
        paper,
        row.page,
        "percentage does not follow",
        row.words,
        f"“{row.words}”: {row.cells[column - 1].words} of {value:,f} is {right}%.",
        f"The whole is 100%; the other shares follow from {value:,f}.",
        "Correct the percentage or the number.",
    )


def _missing(rows: Sequence[Row], column: int, whole: Decimal) -> list[Row]:
    """List the rows whose share is not their count's of a whole."""
    return [
        row
        for row in rows
        if row.cells[column].percent
        and abs(100 * row.cells[column - 1].value / whole - row.cells[column].value) > row.cells[column].step / 2
    ]


def _how_many(found_: tuple[list[Row], Decimal]) -> int:
    return len(found_[0])


def _hundreds(item: Item, paper: Paper, table: Table) -> Iterator[Finding]:
    """Find the one column of shares that does not make its hundred per cent, where the others do."""
    *rows, last = table.rows
    columns = [
        column
        for column in range(table.width)
        if last.cells[column].value == 100 and all(row.cells[column].percent for row in table.rows)
    ]
    wrong = []
    for column in columns:
        cells = [row.cells[column] for row in rows]
        made = sum((one.value for one in cells), Decimal(0))
        slack = max(one.step for one in cells) * max(Decimal(1), Decimal(len(cells)) / 3)
        if abs(made - 100) > slack:
            wrong.append((column, made))
    if len(wrong) != 1 or len(columns) < 2 or len(rows) < 2:
        return
    column, made = wrong[0]
    yield found(
        item,
        paper,
        last.page,
        "table does not add up",
        last.words,
        f"“{last.words}”: the shares of column {column + 1} make {made:f}%, not {last.cells[column].words}.",
        f"{' + '.join(row.cells[column].words for row in rows)} = {made:f}%; the other columns make 100%.",
        "Correct the share that is wrong.",
    )


def _gaps(item: Item, paper: Paper, table: Table) -> Iterator[Finding]:
    """Find the one column in which a gap is not the difference of the two rows above it, as it is in the others."""
    for first, second, row in zip(table.rows, table.rows[1:], table.rows[2:], strict=False):
        if not _GAP.search(row.label) or any(one.percent for one in (*first.cells, *second.cells, *row.cells)):
            continue
        columns = list(zip(first.cells, second.cells, row.cells, strict=True))
        wrong = [
            number
            for number, (one, other, gap) in enumerate(columns)
            if abs(abs(one.value - other.value) - abs(gap.value)) > added((one, other, gap))[1]
        ]
        solid = [gap for number, (_one, _other, gap) in enumerate(columns) if number not in wrong and gap.value]
        if len(wrong) != 1 or len(solid) < 2:
            continue
        one, other, gap = columns[wrong[0]]
        right = abs(one.value - other.value)
        yield found(
            item,
            paper,
            row.page,
            "table does not add up",
            row.words,
            f"“{row.words}”: {gap.words} is not the difference of {one.words} and {other.words}, which is {right:,f}.",
            f"In the other columns “{row.label}” is the difference of “{first.label}” and “{second.label}”.",
            "Correct the figure that is wrong.",
        )
