"""What is asked, changed and reminded is so on PostgreSQL too."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine

from panel import create_app
from panel.commissions.officers_queries import approvers_lately, asked_before, stages_if
from panel.commissions.operations import adopt_timetable, as_seen, ask_again, call_back, change, clear_for
from panel.commissions.queries import asked_of
from panel.commissions.rules import STANDARD
from panel.desk.queries import what_is_due
from panel.extensions import db
from panel.papers.rules import PaperStage
from panel.procedure.queries import in_force
from tests.builders import a_body, a_document, a_meeting, an_item
from tests.commissions.asking import a_commission, mail
from tests.mail.servers import work


def test_a_papers_way(tmp_path: Path, postgresql_database: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PANEL_DATABASE_URL", postgresql_database)
    app = create_app(tmp_path)
    with time_machine.travel(datetime(2026, 3, 12, 9, tzinfo=UTC)) as clock, app.app_context():
        db.create_all()
        body = a_body()
        meeting = a_meeting(body, date(2026, 4, 23))
        an_item(meeting, "2", "Rural crime")
        row = a_commission("Fay Penny", "Leo Bard")
        adopt_timetable(body, date(2026, 4, 1), STANDARD, 2, follows=0, actor="A test")
        db.session.commit()
        clock.move_to(datetime(2026, 3, 19, 8, 5, tzinfo=UTC))
        for _ in range(2):
            work()
        assert [message.to for message in mail()] == ["jo.reeve@larkshire.example"]
        row.paper.document_id, row.paper.stage = a_document("rural").id, PaperStage.RECEIVED
        fay, leo = row.approvers
        clear_for(row, fay, "Fine", actor="A test")
        turned = [("Leo", leo.user), ("Fay", fay.user)]
        assert change(row, as_seen(row), row.author, "Shorter", turned, actor="A test")
        assert [each.what for each in row.approvers] == ["Leo", "Fay"]
        assert call_back(row, actor="A test")
        assert ask_again(row, actor="A test")
        assert {user.name for user in asked_before(body)} == {"Jo Reeve", "Fay Penny", "Leo Bard"}
        assert len(approvers_lately(body)) == 2
        assert [each.id for each in asked_of(row.author)] == [row.id]
        assert len(stages_if(meeting, date(2026, 4, 30), in_force(body, date(2026, 4, 30)))) == 5
        dues = what_is_due([body], date(2026, 3, 19)).dues
        assert [due.page[1]["paper"] for due in dues if due.page] == [row.paper_id]
        db.session.rollback()
        db.engine.dispose()
