"""A draft goes to those named, each with a link of their own, and each correction is answered."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from panel.accounts.models import User
from panel.accounts.rules import Role
from panel.audit.models import AuditEntry
from panel.despatch.models import Recipient
from panel.despatch.rules import Circle
from panel.extensions import db
from panel.law.ruling import Refused
from panel.mail.models import Message
from panel.members.models import Member
from panel.minute_book import circulating
from panel.minute_book.models import CirculatedTo, Circulation, CorrectionAsked
from panel.minute_book.queries import correction_numbered
from panel.minutes.queries import record_of
from panel.people.models import MemberAccount
from panel.public.clock import london_now
from tests.accounts.people import EMAIL, an_officer
from tests.builders import add
from tests.officers import the_meeting
from tests.public.records import TODAY
from tests.writing_up.kit import LATER, MINUTES, circulate, freely, links, trail, write

UNA = "una@larkshire.example"
ADA = "ada@larkshire.example"
ANOTHER = "another@larkshire.example"
OFFICE = "opcc@larkshire.example"


def addresses_known(app: Flask) -> None:
    """Give the chair an account, and the commissioner's office an address."""
    with app.app_context():
        chair = db.session.scalars(select(Member).where(Member.name == "Councillor Ada Finch")).one()
        account = an_officer(email=ADA, name="Ada Finch", role=Role.MEMBER, serves_all=False)
        add(MemberAccount(user_id=account.id, member_id=chair.id))
        facts = {
            "name": "Office of the Commissioner",
            "circle": Circle.OFFICE_HOLDER,
            "email": OFFICE,
        }
        add(Recipient(body_id=the_meeting("2026-02-05").body_id, **facts))
        db.session.commit()


def another_member(app: Flask) -> None:
    """Give another member of the panel an account."""
    with app.app_context():
        other = db.session.scalars(select(Member).where(Member.name != "Councillor Ada Finch").limit(1)).one()
        account = an_officer(email=ANOTHER, name=other.name, role=Role.MEMBER, serves_all=False)
        add(MemberAccount(user_id=account.id, member_id=other.id))
        db.session.commit()


def count(app: Flask, kind: type) -> int:
    """Count rows."""
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(kind))


def the_correction(app: Flask) -> int:
    """Give the number of the one correction."""
    with app.app_context():
        return db.session.scalars(select(CorrectionAsked.id)).one()


def test_those_who_were_there_are_offered_with_the_office_and_the_officers(app: Flask, officer: FlaskClient):
    addresses_known(app)
    page = officer.get(f"{MINUTES}/circulate").text
    for email in (ADA, OFFICE, EMAIL):
        assert f'name="to" value="{email}"' in page
    exempt = [email for email in (ADA, OFFICE) if f'name="exempt" value="{email}"' in page]
    assert exempt == [ADA]


def test_each_gets_an_email_with_a_link_of_their_own_whose_digest_alone_is_kept(app: Flask, officer: FlaskClient):
    addresses_known(app)
    answer = circulate(officer, to=[ADA], exempt=[ADA])
    assert answer.status_code == 303
    ada, una = links(app)
    assert ada != una
    with app.app_context():
        rows = db.session.scalars(select(CirculatedTo).order_by(CirculatedTo.id)).all()
        assert [(row.name, row.exempt) for row in rows] == [("Councillor Ada Finch", True), ("Una Marsh", False)]
        assert not any(link.rpartition("/")[2] in row.token_hash for link in (ada, una) for row in rows)
    detail = trail(app, "circulate")[0].detail
    assert (detail["to"], detail["exempt_to"]) == (["Councillor Ada Finch", "Una Marsh"], ["Councillor Ada Finch"])
    assert "corrections until Friday 20 March 2026" in officer.get(MINUTES).text


def test_the_exempt_minutes_go_to_nobody_who_may_not_have_them(app: Flask, officer: FlaskClient):
    addresses_known(app)
    answer = circulate(officer, to=[OFFICE], exempt=[OFFICE])
    assert answer.status_code == 422
    assert "only to members who sat at the meeting and to officers" in answer.text
    assert (count(app, Circulation), count(app, Message)) == (0, 0)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        pytest.param({"until-day": ""}, "must be a real date", id="no day"),
        pytest.param({"until-year": "2025"}, "a last day for corrections that is still to come", id="a day gone by"),
        pytest.param({"others": ""}, "Choose at least one person", id="nobody"),
        pytest.param({"others": "Una Marsh"}, "write a name and an e-mail address", id="no address"),
    ],
)
def test_a_circulation_that_cannot_go_is_refused_at_its_field(
    app: Flask, officer: FlaskClient, fields: dict, said: str
):
    answer = circulate(officer, **fields)
    assert answer.status_code == 422
    assert said in answer.text
    assert "<title>Error: " in answer.text
    assert count(app, Circulation) == 0


