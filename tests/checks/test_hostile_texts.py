"""Papers come from strangers: no text makes the check slow, breaks it, or makes it quote what is not there."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from types import FrameType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from panel.agendas.rules import ItemKind
from panel.checks.dossier import Dispensation, Dossier, Letter, LetterPoint, Minutes, Motion, Person, Resolution
from panel.checks.judging import judge
from panel.checks.reading.blocks import MOST_LINES, Text
from tests.checks.cases import a_dossier, a_paper, an_item
from tests.checks.hostile_texts import TEXTS, a_report, the_minutes

_SIZE = 2_000
"""Characters of the shorter text."""


def _steps(dossier: Dossier) -> int:
    """Count the lines of Python that a judgement runs, a loop's again at each turn. Times differ by machine."""
    steps = 0

    def count(_frame: FrameType, event: str, _value: object) -> Callable[..., Any]:
        nonlocal steps
        steps += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        judge.__wrapped__(dossier)
    finally:
        sys.settrace(before)
    return steps


@pytest.mark.parametrize("meeting", [a_report, the_minutes], ids=["report", "minutes"])
@pytest.mark.parametrize("name", TEXTS)
def test_twice_the_text_takes_about_twice_the_steps(name: str, meeting: Callable[[str], Dossier]):
    text = TEXTS[name]
    once, twice = _steps(meeting(text(_SIZE))), _steps(meeting(text(2 * _SIZE)))
    assert twice < 2.5 * once, (once, twice)


@pytest.mark.parametrize("name", TEXTS)
def test_no_text_makes_a_word_a_sentence_or_a_paragraph_without_end(name: str):
    text = Text([TEXTS[name](50_000)])
    assert max((len(word) for page in text.pages for word in page.split()), default=0) <= 400
    assert max((len(block.text) for block in text.blocks), default=0) <= 6000
    assert max((len(sentence.text) for sentence in text.sentences), default=0) <= 1500


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_parted_loses_no_letter(name: str):
    text = TEXTS[name](50_000)
    assert "".join("".join(Text([text]).pages).split()) == "".join(text.split())


def test_a_paper_without_end_is_read_so_far_and_said_to_be():
    dossier = a_report("word\n" * (MOST_LINES + 1))
    assert [finding.rule for finding in judge(dossier)].count("too long to check") == 1
    assert sum(page.count("\n") + 1 for page in dossier.items[0].papers[0].text.pages) == MOST_LINES


def test_a_paper_just_long_enough_is_read_to_its_end():
    assert not Text(["word\n" * (MOST_LINES - 1)]).too_long


def test_twice_the_papers_that_each_name_forty_appendices_take_about_twice_the_time():
    text = "\n".join(f"See Appendix {letter}{number} for more." for letter in "ABCDEFGH" for number in range(1, 6))

    def meeting(papers: int) -> Dossier:
        return a_dossier(*(an_item(str(number), f"Update {number}", a_paper(text)) for number in range(papers)))

    once, twice = _steps(meeting(30)), _steps(meeting(60))
    assert twice < 2.5 * once


