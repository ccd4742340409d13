"""A panel's site with one published meeting, whose records a test may change as an import would."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from panel.extensions import db
from tests.public.records import TODAY, fill
from tests.public.site import make_site


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Flask]:
    """A site with a panel's meetings, members and papers, on Thursday 12 March 2026."""
    with time_machine.travel(TODAY):
        app = make_site(tmp_path)
        fill(app)
        yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def client(site: Flask) -> FlaskClient:
    """Somebody who has not signed in."""
    return site.test_client()
