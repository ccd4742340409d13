"""Put a paper's lines together again: paragraphs, headings and bullets, each with the page on which it begins.

A PDF's text comes line by line. A line that goes on ends in a blank, as most programs write it; where one writes none,
or one after every line, the next line begins with a small letter, or its first word had no room on this one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

_NUMBER = re.compile(
    r"^(?:(?P<dotted>\d{1,2}(?:\.\d{1,2}){1,3})\.?|(?P<mark>\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]|"
    r"\((?P<round>\d{1,2}|[a-z]|[ivx]{1,4})\))\s+(?=\S)"
)
_BULLET = re.compile(r"^[•▪●○◦❖➢➤✓–-]\s+|^o\s+(?=[A-Z])")
_SIGNPOST = re.compile(
    r"^(?:(?i:background (?:papers|documents)|recommendations?|appendices|contents|report author|present|in attendance|"
    r"apologies)\s*:?$|(?:Appendix|Annex|APPENDIX|ANNEX)\s+[A-Z\d]{1,2}\s*[-–—:]\s)"
)
"""A line that begins a part of a report, however long the line before it is."""
_MARKUP = re.compile(r"</?(?:i|b|u|ul|li|br|sup|sub)/?>")
_ENDS = re.compile(r"[.:;!?]['\"’”)]*$")
_FEW = 70
"""A heading has fewer characters than this."""
MOST_LINES = 40_000
"""So many lines of a paper are read, some 800 pages."""
_LONGEST_WORD = 400
_LONGEST_GAP = 100
_LONGEST_BLOCK = 3000
_LONGEST_SENTENCE = 1500
"""No paper that people write goes beyond these; what does is parted, so that no text can make the check slow."""
_RUNNING = 3
"""A first or last line that stands on so many pages is a running head or foot."""


@dataclass(frozen=True)
class Block:
    """A paragraph, a heading, a bullet or a table's row."""

    text: str
    """Its words, with single blanks, without its number or bullet."""
    page: int
    """On which it begins, counted from 1."""
    number: str = ""
    """As printed at its head, without brackets or a closing mark: "1.1", "2", "a"."""
    bullet: bool = False
    heading: bool = False
    """Whether it looks like one: short, no stop at its end, not a bullet."""
    mark: str = ""
    """Its number with the brackets or the closing mark that are printed: "1.1", "2.", "(a)"."""

    @property
    def printed(self) -> str:
        """Its words as they stand in the paper, number included."""
        return f"{self.number} {self.text}" if self.number else self.text


class Text:
    """A paper's text: pages as extracted, but for words, gaps and lines without end, and the blocks they make."""

    def __init__(self, pages: Sequence[str]) -> None:
        parted = [_bounded(page).split("\n") for page in pages]
        left = MOST_LINES
        kept = []
        for lines in parted:
            kept.append("\n".join(lines[:left]))
            left = max(left - len(lines), 0)
        self.pages = tuple(kept)
        self.too_long = sum(map(len, parted)) > MOST_LINES
        """Whether it has lines that are not read."""

    def __bool__(self) -> bool:
        return any(page.strip() for page in self.pages)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Its blocks in order."""
        return tuple(_blocks(self.pages))

    @cached_property
    def sentences(self) -> tuple[Block, ...]:
        """Its blocks, each parted into sentences; a sentence carries its block's number and page."""
        return tuple(
            Block(sentence, block.page, block.number, block.bullet, block.heading, block.mark)
            for block in self.blocks
            for sentence in sentences(block.text)
        )

    @cached_property
    def whole(self) -> str:
        """All of it as one line, single blanks throughout."""
        return " ".join(block.printed for block in self.blocks)

    @cached_property
    def plain_pages(self) -> tuple[str, ...]:
        """Its pages, without markup and soft hyphens, their running heads and feet among the lines."""
        return tuple(_clean(page) for page in self.pages)

    def page_of(self, words: str, begins: int) -> int:
        """Give the page of words from a paragraph that begins on a page: that or the next."""
        if not 0 < begins < len(self.pages):
            return begins
        wanted = "".join(words.split())
        here, following = self._squeezed[begins - 1 : begins + 1]
        return begins + 1 if wanted not in here and wanted in following else begins

    @cached_property
    def _squeezed(self) -> tuple[str, ...]:
        return tuple("".join(page.split()) for page in self.plain_pages)


