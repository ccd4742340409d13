"""Where a document's links, bookmarks and names lead: read once, made explicit, loops and damage tolerated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote

import pikepdf

from panel.pdf.geometry import Destination, destination, move_box, move_destination, number
from panel.pdf.index import Bookmark, Link
from panel.pdf.pages import Upright, as_number, box_of

RUN_PREFIX = "panel:"
"""Our own pages' links into the pack carry `/Dest (panel:KEY)`."""
NO_BORDER = "/Border [0 0 0]"

_MOST_NAMES = 100_000
_MOST_BOOKMARKS = 20_000
_DEEPEST = 24
_SCHEMES = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")
_NOT_SHOWN = 2 | 32  # annotation flags Hidden and NoView


class Places:
    """Resolves destinations of one document, in the points of the upright pages."""

    def __init__(self, pdf: pikepdf.Pdf, pages: Sequence[Upright]) -> None:
        self._pages = pages
        self._numbers = {leaf.page.objgen: index for index, leaf in enumerate(pages)}
        self._named: dict[bytes, pikepdf.Object] = {}
        old = pdf.Root.get("/Dests")
        if isinstance(old, pikepdf.Dictionary):
            for key, value in old.items():
                self._named[key[1:].encode("utf-8", "surrogateescape")] = value
        names = pdf.Root.get("/Names")
        if isinstance(names, pikepdf.Dictionary):
            for name, value in _name_tree(names.get("/Dests")):
                self._named.setdefault(name, value)

    def names(self) -> Iterator[tuple[str, Destination]]:
        """The document's named destinations that lead somewhere, sorted."""
        for name in sorted(self._named):
            if name and (place := self.resolve(self._named[name])) is not None:
                yield name.decode("latin-1"), place

    def resolve(self, value: pikepdf.Object | None, depth: int = 0) -> Destination | None:
        """Follow a destination, by name or explicit; None when it leads nowhere."""
        if depth > 4 or value is None:
            return None
        if isinstance(value, pikepdf.Dictionary):
            return self.resolve(value.get("/D"), depth + 1)
        if isinstance(value, pikepdf.Name | pikepdf.String):
            return self.resolve(self._named.get(name_bytes(value)), depth + 1)
        if not isinstance(value, pikepdf.Array) or not len(value):
            return None
        target, fit, *rest = [*value, None, None][: max(2, len(value))]
        page = self._numbers.get(target.objgen) if isinstance(target, pikepdf.Dictionary) else None
        if page is None and isinstance(target, int) and not isinstance(target, bool):
            page = target if 0 <= target < len(self._pages) else None
        if page is None:
            return None
        kind = str(fit) if isinstance(fit, pikepdf.Name) else "/XYZ"
        place = destination(page, kind, [as_number(one) for one in rest])
        return move_destination(place, self._pages[page].matrix)

    def links(self, page: Upright, *, own: bool) -> Iterator[tuple[pikepdf.Object, Link]]:
        """The links of a page, each with the annotation that it was."""
        annotations = page.page.get("/Annots")
        if not isinstance(annotations, pikepdf.Array):
            return
        for one in annotations:
            if isinstance(one, pikepdf.Dictionary) and one.get("/Subtype") == "/Link":
                link = self._link(page, one, own)
                if link is not None:
                    yield one, link

    def _link(self, page: Upright, annotation: pikepdf.Object, own: bool) -> Link | None:
        rect = box_of(annotation.get("/Rect"))
        flags = annotation.get("/F", 0)
        if rect is None or (isinstance(flags, int) and flags & _NOT_SHOWN):
            return None
        action = annotation.get("/A")
        target = annotation.get("/Dest")
        uri = None
        if isinstance(action, pikepdf.Dictionary):
            if action.get("/S") == "/URI":
                uri = web_address(action.get("/URI"))
            elif action.get("/S") == "/GoTo" and target is None:
                target = action.get("/D")
        run = None
        if own and isinstance(target, pikepdf.String) and str(target).startswith(RUN_PREFIX):
            run = str(target).removeprefix(RUN_PREFIX)
        place = self.resolve(target) if run is None and uri is None else None
        if uri is None and run is None and place is None:
            return None
        words = annotation.get("/Contents")
        said = text_of(words) if isinstance(words, pikepdf.String) else None
        return Link(move_box(page.matrix, rect), _look(annotation), said or None, uri, place, run, None)

    def outline(self, pdf: pikepdf.Pdf) -> tuple[Bookmark, ...]:
        """The document's bookmarks; one seen twice is left out the second time."""
        root = pdf.Root.get("/Outlines")
        if not isinstance(root, pikepdf.Dictionary):
            return ()
        return self._bookmarks(root.get("/First"), set(), 0)

    def _bookmarks(self, node: pikepdf.Object | None, seen: set[tuple[int, int]], depth: int) -> tuple[Bookmark, ...]:
        found: list[Bookmark] = []
        while isinstance(node, pikepdf.Dictionary) and depth < _DEEPEST and len(seen) < _MOST_BOOKMARKS:
            if node.objgen in seen or not node.is_indirect:
                break
            seen.add(node.objgen)
            target = node.get("/Dest")
            action = node.get("/A")
            if target is None and isinstance(action, pikepdf.Dictionary) and action.get("/S") == "/GoTo":
                target = action.get("/D")
            children = self._bookmarks(node.get("/First"), seen, depth + 1)
            title = node.get("/Title")
            words = text_of(title) if isinstance(title, pikepdf.String) else ""
            place = self.resolve(target)
            if words and (place is not None or children):
                found.append(Bookmark(words, place, children))
            node = node.get("/Next")
        return tuple(found)


