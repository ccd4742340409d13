"""Take out of a PDF what acts, what is attached, and what tells of its author.

What the catalogue and the pages may hold is listed; everything else goes. Below them, in objects that may stand
anywhere, what is known to act or to tell is looked for and removed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

from panel.pdf.clean_jpeg import without_particulars
from panel.pdf.clean_objects import items, name_of, words_of
from panel.pdf.told import Code, Told

ROOT_KEYS = frozenset(
    [
        "/Type",
        "/Version",
        "/Pages",
        "/PageLabels",
        "/Names",
        "/Dests",
        "/Outlines",
        "/StructTreeRoot",
        "/MarkInfo",
        "/Lang",
        "/OCProperties",
    ]
)
PAGE_KEYS = frozenset(
    [
        "/Type",
        "/Parent",
        "/Resources",
        "/MediaBox",
        "/CropBox",
        "/BleedBox",
        "/TrimBox",
        "/ArtBox",
        "/Contents",
        "/Rotate",
        "/Group",
        "/Annots",
        "/StructParents",
        "/UserUnit",
        "/Tabs",
    ]
)
NODE_KEYS = frozenset(["/Type", "/Parent", "/Kids", "/Count", "/Resources", "/MediaBox", "/CropBox", "/Rotate"])

# Actions by what they do. Only going to a place in the paper, and opening an address on the web, stay.
SCRIPTS = frozenset(["/JavaScript", "/Rendition"])
LAUNCHES = frozenset(["/Launch"])
SENDS = frozenset(["/SubmitForm", "/ImportData"])
CHANGES = frozenset(
    ["/ResetForm", "/Hide", "/SetOCGState", "/Sound", "/Movie", "/Trans", "/GoTo3DView", "/RichMediaExecute"]
)
ELSEWHERE = frozenset(["/GoToR", "/GoToE", "/Thread", "/Named", "/GoToDp"])
FORBIDDEN = SCRIPTS | LAUNCHES | SENDS | CHANGES | ELSEWHERE
WEB = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
BARE_WEB = re.compile(r"www\.[a-z0-9-]+\.", re.IGNORECASE)

_ACTION_NAMES = re.compile(rb"/(JavaScript|JS|Launch|SubmitForm|ImportData)(?![A-Za-z0-9_])")
_SUSPECT = re.compile(
    rb"/(?:A|AA|AF|JS|EF|PA|Next|URI|Ref|OPI|Alternates|Metadata|PieceInfo|EmbeddedFile|FFilter|LastModified|PS"
    rb"|DCTDecode|F|S\s*/(?:" + b"|".join(sorted(name[1:].encode() for name in FORBIDDEN)) + rb"))(?![A-Za-z0-9_])"
)
MAX_DEPTH = 60


@dataclass(frozen=True)
class Active:
    """What acts, by the names found anywhere in the file as it came."""

    names: frozenset[bytes]

    @classmethod
    def of(cls, pdf: pikepdf.Pdf) -> Active:
        """Look through every object for the names of actions."""
        found: set[bytes] = set()
        for _, text in objects(pdf):
            found.update(_ACTION_NAMES.findall(text))
        return cls(frozenset(found))

    def told(self) -> list[Told]:
        """Tell what was found, in one sentence."""
        parts = []
        if self.names & {b"JavaScript", b"JS"}:
            parts.append("scripts")
        if b"Launch" in self.names:
            parts.append("commands that start a program or open a file")
        if self.names & {b"SubmitForm", b"ImportData"}:
            parts.append("buttons that send or fetch data")
        if not parts:
            return []
        listed = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
        return [Told(Code.ACTIVE_REMOVED, f"The file held {listed}; they were removed.")]


def objects(pdf: pikepdf.Pdf) -> Iterator[tuple[pikepdf.Object, bytes]]:
    """Every dictionary, array and stream of the file with its text; a stream with its dictionary's."""
    for one in pdf.objects:
        if isinstance(one, pikepdf.Stream):
            yield one, one.stream_dict.unparse()
        elif isinstance(one, pikepdf.Dictionary | pikepdf.Array):
            yield one, one.unparse(resolved=True)


