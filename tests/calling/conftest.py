"""A site with records on Thursday 12 March 2026: two members have accounts, and the quorum is two."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from panel.extensions import db
from panel.procedure.models import RulesOfProcedure
from tests.builders import RULES
from tests.despatch.conftest import ADA, OMAR, an_account
from tests.officers import a_copy_of, an_officers_site, signed_in


@pytest.fixture(scope="session")
def called(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, made once."""
    with an_officers_site(tmp_path_factory.mktemp("called")) as app:
        with app.app_context():
            an_account(ADA, "Councillor Ada Finch")
            an_account(OMAR, "Omar Reed")
            db.session.query(RulesOfProcedure).one().rules = RULES | {"quorum": {"count": 2}}
            db.session.commit()
        return Path(app.instance_path)


@pytest.fixture
def app(called: Path, tmp_path: Path) -> Iterator[Flask]:
    """A copy of it."""
    with a_copy_of(called, tmp_path) as app:
        yield app


@pytest.fixture
def officer(app: Flask) -> FlaskClient:
    """A browser in which the officer is signed in."""
    return signed_in(app)
