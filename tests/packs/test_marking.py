"""Every exempt page carries Schedule 12A's description whole, however long it is."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pypdfium2
import pytest

from panel.law.exemptions import PARAGRAPHS, Nation, description
from panel.packs.compiler import compile_edition
from panel.packs.contents import Access, Contents, ExemptPaper, ExemptPart, Item, Paper
from panel.packs.divider import draw_blank
from panel.pdf.canonical import prepare_own


def exempt_page(paragraphs: list[int], folder: Path) -> str:
    words = description(Nation.ENGLAND, paragraphs)
    paper = Paper(key="1", item="1", title="Offers", access=Access.EXEMPT, description=words)
    contents = Contents("A Panel", date(2026, 3, 19), time(10), "Hall", items=(Item("1", "Sale", papers=(paper,)),))
    source = prepare_own(draw_blank(), folder, "exempt")
    compile_edition(contents, folder / "pack.pdf", exempt=ExemptPart((ExemptPaper(paper, source),)))
    with pypdfium2.PdfDocument(folder / "pack.pdf") as document:
        return " ".join(document[len(document) - 1].get_textpage().get_text_bounded().split())


@pytest.mark.parametrize("paragraphs", [[1], [3], [4], [1, 2], [3, 5], [4, 7]], ids=str)
def test_the_description_stands_whole_at_the_head_of_the_page(paragraphs: list[int], tmp_path: Path):
    page = exempt_page(paragraphs, tmp_path)
    assert "Not for publication" in page
    for number in paragraphs:
        assert PARAGRAPHS[Nation.ENGLAND][number] in page
