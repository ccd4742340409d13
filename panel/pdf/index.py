"""The index of a prepared paper: where each object and each number that composing must replace stands."""

from __future__ import annotations

import json
from array import array
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from panel.pdf.geometry import Destination
from panel.pdf.prepared import PageFacts

VERSION = 1
WIDTH = 13
"""Bytes that each replaceable number takes, padded: "9999999 0 obj" just fits."""

CODE = "I"
"""Type code of packed whole numbers: 4 bytes each."""

FONT_KEY = "/PnlStamp"
"""Name of the stamps' font among a prepared page's fonts."""


@dataclass(frozen=True)
class Block:
    """Objects that lie together in the canonical file, numbered `first` and up. Offsets count from `start`."""

    start: int
    size: int
    first: int
    offsets: array[int]
    """Where each object begins."""
    split: str
    """How the `struct` module cuts the block into what stays, leaving out each replaceable number."""
    values: array[int]
    """What to put there: an index into the table that `Slots` describes."""


@dataclass(frozen=True)
class Slots:
    """The order of the table of values: objects from 1, pages, links, three singles, tag keys, object headers."""

    objects: int
    pages: int
    links: int
    keys: int

    def page(self, index: int) -> int:
        """The reference to a page."""
        return self.objects + 1 + index

    def link(self, index: int) -> int:
        """The reference to a link annotation."""
        return self.objects + 1 + self.pages + index

    @property
    def root(self) -> int:
        """The reference to what stands above the paper's uppermost tags."""
        return self.objects + 1 + self.pages + self.links

    @property
    def font(self) -> int:
        """The reference to the font of the stamps."""
        return self.root + 1

    @property
    def tag(self) -> int:
        """Digits that make this copy's structure IDs its own."""
        return self.root + 2

    def key(self, index: int) -> int:
        """The integer of a StructParent or StructParents."""
        return self.root + 3 + index

    def header(self, number: int) -> int:
        """The "12 0 obj" at the head of an object."""
        return self.root + 2 + self.keys + number


@dataclass(frozen=True)
class Link:
    """A link on a page, in the page's own points. Exactly one of `uri`, `place` and `run` is set."""

    rect: tuple[float, float, float, float]
    look: str
    """Border and colour, as they are written in the annotation."""
    words: str | None
    uri: str | None
    place: Destination | None
    run: str | None
    """Destination of a run of the pack; our own pages only."""
    key: int | None


@dataclass(frozen=True)
class Leaf:
    """One page: its object numbers within the canonical file."""

    width: float
    height: float
    contents: tuple[int, ...]
    resources: int
    group: int | None
    key: int | None
    links: tuple[Link, ...]
    facts: PageFacts


@dataclass(frozen=True)
class Bookmark:
    """A bookmark of the paper; `place` None: a heading that leads nowhere."""

    title: str
    place: Destination | None
    children: tuple[Bookmark, ...] = ()


@dataclass(frozen=True)
class Index:
    """All that composing needs to know of a prepared paper."""

    leaves: tuple[Leaf, ...]
    shared: Block
    """Fonts, pictures, contents: copied once, however often the paper stands in a pack."""
    own: Block
    """What names its page or its place among the tags: copied each time."""
    keys: tuple[int, ...]
    """For each tag key, the object that the parent tree names."""
    tops: tuple[int, ...]
    """The paper's uppermost tags; empty for an untagged paper."""
    ids: tuple[tuple[str, int], ...]
    """Structure IDs (after the copy's own digits) and their elements."""
    language: str | None
    outline: tuple[Bookmark, ...]
    names: tuple[tuple[str, Destination], ...]
    """Named destinations; a name's bytes are written as Latin-1."""
    layers: tuple[int, ...]
    hidden: tuple[int, ...]
    """Those of the layers that are not shown."""
    told: tuple[str, ...] = ()

    @property
    def slots(self) -> Slots:
        """How this paper's table of values is laid out."""
        objects = len(self.shared.offsets) + len(self.own.offsets)
        return Slots(objects, len(self.leaves), sum(len(leaf.links) for leaf in self.leaves), len(self.keys))

    @property
    def tagged(self) -> bool:
        """Whether the paper brings tags."""
        return bool(self.tops)


