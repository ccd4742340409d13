"""Those who try to get in without a password, or with somebody else's browser."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel import create_app
from panel.accounts import attempts, passwords
from panel.accounts.models import Attempt, Session, User
from panel.accounts.operations import invite
from panel.accounts.rules import Role
from panel.audit.models import AuditEntry
from panel.extensions import db
from tests.accounts.people import EMAIL, PASSWORD, an_officer, code, send, sign_in
from tests.public.records import PUBLISHED, TODAY

HERE = {"REMOTE_ADDR": "192.0.2.1"}


@pytest.fixture
def site(site: Flask) -> Flask:
    """The panel's site, with an officer."""
    with site.app_context():
        an_officer()
        db.session.commit()
    return site


@pytest.fixture
def unchecked(site: Flask) -> Flask:
    """The same where a form needs no token, so that many tries are quick."""
    site.config["WTF_CSRF_ENABLED"] = False
    return site


def tried(site: Flask, email: str = EMAIL, password: str = "wrong", address: str = "192.0.2.1", **headers: str) -> int:
    """Try to sign in from a network address; give the answer's status."""
    answer = site.test_client().post(
        "/sign-in",
        data={"email": email, "password": password},
        environ_overrides={"REMOTE_ADDR": address},
        headers=headers,
    )
    return answer.status_code


def test_after_ten_wrong_passwords_even_the_right_one_must_wait(unchecked: Flask):
    with time_machine.travel(TODAY, tick=False) as clock:
        assert {tried(unchecked, address=f"192.0.2.{number}") for number in range(10)} == {200}
        assert tried(unchecked, password=PASSWORD) == 429
        clock.shift(timedelta(minutes=14, seconds=59))
        assert tried(unchecked, password=PASSWORD) == 429
        clock.shift(timedelta(seconds=1))
        assert tried(unchecked, password=PASSWORD) == 303


def test_an_account_that_does_not_exist_is_limited_alike(unchecked: Flask):
    answers = [tried(unchecked, email="Nobody@larkshire.example") for _ in range(5)]
    answers += [tried(unchecked, email=" nobody@LARKSHIRE.example") for _ in range(6)]
    assert answers == [200] * 10 + [429]


def test_one_network_address_cannot_try_many_accounts(unchecked: Flask):
    answers = [tried(unchecked, email=f"{number}@larkshire.example") for number in range(31)]
    assert answers == [200] * 30 + [429]
    assert tried(unchecked, password=PASSWORD) == 429
    assert tried(unchecked, password=PASSWORD, address="192.0.2.2") == 303


def test_the_right_password_takes_the_wrong_ones_off_the_count(unchecked: Flask):
    for _ in range(2):
        assert [tried(unchecked) for _ in range(9)] == [200] * 9
        assert tried(unchecked, password=PASSWORD) == 303


