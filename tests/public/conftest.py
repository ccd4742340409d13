"""A panel's site as it stood on Thursday 12 March 2026, with files in its store."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from panel.extensions import db
from tests.public.records import TODAY, fill
from tests.public.site import make_site, open_site


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The instance that each test takes a copy of."""
    folder = tmp_path_factory.mktemp("filled")
    app = make_site(folder)
    fill(app)
    with app.app_context():
        db.engine.dispose()
    return folder


@pytest.fixture
def clock() -> Iterator[None]:
    """It is Thursday 12 March 2026."""
    with time_machine.travel(TODAY):
        yield


@pytest.fixture
def empty_site(tmp_path: Path, clock: None) -> Flask:
    """A site with nothing in it."""
    return make_site(tmp_path)


@pytest.fixture
def site(tmp_path: Path, filled: Path, clock: None) -> Flask:
    """A site with a panel's meetings, members and papers."""
    shutil.copytree(filled, tmp_path, dirs_exist_ok=True)
    return open_site(tmp_path)


@pytest.fixture
def client(site: Flask) -> FlaskClient:
    """Somebody who has not signed in."""
    return site.test_client()
