"""Measure where a page's ink stands and whether it has colour, from a picture of one pixel a point."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops
from pypdfium2 import raw

from panel.pdf.prepared import PageFacts

# Paler than this shows on no printer; scans have such noise all over.
_WHITE = 250
# Between the channels of a grey there may be so much difference: JPEG makes some.
_GREY = 24
# Pixels of colour below which a page need not go to a colour printer.
_FEW = 8
_MOST_PIXELS = 4_000_000
_MOST_FINE_PIXELS = 16_000_000


def picture(page: pypdfium2.PdfPage, width: float, height: float, scale: float = 1.0) -> Image.Image:
    """Draw a page, upright and `width` by `height` points, with its annotations; RGB on white.

    Points become `scale` pixels each, fewer where the page is huge. The size is told rather than asked of PDFium,
    which does not know about user units.
    """
    across, up = pixels(width, height, scale)
    bitmap = pypdfium2.PdfBitmap.new_native(across, up, raw.FPDFBitmap_BGR)
    try:
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, across, up)
        raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, across, up, 0, raw.FPDF_ANNOT)
        return Image.frombytes("RGB", (across, up), bytes(bitmap.buffer), "raw", "BGR", bitmap.stride)
    finally:
        bitmap.close()


def pixels(width: float, height: float, scale: float = 1.0) -> tuple[int, int]:
    """How many pixels a page of so many points is drawn with."""
    most = _MOST_FINE_PIXELS if scale > 1 else _MOST_PIXELS
    shrink = min(1.0, (most / max(width * height * scale * scale, 1.0)) ** 0.5)
    return max(1, ceil(width * scale * shrink)), max(1, ceil(height * scale * shrink))


def measure(pdf: Path, sizes: Sequence[tuple[float, float]]) -> list[PageFacts]:
    """Draw each page of a canonical file and tell what is on it; raises pypdfium2.PdfiumError."""
    with pypdfium2.PdfDocument(pdf) as document:
        found = []
        for number, (width, height) in enumerate(sizes):
            page = document[number]
            found.append(facts(picture(page, width, height), width, height))
            page.close()
        return found


def facts(image: Image.Image, width: float, height: float) -> PageFacts:
    """What a picture tells of its page; sides are rounded outwards to whole pixels."""
    box = _darker(image).getbbox()
    if box is None:
        return PageFacts(width, height, None, False)
    x, y = width / image.width, height / image.height
    ink = (box[0] * x, height - box[3] * y, box[2] * x, height - box[1] * y)
    left, bottom, right, top = (round(side, 3) for side in ink)
    return PageFacts(width, height, (left, bottom, right, top), has_colour(image))


def _darker(image: Image.Image) -> Image.Image:
    """A mask of what is not white, in any channel."""
    red, green, blue = image.split()
    least = ImageChops.darker(ImageChops.darker(red, green), blue)
    return least.point([255 if level < _WHITE else 0 for level in range(256)])


def has_colour(image: Image.Image) -> bool:
    """Whether more than a speck of a picture is neither black, white nor grey."""
    red, green, blue = image.split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    least = ImageChops.darker(ImageChops.darker(red, green), blue)
    return sum(ImageChops.subtract(most, least).histogram()[_GREY:]) > _FEW
