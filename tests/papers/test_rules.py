"""What a paper may become: its letter and title, its states, and when it may be withheld."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.law.exemptions import PARAGRAPHS, Nation
from panel.papers.rules import (
    LETTER,
    NEXT,
    PaperStage,
    Placed,
    behind_exclusion,
    decided_on,
    letter_in,
    lettered,
    marked_in,
    may_be_public,
    may_become,
    next_letter,
    paragraphs_stated,
    public_interest_weighed,
    reviewed_on,
    title_from,
    titled,
)

REASON = "Disclosure would harm the negotiations."


@pytest.mark.parametrize(
    ("name", "letter", "title"),
    [
        pytest.param("Budget_monitoring.docx", "", "Budget monitoring", id="underscores"),
        pytest.param("Item 4 - App B_force-costs.docx", "B", "Force costs", id="item and letter"),
        pytest.param("item-04-appendix-c-estates.pdf", "C", "Estates", id="all hyphens"),
        pytest.param("Appendix A.pdf", "A", "Appendix A", id="a letter alone"),
        pytest.param("04 Precept.pdf", "", "Precept", id="a number before"),
        pytest.param("2026 budget.pdf", "", "2026 budget", id="a year stays"),
        pytest.param("Application for funds.odt", "", "Application for funds", id="no appendix"),
        pytest.param(".pdf", "", "", id="nothing but an extension"),
        pytest.param("report", "", "Report", id="no extension"),
        pytest.param("PCC report.docx", "", "PCC report", id="the author's capitals"),
        pytest.param("pccs_update-on-asb.docx", "", "PCCs update on ASB", id="letters that are nothing but letters"),
        pytest.param("iPhone costs.docx", "", "iPhone costs", id="a word with a capital of its own"),
    ],
)
def test_a_files_name_proposes_letter_and_title(name: str, letter: str, title: str):
    assert (letter_in(name), title_from(name)) == (letter, title)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        pytest.param("kingfisher-RESTRICTED.docx", "RESTRICTED", id="restricted"),
        pytest.param("B – Exempt.pdf", "Exempt", id="exempt"),
        pytest.param("costs_confidential_v2.docx", "confidential", id="confidential"),
        pytest.param("Not_For-Publication.docx", "Not For Publication", id="not for publication"),
        pytest.param("OFFICIAL-SENSITIVE costs.pdf", "OFFICIAL SENSITIVE", id="official-sensitive"),
        pytest.param("Part2 estates.pdf", "Part2", id="part 2"),
        pytest.param("Estates Part II.pdf", "Part II", id="part II"),
        pytest.param("Confidentiality policy.pdf", "", id="a policy on it"),
        pytest.param("exemption.pdf", "", id="a longer word"),
        pytest.param("not_restricted, non-exempt.pdf", "", id="what it is not"),
        pytest.param("Part 22.pdf", "", id="another part"),
    ],
)
def test_a_files_name_can_say_that_it_is_not_for_the_public(name: str, said: str):
    assert marked_in(name) == said
    assert bool(may_be_public([name], [])) is (said == "")
    assert may_be_public([name], [name])


@given(st.text(max_size=300))
def test_whatever_a_file_is_called_a_title_fits_and_a_letter_is_one(name: str):
    assert len(title_from(name)) <= 200
    assert letter_in(name) == "" or LETTER.fullmatch(letter_in(name))


def test_letters_go_on_after_the_alphabet():
    assert next_letter(set()) == "A"
    assert next_letter({"A", "C"}) == "B"
    assert next_letter({chr(each) for each in range(65, 91)}) == "AA"


@given(st.integers(0, 60))
def test_no_letter_is_proposed_twice(count: int):
    used: set[str] = set()
    for _ in range(count):
        letter = next_letter(used)
        assert letter not in used
        assert lettered(letter)
        used.add(letter)


@pytest.mark.parametrize(("letter", "good"), [("", True), ("A", True), ("AB", True), ("a", False), ("A1", False)])
def test_a_letter_is_one_or_two_capitals(letter: str, good: bool):
    assert bool(lettered(letter)) is good


def test_a_title_is_not_empty_and_not_endless():
    assert titled("Update")
    assert not titled("")
    assert not titled("x" * 201)


@pytest.mark.parametrize(
    ("now", "then", "said", "allowed"),
    [
        pytest.param(PaperStage.RECEIVED, PaperStage.CLEARED, "", True, id="received, cleared"),
        pytest.param(PaperStage.RECEIVED, PaperStage.QUERIED, "Which year?", True, id="received, queried"),
        pytest.param(PaperStage.RECEIVED, PaperStage.QUERIED, "", False, id="a query says what is asked"),
        pytest.param(PaperStage.RECEIVED, PaperStage.FINAL, "", False, id="not final before it is cleared"),
        pytest.param(PaperStage.CLEARED, PaperStage.FINAL, "", True, id="cleared, final"),
        pytest.param(PaperStage.FINAL, PaperStage.QUERIED, "A figure is wrong.", True, id="final, queried after all"),
        pytest.param(PaperStage.ASKED, PaperStage.CLEARED, "", False, id="nothing to clear yet"),
    ],
)
def test_a_paper_goes_from_state_to_state(now: PaperStage, then: PaperStage, said: str, allowed: bool):
    ruling = may_become(now, then, said)
    assert bool(ruling) is allowed
    assert ruling.reason or allowed


def test_received_is_said_by_the_file_alone():
    assert all(PaperStage.RECEIVED not in then and PaperStage.ASKED not in then for then in NEXT.values())


@pytest.mark.parametrize("nation", Nation)
def test_withholding_needs_a_paragraph_of_the_nations_own_list(nation: Nation):
    assert not paragraphs_stated(nation, [])
    assert not paragraphs_stated(nation, [99])
    assert all(paragraphs_stated(nation, [number]) for number in PARAGRAPHS[nation])
    other = next(each for each in Nation if each is not nation)
    assert not any(paragraphs_stated(nation, [number]) for number in PARAGRAPHS[other])


@pytest.mark.parametrize(
    ("nation", "paragraphs", "weighed"),
    [
        pytest.param(Nation.ENGLAND, [1], True, id="England, any paragraph"),
        pytest.param(Nation.ENGLAND, [5], True, id="England, legal privilege too"),
        pytest.param(Nation.WALES, [12], True, id="Wales"),
        pytest.param(Nation.WALES, [16], False, id="Wales, legal privilege is not weighed"),
        pytest.param(Nation.WALES, [16, 18], True, id="Wales, one of two is weighed"),
    ],
)
def test_the_public_interest_is_weighed_where_the_paragraph_asks_for_it(
    nation: Nation, paragraphs: list[int], weighed: bool
):
    assert bool(public_interest_weighed(nation, paragraphs, "")) is not weighed
    assert public_interest_weighed(nation, paragraphs, REASON)


def test_a_decision_is_not_of_tomorrow_and_is_looked_at_again_later():
    day = date(2026, 3, 12)
    assert decided_on(day, day)
    assert not decided_on(date(2026, 3, 13), day)
    assert reviewed_on(None, day)
    assert reviewed_on(date(2026, 9, 1), day)
    assert not reviewed_on(day, day)


def agenda(*numbers: str, exclusion: str = "") -> list[Placed]:
    return [Placed(number, number == exclusion) for number in numbers]


@pytest.mark.parametrize(
    ("items", "number", "behind"),
    [
        pytest.param(agenda("1", "2"), "2", False, id="no exclusion on the agenda"),
        pytest.param(agenda("1", "2", "3", exclusion="2"), "1", False, id="before it"),
        pytest.param(agenda("1", "2", "3", exclusion="2"), "3", True, id="behind it"),
    ],
)
def test_an_exempt_paper_is_discussed_behind_the_exclusion(items: list[Placed], number: str, behind: bool):
    assert bool(behind_exclusion(items, number)) is behind
