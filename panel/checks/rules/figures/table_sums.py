"""Tables of numbers that do not add up, and the quarters of the text that the months of a table do not make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from panel.checks.dossier import Item, Paper
from panel.checks.finding import Finding
from panel.checks.reading.number_tables import Line, Table, added
from panel.checks.rules.figures import columns, rows
from panel.checks.rules.figures.columns import TOTAL, named_after
from panel.checks.rules.figures.read import found

_MONTHS: Final = re.compile(
    r"((?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*)[ -]?(?:\d{2,4})?\s+(?:(?:Jan|Feb|Mar|Apr|May|Jun|"
    r"Jul|Aug|Sep|Oct|"
    r"Nov|Dec)[a-z]*[ -]?(?:\d{2,4})?\s*){2}$"
)
_QUARTER_SAID: Final = re.compile(
    r"^(?:In (?:the|this) (?:last |latest )?quarter,? (?:there were )?)?(?P<count>\d{1,3}(?:,\d{3})*|"
    r"\d+)\s(?P<what>[\w'’/ ,&()-]{0,70}?)"
    r"(?:were|was|have been)\s(?:recorded|reported|received|logged|flagged)\b(?P<rest>[^.;]{0,60}?\b(?:last|this|the|"
    r"latest) quarter\b)"
)


def find(item: Item, paper: Paper, tables: Sequence[Table]) -> Iterator[Finding]:
    """Find the row or the total of each table that breaks what all the others keep."""
    for table in (table for table in tables if len(table.rows) > 1):
        told = list(rows.find(item, paper, table))
        yield from told or columns.find(item, paper, table)


def months(item: Item, paper: Paper, tables: Sequence[Table], lines: Sequence[Line]) -> Iterator[Finding]:
    """Find a quarter's figure that its own three months do not make."""
    for table in tables:
        if (
            table.width != 3
            or not _MONTHS.search(table.header)
            or any(one.percent for row in table.rows for one in row.cells)
        ):
            continue
        last = table.rows[-1]
        if not (TOTAL.search(last.label) or named_after(last, table.rows[:-1])):
            continue
        made, _slack = added(last.cells)
        parts, _ = added([one for row in table.rows[:-1] for one in row.cells])
        for number in range(table.end, min(table.end + 20, len(lines))):
            if cells_begin(lines[number].text):
                break
            text = " ".join(line.text for line in lines[number : number + 3])
            said = _QUARTER_SAID.match(text)
            if not said:
                continue
            stated = Decimal(said["count"].replace(",", ""))
            # Where the table's own total is wrong, the table is told already.
            if stated not in (made, parts) and abs(stated - made) <= made / 4:
                words = text[: said.end("count") + len(said["what"])].strip(" ,(").removesuffix(" which")
                sum_of = " + ".join(one.words for one in last.cells)
                yield found(
                    item,
                    paper,
                    lines[number].page,
                    "figure given differently",
                    words,
                    f"“{words}”: the three months of the table make {made:,f}.",
                    f"{last.label}: {sum_of} = {made:,f}.",
                    "Make the text and the table agree.",
                )
            break


def cells_begin(text: str) -> bool:
    """Say whether a line heads the next table of months."""
    return bool(_MONTHS.match(f"{text} "))
