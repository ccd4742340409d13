"""Find what hides in a PDF: words in the file that a reader does not see, and a reader's words beside the text.

A name under a black box can be copied out by anybody. What is found here quotes the paper, so that it may be shown
to nobody who may not read the paper itself.
"""

from __future__ import annotations

import time
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2

from panel.pdf import clean_flatten, hidden_page
from panel.pdf.clean import FAULTS, Cleaned
from panel.pdf.told import Code, Told, quoted

SECONDS = 8.0
"""How long one paper is searched, in seconds of the processor."""

MOST = 60
"""How many findings are told one by one."""

SENTENCES = {
    Code.COVERED_TEXT: "Words lie under a box or picture, and can still be copied out of the file: {words}",
    Code.TEXT_OFF_PAGE: "Words lie outside the page's edge, and can still be copied out of the file: {words}",
    Code.INVISIBLE_TEXT: "Words are in the file, but are not drawn: {words}",
    Code.TEXT_AS_BACKGROUND: "Words cannot be told from what lies behind them: {words}",
    Code.TEXT_ON_HIDDEN_LAYER: "Words stand on a layer that is switched off: {words}",
}

# A reader has these fonts, or a twin of the same widths (ISO 32000-1, 9.6.2.2).
STANDARD = frozenset(
    f"{family}{style}"
    for family, styles in {
        "Courier": ("", "-Bold", "-Oblique", "-BoldOblique"),
        "Helvetica": ("", "-Bold", "-Oblique", "-BoldOblique"),
        "Times": ("-Roman", "-Bold", "-Italic", "-BoldItalic"),
        "Symbol": ("",),
        "ZapfDingbats": ("",),
    }.items()
    for style in styles
)


def hidden(source: Cleaned | Path | str | bytes, *, seconds: float = SECONDS) -> tuple[Told, ...]:
    """Tell what hides in a PDF, page by page; what cannot be read, or not in time, is told as not searched."""
    data, notes = _data_and_notes(source)
    found: list[Told] = list(notes)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return (*found, Told(Code.NOT_READ, "The file could not be searched for hidden words."))
    with document:
        found += _searched(document, _has_layers(data), seconds)
    order = {code: place for place, code in enumerate(Code)}
    found.sort(key=lambda one: (order[one.code], one.pages))
    return tuple(found)


def _data_and_notes(source: Cleaned | Path | str | bytes) -> tuple[bytes, tuple[Told, ...]]:
    if isinstance(source, Cleaned):
        return source.data, source.notes
    data = source if isinstance(source, bytes) else Path(source).read_bytes()
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            return data, clean_flatten.notes_of(pdf)
    except FAULTS:
        return data, ()


def _has_layers(data: bytes) -> bool:
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            return isinstance(pdf.Root.get("/OCProperties"), pikepdf.Dictionary)
    except FAULTS:
        return False


def _searched(document: pypdfium2.PdfDocument, layers: bool, seconds: float) -> list[Told]:
    told: list[Told] = []
    fonts: dict[str, set[int]] = {}
    missed: list[int] = []
    began = time.process_time()
    for index in range(len(document)):
        number = index + 1
        if time.process_time() - began > seconds:
            missed += range(number, len(document) + 1)
            break
        try:
            page = document[index]
            try:
                found = hidden_page.search(page, layers=layers)
            finally:
                page.close()
        except (pypdfium2.PdfiumError, ValueError, OverflowError, MemoryError):
            missed.append(number)
            continue
        if not found.whole:
            missed.append(number)
        for name in found.fonts:
            fonts.setdefault(name, set()).add(number)
        told += [
            Told(code, SENTENCES[code].format(words=quoted(words)), (number,)) for code, words in found.words.items()
        ]
    told = _at_most(told)
    told += _fonts(fonts)
    if missed:
        told.append(Told(Code.NOT_READ, "These pages could not be searched for hidden words.", tuple(missed)))
    return told


def _at_most(told: list[Told]) -> list[Told]:
    """Quote the first findings; of the others tell only where they are."""
    if len(told) <= MOST:
        return told
    kept = told[:MOST]
    for code in SENTENCES:
        pages = tuple(page for one in told[MOST:] if one.code == code for page in one.pages)
        if pages:
            kept.append(Told(code, SENTENCES[code].format(words="not quoted here"), pages))
    return kept


def _fonts(found: dict[str, set[int]]) -> list[Told]:
    """Tell of fonts that the paper names but does not carry, all in one."""
    names = sorted({_plain(name) for name in found if _plain(name) not in STANDARD})
    if not names:
        return []
    pages = sorted({page for name, on in found.items() if _plain(name) not in STANDARD for page in on})
    listed = ", ".join(names[:8]) + (f" and {len(names) - 8} more" if len(names) > 8 else "")
    words = (
        f"The paper does not carry its fonts ({listed}), so that others may be printed in their place. "
        "Ask for a PDF with the fonts embedded."
    )
    return [Told(Code.FONT_NOT_EMBEDDED, words, tuple(pages))]


def _plain(name: str) -> str:
    """A font's name without the tag of a subset, and printable."""
    bare = name[7:] if len(name) > 7 and name[6] == "+" else name
    return "".join(letter for letter in bare if letter.isprintable())[:60]
