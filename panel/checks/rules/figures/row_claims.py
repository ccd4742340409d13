"""What a text says of a row of its own paper's tables: by how much it fell, how far it is over its budget.

"The hours of volunteers fell by 1,550, or 9.2%" where the row has 21,600 and 20,050; "Overtime was 12.5% over its
budget" where it has 3,110 and 3,405; "The monthly average was 92 in 2026 and 68 in 2025" under a table of months.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Final

from panel.checks.finding import Finding
from panel.checks.reading.figures import PERCENT, Figure
from panel.checks.reading.number_tables import Cell, Row, Table, added
from panel.checks.rules.figures.arithmetic import allowed, said_value
from panel.checks.rules.figures.columns import TOTAL
from panel.checks.rules.figures.read import Said
from panel.checks.rules.figures.shape import F, group, words

_BY_OR: Final = re.compile(
    rf"\bby\s{group('size')}(?:\s(?!or\b)[a-z]+)?(?:,?\sor\s|\s\(|,\s){group('percent')}(?!\s(?:of|in|from)\b)"
)
_OVER_BUDGET: Final = re.compile(
    rf"^(?P<name>[a-z][a-z' -]{{3,40}}?)\s(?:was|were|is|are|came in|ran|cost)\s{group('percent')}\s"
    r"(?P<side>over|under|above|below|more than|less than)\s(?:its|the|their)\s(?:budget|plan|estimate)\b"
)
_AMOUNT_OVER: Final = re.compile(
    rf"^(?P<name>[a-z][a-z' -]{{3,40}}?)\s(?:cost|was|were|came in|spent|is|are)\s{group('size')}"
    rf"(?:,?\s(?:or|\()\s?{F}\)?,?)?\s"
    rf"(?P<side>more than|less than|over|under|above|below)\s(?:its|the|their)\sbudgets?(?:\sof\s{group('budget')})?"
)
_MONTHLY: Final = re.compile(rf"\bmonthly average\b{words(25)}\s(?:was|is|of)\s(?P<said>{F}(?:{words(30)}\sand\s{F})?)")
_MONTH_LABEL: Final = re.compile(
    r"^(?:January|February|March|April|May|June|July|August|September|October|November|December)\b", re.IGNORECASE
)
_TO_COME: Final = re.compile(r"\b(?:will|would|should|may|might|is expected|are expected|forecast)\b")
_WORD: Final = re.compile(r"[a-z]{3,}")
_COMMON: Final = frozenset(("the", "and", "for", "each", "lower", "higher", "with", "from", "number"))


def find(sentences: Sequence[Said], tables: Sequence[Table]) -> Iterator[Finding]:
    """Find what a paper says of its own tables' rows and they do not give."""
    rows = [row for table in tables if len(table.rows) > 1 for row in table.rows if len(row.cells) > 1]
    if not rows:
        return
    months = [table for table in tables if _of_months(table)]
    for said in sentences:
        text = said.shape.text
        if " by " in text:
            yield from _fell_by(said, rows)
        if "budget" in text or "plan" in text or "estimate" in text:
            yield from _over_budget(said, rows)
            yield from _amount_over(said, rows)
        if months and "monthly average" in text:
            yield from _monthly(said, months)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold())) - _COMMON


def _counts(row: Row) -> list[Cell]:
    return [one for one in row.cells if not one.percent and one.value > 0]


def _fell_by(said: Said, rows: Sequence[Row]) -> Iterator[Finding]:
    told = _BY_OR.search(said.shape.text)
    if not told:
        return
    size, percent = said.shape.figure(told["size"]), said.shape.figure(told["percent"])
    if percent.unit != PERCENT or not percent.plain or size.unit == PERCENT or not size.plain or size.value < 3:
        return
    its = _words(said.text)
    for row in rows:
        label = _words(row.full)
        if not label or len(label & its) < min(2, len(label)) or not label & its >= _words(row.label):
            continue
        pairs = [
            (one, other)
            for one, other in combinations(_counts(row), 2)
            if abs(one.value - other.value) == size.value and min(one.value, other.value) > size.value
        ]
        shares = [100 * size.value / cell.value for pair in pairs for cell in pair]
        if len(pairs) != 1 or not shares:
            continue
        low, high = allowed(percent)
        if any(low <= share <= high for share in shares) or not _near(percent, shares[0]):
            return
        yield _wrong(said, told, percent, row, f"{size.words} of {pairs[0][0].words} is", shares[0])
        return


def _near(percent: Figure, share: Decimal) -> bool:
    return percent.value / 3 <= share <= 3 * percent.value


