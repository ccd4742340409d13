"""Elections at a meeting, and what of them is entered in the appointments."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel.audit.models import AuditEntry
from panel.extensions import db
from panel.members.models import Appointment
from panel.members.queries import seats
from panel.minutes.models import Election, Nomination
from panel.procedure.models import Body
from tests.sitting.kit import ROOM, sent

FINCH, LINNET, REED = "Councillor Ada Finch", "Councillor Ravi Linnet", "Omar Reed"


def held(officer: FlaskClient, to: str = "election", **fields: Any) -> Any:
    """Send an election of the Chair, as the script does."""
    said = {"slip": "e1", "version": 0, "item": "1(1)", "office": "Chair", "presided": REED}
    said |= {"name_1": FINCH, "proposer_1": REED, "seconder_1": LINNET, "votes_1": 1}
    said |= {"name_2": LINNET, "proposer_2": REED, "seconder_2": FINCH, "votes_2": 2}
    return sent(officer, to, **(said | fields))


def at(number: int) -> str:
    """Give where an election is entered in the appointments."""
    return f"election/{number}/appointment"


def on(app: Flask, day: date, slug: str = "larkshire") -> dict[str, str]:
    """Give who sits on a body on a day, with their offices."""
    with app.app_context():
        body = db.session.scalars(select(Body).where(Body.slug == slug)).one()
        return {seat.member.name: seat.office for seat in seats(body, day)}


def test_who_has_the_most_votes_is_elected_unless_the_officer_says_otherwise(app: Flask, officer: FlaskClient):
    first = held(officer)
    assert f"Elected: {LINNET}" in first.json["parts"]["elections"]
    assert f"{LINNET}, 2 votes" in first.json["parts"]["elections"]
    assert held(officer).json["number"] == first.json["number"]
    at_ = f"election/{first.json['number']}"
    assert held(officer, at_, version=1, votes_1=2, votes_2=1).status_code == 200
    with app.app_context():
        assert db.session.scalars(select(Election.elected)).all() == [FINCH]
        assert db.session.scalars(select(Nomination.votes).order_by(Nomination.position)).all() == [2, 1]
    assert held(officer, at_, version=1, votes_1=0, votes_2=1, elected=FINCH).status_code == 409


def test_an_unresolved_tie_is_recorded_and_marked(officer: FlaskClient):
    part = held(officer, votes_1=1, votes_2=1, elected=FINCH).json["parts"]["elections"]
    assert "had equal votes, and nothing is recorded that decided between them" in part
    part = held(officer, version=1, votes_1=1, votes_2=1, elected=FINCH, decided_by="lot").json["parts"]["elections"]
    assert "Irregular" not in part
    assert "by lot" in part


def test_equal_votes_elect_nobody_by_themselves(officer: FlaskClient):
    part = held(officer, votes_1=1, votes_2=1).json["parts"]["elections"]
    assert "Open" in part
    assert f"{FINCH} and {LINNET} have equal votes: the rules do not say what decides." in part


def test_more_votes_than_members_are_refused_at_the_field(officer: FlaskClient):
    answer = held(officer, votes_1=2, votes_2=2)
    assert answer.status_code == 422
    assert answer.json["errors"]["votes_1"].startswith("Four votes cannot be")


def test_a_nomination_that_is_left_out_is_taken_back(app: Flask, officer: FlaskClient):
    number = held(officer).json["number"]
    held(officer, f"election/{number}", version=1, name_2="", proposer_2="", seconder_2="", votes_2="")
    page = officer.get(f"{ROOM}?item=1(1)&change=election-{number}").text
    assert f'value="{FINCH}"' in page
    with app.app_context():
        rows = db.session.scalars(select(Nomination).where(Nomination.withdrawn.is_(False))).all()
        assert [row.name for row in rows] == [FINCH]


def test_who_was_elected_is_entered_in_the_appointments_after_a_look_and_taken_back(app: Flask, officer: FlaskClient):
    number = held(officer).json["number"]
    look = officer.get(f"{ROOM}/{at(number)}").text
    assert f"{LINNET} is Chair of Larkshire Police and Crime Panel from Thursday 19 March 2026." in look
    assert f"{FINCH} is Chair until Wednesday 18 March 2026." in look
    assert on(app, date(2026, 3, 19))[FINCH] == "Chair"
    for _double_click in range(2):
        assert sent(officer, at(number), script=False).status_code == 303
    assert on(app, date(2026, 3, 19)) == {FINCH: "", LINNET: "Chair", REED: ""}
    assert on(app, date(2026, 3, 18))[FINCH] == "Chair"
    assert "Undo" in officer.get(f"{ROOM}/{at(number)}").text
    assert sent(officer, at(number), script=False, back="1").status_code == 303
    assert on(app, date(2026, 3, 19)) == {FINCH: "Chair", LINNET: "", REED: ""}
    assert sent(officer, at(number), script=False).status_code == 303
    assert on(app, date(2026, 3, 19))[LINNET] == "Chair"
    with app.app_context():
        verbs = db.session.scalars(select(AuditEntry.verb).where(AuditEntry.subject.startswith("election"))).all()
        entered = "enter in the appointments"
        assert verbs == ["enter", entered, f"take back: {entered}", entered]


def test_seats_that_were_changed_since_are_not_put_back(app: Flask, officer: FlaskClient):
    number = held(officer).json["number"]
    sent(officer, at(number), script=False)
    with app.app_context():
        seat = db.session.get_one(Appointment, db.session.scalars(select(Election.appointment_id)).one())
        seat.until = date(2026, 12, 31)
        db.session.commit()
    answer = sent(officer, at(number), script=False, back="1")
    assert answer.status_code == 422
    assert "were changed since" in answer.text


def test_an_appointment_to_a_working_group_gives_a_seat_there(app: Flask, officer: FlaskClient):
    with app.app_context():
        group = db.session.scalars(select(Body.id).where(Body.slug == "larkshire-budget")).one()
    number = held(officer, office="Member", of_body_id=group).json["number"]
    assert "takes a seat on Budget Working Group" in officer.get(f"{ROOM}/{at(number)}").text
    sent(officer, at(number), script=False)
    assert LINNET in on(app, date(2026, 3, 19), "larkshire-budget")
    assert LINNET not in on(app, date(2026, 3, 18), "larkshire-budget")


def test_what_cannot_be_entered_says_why(officer: FlaskClient):
    number = held(officer, elected="Somebody Else").json["number"]
    assert "is not recorded among the panel’s members" in officer.get(f"{ROOM}/{at(number)}").text
    assert sent(officer, at(number), script=False).status_code == 422
    held(officer, f"election/{number}", version=1, elected=FINCH)
    assert "already: there is nothing to enter" in officer.get(f"{ROOM}/{at(number)}").text
    assert officer.get(f"{ROOM}/{at(999)}").status_code == 404


def test_appointments_are_for_officers(app: Flask, officer: FlaskClient):
    number = held(officer).json["number"]
    assert app.test_client().get(f"{ROOM}/{at(number)}").status_code in (302, 303)
