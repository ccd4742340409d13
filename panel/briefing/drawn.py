"""The chair's brief on paper, in the style of the house. Each page says that it is not for publication."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus.flowables import Flowable

from panel.agendas.wording import Block, Bullets, Paragraph, Quotation
from panel.briefing.contents import MARK, Brief, Needed, Reading, Step
from panel.law.words import counted, day_in_words, time_in_words
from panel.typeset import fonts
from panel.typeset.document import set_pages
from panel.typeset.flowables import Hung, Rule, Text
from panel.typeset.fonts import markup
from panel.typeset.grid import Grid, Row, cell_element
from panel.typeset.structure import Element, TaggedCanvas
from panel.typeset.styles import INK, PINK, PORTRAIT, SOFT_INK, style

_SIZE, _LEADING = 12.0, 16.5
_TIMES = 104.0
"""How far the running order stands in: the times hang out."""
_LEAF = replace(PORTRAIT, outside=PORTRAIT.inside)
"""With the same margin on every page: a brief is read from single sheets, not bound."""


def draw_brief(brief: Brief) -> bytes:
    """Set the brief as a tagged PDF; equal briefs give equal bytes."""
    root = Element("Document")
    story: list[Flowable] = [
        *_masthead(brief, root),
        *_expected(brief, root),
        *_needed(brief.needed, root),
        _heading("Running order", root),
    ]
    if not brief.steps:
        story.append(_words("No agenda is recorded yet.", root.add("P")))
    for step in brief.steps:
        story += _step(step, root)
    for each in brief.closing:
        story += _reading(each, root, _TIMES)
    return set_pages(
        story, root, title=f"{MARK}: {brief.body}, {day_in_words(brief.date)}", leaf=_LEAF, running=_marked
    )


def _marked(canvas: TaggedCanvas) -> None:
    """Mark a page at its head and number it at its foot."""
    fonts.register()
    with canvas.artifact():
        canvas.setFillColor(PINK)
        canvas.rect(0, PORTRAIT.height - 26, PORTRAIT.width, 26, stroke=0, fill=1)
        canvas.setFillGray(INK)
        canvas.setFont(fonts.BOLD, 10.5)
        canvas.drawCentredString(PORTRAIT.width / 2, PORTRAIT.height - 17, MARK)
        words = f"Page {canvas.getPageNumber()}"
        canvas.setFont(fonts.REGULAR, 9)
        canvas.drawString((PORTRAIT.width - stringWidth(words, fonts.REGULAR, 9)) / 2, 22, words)


def _masthead(brief: Brief, root: Element) -> list[Flowable]:
    heading = root.add("H1")
    body = Text(markup(brief.body), style(13, 17, bold=True, grey=SOFT_INK), element=heading)
    body.continues = True
    title = Text("Chair\u2019s brief", style(30, 38, bold=True, after=3), element=heading)
    when = day_in_words(brief.date) + (f", {time_in_words(brief.start)}" if brief.start else "")
    mark = Text(markup(MARK), style(_SIZE, _LEADING, bold=True), element=root.add("P"))
    story: list[Flowable] = [body, title, Rule(weight=2, grey=INK, after=6), mark]
    story.append(Text(markup(when), style(15, 20, bold=True), element=root.add("P")))
    story.append(_words(brief.venue or "The place is not recorded.", root.add("P")))
    if brief.ends:
        untimed = f"; {counted(brief.untimed, 'item has', 'items have')} no time set" if brief.untimed else ""
        story.append(_words(f"By what is timed it ends {_at(brief.ends)}{untimed}.", root.add("P")))
    return story


def _at(said: str) -> str:
    return said if said.startswith("about") else f"at {said}"


def _expected(brief: Brief, root: Element) -> list[Flowable]:
    story: list[Flowable] = [_heading("Who is expected", root)]
    if brief.quorum:
        story.append(_words(brief.quorum, root.add("P")))
    for group in brief.expected:
        words = f"<b>{markup(group.what)}:</b> {markup('; '.join(group.names))}."
        story.append(Text(words, style(_SIZE, _LEADING, after=3), element=root.add("P")))
    if not brief.expected:
        story.append(_words("Nobody has a seat that day.", root.add("P")))
    return story


def _needed(needed: Sequence[Needed], root: Element) -> list[Flowable]:
    heading, table = _heading("What each vote takes", root), root.add("Table")
    head = table.add("TR")
    titles = [
        (Text(words, style(9.5, 12, bold=True, grey=SOFT_INK), element=cell_element(head, head=True)),)
        for words in ("For", "It takes", "Authority")
    ]
    rows = []
    for each in needed:
        row = table.add("TR")
        plain, strong = style(10.5, 14), style(10.5, 14, bold=True)
        said = ((each.what, strong), (each.takes, plain), (each.authority, plain))
        rows.append(Row(tuple((Text(markup(text), how, element=cell_element(row)),) for text, how in said)))
    share = _LEAF.measure - 110
    return [heading, Grid((110, share * 0.6, share * 0.4), Row(tuple(titles)), rows, depth=_LEAF.depth)]


def _step(step: Step, root: Element) -> list[Flowable]:
    story: list[Flowable] = []
    for each in step.before:
        story += _reading(each, root, _TIMES)
    section, left = root.add("Sect"), 0 if step.heading else _TIMES
    clock, title = section.add("P"), section.add("H3")
    heading = Text(
        markup(f"{step.number}  {step.title}"), style(13, 17, bold=True, left=left, before=10, after=1), element=title
    )
    if step.at:
        heading.hung = Hung(step.at, clock, _TIMES)
    rest: list[Flowable] = []
    for label, words in _facts(step):
        said = f"<b>{markup(label)}:</b> {markup(words)}" if label else markup(words)
        rest.append(Text(said, style(_SIZE, _LEADING, left=left, after=2), element=section.add("P")))
    rest += _questions(step, section, left)
    for each in step.read:
        rest += _reading(each, section, left)
    heading.keep = bool(rest)
    return [*story, heading, *rest]


def _facts(step: Step) -> list[tuple[str, str]]:
    facts = [("Time", step.lasts)] if step.lasts else []
    if step.private:
        facts.append(("", "Taken while the public is excluded."))
    if step.presents:
        facts.append(("Presents", "; ".join(step.presents)))
    if step.asks:
        facts.append(("The meeting is asked", step.asks))
    facts += [("Paper", name) for name in step.papers]
    facts += [("Exempt, not for publication", name) for name in step.exempt]
    return [*facts, *(("Note", words) for words in step.notes)]


def _questions(step: Step, section: Element, left: float) -> list[Flowable]:
    story: list[Flowable] = []
    listed = section.add("L") if step.questions else None
    for number, each in enumerate(step.questions, start=1):
        if listed is None:
            break
        entry = listed.add("LI")
        label, body = entry.add("Lbl"), entry.add("LBody")
        about = f" ({markup(each.about)})" if each.about else ""
        name = Text(
            f"<b>{markup(each.name)}</b>{about}",
            style(_SIZE, _LEADING, left=left + 20, before=4),
            element=body.add("P"),
        )
        name.hung, name.keep = Hung(f"{number}.", label, 20, bold=True), True
        story += [name, Text(markup(each.text), style(_SIZE, _LEADING, left=left + 20, after=3), element=body.add("P"))]
    return story


def _reading(reading: Reading, within: Element, left: float) -> list[Flowable]:
    label = Text(
        f"Read: {markup(reading.what)}",
        style(10, 14, bold=True, left=left, before=5, grey=SOFT_INK),
        element=within.add("P"),
    )
    label.keep = True
    return [label, *_blocks(reading.blocks, within.add("BlockQuote"), left)]


def _blocks(blocks: Sequence[Block], within: Element, left: float) -> list[Flowable]:
    story: list[Flowable] = []
    for block in blocks:
        if isinstance(block, Quotation):
            story += _blocks(block.blocks, within.add("BlockQuote"), left + 10)
        elif isinstance(block, Paragraph):
            text = Text(markup(block.text), style(_SIZE, _LEADING, left=left + 12, after=4), element=within.add("P"))
            text.barred = left + 2
            story.append(text)
        elif isinstance(block, Bullets):
            bullets = within.add("L")
            for entry in block.entries:
                line = bullets.add("LI")
                mark, words = line.add("Lbl"), line.add("LBody")
                text = Text(markup(entry), style(_SIZE, _LEADING, left=left + 24, after=2), element=words)
                text.hung, text.barred = Hung("\u2022", mark, 10), left + 2
                story.append(text)
    return story


def _heading(words: str, root: Element) -> Text:
    text = Text(markup(words), style(15, 19, bold=True, before=16, after=4), element=root.add("H2"))
    text.keep = True
    return text


def _words(words: str, element: Element) -> Text:
    return Text(markup(words), style(_SIZE, _LEADING, after=3), element=element)
