"""Registrations, dispensations and public questions move in and change."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

from panel.interests.queries import dispensations, registrations
from panel.questions.models import QuestionState
from panel.questions.queries import questions_to
from tests.folders.conftest import MoveIn, edit
from tests.folders.planting import MEETING, PANEL_FILE
from tests.folders.records import body, items, meeting, papers_of

REGISTERED = 'kind = "independent"\nregistered = 2017-05-20\nregister = "https://larkshire.example/register/reed"'


def test_when_a_member_registered_and_where_the_register_is_moves_in(folder: Path, move_in: MoveIn):
    edit(folder, PANEL_FILE, 'kind = "independent"', REGISTERED)
    edit(folder, PANEL_FILE, 'office = "Chair"', 'office = "Chair"\nregister = "https://larkshire.example/finch"')
    move_in(folder)
    assert {row.member.name: (row.registered, row.register) for row in registrations(body()).values()} == {
        "Councillor Ada Finch": (None, "https://larkshire.example/finch"),
        "Omar Reed": (date(2017, 5, 20), "https://larkshire.example/register/reed"),
    }


def test_a_registration_taken_out_of_the_folder_is_withdrawn_and_comes_back(folder: Path, moved_in: MoveIn):
    edit(folder, PANEL_FILE, 'kind = "independent"', REGISTERED)
    moved_in(folder)
    edit(folder, PANEL_FILE, REGISTERED, 'kind = "independent"')
    report = moved_in(folder)
    assert [entry.sentence for entry in report.withdrawn] == ["registration of interests of Omar Reed"]
    assert registrations(body()) == {}
    edit(folder, PANEL_FILE, 'kind = "independent"', REGISTERED)
    assert [entry.sentence for entry in moved_in(folder).added] == ["registration of interests of Omar Reed"]


def test_a_dispensation_is_kept_with_its_days_and_what_it_is_for(folder: Path, move_in: MoveIn):
    move_in(folder)
    (found,) = dispensations(body())
    assert (found.member.name, found.granted, found.ends) == (
        "Councillor Bram Teal",
        date(2018, 1, 15),
        date(2019, 1, 14),
    )
    assert (found.scope, found.by) == ("To speak and vote on the precept", "the Monitoring Officer")


def test_a_dispensation_that_is_prolonged_is_the_same_one(folder: Path, moved_in: MoveIn):
    (before,) = dispensations(body())
    number = before.id
    edit(folder, PANEL_FILE, "ends = 2019-01-14", "ends = 2020-01-14")
    report = moved_in(folder)
    (after,) = dispensations(body())
    assert after.id == number
    assert [entry.sentence for entry in report.changed] == [
        "dispensation of Councillor Bram Teal until 14 January 2020: ends (“2019-01-14” became “2020-01-14”)"
    ]


def test_questions_move_in_with_when_they_came_and_what_became_of_them(folder: Path, move_in: MoveIn):
    edit(folder, MEETING, "accepted = true", "accepted = false")
    move_in(folder)
    assert [
        (row.name, row.received, row.received_at, row.state, row.item.number if row.item else None)
        for row in questions_to(meeting())
    ] == [
        ("Ivy Nash", date(2018, 3, 14), time(16, 30), QuestionState.REFUSED, "2"),
        ("Ned Pell", date(2018, 3, 15), None, QuestionState.RECEIVED, None),
    ]


def test_a_question_that_is_accepted_later_is_the_same_one(folder: Path, moved_in: MoveIn):
    number = questions_to(meeting())[1].id
    edit(folder, MEETING, "received = 2018-03-15", "received = 2018-03-15\naccepted = true")
    report = moved_in(folder)
    assert (questions_to(meeting())[1].id, questions_to(meeting())[1].state) == (number, QuestionState.ACCEPTED)
    assert [entry.sentence for entry in report.changed] == [
        "question of Ned Pell to the meeting of 19 March 2018: state (“received” became “accepted”)"
    ]


def test_a_question_taken_out_of_the_folder_is_withdrawn(folder: Path, moved_in: MoveIn):
    text = (folder / MEETING).read_text()
    (folder / MEETING).write_text(text[: text.rindex("[[questions]]")])
    moved_in(folder)
    assert [row.name for row in questions_to(meeting())] == ["Ivy Nash"]


def test_what_was_added_to_an_agenda_and_why_moves_in(folder: Path, move_in: MoveIn):
    edit(folder, MEETING, 'report = "verbal"', 'report = "verbal"\nadded = 2018-03-16\nurgent_reason = "A flood."')
    edit(folder, MEETING, "exempt_paragraphs = [7]", 'exempt_paragraphs = [7], public_interest = "It would warn them."')
    move_in(folder)
    assert [(row.added, row.urgent_reason) for row in items() if row.number == "4"] == [(date(2018, 3, 16), "A flood.")]
    assert papers_of("2")[2].public_interest == "It would warn them."
