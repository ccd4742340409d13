"""What is resolved gets its number by itself, asks for answers, and may be taken over from what was agreed."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel.audit.models import AuditEntry
from panel.extensions import db
from panel.minutes.models import Minutes, Motion, Outcome, Resolution
from tests.builders import an_entry
from tests.public.site import statements
from tests.sitting.kit import ROOM, sent


def resolve(officer: FlaskClient, key: str, text: str, item: str = "3", **more: Any) -> Any:
    """Send a slip of something resolved."""
    return sent(officer, "resolution", slip=key, version=0, item=item, text=text, **more)


def resolutions(app: Flask) -> dict[str, str]:
    """Give what was resolved by its number, as it stands."""
    with app.app_context():
        rows = db.session.scalars(select(Resolution).where(Resolution.withdrawn.is_(False)))
        return {f"{row.item}: {row.number}": row.text for row in rows}


def number_of(app: Flask, text: str) -> int:
    """Give the number of the record of a resolution."""
    with app.app_context():
        return db.session.scalars(select(Resolution.id).where(Resolution.text == text)).one()


def test_resolutions_number_themselves_within_their_item(app: Flask, officer: FlaskClient):
    resolve(officer, "a", "To note the update")
    resolve(officer, "b", "To ask the Commissioner:")
    resolve(officer, "c", "for the figures", place="part")
    resolve(officer, "d", "for the plan", place="part")
    answer = resolve(officer, "e", "To note the programme", item="4")
    assert resolutions(app) == {
        "3: 1": "To note the update",
        "3: 2": "To ask the Commissioner:",
        "3: 2(a)": "for the figures",
        "3: 2(b)": "for the plan",
        "4: 1": "To note the programme",
    }
    assert "for the plan" in answer.json["parts"]["resolutions"]


def test_a_slip_that_saves_while_it_is_typed_keeps_its_number_and_may_become_a_part(app: Flask, officer: FlaskClient):
    resolve(officer, "a", "To note")
    resolve(officer, "b", "To ask")
    resolve(officer, "b", "To ask", place="next")
    assert set(resolutions(app)) == {"3: 1", "3: 2"}
    resolve(officer, "b", "To ask", place="part")
    assert set(resolutions(app)) == {"3: 1", "3: 1(a)"}


def test_renumbering_is_offered_when_one_is_taken_back_and_never_done_by_itself(app: Flask, officer: FlaskClient):
    for key, text in (("a", "First"), ("b", "Second"), ("c", "Third")):
        resolve(officer, key, text)
    sent(officer, f"resolution/{number_of(app, 'First')}/withdraw", item="3")
    assert resolutions(app) == {"3: 2": "Second", "3: 3": "Third"}
    page = officer.get(ROOM).get_data(as_text=True)
    assert "Renumber: 2 becomes 1, 3 becomes 2" in page
    offer = {f"to-{number_of(app, 'Second')}": "1", f"to-{number_of(app, 'Third')}": "2"}
    assert sent(officer, "resolution/numbers", script=False, item="3", **offer).status_code == 303
    assert resolutions(app) == {"3: 1": "Second", "3: 2": "Third"}
    said = officer.get(ROOM).get_data(as_text=True)
    assert "2 is now 1, 3 is now 2" in said
    assert "Renumber:" not in said
    back = {name: str(int(number) + 1) for name, number in offer.items()}
    assert sent(officer, "resolution/numbers", script=False, item="3", **back).status_code == 303
    assert resolutions(app) == {"3: 2": "Second", "3: 3": "Third"}


def test_a_number_that_went_out_on_a_sheet_stays(app: Flask, officer: FlaskClient):
    resolve(officer, "a", "First")
    resolve(officer, "b", "Second")
    with app.app_context():
        for row in db.session.scalars(select(Resolution)):
            row.on_sheet = True
        db.session.commit()
    sent(officer, f"resolution/{number_of(app, 'First')}/withdraw", item="3")
    assert "Renumber:" not in officer.get(ROOM).get_data(as_text=True)
    resolve(officer, "c", "Third")
    resolve(officer, "b2", "x", item="4")
    assert resolutions(app) == {"3: 2": "Second", "3: 3": "Third", "4: 1": "x"}
    refused = sent(officer, "resolution/numbers", item="3", **{f"to-{number_of(app, 'Second')}": "1"})
    assert refused.status_code == 422
    assert "went out on a decision sheet" in refused.json["refused"]


def test_a_request_names_whom_it_asks_and_by_when(app: Flask, officer: FlaskClient):
    page = officer.get(ROOM).get_data(as_text=True)
    assert '<option value="Police and Crime Commissioner">' in page
    early = resolve(officer, "a", "To ask for the figures", kind="request", answer_due="18/3/2026")
    assert early.status_code == 422
    assert "before the meeting of 19 March 2026" in early.json["errors"]["answer_due"]
    open_ = resolve(officer, "a", "To ask for the figures", kind="request").json["parts"]["resolutions"]
    assert "names nobody of whom" in open_
    assert "the Act gives none" in open_
    whole = sent(
        officer,
        "resolution",
        slip="a",
        version=1,
        item="3",
        text="To ask for the figures",
        kind="request",
        addressee="Police and Crime Commissioner",
        answer_due="30 April 2026",
    )
    assert (
        "Request: Police and Crime Commissioner, answer by Thursday 30 April 2026" in whole.json["parts"]["resolutions"]
    )
    assert "the Act gives none" not in whole.json["parts"]["resolutions"]


def test_what_was_agreed_is_taken_over_in_one_step_and_once(app: Flask, officer: FlaskClient):
    sent(officer, "action", slip="k", version=0, item="3", text="To write")
    with app.app_context():
        agreed = {"item": "3", "text": "That the plan be supported", "outcome": Outcome.AGREED.value}
        minutes = db.session.scalars(select(Minutes)).one()
        motion = an_entry(Motion, minutes, **agreed).id
        lost = an_entry(Motion, minutes, item="3", text="That it be rejected", outcome="lost").id
        db.session.commit()
    page = officer.get(ROOM).get_data(as_text=True)
    assert "Agreed: That the plan be supported" in page
    assert f"resolution/from-motion/{motion}" in page
    assert "Agreed: That it be rejected" not in page
    assert f"resolution/from-motion/{lost}" not in page
    for _ in range(2):
        assert sent(officer, f"resolution/from-motion/{motion}", script=False, item="3").status_code == 303
    assert resolutions(app) == {"3: 1": "That the plan be supported"}
    assert "Agreed:" not in officer.get(ROOM).get_data(as_text=True)
    assert sent(officer, f"resolution/from-motion/{lost}", item="3").status_code == 422
    assert sent(officer, "resolution/from-motion/9999", item="3").status_code == 404
    with app.app_context():
        trail = db.session.scalars(select(AuditEntry).where(AuditEntry.subject.startswith("resolution"))).all()
        assert [each.verb for each in trail] == ["enter"]


def test_the_page_asks_no_more_of_the_database_the_more_was_resolved(app: Flask, officer: FlaskClient):
    resolve(officer, "a", "First")
    officer.get(ROOM)
    with statements(app) as few:
        officer.get(ROOM)
    with app.app_context():
        minutes = db.session.scalars(select(Minutes)).one()
        for each in range(6):
            an_entry(Resolution, minutes, item="4", number=str(each + 1), text=f"More {each}")
        db.session.commit()
    with statements(app) as many:
        officer.get(ROOM)
    assert len(many) == len(few)
