"""Prepare a paper and prove by pictures that it shows what was handed in, and that stamps show and cover nothing."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
import pypdfium2
from PIL import Image, ImageChops

from panel.pdf import canonical, layers
from panel.pdf.assemble import PageRun, Stamp, assemble
from panel.pdf.content import BROKEN, is_readable
from panel.pdf.index import load
from panel.pdf.ink import facts, picture
from panel.pdf.pages import page_geometry, settle_boxes
from panel.pdf.placement import FOOT, place
from panel.pdf.prepared import PageFacts, PreparedFile
from panel.pdf.raster import replace_with_picture

_PROBE = Stamp("Page 1234", "Item 56 · Appendix B7")
# Pictures are compared in squares of so many pixels: edges that are smoothed otherwise are no difference.
_SQUARE = 3
# How far a square may differ, of 255, and how many squares of a page may differ more.
_LEVEL = 48
_FEW = 0.0004


class Unusable(Exception):
    """A paper that cannot be brought into a pack; the reason is a sentence that says what to do."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def prepare_verified(pdf: pikepdf.Pdf, folder: Path, name: str) -> tuple[PreparedFile, list[str]]:
    """Prepare a cleaned document, and compare each page's picture with the document's own.

    A page that differs, or hides its stamp, is tried again as a form, then as a picture of itself. Answers with
    what an officer should be told; raises `Unusable`.
    """
    layers.settle(pdf)
    for page in pdf.pages:
        settle_boxes(page.obj)
    data = _saved(pdf)
    try:
        with closing(pypdfium2.PdfDocument(data)) as original:
            return _Trial(data, original, folder, name).run()
    except pypdfium2.PdfiumError as error:
        raise Unusable(_NOT_DRAWN) from error


_NOT_DRAWN = "The file cannot be drawn. Print it to PDF from the program that shows it, and hand in that PDF."
_NEVER_SAME = (
    "{pages} cannot be printed as handed in. "
    "Print the file to PDF from the program that shows it, and hand in that PDF."
)
_PICTURED = (
    "{pages} could not be taken as it stands and was replaced by a picture of itself. Compare it with the original."
)
_PICTURED_SEVERAL = (
    "{pages} could not be taken as they stand and were replaced by pictures of themselves. "
    "Compare them with the original."
)


