"""The measures of the house on paper: sheets, margins, sizes, greys. All lengths in points."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reportlab.lib.colors import Color
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle

from panel.typeset import fonts

INK = 0.0
SOFT_INK = 0.25
"""Grey of secondary words: 10.4 to 1 on white."""
RULE = 0.55
HAIR = 0.72
PINK = Color(0.949, 0.588, 0.737)
"""The pink of exempt papers; it always stands beside words."""

FOOT_STRIP = 32.0
"""Kept free at the lower edge: the composer stamps the page's number and item there."""


@dataclass(frozen=True)
class Leaf:
    """A sheet and its margins. `inside` is the bound edge: left on odd pages, right on even ones."""

    width: float
    height: float
    inside: float
    outside: float
    top: float
    bottom: float

    @property
    def measure(self) -> float:
        """Width of the text."""
        return self.width - self.inside - self.outside

    @property
    def depth(self) -> float:
        """Height of the text."""
        return self.height - self.top - self.bottom


_LONG, _SHORT = 841.8898, 595.2756
_PUNCH = 70.87
"""25 mm."""
PORTRAIT = Leaf(_SHORT, _LONG, inside=_PUNCH, outside=51.0, top=54.0, bottom=FOOT_STRIP + 26)
# Bound with upright pages, a landscape page is punched along its head or its foot, by turns.
LANDSCAPE = Leaf(_LONG, _SHORT, inside=51.0, outside=51.0, top=_PUNCH, bottom=_PUNCH)

REFERENCE = 104.0
"""Room at the right for "Pages 1000 to 1009"."""
HANG = 32.0
"""How far an item's number hangs out."""


@cache
def style(
    size: float,
    leading: float,
    *,
    bold: bool = False,
    left: float = 0,
    right: float = 0,
    before: float = 0,
    after: float = 0,
    grey: float = INK,
    align: str = "left",
    tabular: bool = False,
) -> ParagraphStyle:
    """Make a paragraph style; equal arguments share one."""
    fonts.register()
    plain = fonts.TABULAR if tabular else fonts.REGULAR
    return ParagraphStyle(
        f"{size}/{leading}",
        fontName=fonts.BOLD if bold else plain,
        fontSize=size,
        leading=leading,
        leftIndent=left,
        rightIndent=right,
        spaceBefore=before,
        spaceAfter=after,
        textColor=Color(grey, grey, grey),
        alignment={"left": 0, "centre": TA_CENTER, "right": TA_RIGHT}[align],
        allowWidows=0,
        allowOrphans=0,
        splitLongWords=1,
    )
