"""Read the tables of numbers in a paper's lines: rows of a label and equally many figures, one under another.

Text has lost its columns. A row is a line that ends in figures; a label that was wrapped stands on the lines before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

_CELL: Final = re.compile(
    r"(?P<open>\()?(?P<sign>[+−–-])?(?P<money>£)?(?P<number>\d{1,3}(?:,\d{3}){1,4}|\d{1,13})(?P<decimals>\.\d{1,9})?"
    r"(?P<scale>m|bn|k)?(?P<percent>%)?(?P<close>\))?"
)
_SCALE: Final = {"m": 10**6, "bn": 10**9, "k": 1000}
_YEAR: Final = re.compile(r"(?:19|20)\d{2}")
_VERDICT: Final = re.compile(
    r"(?:\s(?:yes|no|met|missed|not met|n/a|green|amber|red|up|down|better|worse|same|on track|off track|"
    r"[✓✔✗✘▲▼↑↓↔●]))+$",
    re.IGNORECASE,
)
"""What a last column may say in words: "Met? Yes"."""
_SIGNS: Final = ("+", "−", "–", "-")
_LABEL_AT_MOST = 60
_LABEL_LINES = 3
"""So many lines may a wrapped label have."""
_HEADER_LINES = 14
_MOST_CELLS = 40
_MOST_ROWS = 200
"""No table that people can read is larger; the rows behind begin another."""


@dataclass(frozen=True)
class Cell:
    """A figure in a table."""

    value: Decimal
    step: Decimal
    """What its last digit is worth."""
    percent: bool
    words: str


@dataclass(frozen=True)
class Row:
    """A row: its label, its figures, and the line as it stands."""

    label: str
    """As it stands on the row's own line; where nothing does, the lines before."""
    full: str
    """With what of it stands on the lines before, which may be too much."""
    cells: tuple[Cell, ...]
    page: int
    words: str
    """Its own words: the label, where it stands on the same line, and the figures."""


@dataclass(frozen=True)
class Table:
    """Rows of equally many figures, with what stands above them."""

    title: str
    """The nearest line above that reads like a heading."""
    header: str
    """The lines between the heading and the first row."""
    rows: tuple[Row, ...]
    end: int
    """The number of the line after its last row, over all pages."""

    @property
    def width(self) -> int:
        """How many figures a row has."""
        return len(self.rows[0].cells)


@dataclass(frozen=True)
class Line:
    """A line with its page."""

    text: str
    page: int


def lines_of(pages: Sequence[str]) -> tuple[Line, ...]:
    """List the lines of all pages that hold something, with single blanks, without what numbers the pages."""
    parted = [
        [words for line in page.splitlines() if (words := " ".join(line.replace("|", " ").split()))] for page in pages
    ]
    feet = Counter(
        _foot(text, number)
        for number, lines in enumerate(parted, start=1)
        for text in {*lines[:1], *lines[-1:]}
        if _foot(text, number) is not None
    )
    return tuple(
        Line(text, number)
        for number, lines in enumerate(parted, start=1)
        for place, text in enumerate(lines)
        if not (place in (0, len(lines) - 1) and _numbers_the_page(text, number, feet))
    )


def _foot(text: str, number: int) -> str | None:
    """Give what stands before a page's number in its head or foot; None where its number does not end it."""
    head, _, last = text.rpartition(" ")
    return head if last == str(number) and not re.search(r"\d", head) else None


def _numbers_the_page(text: str, number: int, feet: Counter[str | None]) -> bool:
    head = _foot(text, number)
    return head is not None and (feet[head] > 1 or head in ("", "Page"))


def tables(lines: Sequence[Line]) -> tuple[Table, ...]:
    """Read every table, down to those of one row."""
    return tuple(_tables(lines))


def cell(token: str) -> Cell | None:
    """Read one figure of a table: "1,234", "(58.2%)", "−0.5%", "£2.4m"; "£000" heads a column."""
    match = _CELL.fullmatch(token)
    if not match or bool(match["open"]) != bool(match["close"]) or match["number"] == "000":
        return None
    decimals = match["decimals"] or ""
    scale = _SCALE.get(match["scale"] or "", 1)
    value = Decimal(match["number"].replace(",", "") + decimals) * scale
    step = Decimal(1).scaleb(-max(len(decimals) - 1, 0)) * scale
    # Accountants write what is taken off in brackets; "(70.9%)" is a share.
    if match["sign"] in ("−", "–", "-") or (match["open"] and not match["percent"]):
        value = -value
    return Cell(value, step, bool(match["percent"]), token)


