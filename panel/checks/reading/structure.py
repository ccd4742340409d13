"""Read how a paper is built: its head, sections, paragraphs' numbers, contents list, appendix list and parts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise
from typing import Final

from panel.checks.reading.blocks import Block, Text
from panel.checks.reading.contents import Entry, contents_of
from panel.checks.reading.titles import plain

_HEAD_LINES = 14
"""The head of a paper ends after so many lines at the latest."""
_FEW = 70
_LONG = 160
"""A block of so many characters is a paragraph, not a line of the head."""
_OPENS: Final = re.compile(
    r"^(?:(?:recommendations?|purpose(?: of (?:the |this )?report)?|summary|executive summary|introduction|background|"
    r"contents|present|dear\b.*|reasons? for .*|decision required|action required)\s*:?$|recommendations?:|dear\b)",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(
    r"^(?:(?:report )?(?:to|from|of|by|author)|report|date(?: of (?:the )?(?:meeting|report))?|meeting(?: date)?|"
    r"(?:wards?|divisions?|areas?) affected|(?:portfolio|cabinet) (?:holder|member)|lead (?:member|officer|director)|"
    r"(?:report(?:ing)? |contact |responsible )?officers?|contact(?: \w+)?|author|subject|classification|purpose|"
    r"status|key decision|agenda item(?: no\.?| number)?|item|decision maker|version|prepared (?:by|for)|presented by|"
    r"relevant to)"
    r"\s*:|^date\b.*\d{4}$|^(?:report|paper|briefing) (?:of|by|from|to)\b|^for the meeting of\b|^agenda item\b",
    re.IGNORECASE,
)
"""A line of a report's head that is no title."""
_BODY: Final = re.compile(r"(?:Panel|Committee|Council)(?:,?\s+[\w /.]*\d{4})?$", re.IGNORECASE)
_PARTS: Final = re.compile(
    r"^(?:(?P<recommendation>recommendations?|recommended(?: action)?s?)|"
    r"(?P<background>(?:list of )?background (?:papers|documents|reading)(?: \(.*\)|, .*)?)|"
    r"(?P<appendices>(?:list of )?(?:appendix|appendices|annexes|attachments|supporting papers)(?: \(.*\)| attached)?)|"
    r"(?P<author>author(?:s| and contact| details)?|report author|contact(?: officers?| details| information)?|"
    r"contact points?|officer contact|author and contact(?: details)?|name contact (?:details|information)|"
    r"capacity name role.*|further information))\s*:?$",
    re.IGNORECASE,
)
_STANDARD: Final = re.compile(
    r"^(?:(?:executive )?summary|purpose(?: of (?:the |this )?report)?|introduction|background(?: information)?|"
    r"context|reasons? for (?:the )?recommendations?|(?:alternative )?options(?: considered)?|consultation|"
    r"conclusions?|next steps|"
    r"key (?:issues|points)|(?:main )?issues|details?|discussion|proposals?|"
    r"(?:(?:financial|legal|equality|equalities|environmental|climate|risk|resource|staffing|human rights|other)"
    r"(?:,? (?:and )?\w+)* )?(?:implications|considerations)|risks?|equalit(?:y|ies)(?: and diversity)?|"
    r"main report)\s*:?$",
    re.IGNORECASE,
)
"""Headings that reports have; one of them does not stand under another part."""
_FILLED: Final = re.compile(
    r"^(?:consultation|conclusions?|next steps|(?:alternative )?options(?: considered)?|risks?|"
    r"equalit(?:y|ies)(?: and diversity)?|reasons? for (?:the )?recommendations?)\s*:?$",
    re.IGNORECASE,
)
"""Headings under which something must stand before the next."""
_IMPLIES: Final = re.compile(r"^\w[\w, ]* (?:implications|considerations)\s*:?$", re.IGNORECASE)
_AUTHOR_ROW: Final = re.compile(
    r"^(?:report authors?|contact officers?|lead officers?|responsible officers?)\b|"
    r"^(?:contacts?|authors?|authors? and contacts?|contacts? and authors?|prepared by|written by)\s*:",
    re.IGNORECASE,
)
_TOP: Final = re.compile(r"^(?:(?P<zero>\d{1,2}\.0)\.?|(?P<stop>\d{1,2})\.|(?P<bracket>\d{1,2})\)|(?P<bare>\d{1,2}))$")
_BARE: Final = re.compile(
    r"^(\d{1,2})\s+"
    r"((?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b)[A-Z][^\d.;,!?]*)$"
)
_DEEP: Final = re.compile(r"^(?P<section>\d{1,2})\.(?P<paragraph>[1-9]\d?)\.?$")
_DOES: Final = re.compile(
    r"^(?:that|to|notes?|agrees?|approves?|endorses?|considers?|supports?|recommends?|requests?|asks?|receives?|"
    r"confirms?|"
    r"reviews?|delegates?|none|nil|n/a|not applicable|there (?:are|is|were|was) no|appendix|annex)\b",
    re.IGNORECASE,
)
_WORDED: Final = re.compile(r"^['\"‘“(]?[A-Z][A-Za-z’'-]*\b")
_RUNS_ON = re.compile(r"\b(?:paragraphs?|sections?|paras?|and|to|of|at|in|the)$")
_LETTER = r"(?:[A-Z]\d{0,2}|\d{1,2}[A-Za-z]?|[IVX]{2,4})"
_LISTED: Final = re.compile(
    rf"^(?:Appendix|Annexe?|APPENDIX|ANNEXE?)\s+(?P<letter>{_LETTER})(?![\w’'])(?P<apart>\s*[-–—:.)]\s*|\s+|"
    rf"$)(?P<title>\S.*)?$"
)


