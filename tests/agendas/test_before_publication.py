"""What stands before publication, at the top of the agenda: each line leads to where it is put right."""

from __future__ import annotations

import html
import re
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from panel.agendas.models import Item
from panel.agendas.rules import NoReport
from panel.checks.models import LastCheck
from panel.extensions import db
from panel.jobs import Job
from panel.papers.models import AccessDecision, HandedIn, HandedInState, Paper, PaperAccess
from tests.accounts.people import send
from tests.agendas.pages import read, words
from tests.builders import a_paper, add
from tests.officers import the_meeting
from tests.public.site import statements

AGENDA, CHECK = "/desk/larkshire/2026-03-19/agenda", "/desk/larkshire/2026-03-19/check"
NOW = datetime(2026, 3, 12, 8, tzinfo=UTC)


@pytest.fixture
def draft(site: Flask) -> Flask:
    """The agenda of 19 March is not published, a paper of it is asked for, a file of it is being read."""
    with site.app_context():
        meeting = the_meeting("2026-03-19")
        meeting.published, meeting.published_on = False, None
        item = db.session.query(Item).filter_by(meeting_id=meeting.id, number="5").one()
        a_paper(item, "Budget report", asked_of="Head of Finance")
        job = add(Job(name="take in paper", arguments={}, created_at=NOW))
        facts = {"item_id": item.id, "job_id": job.id, "access": PaperAccess.PUBLIC, "by": "Imogen Vale", "at": NOW}
        add(HandedIn(sha256="a" * 64, file_name="late.pdf", title="Late", **facts))
        refused = {"state": HandedInState.REFUSED, "reason": "It is empty."}
        add(HandedIn(sha256="b" * 64, file_name="empty.pdf", title="Empty", **facts, **refused))
        db.session.commit()
    return site


def before(page: str) -> str:
    """The part of the page about publication."""
    return page[page.index('class="panel-before') : page.index("</section>", page.index('class="panel-before'))]


def ways(page: str) -> dict[str, str]:
    """Where each line leads, by the line's words."""
    lines = re.findall(r'<li>([^<]*) <a class="govuk-link panel-before__way" href="([^"]*)"', before(page))
    return {html.unescape(said): html.unescape(link) for said, link in lines}


def test_each_line_leads_to_the_place_where_it_is_put_right(draft: Flask, officer: FlaskClient):
    with draft.app_context():
        item = db.session.query(Item).filter_by(title="Budget monitoring").one().id
        followed = db.session.query(Item).filter_by(title="Dates of meetings").one()
        followed.report, dates = NoReport.TO_FOLLOW, followed.id
        secret = db.session.query(Paper).filter_by(title="Force responses").one().id
        asked = db.session.query(Paper).filter_by(title="Budget report").one().id
        db.session.commit()
    page = read(officer, AGENDA)
    papers = "/desk/larkshire/2026-03-19"
    late = "The agenda is not published, and today, Thursday 12 March 2026, is one working day after the last day"
    found = ways(page)
    assert [(words(f"<main>{each}</main>"), link) for each, link in found.items()] == [
        (next(each for each in found if each.startswith(late)), f"{papers}/publish"),
        ("Item 5: “late.pdf” is still being read.", f"{papers}/agenda/{item}/papers#arriving"),
        (
            "Item 3, Appendix B, “Force responses”, is exempt, and item 3 stands before the resolution to exclude the "
            "public, item 8.",
            f"{papers}/papers/{secret}/access#agenda",
        ),
        (
            "Item 3, Appendix B, “Force responses” is marked exempt, and nobody’s decision is recorded.",
            f"{papers}/papers/{secret}/access",
        ),
        ("Item 5: “empty.pdf” was refused. It is empty.", f"{papers}/agenda/{item}/papers#arriving"),
        ("Item 5, “Budget report” is still to come, asked of Head of Finance.", f"{papers}/papers/{asked}#versions"),
        ("Item 7, “Dates of meetings”: its report is still to come.", f"{papers}/agenda/{dates}/papers"),
    ]
    assert "Stops publication (2)" in words(page)
    assert "To look at (4)" in words(page)
    assert "To answer before publication (1)" in words(page)
    assert {officer.get(link).status_code for link in set(found.values())} == {200}


