"""How an annotation looks: its appearance stream and where on the page it is drawn.

ISO 32000-1, 12.5.5; where files break the standard, what PDFium draws is followed.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

import pikepdf
import pypdfium2
from pypdfium2 import raw as pdfium_raw

from panel.pdf.clean_objects import name_of
from panel.pdf.clean_save import bytes_of

Matrix = tuple[float, float, float, float, float, float]

HIDDEN = 1 << 1
NO_ROTATE = 1 << 4
NO_VIEW = 1 << 5

MOST_BORROWED = 300  # pages that are held open in PDFium at once


def numbers(value: object, count: int) -> list[float] | None:
    """Read an array of `count` numbers; None if it is anything else."""
    if not isinstance(value, pikepdf.Array) or len(value) < count:
        return None
    try:
        return [float(value[i]) for i in range(count)]
    except (TypeError, ValueError):
        return None


def rectangle(value: object) -> tuple[float, float, float, float] | None:
    """Read a rectangle, left to right and bottom to top."""
    found = numbers(value, 4)
    if found is None:
        return None
    return min(found[0], found[2]), min(found[1], found[3]), max(found[0], found[2]), max(found[1], found[3])


def whole(value: object, default: int = 0) -> int:
    """Read a whole number that may be missing or of the wrong type."""
    try:
        return int(value) if value is not None else default  # type: ignore[call-overload]  # any object may stand here
    except (TypeError, ValueError, OverflowError):
        return default


def rotation(page: pikepdf.Page) -> int:
    """How far the page is turned, clockwise: 0, 90, 180 or 270."""
    node: object = page.obj
    for _ in range(64):
        if not isinstance(node, pikepdf.Dictionary):
            break
        if "/Rotate" in node:
            return whole(node.get("/Rotate")) // 90 * 90 % 360
        node = node.get("/Parent")
    return 0


def subtype(annotation: pikepdf.Object) -> str:
    """Name its kind without the slash; empty if it has none."""
    return name_of(annotation.get("/Subtype"))[1:]


def inherited(field: pikepdf.Object, key: str) -> pikepdf.Object | None:
    """Look a key up in a form field or the fields above it."""
    for _ in range(32):
        if key in field:
            return field.get(key)
        parent = field.get("/Parent")
        if not isinstance(parent, pikepdf.Dictionary):
            return None
        field = parent
    return None


def appearance(annotation: pikepdf.Object) -> pikepdf.Stream | None:
    """Pick the normal appearance in its present state."""
    ap = annotation.get("/AP")
    normal = ap.get("/N") if isinstance(ap, pikepdf.Dictionary) else None
    if isinstance(normal, pikepdf.Stream):
        return normal
    if not isinstance(normal, pikepdf.Dictionary):
        return None
    state = name_of(annotation.get("/AS"))
    if not state:
        value = name_of(inherited(annotation, "/V"))
        state = value if value and value in normal else "/Off"
    if state not in normal:
        return None
    chosen = normal[state]
    return chosen if isinstance(chosen, pikepdf.Stream) else None


def has_states(annotation: pikepdf.Object) -> bool:
    """Whether its appearances go by state, so that a state without one means: nothing to draw."""
    ap = annotation.get("/AP")
    normal = ap.get("/N") if isinstance(ap, pikepdf.Dictionary) else None
    return isinstance(normal, pikepdf.Dictionary) and not isinstance(normal, pikepdf.Stream)


def placed(annotation: pikepdf.Object, form: pikepdf.Stream, turned: int) -> Matrix | None:
    """The matrix that brings an appearance's box onto the annotation's rectangle; None if it has no place."""
    rect = rectangle(annotation.get("/Rect"))
    if rect is None:
        return None
    box = rectangle(form.get("/BBox")) or (0.0, 0.0, 0.0, 0.0)
    own = numbers(form.get("/Matrix"), 6) or [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]
    corners = [
        (own[0] * x + own[2] * y + own[4], own[1] * x + own[3] * y + own[5])
        for x in (box[0], box[2])
        for y in (box[1], box[3])
    ]
    left, right = min(x for x, _ in corners), max(x for x, _ in corners)
    bottom, top = min(y for _, y in corners), max(y for _, y in corners)
    wide = (rect[2] - rect[0]) / (right - left) if right - left >= 0.001 else 1.0
    high = (rect[3] - rect[1]) / (top - bottom) if top - bottom >= 0.001 else 1.0
    matrix = (wide, 0.0, 0.0, high, rect[0] - left * wide, rect[1] - bottom * high)
    if whole(annotation.get("/F")) & NO_ROTATE and turned:
        return _unrotated(matrix, rect, turned)
    return matrix


def _unrotated(matrix: Matrix, rect: tuple[float, float, float, float], turned: int) -> Matrix:
    """Turn an appearance that does not turn with its page about the upper left corner of its rectangle."""
    cos, sin = {90: (0, 1), 180: (-1, 0), 270: (0, -1)}[turned]
    x, y = rect[0], rect[3]
    turn = (cos, sin, -sin, cos, x - x * cos + y * sin, y - x * sin - y * cos)
    return multiplied(matrix, turn)


def multiplied(first: Matrix, then: Matrix) -> Matrix:
    """Apply one matrix, then the other."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def borrow_from_pdfium(pdf: pikepdf.Pdf, pages: Iterable[int]) -> None:
    """Let PDFium draw the appearances that annotations on these pages lack, and copy them in place."""
    wanted = list(pages)[:MOST_BORROWED]
    had_form = "/AcroForm" in pdf.Root
    if not had_form:
        # Without a form PDFium keeps no list of annotations, and so draws none.
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array())
    before = bytes_of(pdf)
    if not had_form:
        del pdf.Root.AcroForm
    after = BytesIO()
    try:
        with pypdfium2.PdfDocument(before) as document:
            document.init_forms()
            held = [document[index] for index in wanted if index < len(document)]
            for page in held:
                # Drawing makes the appearances; how large does not matter.
                _drawn_small(page)
            document.save(after, flags=pdfium_raw.FPDF_REMOVE_SECURITY)
        with pikepdf.open(BytesIO(after.getvalue())) as drawn:
            for index in wanted:
                _take_over(pdf, pdf.pages[index], drawn.pages[index])
    except (pypdfium2.PdfiumError, pikepdf.PdfError, IndexError):
        # PDFium does not read it: what lacks an appearance stays without, and is told as not drawn.
        return