def _over_budget(said: Said, rows: Sequence[Row]) -> Iterator[Finding]:
    told = _OVER_BUDGET.search(said.shape.text)
    row = _named(told["name"], rows) if told else None
    if told is None or row is None:
        return
    percent = said.shape.figure(told["percent"])
    low, high = allowed(percent)
    if percent.unit != PERCENT or not percent.plain or percent.points:
        return
    counts = _counts(row)
    shares = [
        100 * abs(one.value - other.value) / base.value
        for one, other in combinations(counts, 2)
        for base in (one, other)
    ]
    if any(low <= share <= high for share in shares) or any(one.percent for one in row.cells) or len(counts) < 2:
        return
    first = shares[0]
    if percent.value / 2 <= first <= 2 * percent.value:
        yield _wrong(said, told, percent, row, f"from {counts[0].words} to {counts[1].words} is", first)


def _amount_over(said: Said, rows: Sequence[Row]) -> Iterator[Finding]:
    """Find "Supplies cost £483k less than the budget" where the row has £483k more."""
    told = _AMOUNT_OVER.search(said.shape.text)
    row = _named(told["name"], rows) if told else None
    if told is None or row is None or len(row.cells) < 2 or row.cells[0].percent or row.cells[1].percent:
        return
    size = said.shape.figure(told["size"])
    digits = re.sub(r"\D", "", size.words)
    budget, spent = row.cells[:2]
    if not told["budget"] or re.sub(r"\D", "", said.shape.figure(told["budget"]).words) != _digits(budget):
        return
    if str(abs(budget.value - spent.value)).replace(".", "") != digits or min(budget.value, spent.value) <= 0:
        return
    more = told["side"] in ("more than", "over", "above")
    if more == (spent.value > budget.value):
        return
    its_words = said.cut(*said.shape.span(told.start("side"), told.end()))
    yield said.finding(
        "comparison is the other way",
        its_words,
        f"“{its_words}” is said of “{row.label}”, which has {spent.words} against a budget of {budget.words}.",
        f"Page {row.page} says: “{row.words}”",
        "Correct the comparison or the table.",
    )


def _digits(cell: Cell) -> str:
    return re.sub(r"\D", "", cell.words)


def _named(name: str, rows: Sequence[Row]) -> Row | None:
    """Give the one row of a name, which may stand after what it is part of: "Officers: overtime"."""
    bare = name.strip()
    held = [row for row in rows if row.label.casefold() == bare or row.label.casefold().endswith(f": {bare}")]
    return held[0] if len(held) == 1 else None


def _wrong(said: Said, told: re.Match[str], percent: Figure, row: Row, sum_: str, share: Decimal) -> Finding:
    its_words = said.cut(*said.shape.span(told.start(), told.end()))
    right = said_value(share, PERCENT)
    return said.finding(
        "percentage does not follow",
        its_words,
        f"“{percent.words}” does not follow from the table’s row “{row.label}”: {sum_} {right}.",
        f"Page {row.page} says: “{row.words}”",
        "Work the percentage out again, or correct the table.",
    )


def _of_months(table: Table) -> bool:
    labels = [row.label for row in table.rows]
    return sum(bool(_MONTH_LABEL.match(label)) for label in labels) >= len(labels) - 1 >= 2


def _monthly(said: Said, tables: Sequence[Table]) -> Iterator[Finding]:
    """Find "the monthly average was 92 in 2026 and 68 in 2025" where one of a table's columns gives it and one not."""
    told = _MONTHLY.search(said.shape.text)
    if not told or _TO_COME.search(told[0]):
        return
    held = said.shape.held(told["said"])
    for table in tables:
        parts = [row for row in table.rows if not TOTAL.search(row.label) and _MONTH_LABEL.match(row.label)]
        if not 0 <= said.page - parts[-1].page <= 1:
            continue
        means = [added([row.cells[column] for row in parts])[0] / len(parts) for column in range(table.width)]
        totals = [row for row in table.rows if row not in parts]
        means += [cell.value / len(parts) for row in totals for cell in row.cells]
        fits = [any(abs(mean - one.value) <= max(one.step, Decimal(1)) / 2 for mean in means) for one in held]
        if len(held) == 2 == table.width and sorted(fits) == [False, True]:
            one = held[fits.index(False)]
            its_words = said.cut(*said.shape.span(told.start(), told.end()))
            made = " or ".join(sorted({said_value(Decimal(round(mean, 1)), "") for mean in means}))
            yield said.finding(
                "average does not follow",
                its_words,
                f"“{its_words}”: the table’s months are {made} on average, none {one.words}.",
                f"The months stand on page {parts[0].page}.",
                "Correct the average or the table.",
            )
            return
