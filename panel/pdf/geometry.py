"""Plane geometry of pages: matrices, boxes and where a destination moves to. Pure; all lengths in points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
Destination = tuple[int, str, tuple[float | None, ...]]
"""Page counted from 0, how it is fitted ("XYZ", "Fit", "FitH", ...), and its numbers; None: left as it is."""

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
A4 = (595.276, 841.89)
_ARGUMENTS = {"XYZ": 3, "Fit": 0, "FitB": 0, "FitH": 1, "FitBH": 1, "FitV": 1, "FitBV": 1, "FitR": 4}
# Beyond this no viewer draws anything sensible, and numbers lose their decimals.
_FARTHEST = 1e7


def number(value: float) -> str:
    """Write a number as PDF wants it: no exponent, at most 4 decimals."""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def fine_number(value: float) -> str:
    """Write a factor of a matrix: up to 8 decimals, so that a wide page is not shifted by rounding."""
    text = f"{value:.8f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def cm(matrix: Matrix) -> bytes:
    """Write the operator that sets this matrix before what is already set."""
    return (" ".join(fine_number(value) for value in matrix) + " cm\n").encode()


def multiply(first: Matrix, then: Matrix) -> Matrix:
    """Chain two matrices: `first` is applied to a point before `then`."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def inverse(matrix: Matrix) -> Matrix:
    """The matrix that takes a point back; raises ZeroDivisionError where none does."""
    a, b, c, d, e, f = matrix
    size = a * d - b * c
    return d / size, -b / size, -c / size, a / size, (c * f - d * e) / size, (b * e - a * f) / size


def move_point(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Map a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def move_box(matrix: Matrix, box: Sequence[float]) -> Box:
    """Map a rectangle; the answer is the upright rectangle around its corners."""
    points = [move_point(matrix, x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    across = [x for x, _ in points]
    up = [y for _, y in points]
    return min(across), min(up), max(across), max(up)


def ordered(box: Sequence[float]) -> Box:
    """Put a reversed box the right way round."""
    return min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])


def intersection(first: Box, second: Box) -> Box | None:
    """What two boxes share; None when that is nothing."""
    left, bottom = max(first[0], second[0]), max(first[1], second[1])
    right, top = min(first[2], second[2]), min(first[3], second[3])
    return (left, bottom, right, top) if right > left and top > bottom else None


def union(boxes: Iterable[Box]) -> Box | None:
    """The rectangle around several; None for none."""
    every = list(boxes)
    if not every:
        return None
    return (
        min(box[0] for box in every),
        min(box[1] for box in every),
        max(box[2] for box in every),
        max(box[3] for box in every),
    )


def upright(box: Box, rotate: int, unit: float = 1.0) -> Matrix:
    """Map a page's box, shown turned clockwise by `rotate` quarter turns, onto [0 0 w h] in points."""
    x0, y0, x1, y1 = box
    u = unit
    turns: dict[int, Matrix] = {
        0: (u, 0, 0, u, -x0 * u, -y0 * u),
        1: (0, -u, u, 0, -y0 * u, x1 * u),
        2: (-u, 0, 0, -u, x1 * u, y1 * u),
        3: (0, u, -u, 0, y1 * u, -x0 * u),
    }
    return turns[rotate % 4]


def is_turned(matrix: Matrix) -> bool:
    """Whether horizontal lines become vertical ones."""
    return abs(matrix[1]) > abs(matrix[0])


def destination(page: int, fit: str, numbers: Sequence[float | None]) -> Destination:
    """Make a destination of what a file says: unknown fits become a plain "Fit", missing numbers None."""
    fit = fit.lstrip("/")
    wanted = _ARGUMENTS.get(fit)
    if wanted is None:
        return page, "Fit", ()
    sane = [n if n is not None and abs(n) < _FARTHEST else None for n in numbers]
    values = (*sane, None, None, None, None)[:wanted]
    if fit == "FitR" and None in values:
        return page, "Fit", ()
    return page, fit, values


def move_destination(place: Destination, matrix: Matrix) -> Destination:
    """Carry a destination along with its page's content."""
    page, fit, values = place
    if matrix == IDENTITY or fit in ("Fit", "FitB"):
        return place
    if fit == "FitR":
        box = ordered([v or 0.0 for v in values])
        return page, fit, move_box(matrix, box)
    if fit == "XYZ":
        left, top, zoom = values
    elif fit in ("FitH", "FitBH"):
        left, top, zoom = None, values[0], None
    else:
        left, top, zoom = values[0], None, None
    x, y = move_point(matrix, left or 0.0, top or 0.0)
    turned = is_turned(matrix)
    keeps_x, keeps_y = (top is None, left is None) if turned else (left is None, top is None)
    new_left, new_top = (None if keeps_x else x), (None if keeps_y else y)
    if fit == "XYZ" or turned:
        return page, "XYZ", (new_left, new_top, zoom)
    return page, fit, (new_top if fit in ("FitH", "FitBH") else new_left,)


def destination_text(place: Destination, page_reference: bytes) -> bytes:
    """Write a destination as an array that names its page object."""
    _, fit, values = place
    numbers = "".join(" null" if v is None else f" {number(v)}" for v in values)
    return b"[%b /%b%b]" % (page_reference, fit.encode(), numbers.encode())
