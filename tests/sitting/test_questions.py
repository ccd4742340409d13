"""Public question time: its clock, what became of each question, and the written answers that are owed."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel.audit.models import AuditEntry
from panel.extensions import db
from panel.law.words import day_in_words
from panel.minutes.models import Asked, Confirmation, Minutes, QuestionTaken
from panel.minutes.owed import questions_asked
from panel.procedure.rules import Deadline, Participation
from panel.public.clock import LONDON
from panel.questions.models import QuestionState
from panel.sitting.question_time import QuestionTime
from tests.builders import a_meeting, a_question, an_entry, minutes_of
from tests.officers import signed_in, the_meeting
from tests.public.site import statements
from tests.sitting.kit import ROOM, sent

AT = datetime(2026, 3, 19, 11, 20, tzinfo=LONDON)
PAGE = f"{ROOM}?item=2"


@pytest.fixture
def asked(app: Flask) -> list[int]:
    """Two questions that were accepted for the meeting, and one that was refused; their numbers."""
    with app.app_context():
        of = the_meeting("2026-03-19")
        rows = [
            a_question(of, "Ivy Nash", "When will the station open again?", date(2026, 3, 11)),
            a_question(of, "Tom Dale", "What does the helicopter cost?", date(2026, 3, 12)),
            a_question(of, "Rex Gall", "Who is to blame?", date(2026, 3, 12), state=QuestionState.REFUSED),
        ]
        numbers = [row.id for row in rows]
        db.session.commit()
    return numbers


def press(
    officer: FlaskClient, question: int, became: str, key: str = "k1", name: str = "Ivy Nash", **more: Any
) -> Any:
    """Press one of a question's buttons."""
    fields = {"slip": key, "version": 0, "item": "2", "question_id": question, "name": name, "asked": became}
    return sent(officer, "question", **fields | more)


def taken(app: Flask) -> list[QuestionTaken]:
    """Give what is recorded of questions, withdrawn or not."""
    with app.app_context():
        return list(db.session.scalars(select(QuestionTaken).order_by(QuestionTaken.id)))


RULES = Participation("question", date(2018, 1, 1), None, Deadline("working days", 3), minutes_total=30)


@pytest.mark.parametrize(
    ("rules", "began", "now", "said"),
    [
        pytest.param(RULES, None, AT, "Not begun.", id="not begun"),
        pytest.param(
            RULES,
            AT.replace(minute=2),
            AT,
            "Began at 11.02am, and lasts until 11.32am: 12 minutes were left at 11.20am.",
            id="runs",
        ),
        pytest.param(
            RULES, AT.replace(hour=10), AT, "Began at 10.20am. The time was used up at 10.50am.", id="used up"
        ),
        pytest.param(
            RULES, AT, AT.replace(day=20), "Began at 11.20am, and lasts until 11.50am.", id="looked at the day after"
        ),
        pytest.param(None, AT, AT, "Began at 11.20am. The rules set no limit.", id="no limit"),
    ],
)
def test_the_clock_is_told_in_words(rules: Participation | None, began: datetime | None, now: datetime, said: str):
    assert QuestionTime(rules, began, now).words == said


def test_question_time_begins_once_however_often_the_button_is_pressed(app: Flask):
    with time_machine.travel(AT, tick=False):
        officer = signed_in(app)
        sent(officer, "questions/began", item="2")
        page = officer.get(PAGE).text
    with time_machine.travel(AT.replace(minute=25), tick=False):
        again = sent(officer, "questions/began", item="2").json["parts"]["questions"]
    assert "30 minutes were left at 11.20am" in page
    assert 'data-began="2026-03-19T11:20:00+00:00"' in page
    assert "three minutes for each speaker" in page
    assert "lasts until 11.50am: 25 minutes were left at 11.25am" in again
    with app.app_context():
        assert db.session.scalars(select(Minutes.questions_began)).all() == [time(11, 20)]
        said = db.session.scalars(select(AuditEntry.verb).where(AuditEntry.subject.startswith("minutes of"))).all()
        assert said == ["open minutes", "amend"]


def test_when_it_began_can_be_put_right_and_taken_back(app: Flask, officer: FlaskClient):
    sent(officer, "questions/began", item="2")
    assert "Began at 11.05am" in sent(officer, "questions/began", item="2", at="11.05am").json["parts"]["questions"]
    assert sent(officer, "questions/began", item="2", at="25.00").json["refused"].startswith("The time must be")
    assert "Not begun" in sent(officer, "questions/began", item="2", anew="1").json["parts"]["questions"]


def test_accepted_questions_stand_in_their_order_each_with_its_buttons(officer: FlaskClient, asked: list[int]):
    page = officer.get(PAGE).text
    assert page.index("When will the station") < page.index("What does the helicopter")
    assert "Who is to blame" not in page
    assert page.count('value="not reached"') == 3, "a button for each, and the choice of the slip"


def test_a_question_is_answered_by_one_press_and_only_once(app: Flask, officer: FlaskClient, asked: list[int]):
    first = press(officer, asked[0], "answered")
    assert "Answered at the meeting" in first.json["parts"]["questions"]
    assert "One question was asked" in first.json["parts"]["questions"]
    assert press(officer, asked[0], "answered").status_code == 200, "the same press, sent twice"
    other = press(officer, asked[0], "not reached", key="k2")
    assert other.status_code == 409, "a second officer, who did not see it"
    assert [(row.asked, row.answered_by) for row in taken(app)] == [(Asked.ANSWERED, "Councillor Ada Finch")]
    with app.app_context():
        assert db.session.scalars(select(AuditEntry.verb).where(AuditEntry.subject.startswith("questiontaken"))).all()


