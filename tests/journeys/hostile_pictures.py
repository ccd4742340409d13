"""Look at hostile files in a composed pack: each page beside the page that was handed in, as PDFium draws both.

Runs in processes of its own, since PDFium may break down on such files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from io import BytesIO
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
import pypdfium2
from PIL import Image, ImageChops
from pypdfium2 import raw

from panel.pdf import canonical
from panel.pdf.assemble import PageRun, Stamp, assemble
from panel.pdf.geometry import Box, move_box
from panel.pdf.placement import EDGE, FOOT, HEAD, Placement, place
from panel.pdf.prepared import PageFacts, page_facts
from tests.journeys.hostile_table import InPack

SCALE = 2.0
"""Pixels a point."""
MOST_PIXELS = 6_000_000
LEVEL = 48
"""How far a pixel may differ, of 255, as in `panel.pdf.verify`: letters of forms are smoothed otherwise."""
FAINT = 6
"""How far a pixel beside the paper may differ, where nothing but the stamp is drawn."""
WHITE = 250
"""Paler is no ink."""
DARK = 128
FINER = (2, 4)
"""How many times finer pages are drawn for a second and a third look."""

# What belongs to the screen, not to the page: icons of notes and of attached files, which are taken off and told.
ICONS = frozenset({raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_FILEATTACHMENT, raw.FPDF_ANNOT_SOUND})


@dataclass(frozen=True)
class PageSeen:
    """What comparing one page of a pack with the page that was handed in showed."""

    page: int
    """Of the paper, counted from 1."""
    moved: bool
    changed: int
    """Pixels of the paper that look different, outside the strips."""
    beside: int
    """Pixels beside the paper and in the strips that are not as on an empty sheet with the same stamp."""
    reach: float
    """How far, in points, the ink that was handed in reaches into a strip."""
    words: str
    """What is read in the strip."""
    inked: bool
    """Whether dark pixels stand where each letter of the stamp is read."""
    head: str
    """What is read in the strip at the head."""


def look(paper: InPack) -> list[PageSeen]:
    """Compare every page of one paper."""
    if paper.taken.prepared is None:
        return []
    exempt = paper.exempt is not None
    sheets = [_Sheet(one, place(one, exempt=exempt), exempt) for one in page_facts(paper.taken.prepared)]
    # The first time that PDFium meets a font which it has to replace, it spaces it differently: loaded twice, then.
    with _original(paper.taken.hostile.file) as original, closing(pypdfium2.PdfDocument(paper.pack)) as pack:
        for document, first in ((original, 0), (pack, paper.first_page - 1)):
            for number, sheet in enumerate(sheets):
                with closing(document[first + number]) as page:
                    _drawn(page, sheet.whole, sheet.whole, pixels=(150, 200))
    with (
        TemporaryDirectory(prefix="look-") as folder,
        _original(paper.taken.hostile.file) as original,
        closing(pypdfium2.PdfDocument(paper.pack)) as pack,
        closing(pypdfium2.PdfDocument(_empty(paper, sheets, Path(folder)))) as empty,
    ):
        return [_compared(paper, number, sheet, original, pack, empty) for number, sheet in enumerate(sheets)]


@contextmanager
def _original(file: Path) -> Iterator[pypdfium2.PdfDocument]:
    """Open a file as it was handed in; what PDFium cannot open, as qpdf repairs it."""
    try:
        document = _as_it_shows(file)
    except pypdfium2.PdfiumError:
        saved = BytesIO()
        with pikepdf.open(file) as pdf:
            pdf.save(saved, encryption=False)
        document = _as_it_shows(saved.getvalue())
    with closing(document):
        yield document


def _as_it_shows(data: Path | bytes) -> pypdfium2.PdfDocument:
    """Open a file with its form, without icons, and with crop boxes that show something of their pages."""
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    for page in document:
        with closing(page):
            _take_off_icons(page)
            media, crop = page.get_mediabox(), page.get_cropbox()
            if crop[0] >= media[2] or crop[2] <= media[0] or crop[1] >= media[3] or crop[3] <= media[1]:
                # Viewers show the whole page then; PDFium draws it upside down.
                page.set_cropbox(*media)
    return document


def _take_off_icons(page: pypdfium2.PdfPage) -> None:
    for number in reversed(range(raw.FPDFPage_GetAnnotCount(page))):
        annotation = raw.FPDFPage_GetAnnot(page, number)
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        raw.FPDFPage_CloseAnnot(annotation)
        if kind in ICONS:
            raw.FPDFPage_RemoveAnnot(page, number)


def _empty(paper: InPack, sheets: Sequence[_Sheet], folder: Path) -> Path:
    """Make empty sheets with the same stamps, on the same sides of the paper."""
    shift = (paper.first_page - 1) % 2
    sizes = [(one.placement.width, one.placement.height) for one in sheets]
    sizes = sizes[:1] * shift + sizes
    with pikepdf.new() as pdf:
        for size in sizes:
            pdf.add_blank_page(page_size=size)
        prepared = canonical.prepare(pdf, folder, "empty", facts=[PageFacts(*size, None, False) for size in sizes])
    stamps = [Stamp(number, paper.item, paper.exempt) for number in (paper.numbers[0],) * shift + paper.numbers]
    run = PageRun(prepared, tuple(stamps), ("",) * len(stamps), "empty", "empty")
    assemble([run], folder / "sheets.pdf", title="empty", outline=())
    return folder / "sheets.pdf"


@dataclass(frozen=True)
class _Sheet:
    """A page of a paper and the sheet that it stands on, all in points."""

    facts: PageFacts
    placement: Placement
    exempt: bool

    @property
    def whole(self) -> Box:
        """The sheet."""
        return 0.0, 0.0, self.placement.width, self.placement.height

    @property
    def paper(self) -> Box:
        """Where on the sheet the paper's page stands."""
        return move_box(self.placement.matrix, (0, 0, self.facts.width, self.facts.height))

    @property
    def free(self) -> Box:
        """What of the sheet is never stamped."""
        side, head = (EDGE, HEAD) if self.exempt else (0.0, 0.0)
        return side, FOOT, self.placement.width - side, self.placement.height - head


