"""A site with records, in front of an officer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from panel.extensions import db
from panel.procedure.models import DraftRules
from tests.desk.conftest import officer, site
from tests.officers import an_officers_site, signed_in

__all__ = ["nothing_kept", "officer", "site"]


@pytest.fixture(scope="module")
def nothing_kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """An officer whose every form of new rules has a mistake: at the end nothing was kept."""
    with an_officers_site(tmp_path_factory.mktemp("rules")) as app:
        yield signed_in(app)
        with app.app_context():
            assert db.session.query(DraftRules).count() == 0