_STOP = re.compile(r"(?<=[.!?])['\"’”)]*\s+(?=['\"‘“(]?[A-Z£\d])")
_SHORT = re.compile(
    r"(?:\b(?:Cllr|Cllrs|Mr|Mrs|Ms|Dr|Rev|Hon|St|No|Nos|para|paras|s|ss|Sch|Art|vs|approx|inc|incl|Ltd|plc|Co|Jan|Feb|"
    r"Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|e\.g|i\.e|etc|cf|p|pp|a\.m|p\.m|Supt|Insp|Sgt|[A-Z])\.)$"
)

_OPENS = re.compile(r"(?:It|The|This|That|These|Those|There|In|On|At|He|She|They|We|If|For|As|Its|Their|Our|Members)\b")
"""Words with which sentences begin, and no name."""


def sentences(text: str) -> Iterator[str]:
    """Part a paragraph into its sentences, and one that has no end."""
    return (part.strip() for sentence in _sentences(text) for part in _parted(sentence, _LONGEST_SENTENCE))


def _sentences(text: str) -> Iterator[str]:
    """Part a paragraph where a sentence ends; an abbreviation's stop ends none."""
    start = 0
    for stop in _STOP.finditer(text):
        head = text[max(start, stop.start() - _FEW) : stop.start()]
        ends_short = _SHORT.search(head)
        if ends_short and not re.search(r"\b[ap]\.m\.$", head) and not _lettered(head, text[stop.end() :]):
            continue
        yield text[start : stop.end()].strip()
        start = stop.end()
    if text[start:].strip():
        yield text[start:].strip()


def _lettered(head: str, following: str) -> bool:
    """Whether a letter ends the sentence, as in "for Band D. It was", and is no initial, as in "Councillor D. Ash"."""
    return bool(re.search(r"\b[a-zA-Z]{3,} [A-Z]\.$", head) and _OPENS.match(following)) and not re.search(
        r"\b(?:Councillor|Cllr|Professor|Sergeant|Inspector|Constable) [A-Z]\.$", head
    )


def _bounded(page: str) -> str:
    """Part words and lines that are longer than any that people write, and shorten gaps that are."""
    page = re.sub(r"\s{2,}", lambda gap: gap[0] if len(gap[0]) <= _LONGEST_GAP else _short_gap(gap[0]), page)
    page = re.sub(rf"\S{{{_LONGEST_WORD}}}", r"\g<0> ", page)
    return "\n".join(part for line in page.split("\n") for part in _parted(line, _LONGEST_BLOCK))


def _short_gap(gap: str) -> str:
    """Give a gap that keeps apart what the long one does: paragraphs, lines or columns."""
    return "\n" * min(gap.count("\n"), 2) or "  "


def _parted(text: str, longest: int) -> Iterator[str]:
    """Part a text before the words that would make it longer."""
    while len(text) > longest:
        stop = text.rfind(" ", 1, longest) + 1 or longest
        yield text[:stop]
        text = text[stop:]
    yield text


def _clean(page: str) -> str:
    return _MARKUP.sub("", page.replace("\x02", "-").replace("\r\n", "\n").replace("\r", "\n").replace("\u00ad", ""))


