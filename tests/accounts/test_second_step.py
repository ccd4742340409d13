"""The second step: codes of an app, recovery codes, setting up, doing without."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from panel.accounts import factors
from panel.accounts.models import Authenticator, RecoveryCode, Session, User
from panel.accounts.rules import Role, factor_may_go, step_is_fresh
from panel.audit.models import AuditEntry
from panel.extensions import db
from panel.law.ruling import Refused
from tests.accounts.people import (
    EMAIL,
    FIRST_SET_UP,
    PASSWORD,
    SECRET,
    code,
    send,
    set_up_app,
    show_password,
    sign_in,
    take_second_step,
)
from tests.public.records import TODAY
from tests.public.test_meeting_page import tree, words

STEP = "/sign-in/second-step"
ON_PAPER = "/sign-in/recovery-code"
SET_UP = "/sign-in/authenticator"


@pytest.fixture
def pending(client: FlaskClient) -> FlaskClient:
    """A browser in which the officer's password was shown, and no code yet."""
    show_password(client)
    return client


@pytest.fixture
def newcomer(site: Flask, client: FlaskClient) -> FlaskClient:
    """The same of an officer who has no app yet."""
    with site.app_context():
        factors.clear(EMAIL, "a test")
        db.session.commit()
    show_password(client)
    return client


@pytest.fixture
def codes(site: Flask) -> list[str]:
    """The officer's recovery codes."""
    with site.app_context():
        made = factors.make_recovery_codes(db.session.scalars(select(User)).one())
        db.session.commit()
    return made


def trail(site: Flask) -> list[str]:
    with site.app_context():
        return list(db.session.scalars(select(AuditEntry.verb).order_by(AuditEntry.id)))


@pytest.mark.parametrize("address", ["/account", "/desk/", "/account/password", "/account/recovery-codes"])
def test_a_password_alone_opens_no_page_and_leads_to_the_second_step(address: str, pending: FlaskClient):
    asked = pending.get(address, follow_redirects=True)
    assert asked.request.path == STEP
    assert take_second_step(pending, f"{STEP}?next={address}").location == address
    assert pending.get("/account").status_code == 200


def test_a_password_alone_changes_nothing(pending: FlaskClient):
    answer = send(pending, "/account/sign-out-everywhere", page=STEP)
    assert answer.status_code == 403
    assert "Nothing was changed" in answer.text


def test_public_pages_and_signing_out_stay_open_to_who_has_shown_a_password(pending: FlaskClient):
    assert pending.get("/meetings").status_code == 200
    assert send(pending, "/sign-out", page=STEP).location == "/signed-out"
    assert pending.get(STEP).location.startswith("/sign-in?")


def test_half_signed_in_is_not_listed_as_signed_in(officer: FlaskClient, pending: FlaskClient):
    assert len(tree(officer, "/account").cssselect(".panel-session")) == 1


def test_a_password_waits_half_an_hour_for_its_code(pending: FlaskClient, clock: time_machine.Traveller):
    clock.shift(timedelta(minutes=29))
    assert pending.get(STEP).status_code == 200
    clock.shift(timedelta(minutes=1))
    assert pending.get(STEP).status_code == 303


def test_the_second_step_gives_a_key_that_the_password_alone_did_not(site: Flask, pending: FlaskClient):
    before = pending.get_cookie("panel").value
    take_second_step(pending)
    thief = site.test_client()
    thief.set_cookie("panel", before)
    assert thief.get("/account").status_code == 303


@pytest.mark.parametrize(
    ("later", "right"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)], ids=lambda value: str(value)
)
def test_a_code_holds_for_its_half_minute_and_its_neighbours(later: int, right: bool, pending: FlaskClient):
    answer = send(pending, STEP, code=code(later=later))
    assert answer.status_code == (303 if right else 200)
    assert right or "This code is not right" in answer.text


