"""Find the words of one page that are in the file but not in the picture.

What may be hidden is found by geometry, which is quick: text that something is painted over, text in the colour of
what lies under it, text on layers. Whether it is hidden is then seen, not guessed: the page is drawn with and
without that text, and a character that makes no difference to the picture is not to be seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from ctypes import byref, c_double, c_int
from dataclasses import dataclass, field

import pypdfium2
from PIL import Image, ImageChops
from pypdfium2 import raw

from panel.pdf.hidden_objects import (
    INVISIBLE_MODES,
    Box,
    Colour,
    Cover,
    Painted,
    Words,
    address,
    painted,
    transformed,
)
from panel.pdf.told import Code

SCAN = 0.5  # the share of a page that pictures cover when it is a scan, whose invisible text is what was read off it
BAND = 24.0  # points
EDGE = 1.0  # points by which a character must lie outside to be off the page
MOST_LETTERS = 400
WHITE: Colour = (255, 255, 255, 255)
LEAST = 3  # letters or digits: fewer are no words
MOST_PIXELS = 1600.0


@dataclass(slots=True)
class Found:
    """What hides on one page: the words, by the way they are hidden, and the fonts that are only named."""

    words: dict[Code, str] = field(default_factory=dict)
    fonts: frozenset[str] = frozenset()
    whole: bool = True


@dataclass(slots=True)
class _Character:
    index: int
    letter: str
    box: Box
    text: Words


def search(page: pypdfium2.PdfPage, *, layers: bool) -> Found:
    """Search one page; `layers` tells that the paper has layers, some of which may be hidden."""
    everything = painted(page, layers=layers)
    found = Found(fonts=frozenset(everything.fonts), whole=everything.whole)
    edge = page.get_bbox()
    if not everything.words or edge[2] - edge[0] < 1 or edge[3] - edge[1] < 1:
        return found
    scan = _is_scan(everything, edge)
    covers = _Bands(everything.covers, edge, scan)
    suspects = {one.address: reason for one in everything.words if (reason := _suspicion(one, edge, covers))}
    if not suspects:
        return found
    by_address = {one.address: one for one in everything.words if one.address in suspects}
    characters = _characters(page, by_address)
    hidden: dict[Code, list[_Character]] = {}
    groups: dict[Code, list[_Character]] = {}
    blotted: list[_Character] = []
    for one in characters:
        if _outside(one.box, edge):
            hidden.setdefault(Code.TEXT_OFF_PAGE, []).append(one)
        elif _clear(one.text):
            if not scan:
                hidden.setdefault(Code.INVISIBLE_TEXT, []).append(one)
            elif covers.blotting(one.box):
                blotted.append(one)
        elif suspects[one.text.address] is not Code.TEXT_OFF_PAGE:
            groups.setdefault(suspects[one.text.address], []).append(one)
    for code, one in _unseen(page, groups):
        if covers.over(one.text.order, one.box):
            hidden.setdefault(Code.COVERED_TEXT, []).append(one)
        elif code is not Code.COVERED_TEXT:
            hidden.setdefault(code, []).append(one)
    if blotted:
        hidden.setdefault(Code.COVERED_TEXT, []).extend(_of_one_colour(page, blotted))
    found.words = {code: words for code, these in hidden.items() if (words := _words(these))}
    return found


def _is_scan(everything: Painted, edge: Box) -> bool:
    """Whether pictures make up the page. Overlaps count twice, which does no harm here."""
    whole = _area(edge)
    pictures = sum(_area(_common(cover.box, edge)) for cover in everything.covers if cover.picture)
    return pictures >= SCAN * whole


def _suspicion(one: Words, edge: Box, covers: _Bands) -> Code | None:
    """How a piece of text might be hidden; None where it plainly shows."""
    if _area(one.box) <= 0:
        return None
    if _clear(one):
        return Code.INVISIBLE_TEXT
    if covers.touching(one.order, one.box):
        return Code.COVERED_TEXT
    if one.layered:
        return Code.TEXT_ON_HIDDEN_LAYER
    if one.colour is not None and covers.may_hide_colour(one.order, one.box, one.colour):
        return Code.TEXT_AS_BACKGROUND
    left, bottom, right, top = one.box
    if left < edge[0] - EDGE or bottom < edge[1] - EDGE or right > edge[2] + EDGE or top > edge[3] + EDGE:
        return Code.TEXT_OFF_PAGE
    return None


def _clear(one: Words) -> bool:
    """Whether it is text that paints nothing at all."""
    return one.mode in INVISIBLE_MODES or (
        one.mode == raw.FPDF_TEXTRENDERMODE_FILL and one.colour is not None and one.colour[3] == 0
    )


class _Bands:
    """What covers, by bands of the page's height, so that few need to be looked at for one word."""

    def __init__(self, covers: list[Cover], edge: Box, scan: bool) -> None:
        self._bands: dict[int, list[Cover]] = {}
        whole = _area(edge)
        for cover in covers:
            box = _common(cover.box, edge)
            if box[2] - box[0] < 2 or box[3] - box[1] < 2:
                continue
            # The picture of a scan, or a strip of it, lies over the text that was read off it.
            read_off = scan and cover.picture and _area(box) >= 0.05 * whole
            kept = Cover(cover.order, box, cover.colour, cover.picture, read_off)
            for band in range(int(box[1] // BAND), int(box[3] // BAND) + 1):
                self._bands.setdefault(band, []).append(kept)

    def _near(self, box: Box) -> Iterable[Cover]:
        low, high = int(box[1] // BAND), int(box[3] // BAND)
        if high - low > 200:
            low, high = min(self._bands, default=0), max(self._bands, default=-1)
        for band in range(low, high + 1):
            yield from self._bands.get(band, ())

    def touching(self, order: int, box: Box) -> bool:
        """Whether something painted later hides a good part of the height of some letters."""
        tall = box[3] - box[1]
        for cover in self._near(box):
            if cover.order <= order or cover.read_off:
                continue
            left, bottom, right, top = _common(cover.box, box)
            if right - left >= 2 and top - bottom >= min(0.4 * tall, 6.0):
                return True
        return False

    def over(self, order: int, box: Box) -> bool:
        """Whether something painted later lies over most of a character."""
        return any(
            cover.order > order and not cover.read_off and _area(_common(cover.box, box)) >= 0.5 * _area(box)
            for cover in self._near(box)
        )

    def blotting(self, box: Box) -> bool:
        """Whether something other than the scan itself lies over most of a character that was read off it."""
        return self.over(-1, box)

    def may_hide_colour(self, order: int, box: Box, colour: Colour) -> bool:
        """Whether text may have the colour of what was painted under it, or of the bare page."""
        under: Cover | None = None
        for cover in self._near(box):
            if cover.order < order and _area(_common(cover.box, box)) >= 0.5 * _area(box):
                under = cover if under is None or cover.order > under.order else under
        if under is None:
            return _close(colour, WHITE)
        if under.colour is None or under.colour[3] < 255:
            return not under.read_off and min(colour[:3]) >= 245
        return _close(colour, under.colour)


def _close(one: Colour, other: Colour) -> bool:
    return all(abs(a - b) <= 10 for a, b in zip(one[:3], other[:3], strict=True))


def _area(box: Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def _common(one: Box, other: Box) -> Box:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def _outside(box: Box, edge: Box) -> bool:
    """Whether a character lies wholly outside the page."""
    return box[2] < edge[0] - EDGE or box[0] > edge[2] + EDGE or box[3] < edge[1] - EDGE or box[1] > edge[3] + EDGE


def _characters(page: pypdfium2.PdfPage, suspects: dict[int, Words]) -> list[_Character]:
    """The characters of suspect text, in reading order."""
    found: list[_Character] = []
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    text = page.get_textpage()
    try:
        for index in range(text.count_chars()):
            handle = raw.FPDFText_GetTextObject(text, index)
            words = suspects.get(address(handle)) if handle else None
            if words is None:
                continue
            letter = chr(raw.FPDFText_GetUnicode(text, index) or 32)
            if raw.FPDFText_GetCharBox(text, index, byref(left), byref(right), byref(bottom), byref(top)):
                box = (left.value, bottom.value, right.value, top.value)
                found.append(_Character(index, letter, box, words))
    finally:
        text.close()
    return found


def _unseen(page: pypdfium2.PdfPage, groups: dict[Code, list[_Character]]) -> Iterable[tuple[Code, _Character]]:
    """Draw the page with and without each group of text; give the characters that make no difference."""
    if not groups:
        return
    scale = _scale(page)
    whole = _drawn(page, scale)
    place = _to_pixels(page, whole.size)
    for code, characters in groups.items():
        handles = {one.text.address: one.text.handle for one in characters}
        try:
            for handle in handles.values():
                raw.FPDFPageObj_SetIsActive(handle, False)
            without = _drawn(page, scale)
        finally:
            for handle in handles.values():
                raw.FPDFPageObj_SetIsActive(handle, True)
        difference = ImageChops.difference(whole, without).convert("L").point(_VISIBLE)
        for one in characters:
            if one.letter.isspace():
                continue
            box = place(one.box)
            if box[3] - box[1] < 2 and one.letter.isalnum():
                continue  # too small to tell
            part = difference.crop(box)
            if part.histogram()[255] <= 0.06 * (box[2] - box[0]) * (box[3] - box[1]):
                yield code, one


def _of_one_colour(page: pypdfium2.PdfPage, characters: list[_Character]) -> Iterable[_Character]:
    """The characters read off a scan in whose place its picture shows one plain colour."""
    whole = _drawn(page, _scale(page))
    place = _to_pixels(page, whole.size)
    for one in characters:
        shades = whole.crop(place(one.box)).tobytes()
        spread = max(max(shades[band::3]) - min(shades[band::3]) for band in range(3))
        if spread <= 12 and not one.letter.isspace():
            yield one


_VISIBLE = [0] * 10 + [255] * 246  # a difference of fewer than ten shades in 256 is not to be seen


def _scale(page: pypdfium2.PdfPage) -> float:
    return min(1.5, MOST_PIXELS / max(page.get_size()))


def _drawn(page: pypdfium2.PdfPage, scale: float) -> Image.Image:
    bitmap = page.render(scale=scale, may_draw_forms=False)
    try:
        return bitmap.to_pil().convert("RGB")
    finally:
        bitmap.close()


def _to_pixels(page: pypdfium2.PdfPage, size: tuple[int, int]) -> Callable[[Box], tuple[int, int, int, int]]:
    """How a box of the page lies in its picture, whatever the page's rotation and origin."""
    far = 1000.0
    x, y = c_int(), c_int()
    corners = []
    for point in ((0.0, 0.0), (far, 0.0), (0.0, far)):
        # Asked for a picture many times as large, so that whole pixels are fine enough.
        raw.FPDF_PageToDevice(page, 0, 0, size[0] * 64, size[1] * 64, 0, *point, byref(x), byref(y))
        corners.append((x.value / 64, y.value / 64))
    (e, f), (ax, ay), (cx, cy) = corners
    a, b, c, d = (ax - e) / far, (ay - f) / far, (cx - e) / far, (cy - f) / far

    def place(box: Box) -> tuple[int, int, int, int]:
        left, top, right, bottom = transformed(box, (a, b, c, d, e, f))
        x, y = max(0, round(left)), max(0, round(top))
        return x, y, max(x + 1, min(size[0], round(right))), max(y + 1, min(size[1], round(bottom)))

    return place


def _words(characters: list[_Character]) -> str:
    """Put characters together as they are read; empty where they are no words."""
    if sum(one.letter.isalnum() for one in characters) < LEAST:
        return ""
    parts: list[str] = []
    last = -1
    for one in sorted(characters, key=lambda one: one.index)[:MOST_LETTERS]:
        if parts and one.index > last + 1:
            parts.append(" ")
        parts.append(one.letter)
        last = one.index
    return " ".join("".join(parts).split())