@dataclass(frozen=True)
class _View:
    """A page as it was handed in: what is known of its ink, and its picture in squares, compressed."""

    facts: PageFacts
    size: tuple[int, int]
    squares: bytes

    def differs(self, image: Image.Image, rows: int) -> bool:
        """Whether a picture shows something else in its uppermost `rows` rows of pixels."""
        before = Image.frombytes("RGB", self.size, zlib.decompress(self.squares))
        return not _alike(before, image.reduce(_SQUARE), rows // _SQUARE)


class _Trial:
    """One paper on its way to a prepared file that shows the same."""

    def __init__(self, data: bytes, original: pypdfium2.PdfDocument, folder: Path, name: str) -> None:
        self._data = data
        self._original = original
        self._folder = folder
        self._name = name
        self._told: list[str] = []

    def run(self) -> tuple[PreparedFile, list[str]]:
        """Try, gently first."""
        with pikepdf.open(BytesIO(self._data)) as pdf:
            sizes = [(g.width, g.height) for g in (page_geometry(page.obj) for page in pdf.pages)]
            unreadable = [number for number, page in enumerate(pdf.pages) if not is_readable(page.obj)]
        if len(self._original) < len(sizes):
            raise Unusable(_NOT_DRAWN)
        self._views = [self._view(number, *size) for number, size in enumerate(sizes)]
        pictured = unreadable
        prepared = self._prepared((), pictured)
        bad = self._faults(prepared, range(len(sizes)))
        if bad:
            wrapped = bad
            prepared = self._prepared(wrapped, pictured)
            bad = self._faults(prepared, bad)
            if bad:
                pictured = sorted({*pictured, *bad})
                prepared = self._prepared(wrapped, pictured)
                bad = self._faults(prepared, bad)
        if bad:
            prepared.pdf.unlink(missing_ok=True)
            prepared.index.unlink(missing_ok=True)
            raise Unusable(_NEVER_SAME.format(pages=_pages(bad)))
        if pictured:
            sentence = _PICTURED if len(pictured) == 1 else _PICTURED_SEVERAL
            self._told.append(sentence.format(pages=_pages(pictured)))
        return prepared, [*self._told, *load(prepared.index).told]

    def _view(self, number: int, width: float, height: float) -> _View:
        page = self._original[number]
        with closing(page):
            image = picture(page, width, height)
        squares = image.reduce(_SQUARE)
        return _View(facts(image, width, height), squares.size, zlib.compress(squares.tobytes(), 1))

    def _prepared(self, wrapped: Sequence[int], pictured: Sequence[int]) -> PreparedFile:
        with pikepdf.open(BytesIO(self._data)) as pdf:
            known = [view.facts for view in self._views]
            for number in pictured:
                page = self._original[number]
                with closing(page):
                    replace_with_picture(pdf, number, page)
            try:
                return canonical.prepare(pdf, self._folder, self._name, facts=known, wrap=wrapped)
            except BROKEN as error:
                raise Unusable(_NOT_DRAWN) from error

    def _faults(self, prepared: PreparedFile, numbers: Sequence[int]) -> list[int]:
        """Those of the pages that do not show what was handed in, or do not bear a stamp."""
        count = len(self._views)
        run = PageRun(prepared, (_PROBE,) * count, ("",) * count, "check", "check")
        with TemporaryDirectory(prefix=f".{self._name}.", dir=self._folder) as temporary:
            stamped = Path(temporary) / "stamped.pdf"
            assemble([run], stamped, title="check", outline=())
            with (
                closing(pypdfium2.PdfDocument(stamped)) as after,
                closing(pypdfium2.PdfDocument(prepared.pdf)) as before,
            ):
                return [number for number in numbers if self._at_fault(number, before, after)]

    def _at_fault(self, number: int, before: pypdfium2.PdfDocument, after: pypdfium2.PdfDocument) -> bool:
        view = self._views[number]
        placement = place(view.facts)
        with closing(after[number]) as page:
            image = picture(page, placement.width, placement.height)
            if not _stamp_shows(page, image, placement.width, placement.height, number % 2 == 0):
                return True
        if not placement.moved:
            return view.differs(image, _above_the_foot(image, placement.height))
        with closing(before[number]) as page:
            image = picture(page, view.facts.width, view.facts.height)
        return view.differs(image, image.height)


def same_picture(one: pypdfium2.PdfPage, other: pypdfium2.PdfPage, size: tuple[float, float], foot: float = 0) -> bool:
    """Whether two pages of one size look the same, but for a strip of `foot` points at their feet."""
    first, second = picture(one, *size), picture(other, *size)
    rows = int(first.height * (1 - foot / size[1]))
    return _alike(first.reduce(_SQUARE), second.reduce(_SQUARE), rows // _SQUARE)


def _alike(one: Image.Image, other: Image.Image, rows: int) -> bool:
    if one.size != other.size:
        return False
    box = (0, 0, one.width, max(1, min(rows, one.height)))
    red, green, blue = ImageChops.difference(one.crop(box), other.crop(box)).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return sum(most.histogram()[_LEVEL:]) <= _FEW * box[2] * box[3]


def _above_the_foot(image: Image.Image, height: float) -> int:
    """How many rows of a page's picture lie above the strip."""
    return int(image.height * (height - FOOT) / height)


def _stamp_shows(page: pypdfium2.PdfPage, image: Image.Image, width: float, height: float, right: bool) -> bool:
    """Whether the strip holds the stamp, as words and as ink, and nothing else."""
    with closing(page.get_textpage()) as read:
        words = read.get_text_bounded(0, 0, width, FOOT)
    if _PROBE.number not in words or _PROBE.item not in words:
        return False
    strip = image.crop((0, _above_the_foot(image, height) + 1, image.width, image.height))
    expected = _expected_strip(width, height, right)
    different = ImageChops.difference(strip, expected).convert("L").histogram()
    return sum(different[_LEVEL:]) == 0


@lru_cache(maxsize=16)
def _expected_strip(width: float, height: float, right: bool) -> Image.Image:
    """The strip of an empty page that bears the same stamp."""
    with TemporaryDirectory() as temporary, pikepdf.new() as pdf:
        for _ in range(2):
            pdf.add_blank_page(page_size=(width, height))
        folder = Path(temporary)
        blank = [PageFacts(width, height, None, False)] * 2
        prepared = canonical.prepare(pdf, folder, "blank", facts=blank)
        assemble(
            [PageRun(prepared, (_PROBE, _PROBE), ("", ""), "check", "check")],
            folder / "stamped.pdf",
            title="check",
            outline=(),
        )
        with (
            closing(pypdfium2.PdfDocument(folder / "stamped.pdf")) as document,
            closing(document[0 if right else 1]) as page,
        ):
            image = picture(page, width, height)
    return image.crop((0, _above_the_foot(image, height) + 1, image.width, image.height))


def _saved(pdf: pikepdf.Pdf) -> bytes:
    out = BytesIO()
    pdf.save(out, encryption=False, stream_decode_level=pikepdf.StreamDecodeLevel.none, static_id=True)
    return out.getvalue()


def _pages(numbers: Sequence[int]) -> str:
    """Name pages as an officer counts them: "Page 3", "Pages 1, 2 and 5"."""
    listed = [str(number + 1) for number in numbers]
    if len(listed) == 1:
        return f"Page {listed[0]}"
    if len(listed) > 12:
        return f"{len(listed)} pages, the first of them page {listed[0]},"
    return "Pages " + ", ".join(listed[:-1]) + " and " + listed[-1]
