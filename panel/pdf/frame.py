"""Write a PDF file object by object: what the canonical file and the pack have in common. Knows no PDF library."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from mmap import mmap
from struct import Struct
from typing import BinaryIO

from panel.pdf.geometry import Destination, destination_text, move_box, move_destination, number
from panel.pdf.index import WIDTH, Block, Bookmark, Index, Link, pieces_of
from panel.pdf.placement import Placement

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
# Pieces are joined up to this many bytes before they are written: memory stays small, and calls few.
_BATCH = 4 * 1024 * 1024
_NAMES_IN_A_NODE = 200
# What fits into the places that prepared papers leave for a number.
_MOST_OBJECTS = 10 ** (WIDTH - 6)
TAG_PREFIX = b"pnl-"
"""What structure IDs begin with, before the digits of their copy."""


class Out:
    """A PDF being written: its bytes' hash, and where each object begins."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.at = 0
        self.hash = hashlib.sha256()
        self._offsets = array("q", (0,))
        self.write(HEADER)

    def allot(self, count: int = 1) -> int:
        """Take so many numbers in a row; the first of them."""
        first = len(self._offsets)
        if first + count > _MOST_OBJECTS:
            raise ValueError(f"a pack of more than {_MOST_OBJECTS:,} objects cannot be written")
        self._offsets.extend([0] * count)
        return first

    def write(self, data: bytes) -> None:
        """Write bytes as they are."""
        self._file.write(data)
        self.hash.update(data)
        self.at += len(data)

    def put(self, number: int, text: bytes) -> int:
        """Write one object under a number that was allotted; the number."""
        self._offsets[number] = self.at
        self.write(b"%d 0 obj\n%b\nendobj\n" % (number, text))
        return number

    def put_many(self, first: int, texts: Sequence[bytes]) -> None:
        """Write objects under numbers in a row."""
        written = [b"%d 0 obj\n%b\nendobj\n" % (number, text) for number, text in enumerate(texts, first)]
        at = self.at
        for place, one in enumerate(written, first):
            self._offsets[place] = at
            at += len(one)
        self.write(b"".join(written))

    def add(self, text: bytes) -> int:
        """Write one object under the next free number; the number."""
        return self.put(self.allot(), text)

    def copy(self, source: mmap | bytes, block: Block, table: list[bytes], first: int) -> None:
        """Copy a block of a prepared paper, putting the table's values into its places; numbers from `first`."""
        if not block.size:
            return
        base = self.at
        self._offsets[first : first + len(block.offsets)] = array("q", [base + one for one in block.offsets])
        pieces: list[bytes | memoryview] = [b""] * (2 * len(block.values) + 1)
        pieces[1::2] = map(table.__getitem__, block.values)
        if block.size <= _BATCH:
            pieces[::2] = Struct(block.split).unpack_from(source, block.start)
            self.write(b"".join(pieces))
            return
        with memoryview(source) as whole, whole[block.start : block.start + block.size] as data:
            views = [data[begin:end] for begin, end in pieces_of(block.split)]
            pieces[::2] = views
            for batch in _batches(pieces):
                self.write(b"".join(batch))
            for view in views:
                view.release()

    def resume(self, blocks: Iterable[Block]) -> None:
        """Take note of objects that were written straight to the file, numbered from 1."""
        for block in blocks:
            for place, offset in enumerate(block.offsets, block.first):
                self._offsets[place] = block.start + offset
            self.at = block.start + block.size

    def finish(self, trailer: bytes) -> None:
        """Write the table of objects and the trailer; `trailer` holds its entries but Size."""
        start = self.at
        rows = b"".join(map(b"%010d 00000 n \n".__mod__, self._offsets[1:]))
        count = len(self._offsets)
        self.write(b"xref\n0 %d\n0000000000 65535 f \n" % count + rows)
        self.write(b"trailer\n<< /Size %d %b >>\nstartxref\n%d\n%%%%EOF\n" % (count, trailer, start))


def _batches(pieces: Iterable[bytes | memoryview]) -> Iterator[list[bytes | memoryview]]:
    batch: list[bytes | memoryview] = []
    size = 0
    for piece in pieces:
        batch.append(piece)
        size += len(piece)
        if size > _BATCH:
            yield batch
            batch, size = [], 0
    yield batch


