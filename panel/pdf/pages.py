"""Bring a page upright: boxes, rotation, units and inherited attributes become one matrix before its content."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

import pikepdf

from panel.pdf import content
from panel.pdf.geometry import IDENTITY, Box, Matrix, cm, intersection, ordered, upright
from panel.pdf.index import FONT_KEY

_CATEGORIES = ("/ColorSpace", "/ExtGState", "/Pattern", "/Properties", "/Shading", "/XObject")
_INHERITED = ("/MediaBox", "/CropBox", "/Rotate", "/Resources")
# What viewers take where a page names no usable box.
_LETTER: Box = (0.0, 0.0, 612.0, 792.0)
_SMALLEST = 0.01


@dataclass(frozen=True)
class Geometry:
    """What of a page is shown, and how it becomes [0 0 width height] in points."""

    box: Box
    matrix: Matrix
    width: float
    height: float


@dataclass
class Upright:
    """A page on its way into the canonical file."""

    page: pikepdf.Object
    """The page as it came; it stands for the page wherever something refers to it."""
    geometry: Geometry
    resources: pikepdf.Object
    group: pikepdf.Object | None
    contents: list[pikepdf.Object] = field(default_factory=list)
    form: pikepdf.Stream | None = None
    """Set where the content was put into a form of its own."""

    @property
    def matrix(self) -> Matrix:
        """From the page's own space to the upright page."""
        return self.geometry.matrix

    @property
    def width(self) -> float:
        """Of the upright page."""
        return self.geometry.width

    @property
    def height(self) -> float:
        """Of the upright page."""
        return self.geometry.height


class Straightener:
    """Makes pages upright, sharing what they share."""

    def __init__(self, pdf: pikepdf.Pdf, font: pikepdf.Object, wrap: Iterable[int], *, trusted: bool) -> None:
        self._pdf = pdf
        self._font = font
        self._wrap = frozenset(wrap)
        self._trusted = trusted
        self._resources: dict[tuple[int, int], pikepdf.Object] = {}
        self._sound: dict[tuple[tuple[int, int], ...], bool] = {}
        self._prefixes: dict[Matrix, pikepdf.Object] = {}
        self._suffix: pikepdf.Object | None = None

    def straighten(self, number: int, page: pikepdf.Object) -> Upright:
        """Take one page, `number` counted from 0."""
        found = inherited(page)
        geometry = _geometry(page, found)
        resources = found.get("/Resources")
        if not isinstance(resources, pikepdf.Dictionary):
            resources = pikepdf.Dictionary()
        group = page.get("/Group")
        leaf = Upright(page, geometry, resources, _indirect_group(self._pdf, group))
        streams = content.streams_of(page)
        if not streams:
            leaf.resources = self._with_font(pikepdf.Dictionary())
        elif number in self._wrap or self._needs_a_form(streams, resources):
            self._wrap_page(leaf, streams)
        else:
            self._keep_page(leaf, streams)
        return leaf

    def _needs_a_form(self, streams: list[pikepdf.Stream], resources: pikepdf.Object) -> bool:
        # A pattern's matrix counts from the page's own corner, whatever is set before the content; within a form
        # it counts from the form's. So content with patterns moves rightly only as a form.
        patterns = resources.get("/Pattern")
        if isinstance(patterns, pikepdf.Dictionary) and len(patterns.keys()):
            return True
        fonts = resources.get("/Font")
        if isinstance(fonts, pikepdf.Dictionary) and FONT_KEY in fonts:
            return True
        if self._trusted:
            return False
        key = tuple(stream.objgen for stream in streams)
        if key not in self._sound:
            self._sound[key] = content.is_sound(streams)
        return not self._sound[key]

    def _wrap_page(self, leaf: Upright, streams: list[pikepdf.Stream]) -> None:
        leaf.form = content.as_form(self._pdf, streams, _known(leaf.resources), leaf.geometry.box, leaf.matrix)
        leaf.contents = [self._pdf.make_stream(b"/PnlPage Do\n")]
        outer = pikepdf.Dictionary()
        outer["/XObject"] = pikepdf.Dictionary({"/PnlPage": leaf.form})
        leaf.resources = self._with_font(outer)

    def _keep_page(self, leaf: Upright, streams: list[pikepdf.Stream]) -> None:
        leaf.contents = list(streams)
        if leaf.matrix != IDENTITY:
            if leaf.matrix not in self._prefixes:
                self._prefixes[leaf.matrix] = self._pdf.make_stream(b"q " + cm(leaf.matrix))
            if self._suffix is None:
                self._suffix = self._pdf.make_stream(b"Q\n")
            leaf.contents = [self._prefixes[leaf.matrix], *streams, self._suffix]
        key = leaf.resources.objgen
        if key == (0, 0):
            leaf.resources = self._with_font(_known(leaf.resources))
            return
        if key not in self._resources:
            self._resources[key] = self._with_font(_known(leaf.resources))
        leaf.resources = self._resources[key]

    def _with_font(self, resources: pikepdf.Dictionary) -> pikepdf.Object:
        fonts = resources.get("/Font")
        kept = dict(fonts.items()) if isinstance(fonts, pikepdf.Dictionary) else {}
        resources["/Font"] = pikepdf.Dictionary(kept | {FONT_KEY: self._font})
        return self._pdf.make_indirect(resources)


