"""Interests are declared, what follows is shown, and what is still to be registered is followed up."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel.audit.models import AuditEntry
from panel.extensions import db
from panel.interests.models import Dispensation, Notification, Registration
from panel.members.models import Member
from panel.minutes.interested import barred
from panel.minutes.models import Disclosure
from panel.minutes.queries import record_of
from tests.accounts.people import send
from tests.builders import add
from tests.officers import the_meeting
from tests.sitting.kit import ROOM, sent

FINCH, LINNET = "Councillor Ada Finch", "Councillor Ravi Linnet"
PECUNIARY = {"kind": "disclosable pecuniary", "about": "3", "version": 0, "item": "1(1)"}
INTERESTS = "/desk/larkshire/interests"


def said(officer: FlaskClient, key: str = "d1", **fields: object) -> str:
    """Declare an interest; give what the page says of all of them."""
    answer = sent(officer, "declaration", slip=key, **PECUNIARY | {"name": FINCH} | fields)
    assert answer.status_code == 200, answer.text
    return " ".join(answer.json["parts"]["declarations"].split())


def shut_out(app: Flask, item: str = "3") -> set[str]:
    with app.app_context():
        return set(barred(record_of(the_meeting("2026-03-19")), item))


def disclosed(app: Flask) -> Disclosure:
    with app.app_context():
        return db.session.scalars(select(Disclosure)).one()


@pytest.fixture
def leave(app: Flask) -> str:
    """The number of a dispensation of Councillor Finch's, in force that day."""
    with app.app_context():
        finch = db.session.scalars(select(Member).where(Member.name == FINCH)).one()
        for granted, ends in ((date(2025, 6, 1), date(2027, 5, 31)), (date(2022, 1, 1), date(2026, 3, 18))):
            row = add(Dispensation(member_id=finch.id, granted=granted, ends=ends, scope=f"Until {ends}"))
        first = db.session.scalars(select(Dispensation).order_by(Dispensation.ends.desc())).first()
        assert row.id != first.id
        db.session.commit()
        return str(first.id)


def test_a_pecuniary_interest_bars_its_member_from_that_item_alone(app: Flask, officer: FlaskClient):
    page = said(officer, name="finch", text="Owns land at Larkford")
    assert f"<strong>{FINCH}</strong>, a disclosable pecuniary interest" in page
    assert "May not move, second or vote on it" in page
    assert "Localism Act 2011, s.31(4)" in page
    assert shut_out(app) == {FINCH}
    assert shut_out(app, "2") == set()
    with app.app_context():
        assert db.session.scalars(select(AuditEntry.verb).where(AuditEntry.subject.startswith("disclosure"))).all() == [
            "enter"
        ]


def test_another_interest_bars_only_one_who_takes_no_part(app: Flask, officer: FlaskClient):
    said(officer, kind="other")
    assert shut_out(app) == set()
    said(officer, "d2", kind="other", name=LINNET, took_no_part="yes")
    assert shut_out(app) == {LINNET}


def test_dispensations_in_force_that_day_are_offered_with_their_scope(app: Flask, officer: FlaskClient, leave: str):
    page = officer.get(ROOM).text
    assert f"{FINCH}: Until 2027-05-31, until 31 May 2027" in page
    assert "Until 2026-03-18" not in page
    assert "Dispensation: Until 2027-05-31" in said(officer, dispensation=leave)
    assert shut_out(app) == set()


def test_another_members_dispensation_is_refused(app: Flask, officer: FlaskClient, leave: str):
    answer = sent(officer, "declaration", slip="d1", **PECUNIARY, name=LINNET, dispensation=leave)
    assert answer.status_code == 422
    assert list(answer.json["errors"].values()) == [f"That dispensation is {FINCH}’s."]


def test_when_they_left_is_asked_for_where_the_rules_say_that_they_leave(officer: FlaskClient):
    assert "The rules of procedure have them leave the room: record when." in said(officer, took_no_part="yes")
    page = said(officer, "d1", took_no_part="yes", left_at="11am", returned_at="11.20am", version=1)
    assert "Took no part; left the room at 11am, returned at 11.20am." in page
    assert "record when" not in page