def test_a_code_works_once_and_none_before_it_works_afterwards(
    site: Flask, client: FlaskClient, clock: time_machine.Traveller
):
    def entered(typed: str) -> int:
        browser = site.test_client()
        show_password(browser)
        return send(browser, STEP, code=typed).status_code

    first, earlier = code(), code(later=-1)
    assert entered(first) == 303
    assert [entered(first), entered(earlier)] == [200, 200]
    clock.shift(timedelta(seconds=30))
    assert entered(first) == 200
    assert entered(code()) == 303


@pytest.mark.parametrize("typed", ["", "123456", "abc", "１２３４５６", "0" * 5000, "\0", "-1"])
def test_what_is_no_code_is_told_beside_the_field(typed: str, pending: FlaskClient):
    answer = send(pending, STEP, code=typed)
    assert answer.status_code == 200
    assert 'href="#code"' in answer.text
    assert "<title>Error: " in answer.text


def test_spaces_in_a_code_are_no_mistake(pending: FlaskClient):
    assert send(pending, STEP, code=f" {code()[:3]} {code()[3:]}").status_code == 303


def test_tries_are_limited_and_a_password_shown_again_takes_none_off_the_count(
    site: Flask, client: FlaskClient, clock: time_machine.Traveller, codes: list[str]
):
    statuses = []
    for _ in range(2):
        show_password(client)
        statuses += [send(client, STEP, code="000000").status_code for _ in range(5)]
        send(client, "/sign-out", page=STEP)
    show_password(client)
    assert statuses == [200] * 10
    refused = send(client, STEP, code=code())
    assert refused.status_code == 429
    assert "Wait 15 minutes" in refused.text
    assert send(client, ON_PAPER, code=codes[0]).status_code == 429
    clock.shift(timedelta(minutes=15))
    assert take_second_step(client).status_code == 303


def test_typing_codes_does_not_lock_the_password(site: Flask, pending: FlaskClient):
    for _ in range(11):
        send(pending, STEP, code="000000")
    assert show_password(site.test_client()).status_code == 303


def test_an_officer_sets_an_app_up_before_anything_else_opens(site: Flask, newcomer: FlaskClient):
    assert newcomer.get("/desk/", follow_redirects=True).request.path == SET_UP
    assert newcomer.get(STEP).location == SET_UP
    answer = set_up_app(newcomer, f"{SET_UP}?next=/account/password")
    shown = re.findall(r"<li><code>([^<]+)", answer.text)
    assert len(set(shown)) == 10
    assert 'href="/account/password"' in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert newcomer.get("/account").status_code == 200
    assert trail(site)[-4:] == ["take first step", "set up authenticator", "make recovery codes", "sign in"]


def test_the_picture_and_the_key_are_the_same_until_a_code_of_them_is_entered(newcomer: FlaskClient):
    first = tree(newcomer, SET_UP)
    send(newcomer, SET_UP, code="000000")
    again = tree(newcomer, SET_UP)
    assert words(first.cssselect(".panel-key")[0]) == words(again.cssselect(".panel-key")[0])
    assert again.cssselect(".panel-qr svg path")[-1].get("d") == first.cssselect(".panel-qr svg path")[-1].get("d")


def test_a_wrong_code_sets_nothing_up(newcomer: FlaskClient):
    answer = send(newcomer, SET_UP, code="000000")
    assert answer.status_code == 200
    assert "This code is not right" in answer.text
    assert newcomer.get("/account").status_code == 303


def test_who_has_an_app_cannot_set_another_up_with_the_password_alone(pending: FlaskClient):
    assert pending.get(SET_UP).location == f"{STEP}?next={SET_UP}"
    assert send(pending, SET_UP, page=STEP, code=code()).location == f"{STEP}?next={SET_UP}"