def _blocks(pages: Sequence[str]) -> Iterator[Block]:
    lines = _lines(pages)
    printed = [line for _page, line in lines if line]
    told, width = _blanks_tell(printed), _width(printed)
    open_lines: list[str] = []
    began, length = 1, 0
    for (page, line), (_page, following) in zip(lines, [*lines[1:], (0, "")], strict=False):
        if not line:
            continue
        if not open_lines:
            began = page
        open_lines.append(line)
        length += len(line)
        if length > _LONGEST_BLOCK or not _goes_on(line, following, width, told=told):
            yield _block(open_lines, began)
            open_lines, length = [], 0


def _lines(pages: Sequence[str]) -> list[tuple[int, str]]:
    """List the lines with their pages, without running heads and feet.

    A wrapped line keeps its last blank. An empty line stands where the text has one between two others on a page.
    """
    parted = [_clean(page).strip("\n").split("\n") for page in pages]
    filled = [[line for line in lines if line.strip()] for lines in parted]
    edges = Counter(shape for lines in filled for shape in {_shape(line) for line in (*lines[:2], *lines[-2:])})
    running = {shape for shape, times in edges.items() if times >= _RUNNING and times > len(pages) / 2}
    found = []
    for number, (lines, printed) in enumerate(zip(parted, filled, strict=True), start=1):
        position = 0
        for line in lines:
            if not line.strip():
                found.append((number, ""))
                continue
            edge = position < 2 or position >= len(printed) - 2
            position += 1
            if not (edge and _shape(line) in running):
                found.append((number, line))
    return found


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", " ".join(line.split()))


def _blanks_tell(lines: Sequence[str]) -> bool:
    """Whether a blank at a line's end says that it goes on: some programs write one after every line, some none."""
    ended = sum(line[-1].isspace() for line in lines)
    return 0.02 * len(lines) < ended < 0.9 * len(lines)


def _width(lines: Sequence[str]) -> int:
    """Give the length that a full line has: what nine lines in ten do not exceed."""
    lengths = sorted(len(line.strip()) for line in lines)
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _goes_on(line: str, following: str, width: int, *, told: bool) -> bool:
    if not following or _starts_anew(following):
        return False
    if told and line[-1].isspace():
        return True
    text, after = line.strip(), following.strip()
    ends = bool(_ENDS.search(text))
    # Behind a full stop, a short line without one is a heading, and not the end of the paragraph.
    if ends and len(after) < min(width * 0.6, _FEW) and re.search(r"[\w)]$", after) and after[:1].isupper():
        return False
    # The next word had no room on this line; after a stop only a line that is full to its end tells so much.
    if not told and width > _FEW and len(text) + 1 + min(len(after.split()[0]), 3 if ends else 99) > width:
        return True
    if ends:
        return False
    if after[:1].islower():
        return True
    return text.endswith((",", "-", " and", " of", " the")) or (
        width > _FEW and len(text) >= width * (0.9 if told else 0.75)
    )


def _starts_anew(line: str) -> bool:
    text = _marked(line.strip())
    return bool(_BULLET.match(text) or _NUMBER.match(text) or _SIGNPOST.match(text))


def _marked(text: str) -> str:
    """Read a symbol font's bullet as a bullet."""
    return re.sub(r"^[\uf000-\uf0ff]\s*", "• ", text)


def _block(lines: Sequence[str], page: int) -> Block:
    text = _marked(" ".join(" ".join(lines).split()))
    bullet = _BULLET.match(text)
    if bullet:
        text = text[bullet.end() :].strip()
    # Some programs draw a numbered paragraph as a list's entry: an empty bullet, then the number.
    if bullet and not _NUMBER.match(text):
        return Block(text, page, bullet=True)
    numbered = _NUMBER.match(text)
    number = (numbered["dotted"] or numbered["mark"] or numbered["round"] or "") if numbered else ""
    words = text[numbered.end() :].strip() if numbered else text
    heading = len(words) < _FEW and not re.search(r"[.;,!?]$", words) and words[:1].isupper()
    return Block(words, page, number, heading=heading, mark=numbered[0].strip() if numbered else "")
