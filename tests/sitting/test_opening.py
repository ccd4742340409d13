"""Who presides and since when can be put right as often as needed, until the minutes are confirmed."""

from __future__ import annotations

from datetime import date

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel.extensions import db
from panel.minutes.models import Confirmation, Minutes
from tests.builders import a_meeting, an_entry, minutes_of
from tests.officers import the_meeting
from tests.sitting.kit import sent

OPENING = {"slip": "opening", "version": 0}


def test_the_opening_is_saved_again_and_again(app: Flask, officer: FlaskClient):
    first = sent(officer, "opening", **OPENING, presided="Ada", began="10:30")
    assert first.status_code == 200
    again = sent(officer, "opening", slip="opening", version=first.json["version"], presided="Ada", began="10:30")
    assert again.status_code == 200
    later = sent(officer, "opening", slip="opening", version=again.json["version"], presided="Ada", began="10:31")
    assert later.status_code == 200
    with app.app_context():
        assert db.session.scalars(select(Minutes.presided)).all() == ["Ada"]


def test_the_opening_stays_once_the_minutes_are_confirmed(app: Flask, officer: FlaskClient):
    with app.app_context():
        this = the_meeting("2026-03-19")
        minutes_of(this)
        later = minutes_of(a_meeting(this.body, date(2026, 4, 16)))
        an_entry(Confirmation, later, earlier=this.date)
        db.session.commit()
    refused = sent(officer, "opening", **OPENING, presided="Ada", began="10:30")
    assert refused.status_code == 422
    assert "confirmed" in refused.json["refused"]
