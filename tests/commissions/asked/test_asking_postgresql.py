"""What authors and approvers see and do is so on PostgreSQL too."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from panel import create_app
from panel.commissions.asked import task_addressed, tasks_of
from panel.commissions.clearing import ask_to_change, clear, seen_of
from panel.commissions.queries import is_asked
from panel.extensions import db
from panel.papers.operations import take_back
from panel.papers.rules import PaperStage
from tests.builders import a_body, a_document, a_meeting, an_item
from tests.commissions.asked.people import FINN, ROBIN, WREN, a_contributor, ask_for, the_commission


def test_a_paper_goes_to_and_fro(tmp_path: Path, postgresql_database: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PANEL_DATABASE_URL", postgresql_database)
    app = create_app(tmp_path)
    with app.test_request_context():
        db.create_all()
        item = an_item(a_meeting(a_body(), date(2026, 6, 18)), "4", "Budget")
        wren, finn, robin = (a_contributor(email, email) for email in (WREN, FINN, ROBIN))
        number = ask_for(item, wren, ("Finance", finn))
        row, today = the_commission(number), date(2026, 3, 12)
        row.paper.document_id, row.paper.stage = a_document("budget").id, PaperStage.RECEIVED
        db.session.flush()
        assert [is_asked(user) for user in (wren, finn, robin)] == [True, True, False]
        assert [task.theirs for user in (wren, finn) for task in tasks_of(user, today)] == [False, True]
        assert task_addressed(robin, number, today) is None
        (turn,) = row.approvers
        ask_to_change(turn, seen_of(row), "Which year?", str, actor="A test")
        assert tasks_of(wren, today)[0].to_write
        assert take_back(row.paper, "", actor="A test")
        assert clear(turn, seen_of(row), "", str, actor="A test") is None
        assert row.paper.stage is PaperStage.CLEARED
        db.session.rollback()
        db.engine.dispose()