def test_another_account_is_not_locked_with_the_first(unchecked: Flask):
    with unchecked.app_context():
        an_officer(email="rufus.thorne@larkshire.example")
        db.session.commit()
    for _ in range(11):
        tried(unchecked)
    assert tried(unchecked, email="rufus.thorne@larkshire.example", password=PASSWORD) == 303


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_tries_at_the_same_moment_do_not_slip_past_the_limit(
    database: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    if database == "postgresql":
        monkeypatch.setenv("PANEL_DATABASE_URL", request.getfixturevalue("postgresql_database"))
    app = create_app(tmp_path, WTF_CSRF_ENABLED=False)
    with app.app_context():
        db.create_all()
        an_officer()
        db.session.commit()
    with ThreadPoolExecutor(8) as threads:
        answers = Counter(threads.map(lambda _: tried(app), range(32)))
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    assert set(answers) == {200, 429}
    assert answers[200] <= attempts.FOR_ACCOUNT


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_of_many_who_enter_one_code_at_the_same_moment_one_gets_in(
    database: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    if database == "postgresql":
        monkeypatch.setenv("PANEL_DATABASE_URL", request.getfixturevalue("postgresql_database"))
    app = create_app(tmp_path, WTF_CSRF_ENABLED=False)
    with app.app_context():
        db.create_all()
        an_officer()
        db.session.commit()
    browsers = [app.test_client() for _ in range(6)]
    for browser in browsers:
        browser.post("/sign-in", data={"email": EMAIL, "password": PASSWORD})
    typed = {"code": code()}
    with ThreadPoolExecutor(6) as threads:
        answers = Counter(threads.map(lambda each: each.post("/sign-in/second-step", data=typed).status_code, browsers))
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    assert answers == {303: 1, 200: 5}


def test_what_was_typed_as_an_address_is_not_kept(unchecked: Flask):
    tried(unchecked, email="my-password-by-mistake@larkshire.example")
    with unchecked.app_context():
        kept = db.session.scalars(select(Attempt)).one()
        assert "mistake" not in str(vars(kept))


@pytest.mark.parametrize("claimed", ["198.51.100.7", "198.51.100.7, 192.0.2.9"])
def test_a_visitor_cannot_choose_the_address_that_is_counted(claimed: str, unchecked: Flask):
    tried(unchecked, **{"X-Forwarded-For": claimed})
    assert addresses(unchecked) == ["192.0.2.1"]


def test_behind_a_proxy_of_ours_the_address_that_it_saw_is_counted(tmp_path: Path, unchecked: Flask):
    app = create_app(tmp_path, PROXIES=1, WTF_CSRF_ENABLED=False)
    tried(app, address="127.0.0.1", **{"X-Forwarded-For": "10.9.9.9, 198.51.100.7"})
    assert addresses(app) == ["198.51.100.7"]


def addresses(site: Flask) -> list[str]:
    with site.app_context():
        failed = select(AuditEntry.detail).where(AuditEntry.verb == "failed sign-in")
        return [detail["address"] for detail in db.session.scalars(failed)]


@pytest.mark.parametrize("email", [EMAIL, "nobody@larkshire.example", "invited@larkshire.example"])
def test_an_unknown_account_costs_the_same_work_as_a_known_one(
    email: str, unchecked: Flask, monkeypatch: pytest.MonkeyPatch
):
    with unchecked.app_context():
        invite("invited@larkshire.example", Role.OFFICER, "", "a test")
        db.session.commit()
    passwords._of_nobody()
    checked: list[str] = []

    class Counting:
        def verify(self, kept: str, _typed: str) -> bool:
            checked.append(kept)
            return False

    monkeypatch.setattr(passwords, "_hasher", Counting())
    tried(unchecked, email=email)
    (kept,) = checked
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_the_database_keeps_neither_password_nor_key(site: Flask, client: FlaskClient):
    sign_in(client)
    with client.session_transaction() as cookie:
        key = cookie["key"]
    with site.app_context():
        assert PASSWORD not in db.session.scalars(select(User.password_hash)).one()
        assert key not in str(vars(db.session.scalars(select(Session)).one()))


def test_signing_in_gives_a_key_that_nobody_had_before(site: Flask, client: FlaskClient):
    """A cookie that somebody planted in this browser beforehand is worth nothing afterwards."""
    client.get("/sign-in")
    with client.session_transaction() as cookie:
        cookie["key"] = "planted"
    planted = client.get_cookie("panel").value
    sign_in(client)
    thief = site.test_client()
    thief.set_cookie("panel", planted)
    assert thief.get("/account").status_code == 303
    with client.session_transaction() as cookie:
        first = cookie["key"]
        assert first != "planted"
    send(client, "/sign-out", page="/account")
    sign_in(client)
    with client.session_transaction() as cookie:
        assert cookie["key"] != first


def test_a_form_from_before_signing_in_is_not_taken_afterwards(client: FlaskClient):
    before = client.get("/sign-in").text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    sign_in(client)
    assert client.post("/account/sign-out-everywhere", data={"csrf_token": before}).status_code == 400


@pytest.mark.parametrize(
    ("base", "settings", "name", "secure"),
    [
        ("http://localhost", {}, "panel=", False),
        ("https://localhost", {}, "__Host-panel=", True),
        ("http://localhost", {"SITE_URL": "https://panel.larkshire.example"}, "__Host-panel=", True),
    ],
    ids=["trying it out", "over https", "behind a server that ends https"],
)
def test_the_cookie_is_out_of_reach_of_scripts_other_sites_and_plain_http(
    base: str, settings: dict[str, str], name: str, secure: bool, site: Flask
):
    site.config.update(settings)
    said = site.test_client().get("/sign-in", base_url=base).headers["Set-Cookie"]
    assert said.startswith(name)
    for part in ("HttpOnly", "SameSite=Lax", "Path=/"):
        assert part in said
    assert ("Secure" in said) is secure
    assert "Domain" not in said


def test_signing_in_works_over_https(site: Flask):
    client = site.test_client()
    shown = client.get("/sign-in", base_url="https://localhost")
    token = shown.text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    answer = client.post(
        "/sign-in",
        base_url="https://localhost",
        headers={"Referer": "https://localhost/sign-in"},
        data={"csrf_token": token, "email": EMAIL, "password": PASSWORD},
    )
    assert answer.status_code == 303
    page = f"https://localhost{answer.location}"
    token = client.get(page).text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    client.post(page, headers={"Referer": page}, data={"csrf_token": token, "code": code()})
    assert client.get("/account", base_url="https://localhost").status_code == 200
    assert client.get("/account", base_url="http://localhost").status_code == 303


@pytest.mark.parametrize(
    "address", ["/sign-in", "/signed-out", "/account", "/account/password", "/invitation/x", "/sign-in/second-step"]
)
def test_nobody_keeps_a_page_of_somebodys_account(address: str, client: FlaskClient):
    assert client.get(address).headers["Cache-Control"] == "no-store"
    sign_in(client)
    assert client.get(address).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "address", ["/", "/meetings", PUBLISHED, "/members", "/calendar.ics", f"{PUBLISHED}/agenda-pack.pdf"]
)
def test_a_public_page_does_not_even_look_who_asks(address: str, client: FlaskClient):
    before = client.get(address)
    sign_in(client)
    after = client.get(address)
    assert "Cookie" not in after.headers.get("Vary", "")
    assert "Set-Cookie" not in after.headers
    assert after.headers.get("ETag") == before.headers.get("ETag")


def test_markup_in_a_name_is_shown_as_it_was_typed(site: Flask, client: FlaskClient):
    with site.app_context():
        db.session.scalars(select(User)).one().name = "<b>Imogen</b>"
        db.session.commit()
    sign_in(client)
    assert "&lt;b&gt;Imogen&lt;/b&gt;" in client.get("/account").text
    assert "<b>Imogen" not in client.get("/account").text