def test_what_the_check_found_stands_there_until_it_is_answered(draft: Flask, officer: FlaskClient):
    assert "Not checked yet" in words(read(officer, AGENDA))
    shown = officer.get(CHECK).text
    page = words(read(officer, AGENDA))
    assert "Not checked yet" not in page
    assert "Checked at 9am on Thursday 12 March 2026." in page
    missing = "nothing says why the public interest in withholding it outweighs that in disclosing it."
    assert missing in page
    key = re.search(r'id="finding-(\w+)"[^§]*?public interest in', shown[shown.index('id="look"') :])
    assert key
    send(officer, CHECK, key=key[1], reason="It is in the report.")
    assert missing not in words(read(officer, AGENDA))
    with draft.app_context():
        paper = db.session.query(Paper).filter_by(title="Update from the Commissioner").one()
        paper.title = "Update of the Commissioner"
        db.session.commit()
    page = words(read(officer, AGENDA))
    assert "Changed since the check What the check found stands here as it was at 9am" in page
    officer.get(CHECK)
    assert "Changed since the check" not in words(read(officer, AGENDA))
    with draft.app_context():
        assert db.session.query(LastCheck).count() == 1


def test_what_is_in_time_and_clear_says_so(draft: Flask, officer: FlaskClient):
    with draft.app_context():
        meeting = the_meeting("2026-03-19")
        meeting.date = date(2026, 4, 30)
        db.session.query(HandedIn).delete()
        for paper in db.session.query(Paper).filter(
            Paper.title.in_(["Force responses", "Budget report", "Minutes, 5 February 2026"])
        ):
            paper.withdrawn = True
        for item in db.session.query(Item).filter_by(meeting_id=meeting.id):
            item.withdrawn = item.number not in ("2", "7")
        db.session.commit()
    agenda = "/desk/larkshire/2026-04-30/agenda"
    due = "In 41 days The agenda and its reports must be out by Wednesday 22 April 2026. See the days counted"
    assert due in words(read(officer, agenda))
    page = officer.get("/desk/larkshire/2026-04-30/check").text
    while keys := re.findall(r'name="key" value="(\w+)"', page):
        send(officer, "/desk/larkshire/2026-04-30/check", key=keys[0], reason="It stands.")
        page = officer.get("/desk/larkshire/2026-04-30/check").text
    assert "Nothing stands against it" in words(read(officer, agenda))


@pytest.mark.parametrize("day", ["2026-03-19", "2026-02-05"])
def test_of_what_is_out_unchanged_and_of_what_is_past_nothing_is_said(day: str, officer: FlaskClient):
    assert "panel-before" not in read(officer, f"/desk/larkshire/{day}/agenda")


def test_a_decision_that_is_recorded_is_not_asked_for(draft: Flask, officer: FlaskClient):
    with draft.app_context():
        paper = db.session.query(Paper).filter_by(title="Force responses").one()
        facts = {"paragraphs": [3], "reason": "A contract.", "decided_by": "Rufus Thorne", "by": "Imogen Vale"}
        add(AccessDecision(paper_id=paper.id, access=PaperAccess.EXEMPT, decided_on=NOW.date(), at=NOW, **facts))
        db.session.commit()
    assert "nobody’s decision" not in words(read(officer, AGENDA))


def test_a_public_paper_with_an_exempt_papers_file_stops_in_the_words_of_the_gate(draft: Flask, officer: FlaskClient):
    with draft.app_context():
        secret = db.session.query(Paper).filter_by(title="Force responses").one()
        paper = db.session.query(Paper).filter_by(title="Update from the Commissioner").one()
        paper.document_id = secret.document_id
        db.session.commit()
    said = "The file of item 3, “Update from the Commissioner”, which is public, is that of an exempt paper."
    assert said in words(read(officer, AGENDA))


def test_many_papers_and_findings_are_told_with_as_many_questions(draft: Flask, officer: FlaskClient):
    read(officer, AGENDA)
    with statements(draft) as few:
        read(officer, AGENDA)
    with draft.app_context():
        for item in db.session.query(Item).filter_by(meeting_id=the_meeting("2026-03-19").id):
            for letter in "EFGH":
                a_paper(item, f"Paper {letter}", appendix=letter, access=PaperAccess.EXEMPT, exempt_paragraphs=[1])
        db.session.commit()
    with statements(draft) as many:
        assert "more : To look at" in words(read(officer, AGENDA)).replace("more:", "more :")
    assert len(many) == len(few)
