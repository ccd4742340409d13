"""The front sheet prints the agenda, leads to every paper, and says of an exempt one only what the law allows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pypdfium2
import pytest

from panel.agendas.wording import Paragraph
from panel.packs.contents import Access, Contents, Item, MemberLine, Paper
from panel.packs.front_sheet import draw_front_sheet
from tests.packs.agenda import AGENDA, COSTS, DESCRIPTION, ITEMS, NOWHERE, PAGES
from tests.typeset import reading

LONG = "Consultation on the implementation of the joint strategy for the protection of vulnerable people " * 3


def papers_of(data: bytes) -> list[str]:
    """The lines of papers under the items, as read."""
    entries = reading.structure(data).find("LBody")
    return [e.words for e in entries if e.words.startswith(("Report", "Appendix", "Verbal")) and not e.find("LI")]


def with_items(*items: Item) -> Contents:
    return replace(AGENDA, items=items)


def test_the_front_sheet_is_tagged_throughout_and_nothing_collides(tmp_path: Path):
    reading.sound(draw_front_sheet(AGENDA, PAGES), tmp_path)


def test_the_masthead_calls_the_meeting():
    words = reading.all_words(draw_front_sheet(AGENDA, PAGES))
    assert words.startswith(
        "Northmere Police and Crime Panel Agenda Monday 19 March 2018 10.30am The Guildhall, Northmere "
        "A meeting of the Northmere Police and Crime Panel will be held at The Guildhall, Northmere "
        "on Monday 19 March 2018 at 10.30am. This meeting may be filmed."
    )


@pytest.mark.parametrize(
    ("start", "venue", "sentence"),
    [
        pytest.param(None, None, "will be held on Thursday 22 November 2018.", id="neither"),
        pytest.param(time(14), None, "will be held on Thursday 22 November 2018 at 2pm.", id="time without place"),
        pytest.param(
            None,
            "Shire Hall",
            "will be held at Shire Hall on Thursday 22 November 2018.",
            id="place without time",
        ),
    ],
)
def test_what_is_not_known_of_the_meeting_is_left_out(start: time | None, venue: str | None, sentence: str):
    agenda = replace(AGENDA, date=date(2018, 11, 22), start=start, venue=venue)
    words = reading.all_words(draw_front_sheet(agenda, {}))
    assert sentence in words
    assert ("Venue to be confirmed" in words) == (venue is None)


def test_the_order_is_that_of_an_agenda_with_the_contact_last():
    tree = reading.structure(draw_front_sheet(AGENDA, PAGES))
    assert [(node.tag, node.words) for node in tree.find("H1", "H2", "H3")] == [
        ("H1", "Northmere Police and Crime Panel Agenda"),
        ("H2", "General"),
        ("H3", "Apologies"),
        ("H3", "Minutes of the previous meeting"),
        ("H2", "Public questions"),
        ("H2", "Response times"),
        ("H2", "The estate"),
        ("H2", "Complaints"),
        ("H2", "Exempt information"),
        ("H2", "Membership"),
        ("H3", "Councillors"),
        ("H3", "Co-opted independent members"),
        ("H2", "Proper officer"),
        ("H2", "Contact"),
    ]


def test_items_are_a_numbered_list_and_sub_items_a_list_within_it():
    (items, *_) = reading.structure(draw_front_sheet(AGENDA, PAGES)).find("L")
    assert [entry.children[0].words for entry in items.children] == ["1", "2", "3", "4", "5", "6"]
    (sub_items,) = [child for child in items.children[0].children[1].children if child.tag == "L"]
    assert [entry.children[0].words for entry in sub_items.children] == ["1(1)", "1(2)"]


def test_every_paper_stands_under_its_item_with_its_pages():
    assert papers_of(draw_front_sheet(AGENDA, PAGES)) == [
        "Report: Minutes of the meeting held on 1 February 2018 Pages 5 to 9",
        "Report To follow",
        "Report: The police estate Pages 11 to 19",
        "Appendix A1: Survey of buildings Page 21",
        f"Appendix B: Costs by building – not for publication: {DESCRIPTION}",
        "Appendix C: Tenants – not for publication: no description stated",
        "Verbal report",
    ]


def test_the_whole_line_of_a_paper_leads_to_it_and_says_where():
    data = draw_front_sheet(AGENDA, PAGES)
    links = [link for node in reading.structure(data).find("Link") for link in node.links]
    assert [(link.target, link.words) for link in links] == [
        ("panel:1(2)", "Report: Minutes of the meeting held on 1 February 2018, pages 5 to 9"),
        ("panel:4", "Report: The police estate, pages 11 to 19"),
        ("panel:4/A1", "Appendix A1: Survey of buildings, page 21"),
        ("mailto:mara.lind@northmere.example", "E-mail Mara Lind"),
    ]
    by_words = {piece.words.strip(): piece for piece in reading.pieces(data)}
    for link, title, pages in [
        (links[1], "Report: The police estate", "Pages 11 to 19"),
        (links[2], "Appendix A1: Survey of buildings", "Page 21"),
    ]:
        for piece in (by_words[title], by_words[pages]):
            assert link.page == piece.page
            assert link.box[0] <= piece.box[0] + 0.5
            assert link.box[1] <= piece.box[1]
            assert piece.box[2] <= link.box[2] + 0.5
            assert piece.box[3] <= link.box[3]


def test_an_exempt_paper_has_no_pages_even_where_some_are_handed_in():
    data = draw_front_sheet(AGENDA, PAGES | {COSTS.key: ("E3", "E4")})
    assert "E3" not in reading.all_words(data)
    assert data == draw_front_sheet(AGENDA, PAGES)


def test_the_resolution_is_set_apart_as_a_quotation():
    (quotation,) = reading.structure(draw_front_sheet(AGENDA, PAGES)).find("BlockQuote")
    assert quotation.words == "That the public be excluded for the papers named below: • Item 4, Appendix B"


def test_members_are_listed_by_kind_with_authority_and_office():
    lists = reading.structure(draw_front_sheet(AGENDA, PAGES)).find("L")
    assert [[entry.words for entry in each.children] for each in lists[-2:]] == [
        [
            "Councillor Olwen Prŷs (Chair) Cyngor Dŵr Mawr",
            "Councillor Tom Ashby Northmere District Council",
            "Councillor Ines Vale (Vice-Chair) Northmere District Council",
        ],
        ["Ruth Okoye", "Dilip Hart"],
    ]


def test_page_references_end_at_the_right_edge():
    edges = {
        round(piece.box[2])
        for piece in reading.pieces(draw_front_sheet(AGENDA, PAGES))
        if piece.words.startswith(("Page ", "Pages ", "To follow"))
    }
    assert max(edges) - min(edges) <= 1


@pytest.mark.parametrize(
    "title",
    [
        pytest.param(LONG, id="many words"),
        pytest.param("Kraftfahrzeughaftpflichtversicherung" * 8, id="one endless word"),
        pytest.param("x", id="one letter"),
        pytest.param("<b>R&D</b> & 'quotes' \"too\"", id="markup"),
        pytest.param("Heddlu’r Dŵr – Tŷ £5 café 警察", id="odd characters"),
    ],
)
def test_a_title_of_any_length_keeps_clear_of_its_page_reference(title: str, tmp_path: Path):
    paper = Paper("1", "1", title, source=NOWHERE)
    item = Item("1", title, blocks=(Paragraph(title),), papers=(paper, replace(paper, key="1/A", appendix="A")))
    pages = {"1": ("1000", "1009"), "1/A": ("1011", "1011")}
    data = draw_front_sheet(with_items(item), pages)
    reading.sound(data, tmp_path)
    words = reading.all_words(data)
    assert "Pages 1000 to 1009" in words
    assert "Page 1011" in words


@pytest.mark.parametrize("repeats", [1, 3, 7])
def test_the_number_of_pages_does_not_depend_on_the_page_references(repeats: int):
    papers = tuple(Paper(f"{n}", "4", f"{LONG[: 20 + 9 * n]}", appendix=f"A{n}", source=NOWHERE) for n in range(1, 25))
    agenda = with_items(*ITEMS[:5], *[replace(ITEMS[5], papers=papers)] * repeats)
    without = draw_front_sheet(agenda, {})
    within = draw_front_sheet(agenda, {paper.key: ("1100", "1109") for paper in papers})
    places = [
        [(piece.page, piece.box[1]) for piece in reading.pieces(data) if piece.words.startswith("Appendix")]
        for data in (without, within)
    ]
    assert places[0] == places[1]
    assert len(reading.page_texts(without)) == len(reading.page_texts(within))


def test_an_agenda_of_sixty_items_and_forty_members_runs_on_over_pages(tmp_path: Path):
    items = tuple(
        Item(
            str(n),
            f"Item number {n}",
            blocks=(Paragraph("To consider a report. " * (n % 9)),),
            papers=(Paper(str(n), str(n), f"Paper {n}", source=NOWHERE),),
        )
        for n in range(1, 61)
    )
    members = tuple(MemberLine(f"Councillor Number {n}", "Northmere District Council") for n in range(40))
    agenda = replace(AGENDA, items=items, membership=(("Councillors", members),))
    data = draw_front_sheet(agenda, {str(n): (str(n), str(n + 1)) for n in range(1, 61)})
    reading.sound(data, tmp_path)
    words = reading.all_words(data)
    assert all(f"Item number {n} " in words and f"Report: Paper {n} " in words for n in range(1, 61))
    assert all(f"Councillor Number {n} " in words for n in range(40))
    assert all(bottom > 32 for _, bottom, _, _ in reading.extent(data))
    # An item's title is never the last thing on a page.
    for text in reading.page_texts(data):
        assert not text.strip().split("\n")[-1].startswith("Item number")


def test_an_agenda_with_nothing_on_it_is_still_a_front_sheet(tmp_path: Path):
    data = draw_front_sheet(Contents("Panel", date(2018, 3, 19), None, None), {})
    reading.sound(data, tmp_path)
    assert len(reading.page_texts(data)) == 1


def test_a_sub_item_without_an_item_above_it_is_listed(tmp_path: Path):
    data = draw_front_sheet(with_items(Item("1(1)", "Apologies", depth=1), Item("2", "Next")), {})
    reading.sound(data, tmp_path)
    assert [node.words for node in reading.structure(data).find("Lbl")] == ["1(1)", "2"]


def test_the_pink_of_an_exempt_paper_is_only_where_there_is_one():
    def pink(data: bytes) -> int:
        with pypdfium2.PdfDocument(data) as document:
            pictures = [page.render(scale=0.5).to_pil().convert("RGB") for page in document]
        return sum(red - green > 40 for picture in pictures for red, green, _ in picture.get_flattened_data())

    public = tuple(replace(i, papers=tuple(p for p in i.papers if p.access is Access.PUBLIC)) for i in ITEMS)
    assert pink(draw_front_sheet(AGENDA, PAGES)) > 0
    assert pink(draw_front_sheet(with_items(*public), PAGES)) == 0


def test_equal_contents_give_equal_bytes():
    assert draw_front_sheet(AGENDA, PAGES) == draw_front_sheet(AGENDA, dict(reversed(PAGES.items())))
