"""Read a paper's contents list, with or without page numbers, and give its text without the list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from panel.checks.reading.blocks import Text
from panel.checks.reading.titles import plain

_CONTENTS = re.compile(r"(?:table of )?contents\s*:?(?:\s+page)?", re.IGNORECASE)
_LEADERS = re.compile(r"(?:\s*[.…·_]){2,}")
_ENTRY = re.compile(
    r"^(?:(?P<number>\d{1,2}(?:\.\d{1,2})*)[.)]?\s+)?(?P<title>[^\W\d_].*?)[\s.…·_]*\s(?P<page>\d{1,3})$"
)
_BARE = re.compile(r"^(?:(?P<number>\d{1,2}(?:\.\d{1,2})*)[.)]?\s+|[•▪●–-]\s+)?(?P<title>[A-Z][^.;!]*?)\s*$")
"""A line of a list that gives no pages."""
_FOOT = re.compile(r"(?:page|p\.)(?: no\.?| number)?(?:\s+\d+(?:\s+of\s+\d+)?)?", re.IGNORECASE)
_FEW = 70
"""A heading has fewer characters than this."""
_MOST = 40
"""A list without pages has no more lines than this."""


@dataclass(frozen=True)
class Entry:
    """A line of a contents list."""

    number: str
    title: str
    at: int
    """The page that it gives; 0 where the list gives none."""
    words: str
    page: int
    """The page on which the list stands."""


@dataclass(frozen=True)
class _Line:
    page: int
    place: int
    text: str


def contents_of(text: Text) -> tuple[tuple[Entry, ...], Text]:
    """Read the contents list, and give the text without it; nothing, and the whole text, where there is none."""
    lines = [
        _Line(number, place, " ".join(line.split()))
        for number, page in enumerate(text.pages, 1)
        for place, line in enumerate(page.splitlines())
        if line.strip()
    ]
    start = next((each for each, line in enumerate(lines[:200]) if _CONTENTS.fullmatch(line.text)), None)
    if start is None:
        return (), text
    running = {line for line, times in Counter(line.text for line in lines).items() if times > 2}
    entries, last = _with_pages(lines, start, running, len(text.pages))
    if not entries:
        entries, last = _without_pages(lines, start, running)
    if not entries:
        return (), text
    taken = {(line.page, line.place) for line in lines[start : last + 1]}
    behind = (
        "\n".join(line for place, line in enumerate(page.splitlines()) if (number, place) not in taken)
        for number, page in enumerate(text.pages, 1)
    )
    return tuple(entry for entry in entries if plain(entry.title) != "contents"), Text(tuple(behind))


def _with_pages(lines: Sequence[_Line], start: int, running: set[str], pages: int) -> tuple[list[Entry], int]:
    """Read the lines that end in a page, and give the place of the last; a long one may take three lines."""
    entries: list[Entry] = []
    last = start
    open_lines: list[str] = []
    for position, line in enumerate(lines[start + 1 : start + 150], start + 1):
        if line.text in running or _FOOT.fullmatch(line.text):
            continue
        open_lines.append(line.text)
        words = " ".join(open_lines)
        match = _ENTRY.match(_LEADERS.sub(" ", words))
        if match and int(match["page"]) <= 3 * pages + 30:
            title = match["title"].strip(" .…·_")
            entries.append(Entry(match["number"] or "", title, int(match["page"]), words, line.page))
            open_lines, last = [], position
        elif len(open_lines) > 3 or any(plain(words) == plain(f"{entry.number} {entry.title}") for entry in entries):
            break
    in_order = sum(one.at <= other.at for one, other in pairwise(entries))
    least = min((len(entries) - 1) * 0.7, len(entries) - 2)
    return (entries, last) if len(entries) > 2 and in_order >= least else ([], start)


def _without_pages(lines: Sequence[_Line], start: int, running: set[str]) -> tuple[list[Entry], int]:
    """Read the short lines up to the first that is told a second time, the page's end, or a sentence.

    They are a contents list where nearly all of them stand again in the paper.
    """
    entries: list[Entry] = []
    last = start
    for position, line in enumerate(lines[start + 1 : start + 1 + _MOST], start + 1):
        if _FOOT.fullmatch(line.text):
            continue
        match = _BARE.match(line.text)
        titles = {plain(entry.title) for entry in entries}
        if (
            not match
            or len(line.text) > _FEW
            or plain(match["title"]) in titles
            or (len(entries) > 2 and line.page > entries[-1].page)
        ):
            break
        if line.text in running and line.page > lines[start].page:
            continue
        entries.append(Entry(match["number"] or "", match["title"], 0, line.text, line.page))
        last = position
    others = [plain(line.text) for line in (*lines[:start], *lines[last + 1 :])]
    again = sum(
        any(words.endswith(title) and len(words) <= len(title) + 4 for words in others)
        for title in (plain(entry.title) for entry in entries)
    )
    missing = len(entries) - again
    return (entries, last) if again > 1 and missing <= max(1, len(entries) // 4) else ([], start)
