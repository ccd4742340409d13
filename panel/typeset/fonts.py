"""The one typeface of the house, made known to ReportLab, and what it can draw."""

from __future__ import annotations

import unicodedata
from functools import cache
from html import escape

from reportlab.lib.fonts import addMapping
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont

from panel.paths import FONTS

_FAMILY = "AtkinsonHyperlegibleNext"
REGULAR = f"{_FAMILY}-Regular"
BOLD = f"{_FAMILY}-Bold"
ITALIC = f"{_FAMILY}-Italic"
BOLD_ITALIC = f"{_FAMILY}-BoldItalic"
TABULAR = f"{_FAMILY}-Tabular"
"""Regular with figures of one width, for columns that align."""

_STAND_INS = {
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "\u2013",
    "\u2015": "\u2014",
    "\u2032": "\u2019",
    "\u2033": "\u201d",
    "\u2190": "\u2039",
    "\u2192": "\u203a",
    "\u2043": "\u2022",
    "\u25a0": "\u2022",
    "\u25aa": "\u2022",
    "\u25cf": "\u2022",
}
_REPLACEMENT = "?"


@cache
def register() -> frozenset[int]:
    """Make the five cuts known to ReportLab, once; return the code points that all of them can draw."""
    fonts = [TTFont(name, str(FONTS / f"{name}.ttf")) for name in (REGULAR, BOLD, ITALIC, BOLD_ITALIC, TABULAR)]
    for font in fonts:
        registerFont(font)
    for name in (REGULAR, TABULAR):
        addMapping(name, 0, 0, name)
        addMapping(name, 1, 0, BOLD)
        addMapping(name, 0, 1, ITALIC)
        addMapping(name, 1, 1, BOLD_ITALIC)
    return frozenset.intersection(*(frozenset(font.face.charToGlyph) for font in fonts))


def drawable(text: str) -> str:
    """Write a text with the characters that the typeface has.

    White space becomes single spaces and control characters go. A character that the typeface lacks is drawn
    as its nearest kin (a non-breaking hyphen as a hyphen, a letter without an accent that is not to be had),
    else as a question mark; `undrawable` names those.
    """
    known = register()
    text = " ".join(unicodedata.normalize("NFC", text).split(None))
    if all(ord(character) in known for character in text):
        return text
    return "".join(_drawn(character, known) for character in text)


def undrawable(text: str) -> tuple[str, ...]:
    """Name the characters that can only be drawn as a question mark, sorted, each once."""
    known = register()
    text = unicodedata.normalize("NFC", text)
    return tuple(sorted({c for c in text if not c.isspace() and c != "?" and _drawn(c, known) == _REPLACEMENT}))


def markup(text: str) -> str:
    """Write a plain text as ReportLab's paragraph markup."""
    return escape(drawable(text), quote=False)


def _drawn(character: str, known: frozenset[int]) -> str:
    if ord(character) in known:
        return character
    if character in _STAND_INS:
        return _STAND_INS[character]
    if unicodedata.category(character) in {"Cc", "Cf", "Mn"}:
        return ""
    kin = "".join(part for part in unicodedata.normalize("NFKD", character) if ord(part) in known)
    kin = "".join(part for part in kin if not unicodedata.combining(part))
    return kin or _REPLACEMENT
