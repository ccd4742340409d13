"""A meeting that is called off is not offered like the others."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient

from panel.extensions import db
from panel.meetings.rules import MeetingStatus
from tests.officers import the_meeting


def test_a_cancelled_meeting_offers_neither_check_nor_publication(site: Flask, officer: FlaskClient):
    with site.app_context():
        the_meeting("2026-06-18").status = MeetingStatus.CANCELLED
        db.session.commit()
    strips = officer.get("/desk/").text
    assert 'href="/desk/larkshire/2026-06-18/agenda"' in strips
    assert 'href="/desk/larkshire/2026-06-18/check"' not in strips
    assert 'href="/desk/larkshire/2026-06-18/publish"' not in strips
    gate = officer.get("/desk/larkshire/2026-06-18/publish").text
    assert "The meeting is cancelled." in gate
    assert "Compose" not in gate[gate.index("<main") :]
    assert gate.count("panel-dates__row") == 1
    assert 'href="/desk/larkshire/2026-06-18/call-off"' in gate
