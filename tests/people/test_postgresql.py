"""What is read by accounts, bodies and subjects is read alike on PostgreSQL."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import delete

from panel import create_app, mail
from panel.accounts.models import User
from panel.accounts.rules import Role
from panel.despatch.models import Sending
from panel.extensions import db
from panel.mail.queries import in_trouble
from panel.members.models import Member
from panel.packs.models import Publication
from panel.people.queries import looked_after, mail_seen, member_of, served_by, serves
from panel.people.rules import Reach
from panel.readers.queries import agenda_for, meetings_of
from tests.accounts.people import an_officer
from tests.builders import a_meeting_with_papers
from tests.traces import a_trace_of_use

EXEMPT = 2
"""Exempt papers of the meeting with papers."""


def test_what_an_account_reaches(tmp_path: Path, postgresql_database: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PANEL_DATABASE_URL", postgresql_database)
    app = create_app(tmp_path)
    with app.app_context():
        db.create_all()
        meeting = a_meeting_with_papers()
        a_trace_of_use(meeting)
        officer = db.session.query(User).filter_by(role=Role.OFFICER).one()
        officer.serves_all = False
        reader = db.session.query(User).filter_by(role=Role.MEMBER).one()
        an_officer(email="another@larkshire.example")
        mail.send("nobody", "x", "invitation", "meeting larkshire 2026-03-19", name="", link="", until="")
        mail.send("nobody", "x", "invitation", "meeting wrenshire 2026-03-19", name="", link="", until="")
        db.session.commit()
        own = served_by(officer)
        assert meeting.body_id in own
        assert {user.role for user in looked_after(own)} == {Role.OFFICER, Role.MEMBER}
        chair = member_of(reader)
        assert isinstance(chair, Member)
        assert meeting in meetings_of(chair)
        assert agenda_for(chair, meeting) == [], "what was published of it has no items"
        db.session.execute(delete(Sending))
        db.session.execute(delete(Publication))
        agenda = agenda_for(chair, meeting)
        assert agenda is not None
        assert sum(paper.exempt for item in agenda for paper in item.papers) == EXEMPT
        assert in_trouble(mail_seen(own)) == 1
        assert in_trouble(mail_seen(Reach(everything=True))) == 2
        with app.test_request_context():
            assert not serves("larkshire"), "nobody is signed in"
        db.session.remove()
        db.drop_all()
        db.engine.dispose()
