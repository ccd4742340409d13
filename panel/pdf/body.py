"""Write the objects that a paper's pages need, noting where each number stands that composing will replace."""

from __future__ import annotations

import re
import zlib
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

import pikepdf

from panel.pdf.frame import TAG_PREFIX
from panel.pdf.index import CODE, WIDTH, Block, Slots, split_at

Key = tuple[int, int]
Mark = tuple[str, int]
"""What a special object stands for: ("page", 3), ("link", 0), ("root", 0), ("font", 0), ("key", 7)."""

_TOKEN = re.compile(rb"\((?:[^()\\]++|\\.)*+\)|(?<![^\s\[<>])(\d+) (\d+) R(?![^\s\]<>/(])", re.DOTALL)
_TAGGED = re.compile(rb"\(" + TAG_PREFIX + rb"0{%d}\." % WIDTH)
# What a page does not need, by the words it goes by: other programs' data, attachments, actions, external files.
_ALWAYS = frozenset(("/Metadata", "/PieceInfo", "/EF", "/OpenAction"))
_OF_TYPED = _ALWAYS | frozenset(
    ("/AF", "/AA", "/JS", "/OPI", "/Thumb", "/Parent", "/Ref", "/LastModified", "/Alternates")
)
_EXTERNAL = frozenset(("/F", "/FFilter", "/FDecodeParms"))
_KEYS = ("/StructParent", "/StructParents")
_SUSPECT = re.compile(
    rb"/(?:Metadata|PieceInfo|EF|OpenAction|AF|AA|JS|OPI|Thumb|Parent|Ref|LastModified|Alternates|StructParents?)\b"
)
_NEVER = frozenset(
    ("/Page", "/Pages", "/Catalog", "/Action", "/Filespec", "/F", "/EmbeddedFile", "/ObjStm", "/XRef", "/Sig")
)
_WORTH_COMPRESSING = 64
_DEEPEST = 40


@dataclass
class _Piece:
    """One object: its text with gaps, what fills them, and its stream."""

    key: Key
    text: bytes
    gaps: list[tuple[int, int, Key | Mark]] = field(default_factory=list)
    """(begin, end, what stands there)."""
    stream: pikepdf.Object | None = None
    compress: bool = False

    def needs(self) -> list[Key]:
        """The objects that it refers to."""
        return [(number, generation) for _, _, (number, generation) in self.gaps if isinstance(number, int)]


