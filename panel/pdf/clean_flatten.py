"""Draw what annotations and form fields show into their pages, and leave only links.

What shows on the screen is what the author saw, so that is what the pack shows: an annotation is drawn unless it
is hidden, not for viewing, or only the icon of words that open beside the page.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pikepdf

from panel.pdf import clean_appearance as look
from panel.pdf.clean_content import Painter
from panel.pdf.clean_objects import words_of
from panel.pdf.clean_tags import Tags
from panel.pdf.told import Code, Told, quoted

ICONS = frozenset({"Text", "Popup", "FileAttachment", "Sound", "TrapNet"})
MEDIA = frozenset({"Screen", "Movie", "Sound", "RichMedia", "3D"})
LINK_KEYS = frozenset(
    [
        "/Type",
        "/Subtype",
        "/Rect",
        "/Border",
        "/BS",
        "/C",
        "/Dest",
        "/A",
        "/QuadPoints",
        "/StructParent",
        "/F",
        "/Contents",
    ]
)
PUSH_BUTTON = 1 << 16
MOST_NOTES = 50
MOST_FIELDS = 20_000
REDACTION = "A passage is marked for redaction, but the redaction was not applied: its words are still in the file."


@dataclass
class Flattened:
    """What flattening did, page by page, and the notes that it took out."""

    told: list[Told] = field(default_factory=list)
    notes: tuple[Told, ...] = ()


@dataclass
class _Seen:
    """Pages, counted from 1, on which each thing happened, and the words of notes."""

    pages: dict[Code, set[int]] = field(default_factory=dict)
    quotes: list[tuple[int, str]] = field(default_factory=list)

    def add(self, code: Code, page: int) -> None:
        self.pages.setdefault(code, set()).add(page)


def flatten(pdf: pikepdf.Pdf) -> Flattened:
    """Flatten every page in place; what remains of annotations are links."""
    seen = _Seen()
    signed = _signed_without_a_place(pdf)
    lacking = _pages_lacking_appearances(pdf)
    if lacking:
        look.borrow_from_pdfium(pdf, lacking)
    tags = Tags(pdf)
    for number, page in enumerate(pdf.pages, start=1):
        annotations = page.obj.get("/Annots")
        if isinstance(annotations, pikepdf.Array):
            _flatten_page(pdf, page, number, annotations, tags, seen)
        elif annotations is not None:
            del page.obj["/Annots"]
    for key in ("/AcroForm", "/Perms"):
        if key in pdf.Root:
            del pdf.Root[key]
    tags.forget_what_is_gone()
    return Flattened(_told(seen, signed), _notes(seen))


def notes_of(pdf: pikepdf.Pdf) -> tuple[Told, ...]:
    """Quote the notes of a PDF that is left as it is."""
    seen = _Seen()
    for number, page in enumerate(pdf.pages, start=1):
        annotations = page.obj.get("/Annots")
        for one in annotations if isinstance(annotations, pikepdf.Array) else ():
            if isinstance(one, pikepdf.Dictionary):
                drawn = _shows(one) and look.appearance(one) is not None
                _record(one, look.subtype(one), number, drawn, seen)
    return _notes(seen)


def _pages_lacking_appearances(pdf: pikepdf.Pdf) -> list[int]:
    """Find pages where something shows that carries no picture of itself."""
    regenerate = look.needs_appearances(pdf)
    found = []
    for index, page in enumerate(pdf.pages):
        annotations = page.get("/Annots")
        if not isinstance(annotations, pikepdf.Array):
            continue
        for one in annotations:
            if not isinstance(one, pikepdf.Dictionary) or not _shows(one) or look.subtype(one) == "Link":
                continue
            bare = look.appearance(one) is None and not look.has_states(one)
            if bare or (regenerate and look.subtype(one) == "Widget"):
                found.append(index)
                break
    return found


def _shows(annotation: pikepdf.Object) -> bool:
    flags = look.whole(annotation.get("/F"))
    return not flags & (look.HIDDEN | look.NO_VIEW) and look.subtype(annotation) not in ICONS


def _flatten_page(
    pdf: pikepdf.Pdf,
    page: pikepdf.Page,
    number: int,
    annotations: pikepdf.Array,
    tags: Tags,
    seen: _Seen,
) -> None:
    links: list[pikepdf.Object] = []
    pieces: list[bytes] = []
    painter = Painter(pdf, page)
    # PDFium, like the others, paints form fields after everything else.
    in_order = sorted(
        (one for one in annotations if isinstance(one, pikepdf.Dictionary)),
        key=lambda one: look.subtype(one) == "Widget",
    )
    for one in in_order:
        kind = look.subtype(one)
        stays = kind == "Link" and _shows(one)
        content = _content(one, painter, look.rotation(page)) if _shows(one) else None
        _record(one, kind, number, content is not None, seen)
        if content:
            written = painter.written if tags.present else b""
            pieces.append(tags.marked(page, one, content, written, stays=stays))
        if stays:
            links.append(one)
    if pieces:
        painter.append(b"\n".join(pieces))
    if links:
        for link in links:
            for key in set(link.keys()) - LINK_KEYS:
                del link[key]
        page.obj["/Annots"] = pikepdf.Array([one if one.is_indirect else pdf.make_indirect(one) for one in links])
    else:
        del page.obj["/Annots"]


def _content(annotation: pikepdf.Object, painter: Painter, rotation: int) -> bytes | None:
    """Draw one annotation; None where it carries no picture, empty where its picture has no size."""
    form = look.appearance(annotation)
    if form is None:
        return _empty_box(annotation)
    matrix = look.placed(annotation, form, rotation)
    if matrix is None:
        return None
    if matrix[0] * matrix[3] - matrix[1] * matrix[2] == 0:
        return b""
    layer = annotation.get("/OC")
    name = painter.picture(form, layer if isinstance(layer, pikepdf.Dictionary) and layer.is_indirect else None)
    numbers = " ".join(f"{value:.6f}".rstrip("0").rstrip(".") for value in matrix)
    return f"q {numbers} cm {name} Do Q".encode()


def _empty_box(annotation: pikepdf.Object) -> bytes | None:
    """Draw the hairline box that PDFium shows for a tick box or radio button without any appearance."""
    rect = look.rectangle(annotation.get("/Rect"))
    if rect is None or look.subtype(annotation) != "Widget" or look.inherited(annotation, "/FT") != pikepdf.Name.Btn:
        return None
    if look.whole(look.inherited(annotation, "/Ff")) & PUSH_BUTTON:
        return None
    left, bottom, right, top = rect
    return f"q 0.667 G 0 w {left:.3f} {bottom:.3f} {right - left:.3f} {top - bottom:.3f} re S Q".encode()


def _record(annotation: pikepdf.Object, kind: str, page: int, drawn: bool, seen: _Seen) -> None:
    """Remember what is to be told of one annotation."""
    if kind == "Widget":
        value = look.inherited(annotation, "/V")
        if look.inherited(annotation, "/FT") == pikepdf.Name.Sig:
            if isinstance(value, pikepdf.Dictionary):
                seen.add(Code.SIGNATURE_INVALID, page)
        else:
            seen.add(Code.FORM_FLATTENED, page)
            if not drawn and _shows(annotation) and words_of(value).strip():
                seen.add(Code.NOT_DRAWN, page)
        return
    if kind == "Link":
        return
    if kind == "FileAttachment":
        seen.add(Code.FILES_REMOVED, page)
    elif kind in MEDIA:
        seen.add(Code.MEDIA_REMOVED, page)
    elif drawn:
        seen.add(Code.ANNOTATIONS_FLATTENED, page)
    elif kind in ICONS or not _shows(annotation):
        if kind != "Popup":
            seen.add(Code.ANNOTATIONS_REMOVED, page)
    else:
        seen.add(Code.NOT_DRAWN, page)
    if kind == "Redact":
        seen.add(Code.REDACTION_NOT_APPLIED, page)
    elif kind not in {"Popup", "FreeText"} or not drawn:
        words = words_of(annotation.get("/Contents"))
        if words.strip():
            seen.quotes.append((page, quoted(words)))


def _signed_without_a_place(pdf: pikepdf.Pdf) -> bool:
    """Whether a field that stands on no page holds a signature, or the file is certified."""
    permissions = pdf.Root.get("/Perms")
    if isinstance(permissions, pikepdf.Dictionary) and "/DocMDP" in permissions:
        return True
    form = pdf.Root.get("/AcroForm")
    fields = form.get("/Fields") if isinstance(form, pikepdf.Dictionary) else None
    waiting = list(fields) if isinstance(fields, pikepdf.Array) else []
    for _ in range(MOST_FIELDS):
        if not waiting:
            break
        one = waiting.pop()
        if not isinstance(one, pikepdf.Dictionary):
            continue
        if look.inherited(one, "/FT") == pikepdf.Name.Sig and isinstance(one.get("/V"), pikepdf.Dictionary):
            return True
        kids = one.get("/Kids")
        if isinstance(kids, pikepdf.Array) and len(waiting) < MOST_FIELDS:
            waiting.extend(kids)
    return False


SENTENCES = {
    Code.FORM_FLATTENED: "The form was flattened: its fields are printed as they were filled in.",
    Code.SIGNATURE_INVALID: "The electronic signature shows on the page, but is no longer valid in the pack.",
    Code.ANNOTATIONS_FLATTENED: "Comments, highlights or stamps that show on the page were made part of it.",
    Code.ANNOTATIONS_REMOVED: "Notes that do not show on the page were removed, with their words.",
    Code.NOT_DRAWN: "A comment, drawing or field carries no picture of itself, and was left out.",
    Code.FILES_REMOVED: "Files attached to the page were removed.",
    Code.MEDIA_REMOVED: "Sound, video or a 3D view was removed; its still picture stays.",
}


def _told(seen: _Seen, signed: bool) -> list[Told]:
    found = {code: tuple(sorted(pages)) for code, pages in seen.pages.items()}
    if signed:
        found.setdefault(Code.SIGNATURE_INVALID, ())
    return [Told(code, text, found[code]) for code, text in SENTENCES.items() if code in found]


def _notes(seen: _Seen) -> tuple[Told, ...]:
    """What the author or a reader wrote beside the text, quoted."""
    notes = [
        Told(Code.AUTHORS_NOTES, f"A note beside the text says: {words}", (page,))
        for page, words in seen.quotes[:MOST_NOTES]
    ]
    if len(seen.quotes) > MOST_NOTES:
        pages = tuple(sorted({page for page, _ in seen.quotes[MOST_NOTES:]}))
        notes.append(Told(Code.AUTHORS_NOTES, f"{len(seen.quotes) - MOST_NOTES} more notes are not quoted.", pages))
    redact = tuple(sorted(seen.pages.get(Code.REDACTION_NOT_APPLIED, ())))
    if redact:
        notes.append(Told(Code.REDACTION_NOT_APPLIED, REDACTION, redact))
    return tuple(notes)
