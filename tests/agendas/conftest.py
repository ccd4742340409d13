"""A site with records and an officer, and how tests work on its agendas."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.officers import an_officers_site, signed_in


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Flask]:
    """A site with records and an officer."""
    with an_officers_site(tmp_path) as app:
        yield app


@pytest.fixture
def officer(site: Flask) -> FlaskClient:
    """A browser in which the officer is signed in."""
    return signed_in(site)
