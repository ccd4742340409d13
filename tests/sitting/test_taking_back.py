"""What is taken back leaves nothing behind, what is put back is in nobody's way, and no slip fills another one."""

from __future__ import annotations

from datetime import time

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel.audit.models import AuditEntry
from panel.extensions import db
from panel.minutes.models import Disclosure, Motion, Resolution
from tests.builders import an_entry, minutes_of
from tests.officers import the_meeting
from tests.sitting.kit import ROOM, sent

FINCH = "Councillor Ada Finch"


def out_for_an_interest(app: Flask) -> None:
    """Record that a member left the room for an interest."""
    with app.app_context():
        minutes = minutes_of(the_meeting("2026-03-19"), rose=None)
        an_entry(Disclosure, minutes, name=FINCH, item="3", details={}).left_at = time(11)
        db.session.commit()


def returned_at(app: Flask) -> time | None:
    """Say when the interest on the record has its member back."""
    with app.app_context():
        return db.session.scalars(select(Disclosure.returned_at)).one()


def back(officer: FlaskClient, moving: str = "returned", at: str = "11.20am", version: int = 0) -> int:
    """Record that the member came back, or change that."""
    said = {"slip": "m1", "version": version, "item": "3", "name": FINCH, "moving": moving, "at": at}
    return int(sent(officer, "movement", **said).json["number"])


def test_a_return_that_is_taken_back_takes_its_time_with_it(app: Flask, officer: FlaskClient):
    out_for_an_interest(app)
    number = back(officer)
    assert returned_at(app) == time(11, 20)
    for _ in range(2):
        assert sent(officer, f"movement/{number}/withdraw", item="3").status_code == 200
        assert returned_at(app) is None
    for _ in range(2):
        assert sent(officer, f"movement/{number}/restore", item="3").status_code == 200
        assert returned_at(app) == time(11, 20)
    with app.app_context():
        of_it = select(AuditEntry.verb).where(AuditEntry.subject.startswith("disclosure"))
        assert db.session.scalars(of_it).all() == ["amend"] * 3


def test_a_return_that_is_put_right_puts_right_the_interest(app: Flask, officer: FlaskClient):
    out_for_an_interest(app)
    back(officer)
    back(officer, at="11.25am", version=1)
    assert returned_at(app) == time(11, 25)
    back(officer, moving="left", at="11.25am", version=2)
    assert returned_at(app) is None


def test_the_time_that_the_declaration_says_itself_stays(app: Flask, officer: FlaskClient):
    out_for_an_interest(app)
    with app.app_context():
        db.session.scalars(select(Disclosure)).one().returned_at = time(11, 10)
        db.session.commit()
    number = back(officer)
    sent(officer, f"movement/{number}/withdraw", item="3")
    assert returned_at(app) == time(11, 10)


def a_resolution(officer: FlaskClient, key: str, place: str = "next") -> int:
    """Resolve something under item 3."""
    said = {"slip": key, "version": 0, "item": "3", "text": f"That {key} be noted", "place": place}
    return int(sent(officer, "resolution", **said).json["number"])


def numbers(app: Flask) -> dict[str, str]:
    """Give the number of each resolution that stands."""
    with app.app_context():
        rows = db.session.scalars(select(Resolution).where(Resolution.withdrawn.is_(False)))
        return {row.text.removeprefix("That ").removesuffix(" be noted"): row.number for row in rows}


@pytest.mark.parametrize(
    ("place", "number", "then"),
    [pytest.param("next", "1", "2", id="whole"), pytest.param("part", "1(a)", "1(b)", id="part")],
)
def test_a_resolution_that_is_put_back_gets_the_next_free_number_and_says_so(
    place: str, number: str, then: str, app: Flask, officer: FlaskClient
):
    first = a_resolution(officer, "one", place)
    sent(officer, f"resolution/{first}/withdraw", item="3")
    a_resolution(officer, "two", place)
    told = sent(officer, f"resolution/{first}/restore", item="3").json["said"]
    assert told == f"Resolution put back. It is number {then} now: {number} was given to another one meanwhile."
    assert numbers(app) == {"one": then, "two": number}
    sent(officer, f"resolution/{first}/restore", item="3")
    assert numbers(app) == {"one": then, "two": number}, "pressed twice"


def test_a_motion_that_is_taken_over_again_gets_a_free_number_too(app: Flask, officer: FlaskClient):
    with app.app_context():
        minutes = minutes_of(the_meeting("2026-03-19"), rose=None)
        motion = an_entry(Motion, minutes, item="3", text="That one be noted", outcome="agreed").id
        db.session.commit()
    sent(officer, f"resolution/from-motion/{motion}", item="3")
    with app.app_context():
        first = db.session.scalars(select(Resolution.id)).one()
    sent(officer, f"resolution/{first}/withdraw", item="3")
    a_resolution(officer, "two")
    sent(officer, f"resolution/from-motion/{motion}", item="3")
    assert numbers(app) == {"one": "2", "two": "1"}


def test_a_motion_that_was_agreed_is_offered_to_be_taken_over_as_soon_as_it_is_saved(officer: FlaskClient):
    said = {"slip": "m1", "version": 0, "item": "3", "text": "That it be noted", "outcome": "agreed"}
    parts = sent(officer, "motion", **said).json["parts"]
    assert "Agreed: That it be noted" in parts["resolutions"]


@pytest.mark.parametrize(
    ("slip", "fields"),
    [
        pytest.param("action", {"owner": "Zebedee"}, id="an action without words"),
        pytest.param("motion", {"proposer": "Zebedee"}, id="a motion without words"),
        pytest.param("movement", {"name": "Zebedee"}, id="a movement that does not say which"),
        pytest.param("declaration", {"text": "Zebedee"}, id="a declaration without a name"),
    ],
)
def test_a_slip_that_is_refused_without_scripts_fills_no_other_one(
    slip: str, fields: dict[str, str], officer: FlaskClient
):
    said = {"slip": "k1", "version": 0, "item": "3", **fields}
    answer = sent(officer, slip, script=False, **said)
    assert answer.status_code == 422
    assert answer.text.count("Zebedee") == 1, "it stands in its own slip alone"
    assert answer.text.count('name="slip" value="k1"') == 1
    assert 'aria-describedby="action-text-error"' not in answer.text or slip == "action"


def test_a_member_who_arrives_can_be_given_a_vote_without_a_new_page(officer: FlaskClient):
    page = officer.get(f"{ROOM}?item=3").text
    key = page.split('data-seat="seat-')[1].split('"')[0]
    answer = sent(officer, "seat", slip=f"seat-{key}", version=0, standing="present", item="3").json["parts"][
        "may_vote"
    ]
    assert f"[&#34;m{key}&#34;, " in answer
    assert "not recorded as present" in answer
