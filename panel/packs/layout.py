"""Where each paper stands in a pack: page numbers, right-hand starts, the blanks between.

Pure arithmetic. The public series is the same in both editions, so that "page 37" is page 37 for everybody; exempt
papers have a series of their own (E1, E2, …) and later supplements can go on numbering the public one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

FRONT = "front sheet"
DIVIDER = "divider"


@dataclass(frozen=True)
class Piece:
    """Something with pages that begins on a right-hand page: the front sheet, a paper, the divider."""

    key: str
    pages: int


@dataclass(frozen=True)
class Place:
    """Where a piece stands. Pages count from 1, in its own series; `end` is the last one."""

    key: str
    first: int
    last: int
    blank_after: bool
    """Whether an intentionally blank page follows, so that what comes next starts on a right-hand page."""


def lay_out(pieces: Sequence[Piece], *, pad_end: bool) -> tuple[Place, ...]:
    """Number pieces from 1, each starting on an odd page. `pad_end` also brings the whole to an even number."""
    places = []
    page = 1
    for position, piece in enumerate(pieces):
        last = page + piece.pages - 1
        more = position < len(pieces) - 1 or pad_end
        blank = more and last % 2 == 1
        places.append(Place(piece.key, page, last, blank))
        page = last + 1 + blank
    return tuple(places)


def total(places: Sequence[Place]) -> int:
    """Count the pages of a series, blanks included."""
    return places[-1].last + places[-1].blank_after if places else 0


def to_right_hand(pages: int) -> int:
    """Give the last number before the next right-hand page: a supplement begins on one, as its sheets are printed."""
    return pages + pages % 2
