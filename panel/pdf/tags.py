"""Rebuild a document's structure tree in a plain form that can be joined with others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import pikepdf

from panel.pdf import frame
from panel.pdf.geometry import IDENTITY, move_box
from panel.pdf.pages import Upright, box_of
from panel.pdf.roles import Roles

NO_TAG = frame.tag_id(0, "").decode()
"""What structure IDs begin with; composing replaces its digits, so that a paper can stand in a pack twice."""
PICTURE_KEY = "/PnlPicture"
"""Set on a page that was replaced by a picture of itself: what its tags marked is no longer there."""

_DEEPEST = 200
_MOST_ELEMENTS = 400_000
_MOST_MARKS = 200_000
_KEPT = ("/T", "/Lang", "/Alt", "/E", "/ActualText")
_SAFE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:")

Owner = tuple[str, tuple[int, int]]
"""What a marked-content number counts within: ("page", objgen) or ("stream", objgen)."""


class Malformed(Exception):
    """A structure tree that cannot be understood; the paper goes on without tags."""


@dataclass
class Tags:
    """The rebuilt tree."""

    tops: list[pikepdf.Object] = field(default_factory=list)
    keys: list[pikepdf.Object] = field(default_factory=list)
    """What the parent tree holds for each key from 0."""
    ids: list[tuple[str, pikepdf.Object]] = field(default_factory=list)
    pages: dict[int, int] = field(default_factory=dict)
    """The key of each page that has marked content of its own."""
    links: dict[tuple[int, int], int] = field(default_factory=dict)
    """The key of each link annotation, by its object."""


class Reader:
    """Reads one structure tree. `slot` makes the object that stands for a key until composing gives its number."""

    def __init__(
        self,
        pdf: pikepdf.Pdf,
        pages: Sequence[Upright],
        links: frozenset[tuple[int, int]],
        top: pikepdf.Object,
        slot: Callable[[int], pikepdf.Object],
    ) -> None:
        self._pdf = pdf
        self._pages = pages
        self._numbers = {leaf.page.objgen: number for number, leaf in enumerate(pages)}
        self._links = links
        self._top = top
        self._slot = slot
        self._tags = Tags()
        self._seen: set[tuple[int, int]] = set()
        self._ids: set[str] = set()
        self._marks: dict[Owner, dict[int, pikepdf.Object]] = {}
        self._streams: dict[tuple[int, int], pikepdf.Object] = {}
        self._objects: dict[tuple[int, int], tuple[pikepdf.Object, pikepdf.Object]] = {}

    def read(self) -> Tags:
        """Rebuild the tree; raises `Malformed`."""
        root = self._pdf.Root.get("/StructTreeRoot")
        if not isinstance(root, pikepdf.Dictionary):
            return Tags()
        self._roles = Roles(root)
        classes = root.get("/ClassMap")
        self._classes = classes if isinstance(classes, pikepdf.Dictionary) else pikepdf.Dictionary()
        for kid in _each(root.get("/K")):
            if isinstance(kid, pikepdf.Dictionary):
                element = self._element(kid, self._top, None, 0)
                if element is not None:
                    self._tags.tops.append(element)
        if not self._marks and not self._objects:
            return Tags()
        self._number()
        return self._tags

    def _element(
        self, old: pikepdf.Object, parent: pikepdf.Object, page: int | None, depth: int
    ) -> pikepdf.Object | None:
        if depth > _DEEPEST or len(self._seen) > _MOST_ELEMENTS:
            raise Malformed("the tree of tags is too deep or too large")
        if old.is_indirect:
            if old.objgen in self._seen:
                return None
            self._seen.add(old.objgen)
        new = self._pdf.make_indirect(pikepdf.Dictionary({"/Type": pikepdf.Name.StructElem}))
        new["/S"] = pikepdf.Name("/" + self._roles.standard(old, uppermost=depth == 0))
        new["/P"] = parent
        own = old.get("/Pg")
        if isinstance(own, pikepdf.Dictionary) and own.objgen in self._numbers:
            page = self._numbers[own.objgen]
            new["/Pg"] = self._pages[page].page
        for key in _KEPT:
            if isinstance(value := old.get(key), pikepdf.String):
                new[key] = value
        self._name(old, new)
        attributes = self._attributes(old, page)
        if attributes:
            new["/A"] = pikepdf.Array(attributes) if len(attributes) > 1 else attributes[0]
        kids = [made for kid in _each(old.get("/K")) if (made := self._kid(kid, new, page, depth)) is not None]
        if kids:
            new["/K"] = kids[0] if len(kids) == 1 else pikepdf.Array(kids)
        return new

    def _kid(self, kid: object, element: pikepdf.Object, page: int | None, depth: int) -> pikepdf.Object | int | None:
        if isinstance(kid, int) and not isinstance(kid, bool):
            return self._mark(element, page, kid)
        if not isinstance(kid, pikepdf.Dictionary):
            return None
        own = kid.get("/Pg")
        there = self._numbers.get(own.objgen) if isinstance(own, pikepdf.Dictionary) else None
        where = page if there is None else there
        if kid.get("/Type") == "/OBJR" or ("/Obj" in kid and "/S" not in kid):
            return self._object(element, where, kid.get("/Obj"))
        if kid.get("/Type") == "/MCR" or ("/MCID" in kid and "/S" not in kid):
            number = kid.get("/MCID")
            if not isinstance(number, int):
                return None
            stream = kid.get("/Stm")
            if isinstance(stream, pikepdf.Stream) and stream.is_indirect:
                return self._mark_in_stream(element, where, number, stream)
            return self._mark(element, where, number)
        return self._element(kid, element, page, depth + 1)

    def _mark(self, element: pikepdf.Object, page: int | None, number: int) -> pikepdf.Object | int | None:
        """Claim a piece of a page's content; None where it was claimed before or cannot be."""
        if page is None or PICTURE_KEY in self._pages[page].page:
            return None
        leaf = self._pages[page]
        if leaf.form is not None:
            return self._mark_in_stream(element, page, number, leaf.form)
        if not self._claim(("page", leaf.page.objgen), number, element):
            return None
        own = element.get("/Pg")
        if isinstance(own, pikepdf.Dictionary) and own.objgen == leaf.page.objgen:
            return number
        return pikepdf.Dictionary({"/Type": pikepdf.Name.MCR, "/Pg": leaf.page, "/MCID": number})

    def _mark_in_stream(
        self, element: pikepdf.Object, page: int | None, number: int, stream: pikepdf.Object
    ) -> pikepdf.Object | None:
        if page is None or PICTURE_KEY in self._pages[page].page:
            return None
        if not self._claim(("stream", stream.objgen), number, element):
            return None
        self._streams[stream.objgen] = stream
        return pikepdf.Dictionary(
            {"/Type": pikepdf.Name.MCR, "/Pg": self._pages[page].page, "/Stm": stream, "/MCID": number}
        )

    def _claim(self, owner: Owner, number: int, element: pikepdf.Object) -> bool:
        claimed = self._marks.setdefault(owner, {})
        if not 0 <= number < _MOST_MARKS or number in claimed:
            return False
        claimed[number] = element
        return True

    def _object(self, element: pikepdf.Object, page: int | None, target: object) -> pikepdf.Object | None:
        """A link or picture that stands among the tags as a whole."""
        if not isinstance(target, pikepdf.Dictionary | pikepdf.Stream) or not target.is_indirect:
            return None
        if target.objgen in self._objects or page is None:
            return None
        picture = isinstance(target, pikepdf.Stream) and target.get("/Subtype") in ("/Form", "/Image")
        if target.objgen not in self._links and not picture:
            return None
        self._objects[target.objgen] = (target, element)
        return pikepdf.Dictionary({"/Type": pikepdf.Name.OBJR, "/Pg": self._pages[page].page, "/Obj": target})

    def _name(self, old: pikepdf.Object, new: pikepdf.Object) -> None:
        own = old.get("/ID")
        if isinstance(own, pikepdf.String):
            name = _id(own)
            if name not in self._ids:
                self._ids.add(name)
                new["/ID"] = pikepdf.String(NO_TAG + name)
                self._tags.ids.append((name, new))

    def _attributes(self, old: pikepdf.Object, page: int | None) -> list[pikepdf.Object]:
        found = [one for one in _each(old.get("/A")) if isinstance(one, pikepdf.Dictionary)]
        for name in _each(old.get("/C")):
            if isinstance(name, pikepdf.Name):
                found += [one for one in _each(self._classes.get(str(name))) if isinstance(one, pikepdf.Dictionary)]
        # User properties may hold anything, and nothing reads them aloud.
        return [self._attribute(one, page) for one in found if one.get("/O") != "/UserProperties"]

    def _attribute(self, old: pikepdf.Object, page: int | None) -> pikepdf.Object:
        box = box_of(old.get("/BBox"))
        headers = old.get("/Headers")
        turned = page is not None and self._pages[page].matrix != IDENTITY
        if not isinstance(headers, pikepdf.Array) and not (box and turned):
            return old
        new = pikepdf.Dictionary(dict(old.items()))
        if box and page is not None:
            new["/BBox"] = pikepdf.Array([round(side, 4) for side in move_box(self._pages[page].matrix, box)])
        if isinstance(headers, pikepdf.Array):
            new["/Headers"] = pikepdf.Array([NO_TAG + _id(one) for one in headers if isinstance(one, pikepdf.String)])
        return new

    def _number(self) -> None:
        """Give every page, form and link among the tags its key, in the order of the pages."""
        for index, leaf in enumerate(self._pages):
            claimed = self._marks.get(("page", leaf.page.objgen))
            if claimed:
                self._tags.pages[index] = self._key(_row(self._pdf, claimed))
        for (kind, objgen), claimed in self._marks.items():
            if kind == "stream" and claimed:
                self._streams[objgen]["/StructParents"] = self._slot(self._key(_row(self._pdf, claimed)))
        for target, element in self._objects.values():
            key = self._key(element)
            if target.objgen in self._links:
                self._tags.links[target.objgen] = key
            else:
                target["/StructParent"] = self._slot(key)

    def _key(self, value: pikepdf.Object) -> int:
        self._tags.keys.append(value)
        return len(self._tags.keys) - 1


def _row(pdf: pikepdf.Pdf, claimed: dict[int, pikepdf.Object]) -> pikepdf.Object:
    """The elements of one page's pieces of content, by number."""
    return pdf.make_indirect(pikepdf.Array([claimed.get(number) for number in range(max(claimed) + 1)]))


def _id(value: pikepdf.Object) -> str:
    """A structure ID in plain characters, so that composing can put digits before it."""
    words = bytes(value).decode("latin-1")
    return words if words and set(words) <= _SAFE else "x" + bytes(value).hex()


def _each(value: object) -> Iterator[object]:
    if isinstance(value, pikepdf.Array):
        yield from value
    elif value is not None:
        yield value
