"""Compose prepared papers into one PDF by copying their bytes and replacing the numbers that their indexes name."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path

from panel.pdf import frame
from panel.pdf.catalogue import label_tree, metadata
from panel.pdf.frame import Copy, Heading, Out, references, text_string
from panel.pdf.geometry import cm, number
from panel.pdf.index import Index, Link, load
from panel.pdf.placement import Placement, place
from panel.pdf.prepared import PreparedFile
from panel.pdf.stampfont import stamp_font
from panel.pdf.stamps import Stamp, drawn, drawn_exempt

__all__ = ["Assembled", "OutlineEntry", "PageRun", "Stamp", "assemble"]

_KIDS = 64
_FONT_OBJECTS = 4


@dataclass(frozen=True)
class PageRun:
    """A prepared paper as it stands in a pack. `stamps` and `labels` have one entry for each of its pages."""

    source: PreparedFile
    stamps: tuple[Stamp | None, ...]
    """None leaves a page without any."""
    labels: tuple[str, ...]
    """What a viewer shows as the page's number: "37", "E4"."""
    destination: str
    """Named destination of the first page, unique in the pack: "4/A1"."""
    part_title: str
    """Title of its Part among the tags, and of its group of layers."""


@dataclass(frozen=True)
class OutlineEntry:
    """A line of the pack's outline."""

    title: str
    run: int | None
    """Index of the run that it leads to; None: a heading that leads nowhere."""
    page: int = 0
    """The page within that run, counted from 0."""
    children: tuple[OutlineEntry, ...] = ()
    own_bookmarks: bool = False
    """Whether that run's own bookmarks hang below, before `children`."""


@dataclass(frozen=True)
class Assembled:
    """What was written."""

    pages: int
    size: int
    sha256: str


def assemble(
    runs: Sequence[PageRun],
    out: Path,
    *,
    title: str,
    outline: Sequence[OutlineEntry],
    language: str = "en-GB",
    a4: bool = False,
) -> Assembled:
    """Write a pack, the same bytes for equal input; with `a4`, each page on portrait A4, for a print room.

    It appears at `out` whole or not at all. Raises ValueError for runs that do not fit their papers, for no pages
    at all, and for a link to a run that is not there.
    """
    folder = out.parent
    handle, temporary = tempfile.mkstemp(prefix=f".{out.name}.", dir=folder)
    try:
        with os.fdopen(handle, "wb", buffering=1 << 20) as file:
            done = _Pack(runs, Out(file), title, outline, language, a4).write()
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o600 if _exempt(runs) else 0o644)
        Path(temporary).replace(out)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _sync_folder(folder)
    return done


