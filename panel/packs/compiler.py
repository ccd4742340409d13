"""Compose an edition from a contents value and prepared papers: drawn pages, layout, stamps, one file.

Needs neither Flask nor a database. The public edition is composed from `Contents` alone; the restricted one is the
same pages followed by a divider and the exempt papers.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from panel.packs.contents import (
    DATES,
    Access,
    Contents,
    Edition,
    ExemptPart,
    Item,
    Paper,
    RecommendationsLog,
    WorkProgramme,
)
from panel.packs.divider import draw_blank, draw_divider
from panel.packs.drawn import draw_recommendations_log, draw_work_programme
from panel.packs.front_sheet import draw_front_sheet
from panel.packs.layout import DIVIDER, FRONT, Piece, Place, lay_out, total
from panel.pdf.assemble import OutlineEntry, PageRun, Stamp, assemble
from panel.pdf.canonical import prepare_own
from panel.pdf.geometry import A4
from panel.pdf.prepared import PreparedFile, page_facts

COMPOSER = 1
"""Raised when the look of a pack changes, so that a kept edition is seen to be another one."""

Progress = Callable[[int, int], None]
"""Told after each step: (done, of)."""


@dataclass(frozen=True)
class Section:
    """A paper as an edition prints it; pages count from the file's first page, 1."""

    item: str
    title: str
    appendix: str | None
    access: Access
    first_page: int
    last_page: int


@dataclass(frozen=True)
class Compiled:
    """A finished file. `size` in bytes."""

    edition: Edition
    file: Path
    pages: int
    size: int
    sha256: str
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Printed:
    """Files for the print room, and the pages in colour of each, counted from its first sheet side."""

    files: tuple[Path, ...]
    colour_pages: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class _Part:
    """A series of pages ready for the assembler, with its outline and its papers."""

    runs: tuple[PageRun, ...]
    outline: tuple[OutlineEntry, ...]
    sections: tuple[Section, ...]
    pages: int


def compile_edition(
    contents: Contents,
    out: Path,
    *,
    exempt: ExemptPart | None = None,
    progress: Progress = lambda done, of: None,
) -> Compiled:
    """Compose one edition into `out`: the public one, or with `exempt` the restricted one."""
    edition = Edition.PUBLIC if exempt is None else Edition.RESTRICTED
    with TemporaryDirectory(prefix="pack-") as scratch:
        workshop = _Workshop(Path(scratch))
        public = _public_part(contents, workshop)
        progress(1, 3)
        parts = [public]
        if exempt is not None and exempt.papers:
            parts.append(_exempt_part(contents, exempt, workshop, after=public))
        progress(2, 3)
        title = contents.title if edition is Edition.PUBLIC else f"{contents.title} (restricted edition)"
        made = assemble(
            [run for part in parts for run in part.runs],
            out,
            title=title,
            outline=[entry for part in parts for entry in part.outline],
        )
        progress(3, 3)
    sections = tuple(section for part in parts for section in part.sections)
    return Compiled(edition, out, made.pages, made.size, made.sha256, sections)


def compile_for_print(contents: Contents, out: Path, stem: str, exempt: ExemptPart | None = None) -> Printed:
    """Compose A4 duplex files for the print room: the public series, and the exempt part as a file of its own."""
    files: list[Path] = []
    colours: list[tuple[int, ...]] = []
    with TemporaryDirectory(prefix="pack-") as scratch:
        workshop = _Workshop(Path(scratch))
        public = _public_part(contents, workshop)
        series = [(f"{stem}-print-public.pdf", contents.title, public, 0)]
        if exempt is not None and exempt.papers:
            part = _exempt_part(contents, exempt, workshop, after=public)
            series.append((f"{stem}-print-exempt.pdf", f"{contents.title} (exempt part)", part, len(public.runs)))
        for name, title, part, shift in series:
            outline = [_shifted(entry, -shift) for entry in part.outline]
            made = assemble(part.runs, out / name, title=title, outline=outline, a4=True)
            files.append(out / name)
            colours.append(_colour_pages(out / name, made.pages))
    return Printed(tuple(files), tuple(colours))


