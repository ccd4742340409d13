"""A pack: its labels, title and stamps; the same bytes for the same papers; and the edition for a print room."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from panel.pdf.assemble import Stamp, assemble
from panel.pdf.canonical import prepare
from panel.pdf.catalogue import label_tree
from panel.pdf.geometry import A4
from panel.pdf.placement import EDGE, FOOT, HEAD, Placement, place
from panel.pdf.prepared import PageFacts, page_facts
from panel.pdf.stampfont import NAME, stamp_font
from panel.pdf.stamps import drawn, drawn_exempt
from tests.pdf.making import (
    FULL,
    SIGN,
    add_page,
    differing,
    document,
    expected_page,
    pack_of,
    run_of,
    strip,
    without_stamps,
    words_on,
)
from tests.pdf.making import drawn as drawn_page

PINK = (249, 201, 217)


def test_a_pack_tells_its_title_and_language_and_nobodys_name(tmp_path: Path) -> None:
    prepared = prepare(document(), tmp_path, "paper")
    made = assemble([run_of(prepared)], tmp_path / "pack.pdf", title="Panel: agenda – “pack” & <more>", outline=[])
    data = (tmp_path / "pack.pdf").read_bytes()
    assert (made.pages, made.size) == (1, len(data))
    with pikepdf.open(tmp_path / "pack.pdf") as pack:
        assert pack.pdf_version == "1.7"
        assert {key: str(value) for key, value in pack.docinfo.items()} == {"/Title": "Panel: agenda – “pack” & <more>"}
        with pack.open_metadata() as metadata:
            assert metadata["dc:title"] == "Panel: agenda – “pack” & <more>"
        assert str(pack.Root.Lang) == "en-GB"
        assert pack.Root.ViewerPreferences.DisplayDocTitle
    assert not re.search(rb"Date|Producer|Creator|Author", data)


def test_equal_papers_make_equal_bytes(tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        pdf = document(FULL, SIGN)
        pdf.docinfo["/Title"] = name
        pdf.trailer["/ID"] = pikepdf.Array([name.encode(), name.encode()])
        pdf.trailer["/DocChecksum"] = pikepdf.Name("/" + name)
        prepared = prepare(pdf, folder, "paper")
        made.append(
            (
                prepared.pdf.read_bytes(),
                prepared.index.read_bytes(),
                assemble([run_of(prepared)], folder / "pack.pdf", title="Pack", outline=[]).sha256,
            )
        )
    assert made[0] == made[1]


def test_a_change_of_one_letter_changes_the_identity(tmp_path: Path) -> None:
    prepared = prepare(document(), tmp_path, "paper")
    ids = []
    for title in ("Pack", "Pact"):
        with pack_of(tmp_path / "pack.pdf", run_of(prepared), outline=[]) as pack:
            pass
        assemble([run_of(prepared)], tmp_path / "pack.pdf", title=title, outline=[])
        with pikepdf.open(tmp_path / "pack.pdf") as pack:
            ids.append(bytes(pack.trailer.ID[0]))
    assert ids[0] != ids[1]


def test_a_paper_that_stands_there_twice_brings_its_pictures_once(tmp_path: Path) -> None:
    pdf = document(b"/Im Do " + SIGN)
    image = pdf.make_stream(bytes(range(256)) * 300)
    image.update(
        pikepdf.Dictionary(
            Subtype=pikepdf.Name.Image, Width=240, Height=320, BitsPerComponent=8, ColorSpace=pikepdf.Name.DeviceGray
        )
    )
    pdf.pages[0].obj.Resources.XObject = pikepdf.Dictionary(Im=image)
    prepared = prepare(pdf, tmp_path, "paper")
    with pack_of(tmp_path / "pack.pdf", *(run_of(prepared, str(number), number) for number in range(1, 6))) as pack:
        assert len(pack.pages) == 5
        assert sum(one.get("/Subtype") == "/Image" for one in pack.objects if isinstance(one, pikepdf.Stream)) == 1


def test_nothing_is_left_behind_when_composing_fails(tmp_path: Path) -> None:
    prepared = prepare(document(), tmp_path, "paper")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(ValueError, match="two runs are called 4"):
        assemble([run_of(prepared), run_of(prepared)], tmp_path / "pack.pdf", title="Pack", outline=[])
    with pytest.raises(ValueError, match="at least one page"):
        assemble([], tmp_path / "pack.pdf", title="Pack", outline=[])
    assert sorted(tmp_path.iterdir()) == before


def test_a_large_pack_is_a_right_tree_of_pages(tmp_path: Path) -> None:
    prepared = prepare(document(*[SIGN] * 90), tmp_path, "paper")
    with pack_of(tmp_path / "pack.pdf", run_of(prepared, "1"), run_of(prepared, "2", 91)) as pack:
        assert [node.Count for node in pack.Root.Pages.Kids] == [64, 64, 52]
        assert [page.label for page in pack.pages] == [str(number) for number in range(1, 181)]


@pytest.mark.parametrize(
    ("labels", "written"),
    [
        (["1", "2", "3"], b"<< /Nums [0 << /S /D /St 1 >>] >>"),
        (
            ["37", "E1", "E2", "E9"],
            b"<< /Nums [0 << /S /D /St 37 >> 1 << /S /D /P (E) /St 1 >> 3 << /S /D /P (E) /St 9 >>] >>",
        ),
        (["", "ii", "007"], b"<< /Nums [0 << /P () >> 1 << /P (ii) >> 2 << /S /D /P (00) /St 7 >>] >>"),
    ],
    ids=["counted", "two series", "not counted"],
)
def test_labels_are_written_as_ranges(labels: list[str], written: bytes) -> None:
    assert label_tree(labels) == written


def side_of(image: Image.Image, side: str) -> bool:
    """Whether there are words in the left or right third of the strip."""
    dark = strip(image).convert("L").point([255 if level < 128 else 0 for level in range(256)])
    third = dark.width // 3
    left = 0 if side == "left" else dark.width - third
    return dark.crop((left, 0, left + third, dark.height)).getbbox() is not None


def test_the_number_stands_on_the_outside_of_each_leaf(tmp_path: Path) -> None:
    prepared = prepare(document(SIGN, SIGN), tmp_path, "paper")
    run = run_of(prepared)
    run = type(run)(run.source, (Stamp("Page 1", ""), Stamp("Page 2", "")), run.labels, "4", "Item 4")
    with pack_of(tmp_path / "pack.pdf", run):
        right_hand = drawn_page(tmp_path / "pack.pdf", 0, (400, 500))
        left_hand = drawn_page(tmp_path / "pack.pdf", 1, (400, 500))
    assert (side_of(right_hand, "left"), side_of(right_hand, "right")) == (False, True)
    assert (side_of(left_hand, "left"), side_of(left_hand, "right")) == (True, False)


def test_stamps_are_words_in_the_house_typeface_embedded_once(tmp_path: Path) -> None:
    prepared = prepare(document(SIGN, FULL), tmp_path, "paper")
    with pack_of(tmp_path / "pack.pdf", run_of(prepared, "4 · Appendix A1"), run_of(prepared, "5", 3)) as pack:
        fonts = [
            one for one in pack.objects if isinstance(one, pikepdf.Dictionary) and one.get("/BaseFont") == f"/{NAME}"
        ]
        assert len(fonts) == 1
        assert "/FontFile2" in fonts[0].FontDescriptor
        assert "/ToUnicode" in fonts[0]
        assert len(fonts[0].Widths) == 256 - 32
    words = words_on(tmp_path / "pack.pdf", 0)
    assert "Page 1" in words
    assert "Item 4 · Appendix A1" in words


def test_a_long_item_is_shortened_to_fit() -> None:
    font = stamp_font()
    long = "Item 4 · Appendix A1 · " + "The commissioner's reply " * 9
    short = font.shortened(long, 9, 200)
    assert short.endswith("…")
    assert font.width(short, 9) <= 200 < font.width(short[:-1] + "xxxx…", 9)
    assert font.shortened("Item 4", 9, 200) == "Item 4"
    assert font.shortened("Item 4", 9, 1) == ""
    data = drawn(Stamp("Page 1234", long), 300, True, font)
    assert data.count(b" Tj") == 2
    assert b"\x85) Tj" in data


def test_widths_are_those_of_the_letters() -> None:
    font = stamp_font()
    assert font.width("iiii", 10) < font.width("MMMM", 10) < 50
    assert font.encode("Ŵ – £ (“é”)") == "? – £ (“é”)".encode("cp1252")


REASONS = {
    "short": "Not for publication: Information relating to any individual",
    "long": "Not for publication: " + "information relating to consultations or negotiations " * 8,
}


@pytest.mark.parametrize("words", REASONS.values(), ids=REASONS.keys())
def test_the_words_of_an_exempt_page_fit_its_head(words: str) -> None:
    font = stamp_font()
    data = drawn_exempt(words, 595, 842, font)
    placed = re.findall(rb"/PnlStamp ([\d.]+) Tf ([\d.]+) ([\d.]+) Td \((.*)\) Tj", data)
    assert 1 <= len(placed) <= 3
    for size, x, y, line in placed:
        assert 842 - HEAD < float(y) < 842 - 0.67 * float(size)
        assert float(x) >= 41.9
        assert float(x) + sum(font.widths[code] for code in line) * float(size) / 1000 <= 595 - 41.9


@pytest.mark.parametrize("content", [SIGN, FULL], ids=["margins", "to the edge"])
def test_an_exempt_page_says_so_in_words_and_pink_and_covers_nothing(tmp_path: Path, content: bytes) -> None:
    pdf = document(content)
    pdf.save(tmp_path / "before.pdf")
    prepared = prepare(pdf, tmp_path, "paper")
    with pack_of(tmp_path / "pack.pdf", run_of(prepared, exempt="Not for publication: business affairs")):
        shown = drawn_page(tmp_path / "pack.pdf", 0, (400, 500))
    words = words_on(tmp_path / "pack.pdf", 0)
    assert "Not for publication: business affairs" in words
    for x in (2, 5, 395, 397):
        assert max(abs(a - b) for a, b in zip(shown.getpixel((x, 250)), PINK, strict=True)) <= 2
    expected = expected_page(tmp_path / "before.pdf", prepared, exempt=True)
    assert differing(without_stamps(shown, exempt=True), without_stamps(expected, exempt=True)) <= 8
    for box in (
        (0, 0, 400, HEAD - 1),
        (0, 0, EDGE - 1, 500),
        (400 - EDGE + 1, 0, 400, 500),
        (0, 500 - FOOT + 1, 400, 500),
    ):
        assert expected.crop(tuple(map(round, box))).convert("L").getextrema()[0] > 240, "a stamp would cover ink"


def test_stamps_are_artifacts(tmp_path: Path) -> None:
    prepared = prepare(document(), tmp_path, "paper")
    with pack_of(tmp_path / "pack.pdf", run_of(prepared, exempt="Not for publication")) as pack:
        data = pack.pages[0].obj.Contents[-1].read_bytes()
    outside = re.sub(rb"/Artifact <<.*?>> BDC.*?EMC", b"", data, flags=re.DOTALL)
    assert outside.split() == [b"Q"]


PAGES = {
    "A4 with margins": ((595.3, 841.9), (60, 60, 500, 780), False, False, (595.3, 841.9), False),
    "A4 with a footer": ((595.3, 841.9), (60, 20, 500, 780), False, False, (595.3, 841.9), True),
    "nothing on it": ((595.3, 841.9), None, True, False, (595.3, 841.9), False),
    "A4 to its top": ((595.3, 841.9), (60, 60, 500, 841.9), False, False, (595.3, 841.9), False),
    "exempt and to its top": ((595.3, 841.9), (60, 60, 500, 841.9), True, False, (595.3, 841.9), True),
    "exempt and to its side": ((595.3, 841.9), (5, 60, 500, 700), True, False, (595.3, 841.9), True),
    "landscape": ((841.9, 595.3), (60, 60, 700, 500), False, False, (841.9, 595.3), False),
    "landscape on A4": ((841.9, 595.3), (60, 60, 700, 500), False, True, (595.3, 841.9), True),
    "A4 on A4": ((595.3, 841.9), (60, 60, 500, 780), False, True, (595.3, 841.9), False),
    "A3 on A4": ((841.9, 1190.6), (60, 60, 700, 1000), False, True, A4, True),
    "A5 on A4": ((419.5, 595.3), (10, 10, 400, 580), False, True, A4, True),
    "tiny": ((200, 100), (0, 0, 200, 100), False, False, A4[::-1], True),
}


@pytest.mark.parametrize(("size", "ink", "exempt", "a4", "sheet", "moved"), PAGES.values(), ids=PAGES.keys())
def test_a_page_is_moved_only_where_it_must(
    size: tuple[float, float],
    ink: tuple[float, float, float, float] | None,
    exempt: bool,
    a4: bool,
    sheet: tuple[float, float],
    moved: bool,
) -> None:
    where = place(PageFacts(*size, ink, False), exempt=exempt, a4=a4)
    assert (where.width, where.height) == sheet
    assert where.moved == moved
    assert isinstance(where, Placement)


def test_the_print_room_gets_portrait_a4(tmp_path: Path) -> None:
    sizes = [(595.276, 841.89), (841.89, 595.276), (841.89, 1190.55), (960.0, 540.0), (300.0, 420.0)]
    pdf = pikepdf.new()
    for width, height in sizes:
        content = b"0.9 0.9 0.6 rg 0 0 %d %d re f " % (width, height) + SIGN
        add_page(pdf, content, (0, 0, width, height))
    pdf.save(tmp_path / "before.pdf")
    prepared = prepare(pdf, tmp_path, "paper")
    with pack_of(tmp_path / "pack.pdf", run_of(prepared), a4=True) as pack:
        assert str(pack.Root.ViewerPreferences.Duplex) == "/DuplexFlipLongEdge"
        for page in pack.pages:
            assert [float(side) for side in page.obj.MediaBox] == pytest.approx([0, 0, *A4], abs=0.01)
    for number in range(len(sizes)):
        shown = drawn_page(tmp_path / "pack.pdf", number, A4)
        expected = expected_page(tmp_path / "before.pdf", prepared, number, a4=True)
        assert differing(without_stamps(shown), without_stamps(expected)) <= 8
        assert f"Page {number + 1}" in words_on(tmp_path / "pack.pdf", number)


def test_colour_and_ink_are_measured(tmp_path: Path) -> None:
    contents = [
        b"0 g 100 200 50 60 re f",
        b"0.5 g 100 200 50 60 re f",
        b"1 0 0 rg 100 200 50 60 re f",
        b"1 g 0 0 400 500 re f",
    ]
    facts = page_facts(prepare(document(*contents), tmp_path, "paper"))
    assert [one.colour for one in facts] == [False, False, True, False]
    assert facts[3].ink is None
    for one in facts[:3]:
        assert one.ink == pytest.approx((100, 200, 150, 260), abs=1.01)
