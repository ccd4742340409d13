"""A published agenda as its page shows it: items with their words, papers with their pages and size.

Pure: made from the contents value of the public edition and from facts about public files.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from panel.agendas.wording import Block
from panel.law.words import slug
from panel.packs.contents import Access, Contents, Paper
from panel.packs.papers import PaperFacts

KILO = 1000
Places = Mapping[tuple[str, str | None], deque[tuple[int, int]]]
"""First and last page of the papers of an item that share an appendix (None: the reports), in agenda order."""


@dataclass(frozen=True)
class PaperLine:
    """A paper under its item. An exempt one has no address, pages or size: only what the law lets the agenda say."""

    name: str
    """"Report", "Appendix B"."""
    appendix: bool
    title: str
    exempt: bool
    description: str | None
    slug: tuple[str, str] | None
    """Item and name in the address of its own PDF; None where it has no file of its own."""
    pack_page: int | None
    pages: str
    file: str
    drawn: bool = False
    """Set from the records, so that it is in the pack and nowhere else."""
    withdrawn: date | None = None
    """The day on which it was withdrawn from publication."""
    released: date | None = None
    """When it was made public after it had been exempt."""


@dataclass
class ItemLine:
    """An agenda item with its sub-items."""

    number: str
    anchor: str
    title: str
    blocks: tuple[Block, ...]
    papers: tuple[PaperLine, ...]
    report: str | None
    children: list[ItemLine] = field(default_factory=list)


def lines(
    contents: Contents,
    facts: Mapping[str, PaperFacts],
    sections: Sequence[Mapping[str, Any]],
    withdrawn: Mapping[str, date] = MappingProxyType({}),
) -> list[ItemLine]:
    """Set out an agenda. `sections` says where each paper stands in the pack that is served, `withdrawn` since when
    one is no longer public, by its key.
    """
    places = _places(sections)
    top: list[ItemLine] = []
    above: list[tuple[int, ItemLine]] = []
    for item in contents.items:
        line = ItemLine(
            item.number,
            f"item-{slug(item.number)}",
            item.title,
            item.blocks,
            tuple(_paper(paper, facts.get(paper.key), places, withdrawn.get(paper.key)) for paper in item.papers),
            item.report,
        )
        while above and above[-1][0] >= item.depth:
            above.pop()
        (above[-1][1].children if above else top).append(line)
        above.append((item.depth, line))
    return top


def address(paper: Paper) -> tuple[str, str]:
    """Name a paper in addresses by its item and itself, so that no address holds the number of a row."""
    return slug(paper.item), slug(paper.name)


def pages_in_words(first: int, last: int) -> str:
    """Write a range of pages: "page 7", "pages 11 to 19"."""
    return f"page {first}" if first == last else f"pages {first} to {last}"


def size_in_words(size: int) -> str:
    """Write a number of bytes: "84 KB", "1.9 MB"."""
    if size < KILO * KILO:
        return f"{max(1, round(size / KILO))} KB"
    return f"{size / KILO / KILO:.1f} MB"


def file_in_words(pages: int, size: int) -> str:
    """Say what a download is: "PDF, 9 pages, 84 KB"."""
    return f"PDF, {pages} {'page' if pages == 1 else 'pages'}, {size_in_words(size)}"


def _places(sections: Iterable[Mapping[str, Any]]) -> Places:
    places: dict[tuple[str, str | None], deque[tuple[int, int]]] = defaultdict(deque)
    for section in sections:
        places[section["item"], section["appendix"]].append((section["first_page"], section["last_page"]))
    return places


def _paper(paper: Paper, facts: PaperFacts | None, places: Places, withdrawn: date | None) -> PaperLine:
    if paper.access is not Access.PUBLIC:
        return PaperLine(
            paper.name, paper.appendix is not None, paper.title, True, paper.description, None, None, "", ""
        )
    # A paper that is neither a file nor drawn is not in the pack and must not take the place of the next one.
    waiting = places.get((paper.item, paper.appendix)) if paper.source or paper.drawn else None
    place = waiting.popleft() if waiting else None
    return PaperLine(
        name=paper.name,
        appendix=paper.appendix is not None,
        title=paper.title,
        exempt=False,
        description=None,
        slug=address(paper) if facts else None,
        pack_page=place[0] if place else None,
        pages=f"{pages_in_words(*place)} of the pack" if place else "",
        file=file_in_words(facts.pages, facts.size) if facts else "",
        drawn=paper.drawn is not None,
        withdrawn=withdrawn,
        released=facts.released_on if facts else None,
    )
