"""A member's papers: those of the meetings at which they sit that day, once they are published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel.accounts.rules import Role
from panel.agendas.models import Item
from panel.extensions import db
from panel.members.models import Appointment, Member
from panel.papers.models import Paper
from panel.people.models import MemberAccount
from tests.accounts.people import an_officer, sign_in
from tests.builders import a_body, a_meeting, an_item
from tests.desk.pages import text
from tests.officers import a_copy_of, signed_in, the_meeting
from tests.packs.published import publish, ready_site, the_item
from tests.public.records import SECRET_WORDS, TODAY, a_file, fill
from tests.public.site import make_site, statements

ADA = "ada.finch@larkshire.example"
NEW = "new@larkshire.example"
MEETING = "/papers/larkshire/2026-03-19/"


@pytest.fixture(scope="session")
def with_members(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The instance that each test takes a copy of."""
    folder = tmp_path_factory.mktemp("with-members")
    with time_machine.travel(TODAY):
        app = make_site(folder)
        fill(app)
        with app.app_context():
            an_officer()
            user = an_officer(email=ADA, name="Ada Finch", role=Role.MEMBER, serves_all=False)
            db.session.add(MemberAccount(user_id=user.id, member_id=ada().id))
            an_officer(email=NEW, name="Somebody New", role=Role.MEMBER, serves_all=False)
            db.session.commit()
            db.session.remove()
            db.engine.dispose()
    return folder


@pytest.fixture
def site(tmp_path: Path, with_members: Path) -> Iterator[Flask]:
    """A site with an officer, a member, and somebody of whom it is not said yet which member they are."""
    with a_copy_of(with_members, tmp_path) as app:
        yield app


@pytest.fixture
def member(site: Flask) -> FlaskClient:
    """A browser in which Councillor Ada Finch is signed in."""
    return browser(site, ADA)


def browser(site: Flask, email: str) -> FlaskClient:
    client = site.test_client()
    assert sign_in(client, email=email).location == "/papers/"
    return client


def ada() -> Member:
    return db.session.scalars(select(Member).where(Member.name == "Councillor Ada Finch")).one()


def change(site: Flask, kind: type[Any], wanted: Any, **values: Any) -> None:
    """Change records of a kind."""
    with site.app_context():
        for row in db.session.scalars(select(kind).where(wanted)):
            for name, value in values.items():
                setattr(row, name, value)
        db.session.commit()


def seats(site: Flask, **values: Any) -> None:
    """Change every seat of Councillor Ada Finch."""
    with site.app_context():
        number = ada().id
    change(site, Appointment, Appointment.member_id == number, **values)


def file_of(site: Flask, title: str, of: str = MEETING) -> str:
    with site.app_context():
        return f"{of}{db.session.scalars(select(Paper.id).where(Paper.title == title)).one()}.pdf"


def test_a_member_begins_with_the_meetings_at_which_they_sit(member: FlaskClient):
    page = text(member, "/papers/")
    assert page.startswith("Councillor Ada Finch Your papers Coming meetings")
    assert "Thursday 19 March 2026 , Larkshire Police and Crime Panel" in page
    assert "Thursday 18 June 2026 Larkshire Police and Crime Panel" in page
    assert "Thursday 16 April 2026 Budget Working Group" in page, "she sits on the group too"
    assert page.index("Past meetings") < page.index("26 February 2026") < page.index("5 February 2026")


def test_an_agenda_has_all_its_papers_and_marks_the_exempt_ones_with_the_words(member: FlaskClient):
    page = text(member, MEETING)
    assert "Update from the Commissioner PDF, 3 pages" in page
    assert (
        "Exempt Appendix B: Force responses Not for publication: Information relating to the financial or business "
        "affairs of any particular person" in page
    )
    assert "Papers that are marked exempt are for members and officers only." in page
    assert "Work programme 2026 In the agenda pack" in page


@pytest.mark.parametrize("title", ["Update from the Commissioner", "Force responses"])
def test_a_paper_is_given_and_kept_by_nobody(title: str, site: Flask, member: FlaskClient):
    answer = member.get(file_of(site, title))
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers
    assert answer.data.startswith(b"%PDF")


