"""The wording around a sentence's figures: each figure becomes one sign, each date an underscore.

A rule then reads as the sentence does: `rf"{F}{words(40)}, leaving {F}"`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from panel.checks.reading.figures import Figure

_FIRST: Final = 0xF0000
"""Signs of a private plane, which no paper uses."""
F: Final = "[\U000f0000-\U000f00ff]"
"""Any figure."""
STOP: Final = "¶"
"""Stands between two sentences."""
ADVERB: Final = r"(?:only\s|just\s|about\s|around\s|approximately\s|some\s|nearly\s|almost\s|exactly\s|a\sfurther\s)"


def words(most: int, also: str = "") -> str:
    """Give a pattern for up to so many characters without a figure or a stop; `also` allows further ones."""
    banned = "".join(sign for sign in ".;:()" if sign not in also)
    return rf"[^\U000f0000-\U000f00ff{STOP}{re.escape(banned)}]{{0,{most}}}?"


def group(name: str) -> str:
    """Give a pattern for a figure that is called by a name."""
    return f"(?P<{name}>{F})"


@dataclass(frozen=True)
class Shape:
    """A sentence's wording, in small letters."""

    text: str
    figures: tuple[Figure, ...]
    places: tuple[int, ...]
    """Where each sign stands in the sentence; less than nought in the sentence before."""

    def figure(self, sign: str) -> Figure:
        """Give the figure that a sign stands for."""
        return self.figures[ord(sign) - _FIRST]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give where a part of the wording stands in the sentence; what stands in the one before is left out."""
        last = self.text[end - 1]
        held = self.figure(last) if _is_figure(last) and self.places[end - 1] >= 0 else None
        return max(self.places[start], 0), held.end if held else max(self.places[end - 1], 0) + 1

    def held(self, text: str) -> tuple[Figure, ...]:
        """List the figures in a piece of the wording."""
        return tuple(self.figure(sign) for sign in text if _is_figure(sign))


def shape(masked: str, figures: Sequence[Figure]) -> Shape:
    """Give the wording of one sentence; `masked` has its dates blanked out."""
    signs: list[str] = []
    places: list[int] = []
    at = 0
    for number, figure in enumerate(figures):
        _copy(masked, at, figure.start, signs, places)
        signs.append(chr(_FIRST + number))
        places.append(figure.start)
        at = figure.end
    _copy(masked, at, len(masked), signs, places)
    return Shape("".join(signs), tuple(figures), tuple(places))


def joined(before: Shape, after: Shape) -> Shape:
    """Put the wording of two sentences together."""
    shift = len(before.figures)
    moved = "".join(chr(ord(sign) + shift) if _is_figure(sign) else sign for sign in after.text)
    head = f"{before.text}{STOP} "
    return Shape(head + moved, (*before.figures, *after.figures), (*(-1 for _ in head), *after.places))


def _copy(masked: str, start: int, end: int, signs: list[str], places: list[int]) -> None:
    for place in range(start, end):
        sign = masked[place]
        if sign == "_" and signs and signs[-1] == "_":
            continue
        lowered = sign.lower()
        signs.append("'" if sign in "’‘" else lowered if len(lowered) == 1 else sign)
        places.append(place)


def _is_figure(sign: str) -> bool:
    return _FIRST <= ord(sign) < _FIRST + 256
