"""What the check found: a value that says where, what, why and what to do."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """How much a finding matters."""

    STOPS = "stops"
    """The agenda should not be published like this; only a reason, kept with name and time, overrides it."""
    LOOK = "look"
    """Probably a mistake: somebody should look."""
    NOTE = "note"
    """Worth knowing."""


@dataclass(frozen=True)
class Place:
    """Where a finding stands: as much of it as there is."""

    item: str = ""
    """The agenda item's number, as printed: "4", "1(4)"."""
    paper: str = ""
    """The paper's file name; empty for a record."""
    page: int | None = None
    """The page of that file, counted from 1."""
    words: str = ""
    """The words that it is about, exactly as they stand in the paper or the record."""

    def as_json(self) -> dict[str, Any]:
        """Give the place as the command prints it; None for what it does not have."""
        return {
            "item": self.item or None,
            "paper": self.paper or None,
            "page": self.page,
            "words": self.words or None,
        }


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, or should be looked at."""

    rule: str
    """The name of the rule that found it, stable over time: "weekday does not match"."""
    severity: Severity
    place: Place
    what: str
    """A sentence: what is wrong, with the words or figures in it."""
    why: str
    """The authority, or the evidence that it is wrong."""
    do: str
    """What to do, as an instruction."""
    about: str = field(default="", compare=False)
    """What of the evidence decides whether an answer still holds; empty: the words of the place."""

    @property
    def key(self) -> str:
        """Its identity for answers: the rule, the item, the paper and the words, not the page they moved to."""
        words = " ".join((self.about or self.place.words or self.what).split()).casefold()
        parts = (self.rule, self.place.item, self.place.paper, words)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]

    def as_json(self) -> dict[str, Any]:
        """Give the finding as `panel check --json` prints it."""
        return {
            "severity": self.severity.value,
            "place": self.place.as_json(),
            "what": self.what,
            "why": self.why,
            "do": self.do,
        }
