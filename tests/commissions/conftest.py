"""A site with a coming meeting whose agenda is not published, in front of an officer who asks for its papers."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from panel.agendas.rules import ItemKind, NoReport
from panel.extensions import db
from panel.people.models import Serving
from tests.accounts.people import an_officer, sign_in
from tests.builders import a_body, a_meeting, an_item
from tests.desk.pages import the_panel
from tests.officers import an_officers_site, signed_in, the_meeting
from tests.public.records import TODAY
from tests.public.site import open_site

OTHER = "otter@otterdale.example"
"""An officer who serves another panel."""


@pytest.fixture(scope="session")
def coming(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder with a site's records, made once, and the cookie of its officer, who is signed in."""
    folder = tmp_path_factory.mktemp("coming")
    with an_officers_site(folder) as app:
        with app.app_context():
            a_meeting(the_panel(), date(2026, 4, 23))
            meeting = the_meeting("2026-04-23")
            an_item(meeting, "1", "General", ItemKind.HEADING)
            an_item(meeting, "2", "Rural crime")
            an_item(meeting, "3", "Custody", report=NoReport.TO_FOLLOW)
            an_item(meeting, "4", "Complaints", ItemKind.COMPLAINTS, report=NoReport.VERBAL)
            other = an_officer(email=OTHER, name="Otto", serves_all=False)
            db.session.add(Serving(user_id=other.id, body_id=a_body(slug="otterdale", name="Otterdale Panel").id))
            db.session.commit()
        cookie = signed_in(app).get_cookie("panel")
        assert cookie
    return folder, cookie.value


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that a test can move on from Thursday 12 March 2026."""
    # Later than the officer signed in: a cookie from the future is none.
    with time_machine.travel(TODAY + timedelta(seconds=40)) as traveller:
        yield traveller


@pytest.fixture
def site(coming: tuple[Path, str], tmp_path: Path, clock: time_machine.Traveller) -> Iterator[Flask]:
    """A site of which each test has a copy."""
    shutil.copytree(coming[0], tmp_path, dirs_exist_ok=True)
    app = open_site(tmp_path)
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def officer(site: Flask, coming: tuple[Path, str]) -> FlaskClient:
    """A browser in which the officer is signed in."""
    client = site.test_client()
    client.set_cookie("panel", coming[1])
    return client


@pytest.fixture
def elsewhere(site: Flask) -> FlaskClient:
    """A browser of an officer who serves another panel alone."""
    client = site.test_client()
    assert sign_in(client, email=OTHER).status_code == 303
    return client