def test_of_two_who_set_up_at_once_the_second_is_refused(site: Flask, newcomer: FlaskClient):
    newcomer.get(SET_UP)
    with site.app_context():
        session = db.session.scalars(select(Session)).one()
        typed = code(factors.offered_secret(session))
        with db.engine.begin() as elsewhere:
            elsewhere.execute(update(Session.__table__).values(offered_secret=""))
        with pytest.raises(Refused, match="in the meantime"):
            factors.set_up_authenticator(session, typed)


def test_the_code_that_set_the_app_up_does_not_sign_in_again(site: Flask, newcomer: FlaskClient):
    shown = words(tree(newcomer, SET_UP).cssselect(".panel-key")[0]).replace(" ", "")
    set_up_app(newcomer, SET_UP)
    browser = site.test_client()
    show_password(browser)
    assert send(browser, STEP, code=code(shown)).status_code == 200


def test_each_recovery_code_works_once_however_it_is_typed(site: Flask, pending: FlaskClient, codes: list[str]):
    typed = codes[3].upper().replace("-", " ").replace("0", "O").replace("1", "l")
    answer = send(pending, ON_PAPER, code=typed)
    assert answer.location == "/account?told=recovered"
    assert "nine codes are left" in words(tree(pending, answer.location))
    assert "Nine codes are left." in words(tree(pending, "/account"))
    other = site.test_client()
    show_password(other)
    again = send(other, ON_PAPER, code=codes[3])
    assert again.status_code == 200
    assert "or it has been used" in again.text
    assert send(other, ON_PAPER, code=codes[4]).status_code == 303


def test_recovery_codes_are_somebodys_own(site: Flask, pending: FlaskClient, codes: list[str]):
    from tests.accounts.people import an_officer

    with site.app_context():
        other = an_officer(email="rufus.thorne@larkshire.example")
        theirs = factors.make_recovery_codes(other)
        db.session.commit()
    assert send(pending, ON_PAPER, code=theirs[0]).status_code == 200


def test_who_has_no_recovery_codes_left_is_told_whom_to_ask(pending: FlaskClient):
    assert "Ask whoever looks after this site" in words(tree(pending, ON_PAPER))


def test_new_recovery_codes_end_those_before(site: Flask, officer: FlaskClient, codes: list[str]):
    answer = send(officer, "/account/recovery-codes")
    shown = re.findall(r"<li><code>([^<]+)", answer.text)
    assert len(shown) == 10
    assert not set(shown) & set(codes)
    other = site.test_client()
    show_password(other)
    assert send(other, ON_PAPER, code=codes[0]).status_code == 200
    assert send(other, ON_PAPER, code=shown[0]).status_code == 303


@pytest.mark.parametrize("address", ["/account/recovery-codes", "/account/authenticator/remove", SET_UP])
def test_changing_the_second_step_asks_for_it_again_after_a_while(
    address: str, officer: FlaskClient, clock: time_machine.Traveller, site: Flask
):
    assert officer.get(address).status_code == 200
    clock.shift(timedelta(minutes=15))
    assert officer.get(address).location == f"{STEP}?next={address}"
    assert send(officer, address, page="/account/password").location == f"{STEP}?next={address}"
    assert take_second_step(officer, f"{STEP}?next={address}").location == address
    assert officer.get(address).status_code == 200
    assert trail(site)[-1] == "take second step"


def test_an_officer_keeps_the_only_second_step_and_is_told_why(site: Flask, officer: FlaskClient):
    reason = "an officer does not sign in without one"
    assert reason in words(tree(officer, "/account/authenticator/remove"))
    answer = send(officer, "/account/authenticator/remove", page="/account")
    assert answer.status_code == 422
    assert reason in answer.text
    with site.app_context():
        assert db.session.scalar(select(Authenticator)) is not None


