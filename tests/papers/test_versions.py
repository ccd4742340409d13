"""One paper: its file and those before it, its title, and how far it has come."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from panel.audit.models import AuditEntry
from panel.documents.models import DocumentState
from panel.documents.queries import prepared_file
from panel.documents.store import Store
from panel.extensions import db
from panel.papers.models import HandedIn, Paper, PaperAccess, PaperStep, PaperVersion
from panel.papers.rules import PaperStage
from tests.accounts.people import send
from tests.desk.pages import text, words
from tests.papers.conftest import HandIn
from tests.papers.pages import MEETING, report, token

ReadIn = Callable[[], None]
Papers = Callable[[], list[Paper]]


@pytest.fixture
def paper(site: Flask, hand_in: HandIn, read_in: ReadIn, papers: Papers) -> str:
    """The address of a paper with one version."""
    hand_in(("first.pdf", report("one")))
    read_in()
    with site.app_context():
        return f"{MEETING}/papers/{papers()[0].id}"


@pytest.fixture
def replace(officer: FlaskClient, paper: str, read_in: ReadIn) -> Callable[..., TestResponse]:
    """Hand in another file for the paper, and let it be read."""

    def hand(name: str, content: bytes, note: str = "", page: str = paper) -> TestResponse:
        data = {"csrf_token": token(officer, page), "note": note, "file": (BytesIO(content), name)}
        answer = officer.post(f"{page}/replace", data=data)
        read_in()
        return answer

    return hand


def test_a_new_file_keeps_the_former_and_one_can_go_back(
    site: Flask, officer: FlaskClient, paper: str, replace: Callable[..., TestResponse], papers: Papers
):
    assert replace("second.pdf", report("two"), "New figures").status_code == 303
    page = text(officer, paper)
    assert "Version 2 , the one that counts second.pdf, 1 page · Imogen Vale" in page
    assert "· New figures" in page
    assert "Version 1 first.pdf, 1 page" in page
    first, second = (officer.get(f"{paper}/versions/{number}.pdf").data for number in (1, 2))
    assert first != second
    send(officer, f"{paper}/versions/1", paper)
    assert "The file of version 1 stands for the paper again." in text(officer, paper)
    send(officer, f"{paper}/versions/1", paper)
    page = text(officer, paper)
    assert "Version 3 , the one that counts first.pdf" in page
    assert officer.get(f"{paper}/versions/3.pdf").data == first
    with site.app_context():
        assert [row.number for row in db.session.scalars(select(PaperVersion))] == [1, 2, 3]
        (row,) = papers()
        assert row.file_name == "first.pdf"
        assert row.document
        assert prepared_file(Store.of_app(), row.document).pdf.read_bytes() == first


def test_a_public_papers_new_file_is_asked_about_where_its_name_says_restricted(
    site: Flask, officer: FlaskClient, paper: str
):
    data = {"csrf_token": token(officer, paper), "note": "New"}
    sent = {"file": (BytesIO(report("two")), "second RESTRICTED.pdf")}
    page = officer.post(f"{paper}/replace", data=data | sent).get_data(as_text=True)
    assert "“second RESTRICTED.pdf” says “RESTRICTED” in its name. This paper is for everybody." in words(page)
    assert "Here already, so you need not choose it again: second RESTRICTED.pdf" in words(page)
    carried = dict(re.findall(r'name="(kept|asked)" value="([^"]*)"', page))
    # A script is told what it was asked about, so that its second try goes through.
    again = {"file": (BytesIO(report("two")), "second RESTRICTED.pdf")}
    told = officer.post(f"{paper}/replace", data=data | again, headers={"Accept": "application/json"}).get_json()
    assert told["asked"] == carried["asked"] == "second RESTRICTED.pdf"
    with site.app_context():
        assert db.session.query(HandedIn).filter_by(file_name="second RESTRICTED.pdf").count() == 0
    # Neither is the file lost where the note is too long.
    page = officer.post(f"{paper}/replace", data=data | carried | {"note": "x" * 300}).get_data(as_text=True)
    carried = dict(re.findall(r'name="(kept|asked)" value="([^"]*)"', page))
    assert officer.post(f"{paper}/replace", data=data | carried).status_code == 303
    with site.app_context():
        assert db.session.query(HandedIn).filter_by(file_name="second RESTRICTED.pdf").one().access == "public"


def test_the_same_file_again_is_no_new_version(
    site: Flask, replace: Callable[..., TestResponse], officer: FlaskClient, paper: str
):
    answer = replace("again.pdf", report("one"))
    assert "this file is here already" in words(answer.get_data(as_text=True))
    assert "<title>Error: " in answer.get_data(as_text=True)
    with site.app_context():
        assert len(db.session.scalars(select(PaperVersion)).all()) == 1


def test_a_file_that_is_refused_leaves_the_paper_as_it_was(
    site: Flask, officer: FlaskClient, paper: str, replace: Callable[..., TestResponse], papers: Papers
):
    replace("broken.pdf", b"no pdf at all")
    page = text(officer, paper)
    assert "broken.pdf Refused" in page
    with site.app_context():
        assert papers()[0].file_name == "first.pdf"
        assert papers()[0].can_be_opened


def test_a_paper_that_came_before_versions_were_kept_keeps_its_file(
    site: Flask, officer: FlaskClient, replace: Callable[..., TestResponse]
):
    page = f"{MEETING}/papers/2"
    replace("update.pdf", report("newer"), page=page)
    told = text(officer, page)
    assert "Version 2 , the one that counts update.pdf" in told
    assert "Version 1 Handed in, 3 pages · brought in before versions were kept, Monday 2 March 2026, 9am" in told
    assert officer.get(f"{page}/versions/1.pdf").status_code == 200
    with site.app_context():
        former = db.session.scalars(
            select(PaperVersion).where(PaperVersion.paper_id == 2, PaperVersion.number == 1)
        ).one()
        former.document.state, former.document.prepared_sha256 = DocumentState.REFUSED, None
        db.session.commit()
    assert officer.get(f"{page}/versions/1.pdf").status_code == 404


def test_one_cannot_go_back_to_a_file_that_is_exempt_by_now(
    site: Flask, officer: FlaskClient, paper: str, replace: Callable[..., TestResponse], papers: Papers
):
    replace("copy.pdf", report("two"))
    with site.app_context():
        (row,) = papers()
        exempt = db.session.scalars(select(Paper).where(Paper.access == PaperAccess.EXEMPT)).one()
        former = db.session.scalars(select(PaperVersion).where(PaperVersion.number == 1)).one()
        exempt.document_id = former.document_id
        db.session.commit()
        until_now = row.document_id
    send(officer, f"{paper}/versions/1", paper)
    assert "This is the very file of an exempt paper of this meeting." in text(officer, paper)
    with site.app_context():
        assert papers()[0].document_id == until_now


def test_a_paper_is_queried_cleared_and_final_with_name_and_time(
    site: Flask, officer: FlaskClient, under: str, paper: str, replace: Callable[..., TestResponse], papers: Papers
):
    def mark(seen: str, then: str, said: str = "") -> str:
        answer = send(officer, f"{paper}/stage", paper, seen=seen, then=then, said=said)
        return words(answer.get_data(as_text=True)) if answer.status_code == 200 else ""

    assert "Write what the author is asked to change or explain." in mark("received", "queried")
    assert not mark("received", "queried", "Which year is it?")
    page = text(officer, paper)
    assert "Queried Which year is it? Imogen Vale" in page
    assert "Thursday 12 March 2026, 9am" in page
    assert "Queried" in text(officer, under)
    assert not mark("queried", "cleared")
    assert "Look at how it stands now." in mark("queried", "cleared")
    assert not mark("cleared", "final")
    assert "cannot become" in mark("final", "received")
    replace("second.pdf", report("two"))
    with site.app_context():
        (row,) = papers()
        assert row.stage is PaperStage.RECEIVED
        stages = [step.stage.value for step in db.session.scalars(select(PaperStep).order_by(PaperStep.id))]
        assert stages == ["queried", "cleared", "final", "received"]
        verbs = [entry.verb for entry in db.session.scalars(select(AuditEntry)) if entry.verb.startswith("mark")]
        assert verbs == ["mark queried", "mark cleared", "mark final", "mark received"]


def test_a_paper_gets_another_title_and_letter(site: Flask, officer: FlaskClient, paper: str, papers: Papers):
    send(officer, f"{paper}/title", paper, seen="Report: First", title=" Budget   report ", letter="b")
    assert "The title is changed." in text(officer, paper)
    wrong = send(officer, f"{paper}/title", paper, seen="B: Budget report", title="", letter="B1")
    assert "Enter the paper’s title as the agenda prints it." in words(wrong.get_data(as_text=True))
    assert "Enter one or two capital letters" in words(wrong.get_data(as_text=True))
    late = send(officer, f"{paper}/title", paper, seen="Report: First", title="Mine", letter="").get_data(as_text=True)
    assert "Somebody else changed it meanwhile: it is “B: Budget report” now." in words(late)
    assert 'value="Mine"' in late
    with site.app_context():
        assert [(row.title, row.appendix) for row in papers()] == [("Budget report", "B")]