def _compared(
    paper: InPack,
    number: int,
    sheet: _Sheet,
    original: pypdfium2.PdfDocument,
    pack: pypdfium2.PdfDocument,
    empty: pypdfium2.PdfDocument,
) -> PageSeen:
    first = paper.first_page - 1
    with (
        closing(original[number]) as handed_in,
        closing(pack[first + number]) as page,
        closing(empty[number + first % 2]) as blank,
    ):
        whole = _drawn(page, sheet.whole, sheet.whole)
        beside = _pixels_beside(whole, _drawn(blank, sheet.whole, sheet.whole), sheet)
        with closing(page.get_textpage()) as text:
            words = text.get_text_bounded(0, 0, sheet.placement.width, FOOT)
            inked = [_is_inked(text, one, whole, sheet) for one in (paper.numbers[number], paper.item)]
            head = text.get_text_bounded(0, sheet.placement.height - HEAD, *sheet.whole[2:])
        before, changed = _changed(handed_in, page, sheet, original, 1)
        for finer in FINER:
            # A picture that PDFium has moved to whole pixels is moved less where there are more of them.
            if changed:
                changed = _changed(handed_in, page, sheet, original, finer)[1]
    return PageSeen(number + 1, sheet.placement.moved, changed, beside, _reach(before, sheet), words, all(inked), head)


def _changed(
    handed_in: pypdfium2.PdfPage,
    page: pypdfium2.PdfPage,
    sheet: _Sheet,
    original: pypdfium2.PdfDocument,
    finer: int,
) -> tuple[Image.Image, int]:
    """Draw a page as it was handed in, and count in how many pixels the page of the pack differs from it."""
    own = (0.0, 0.0, sheet.facts.width, sheet.facts.height)
    before = _drawn(handed_in, own, own, forms=original, finer=finer)
    after = _drawn(page, sheet.whole, sheet.paper, pixels=before.size)
    kept = _pixels_of(sheet.paper, sheet.free, before.size)
    return before, pixels_that_differ(before.crop(kept).reduce(finer), after.crop(kept).reduce(finer))


def _drawn(
    page: pypdfium2.PdfPage,
    sheet: Box,
    part: Box,
    *,
    forms: pypdfium2.PdfDocument | None = None,
    pixels: tuple[int, int] | None = None,
    finer: int = 1,
) -> Image.Image:
    """Draw a part of a page, on white; `pixels` settles how finely."""
    wide, high = part[2] - part[0], part[3] - part[1]
    scale = finer * min(SCALE, (MOST_PIXELS / (wide * high)) ** 0.5)
    across, up = pixels or (max(1, ceil(wide * scale)), max(1, ceil(high * scale)))
    bitmap = pypdfium2.PdfBitmap.new_native(across, up, raw.FPDFBitmap_BGRx)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, across, up)
    if part == sheet:
        raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, across, up, 0, raw.FPDF_ANNOT)
        if forms is not None and forms.formenv is not None:
            raw.FPDF_FFLDraw(forms.formenv, bitmap, page, 0, 0, across, up, 0, raw.FPDF_ANNOT)
    else:
        x, y = across / wide, up / high
        matrix = raw.FS_MATRIX(x, 0, 0, y, -part[0] * x, -(sheet[3] - part[3]) * y)
        raw.FPDF_RenderPageBitmapWithMatrix(bitmap, page, matrix, raw.FS_RECTF(0, 0, across, up), raw.FPDF_ANNOT)
    image = Image.frombuffer("RGB", (across, up), bitmap.buffer, "raw", "BGRX", bitmap.stride, 1)
    bitmap.close()
    return image


