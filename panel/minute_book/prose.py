"""Minutes as they are written, in Markdown, set as HTML: no HTML of the writer's, no pictures, no scripts."""

from __future__ import annotations

from functools import cache

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

_TAGS = frozenset("p strong em ul ol li blockquote a br table thead tbody tr th td".split())
_SCHEMES = frozenset({"http", "https", "mailto"})
_AS_TYPED = ("image", "code", "fence", "hr", "backticks")
"""What minutes have no use for: its marks stand there as they were typed."""


def rendered(text: str) -> Markup:
    """Set Markdown as HTML; a heading is a bold line, since headings are the page's own."""
    allowed = {"a": {"href"}, "ol": {"start"}}
    clean = nh3.clean(_reader().render(text), tags=set(_TAGS), attributes=allowed, url_schemes=set(_SCHEMES))
    return Markup(clean)  # noqa: S704 - nh3 cleaned it in the line above


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False}).enable("table").disable(list(_AS_TYPED))
    reader.add_render_rule("heading_open", lambda *_given: "<p><strong>")
    reader.add_render_rule("heading_close", lambda *_given: "</strong></p>\n")
    return reader