def test_of_two_who_circulate_at_once_the_second_is_told(app: Flask, officer: FlaskClient):
    assert circulate(officer).status_code == 303
    again = circulate(officer)
    assert again.status_code == 422
    assert "circulated meanwhile" in again.text
    assert (count(app, Circulation), count(app, Message)) == (1, 1)


def test_whoever_has_the_link_reads_the_draft_and_leaves_no_trace(app: Flask, officer: FlaskClient):
    write(officer, "The panel **debated** it.")
    write(officer, "The kingfisher", item="3", access="exempt")
    circulate(officer)
    before = count(app, AuditEntry)
    answer = app.test_client().get(links(app)[0])
    assert "The panel <strong>debated</strong> it." in answer.text
    assert "kingfisher" not in answer.text
    assert "secret" not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert count(app, AuditEntry) == before
    with app.app_context():
        assert db.session.scalars(select(CirculatedTo.opened_at)).one() is None


def test_the_exempt_minutes_stand_apart_for_a_member_who_sat(app: Flask, officer: FlaskClient):
    addresses_known(app)
    write(officer, "The kingfisher", item="3", access="exempt")
    circulate(officer, others="", to=[ADA], exempt=[ADA])
    link = links(app)[0]
    bare = app.test_client().get(link).text
    assert "kingfisher" not in bare
    assert "sign in with your own account to read them" in bare
    page = freely(app, ADA).get(f"{link}/exempt")
    assert "Not for publication" in page.text
    assert "The kingfisher" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert "The kingfisher" in officer.get(f"{link}/exempt").text


def test_a_link_alone_or_with_the_account_of_another_member_gives_nothing_exempt(app: Flask, officer: FlaskClient):
    addresses_known(app)
    another_member(app)
    write(officer, "The kingfisher", item="3", access="exempt")
    circulate(officer, to=[ADA], exempt=[ADA])
    ada, una = links(app)
    other = freely(app, ANOTHER)
    sent = {"item": "3", "access": "exempt", "text": "Heron"}
    assert app.test_client().get(f"{ada}/exempt").location.startswith("/sign-in?next=")
    assert app.test_client().post(ada, data=sent).status_code == 404
    assert other.get(f"{ada}/exempt").status_code == 404
    assert other.post(f"{ada}/exempt", data=sent).status_code == 404
    assert officer.get(f"{una}/exempt").status_code == 404
    assert count(app, CorrectionAsked) == 0
    assert freely(app, ADA).post(f"{ada}/exempt", data=sent).location == f"{ada}/exempt"
    assert count(app, CorrectionAsked) == 1
    assert "Heron" not in app.test_client().get(ada).text


def test_a_link_ends_with_the_account_of_its_member(app: Flask, officer: FlaskClient):
    addresses_known(app)
    circulate(officer, to=[ADA], exempt=[ADA])
    with app.app_context():
        db.session.scalars(select(User).where(User.email == ADA)).one().disabled = True
        db.session.commit()
    ada, una = links(app)
    assert app.test_client().get(ada).status_code == 404
    assert app.test_client().get(una).status_code == 200


def test_a_correction_is_asked_for_once_however_often_it_is_sent(app: Flask, officer: FlaskClient):
    circulate(officer)
    reader, link = app.test_client(), links(app)[0]
    for _ in range(2):
        sent = reader.post(link, data={"item": "2", "access": "public", "text": "It was ten."})
        assert sent.status_code == 303
    page = reader.get(link).text
    assert "It was ten." in page
    assert "Not answered yet" in page
    assert count(app, CorrectionAsked) == 1
    assert trail(app, "ask for a correction")[0].actor == "Una Marsh, by their link"
    assert "1 correction waits for an answer" in officer.get(MINUTES).text


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        pytest.param({"text": " "}, 422, id="no words"),
        pytest.param({"text": "x" * 5001}, 422, id="too many words"),
        pytest.param({"item": "99"}, 404, id="no such item"),
        pytest.param({"access": "exempt"}, 404, id="an exempt part that was not sent"),
    ],
)
def test_a_correction_that_is_none_is_refused(app: Flask, officer: FlaskClient, fields: dict, status: int):
    circulate(officer)
    sent = app.test_client().post(links(app)[0], data={"item": "2", "access": "public", "text": "x"} | fields)
    assert sent.status_code == status
    assert count(app, CorrectionAsked) == 0


def test_after_the_last_day_the_draft_is_read_and_nothing_is_asked(app: Flask, officer: FlaskClient):
    circulate(officer)
    link = links(app)[0]
    with time_machine.travel(TODAY + timedelta(days=9)):
        reader = app.test_client()
        assert "Corrections could be asked for until Friday 20 March 2026" in reader.get(link).text
        assert reader.post(link, data={"item": "2", "access": "public", "text": "Late"}).status_code == 422


