"""An agenda as its page sets it out, from the contents of a pack alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from panel.packs.contents import Contents, Item, Paper
from panel.packs.papers import PaperFacts
from panel.pdf.prepared import PreparedFile
from panel.public.agenda_page import ItemLine, lines

FACTS = PaperFacts(document_id=1, pages=2, size=84_000, sha256="", kind="PDF")
FILE = PreparedFile(Path("paper.pdf"), Path("paper.json"))


def an_agenda(*items: Item) -> Contents:
    return Contents("Larkshire Panel", date(2026, 3, 19), None, None, items=items)


def shape(found: list[ItemLine]) -> list[object]:
    return [(line.number, shape(line.children)) if line.children else line.number for line in found]


def section(item: str, appendix: str | None, first: int, last: int) -> dict[str, object]:
    return {"item": item, "appendix": appendix, "first_page": first, "last_page": last}


def test_two_reports_under_one_item_have_pages_of_their_own():
    first = Paper("4", "4", "Crime report", source=FILE)
    second = Paper("4/report-2", "4", "Fire report", part=2, source=FILE)
    sections = [section("4", None, 5, 8), section("4", None, 9, 9)]
    (line,) = lines(an_agenda(Item("4", "Reports", papers=(first, second))), {}, sections)
    assert [(paper.title, paper.pack_page, paper.pages) for paper in line.papers] == [
        ("Crime report", 5, "pages 5 to 8 of the pack"),
        ("Fire report", 9, "page 9 of the pack"),
    ]


def test_a_report_without_a_file_does_not_take_the_pages_of_the_next():
    missing = Paper("4", "4", "Crime report")
    second = Paper("4/report-2", "4", "Fire report", part=2, source=FILE)
    (line,) = lines(
        an_agenda(Item("4", "Reports", papers=(missing, second))),
        {"4/report-2": FACTS},
        [section("4", None, 5, 8)],
    )
    assert [paper.pack_page for paper in line.papers] == [None, 5]


def test_sub_items_stand_under_the_item_that_they_belong_to():
    numbers = ("1", "2", "2(1)", "2(1)(a)", "2(1)(b)", "2(2)", "3", "3(1)(a)", "4")
    agenda = an_agenda(*(Item(number, "An item", depth=number.count("(")) for number in numbers))
    assert shape(lines(agenda, {}, ())) == [
        "1",
        ("2", [("2(1)", ["2(1)(a)", "2(1)(b)"]), "2(2)"]),
        ("3", ["3(1)(a)"]),
        "4",
    ]


def test_a_sub_item_without_an_item_above_it_is_shown():
    agenda = an_agenda(Item("1(1)", "Apologies", depth=1), Item("1(2)", "Minutes", depth=1), Item("2", "Reports"))
    assert shape(lines(agenda, {}, ())) == ["1(1)", "1(2)", "2"]
