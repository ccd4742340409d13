"""A site with records, an officer signed in, and the meeting of 5 February 2026 whose minutes are written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from panel.agendas.rules import ItemKind
from panel.extensions import db
from panel.members.queries import seats
from panel.minutes.models import Motion, Resolution
from panel.minutes.rules import Presence
from panel.papers.models import PaperAccess
from tests.builders import an_entry, an_item, minutes_of, somebody_there
from tests.officers import an_officers_site, the_meeting
from tests.writing_up.kit import freely


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    """A panel's site, on Thursday 12 March 2026, with what was recorded on 5 February."""
    with an_officers_site(tmp_path) as app:
        with app.app_context():
            meeting = the_meeting("2026-02-05")
            an_item(meeting, "1", "Minutes", ItemKind.MINUTES)
            an_item(meeting, "2", "Precept")
            an_item(meeting, "3", "Response times")
            minutes = minutes_of(meeting, presided="Councillor Ada Finch", rose=time(12, 18))
            seat = next(iter(seats_there()))
            somebody_there(minutes, "Councillor Ada Finch", member_id=seat)
            somebody_there(minutes, "Mr Ivor Penn", Presence.APOLOGIES)
            an_entry(Motion, minutes, item="2", text="That the precept be supported", proposer="Ada Finch", votes_for=7)
            an_entry(Resolution, minutes, item="2", number="1", text="Supports the precept.")
            an_entry(Resolution, minutes, item="3", number="1", text="Reads the secret.", access=PaperAccess.EXEMPT)
            db.session.commit()
        yield app


def seats_there() -> list[int]:
    """Give the numbers of the members who sit on the panel."""
    meeting = the_meeting("2026-02-05")

    return [seat.member_id for seat in seats(meeting.body, meeting.date)]


@pytest.fixture
def officer(app: Flask) -> FlaskClient:
    """A browser in which the officer is signed in; forms need no token, as other tests show that they do."""
    return freely(app)
