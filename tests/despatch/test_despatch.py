"""What is published goes to those who are entitled to it, each the edition that they may have, once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel.audit.models import AuditEntry
from panel.despatch import operations, queries
from panel.despatch.models import Recipient, Sending
from panel.despatch.rules import (
    Circle,
    Entitled,
    account_reaches,
    may_be_listed,
    may_have_exempt,
    may_send_again,
    summons,
)
from panel.extensions import db
from panel.law.exemptions import Nation
from panel.mail.models import Message
from panel.mail.sealing import opened
from panel.members.models import Member
from panel.packs.contents import Edition
from panel.packs.models import Publication, Withdrawal
from panel.packs.published import own_pages
from tests.accounts.people import send, sign_in
from tests.builders import a_member
from tests.desk.pages import text, words
from tests.despatch.conftest import ADA, OFFICE, OMAR, an_account, posts, the_member
from tests.mail.servers import Post, work
from tests.officers import signed_in, the_meeting
from tests.packs.published import DAY, GATE, out, publish
from tests.public.records import SECRET_WORDS
from tests.public.site import statements
from tests.security.test_at_the_same_moment import just_before

pytestmark = pytest.mark.xdist_group("publishing")

DESPATCH = f"/desk/larkshire/{DAY}/despatch"
SUBSTITUTES = f"/desk/larkshire/{DAY}/substitutes"


def lines(app: Flask) -> dict[str, Sending]:
    with app.app_context():
        rows = db.session.scalars(select(Sending).order_by(Sending.id)).all()
        for row in rows:
            db.session.refresh(row, ["message", "publication"])
        return {row.name: row for row in rows}


def trail(app: Flask, verb: str) -> list[AuditEntry]:
    with app.app_context():
        return list(db.session.scalars(select(AuditEntry).where(AuditEntry.verb == verb).order_by(AuditEntry.id)))


def line(app: Flask, name: str) -> str:
    return f"{DESPATCH}/{lines(app)[name].id}"


def done(client: FlaskClient, address: str, **fields: str) -> str:
    """Press a button, and give the page to which it leads."""
    answer = send(client, address, **fields)
    assert answer.status_code == 303, words(answer.text)
    return text(client, answer.location)


def test_the_gate_says_to_whom_it_goes_and_who_is_not_reached(before: Flask):
    officer = signed_in(before)
    shown = text(officer, GATE)
    handed = "Three e-mails are written for you to hand over, and it goes on paper to one person. Not reached: "
    assert f"{handed}Councillor Ravi Linnet." in shown
    shown = text(officer, DESPATCH)
    assert "It goes to them when it is published." in shown
    assert "Councillor Ada Finch Member ada.finch@ larkshire.example By e-mail" in shown
    assert "Councillor Ravi Linnet Member No account: invite them" in shown
    assert "Omar Reed Co-opted member omar.reed@ larkshire.example By e-mail" in shown
    assert "Monitoring officer Authority 2 copies by hand On paper" in shown


ONE = (Entitled("Ada", Circle.MEMBER, Edition.RESTRICTED, member=1, email="ada@larkshire.example"),)


@pytest.mark.parametrize(
    ("by_mail", "on_paper", "server", "said"),
    [
        (ONE, (), False, "One e-mail is written for you to hand over."),
        (ONE * 2, ONE, True, "It goes by e-mail to two people and on paper to one person, at once."),
        (ONE, (), True, "It goes by e-mail to one person, at once."),
        ((), ONE, False, "It goes on paper to one person, at once."),
        ((), (), False, "Nobody is sent it."),
    ],
)
def test_no_e_mail_is_promised_without_a_mail_server(by_mail, on_paper, server: bool, said: str):
    assert queries.Prospect(by_mail, on_paper, ()).said(server=server) == said


def test_publication_sends_each_the_edition_that_they_may_have_through_a_real_server(before: Flask, post: Post):
    posts(before, post)
    assert publish(signed_in(before), before).status_code == 303
    with before.app_context():
        work()
        work()
    letters = {letter["To"]: letter for letter in post.letters}
    assert sorted(letters) == sorted([ADA, OMAR, OFFICE])
    assert len(post.letters) == 3
    assert letters[ADA]["Subject"] == "Agenda: Larkshire Police and Crime Panel, Thursday 19 March 2026"
    said = letters[ADA].get_body(("plain",)).get_content()
    assert "You are summoned to attend it. Its business:" in said
    assert "3  Commissioner’s update" in said
    assert f"http://localhost/papers/larkshire/{DAY}/" in said
    assert "One paper is exempt: NOT FOR PUBLICATION." in said
    public = letters[OFFICE].get_body(("plain",)).get_content()
    assert f"http://localhost/meetings/larkshire/{DAY}" in public
    assert "summoned" not in public
    assert "exempt" not in public
    for letter in post.letters:
        assert "Force responses" not in letter.as_string()
        assert SECRET_WORDS not in letter.as_string()
        assert not list(letter.iter_attachments())
    (entry,) = trail(before, "despatch")
    assert entry.actor == "Imogen Vale <imogen.vale@larkshire.example>"
    assert entry.detail["by_mail"] == ["Councillor Ada Finch", "Omar Reed", "Commissioner’s office"]
    assert entry.detail["on_paper"] == ["Monitoring officer"]
    assert entry.detail["not_reached"] == ["Councillor Ravi Linnet"]


def test_who_was_sent_what_stands_on_the_page(app: Flask, officer: FlaskClient):
    kept = lines(app)
    assert {name: (row.circle, row.edition) for name, row in kept.items()} == {
        "Councillor Ada Finch": (Circle.MEMBER, Edition.RESTRICTED),
        "Councillor Ravi Linnet": (Circle.MEMBER, Edition.RESTRICTED),
        "Omar Reed": (Circle.CO_OPTED, Edition.RESTRICTED),
        "Commissioner’s office": (Circle.OFFICE_HOLDER, Edition.PUBLIC),
        "Monitoring officer": (Circle.AUTHORITY, Edition.RESTRICTED),
    }
    shown = text(officer, DESPATCH)
    assert "No mail server is set here" in shown
    assert "2 copies of the full edition, with exempt papers" in shown
    assert "Councillor Ravi Linnet , Agenda Member No account: invite them" in shown
    assert "Not reached" in shown


def test_two_officers_who_publish_at_the_same_moment_publish_once_and_send_once(before: Flask):
    officer, other = signed_in(before), signed_in(before)
    with just_before("do_orm_execute", lambda: publish(other, before)):
        assert publish(officer, before).status_code == 303
    with before.app_context():
        assert len(out()) == 1
        assert len(db.session.scalars(select(Message)).all()) == 3
    assert len(trail(before, "publish agenda")) == len(trail(before, "despatch")) == 1


def test_a_supplement_after_the_meeting_summons_nobody_and_lists_no_business(app: Flask):
    with time_machine.travel(datetime(2026, 3, 23, 9, tzinfo=UTC)), app.test_request_context(), app.app_context():
        agenda = out()[0]
        columns = {each.name: getattr(agenda, each.name) for each in Publication.__table__.columns}
        later = Publication(**columns | {"id": None, "number": 1})
        db.session.add(later)
        new = operations.send_out(the_meeting(DAY), [later], str, actor="A test")
        assert len(new) == 5
        said = opened(new[0].message.sealed).text
    assert "Supplement 1 of the meeting of Larkshire Police and Crime Panel" in said
    assert "summoned" not in said
    assert "Its business" not in said
    assert "One paper is exempt" in said


@pytest.mark.parametrize(("short", "goes"), [pytest.param(0, 0, id="all of it"), pytest.param(1, 5, id="a page less")])
def test_what_is_withdrawn_altogether_is_sent_to_nobody(short: int, goes: int, app: Flask):
    with app.test_request_context():
        agenda, meeting = out()[0], the_meeting(DAY)
        columns = {each.name: getattr(agenda, each.name) for each in Publication.__table__.columns}
        later = Publication(**columns | {"id": None, "number": 1, "files": agenda.files[:1]})
        first, last = own_pages(later)
        gone = {"what": "It", "first_page": first + short, "last_page": last, "reason": "A name", "by": "A test"}
        db.session.add_all([later, Withdrawal(meeting=meeting, at=datetime.now(UTC), **gone)])
        assert len(operations.send_out(meeting, [later], str, actor="A test")) == goes


def test_a_failed_publication_sends_nothing(before: Flask):
    assert send(signed_in(before), GATE, sha256="0" * 64).status_code == 200
    assert lines(before) == {}
    with before.app_context():
        assert db.session.scalars(select(Message)).all() == []


def test_who_gets_an_account_later_is_sent_it_then_and_nobody_twice(app: Flask, officer: FlaskClient):
    with app.app_context():
        an_account("ravi@larkshire.example", "Councillor Ravi Linnet")
        db.session.commit()
    assert "Who has not got everything yet Councillor Ravi Linnet, member" in text(officer, DESPATCH)
    assert "One e-mail is written for you to hand over." in done(officer, DESPATCH)
    assert "Who has not got everything yet" not in text(officer, DESPATCH)
    again = send(officer, DESPATCH)
    assert again.status_code == 303
    assert len(trail(app, "despatch")) == 2
    with app.app_context():
        assert len(db.session.scalars(select(Message)).all()) == 4


def test_a_substitute_named_later_gets_the_same_and_reads_the_exempt_papers(app: Flask, officer: FlaskClient):
    with app.app_context():
        ravi = str(the_member("Councillor Ravi Linnet").id)
    fields = {"absent": ravi, "member": "new", "name": "Councillor Ivy Wren"}
    shown = done(officer, SUBSTITUTES, **fields)
    assert "Councillor Ivy Wren stands in for Councillor Ravi Linnet. They have no account yet" in shown
    (entry,) = trail(app, "name substitute")
    assert entry.detail == {"absent": "Councillor Ravi Linnet", "substitute": "Councillor Ivy Wren"}
    assert lines(app)["Councillor Ivy Wren"].circle is Circle.SUBSTITUTE
    assert trail(app, "despatch")[-1].detail["not_reached"] == ["Councillor Ivy Wren"], "it goes to nobody else"
    with app.app_context():
        ivy = the_member("Councillor Ivy Wren")
        assert ivy.authority.name == "Larkshire County Council"
        an_account("ivy@larkshire.example", "Councillor Ivy Wren")
        db.session.commit()
    done(officer, DESPATCH)
    kept = lines(app)["Councillor Ivy Wren"]
    assert (kept.message.to, kept.edition) == ("ivy@larkshire.example", Edition.RESTRICTED)
    reader = app.test_client()
    assert sign_in(reader, email="ivy@larkshire.example").location == "/papers/"
    assert "Exempt Appendix B: Force responses" in text(reader, f"/papers/larkshire/{DAY}/")
    assert "Thursday 18 June 2026" not in text(reader, "/papers/"), "of this meeting, and of no other"
    assert send(officer, f"{SUBSTITUTES}/1", DESPATCH).status_code == 303
    assert reader.get(f"/papers/larkshire/{DAY}/").status_code == 404
    assert len(trail(app, "withdraw substitute")) == 1


def test_nobody_is_chosen_as_absent_before_somebody_is(officer: FlaskClient):
    assert "selected" not in officer.get(SUBSTITUTES).text
    empty = send(officer, SUBSTITUTES, absent="", member="", name="")
    assert "<title>Error: " in empty.text
    assert words(empty.text).count("Choose the member who does not come.") == 2
    assert words(empty.text).count("Choose who stands in.") == 2


def test_nobody_stands_in_twice_nor_for_a_member_who_has_a_substitute(app: Flask, officer: FlaskClient):
    with app.app_context():
        ravi, ada = (str(the_member(f"Councillor {name}").id) for name in ("Ravi Linnet", "Ada Finch"))
    assert "Enter the substitute’s name" in words(send(officer, SUBSTITUTES, absent=ravi, member="new").text)
    done(officer, SUBSTITUTES, absent=ravi, member="new", name="Councillor Ivy Wren")
    with app.app_context():
        ivy = str(the_member("Councillor Ivy Wren").id)
    taken = send(officer, SUBSTITUTES, absent=ravi, member="new", name="Councillor Jon Martin")
    assert "Councillor Ivy Wren stands in for Councillor Ravi Linnet already." in words(taken.text)
    busy = send(officer, SUBSTITUTES, absent=ada, member=ivy)
    assert "one person has one vote" in words(busy.text)
    known = send(officer, SUBSTITUTES, absent=ada, member="new", name="Omar Reed")
    assert "Somebody of that name is recorded already" in words(known.text)
    with app.app_context():
        assert db.session.query(Member).filter_by(name="Councillor Jon Martin").all() == []


def test_print_copies_are_put_down_and_handed_over_and_taken_back(app: Flask, officer: FlaskClient):
    ravi = line(app, "Councillor Ravi Linnet")
    shown = done(officer, ravi, do="print", copies="1", way="by post")
    assert "Councillor Ravi Linnet gets one print copy of Agenda by post." in shown
    assert "1 print copy of the full edition, with exempt papers, by post" in shown
    assert "To be posted" in shown
    assert "Posted" in done(officer, ravi, do="over")
    assert lines(app)["Councillor Ravi Linnet"].handed_over_by == "Imogen Vale <imogen.vale@larkshire.example>"
    assert send(officer, ravi, do="over").status_code == 303  # a double click
    done(officer, ravi, do="not over")
    assert lines(app)["Councillor Ravi Linnet"].handed_over_at is None
    for verb in ("put down for print", "hand over print", "take back: hand over print"):
        assert len(trail(app, verb)) == 1
    wrong = send(officer, ravi, do="print", copies="many", way="by post")
    assert "Give the number of print copies in figures" in words(wrong.text)
    assert "<title>Error: " in wrong.text


def test_who_has_no_account_is_not_offered_an_e_mail_but_an_invitation(app: Flask, officer: FlaskClient):
    shown = officer.get(line(app, "Councillor Ravi Linnet")).text
    assert "Send it" not in shown
    assert 'href="/desk/people/invite">Invite them</a>' in shown


def test_those_not_reached_get_one_print_copy_each_at_once_and_it_is_taken_back(app: Flask, officer: FlaskClient):
    tick = f"to-{lines(app)['Councillor Ravi Linnet'].id}"
    empty = send(officer, DESPATCH, do="print")
    assert "<title>Error: " in empty.text
    assert words(empty.text).count("Tick who gets a print copy.") == 2
    for _ in range(2):  # a double click
        shown = done(officer, DESPATCH, **{"do": "print", tick: "1"})
    assert "Not reached by e-mail" not in shown
    assert lines(app)["Councillor Ravi Linnet"].copies == 1
    assert "One print copy is not put down any more." in done(officer, DESPATCH, **{"do": "print none", tick: "1"})
    assert lines(app)["Councillor Ravi Linnet"].copies == 0
    assert len(trail(app, "put down for print")) == 2
    assert len(trail(app, "despatch")) == 1, "nothing is sent again"


def test_an_e_mail_that_came_back_is_trouble_on_the_desk_until_a_new_one_goes(app: Flask, post: Post):
    posts(app, post)
    officer, ada = signed_in(app), line(app, "Councillor Ada Finch")
    early = send(officer, ada, do="came back", reason="Mailbox full")
    assert "Only an e-mail that was sent can come back." in words(early.text)
    done(officer, ada, do="again")
    with app.app_context():
        work()
    assert "Give the reason" in words(send(officer, ada, do="came back", reason=" ").text)
    shown = done(officer, ada, do="came back", reason="Mailbox full")
    assert "It came back: Mailbox full" in shown
    assert "Came back" in shown
    assert "It came back: Mailbox full" in text(officer, "/desk/mail/")
    (entry,) = trail(app, "note that e-mail came back")
    assert entry.detail == {"to": "Councillor Ada Finch", "reason": "Mailbox full"}
    done(officer, ada, do="again")
    again = send(officer, ada, do="again")
    assert "It is on its way already." in words(again.text)
    with app.app_context():
        work()
    assert [letter["To"] for letter in post.letters].count(ADA) == 2
    assert "Mailbox full" not in text(officer, DESPATCH)
    assert "It was sent. Record first that it came back." in words(send(officer, ada, do="again").text)
    assert len(trail(app, "despatch again")) == 2


def test_a_closed_meeting_goes_to_its_members_alone(before: Flask):
    with before.app_context():
        meeting = the_meeting(DAY)
        meeting.closed = True
        assert [each.name for each in queries.entitled(meeting)] == [
            "Councillor Ada Finch", "Councillor Ravi Linnet", "Omar Reed",
        ]  # fmt: skip


def test_an_address_gets_one_e_mail_though_it_is_on_the_list_too(before: Flask):
    with before.app_context():
        db.session.query(Recipient).filter_by(email=OFFICE).update({"email": ADA.upper()})
        people = {each.name: each for each in queries.entitled(the_meeting(DAY))}
        assert people["Councillor Ada Finch"].email == ADA
        assert people["Commissioner’s office"].email == ""
        assert "goes already" in people["Commissioner’s office"].why_not


def test_the_database_is_asked_no_more_for_more_members(app: Flask, officer: FlaskClient):
    def asked(does: Callable[[], object]) -> int:
        with statements(app) as told:
            does()
        return len([each for each in told if each.lstrip().startswith("SELECT")])

    before = asked(lambda: text(officer, DESPATCH))
    alone = asked(lambda: send(officer, DESPATCH))
    with app.app_context():
        body = the_meeting(DAY).body
        for position in range(8):
            a_member(body, f"Councillor {position}", position + 9)
            an_account(f"c{position}@larkshire.example", f"Councillor {position}")
        db.session.commit()
    assert asked(lambda: send(officer, DESPATCH)) <= alone + 2
    assert asked(lambda: text(officer, DESPATCH)) == before
    assert len(lines(app)) == 13


def test_a_sending_of_another_meeting_is_not_found(app: Flask, officer: FlaskClient):
    number = lines(app)["Omar Reed"].id
    assert officer.get(f"/desk/larkshire/2026-06-18/despatch/{number}").status_code == 404
    assert officer.get(f"{DESPATCH}/999").status_code == 404


@pytest.mark.parametrize(
    ("ruling", "allowed"),
    [
        pytest.param(account_reaches("a@b.example", closed=False), True, id="an account"),
        pytest.param(account_reaches("a@b.example", closed=True), False, id="a closed account"),
        pytest.param(account_reaches(None, closed=False), False, id="no account"),
        pytest.param(may_be_listed("", 0), False, id="neither e-mail nor paper"),
        pytest.param(may_be_listed("", 1), True, id="paper"),
        pytest.param(may_have_exempt(Edition.PUBLIC, 0, ""), True, id="the public edition"),
        pytest.param(may_have_exempt(Edition.RESTRICTED, 0, "Advises"), False, id="exempt papers by e-mail"),
        pytest.param(may_have_exempt(Edition.RESTRICTED, 1, ""), False, id="exempt papers without a reason"),
        pytest.param(may_have_exempt(Edition.RESTRICTED, 1, "Advises"), True, id="exempt papers on paper"),
        pytest.param(may_send_again(email="a@b.example", why_not="", on_its_way=False, gone=False), True, id="failed"),
        pytest.param(may_send_again(email="", why_not="", on_its_way=False, gone=False), False, id="no address"),
        pytest.param(may_send_again(email="a@b.example", why_not="", on_its_way=True, gone=False), False, id="waits"),
        pytest.param(may_send_again(email="a@b.example", why_not="", on_its_way=False, gone=True), False, id="went"),
    ],
)
def test_what_the_rules_allow(ruling: object, allowed: bool):
    assert bool(ruling) is allowed


@pytest.mark.parametrize(("nation", "section"), [(Nation.ENGLAND, "SI 2015/5"), (Nation.WALES, "4(2)(b)")])
def test_the_form_of_a_summons_is_told_with_its_authority(nation: Nation, section: str):
    assert section in summons(nation).authority
