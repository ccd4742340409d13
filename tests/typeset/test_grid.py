"""Tables: heads on every page, rows kept whole, cells tagged, shared first columns said once."""

from __future__ import annotations

from pathlib import Path

import pytest

from panel.typeset.document import set_pages
from panel.typeset.flowables import Text
from panel.typeset.grid import Grid, Row, cell_element
from panel.typeset.structure import Element
from panel.typeset.styles import PORTRAIT, style
from tests.typeset import reading

WIDTHS = (90.0, 160.0, PORTRAIT.measure - 250.0)


def a_table(root: Element, rows: list[tuple[str, str, str]], *, shared: bool = False) -> Grid:
    """Three columns; with `shared` equal first cells in a row of rows are one."""
    table = root.add("Table")
    plain, bold = style(10.5, 14), style(9.5, 12, bold=True)
    head = table.add("TR")
    heads = tuple((Text(w, bold, element=cell_element(head, head=True)),) for w in ("When", "What", "Why"))
    made: list[Row] = []
    for index, cells in enumerate(rows):
        row = table.add("TR")
        if not shared:
            made.append(Row(tuple((Text(w, plain, element=cell_element(row)),) for w in cells)))
            continue
        first = index == 0 or rows[index - 1][0] != cells[0]
        if first:
            span = sum(1 for other in rows if other[0] == cells[0])
            lead = Text(cells[0], plain, element=cell_element(row, rows=span))
        rest = tuple((Text(w, plain, element=cell_element(row)),) for w in cells[1:])
        made.append(Row(rest, lead=lead, leads=first))
    return Grid(WIDTHS, Row(heads), made, depth=PORTRAIT.depth)


def drawn(rows: list[tuple[str, str, str]], *, shared: bool = False) -> bytes:
    root = Element("Document")
    return set_pages([a_table(root, rows, shared=shared)], root, title="Table")


def test_a_head_is_drawn_on_every_page_and_read_once(tmp_path: Path):
    data = drawn([(f"{n}", "Item", "Reason " * 30) for n in range(40)])
    reading.sound(data, tmp_path)
    texts = reading.page_texts(data)
    assert len(texts) > 2
    assert all(text.startswith("When\nWhat\nWhy") or text.split()[:3] == ["When", "What", "Why"] for text in texts)
    heads = reading.structure(data).find("TH")
    assert [(head.words, head.scope) for head in heads] == [
        ("When", "Column"),
        ("What", "Column"),
        ("Why", "Column"),
    ]


@pytest.mark.parametrize("lines", [3, 11, 23])
def test_a_row_that_fits_on_a_page_is_never_broken(lines: int):
    rows = [(f"row{n}", "<br/>".join(f"r{n}l{i}" for i in range(lines)), "Reason") for n in range(20)]
    pages: dict[str, set[int]] = {}
    for piece in reading.pieces(drawn(rows)):
        if piece.words.startswith("r") and "l" in piece.words:
            pages.setdefault(piece.words.split("l")[0], set()).add(piece.page)
    assert len(pages) == 20
    assert all(len(on) == 1 for on in pages.values())


def test_a_row_that_no_page_can_hold_is_broken_and_nothing_is_lost(tmp_path: Path):
    words = [f"w{n}" for n in range(2500)]
    data = drawn([("first", "short", "short"), ("long", " ".join(words), " ".join(words[:700])), ("last", "a", "b")])
    reading.sound(data, tmp_path)
    cells = reading.structure(data).find("TD")
    assert cells[4].words.split() == words
    assert cells[5].words.split() == words[:700]
    assert cells[6].words == "last"


def test_a_shared_first_cell_is_read_once_and_drawn_again_on_the_next_page(tmp_path: Path):
    rows = [("12 June", f"Item {n}", "Reason " * 40) for n in range(14)] + [("TBC", "Other", "Reason")]
    data = drawn(rows, shared=True)
    reading.sound(data, tmp_path)
    texts = reading.page_texts(data)
    assert len(texts) > 1
    assert [text.count("12 June") for text in texts] == [1] * len(texts)
    tree = reading.structure(data)
    assert [(cell.words, cell.rows) for cell in tree.find("TD") if cell.rows > 1] == [("12 June", 14)]
    assert [len(row.children) for row in tree.find("TR")] == [3, 3, *[2] * 13, 3]


def test_an_empty_cell_is_still_a_cell():
    data = drawn([("one", "", "three")])
    assert [cell.words for cell in reading.structure(data).find("TD")] == ["one", "", "three"]
