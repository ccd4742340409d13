"""Lines that lead into the pack: a paper's title with its pages at the right, the whole of it a link."""

from __future__ import annotations

from reportlab.lib.styles import ParagraphStyle

from panel.typeset.flowables import Leads, Reference, Text
from panel.typeset.fonts import drawable, markup
from panel.typeset.structure import Element


def page_reference(labels: tuple[str, str]) -> str:
    """Write the pages of a paper: "Pages 11 to 19", or "Page 11" for a single one."""
    first, last = labels
    return f"Page {first}" if first == last else f"Pages {first} to {last}"


def paper_line(
    words: str,
    style: ParagraphStyle,
    within: Element,
    *,
    key: str,
    labels: tuple[str, str] | None,
    spoken: str | None = None,
) -> Text:
    """Set a paper's line; without labels it has no reference and leads nowhere, and is as high.

    `spoken` says where the link leads, if more than `words` is needed for that.
    """
    if labels is None:
        return Text(markup(words), style, element=within)
    reference = page_reference(labels)
    link = within.add("Link")
    line = Text(markup(words), style, element=link)
    line.reference = Reference(reference, link)
    leads = f"{spoken or words}, {reference[0].lower()}{reference[1:]}"
    line.leads = Leads(key, drawable(leads), link)
    return line
