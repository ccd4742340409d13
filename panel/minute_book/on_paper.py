"""Minutes on paper: a tagged PDF in the style of the pack, item numbers in the margin, what was resolved set apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape

from reportlab.platypus.flowables import Flowable

from panel.law.words import day_in_words
from panel.minute_book import blocks as kinds
from panel.minute_book.blocks import Block, Grid, Run
from panel.minute_book.printed import Printed, PrintedItem, absences, attendance_table, attended
from panel.typeset import fonts
from panel.typeset.document import set_pages
from panel.typeset.flowables import Hung, Rule, Text
from panel.typeset.fonts import drawable, markup
from panel.typeset.grid import Grid as Table
from panel.typeset.grid import Row, cell_element
from panel.typeset.structure import Element, TaggedCanvas
from panel.typeset.styles import INK, PINK, PORTRAIT, SOFT_INK, style

_SIZE, _LEADING = 11.0, 15.2
MARGIN = 46.0
"""Room at the left for the minutes' numbers."""
_NARROWEST = 40.0
"""Points that a column of a table has at least, the space beside it included."""
_KEPT = 8


@lru_cache(maxsize=_KEPT)
def draw_minutes(printed: Printed) -> bytes:
    """Set minutes as a tagged PDF; equal minutes give equal bytes."""
    root = Element("Document")
    story: list[Flowable] = [*_masthead(printed, root)]
    if printed.extract:
        story.append(Text(_words(attended(printed).runs), style(_SIZE, _LEADING, after=8), element=root.add("P")))
    else:
        story += _attendance(printed, root)
        story += _story((*printed.foreword, *printed.opening), 0, root, 2)
    for item in printed.items:
        story += _item(item, root)
    story += _story(printed.closing, 0, root, 2)
    if printed.ended and not printed.extract:
        story.append(Rule(weight=0.6, before=12, after=6))
        story.append(Text(markup(printed.ended), style(_SIZE, _LEADING, bold=True, after=6), element=root.add("P")))
    story += _later(printed, root)
    story += _signature(printed, root) if not printed.extract else []
    return set_pages(story, root, title=printed.title, running=lambda canvas: _running(canvas, printed))


def _masthead(printed: Printed, root: Element) -> list[Flowable]:
    heading = root.add("H1")
    body = Text(markup(printed.body), style(15, 19, bold=True, grey=SOFT_INK), element=heading)
    body.continues = True
    size = (26, 32) if printed.extract or printed.exempt else (38, 46)
    story: list[Flowable] = [body, Text(printed.name, style(*size, bold=True, after=4), element=heading)]
    story.append(Rule(weight=2, grey=INK, after=10))
    where = f"at {printed.place}" if printed.place else ""
    held = f"The meeting held on {day_in_words(printed.day)}"
    story.append(Text(markup(f"{held} {where}"), style(14, 19, bold=True, after=3), element=root.add("P")))
    if printed.extract:
        told = f"This is an extract: item {printed.extract} of the minutes, and nothing else."
        story.append(Text(markup(told), style(_SIZE, _LEADING, after=3), element=root.add("P")))
    if printed.opened and not printed.extract:
        story.append(Text(markup(printed.opened), style(_SIZE, _LEADING, after=3), element=root.add("P")))
    words = printed.standing
    story.append(Text(markup(words), style(_SIZE, _LEADING, bold=printed.draft, after=8), element=root.add("P")))
    if printed.settled.amendments:
        amended = f"Amended: {printed.settled.amendments}"
        story.append(Text(markup(amended), style(_SIZE, _LEADING, after=8), element=root.add("P")))
    return story


def _attendance(printed: Printed, root: Element) -> list[Flowable]:
    story: list[Flowable] = []
    if printed.present:
        story.append(_heading("Present", root, 2))
    for circle in printed.present:
        story.append(_heading(circle.title, root, 3))
        if any(person.notes for person in circle.people):
            story.append(_table(attendance_table(circle), 0, root))
        else:
            names = kinds.bullets([person.name for person in circle.people])
            story += _story((names,), 0, root, 3)
    for heading, listed in absences(printed):
        story.append(_heading(heading, root, 3 if printed.present else 2))
        story += _story(listed, 0, root, 3)
    return story


