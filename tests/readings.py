"""Read a file in every way that somebody might, to prove what it does not hold."""

from __future__ import annotations

import contextlib
import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Iterator

import pikepdf
import pypdfium2


def mentions(data: bytes, word: str) -> list[str]:
    """Name the ways of reading in which a word is found, whatever its case or spacing."""
    wanted = re.sub(r"\s", "", word).casefold()
    return [how for how, text in readings(data) if wanted in re.sub(r"\s", "", text).casefold()]


def readings(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield (how, text) for a file: its bytes as they stand, decompressed, and for a PDF all that is in it."""
    yield from _as_text("bytes", data)
    if data[:2] == b"\x1f\x8b":
        yield from _as_text("unzipped", gzip.decompress(data))
    if data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield from _as_text(f"{name} in the zip", archive.read(name))
    if data[:8] == b"\x89PNG\r\n\x1a\n":
        for found in re.finditer(rb"(?:zTXt|iTXt|tEXt)(.*?)IDAT", data, re.DOTALL):
            yield from _as_text("picture text", found.group(1))
    if b"%PDF-" in data[:1024]:
        yield from _pdf(data)


def _as_text(how: str, data: bytes) -> Iterator[tuple[str, str]]:
    yield how, data.decode("latin-1")
    for encoding in ("utf-8", "utf-16-be", "utf-16-le"):
        yield f"{how} as {encoding}", data.decode(encoding, errors="ignore")
    # Text at an odd offset in two-byte characters.
    yield f"{how} as utf-16, shifted", data[1:].decode("utf-16-be", errors="ignore")


def _pdf(data: bytes) -> Iterator[tuple[str, str]]:
    for position, found in enumerate(re.finditer(rb"stream\r?\n(.*?)endstream", data, re.DOTALL)):
        try:
            inflated = zlib.decompressobj().decompress(found.group(1))
        except zlib.error:
            continue
        yield from _as_text(f"raw stream {position}", inflated)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for thing in pdf.objects:
            yield from _object(thing)
        yield from _object(pdf.trailer, deep=False)
        yield "metadata", str(pdf.open_metadata())
    document = pypdfium2.PdfDocument(data)
    try:
        for number, page in enumerate(document, start=1):
            yield f"text of page {number}", page.get_textpage().get_text_bounded()
        for bookmark in document.get_toc():
            yield "outline", bookmark.get_title()
    finally:
        document.close()


def _object(thing: object, deep: bool = True) -> Iterator[tuple[str, str]]:
    if isinstance(thing, pikepdf.Stream):
        how = f"object {thing.objgen[0]}"
        yield from _as_text(f"{how}, raw", thing.read_raw_bytes())
        with contextlib.suppress(pikepdf.PdfError):  # a picture's own compression; its raw bytes were read
            yield from _as_text(f"{how}, decoded", thing.read_bytes())
    if isinstance(thing, pikepdf.String):
        yield "string", str(thing)
        yield from _as_text("string bytes", bytes(thing))
    elif isinstance(thing, pikepdf.Name):
        yield "name", str(thing)
    elif isinstance(thing, pikepdf.Array):
        joined = "".join(str(each) for each in thing if isinstance(each, pikepdf.String))
        yield "strings of an array, joined", joined
        for each in thing:
            if not getattr(each, "is_indirect", False):
                yield from _object(each)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for key, each in thing.items():
            yield "key", key
            if deep and not getattr(each, "is_indirect", False):
                yield from _object(each)
