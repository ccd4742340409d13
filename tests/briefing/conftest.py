"""The site of the calling notice, with an agenda that has times, leads, questions, and business in private."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from panel.agendas.models import Item
from panel.agendas.rules import ItemKind
from panel.extensions import db
from panel.papers.models import PaperAccess
from panel.procedure.models import RulesOfProcedure
from tests.builders import RULES, a_document, a_paper, a_question, an_item
from tests.despatch.conftest import ADA, OMAR, an_account
from tests.officers import a_copy_of, an_officers_site, signed_in, the_meeting

MINUTES = {"1(1)": 5, "1(2)": 5, "2": 30, "3": 20}


@pytest.fixture(scope="module")
def briefed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site: items with times and leads, two questions accepted, a private item and a public one after it."""
    with an_officers_site(tmp_path_factory.mktemp("briefed")) as app:
        with app.app_context():
            an_account(ADA, "Councillor Ada Finch")
            an_account(OMAR, "Omar Reed")
            db.session.query(RulesOfProcedure).one().rules = RULES | {"quorum": {"count": 2}}
            meeting = the_meeting("2026-03-19")
            for item in db.session.query(Item).filter_by(meeting_id=meeting.id):
                item.minutes = MINUTES.get(item.number)
                if item.number == "3":
                    item.lead, item.title = "Una Marsh", "Proposed precept for 2026/27"
                    words = "When will the station open again?"
                    a_question(meeting, "Ivy Nash", words, date(2026, 3, 12), item_id=item.id)
            a_question(meeting, "Tom Sedge", "How many officers are there?", date(2026, 3, 13))
            private = an_item(meeting, "9", "Estates", minutes=15)
            a_paper(private, "Sale of land", a_document("land"), access=PaperAccess.EXEMPT, exempt_paragraphs=[3])
            an_item(meeting, "10", "Urgent business", ItemKind.URGENT)
            db.session.commit()
        return Path(app.instance_path)


@pytest.fixture
def app(briefed: Path, tmp_path: Path) -> Iterator[Flask]:
    """A copy of it."""
    with a_copy_of(briefed, tmp_path) as app:
        yield app


@pytest.fixture
def officer(app: Flask) -> FlaskClient:
    """A browser in which the officer is signed in."""
    return signed_in(app)
