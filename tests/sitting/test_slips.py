"""Slips save themselves, once each, and tell a second officer what the first one changed."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel.audit.models import AuditEntry
from panel.extensions import db
from panel.minute_book.models import Passage, PassageRevision
from panel.minutes.models import Action
from panel.papers.models import PaperAccess
from tests.sitting.kit import ROOM, sent


def actions(app: Flask) -> list[Action]:
    """Give the actions on the record."""
    with app.app_context():
        return list(db.session.scalars(select(Action).where(Action.slip.is_not(None))))


def test_an_action_is_on_the_record_once_however_often_its_slip_is_sent(app: Flask, officer: FlaskClient):
    first = sent(officer, "action", slip="k1", version=0, item="1", text="To send the figures", owner="Una Marsh")
    assert first.status_code == 200
    assert "To send the figures" in first.json["parts"]["actions"]
    again = sent(officer, "action", slip="k1", version=0, item="1", text="To send the figures", owner="Una Marsh")
    assert again.json["number"] == first.json["number"]
    assert [each.text for each in actions(app)] == ["To send the figures"]
    with app.app_context():
        trail = db.session.scalars(select(AuditEntry).where(AuditEntry.subject.startswith("action"))).all()
        assert [each.verb for each in trail] == ["enter"]


@pytest.mark.parametrize("key", ["a\0b", "a" * 65], ids=["NUL", "long"])
def test_a_slip_whose_key_is_none_is_entered_without_one(app: Flask, officer: FlaskClient, key: str):
    assert sent(officer, "action", slip=key, version=0, item="1", text="To send the figures").status_code == 200
    assert actions(app) == []
    with app.app_context():
        assert db.session.scalars(select(Action.text).where(Action.slip.is_(None))).all() == ["To send the figures"]


def test_a_second_officer_is_told_what_the_first_changed(app: Flask, officer: FlaskClient):
    made = sent(officer, "action", slip="k1", version=0, item="1", text="To send the figures").json
    at = f"action/{made['number']}"
    assert sent(officer, at, version=1, item="1", text="To send all figures").status_code == 200
    late = sent(officer, at, version=1, item="1", text="To send some figures")
    assert late.status_code == 409
    assert late.json["theirs"]["text"] == "To send all figures"
    assert [each.text for each in actions(app)] == ["To send all figures"]


def test_an_action_without_words_is_refused_at_its_field(officer: FlaskClient):
    answer = sent(officer, "action", slip="k1", version=0, item="1", text=" ")
    assert answer.status_code == 422
    assert answer.json["errors"] == {"text": "Write what was promised."}


def test_without_scripts_the_page_comes_back_with_what_was_typed(officer: FlaskClient):
    answer = sent(officer, "action", script=False, slip="k1", version=0, item="1", owner="Una Marsh")
    assert answer.status_code == 422
    assert "Una Marsh" in answer.text
    assert "Write what was promised." in answer.text


def test_what_was_taken_back_can_be_put_back(app: Flask, officer: FlaskClient):
    number = sent(officer, "action", slip="k1", version=0, item="1", text="To send the figures").json["number"]
    assert "Nothing was promised yet" in sent(officer, f"action/{number}/withdraw").json["parts"]["actions"]
    assert "To send the figures" in sent(officer, f"action/{number}/restore").json["parts"]["actions"]


def test_notes_typed_in_one_go_are_one_revision(app: Flask, officer: FlaskClient):
    first = sent(officer, "notes", item="2", version=0, text="The Commissioner")
    second = sent(officer, "notes", item="2", version=first.json["version"], text="The Commissioner said")
    assert second.status_code == 200
    with app.app_context():
        assert db.session.scalars(select(Passage.text)).all() == ["The Commissioner said"]
        assert db.session.scalars(select(PassageRevision.text)).all() == ["The Commissioner said"]


def test_notes_written_over_somebody_elses_are_not_saved(app: Flask, officer: FlaskClient):
    sent(officer, "notes", item="2", version=0, text="The Chair")
    late = sent(officer, "notes", item="2", version=0, text="The Commissioner")
    assert late.status_code == 409
    assert late.json["theirs"]["text"] == "The Chair"


def test_notes_without_end_are_refused_also_where_they_join_what_stands(officer: FlaskClient):
    version = sent(officer, "notes", item="2", version=0, text="The Chair").json["version"]
    for more in ({"text": "x" * 20_001}, {"text": "x" * 20_000, "way": "both"}):
        answer = sent(officer, "notes", item="2", version=version, **more)
        assert answer.status_code == 422
        assert "20,000 characters at most" in answer.json["refused"]


def test_the_page_opens_at_the_item_asked_for(officer: FlaskClient):
    page = officer.get(f"{ROOM}?item=2")
    assert page.status_code == 200
    assert 'id="item-2"' in page.text


def test_notes_that_clash_come_back_without_scripts_beside_the_other_ones(app: Flask, officer: FlaskClient):
    sent(officer, "notes", item="2", version=0, text="The Chair")
    late = sent(officer, "notes", script=False, item="2", version=0, text="The Commissioner")
    assert late.status_code == 409
    assert "Error: " in late.text
    assert "The Chair" in late.text
    assert "The Commissioner</textarea>" in late.text
    both = sent(officer, "notes", script=False, item="2", version=1, text="The Commissioner", way="both")
    assert both.status_code == 303
    with app.app_context():
        assert db.session.scalars(select(Passage.text)).all() == ["The Chair\n\nThe Commissioner"]


def test_a_slip_that_clashes_comes_back_without_scripts_and_can_be_saved_over_the_other(
    app: Flask, officer: FlaskClient
):
    number = sent(officer, "action", slip="k1", version=0, item="1", text="To send the figures").json["number"]
    sent(officer, f"action/{number}", version=1, item="1", text="To send all figures")
    late = sent(officer, f"action/{number}", script=False, version=1, item="1", text="To send some")
    assert late.status_code == 409
    assert "To send all figures" in late.text
    assert "To send some" in late.text
    assert 'name="version" value="2"' in late.text


def test_two_pages_of_one_officer_do_not_write_over_each_other(officer: FlaskClient):
    first = sent(officer, "notes", item="2", version=0, text="The Chair").json
    sent(officer, "notes", item="2", version=first["version"], was=first["was"], text="The Chair spoke")
    late = sent(officer, "notes", item="2", version=first["version"], was=first["was"], text="The Chair rose")
    assert late.status_code == 409
    again = sent(
        officer,
        "notes",
        item="2",
        version=late.json["theirs"]["version"],
        was=late.json["theirs"]["was"],
        text="The Chair rose",
    )
    assert again.status_code == 200


def test_what_was_written_behind_closed_doors_is_exempt_though_it_comes_late(app: Flask, officer: FlaskClient):
    sent(officer, "action", slip="k1", version=0, item="1", text="To send the figures", access="exempt")
    sent(officer, "notes", item="2", version=0, text="The informant", access="exempt")
    with app.app_context():
        assert db.session.scalars(select(Action.access).where(Action.slip == "k1")).all() == [PaperAccess.EXEMPT]
        assert db.session.scalars(select(Passage.access)).all() == [PaperAccess.EXEMPT]


def test_a_page_left_open_is_given_a_new_token(officer: FlaskClient, app: Flask):
    assert officer.get(f"{ROOM}/token").json.keys() == {"token", "user"}
    assert app.test_client().get(f"{ROOM}/token").status_code == 303


def test_the_slip_of_an_entry_is_opened_beside_it(officer: FlaskClient):
    number = sent(officer, "action", slip="k1", version=0, item="1(1)", text="To send the figures").json["number"]
    opened = officer.get(f"{ROOM}/action/{number}", headers={"Accept": "application/json"}).json["html"]
    assert f'id="action-{number}-text"' in opened
    page = officer.get(f"{ROOM}/action/{number}")
    assert page.status_code == 303
    assert f"change=action-{number}" in page.location


def test_what_is_recorded_under_an_item_stands_there(officer: FlaskClient):
    answer = sent(officer, "action", slip="k1", version=0, item="1(1)", text="To send the figures")
    assert "To send the figures" in answer.json["parts"]["under-1-1"]
