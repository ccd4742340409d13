"""What was recorded at the meeting of 5 February 2026, for tests of its minutes."""

from __future__ import annotations

from datetime import time

from flask import Flask

from panel.agendas.rules import ItemKind
from panel.extensions import db
from panel.members.queries import seats
from panel.minutes.models import Motion, Resolution
from panel.minutes.rules import Presence
from panel.papers.models import PaperAccess
from tests.builders import an_entry, an_item, minutes_of, somebody_there
from tests.officers import the_meeting


def record_the_meeting(app: Flask) -> None:
    """Put the meeting's items on its agenda, and on its record who was there, what was moved and resolved."""
    with app.app_context():
        meeting = the_meeting("2026-02-05")
        an_item(meeting, "1", "Minutes", ItemKind.MINUTES)
        an_item(meeting, "2", "Precept")
        an_item(meeting, "3", "Response times")
        minutes = minutes_of(meeting, presided="Councillor Ada Finch", rose=time(12, 18))
        chair = seats(meeting.body, meeting.date)[0].member_id
        somebody_there(minutes, "Councillor Ada Finch", member_id=chair)
        somebody_there(minutes, "Mr Ivor Penn", Presence.APOLOGIES)
        an_entry(Motion, minutes, item="2", text="That the precept be supported", proposer="Ada Finch", votes_for=7)
        an_entry(Resolution, minutes, item="2", number="1", text="Supports the precept.")
        an_entry(Resolution, minutes, item="3", number="1", text="Reads the secret.", access=PaperAccess.EXEMPT)
        db.session.commit()
