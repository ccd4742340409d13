"""Read what stands in a PDF beside its pages: titles, bookmarks, descriptions of pictures, names, metadata."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import pikepdf

from panel.pdf.clean import FAULTS

MOST = 200_000
"""Characters that are read."""
UNPACKED = 4 * 1024 * 1024
"""Bytes of one stream that are looked through."""
_SAID = re.compile(rb"/(?:ActualText|Alt|E)\s*(\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]+>)", re.DOTALL)
"""What a content says is meant by what it draws."""
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
        if isinstance(each, pikepdf.Stream):
            yield from _in_stream(each)
        elif isinstance(each, pikepdf.Dictionary | pikepdf.Array):
            yield from _strings(each, 0)
    yield from _strings(pdf.trailer.get("/Info", pikepdf.Dictionary()), 0)


def _in_stream(stream: pikepdf.Stream) -> Iterator[str]:
    """Give the words of the metadata, and those that a content names as what is really meant by it."""
    data = _unpacked(stream)
    if stream.get("/Type") == "/Metadata":
        yield _MARKUP.sub(" ", data.decode("utf-8", "replace"))
    elif stream.get("/Subtype") != "/Image":
        for found in _SAID.finditer(data):
            yield str(pikepdf.Object.parse(found[1]))


def _unpacked(stream: pikepdf.Stream) -> bytes:
    """Unpack the beginning of a stream: no file may unfold to more than is asked for."""
    data, packed = stream.read_raw_bytes(), stream.get("/Filter")
    if isinstance(packed, pikepdf.Array) and len(packed) == 1:
        packed = packed[0]
    if packed is None:
        return data[:UNPACKED]
    if packed != "/FlateDecode" or stream.get("/DecodeParms") is not None:
        return b""
    try:
        return zlib.decompressobj().decompress(data, UNPACKED)
    except zlib.error:
        return b""


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
