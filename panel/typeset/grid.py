"""Tables: heads repeated on every page, no row broken that fits on one, cells tagged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlab.platypus.flowables import Flowable

from panel.typeset.flowables import Text
from panel.typeset.structure import Element
from panel.typeset.styles import HAIR, INK

_SIDE = 5.0
_ABOVE, _BELOW = 4.0, 6.0


@dataclass(frozen=True)
class Row:
    """A row's cells, each a column of paragraphs.

    `lead` is what the first column says for this row and those below it that share it; `leads` marks the row
    where it is read, elsewhere it is only drawn again at the head of a page.
    """

    cells: tuple[tuple[Text, ...], ...]
    lead: Text | None = None
    leads: bool = False


class Grid(Flowable):
    """A table with one head row, set in from the left by so much; columns have fixed widths in points."""

    def __init__(
        self,
        widths: Sequence[float],
        head: Row,
        rows: Sequence[Row],
        *,
        depth: float,
        continued: bool = False,
        left: float = 0,
        heights: Sequence[float] = (),
    ) -> None:
        super().__init__()
        self.heights = list(heights)
        self.widths, self.head, self.rows = tuple(widths), head, list(rows)
        self.depth, self.continued, self.left = depth, continued, left

    def wrap(self, available_width: float, _: float) -> tuple[float, float]:
        """Measure every row, once: their widths are fixed, and a long table is asked at every page."""
        self.width = available_width - self.left
        self.head_height = self._measure(self.head)
        self.heights = self.heights or [self._measure(row) for row in self.rows]
        self.height = self.head_height + sum(self.heights)
        return available_width, self.height

    @property
    def least(self) -> float:
        """The head and the first row."""
        return self.head_height + (self.heights[0] if self.heights else 0)

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Break between rows; within one only where a page cannot hold it."""
        self.wrap(available_width, available_height)
        left = available_height - self.head_height
        count = 0
        while count < len(self.rows) and self.heights[count] <= left:
            left -= self.heights[count]
            count += 1
        if count == len(self.rows):
            return [self]
        whole, rest = self.rows[:count], self.rows[count:]
        above, below = self.heights[:count], self.heights[count:]
        if self.heights[count] > self.depth - self.head_height:
            broken = self._break(rest[0], left)
            if broken:
                whole, rest = [*whole, broken[0]], [broken[1], *rest[1:]]
                above, below = [*above, self._measure(broken[0])], [self._measure(broken[1]), *below[1:]]
        if not whole:
            return []
        return [self._part(whole, above, continued=self.continued), self._part(rest, below, continued=True)]

    def draw(self) -> None:
        """Draw the head, the rows and the rules between them."""
        self.canv.translate(self.left, 0)
        y = self.height
        for cell in self.head.cells:
            for text in cell:
                text.again = self.continued
        self._draw_cells(self.head, y, self.head_height)
        y -= self.head_height
        self._line(y, 0, weight=1.2, grey=INK)
        for index, row in enumerate(self.rows):
            if index and (row.leads or row.lead is None):
                self._line(y, 0, weight=0.6, grey=HAIR * 0.7)
            elif index:
                self._line(y, self.widths[0] + _SIDE, weight=0.5, grey=HAIR)
            if row.lead is not None and (row.leads or index == 0):
                row.lead.again = not row.leads
                row.lead.drawOn(self.canv, 0, y - _ABOVE - row.lead.height)
            self._draw_cells(row, y, self.heights[index])
            y -= self.heights[index]
        self._line(y, 0, weight=0.6, grey=HAIR * 0.7)

    def _part(self, rows: list[Row], heights: list[float], *, continued: bool) -> Grid:
        return Grid(
            self.widths, self.head, rows, depth=self.depth, continued=continued, left=self.left, heights=heights
        )

    def _measure(self, row: Row) -> float:
        heights = [self._wrap(cell, width) for cell, width in zip(row.cells, self._inner(row), strict=True)]
        if row.lead is not None:
            heights.append(row.lead.wrap(self.widths[0] - _SIDE, 0)[1])
        return max(heights, default=0) + _ABOVE + _BELOW

    def _inner(self, row: Row) -> list[float]:
        """Widths of a row's cells without the space beside them."""
        widths = self.widths if row.lead is None else self.widths[1:]
        if row.lead is None and len(row.cells) < len(widths):
            spanned = len(widths) - len(row.cells) + 1
            widths = (sum(widths[:spanned]), *widths[spanned:])
        inner = [width - 2 * _SIDE for width in widths]
        if row.lead is None:
            inner[0] += _SIDE
        inner[-1] += _SIDE
        return inner

    @staticmethod
    def _wrap(cell: tuple[Text, ...], width: float) -> float:
        height = sum(text.wrap(width, 0)[1] for text in cell)
        return float(height + sum(text.style.spaceAfter for text in cell[:-1]))

    def _draw_cells(self, row: Row, top: float, height: float) -> None:
        x = 0.0 if row.lead is None else self.widths[0] + _SIDE
        for cell, width in zip(row.cells, self._inner(row), strict=True):
            y = top - _ABOVE
            if row is self.head:
                y = top - height + _BELOW + self._wrap(cell, width)
            for text in cell:
                y -= text.height
                text.drawOn(self.canv, x, y)
                y -= text.style.spaceAfter
            x += width + 2 * _SIDE

    def _line(self, y: float, left: float, *, weight: float, grey: float) -> None:
        with self.canv.artifact():
            self.canv.setStrokeGray(grey)
            self.canv.setLineWidth(weight)
            self.canv.line(left, y, self.width, y)

    def _break(self, row: Row, height: float) -> tuple[Row, Row] | None:
        """Break a row that no page can hold so that its first part is at most so high."""
        room = height - _ABOVE - _BELOW
        if row.lead is not None and row.lead.height > room:
            return None
        firsts, seconds = [], []
        for cell, width in zip(row.cells, self._inner(row), strict=True):
            first, second = _break_cell(cell, width, room)
            firsts.append(first)
            seconds.append(second)
        if not any(firsts):
            return None
        return replace(row, cells=tuple(firsts)), replace(row, cells=tuple(seconds), leads=False)


def _break_cell(cell: tuple[Text, ...], width: float, room: float) -> tuple[tuple[Text, ...], tuple[Text, ...]]:
    kept: list[Text] = []
    for index, text in enumerate(cell):
        _, height = text.wrap(width, room)
        if height <= room:
            kept.append(text)
            room -= height + text.style.spaceAfter
            continue
        parts = text.split(width, room)
        if len(parts) == 2:
            return (*kept, parts[0]), (parts[1], *cell[index + 1 :])
        return tuple(kept), cell[index:]
    return tuple(kept), ()


def cell_element(row: Element, *, head: bool = False, rows: int = 1, columns: int = 1) -> Element:
    """Add a cell to a TR: a TH of its column, or a TD."""
    if head:
        return row.add("TH", scope="Column", columns=columns)
    return row.add("TD", rows=rows, columns=columns)
