"""From a story and its structure to the bytes of a tagged PDF."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO

from reportlab.platypus.doctemplate import BaseDocTemplate, NextPageTemplate, PageTemplate
from reportlab.platypus.flowables import Flowable
from reportlab.platypus.frames import Frame

from panel.typeset import fonts
from panel.typeset.flowables import Room
from panel.typeset.structure import Element, TaggedCanvas, tag
from panel.typeset.styles import PORTRAIT, Leaf

Running = Callable[[TaggedCanvas], None]
"""Draws what stands at the head or foot of every page; nothing of it is read with the text."""


def set_pages(
    story: Sequence[Flowable], root: Element, *, title: str, leaf: Leaf = PORTRAIT, running: Running | None = None
) -> bytes:
    """Set a story on pages, the first of them a right-hand one, and tag it; equal input gives equal bytes."""
    fonts.register()
    out = BytesIO()
    document = BaseDocTemplate(
        out,
        pagesize=(leaf.width, leaf.height),
        invariant=1,
        pageCompression=1,
        initialFontName=fonts.REGULAR,
        pageTemplates=[_page("odd", leaf, leaf.inside, running), _page("even", leaf, leaf.outside, running)],
    )
    made: list[TaggedCanvas] = []

    def canvas(*arguments: object, **settings: object) -> TaggedCanvas:
        made.append(TaggedCanvas(*arguments, **settings))
        return made[-1]

    mirrored = NextPageTemplate(["even", "odd"])
    document.build([mirrored, *_with_room(story, leaf.depth)], canvasmaker=canvas)
    return tag(out.getvalue(), root, made[-1].marks, title=fonts.drawable(title))


def _page(name: str, leaf: Leaf, left: float, running: Running | None) -> PageTemplate:
    frame = Frame(
        left,
        leaf.bottom,
        leaf.measure,
        leaf.depth,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
        id=name,
    )
    if running is None:
        return PageTemplate(id=name, frames=[frame])
    return PageTemplate(id=name, frames=[frame], onPage=lambda canvas, _document: running(canvas))


def _with_room(story: Sequence[Flowable], depth: float) -> list[Flowable]:
    """Hold what must be kept with what follows it on one page."""
    held: list[Flowable] = []
    kept: list[Flowable] = []
    for flowable in story:
        held.append(flowable)
        if getattr(flowable, "keep", False):
            continue
        if len(held) > 1:
            kept.append(Room(held[:-1], held[-1], depth))
        kept.extend(held)
        held = []
    return [*kept, *held]