def save(index: Index, path: Path) -> None:
    """Write an index as JSON, the same bytes for an equal index."""
    data = {
        "version": VERSION,
        "tagged": index.tagged,
        "pages": [_leaf_out(leaf) for leaf in index.leaves],
        "shared": _block_out(index.shared),
        "own": _block_out(index.own),
        "keys": index.keys,
        "tops": index.tops,
        "ids": index.ids,
        "language": index.language,
        "outline": [_bookmark_out(mark) for mark in index.outline],
        "names": index.names,
        "layers": index.layers,
        "hidden": index.hidden,
        "told": index.told,
    }
    path.write_text(json.dumps(data, separators=(",", ":")), encoding="ascii")


def load(path: Path) -> Index:
    """Read an index; raises ValueError when it was written by another version."""
    data = json.loads(path.read_bytes())
    if data["version"] != VERSION:
        raise ValueError(f"{path} was made by another version; prepare the paper again")
    return Index(
        leaves=tuple(_leaf_in(leaf) for leaf in data["pages"]),
        shared=_block_in(data["shared"]),
        own=_block_in(data["own"]),
        keys=tuple(data["keys"]),
        tops=tuple(data["tops"]),
        ids=tuple((one[0], one[1]) for one in data["ids"]),
        language=data["language"],
        outline=tuple(_bookmark_in(mark) for mark in data["outline"]),
        names=tuple((name, _place_in(place)) for name, place in data["names"]),
        layers=tuple(data["layers"]),
        hidden=tuple(data["hidden"]),
        told=tuple(data["told"]),
    )


def load_facts(path: Path) -> tuple[PageFacts, ...]:
    """Read what is known of each page, without the rest."""
    return tuple(_facts_in(leaf) for leaf in json.loads(path.read_bytes())["pages"])


def split_at(places: Sequence[int], size: int) -> str:
    """Describe a block of `size` bytes with replaceable numbers at `places`."""
    parts, done = [], 0
    for place in places:
        parts.append(f"{place - done}s{WIDTH}x")
        done = place + WIDTH
    return "".join(parts) + f"{size - done}s"


def pieces_of(split: str) -> list[tuple[int, int]]:
    """Where the pieces that stay begin and end."""
    found, at = [], 0
    for length in map(int, split[:-1].split(f"s{WIDTH}x")):
        found.append((at, at + length))
        at += length + WIDTH
    return found


def _pack(values: array[int]) -> str:
    return b64encode(values.tobytes()).decode()


def _unpack(text: str) -> array[int]:
    values = array(CODE)
    values.frombytes(b64decode(text))
    return values


def _block_out(block: Block) -> list[Any]:
    return [block.start, block.size, block.first, _pack(block.offsets), block.split, _pack(block.values)]


def _block_in(data: list[Any]) -> Block:
    return Block(data[0], data[1], data[2], _unpack(data[3]), data[4], _unpack(data[5]))


def _leaf_out(leaf: Leaf) -> list[Any]:
    facts = [leaf.facts.ink, leaf.facts.colour]
    links = [[k.rect, k.look, k.words, k.uri, k.place, k.run, k.key] for k in leaf.links]
    return [leaf.width, leaf.height, facts, leaf.contents, leaf.resources, leaf.group, leaf.key, links]


def _leaf_in(data: list[Any]) -> Leaf:
    links = tuple(
        Link(tuple(rect), look, words, uri, _place_in(place) if place else None, run, key)
        for rect, look, words, uri, place, run, key in data[7]
    )
    return Leaf(data[0], data[1], tuple(data[3]), data[4], data[5], data[6], links, _facts_in(data))


def _facts_in(data: list[Any]) -> PageFacts:
    ink, colour = data[2]
    return PageFacts(data[0], data[1], tuple(ink) if ink else None, colour)


def _place_in(data: list[Any]) -> Destination:
    return data[0], data[1], tuple(data[2])


def _bookmark_out(mark: Bookmark) -> list[Any]:
    return [mark.title, mark.place, [_bookmark_out(child) for child in mark.children]]


def _bookmark_in(data: list[Any]) -> Bookmark:
    return Bookmark(data[0], _place_in(data[1]) if data[1] else None, tuple(_bookmark_in(c) for c in data[2]))
