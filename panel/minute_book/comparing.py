"""What two revisions of a passage say differently, word by word. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\S+\s*|\s+")
"""Words with the space after them: spaces by themselves would all be compared with each other, which takes long."""


@dataclass(frozen=True)
class Piece:
    """Words that both have, that went, or that came."""

    kind: str
    """"same", "gone" or "new"."""
    text: str


def compared(old: str, new: str) -> list[Piece]:
    """Give the words of two texts in order, the gone before those that came in their place.

    Lines are compared first, and words only where lines differ: a long text that changed little takes no time.
    """
    found: list[Piece] = []
    for verb, gone, came in _differences(old.splitlines(keepends=True), new.splitlines(keepends=True)):
        if verb == "replace":
            words = _differences(_WORDS.findall(gone), _WORDS.findall(came))
            found += [piece for each in words for piece in _pieces(*each)]
        else:
            found += _pieces(verb, gone, came)
    return found


def _differences(old: list[str], new: list[str]) -> Iterator[tuple[str, str, str]]:
    for verb, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield verb, "".join(old[a:b]), "".join(new[c:d])


def _pieces(verb: str, gone: str, came: str) -> list[Piece]:
    if verb == "equal":
        return [Piece("same", gone)]
    return [piece for piece in (Piece("gone", gone), Piece("new", came)) if piece.text]
