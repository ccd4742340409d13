"""Withholding is the proper officer's decision, excluding the public the meeting's, and releasing is kept too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel.agendas.models import Item
from panel.agendas.rules import ItemKind
from panel.audit.models import AuditEntry
from panel.extensions import db
from panel.law.exemptions import Nation
from panel.meetings.models import Meeting
from panel.papers.models import AccessDecision, Paper, PaperAccess
from panel.procedure.models import Body
from tests.accounts.people import send
from tests.builders import a_paper, an_item
from tests.desk.pages import text, words
from tests.officers import the_meeting
from tests.papers.conftest import HandIn
from tests.papers.pages import MEETING, report

JUNE = "/desk/larkshire/2026-06-18"
PUBLIC = "/meetings/larkshire/2026-03-19"
DECISION = {
    "paragraphs": "3",
    "reason": "Disclosure would harm the negotiations.",
    "decided_by": "Rufus Thorne",
    "decided_on-day": "11",
    "decided_on-month": "3",
    "decided_on-year": "2026",
    "seen": "0",
}
REVIEW = {"review_on-day": "1", "review_on-month": "9", "review_on-year": "2026"}
RELEASE = {
    "release-reason": "The contract is signed.",
    "release-decided_by": "Rufus Thorne",
    "release-decided_on-day": "12",
    "release-decided_on-month": "3",
    "release-decided_on-year": "2026",
}


@pytest.fixture
def in_june(site: Flask) -> Callable[[str], int]:
    """Make an agenda of four items, not published, each with a paper; give the paper of an item."""
    with site.app_context():
        meeting = the_meeting("2026-06-18")
        for number, title in (("1", "General"), ("1(1)", "Minutes"), ("2", "Estates"), ("2(1)", "Lease"), ("3", "Any")):
            a_paper(an_item(meeting, number, title), f"{title} report")
        db.session.commit()

    def paper(number: str) -> int:
        with site.app_context():
            found = select(Paper.id).join(Item).join(Meeting)
            return db.session.scalars(found.where(Item.number == number, Meeting.date == date(2026, 6, 18))).one()

    return paper


def numbered(site: Flask, day: str = "2026-06-18") -> list[tuple[str, str]]:
    with site.app_context():
        items = db.session.scalars(select(Item).join(Meeting).order_by(Item.position))
        return [(item.number, item.title) for item in items if item.meeting.date.isoformat() == day]


def test_a_decision_withholds_a_paper_and_puts_the_exclusion_on_the_agenda(
    site: Flask, officer: FlaskClient, in_june: Callable[[str], int]
):
    number = in_june("2")
    page = f"{JUNE}/papers/{number}/access"
    assert "Everybody may read it, once the agenda is published." in text(officer, page)
    assert send(officer, page, **DECISION, **REVIEW).status_code == 303
    told = text(officer, page)
    assert "The decision is recorded: this paper is exempt." in told
    assert "Item 2 comes before item 4, on which the public is excluded." in told
    assert "To consider passing the following resolution: That the public be excluded" in told
    assert "Item 2: Estates report (Information relating to the financial or business affairs" in told
    assert "To be looked at again on Tuesday 1 September 2026" in told
    assert "Decided by Rufus Thorne; recorded by Imogen Vale" in told
    with site.app_context():
        paper = db.session.get_one(Paper, number)
        assert (paper.access, paper.exempt_paragraphs) == (PaperAccess.EXEMPT, [3])
        assert (paper.review_on, paper.public_interest) == (date(2026, 9, 1), DECISION["reason"])
        exclusion = db.session.scalars(select(Item).where(Item.number == "4", Item.kind == ItemKind.EXCLUSION)).one()
        assert exclusion.title == "Exclusion of the public"
        verbs = [entry.verb for entry in db.session.scalars(select(AuditEntry).order_by(AuditEntry.id))]
        assert verbs[-3:] == ["amend", "withhold", "place on agenda"]


def test_the_item_is_moved_behind_the_exclusion_with_its_sub_items(
    site: Flask, officer: FlaskClient, in_june: Callable[[str], int]
):
    page = f"{JUNE}/papers/{in_june('2')}/access"
    send(officer, page, **DECISION)
    for _ in range(2):
        send(officer, f"{page}/behind", page)
    assert numbered(site) == [
        ("1", "General"),
        ("1(1)", "Minutes"),
        ("2", "Any"),
        ("3", "Exclusion of the public"),
        ("4", "Estates"),
        ("4(1)", "Lease"),
    ]
    assert "Item 4 comes after item 3, Exclusion of the public, as it must." in text(officer, page)


def test_a_sub_item_is_not_moved_alone_and_the_page_says_why(
    site: Flask, officer: FlaskClient, in_june: Callable[[str], int]
):
    page = f"{JUNE}/papers/{in_june('2(1)')}/access"
    send(officer, page, **DECISION)
    assert "A sub-item moves only together with its item" in text(officer, page)
    before = numbered(site)
    send(officer, f"{page}/behind", page)
    assert numbered(site) == before


def test_a_published_agenda_keeps_its_numbers(site: Flask, officer: FlaskClient):
    page = f"{MEETING}/papers/5/access"
    assert "nobody’s decision is recorded" in text(officer, page)
    assert "The agenda is published, so its items keep their numbers." in text(officer, page)
    before = numbered(site, "2026-03-19")
    send(officer, f"{page}/behind", page)
    assert numbered(site, "2026-03-19") == before


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        pytest.param({"paragraphs": ""}, "Choose at least one paragraph of Schedule 12A.", id="no paragraph"),
        pytest.param({"paragraphs": "12"}, "Choose at least one paragraph of Schedule 12A.", id="a Welsh paragraph"),
        pytest.param({"reason": " "}, "Say why the public interest in keeping it exempt", id="not weighed"),
        pytest.param({"decided_by": ""}, "Enter the name of the proper officer", id="nobody decided"),
        pytest.param({"decided_on-day": ""}, "must be a real date", id="no day"),
        pytest.param({"decided_on-day": "13"}, "cannot be in the future", id="tomorrow"),
        pytest.param(
            REVIEW | {"review_on-year": "2025"}, "Choose a day after the decision of Wednesday 11 March", id="review"
        ),
    ],
)
def test_a_decision_that_is_not_whole_says_what_is_missing(
    changed: dict[str, str], said: str, site: Flask, officer: FlaskClient
):
    page = f"{MEETING}/papers/2/access"
    shown = send(officer, page, **DECISION | changed).get_data(as_text=True)
    assert said in words(shown)
    assert "<title>Error: " in shown
    with site.app_context():
        assert db.session.get_one(Paper, 2).access is PaperAccess.PUBLIC
        assert not db.session.scalars(select(AccessDecision)).all()


def test_in_wales_its_own_paragraphs_are_asked_for(site: Flask, officer: FlaskClient):
    with site.app_context():
        db.session.query(Body).update({"nation": Nation.WALES})
        db.session.get_one(Paper, 5).exempt_paragraphs = [14]
        db.session.commit()
    page = f"{MEETING}/papers/2/access"
    assert "(paragraph 12)" in text(officer, page)
    assert send(officer, page, **DECISION | {"paragraphs": "16", "reason": ""}).status_code == 303


def test_of_two_decisions_at_once_the_second_sees_the_first(site: Flask, officer: FlaskClient):
    page = f"{MEETING}/papers/2/access"
    send(officer, page, **DECISION)
    again = words(send(officer, page, **DECISION | {"reason": "Another."}).get_data(as_text=True))
    assert "Somebody else recorded a decision meanwhile." in again
    assert "Another." in again
    with site.app_context():
        assert len(db.session.scalars(select(AccessDecision)).all()) == 1


def test_a_file_that_is_public_under_another_item_is_warned_of(site: Flask, officer: FlaskClient):
    with site.app_context():
        db.session.get_one(Paper, 5).document_id = db.session.get_one(Paper, 2).document_id
        db.session.commit()
    page = text(officer, f"{MEETING}/papers/5/access")
    assert "The same file is public under item 3. Withdraw it there, or record that it is exempt too." in page
    assert "Report: Update from the Commissioner" in page


def test_what_is_released_is_in_the_public_record_with_its_day(
    site: Flask,
    officer: FlaskClient,
    under: str,
    hand_in: HandIn,
    read_in: Callable[[], None],
    papers: Callable[[], list[Paper]],
):
    hand_in(("kingfisher.pdf", report("KINGFISHER")), access="exempt", kind="appendices")
    read_in()
    with site.app_context():
        number = papers()[0].id
    page, stranger = f"{MEETING}/papers/{number}/access", site.test_client()
    send(officer, page, **DECISION)
    file = f"{PUBLIC}/papers/5/appendix-a.pdf"
    assert stranger.get(file).status_code == 404
    assert "no reason" not in text(officer, page)
    refused = words(send(officer, f"{page}/release", page, **RELEASE | {"release-reason": ""}).get_data(as_text=True))
    assert "Say why it is exempt no longer." in refused
    assert stranger.get(file).status_code == 404
    assert send(officer, f"{page}/release", page, **RELEASE, **{"release-seen": "1"}).status_code == 303
    assert stranger.get(file).status_code == 200
    shown = text(stranger, PUBLIC)
    assert "Released on Thursday 12 March 2026; exempt until then" in shown
    assert "kingfisher" not in shown.lower()
    told = text(officer, page)
    assert "It was released on Thursday 12 March 2026." in told
    assert "The contract is signed. Decided by Rufus Thorne" in told
    assert "Disclosure would harm the negotiations." in told
    again = send(officer, f"{page}/release", page, **RELEASE, **{"release-seen": "2"}).get_data(as_text=True)
    assert "This paper is public already." in words(again)
    with site.app_context():
        verbs = [entry.verb for entry in db.session.scalars(select(AuditEntry).order_by(AuditEntry.id))]
        assert verbs[-2:] == ["amend", "release"]


def test_nothing_of_a_withheld_paper_but_what_the_agenda_may_say_reaches_the_public(
    site: Flask,
    officer: FlaskClient,
    under: str,
    hand_in: HandIn,
    read_in: Callable[[], None],
    papers: Callable[[], list[Paper]],
):
    """Its name, its words, its reasons, its picture, its former versions, and the public file that it was before."""
    hand_in(("kingfisher-first.pdf", report("KINGFISHER")), kind="appendices")
    read_in()
    with site.app_context():
        number = papers()[0].id
    page, stranger = f"{MEETING}/papers/{number}", site.test_client()
    send(officer, f"{page}/title", page, seen="A: Kingfisher first", title="Estates", letter="A")
    file = f"{PUBLIC}/papers/5/appendix-a.pdf"
    assert stranger.get(file).status_code == 200
    send(officer, f"{page}/access", **DECISION | {"reason": "The kingfisher bid is open."})
    addresses = (PUBLIC, "/", "/meetings", f"{PUBLIC}/agenda-pack.pdf", "/calendar.ics")
    for address in addresses:
        assert b"ingfisher" not in stranger.get(address).data.replace(b"KINGFISHER", b"kingfisher"), address
    assert stranger.get(file).status_code == 404
    assert "Estates Not for publication: Information relating to the financial" in text(stranger, PUBLIC)
    for tail in ("", "/access", "/thumbnail.png", "/versions/1.pdf"):
        assert stranger.get(page + tail).status_code == 303