def test_what_was_taken_back_can_be_pressed_again(app: Flask, officer: FlaskClient, asked: list[int]):
    number = press(officer, asked[0], "answered").json["number"]
    assert 'value="absent"' in sent(officer, f"question/{number}/withdraw", item="2").json["parts"]["questions"]
    assert press(officer, asked[0], "absent", key="k2").status_code == 200
    assert [row.asked for row in taken(app) if not row.withdrawn] == [Asked.ABSENT]


def test_a_question_that_was_not_reached_is_owed_an_answer_until_it_is_noted_as_sent(
    app: Flask, officer: FlaskClient, asked: list[int]
):
    parts = press(officer, asked[0], "not reached").json["parts"]
    due = date(2026, 4, 2)
    assert f"Councillor Ada Finch owes one to Ivy Nash, by {day_in_words(due)}" in " ".join(parts["owed"].split())
    number = taken(app)[0].id
    desk = officer.get("/desk/").text
    assert "Answer a public question in writing" in desk
    done = sent(officer, f"question/{number}/sent").json["parts"]["owed"]
    assert "sent on Thursday 12 March 2026" in done
    assert "Answer a public question in writing" not in officer.get("/desk/").text
    assert "owes one" in sent(officer, f"question/{number}/sent", **{"not": "1"}).json["parts"]["owed"]


def test_the_proposed_day_and_the_one_who_answers_can_be_changed(app: Flask, officer: FlaskClient, asked: list[int]):
    number = press(officer, asked[0], "asked").json["number"]
    fields = {"version": 1, "item": "2", "question_id": asked[0], "name": "Ivy Nash", "asked": "asked"}
    sent(officer, f"question/{number}", **fields, owed_by="Una Marsh", owed_until="30/3/2026")
    row = taken(app)[0]
    assert (row.owed_by, row.owed_until) == ("Una Marsh", date(2026, 3, 30))
    sent(officer, f"question/{number}", **fields | {"version": 2}, owed_by="", owed_until="")
    assert taken(app)[0].owed_by == "", "the officer says that none is owed"


def test_an_answer_can_be_noted_as_sent_once_the_minutes_are_confirmed(
    app: Flask, officer: FlaskClient, asked: list[int]
):
    number = press(officer, asked[0], "not reached").json["number"]
    with app.app_context():
        later = minutes_of(a_meeting(the_meeting("2026-03-19").body, date(2026, 7, 2)))
        an_entry(Confirmation, later, earlier=date(2026, 3, 19))
        db.session.commit()
    late = sent(officer, f"question/{number}", version=1, item="2", question_id=asked[0], name="Ivy", asked="absent")
    assert "confirmed" in late.json["refused"]
    assert sent(officer, f"question/{number}/sent").status_code == 200
    assert taken(app)[0].answer_sent == date(2026, 3, 12)


def test_a_question_that_was_not_handed_in_is_recorded_with_its_words(app: Flask, officer: FlaskClient):
    fields = {"slip": "k1", "version": 0, "item": "2", "name": "Una Brook", "asked": "answered"}
    said = sent(
        officer, "question", **fields, text="Why so late?", supplementary="And when?", supplementary_answer="Soon."
    )
    part = said.json["parts"]["questions"]
    assert "not handed in before" in part
    assert "Supplementary: And when? Answer: Soon." in part
    nameless = sent(officer, "question", **fields | {"slip": "k2", "name": " "})
    assert nameless.status_code == 422
    assert "Enter the questioner’s name." in str(nameless.json["errors"])


def test_a_question_of_another_meeting_is_refused(app: Flask, officer: FlaskClient):
    with app.app_context():
        other = a_question(the_meeting("2026-06-18"), "Ivy Nash", "When?", date(2026, 3, 11)).id
        db.session.commit()
    for number in (other, "999999", "9" * 40):
        assert press(officer, number, "answered").status_code == 422
    assert taken(app) == []


def test_questions_are_counted_from_what_is_recorded_of_each(app: Flask):
    with app.app_context():
        minutes = minutes_of(the_meeting("2026-03-19"), public_questions=5)
        assert questions_asked(minutes) == 5, "an older record says only how many"
        for became in (Asked.ANSWERED, Asked.ASKED, Asked.NOT_REACHED, Asked.ABSENT):
            an_entry(QuestionTaken, minutes, name="Ivy Nash", asked=became)
        db.session.refresh(minutes)
        assert questions_asked(minutes) == 2


def test_a_page_with_many_questions_asks_the_database_no_more(app: Flask, officer: FlaskClient, asked: list[int]):
    press(officer, asked[0], "answered")
    with statements(app) as few:
        officer.get(PAGE)
    with app.app_context():
        of = the_meeting("2026-03-19")
        minutes = db.session.scalars(select(Minutes)).one()
        for number in range(20):
            row = a_question(of, f"Asker {number}", "Why?", date(2026, 3, 11))
            an_entry(QuestionTaken, minutes, name=row.name, question_id=row.id, asked=Asked.ANSWERED, owed_by="Chair")
        db.session.commit()
    with statements(app) as many:
        assert officer.get(PAGE).status_code == 200
    assert len(many) == len(few)
    with statements(app) as desk:
        officer.get("/desk/")
    assert sum("minutes_question" in each for each in desk) == 1


def test_without_scripts_a_press_comes_back_to_the_page_with_an_undo(officer: FlaskClient, asked: list[int]):
    answer = sent(officer, "questions/began", script=False, item="2")
    assert answer.status_code == 303
    page = officer.get(PAGE).text
    assert "Public question time began at 9am." in page
    assert ">Undo</button>" in " ".join(page.split()).replace("Undo </button>", "Undo</button>")
