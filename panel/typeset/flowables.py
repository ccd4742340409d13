"""Paragraphs, rules and columns that tag what they draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab import rl_config
from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus.flowables import CondPageBreak, Flowable
from reportlab.platypus.paragraph import Paragraph

from panel.typeset import fonts
from panel.typeset.structure import Element
from panel.typeset.styles import HAIR, PINK, RULE


@dataclass(frozen=True)
class Hung:
    """A number or bullet that hangs to the left of a paragraph's first line, `out` points."""

    words: str
    element: Element
    out: float
    bold: bool = False


@dataclass(frozen=True)
class Reference:
    """Words at the right edge of a paragraph's last line, with dots that lead to them."""

    words: str
    element: Element


@dataclass(frozen=True)
class Leads:
    """Where a paragraph leads, with all its lines and its reference: a key of the pack, or a URI."""

    target: str
    words: str
    element: Element
    external: bool = False


class Text(Paragraph):
    """A paragraph that belongs to one structure element, wherever pages break it.

    `words` are paragraph markup (see `fonts.markup`). `barred` draws a rule so far from the left; `exempt` a
    pink square before the first line. `keep` holds it on the page of what follows.
    """

    element: Element | None
    hung: Hung | None = None
    reference: Reference | None = None
    leads: Leads | None = None
    barred: float | None = None
    exempt: bool = False
    keep: bool = False
    again: bool = False
    """Drawn a second time, as the head of a continued table: not read again."""
    continues: bool = False
    """Whether more words of its element follow in another paragraph."""

    def __init__(
        self,
        words: str | None,
        style: ParagraphStyle,
        *,
        element: Element | None = None,
        frags: list[Any] | None = None,
        **_: Any,
    ) -> None:
        # Platypus makes the parts of a broken paragraph with its own frags and a bullet, which this class has
        # no use for.
        super().__init__(words, style, frags=frags)
        self.element = element

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Break between lines; the number stays with the first part, the reference with the last."""
        parts: list[Flowable] = super().split(available_width, available_height)
        for part in parts:
            part.element, part.leads, part.barred, part.again = (
                self.element,
                self.leads,
                self.barred,
                self.again,
            )
        if len(parts) > 1:
            parts[0].hung, parts[0].exempt = self.hung, self.exempt
            parts[-1].reference, parts[-1].keep = self.reference, self.keep
            parts[0].continues, parts[-1].continues = True, self.continues
        return parts

    def draw(self) -> None:
        """Draw the paragraph with what hangs on it."""
        canvas = self.canv
        if self.barred is not None:
            with canvas.artifact():
                self._draw_bar(self.barred)
        if self.exempt:
            with canvas.artifact():
                canvas.setFillColor(PINK)
                size = self.style.fontSize * 0.66
                canvas.rect(self.style.leftIndent - 14, self._first_baseline(), size, size, stroke=0, fill=1)
        if self.hung:
            self._draw_hung(self.hung)
        self._end_lines_with_a_space()
        if self.element is None or self.again:
            with canvas.artifact():
                super().draw()
        elif self.blPara.lines:
            with canvas.tagged(self.element):
                super().draw()
        if self.reference:
            self._draw_reference(self.reference)
        if self.leads:
            right = self.width if self.reference else self.width - self.style.rightIndent
            box = (self.style.leftIndent, -2.0, right, self.height)
            canvas.lead(self.leads.element, box, self.leads.target, self.leads.words, external=self.leads.external)

    def _end_lines_with_a_space(self) -> None:
        """Keep the words of two lines apart for those who read or copy the text; ReportLab drops that space."""
        lines = self.blPara.lines
        for line in lines if self.continues or self.reference else lines[:-1]:
            if self.blPara.kind == 0:
                if line[1][-1:] != [""]:
                    line[1].append("")
            else:
                last = next((fragment for fragment in reversed(line.words) if fragment.text), None)
                if last is not None and not last.text.endswith(" "):
                    last.text += " "

    def _first_baseline(self) -> float:
        # ReportLab's own setting: the first line stands its font's size below the top, or else its ascent.
        if rl_config.paraFontSizeHeightOffset:
            return float(self.height - self.style.fontSize)
        first = self.blPara if self.blPara.kind == 0 else self.blPara.lines[0]
        return float(self.height - first.ascent)

    def _last_line(self) -> tuple[float, float]:
        """Baseline of the last line, and where its ink ends."""
        last = self.blPara.lines[-1]
        spare = last[0] if self.blPara.kind == 0 else last.extraSpace
        baseline = self._first_baseline() - (len(self.blPara.lines) - 1) * self.style.leading
        return baseline, self.width - self.style.rightIndent - spare

    def _draw_bar(self, left: float) -> None:
        self.canv.setStrokeGray(RULE)
        self.canv.setLineWidth(2)
        self.canv.line(left, -self.style.spaceAfter, left, self.height)

    def _draw_hung(self, hung: Hung) -> None:
        canvas, style = self.canv, self.style
        with canvas.tagged(hung.element):
            canvas.setFillColor(style.textColor)
            canvas.setFont(fonts.BOLD if hung.bold else style.fontName, style.fontSize)
            canvas.drawString(style.leftIndent - hung.out, self._first_baseline(), fonts.drawable(hung.words))

    def _draw_reference(self, reference: Reference) -> None:
        canvas, style = self.canv, self.style
        baseline, ink_ends = self._last_line()
        start = self.width - stringWidth(reference.words, fonts.TABULAR, style.fontSize)
        step = 5.0
        first, last = (ink_ends + 8) // step + 1, (start - 5) // step
        if first < last:
            with canvas.artifact():
                canvas.setStrokeGray(RULE)
                canvas.setLineWidth(1.1)
                canvas.setLineCap(1)
                canvas.setDash([0, step])
                canvas.line(first * step, baseline + 0.6, last * step, baseline + 0.6)
                canvas.setDash()
        with canvas.tagged(reference.element):
            canvas.setFillColor(style.textColor)
            canvas.setFont(fonts.TABULAR, style.fontSize)
            canvas.drawString(start, baseline, reference.words)


class Rule(Flowable):
    """A rule across the measure; an artifact."""

    def __init__(
        self,
        *,
        weight: float,
        grey: float = HAIR,
        colour: Color | None = None,
        before: float = 0,
        after: float = 0,
    ) -> None:
        super().__init__()
        self.weight, self.colour = weight, colour or Color(grey, grey, grey)
        self.spaceBefore, self.spaceAfter = before, after

    def wrap(self, available_width: float, _: float) -> tuple[float, float]:
        """Take the whole width."""
        self.width, self.height = available_width, self.weight
        return self.width, self.height

    def draw(self) -> None:
        """Draw the rule."""
        with self.canv.artifact():
            self.canv.setStrokeColor(self.colour)
            self.canv.setLineWidth(self.weight)
            self.canv.line(0, self.weight / 2, self.width, self.weight / 2)


class Columns(Flowable):
    """Short paragraphs in two columns, read down the first and then down the second; broken between rows.

    `keep` holds them on the page of what follows.
    """

    keep: bool = False

    def __init__(self, entries: Sequence[Text], *, gap: float = 24.0) -> None:
        super().__init__()
        self.entries, self.gap = list(entries), gap

    def wrap(self, available_width: float, _: float) -> tuple[float, float]:
        """Fill both columns evenly."""
        self.width = available_width
        self.column = (available_width - self.gap) / 2
        for entry in self.entries:
            entry.wrap(self.column, 0)
        self.height = self._height(self.entries)
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Put as many rows on this page as it holds."""
        self.wrap(available_width, available_height)
        count = len(self.entries) - 1
        while count > 0 and self._height(self.entries[:count]) > available_height:
            count -= 1
        count -= count % 2
        if count <= 0:
            return []
        return [Columns(self.entries[:count], gap=self.gap), Columns(self.entries[count:], gap=self.gap)]

    def draw(self) -> None:
        """Draw one column after the other."""
        for index, column in enumerate(self._columns(self.entries)):
            y = self.height
            for entry in column:
                y -= entry.height
                entry.drawOn(self.canv, index * (self.column + self.gap), y)
                y -= entry.style.spaceAfter

    @staticmethod
    def _columns(entries: list[Text]) -> tuple[list[Text], list[Text]]:
        half = (len(entries) + 1) // 2
        return entries[:half], entries[half:]

    def _height(self, entries: list[Text]) -> float:
        return max(sum(e.height + e.style.spaceAfter for e in column) for column in self._columns(entries))


class Room(CondPageBreak):
    """Go to the next page unless these fit on this one with the first lines of what follows them."""

    def __init__(self, held: Sequence[Flowable], following: Flowable | None, depth: float) -> None:
        super().__init__(0)
        self.held, self.following, self.depth = list(held), following, depth

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Ask for a new page where the room is short; never at the head of a page."""
        need, last_after = 0.0, 0.0
        for flowable in [*self.held, *([self.following] if self.following else [])]:
            _, height = flowable.wrap(available_width, self.depth)
            if flowable is self.following:
                height = _least(flowable, height, self.depth)
            need += max(last_after, flowable.getSpaceBefore()) + height
            last_after = flowable.getSpaceAfter()
        self.height = need if available_height < self.depth - 1 else 0
        size: tuple[float, float] = super().wrap(available_width, available_height)
        return size


def _least(flowable: Flowable, height: float, depth: float) -> float:
    """How much of a flowable must stand on a page for the break to look meant."""
    if isinstance(flowable, Text):
        return min(height, 3 * flowable.style.leading)
    if isinstance(flowable, Columns) and height > 0.6 * depth:
        return 2 * max(entry.height for entry in flowable.entries)
    return min(height, float(getattr(flowable, "least", height)))