def _item(item: PrintedItem, root: Element) -> list[Flowable]:
    part = root.add("Sect")
    size, before = ((13, 17), 16) if item.minute else ((14.5, 19), 18)
    # The number is read before the title, as part of the heading.
    heading = part.add("H2")
    title = Text(markup(item.title), style(*size, bold=True, left=MARGIN, before=before, after=3), element=heading)
    title.hung = Hung(item.minute or item.number, heading, MARGIN, bold=True)
    title.keep = True
    return [title, *_story(item.blocks, MARGIN, part, 3)]


def _story(
    blocks: Iterable[Block], left: float, within: Element, level: int, bar: float | None = None
) -> list[Flowable]:
    story: list[Flowable] = []
    for block in blocks:
        match block:
            case kinds.Paragraph():
                text = Text(_words(block.runs), style(_SIZE, _LEADING, left=left, after=5), element=within.add("P"))
                text.barred = bar
                # A line that leads to what follows it stays with it.
                text.keep = block.text.rstrip().endswith(":")
                story.append(text)
            case kinds.Heading():
                story.append(_heading(block.text, within, level, left))
            case kinds.Listed():
                story += _listed(block, left, within, level, bar)
            case kinds.Grid() if len(block.head) * _NARROWEST <= PORTRAIT.measure - left:
                story.append(_table(block, left, within))
            case kinds.Grid():
                story += _listed(kinds.in_lines(block), left, within, level, bar)
            case kinds.Quotation():
                story += _story(block.blocks, left + 16, within.add("BlockQuote"), level, left + 4)
            case kinds.SetApart():
                apart = within.add("Sect")
                story.append(_heading(block.heading, apart, level, left + 12, bar=left + 2))
                story += _story(block.blocks, left + 12, apart, min(level + 1, 6), left + 2)
    if story and isinstance(story[-1], Text):
        story[-1].keep = False
    return story


def _listed(block: kinds.Listed, left: float, within: Element, level: int, bar: float | None) -> list[Flowable]:
    story: list[Flowable] = []
    every = within.add("L")
    out = 13.0 if all(len(entry.label) == 1 for entry in block.entries) else 24.0
    for entry in block.entries:
        line = every.add("LI")
        label, body = line.add("Lbl"), line.add("LBody")
        parts = _story(entry.blocks or (kinds.paragraph(" "),), left + out, body, level, bar)
        first = next((part for part in parts if isinstance(part, Text)), None)
        if first is not None and first.hung is None:
            first.hung = Hung(entry.label, label, out)
        story += parts
    return story


def _table(grid: Grid, left: float, within: Element) -> Flowable:
    table = within.add("Table")
    # Words that are few need little room: columns share the measure by what they hold, within bounds.
    columns = [[_plain(row[at]) for row in (grid.head, *grid.rows)] for at in range(len(grid.head))]
    weights = grid.shares or [min(max(8, *map(len, column)), 60) for column in columns]
    measure = PORTRAIT.measure - left
    widths = [measure * weight / sum(weights) for weight in weights]
    if min(widths) < _NARROWEST:
        over = measure - _NARROWEST * len(widths)
        widths = [_NARROWEST + over * weight / sum(weights) for weight in weights]
    head = _row(grid.head, table, head=True)
    rows = [_row(row, table) for row in grid.rows]
    made = Table(widths, head, rows, depth=PORTRAIT.depth, left=left)
    made.spaceBefore, made.spaceAfter = 2, 9
    return made


def _row(cells: Sequence[tuple[Run, ...]], table: Element, *, head: bool = False) -> Row:
    row = table.add("TR")
    look = style(9.5, 12, bold=True, grey=SOFT_INK) if head else style(10.5, 14, after=2)
    return Row(tuple((Text(_words(cell), look, element=cell_element(row, head=head)),) for cell in cells))


