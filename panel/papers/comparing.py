"""What differs between the full, exempt text of a paper and its public copy, and what was taken out in vain.

Pure: texts in, a page an entry, as `documents.queries.text_of` gives them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

MOST_WORDS = 30_000
"""How many words of a text are compared: finding differences takes longer than texts grow."""
MOST_ON_A_PAGE = 3_000
BESIDE = 12
"""Words that are shown before and after a difference."""
MOST_TOLD = 30
_SPACE = re.compile(r"\s+")
_EDGES = re.compile(r"^\W+|\W+$")
_COMMON = frozenset(
    "a about after all also an and any are as at be been before being but by can could did do does for from had has "
    "have he her his how i if in into is it its may more most must no not of on one or our out over she should so some "
    "such than that the their them then there these they this those to under up was we were what when where which who "
    "why will with would you your".split()
)


@dataclass(frozen=True)
class Piece:
    """Some words in their order.

    `kind` is "same", "gap" (the same, and not shown), "gone" (only in the full text), "new" (only in the public one).
    """

    kind: str
    words: str


@dataclass(frozen=True)
class PageDifference:
    """What differs on a page of the full text."""

    page: int
    """Counted from 1."""
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Comparison:
    """Two texts, compared."""

    pages: tuple[PageDifference, ...]
    """The pages on which something differs."""
    still_there: tuple[str, ...]
    """Words that were taken out in one place and stand in another, or beside the text of the public file."""
    whole: bool
    """Whether all of both was compared."""

    @property
    def took_out(self) -> bool:
        """Whether the public text lacks anything."""
        return any(piece.kind == "gone" for page in self.pages for piece in page.pieces)


def compare(full: Sequence[str], public: Sequence[str], beside: Iterable[str] = ()) -> Comparison:
    """Compare two texts; `beside` is what else stands in the public file: titles, bookmarks, descriptions."""
    pages: dict[int, list[Piece]] = {}
    whole = True
    if len(full) == len(public):
        for number, (before, after) in enumerate(zip(full, public, strict=True), start=1):
            told, all_of_it = _told(before.split(), after.split(), MOST_ON_A_PAGE)
            whole = whole and all_of_it
            if told:
                pages[number] = [piece for _start, piece in told]
    else:
        # Pages were added or left out, so that a page need not be beside its own.
        ends = list(accumulate(len(page.split()) for page in full))
        told, whole = _told(" ".join(full).split(), " ".join(public).split(), MOST_WORDS)
        for start, piece in told:
            pages.setdefault(min(bisect_right(ends, start) + 1, max(len(full), 1)), []).append(piece)
    differing = {
        number: pieces for number, pieces in pages.items() if any(piece.kind in ("gone", "new") for piece in pieces)
    }
    gone = [piece.words for pieces in differing.values() for piece in pieces if piece.kind == "gone"]
    return Comparison(
        tuple(PageDifference(number, tuple(pieces)) for number, pieces in differing.items()),
        tuple(_still_there(gone, " ".join(public), " ".join(beside))),
        whole,
    )


def _told(before: list[str], after: list[str], most: int) -> tuple[list[tuple[int, Piece]], bool]:
    """Give the differences with a few words around them, each with its place in the full text; and whether all is."""
    if before == after:
        return [], True
    whole = max(len(before), len(after)) <= most
    before, after = before[:most], after[:most]
    matcher = SequenceMatcher(None, before, after)
    told: list[tuple[int, Piece]] = []
    for kind, start, end, after_start, after_end in matcher.get_opcodes():
        if kind != "equal":
            told += [
                (start, Piece("gone", " ".join(before[start:end]))),
                (start, Piece("new", " ".join(after[after_start:after_end]))),
            ]
        elif end - start <= 2 * BESIDE:
            told.append((start, Piece("same", " ".join(before[start:end]))))
        else:
            if start:
                told.append((start, Piece("same", " ".join(before[start : start + BESIDE]))))
            told.append((end - BESIDE, Piece("gap", "…")))
            if end < len(before):
                told.append((end - BESIDE, Piece("same", " ".join(before[end - BESIDE : end]))))
    return [(start, piece) for start, piece in told if piece.words], whole


def _still_there(gone: Sequence[str], public: str, beside: str) -> list[str]:
    """List what was taken out and is still there: whole passages, else names and figures in them."""
    text, around = _plain(public), _plain(beside)
    there = frozenset(f"{text} {around}".split())
    # Also what is a name in one of the two only: the other may write it small, or in capitals throughout.
    names = {_plain(word) for word in f"{public} {beside}".split() if _tells(_EDGES.sub("", word))}
    told: dict[str, None] = {}
    for passage in gone:
        plain = _plain(passage)
        if " " in plain and (f" {plain} " in f" {text} " or f" {plain} " in f" {around} "):
            told[passage] = None
            continue
        for word in passage.split():
            bare = _EDGES.sub("", word)
            if _plain(bare) in there and (_tells(bare) or _plain(bare) in names):
                told[bare] = None
    return list(told)[:MOST_TOLD]


def _tells(word: str) -> bool:
    """Whether a word alone can give something away: a name or a figure."""
    return len(word) > 2 and (word[0].isupper() or any(each.isdigit() for each in word)) and word.lower() not in _COMMON


def _plain(text: str) -> str:
    words = (_EDGES.sub("", word) for word in _SPACE.split(text.casefold()))
    return " ".join(word for word in words if word)
