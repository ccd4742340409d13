"""Two who set up the same body, or arrange the same meeting, at the same moment: nothing breaks, nothing is twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from panel.extensions import db
from panel.meetings.models import Meeting
from tests.accounts.people import send
from tests.desk.pages import words
from tests.officers import an_officers_site, signed_in
from tests.security.test_at_the_same_moment import done, just_before, told

BODY = "/desk/larkshire"
JUNE = f"{BODY}/2026-06-18"
YEAR = {"rows-0-day-day": "21", "rows-0-day-month": "5", "rows-0-day-year": "2026", "confirm": "1"}
MOVE = {"to-day": "21", "to-month": "5", "to-year": "2026", "confirm": "1"}
WREN = {"name": "Ivy Wren", "kind": "independent", "office": "", "confirm": "1"}
WHEN = {"since-day": "1", "since-month": "5", "since-year": "2026"}


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Flask]:
    """A site with records."""
    with an_officers_site(tmp_path) as app:
        yield app


@pytest.fixture
def officer(site: Flask) -> FlaskClient:
    """A browser in which an officer is signed in."""
    return signed_in(site)


@pytest.mark.parametrize(
    ("address", "fields", "verb", "says"),
    [
        pytest.param(f"{BODY}/meetings/new", YEAR, "schedule", "There is a meeting on Thursday 21 May", id="a meeting"),
        pytest.param(f"{BODY}/members/new", WREN, "enrol", "Ivy Wren is a member of this panel already", id="a member"),
        pytest.param(f"{BODY}/authorities/new", {"name": "Wren"}, "name authority", "", id="an authority"),
        pytest.param(f"{BODY}/venues/new", {"name": "Wren Hall"}, "offer venue", "just been added", id="a venue"),
        pytest.param(
            "/desk/bodies/new",
            {"of": "panel", "name": "Wren", "nation": "England"},
            "establish",
            "Somebody has just taken the address “wren”",
            id="a body",
        ),
    ],
)
def test_what_two_do_at_once_is_done_once_and_the_second_is_told(
    address: str, fields: dict[str, str], verb: str, says: str, site: Flask, officer: FlaskClient
):
    other = signed_in(site)
    with just_before("before_flush", lambda: done(other, address, **fields)):
        answer = send(officer, address, **fields)
    assert answer.status_code == (200 if says else 303)
    if says:
        assert says in words(answer.get_data(as_text=True))
    assert told(site, verb) == 1


def test_a_day_that_is_taken_while_a_meeting_moves_there_is_told(site: Flask, officer: FlaskClient):
    other = signed_in(site)
    with just_before("do_orm_execute", lambda: done(other, f"{BODY}/meetings/new", **YEAR)):
        answer = send(officer, f"{JUNE}/move", **MOVE)
    assert "The body has another meeting on Thursday 21 May 2026." in words(answer.get_data(as_text=True))
    assert told(site, "move") == 0


def test_of_two_moves_at_once_the_second_is_led_to_where_the_first_went(site: Flask, officer: FlaskClient):
    other = signed_in(site)
    with just_before("do_orm_execute", lambda: done(other, f"{JUNE}/move", **{**MOVE, "to-day": "22"})):
        answer = send(officer, f"{JUNE}/move", **MOVE)
    assert (answer.status_code, answer.location) == (302, f"{BODY}/2026-05-22/move")
    with site.app_context():
        assert [row.date.day for row in db.session.query(Meeting) if row.date.month == 5] == [22]


def test_a_seat_that_two_give_at_once_is_given_once(site: Flask, officer: FlaskClient):
    fields = {"member": "2", "office": "", "since-day": "1", "since-month": "5", "since-year": "2026", "confirm": "1"}
    address, other = f"{BODY}-budget/members/appoint", signed_in(site)
    with just_before("before_flush", lambda: done(other, address, **fields)):
        assert send(officer, address, **fields).status_code == 303
    assert told(site, "appoint") == 1


def test_a_draft_that_two_write_at_once_has_what_both_wrote(site: Flask, officer: FlaskClient):
    other = signed_in(site)
    send(officer, f"{BODY}/rules/new/log", log_completed_shown_months="3")
    with just_before("before_flush", lambda: done(other, f"{BODY}/rules/new/quorum", quorum_count="4")):
        assert send(officer, f"{BODY}/rules/new/notice", notice_clear_days="7").status_code == 303
    page = words(officer.get(f"{BODY}/rules/new").get_data(as_text=True))
    assert "at least seven clear days" in page
    assert "Four members must be present." in page


def test_a_draft_that_two_begin_at_once_has_what_both_wrote(site: Flask, officer: FlaskClient):
    other = signed_in(site)
    with just_before("before_flush", lambda: done(other, f"{BODY}/rules/new/quorum", quorum_count="4")):
        assert send(officer, f"{BODY}/rules/new/notice", notice_clear_days="7").status_code == 303
    page = words(officer.get(f"{BODY}/rules/new").get_data(as_text=True))
    assert "at least seven clear days" in page
    assert "Four members must be present." in page


def test_rules_that_two_adopt_at_once_are_adopted_once(site: Flask, officer: FlaskClient):
    other, changes = signed_in(site), f"{BODY}/rules/new/changes"
    send(officer, f"{BODY}/rules/new/when", **WHEN)
    found = re.search(r'name="seen" value="(\w+)"', officer.get(changes).get_data(as_text=True))
    assert found
    with just_before("do_orm_execute", lambda: done(other, changes, seen=found[1])):
        assert send(officer, changes, seen=found[1]).status_code == 303
    assert told(site, "adopt rules") == 1
