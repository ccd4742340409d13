"""Tables of numbers read from a paper's lines."""

from __future__ import annotations

from decimal import Decimal

import pytest

from panel.checks.reading.number_tables import cell, lines_of, tables


def test_rows_under_each_other_make_a_table():
    page = (
        "Hate crime\nOct-25 Nov-25 Dec-25\n"
        "North \nLarkshire\n56 36 33\nSouth \nLarkshire\n33 18 18\nLarkshire 89 54 51\n"
    )
    (table,) = tables(lines_of([page]))
    assert [row.full for row in table.rows][1:] == ["South Larkshire", "Larkshire"]
    assert [[one.value for one in row.cells] for row in table.rows] == [[56, 36, 33], [33, 18, 18], [89, 54, 51]]
    assert "Oct-25 Nov-25 Dec-25" in table.header


def test_a_sentence_that_ends_in_a_number_is_no_row():
    assert tables(lines_of(["The number of calls rose in the month from 31 to 45\nand then fell to 40.\n"])) == ()


def test_years_above_a_table_are_its_heading():
    (table,) = tables(lines_of(["Grants\n2024 2025\nVictims 12 14\nRoads 9 8\n"]))
    assert len(table.rows) == 2


CELLS = {
    "a count": ("1,234", "1234"),
    "taken off in brackets": ("(10,180)", "-10180"),
    "a share in brackets": ("(58.2%)", "58.2"),
    "a minus sign": ("−0.5%", "-0.5"),
    "millions": ("£2.4m", "2400000"),
}


@pytest.mark.parametrize(("token", "value"), CELLS.values(), ids=CELLS)
def test_a_cell_is_read_as_accountants_write_it(token: str, value: str):
    read = cell(token)
    assert read is not None
    assert read.value == Decimal(value)


def test_a_word_is_no_cell():
    assert cell("12th") is None


def values(text: str) -> list[list[Decimal]]:
    (table,) = tables(lines_of([text]))
    return [[one.value for one in row.cells] for row in table.rows]


def test_a_last_column_in_words_is_left_out():
    page = "Measure 2024 2025 Met?\nCalls 81 79 Yes\nVisits 40 44 Not met\nLetters 12 9 No\n"
    assert values(page) == [[81, 79], [40, 44], [12, 9]]


def test_signs_that_stand_apart_belong_to_their_figures():
    assert values("Force Earlier Later Change\nLark 473 449 - 24 - 5.1%\nWold 530 547 + 17 + 3.2%\n") == [
        [473, 449, -24, Decimal("-5.1")],
        [530, 547, 17, Decimal("3.2")],
    ]


def test_a_range_in_a_label_is_no_figure_taken_off():
    assert values("Ages Men Women\n30 – 59 31 40\n60 – 74 12 15\n") == [[31, 40], [12, 15]]


def test_a_wrapped_label_may_end_in_a_number_and_a_question_mark():
    page = "Question Yes No All\nShould it be renewed? 246 51 297\nShould the penalty\nbe £100?\n166 121 287\n"
    (table,) = tables(lines_of([page]))
    assert table.rows[-1].full == "Should the penalty be £100?"


def test_the_number_in_a_page_s_foot_is_no_row():
    pages = ["Costs £000\nPay 397\nFuel 122\nFlood debrief 1", "Rent 58\nTotal 577\nFlood debrief 2"]
    (table,) = tables(lines_of(pages))
    assert [row.label for row in table.rows] == ["Pay", "Fuel", "Rent", "Total"]


def test_a_last_row_that_happens_to_hold_the_page_s_number_stays():
    (table,) = tables(lines_of(["Posts\nMarlton 4\nHolling 1"]))
    assert [row.label for row in table.rows] == ["Marlton", "Holling"]
