"""The comparison of hostile files can fail: what it must notice is made here, and noticed."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array
from PIL import Image, ImageDraw

from panel.documents.arrival import Arrival
from panel.pdf import canonical
from panel.pdf.assemble import PageRun, Stamp, assemble
from panel.pdf.prepared import PageFacts
from tests.journeys.hostile_pictures import PageSeen, look, pixels_that_differ
from tests.journeys.hostile_table import Hostile, InPack, Taken
from tests.pdf.making import SIGN, add_page


def stood(tmp_path: Path, handed_in: bytes, taken_in: bytes, facts: PageFacts, after: bytes = b"") -> PageSeen:
    """Compare a page that was handed in with another one that stands in a pack, with content drawn after it."""
    files = []
    for name, data in (("handed-in", handed_in), ("taken-in", taken_in)):
        with pikepdf.new() as pdf:
            add_page(pdf, data)
            pdf.save(tmp_path / f"{name}.pdf")
            files.append(canonical.prepare(pdf, tmp_path, f"{name}-prepared", facts=[facts]))
    pack = tmp_path / "pack.pdf"
    assemble([PageRun(files[1], (Stamp("Page 1", "Item 4"),), ("1",), "4", "4")], pack, title="pack", outline=())
    with pikepdf.open(pack, allow_overwriting_input=True) as pdf:
        page = pdf.pages[0]
        page.obj.Contents = Array([*page.obj.Contents, pdf.make_stream(after)])
        pdf.save()
    hostile = Hostile("4", (), tmp_path / "handed-in.pdf")
    (seen,) = look(InPack(Taken(hostile, Arrival("", 0), files[0]), pack, 1, 1, ("Page 1",), "Item 4"))
    return seen


AS_IT_IS = PageFacts(400, 500, (60, 120, 260, 420), True)
SCALED = PageFacts(400, 500, (60, 10, 260, 420), True)


@pytest.mark.parametrize("facts", [AS_IT_IS, SCALED], ids=["as it is", "scaled"])
def test_the_same_page_is_seen_to_be_the_same(tmp_path: Path, facts: PageFacts):
    seen = stood(tmp_path, SIGN, SIGN, facts)
    assert (seen.changed, seen.beside, seen.reach, seen.inked, seen.moved) == (0, 0, 0, True, facts is SCALED)


@pytest.mark.parametrize("facts", [AS_IT_IS, SCALED], ids=["as it is", "scaled"])
@pytest.mark.parametrize(
    "more", [b"0.5 g 300 450 5 5 re f", b"0 G 0.3 w 20 460 m 380 460 l S", b"1 g 62 300 8 8 re f"], ids=str
)
def test_anything_that_comes_to_light_or_is_lost_is_seen(tmp_path: Path, facts: PageFacts, more: bytes):
    assert stood(tmp_path, SIGN, SIGN + more, facts).changed


def test_ink_below_a_stamp_is_seen(tmp_path: Path):
    ink = SIGN + b"0.9 g 100 20 5 11 re f"
    seen = stood(tmp_path, ink, ink, AS_IT_IS)
    assert seen.reach > 10
    assert seen.beside


@pytest.mark.parametrize(
    "cover", [b"1 g 0 0 400 32 re f", b"1 g 42 14 3 8 re f 355 14 3 8 re f"], ids=["all", "a letter"]
)
def test_a_stamp_that_does_not_show_is_seen(tmp_path: Path, cover: bytes):
    seen = stood(tmp_path, SIGN, SIGN, AS_IT_IS, after=cover)
    assert seen.beside
    assert "Page 1" in seen.words


def test_ink_beside_a_scaled_page_is_seen(tmp_path: Path):
    assert stood(tmp_path, SIGN, SIGN, SCALED, after=b"0 g 3 200 2 2 re f").beside


def test_pictures_may_differ_by_half_a_point_in_place_and_in_nothing_else():
    def picture(*lines: tuple[int, int, int, int]) -> Image.Image:
        image = Image.new("RGB", (200, 200), "white")
        for line in lines:
            ImageDraw.Draw(image).rectangle(line, fill="black")
        return image

    box = picture((50, 50, 149, 149))
    assert pixels_that_differ(box, picture((51, 49, 150, 148))) == 0
    assert pixels_that_differ(box, picture((53, 50, 152, 149)))
    assert pixels_that_differ(box, picture((50, 50, 149, 149), (20, 20, 180, 20)))
    assert pixels_that_differ(picture((20, 20, 180, 20)), picture())
