"""Open a PDF that somebody handed in, and leave in it nothing but pages, links, bookmarks, tags and layers.

Runs in the sandbox: a parser may crash, hang or run out of memory here, and only the one paper is lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
from pypdfium2 import raw as pdfium_raw

from panel.pdf import clean_flatten, clean_strip
from panel.pdf.clean_save import bytes_of
from panel.pdf.told import Code, RefusalCode, Refused, Told

MAX_PAGES = 5_000

# Guards against files made to exhaust memory: what one decoded stream may take, in bytes, and how deep filters
# may be stacked. qpdf holds these for the whole process, which is the sandboxed one.
MAX_STREAM = 256 * 1024 * 1024
MAX_FILTERS = 8

EMPTY = "The file is empty. Ask the author to send it again."
NOT_PDF = "This is not a PDF. Save the paper as PDF, or hand in the Word file."
DAMAGED = "The file is damaged beyond repair. Open it in the program it was made with and save it as PDF again."
PASSWORD = "The file needs a password. Ask the author for a copy without one."  # noqa: S105 - a sentence
PROTECTED = "The file is protected in a way that cannot be opened here. Ask the author for a copy without protection."
NO_PAGES = "The file has no pages. Ask the author to save it as PDF again."
TOO_MANY_PAGES = "The file has {n:,} pages; at most {most:,} can be taken. Hand it in as several files."
XFA = (
    "The file is an XFA form, which most programs cannot show. Open it in Adobe Reader, print it to PDF, "
    "and hand in that PDF."
)
REPAIRED = "The file was damaged and has been repaired. Compare it with the original before it is published."
DECRYPTED = "The file was protected against changes; the pack holds it unprotected."
PORTFOLIO = (
    "The file is a portfolio: a cover sheet with other files inside it. Take the files out of it and hand them in "
    "one by one."
)

# What qpdf raises on a broken file, and what comes of objects of another type than the standard wants there:
# then the file is wrong, not the program.
FAULTS = (
    pikepdf.PdfError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    IndexError,
    OverflowError,
    RuntimeError,
)

# Slips of common programs that cost nothing: no officer needs to hear of them.
_COMMON = re.compile(
    "xref entry for the xref stream itself is missing|reported number of objects|stream keyword followed by"
    "|extraneous whitespace|Resources is missing or invalid|invalid /ID in trailer"
)


@dataclass(frozen=True)
class Cleaned:
    """A paper made safe. `told` is what was done to it; `notes` quote what was taken out, so keep them restricted."""

    pdf: pikepdf.Pdf
    told: tuple[Told, ...]
    data: bytes
    """The same as `pdf`, saved: decrypted, with nothing in it that its pages do not use."""
    notes: tuple[Told, ...] = ()


def clean(source: Path | str | bytes) -> Cleaned:
    """Open, repair, decrypt, flatten and strip a PDF; raises `Refused` with a reason that says what to do."""
    data = source if isinstance(source, bytes) else Path(source).read_bytes()
    if not data.strip():
        raise Refused(RefusalCode.EMPTY, EMPTY)
    guard()
    told: list[Told] = []
    try:
        pdf = _opened(data, told)
        _refuse_what_cannot_be_used(pdf)
        active = clean_strip.Active.of(pdf)
        flat = clean_flatten.flatten(pdf)
        told += flat.told
        told += clean_strip.strip_document(pdf, active)
        # Saving drops the objects that nothing refers to any more.
        pdf = pikepdf.open(BytesIO(bytes_of(pdf)))
        told += clean_strip.sweep(pdf)
        data = bytes_of(pdf)
        pdf = pikepdf.open(BytesIO(data))
        _refuse_no_pages(pdf)
    except Refused:
        raise
    except (*FAULTS, pypdfium2.PdfiumError, MemoryError) as error:
        raise Refused(RefusalCode.DAMAGED, DAMAGED) from error
    return Cleaned(pdf, _in_order(told), data, flat.notes)


def guard() -> None:
    """Set qpdf's limits against decompression bombs, for this process."""
    pikepdf.settings.set_qpdf_limits(
        max_stream_filters=MAX_FILTERS,
        flate_max_memory=MAX_STREAM,
        run_length_max_memory=MAX_STREAM,
        png_max_memory=MAX_STREAM,
        tiff_max_memory=MAX_STREAM,
        dct_max_memory=MAX_STREAM,
    )


