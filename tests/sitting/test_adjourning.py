"""A meeting is adjourned once at a time, and hours that cannot be are told of without being refused."""

from __future__ import annotations

from datetime import time

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel.extensions import db
from panel.fields import hour
from panel.minutes.models import Adjournment, Minutes, Movement, Moving
from panel.minutes.rising import may_be_adjourned, outside
from tests.builders import an_entry
from tests.sitting.kit import ROOM, sent

TEN, ELEVEN, NOON, ONE = time(10), time(11), time(12), time(13)


@pytest.mark.parametrize("written", ["noon", "12 noon", "12.00 noon", "12:00 Noon", "12.00pm", "12noon", "midday"])
def test_noon_is_read_as_minutes_write_it(written: str):
    assert hour(written) == NOON


@pytest.mark.parametrize(
    ("adjourned", "resumed", "allowed"),
    [
        pytest.param(TEN, ELEVEN, True, id="before the other, until it"),
        pytest.param(NOON, None, True, id="after the other"),
        pytest.param(ELEVEN, NOON, False, id="the same"),
        pytest.param(time(11, 30), None, False, id="while it was adjourned"),
        pytest.param(TEN, ONE, False, id="around the other"),
    ],
)
def test_a_meeting_is_adjourned_once_at_a_time(adjourned: time, resumed: time | None, allowed: bool):
    assert bool(may_be_adjourned(adjourned, resumed, [(ELEVEN, NOON)])) is allowed


def test_an_adjournment_that_is_recorded_already_is_told_at_its_field(app: Flask, officer: FlaskClient):
    first = {"slip": "a", "version": 0, "item": "3", "adjourned_at": "11am"}
    made = sent(officer, "adjournment", **first)
    assert made.status_code == 200
    again = sent(officer, "adjournment", **first | {"slip": "b"})
    assert again.status_code == 422
    assert "recorded as adjourned from 11am and is not resumed yet: change that one" in again.get_data(as_text=True)
    number = made.json["number"]
    assert (
        sent(officer, f"adjournment/{number}", **first | {"version": 1, "resumed_at": "12.00 noon"}).status_code == 200
    )
    assert sent(officer, "adjournment", **first | {"slip": "b"}).status_code == 422
    assert sent(officer, "adjournment", **first | {"slip": "b", "adjourned_at": "noon"}).status_code == 200
    with app.app_context():
        assert len(db.session.scalars(select(Adjournment)).all()) == 2


def test_hours_outside_the_meeting_are_told_in_the_room_and_when_it_closes(app: Flask, officer: FlaskClient):
    assert list(outside(NOON, ELEVEN, [("It was adjourned", ONE)])) == [
        "The meeting began at noon and rose at 11am: one of them is wrong"
    ]
    sent(officer, "opening", slip="opening", version=0, began="11am")
    part = sent(officer, "adjournment", slip="a", version=0, adjourned_at="10am", resumed_at="11.10am").json["parts"]
    assert "It was adjourned at 10am, before the meeting began at 11am" in part["quorum"]
    with app.app_context():
        minutes = db.session.scalars(select(Minutes)).one()
        minutes.rose = NOON
        an_entry(Movement, minutes, name="Omar Reed", moving=Moving.LEFT, at=ONE)
        db.session.commit()
    for address in (ROOM, f"{ROOM}/close"):
        shown = officer.get(address).get_data(as_text=True)
        assert "It was adjourned at 10am, before the meeting began at 11am" in shown
        assert "Omar Reed left at 1pm, after the meeting rose at noon" in shown
