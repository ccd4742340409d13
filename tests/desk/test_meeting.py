"""An officer's page of a meeting: its dates, its agenda as it stands, and who is needed that day."""

from __future__ import annotations

import re
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from panel.documents.models import DocumentState
from panel.extensions import db
from panel.procedure.models import RulesOfProcedure
from panel.recommendations.models import Letter
from tests.builders import a_document, a_meeting, a_member, a_paper, add, an_item
from tests.desk.pages import MEETING, text, the_panel, words
from tests.officers import the_meeting
from tests.public.site import statements


def test_a_meeting_shows_every_date_with_its_authority_and_how_it_stands(officer: FlaskClient):
    page = text(officer, f"{MEETING}/")
    assert "Wednesday 11 March 2026 Publish the agenda and its reports Local Government Act 1972" in page
    assert "Published on 9 March 2026" in page
    assert "Monday 16 March 2026 Receive public questions in writing The body’s rules of procedure In four days" in page
    assert "Its dates are counted from its new day" in page
    assert "moved from Thursday 26 March 2026" in page


def test_a_meeting_shows_its_agenda_as_it_stands_with_every_file_at_hand(site: Flask, officer: FlaskClient):
    page = officer.get(f"{MEETING}/").get_data(as_text=True)
    said = words(page)
    assert "3 Commissioner’s update Update from the Commissioner" in said
    assert "Exempt Appendix B: Force responses kingfisher-RESTRICTED.docx" in said
    assert "Appendix A: Work programme 2026 Set from the records" in said
    assert "5 Budget monitoring To follow" in said
    links = re.findall(r'href="(/desk/papers/\d+\.pdf)"', page)
    assert len(links) == 5
    assert {officer.get(link).mimetype for link in links} == {"application/pdf"}
    assert {site.test_client().get(link).status_code for link in links} == {303}


def test_a_draft_shows_its_agenda_to_officers_and_says_which_file_was_refused(site: Flask, officer: FlaskClient):
    with site.app_context():
        item = an_item(the_meeting("2026-06-18"), "1", "Budget")
        refused = a_document("refused", state=DocumentState.REFUSED, prepared_sha256=None)
        a_paper(item, "Budget report", refused, file_name="budget.docx")
        db.session.commit()
    page = officer.get("/desk/larkshire/2026-06-18/").get_data(as_text=True)
    assert "1 Budget Budget report budget.docx, refused: hand it in again" in words(page)
    assert ".pdf" not in page


def test_a_meeting_without_an_agenda_says_what_to_do(officer: FlaskClient):
    assert "No agenda is recorded yet. Make the agenda , or import its meeting folder." in text(
        officer, "/desk/larkshire/2026-06-18/"
    )


@pytest.mark.parametrize("path", [f"{MEETING}/", f"{MEETING}/dates/notice", "/desk/larkshire/year/2026"])
def test_a_page_asks_the_database_as_often_however_much_there_is(path: str, site: Flask, officer: FlaskClient):
    asked = []
    for first, count in ((1, 1), (2, 5)):
        with site.app_context():
            meeting = the_meeting("2026-03-19")
            for number in range(first, first + count):
                item = an_item(meeting, f"{number + 30}", "A report")
                a_paper(item, "A report", a_document(f"{number}"), file_name=f"{number}.docx")
                a_member(the_panel(), f"Councillor {number}", number + 10)
                other = a_meeting(the_panel(), date(2026, number, 27))
                for each in (meeting, other):
                    add(Letter(meeting_id=each.id, to="Una Marsh", sent=each.date, answer_due=date(2026, 12, 30)))
            db.session.commit()
        with statements(site) as recorded:
            assert officer.get(path).status_code == 200
        asked.append(len(recorded))
    assert asked[0] == asked[1]


def test_a_meeting_says_who_is_needed_that_day(site: Flask, officer: FlaskClient):
    with site.app_context():
        db.session.query(RulesOfProcedure).one().rules = {"quorum": {"count": 2}}
        db.session.commit()
    page = text(officer, f"{MEETING}/")
    assert "Members 3: 2 councillors and 1 co-opted" in page
    assert "Quorum Two of the three who are members on 19 March 2026" in page
    assert "Votes for a veto Two of the three" in page
    assert "Composition To look at" in page


def test_a_meeting_that_was_called_off_says_so_and_has_no_dates(officer: FlaskClient):
    page = text(officer, "/desk/larkshire/2026-09-17/")
    assert "This meeting is cancelled: it sets no dates running." in page
    assert "Publish the agenda" not in page


def test_a_meetings_old_address_leads_to_its_new_one(officer: FlaskClient):
    answer = officer.get("/desk/larkshire/2026-03-26/dates/notice")
    assert (answer.status_code, answer.location) == (302, f"{MEETING}/dates/notice")


def test_a_closed_meeting_is_open_to_an_officer(officer: FlaskClient):
    page = text(officer, "/desk/larkshire/2026-02-26/")
    assert "The Annexe" in page
    assert "Receive public questions" not in page


def test_a_meeting_of_the_past_without_a_publication_is_not_overdue(site: Flask, officer: FlaskClient):
    page = text(officer, "/desk/larkshire/2026-02-05/")
    assert "Publish the agenda" in page
    assert "Overdue" not in page


@pytest.mark.parametrize("path", ["/", "/dates/notice"])
def test_a_meeting_beyond_the_bank_holidays_says_so(path: str, site: Flask, officer: FlaskClient):
    with site.app_context():
        a_meeting(the_panel(), date(2036, 3, 19))
        db.session.commit()
    page = text(officer, f"/desk/larkshire/2036-03-19{path}")
    assert "The bank holidays are known from 2000 to 2035" in page
    assert "Its dates cannot be counted" in text(officer, "/desk/")