@dataclass(frozen=True)
class Section:
    """A numbered section of a paper."""

    number: str
    """ "6.0", or "6" where it is printed "6." or "6)"."""
    title: str
    words: str
    """As printed: "6.0 Next Meeting"."""
    page: int
    run: int
    """Which count it belongs to: a paper that begins again at 1 has a second."""
    filled: bool = True
    """Whether anything stands between it and the next section or part."""
    next_page: int = 0
    """Where that next one begins; 0 at the paper's end."""
    at: int = 0
    """Its place among the blocks of the body."""

    @property
    def position(self) -> int:
        """Its number as a number: 6 for "6.0"."""
        return int(self.number.partition(".")[0])


@dataclass(frozen=True)
class Numbered:
    """A paragraph with a number of its own: "2.1"."""

    number: str
    words: str
    page: int
    run: int


@dataclass(frozen=True)
class Listed:
    """An appendix as a report lists it."""

    letter: str
    title: str
    words: str
    page: int


@dataclass(frozen=True)
class Built:
    """How a paper is built."""

    head: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    paragraphs: tuple[Numbered, ...] = ()
    contents: tuple[Entry, ...] = ()
    body: tuple[Block, ...] = ()
    """Its blocks without its contents list."""
    listed: tuple[Listed, ...] = ()
    within: frozenset[str] = frozenset()
    """Letters of appendices that stand in the paper itself, behind its text."""
    parts: dict[str, Block] = field(default_factory=dict)
    """The parts that it has, by "recommendation", "background", "appendices", "author"."""
    empty_parts: tuple[Block, ...] = ()
    """Of its parts with a heading, those that nothing stands under."""


@lru_cache(maxsize=128)
def built(text: Text) -> Built:
    """Read how a paper is built."""
    contents, behind = contents_of(text)
    body = tuple(_numbered(block) for block in behind.blocks)
    sections = tuple(_sections(body))
    listed, within = _appendices(body)
    return Built(
        head=tuple(_head(text)),
        sections=sections,
        paragraphs=tuple(_paragraphs(body)),
        contents=contents,
        body=body,
        listed=listed,
        within=within,
        parts={name: block for block in reversed(body) if (name := _part(block))},
        empty_parts=tuple(_empty_parts(body)),
    )


def heading(paper: Built) -> Block | None:
    """Give the paper's own heading: the last line of its head that could be one."""
    lines = [
        block
        for block in paper.head
        if block.heading and not block.number and len(block.text) > 5 and not _LABEL.match(block.text)
    ]
    return next((block for block in reversed(lines) if not _BODY.search(block.text)), None)


def _head(text: Text) -> Iterator[Block]:
    for block in text.blocks[:_HEAD_LINES]:
        if block.page > 1 or block.number or _OPENS.match(block.text) or len(block.text) >= _LONG:
            return
        yield block


def _part(block: Block) -> str:
    """Name the part that a heading opens."""
    if block.bullet or len(block.text) > 90:
        return ""
    match = _PARTS.match(block.text)
    if match:
        return match.lastgroup or ""
    return "author" if _AUTHOR_ROW.match(block.text) else ""


def _style(block: Block) -> str:
    """Name how a section's number is printed: "6.0", "6." or "6)"."""
    match = _TOP.match(block.mark)
    return (match.lastgroup or "") if match else ""


def _numbered(block: Block) -> Block:
    """Read a heading's number that is printed without a mark: "1 PURPOSE"."""
    match = None if block.mark or block.bullet or len(block.text) > _FEW else _BARE.match(block.text)
    return replace(block, number=match[1], mark=match[1], text=match[2], heading=True) if match else block


def _like_a_title(block: Block) -> bool:
    few = not block.text.endswith(":") or len(block.text.split()) <= 8
    return block.heading and few and bool(_WORDED.match(block.text)) and not _DOES.match(block.text)


