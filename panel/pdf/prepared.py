"""A paper made ready for packs: a canonical PDF and an index of where everything in it stands."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class PreparedFile:
    """Where a prepared paper lies: the PDF itself and its index, made together by `panel.pdf.canonical.prepare`."""

    pdf: Path
    index: Path


@dataclass(frozen=True)
class PageFacts:
    """What is known of one prepared page, in points, upright, origin at the lower left."""

    width: float
    height: float
    ink: tuple[float, float, float, float] | None
    """Left, bottom, right, top of everything that is not white; None for an empty page."""
    colour: bool
    """Whether anything on it is neither black, white nor grey."""


def page_facts(prepared: PreparedFile) -> tuple[PageFacts, ...]:
    """What is known of each page of a prepared paper, in order; its length is the number of pages."""
    from panel.pdf.index import load_facts  # imported here: the index is written in terms of PageFacts

    return load_facts(prepared.index)
