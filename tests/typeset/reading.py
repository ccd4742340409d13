"""Read a page of ours back: its words, where they stand, and what a reader's software is told of them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import pdfua
import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

PAINTING = {
    "Tj",
    "TJ",
    "'",
    '"',
    "S",
    "s",
    "f",
    "F",
    "f*",
    "B",
    "B*",
    "b",
    "b*",
    "Do",
    "sh",
    "BI",
    "INLINE IMAGE",
}


@dataclass(frozen=True)
class Piece:
    """Words drawn in one go: left, bottom, right, top in points."""

    page: int
    mcid: int
    words: str
    box: tuple[float, float, float, float]


@dataclass(frozen=True)
class Led:
    """A link: where it leads ("panel:4/A1" or a URI), what it says, its page and its box."""

    target: str
    words: str
    page: int
    box: tuple[float, ...]


@dataclass
class Node:
    """A structure element with the words drawn for it and below it."""

    tag: str
    scope: str | None = None
    rows: int = 1
    own: str = ""
    links: list[Led] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)

    @property
    def words(self) -> str:
        return " ".join(" ".join([self.own, *(child.words for child in self.children)]).split())

    def find(self, *tags: str) -> list[Node]:
        """Every element below with one of these tags, in reading order."""
        return [node for node in self.walk() if node.tag in tags]

    def walk(self) -> Iterator[Node]:
        yield self
        for child in self.children:
            yield from child.walk()


def page_texts(data: bytes) -> list[str]:
    """The words of each page, a line a line."""
    with pypdfium2.PdfDocument(data) as document:
        return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document]


def all_words(data: bytes) -> str:
    """The words of all pages, with single spaces."""
    return " ".join(" ".join(page_texts(data)).split())


def pieces(data: bytes) -> list[Piece]:
    """Every piece of text on every page."""
    found = []
    with pypdfium2.PdfDocument(data) as document:
        for number, page in enumerate(document):
            textpage = page.get_textpage()
            for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=5):
                length = pdfium.FPDFTextObj_GetText(thing.raw, textpage.raw, None, 0)
                buffer = ctypes.create_string_buffer(length)
                pdfium.FPDFTextObj_GetText(
                    thing.raw, textpage.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length
                )
                words = buffer.raw[: length - 2].decode("utf-16-le")
                mcid = pdfium.FPDFPageObj_GetMarkedContentID(thing.raw)
                found.append(Piece(number, mcid, words, thing.get_bounds()))
    return found


def collisions(data: bytes) -> list[tuple[str, str]]:
    """Pairs of texts that stand on one another."""
    found = []
    on_page = pieces(data)
    for index, one in enumerate(on_page):
        for other in on_page[index + 1 :]:
            if one.page == other.page and one.words.strip() and other.words.strip():
                wide = min(one.box[2], other.box[2]) - max(one.box[0], other.box[0])
                high = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
                if wide > 0.5 and high > 0.5:
                    found.append((one.words, other.words))
    return found


def extent(data: bytes) -> list[tuple[float, float, float, float]]:
    """For each page the box that holds all its words."""
    by_page: dict[int, list[Piece]] = {}
    for piece in pieces(data):
        by_page.setdefault(piece.page, []).append(piece)
    return [
        (
            min(p.box[0] for p in found),
            min(p.box[1] for p in found),
            max(p.box[2] for p in found),
            max(p.box[3] for p in found),
        )
        for _, found in sorted(by_page.items())
    ]


def unmarked(data: bytes) -> list[str]:
    """Painting operators that stand neither in tagged content nor in an artifact."""
    found = []
    with pikepdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            depth = 0
            for instruction in pikepdf.parse_content_stream(page):
                operator = str(instruction.operator)
                depth += (operator in {"BDC", "BMC"}) - (operator == "EMC")
                if depth == 0 and operator in PAINTING:
                    found.append(f"{operator} on page {page.index + 1}")
            assert depth == 0, "marked content that is never ended"
    return found


def structure(data: bytes) -> Node:
    """The structure tree with the words of its elements; every piece must be in it exactly once."""
    words: dict[tuple[int, int], str] = {}
    for piece in pieces(data):
        if piece.mcid >= 0:
            words[piece.page, piece.mcid] = words.get((piece.page, piece.mcid), "") + piece.words
    with pikepdf.open(BytesIO(data)) as pdf:
        numbers = {page.obj.objgen: page.index for page in pdf.pages}
        root = _node(pdf.Root.StructTreeRoot.K, numbers, words)
    assert not words, f"in no structure element: {words}"
    return root


def _node(element: pikepdf.Object, numbers: dict[tuple[int, int], int], words: dict[tuple[int, int], str]) -> Node:
    attributes = element.get("/A", {})
    scope = str(attributes["/Scope"])[1:] if "/Scope" in attributes else None
    node = Node(str(element.S)[1:], scope, int(attributes.get("/RowSpan", 1)))
    for kid in element.get("/K", []):
        if isinstance(kid, int):
            node.own += words.pop((numbers[element.Pg.objgen], kid))
        elif kid.get("/Type") == "/MCR":
            node.own += words.pop((numbers[kid.Pg.objgen], int(kid.MCID)))
        elif kid.get("/Type") == "/OBJR":
            annotation = kid.Obj
            target = str(annotation.Dest) if "/Dest" in annotation else str(annotation.A.URI)
            box = tuple(float(number) for number in annotation.Rect)
            node.links.append(Led(target, str(annotation.Contents), numbers[kid.Pg.objgen], box))
        else:
            assert kid.P.objgen == element.objgen, "a child that does not know its parent"
            node.children.append(_node(kid, numbers, words))
    return node


def parents_agree(data: bytes) -> bool:
    """Whether the parent tree leads from every piece and every link back to the element that holds it."""
    with pikepdf.open(BytesIO(data)) as pdf:
        top = pdf.Root.StructTreeRoot
        numbers = list(top.ParentTree.Nums)
        tree = {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}
        wanted: list[tuple[tuple[int, int], tuple[int, int]]] = []

        def gather(element: pikepdf.Object) -> None:
            for kid in element.get("/K", []):
                if isinstance(kid, int):
                    wanted.append((tree[int(element.Pg.StructParents)][kid].objgen, element.objgen))
                elif kid.get("/Type") == "/MCR":
                    wanted.append((tree[int(kid.Pg.StructParents)][int(kid.MCID)].objgen, element.objgen))
                elif kid.get("/Type") == "/OBJR":
                    wanted.append((tree[int(kid.Obj.StructParent)].objgen, element.objgen))
                else:
                    gather(kid)

        gather(top.K)
        return bool(wanted) and all(one == other for one, other in wanted)


def complaints(data: bytes, folder: Path) -> list[str]:
    """What pdfua finds wrong."""
    path = folder / "checked.pdf"
    path.write_bytes(data)
    return [f"{finding.rule_id}: {finding.message}" for finding in pdfua.validate(str(path)).findings]


def sound(data: bytes, folder: Path) -> None:
    """Assert what every page of ours must be: tagged throughout, in a tree that holds, nothing colliding."""
    assert complaints(data, folder) == []
    assert unmarked(data) == []
    assert parents_agree(data)
    structure(data)
    assert collisions(data) == []
    with pikepdf.open(BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert str(pdf.Root.Lang) == "en-GB"
        assert set(pdf.trailer.Info.keys()) == {"/Title"}
