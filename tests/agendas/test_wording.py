"""The words under an item come from the body's own rules, so a number is never typed twice."""

from __future__ import annotations

from datetime import date, time

import pytest

from panel.agendas import wording
from panel.agendas.wording import DateLine, ExemptLine, plain
from panel.law.exemptions import Nation, description
from panel.procedure.rules import Deadline, Participation


@pytest.mark.parametrize(
    ("deadline", "words"),
    [
        pytest.param(Deadline("working days", 3), "at least three working days before the meeting", id="working days"),
        pytest.param(
            Deadline("clear working days", 5, time(12)),
            "at least five clear working days before the meeting, by noon",
            id="clear days with a time",
        ),
        pytest.param(Deadline("calendar days", 14), "at least 14 days before the meeting", id="calendar days"),
        pytest.param(Deadline("calendar days", 1), "at least one day before the meeting", id="a single day"),
        pytest.param(
            Deadline("working day at", 1, time(9)),
            "by 9am on the working day before the meeting",
            id="the working day before",
        ),
        pytest.param(
            Deadline("working day at", 2),
            "by the end of the second working day before the meeting",
            id="the second working day before, no time",
        ),
        pytest.param(
            Deadline("days before publication", 7),
            "at least seven days before the agenda is published",
            id="before publication",
        ),
    ],
)
def test_a_deadline_reads_as_its_own_kind_of_counting(deadline: Deadline, words: str):
    assert wording.received(deadline) == words


def question_rules(**changes: object) -> Participation:
    facts = {
        "kind": "question",
        "since": date(2018, 1, 1),
        "until": None,
        "deadline": Deadline("working days", 3),
        "max_per_person": 2,
        "minutes_total": 30,
        "speaking_minutes": 3,
        "to": "the Panel",
    }
    return Participation(**{**facts, **changes})


def test_public_question_time_states_the_rules_and_whom_to_ask():
    text = plain(wording.public_questions(question_rules(), "Ada Finch (ada@council.example)"))
    assert "Up to 30 minutes" in text
    assert "two questions and speak for up to three minutes on each" in text
    assert "at least three working days before the meeting" in text
    assert "Ada Finch (ada@council.example)" in text


def test_other_rules_make_other_words():
    text = plain(wording.public_questions(question_rules(max_per_person=1, word_limit=100), ""))
    assert "one question and speak for up to three minutes." in text
    assert "up to 100 words" in text


def test_a_body_that_takes_no_questions_says_so():
    assert "no time for questions" in plain(wording.public_questions(None, "Ada Finch"))


@pytest.mark.parametrize("leave", [True, False])
def test_leaving_the_room_is_asked_only_where_the_standing_orders_do(leave: bool):
    assert ("leave the room" in plain(wording.disclosures(28, leave))) is leave


def test_the_registration_period_is_the_bodys_own():
    assert "within 14 days of their appointment" in plain(wording.disclosures(14, False))


def test_the_resolution_names_each_exempt_paper_and_its_description():
    lines = [
        ExemptLine("4", "C", "Force responses", None),
        ExemptLine("7", None, "Contract award", description(Nation.ENGLAND, [3])),
    ]
    text = plain(wording.exclusion(lines, Nation.ENGLAND))
    assert "Item 4, Appendix C: Force responses (no description in Schedule 12A is stated)" in text
    assert "Item 7: Contract award (Information relating to the financial or business affairs" in text
    assert "Part 1 of Schedule 12A" in text


def test_the_officer_s_own_words_of_the_resolution_stand_in_the_place_of_the_drafted_one():
    line = ExemptLine("4", "C", "Force responses", None)
    text = plain(wording.exclusion([line], Nation.ENGLAND, "That the public leave for item 4.\nThat they come back."))
    assert text == (
        "To consider passing the following resolution:\nThat the public leave for item 4.\nThat they come back."
    )


def test_the_welsh_schedule_is_named_in_wales():
    line = ExemptLine("2", None, "A report", description(Nation.WALES, [12]))
    assert "Part 4 of Schedule 12A" in plain(wording.exclusion([line], Nation.WALES))


def test_without_exempt_papers_no_resolution_is_drafted():
    text = plain(wording.exclusion([], Nation.ENGLAND))
    assert "no resolution is needed" in text
    assert "be excluded" not in text


def test_coming_meetings_are_announced_with_the_weekday_that_the_date_has():
    lines = [
        DateLine(date(2018, 11, 22), time(10, 30), ""),
        DateLine(date(2018, 6, 21), time(14), "Shire Hall"),
    ]
    text = plain(wording.dates_of_meetings(lines, time(10, 30)))
    assert "Thursday 22 November 2018, place to be confirmed" in text
    assert "Thursday 21 June 2018, 2pm, Shire Hall" in text
    assert "start at 10.30am" in text
