"""Signing confirmed minutes, and correcting them afterwards by an entry beside them."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel.extensions import db
from panel.minute_book.models import LaterCorrection, Signature
from panel.papers.models import PaperAccess
from tests.builders import minutes_of
from tests.officers import the_meeting
from tests.writing_up.kit import LATER, MINUTES, trail, write

ROOM = "/desk/larkshire/2026-03-19/room"
PUBLIC, EXEMPT = PaperAccess.PUBLIC, PaperAccess.EXEMPT


def test_whoever_presides_signs_at_that_meeting_or_a_later_one(app: Flask, officer: FlaskClient):
    officer.post(f"{LATER}/public")
    assert officer.get(f"{LATER}/public/sign").status_code == 200
    assert officer.post(f"{LATER}/public/sign", data={"name": "Omar Reed"}).status_code == 303
    assert "signed by Omar Reed on 19 March 2026" in officer.get(MINUTES).text
    again = officer.post(f"{LATER}/public/sign", data={"name": "Ada Finch"})
    assert "signed on Thursday 19 March 2026 already" in again.text
    with app.app_context():
        assert db.session.scalars(select(Signature.name)).all() == ["Omar Reed"]
    assert len(trail(app, "note signature")) == 1
    back = officer.post(f"{LATER}/public/take-back", follow_redirects=True)
    assert "They were signed" in back.text


def test_somebody_who_did_not_preside_signs_and_is_warned_of(app: Flask, officer: FlaskClient):
    with app.app_context():
        minutes_of(the_meeting("2026-03-19"), presided="Councillor Ada Finch", rose=None)
        db.session.commit()
    officer.post(f"{LATER}/public")
    told = officer.post(f"{LATER}/public/sign", data={"name": "Omar Reed"}, follow_redirects=True)
    assert "Councillor Ada Finch is recorded as presiding there" in told.text


@pytest.mark.parametrize(("name", "said"), [("", "Enter who presided"), ("Omar Reed", "once they were confirmed")])
def test_a_draft_is_not_signed(officer: FlaskClient, name: str, said: str):
    answer = officer.post(f"{LATER}/public/sign", data={"name": name})
    assert answer.status_code == 422
    assert said in answer.text


def test_a_later_correction_stands_beside_and_changes_nothing(app: Flask, officer: FlaskClient):
    write(officer, "By ten.")
    officer.post(f"{LATER}/public")
    day = {"day-day": "12", "day-month": "3", "day-year": "2026"}
    sent = {"item": "2", "access": "public", "text": "Eleven voted.", **day}
    for _ in range(2):
        assert officer.post(f"{MINUTES}/later", data=sent).status_code == 303
    page = officer.get(MINUTES).text
    assert "Eleven voted." in page
    assert "By ten." in page
    with app.app_context():
        assert len(db.session.scalars(select(LaterCorrection)).all()) == 1
    assert len(trail(app, "correct later")) == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        pytest.param({"text": ""}, "Write what is corrected", id="no words"),
        pytest.param({"day-month": "4"}, "today or earlier", id="a day to come"),
        pytest.param({"access": "exempt"}, "Not a valid choice", id="of minutes that are not confirmed"),
    ],
)
def test_a_later_correction_that_is_none_is_refused(officer: FlaskClient, fields: dict, said: str):
    officer.post(f"{LATER}/public")
    day = {"day-day": "12", "day-month": "3", "day-year": "2026"}
    answer = officer.post(f"{MINUTES}/later", data={"item": "2", "access": "public", "text": "x", **day, **fields})
    assert answer.status_code == 422
    assert said in answer.text


def test_a_draft_has_no_later_corrections(officer: FlaskClient):
    assert officer.post(f"{MINUTES}/later", data={"text": "x"}).status_code == 404