class Body:
    """The objects of one paper, gathered from its pages downwards."""

    def __init__(self, pdf: pikepdf.Pdf, marks: dict[Key, Mark]) -> None:
        self._pdf = pdf
        self._marks = marks
        self._pieces: dict[Key, _Piece] = {}
        self._numbers: dict[Key, int] = {}
        self._own: frozenset[Key] = frozenset()

    def gather(self, objects: Iterable[pikepdf.Object]) -> None:
        """Take these objects and everything that they refer to, in a fixed order."""
        waiting = [one.objgen for one in objects]
        waiting.reverse()
        while waiting:
            key = waiting.pop()
            if key in self._pieces or key in self._marks:
                continue
            piece = self._read(key)
            self._pieces[key] = piece
            waiting.extend(reversed(piece.needs()))

    def number(self) -> None:
        """Number what was gathered: first what can be shared, then what belongs to one copy of the paper."""
        users: dict[Key, list[Key]] = {}
        own: list[Key] = []
        for key, piece in self._pieces.items():
            for needed in piece.needs():
                users.setdefault(needed, []).append(key)
            if any(isinstance(what, str) and what != "font" for _, _, (what, _) in piece.gaps):
                own.append(key)
        reached: set[Key] = set()
        while own:
            key = own.pop()
            if key not in reached:
                reached.add(key)
                own.extend(users.get(key, ()))
        self._own = frozenset(reached)
        order = [key for key in self._pieces if key not in reached] + [key for key in self._pieces if key in reached]
        self._numbers = {key: number for number, key in enumerate(order, 1)}

    def __contains__(self, obj: pikepdf.Object) -> bool:
        return obj.objgen in self._pieces

    def __len__(self) -> int:
        return len(self._pieces)

    def number_of(self, obj: pikepdf.Object) -> int:
        """The number that an object has in the canonical file."""
        return self._numbers[obj.objgen]

    def write(self, out: BinaryIO, slots: Slots, table: list[bytes]) -> tuple[Block, Block]:
        """Write the objects in the order of their numbers: the shared block, then the copy's own."""
        shared = [key for key in self._numbers if key not in self._own]
        own = [key for key in self._numbers if key in self._own]
        return self._block(out, slots, table, shared, 1), self._block(out, slots, table, own, len(shared) + 1)

    def _block(self, out: BinaryIO, slots: Slots, table: list[bytes], keys: list[Key], first: int) -> Block:
        start = out.tell()
        offsets, values, places = array(CODE), array(CODE), list[int]()
        for key in keys:
            piece = self._pieces[key]
            at = out.tell() - start
            offsets.append(at)
            places.append(at)
            header = slots.header(self._numbers[key])
            values.append(header)
            written = [table[header], b"\n"]
            at += WIDTH + 1
            done = 0
            text, data = piece.text, b""
            if piece.stream is not None:
                data = _data(piece)
                text = text[:-2] + b"/Length %d >>\nstream\n" % len(data)
            for begin, end, what in piece.gaps:
                value = self._value(slots, what)
                written += (text[done:begin], table[value])
                at += begin - done
                places.append(at)
                values.append(value)
                at += WIDTH
                done = end
            written += (
                text[done:],
                data,
                b"\nendstream\nendobj\n" if piece.stream is not None else b"\nendobj\n",
            )
            out.writelines(written)
        size = out.tell() - start
        return Block(start, size, first, offsets, split_at(places, size), values)

    def _value(self, slots: Slots, what: Key | Mark) -> int:
        kind, number = what
        if isinstance(kind, int):
            return self._numbers[kind, number]
        if kind == "page":
            return slots.page(number)
        if kind == "link":
            return slots.link(number)
        if kind == "key":
            return slots.key(number)
        return {"root": slots.root, "font": slots.font, "tag": slots.tag}[kind]

    def _read(self, key: Key) -> _Piece:
        obj = self._pdf.get_object(key)
        if isinstance(obj, pikepdf.Stream):
            return self._read_stream(key, obj)
        if isinstance(obj, pikepdf.Dictionary) and str(obj.get("/Type", "")) in _NEVER:
            return _Piece(key, b"null")
        return self._piece(key, obj)

    def _read_stream(self, key: Key, obj: pikepdf.Object) -> _Piece:
        if str(obj.get("/Type", "")) in _NEVER:
            return _Piece(key, b"null")
        entries = pikepdf.Dictionary(
            {name: value for name, value in obj.items() if name != "/Length" and name not in _EXTERNAL}
        )
        compress = "/Filter" not in entries
        if compress:
            if "/DecodeParms" in entries:
                del entries["/DecodeParms"]
            compress = len(obj.read_raw_bytes()) > _WORTH_COMPRESSING
            if compress:
                entries["/Filter"] = pikepdf.Name.FlateDecode
        piece = self._piece(key, entries)
        piece.stream = obj
        piece.compress = compress
        return piece

    def _piece(self, key: Key, obj: pikepdf.Object) -> _Piece:
        text = obj.unparse(resolved=True)
        if _SUSPECT.search(text):
            _strip(obj, 0)
            text = obj.unparse(resolved=True)
        piece = _Piece(key, text)
        for match in _TOKEN.finditer(text):
            if match[1]:
                there = (int(match[1]), int(match[2]))
                piece.gaps.append((match.start(), match.end(), self._marks.get(there, there)))
            elif _TAGGED.match(match[0]):
                begin = match.start() + 1 + len(TAG_PREFIX)
                piece.gaps.append((begin, begin + WIDTH, ("tag", 0)))
        return piece


def _strip(obj: pikepdf.Object, depth: int) -> None:
    """Take out what a page does not need, from an object and the direct objects within it."""
    if depth > _DEEPEST:
        return
    if isinstance(obj, pikepdf.Array):
        for one in _direct(obj):
            _strip(one, depth + 1)
    if not isinstance(obj, pikepdf.Dictionary | pikepdf.Stream):
        return
    # The names of resources are free: a font may well be called /AA. A dictionary of resources has no type.
    typed = isinstance(obj, pikepdf.Stream) or isinstance(obj.get("/Type", obj.get("/Subtype")), pikepdf.Name)
    for name in list(obj.keys()):
        if name in (_OF_TYPED if typed else _ALWAYS) or (name in _KEYS and isinstance(obj[name], int)):
            del obj[name]
    for one in _direct(obj.values()):
        _strip(one, depth + 1)


def _direct(values: Iterable[pikepdf.Object]) -> Iterator[pikepdf.Object]:
    for one in values:
        if isinstance(one, pikepdf.Dictionary | pikepdf.Array) and not one.is_indirect:
            yield one


def _data(piece: _Piece) -> bytes:
    if piece.stream is None:
        return b""
    raw = piece.stream.read_raw_bytes()
    return zlib.compress(raw) if piece.compress else raw
