"""A paper's lines become paragraphs, headings and bullets again, however the program that made it ends its lines."""

from __future__ import annotations

import pytest

from panel.checks.reading.blocks import Text, sentences

PARAGRAPHS = (
    "The Panel is asked to consider the report of the Commissioner on the work of her office since it last met, and to "
    "make recommendations.",
    "Councillor Finch asked how many officers would be recruited in the year, and the Treasurer said that the budget "
    "provided for forty of them.",
)
HEADING = "Recruitment of Officers"


def wrapped(text: str, width: int, end: str) -> list[str]:
    """Break a paragraph into lines as a program does; `end` is what it writes after a line that goes on."""
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line + end)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*lines, line]


@pytest.mark.parametrize(("end", "last"), [(" ", ""), ("", ""), (" ", " ")], ids=["wrapped", "none", "every"])
def test_a_paragraph_is_one_block_whether_lines_end_in_a_blank_or_not(end: str, last: str):
    lines = [
        *wrapped(PARAGRAPHS[0], 84, end),
        HEADING,
        *wrapped(PARAGRAPHS[1], 84, end),
    ]
    page = "\n".join(line.rstrip() + last if last else line for line in lines)
    text = Text([page])
    assert [block.text for block in text.blocks] == [PARAGRAPHS[0], HEADING, PARAGRAPHS[1]]
    assert [block.heading for block in text.blocks] == [False, True, False]


def test_a_paragraph_that_goes_over_the_page_begins_on_the_first():
    text = Text(["The Panel has asked the Commissioner to \n", "report back in June.\nNext Steps"])
    assert [(block.text, block.page) for block in text.blocks] == [
        ("The Panel has asked the Commissioner to report back in June.", 1),
        ("Next Steps", 2),
    ]


def test_running_heads_and_feet_are_left_out():
    said = ("Burglary fell.", "Robbery rose a little.", "Nobody asked why.", "The Panel noted it all.")
    pages = [
        f"Larkshire Police and Crime Panel\n{words}\nPage {number} of 4" for number, words in enumerate(said, start=1)
    ]
    assert [block.text for block in Text(pages).blocks] == list(said)


@pytest.mark.parametrize(
    ("line", "number", "words"),
    [
        ("1.1 The report", "1.1", "The report"),
        ("2. Background", "2", "Background"),
        ("3) Precept", "3", "Precept"),
        ("(4) Minutes", "4", "Minutes"),
        ("(a) Provide more", "a", "Provide more"),
        ("6.0 Next Meeting", "6.0", "Next Meeting"),
        ("\uf0b7 1.2 Recently", "1.2", "Recently"),
        ("19 March 2018", "", "19 March 2018"),
        ("2018 was a year", "", "2018 was a year"),
    ],
    ids=lambda value: value if isinstance(value, str) and value.isascii() else None,
)
def test_a_number_at_the_head_of_a_line_is_its_number(line: str, number: str, words: str):
    block = Text([line]).blocks[0]
    assert (block.number, block.text) == (number, words)


@pytest.mark.parametrize("mark", ["•", "\uf0b7", "–", "o", "▪"])
def test_a_bullet_is_taken_off(mark: str):
    blocks = Text([f"The groups were:\n{mark} Local authorities\n{mark} The Federation of Small Businesses"]).blocks
    assert [(block.text, block.bullet) for block in blocks[1:]] == [
        ("Local authorities", True),
        ("The Federation of Small Businesses", True),
    ]


def test_an_empty_line_ends_a_paragraph():
    assert len(Text(["one line without an end\n\nand another of its own"]).blocks) == 2


def test_a_hyphen_at_the_end_of_a_line_and_a_soft_one_are_read():
    assert Text(["a multi\x02agency plan of co\u00adoperation"]).blocks[0].text == "a multi-agency plan of cooperation"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It met on 1 February. The Chair spoke.", 2),
        ("Cllr. Finch asked for more. He was told.", 2),
        ("The meeting began at 10.30 a.m. Nobody was late.", 2),
        ("See para. 4 of the report.", 1),
        ("It cost £2.4m in all.", 1),
        ("“That is right.” She sat down.", 2),
    ],
)
def test_an_abbreviation_ends_no_sentence(text: str, parts: int):
    assert len(list(sentences(text))) == parts


def test_words_are_found_on_their_page_whatever_the_blanks():
    text = Text(["one", "the Police\nand Crime  Panel, one"])
    assert text.page_of("Police and Crime Panel", 1) == 2
    assert text.page_of("one", 1) == 1
    assert text.page_of("two", 1) == 1
    assert text.page_of("one", 2) == 2


def test_a_page_without_text_is_no_text():
    assert not Text([" \n", ""])
    assert list(Text(["", ""]).blocks) == []


def test_a_heading_behind_a_line_that_is_full_to_its_stop_is_its_own():
    first = "Advisers of the service supported 1,204 people in the year, more than a year before."
    text = Text(
        [f"{first}\nCommunities\nThere were sixteen public meetings in the three counties, the best of them in\nMay."]
    )
    assert [block.text for block in text.blocks][:2] == [first, "Communities"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It is £351.19 for Band D. It was £331.00.", ["It is £351.19 for Band D.", "It was £331.00."]),
        ("The list is at Appendix A. The map is not.", ["The list is at Appendix A.", "The map is not."]),
        ("Councillor D. In was asked by Mr J. Ash.", ["Councillor D. In was asked by Mr J. Ash."]),
    ],
    ids=["a band", "an appendix", "initials"],
)
def test_a_letter_ends_a_sentence_where_it_is_no_initial(text: str, parts: list[str]):
    assert list(sentences(text)) == parts
