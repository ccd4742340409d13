"""Passkeys: added, shown as the second step, removed; what is somebody else’s or another site’s."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from sqlalchemy import delete, select

from panel.accounts.factors import make_recovery_codes
from panel.accounts.models import Passkey, RecoveryCode, User
from panel.accounts.rules import Place
from panel.audit.models import AuditEntry
from panel.extensions import db
from tests.accounts.device import PRESENT, Device
from tests.accounts.people import EMAIL, an_officer, code, send, show_password, sign_in
from tests.public.test_meeting_page import tree, words

STEP, SHOW, ADD = "/sign-in/second-step", "/sign-in/passkey", "/account/passkeys/add"


def options(client: FlaskClient, page: str, address: str) -> dict[str, Any]:
    """What a script of a page is given."""
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get(page).text)
    assert token
    answer = client.post(address, headers={"X-CSRFToken": token[1]})
    assert answer.status_code == 200
    given: dict[str, Any] = json.loads(answer.data)
    return given


@pytest.fixture(autouse=True)
def codes(site: Flask) -> None:
    """The officer has recovery codes."""
    with site.app_context():
        make_recovery_codes(db.session.scalars(select(User)).one())
        db.session.commit()


def add(client: FlaskClient, device: Device, name: str = "Laptop"):
    made = device.make(options(client, ADD, "/account/passkeys/options"))
    return send(client, ADD, name=name, credential=made)


def asked(client: FlaskClient) -> dict[str, Any]:
    return options(client, STEP, "/sign-in/passkey/options")


@pytest.fixture
def device(officer: FlaskClient) -> Device:
    """A device whose passkey the officer has added."""
    device = Device()
    assert add(officer, device).location == "/account?told=passkey"
    return device


@pytest.fixture
def pending(client: FlaskClient) -> FlaskClient:
    """A browser in which the officer's password was shown."""
    show_password(client)
    return client


def verbs(site: Flask) -> list[str]:
    with site.app_context():
        return list(db.session.scalars(select(AuditEntry.verb).order_by(AuditEntry.id)))


def test_a_passkey_stands_for_the_code(site: Flask, device: Device, pending: FlaskClient):
    answer = send(pending, f"{SHOW}?next=/account/password", page=STEP, credential=device.sign(asked(pending)))
    assert answer.location == "/account/password"
    shown = words(tree(pending, "/account"))
    assert "Laptop Passkey, added Thursday 12 March 2026. Last used Thursday 12 March 2026, 9am." in shown
    assert verbs(site)[-2:] == ["take first step", "sign in"]


def test_the_browser_is_told_whose_passkeys_to_ask_for_and_to_ask_for_its_owner(device: Device, pending: FlaskClient):
    given = asked(pending)
    assert given["rpId"] == "localhost"
    assert given["userVerification"] == "required"
    assert len(given["allowCredentials"]) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"origin": "http://localhost.evil.example"}, id="asked for on another site"),
        pytest.param({"origin": "https://localhost"}, id="over another scheme"),
        pytest.param({"site": "evil.example"}, id="made for another site"),
        pytest.param({"flags": PRESENT}, id="its owner not verified"),
        pytest.param({"key": Device().key}, id="signed with another key"),
        pytest.param({"number": b"another"}, id="a passkey that nobody added"),
        pytest.param({"uses": -1}, id="a copy, which counts from the beginning"),
    ],
)
def test_what_is_not_signed_by_the_passkey_here_and_now_opens_nothing(
    wrong: dict[str, Any], device: Device, pending: FlaskClient, officer: FlaskClient
):
    device.uses = 5
    send(officer, SHOW, page=ADD, credential=device.sign(asked_again(officer)))
    for name, value in wrong.items():
        setattr(device, name, value)
    answer = send(pending, SHOW, page=STEP, credential=device.sign(asked(pending)))
    assert answer.status_code == 200
    assert "This passkey could not be used." in answer.text
    assert "<title>Error: " in answer.text
    assert pending.get("/account").status_code == 303


def asked_again(client: FlaskClient) -> dict[str, Any]:
    return options(client, ADD, "/sign-in/passkey/options")


def test_a_challenge_is_answered_once_and_in_its_own_session(site: Flask, device: Device, pending: FlaskClient):
    elsewhere = site.test_client()
    show_password(elsewhere)
    asked(elsewhere)
    signed = device.sign(asked(pending))
    assert send(elsewhere, SHOW, page=STEP, credential=signed).status_code == 200
    assert send(pending, SHOW, page=STEP, credential="{}").status_code == 200
    assert send(pending, SHOW, page=STEP, credential=signed).status_code == 200
    assert send(pending, SHOW, page=STEP, credential=device.sign(asked(pending))).status_code == 303


def test_after_a_passkey_that_failed_the_code_is_still_taken(device: Device, pending: FlaskClient):
    failed = send(pending, f"{SHOW}?next=/account/password", page=STEP, credential="{}")
    (form,) = [each for each in html.fromstring(failed.text).forms if "code" in each.fields]
    answer = pending.post(form.action, data={**form.fields, "code": code(later=1)})
    assert answer.location == "/account/password"


def test_the_page_of_a_failed_passkey_can_be_asked_for_again(device: Device, pending: FlaskClient):
    assert pending.get(f"{SHOW}?next=/account").location == f"{STEP}?next=/account"


def test_nothing_is_taken_where_nothing_was_asked(device: Device, pending: FlaskClient):
    answer = send(pending, SHOW, page=STEP, credential=device.sign({"challenge": ""}))
    assert answer.status_code == 200