def _sections(body: Sequence[Block]) -> Iterator[Section]:
    styles = Counter(_style(block) for block in body if _style(block) and _like_a_title(block))
    for style in ("zero", "stop", "bracket", "bare"):
        if styles[style] < (3 if style == "bare" else 2):
            continue
        marked = [(position, block) for position, block in enumerate(body) if _style(block) == style]
        titled = list(_counted(body, marked, style))
        # Short points of a list stand one behind the other: they are no sections.
        if style == "zero" or sum(section.filled for section in titled) * 2 > len(titled):
            yield from titled
            return


def _counted(body: Sequence[Block], marked: Sequence[tuple[int, Block]], style: str) -> Iterator[Section]:
    """Give the sections in order; a list numbered in the same style between two of them is passed over."""
    run = 0
    last = 0
    point = 0
    for place, (position, block) in enumerate(marked):
        number = int(block.number.partition(".")[0])
        until = marked[place + 1][0] if place + 1 < len(marked) else len(body)
        until = next(
            (each for each in range(position + 1, until) if _part(body[each]) not in ("", _part(block))), until
        )
        points = until < len(body) and _style(body[until]) == style and not _like_a_title(body[until])
        filled = until > position + 1 or ": " in block.text or points
        titled = _like_a_title(block)
        begins = number == 1 and last > 0
        # A figure at the head of a table's row is no section's number.
        if number > last + 2 and style in ("zero", "bare"):
            continue
        next_point = point > 0 and number == point + 1 and (number != last + 1 or not filled)
        if not titled or next_point or (begins and not filled and style != "zero"):
            point = number if number in (1, point + 1) else 0
            continue
        point = 0
        run += begins and last > 1
        last = number
        yield Section(
            block.number, block.text, f"{block.mark} {block.text}", block.page, run,
            filled=filled, next_page=body[until].page if until < len(body) else 0, at=position,
        )  # fmt: skip


def _paragraphs(body: Sequence[Block]) -> Iterator[Numbered]:
    """Give numbered paragraphs; a figure at the head of a table's row or in the middle of a sentence is none."""
    run = 0
    last = (0, 0)
    for before, block in pairwise((Block("", 1), *body)):
        match = _DEEP.match(block.mark)
        if not match or not _WORDED.match(block.text) or _RUNS_ON.search(before.text):
            continue
        place = (int(match["section"]), int(match["paragraph"]))
        if place == (1, 1) and last > (1, 1):
            run += 1
        if last[0] <= place[0] <= last[0] + 3 or place == (1, 1):
            last = place
            yield Numbered(block.number, f"{block.mark} {block.text}", block.page, run)


def _empty_parts(body: Sequence[Block]) -> Iterator[Block]:
    """Give the headings of the parts and of implications that nothing stands under."""
    for block, following in pairwise((*body, Block("", 0))):
        name = _part(block)
        implies = _IMPLIES.match(block.text) or _FILLED.match(block.text)
        if not block.number and block.heading and implies and following.heading:
            if (not following.number and _STANDARD.match(following.text)) or _part(following):
                yield block
            continue
        if name not in ("recommendation", "background", "appendices"):
            continue
        opens = _part(following) or _style(following) == "zero" or _next_section(block, following)
        standard = not block.number and following.heading and _STANDARD.match(following.text)
        if not following.text or ((opens or standard) and _part(following) != name):
            yield block


def _next_section(block: Block, following: Block) -> bool:
    """Whether the number after a numbered part is the next in the same style, with a title."""
    same = _style(block) and _style(block) == _style(following)
    return bool(same and _like_a_title(following) and int(following.number) == int(block.number) + 1)


def _appendices(body: Sequence[Block]) -> tuple[tuple[Listed, ...], frozenset[str]]:
    """Give the appendices that a report lists, and those that stand within it."""
    listed: list[Listed] = []
    known: set[tuple[str, str]] = set()
    within = set()
    listing = False
    for position, (block, following) in enumerate(pairwise((*body, Block("", 0)))):
        name = _part(block)
        if name or (block.heading and _style(block)):
            listing = name == "appendices"
            continue
        match = _LISTED.match(block.text)
        if not match:
            continue
        letter, title = match["letter"].upper(), (match["title"] or "").rstrip(" .;")
        again = (letter, plain(title)) in known
        # An appendix in the paper itself has its text behind it; a line of a list has another line, or the list's end.
        ends_list = not following.text or _part(following) or _LISTED.match(following.text)
        if (again or not listing) and block.heading and not block.bullet and position > len(body) / 4 and not ends_list:
            within.add(letter)
            listing = False
        elif title and (listing or (match["apart"].strip() and len(block.text) < _LONG)):
            listed.append(Listed(letter, title, block.text, block.page))
            known.add((letter, plain(title)))
    return tuple(listed), frozenset(within)