def strip_document(pdf: pikepdf.Pdf, active: Active) -> list[Told]:
    """Leave in the catalogue, the page tree and the trailer only what a page needs; tells what went."""
    told = active.told()
    root = pdf.Root
    files = len(pdf.attachments) if "/Names" in root else 0
    if isinstance(root.get("/Collection"), pikepdf.Dictionary):
        told.append(
            Told(
                Code.PORTFOLIO,
                "The file is a portfolio: only its own pages were taken, not the files gathered in it.",
            )
        )
    if files:
        words = "A file attached to the paper was" if files == 1 else f"{files} files attached to the paper were"
        told.append(Told(Code.FILES_REMOVED, f"{words} removed. Hand in separately what the meeting should see."))
    if "/Metadata" in root or _tells_of_its_author(pdf):
        told.append(Told(Code.METADATA_REMOVED, "The particulars of the file, such as its author, were removed."))
    names = root.get("/Names")
    if isinstance(names, pikepdf.Dictionary):
        _keep(names, frozenset(["/Dests"]))
    _keep(root, ROOT_KEYS)
    _keep(
        pdf.trailer,
        frozenset(["/Root", "/Size", "/ID", "/Encrypt", "/Prev", "/Type", "/W", "/Index", "/Length"]),
    )
    told += _strip_pages(pdf)
    return told


def _tells_of_its_author(pdf: pikepdf.Pdf) -> bool:
    info = pdf.trailer.get("/Info")
    return isinstance(info, pikepdf.Dictionary) and any(words_of(value).strip() for _, value in items(info))


def _keep(holder: pikepdf.Object, keys: frozenset[str]) -> None:
    for key in set(holder.keys()) - keys:
        del holder[key]


def _strip_pages(pdf: pikepdf.Pdf) -> list[Told]:
    lost: set[int] = set()
    for number, page in enumerate(pdf.pages, start=1):
        _keep(page.obj, PAGE_KEYS)
        links = page.obj.get("/Annots")
        if isinstance(links, pikepdf.Array):
            kept = [link for link in links if _leads_somewhere(link)]
            if len(kept) < len(links):
                lost.add(number)
                page.obj["/Annots"] = pikepdf.Array(kept)
            if not kept:
                del page.obj["/Annots"]
    node = pdf.Root.get("/Pages")
    waiting = [node] if isinstance(node, pikepdf.Dictionary) else []
    seen: set[tuple[int, int]] = set()
    while waiting:
        node = waiting.pop()
        if "/Kids" not in node or node.objgen in seen:
            continue
        seen.add(node.objgen)
        _keep(node, NODE_KEYS)
        kids = node.get("/Kids")
        if not isinstance(kids, pikepdf.Array):
            continue
        waiting.extend(kid for kid in kids if isinstance(kid, pikepdf.Dictionary))
    if not lost:
        return []
    words = "Links to other files, or to nowhere, were removed."
    return [Told(Code.LINKS_REMOVED, words, tuple(sorted(lost)))]


def _leads_somewhere(link: pikepdf.Object) -> bool:
    action = link.get("/A")
    if isinstance(action, pikepdf.Dictionary):
        return _harmless(action)
    return "/Dest" in link


def _harmless(action: pikepdf.Object) -> bool:
    """Whether an action goes to a place in the paper or to the web; mends an address that lacks its scheme."""
    kind = action.get("/S")
    if kind == pikepdf.Name.GoTo:
        return "/D" in action
    if kind != pikepdf.Name.URI:
        return False
    words = words_of(action.get("/URI")).strip()
    if BARE_WEB.match(words):
        action["/URI"] = pikepdf.String(f"http://{words}")
        return True
    return bool(WEB.match(words))


def sweep(pdf: pikepdf.Pdf) -> list[Told]:
    """Remove from every object what acts, what is attached and what tells of its making, wherever it stands."""
    pictures = False
    for one, text in objects(pdf):
        if not _SUSPECT.search(text):
            continue
        if isinstance(one, pikepdf.Stream):
            pictures |= _strip_stream(one, text)
        _scrub(one, 0)
    _drop_emptied_actions(pdf)
    if not pictures:
        return []
    return [Told(Code.METADATA_REMOVED, "Particulars of the camera or program were removed from photographs.")]