def _exempt(runs: Sequence[PageRun]) -> bool:
    return any(stamp is not None and stamp.exempt for run in runs for stamp in run.stamps)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class _Pack:
    """One pack being written."""

    def __init__(
        self,
        runs: Sequence[PageRun],
        out: Out,
        title: str,
        outline: Sequence[OutlineEntry],
        language: str,
        a4: bool,
    ) -> None:
        self._runs = runs
        self._out = out
        self._title = title
        self._outline = outline
        self._language = language
        self._a4 = a4
        self._catalog, self._info, self._metadata, self._save = (out.allot() for _ in range(4))
        self._font = out.allot(_FONT_OBJECTS)
        self._structure, self._document, self._parents = (out.allot() for _ in range(3))
        self._parts = out.allot(len(runs))
        self._copies = self._numbered()
        self._pages = sum(len(copy.placements) for copy in self._copies)
        if not self._pages:
            raise ValueError("a pack needs at least one page")
        self._nodes = out.allot(1 + -(-self._pages // _KIDS))
        self._targets = self._run_destinations()

    def write(self) -> Assembled:
        """Write everything."""
        out = self._out
        out.put(self._save, b"<< /Length 2 >>\nstream\nq\n\nendstream")
        out.put_many(self._font, stamp_font().objects(self._font))
        with ExitStack() as stack:
            sources: dict[Path, mmap | bytes] = {}
            written: set[Path] = set()
            for at, (run, copy) in enumerate(zip(self._runs, self._copies, strict=True)):
                if run.source.pdf not in sources:
                    file = stack.enter_context(run.source.pdf.open("rb"))
                    sources[run.source.pdf] = stack.enter_context(mmap(file.fileno(), 0, access=ACCESS_READ))
                self._write_run(at, run, copy, sources[run.source.pdf], fresh=run.source.pdf not in written)
                written.add(run.source.pdf)
        self._write_page_tree()
        tagged = self._write_structure()
        self._write_catalog(tagged)
        identity = out.hash.hexdigest()[:32].encode()
        out.finish(b"/Root %d 0 R /Info %d 0 R /ID [<%b> <%b>]" % (self._catalog, self._info, identity, identity))
        return Assembled(self._pages, out.at, out.hash.hexdigest())

    def _numbered(self) -> list[Copy]:
        """Give every run its numbers. A paper that stands in the pack twice shares what can be shared."""
        out, read = self._out, dict[Path, Index]()
        shared: dict[Path, int] = {}
        copies = []
        key = first = 0
        for at, run in enumerate(self._runs):
            paper = read.get(run.source.index) or load(run.source.index)
            read[run.source.index] = paper
            if not len(run.stamps) == len(run.labels) == len(paper.leaves):
                raise ValueError(f"{run.destination} has {len(paper.leaves)} pages, but not as many stamps and labels")
            placements = [
                place(leaf.facts, exempt=stamp is not None and stamp.exempt is not None, a4=self._a4)
                for leaf, stamp in zip(paper.leaves, run.stamps, strict=True)
            ]
            if run.source.pdf not in shared:
                shared[run.source.pdf] = out.allot(len(paper.shared.offsets))
            slots = paper.slots
            copy = Copy(
                index=paper,
                placements=placements,
                shared=shared[run.source.pdf],
                own=out.allot(len(paper.own.offsets)),
                pages=out.allot(slots.pages),
                links=out.allot(slots.links),
                key=key,
                tag=at + 1,
                title=run.part_title,
                first=first,
            )
            copy.stamps = out.allot(slots.pages)
            copy.prefixes = {page: out.allot() for page, one in enumerate(placements) if one.moved}
            key += slots.keys
            first += slots.pages
            copies.append(copy)
        return copies

    def _run_destinations(self) -> dict[str, bytes]:
        """Where each run begins, by its destination's name."""
        targets: dict[str, bytes] = {}
        for run, copy in zip(self._runs, self._copies, strict=True):
            if run.destination in targets:
                raise ValueError(f"two runs are called {run.destination}")
            if copy.placements:
                targets[run.destination] = _top_of(copy, 0)
        return targets

    def _write_run(self, at: int, run: PageRun, copy: Copy, source: mmap | bytes, *, fresh: bool) -> None:
        out, paper = self._out, copy.index
        table = copy.table(self._parts + at, self._font)
        if fresh:
            out.copy(source, paper.shared, table, copy.shared)
        out.copy(source, paper.own, table, copy.own)
        pages = []
        for page in range(len(paper.leaves)):
            parent = self._nodes + 1 + (copy.first + page) // _KIDS
            before = [copy.prefixes.get(page, self._save)]
            pages.append(copy.page_text(page, parent, before, [copy.stamps + page]))
        out.put_many(copy.pages, pages)
        links = [
            copy.link_text(page, link, self._target(link))
            for page, leaf in enumerate(paper.leaves)
            for link in leaf.links
        ]
        out.put_many(copy.links, links)
        stamps = [self._stamp(copy, page, stamp) for page, stamp in enumerate(run.stamps)]
        out.put_many(copy.stamps, stamps)
        for page, object_number in copy.prefixes.items():
            out.put(object_number, _mover(paper, page, copy.placements[page]))

    def _target(self, link: Link) -> bytes | None:
        if link.run is None:
            return None
        if link.run not in self._targets:
            raise ValueError(f"a link leads to {link.run}, which is not in the pack")
        return self._targets[link.run]

    def _stamp(self, copy: Copy, page: int, stamp: Stamp | None) -> bytes:
        """The content that ends a page: it takes back what the page set, then draws the stamp."""
        font, placement = stamp_font(), copy.placements[page]
        data = b"Q\n"
        if stamp is not None:
            if stamp.exempt is not None:
                data += drawn_exempt(stamp.exempt, placement.width, placement.height, font)
            data += drawn(stamp, placement.width, (copy.first + page) % 2 == 0, font)
        return _stream(data)

    def _write_page_tree(self) -> None:
        out, root = self._out, self._nodes
        numbers = [copy.pages + page for copy in self._copies for page in range(len(copy.placements))]
        nodes = range(root + 1, root + 1 + -(-len(numbers) // _KIDS))
        out.put(root, b"<< /Type /Pages /Count %d /Kids [%b] >>" % (len(numbers), references(nodes)))
        for at, node in enumerate(nodes):
            kids = numbers[at * _KIDS : (at + 1) * _KIDS]
            out.put(
                node,
                b"<< /Type /Pages /Parent %d 0 R /Count %d /Kids [%b] >>" % (root, len(kids), references(kids)),
            )

    def _write_structure(self) -> bool:
        """Join the papers' tags: one document, a part for each paper; whether there are any."""
        out = self._out
        rows = [copy.parent_rows() for copy in self._copies]
        for at, (run, copy) in enumerate(zip(self._runs, self._copies, strict=True)):
            tops = references(map(copy.number, copy.index.tops))
            spoken = copy.index.language
            language = b" /Lang %b" % text_string(spoken) if spoken and spoken != self._language else b""
            out.put(
                self._parts + at,
                b"<< /Type /StructElem /S /Part /P %d 0 R /T %b%b /K [%b] >>"
                % (self._document, text_string(run.part_title), language, tops),
            )
        parts = references(range(self._parts, self._parts + len(self._runs)))
        out.put(
            self._document,
            b"<< /Type /StructElem /S /Document /P %d 0 R /T %b /Lang %b /K [%b] >>"
            % (self._structure, text_string(self._title), text_string(self._language), parts),
        )
        frame.parent_tree(out, self._parents, rows)
        ids = {
            frame.tag_id(copy.tag, name): b"%d 0 R" % copy.number(element)
            for copy in self._copies
            for name, element in copy.index.ids
        }
        named = frame.name_tree(out, ids)
        out.put(
            self._structure,
            b"<< /Type /StructTreeRoot /K [%d 0 R] /ParentTree %d 0 R /ParentTreeNextKey %d%b >>"
            % (
                self._document,
                self._parents,
                sum(map(len, rows)),
                b" /IDTree %d 0 R" % named if named else b"",
            ),
        )
        return any(copy.index.tops for copy in self._copies)

    def _names(self) -> dict[bytes, bytes]:
        """The runs' destinations and the papers' own names; one that is taken gets its run's name before it."""
        entries = {name.encode("utf-8"): target for name, target in self._targets.items()}
        for run, copy in zip(self._runs, self._copies, strict=True):
            for own, target in copy.index.names:
                name = own.encode("latin-1")
                if name in entries:
                    name = run.destination.encode("utf-8") + b"/" + name
                entries.setdefault(name, copy.place_text(target))
        return entries

    def _headings(self, entries: Sequence[OutlineEntry], depth: int = 0) -> list[Heading]:
        found = []
        for entry in entries:
            children = self._headings(entry.children, depth + 1)
            target = None
            if entry.run is not None:
                copy = self._copies[entry.run]
                target = _top_of(copy, entry.page)
                if entry.own_bookmarks:
                    children = [*frame.own_bookmarks(copy, copy.index.outline), *children]
            found.append(Heading(entry.title, target, children, is_open=bool(entry.children) and depth == 0))
        return found

    def _write_catalog(self, tagged: bool) -> None:
        out = self._out
        lines = frame.outline(out, self._headings(self._outline))
        names = frame.name_tree(out, self._names())
        labels = label_tree([label for run in self._runs for label in run.labels])
        duplex = b" /Duplex /DuplexFlipLongEdge /PrintScaling /None" if self._a4 else b""
        parts = [
            b"<< /Type /Catalog /Pages %d 0 R /Lang %b /Metadata %d 0 R /PageLabels %b"
            % (self._nodes, text_string(self._language), self._metadata, labels),
            b"/ViewerPreferences << /DisplayDocTitle true%b >> /StructTreeRoot %d 0 R" % (duplex, self._structure),
        ]
        if tagged:
            parts.append(b"/MarkInfo << /Marked true >>")
        if lines:
            parts.append(b"/Outlines %d 0 R /PageMode /UseOutlines" % lines)
        if names:
            parts.append(b"/Names << /Dests %d 0 R >>" % names)
        if layers := frame.layers(self._copies):
            parts.append(b"/OCProperties %b" % layers)
        out.put(self._catalog, b" ".join(parts) + b" >>")
        out.put(self._info, b"<< /Title %b >>" % text_string(self._title))
        out.put(self._metadata, metadata(self._title, self._language))


def _top_of(copy: Copy, page: int) -> bytes:
    """The upper left corner of a page's sheet."""
    return b"[%d 0 R /XYZ 0 %b null]" % (copy.pages + page, number(copy.placements[page].height).encode())


def _mover(paper: Index, page: int, placement: Placement) -> bytes:
    """Content that scales a page, and cuts off what its own edge used to cut off."""
    leaf = paper.leaves[page]
    return _stream(
        b"q %b0 0 %b %b re W n\n" % (cm(placement.matrix), number(leaf.width).encode(), number(leaf.height).encode())
    )


def _stream(data: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%b\nendstream" % (len(data), data)
