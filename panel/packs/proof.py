"""The proof that a finished public edition holds nothing exempt, read back from its bytes. Pure.

The public edition is composed without ever opening an exempt paper. This proves the outcome all the same, on the very
bytes that are to be published.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

RUN = 8
"""Words in a row that stand in an exempt paper and nowhere in what is public: no chance, but its text."""
LONG = 5
"""Letters of a word that are enough for it to tell something."""
OWN_PARTICULARS = frozenset({"/Title", "/Producer", "/Creator", "/CreationDate", "/ModDate"})
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True)
class Proof:
    """One thing that the finished bytes were held against."""

    what: str
    passed: bool
    said: str
    """How much was looked at, and what was found."""

    def plain(self) -> dict[str, Any]:
        """Give it as JSON can keep it."""
        return asdict(self)


@dataclass(frozen=True)
class Seen:
    """What a finished edition holds, as `looking.read` found it."""

    texts: Sequence[str]
    labels: Sequence[str]
    bookmarks: Sequence[str]
    particulars: Mapping[str, str]
    metadata: Mapping[str, str]
    hiding: Sequence[str]
    thumbnails: int


def prove(
    public: Seen, restricted: Seen | None, *, title: str, exempt: Iterable[str], open_: Iterable[str]
) -> list[Proof]:
    """Hold a public edition against its exempt papers and its restricted edition.

    `exempt` are the texts of the exempt papers' pages, `open_` those of the public papers and of our own pages, on
    which an exempt paper is named as the law allows.
    """
    secret = [_words(text) for text in exempt]
    known = [_words(text) for text in open_]
    words_only_there = {word for words in secret for word in words if len(word) >= LONG}
    words_only_there -= {word for words in known for word in words}
    runs_only_there = {run for words in secret for run in _runs(words)}
    runs_only_there -= {run for words in known for run in _runs(words)}
    return [
        _pages(public, runs_only_there, bool(secret)),
        _bookmarks(public, words_only_there),
        _particulars(public, title),
        _nothing_hides(public),
        *([_same_pages(public, restricted)] if restricted else []),
    ]


def _pages(public: Seen, runs: set[tuple[str, ...]], any_exempt: bool) -> Proof:
    what = "No page holds words of an exempt paper"
    looked = f"{len(public.texts)} {'page' if len(public.texts) == 1 else 'pages'} read"
    if not any_exempt:
        return Proof(what, True, f"{looked}. This agenda has no exempt paper with a file.")
    for label, text in zip(public.labels, public.texts, strict=True):
        there = _words(text)
        leaked = next((" ".join(run) for run in _runs(there) if run in runs), "")
        if leaked:
            return Proof(
                what, False, f"Page {label} has “{leaked}”, which stands in an exempt paper and in no public one."
            )
    return Proof(
        what,
        True,
        f"{looked} and held against {len(runs):,} runs of {RUN} words that only exempt papers have.",
    )


def _bookmarks(public: Seen, words: set[str]) -> Proof:
    what = "No bookmark names what only an exempt paper says"
    for title in public.bookmarks:
        if found := words.intersection(_words(title)):
            return Proof(what, False, f"The bookmark “{title}” has “{min(found)}”, which only an exempt paper has.")
    return Proof(
        what, True, f"{len(public.bookmarks)} {'bookmark' if len(public.bookmarks) == 1 else 'bookmarks'} read."
    )


def _particulars(public: Seen, title: str) -> Proof:
    what = "The file’s particulars name the pack and nobody else"
    foreign = sorted(set(public.particulars) - OWN_PARTICULARS)
    if foreign or public.particulars.get("/Title") != title:
        said = ", ".join(name.removeprefix("/") for name in foreign) or "another title"
        return Proof(what, False, f"They hold {said}.")
    return Proof(what, True, f"Its title is “{title}”; no author, no history of the papers.")


def _nothing_hides(public: Seen) -> Proof:
    what = "Nothing hides in the file"
    hiding = [name.removeprefix("/") for name in public.hiding]
    hiding += ["thumbnails"] if public.thumbnails else []
    if hiding:
        return Proof(what, False, f"It holds {', '.join(hiding)}.")
    return Proof(what, True, "No attachments, no scripts, no forms, no thumbnails.")


def _same_pages(public: Seen, restricted: Seen) -> Proof:
    what = "Members and public have the same page numbers"
    count = len(public.labels)
    for number, label in enumerate(public.labels):
        if list(restricted.labels[number : number + 1]) != [label] or restricted.texts[number] != public.texts[number]:
            return Proof(what, False, f"Page {label} differs between the two editions.")
    more = restricted.labels[count:]
    exempt = f"; the restricted edition goes on with {more[0]} to {more[-1]}" if more else ""
    return Proof(what, True, f"{count} pages are word for word the same in both{exempt}.")


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _runs(words: Sequence[str]) -> Iterable[tuple[str, ...]]:
    return zip(*(words[start:] for start in range(RUN)), strict=False)