def _drawn_small(page: pypdfium2.PdfPage) -> None:
    width, height = page.get_size()
    if width > 0 and height > 0:
        page.render(scale=20 / max(width, height)).close()


def _take_over(pdf: pikepdf.Pdf, page: pikepdf.Page, drawn: pikepdf.Page) -> None:
    mine, theirs = page.get("/Annots"), drawn.get("/Annots")
    if not isinstance(mine, pikepdf.Array) or not isinstance(theirs, pikepdf.Array) or len(mine) != len(theirs):
        return
    regenerated = needs_appearances(pdf)
    for annotation, copy in zip(mine, theirs, strict=True):
        if not isinstance(annotation, pikepdf.Dictionary) or not isinstance(copy, pikepdf.Dictionary):
            continue
        if subtype(annotation) != subtype(copy):
            continue
        if appearance(annotation) is not None and not (regenerated and subtype(annotation) == "Widget"):
            continue
        form = appearance(copy)
        if form is not None and form.is_indirect:
            annotation.AP = pikepdf.Dictionary(N=pdf.copy_foreign(form))
            rect = rectangle(copy.get("/Rect"))
            if rect is not None:
                # PDFium widens it where a line would be cut off at the edge.
                annotation.Rect = pikepdf.Array(rect)


def needs_appearances(pdf: pikepdf.Pdf) -> bool:
    """Whether the form asks the reader's program to draw its fields."""
    form = pdf.Root.get("/AcroForm")
    return isinstance(form, pikepdf.Dictionary) and form.get("/NeedAppearances") is True
