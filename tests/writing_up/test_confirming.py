"""A later meeting confirms minutes, as they are or amended; from then on they are closed, and corrected beside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel.agendas.models import Item
from panel.extensions import db
from panel.law.ruling import Refused
from panel.minute_book import circulating
from panel.minute_book import operations as book
from panel.minute_book.composing import compose
from panel.minute_book.models import ConfirmedMinutes, EnclosedMinutes, NumbersKept, Passage
from panel.minute_book.printed import Printed
from panel.minutes import operations
from panel.minutes.models import Action, Confirmation, Minutes
from panel.minutes.queries import confirmed, record_of
from panel.papers.models import Paper, PaperAccess
from panel.people.models import Serving
from panel.public.clock import london_now
from tests.accounts.people import an_officer
from tests.builders import a_body, a_paper, add, an_item, minutes_of
from tests.officers import the_meeting
from tests.public.records import TODAY
from tests.public.site import statements
from tests.writing_up.kit import LATER, MINUTES, freely, trail, write

ROOM = "/desk/larkshire/2026-03-19/room"
PUBLIC, EXEMPT = PaperAccess.PUBLIC, PaperAccess.EXEMPT


def the_day(app: Flask) -> dict[PaperAccess, object]:
    """Say when the minutes were confirmed."""
    with app.app_context():
        return confirmed(the_meeting("2026-02-05"))


def test_the_room_offers_the_minutes_of_earlier_meetings_under_their_item(officer: FlaskClient):
    page = officer.get(f"{ROOM}?item=1(2)").text
    assert "Minutes of earlier meetings" in page
    assert "/earlier-minutes/2026-02-05/public?item=" in page
    assert "/earlier-minutes/2026-02-05/exempt?item=" in page


def test_minutes_are_confirmed_as_they_are(app: Flask, officer: FlaskClient):
    fields = {"proposer": "Councillor Ada Finch", "seconder": "Omar Reed", "item": "1(2)"}
    answer = officer.post(f"{LATER}/public", data=fields)
    assert answer.status_code == 303
    assert answer.location.startswith(ROOM)
    assert list(the_day(app)) == [PUBLIC]
    page = officer.get(MINUTES).text
    assert "as they were, proposed by Councillor Ada Finch, seconded by Omar Reed" in page
    assert "The record is closed" in page
    assert len(trail(app, "confirm")) == 1
    with app.app_context():
        assert db.session.scalars(select(Confirmation.item)).one() == "1(2)"


def test_the_numbers_that_minutes_have_when_they_are_confirmed_stay_theirs(app: Flask, officer: FlaskClient):
    officer.post(f"{LATER}/public")
    with app.app_context():
        kept = db.session.scalars(select(NumbersKept)).one()
        assert kept.numbers == {"1": "1", "2": "2", "3": "3"}


@pytest.mark.parametrize("item", ["99", "1(2)\x00", "1" * 500])
def test_an_item_that_the_agenda_has_not_is_left_away(app: Flask, officer: FlaskClient, item: str):
    assert officer.get(f"{LATER}/public", query_string={"item": item}).status_code == 200
    assert officer.post(f"{LATER}/public", data={"item": item}).location.endswith("/room")
    with app.app_context():
        assert db.session.scalars(select(Confirmation.item)).one() == ""


def test_how_exempt_minutes_were_amended_stands_in_the_exempt_minutes_alone(app: Flask, officer: FlaskClient):
    officer.post(f"{LATER}/exempt", data={"words": "For heron read KINGFISHER.", "item": "1(2)"})
    with app.app_context():
        at = record_of(the_meeting("2026-03-19"))
        public, exempt = repr(compose(at)), repr(compose(at, EXEMPT))
    assert "KINGFISHER" not in public
    assert "confirmed with amendments that stand in the exempt minutes" in public
    assert "KINGFISHER" in exempt


def test_an_amendment_changes_the_passage_in_the_same_step_and_both_stand_beside_it(app: Flask, officer: FlaskClient):
    write(officer, "It was agreed by ten.")
    fields = {
        "words": "In item 2, “eleven” was put in the place of “ten”.",
        "text-2-public-narrative": "It was agreed by eleven.",
        "version-2-public-narrative": "1",
    }
    assert officer.post(f"{LATER}/public", data=fields).status_code == 303
    page = officer.get(MINUTES).text
    assert "was put in the place of" in page
    assert "[left out: </span>ten." in page
    assert "[added: </span>eleven." in page
    assert "Confirmed on Thursday 19 March 2026, as amended" in page
    assert len(trail(app, "confirm as amended")) == 1


def test_a_passage_that_is_changed_without_a_word_of_it_is_refused(app: Flask, officer: FlaskClient):
    write(officer, "It was agreed by ten.")
    fields = {"text-2-public-narrative": "Eleven.", "version-2-public-narrative": "1"}
    answer = officer.post(f"{LATER}/public", data=fields)
    assert answer.status_code == 422
    assert "Say in words how they were amended." in answer.text
    assert "Eleven." in answer.text
    assert the_day(app) == {}


def test_an_amendment_of_words_that_somebody_else_changed_is_refused_whole(app: Flask, officer: FlaskClient):
    write(officer, "It was agreed by ten.")
    fields = {"words": "x", "text-2-public-narrative": "Eleven.", "version-2-public-narrative": "0"}
    answer = officer.post(f"{LATER}/public", data=fields)
    assert answer.status_code == 422
    assert "changed a passage meanwhile" in answer.text
    assert the_day(app) == {}


def test_a_second_confirmation_is_refused_with_the_reason(app: Flask, officer: FlaskClient):
    officer.post(f"{LATER}/public")
    again = officer.post(f"{LATER}/public")
    assert again.status_code == 422
    assert "confirmed on Thursday 19 March 2026" in again.text
    with app.app_context():
        assert len(db.session.scalars(select(Confirmation)).all()) == 1


def test_the_exempt_minutes_are_confirmed_by_an_entry_of_their_own(app: Flask, officer: FlaskClient):
    officer.post(f"{LATER}/exempt")
    assert list(the_day(app)) == [EXEMPT]
    assert write(officer, "Still open").status_code == 303
    assert write(officer, "Closed", item="3", access="exempt").status_code == 422


@pytest.mark.parametrize(
    "address",
    [
        "/desk/larkshire/2026-03-19/earlier-minutes/2026-03-19/public",
        "/desk/larkshire/2026-03-19/earlier-minutes/2026-06-18/public",
        "/desk/larkshire/2026-03-19/earlier-minutes/never/public",
        "/desk/larkshire/2026-03-19/earlier-minutes/2026-02-05/secret",
    ],
)
def test_only_minutes_of_an_earlier_meeting_come_before_a_meeting(officer: FlaskClient, address: str):
    assert officer.get(address).status_code == 404


VERBS: dict[str, Callable[[Minutes], object]] = {
    "enter": lambda minutes: operations.enter(Action, minutes, {"text": "x"}, actor="x"),
    "amend an entry": lambda minutes: operations.amend(minutes.motions[0], {"text": "x"}, actor="x"),
    "amend the record": lambda minutes: operations.amend(minutes, {"rose": time(1)}, actor="x"),
    "withdraw an entry": lambda minutes: operations.withdraw(minutes.resolutions[0], actor="x"),
    "withdraw the record": lambda minutes: operations.withdraw(minutes, actor="x"),
    "write": lambda minutes: book.write(minutes, "2", "x", seen=1, now=london_now(), actor="x"),
    "write a summary": lambda minutes: book.write(
        minutes, "3", "x", seen=0, now=london_now(), actor="x", what=book.Written.SUMMARY
    ),
    "ask for a correction": lambda minutes: circulating.ask(
        minutes, "2", PUBLIC, "x", "y", now=london_now(), actor="x"
    ),
    "circulate": lambda minutes: circulating.circulate(
        minutes,
        [circulating.Addressee("Una", "una@larkshire.example")],
        TODAY.date() + timedelta(days=9),
        "",
        seen=0,
        full=str,
        now=london_now(),
        actor="x",
    ),
}


def test_every_verb_is_refused_once_the_minutes_are_confirmed(app: Flask, officer: FlaskClient):
    write(officer, "It was agreed.")
    officer.post(f"{LATER}/public")
    with app.app_context():
        for name, verb in VERBS.items():
            minutes = record_of(the_meeting("2026-02-05"))
            with pytest.raises(Refused) as refused:
                verb(minutes)
            assert "confirmed on Thursday 19 March 2026" in refused.value.ruling.reason, name
            db.session.rollback()


def test_the_page_of_confirmed_minutes_refuses_a_late_save_and_says_the_way_out(officer: FlaskClient):
    write(officer, "It was agreed.")
    officer.post(f"{LATER}/public")
    late = write(officer, "It was not agreed.", version=1)
    assert late.status_code == 422
    assert "Enter a later correction instead" in late.text
    assert '<textarea class="govuk-textarea panel-book__text" id="text-2-public' not in late.text


def test_a_mistaken_confirmation_is_taken_back_with_its_amendment_while_the_meeting_runs(
    app: Flask, officer: FlaskClient
):
    write(officer, "By ten.")
    with time_machine.travel(TODAY + timedelta(days=7)):
        officer = freely(app)
        fields = {"words": "x", "text-2-public-narrative": "By eleven.", "version-2-public-narrative": "1"}
        assert officer.post(f"{LATER}/public", data=fields).status_code == 303
        assert "Take the confirmation back" in officer.get(f"{ROOM}?item=1(2)").text
        assert officer.post(f"{LATER}/public/take-back", data={}).status_code == 303
    assert the_day(app) == {}
    with app.app_context():
        assert db.session.scalars(select(Passage.text)).all() == ["By ten."]
    assert len(trail(app, "take back confirmation")) == 1


def test_once_that_meeting_is_over_a_confirmation_stays(app: Flask, officer: FlaskClient):
    officer.post(f"{LATER}/public")
    with time_machine.travel(TODAY + timedelta(days=8)):
        officer = freely(app)
        told = officer.post(f"{LATER}/public/take-back", follow_redirects=True)
        assert "Not taken back. The meeting that confirmed them is over" in told.text
    assert list(the_day(app)) == [PUBLIC]


@pytest.fixture
def changed_afterwards(app: Flask) -> Callable[[], None]:
    """Change what minutes take from elsewhere: the agenda, the meeting, the body."""

    def change() -> None:
        with app.app_context():
            meeting = the_meeting("2026-02-05")
            item = db.session.scalars(select(Item).where(Item.meeting_id == meeting.id, Item.number == "2")).one()
            item.title, item.urgent_reason = "Kingfisher", "Kingfisher"
            meeting.venue, meeting.start, meeting.body.name = "Kingfisher Hall", time(3), "Kingfisher Panel"
            an_item(meeting, "9", "Kingfisher")
            db.session.commit()

    return change


def printed(app: Flask) -> dict[PaperAccess, Printed]:
    """Give both minutes as they print."""
    with app.app_context():
        minutes = record_of(the_meeting("2026-02-05"))
        return {access: compose(minutes, access) for access in PaperAccess}


def test_what_was_confirmed_is_what_every_form_gives_from_then_on(
    app: Flask, officer: FlaskClient, changed_afterwards: Callable[[], None]
):
    write(officer, "It was **agreed** by ten.")
    for half in ("public", "exempt"):
        assert officer.post(f"{LATER}/{half}").status_code == 303
    before, public = printed(app), "/meetings/larkshire/2026-02-05/minutes"
    files = [officer.get(address).data for address in (f"{public}/2.pdf", f"{public}.docx")]
    changed_afterwards()
    assert printed(app) == before
    assert [officer.get(address).data for address in (f"{public}/2.pdf", f"{public}.docx")] == files
    for address in (f"{public}/2", f"{MINUTES}/preview", f"{MINUTES}/preview?which=exempt"):
        page = officer.get(address)
        assert page.status_code == 200
        assert "Kingfisher Hall" not in page.text
        assert "03:00" not in page.text
    assert "<strong>agreed</strong>" in officer.get(f"{public}/2").text
    assert officer.get(f"{public}/9").status_code == 404


def test_signatures_and_later_corrections_stand_beside_what_was_confirmed(
    app: Flask, officer: FlaskClient, changed_afterwards: Callable[[], None]
):
    officer.post(f"{LATER}/public")
    changed_afterwards()
    officer.post(f"{LATER}/public/sign", data={"name": "Omar Reed"})
    day = {"day-day": "12", "day-month": "3", "day-year": "2026"}
    officer.post(f"{MINUTES}/later", data={"item": "2", "access": "public", "text": "Eleven voted.", **day})
    found = printed(app)
    assert found[PUBLIC].settled.signed_by == "Omar Reed"
    assert [each.text for each in found[PUBLIC].later] == ["Eleven voted."]
    assert found[EXEMPT].settled.confirmed is None
    assert found[EXEMPT].place == "Kingfisher Hall"


def test_a_confirmation_that_is_taken_back_leaves_nothing_kept(
    app: Flask, officer: FlaskClient, changed_afterwards: Callable[[], None]
):
    with time_machine.travel(TODAY + timedelta(days=7)):
        officer = freely(app)
        for words in ("", "They were amended."):
            assert officer.post(f"{LATER}/public", data={"words": words}).status_code == 303
            assert officer.post(f"{LATER}/public/take-back").status_code == 303
    changed_afterwards()
    assert printed(app)[PUBLIC].place == "Kingfisher Hall"
    with app.app_context():
        assert db.session.scalars(select(ConfirmedMinutes)).all() == []


def test_an_officer_of_another_body_sees_none_of_it(app: Flask, officer: FlaskClient):
    with app.app_context():
        body = a_body(slug="wrenshire", name="Wrenshire Panel")
        account = an_officer(email="wren@larkshire.example", serves_all=False)
        add(Serving(user_id=account.id, body_id=body.id))
        db.session.commit()
    other = freely(app, "wren@larkshire.example")
    for address in (MINUTES, f"{MINUTES}/circulate", f"{MINUTES}/corrections", f"{LATER}/public", f"{LATER}/exempt"):
        assert other.get(address).status_code == 404
    write(officer, "x")
    assert "Minutes of Thursday 5 February" not in other.get("/desk/").text


def test_the_desk_asks_no_more_questions_however_many_minutes_are_in_hand(app: Flask, officer: FlaskClient):
    write(officer, "x")
    with statements(app) as few:
        officer.get("/desk/")
    with app.app_context():
        minutes = minutes_of(the_meeting("2025-11-20"))
        book.write(minutes, "", "y", seen=0, now=london_now(), actor="x")
        db.session.commit()
    with statements(app) as many:
        officer.get("/desk/")
    assert "Minutes of Thursday 20 November 2025" in officer.get("/desk/").text
    assert len(many) == len(few)


def test_minutes_on_a_later_agenda_are_proposed_until_they_are_taken_off_it(app: Flask, officer: FlaskClient):
    with app.app_context():
        item = next(each for each in db.session.scalars(select(Item)) if each.number == "1(2)")
        paper = a_paper(item, "Minutes, 5 February 2026")
        minutes = record_of(the_meeting("2026-02-05"))
        add(EnclosedMinutes(minutes_id=minutes.id, paper_id=paper.id, of="0" * 64, at=TODAY))
        db.session.commit()
        number = paper.id
    assert "On the agenda of Thursday 19 March 2026" in officer.get(MINUTES).text
    with app.app_context():
        db.session.get(Paper, number).withdrawn = True
        db.session.commit()
    assert "On the agenda of" not in officer.get(MINUTES).text
