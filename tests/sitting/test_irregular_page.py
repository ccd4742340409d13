"""The page of irregular acts: all of them with their authority, and that the monitoring officer was told."""

from __future__ import annotations

import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel.audit.models import AuditEntry
from panel.extensions import db
from tests.officers import signed_in
from tests.papers.pages import token
from tests.sitting.kit import sent

PAGE = "/desk/larkshire/2026-03-19/irregular"


def told(officer: FlaskClient, to: str = PAGE, **fields: str) -> int:
    """Note that somebody was told."""
    said = {"told": "Rufus Thorne", "on-day": "19", "on-month": "3", "on-year": "2026"} | fields
    said["csrf_token"] = token(officer, PAGE)
    return officer.post(to, data=said).status_code


def an_irregular_motion(officer: FlaskClient, slip: str = "m1", **fields: str) -> int:
    """Record that something was agreed which nobody moved."""
    said = {"slip": slip, "version": 0, "item": "3", "text": "That it be noted", "outcome": "agreed"} | fields
    return int(sent(officer, "motion", **said).json["number"])


def test_a_meeting_without_irregular_acts_says_so(officer: FlaskClient):
    page = officer.get(PAGE)
    assert page.status_code == 200
    assert "Nothing irregular is on the record" in page.text
    assert "Note it" not in page.text


def test_an_act_stands_there_until_its_entry_is_put_right(officer: FlaskClient):
    number = an_irregular_motion(officer)
    page = officer.get(PAGE).text
    assert "nobody is recorded as moving it" in page
    assert f"#motion-{number}" in page
    sent(officer, f"motion/{number}/withdraw")
    assert "Nothing irregular" in officer.get(PAGE).text


def test_the_meetings_pages_lead_to_its_irregular_acts_where_there_are_any(officer: FlaskClient):
    pages = [PAGE.replace("irregular", page) for page in ("", "minutes", "sheet")]
    assert [at for at in pages if PAGE in officer.get(at).text] == []
    an_irregular_motion(officer)
    assert [at for at in pages if "Irregular acts (1)" in officer.get(at).text] == pages


def test_a_note_without_a_name_or_for_a_day_that_cannot_be_is_refused(officer: FlaskClient):
    an_irregular_motion(officer)
    assert "Not told yet" in officer.get(PAGE).text
    assert told(officer, **{"on-day": "12"}) == 422, "before the meeting"
    assert told(officer, **{"on-day": "20"}) == 422, "still to come"
    assert told(officer, told="") == 422


def test_the_note_is_read_back_and_later_acts_are_not_told_of_yet(app: Flask, officer: FlaskClient):
    an_irregular_motion(officer)
    with time_machine.travel("2026-03-20T09:00:00Z"):
        later = signed_in(app)
        assert told(later) == 303
        page = later.get(PAGE).text
        assert "Rufus Thorne, on Thursday 19 March 2026, of 1 act." in page
        assert "Not told yet" not in page
        an_irregular_motion(later, "m2", text="That it be published")
        assert "Not told yet" in later.get(PAGE).text
        with app.app_context():
            entry = db.session.scalars(select(AuditEntry).where(AuditEntry.verb.startswith("tell the mon"))).one()
            number = str(entry.id)
        assert told(later, f"{PAGE}/undo", number=number) == 303
        assert "Rufus Thorne, on" not in later.get(PAGE).text
        assert told(later, f"{PAGE}/undo", number=number) == 303
        assert "is not on this record" in later.get(PAGE).text


def test_the_page_is_for_officers(app: Flask):
    assert app.test_client().get(PAGE).status_code in (302, 303)
