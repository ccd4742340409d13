"""The pages between papers."""

from __future__ import annotations

from pathlib import Path

import pytest

from panel.packs.contents import ExemptPaper, ExemptPart, Paper
from panel.packs.divider import BLANK, draw_blank, draw_divider
from panel.typeset.styles import PORTRAIT
from tests.packs.agenda import AGENDA, COSTS, DESCRIPTION, EXEMPT, NOWHERE
from tests.typeset import reading

PAGES = {"4/B": ("E3", "E6"), "4/C": ("E7", "E7")}


def test_the_divider_says_what_follows_and_where(tmp_path: Path):
    data = draw_divider(AGENDA, EXEMPT, PAGES)
    reading.sound(data, tmp_path)
    assert len(reading.page_texts(data)) == 1
    tree = reading.structure(data)
    assert tree.find("H1")[0].words == "Northmere Police and Crime Panel Not for publication"
    assert [entry.words for entry in tree.find("LI")] == [
        f"Item 4 · Appendix B Costs by building Pages E3 to E6 {DESCRIPTION}",
        "Item 4 · Appendix C Tenants Page E7 No description stated",
    ]
    for words in ("Monday 19 March 2018", "10.30am", "The Guildhall, Northmere"):
        assert words in tree.words


def test_each_exempt_paper_is_a_link():
    links = [
        link for node in reading.structure(draw_divider(AGENDA, EXEMPT, PAGES)).find("Link") for link in node.links
    ]
    assert [(link.target, link.words) for link in links] == [
        ("panel:4/B", "Appendix B: Costs by building, pages E3 to E6"),
        ("panel:4/C", "Appendix C: Tenants, page E7"),
    ]


@pytest.mark.parametrize(
    ("papers", "words"),
    [
        pytest.param(EXEMPT.papers[:1], "The paper that follows is not for publication.", id="one"),
        pytest.param(EXEMPT.papers, "The papers that follow are not for publication.", id="two"),
    ],
)
def test_one_paper_is_not_several(papers: tuple[ExemptPaper, ...], words: str):
    assert words in reading.all_words(draw_divider(AGENDA, ExemptPart(papers), PAGES))


@pytest.mark.parametrize("count", [1, 9, 60])
def test_the_number_of_pages_does_not_depend_on_the_page_references(count: int, tmp_path: Path):
    papers = tuple(
        Paper(f"{n}", f"{n}", "A title of some length " * (n % 5 + 1), access=COSTS.access) for n in range(count)
    )
    part = ExemptPart(tuple(ExemptPaper(paper, NOWHERE) for paper in papers))
    without, within = (
        draw_divider(AGENDA, part, {}),
        draw_divider(AGENDA, part, {p.key: ("E100", "E109") for p in papers}),
    )
    reading.sound(within, tmp_path)
    assert len(reading.page_texts(without)) == len(reading.page_texts(within))


def test_a_blank_page_says_so_in_its_middle(tmp_path: Path):
    data = draw_blank()
    reading.sound(data, tmp_path)
    assert reading.page_texts(data) == [BLANK]
    ((left, bottom, right, top),) = reading.extent(data)
    assert (left + right) / 2 == pytest.approx(PORTRAIT.width / 2, abs=2)
    assert (bottom + top) / 2 == pytest.approx(PORTRAIT.height / 2, abs=6)
