"""Read the CSV files of a meeting folder: work programme, recommendations log, measures."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from panel.folders.document import read_text
from panel.folders.form import YEARS, Wrong
from panel.folders.formats import MONTH
from panel.folders.mistakes import Findings, allowed
from panel.recommendations.models import Progress
from panel.work_programme.models import Section

Cell = Callable[[str], Any]
"""Reads a cell, without blanks around it; raises Wrong."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""What cannot be seen: control characters, other line breaks, and marks that turn the direction of reading."""


@dataclass(frozen=True)
class Row:
    """A row's cells by column, and where it stands."""

    number: int
    """Counted as a spreadsheet does: the header is row 1."""
    cells: Mapping[str, Any]


def text(cell: str) -> str:
    """Take any text."""
    if _CONTROL.search(cell):
        raise Wrong("The cell holds a control character.", "Write it again without what cannot be seen.")
    return cell


def written(cell: str) -> str:
    """Take a text that must be there."""
    if not cell:
        raise Wrong("The cell is empty.", "Write it: this column is needed in every row.")
    return text(cell)


def day(cell: str) -> date:
    """Take a date as 2018-03-19; a date as Britain writes it is told how to write it."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", cell):
        try:
            read = date.fromisoformat(cell)
        except ValueError:
            raise Wrong(f"“{cell}” is no day of the calendar.", "Write one that exists: 2018-03-19.") from None
        if read.year in YEARS:
            return read
    do = "Write it as year-month-day: 2018-03-19."
    for order in ("%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y"):
        try:
            meant = datetime.strptime(cell, order).date()  # noqa: DTZ007 - a date, which has no zone
        except ValueError:
            continue
        do = f"Write it as year-month-day: {meant.isoformat()}, if that is the day that is meant."
    raise Wrong(f"“{cell[:40]}” is not a date." if cell else "The date is missing.", do)


def day_if_any(cell: str) -> date | None:
    """Take a date, or nothing."""
    return day(cell) if cell else None


def one_of(words: Sequence[str]) -> Cell:
    """Take one of some words."""

    def read(cell: str) -> str:
        if cell not in words:
            raise Wrong(f"“{cell[:40]}” is not known here.", allowed(words, cell))
        return cell

    return read


def month(cell: str) -> str:
    """Take a month as 2017-10."""
    if not MONTH.fullmatch(cell):
        raise Wrong(f"“{cell[:40]}” is not a month.", "Write it as year-month: 2017-10.")
    return cell


def number(cell: str) -> float:
    """Take a number."""
    if not re.fullmatch(r"-?\d+(\.\d+)?", cell):
        raise Wrong(f"“{cell[:40]}” is not a number.", "Write figures with a full stop for decimals: 84.2.")
    return float(cell)


WORK_PROGRAMME: Mapping[str, Cell] = {
    "section": one_of(tuple(Section)),
    "meeting": day_if_any,
    "timing": text,
    "item": written,
    "detail": text,
    "last_report": day_if_any,
}
RECOMMENDATIONS: Mapping[str, Cell] = {
    "raised": day,
    "recommendation": written,
    "lead": text,
    "panel_update": text,
    "progress": text,
    "status": one_of(tuple(Progress)),
    "completed": day_if_any,
}
MEASURES: Mapping[str, Cell] = {
    "measure": written,
    "area": written,
    "month": month,
    "value": number,
    "unit": written,
}


def read_csv(folder: Path, file: str, columns: Mapping[str, Cell], findings: Findings) -> list[Row] | None:
    """Read a CSV file; None where it is not there or cannot be read at all. Cells that are wrong are left out."""
    if not (folder / file).exists():
        return None
    words = read_text(folder, file, findings)
    if words is None:
        return None
    rows = list(_rows(words, file, findings))
    if not rows:
        findings.mistake(file, "row 1", "The file is empty.", f"Begin it with the columns: {','.join(columns)}.")
        return None
    header = [name.strip() for name in rows[0]]
    if not _header(header, file, columns, findings):
        return None
    return [
        _row(position, header, cells, file, columns, findings)
        for position, cells in enumerate(rows[1:], start=2)
        if any(cell.strip() for cell in cells)
    ]


def _rows(words: str, file: str, findings: Findings) -> list[list[str]]:
    reader = csv.reader(io.StringIO(words, newline=""), strict=True)
    rows: list[list[str]] = []
    try:
        for cells in reader:
            rows.append(cells)
    except csv.Error as error:
        findings.mistake(
            file,
            f"row {len(rows) + 1} (line {reader.line_num})",
            f"This is not CSV: {error}.",
            'Put a cell that holds commas or quotation marks in "…", and write a quotation mark in it twice.',
        )
    return rows


def _header(header: list[str], file: str, columns: Mapping[str, Cell], findings: Findings) -> bool:
    expected = f"The columns are: {','.join(columns)}."
    if len(header) == 1 and len(columns) > 1 and (";" in header[0] or "\t" in header[0]):
        findings.mistake(file, "row 1", "The columns are not parted by commas.", f"Save it with commas. {expected}")
        return False
    before = len(findings.mistakes)
    for name, times in Counter(header).items():
        if name not in columns:
            shown = f"The column “{name}” is not known here." if name else "A column has no name."
            findings.mistake(file, f"row 1, column {name or header.index(name) + 1}", shown, allowed(columns, name))
        elif times > 1:
            findings.mistake(file, f"row 1, column {name}", "The column stands twice.", "Keep one of the two.")
    for name in columns:
        if name not in header:
            findings.mistake(file, "row 1", f"The column “{name}” is missing.", expected)
    return len(findings.mistakes) == before


def _row(
    position: int,
    header: Sequence[str],
    cells: Sequence[str],
    file: str,
    columns: Mapping[str, Cell],
    findings: Findings,
) -> Row:
    if len(cells) != len(header):
        findings.mistake(
            file,
            f"row {position}",
            f"The row has {len(cells)} cells, but the header has {len(header)} columns.",
            'Put a cell that holds a comma in quotation marks ("…"), and leave empty cells between commas.',
        )
        return Row(position, {})
    read: dict[str, Any] = {}
    for name, cell in zip(header, cells, strict=True):
        try:
            read[name] = columns[name](cell.strip())
        except Wrong as wrong:
            findings.mistake(file, f"row {position}, column {name}", wrong.what, wrong.do)
    return Row(position, read)
