"""The pages around meetings: home, lists, members, errors; what all answers share."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from panel.access import Audience, audience_of_view, sees_agenda
from panel.extensions import db
from panel.headers import EVERY_ANSWER
from panel.meetings.models import Meeting, MeetingStatus, Move
from panel.members.models import Appointment, Member
from panel.papers.models import Drawing
from panel.procedure.models import Body
from panel.public.queries import open_agendas
from tests.builders import a_body, a_meeting, a_member, a_paper, add, an_item
from tests.public.records import PUBLISHED, a_file
from tests.public.site import statements
from tests.public.test_meeting_page import tree, words

PAGES = (
    "/",
    "/meetings",
    "/meetings?year=2025",
    "/meetings/larkshire",
    PUBLISHED,
    "/members",
    "/accessibility",
)


def test_home_shows_the_next_meeting_and_how_to_ask_a_question(client: FlaskClient):
    page = tree(client, "/")
    front = words(page.cssselect(".panel-front")[0])
    assert "Next meeting Thursday 19 March 2026" in front
    assert "10.30am, County Hall" in front
    ask = words(page.cssselect(".panel-ask")[0])
    assert "You have until Monday 16 March 2026, in four days." in ask
    assert "Each person may ask two questions" in ask
    assert "Write to Imogen Vale" in ask


def test_home_shows_what_was_published_last_with_its_papers(client: FlaskClient):
    (section,) = tree(client, "/").cssselect("section[aria-labelledby=published]")
    said = words(section)
    assert "Agenda for Thursday 19 March 2026 Published Monday 9 March 2026" in said
    assert "Update from the Commissioner Item 3" in said
    assert "Force responses" not in said


def test_home_of_an_empty_site_says_what_to_do(empty_site: Flask):
    said = words(tree(empty_site.test_client(), "/"))
    assert "panel demo" in said
    assert "panel import FOLDER" in said


@pytest.mark.parametrize("address", ["/", "/meetings", "/members", "/accessibility", "/calendar.ics"])
def test_an_empty_site_answers(address: str, empty_site: Flask):
    assert empty_site.test_client().get(address).status_code == 200


def test_home_of_a_panel_without_a_coming_meeting_says_so(empty_site: Flask):
    with empty_site.app_context():
        a_body()
        db.session.commit()
    assert "is not arranged yet" in words(tree(empty_site.test_client(), "/"))


def test_a_site_of_two_panels_shows_the_next_meeting_of_each(site: Flask, client: FlaskClient):
    with site.app_context():
        other = a_body(slug="fenshire", name="Fenshire Police and Crime Panel")
        a_meeting(other, date(2026, 5, 7))
        db.session.commit()
    fronts = [words(front) for front in tree(client, "/").cssselect(".panel-front")]
    assert [front.split(" Next")[0] for front in fronts] == [
        "Fenshire Police and Crime Panel",
        "Larkshire Police and Crime Panel",
    ]
    assert "Thursday 7 May 2026" in fronts[0]


def test_a_meeting_held_this_morning_is_not_the_next(site: Flask, client: FlaskClient):
    with site.app_context():
        body = db.session.query(Body).filter_by(slug="larkshire").one()
        a_meeting(body, date(2026, 3, 12), status=MeetingStatus.HELD)
        db.session.commit()
    assert "Next meeting Thursday 19 March 2026" in words(tree(client, "/").cssselect(".panel-front")[0])


@pytest.mark.parametrize("published", [True, False])
@pytest.mark.parametrize("closed", [True, False])
def test_the_database_chooses_the_agendas_that_the_rules_of_access_open(published: bool, closed: bool, site: Flask):
    with site.app_context():
        body = db.session.query(Body).filter_by(slug="larkshire").one()
        meeting = a_meeting(body, date(2026, 5, 7), published=published, closed=closed)
        chosen = db.session.scalars(select(Meeting).where(open_agendas())).all()
        assert (meeting in chosen) == sees_agenda(Audience.PUBLIC, published=published, closed=closed)


def test_meetings_are_listed_coming_first_then_what_is_past(client: FlaskClient):
    page = tree(client, "/meetings")
    coming, past = (words(each) for each in page.cssselect("section .panel-meetings"))
    assert coming.index("19 March 2026") < coming.index("16 April 2026") < coming.index("18 June 2026")
    assert past.index("26 February 2026") < past.index("5 February 2026")
    assert "2025" not in past
    for state in (
        "Agenda published",
        "Moved from 26 March 2026",
        "Cancelled",
        "Postponed",
        "Scheduled",
    ):
        assert state in coming
    for state in ("Closed meeting", "Held"):
        assert state in past


def test_earlier_years_are_a_page_each(client: FlaskClient):
    assert [words(link) for link in tree(client, "/meetings").cssselect(".panel-years a")] == ["2026", "2025"]
    said = words(tree(client, "/meetings?year=2025").cssselect("main")[0])
    assert "20 November 2025" in said
    assert "19 March 2026" not in said


def test_a_body_has_a_list_of_its_own(client: FlaskClient):
    assert "16 April 2026" in words(tree(client, "/meetings/larkshire-budget"))
    assert "16 April 2026" not in words(tree(client, "/meetings/larkshire").cssselect("main")[0])


def test_members_are_shown_by_kind_with_authority_and_office(client: FlaskClient):
    said = words(tree(client, "/members").cssselect("main")[0])
    assert "Councillors Councillor Ada Finch, Chair Larkshire County Council" in said
    assert "Co-opted independent members Omar Reed" in said
    assert "Budget Working Group Quarterly monitoring of the Commissioner’s budget Omar Reed, Chair" in said


@pytest.mark.parametrize(
    "facts",
    [{"withdrawn": True}, {"until": date(2026, 3, 11)}, {"since": date(2026, 3, 13)}],
    ids=["recorded in error", "over", "not yet begun"],
)
def test_only_seats_that_are_held_today_are_shown(facts: dict[str, object], site: Flask, client: FlaskClient):
    with site.app_context():
        member = db.session.scalar(select(Member).where(Member.name == "Councillor Ravi Linnet"))
        seat = db.session.scalar(select(Appointment).where(Appointment.member_id == member.id))
        for name, value in facts.items():
            setattr(seat, name, value)
        db.session.commit()
    assert "Linnet" not in client.get("/members").get_data(as_text=True)


def test_the_accessibility_statement_names_whom_to_ask_and_who_enforces(client: FlaskClient):
    said = words(tree(client, "/accessibility").cssselect("main")[0])
    for needed in (
        "partially compliant",
        "version 2.2 AA",
        "democracy@larkshire.example",
        "01632 960123",
        "Equality and Human Rights Commission",
        "prepared on",
    ):
        assert needed in said


def test_a_failure_says_what_to_do_though_the_database_is_gone(site: Flask, monkeypatch: pytest.MonkeyPatch):
    def gone(*_arguments: object) -> None:
        raise OperationalError("SELECT", {}, Exception("the disk is gone"))

    monkeypatch.setattr("panel.public.queries.next_by_panel", gone)
    monkeypatch.setattr("panel.public.site.bodies", gone)
    answer = site.test_client().get("/")
    assert answer.status_code == 500
    assert "Please try again in a few minutes" in answer.get_data(as_text=True)
    assert "disk" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("address", [*PAGES, "/nowhere", "/calendar.ics", f"{PUBLISHED}/agenda-pack.pdf"])
def test_every_answer_carries_the_safety_headers(address: str, client: FlaskClient):
    headers = client.get(address).headers
    for name, value in EVERY_ANSWER.items():
        assert headers[name] == value
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("address", PAGES)
def test_scripts_run_only_with_the_word_of_this_answer(address: str, client: FlaskClient):
    first, second = client.get(address), client.get(address)
    policies = [answer.headers["Content-Security-Policy"] for answer in (first, second)]
    nonces = [re.search(r"'nonce-([^']+)'", policy).group(1) for policy in policies]
    assert nonces[0] != nonces[1]
    assert "unsafe" not in policies[0]
    scripts = html_scripts(first.get_data(as_text=True))
    assert scripts
    assert all(nonces[0] in script for script in scripts)
    assert not re.search(r"<[^>]+\s(style|on\w+)=", first.get_data(as_text=True))


def html_scripts(page: str) -> list[str]:
    return re.findall(r"<script[^>]*>", page)


@pytest.mark.parametrize("address", PAGES)
def test_every_link_and_file_of_a_page_is_there(address: str, client: FlaskClient):
    page = tree(client, address)
    anchors = {element.get("id") for element in page.cssselect("[id]")}
    for name in ("href", "src"):
        for element in page.cssselect(f"[{name}]"):
            target = element.get(name)
            if target.startswith("#"):
                assert target[1:] in anchors, target
            elif target.startswith("/"):
                assert client.get(target.split("#")[0]).status_code == 200, target


def test_every_view_says_whom_it_is_for(site: Flask):
    undeclared = [rule.endpoint for rule in site.url_map.iter_rules() if audience_of_view(site, rule.endpoint) is None]
    assert undeclared == []


def test_browsers_find_an_icon(client: FlaskClient):
    assert client.get("/favicon.ico").mimetype == "image/svg+xml"


def more(app: Flask, first: int, count: int) -> None:
    """Add panels, meetings with moves, members, items and papers, drawn ones among them."""
    with app.app_context():
        body = db.session.query(Body).filter_by(slug="larkshire").one()
        published = db.session.query(Meeting).filter_by(date=date(2026, 3, 19)).one()
        paper = a_file(f"more from {first}", 1)
        for number in range(first, first + count):
            a_member(body, f"Councillor {number}", 10 + number)
            day = timedelta(days=number)
            past = a_meeting(body, date(2025, 1, 6) + day, status=MeetingStatus.HELD, published=True)
            add(Move(meeting_id=past.id, moved_from=date(2024, 1, 1) + day))
            a_meeting(body, date(2026, 12, 1) + day)
            item = an_item(published, str(20 + number), "More")
            a_paper(item, "Another report", paper)
            a_paper(item, "Its appendix", paper, appendix="A")
            a_paper(item, "The programme", appendix="B", drawn=Drawing.WORK_PROGRAMME)
            a_paper(item, "The log", appendix="C", drawn=Drawing.RECOMMENDATIONS_LOG)
            other = a_body(slug=f"panel-{number}", name=f"Panel {number}")
            a_meeting(other, date(2026, 4, 1) + day, published=True, published_on=date(2026, 3, 1))
            a_member(other, f"Member {number}")
        db.session.commit()


@pytest.mark.parametrize("address", [*PAGES, "/calendar.ics", "/calendar/larkshire.ics"])
def test_a_page_asks_the_database_as_often_however_much_there_is(address: str, site: Flask, client: FlaskClient):
    asked = []
    for first, count in ((0, 1), (1, 12)):
        more(site, first, count)
        client.get(address)
        with statements(site) as recorded:
            assert client.get(address).status_code == 200
        asked.append(len(recorded))
    assert asked[0] == asked[1]
    assert asked[1] <= 40