def test_a_link_that_was_closed_or_never_made_opens_nothing(app: Flask, officer: FlaskClient):
    circulate(officer)
    link, reader = links(app)[0], app.test_client()
    with app.app_context():
        number = db.session.scalars(select(CirculatedTo.id)).one()
    assert reader.get("/draft-minutes/made-up").status_code == 404
    assert officer.post(f"/desk/larkshire/2026-03-19/minutes/links/{number}").status_code == 404
    assert officer.post(f"{MINUTES}/links/{number}", data={"do": "close"}).status_code == 303
    assert reader.get(link).status_code == 404
    assert reader.post(link, data={"item": "2", "access": "public", "text": "x"}).status_code == 404
    officer.post(f"{MINUTES}/links/{number}", data={"do": "open"})
    assert reader.get(link).status_code == 200
    assert [len(trail(app, verb)) for verb in ("close link", "open link")] == [1, 1]


def test_a_link_ends_with_the_confirmation(app: Flask, officer: FlaskClient):
    circulate(officer)
    assert officer.post(f"{LATER}/public", data={}).status_code == 303
    assert app.test_client().get(links(app)[0]).status_code == 404
    assert "the links to the draft have ended" in officer.get(f"{MINUTES}/circulate").text
    assert circulate(officer, seen="1").status_code == 422


@pytest.mark.parametrize(("takes_up", "verb"), [("yes", "take up"), ("no", "answer")])
def test_a_correction_is_answered_and_the_answer_goes_to_who_asked(
    app: Flask, officer: FlaskClient, takes_up: str, verb: str
):
    circulate(officer)
    link = links(app)[0]
    app.test_client().post(link, data={"item": "2", "access": "public", "text": "It was ten."})
    number = the_correction(app)
    said = {"takes_up": takes_up, "answer": "The recording has eleven."}
    assert officer.post(f"{MINUTES}/corrections/{number}", data=said).status_code == 303
    assert "The recording has eleven." in app.test_client().get(link).text
    with app.app_context():
        last = db.session.scalars(select(Message).order_by(Message.id.desc())).first()
        assert (last.to, last.subject.startswith("Your correction was")) == (UNA, True)
        verbs = db.session.scalars(select(AuditEntry.verb)).all()
        assert sum(each.startswith(verb) for each in verbs) == 1


@pytest.mark.parametrize(
    ("said", "reason"),
    [({"answer": "x"}, "Choose whether it is taken up"), ({"takes_up": "no"}, "Say why it is not taken up")],
    ids=["neither yes nor no", "no, and no reason"],
)
def test_an_answer_that_is_none_is_refused(app: Flask, officer: FlaskClient, said: dict, reason: str):
    officer.post(f"{MINUTES}/corrections", data={"item": "2", "access": "public", "text": "Ten", "by": "Omar Reed"})
    answer = officer.post(f"{MINUTES}/corrections/{the_correction(app)}", data=said)
    assert answer.status_code == 422
    assert reason in answer.text


def test_two_who_answer_one_correction_at_once_do_not_both(app: Flask, officer: FlaskClient):
    officer.post(f"{MINUTES}/corrections", data={"item": "2", "access": "public", "text": "Ten", "by": "Omar Reed"})
    number = the_correction(app)
    officer.post(f"{MINUTES}/corrections/{number}", data={"takes_up": "yes"})
    late = officer.post(f"{MINUTES}/corrections/{number}", data={"takes_up": "no", "answer": "No"})
    assert "Somebody answered this correction meanwhile" in late.text or late.status_code == 422
    with app.app_context():
        minutes = record_of(the_meeting("2026-02-05"))
        row = correction_numbered(minutes, number)
        assert row.taken_up is True
        with pytest.raises(Refused, match="meanwhile"):
            circulating.answer(row, "No", takes_up=False, now=london_now(), actor="Ravi Linnet")


def test_what_the_officer_was_told_otherwise_stands_with_the_others(app: Flask, officer: FlaskClient):
    sent = {"item": "2", "access": "public", "text": "It was ten.", "by": "Omar Reed"}
    assert officer.post(f"{MINUTES}/corrections", data=sent).status_code == 303
    page = officer.get(f"{MINUTES}/corrections").text
    assert "Item 2, Omar Reed" in page
    assert "told otherwise" in page
    empty = officer.post(f"{MINUTES}/corrections", data=sent | {"text": "", "by": ""})
    assert empty.status_code == 422
    assert "Enter who asks for it." in empty.text


def test_a_correction_of_another_meeting_is_not_found(app: Flask, officer: FlaskClient):
    officer.post(f"{MINUTES}/corrections", data={"item": "2", "access": "public", "text": "Ten", "by": "Omar Reed"})
    elsewhere = f"/desk/larkshire/2026-03-19/minutes/corrections/{the_correction(app)}"
    assert officer.post(elsewhere, data={"takes_up": "yes"}).status_code == 404