def test_the_file_of_an_exempt_paper_is_the_one_that_was_handed_in(site: Flask, member: FlaskClient):
    from io import BytesIO

    from pypdf import PdfReader

    read = PdfReader(BytesIO(member.get(file_of(site, "Force responses")).data))
    assert SECRET_WORDS in read.pages[0].extract_text()


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"until": date(2026, 3, 18)}, id="the seat ended the day before"),
        pytest.param({"since": date(2026, 3, 20)}, id="the seat begins the day after"),
        pytest.param({"withdrawn": True}, id="the appointment was recorded in error"),
    ],
)
def test_who_does_not_sit_that_day_has_no_papers_of_it(values: dict[str, Any], site: Flask, member: FlaskClient):
    exempt, public = file_of(site, "Force responses"), file_of(site, "Update from the Commissioner")
    seats(site, **values)
    assert "19 March 2026" not in text(member, "/papers/")
    for address in (MEETING, exempt, public):
        assert member.get(address).status_code == 404


@pytest.mark.parametrize("values", [{"until": date(2026, 3, 19)}, {"since": date(2026, 3, 19)}], ids=["last", "first"])
def test_the_first_and_the_last_day_of_a_seat_count(values: dict[str, Any], site: Flask, member: FlaskClient):
    seats(site, **values)
    assert member.get(file_of(site, "Force responses")).status_code == 200


def test_a_member_sees_no_draft(site: Flask, member: FlaskClient):
    exempt = file_of(site, "Force responses")
    with site.app_context():
        the_meeting("2026-03-19").published = False
        db.session.commit()
    assert "Thursday 19 March 2026 Larkshire Police and Crime Panel" in text(member, "/papers/")
    assert "Agenda to come" in text(member, "/papers/")
    for address in (MEETING, exempt):
        assert member.get(address).status_code == 404


def test_a_closed_meeting_is_open_to_who_sits_there(site: Flask, member: FlaskClient):
    exempt = file_of(site, "Force responses")
    with site.app_context():
        the_meeting("2026-03-19").closed = True
        db.session.commit()
    assert "Closed meeting" in text(member, MEETING)
    assert member.get(exempt).status_code == 200
    seats(site, until=date(2026, 1, 1))
    assert member.get(exempt).status_code == 404


def test_what_is_withdrawn_is_gone(site: Flask, member: FlaskClient):
    letter, exempt = file_of(site, "Letter to the Commissioner"), file_of(site, "Force responses")
    change(site, Paper, Paper.title == "Letter to the Commissioner", withdrawn=True)
    assert member.get(letter).status_code == 404
    assert member.get(exempt).status_code == 200
    change(site, Item, Item.title == "Commissioner’s update", withdrawn=True)
    assert member.get(exempt).status_code == 404


def test_a_paper_of_another_meeting_is_not_reached_through_this_one(site: Flask, member: FlaskClient):
    exempt = file_of(site, "Force responses")
    with site.app_context():
        other = a_body(slug="wrenshire", name="Wrenshire Panel")
        theirs = a_meeting(other, date(2026, 3, 19), published=True)
        number = an_item(theirs, "1", "Precept").id
        db.session.commit()
    change(site, Paper, Paper.title == "Force responses", item_id=number)
    assert member.get(exempt).status_code == 404
    assert member.get(exempt.replace("larkshire", "wrenshire")).status_code == 404
    assert "Wrenshire" not in text(member, "/papers/")


@pytest.mark.parametrize(
    "address", [f"{MEETING}0.pdf", f"{MEETING}99999999999999.pdf", "/papers/larkshire/2026-03-18/"]
)
def test_what_is_not_there_is_not_found(address: str, member: FlaskClient):
    assert member.get(address).status_code == 404


def test_an_account_that_is_no_members_yet_says_whom_to_ask(site: Flask):
    client = browser(site, NEW)
    assert "Ask the officer who invited you" in text(client, "/papers/")
    assert client.get(MEETING).status_code == 404


