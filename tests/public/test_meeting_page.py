"""The page of a meeting."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError

from panel.documents.models import Document
from panel.documents.store import Store
from panel.extensions import db
from panel.law.exemptions import Nation
from panel.meetings.models import Meeting, Move
from panel.papers.models import Paper, PaperAccess
from panel.procedure.models import Body, RulesOfProcedure
from tests.builders import RULES, a_meeting, add
from tests.public.records import PUBLISHED, SECRET_FILE, SECRET_WORDS


def tree(client: FlaskClient, address: str) -> html.HtmlElement:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status
    return html.fromstring(answer.get_data(as_text=True))


def words(element: html.HtmlElement) -> str:
    return re.sub(r"\s+", " ", element.text_content()).strip()


def item(page: html.HtmlElement, number: str) -> html.HtmlElement:
    (found,) = page.cssselect(f"#item-{number}")
    return found


def test_the_head_says_who_meets_when_and_where(client: FlaskClient):
    page = tree(client, PUBLISHED)
    (heading,) = page.cssselect("h1")
    assert words(heading) == "Larkshire Police and Crime Panel Thursday 19 March 2026"
    facts = words(page.cssselect(".panel-facts")[0])
    for fact in ("10.30am", "County Hall", "May be filmed"):
        assert fact in facts


def test_the_line_of_its_life_shows_where_it_stands_now(client: FlaskClient):
    steps = tree(client, PUBLISHED).cssselect(".panel-life__step")
    assert [words(step) for step in steps] == [
        "Moved from 26 March 2026 (done)",
        "Agenda published 9 March 2026 (done)",
        "Questions until 16 March 2026 (now)",
        "Meeting 19 March 2026 (to come)",
    ]
    assert [step.get("aria-current") for step in steps] == [None, None, "step", None]


def test_the_agenda_is_a_numbered_list_with_sub_items_inside(client: FlaskClient):
    page = tree(client, PUBLISHED)
    top = [words(heading) for heading in page.cssselect(".panel-agenda h3")]
    assert top[:3] == ["1 General", "2 Public question time", "3 Commissioner’s update"]
    assert [words(heading) for heading in item(page, "1").cssselect("h4")] == [
        "1(1) Disclosures of interests",
        "1(2) Minutes of the previous meeting",
    ]


def test_each_item_carries_its_words(client: FlaskClient):
    page = tree(client, PUBLISHED)
    assert "within 28 days of their appointment" in words(item(page, "1-1"))
    assert "at least three working days before the meeting" in words(item(page, "2"))
    assert "Requested by the Budget Working Group." in words(item(page, "3"))
    assert "Thursday 18 June 2026, place to be confirmed" in words(item(page, "7"))
    assert "Item 3, Appendix B: Force responses" in words(item(page, "8"))
    assert "To follow" in words(item(page, "5"))
    assert "Verbal report" in words(item(page, "6"))


def test_a_paper_says_its_pages_in_the_pack_its_type_and_its_size(client: FlaskClient):
    page = tree(client, PUBLISHED)
    said = words(item(page, "3").cssselect(".panel-file")[0])
    assert re.fullmatch(r"Report, pages \d+ to \d+ of the pack · PDF, 3 pages, \d+ KB", said), said


def test_every_link_to_a_paper_gives_its_pdf(client: FlaskClient):
    links = [link.get("href") for link in tree(client, PUBLISHED).cssselect(".panel-paper a")]
    assert [link.removeprefix(PUBLISHED) for link in links[:4]] == [
        "/papers/1-2/report.pdf",
        "/papers/3/report.pdf",
        "/papers/3/appendix-a1.pdf",
        "/papers/3/appendix-a2.pdf",
    ]
    for link in links:
        answer = client.get(link)
        assert (answer.status_code, answer.mimetype, answer.data[:5]) == (200, "application/pdf", b"%PDF-")


def test_a_drawn_paper_opens_the_pack_at_its_page(client: FlaskClient):
    (link,) = item(tree(client, PUBLISHED), "4").cssselect(".panel-paper a")
    address, _, fragment = link.get("href").partition("#")
    assert address == f"{PUBLISHED}/agenda-pack.pdf"
    assert re.fullmatch(r"page=\d+", fragment)


def test_the_pack_is_offered_with_its_pages_and_size(client: FlaskClient):
    said = words(tree(client, PUBLISHED).cssselect(".panel-desk__pack")[0])
    assert re.search(r"Agenda pack PDF, \d+ pages, \d+ KB", said), said


FAILURES = [
    ValueError("a paper that no composer can read"),
    KeyError("a page that the index names and the paper does not hold"),
    RecursionError(),
    FileNotFoundError("the store holds no such file"),
    OperationalError("INSERT", {}, Exception("database is locked")),
]


@pytest.mark.parametrize("failure", FAILURES, ids=lambda failure: type(failure).__name__)
def test_the_agenda_is_shown_though_the_pack_cannot_be_composed(
    failure: Exception, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
):
    def broken(*_arguments: object) -> None:
        raise failure

    monkeypatch.setattr("panel.meetings.views.current_public", broken)
    page = tree(client, PUBLISHED)
    assert "The pack cannot be given just now" in words(page.cssselect(".panel-desk__pack")[0])
    assert item(page, "3").cssselect(".panel-paper a")


def test_a_failure_of_the_composer_is_logged_without_its_words(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    def broken(*_arguments: object) -> None:
        raise ValueError(SECRET_WORDS)

    monkeypatch.setattr("panel.meetings.views.current_public", broken)
    tree(client, PUBLISHED)
    assert "meeting larkshire 2026-03-19 could not be composed: ValueError" in caplog.text
    assert SECRET_WORDS not in caplog.text


def test_a_mistake_of_ours_is_not_taken_for_a_paper_that_fails(client: FlaskClient, monkeypatch: pytest.MonkeyPatch):
    def mistaken(*_arguments: object) -> None:
        raise AttributeError

    monkeypatch.setattr("panel.meetings.views.current_public", mistaken)
    assert client.get(PUBLISHED).status_code == 500


def test_a_drawn_paper_is_in_the_pack_though_the_pack_cannot_be_given(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
):
    def broken(*_arguments: object) -> None:
        raise OSError("no space is left")

    monkeypatch.setattr("panel.meetings.views.current_public", broken)
    said = words(item(tree(client, PUBLISHED), "4"))
    assert "In the agenda pack" in said
    assert "To follow" not in said


def test_the_agenda_is_shown_though_a_file_is_gone(site: Flask, client: FlaskClient):
    with site.app_context():
        document = db.session.scalar(select(Document).join(Paper).where(Paper.title == "Letter to the Commissioner"))
        Store.of_app().path(document.index_sha256).unlink()
    page = tree(client, PUBLISHED)
    assert "The pack cannot be given just now" in words(page.cssselect(".panel-desk__pack")[0])
    assert item(page, "3").cssselect(".panel-paper a")


def test_an_exempt_paper_is_named_as_the_law_allows(client: FlaskClient):
    (exempt,) = tree(client, PUBLISHED).cssselect(".panel-paper--exempt")
    assert words(exempt) == (
        "Exempt Appendix B: Force responses Not for publication: Information relating to the financial or business "
        "affairs of any particular person (including the authority holding that information) (paragraph 3)."
    )
    assert not exempt.cssselect("a")


def test_an_exempt_paper_without_a_paragraph_says_that_none_is_stated(site: Flask, client: FlaskClient):
    with site.app_context():
        paper = db.session.scalar(select(Paper).where(Paper.access == PaperAccess.EXEMPT))
        paper.exempt_paragraphs = []
        db.session.commit()
    (exempt,) = tree(client, PUBLISHED).cssselect(".panel-paper--exempt")
    assert "no description in Schedule 12A is stated" in words(exempt)


def test_nothing_of_an_exempt_file_reaches_the_page(site: Flask, client: FlaskClient):
    with site.app_context():
        document = db.session.scalar(select(Document).join(Paper).where(Paper.access == PaperAccess.EXEMPT))
        facts = [SECRET_FILE, SECRET_WORDS, document.sha256, document.prepared_sha256, "11 pages"]
    said = client.get(PUBLISHED).get_data(as_text=True)
    for fact in facts:
        assert fact not in said


def test_the_record_of_an_exempt_file_is_never_read(site: Flask, client: FlaskClient):
    with site.app_context():
        secret = db.session.scalar(select(Paper.document_id).where(Paper.access == PaperAccess.EXEMPT))
    read: list[int] = []

    def note(document: Document, _context: object) -> None:
        read.append(document.id)

    event.listen(Document, "load", note)
    try:
        for address in (
            "/",
            "/meetings",
            PUBLISHED,
            f"{PUBLISHED}/agenda-pack.pdf",
            f"{PUBLISHED}/papers/3/report.pdf",
        ):
            assert client.get(address).status_code == 200
    finally:
        event.remove(Document, "load", note)
    assert read
    assert secret not in read


def test_beside_the_agenda_stand_the_calendar_and_the_meetings_before_and_after(client: FlaskClient):
    page = tree(client, PUBLISHED)
    links = {words(link): link.get("href") for link in page.cssselect(".panel-desk__beside a")}
    assert links["This meeting"] == f"{PUBLISHED}/meeting.ics"
    assert links["All meetings of this panel"] == "webcal://localhost/calendar/larkshire.ics"
    assert links["Thursday 26 February 2026"] == "/meetings/larkshire/2026-02-26"
    assert links["Thursday 18 June 2026"] == "/meetings/larkshire/2026-06-18"


def test_the_time_left_for_questions_is_said(client: FlaskClient):
    said = words(tree(client, PUBLISHED).cssselect(".panel-desk__beside")[0])
    assert "You have until Monday 16 March 2026, in four days." in said
    assert "Write to Imogen Vale, democracy@larkshire.example, or telephone 01632 960123." in said


def test_an_unpublished_agenda_says_when_it_is_due(client: FlaskClient):
    said = words(tree(client, "/meetings/larkshire/2026-06-18").cssselect("main")[0])
    assert "The agenda is due to be published by Wednesday 10 June 2026." in said
    assert "PlaceTo be announced" in said


def test_an_agenda_that_is_late_is_said_to_be_late(client: FlaskClient):
    with time_machine.travel(datetime(2026, 6, 15, 9, tzinfo=UTC)):
        page = words(tree(client, "/meetings/larkshire/2026-06-18").cssselect("main")[0])
        home = words(tree(client, "/").cssselect("main")[0])
    assert "The agenda was due by Wednesday 10 June 2026 and is not published yet." in page
    assert "Its agenda was due by Wednesday 10 June 2026 and is not published yet." in home


def test_an_unpublished_agenda_says_how_much_notice_it_needs(site: Flask, client: FlaskClient):
    address = "/meetings/larkshire/2026-06-18"
    assert "at least five clear days before the meeting" in words(tree(client, address))
    with site.app_context():
        db.session.query(Body).filter_by(slug="larkshire").one().nation = Nation.WALES
        db.session.commit()
    said = words(tree(client, address))
    assert "at least three clear days before the meeting" in said
    assert "five clear days" not in said


def test_the_page_goes_by_the_rules_that_the_pack_goes_by(site: Flask, client: FlaskClient):
    """The rules of the day of publication count, though others have come into force before the meeting."""
    with site.app_context():
        body = db.session.query(Body).filter_by(slug="larkshire").one()
        question = {**RULES["participation"][0], "deadline": {"count": "working days", "n": 1}}
        add(RulesOfProcedure(body_id=body.id, since=date(2026, 3, 12), rules={**RULES, "participation": [question]}))
        db.session.commit()
    page = tree(client, PUBLISHED)
    assert "at least three working days before the meeting" in words(item(page, "2"))
    assert "You have until Monday 16 March 2026" in words(page.cssselect(".panel-desk__beside")[0])
    assert "You have until Monday 16 March 2026" in words(tree(client, "/").cssselect(".panel-ask")[0])


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2026-09-17", "Cancelled"),
        ("2026-11-19", "Postponed"),
        ("2026-02-05", "Held"),
        ("2026-06-18", "Scheduled"),
    ],
)
def test_a_state_is_a_word_with_a_shape(day: str, state: str, client: FlaskClient):
    (said,) = tree(client, f"/meetings/larkshire/{day}").cssselect(".panel-title__states .panel-state")
    assert words(said) == state
    assert said.cssselect("svg[aria-hidden=true]")


def test_a_closed_meeting_shows_only_that_it_takes_place(client: FlaskClient):
    answer = client.get("/meetings/larkshire/2026-02-26").get_data(as_text=True)
    assert "Closed meeting" in answer
    for detail in ("Annexe", "development", "10.30am"):
        assert detail not in answer


def test_the_note_and_place_of_a_closed_meeting_are_in_no_list(client: FlaskClient):
    for address in ("/", "/meetings", "/meetings/larkshire", "/meetings?year=2026"):
        said = client.get(address).get_data(as_text=True)
        assert "Annexe" not in said
        assert "Panel development" not in said


@pytest.mark.parametrize("rest", ["", "/agenda-pack.pdf", "/papers/3/report.pdf", "/meeting.ics"])
def test_an_old_address_leads_to_the_new_one(rest: str, client: FlaskClient):
    answer = client.get(f"/meetings/larkshire/2026-03-26{rest}")
    assert (answer.status_code, answer.headers["Location"]) == (302, PUBLISHED + rest)


def test_an_old_address_is_not_led_away_from_a_meeting_that_took_its_day(site: Flask, client: FlaskClient):
    with site.app_context():
        body = db.session.scalar(select(Meeting).where(Meeting.date == date(2026, 3, 19))).body
        a_meeting(body, date(2026, 3, 26), uid="another")
        db.session.commit()
    assert client.get("/meetings/larkshire/2026-03-26").status_code == 200


def test_a_meeting_that_moved_twice_is_found_from_both_old_days(site: Flask, client: FlaskClient):
    with site.app_context():
        meeting = db.session.scalar(select(Meeting).where(Meeting.date == date(2026, 3, 19)))
        db.session.add(Move(meeting_id=meeting.id, moved_from=date(2026, 4, 2)))
        db.session.commit()
    for day in ("2026-03-26", "2026-04-02"):
        assert client.get(f"/meetings/larkshire/{day}").headers["Location"] == PUBLISHED


@pytest.mark.parametrize(
    "address",
    [
        "/meetings/larkshire/2026-03-20",
        "/meetings/nowhere/2026-03-19",
        "/meetings/larkshire/20260319",
        "/meetings/larkshire/2026-13-01",
        "/meetings/larkshire/tomorrow",
        "/meetings/nowhere",
        "/meetings?year=1999",
    ],
)
def test_what_is_not_there_is_said_with_a_way_on(address: str, client: FlaskClient):
    answer = client.get(address)
    assert answer.status_code == 404
    assert 'href="/meetings"' in answer.get_data(as_text=True)


@pytest.mark.parametrize("facts", [{}, {"published": True, "published_on": date(1999, 3, 1)}], ids=["due", "published"])
def test_a_meeting_before_the_bank_holidays_that_are_known_is_shown_without_a_last_day(
    site: Flask, client: FlaskClient, facts: dict[str, object]
):
    with site.app_context():
        body = db.session.scalars(select(Body).where(Body.slug == "larkshire")).one()
        rules = db.session.scalars(select(RulesOfProcedure).where(RulesOfProcedure.body_id == body.id)).one()
        rules.rules = {**RULES, "participation": [{**RULES["participation"][0], "from": "1990-01-01"}]}
        a_meeting(body, date(1999, 3, 19), **facts)
        db.session.commit()
    page = words(tree(client, "/meetings/larkshire/1999-03-19"))
    assert "Friday 19 March 1999" in page
    assert "until" not in page
    if facts:
        assert client.get("/meetings/larkshire/1999-03-19/agenda-pack.pdf").status_code == 200