def publication_digest(contents: Contents) -> str:
    """Give the sha256 of what makes a published pack another one: the meeting, its items, their papers.

    What is drawn from records that go on changing (the dates of later meetings, the work programme, the log, who
    sits on the body) is left out: a pack that members hold keeps its pages when a later meeting is moved.
    """
    items = [
        {
            "item": [item.number, item.title, item.kind, item.report],
            "blocks": [] if item.kind == DATES else [asdict(block) for block in item.blocks],
            "papers": [_identity(paper) for paper in item.papers],
        }
        for item in contents.items
    ]
    meeting = [contents.body, str(contents.date), str(contents.start), contents.venue, contents.notices]
    value = {"composer": COMPOSER, "meeting": meeting, "items": items}
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


def _identity(paper: Paper) -> list[str | None]:
    file = paper.source.pdf.name if paper.source else None
    return [paper.key, paper.title, paper.access.value, paper.description, type(paper.drawn).__name__, file]


class _Workshop:
    """Where an edition's own pages are drawn and made ready."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.count = 0
        self.blank = self.own(draw_blank())

    def own(self, pdf: bytes) -> PreparedFile:
        self.count += 1
        return prepare_own(pdf, self.folder, f"own-{self.count}")


def _public_part(contents: Contents, workshop: _Workshop) -> _Part:
    papers = {
        paper.key: (paper, paper.source or workshop.own(_drawn(contents, paper)))
        for paper in contents.papers()
        if paper.access is Access.PUBLIC
    }
    pages = {key: len(page_facts(source)) for key, (_paper, source) in papers.items()}
    holds_exempt = any(paper.access is Access.EXEMPT for paper in contents.papers())
    sheet, places = _front_sheet(contents, pages, workshop, pad_end=holds_exempt)
    name = contents.supplement.name if contents.supplement else "Agenda"
    agenda = _Entry(sheet, name, name, None)
    entries = [
        agenda,
        *(_Entry(source, _stamp(paper), paper.title, None) for paper, source in papers.values()),
    ]
    before = contents.supplement.pages_before if contents.supplement else 0
    runs = _runs(places, entries, workshop.blank, series="", before=before)
    numbers = {place.key: position for position, place in _run_positions(places)}
    outline = [OutlineEntry(name, 0)]
    outline += _item_outline(contents.items, numbers)
    sections = tuple(_section(paper, place, 0) for place in places[1:] for paper in [papers[place.key][0]])
    return _Part(tuple(runs), tuple(outline), sections, total(places))


def _front_sheet(
    contents: Contents, pages: Mapping[str, int], workshop: _Workshop, *, pad_end: bool
) -> tuple[PreparedFile, tuple[Place, ...]]:
    """Draw the front sheet until its length, on which the page numbers that it prints depend, stands."""
    references: dict[str, tuple[str, str]] = {}
    places: tuple[Place, ...] = ()
    before = contents.supplement.pages_before if contents.supplement else 0
    length = 0
    for _ in range(6):
        sheet = workshop.own(draw_front_sheet(contents, references))
        drawn = len(page_facts(sheet))
        if drawn == length:
            return sheet, places
        length = drawn
        pieces = [Piece(FRONT, length), *(Piece(key, count) for key, count in pages.items())]
        places = lay_out(pieces, pad_end=pad_end)
        references = {place.key: (str(before + place.first), str(before + place.last)) for place in places[1:]}
    raise RuntimeError("the front sheet finds no length that agrees with its own page numbers")


def _exempt_part(contents: Contents, exempt: ExemptPart, workshop: _Workshop, *, after: _Part) -> _Part:
    # The divider's length does not depend on the page numbers that it prints.
    length = len(page_facts(workshop.own(draw_divider(contents, exempt, {}))))
    pieces = [Piece(DIVIDER, length)]
    pieces += [Piece(held.paper.key, len(page_facts(held.source))) for held in exempt.papers]
    places = lay_out(pieces, pad_end=False)
    before = contents.supplement.exempt_pages_before if contents.supplement else 0
    references = {place.key: (f"E{before + place.first}", f"E{before + place.last}") for place in places[1:]}
    divider = workshop.own(draw_divider(contents, exempt, references))
    entries = [_Entry(divider, "Exempt papers", "Exempt papers", "Not for publication")]
    entries += [
        _Entry(held.source, _stamp(held.paper), held.paper.title, marking(held.paper)) for held in exempt.papers
    ]
    runs = _runs(places, entries, workshop.blank, series="E", before=before)
    shift = len(after.runs)
    numbers = {place.key: shift + position for position, place in _run_positions(places)}
    children = tuple(
        OutlineEntry(f"Item {held.paper.item}, {_paper_title(held.paper)}", numbers[held.paper.key], own_bookmarks=True)
        for held in exempt.papers
    )
    outline = (OutlineEntry("Not for publication", shift, children=children),)
    sections = tuple(
        _section(held.paper, place, after.pages) for held, place in zip(exempt.papers, places[1:], strict=True)
    )
    return _Part(tuple(runs), outline, sections, total(places))


def marking(paper: Paper) -> str:
    """Give the words that every copy of an exempt paper carries (LGA 1972, s.100B(5))."""
    if paper.description is None:
        return "Not for publication: exempt information; no description in Schedule 12A is stated"
    return f"Not for publication: {paper.description}"


@dataclass(frozen=True)
class _Entry:
    source: PreparedFile
    stamp: str
    title: str
    marking: str | None


def _runs(
    places: Sequence[Place],
    entries: Sequence[_Entry],
    blank: PreparedFile,
    *,
    series: str,
    before: int,
) -> list[PageRun]:
    """Number the pages of a series; `before` of it were published earlier."""
    runs = []
    for place, entry in zip(places, entries, strict=True):
        labels = [f"{series}{before + number}" for number in range(place.first, place.last + 1)]
        runs.append(_run(entry.source, labels, entry, place.key))
        if place.blank_after:
            label = f"{series}{before + place.last + 1}"
            runs.append(_run(blank, [label], replace(entry, title=f"Blank page {label}"), f"blank {label}"))
    return runs


def _run(source: PreparedFile, labels: Sequence[str], entry: _Entry, destination: str) -> PageRun:
    stamps = tuple(Stamp(f"Page {label}", entry.stamp, entry.marking) for label in labels)
    return PageRun(source, stamps, tuple(labels), destination, entry.title)


def _run_positions(places: Sequence[Place]) -> list[tuple[int, Place]]:
    """Pair each place with the position of its run, blanks counted."""
    positions, position = [], 0
    for place in places:
        positions.append((position, place))
        position += 1 + place.blank_after
    return positions


def _item_outline(items: Sequence[Item], numbers: Mapping[str, int], depth: int = 0) -> list[OutlineEntry]:
    """Hang papers and sub-items below their items. An item leads to its first paper, else to the agenda."""
    entries = []
    for position, item in enumerate(items):
        if item.depth != depth:
            continue
        after = items[position + 1 :]
        end = next((at for at, each in enumerate(after) if each.depth <= depth), len(after))
        papers = tuple(
            OutlineEntry(_paper_title(paper), numbers[paper.key], own_bookmarks=True)
            for paper in item.papers
            if paper.key in numbers
        )
        below = _item_outline(after[:end], numbers, depth + 1)
        first = papers[0].run if papers else 0
        entries.append(OutlineEntry(f"{item.number}. {item.title}", first, children=(*papers, *below)))
    return entries


def _shifted(entry: OutlineEntry, by: int) -> OutlineEntry:
    return OutlineEntry(
        entry.title,
        None if entry.run is None else entry.run + by,
        entry.page,
        tuple(_shifted(child, by) for child in entry.children),
        entry.own_bookmarks,
    )


def _section(paper: Paper, place: Place, before: int) -> Section:
    return Section(paper.item, paper.title, paper.appendix, paper.access, before + place.first, before + place.last)


def _drawn(contents: Contents, paper: Paper) -> bytes:
    body, title, appendix = contents.body, paper.title, paper.appendix
    if isinstance(paper.drawn, WorkProgramme):
        return draw_work_programme(paper.drawn, body=body, heading_title=title, appendix=appendix)
    if isinstance(paper.drawn, RecommendationsLog):
        return draw_recommendations_log(paper.drawn, body=body, heading_title=title, appendix=appendix)
    raise ValueError(f"{paper.key} has neither a file nor anything to draw")


def _stamp(paper: Paper) -> str:
    return f"Item {paper.item} · {paper.name}" if paper.appendix else f"Item {paper.item}"


def _paper_title(paper: Paper) -> str:
    return f"{paper.name}: {paper.title}"


def _colour_pages(file: Path, pages: int) -> tuple[int, ...]:
    """Find the pages that need a colour printer, marks and bands of our own among them."""
    from panel.pdf.ink import measure  # draws with PDFium, which only the print room needs

    return tuple(number for number, facts in enumerate(measure(file, [A4] * pages), start=1) if facts.colour)
