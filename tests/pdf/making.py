"""PDFs made for these tests, and what to look at in the packs composed from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops

from panel.pdf.assemble import OutlineEntry, PageRun, Stamp, assemble
from panel.pdf.geometry import inverse, multiply
from panel.pdf.ink import picture, pixels
from panel.pdf.placement import EDGE, FOOT, HEAD, place
from panel.pdf.prepared import PreparedFile, page_facts

_FINE = 3
LEVEL = 60
"""How far a pixel may differ, of 255: smoothed edges fall otherwise when a page is scaled."""

# An L, a dot and a word: no two ways of turning it look alike.
SIGN = (
    b"0.1 0.2 0.7 rg 60 120 30 300 re f 60 120 200 30 re f 0.8 0.1 0.1 rg 220 380 40 40 re f "
    b"BT 0 g /F1 24 Tf 100 300 Td (Upright) Tj ET\n"
)
FULL = b"0.9 0.9 0.6 rg -50 -50 2000 2000 re f\n" + SIGN


def helvetica() -> Dictionary:
    return Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)


def add_page(
    pdf: pikepdf.Pdf, content: bytes = SIGN, box: Sequence[float] = (0, 0, 400, 500), **keys: Any
) -> pikepdf.Page:
    page = pdf.add_blank_page(page_size=(400, 500))
    page.obj.MediaBox = Array(list(box))
    page.obj.Resources = Dictionary(Font=Dictionary(F1=helvetica()))
    page.obj.Contents = pdf.make_stream(content)
    for key, value in keys.items():
        page.obj["/" + key] = value
    return page


def document(*contents: bytes, **keys: Any) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    for content in contents or (SIGN,):
        add_page(pdf, content, **keys)
    return pdf


def run_of(prepared: PreparedFile, key: str = "4", first: int = 1, exempt: str | None = None) -> PageRun:
    numbers = range(first, first + len(page_facts(prepared)))
    return PageRun(
        source=prepared,
        stamps=tuple(Stamp(f"Page {number}", f"Item {key}", exempt) for number in numbers),
        labels=tuple(str(number) for number in numbers),
        destination=key,
        part_title=f"Item {key}",
    )


def pack_of(out: Path, *runs: PageRun, **options: Any) -> pikepdf.Pdf:
    outline = tuple(OutlineEntry(f"Item {run.destination}", at, own_bookmarks=True) for at, run in enumerate(runs))
    assemble(runs, out, title="Agenda pack", outline=options.pop("outline", outline), **options)
    pdf = pikepdf.open(out)
    assert pdf.check_pdf_syntax() == []
    return pdf


def pictures(path: Path, sizes: Sequence[tuple[float, float]]) -> Iterator[Image.Image]:
    with closing(pypdfium2.PdfDocument(path)) as opened:
        assert len(opened) == len(sizes)
        for number, size in enumerate(sizes):
            with closing(opened[number]) as page:
                yield picture(page, *size)


def drawn(data: Path | bytes, number: int, size: tuple[float, float]) -> Image.Image:
    """A page's picture, one pixel a point; drawn finer first, since PDFium moves edges and patterns to whole pixels."""
    with closing(pypdfium2.PdfDocument(data)) as opened, closing(opened[number]) as page:
        return picture(page, *pixels(*size), _FINE).reduce(_FINE)


def words_on(path: Path, number: int) -> str:
    with closing(pypdfium2.PdfDocument(path)) as opened, closing(opened[number]) as page:
        return page.get_textpage().get_text_bounded()


def differing(one: Image.Image, other: Image.Image, level: int = LEVEL) -> int:
    """How many pixels differ by more than the smoothing of edges."""
    assert one.size == other.size
    red, green, blue = ImageChops.difference(one.reduce(4), other.reduce(4)).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return sum(most.histogram()[level:])


def expected_page(
    data: Path | bytes, prepared: PreparedFile, number: int = 0, *, exempt: bool = False, a4: bool = False
) -> Image.Image:
    """How a page should look in a pack, but for its stamps: its old picture, moved to its place on a white sheet."""
    facts = page_facts(prepared)[number]
    where = place(facts, exempt=exempt, a4=a4)
    with closing(pypdfium2.PdfDocument(data)) as opened, closing(opened[number]) as page:
        original = picture(page, facts.width, facts.height, _FINE)
    across, up = pixels(where.width, where.height)
    x, y = original.width / facts.width, original.height / facts.height
    to_sheet = (where.width / (across * _FINE), 0, 0, -where.height / (up * _FINE), 0, where.height)
    a, b, c, d, e, f = multiply(multiply(to_sheet, inverse(where.matrix)), (x, 0, 0, -y, 0, original.height))
    size = (across * _FINE, up * _FINE)
    moved = original.transform(size, Image.Transform.AFFINE, (a, c, e, b, d, f), fillcolor="white")
    return moved.reduce(_FINE)


def without_stamps(image: Image.Image, *, exempt: bool = False) -> Image.Image:
    """Only the part of a page that is never stamped."""
    box = (0, 0, image.width, image.height - int(FOOT) - 1)
    if exempt:
        box = (int(EDGE) + 1, int(HEAD) + 1, image.width - int(EDGE) - 1, box[3])
    return image.crop(box)


def strip(image: Image.Image) -> Image.Image:
    return image.crop((0, image.height - int(FOOT) + 1, image.width, image.height))