@dataclass
class Copy:
    """One copy of a prepared paper in a file that is being written: which numbers it was given."""

    index: Index
    placements: Sequence[Placement]
    shared: int
    """Number of its first shared object."""
    own: int
    pages: int
    links: int
    key: int
    """The first of its tag keys."""
    tag: int
    """The digits before its structure IDs."""
    title: str = ""
    first: int = 0
    """Its first page, counted from 0."""
    stamps: int = 0
    prefixes: dict[int, int] = field(default_factory=dict)
    """For each page that was moved, the object that moves it."""

    @cached_property
    def _links_before(self) -> list[int]:
        """How many links stand on the pages before each page."""
        return list(accumulate((len(leaf.links) for leaf in self.index.leaves), initial=0))

    def number(self, number: int) -> int:
        """The number in this file of an object of the canonical file."""
        count = len(self.index.shared.offsets)
        return self.shared + number - 1 if number <= count else self.own + number - 1 - count

    def table(self, root: int, font: int | None) -> list[bytes]:
        """The values for the places in this copy, in the order that `Slots` describes."""
        index = self.index
        shared, own = len(index.shared.offsets), len(index.own.offsets)
        slots = index.slots
        objects = [*range(self.shared, self.shared + shared), *range(self.own, self.own + own)]
        targets = [
            *objects,
            *range(self.pages, self.pages + slots.pages),
            *range(self.links, self.links + slots.links),
            root,
        ]
        keys = range(self.key, self.key + slots.keys)
        return [
            b"",
            *[(b"%d 0 R" % one).ljust(WIDTH) for one in targets],
            (b"%d 0 R" % font if font else b"null").ljust(WIDTH),
            b"%0*d" % (WIDTH, self.tag),
            *[(b"%d" % one).ljust(WIDTH) for one in keys],
            *[(b"%d 0 obj" % one).ljust(WIDTH) for one in objects],
        ]

    def place_text(self, place: Destination) -> bytes:
        """A destination in this copy, where its page now stands."""
        page = place[0]
        moved = move_destination(place, self.placements[page].matrix)
        return destination_text(moved, b"%d 0 R" % (self.pages + page))

    def link_text(self, page: int, link: Link, target: bytes | None) -> bytes:
        """A link annotation; `target` is the destination of one that leads elsewhere in the pack."""
        box = " ".join(number(side) for side in move_box(self.placements[page].matrix, link.rect))
        parts = [
            b"<< /Type /Annot /Subtype /Link /F 4 /Rect [%b] %b /P %d 0 R"
            % (box.encode(), link.look.encode(), self.pages + page)
        ]
        if link.uri is not None:
            parts.append(b"/A << /S /URI /URI %b >>" % literal(link.uri.encode("ascii")))
        elif link.place is not None:
            parts.append(b"/Dest %b" % self.place_text(link.place))
        elif target is not None:
            parts.append(b"/Dest %b" % target)
        if link.words:
            parts.append(b"/Contents %b" % text_string(link.words))
        if link.key is not None:
            parts.append(b"/StructParent %d" % (self.key + link.key))
        return b" ".join(parts) + b" >>"

    def page_text(self, page: int, parent: int, before: Sequence[int], after: Sequence[int]) -> bytes:
        """A page's dictionary; `before` and `after` are contents around its own."""
        leaf, placement = self.index.leaves[page], self.placements[page]
        contents = [*before, *map(self.number, leaf.contents), *after]
        parts = [
            b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 %b %b] /Resources %d 0 R /Contents [%b]"
            % (
                parent,
                number(placement.width).encode(),
                number(placement.height).encode(),
                self.number(leaf.resources),
                references(contents),
            )
        ]
        if leaf.group is not None:
            parts.append(b"/Group %d 0 R" % self.number(leaf.group))
        if leaf.key is not None:
            parts.append(b"/StructParents %d" % (self.key + leaf.key))
        if leaf.links:
            first = self.links + self._links_before[page]
            parts.append(b"/Annots [%b]" % references(range(first, first + len(leaf.links))))
        if self.index.tops:
            parts.append(b"/Tabs /S")
        return b" ".join(parts) + b" >>"

    def parent_rows(self) -> list[tuple[int, int]]:
        """For the parent tree: each key, and the object that it names."""
        return [(self.key + at, self.number(one)) for at, one in enumerate(self.index.keys)]


def tag_id(tag: int, name: str) -> bytes:
    """A structure ID as it stands in a copy: the copy's digits before the paper's own name."""
    return TAG_PREFIX + b"%0*d." % (WIDTH, tag) + name.encode("ascii")


def references(numbers: Iterable[int]) -> bytes:
    """Write references in a row."""
    return b" ".join(b"%d 0 R" % one for one in numbers)


