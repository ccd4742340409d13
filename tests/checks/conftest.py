"""A site with records and an officer, and findings for a test to choose."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from panel.checks.finding import Finding
from panel.extensions import db
from panel.papers.models import Paper
from tests.checks.pages import EVERYTHING
from tests.officers import an_officers_site, signed_in


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Flask]:
    """A site with records and an officer."""
    with an_officers_site(tmp_path) as app:
        with app.app_context():
            for paper in db.session.query(Paper).filter_by(title="Minutes, 5 February 2026"):
                paper.file_name = "minutes.docx"
            db.session.commit()
        yield app


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> list[Finding]:
    """What the rules find, for a test to say: the rules have tests of their own."""
    found = list(EVERYTHING)
    monkeypatch.setattr("panel.checks.judging.judge", lambda _dossier: list(found))
    return found


@pytest.fixture
def officer(site: Flask) -> FlaskClient:
    """A browser in which the officer is signed in."""
    return signed_in(site)