FRAGMENTS = (
    "31 February 2018", "Monday 30 February 2026", "0 March 0000", "99/99/9999", "00/00/0000", "1 January 0001",
    "31 December 9999", "25:99", "99.99pm", "9" * 399, "1" * 5000, "1e999", "0%", "£0", "0 of 0 (0%)", "−3", "(£0)",
    "rose by 0% from 0 to 0", "an average of 5 over 0 months", "1:0", "１２", "£１２", "٣٤%", "5²", "½", "²⁰²⁶",
    "e\u0301",
    "\u200f", "\u202e", "\0", "\ud800", "\ue000", "\uf0b7", "None", "\u2028", "\x0b", "\x1f", "İ", "Ⅳ", "①", "|||",
    "| a | 1 |", "Councillor (", "Councillor Ada Finch", "Cllr A", "Mr -", "A--B", "’s", "“", "(", "[", "Present:",
    "Apologies:", "RESOLVED", "(1) that", "moved by", "0 for, 0 against", "carried by 5 votes to 0", "Appendix 0",
    "Appendix A to Z", "paragraphs 9 to 1", "exempt under paragraph 0", "1.1", "0.0", "(a)", "Contents",
    "Introduction ..... 999", "Total 0 0 0", "Total 1 2 3", "Alpha 0 0 0", "2026/25", "0000/01", "5 x 0 = 0",
    "twice", "a third of 0", "one in 0", "date of birth 31/02/1990", "aged 0", "Dear", "agreed to provide",
    "Table 0:", "£1.2m", "£" + "9" * 30 + "m", "per cent", "increase of", "compared with", "from", "to", "and", "by",
)  # fmt: skip
BETWEEN = (" ", " ", ", ", ". ", "\n", "\n\n", "; ", ": ", "", "-", "\t", "\r\n")
NAMES = (
    "",
    " ",
    "A",
    "Councillor",
    "Councillor A",
    "Councillor Ada Finch",
    "(",
    "Ada (Chair)",
    "Finch, Ada",
    "-",
    "\0",
    ",",
)
DAYS = (date.min, date.max, date(2024, 2, 29), date(2026, 2, 5), date(2026, 3, 19))

_pages = st.lists(st.tuples(st.sampled_from(FRAGMENTS), st.sampled_from(BETWEEN)), max_size=40).map(
    lambda parts: "".join(part for pair in parts for part in pair)
)
_name, _day = st.sampled_from(NAMES), st.sampled_from(DAYS)
_people = st.lists(
    st.builds(Person, _name, st.sampled_from(("", "Chair")), member=st.booleans(), since=st.none() | _day,
              registered=st.none() | _day), max_size=3,
).map(tuple)  # fmt: skip
_records = st.builds(
    Minutes,
    _day,
    _people,
    st.lists(_name, max_size=2).map(tuple),
    st.lists(st.tuples(_name, _name), max_size=1).map(tuple),
    st.lists(st.builds(Motion, st.just("4"), _name, _name, _name, st.sampled_from(("", "carried"))), max_size=1).map(
        tuple
    ),
    st.lists(st.builds(Resolution, st.just("4"), st.sampled_from(("", "1", "2(a)")), _name), max_size=2).map(tuple),
    letters=st.lists(
        st.builds(Letter, _name, _day, points=st.lists(st.builds(LetterPoint, _name), max_size=1).map(tuple)),
        max_size=1,
    ).map(tuple),
)


@seed(20260319)
@settings(max_examples=100, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(
    pages=st.lists(_pages, max_size=3),
    title=st.sampled_from(("", "Update report", "Minutes of 5 February 2026", "(")),
    appendix=st.sampled_from(("", "A", "(")),
    kind=st.sampled_from(ItemKind),
    people=_people,
    records=st.lists(_records, max_size=1),
    days=st.tuples(_day, _day),
    body=st.sampled_from(("", "Larkshire Police and Crime Panel", "(")),
    bare=st.booleans(),
)
def test_no_text_and_no_record_breaks_the_check_and_what_it_quotes_stands_on_its_page(
    pages: list[str],
    title: str,
    appendix: str,
    kind: ItemKind,
    people: tuple[Person, ...],
    records: list[Minutes],
    days: tuple[date, date],
    body: str,
    bare: bool,
):
    paper = a_paper(title=title, appendix=appendix, pages=tuple(pages))
    dossier = a_dossier(an_item("4", title, paper, kind=kind))
    if not bare:
        dossier = replace(
            dossier, date=days[0], today=days[1], people=people, minutes=tuple(records), body=body,
            dispensations=(Dispensation("A", *days),),
        )  # fmt: skip
    for finding in judge(dossier):
        place = finding.place
        if not place.paper or not place.page or place.words == title:
            continue
        # What begins at a page's end may go over to the next.
        both = "".join(paper.text.plain_pages[place.page - 1 : place.page + 1])
        assert "".join(place.words.split()) in "".join(both.split())
