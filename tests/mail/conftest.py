"""A site whose e-mail goes to a real server, on Thursday 12 March 2026."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from panel.extensions import db
from tests.accounts.people import an_officer
from tests.builders import a_body
from tests.mail.servers import Post, serving, set_server
from tests.officers import signed_in
from tests.public.records import TODAY
from tests.public.site import make_site


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that a test can move on."""
    with time_machine.travel(TODAY) as traveller:
        yield traveller


@pytest.fixture
def site(tmp_path: Path, clock: time_machine.Traveller) -> Iterator[Flask]:
    """A site with a panel and an officer, and no mail server."""
    app = make_site(tmp_path)
    with app.app_context():
        a_body()
        an_officer()
        db.session.commit()
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def inside(site: Flask) -> Iterator[None]:
    """Work where the site's records are, as a worker does."""
    with site.app_context():
        yield


@pytest.fixture
def post(site: Flask) -> Iterator[Post]:
    """A mail server, which the site uses."""
    taken = Post()
    with serving(taken) as port:
        set_server(site, port)
        yield taken


@pytest.fixture
def officer(site: Flask) -> FlaskClient:
    """A browser in which the officer is signed in."""
    return signed_in(site)
