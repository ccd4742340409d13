"""What is asked of somebody stands on their page in the order of what is due; what is not theirs is not found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel.accounts.queries import user_addressed
from panel.accounts.rules import Role
from panel.commissions.models import Enclosure, ReportTimetable
from panel.commissions.queries import stages_of_each, timetables_of
from panel.extensions import db
from panel.meetings.models import Meeting, MeetingStatus
from panel.papers.models import PaperAccess, PaperVersion
from panel.papers.rules import PaperStage
from tests.accounts.people import EMAIL
from tests.builders import a_meeting, a_paper, add, an_item
from tests.commissions.asked.people import ASKED, FINN, LEE, ROBIN, WREN, ask_for, the_commission, the_meeting
from tests.desk.pages import text, the_panel
from tests.public.site import statements

PAGE = "/asked/1"
Browser = Callable[[str], FlaskClient]


def test_who_is_asked_nothing_is_told_so(browser: Browser):
    assert "Nothing is asked of you at present." in text(browser(ROBIN), "/asked/")


def test_what_is_due_next_stands_first_and_what_is_with_others_apart(site: Flask, author: FlaskClient):
    with site.app_context():
        wren, finn = user_addressed(WREN), user_addressed(FINN)
        for number, (day, title) in enumerate(((date(2026, 3, 26), "Late"), (date(2026, 7, 9), "Later")), start=2):
            meeting = a_meeting(the_panel(), day)
            assert ask_for(an_item(meeting, "1", title), wren, title=title) == number
        ask_for(an_item(the_meeting(), "5", "Estates"), finn, ("Law", wren), title="Estates strategy")
        ask_for(an_item(a_meeting(the_panel(), date(2026, 1, 8)), "1", "Past"), wren, title="A past paper")
        db.session.commit()
    said = text(author, "/asked/")
    order = ["For you to do", "Late", "Budget report", "Later", "With others", "Estates strategy", "For past meetings"]
    found = [said.index(words) for words in (*order, "A past paper")]
    assert found == sorted(found)
    assert "By Wednesday 25 February 2026 Late Write it, and hand it in." in said
    assert said.count("Overdue") == 1
    assert "Its author, Finn Cole, is still to hand it in." in said


def test_whoever_clears_it_sees_it_as_theirs_when_it_is_here(site: Flask, finance: FlaskClient, legal: FlaskClient):
    assert "For you to do Nothing now." in text(finance, "/asked/")
    with site.app_context():
        paper = the_commission().paper
        paper.document_id, paper.stage = 1, PaperStage.RECEIVED
        db.session.commit()
    assert "Read it, and clear it for Finance." in text(finance, "/asked/")
    assert "It is with Finn Cole, who clears it for Finance." in text(legal, "/asked/")


@pytest.mark.parametrize("email", [WREN, FINN, LEE])
def test_author_and_approvers_open_an_exempt_paper(email: str, site: Flask, browser: Browser):
    with site.app_context():
        the_commission().paper.access = PaperAccess.EXEMPT
        db.session.commit()
    said = text(browser(email), PAGE)
    assert "Exempt" in said
    assert "Do not pass on what is in it." in said


@pytest.mark.parametrize("email", [ROBIN, EMAIL])
def test_what_was_asked_of_others_is_not_found(email: str, browser: Browser, author: FlaskClient):
    client = browser(email)
    for address in (PAGE, f"{PAGE}/template.docx", f"{PAGE}/papers/1/versions/1.pdf"):
        assert client.get(address).status_code == 404
    assert author.get("/asked/99").status_code == 404
    assert author.get(f"/asked/{2**40}").status_code == 404


def test_what_is_called_back_is_not_found_any_more(site: Flask, author: FlaskClient):
    with site.app_context():
        the_commission().called_back = True
        db.session.commit()
    assert author.get(PAGE).status_code == 404


def test_an_officer_who_is_asked_finds_it_from_their_account(site: Flask, browser: Browser):
    officer = browser(EMAIL)
    assert "/asked/" not in officer.get("/account").text
    with site.app_context():
        the_commission().approvers[0].user_id = user_addressed(EMAIL).id
        assert user_addressed(EMAIL).role is Role.OFFICER
        db.session.commit()
    assert 'href="/asked/"' in officer.get("/account").text
    assert "Budget report" in text(officer, "/asked/")
    assert "Finance Imogen Vale (you) Waits" in text(officer, PAGE)


def test_the_bodys_own_timetable_counts_from_its_day_on(site: Flask, author: FlaskClient):
    stages = [{"name": "Everything", "days": 20, "awaits": "file"}]
    with site.app_context():
        body = the_panel()
        add(ReportTimetable(body_id=body.id, since=date(2026, 1, 1), stages=stages, by="x", at=ASKED))
        later = [{"name": "Not yet", "days": 1, "awaits": "file"}]
        add(ReportTimetable(body_id=body.id, since=date(2026, 9, 1), follows=1, stages=later, by="x", at=ASKED))
        db.session.commit()
    said = text(author, PAGE)
    assert "Everything Tuesday 12 May 2026" in said
    assert "Larkshire Police and Crime Panel: report timetable from 1 January 2026" in said


def test_a_meeting_whose_bank_holidays_nobody_knows_has_no_days_and_still_a_page(site: Flask, author: FlaskClient):
    with site.app_context():
        the_commission().paper.item.meeting.date = date(2046, 6, 14)
        db.session.commit()
    assert "no day can be counted" in text(author, PAGE)
    assert "No day is set" in text(author, "/asked/")


@pytest.mark.parametrize("status", [MeetingStatus.CANCELLED, MeetingStatus.POSTPONED])
def test_for_a_meeting_that_is_called_off_nothing_is_late(status: MeetingStatus, site: Flask, author: FlaskClient):
    with site.app_context():
        meeting = the_commission().paper.item.meeting
        meeting.date, meeting.status = date(2026, 3, 26), status
        db.session.commit()
    said = text(author, PAGE)
    assert f"The meeting is {status.value} . Ask the officer whether the paper is still wanted" in said
    assert "Overdue" not in said + text(author, "/asked/")
    assert f"Meeting {status.value}" in text(author, "/asked/")


def test_the_number_of_queries_does_not_grow_with_what_is_asked(site: Flask, author: FlaskClient):
    counts = []
    for turn in range(2):
        with statements(site) as asked:
            author.get("/asked/")
        counts.append(len(asked))
        with site.app_context():
            wren, finn = user_addressed(WREN), user_addressed(FINN)
            for each in range(4):
                meeting = a_meeting(the_panel(), date(2026, 7 + turn, 2 + each))
                ask_for(an_item(meeting, "1", "Item"), wren, ("Finance", finn), ("Legal", finn))
            db.session.commit()
    with statements(site) as asked:
        author.get("/asked/")
    assert counts[1] == len(asked)
    assert counts[0] == counts[1]


def test_the_number_of_queries_of_a_paper_does_not_grow_with_its_appendices(site: Flask, author: FlaskClient):
    counts = []
    for turn in range(3):
        with statements(site) as asked:
            author.get(PAGE)
        counts.append(len(asked))
        with site.app_context():
            paper = the_commission().paper
            paper.document_id = 1
            for each in range(3):
                added = a_paper(paper.item, "Appendix", None, appendix=f"{'ABC'[turn]}{'ABC'[each]}")
                add(Enclosure(commission_id=1, paper_id=added.id))
                for number in (1, 2):
                    add(
                        PaperVersion(
                            paper_id=added.id, number=number, document_id=1, file_name="a.pdf", by="Wren", at=ASKED
                        )
                    )
            db.session.commit()
    assert counts[1] == counts[2]


def test_timetables_and_stages_are_the_same_for_many_meetings_as_for_one(site: Flask):
    with site.app_context():
        meetings = db.session.scalars(select(Meeting)).all()
        together = stages_of_each(meetings)
        assert together.keys() == timetables_of(meetings).keys() == {meeting.id for meeting in meetings}
        for meeting in meetings:
            assert together[meeting.id] == stages_of_each([meeting])[meeting.id]
