"""A site with records, an officer signed in, and the meeting of 5 February 2026 whose minutes are written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.officers import an_officers_site
from tests.writing_up.kit import freely
from tests.writing_up.records import record_the_meeting


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    """A panel's site, on Thursday 12 March 2026, with what was recorded on 5 February."""
    with an_officers_site(tmp_path) as app:
        record_the_meeting(app)
        yield app


@pytest.fixture
def officer(app: Flask) -> FlaskClient:
    """A browser in which the officer is signed in; forms need no token, as other tests show that they do."""
    return freely(app)
