"""What is written over a finished page: its number and item at the foot, and what marks an exempt page."""

from __future__ import annotations

from dataclasses import dataclass

from panel.pdf.geometry import number
from panel.pdf.index import FONT_KEY
from panel.pdf.placement import EDGE, HEAD
from panel.pdf.stampfont import StampFont

SIZE = 9.0
BASELINE = 15.0
SIDE = 42.0
"""How far words keep from the sides: a hole punch takes less."""

_GAP = 14.0
# Schedule 12A's descriptions are printed whole, and two of them can be long: then they are set smaller.
_HEAD_SETTINGS = ((9.0, 11.0, 2), (7.5, 9.0, 3), (6.0, 7.0, 4))
_PINK = b"0.976 0.788 0.851 rg"


@dataclass(frozen=True)
class Stamp:
    """The words of one page's stamp."""

    number: str
    """"Page 37": at the foot, on the outside of a duplex print."""
    item: str
    """"Item 4 · Appendix A1": at the foot, on the inside."""
    exempt: str | None = None
    """Why the page is not for publication; None for a public page."""


def drawn(stamp: Stamp, width: float, right_hand: bool, font: StampFont) -> bytes:
    """Operators that draw the foot of a page, for a sheet `width` points wide."""
    foot = _foot(stamp, width, right_hand, font)
    return b"/Artifact <</Type /Pagination /Subtype /Footer>> BDC\n%bEMC\n" % foot if foot else b""


def drawn_exempt(words: str, width: float, height: float, font: StampFont) -> bytes:
    """Operators that mark an exempt page: pink bands at both sides and the words at its head."""
    bands = b"q %b 0 0 %b %b re %b 0 %b %b re f Q\n" % (
        _PINK,
        _n(EDGE),
        _n(height),
        _n(width - EDGE),
        _n(EDGE),
        _n(height),
    )
    head = b"".join(
        _words(line, (width - font.width(line, size)) / 2, baseline, size, font)
        for line, size, baseline in _head(words, width, height, font)
    )
    return (
        b"/Artifact <</Type /Background>> BDC\n%bEMC\n/Artifact <</Type /Pagination /Subtype /Header>> BDC\n%bEMC\n"
        % (bands, head)
    )


def _head(words: str, width: float, height: float, font: StampFont) -> list[tuple[str, float, float]]:
    """Lines of the head, each with its size and baseline."""
    room = max(width - 2 * SIDE, 60.0)
    size, leading, most = next(
        (one for one in _HEAD_SETTINGS if len(font.lines(words, one[0], room)) <= one[2]), _HEAD_SETTINGS[-1]
    )
    lines = font.lines(words, size, room)
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    lines = [font.shortened(line, size, room) for line in lines]
    # Centred in the strip: the capital letters are about 0.67 of the size high.
    block = leading * (len(lines) - 1) + 0.67 * size
    first = height - (HEAD - block) / 2 - 0.67 * size
    return [(line, size, first - leading * at) for at, line in enumerate(lines)]


def _foot(stamp: Stamp, width: float, right_hand: bool, font: StampFont) -> bytes:
    inner = max(width - 2 * SIDE, 40.0)
    outside = font.shortened(stamp.number, SIZE, inner)
    taken = font.width(outside, SIZE)
    inside = font.shortened(stamp.item, SIZE, max(inner - taken - _GAP, 0.0)) if stamp.item else ""
    left = (width - inner) / 2
    number_at = left + inner - taken if right_hand else left
    item_at = left if right_hand else left + inner - font.width(inside, SIZE)
    return _words(outside, number_at, BASELINE, SIZE, font) + _words(inside, item_at, BASELINE, SIZE, font)


def _words(text: str, x: float, y: float, size: float, font: StampFont) -> bytes:
    if not text:
        return b""
    escaped = font.encode(text).replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT 0 g %b %b Tf %b %b Td (%b) Tj ET\n" % (FONT_KEY.encode(), _n(size), _n(x), _n(y), escaped)


def _n(value: float) -> bytes:
    return number(value).encode()
