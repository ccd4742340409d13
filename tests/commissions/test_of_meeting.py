"""What is asked for a meeting, on its page and on the desk."""

from __future__ import annotations

import re
from datetime import timedelta

import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel.accounts.keys import feed_key
from panel.accounts.models import User
from panel.extensions import db
from panel.papers.models import PaperAccess
from panel.papers.rules import PaperStage
from tests.accounts.people import EMAIL
from tests.builders import a_document
from tests.commissions.asking import MEETING, a_commission, send
from tests.desk.pages import text
from tests.desk.pages import words as page_words
from tests.officers import signed_in
from tests.public.site import statements

PAGE = f"{MEETING}/commissions"


def test_a_meeting_lists_what_is_asked_and_the_items_for_which_nobody_was(site: Flask, officer: FlaskClient):
    assert "Papers asked for" in text(officer, f"{MEETING}/")
    before = text(officer, PAGE)
    assert "Items without a paper Item 2 Rural crime Ask for a paper : item 2 Item 3 Custody" in before
    assert "Complaints" not in before
    with site.app_context():
        a_commission("Fay Penny")
        row = a_commission(title="Custody visits", number="3")
        row.paper.access = PaperAccess.EXEMPT
        db.session.commit()
    shown = text(officer, PAGE)
    assert "Draft report by Monday 23 March 2026 Report: Rural crime report Item 2, Rural crime" in shown
    assert "With Jo Reeve, who writes it" in shown
    assert "Exempt Report: Custody visits" in shown
    assert "Items without a paper" not in shown


def test_late_papers_are_marked_here_and_stand_among_the_late_on_the_desk(site: Flask, clock: time_machine.Traveller):
    with site.app_context():
        paper = a_commission().paper_id
    clock.shift(timedelta(days=13))
    officer = signed_in(site)
    assert "Late, two days late" in text(officer, PAGE)
    assert "panel-commissioned--late" in officer.get(PAGE).text
    desk = officer.get("/desk/").text
    assert f'href="{MEETING}/papers/{paper}#commission"' in desk
    assert re.search(
        r"Overdue.*Draft report for item 2 \(Jo Reeve\).*Overdue, two days late.*Today", text(officer, "/desk/")
    )


def test_the_desk_shows_the_next_stage_of_each_paper_and_no_title(site: Flask, officer: FlaskClient):
    with site.app_context():
        a_commission(title="Operation Kingfisher")
        key = feed_key(db.session.scalars(select(User).where(User.email == EMAIL)).one())
    shown = text(officer, "/desk/")
    assert "By Monday 23 March 2026 Draft report for item 2 (Jo Reeve)" in shown
    assert "Kingfisher" not in shown
    feed = officer.get(f"/desk/dates/{key}.ics").text.replace("\r\n ", "")
    assert "Draft report for item 2" in feed
    assert "Kingfisher" not in feed


def test_the_desk_shows_what_waits_for_somebody_and_the_meetings_page_dates_to_know_too(
    site: Flask, officer: FlaskClient
):
    with site.app_context():
        row = a_commission()
        row.paper.document_id, row.paper.stage = a_document("rural").id, PaperStage.CLEARED
        db.session.commit()
    assert "Chair’s agenda meeting by Thursday 2 April 2026" in text(officer, PAGE)
    desk = text(officer, "/desk/")
    assert "By Friday 10 April 2026 Final report for item 2 (the officers)" in desk
    assert "Chair’s agenda meeting" not in desk


def test_what_is_empty_says_what_to_do(officer: FlaskClient):
    assert "The agenda has no items yet. Make the agenda" in text(officer, "/desk/larkshire/2026-06-18/commissions")


def test_more_papers_ask_no_more_questions(site: Flask, officer: FlaskClient):
    def asked(address: str) -> int:
        officer.get(address)
        with statements(site) as found:
            assert officer.get(address).status_code == 200
        return len(found)

    with site.app_context():
        a_commission("Fay Penny", "Leo Bard")
    few = asked(PAGE), asked("/desk/")
    with site.app_context():
        for number in range(6):
            a_commission("Fay Penny", "Leo Bard", f"Ada {number}", title=f"Report {number}", author=f"Jo {number}")
    assert (asked(PAGE), asked("/desk/")) == few


def test_what_a_move_does_to_the_stages_is_shown_before_it_is_confirmed(site: Flask, officer: FlaskClient):
    to = {"to-day": "30", "to-month": "4", "to-year": "2026"}
    assert "Draft report" not in page_words(send(officer, f"{MEETING}/move", **to).text)
    with site.app_context():
        a_commission()
    shown = page_words(send(officer, f"{MEETING}/move", **to).text)
    assert "Draft report of papers that were asked for" in shown
    assert "Until now Monday 23 March 2026 Then Monday 30 March 2026 Seven days gained" in shown