def test_a_return_before_the_leaving_is_a_slip_of_the_pen(officer: FlaskClient):
    answer = sent(officer, "declaration", slip="d1", **PECUNIARY, name=FINCH, left_at="11.20am", returned_at="11am")
    assert (answer.status_code, "That is before they left the room." in answer.text) == (422, True)


def test_one_who_is_out_for_an_interest_does_not_count_until_they_return(app: Flask, officer: FlaskClient):
    with app.app_context():
        key = db.session.scalars(select(Member.id).where(Member.name == FINCH)).one()
    sent(officer, "seat", slip=f"seat-{key}", version=0, standing="present")
    answer = sent(officer, "declaration", slip="d1", **PECUNIARY, name=FINCH, left_at="11am")
    assert f"{FINCH} is out for an interest in item 3" in answer.json["parts"]["quorum"]
    back = sent(officer, "movement", slip="m1", version=0, item="3", name=FINCH, moving="returned", at="11.20am")
    assert "is out for" not in back.json["parts"]["quorum"]
    assert "returned at 11.20am" in back.json["parts"]["declarations"]


def test_taking_part_in_spite_of_it_is_recorded_and_marked_for_the_monitoring_officer(app: Flask, officer: FlaskClient):
    page = said(officer, took_no_part="no")
    assert "For the monitoring officer" in page
    assert "took part in spite of a disclosable pecuniary interest" in page
    assert disclosed(app).took_no_part is False


def test_of_a_sensitive_interest_only_the_fact_is_kept(app: Flask, officer: FlaskClient):
    said(officer, text="Lives at 4 Mill Lane")
    page = said(officer, "d1", text="Lives at 4 Mill Lane", sensitive="y", version=1)
    assert "A sensitive interest: its nature is withheld" in page
    assert "Mill Lane" not in page
    with app.app_context():
        kept = [str(row.detail) for row in db.session.scalars(select(AuditEntry))]
    assert "Mill Lane" not in f"{kept} {disclosed(app).text}"


def test_an_interest_not_yet_registered_is_due_on_the_desk_until_it_is_notified(app: Flask, officer: FlaskClient):
    assert "To be notified by Wednesday 15 April 2026." in said(officer, registered="no")
    page = officer.get(INTERESTS).text
    assert "by Wednesday 15 April 2026" in page
    assert "notifies the monitoring officer of the interest disclosed at the meeting" in officer.get("/desk/").text
    number = disclosed(app).id
    for _ in range(2):
        assert send(officer, f"{INTERESTS}/{number}/notified", INTERESTS).status_code == 303
    assert "Notified" in officer.get(INTERESTS).text
    with app.app_context():
        [row] = db.session.scalars(select(Notification))
        assert (row.disclosed, row.item, row.made) == (date(2026, 3, 19), "3", date(2026, 3, 12))
        assert db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "note notification")).one()
    assert send(officer, f"{INTERESTS}/{row.id}/not-notified", INTERESTS).status_code == 303
    assert "It was notified" in officer.get(INTERESTS).text


def test_a_notification_that_nobody_owes_cannot_be_noted(app: Flask, officer: FlaskClient):
    said(officer, registered="yes")
    assert send(officer, f"{INTERESTS}/{disclosed(app).id}/notified", INTERESTS).status_code == 404
    assert "Nothing is due." in officer.get(INTERESTS).text


def test_the_register_of_the_member_is_read(app: Flask, officer: FlaskClient):
    with app.app_context():
        finch = db.session.scalars(select(Member).where(Member.name == FINCH)).one()
        add(Registration(member_id=finch.id, registered=date(2025, 5, 20), register="https://larkshire.example/finch"))
        db.session.commit()
    assert 'href="https://larkshire.example/finch"' in said(officer)


def test_what_is_declared_can_be_changed_and_taken_back(app: Flask, officer: FlaskClient):
    said(officer, text="Owns land", registered="no", took_no_part="yes")
    number = disclosed(app).id
    page = officer.get(f"{ROOM}?change=declaration-{number}").text
    assert "Owns land" in page
    assert "Nobody has declared" in sent(officer, f"declaration/{number}/withdraw").json["parts"]["declarations"]
    assert shut_out(app) == set()
