"""Two who do the same to an account or an e-mail at the same moment: both are answered, and it is done once."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from panel import mail
from panel.accounts.models import User
from panel.extensions import db
from panel.law.ruling import Refused
from panel.mail.models import Message, MessageState
from panel.mail.operations import send_again, settle
from tests.accounts.people import send
from tests.desk.pages import text, words
from tests.mail.servers import Post, work
from tests.officers import signed_in
from tests.people.conftest import LARK
from tests.people.test_people import PEOPLE, RUFUS, invited, number, trail
from tests.security.test_at_the_same_moment import just_before, told


def test_of_two_who_invite_the_same_person_at_once_one_is_told_to_look_again(site: Flask, officer: FlaskClient):
    other = signed_in(site)
    with just_before("before_flush", lambda: invited(other)):
        answer = invited(officer)
    assert "Somebody else changed this at the same moment." in words(answer.text)
    assert [verb for verb, _detail in trail(site, RUFUS)] == ["invite", "let serve"]
    with site.app_context():
        assert len(db.session.scalars(select(User).where(User.email == RUFUS)).all()) == 1
        assert len(db.session.scalars(select(Message)).all()) == 1


def test_a_double_click_leaves_one_link_that_works(site: Flask, officer: FlaskClient, post: Post):
    for _ in range(2):
        assert invited(officer).status_code == 303
    with site.app_context():
        work()
    assert len(post.letters) == 1


def test_an_account_that_two_close_at_once_is_closed_once_and_opened_once(site: Flask, officer: FlaskClient):
    other, page = signed_in(site), f"{PEOPLE}{number(site, LARK)}"
    for verb, entry in (("close", "disable account"), ("open", "enable account")):
        with just_before("do_orm_execute", lambda verb=verb: send(other, f"{page}/{verb}", page=page)):
            assert send(officer, f"{page}/{verb}", page=page).status_code == 303
        assert told(site, entry) == 1


def test_an_e_mail_that_two_settle_at_once_is_settled_once(site: Flask, officer: FlaskClient):
    other = signed_in(site)
    page = invited(officer).location
    with just_before("do_orm_execute", lambda: send(other, f"{page}/settle", page=page)):
        assert send(officer, f"{page}/settle", page=page).status_code == 303
    assert told(site, "settle e-mail") == 1


@pytest.mark.parametrize("verb", ["send again", "settle"])
def test_what_a_worker_has_just_sent_stays_sent(verb: str, site: Flask, post: Post):
    with site.app_context():
        message = mail.send(RUFUS, "You are invited", "invitation", "account", name="", link="", until="")
        db.session.commit()
        assert message.state is MessageState.QUEUED, "as the officer's page read it"
        sent = update(Message).values(state=MessageState.SENT, sealed="")
        db.session.execute(sent.execution_options(synchronize_session=False))
        if verb == "settle":
            assert not settle(message)
        else:
            with pytest.raises(Refused, match="has gone"):
                send_again(message)
        db.session.commit()
        db.session.expire_all()
        assert message.state is MessageState.SENT


def test_an_account_that_is_closed_already_says_so(site: Flask, officer: FlaskClient):
    page = f"{PEOPLE}{number(site, LARK)}"
    send(officer, f"{page}/close", page=page)
    answer = send(officer, f"{page}/close", page=page)
    assert "This account was closed already." in text(officer, answer.location)
