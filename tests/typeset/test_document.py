"""What every page of ours keeps to: margins, the free strip, breaks that look meant, tags that hold."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from reportlab.platypus.flowables import Spacer

from panel.typeset.document import set_pages
from panel.typeset.flowables import Columns, Hung, Leads, Reference, Rule, Text
from panel.typeset.structure import Element
from panel.typeset.styles import FOOT_STRIP, LANDSCAPE, PORTRAIT, style
from tests.typeset import reading

MM = 72 / 25.4
LINE = 15.5
PROSE = "The panel considered the report and asked for further detail at its next meeting. "


def paragraph(root: Element, words: str, **settings: float) -> Text:
    return Text(words, style(11.5, LINE, **settings), element=root.add("P"))


def pages_of(data: bytes, start: str) -> list[int]:
    return [piece.page for piece in reading.pieces(data) if piece.words.startswith(start)]


def test_the_bound_edge_has_room_for_a_hole_punch_on_both_sides_of_a_sheet():
    root = Element("Document")
    data = set_pages([paragraph(root, PROSE * 10) for _ in range(15)], root, title="Margins")
    sides = [(left, PORTRAIT.width - right) for left, _, right, _ in reading.extent(data)]
    assert len(sides) >= 3
    for number, (left, right) in enumerate(sides, start=1):
        inside, outside = (left, right) if number % 2 else (right, left)
        assert inside >= 25 * MM - 0.5
        assert outside >= 15 * MM


def test_the_punched_edges_of_a_landscape_page_are_its_head_and_its_foot():
    root = Element("Document")
    data = set_pages([paragraph(root, PROSE * 10) for _ in range(10)], root, title="Wide", leaf=LANDSCAPE)
    for _, bottom, _, top in reading.extent(data):
        assert bottom >= 25 * MM - 0.5
        assert LANDSCAPE.height - top >= 25 * MM - 0.5


def test_the_strip_at_the_foot_is_left_free():
    root = Element("Document")
    data = set_pages([paragraph(root, PROSE * 10) for _ in range(15)], root, title="Strip")
    assert all(bottom > FOOT_STRIP for _, bottom, _, _ in reading.extent(data))


@pytest.mark.parametrize("filler", [PORTRAIT.depth - gap for gap in range(0, 140, 7)])
def test_a_heading_stands_with_the_first_lines_that_it_heads(filler: float):
    root = Element("Document")
    heading = Text("Heading", style(15, 19, bold=True, before=12, after=4), element=root.add("H2"))
    heading.keep = True
    story = [Spacer(0, filler), heading, paragraph(root, "Begin. " + PROSE * 8)]
    data = set_pages(story, root, title="Headings")
    assert pages_of(data, "Heading") == pages_of(data, "Begin.")


@pytest.mark.parametrize("filler", [PORTRAIT.depth - gap for gap in range(0, 100, 5)])
def test_no_page_begins_or_ends_with_a_single_line(filler: float):
    root = Element("Document")
    data = set_pages([Spacer(0, filler), paragraph(root, PROSE * 6)], root, title="Lines")
    on_page = [piece.page for piece in reading.pieces(data)]
    assert min(on_page.count(page) for page in set(on_page)) >= 2


def test_a_paragraph_over_two_pages_is_one_element_with_one_number_and_one_reference(tmp_path: Path):
    root = Element("Document")
    entry = root.add("L").add("LI")
    label, link = entry.add("Lbl"), entry.add("LBody").add("Link")
    line = Text("Long title " * 60, style(11.5, LINE, left=30, right=110), element=link)
    line.hung = Hung("7", label, 30, bold=True)
    line.reference = Reference("Pages 3 to 4", link)
    line.leads = Leads("7", "Long title, pages 3 to 4", link)
    data = set_pages([Spacer(0, PORTRAIT.depth - 5 * LINE), line], root, title="Split")
    reading.sound(data, tmp_path)
    tree = reading.structure(data)
    assert [node.words for node in tree.find("Lbl")] == ["7"]
    (linked,) = tree.find("Link")
    assert linked.words.count("Long title") == 60
    assert linked.words.endswith("Pages 3 to 4")
    assert [(led.page, led.target) for led in linked.links] == [(0, "panel:7"), (1, "panel:7")]
    assert pages_of(data, "Pages 3 to 4") == [1]


def test_rules_are_not_read():
    root = Element("Document")
    data = set_pages([Rule(weight=2), paragraph(root, "Words")], root, title="Rule")
    assert reading.unmarked(data) == []
    assert reading.structure(data).words == "Words"


def test_columns_are_read_down_the_first_and_then_down_the_second():
    root = Element("Document")
    listed = root.add("L")
    entries = [
        Text(f"Member {n}<br/>Council", style(10.5, 14, after=6), element=listed.add("LI").add("LBody"))
        for n in range(1, 6)
    ]
    data = set_pages([Columns(entries)], root, title="Columns")
    assert [node.words.split()[1] for node in reading.structure(data).find("LBody")] == list("12345")
    left = {piece.words.strip(): piece.box[0] for piece in reading.pieces(data)}
    assert left["Member 1"] == pytest.approx(left["Member 3"], abs=1)
    assert left["Member 4"] > left["Member 3"] + 100


def test_the_same_story_gives_the_same_bytes_in_every_process():
    program = (
        "import hashlib\n"
        "from panel.typeset.document import set_pages\n"
        "from panel.typeset.flowables import Text\n"
        "from panel.typeset.structure import Element\n"
        "from panel.typeset.styles import style\n"
        "root = Element('Document')\n"
        "story = [Text(f'Paragraph {n}', style(11, 15), element=root.add('P')) for n in range(90)]\n"
        "print(hashlib.sha256(set_pages(story, root, title='Équal')).hexdigest())\n"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1


def test_only_our_typeface_is_used_and_all_of_it_is_embedded():
    root = Element("Document")
    data = set_pages([paragraph(root, "Plain <b>bold</b> <i>italic</i>")], root, title="Fonts")
    with pikepdf.open(BytesIO(data)) as pdf:
        used = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and "/BaseFont" in thing]
        assert {str(font.BaseFont).split("+")[1] for font in used} == {
            "AtkinsonHyperlegibleNext-Regular",
            "AtkinsonHyperlegibleNext-Bold",
            "AtkinsonHyperlegibleNext-Italic",
        }
        assert all("/FontFile2" in font.FontDescriptor and "/ToUnicode" in font for font in used)


def test_a_title_with_odd_characters_is_kept_in_the_metadata(tmp_path: Path):
    root = Element("Document")
    data = set_pages([paragraph(root, "Words")], root, title="Heddlu & Throseddu <Gŵyr>\x01")
    reading.sound(data, tmp_path)
    with pikepdf.open(tmp_path / "checked.pdf") as pdf:
        assert str(pdf.trailer.Info.Title) == "Heddlu & Throseddu <Gŵyr>"
        assert pdf.open_metadata()["dc:title"] == "Heddlu & Throseddu <Gŵyr>"
