"""How a paper is built, read from its text."""

from __future__ import annotations

import pytest

from panel.checks.reading.blocks import Text
from panel.checks.reading.structure import Built, built, heading


def read(text: str) -> Built:
    return built(Text(tuple(text.split("\f"))))


SECTIONS = {
    "nought": (
        "1.0 Purpose\n1.1 To tell the panel.\n2.0 Findings\n2.1 Callers wait less.\n",
        ["1.0 Purpose", "2.0 Findings"],
    ),
    "full stop": ("1. Purpose\nTo tell the panel.\n2. Findings\nCallers wait less.\n", ["1. Purpose", "2. Findings"]),
    "bracket": ("1) Purpose:\nTo tell the panel.\n2) Findings:\nThey wait less.\n", ["1) Purpose:", "2) Findings:"]),
    "no mark": (
        "1 PURPOSE\nTo tell the panel.\n2 FINDINGS\nCallers wait less.\n3 RISKS\nThere are none.\n",
        ["1 PURPOSE", "2 FINDINGS", "3 RISKS"],
    ),
    "numbered paragraphs are none": ("1. The panel asked for this.\n2. It was promised.\n3. It is here.\n", []),
    "days are none": ("19 March 2026\nWe met.\n20 March 2026\nWe met again.\n21 March 2026\nWe met.\n", []),
    "a list between two sections": (
        "1. Purpose\nResolved:\n1. Notes the report\n2. Thanks the officers\n2. Findings\nCallers wait less.\n",
        ["1. Purpose", "2. Findings"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), SECTIONS.values(), ids=SECTIONS)
def test_sections_are_headings_with_a_number_of_one_style(text: str, expected: list[str]):
    assert [section.words for section in read(text).sections] == expected


def test_a_section_without_text_is_not_filled_and_one_that_opens_with_a_sub_section_is():
    sections = read("1.0 Scope\n2.0 Findings\n2.1 Callers\nThey wait less.\n3.0 Risks: none\n4.0 Equality\n").sections
    assert [section.filled for section in sections] == [False, True, True, False]


def test_a_paper_that_begins_again_at_one_is_a_second_count():
    sections = read("1.0 A thing\nText.\n2.0 More\nText.\n1.0 Another\nText.\n2.0 Other\nText.\n").sections
    assert [section.run for section in sections] == [0, 0, 1, 1]


def test_a_paragraphs_number_in_the_middle_of_a_sentence_or_in_a_row_of_figures_is_none():
    text = (
        "1.0 Purpose\n1.1 Members will recall\nthat paragraph\n1.2 Of the code applies.\n1.3 4.5 6.1\n1.4 It is so.\n"
    )
    assert [one.number for one in read(text).paragraphs] == ["1.1", "1.4"]


def test_a_contents_list_gives_titles_and_pages_and_is_no_part_of_the_body():
    paper = read(
        "Estates Strategy\nContents\nForeword ..... 2\n1. Our buildings and \nwhat they cost ..... 3\n2. Plans\t4\n"
        "\fForeword\nToo much.\n\f1. Our buildings and what they cost\nThey are old.\n\f2. Plans\nWe will sell.\n"
    )
    assert [(entry.number, entry.title, entry.at) for entry in paper.contents] == [
        ("", "Foreword", 2),
        ("1", "Our buildings and what they cost", 3),
        ("2", "Plans", 4),
    ]
    assert [section.page for section in paper.sections] == [3, 4]


def test_a_list_without_rising_pages_is_no_contents_list():
    assert not read("Contents\nApples 12\nPears 3\nPlums 7\nQuinces 1\nMedlars 2\n").contents


def test_the_heading_is_the_last_line_of_the_head_that_is_no_bodys_name():
    paper = read(
        "Office of the Commissioner\nRural Crime in Larkshire\nLarkshire Police and Crime Panel\n"
        "Recommendation\nThat it is noted.\n"
    )
    own = heading(paper)
    assert own is not None
    assert own.text == "Rural Crime in Larkshire"


LISTS = {
    "dash": (
        "Appendices\nAppendix A – Calls by month\nAppendix B – Staff\n",
        [("A", "Calls by month"), ("B", "Staff")],
    ),
    "colon": ("Appendices:\nAppendix 1: Calls\nAppendix 2: Staff\n", [("1", "Calls"), ("2", "Staff")]),
    "no mark": ("List of Appendices\nAppendix A Calls by month\n", [("A", "Calls by month")]),
    "parts": ("Appendices\nAppendix A1 – Letter\nAppendix A2 – Answer\n", [("A1", "Letter"), ("A2", "Answer")]),
    "numbered": ("6.0 Appendices:\n6.1 Appendix A – The strategy\n", [("A", "The strategy")]),
    "ends with the next part": (
        "Appendices\nAppendix A – Calls\nBackground Papers\nAppendix B of the code\n",
        [("A", "Calls")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), LISTS.values(), ids=LISTS)
def test_the_list_of_appendices_gives_letters_and_titles(text: str, expected: list[tuple[str, str]]):
    assert [(one.letter, one.title) for one in read("1.0 Purpose\n1.1 To tell.\n" + text).listed] == expected


def test_an_appendix_with_its_text_behind_the_report_stands_within_it():
    paper = read(
        "1.0 Purpose\n1.1 To tell.\nAppendices\nAppendix A – Calls\nBackground Papers\nNone\n"
        "\fAppendix A – Calls\nJanuary 1,204\n"
    )
    assert paper.within == {"A"}
    assert [one.letter for one in paper.listed] == ["A"]


PARTS = {
    "Recommendations\nThat it is noted.\n": "recommendation",
    "List of background papers (s.100D)\nNone\n": "background",
    "Supporting papers\nA map\n": "appendices",
    "Contact Officer:\nLena Holt\n": "author",
    "Report Author Lena Holt lena@larkshire.example\n": "author",
}


@pytest.mark.parametrize(("text", "part"), PARTS.items(), ids=PARTS.values())
def test_a_part_is_known_by_its_heading(text: str, part: str):
    assert list(read(text).parts) == [part]


def test_a_part_with_nothing_under_it_is_empty():
    paper = read("Recommendation\n1.0 Purpose\n1.1 To tell.\n2.0 Risks\n2.1 None.\nBackground Papers\nContact:\nLena\n")
    assert [block.text for block in paper.empty_parts] == ["Recommendation", "Background Papers"]