def _later(printed: Printed, root: Element) -> list[Flowable]:
    if not printed.later:
        return []
    story: list[Flowable] = [_heading("Later corrections", root, 2)]
    for each in printed.later:
        where = f", item {each.item}" if each.item else ""
        head = Run(f"{day_in_words(each.day, weekday=False)}{where}. ", bold=True)
        words = _words((head, Run(f"{each.text} (entered by {each.by})")))
        story.append(Text(words, style(_SIZE, _LEADING, after=5), element=root.add("P")))
    return story


def _signature(printed: Printed, root: Element) -> list[Flowable]:
    signed = printed.settled.signed_by
    line = style(_SIZE, 22, before=14)
    words = f"Signed: {signed}, who presided" if signed else "Signed (Chair): " + "." * 66
    on = day_in_words(printed.settled.signed, weekday=False) if printed.settled.signed else "." * 40
    first = Text(markup(words), line, element=root.add("P"))
    first.keep = True
    story: list[Flowable] = [Rule(weight=0.6, before=18, after=2), first]
    story.append(Text(markup(f"Date: {on}"), style(_SIZE, 22), element=root.add("P")))
    return story


def _heading(words: str, within: Element, level: int, left: float = 0, *, bar: float | None = None) -> Text:
    size, leading, before = {2: (15, 19, 14), 3: (12, 16, 9)}.get(level, (_SIZE, _LEADING, 6))
    look = style(size, leading, bold=True, left=left, before=before, after=3)
    text = Text(markup(words), look, element=within.add(f"H{level}"))
    text.keep, text.barred = True, bar
    return text


def _words(runs: Sequence[Run]) -> str:
    """Write runs as the markup of a paragraph."""
    return "".join(map(_marked, runs))


def _marked(run: Run) -> str:
    lines = []
    for line in run.text.split("\n"):
        # `drawable` drops the spaces at the ends, which part one run from the next.
        before, after = " " if line[:1].isspace() else "", " " if line[-1:].isspace() and line.strip() else ""
        lines.append(before + escape(drawable(line), quote=False) + after)
    words = "<br/>".join(lines)
    if run.to and run.to not in run.text:
        words += f" ({escape(drawable(run.to.removeprefix('mailto:')), quote=False)})"
    if run.bold:
        words = f"<b>{words}</b>"
    return f"<i>{words}</i>" if run.italic else words


def _plain(runs: Sequence[Run]) -> str:
    return "".join(run.text for run in runs)


def _running(canvas: TaggedCanvas, printed: Printed) -> None:
    """Draw what stands on every page: whose minutes, what they are, the number, and room for initials."""
    odd = canvas.getPageNumber() % 2 == 1
    left = PORTRAIT.inside if odd else PORTRAIT.outside
    right = left + PORTRAIT.measure
    with canvas.artifact():
        canvas.setFont(fonts.REGULAR, 9)
        canvas.setFillGray(SOFT_INK)
        kind = printed.name[0].lower() + printed.name[1:]
        head = PORTRAIT.height - 34
        canvas.drawString(left, head, drawable(f"{printed.body}: {kind}, {day_in_words(printed.day, weekday=False)}"))
        canvas.setFillGray(INK)
        canvas.setFont(fonts.BOLD, 9)
        canvas.drawRightString(right, head, drawable(" \u00b7 ".join(printed.marks)))
        if printed.exempt:
            canvas.setFillColor(PINK)
            canvas.rect(PORTRAIT.width - 9 if odd else 0, 0, 9, PORTRAIT.height, stroke=0, fill=1)
        canvas.setFillGray(SOFT_INK)
        canvas.setFont(fonts.REGULAR, 9)
        canvas.drawString(left, 40, f"Minutes, page {canvas.getPageNumber()}")
        canvas.drawRightString(right, 40, "Initials: " + "." * 24)
