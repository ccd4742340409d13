"""A site with meetings of every kind in it."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from panel.extensions import db
from panel.meetings.models import MeetingStatus, Move
from panel.procedure.models import BodyKind
from tests.builders import a_body, a_meeting, add
from tests.public.site import make_site


@pytest.fixture
def site(tmp_path: Path) -> Flask:
    """A panel and a working group, whose meetings are past, coming, cancelled, moved, closed and untimed."""
    app = make_site(tmp_path)
    with app.app_context():
        panel = a_body()
        group = a_body(slug="budget", name="Budget Working Group", kind=BodyKind.WORKING_GROUP, parent_id=panel.id)
        a_meeting(panel, date(2017, 2, 3), uid="past", status=MeetingStatus.HELD)
        a_meeting(panel, date(2026, 1, 15), uid="winter", published=True, published_on=date(2026, 1, 7))
        a_meeting(panel, date(2026, 7, 16), uid="summer", venue="Shire Hall, Larkford; room 2")
        a_meeting(panel, date(2026, 9, 17), uid="off", status=MeetingStatus.CANCELLED, sequence=1)
        a_meeting(panel, date(2026, 10, 15), uid="later", status=MeetingStatus.POSTPONED, sequence=1)
        moved = a_meeting(panel, date(2026, 11, 19), uid="moved", sequence=1)
        add(Move(meeting_id=moved.id, moved_from=date(2026, 11, 12)))
        a_meeting(panel, date(2026, 12, 10), uid="untimed", start=None, venue="")
        a_meeting(
            panel,
            date(2026, 3, 5),
            uid="closed",
            closed=True,
            note="Panel development",
            start=time(14),
            venue="Annexe",
        )
        a_meeting(group, date(2026, 2, 5), uid="group")
        db.session.commit()
    return app


@pytest.fixture
def client(site: Flask) -> FlaskClient:
    """Somebody who has not signed in."""
    return site.test_client()
