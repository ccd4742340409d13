"""Prepare a paper: write its canonical PDF and the index by which packs are composed from it."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path

import pikepdf

from panel.pdf import frame, index, layers
from panel.pdf.body import Body, Key, Mark
from panel.pdf.content import BROKEN
from panel.pdf.geometry import IDENTITY, union
from panel.pdf.index import Index, Leaf, Link
from panel.pdf.pages import Straightener, Upright
from panel.pdf.placement import Placement
from panel.pdf.places import NO_BORDER, Places, text_of
from panel.pdf.prepared import PageFacts, PreparedFile
from panel.pdf.tags import Malformed, Reader, Tags

NO_TAGS = "Its structure tags were damaged and have been left out."


def prepare(
    pdf: pikepdf.Pdf,
    folder: Path,
    name: str,
    *,
    facts: Sequence[PageFacts] | None = None,
    wrap: Collection[int] = (),
) -> PreparedFile:
    """Write `<name>.pdf` and `<name>.index.json` into a folder from a cleaned document, which is changed by it.

    `facts` are what is known of the pages' ink; without them the pages are drawn to find out. The content of the
    pages in `wrap` (counted from 0) is put into forms, also where it looks sound.
    """
    return _Preparation(pdf, wrap, own=False).write(folder, name, facts)


def prepare_own(pdf_bytes: bytes, folder: Path, name: str) -> PreparedFile:
    """Prepare a page of our own making: trusted to be sound, to keep the strips free, and not drawn to be measured."""
    with pikepdf.open(BytesIO(pdf_bytes)) as pdf:
        return _Preparation(pdf, (), own=True).write(folder, name, None)


@dataclass
class _Preparation:
    """One document on its way into the canonical file."""

    pdf: pikepdf.Pdf
    wrap: Collection[int]
    own: bool
    told: list[str] = field(default_factory=list)
    marks: dict[Key, Mark] = field(default_factory=dict)
    slots: list[pikepdf.Object] = field(default_factory=list)

    def write(self, folder: Path, name: str, facts: Sequence[PageFacts] | None) -> PreparedFile:
        self._font = self._special(("font", 0))
        self._root = self._special(("root", 0))
        self._layers = layers.settle(self.pdf)
        self._leaves = self._straightened()
        places = Places(self.pdf, self._leaves)
        links = [list(places.links(leaf, own=self.own)) for leaf in self._leaves]
        flat = [annotation for page in links for annotation, _ in page]
        for number, annotation in enumerate(flat):
            if annotation.is_indirect:
                self.marks[annotation.objgen] = ("link", number)
        self._tags = self._read_tags(frozenset(one.objgen for one in flat if one.is_indirect))
        self._links = [
            [replace(link, key=self._tags.links.get(annotation.objgen)) for annotation, link in page] for page in links
        ]
        self._body = Body(self.pdf, self.marks)
        self._body.gather(self._roots())
        self._body.number()
        self._outline = places.outline(self.pdf)
        self._names = tuple(places.names())
        return self._written(folder, name, facts)

    def _special(self, mark: Mark) -> pikepdf.Object:
        """An object that stands for what only composing knows."""
        made = self.pdf.make_indirect(pikepdf.Dictionary({"/Pnl": pikepdf.Name("/" + mark[0])}))
        self.marks[made.objgen] = mark
        self.slots.append(made)  # kept, so that its number is not given away
        return made

    def _straightened(self) -> list[Upright]:
        straightener = Straightener(self.pdf, self._font, self.wrap, trusted=self.own)
        leaves = []
        for number, page in enumerate(self.pdf.pages):
            self.marks[page.obj.objgen] = ("page", number)
            leaves.append(straightener.straighten(number, page.obj))
        return leaves

    def _read_tags(self, links: frozenset[Key]) -> Tags:
        if "/StructTreeRoot" not in self.pdf.Root:
            return Tags()
        reader = Reader(self.pdf, self._leaves, links, self._root, lambda key: self._special(("key", key)))
        try:
            return reader.read()
        except (Malformed, *BROKEN):
            self.told.append(NO_TAGS)
            return Tags()

    def _roots(self) -> list[pikepdf.Object]:
        found: list[pikepdf.Object] = []
        for leaf in self._leaves:
            found += leaf.contents
            found.append(leaf.resources)
            if leaf.group is not None:
                found.append(leaf.group)
        return found + self._tags.tops + self._tags.keys

    def _index(self, blocks: tuple[index.Block, index.Block], facts: Sequence[PageFacts]) -> Index:
        number = self._body.number_of
        leaves = [
            Leaf(
                width=leaf.width,
                height=leaf.height,
                contents=tuple(map(number, leaf.contents)),
                resources=number(leaf.resources),
                group=number(leaf.group) if leaf.group is not None else None,
                key=self._tags.pages.get(at),
                links=tuple(self._links[at]),
                facts=_with_borders(fact, self._links[at]),
            )
            for at, (leaf, fact) in enumerate(zip(self._leaves, facts, strict=True))
        ]
        used = [one for one in self._layers.groups if one in self._body]
        language = self.pdf.Root.get("/Lang")
        return Index(
            leaves=tuple(leaves),
            shared=blocks[0],
            own=blocks[1],
            keys=tuple(map(number, self._tags.keys)),
            tops=tuple(map(number, self._tags.tops)),
            ids=tuple((name, number(element)) for name, element in self._tags.ids),
            language=(text_of(language) or None) if isinstance(language, pikepdf.String) else None,
            outline=self._outline,
            names=self._names,
            layers=tuple(map(number, used)),
            hidden=tuple(number(one) for one in used if one.objgen in self._layers.hidden),
            told=tuple(self.told),
        )

    def _written(self, folder: Path, name: str, facts: Sequence[PageFacts] | None) -> PreparedFile:
        prepared = PreparedFile(folder / f"{name}.pdf", folder / f"{name}.index.json")
        known = facts or [PageFacts(leaf.width, leaf.height, None, False) for leaf in self._leaves]
        empty = index.Block(0, 0, 1, array(index.CODE), "0s", array(index.CODE))
        count = len(self._body)
        # The layout of the table depends only on how many objects there are, so it is known before they are written.
        sketch = replace(empty, offsets=array(index.CODE, range(count)))
        with prepared.pdf.open("wb") as file:
            out = frame.Out(file)
            out.allot(count)
            copy = _sole_copy(self._index((sketch, empty), known), count)
            root = copy.links + copy.index.slots.links
            blocks = self._body.write(file, copy.index.slots, copy.table(root, None))
            copy.index = self._index(blocks, known)
            out.resume(blocks)
            _write_frame(out, copy, root)
        if facts is None and not self.own:
            from panel.pdf.ink import measure  # imported here: our own pages are prepared without loading PDFium

            measured = measure(prepared.pdf, [(leaf.width, leaf.height) for leaf in self._leaves])
            copy.index = self._index(blocks, measured)
        index.save(copy.index, prepared.index)
        return prepared


def _with_borders(fact: PageFacts, links: Sequence[Link]) -> PageFacts:
    """Count the visible borders of links as ink: PDFium does not draw them, other viewers do."""
    boxes = [link.rect for link in links if not link.look.startswith(NO_BORDER)]
    if not boxes:
        return fact
    around = union([*boxes, *([fact.ink] if fact.ink else [])])
    return replace(fact, ink=around)


def _sole_copy(paper: Index, count: int) -> frame.Copy:
    """The paper as the only one in its file: objects from 1, then pages, then links."""
    placements = [Placement(leaf.width, leaf.height, IDENTITY) for leaf in paper.leaves]
    pages = count + 1
    return frame.Copy(paper, placements, 1, 1, pages, pages + len(placements), 0, 0)


def _write_frame(out: frame.Out, copy: frame.Copy, root: int) -> None:
    """Write pages, links, outline, names, layers and the root of the tags around the paper's own objects."""
    paper = copy.index
    copy.own = len(paper.shared.offsets) + 1
    slots = paper.slots
    out.allot(slots.pages + slots.links + 1)
    tree = out.allot()
    out.put_many(copy.pages, [copy.page_text(at, tree, (), ()) for at in range(slots.pages)])
    texts = [copy.link_text(at, link, None) for at, leaf in enumerate(paper.leaves) for link in leaf.links]
    out.put_many(copy.links, texts)
    pages = frame.references(range(copy.pages, copy.pages + slots.pages))
    out.put(tree, b"<< /Type /Pages /Count %d /Kids [%b] >>" % (slots.pages, pages))
    entries = [b"<< /Type /Catalog /Pages %d 0 R" % tree]
    if paper.tops:
        parents = out.allot()
        frame.parent_tree(out, parents, [copy.parent_rows()])
        ids = {frame.tag_id(copy.tag, name): b"%d 0 R" % copy.number(one) for name, one in paper.ids}
        named = frame.name_tree(out, ids)
        tops = frame.references(map(copy.number, paper.tops))
        out.put(
            root,
            b"<< /Type /StructTreeRoot /K [%b] /ParentTree %d 0 R /ParentTreeNextKey %d%b >>"
            % (tops, parents, slots.keys, b" /IDTree %d 0 R" % named if named else b""),
        )
        entries.append(b"/StructTreeRoot %d 0 R /MarkInfo << /Marked true >>" % root)
    else:
        out.put(root, b"null")
    if paper.language:
        entries.append(b"/Lang %b" % frame.text_string(paper.language))
    if lines := frame.outline(out, frame.own_bookmarks(copy, paper.outline)):
        entries.append(b"/Outlines %d 0 R" % lines)
    if names := frame.name_tree(out, {k.encode("latin-1"): copy.place_text(place) for k, place in paper.names}):
        entries.append(b"/Names << /Dests %d 0 R >>" % names)
    if groups := frame.layers([copy]):
        entries.append(b"/OCProperties %b" % groups)
    catalog = out.add(b" ".join(entries) + b" >>")
    out.finish(b"/Root %d 0 R" % catalog)