def test_another_app_takes_the_place_of_the_one_before(
    site: Flask, officer: FlaskClient, clock: time_machine.Traveller, codes: list[str]
):
    answer = set_up_app(officer, SET_UP)
    assert answer.location == "/account?told=authenticator"
    clock.shift(timedelta(minutes=1))
    other = site.test_client()
    show_password(other)
    assert send(other, STEP, code=code(SECRET)).status_code == 200
    assert trail(site).count("replace authenticator") == 1


def test_a_new_password_asks_for_no_second_step_but_a_link_does(officer: FlaskClient, client: FlaskClient, site: Flask):
    from panel.accounts import operations

    send(officer, "/account/password", current=PASSWORD, password="walnut-harbour-tin")
    assert officer.get("/account/recovery-codes").status_code == 200
    with site.app_context():
        path = operations.reset(EMAIL, "a test")
        db.session.commit()
    answer = send(client, path, name="Imogen Vale", password=PASSWORD)
    assert answer.location == STEP
    assert client.get("/account").status_code == 303


def test_database_trail_and_cookie_hold_no_secret_and_no_code(site: Flask, newcomer: FlaskClient):
    secret = words(tree(newcomer, SET_UP).cssselect(".panel-key")[0]).replace(" ", "")
    with newcomer.session_transaction() as cookie:
        assert secret not in str(dict(cookie))
    answer = set_up_app(newcomer, SET_UP)
    shown = re.findall(r"<li><code>([^<]+)", answer.text)
    with site.app_context():
        tables = (Authenticator, RecoveryCode, Session, AuditEntry)
        kept = str([vars(row) for table in tables for row in db.session.scalars(select(table))])
    assert secret not in kept
    assert not any(each in kept or each.replace("-", "") in kept for each in shown)


def test_with_another_key_of_the_instance_apps_stop_and_recovery_codes_still_work(
    site: Flask, client: FlaskClient, codes: list[str]
):
    site.secret_key = "another key of the instance"
    show_password(client)
    assert send(client, STEP, code=code()).status_code == 200
    assert send(client, ON_PAPER, code=codes[0]).status_code == 303


def test_clearing_lost_factors_signs_out_and_asks_for_a_new_app(site: Flask, officer: FlaskClient, codes: list[str]):
    with site.app_context():
        factors.clear(EMAIL, "a test")
        db.session.commit()
        assert not db.session.scalars(select(RecoveryCode)).all()
    assert officer.get("/account").status_code == 303
    assert show_password(officer).location == SET_UP


def test_failures_are_written_down_without_what_was_typed(site: Flask, pending: FlaskClient):
    send(pending, STEP, code="271828")
    send(pending, ON_PAPER, code="my-secret-word")
    with site.app_context():
        entries = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "failed second step")).all()
        assert [entry.detail["by"] for entry in entries] == ["authenticator", "recovery code"]
        assert not re.search("271828|secret-word", str([entry.detail for entry in entries]))


@pytest.mark.parametrize(("others", "may"), [(0, False), (1, True), (2, True)])
def test_an_officer_needs_one_second_step(others: int, may: bool):
    assert bool(factor_may_go(Role.OFFICER, others=others)) is may


@pytest.mark.parametrize(
    ("minutes", "fresh"),
    [(0, True), (14, True), (15, False), (-14, True), (-15, False), (None, False)],
    ids=["now", "just before", "at its end", "from the future", "far in the future", "never"],
)
def test_a_second_step_stays_fresh_for_a_quarter_of_an_hour(minutes: int | None, fresh: bool):
    taken = None if minutes is None else TODAY - timedelta(minutes=minutes)
    assert step_is_fresh(taken, TODAY) is fresh
    assert not step_is_fresh(FIRST_SET_UP, TODAY)


def test_an_officer_who_is_disabled_between_both_steps_does_not_get_in(site: Flask, pending: FlaskClient):
    from panel.accounts import operations

    with site.app_context():
        operations.disable(EMAIL, "a test")
        db.session.commit()
    assert pending.get(STEP).status_code == 303
    assert sign_in(site.test_client()).status_code == 200
