"""A site with one officer, on Thursday 12 March 2026 at nine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from panel.extensions import db
from tests.accounts.people import an_officer, sign_in
from tests.builders import a_body
from tests.public.records import TODAY
from tests.public.site import make_site


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that a test can move on."""
    with time_machine.travel(TODAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def site(tmp_path: Path, clock: time_machine.Traveller) -> Iterator[Flask]:
    """A site with a panel and an officer."""
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
def client(site: Flask) -> FlaskClient:
    """A browser in which nobody has signed in."""
    return site.test_client()


@pytest.fixture
def officer(site: Flask) -> FlaskClient:
    """A browser in which the officer is signed in."""
    client = site.test_client()
    assert sign_in(client).status_code == 303
    return client
