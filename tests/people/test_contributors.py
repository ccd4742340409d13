"""Those who write and clear papers: invited by the body that asks them, looked after by its officers, given nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from flask import Flask, render_template
from flask.testing import FlaskClient
from sqlalchemy import select

from panel.accounts.council import Visitor, account_of
from panel.accounts.models import CouncilIdentity, User
from panel.accounts.queries import can_sign_in, user_addressed
from panel.accounts.rules import Role
from panel.audit.models import AuditEntry
from panel.extensions import db
from panel.law.ruling import Refused
from panel.people.models import Serving
from panel.people.operations import WayIn, amend, invite_contributor, way_in
from panel.people.queries import bodies_served_by, looked_after, served_by
from panel.people.rules import Reach
from panel.procedure.models import Body
from tests.accounts.people import EMAIL, PASSWORD, an_officer, send
from tests.desk.pages import text
from tests.people.conftest import LARK

WREN = "wren@opcc.example"
PEOPLE = "/desk/people/"


def the_body(slug: str = "larkshire") -> Body:
    return db.session.scalars(select(Body).where(Body.slug == slug)).one()


def invited(slug: str = "larkshire", email: str = WREN, by: str = LARK, name: str = "Wren Hill") -> tuple[User, Any]:
    own = served_by(user_addressed(by))
    user, path = invite_contributor(email, name, the_body(slug), own=own, actor="a test")
    db.session.commit()
    return user, path


def bodies(user: User) -> list[str]:
    return [body.slug for body in bodies_served_by([user]).get(user.id, [])]


def test_who_is_asked_for_a_paper_gets_an_account_that_the_officers_of_that_body_look_after(site: Flask):
    with site.app_context():
        user, path = invited(email=" Wren@OPCC.example ")
        assert (user.email, user.name, user.role, user.serves_all) == (WREN, "Wren Hill", Role.CONTRIBUTOR, False)
        assert path.startswith("/invitation/")
        assert user in looked_after(served_by(user_addressed(LARK)))
        trail = select(AuditEntry).where(AuditEntry.subject == f"account {WREN}").order_by(AuditEntry.id)
        assert [(row.verb, row.detail) for row in db.session.scalars(trail)] == [
            ("invite", {"role": "contributor"}),
            ("look after", {"body": "larkshire"}),
        ]


def test_a_contributor_serves_nothing_whatever_asks_them(site: Flask):
    with site.app_context():
        user, _path = invited()
        assert served_by(user) == Reach()
        assert not served_by(user).bodies


def test_the_link_leads_to_what_they_are_asked_for(site: Flask):
    with site.app_context():
        _user, path = invited()
    client = site.test_client()
    answer = send(client, path, name="Wren Hill", password=PASSWORD)
    assert answer.location == "/asked/"
    assert "Nothing is asked of you at present." in text(client, answer.location)
    for address in ("/desk/", "/papers/", "/desk/larkshire/2026-03-19/", PEOPLE):
        assert client.get(address).status_code == 404


def test_a_second_paper_brings_a_new_link_while_the_first_waits_and_none_afterwards(site: Flask):
    with site.app_context():
        _user, first = invited()
        user, second = invited()
        assert second not in (None, first)
        assert bodies(user) == ["larkshire"]
        user.password_hash = "x"
        assert invited()[1] is None


@pytest.mark.parametrize("email", [EMAIL, LARK])
def test_an_officer_can_be_asked_and_serves_no_more_than_before(email: str, site: Flask):
    with site.app_context():
        before = served_by(user_addressed(email))
        user, path = invited(slug="wrenshire", email=email, by=EMAIL, name="Somebody Else")
        assert path is None
        assert user.role is Role.OFFICER
        assert user.name != "Somebody Else"
        assert served_by(user) == before


def test_who_comes_by_the_councils_sign_in_needs_no_link(site: Flask):
    with site.app_context():
        user, _path = invited()
        now = datetime.now(UTC)
        db.session.add(CouncilIdentity(user_id=user.id, issuer="https://c.example", subject="w", created_at=now))
        assert invited()[1] is None


def test_the_councils_sign_in_lets_a_contributor_in_who_has_no_password(site: Flask):
    with site.app_context():
        user, _path = invited()
        visitor = Visitor("https://c.example", "wren", WREN, "Wren Hill", second_step=False)
        assert account_of(visitor, "192.0.2.1") == user
        assert can_sign_in(user)


def test_nobody_gets_a_link_to_an_account_that_they_do_not_look_after(site: Flask):
    with site.app_context():
        db.session.add(User(email="new@lark.example", role=Role.OFFICER, serves_all=True, created_at=datetime.now(UTC)))
        assert invited(email="new@lark.example")[1] is None, "it would open every body to its holder"
        invited(slug="wrenshire", by=EMAIL)
        user, path = invited()
        assert path is None, "it would open what Wrenshire asks of them"
        assert sorted(bodies(user)) == ["larkshire", "wrenshire"]
        assert user not in looked_after(served_by(user_addressed(LARK)))


@pytest.mark.parametrize(("email", "said"), [("wren", "Enter an e-mail address"), (WREN, "an account that is closed")])
def test_who_cannot_be_asked_is_refused_in_words(email: str, said: str, site: Flask):
    with site.app_context():
        invited()[0].disabled = True
        with pytest.raises(Refused, match=said):
            invited(email=email)


def test_nobody_invites_for_a_body_that_they_do_not_serve(site: Flask):
    with site.app_context(), pytest.raises(Refused, match="You do not serve Wrenshire"):
        invited(slug="wrenshire")


def test_the_page_of_people_lists_them_and_invites_closes_and_opens_them_again(site: Flask, lark: FlaskClient):
    with site.app_context():
        number = invited()[0].id
    assert f"Wren Hill Contributor: Larkshire Police and Crime Panel {WREN} Invited" in text(lark, PEOPLE)
    page = f"{PEOPLE}{number}"
    assert 'name="bodies"' not in lark.get(page).text
    assert send(lark, f"{page}/link", page=page).status_code == 303
    assert send(lark, f"{page}/close", page=page).status_code == 303
    assert "Closed" in text(lark, page)
    assert send(lark, f"{page}/open", page=page).status_code == 303
    assert "Invited" in text(lark, page)


def test_no_form_takes_away_or_gives_what_a_contributor_is_asked_for(site: Flask, lark: FlaskClient):
    with site.app_context():
        user, _path = invited()
        number = user.id
        with pytest.raises(Refused, match="is said on the pages of papers"):
            amend(user, None, None, by=user_addressed(LARK), actor="a test")
    page = f"{PEOPLE}{number}"
    send(lark, page, bodies="1", member="1")
    with site.app_context():
        user = user_addressed(WREN)
        assert (user.serves_all, bodies(user)) == (False, ["larkshire"])


def test_an_invitation_as_an_officer_takes_the_place_of_one_that_waits(site: Flask, officer: FlaskClient):
    with site.app_context():
        invited()
        other = str(the_body("wrenshire").id)
    fields = {"name": "Wren Hill", "email": WREN, "role": "officer", "bodies": other}
    assert send(officer, f"{PEOPLE}invite", **fields).status_code == 303
    with site.app_context():
        user = user_addressed(WREN)
        assert (user.role, bodies(user)) == (Role.OFFICER, ["wrenshire"])


def test_a_row_of_serving_gives_a_member_nothing_either(site: Flask):
    with site.app_context():
        member = an_officer(email="m@lark.example", role=Role.MEMBER, serves_all=False)
        db.session.add(Serving(user_id=member.id, body_id=the_body().id))
        db.session.flush()
        assert served_by(member) == Reach()


def test_a_link_that_still_works_is_not_ended_by_a_second_e_mail(site: Flask):
    with site.app_context(), time_machine.travel("2026-03-12 09:00", tick=False) as clock:
        user, _path = invited()
        first = way_in(user, "https://panel.example{}".format, actor="a test")
        assert first == WayIn("", "Thursday 19 March 2026", "Thursday 12 March 2026")
        words = render_template("mail/asked.txt", said=["It is here."], way_in=first, link="", does="")
        assert words.startswith(
            "It is here.\n\nYou have not chosen a password here yet. Choose one first, with the link"
        )
        clock.move_to("2026-03-18 09:00")
        second = way_in(user, "https://panel.example{}".format, actor="a test")
        assert second.link.startswith("https://panel.example/invitation/")
        assert (second.until, second.sent) == ("Wednesday 25 March 2026", "")


def test_who_asks_for_a_paper_makes_no_link_to_an_account_that_opens_more_than_papers(site: Flask):
    with site.app_context():
        chief = an_officer(email="chief@lark.example", password_hash="")
        assert way_in(chief, "https://panel.example{}".format, actor="a test") is None
