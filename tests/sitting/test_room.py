"""The room's page itself: what it costs, however much is recorded, and what it says while nothing is."""

from __future__ import annotations

import re
from datetime import date
from zlib import compress

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel.extensions import db
from panel.minutes.models import Action
from panel.procedure.models import Body
from tests.public.site import statements
from tests.sitting.full import ROOM as FULL
from tests.sitting.full import a_full_meeting
from tests.sitting.kit import ROOM, sent


def full(app: Flask, items: int) -> None:
    """Put a full meeting into a site."""
    with app.app_context():
        a_full_meeting(db.session.scalars(select(Body).where(Body.slug == "larkshire")).one(), items=items, members=6)


def asked_for(app: Flask, officer: FlaskClient, path: str) -> tuple[int, str]:
    """Give how many statements a page takes, and the page."""
    with statements(app) as asked:
        answer = officer.get(path)
    assert answer.status_code == 200
    return len(asked), answer.text


def test_the_page_asks_the_same_of_the_database_however_much_is_recorded(app: Flask, officer: FlaskClient):
    full(app, 2)
    few, _page = asked_for(app, officer, FULL)
    with app.app_context():
        body = db.session.scalars(select(Body).where(Body.slug == "larkshire")).one()
        a_full_meeting(body, items=40, members=12, day=date(2026, 12, 17))
    many, page = asked_for(app, officer, FULL.replace("2026-12-10", "2026-12-17"))
    assert many == few
    # Forty items with something of each kind under each: a laptop loads this once, and it shrinks to a twentieth.
    assert len(page) < 700_000
    assert len(compress(page.encode())) < 50_000


def test_a_meeting_without_an_agenda_says_what_to_do(officer: FlaskClient):
    page = officer.get("/desk/larkshire/2026-06-18/room").text
    assert "This meeting has no agenda yet." in page
    assert "/desk/larkshire/2026-06-18/agenda" in page


def test_every_field_has_an_id_of_its_own_also_while_an_entry_is_changed(officer: FlaskClient):
    number = sent(officer, "action", slip="k1", version=0, item="2", text="To send the figures").json["number"]
    page = officer.get(f"{ROOM}?item=2&change=action-{number}").text
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert sorted(ids) == sorted(set(ids))
    assert f"action-{number}-text" in ids


def test_a_strangers_slip_is_not_opened(app: Flask, officer: FlaskClient):
    full(app, 1)
    with app.app_context():
        number = db.session.scalars(select(Action.id)).first()
    assert officer.get(f"{FULL}/action/{number}", headers={"Accept": "application/json"}).status_code == 200
    assert officer.get(f"{ROOM}/action/{number}", headers={"Accept": "application/json"}).status_code == 404
