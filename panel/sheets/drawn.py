"""The decision sheet on paper: a tagged PDF in the style of the pack."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus.flowables import Flowable

from panel.law.words import time_in_words
from panel.sheets.contents import ActionLine, ItemLine, ResolutionLine, Sheet
from panel.typeset import fonts
from panel.typeset.document import set_pages
from panel.typeset.flowables import Hung, Rule, Text
from panel.typeset.fonts import markup
from panel.typeset.structure import Element
from panel.typeset.styles import HANG, INK, SOFT_INK, style

EXEMPT = "Exempt: not for publication"
_PART = 58.0


def draw_sheet(
    sheet: Sheet, *, body: str, day: str, sent: str, version: str = "", changed: Sequence[str] = (), full: bool = False
) -> bytes:
    """Set a sheet; `sent` says when it goes out, `version` is told where it is not the first, `full` marks one that
    holds what is exempt.
    """
    root = Element("Document")
    title = f"Decisions, {day}"
    heading = root.add("H1")
    over = Text(markup(body), style(12, 16, bold=True, grey=SOFT_INK), element=heading)
    over.continues = True
    story: list[Flowable] = [
        over,
        Text(markup(title), style(24, 30, bold=True, after=4), element=heading),
        Rule(weight=2, grey=INK, after=6),
    ]
    if full:
        story.append(_exempt(f"{EXEMPT}. This copy holds what was resolved while the public was excluded.", root))
    facts = [f"The meeting rose at {time_in_words(sheet.rose)}." if sheet.rose else ""]
    facts += [f"{sheet.presided} presided." if sheet.presided else ""]
    facts += [f"What was resolved holds from {sent}. The minutes follow."]
    story.append(_words(" ".join(fact for fact in facts if fact), root, after=8))
    if version:
        story.append(_section(version, root))
        points = root.add("L")
        story += [_point(each, points) for each in changed]
    for item in sheet.items:
        story += _item(item, root)
    if not sheet.items:
        story.append(_words("Nothing was resolved, and nothing was promised.", root))
    return set_pages(story, root, title=f"{body}: {title}")


def _section(words: str, root: Element) -> Text:
    text = Text(markup(words), style(14, 18, bold=True, before=14, after=4), element=root.add("H2"))
    text.keep = True
    return text


def _words(words: str, root: Element, after: float = 4) -> Text:
    return Text(markup(words), style(11.5, 15.5, after=after), element=root.add("P"))


def _exempt(words: str, root: Element) -> Text:
    text = Text(markup(words), style(11.5, 15.5, bold=True, left=16, after=6), element=root.add("P"))
    text.exempt = True
    return text


def _point(words: str, points: Element) -> Text:
    line = points.add("LI")
    label, body = line.add("Lbl"), line.add("LBody")
    text = Text(markup(words), style(11.5, 15.5, left=14, after=3), element=body)
    text.hung = Hung("\u2022", label, 12)
    return text


def _item(item: ItemLine, root: Element) -> list[Flowable]:
    heading = root.add("H2")
    fonts.register()
    out = max(HANG, stringWidth(item.number, fonts.BOLD, 14) + 8)
    title = Text(markup(item.title), style(14, 18, bold=True, left=out, before=14, after=4), element=heading)
    title.hung, title.keep = Hung(item.number, heading.add("Span"), out, bold=True), True
    story: list[Flowable] = [title]
    if item.urgent:
        reason = item.urgent_reason or "the special circumstances are not recorded yet"
        said = f"Taken as a matter of urgency (Local Government Act 1972, s.100B(4)(b)): {reason}"
        story.append(Text(markup(said), style(11.5, 15.5, left=HANG, after=4), element=root.add("P")))
    for outcome in item.outcomes:
        text = Text(markup(outcome.text), style(11.5, 15.5, left=HANG, after=4), element=root.add("P"))
        text.keep = outcome.exempt
        story.append(text)
        if outcome.exempt:
            mark = Text(markup(EXEMPT), style(10.5, 14, left=HANG + 14, after=4), element=root.add("P"))
            mark.exempt = True
            story.append(mark)
    if item.resolutions:
        story.append(_label("Resolved", root))
        numbers = root.add("L")
        for line in item.resolutions:
            story += _resolution(line, numbers)
    if item.actions:
        story.append(_label("Actions", root))
        points = root.add("L")
        for action in item.actions:
            story += _action(action, points)
    return story


def _label(words: str, root: Element) -> Text:
    text = Text(markup(words), style(11.5, 15.5, bold=True, left=HANG, before=4, after=2), element=root.add("H3"))
    text.keep = True
    return text


def _resolution(line: ResolutionLine, numbers: Element) -> list[Flowable]:
    entry = numbers.add("LI")
    label, body = entry.add("Lbl"), entry.add("LBody")
    left = HANG + _PART if "(" in line.number else HANG + 24
    return _line(
        line.text,
        line.asks,
        line.exempt,
        Hung(line.number, label, 32 if "(" in line.number else 24, bold=True),
        body,
        left,
    )


def _action(line: ActionLine, points: Element) -> list[Flowable]:
    entry = points.add("LI")
    label, body = entry.add("Lbl"), entry.add("LBody")
    return _line(line.text, line.who, line.exempt, Hung("\u2022", label, 12), body, HANG + 14)


def _line(words: str, more: str, exempt: bool, hung: Hung, body: Element, left: float) -> list[Flowable]:
    story: list[Flowable] = []
    text = Text(markup(words), style(11.5, 15.5, left=left, after=2 if more or exempt else 4), element=body.add("P"))
    text.hung, text.keep = hung, bool(more or exempt)
    story.append(text)
    if more:
        asks = Text(markup(more), style(11.5, 15.5, bold=True, left=left, after=4), element=body.add("P"))
        asks.keep = exempt
        story.append(asks)
    if exempt:
        mark = Text(markup(EXEMPT), style(10.5, 14, left=left + 14, after=4), element=body.add("P"))
        mark.exempt = True
        story.append(mark)
    return story
