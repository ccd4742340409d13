"""Read what stands in a PDF beside its pages: titles, bookmarks, descriptions of pictures, names, metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf

from panel.pdf.clean import FAULTS

MOST = 200_000
"""Characters that are read."""
_MARKUP = re.compile(r"<[^>]*>|<\?[^>]*\?>")


def words_beside(source: Path) -> list[str]:
    """Give the texts of a prepared file that are not on its pages; what cannot be read gives none."""
    found, size = [], 0
    try:
        with pikepdf.open(source) as pdf:
            for text in _texts(pdf):
                size += len(text)
                if size > MOST:
                    break
                found.append(text)
    except FAULTS:
        return found
    return found


def _texts(pdf: pikepdf.Pdf) -> Iterator[str]:
    for each in pdf.objects:
        if isinstance(each, pikepdf.Stream) and each.get("/Type") == "/Metadata":
            yield _MARKUP.sub(" ", bytes(each.read_bytes()).decode("utf-8", "replace"))
        elif isinstance(each, pikepdf.Dictionary | pikepdf.Array):
            yield from _strings(each, 0)
    yield from _strings(pdf.trailer.get("/Info", pikepdf.Dictionary()), 0)


def _strings(value: object, depth: int) -> Iterator[str]:
    if isinstance(value, pikepdf.String):
        yield str(value)
    elif depth < 8 and isinstance(value, pikepdf.Dictionary):
        # What is an object of its own is read in its turn.
        for _name, inner in value.items():
            if not getattr(inner, "is_indirect", False):
                yield from _strings(inner, depth + 1)
    elif depth < 8 and isinstance(value, pikepdf.Array):
        for inner in value:
            if not getattr(inner, "is_indirect", False):
                yield from _strings(inner, depth + 1)