def _is_inked(text: pypdfium2.PdfTextPage, words: str, whole: Image.Image, sheet: _Sheet) -> bool:
    """Whether each letter of some words in the strip has a dark pixel."""
    with closing(text.search(words, match_case=True)) as search:
        while (found := search.get_next()) is not None:
            letters = [found[0] + at for at in range(found[1]) if words[at] != " "]
            boxes = [text.get_charbox(letter) for letter in letters]
            if all(box[3] <= FOOT for box in boxes):
                places = [_pixels_of(sheet.whole, box, whole.size, grow=1) for box in boxes]
                return all(whole.crop(place).convert("L").getextrema()[0] < DARK for place in places)
    return False


def _pixels_of(paper: Box, part: Box, size: tuple[int, int], grow: int = -1) -> tuple[int, int, int, int]:
    """Where a part of the sheet stands in the picture of the paper, whole pixels only, the border left out."""
    x, y = size[0] / (paper[2] - paper[0]), size[1] / (paper[3] - paper[1])
    left, right = round((part[0] - paper[0]) * x) - grow, round((part[2] - paper[0]) * x) + grow
    top, bottom = round((paper[3] - part[3]) * y) - grow, round((paper[3] - part[1]) * y) + grow
    return max(0, left), max(0, top), min(size[0], right), min(size[1], bottom)


def pixels_that_differ(one: Image.Image, other: Image.Image) -> int:
    """Count pixels of either picture that look like none beside the same place in the other.

    PDFium moves edges, pictures and letters to whole pixels, so a page that is scaled has some of them a pixel, half
    a point, away. Pictures that do not differ at all need no such allowance.
    """
    box = _difference(one, other).point([255 if level >= LEVEL else 0 for level in range(256)]).getbbox()
    if box is None:
        return 0
    # What lies beyond all around it differs from its own place at least: elsewhere nobody need look.
    box = (box[0] - 1, box[1] - 1, box[2] + 1, box[3] + 1)
    if box[0] >= 0 and box[1] >= 0 and box[2] <= one.width and box[3] <= one.height:
        one, other = one.crop(box), other.crop(box)
    strange = ImageChops.lighter(_beyond(one, other), _beyond(other, one))
    return sum(strange.histogram()[LEVEL:])


def _beyond(one: Image.Image, other: Image.Image) -> Image.Image:
    """How far each pixel is darker than the darkest, or paler than the palest, of those around it in the other."""
    darker = ImageChops.subtract(_around(other, ImageChops.darker), one)
    paler = ImageChops.subtract(one, _around(other, ImageChops.lighter))
    red, green, blue = ImageChops.lighter(darker, paler).split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def _around(image: Image.Image, pick: Callable[[Image.Image, Image.Image], Image.Image]) -> Image.Image:
    """Pick for each pixel among the nine around it; much faster than Pillow's filters."""
    for across, up in ((1, 0), (0, 1)):
        image = pick(image, pick(ImageChops.offset(image, across, up), ImageChops.offset(image, -across, -up)))
    return image


def _difference(one: Image.Image, other: Image.Image) -> Image.Image:
    """How far two pictures differ, in whichever channel they differ most."""
    red, green, blue = ImageChops.difference(one, other).split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def _pixels_beside(whole: Image.Image, empty: Image.Image, sheet: _Sheet) -> int:
    """Count the pixels of the strips, and beside the paper, that are not as on an empty sheet."""
    left, bottom, right, top = sheet.paper
    free = sheet.free
    shown = (max(left, free[0]), max(bottom, free[1]), min(right, free[2]), min(top, free[3]))
    difference = _difference(whole, empty)
    difference.paste(0, _pixels_of(sheet.whole, shown, whole.size, grow=2))
    return sum(difference.histogram()[FAINT:])


def _reach(before: Image.Image, sheet: _Sheet) -> float:
    """How far ink reaches into a strip, in points; a side of the sheet itself is no strip."""
    red, green, blue = before.split()
    least = ImageChops.darker(ImageChops.darker(red, green), blue)
    box = least.point([255 if level < WHITE else 0 for level in range(256)]).getbbox()
    if box is None:
        return 0.0
    x, y = sheet.facts.width / before.width, sheet.facts.height / before.height
    upright = (box[0] * x, sheet.facts.height - box[3] * y, box[2] * x, sheet.facts.height - box[1] * y)
    ink, free = move_box(sheet.placement.matrix, upright), sheet.free
    into = [0.0, free[1] - ink[1]]
    into += [free[0] - ink[0], ink[2] - free[2], ink[3] - free[3]] if sheet.exempt else []
    return max(into)
