"""Invented PDFs for the tests of cleaning, and their pictures."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops
from reportlab.pdfgen import canvas

from panel.pdf.told import Told


def drawn(*pages: Callable[[canvas.Canvas], None], size: tuple[float, float] = (400, 300)) -> bytes:
    """Draw a PDF, one function a page."""
    out = BytesIO()
    sheet = canvas.Canvas(out, pagesize=size, invariant=1)
    for page in pages or (plain,):
        page(sheet)
        sheet.showPage()
    sheet.save()
    return out.getvalue()


def plain(sheet: canvas.Canvas) -> None:
    """Draw one line of text."""
    sheet.drawString(40, 250, "Report to the panel")


def changed(data: bytes, change: Callable[[pikepdf.Pdf], Any], **saving: Any) -> bytes:
    """Change a PDF by hand."""
    with pikepdf.open(BytesIO(data)) as pdf:
        change(pdf)
        out = BytesIO()
        pdf.save(out, **saving)
    return out.getvalue()


def annotation(pdf: pikepdf.Pdf, subtype: str, rect: tuple[float, ...], page: int = 0, **more: Any) -> pikepdf.Object:
    """Add an annotation to a page."""
    made = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name(f"/{subtype}"), Rect=Array(rect), F=4, **more))
    sheet = pdf.pages[page].obj
    if "/Annots" not in sheet:
        sheet["/Annots"] = Array()
    sheet["/Annots"].append(made)
    return made


def appearance(pdf: pikepdf.Pdf, content: str, box: tuple[float, ...], **more: Any) -> pikepdf.Dictionary:
    """Make an appearance dictionary of one picture."""
    font = Dictionary(F=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    form = pdf.make_stream(
        content.encode(),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array(box),
        Resources=Dictionary(Font=font),
        **more,
    )
    return Dictionary(N=form)


def field(pdf: pikepdf.Pdf, rect: tuple[float, ...], page: int = 0, **more: Any) -> pikepdf.Object:
    """Add a form field to a page."""
    made = annotation(pdf, "Widget", rect, page, T=pikepdf.String(f"field {len(pdf.objects)}"), **more)
    if "/AcroForm" not in pdf.Root:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        pdf.Root.AcroForm = Dictionary(
            Fields=Array(), DA=pikepdf.String("/Helv 0 Tf 0 g"), DR=Dictionary(Font=Dictionary(Helv=font))
        )
    pdf.Root.AcroForm.Fields.append(made)
    return made


def pictures(data: bytes, scale: float = 2) -> list[Image.Image]:
    """Draw every page as PDFium shows it, with its forms and annotations."""
    # The first time that PDFium meets a font which it has to replace, it spaces it differently: twice, then.
    for again in (False, True):
        with pypdfium2.PdfDocument(data) as document:
            document.init_forms()
            found = [page.render(scale=scale if again else 0.2).to_pil().convert("RGB") for page in document]
    return found


def differing(before: bytes, after: bytes) -> int:
    """Count the pixels that differ plainly: PDFium smooths the letters of form fields otherwise than others."""
    first, second = pictures(before), pictures(after)
    assert [one.size for one in first] == [one.size for one in second]
    count = 0
    for one, other in zip(first, second, strict=True):
        histogram = ImageChops.difference(one, other).convert("L").histogram()
        count += sum(histogram[48:])
    return count


def inked(data: bytes, page: int = 0) -> int:
    """Count the pixels of a page that are not white."""
    return sum(pictures(data)[page].convert("L").histogram()[:250])


def told(found: tuple[Told, ...]) -> dict[str, tuple[int, ...]]:
    """What was told, by code, with its pages."""
    return {str(one.code): one.pages for one in found}


def text_of(data: bytes, page: int = 0) -> str:
    """The text of a page."""
    with pypdfium2.PdfDocument(data) as document:
        return document[page].get_textpage().get_text_range()


def everything_in(data: bytes) -> bytes:
    """All dictionaries, strings and decoded streams of a PDF, one after the other."""
    parts = []
    with pikepdf.open(BytesIO(data)) as pdf:
        parts.append(pdf.trailer.unparse())
        for one in pdf.objects:
            if isinstance(one, pikepdf.Stream):
                parts.append(one.stream_dict.unparse())
                try:
                    parts.append(one.read_bytes())
                except pikepdf.PdfError:
                    parts.append(one.read_raw_bytes())
            elif isinstance(one, pikepdf.Object):
                parts.append(one.unparse(resolved=True))
    return b"\n".join(parts)


ACTIVE = re.compile(
    rb"/(?:JavaScript|JS|Launch|SubmitForm|ImportData|OpenAction|AA|EmbeddedFiles?|EF|RichMedia|Rendition|GoToR|GoToE"
    rb"|AcroForm|XFA|PieceInfo|Collection|Perms)(?![A-Za-z0-9_])"
)