def name_bytes(value: pikepdf.Object) -> bytes:
    """A name or string as the bytes by which a name tree sorts it."""
    if isinstance(value, pikepdf.String):
        return bytes(value)
    return str(value)[1:].encode("utf-8", "surrogateescape")


def text_of(value: pikepdf.Object) -> str:
    """A text string in one line, without control characters."""
    try:
        words = str(value)
    except UnicodeDecodeError:
        words = bytes(value).decode("latin-1")
    words = words.encode("utf-16", "replace").decode("utf-16")
    return " ".join(_CONTROL.sub(" ", words).split())[:1000]


def web_address(value: pikepdf.Object | None) -> str | None:
    """A web or mail address in printable ASCII; None for any other kind of link."""
    if not isinstance(value, pikepdf.String):
        return None
    try:
        words = bytes(value).decode("utf-8")
    except UnicodeDecodeError:
        words = bytes(value).decode("latin-1")
    words = _CONTROL.sub("", words).strip()
    if not _SCHEMES.match(words) or len(words) > 4000:
        return None
    return quote(words, safe="!#$%&'()*+,/:;=?@[]~-._")


def _look(annotation: pikepdf.Object) -> str:
    """A link's border and colour, without dashes and round corners."""
    width = 1.0
    border, style = annotation.get("/Border"), annotation.get("/BS")
    if isinstance(style, pikepdf.Dictionary):
        width = as_number(style.get("/W", 1)) or 0.0
    elif isinstance(border, pikepdf.Array):
        width = (as_number(border[2]) or 0.0) if len(border) > 2 else 0.0
    if not width > 0:
        return NO_BORDER
    look = f"/Border [0 0 {number(min(max(width, 0.0), 12.0))}]"
    colour = annotation.get("/C")
    if isinstance(colour, pikepdf.Array) and len(colour) in (1, 3, 4):
        parts = [as_number(one) for one in colour]
        if all(part is not None and 0 <= part <= 1 for part in parts):
            look += " /C [" + " ".join(number(part or 0.0) for part in parts) + "]"
    return look


def _name_tree(root: pikepdf.Object | None) -> Iterator[tuple[bytes, pikepdf.Object]]:
    """Read a name tree, each node once."""
    waiting = [root]
    seen: set[tuple[int, int]] = set()
    count = 0
    while waiting and count < _MOST_NAMES:
        node = waiting.pop()
        if not isinstance(node, pikepdf.Dictionary) or (node.is_indirect and node.objgen in seen):
            continue
        seen.add(node.objgen)
        kids, names = node.get("/Kids"), node.get("/Names")
        if isinstance(kids, pikepdf.Array):
            waiting.extend(reversed(list(kids)))
        if isinstance(names, pikepdf.Array):
            listed = list(names)
            for name, value in zip(listed[::2], listed[1::2], strict=False):
                if isinstance(name, pikepdf.String):
                    count += 1
                    yield bytes(name), value
