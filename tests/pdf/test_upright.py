"""Pages come upright into a pack, whatever their boxes, rotation and content, and their stamps show."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from panel.pdf.canonical import prepare
from panel.pdf.pages import settle_boxes
from panel.pdf.prepared import page_facts
from panel.pdf.verify import prepare_verified
from tests.pdf.making import (
    FULL,
    SIGN,
    add_page,
    differing,
    document,
    drawn,
    expected_page,
    pack_of,
    run_of,
    strip,
    without_stamps,
    words_on,
)

ROTATIONS = {
    "none": (None, (400, 500)),
    "90": (90, (500, 400)),
    "180": (180, (400, 500)),
    "270": (270, (500, 400)),
    "minus 90": (-90, (500, 400)),
    "450": (450, (500, 400)),
    "45, which is none": (45, (400, 500)),
    "words instead of a number": (Name.Landscape, (400, 500)),
}
BOXES = {
    "plain": ({}, (400, 500)),
    "reversed": ({"box": (400, 500, 0, 0)}, (400, 500)),
    "away from the corner": ({"box": (-50, -20, 350, 480)}, (400, 500)),
    "cropped": ({"CropBox": lambda: Array([40, 100, 390, 480])}, (350, 380)),
    "crop box beyond the page": ({"CropBox": lambda: Array([-100, -100, 900, 900])}, (400, 500)),
    "crop box elsewhere": ({"CropBox": lambda: Array([900, 900, 950, 950])}, (400, 500)),
    "in units of two points": ({"UserUnit": 2, "box": (0, 0, 300, 450)}, (600, 900)),
}


def saved(pdf: pikepdf.Pdf) -> bytes:
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


def check_in_a_pack(pdf: pikepdf.Pdf, folder: Path, size: tuple[float, float], told: list[str] | None = None) -> None:
    """A document of one page looks in a pack as it did, moved to make room; its stamp shows and covers nothing."""
    for page in pdf.pages:
        # PDFium draws nothing where the crop box lies elsewhere; other viewers, and we, show the whole page.
        settle_boxes(page.obj)
    original = saved(pdf)
    prepared, heard = prepare_verified(pdf, folder, "paper")
    assert heard == (told or [])
    facts = page_facts(prepared)[0]
    assert (facts.width, facts.height) == pytest.approx(size)
    with pack_of(folder / "pack.pdf", run_of(prepared)) as pack:
        page = pack.pages[0].obj
        assert "/Rotate" not in page
        assert "/CropBox" not in page
        assert "/UserUnit" not in page
        assert [float(side) for side in page.MediaBox] == pytest.approx([0, 0, *size])
    shown = drawn(folder / "pack.pdf", 0, size)
    expected = expected_page(original, prepared)
    assert differing(without_stamps(shown), without_stamps(expected)) <= 8
    assert strip(expected).convert("L").getextrema()[0] > 240, "the strip is not free"
    assert strip(shown).convert("L").getextrema()[0] < 100, "the stamp does not show"
    assert "Page 1" in words_on(folder / "pack.pdf", 0)


@pytest.mark.parametrize("content", [SIGN, FULL], ids=["margins", "to the edge"])
@pytest.mark.parametrize(("degrees", "size"), ROTATIONS.values(), ids=ROTATIONS.keys())
def test_a_rotated_page_comes_upright(
    tmp_path: Path, degrees: object, size: tuple[float, float], content: bytes
) -> None:
    pdf = document(content)
    if degrees is not None:
        pdf.pages[0].obj.Rotate = degrees
    check_in_a_pack(pdf, tmp_path, size)


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
@pytest.mark.parametrize(("keys", "size"), BOXES.values(), ids=BOXES.keys())
def test_a_page_shows_what_its_boxes_show(
    tmp_path: Path, keys: dict[str, object], size: tuple[float, float], degrees: int
) -> None:
    pdf = document(FULL, Rotate=degrees, **{key: made() if callable(made) else made for key, made in keys.items()})
    check_in_a_pack(pdf, tmp_path, size if degrees in (0, 180) else size[::-1])


def test_what_a_page_inherits_stays_with_it(tmp_path: Path) -> None:
    pdf = document(FULL)
    page = pdf.pages[0].obj
    pdf.Root.Pages.Rotate = 90
    pdf.Root.Pages.MediaBox = page.MediaBox
    pdf.Root.Pages.CropBox = Array([20, 20, 380, 480])
    pdf.Root.Pages.Resources = page.Resources
    for key in ("/MediaBox", "/Resources"):
        del page[key]
    check_in_a_pack(pdf, tmp_path, (460, 360))


def pattern_page(pdf: pikepdf.Pdf) -> pikepdf.Page:
    """A square filled with stripes; the stripes' phase shows where the pattern begins."""
    page = add_page(pdf, b"/Pattern cs /P1 scn 40 60 250 350 re f\n" + SIGN)
    tile = pdf.make_stream(b"0.2 0.5 0.2 rg 0 0 20 60 re f 20 0 20 20 re f")
    tile.update(
        Dictionary(
            Type=Name.Pattern,
            PatternType=1,
            PaintType=1,
            TilingType=1,
            BBox=Array([0, 0, 70, 90]),
            XStep=70,
            YStep=90,
            Resources=Dictionary(),
            Matrix=Array([1, 0, 0, 1, 13, 29]),
        )
    )
    page.obj.Resources.Pattern = Dictionary(P1=tile)
    return page


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
@pytest.mark.parametrize("corner", [(0, 0), (-50, -20)], ids=["at the corner", "away from it"])
def test_a_pattern_moves_with_its_page(tmp_path: Path, degrees: int, corner: tuple[int, int]) -> None:
    pdf = pikepdf.new()
    page = pattern_page(pdf).obj
    x, y = corner
    page.MediaBox = Array([x, y, x + 400, y + 500])
    page.Rotate = degrees
    page.Contents = pdf.make_stream(b"0.95 g -50 -50 900 900 re f " + page.Contents.read_bytes())
    check_in_a_pack(pdf, tmp_path, (400, 500) if degrees in (0, 180) else (500, 400))


