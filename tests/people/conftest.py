"""A site with two panels' records, in front of an officer who serves both and one who serves one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from panel.extensions import db
from panel.people.models import Serving
from tests.accounts.people import an_officer, sign_in
from tests.builders import a_body, a_meeting, a_member, a_paper, an_item
from tests.desk.pages import the_panel
from tests.mail.servers import Post, serving, set_server
from tests.officers import a_copy_of, an_officers_site, signed_in
from tests.public.records import a_file

LARK = "lark@larkshire.example"
"""The officer who serves the Larkshire panel alone."""


@pytest.fixture(scope="session")
def two_panels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The instance that each test takes a copy of: the panels of Larkshire and Wrenshire, an officer of each kind."""
    folder = tmp_path_factory.mktemp("two-panels")
    with an_officers_site(folder) as app, app.app_context():
        lark = an_officer(email=LARK, name="Lark Song", serves_all=False)
        db.session.add(Serving(user_id=lark.id, body_id=the_panel().id))
        other = a_body(slug="wrenshire", name="Wrenshire Police and Crime Panel")
        a_member(other, "Councillor Wren Jay")
        meeting = a_meeting(other, date(2026, 3, 19))
        a_paper(an_item(meeting, "1", "Precept"), "Precept report", a_file("wrenshire", 1))
        db.session.commit()
    return folder


@pytest.fixture
def site(tmp_path: Path, two_panels: Path) -> Iterator[Flask]:
    """A site with two panels, on Thursday 12 March 2026."""
    with a_copy_of(two_panels, tmp_path) as app:
        yield app


@pytest.fixture
def post(site: Flask) -> Iterator[Post]:
    """A mail server, which the site uses."""
    taken = Post()
    with serving(taken) as port:
        set_server(site, port)
        yield taken


@pytest.fixture
def officer(site: Flask) -> FlaskClient:
    """A browser of the officer who serves every body."""
    return signed_in(site)


@pytest.fixture
def lark(site: Flask) -> FlaskClient:
    """A browser of the officer who serves one panel."""
    client = site.test_client()
    assert sign_in(client, email=LARK).status_code == 303
    return client
