"""What a reader's software is told of a page: a tagged PDF's structure tree (ISO 32000-1, 14.7 and 14.8)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from io import BytesIO

from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Pdf, String
from reportlab.pdfgen.canvas import Canvas


@dataclass(frozen=True)
class Mark:
    """A piece of a page's content: the page's index and the marked-content id."""

    page: int
    mcid: int


@dataclass(frozen=True)
class Link:
    """A rectangle on a page that leads somewhere.

    `target` is a key of the pack ("4/A1") or, with `external`, a URI. `words` say where it leads.
    """

    page: int
    rectangle: tuple[float, float, float, float]
    target: str
    words: str
    external: bool = False


@dataclass(eq=False)
class Element:
    """A structure element; its parts stand in the order in which they are read."""

    tag: str
    scope: str | None = None
    """"Column" or "Row", for a TH."""
    rows: int = 1
    columns: int = 1
    parts: list[Element | Mark | Link] = field(default_factory=list)

    def add(self, tag: str, *, scope: str | None = None, rows: int = 1, columns: int = 1) -> Element:
        """Append a new element below this one and return it."""
        element = Element(tag, scope, rows, columns)
        self.parts.append(element)
        return element

    @property
    def empty(self) -> bool:
        """Whether nothing was drawn for this element; a table cell may be empty, nothing else is kept so."""
        return self.tag not in {"TD", "TH"} and all(isinstance(p, Element) and p.empty for p in self.parts)


class TaggedCanvas(Canvas):
    """A ReportLab canvas on which everything drawn is either tagged or an artifact."""

    def __init__(self, *arguments: object, **settings: object) -> None:
        super().__init__(*arguments, **settings)
        self.marks: list[list[Element]] = []
        """For each page, the element of each marked-content id."""

    @contextmanager
    def tagged(self, element: Element) -> Iterator[None]:
        """Draw a piece of an element's content."""
        page = self.getPageNumber() - 1
        while len(self.marks) <= page:
            self.marks.append([])
        mcid = len(self.marks[page])
        self.marks[page].append(element)
        element.parts.append(Mark(page, mcid))
        self.addLiteral(f"/{element.tag} <</MCID {mcid}>> BDC")
        yield
        self.addLiteral("EMC")

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Draw something that is not read: a rule, a leader, a repeated head."""
        self.addLiteral("/Artifact BMC")
        yield
        self.addLiteral("EMC")

    def lead(
        self,
        element: Element,
        box: tuple[float, float, float, float],
        target: str,
        words: str,
        *,
        external: bool,
    ) -> None:
        """Make a box (left, bottom, right, top in the current coordinates) lead somewhere."""
        left, bottom = self.absolutePosition(box[0], box[1])
        right, top = self.absolutePosition(box[2], box[3])
        rectangle = (round(left, 2), round(bottom, 2), round(right, 2), round(top, 2))
        element.parts.append(Link(self.getPageNumber() - 1, rectangle, target, words, external))


def tag(drawn: bytes, root: Element, marks: list[list[Element]], *, title: str, language: str = "en-GB") -> bytes:
    """Give a drawn PDF its structure tree, links, title and language; equal input gives equal bytes."""
    with Pdf.open(BytesIO(drawn)) as pdf:
        _Tree(pdf, marks).grow(root)
        pdf.Root.Lang = String(language)
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        pdf.Root.Metadata = pdf.make_stream(_metadata(title, language), Type=Name.Metadata, Subtype=Name.XML)
        for key in ("/PageMode", "/Outlines", "/PageLabels"):
            if key in pdf.Root:
                del pdf.Root[key]
        # ReportLab's own /Info carries a date and its name.
        pdf.trailer.Info = pdf.make_indirect(Dictionary(Title=String(title)))
        out = BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
        return out.getvalue()


class _Tree:
    """The structure tree of one document in the making."""

    def __init__(self, pdf: Pdf, marks: list[list[Element]]) -> None:
        self.pdf = pdf
        self.marks = marks
        self.pages = [page.obj for page in pdf.pages]
        self.objects: dict[int, Object] = {}
        self.next_key = len(self.pages)
        self.parents: list[tuple[int, Object]] = []

    def grow(self, root: Element) -> None:
        top = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        top.K = self._element(root, top)
        numbers = Array()
        for index, page in enumerate(self.pages):
            page.StructParents = index
            page.Tabs = Name.S
            numbers.append(index)
            owners = self.marks[index] if index < len(self.marks) else []
            numbers.append(self.pdf.make_indirect(Array([self.objects[id(owner)] for owner in owners])))
        for key, owner in self.parents:
            numbers.append(key)
            numbers.append(owner)
        top.ParentTree = self.pdf.make_indirect(Dictionary(Nums=numbers))
        top.ParentTreeNextKey = self.next_key
        self.pdf.Root.StructTreeRoot = top

    def _element(self, element: Element, parent: Object) -> Object:
        made = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + element.tag), P=parent))
        self.objects[id(element)] = made
        attributes = Dictionary(O=Name.Table)
        if element.scope:
            attributes.Scope = Name("/" + element.scope)
        if element.rows > 1:
            attributes.RowSpan = element.rows
        if element.columns > 1:
            attributes.ColSpan = element.columns
        if len(attributes.keys()) > 1:
            made.A = attributes
        home: int | None = None
        kids = Array()
        for part in element.parts:
            if isinstance(part, Element):
                if not part.empty:
                    kids.append(self._element(part, made))
            elif isinstance(part, Link):
                kids.append(self._link(part, made))
            elif home in (None, part.page):
                home = part.page
                kids.append(part.mcid)
            else:
                kids.append(Dictionary(Type=Name.MCR, Pg=self.pages[part.page], MCID=part.mcid))
        if home is not None:
            made.Pg = self.pages[home]
        made.K = kids
        return made

    def _link(self, link: Link, owner: Object) -> Dictionary:
        annotation = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=Array([*link.rectangle]),
            Border=Array([0, 0, 0]),
            F=4,
            Contents=String(link.words),
            StructParent=self.next_key,
        )
        if link.external:
            annotation.A = Dictionary(S=Name.URI, URI=String(link.target))
        else:
            annotation.Dest = String(f"panel:{link.target}")
        page = self.pages[link.page]
        placed = self.pdf.make_indirect(annotation)
        if "/Annots" not in page:
            page.Annots = Array()
        page.Annots.append(placed)
        self.parents.append((self.next_key, owner))
        self.next_key += 1
        return Dictionary(Type=Name.OBJR, Pg=page, Obj=placed)


def _metadata(title: str, language: str) -> bytes:
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title, quote=False)}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>""".encode()
