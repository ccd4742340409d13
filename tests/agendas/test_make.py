"""An agenda is made with one button from what the records hold; nothing is typed twice."""

from __future__ import annotations

from datetime import date

from flask import Flask
from flask.testing import FlaskClient

from panel.agendas.models import StandingItem
from panel.agendas.rules import ItemKind
from panel.extensions import db
from panel.minutes.models import Confirmation
from panel.papers.models import Paper
from panel.procedure.models import Body, BodyKind
from panel.recommendations.models import Progress, Recommendation
from panel.work_programme.models import ProgrammeItem, Section
from tests.agendas.pages import DRAFT, an_agenda, item, on_it, press, read, trail, words
from tests.builders import a_meeting, a_question, add, an_entry, minutes_of
from tests.officers import the_meeting

MAKE = f"{DRAFT}/make"
MADE = [
    "1 General",
    "1(1) Apologies for Absence",
    "1(2) Members’ Disclosures of Pecuniary and Non-Pecuniary Interests",
    "1(3) Chair’s Announcements",
    "1(4) Minutes of the Previous Meeting",
    "2 Public Question Time",
    "3 Police and Crime Commissioner Update Report",
    "4 Rural crime",
    "5 Budget Working Group: Report of 16 April 2026",
    "6 Complaints",
    "7 Work Programme",
    "8 Dates of Meetings",
    "9 Any Urgent Items",
    "10 Reports Containing Confidential or Exempt Information",
]


def records(site: Flask) -> None:
    """What the records hold besides: confirmed minutes, a question, a log."""
    with site.app_context():
        held = the_meeting("2026-02-05")
        an_entry(Confirmation, minutes_of(the_meeting("2026-03-19")), earlier=held.date)
        a_question(the_meeting("2026-06-18"), "Ivy Nash", "When?", date(2026, 6, 1))
        facts = {"raised": held.date, "text": "Publish more", "status": Progress.IN_PROGRESS}
        add(Recommendation(body_id=held.body_id, position=1, **facts))
        others = (("Not now", date(2026, 9, 17)), ("work PROGRAMME", date(2026, 6, 18)))
        for position, (title, day) in enumerate(others, start=2):
            facts = {"section": Section.SCHEDULED, "meeting": day, "item": title, "detail": ""}
            add(ProgrammeItem(body_id=held.body_id, position=position, **facts))
        programme = db.session.query(ProgrammeItem).filter_by(item="Rural crime").one()
        programme.detail = "To consider: ; thefts; ; fires ;"
        db.session.commit()


def test_what_would_be_made_is_shown_with_where_it_comes_from(officer: FlaskClient, site: Flask):
    records(site)
    shown = words(read(officer, MAKE))
    assert "keeps no order of business of its own yet" in shown
    assert "4 Rural crime To consider: thefts; fires From: Work programme: due at this meeting · To follow" in shown
    assert "From: Working group: met on 16 April 2026 · To follow" in shown
    assert "To confirm the minutes of the meeting held on 19 March 2026." in shown
    assert "2 Public Question Time From: Order of business; one question accepted" in shown
    assert "Appendix A: Work Programme, set from the records" in shown
    assert "Appendix B: Recommendations and Actions Log, set from the records" in shown
    assert "Not now" not in shown
    assert on_it(site) == []


def test_an_agenda_is_made_whole_and_taken_back(officer: FlaskClient, site: Flask):
    records(site)
    answer = press(officer, MAKE, read(officer, MAKE), "Make this agenda")
    assert on_it(site) == MADE
    page = read(officer, answer.location)
    assert "The agenda was made, with" in words(page)
    assert "Ivy Nash: When?" in words(page)
    with site.app_context():
        drawn = db.session.query(Paper).filter_by(item_id=item(site, "Work Programme")).order_by(Paper.position)
        assert [(row.appendix, row.drawn.value if row.drawn else "") for row in drawn] == [
            ("A", "work programme"),
            ("B", "recommendations log"),
        ]
    assert ("item 4 of larkshire 2026-06-18", "Work programme: due at this meeting") in [
        (what, detail["source"]) for _who, what, detail in trail(site, "draft")
    ]
    assert "History" in page
    undone = read(officer, press(officer, MAKE, page, ">Undo<").location)
    assert "This meeting has no agenda yet." in words(undone)
    with site.app_context():
        assert db.session.query(Paper).filter_by(item_id=item(site, "Work Programme"), withdrawn=False).count() == 0
    # Made again, it is made of the same records.
    press(officer, MAKE, read(officer, MAKE), "Make this agenda")
    assert on_it(site) == MADE


def test_an_agenda_that_was_worked_on_is_not_taken_back(officer: FlaskClient, site: Flask):
    made = read(officer, press(officer, MAKE, read(officer, MAKE), "Make this agenda").location)
    before = on_it(site)
    opened = read(officer, f"{DRAFT}?edit={item(site, 'General')}")
    press(officer, DRAFT, opened, 'value="save"', title="Opening")
    answer = press(officer, MAKE, made, ">Undo<")
    assert "worked on since it was made" in words(read(officer, answer.location))
    assert on_it(site) == ["1 Opening", *before[1:]]


def test_an_agenda_is_made_once(officer: FlaskClient, site: Flask):
    page = read(officer, MAKE)
    press(officer, MAKE, page, "Make this agenda")
    made = on_it(site)
    again = press(officer, MAKE, page, "Make this agenda")
    assert "This meeting has an agenda already." in words(read(officer, again.location))
    assert on_it(site) == made
    assert officer.get(MAKE).location.endswith(DRAFT)


def test_a_body_s_own_order_of_business_is_followed_and_says_what_waits(officer: FlaskClient, site: Flask):
    with site.app_context():
        body = the_meeting("2026-06-18").body
        lines = (
            ("Welcome", ItemKind.ANNOUNCEMENTS, 0, False),
            ("Questions", ItemKind.PUBLIC_QUESTIONS, 0, True),
            ("Notes", ItemKind.MINUTES, 1, False),
            ("Close", ItemKind.URGENT, 0, False),
        )
        for position, (title, kind, depth, waits) in enumerate(lines):
            facts = {"title": title, "kind": kind, "depth": depth, "when_needed": waits}
            add(StandingItem(body_id=body.id, position=position, **facts))
        db.session.commit()
    page = read(officer, MAKE)
    assert "Questions: no question was accepted." in words(page)
    press(officer, MAKE, page, "Make this agenda")
    assert on_it(site) == [
        "1 Welcome",
        "1(1) Notes",
        "2 Rural crime",
        "3 Budget Working Group: Report of 16 April 2026",
        "4 Close",
    ]


def test_a_working_group_begins_with_less(officer: FlaskClient, site: Flask):
    with site.app_context():
        group = db.session.query(Body).filter_by(kind=BodyKind.WORKING_GROUP).one()
        a_meeting(group, date(2026, 7, 16), closed=True)
        db.session.commit()
    shown = words(read(officer, "/desk/larkshire-budget/2026-07-16/agenda/make"))
    assert "Apologies for Absence" in shown
    assert "held on 16 April 2026" in shown
    assert "Public Question Time" not in shown


def test_only_an_empty_meeting_is_offered_an_agenda(officer: FlaskClient, site: Flask):
    an_agenda(site, "1 General")
    assert officer.get(MAKE).status_code == 303