def literal(data: bytes) -> bytes:
    """Write a string in brackets; anything beyond printable ASCII goes as hex."""
    if data.isascii() and data.decode("ascii").isprintable():
        return b"(%b)" % data.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"<%b>" % data.hex().encode()


def text_string(words: str) -> bytes:
    """Write words for a reader: plain where they are ASCII, else UTF-16."""
    if words.isascii() and words.isprintable():
        return literal(words.encode("ascii"))
    return b"<feff%b>" % words.encode("utf-16-be", "replace").hex().encode()


def parent_tree(out: Out, number: int, rows: Sequence[Sequence[tuple[int, int]]]) -> None:
    """Write the parent tree, a node for each paper."""
    kids = []
    for paper in rows:
        if paper:
            nums = b" ".join(b"%d %d 0 R" % row for row in paper)
            kids.append(out.add(b"<< /Limits [%d %d] /Nums [%b] >>" % (paper[0][0], paper[-1][0], nums)))
    out.put(number, b"<< /Kids [%b] >>" % references(kids) if kids else b"<< /Nums [] >>")


def name_tree(out: Out, entries: dict[bytes, bytes]) -> int | None:
    """Write a name tree of names and the text of their values; None when there are none."""
    names = sorted(entries)
    if not names:
        return None
    kids = []
    for start in range(0, len(names), _NAMES_IN_A_NODE):
        part = names[start : start + _NAMES_IN_A_NODE]
        listed = b" ".join(b"%b %b" % (literal(name), entries[name]) for name in part)
        limits = b"%b %b" % (literal(part[0]), literal(part[-1]))
        kids.append(out.add(b"<< /Limits [%b] /Names [%b] >>" % (limits, listed)))
    return out.add(b"<< /Kids [%b] >>" % references(kids))


@dataclass
class Heading:
    """A line of the outline as it will be written."""

    title: str
    target: bytes | None
    children: list[Heading] = field(default_factory=list)
    is_open: bool = False


def own_bookmarks(copy: Copy, marks: Sequence[Bookmark]) -> list[Heading]:
    """A paper's own bookmarks, leading into its copy."""
    return [
        Heading(
            mark.title,
            copy.place_text(mark.place) if mark.place is not None else None,
            own_bookmarks(copy, mark.children),
        )
        for mark in marks
    ]


def outline(out: Out, headings: Sequence[Heading]) -> int | None:
    """Write the outline; None when it has no lines."""
    if not headings:
        return None
    root = out.allot()
    first, last, count = _lines(out, headings, root)
    return out.put(root, b"<< /Type /Outlines /First %d 0 R /Last %d 0 R /Count %d >>" % (first, last, count))


def _lines(out: Out, headings: Sequence[Heading], parent: int) -> tuple[int, int, int]:
    """Write lines under a parent: the first and last of them, and how many stand open."""
    begin = out.allot(len(headings))
    shown = 0
    for at, heading in enumerate(headings):
        number = begin + at
        parts = [b"<< /Title %b /Parent %d 0 R" % (text_string(heading.title), parent)]
        if at:
            parts.append(b"/Prev %d 0 R" % (number - 1))
        if at + 1 < len(headings):
            parts.append(b"/Next %d 0 R" % (number + 1))
        if heading.target is not None:
            parts.append(b"/Dest %b" % heading.target)
        shown += 1
        if heading.children:
            first, last, count = _lines(out, heading.children, number)
            parts.append(b"/First %d 0 R /Last %d 0 R /Count %d" % (first, last, count if heading.is_open else -count))
            shown += count if heading.is_open else 0
        out.put(number, b" ".join(parts) + b" >>")
    return begin, begin + len(headings) - 1, shown


def layers(copies: Sequence[Copy]) -> bytes | None:
    """The layers of all papers, those hidden in their papers hidden here; None when there are none."""
    every: dict[int, None] = {}
    hidden: dict[int, None] = {}
    order = []
    for copy in copies:
        groups = [copy.number(one) for one in copy.index.layers]
        fresh = [one for one in groups if one not in every]
        every |= dict.fromkeys(groups)
        hidden |= dict.fromkeys(copy.number(one) for one in copy.index.hidden)
        if fresh:
            order.append(b"[%b %b]" % (text_string(copy.title), references(fresh)))
    if not every:
        return None
    return b"<< /OCGs [%b] /D << /Order [%b] /OFF [%b] >> >>" % (
        references(every),
        b" ".join(order),
        references(hidden),
    )
