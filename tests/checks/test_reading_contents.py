"""Contents lists, with pages and without."""

from __future__ import annotations

import pytest

from panel.checks.reading.blocks import Text
from panel.checks.reading.contents import contents_of

BODY = (
    "{0}Callers\nThey wait for less time.\n{1}Costs\nThey are what was planned.\n{2}Staff\nForty people work there.\n"
)
TITLES = ("Callers", "Costs", "Staff")
PLAIN = BODY.format("", "", "")
NUMBERED = BODY.format("1. ", "2. ", "3. ")

LISTS = {
    "pages behind dots": (
        "Contents\n1. Callers ..... 2\n2. Costs ..... 2\n3. Staff ..... 3\nPage 1\n\f" + NUMBERED,
        [2, 2, 3],
    ),
    "no pages": ("Contents\nCallers\nCosts\nStaff\n\f" + PLAIN, [0, 0, 0]),
    "numbers and no pages": ("Contents\n1. Callers\n2. Costs\n3. Staff\n" + NUMBERED, [0, 0, 0]),
    "one of them not there": ("Contents\nCallers\nCosts\nStaff\nPartners\n" + PLAIN, [0, 0, 0, 0]),
}
NO_LISTS = {
    "none": PLAIN,
    "other words": "Contents\nA lamp\nA map\nA rope\n" + PLAIN,
    "a sentence": "Contents\nThis report tells of calls.\n" + PLAIN,
}


@pytest.mark.parametrize(("text", "pages"), LISTS.values(), ids=LISTS)
def test_a_list_is_read_with_its_pages_and_taken_out_of_the_text(text: str, pages: list[int]):
    entries, behind = contents_of(Text(tuple(text.split("\f"))))
    assert [entry.at for entry in entries] == pages
    assert [entry.title for entry in entries][:3] == [*TITLES]
    assert [block.text for block in behind.blocks if block.text in TITLES] == [*TITLES]


@pytest.mark.parametrize("text", NO_LISTS.values(), ids=NO_LISTS)
def test_what_does_not_stand_again_behind_it_is_no_list(text: str):
    whole = Text((text,))
    assert contents_of(whole) == ((), whole)
