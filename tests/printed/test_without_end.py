"""What somebody writes without end, or without sense, stands in every form of the minutes all the same."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from docx import Document
from pypdf import PdfReader

from panel.minute_book.blocks import Paragraph, Run, from_markdown
from panel.minute_book.in_word import write_minutes
from panel.minute_book.on_paper import draw_minutes
from panel.minute_book.printed import Printed, PrintedItem
from panel.typeset.grid import Grid


def minutes(text: str, *, number: str = "1", body: str = "Larkshire Police and Crime Panel") -> Printed:
    """Give minutes of one item of which that is written."""
    return Printed(body, date(2026, 3, 19), items=(PrintedItem(number, "", "Business", from_markdown(text)),))


def on_paper(printed: Printed) -> str:
    """Read the PDF."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(draw_minutes(printed))).pages).split())


def in_word(printed: Printed) -> str:
    """Read the Word file."""
    word = Document(BytesIO(write_minutes(printed)))
    return "\n".join(line.text for line in word.paragraphs)


def test_emphasis_within_emphasis_without_end_is_emphasis():
    made = minutes("*a " * 1000 + "b*" * 1000)
    (block,) = made.items[0].blocks
    assert isinstance(block, Paragraph)
    assert block.text == "a " * 1000 + "b" * 1000
    assert {run.italic for run in block.runs} == {True}
    assert "a a a" in on_paper(made)
    assert "a a a" in in_word(made)


def test_looks_and_descriptions_of_pictures_stay_as_they_were_written():
    (block,) = from_markdown("**bold *both*** [to](https://a.example) ![a *seal*](b.png) [no](x)")
    assert block == Paragraph(
        (
            Run("bold ", bold=True),
            Run("both", bold=True, italic=True),
            Run(" "),
            Run("to", to="https://a.example"),
            Run(" "),
            Run("a "),
            Run("seal", italic=True),
            Run(" "),
            Run("no"),
        )
    )


def test_a_table_of_more_columns_than_a_page_holds_is_written_in_lines():
    rows = ["|".join(f"{word}{n}" for n in range(200)) for word in ("Head", "Cell")]
    made = minutes(f"|{rows[0]}|\n|{'-|' * 200}\n|{rows[1]}|\n|{rows[1]}|")
    for read in (on_paper(made), in_word(made)):
        assert "Head0: Cell0" in read
        assert "Head199: Cell199" in read


def test_a_column_of_few_words_beside_long_ones_keeps_room_for_them():
    long = "|".join(["a very long cell of a table that goes on and on"] * 8)
    assert "x" in on_paper(minutes(f"|n|{'h|' * 8}\n|{'-|' * 9}\n|x|{long}|"))


def test_lists_within_lists_without_end_stay_on_the_page():
    text = "\n".join("  " * depth + "- deep" for depth in range(40))
    assert "deep" in on_paper(minutes(text))
    assert "deep" in in_word(minutes(text))
    assert "deep" in on_paper(minutes("> " * 15 + "deep"))


def test_a_word_file_holds_no_character_that_none_may_hold():
    made = minutes("On 12\u00a0March [so](https://a.example/\u009f)", number="1\x01", body="Lark\x02shire " * 40)
    word = Document(BytesIO(write_minutes(made)))
    lines = [line.text for line in word.paragraphs]
    assert "1 \tBusiness" in lines
    assert any("12\u00a0March" in line for line in lines), "a space that keeps words together does"
    assert word.core_properties.title.startswith("Lark")
    assert "\x02" not in word.core_properties.title + word.core_properties.author


def test_a_long_table_is_measured_once_however_many_pages_it_takes(monkeypatch: pytest.MonkeyPatch):
    asked: list[int] = []
    measure = Grid._measure
    monkeypatch.setattr(Grid, "_measure", lambda grid, row: asked.append(1) or measure(grid, row))
    text = on_paper(minutes("|a|b|\n|-|-|\n" + "|one|two|\n" * 120))
    assert text.count("one two") == 120
    assert len(asked) < 2 * 120
