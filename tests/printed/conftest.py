"""A site with records, an officer signed in, and a meeting of 12 February 2026 whose minutes have something of all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.officers import an_officers_site, signed_in


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    """A panel's site, on Thursday 12 March 2026."""
    with an_officers_site(tmp_path) as app:
        yield app


@pytest.fixture
def officer(app: Flask) -> FlaskClient:
    """A browser in which the officer is signed in."""
    return signed_in(app)
