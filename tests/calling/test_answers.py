"""Members answer the calling notice from a link; officers see who comes, write to the others, and are warned."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from panel.accounts.models import User
from panel.audit.models import AuditEntry
from panel.calling.models import CallingAnswer, CallingLink
from panel.calling.rules import MOST_ANSWERS, Coming
from panel.despatch.operations import send_out
from panel.extensions import db
from panel.mail.models import Message
from panel.meetings.models import MeetingStatus, Substitute
from panel.meetings.operations import move
from panel.members.models import Appointment
from panel.packs.models import Publication
from tests.accounts.people import send, sign_in
from tests.builders import a_member
from tests.calling.links import ANSWERS, asked, links, number_of
from tests.desk.pages import text, the_panel, words
from tests.despatch.conftest import ADA, OMAR
from tests.officers import signed_in, the_meeting
from tests.public.site import statements

BEFORE = date(2026, 3, 18)
BEGUN = datetime(2026, 3, 19, 10, 30, tzinfo=UTC)


def kept(app: Flask) -> list[tuple[str, Coming, str, str]]:
    with app.app_context():
        rows = db.session.scalars(select(CallingAnswer).order_by(CallingAnswer.id))
        return [(row.member.name, row.coming, row.note, row.by) for row in rows]


def count(app: Flask, table: type) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_a_member_answers_from_the_link_and_changes_the_answer(app: Flask, officer: FlaskClient):
    link, member = asked(officer, app)[ADA], app.test_client()
    shown = text(member, link)
    assert "Larkshire Police and Crime Panel, Thursday 19 March 2026 Are you coming?" in shown
    assert "Called Councillor Ada Finch" in shown
    assert send(member, link, coming="coming", note="From 11am").status_code == 303
    told = text(member, link)
    assert "Thank you. Your answer is kept." in told
    assert "Your answer: Comes. “From 11am”" in told
    send(member, link, coming="apologies", note="")
    send(member, link, coming="apologies", note="")
    by = "Councillor Ada Finch (by link)"
    assert kept(app) == [
        ("Councillor Ada Finch", Coming.COMING, "From 11am", by),
        ("Councillor Ada Finch", Coming.APOLOGIES, "", by),
    ]
    with app.app_context():
        entry = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "answer calling notice")).first()
        assert (entry.actor, entry.detail) == (by, {"member": "Councillor Ada Finch", "coming": "coming"})


def test_opening_a_link_changes_nothing_however_often(app: Flask, officer: FlaskClient):
    link = asked(officer, app)[ADA]
    before = count(app, AuditEntry)
    with statements(app) as asked_of_it:
        for _ in range(3):
            answer = app.test_client().get(link)
            assert answer.headers["Cache-Control"] == "no-store"
            assert app.test_client().head(link).status_code == 200
    assert not [each for each in asked_of_it if not each.lstrip().upper().startswith("SELECT")]
    assert (kept(app), count(app, AuditEntry)) == ([], before)


def test_a_link_is_kept_by_its_digest_and_opens_nothing_else(app: Flask, officer: FlaskClient):
    link, member = asked(officer, app)[ADA], app.test_client()
    with app.app_context():
        row = db.session.scalars(select(CallingLink)).first()
        assert len(row.key_hash) == 64
        assert link.rpartition("/")[2] not in str(vars(row))
    member.get(link)
    for page in (ANSWERS, "/papers/larkshire/2026-03-19/", "/account"):
        assert member.get(page).location.startswith("/sign-in")
    assert member.get("/answer/" + "a" * 43).status_code == 404
    assert member.get("/answer/" + "a" * 9000).status_code == 404
    assert member.get("/answer/%00").status_code == 404


@pytest.mark.parametrize("end", ["begun", "held", "called off", "seat gone", "account closed"])
def test_a_link_ends_with_the_meeting(end: str, app: Flask, officer: FlaskClient):
    link, member = asked(officer, app)[ADA], app.test_client()
    page = member.get(link).text
    with app.app_context():
        meeting = the_meeting("2026-03-19")
        if end == "held":
            meeting.status = MeetingStatus.HELD
        elif end == "called off":
            meeting.status = MeetingStatus.CANCELLED
        elif end == "seat gone":
            db.session.query(Appointment).filter_by(body_id=meeting.body_id, office="Chair").one().until = BEFORE
        elif end == "account closed":
            db.session.query(User).filter_by(email=ADA).one().disabled = True
        db.session.commit()
    with time_machine.travel(BEGUN if end == "begun" else datetime(2026, 3, 12, 10, tzinfo=UTC)):
        closed = member.get(link)
        assert closed.status_code == (404 if end == "account closed" else 410)
        token = page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
        answer = member.post(link, data={"csrf_token": token, "coming": "coming"})
        assert answer.status_code == closed.status_code
    assert kept(app) == []


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Choose an answer."),
        ({"coming": "perhaps"}, "Choose an answer."),
        ({"coming": "substitute"}, "Choose who comes, or write their name."),
        ({"coming": "substitute", "substitute": "new"}, "Write the name of the person who comes"),
        ({"coming": "substitute", "substitute": "99999999999999999999"}, "Not a valid choice"),
        ({"coming": "coming", "note": "x" * 301}, "at most 300 characters"),
    ],
    ids=lambda each: str(each)[:40],
)
def test_what_is_wrong_is_told_at_its_field(fields: dict[str, str], said: str, app: Flask, officer: FlaskClient):
    answer = send(app.test_client(), asked(officer, app)[ADA], **fields)
    assert said in answer.text
    assert "<title>Error: " in answer.text
    assert kept(app) == []


def test_a_link_cannot_flood_the_records(app: Flask, officer: FlaskClient):
    link, member = asked(officer, app)[ADA], app.test_client()
    with app.app_context():
        meeting = the_meeting("2026-03-19")
        number = db.session.scalars(select(CallingLink.member_id)).first()
        facts = {"meeting_id": meeting.id, "member_id": number, "day": meeting.date, "by": "link", "at": BEGUN}
        db.session.add_all(CallingAnswer(coming=Coming.COMING, **facts) for _ in range(MOST_ANSWERS))
        db.session.commit()
    answer = send(member, link, coming="apologies")
    assert answer.status_code == 422
    assert "Please telephone the officer" in answer.text
    assert len(kept(app)) == MOST_ANSWERS


def test_officers_see_who_was_asked_who_answered_and_how(app: Flask, officer: FlaskClient):
    assert "Nobody was asked yet. The quorum is two of the three" in text(officer, ANSWERS)
    found = asked(officer, app)
    assert set(found) == {ADA, OMAR}
    send(app.test_client(), found[ADA], coming="coming")
    shown = text(officer, ANSWERS)
    assert "Councillor Ada Finch Chair, Larkshire County Council Comes Thursday 12 March 2026" in shown
    assert "Omar Reed Calling notice of Thursday 12 March 2026 No answer yet" in shown
    assert "One member has no account, so the calling notice does not reach them by e-mail" in shown
    number = number_of(app, "Councillor Ravi Linnet")
    assert f'/invite?member={number}"' in officer.get(ANSWERS).text
    invitation = officer.get(f"/desk/people/invite?member={number}").text
    assert f'<option value="{number}" selected' in invitation
    assert 'value="Councillor Ravi Linnet"' in invitation
    assert "One member comes and two have not answered. It takes two of the three" in shown
    with app.app_context():
        entry = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "send calling notice")).one()
        assert entry.detail == {"to": ["Councillor Ada Finch", "Omar Reed"]}


def test_the_notice_goes_once_and_a_reminder_once_a_day_to_who_is_silent(app: Flask, officer: FlaskClient):
    found = asked(officer, app)
    page = officer.get(ANSWERS).text
    assert "Send the calling notice" not in page
    assert "Remind" not in page
    again = send(officer, "/desk/larkshire/2026-03-19/answers", page="/account", do="ask")
    assert again.status_code == 422
    assert "There is nobody to whom a calling notice could be sent now." in again.text
    send(app.test_client(), found[ADA], coming="coming")
    with time_machine.travel(datetime(2026, 3, 13, 9, tzinfo=UTC)):
        officer = signed_in(app)
        assert "Remind 1 who has not answered" in officer.get(ANSWERS).text
        assert send(officer, ANSWERS, do="remind").status_code == 303
        assert send(officer, ANSWERS, page="/account", do="remind").status_code == 422
        assert count(app, Message) == 3
        new = links(app)[OMAR]
        assert new != found[OMAR]
        for link in (new, found[OMAR]):
            assert app.test_client().get(link).status_code == 200, "the e-mail before works too"


def test_an_officer_enters_what_somebody_telephoned(app: Flask, officer: FlaskClient):
    address = f"{ANSWERS}/{number_of(app, 'Councillor Ravi Linnet')}"
    assert send(officer, address).text.count("Choose an answer.") == 2
    assert send(officer, address, coming="remotely", note="Telephoned").status_code == 303
    shown = text(officer, ANSWERS)
    assert "Councillor Ravi Linnet: joins remotely." in shown
    assert kept(app)[-1][3] == "Imogen Vale <imogen.vale@larkshire.example>"
    send(officer, address, coming="apologies")
    history = text(officer, address)
    assert history.index("Joins remotely. “Telephoned”") < history.rindex("Sends apologies")
    for wrong in (f"{ANSWERS}/99", f"{ANSWERS}/{2**31 - 1}"):
        assert officer.get(wrong).status_code == 404


def test_a_substitute_stands_in_once_an_officer_has_confirmed(app: Flask, officer: FlaskClient):
    link, number = asked(officer, app)[ADA], number_of(app, "Councillor Ada Finch")
    send(app.test_client(), link, coming="substitute", name="Councillor Ivy Wren")
    assert count(app, Substitute) == 0, "a link names nobody who then has exempt papers"
    assert "Name Councillor Ivy Wren to stand in for Councillor Ada Finch" in text(officer, ANSWERS)
    assert send(officer, f"{ANSWERS}/{number}/substitute", page=ANSWERS).status_code == 303
    assert "Councillor Ivy Wren stands in for Councillor Ada Finch." in text(officer, ANSWERS)
    assert send(officer, f"{ANSWERS}/{number}/substitute", page="/account").status_code == 422
    assert count(app, Substitute) == 1
    send(app.test_client(), link, coming="coming")
    assert "Councillor Ada Finch comes after all." in text(officer, ANSWERS)
    send(officer, f"{ANSWERS}/{number}/withdraw", page=ANSWERS)
    with app.app_context():
        assert db.session.scalars(select(Substitute.withdrawn)).all() == [True]


def test_a_substitute_with_a_seat_of_their_own_is_refused_with_the_reason(app: Flask, officer: FlaskClient):
    number = number_of(app, "Councillor Ada Finch")
    send(officer, f"{ANSWERS}/{number}", coming="substitute", name="Omar Reed")
    answer = send(officer, f"{ANSWERS}/{number}/substitute", page=ANSWERS)
    assert answer.status_code == 422
    assert "Somebody of that name has a seat of their own" in answer.text
    assert count(app, Substitute) == 0


def test_the_desk_warns_when_the_quorum_is_at_risk(app: Flask, officer: FlaskClient):
    assert "Quorum" not in text(officer, "/desk/")
    found = asked(officer, app)
    assert "Quorum at risk One member" not in text(officer, "/desk/")
    send(app.test_client(), found[ADA], coming="apologies")
    send(app.test_client(), found[OMAR], coming="apologies")
    desk = text(officer, "/desk/")
    assert "No quorum" in desk
    assert "Apologies: Councillor Ada Finch, Omar Reed. No answer: Councillor Ravi Linnet." in desk
    for link in found.values():
        send(app.test_client(), link, coming="coming")
    assert "Quorum expected" in text(officer, "/desk/")


def test_members_answer_anew_once_the_meeting_has_moved(app: Flask, officer: FlaskClient):
    link = asked(officer, app)[ADA]
    send(app.test_client(), link, coming="coming")
    with app.app_context():
        move(the_meeting("2026-03-19"), date(2026, 3, 24), actor="Imogen Vale")
        db.session.commit()
    assert "The meeting was moved since you answered." in text(app.test_client(), link)
    moved = text(officer, "/desk/larkshire/2026-03-24/answers")
    assert "Answered for Thursday 19 March 2026, before the meeting was moved." in moved
    assert "Send the calling notice to 2 members" in moved


def test_who_serves_another_body_sees_no_answers(app: Flask, officer: FlaskClient):
    assert app.test_client().get(ANSWERS).location.startswith("/sign-in")
    assert officer.get("/desk/larkshire/2027-01-01/answers").status_code == 404


def test_the_number_of_questions_does_not_grow_with_the_members(app: Flask, officer: FlaskClient):
    asked(officer, app)
    with statements(app) as few:
        officer.get(ANSWERS)
    with app.app_context():
        for position in range(9, 19):
            a_member(the_panel(), f"Councillor {position}", position)
        db.session.commit()
    with statements(app) as many:
        assert "Councillor 18" in words(officer.get(ANSWERS).text)
    assert len(many) == len(few)


def test_a_member_who_is_signed_in_answers_from_their_own_page(app: Flask, officer: FlaskClient):
    member = app.test_client()
    sign_in(member, ADA)
    own = "/papers/larkshire/2026-03-19/answer"
    assert f'href="{own}"' in member.get("/papers/larkshire/2026-03-19/").text
    assert send(member, own, coming="remotely").status_code == 303
    assert "Your answer: Joins remotely." in text(member, own)
    assert [(each[1], each[3]) for each in kept(app)] == [(Coming.REMOTELY, f"Councillor Ada Finch <{ADA}>")]
    assert member.get("/papers/larkshire-budget/2026-04-17/answer").status_code == 404
    assert member.get("/papers/larkshire/2026-02-05/answer").status_code == 410
    assert officer.get(own).status_code == 404


def test_the_agenda_brings_a_link_to_those_who_are_summoned(app: Flask, officer: FlaskClient):
    with app.app_context():
        meeting = the_meeting("2026-03-19")
        facts = {"in_time": True, "notice": "", "authority": "", "files": [], "whole": [], "last_exempt_page": 0}
        agenda = Publication(meeting=meeting, number=0, at=BEGUN, by="x", agenda={"items": []}, last_page=1, **facts)
        with app.test_request_context("/"):
            send_out(meeting, [agenda], lambda path: f"http://localhost{path}", actor="Imogen Vale")
        db.session.commit()
    found = links(app)
    assert set(found) == {ADA, OMAR}
    assert "Called Omar Reed" in text(app.test_client(), found[OMAR])
    shown = text(officer, ANSWERS)
    assert "Omar Reed Agenda of Thursday 12 March 2026 No answer yet" in shown
    assert "Send the calling notice" not in shown, "who has the agenda has a link"