@pytest.mark.parametrize("sent", ["", "null", "[]", "{", '{"id": 7}', '{"id": "a", "rawId": "é"}', "\0", "9" * 9000])
def test_what_no_browser_sends_is_refused_in_words(sent: str, device: Device, pending: FlaskClient):
    asked(pending)
    assert "could not be used" in send(pending, SHOW, page=STEP, credential=sent).text


def test_somebody_elses_passkey_is_worth_nothing(site: Flask, device: Device):
    with site.app_context():
        an_officer(email="rufus.thorne@larkshire.example")
        db.session.commit()
    other = site.test_client()
    show_password(other, email="rufus.thorne@larkshire.example")
    token = options(other, "/sign-in/recovery-code", "/sign-in/passkey/options")
    answer = send(other, SHOW, page="/sign-in/recovery-code", credential=device.sign(token))
    assert "could not be used" in answer.text


def test_tries_are_limited_together_with_codes(device: Device, pending: FlaskClient):
    statuses = [send(pending, SHOW, page=STEP, credential="x").status_code for _ in range(6)]
    statuses += [send(pending, STEP, code="000000").status_code for _ in range(4)]
    assert statuses == [200] * 10
    assert send(pending, SHOW, page=STEP, credential=device.sign(asked(pending))).status_code == 429


@pytest.mark.parametrize(
    "wrong",
    [{"origin": "http://evil.example"}, {"site": "evil.example"}, {"flags": PRESENT}],
    ids=["another origin", "another site", "its owner not verified"],
)
def test_a_passkey_that_was_made_otherwise_is_not_kept(wrong: dict[str, Any], site: Flask, officer: FlaskClient):
    answer = add(officer, Device(**wrong))
    assert answer.status_code == 200
    assert "The passkey was not added." in answer.text
    with site.app_context():
        assert db.session.scalar(select(Passkey)) is None


def test_whoever_has_no_recovery_codes_left_gets_some_with_a_passkey(site: Flask, officer: FlaskClient):
    with site.app_context():
        db.session.execute(delete(RecoveryCode))
        db.session.commit()
    answer = add(officer, Device())
    assert answer.status_code == 200
    assert len(re.findall(r"<li><code>", answer.text)) == 10


def test_a_passkey_is_added_once_and_needs_a_name(officer: FlaskClient, device: Device):
    assert "Enter a name" in add(officer, Device(), name=" ").text
    assert "The passkey was not added." in add(officer, device).text
    assert "at most 100" in add(officer, Device(), name="x" * 101).text


@pytest.mark.parametrize("address", [ADD, "/account/passkeys/1/remove"])
def test_who_has_not_taken_the_second_step_lately_is_asked_for_it(
    address: str, officer: FlaskClient, device: Device, clock: time_machine.Traveller
):
    clock.shift(900)
    assert officer.get(address).location == f"{STEP}?next={address}"
    assert send(officer, address, page="/account/password").location == f"{STEP}?next={address}"
    assert send(officer, "/account/passkeys/options", page="/account/password").status_code == 303


def test_with_a_passkey_the_app_may_go_and_then_the_passkey_stays(site: Flask, officer: FlaskClient, device: Device):
    assert send(officer, "/account/authenticator/remove").location == "/account?told=removed"
    assert officer.get("/account/authenticator/remove").status_code == 404
    answer = send(officer, "/account/passkeys/1/remove", page="/account")
    assert answer.status_code == 422
    assert "an officer does not sign in without one" in answer.text
    other = site.test_client()
    assert show_password(other).location == STEP
    assert not tree(other, STEP).cssselect("#code")
    assert "It is removed" in words(tree(officer, "/account?told=removed"))


def test_a_passkey_is_removed_by_its_owner_only(site: Flask, officer: FlaskClient, device: Device):
    with site.app_context():
        an_officer(email="rufus.thorne@larkshire.example")
        db.session.commit()
    other = site.test_client()
    sign_in(other, email="rufus.thorne@larkshire.example")
    assert other.get("/account/passkeys/1/remove").status_code == 404
    assert send(officer, "/account/passkeys/1/remove").status_code == 303
    assert verbs(site)[-1] == "remove passkey"
    assert officer.get("/account/passkeys/1/remove").status_code == 404


def test_the_trail_names_who_added_which(site: Flask, device: Device):
    with site.app_context():
        (entry,) = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "add passkey"))
        assert (entry.actor, entry.subject) == (f"Imogen Vale <{EMAIL}>", f"account {EMAIL}")
        assert entry.detail == {"name": "Laptop"}


def test_a_device_learns_nothing_of_the_account_but_its_address_and_name(site: Flask, officer: FlaskClient):
    given = options(officer, ADD, "/account/passkeys/options")
    with site.app_context():
        assert given["user"]["displayName"] == db.session.scalars(select(User.name)).one()
    assert len(given["user"]["id"]) == 43
    assert given["rp"] == {"name": "Larkshire Police and Crime Panel", "id": "localhost"}


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("https://panel.larkshire.example/", Place("https://panel.larkshire.example", "panel.larkshire.example")),
        (
            "https://Panel.Larkshire.Example:8443",
            Place("https://panel.larkshire.example:8443", "panel.larkshire.example"),
        ),
        ("http://localhost:8000/", Place("http://localhost:8000", "localhost")),
        ("http://127.0.0.1:8000/", None),
        ("http://[::1]:8000/", None),
    ],
)
def test_a_site_has_passkeys_under_its_name_alone(address: str, place: Place | None):
    assert Place.at(address) == place


def test_under_a_number_the_pages_say_that_passkeys_need_a_name(site: Flask, officer: FlaskClient, device: Device):
    site.config["SITE_URL"] = "http://127.0.0.1:8000"
    assert "this address is a number" in words(tree(officer, ADD))
    assert send(officer, "/account/passkeys/options", page="/account").status_code == 404