def _opened(data: bytes, told: list[Told]) -> pikepdf.Pdf:
    """Open with qpdf, which repairs; else as PDFium re-saves it."""
    try:
        pdf = pikepdf.open(BytesIO(data))
        found = len(pdf.pages)
    except pikepdf.PasswordError as error:
        raise Refused(RefusalCode.PASSWORD, PASSWORD) from error
    except FAULTS as error:
        pdf, repaired = _through_pdfium(data, error), True
    else:
        faulty = any(not _COMMON.search(str(warning)) for warning in pdf.get_warnings())
        better = _with_more_pages(data, found) if faulty or not found else None
        pdf, repaired = better or pdf, faulty or better is not None
    if repaired:
        told.append(Told(Code.REPAIRED, REPAIRED))
    if pdf.is_encrypted:
        told.append(Told(Code.DECRYPTED, DECRYPTED))
    return pdf


def _with_more_pages(data: bytes, found: int) -> pikepdf.Pdf | None:
    """Read a faulty file through PDFium, if that finds more pages in it than qpdf did."""
    try:
        with pypdfium2.PdfDocument(data) as document:
            if len(document) <= found:
                return None
        return _through_pdfium(data, None)
    except (pypdfium2.PdfiumError, Refused):
        return None


def _through_pdfium(data: bytes, cause: Exception | None) -> pikepdf.Pdf:
    """Open what qpdf cannot, as PDFium re-saves it; where that is no better, its pages in a new file."""
    try:
        with pypdfium2.PdfDocument(data) as document:
            if not len(document):
                raise Refused(RefusalCode.NO_PAGES, NO_PAGES)
            # A page that PDFium itself cannot load would come through empty: then nothing was repaired.
            for page in document:
                page.close()
            try:
                return _as_saved(document)
            except FAULTS:
                with pypdfium2.PdfDocument.new() as fresh:
                    fresh.import_pages(document)
                    return _as_saved(fresh)
    except pypdfium2.PdfiumError as error:
        raise _refusal(data, cause, error) from error
    except FAULTS as error:
        raise Refused(RefusalCode.DAMAGED, DAMAGED) from error


def _as_saved(document: pypdfium2.PdfDocument) -> pikepdf.Pdf:
    out = BytesIO()
    document.save(out, flags=pdfium_raw.FPDF_REMOVE_SECURITY)
    pdf = pikepdf.open(BytesIO(out.getvalue()))
    _refuse_no_pages(pdf)
    return pdf


def _refusal(data: bytes, cause: Exception | None, error: Exception) -> Refused:
    """Tell a file that is protected, or is no PDF at all, from one that is damaged."""
    words = f"{cause} {error}".lower()
    if "password" in words:
        return Refused(RefusalCode.PASSWORD, PASSWORD)
    if "unsupported" in words and ("encrypt" in words or "security" in words):
        return Refused(RefusalCode.PROTECTED, PROTECTED)
    if b"%PDF-" not in data[:4096] and b" obj" not in data:
        return Refused(RefusalCode.NOT_PDF, NOT_PDF)
    return Refused(RefusalCode.DAMAGED, DAMAGED)


def _refuse_no_pages(pdf: pikepdf.Pdf) -> None:
    pages = len(pdf.pages)
    if pages == 0:
        raise Refused(RefusalCode.NO_PAGES, NO_PAGES)
    if pages > MAX_PAGES:
        raise Refused(RefusalCode.TOO_MANY_PAGES, TOO_MANY_PAGES.format(n=pages, most=MAX_PAGES))


def _refuse_what_cannot_be_used(pdf: pikepdf.Pdf) -> None:
    _refuse_no_pages(pdf)
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary):
        xfa = form.get("/XFA")
        if isinstance(xfa, pikepdf.Stream) or (isinstance(xfa, pikepdf.Array) and len(xfa)):
            raise Refused(RefusalCode.XFA, XFA)
    if pdf.Root.get("/NeedsRendering") is True:
        raise Refused(RefusalCode.XFA, XFA)
    if isinstance(pdf.Root.get("/Collection"), pikepdf.Dictionary) and len(pdf.pages) == 1 and pdf.attachments:
        raise Refused(RefusalCode.PORTFOLIO, PORTFOLIO)


def _in_order(told: list[Told]) -> tuple[Told, ...]:
    """One of each kind, in the order of `Code`: sentences of the same kind joined, and their pages."""
    joined = []
    for code in Code:
        same = [one for one in told if one.code == code]
        if same:
            text = " ".join(dict.fromkeys(one.text for one in same))
            joined.append(Told(code, text, tuple(sorted({page for one in same for page in one.pages}))))
    return tuple(joined)
