"""Draw a paper as a tagged PDF, as the commissioner's office hands its papers in; equal input gives equal bytes."""

from __future__ import annotations

from reportlab.lib.colors import HexColor
from reportlab.platypus.flowables import Flowable

from panel.demo.content import Bars, Block, Heading, Para, Points, Sheet, Table
from panel.typeset import fonts
from panel.typeset.document import set_pages
from panel.typeset.flowables import Hung, Rule, Text
from panel.typeset.fonts import markup
from panel.typeset.grid import Grid, Row, cell_element
from panel.typeset.structure import Element
from panel.typeset.styles import LANDSCAPE, PORTRAIT, SOFT_INK, Leaf, style

_COLOURS = (HexColor("#1f4e79"), HexColor("#b7c9dc"))
_TEAL = HexColor("#1f6f6b")
_HEADINGS = {1: (20.0, 25.0), 2: (13.0, 17.0), 3: (11.5, 15.0)}
_SIZE, _LEADING = 11.0, 15.0
_NUMBER = 36.0
"""How far a paragraph's number hangs out, in points."""
_AFTER = 7.0


def draw_sheet(sheet: Sheet) -> bytes:
    """Set a paper on pages."""
    leaf = LANDSCAPE if sheet.landscape else PORTRAIT
    root = Element("Document")
    story: list[Flowable] = []
    if sheet.letterhead:
        story += [
            Text(markup(sheet.letterhead), style(15, 19, bold=True, after=3), element=root.add("P")),
            Rule(weight=4, colour=_TEAL, after=12),
        ]
    for line in (" · ".join(sheet.over),) if sheet.landscape else sheet.over:
        story.append(Text(markup(line), style(11, 15, bold=True, grey=SOFT_INK), element=root.add("P")))
    story += _set(Heading(sheet.title, 1), root, leaf)
    for block, following in zip(sheet.blocks, (*sheet.blocks[1:], None), strict=True):
        drawn = _set(block, root, leaf)
        if isinstance(block, Para) and isinstance(following, Table | Bars):
            drawn[-1].keep = True
        story += drawn
    return set_pages(story, root, title=sheet.title, leaf=leaf)


def _set(block: Block, root: Element, leaf: Leaf) -> list[Flowable]:
    match block:
        case Heading(words, level):
            size, leading = _HEADINGS[level]
            heading = Text(
                markup(words),
                style(size, leading, bold=True, before=12, after=5),
                element=root.add(f"H{level}"),
            )
            heading.keep = True
            return [heading]
        case Para(words, number):
            left = _NUMBER if number else 0.0
            paragraph = root.add("P")
            text = Text(markup(words), style(_SIZE, _LEADING, left=left, after=_AFTER), element=paragraph)
            if number:
                text.hung = Hung(number, paragraph, _NUMBER)
            return [text]
        case Points(entries):
            return _points(entries, root.add("L"))
        case Table():
            return _table(block, root.add("Table"), leaf)
        case Bars():
            chart = Chart(block)
            chart.spaceAfter = 10
            return [chart]


def _points(entries: tuple[str, ...], listed: Element) -> list[Flowable]:
    story: list[Flowable] = []
    for entry in entries:
        line = listed.add("LI")
        label, words = line.add("Lbl"), line.add("LBody")
        text = Text(markup(entry), style(_SIZE, _LEADING, left=_NUMBER + 14, after=4), element=words)
        text.hung = Hung("•", label, 14)
        story.append(text)
    return story


def _table(block: Table, table: Element, leaf: Leaf) -> list[Flowable]:
    whole = sum(block.widths)
    widths = [leaf.measure * share / whole for share in block.widths]

    def row(cells: tuple[str, ...], *, head: bool = False, bold: bool = False) -> Row:
        line = table.add("TR")
        made = []
        for index, words in enumerate(cells):
            number = block.figures is not None and index >= block.figures
            face = style(9.5, 12.5, bold=head or bold, align="right" if number else "left", tabular=number and not head)
            made.append((Text(markup(words), face, element=cell_element(line, head=head)),))
        return Row(tuple(made))

    head = row(block.head, head=True)
    last = len(block.rows) - 1
    rows = [row(cells, bold=block.total and index == last) for index, cells in enumerate(block.rows)]
    grid = Whole(widths, head, rows, depth=leaf.depth)
    grid.spaceBefore, grid.spaceAfter = 2, 12
    return [grid]


class Whole(Grid):
    """A table that stays with the words before it on one page, where a page can hold both."""

    @property
    def least(self) -> float:
        """All of it."""
        return float(self.height)


class Chart(Flowable):
    """Groups of bars with a key. It is not read aloud: a table of the same paper gives every figure."""

    def __init__(self, bars: Bars, height: float = 150.0) -> None:
        super().__init__()
        self.bars, self.height = bars, height

    def wrap(self, available_width: float, _: float) -> tuple[float, float]:
        """Take the whole width."""
        self.width = available_width
        return self.width, self.height

    def draw(self) -> None:
        """Draw the bars, their figures above them and their names below."""
        canvas, bars = self.canv, self.bars
        top = max(max(values) for _, values in bars.series)
        room = self.height - 62
        step = self.width / len(bars.groups)
        wide = min(step * 0.34, 46.0)
        with canvas.artifact():
            canvas.setFillGray(0)
            canvas.setFont(fonts.BOLD, 10.5)
            canvas.drawString(0, self.height - 12, bars.title)
            left = 0.0
            for (name, _), colour in zip(bars.series, _COLOURS, strict=True):
                canvas.setFillColor(colour)
                canvas.rect(left, self.height - 30, 9, 9, stroke=0, fill=1)
                canvas.setFillGray(0)
                canvas.setFont(fonts.REGULAR, 9)
                canvas.drawString(left + 13, self.height - 29, name)
                left += 30 + canvas.stringWidth(name, fonts.REGULAR, 9)
            for group, label in enumerate(bars.groups):
                middle = step * (group + 0.5)
                for place, ((_, values), colour) in enumerate(zip(bars.series, _COLOURS, strict=True)):
                    high = room * values[group] / top
                    x = middle + (place - 1) * wide
                    canvas.setFillColor(colour)
                    canvas.rect(x, 16, wide - 3, high, stroke=0, fill=1)
                    canvas.setFillGray(0)
                    canvas.setFont(fonts.TABULAR, 8.5)
                    canvas.drawCentredString(x + wide / 2 - 1.5, 19 + high, f"{values[group]:,}")
                canvas.setFont(fonts.REGULAR, 9)
                canvas.drawCentredString(middle, 3, label)
            canvas.setStrokeGray(0.4)
            canvas.setLineWidth(0.8)
            canvas.line(0, 16, self.width, 16)
