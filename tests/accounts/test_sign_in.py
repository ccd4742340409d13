"""Signing in and out in the browser."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from panel.accounts.models import Session, User
from panel.audit.models import AuditEntry
from panel.extensions import db
from tests.accounts.people import EMAIL, PASSWORD, send, sign_in
from tests.public.test_meeting_page import tree, words

WRONG = "The e-mail address or password is not right."


def trail(site: Flask) -> list[tuple[str, str, str]]:
    with site.app_context():
        entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id))
        return [(entry.actor, entry.verb, entry.subject) for entry in entries]


def signed_in(client: FlaskClient) -> bool:
    return client.get("/account").status_code == 200


def test_an_officer_signs_in_and_is_named(client: FlaskClient):
    answer = sign_in(client)
    assert answer.status_code == 303
    page = tree(client, answer.location)
    assert "Your account: Imogen Vale Sign out" in words(page)


def test_the_email_address_may_be_typed_in_capitals_and_with_spaces(client: FlaskClient):
    assert sign_in(client, email=f" {EMAIL.upper()} ").status_code == 303


def test_who_wanted_a_page_gets_it_after_signing_in(client: FlaskClient):
    asked = client.get("/account/password?a=b")
    assert asked.status_code == 303
    assert asked.location == "/sign-in?next=/account/password?a%3Db"
    assert sign_in(client, address=asked.location).location == "/account/password?a=b"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_signing_in_never_leads_to_another_site(target: str, client: FlaskClient):
    answer = send(client, "/sign-in", email=EMAIL, password=PASSWORD)
    assert answer.location.startswith("/")
    client.get("/sign-out")
    other = client.application.test_client()
    page = other.get("/sign-in", query_string={"next": target})
    token = page.text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    fields = {"csrf_token": token, "email": EMAIL, "password": PASSWORD}
    assert other.post("/sign-in", query_string={"next": target}, data=fields).location == answer.location


@pytest.mark.parametrize(
    ("email", "password"),
    [(EMAIL, "gravel-oboe-lanterns"), ("nobody@larkshire.example", PASSWORD), ("not an address", PASSWORD)],
    ids=["wrong password", "unknown address", "no address at all"],
)
def test_what_is_wrong_is_told_in_the_same_words(email: str, password: str, client: FlaskClient):
    answer = sign_in(client, email=email, password=password)
    assert answer.status_code == 200
    assert WRONG in answer.text
    assert 'href="#password"' in answer.text
    assert f'value="{email}"' in answer.text
    assert password not in answer.text
    assert not signed_in(client)


def test_empty_fields_say_what_to_enter(client: FlaskClient):
    answer = sign_in(client, email="", password="")
    assert "Enter your e-mail address." in answer.text
    assert "Enter your password." in answer.text


def test_a_disabled_account_cannot_sign_in_and_is_signed_out(site: Flask, client: FlaskClient, officer: FlaskClient):
    with site.app_context():
        db.session.scalars(select(User)).one().disabled = True
        db.session.commit()
    assert not signed_in(officer)
    assert WRONG in sign_in(client).text


def test_an_account_whose_owner_has_chosen_no_password_cannot_sign_in(site: Flask, client: FlaskClient):
    with site.app_context():
        db.session.scalars(select(User)).one().password_hash = ""
        db.session.commit()
    assert WRONG in sign_in(client, password="nobody has this password").text
    assert "Enter your password." in sign_in(client, password="").text


def test_a_forged_form_is_refused_and_says_what_to_do(client: FlaskClient):
    answer = client.post("/sign-in", data={"email": EMAIL, "password": PASSWORD})
    assert answer.status_code == 400
    assert "Nothing was changed" in answer.text


def test_who_is_signed_in_already_is_led_on(officer: FlaskClient):
    answer = officer.get("/sign-in?next=/account/password")
    assert (answer.status_code, answer.location) == (303, "/account/password")


def test_signing_out_ends_this_session_only(site: Flask, officer: FlaskClient):
    other = site.test_client()
    sign_in(other)
    answer = send(officer, "/sign-out", page="/account")
    assert answer.location == "/signed-out"
    assert "You are signed out" in words(tree(officer, answer.location))
    assert not signed_in(officer)
    assert signed_in(other)


def test_signing_out_everywhere_ends_every_session(site: Flask, officer: FlaskClient):
    other = site.test_client()
    sign_in(other)
    send(other, "/account/sign-out-everywhere", page="/account")
    assert not signed_in(officer)
    assert not signed_in(other)


def test_a_cookie_kept_from_before_signing_out_is_worth_nothing(officer: FlaskClient):
    kept = officer.get_cookie("panel").value
    send(officer, "/sign-out", page="/account")
    officer.set_cookie("panel", kept)
    assert not signed_in(officer)


def test_a_session_ends_after_two_idle_hours(clock: time_machine.Traveller, officer: FlaskClient):
    clock.shift(timedelta(hours=1, minutes=59))
    assert signed_in(officer)
    clock.shift(timedelta(hours=1, minutes=59))
    assert signed_in(officer)
    clock.shift(timedelta(hours=2))
    assert not signed_in(officer)


def test_a_session_ends_after_twelve_hours_however_busy(clock: time_machine.Traveller, officer: FlaskClient):
    for _ in range(11):
        clock.shift(timedelta(hours=1))
        assert signed_in(officer)
    clock.shift(timedelta(hours=1))
    assert not signed_in(officer)


def test_what_is_sent_after_the_session_ended_is_refused_with_what_to_do(
    clock: time_machine.Traveller, officer: FlaskClient
):
    token = officer.get("/account").text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    clock.shift(timedelta(hours=3))
    answer = officer.post("/account/sign-out-everywhere", data={"csrf_token": token})
    assert answer.status_code == 403
    assert "You are not signed in" in answer.text


def test_the_account_lists_where_one_is_signed_in(site: Flask, officer: FlaskClient):
    other = site.test_client()
    other.environ_base["HTTP_USER_AGENT"] = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"
    sign_in(other)
    rows = [words(row) for row in tree(other, "/account").cssselect(".panel-session")]
    assert len(rows) == 2
    (mine,) = [row for row in rows if "this browser" in row]
    assert "Firefox on Windows" in mine
    assert "Signed in Thursday 12 March 2026, 9am" in mine


def test_the_trail_tells_who_signed_in_and_out(site: Flask, officer: FlaskClient):
    send(officer, "/sign-out", page="/account")
    named = "Imogen Vale <imogen.vale@larkshire.example>"
    account = "account imogen.vale@larkshire.example"
    verbs = ("take first step", "sign in", "sign out")
    assert trail(site) == [(named, verb, account) for verb in verbs]


def test_the_trail_names_an_account_that_exists_and_nothing_else_that_was_typed(site: Flask, client: FlaskClient):
    sign_in(client, password="my-secret-but-wrong")
    sign_in(client, email="my-secret-by-mistake@larkshire.example")
    assert trail(site) == [
        ("nobody signed in", "failed sign-in", "account imogen.vale@larkshire.example"),
        ("nobody signed in", "failed sign-in", "an unknown account"),
    ]
    with site.app_context():
        whole = " ".join(str(db.session.scalars(select(AuditEntry.detail)).all()))
    assert "secret" not in whole


def test_a_session_that_could_not_be_written_down_does_not_begin(
    site: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
):
    def fails(*_arguments: object, **_more: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("panel.accounts.operations.record", fails)
    assert sign_in(client).status_code == 500
    monkeypatch.undo()
    with site.app_context():
        assert db.session.scalar(select(func.count()).select_from(Session)) == 0
    assert not signed_in(client)


def test_a_password_hashed_in_an_older_way_is_hashed_anew(site: Flask, client: FlaskClient):
    from argon2 import PasswordHasher

    with site.app_context():
        old = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(PASSWORD)
        db.session.scalars(select(User)).one().password_hash = old
        db.session.commit()
    assert sign_in(client).status_code == 303
    with site.app_context():
        assert "m=19456,t=2" in db.session.scalars(select(User)).one().password_hash
    assert sign_in(site.test_client()).status_code == 303