def page_geometry(page: pikepdf.Object) -> Geometry:
    """How a page is shown."""
    return _geometry(page, inherited(page))


def _geometry(page: pikepdf.Object, found: dict[str, pikepdf.Object]) -> Geometry:
    box = visible_box(found)
    unit = as_number(page.get("/UserUnit")) or 1.0
    if not 0.001 <= unit <= 1000:
        unit = 1.0
    turns = quarter_turns(found.get("/Rotate"))
    across, up = (box[2] - box[0]) * unit, (box[3] - box[1]) * unit
    width, height = (up, across) if turns % 2 else (across, up)
    return Geometry(box, upright(box, turns, unit), width, height)


def inherited(page: pikepdf.Object) -> dict[str, pikepdf.Object]:
    """A page's attributes, taken from its parents where it has none of its own; a loop of parents ends."""
    found: dict[str, pikepdf.Object] = {}
    seen: set[tuple[int, int]] = set()
    node: pikepdf.Object | None = page
    while isinstance(node, pikepdf.Dictionary) and node.objgen not in seen:
        seen.add(node.objgen)
        for key in _INHERITED:
            if key not in found and (value := node.get(key)) is not None:
                found[key] = value
        node = node.get("/Parent")
    return found


def visible_box(found: dict[str, pikepdf.Object]) -> Box:
    """The part of the page that viewers show: the crop box within the media box."""
    media = box_of(found.get("/MediaBox")) or _LETTER
    crop = box_of(found.get("/CropBox"))
    return (intersection(media, crop) if crop else None) or media


def settle_boxes(page: pikepdf.Object) -> None:
    """Where the crop box shows nothing of the page, show all of it, in every viewer alike."""
    found = inherited(page)
    crop = box_of(found.get("/CropBox"))
    media = box_of(found.get("/MediaBox")) or _LETTER
    if crop is not None and intersection(media, crop) is None:
        page["/CropBox"] = pikepdf.Array(list(media))


def box_of(value: pikepdf.Object | None) -> Box | None:
    """Read four numbers, in whatever order the corners stand; None for anything else and for an empty box."""
    if not isinstance(value, pikepdf.Array) or len(value) < 4:
        return None
    sides = [as_number(side) for side in list(value)[:4]]
    if any(side is None or abs(side) > 1e6 for side in sides):
        return None
    box = ordered([side or 0.0 for side in sides])
    return box if box[2] - box[0] > _SMALLEST and box[3] - box[1] > _SMALLEST else None


def quarter_turns(value: object) -> int:
    """Clockwise quarter turns; what is no multiple of 90 is cut down to one, as PDFium does."""
    degrees = as_number(value)
    return int(int(degrees) / 90) % 4 if degrees is not None and abs(degrees) < 1e6 else 0


def as_number(value: object) -> float | None:
    """Read a number; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    try:
        read = float(value)
    except OverflowError:
        return None
    return read if math.isfinite(read) else None


def _known(resources: pikepdf.Object) -> pikepdf.Dictionary:
    """Copy the categories of resources that the standard names, and nothing else."""
    kept = pikepdf.Dictionary()
    for category in (*_CATEGORIES, "/Font"):
        value = resources.get(category)
        if isinstance(value, pikepdf.Dictionary):
            kept[category] = value
    return kept


def _indirect_group(pdf: pikepdf.Pdf, group: pikepdf.Object | None) -> pikepdf.Object | None:
    """A page's transparency group, with the keys that the standard names."""
    if not isinstance(group, pikepdf.Dictionary) or group.get("/S") != "/Transparency":
        return None
    kept = pikepdf.Dictionary({"/S": pikepdf.Name.Transparency})
    for key in ("/CS", "/I", "/K"):
        if (value := group.get(key)) is not None:
            kept[key] = value
    return pdf.make_indirect(kept)
