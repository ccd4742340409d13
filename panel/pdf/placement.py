"""Decide where a page's content stands on its sheet, so that a stamp never covers ink. All lengths in points."""

from __future__ import annotations

from dataclasses import dataclass

from panel.pdf.geometry import A4, IDENTITY, Matrix, move_box, multiply
from panel.pdf.prepared import PageFacts

FOOT = 32.0
"""Height of the strip for number and item."""
HEAD = 30.0
"""Height of the strip for the words of an exempt page."""
EDGE = 8.0
"""Width of the tinted bands of an exempt page."""

# Pages beyond these are too small to bear a stamp, or too large to be printed.
_SMALLEST_SIDE = 300.0
_LARGEST_SIDE = 1400.0
# Programs round A4 differently; none of that is worth scaling for.
_SAME_SIZE = 2.0


@dataclass(frozen=True)
class Placement:
    """A sheet, and the matrix that brings the page's content onto it."""

    width: float
    height: float
    matrix: Matrix

    @property
    def moved(self) -> bool:
        """Whether the content stands otherwise than on its own page."""
        return self.matrix != IDENTITY


def place(facts: PageFacts, *, exempt: bool = False, a4: bool = False) -> Placement:
    """Place one page: as it is where the strips are free of ink, else scaled, centred in what they leave."""
    turned = a4 and facts.width > facts.height
    turn: Matrix = (0.0, 1.0, -1.0, 0.0, facts.height, 0.0) if turned else IDENTITY
    width, height = (facts.height, facts.width) if turned else (facts.width, facts.height)
    sheet = _sheet(width, height, a4)
    free = (EDGE, FOOT, sheet[0] - EDGE, sheet[1] - HEAD) if exempt else (0.0, FOOT, *sheet)
    whole = multiply(turn, _fit(width, height, (0.0, 0.0, *sheet)))
    if facts.ink is None or _within(move_box(whole, facts.ink), free, sheet):
        return Placement(*sheet, whole)
    return Placement(*sheet, multiply(turn, _fit(width, height, free)))


def _sheet(width: float, height: float, a4: bool) -> tuple[float, float]:
    """The size of paper that a page goes on."""
    if a4:
        same = abs(width - A4[0]) < _SAME_SIZE and abs(height - A4[1]) < _SAME_SIZE
        return (width, height) if same else A4
    if min(width, height) >= _SMALLEST_SIDE and max(width, height) <= _LARGEST_SIDE:
        return width, height
    return (A4[1], A4[0]) if width > height else A4


def _fit(width: float, height: float, area: tuple[float, float, float, float]) -> Matrix:
    """Scale a page down, never up, and centre it in an area."""
    across, up = area[2] - area[0], area[3] - area[1]
    scale = min(across / width, up / height, 1.0)
    left, bottom = area[0] + (across - width * scale) / 2, area[1] + (up - height * scale) / 2
    if scale == 1.0 and abs(left) < 1e-6 and abs(bottom) < 1e-6:
        return IDENTITY
    return scale, 0.0, 0.0, scale, left, bottom


def _within(
    ink: tuple[float, float, float, float],
    free: tuple[float, float, float, float],
    sheet: tuple[float, float],
) -> bool:
    """Whether ink keeps clear of the strips; a side of the sheet itself is no strip."""
    return (
        (free[0] == 0 or ink[0] >= free[0])
        and ink[1] >= free[1]
        and (free[2] == sheet[0] or ink[2] <= free[2])
        and (free[3] == sheet[1] or ink[3] <= free[3])
    )
