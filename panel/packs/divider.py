"""The pages between papers: the divider before the exempt part, and the blank page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from reportlab.platypus.flowables import Flowable, Spacer

from panel.law.words import day_in_words, time_in_words
from panel.packs.contents import Contents, ExemptPart, Paper
from panel.typeset.document import set_pages
from panel.typeset.flowables import Rule, Text
from panel.typeset.fonts import markup
from panel.typeset.references import paper_line
from panel.typeset.structure import Element
from panel.typeset.styles import INK, PINK, PORTRAIT, REFERENCE, SOFT_INK, style

BLANK = "This page is intentionally left blank"
_SIZE, _LEADING = 11.5, 15.5


def draw_divider(contents: Contents, exempt: ExemptPart, pages: Mapping[str, tuple[str, str]]) -> bytes:
    """Set the page that stands before the exempt papers and lists them with their pages ("E1").

    Dozens of papers run on to further pages; their number does not depend on `pages`.
    """
    root = Element("Document")
    heading = root.add("H1")
    body = Text(markup(contents.body), style(15, 19, bold=True, grey=SOFT_INK), element=heading)
    body.continues = True
    story: list[Flowable] = [
        Rule(weight=10, colour=PINK, after=18),
        body,
        Text("Not for publication", style(38, 46, bold=True, after=4), element=heading),
        Rule(weight=2, grey=INK, after=10),
        Text(day_in_words(contents.date), style(17, 23, bold=True), element=root.add("P")),
    ]
    where = [time_in_words(contents.start)] if contents.start is not None else []
    where += [contents.venue] if contents.venue else []
    facts = style(13, 18)
    story += [Text(markup(words), facts, element=root.add("P")) for words in where]
    subject = "The paper that follows is" if len(exempt.papers) == 1 else "The papers that follow are"
    first = contents.supplement.exempt_pages_before + 1 if contents.supplement else 1
    notice = f"{subject} not for publication. Pages from here on have a series of their own, from E{first}."
    story.append(Text(notice, style(_SIZE, _LEADING, before=16, after=10), element=root.add("P")))
    papers = root.add("L")
    for follows in exempt.papers:
        story += _paper(follows.paper, papers.add("LI").add("LBody"), pages)
    return set_pages(story, root, title=f"{contents.body}: not for publication, {day_in_words(contents.date)}")


def _paper(paper: Paper, entry: Element, pages: Mapping[str, tuple[str, str]]) -> list[Flowable]:
    """Name a paper with its item, its pages and the Schedule's description."""
    place = Text(
        markup(f"Item {paper.item} \u00b7 {paper.name}"),
        style(_SIZE, _LEADING, bold=True, before=12),
        element=entry.add("P"),
    )
    described = Text(
        markup(paper.description or "No description stated"),
        style(_SIZE, _LEADING, grey=SOFT_INK, right=REFERENCE + 10, after=4),
        element=None,
    )
    named = style(_SIZE, _LEADING, right=REFERENCE + 10)
    title = paper_line(
        paper.title,
        named,
        entry.add("P"),
        key=paper.key,
        labels=pages.get(paper.key),
        spoken=f"{paper.name}: {paper.title}",
    )
    described.element = entry.add("P")
    place.keep = title.keep = True
    return [place, title, described]


def draw_withdrawn(day: str) -> bytes:
    """Set the page that stands where one was withdrawn from publication."""
    return _single(f"This page was withdrawn from publication on {day}")


@cache
def draw_blank() -> bytes:
    """Set the page that stands where a paper ends on a right-hand page."""
    return _single(BLANK)


def _single(sentence: str) -> bytes:
    """Set a page with one sentence in its middle."""
    root = Element("Document")
    # Centred on the sheet, whichever side it falls on.
    leaf = replace(PORTRAIT, inside=60.0, outside=60.0)
    words = Text(sentence, style(13, 18, align="centre", grey=SOFT_INK), element=root.add("P"))
    story = [Spacer(0, PORTRAIT.height / 2 - PORTRAIT.top - 9), words]
    return set_pages(story, root, title=sentence, leaf=leaf)
