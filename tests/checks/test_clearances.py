"""A paper that is sent back, or that somebody has yet to clear, is a finding until it is cleared or answered."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from flask import Flask
from flask.testing import FlaskClient

from panel.accounts.models import User
from panel.accounts.operations import named
from panel.accounts.rules import Role
from panel.commissions.models import Approver, Clearance, Commission
from panel.extensions import db
from panel.papers.models import Paper, PaperStep
from panel.papers.rules import PaperStage
from tests.accounts.people import send
from tests.builders import add
from tests.checks.pages import raw, words
from tests.officers import the_meeting

MEETING = "/desk/larkshire/2026-03-19"
NOW = datetime(2026, 3, 11, 9, tzinfo=UTC)


def asked_to_clear(title: str, *names: str) -> None:
    """Let somebody for Legal and somebody for Finance be asked to clear a paper."""
    paper = db.session.query(Paper).filter_by(title=title).one()
    author = add(User(email="fay@larkshire.example", name="Fay Penny", role=Role.CONTRIBUTOR, created_at=NOW))
    asked = add(Commission(paper_id=paper.id, author_id=author.id, by="Imogen Vale", at=NOW))
    for position, (what, name) in enumerate(zip(("Legal", "Finance"), names, strict=False), 1):
        user = add(User(email=f"{what}@larkshire.example", name=name, role=Role.CONTRIBUTOR, created_at=NOW))
        add(Approver(commission_id=asked.id, position=position, what=what, user_id=user.id))


def sent_back(title: str, by: str) -> None:
    """Have somebody ask for a change of a paper."""
    paper = db.session.query(Paper).filter_by(title=title).one()
    paper.stage, paper.file_name = PaperStage.QUERIED, "update.docx"
    add(PaperStep(paper_id=paper.id, stage=PaperStage.QUERIED, said="Show the sums.", by=by, at=NOW))


def draft() -> None:
    """Take back that the agenda of 19 March is published."""
    meeting = the_meeting("2026-03-19")
    meeting.published, meeting.published_on = False, None


def test_a_paper_that_was_sent_back_stands_at_the_gate_until_it_is_answered(site: Flask, officer: FlaskClient):
    with site.app_context():
        draft()
        asked_to_clear("Update from the Commissioner", "Kim Stone")
        kim = db.session.query(User).filter_by(name="Kim Stone").one()
        sent_back("Update from the Commissioner", named(kim))
        number = db.session.query(Paper).filter_by(title="Update from the Commissioner").one().id
        db.session.commit()
    said = "Item 3, “Update from the Commissioner”: Legal (Kim Stone) asked for a change."
    agenda = raw(officer, f"{MEETING}/agenda")
    assert said in words(agenda)
    assert f'href="{MEETING}/papers/{number}"' in agenda[agenda.index("panel-before") :]
    assert "one sent back" in words(raw(officer, "/desk/"))
    shown = raw(officer, f"{MEETING}/check")
    key = re.search(r'id="finding-(\w+)"[^>]*>\s*<h4[^>]*>Item 3, “Update from the Comm', shown)
    assert key
    before = words(raw(officer, f"{MEETING}/publish"))
    send(officer, f"{MEETING}/check", key=key[1], reason="The Chair has agreed the change.")
    after = words(raw(officer, f"{MEETING}/publish"))
    assert said not in words(raw(officer, f"{MEETING}/agenda"))
    assert before != after  # one less to answer


def test_only_those_who_have_not_cleared_the_file_are_named_and_one_merely_received_waits_for_nobody(
    site: Flask, officer: FlaskClient
):
    with site.app_context():
        draft()
        asked_to_clear("Update from the Commissioner", "Kim Stone", "Leo Hart")
        legal = db.session.query(Approver).filter_by(what="Legal").one()
        file = legal.commission.paper.document_id
        add(Clearance(approver_id=legal.id, document_id=file, by="Kim Stone", at=NOW))
        db.session.commit()
    page = words(raw(officer, f"{MEETING}/agenda"))
    assert "Item 3, “Update from the Commissioner”: Finance (Leo Hart) has not cleared it." in page
    assert "Legal (" not in page
    with site.app_context():
        db.session.query(Paper).filter_by(title="Update from the Commissioner").one().stage = PaperStage.FINAL
        db.session.commit()
    assert "cleared it." not in words(raw(officer, f"{MEETING}/agenda"))