BROKEN = {
    "a q without Q": b"q 2 0 0 2 0 0 cm 1 0 0 rg\n" + SIGN,
    "a Q without q": b"Q Q Q " + SIGN + b"Q Q",
    "a clipping path left set": b"0 0 300 430 re W n " + SIGN,
    "an inline image without end": SIGN + b"BI /W 4 /H 4 /BPC 8 /CS /G ID abcd",
    "an inline image shorter than it says": SIGN + b"q 9 0 0 9 9 90 cm BI /W 9 /H 9 /BPC 8 /CS /G ID abcd\nEI Q\n",
    "a string without end": SIGN + b"BT /F1 9 Tf (never closed Tj ET",
    "a dictionary without end": SIGN + b"/Span << /MCID 0 BDC",
    "a bracket too many": SIGN + b"] ] 0 0 m",
    "text left open": SIGN + b"BT /F1 9 Tf 3 Tr",
    "white text left set": SIGN + b"1 g 7 Tr",
    "marks left open": b"/Artifact BMC /P <</MCID 0>> BDC " + SIGN,
    "unknown operators": SIGN + b"1 2 frobnicate",
    "rubbish": SIGN + bytes(range(128, 256)),
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN.keys())
def test_broken_content_cannot_hide_the_stamp(tmp_path: Path, content: bytes) -> None:
    check_in_a_pack(document(content), tmp_path, (400, 500))


def test_content_cut_into_streams_is_drawn_as_one(tmp_path: Path) -> None:
    pdf = document()
    half = SIGN.index(b" 60 120 200")
    pdf.pages[0].obj.Contents = Array([pdf.make_stream(SIGN[:half]), pdf.make_stream(SIGN[half:])])
    check_in_a_pack(pdf, tmp_path, (400, 500))


def test_a_damaged_stream_shows_what_stands_before_the_damage(tmp_path: Path) -> None:
    import random
    import zlib

    random.seed(5)
    noise = b"".join(b"%d %d 3 3 re f\n" % (random.randrange(400), random.randrange(60, 500)) for _ in range(900))
    packed = zlib.compress(SIGN + noise)
    pdf = document()
    pdf.pages[0].obj.Contents = pikepdf.Stream(pdf, b"")
    pdf.pages[0].obj.Contents.write(packed[: len(packed) // 2], filter=Name.FlateDecode)
    prepared, _ = prepare_verified(pdf, tmp_path, "paper")
    assert page_facts(prepared)[0].ink is not None
    with pack_of(tmp_path / "pack.pdf", run_of(prepared)):
        assert "Page 1" in words_on(tmp_path / "pack.pdf", 0)


@pytest.mark.parametrize(
    ("size", "sheet"),
    {
        "a visiting card": ((240, 150), (841.89, 595.276)),
        "a tall strip": ((150, 240), (595.276, 841.89)),
        "a poster": ((2384, 3370), (595.276, 841.89)),
        "a wide plan": ((3370, 1684), (841.89, 595.276)),
        "A3 keeps its size": ((841.89, 1190.55), (841.89, 1190.55)),
        "a slide keeps its size": ((960, 540), (960, 540)),
    }.values(),
    ids=str,
)
def test_odd_sizes_are_put_on_a4(tmp_path: Path, size: tuple[float, float], sheet: tuple[float, float]) -> None:
    content = b"0.9 0.8 0.8 rg 0 0 %d %d re f 0 g 10 10 50 20 re f" % (size[0] + 1, size[1] + 1)
    pdf = document(content, box=(0, 0, *size))
    original = saved(pdf)
    prepared, _ = prepare_verified(pdf, tmp_path, "paper")
    with pack_of(tmp_path / "pack.pdf", run_of(prepared)) as pack:
        assert [float(side) for side in pack.pages[0].obj.MediaBox] == pytest.approx([0, 0, *sheet], abs=0.01)
    shown = drawn(tmp_path / "pack.pdf", 0, sheet)
    expected = expected_page(original, prepared)
    assert differing(without_stamps(shown), without_stamps(expected)) <= 8
    assert "Page 1" in words_on(tmp_path / "pack.pdf", 0)


def test_what_lay_beyond_the_edge_stays_unseen(tmp_path: Path) -> None:
    pdf = document(FULL + b"1 0 0 rg 380 0 20 500 re f", CropBox=Array([0, 0, 380, 500]))
    prepared = prepare(pdf, tmp_path, "paper")
    with pack_of(tmp_path / "pack.pdf", run_of(prepared)):
        shown = drawn(tmp_path / "pack.pdf", 0, (380, 500))
    right = shown.crop((376, 40, 380, 460)).getcolors()
    assert right == [(4 * 420, (255, 255, 255))], "scaled to make room, the page shows what its crop box had cut off"