def _strip_stream(stream: pikepdf.Stream, text: bytes) -> bool:
    """Clean one stream's own data; returns whether a photograph's particulars were removed."""
    if isinstance(stream.get("/F"), pikepdf.String | pikepdf.Dictionary):
        # Data in a file elsewhere: never fetched.
        for key in ("/F", "/FFilter", "/FDecodeParms"):
            if key in stream:
                del stream[key]
    if stream.get("/Type") == pikepdf.Name.EmbeddedFile or stream.get("/Subtype") == pikepdf.Name.PS:
        stream.write(b"")
        return False
    if stream.get("/Subtype") == pikepdf.Name.Form and isinstance(stream.get("/Ref"), pikepdf.Dictionary):
        del stream["/Ref"]
    if b"/DCTDecode" not in text or stream.get("/Subtype") != pikepdf.Name.Image:
        return False
    filters = stream.get("/Filter")
    if isinstance(filters, pikepdf.Array) and len(filters) == 1:
        filters = filters[0]
    if filters != pikepdf.Name.DCTDecode:
        return False
    raw = stream.read_raw_bytes()
    bare = without_particulars(raw)
    if bare is None:
        return False
    parameters = stream.get("/DecodeParms")
    if not isinstance(parameters, pikepdf.Dictionary | pikepdf.Array):
        parameters = None
    stream.write(bare, filter=pikepdf.Name.DCTDecode, decode_parms=parameters)
    return True


def _scrub(one: pikepdf.Object, depth: int) -> None:
    """Go through an object and what is written within it, and remove what must not stay."""
    if depth > MAX_DEPTH:
        return
    if isinstance(one, pikepdf.Array):
        for item in one:
            if isinstance(item, pikepdf.Dictionary | pikepdf.Array) and not item.is_indirect:
                _scrub(item, depth + 1)
        return
    if _is_forbidden_action(one):
        _keep(one, frozenset())
        return
    for key, value in items(one):
        if not isinstance(value, pikepdf.Dictionary | pikepdf.Array | pikepdf.Stream | pikepdf.String):
            continue
        if _must_go(one, key, value):
            del one[key]
        elif isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect:
            _scrub(value, depth + 1)


def _is_forbidden_action(one: pikepdf.Object) -> bool:
    if isinstance(one, pikepdf.Stream):
        return False
    kind = one.get("/S")
    if not isinstance(kind, pikepdf.Name) or "/K" in one or "/Pg" in one:
        return False  # an element of the structure tree may be called anything
    if name_of(kind) in FORBIDDEN:
        return True
    return kind == pikepdf.Name.URI and "/URI" in one and not _harmless(one)


def _must_go(holder: pikepdf.Object, key: str, value: pikepdf.Object) -> bool:
    """Whether an entry acts, attaches or tells. Names of resources are free, so that the value decides too."""
    plain = isinstance(value, pikepdf.Dictionary) and not isinstance(value, pikepdf.Stream)
    match key:
        case "/JS":
            return "/S" in holder
        case "/AA":
            return plain and all(isinstance(v, pikepdf.Dictionary) and "/S" in v for _, v in items(value))
        case "/EF":
            return plain and ("/F" in value or "/UF" in value)
        case "/AF":
            first = value[0] if isinstance(value, pikepdf.Array) and len(value) else value
            return isinstance(first, pikepdf.Dictionary) and ("/EF" in first or "/F" in first or "/UF" in first)
        case "/A":
            return plain and _is_forbidden_action(value)
        case "/PA":
            return plain and "/S" in value
        case "/Next":
            return isinstance(holder.get("/S"), pikepdf.Name) and "/K" not in holder  # what an action does after
        case "/Metadata":
            return isinstance(value, pikepdf.Stream) and (
                value.get("/Type") == pikepdf.Name.Metadata or value.get("/Subtype") == pikepdf.Name.XML
            )
        case "/PieceInfo":
            return plain and all(
                isinstance(v, pikepdf.Dictionary) and ("/LastModified" in v or "/Private" in v) for _, v in items(value)
            )
        case "/LastModified":
            return isinstance(value, pikepdf.String) and isinstance(holder, pikepdf.Stream)
        case "/OPI" | "/Alternates":
            return isinstance(holder, pikepdf.Stream)
    return False


def _drop_emptied_actions(pdf: pikepdf.Pdf) -> None:
    """Drop bookmarks' and links' references to actions that were emptied."""
    for one, text in objects(pdf):
        if isinstance(one, pikepdf.Dictionary) and not isinstance(one, pikepdf.Stream) and b"/A " in text:
            action = one.get("/A")
            if isinstance(action, pikepdf.Dictionary) and not len(action):
                del one["/A"]
