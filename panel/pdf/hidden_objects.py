"""What a page paints, in the order in which it paints, as PDFium reads it; all measures in points of the page."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import addressof, byref, c_float, c_int, c_uint, c_ulong, c_ushort, create_string_buffer
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
from pypdfium2 import raw

Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
Colour = tuple[int, int, int, int]

MAX_DEPTH = 12
MAX_OBJECTS = 60_000
INVISIBLE_MODES = frozenset([raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP])
PLAIN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class Words:
    """One piece of text as the page shows it."""

    order: int
    box: Box
    handle: Any
    address: int
    colour: Colour | None
    mode: int
    layered: bool


@dataclass(slots=True)
class Cover:
    """Something painted over an area: a filled path, a thick line, a picture or a shading."""

    order: int
    box: Box
    colour: Colour | None
    picture: bool
    read_off: bool = False
    """Whether it is the picture from which the text under it was read."""


@dataclass(slots=True)
class Painted:
    """All that one page paints."""

    words: list[Words] = field(default_factory=list)
    covers: list[Cover] = field(default_factory=list)
    fonts: set[str] = field(default_factory=set)
    whole: bool = True
    """False where the page paints more than is looked at."""


def painted(page: pypdfium2.PdfPage, *, layers: bool) -> Painted:
    """List a page's text and what may cover it; `layers` asks also which text stands on a layer."""
    found = Painted()
    fonts: dict[int, str | None] = {}
    for order, (handle, kind, matrix, layered) in enumerate(_objects(page, layers)):
        if order >= MAX_OBJECTS:
            found.whole = False
            break
        box = _bounds(handle, matrix)
        if box is None:
            continue
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            mode = raw.FPDFTextObj_GetTextRenderMode(handle)
            found.words.append(Words(order, box, handle, address(handle), _fill(handle), mode, layered))
            font = raw.FPDFTextObj_GetFont(handle)
            if font:
                place = address(font)
                if place not in fonts:
                    fonts[place] = _named_only(font)
                name = fonts[place]
                if name:
                    found.fonts.add(name)
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            cover = _path_cover(order, handle, box, matrix)
            if cover is not None:
                found.covers.append(cover)
        elif kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
            found.covers.append(Cover(order, box, None, picture=kind == raw.FPDF_PAGEOBJ_IMAGE))
    return found


def _objects(page: pypdfium2.PdfPage, layers: bool) -> Iterator[tuple[Any, int, Matrix, bool]]:
    def within(parent: Any, count: Any, get: Any, matrix: Matrix, layered: bool, depth: int) -> Iterator[Any]:
        for index in range(max(0, count(parent))):
            handle = get(parent, index)
            if not handle:
                continue
            kind = raw.FPDFPageObj_GetType(handle)
            here = layered or (layers and _on_a_layer(handle))
            if kind == raw.FPDF_PAGEOBJ_FORM:
                if depth < MAX_DEPTH:
                    # A form may itself stand on a layer, which PDFium does not tell: take it that it does.
                    inner = _multiplied(_matrix(handle), matrix)
                    yield from within(
                        handle,
                        raw.FPDFFormObj_CountObjects,
                        raw.FPDFFormObj_GetObject,
                        inner,
                        layers,
                        depth + 1,
                    )
            else:
                yield handle, kind, matrix, here

    yield from within(page, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, PLAIN, False, 0)


def _on_a_layer(handle: Any) -> bool:
    """Whether it is marked as optional content, which is what a layer is called: `/OC`."""
    for index in range(max(0, raw.FPDFPageObj_CountMarks(handle))):
        mark = raw.FPDFPageObj_GetMark(handle, index)
        name = (c_ushort * 8)()
        length = c_ulong()
        if raw.FPDFPageObjMark_GetName(mark, name, 16, byref(length)) and bytes(name[:3]) == b"OC\0":
            return True
    return False


def address(handle: Any) -> int:
    """Where PDFium keeps an object: its identity while the page is open."""
    return addressof(handle.contents)


def _bounds(handle: Any, matrix: Matrix) -> Box | None:
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    if not raw.FPDFPageObj_GetBounds(handle, byref(left), byref(bottom), byref(right), byref(top)):
        return None
    return transformed((left.value, bottom.value, right.value, top.value), matrix)


def transformed(box: Box, matrix: Matrix) -> Box:
    """Bring a box through a matrix; the box around what comes out."""
    if matrix is PLAIN:
        return box
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x in (box[0], box[2]) for y in (box[1], box[3])]
    ys = [b * x + d * y + f for x in (box[0], box[2]) for y in (box[1], box[3])]
    return min(xs), min(ys), max(xs), max(ys)


def _matrix(handle: Any) -> Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(handle, byref(found)):
        return PLAIN
    return found.a, found.b, found.c, found.d, found.e, found.f


def _multiplied(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _fill(handle: Any) -> Colour | None:
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    if not raw.FPDFPageObj_GetFillColor(handle, byref(red), byref(green), byref(blue), byref(alpha)):
        return None
    return red.value, green.value, blue.value, alpha.value


def _path_cover(order: int, handle: Any, box: Box, matrix: Matrix) -> Cover | None:
    fill, stroke = c_int(), c_int()
    if not raw.FPDFPath_GetDrawMode(handle, byref(fill), byref(stroke)):
        return None
    if fill.value:
        return Cover(order, box, _fill(handle), picture=False)
    width = c_float()
    if stroke.value and raw.FPDFPageObj_GetStrokeWidth(handle, byref(width)):
        thick = width.value * max(abs(matrix[0]), abs(matrix[1]), abs(matrix[3]))
        if thick >= 4:
            half = thick / 2
            return Cover(order, (box[0] - half, box[1] - half, box[2] + half, box[3] + half), None, picture=False)
    return None


def _named_only(font: Any) -> str | None:
    """The name of a font that the paper names but does not carry."""
    if raw.FPDFFont_GetIsEmbedded(font) != 0:
        return None
    buffer = create_string_buffer(256)
    length = raw.FPDFFont_GetBaseFontName(font, buffer, 256)
    if not 1 < length <= 256:
        return None
    return buffer.value.decode("utf-8", "replace")