def _tables(lines: Sequence[Line]) -> Iterator[Table]:
    rows: list[Row] = []
    labels: list[str] = []
    start, header = 0, ""
    for number, line in enumerate(lines):
        label, cells = _parted(line.text)
        wide = bool(cells) and not (rows and len(cells) != len(rows[0].cells)) and not _years(cells, rows)
        wide = wide and len(rows) < _MOST_ROWS
        if wide and (label or labels or rows):
            if not rows:
                start = number
            full = " ".join((*labels, label)).strip()
            rows.append(Row(label if label[:1].isupper() else full, full, cells, line.page, line.text))
            labels = []
            continue
        if not cells and _label_line(line.text) and rows and len(labels) < _LABEL_LINES:
            labels.append(line.text)
            continue
        if rows:
            header = yield from _closed(lines, rows, start, number - len(labels), header)
        full = " ".join((*labels[-2:], label)).strip()
        again = bool(cells) and not _years(cells, ())
        rows = [Row(label if label[:1].isupper() else full, full, cells, line.page, line.text)] if again else []
        if not again:
            header = ""
        start = number
        labels = [] if cells or not _label_line(line.text) else [line.text]
    if rows:
        yield from _closed(lines, rows, start, len(lines) - len(labels), header)


def _closed(
    lines: Sequence[Line], rows: Sequence[Row], start: int, end: int, header: str
) -> Generator[Table, None, str]:
    """Yield a table and return its header, which the rows that follow at once share."""
    table = _table(lines, rows, start, end, header)
    yield table
    return table.header


def _table(lines: Sequence[Line], rows: Sequence[Row], start: int, end: int, shared: str) -> Table:
    above = [line.text for line in lines[max(0, start - _HEADER_LINES) : start]]
    title = ""
    header: list[str] = []
    for text in reversed(above):
        if re.search(r"[.;]$", text) or len(text) > 110:
            break
        header.insert(0, text)
    for text in above:
        if text in header and not re.search(r"\d", text) and text[:1].isupper() and len(text) > 3:
            title = text
            break
    return Table(title, shared or " ".join(header), tuple(rows), end)


def added(cells: Sequence[Cell]) -> tuple[Decimal, Decimal]:
    """Give a sum and what rounding may add to it: nothing for whole numbers, as counts are exact."""
    rounded = [one for one in cells if one.step != 1]
    return sum((one.value for one in cells), Decimal(0)), sum((one.step for one in rounded), Decimal(0)) / 2


def _parted(text: str) -> tuple[str, tuple[Cell, ...]]:
    """Part a line into its label and the figures at its end; no figures where it reads like a sentence."""
    bare = _VERDICT.sub("", text) if text[-1] not in "0123456789%)" else text
    if not bare or bare[-1] not in "0123456789%)mnk":
        return text, ()
    tokens = bare.split()
    signed = sum(token in _SIGNS for token in tokens) > 1
    cells: list[Cell] = []
    while tokens and (read := cell(tokens[-1])):
        tokens.pop()
        # "473,122 + 23,191 + 5.2%": signs that stand apart.
        if signed and len(tokens) > 1 and tokens[-1] in _SIGNS and cell(tokens[-2]):
            read = cell(f"{tokens[-1]}{read.words}") or read
            tokens.pop()
        cells.insert(0, read)
    # "30 – 59" and "30 to 59" are a label.
    if not signed and len(cells) > 1 and len(tokens) > 1 and tokens[-1] in (*_SIGNS, "to") and cell(tokens[-2]):
        tokens.append(cells.pop(0).words)
    label = " ".join(tokens)
    if (
        not 0 < len(cells) <= _MOST_CELLS
        or len(label) > _LABEL_AT_MOST
        or re.search(r"[.,;:]$|\b(?:and|of|the|to|was|were|from|by|at|in)$", label)
    ):
        return (label if bare is text else text), ()
    if len(cells) == 1 and (not label or re.search(r"[.!?]\s", label)):
        return (label if bare is text else text), ()
    return label, tuple(cells)


def _years(cells: Sequence[Cell], rows: Sequence[Row]) -> bool:
    return not rows and all(_YEAR.fullmatch(read.words) for read in cells)


def _label_line(text: str) -> bool:
    """Say whether a line may be the label of the row below, or the first part of it: "be £100?" ends one."""
    if len(text) > _LABEL_AT_MOST or re.search(r"[.;:]$", text):
        return False
    return not re.search(r"\d", text) or text[0].islower() or text[-1] == "?"
