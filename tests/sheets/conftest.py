"""The meeting of 19 March 2026 on its day, at half past twelve, with an officer signed in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from tests.officers import an_officers_site, signed_in

HALF_PAST_TWELVE = datetime(2026, 3, 19, 12, 30, tzinfo=UTC)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    """A panel's site, while its meeting runs."""
    with an_officers_site(tmp_path) as app, time_machine.travel(HALF_PAST_TWELVE, tick=False):
        yield app


@pytest.fixture
def officer(app: Flask) -> FlaskClient:
    """A browser in which the officer is signed in."""
    return signed_in(app)
