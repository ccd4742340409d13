"""What a supplement brings, held against what was published."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from panel.packs.contents import Access, Item, Paper
from panel.packs.kept import keep
from panel.packs.papers import PaperFacts
from panel.packs.supplement import Before, Brought, brought, with_withdrawn
from panel.pdf.prepared import PreparedFile

FILE = PreparedFile(Path("a.pdf"), Path("a.json"))
REPORT = Paper("3", "3", "Update", source=FILE)
LETTER = Paper("3/A", "3", "Letter", appendix="A", source=FILE)
SECRET = Paper("3/B", "3", "Force responses", appendix="B", access=Access.EXEMPT, description="Information")
GENERAL = Item("1", "General")
MINUTES = Item("1(1)", "Minutes", depth=1)
UPDATE = Item("3", "Commissioner’s update", papers=(REPORT, LETTER, SECRET))
COMPLAINTS = Item("6", "Complaints", report="Verbal report")
AGENDA = ((10, GENERAL), (11, MINUTES), (13, UPDATE), (16, COMPLAINTS))
RECORDS = {"3": 30, "3/A": 31, "3/B": 32, "3/C": 33, "1(1)": 34, "7": 35}
DOCUMENTS = {30: 300, 31: 310, 32: 320, 33: 330, 34: 340, 35: 350}
FACTS = {key: PaperFacts(1, 9, 1000, "0" * 64, "PDF") for key in ("3", "3/A")}


def before() -> Before:
    kept = keep(AGENDA, RECORDS, FACTS, {30: (5, 13), 31: (15, 15)})
    return Before(kept["items"], {30: 300, 31: 310, 32: 320}, frozenset({30, 31}))


def now(*items: tuple[int, Item], documents: dict[int, int] | None = None) -> Brought:
    return brought(items, RECORDS, {**DOCUMENTS, **(documents or {})}, before())


def with_papers(*papers: Paper) -> tuple[tuple[int, Item], ...]:
    return (*AGENDA[:2], (13, replace(UPDATE, papers=papers)), AGENDA[3])


def test_an_agenda_that_did_not_change_brings_nothing():
    assert now(*AGENDA) == Brought((), (), ())


@pytest.mark.parametrize(
    ("agenda", "documents", "changes"),
    [
        pytest.param(
            with_papers(REPORT, LETTER, SECRET, Paper("3/C", "3", "Figures", appendix="C", source=FILE)),
            {},
            ("Item 3, Appendix C: Figures is new.",),
            id="a new appendix",
        ),
        pytest.param(AGENDA, {30: 301}, ("Item 3, Report: Update replaces pages 5 to 13.",), id="a report replaced"),
        pytest.param(AGENDA, {31: 311}, ("Item 3, Appendix A: Letter replaces page 15.",), id="one page replaced"),
        pytest.param(
            AGENDA,
            {32: 321},
            ("Item 3, Appendix B: Force responses, not for publication, replaces an earlier one.",),
            id="an exempt paper replaced",
        ),
        pytest.param(
            with_papers(REPORT, LETTER),
            {},
            ("Item 3, Appendix B: Force responses is withdrawn.",),
            id="an exempt paper withdrawn",
        ),
        pytest.param(
            with_papers(REPORT, SECRET),
            {},
            ("Item 3, Appendix A: Letter is withdrawn; it stays on page 15.",),
            id="a paper withdrawn",
        ),
        pytest.param(
            AGENDA[:3],
            {},
            ("Item 6, Complaints, is withdrawn. It keeps its number.",),
            id="an item withdrawn",
        ),
        pytest.param(
            (*AGENDA, (17, Item("7", "Urgent: flooding"))),
            {},
            ("Item 7, Urgent: flooding, is added to the agenda.",),
            id="an item added",
        ),
        pytest.param(
            (*AGENDA[:3], (16, replace(COMPLAINTS, title="Complaints and praise"))),
            {},
            ("Item 6, Complaints, is now called Complaints and praise.",),
            id="an item renamed",
        ),
    ],
)
def test_each_change_is_said_in_a_sentence(
    agenda: tuple[tuple[int, Item], ...], documents: dict[int, int], changes: tuple[str, ...]
):
    assert now(*agenda, documents=documents).changes == changes


def test_only_new_papers_are_printed_and_the_items_under_which_they_stand():
    minutes = replace(MINUTES, papers=(Paper("1(1)", "1(1)", "Minutes", source=FILE),))
    found = now(AGENDA[0], (11, minutes), *AGENDA[2:], documents={30: 301})
    printed: list[Any] = [(item.number, [paper.key for paper in item.papers]) for item in found.items]
    assert printed == [("1", []), ("1(1)", ["1(1)"]), ("3", ["3"])]


def test_a_paper_that_everyone_has_cannot_be_made_exempt_by_a_supplement():
    found = now(*with_papers(REPORT, replace(LETTER, access=Access.EXEMPT, source=None), SECRET))
    assert found.already_out == ("Item 3, Appendix A: Letter, not for publication,",)


def test_an_item_taken_off_keeps_its_place_and_its_number_and_says_where_it_was():
    after = with_withdrawn((AGENDA[0], AGENDA[1], AGENDA[3]), before())
    assert [(number, item.number, item.report) for number, item in after] == [
        (10, "1", None),
        (11, "1(1)", None),
        (13, "3", "Withdrawn after publication; it was on pages 5 to 15"),
        (16, "6", "Verbal report"),
    ]


def test_an_item_taken_off_is_told_once():
    gone = with_withdrawn((AGENDA[0], AGENDA[1], AGENDA[3]), before())
    later = Before(keep(gone, RECORDS, FACTS, {})["items"], {})
    assert brought((AGENDA[0], AGENDA[1], AGENDA[3]), RECORDS, DOCUMENTS, later).changes == ()
    assert with_withdrawn((AGENDA[0], AGENDA[1], AGENDA[3]), later) == gone