def test_who_sits_nowhere_is_told_what_to_do(site: Flask, member: FlaskClient):
    seats(site, withdrawn=True)
    assert "No meeting is arranged of a body on which you sit." in text(member, "/papers/")


def test_members_and_officers_each_have_their_own_pages(site: Flask, member: FlaskClient):
    officer = signed_in(site)
    exempt = file_of(site, "Force responses")
    for address in ("/papers/", MEETING, exempt):
        assert officer.get(address).status_code == 404
    for address in ("/desk/", "/desk/larkshire/2026-03-19/", "/desk/people/", "/desk/mail/", "/desk/papers/1.pdf"):
        assert member.get(address).status_code == 404


def test_a_members_account_has_no_calendar_of_the_desk(member: FlaskClient):
    page = text(member, "/account")
    assert "You are here as Member" in page
    assert "calendar" not in page
    assert "Your papers" in member.get("/account").text


def test_a_closed_account_reads_nothing_more(site: Flask, member: FlaskClient):
    from panel.accounts.models import User

    change(site, User, User.email == ADA, disabled=True)
    assert member.get(file_of(site, "Force responses")).status_code == 303


def test_pages_ask_the_database_as_often_for_many_as_for_few(site: Flask, member: FlaskClient):
    asked = []
    for turn in range(2):
        for address in ("/papers/", MEETING):
            member.get(address)
            with statements(site) as said:
                member.get(address)
            asked.append(len(said))
        with site.app_context():
            meeting = the_meeting("2026-03-19")
            for each in range(1, 11):
                a_meeting(meeting.body, date(2027, turn + 1, each), published=True)
                an_item(meeting, f"9.{turn}.{each}", "Another")
            db.session.commit()
    assert asked[:2] == asked[2:]


@pytest.mark.xdist_group("publishing")
def test_a_member_has_what_was_published_and_nothing_that_an_officer_changed_since(ready: Path, tmp_path: Path):
    with ready_site(ready, tmp_path) as app:
        with app.app_context():
            user = an_officer(email=ADA, name="Ada Finch", role=Role.MEMBER, serves_all=False)
            db.session.add(MemberAccount(user_id=user.id, member_id=ada().id))
            db.session.commit()
        assert browser(app, ADA).get(MEETING).status_code == 404
        publish(signed_in(app), app)
        with app.app_context():
            the_item("3").title = "Kingfisher"
            report = db.session.scalars(select(Paper).where(Paper.title == "Update from the Commissioner")).one()
            number, report.document_id = report.id, a_file("heron", 2).id
            db.session.commit()
        reader = browser(app, ADA)
        shown = reader.get(MEETING).text
        assert "Kingfisher" not in shown
        assert "Commissioner’s update" in shown
        assert "Your whole pack" in shown
        with pypdfium2.PdfDocument(reader.get(f"{MEETING}{number}.pdf").data) as pdf:
            assert "update" in pdf[0].get_textpage().get_text_bounded()
        told = re.findall(
            r">(\w[^<]*)</(?:a|span)>\s*<span class=\"panel-file\">Pages (\w+) to (\w+) of your pack", shown
        )
        places = {title: (first, last) for title, first, last in told}
        with pypdfium2.PdfDocument(reader.get(f"{MEETING}pack.pdf").data) as pdf:
            pages = {
                pdf.get_page_label(index): pdf[index].get_textpage().get_text_bounded() for index in range(len(pdf))
            }
            for title, words in (
                ("Update from the Commissioner", "update"),
                ("Appendix B: Force responses", SECRET_WORDS),
            ):
                first, last = places[title]
                assert words in pages[first]
                assert words in pages[last]
            assert places["Appendix B: Force responses"] == ("E3", "E13")
            assert SECRET_WORDS in pdf[len(pdf) - 1].get_textpage().get_text_bounded()
        assert browser(app, ADA).get("/papers/larkshire/2026-06-18/pack.pdf").status_code == 404
