"""Appendices that are set from the records: the work programme, the log of recommendations and actions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus.flowables import Flowable

from panel.law.words import day_in_words
from panel.packs.contents import LogEntry, ProgrammeEntry, RecommendationsLog, WorkProgramme
from panel.typeset.document import set_pages
from panel.typeset.flowables import Hung, Rule, Text
from panel.typeset.fonts import markup
from panel.typeset.grid import Grid, Row, cell_element
from panel.typeset.structure import Element
from panel.typeset.styles import INK, LANDSCAPE, PORTRAIT, SOFT_INK, Leaf, style

_SIZE, _LEADING = 10.5, 14.0


def draw_work_programme(programme: WorkProgramme, *, body: str, heading_title: str, appendix: str | None) -> bytes:
    """Set the work programme as a tagged PDF, one table for each of its sections, upright."""
    root = Element("Document")
    story = _masthead(root, body, heading_title, appendix)
    for heading, entries in programme.sections:
        story.append(_section(heading, root))
        if entries:
            story.append(_programme_table(entries, root))
        else:
            story.append(_nothing("Nothing stands under this heading.", root))
    if not programme.sections:
        story.append(_nothing("The work programme is empty.", root))
    return set_pages(story, root, title=_title(body, heading_title, appendix))


def draw_recommendations_log(log: RecommendationsLog, *, body: str, heading_title: str, appendix: str | None) -> bytes:
    """Set the log of recommendations and actions as a tagged PDF, on landscape pages."""
    root = Element("Document")
    story = _masthead(root, body, heading_title, appendix)
    story.append(_section("In progress", root))
    if log.in_progress:
        story.append(_log_table(log.in_progress, root, completed=False))
    else:
        story.append(_nothing("Nothing is in progress.", root))
    span = "month" if log.completed_months == 1 else f"{log.completed_months} months"
    story.append(_section(f"Completed in the past {span}", root))
    if log.completed:
        story.append(_log_table(log.completed, root, completed=True))
    else:
        story.append(_nothing(f"Nothing was completed in the past {span}.", root))
    return set_pages(story, root, title=_title(body, heading_title, appendix), leaf=LANDSCAPE)


def _title(body: str, heading_title: str, appendix: str | None) -> str:
    return f"{body}: {heading_title}" + (f", Appendix {appendix}" if appendix else "")


def _masthead(root: Element, body: str, heading_title: str, appendix: str | None) -> list[Flowable]:
    over = f"{body} \u00b7 Appendix {appendix}" if appendix else body
    heading = root.add("H1")
    body = Text(markup(over), style(12, 16, bold=True, grey=SOFT_INK), element=heading)
    body.continues = True
    return [
        body,
        Text(markup(heading_title), style(24, 30, bold=True, after=4), element=heading),
        Rule(weight=2, grey=INK, after=4),
    ]


def _section(words: str, root: Element) -> Text:
    text = Text(markup(words), style(14, 18, bold=True, before=16, after=4), element=root.add("H2"))
    text.keep = True
    return text


def _nothing(words: str, root: Element) -> Text:
    return Text(markup(words), style(11.5, 15.5), element=root.add("P"))


def _plain() -> ParagraphStyle:
    return style(_SIZE, _LEADING, after=3)


def _strong() -> ParagraphStyle:
    return style(_SIZE, _LEADING, bold=True)


def _head(words: Sequence[str], table: Element) -> Row:
    row = table.add("TR")
    cells = [
        (Text(markup(w), style(9.5, 12, bold=True, grey=SOFT_INK), element=cell_element(row, head=True)),)
        for w in words
    ]
    return Row(tuple(cells))


def _programme_table(entries: Sequence[ProgrammeEntry], root: Element) -> Grid:
    """Set a section; consecutive entries of one meeting share its date, undated ones have no such column."""
    table = root.add("Table")
    dated = any(entry.when for entry in entries)
    titles = ("When", "Item", "What the meeting is asked to do", "Last report")
    widths = _widths(PORTRAIT, 90, 112, 0, 76) if dated else _widths(PORTRAIT, 132, 0, 76)
    head = _head(titles if dated else titles[1:], table)
    rows: list[Row] = []
    for when, group in groupby(entries, key=lambda entry: entry.when):
        together = list(group)
        for index, entry in enumerate(together):
            row = table.add("TR")
            if index == 0 and dated:
                words = markup(when or "To be confirmed")
                shared = Text(words, _strong(), element=cell_element(row, rows=len(together)))
            rows.append(
                Row(
                    (
                        (Text(markup(entry.item), _strong(), element=cell_element(row)),),
                        _detail(entry.detail, cell_element(row)),
                        (Text(_day_or_none(entry.last_report), _plain(), element=cell_element(row)),),
                    ),
                    lead=shared if dated else None,
                    leads=index == 0,
                )
            )
    return Grid(widths, head, rows, depth=PORTRAIT.depth)


def _day_or_none(when: date | None) -> str:
    return day_in_words(when, weekday=False) if when else "None"


def _detail(paragraphs: Sequence[str], cell: Element) -> tuple[Text, ...]:
    if not paragraphs:
        return (Text("None", _plain(), element=cell.add("P")),)
    first = Text(markup(paragraphs[0]), _plain(), element=cell.add("P"))
    texts = [first]
    bullets = cell.add("L")
    for paragraph in paragraphs[1:]:
        line = bullets.add("LI")
        label, words = line.add("Lbl"), line.add("LBody")
        text = Text(markup(paragraph), style(_SIZE, _LEADING, left=11, after=2), element=words)
        text.hung = Hung("\u2022", label, 10)
        texts.append(text)
    return tuple(texts)


def _log_table(entries: Sequence[LogEntry], root: Element, *, completed: bool) -> Grid:
    table = root.add("Table")
    titles = ["Raised", "Recommendation or action", "Lead", "Panel update", "Progress", "Completed"]
    widths = _widths(LANDSCAPE, 78, 0, 96, 84, 0, 76)
    if not completed:
        # The columns of both tables stand under one another.
        titles, widths = titles[:-1], (*widths[:-2], widths[-2] + widths[-1])
    head = _head(titles, table)
    rows = []
    for entry in entries:
        row = table.add("TR")
        words = [
            (day_in_words(entry.raised, weekday=False), _plain()),
            (entry.recommendation, _plain()),
            (entry.lead or "Not assigned", _plain()),
            (entry.panel_update or "None", _plain()),
            (entry.progress or "None recorded", _plain()),
        ]
        if completed:
            words.append(
                (
                    day_in_words(entry.completed, weekday=False) if entry.completed else "Date not recorded",
                    _plain(),
                )
            )
        rows.append(Row(tuple((Text(markup(w), s, element=cell_element(row)),) for w, s in words)))
    return Grid(widths, head, rows, depth=LANDSCAPE.depth)


def _widths(leaf: Leaf, *fixed: float) -> tuple[float, ...]:
    """Share what the fixed columns leave among those of width 0."""
    share = (leaf.measure - sum(fixed)) / fixed.count(0)
    return tuple(width or share for width in fixed)
