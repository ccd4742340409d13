"""The council's own sign-in, against a real provider (npm oidc-provider), by the clock of this machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
import requests
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from panel.accounts.models import CouncilIdentity, User
from panel.accounts.rules import council_lets_in, saw_second_step
from panel.audit.models import AuditEntry
from panel.config import ConfigurationError, load
from panel.extensions import db
from tests.accounts.people import EMAIL, an_officer, take_second_step
from tests.accounts.provider import a_provider, registered
from tests.builders import a_body, add
from tests.public.site import make_site
from tests.public.test_meeting_page import tree, words

pytestmark = pytest.mark.xdist_group("council")

BACK = "http://localhost/sign-in/council/back"
MINE = {"email": EMAIL.upper(), "email_verified": True, "name": "Imogen at the Council"}
ACCOUNTS = {
    "imogen": {"claims": MINE, "amr": ["pwd", "mfa"]},
    "imogen-by-acr": {"claims": MINE, "acr": "https://refeds.org/profile/mfa"},
    "imogen-by-password": {"claims": MINE, "amr": ["pwd"]},
    "unverified": {"claims": {**MINE, "email_verified": False}},
    "no-address": {"claims": {"name": "Nobody"}},
    "a-stranger": {"claims": {"email": "stranger@larkshire.example", "email_verified": True}},
    "left": {"claims": {"email": "left@larkshire.example", "email_verified": True}},
    "invited": {
        "claims": {"email": "new@larkshire.example", "email_verified": True, "name": "New\tComer"},
        "amr": ["mfa"],
    },
}


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """Where the provider is."""
    with a_provider(BACK, ACCOUNTS) as address:
        yield address


@pytest.fixture
def site(issuer: str, tmp_path: Path) -> Iterator[Flask]:
    """A site that is registered there, with an officer, one who left and one who is invited."""
    app = make_site(tmp_path)
    app.config.update(registered(issuer))
    with app.app_context():
        a_body()
        an_officer()
        left = an_officer(email="left@larkshire.example", disabled=True)
        add(User(email="new@larkshire.example", role=left.role, created_at=left.created_at))
        db.session.commit()
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def client(site: Flask) -> FlaskClient:
    """A browser in which nobody has signed in."""
    return site.test_client()


def sent_back(client: FlaskClient, subject: str, page: str = "/sign-in/council") -> str:
    """Sign in at the provider; give the address to which it sends the browser back."""
    led = client.get(page)
    assert led.status_code == 302
    with requests.Session() as browser:
        there = browser.get(led.location, allow_redirects=False)
        there = browser.get(urljoin(led.location, there.headers["Location"]) + f"?as={subject}", allow_redirects=False)
        there = browser.get(there.headers["Location"], allow_redirects=False)
    return there.headers["Location"]


def come_back(client: FlaskClient, subject: str, page: str = "/sign-in/council") -> TestResponse:
    return client.get(sent_back(client, subject, page))


def verbs(site: Flask) -> list[tuple[str, str]]:
    with site.app_context():
        entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id))
        return [(entry.verb, entry.detail.get("by", "")) for entry in entries]


def test_the_page_offers_the_councils_sign_in_and_leads_there_by_name(client: FlaskClient):
    (link,) = tree(client, "/sign-in?next=/account").cssselect("a.govuk-button")
    assert words(link) == "Sign in with Larkshire Council"
    assert link.get("href") == "/sign-in/council?next=/account"
    asked = parse_qs(urlsplit(client.get(link.get("href")).location).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert {"state", "nonce", "code_challenge"} < set(asked)


@pytest.mark.parametrize("subject", ["imogen", "imogen-by-acr"])
def test_who_has_an_account_gets_in_where_the_council_asked_for_a_second_step(
    subject: str, site: Flask, client: FlaskClient
):
    answer = come_back(client, subject, "/sign-in/council?next=/account/password")
    assert client.get(answer.location).location == "/account/password"
    assert client.get("/account").status_code == 200
    assert verbs(site) == [("connect council sign-in", ""), ("sign in", "council")]


def test_where_the_council_asked_for_a_password_only_the_second_step_is_asked_here(site: Flask, client: FlaskClient):
    answer = come_back(client, "imogen-by-password", "/sign-in/council?next=/account/password")
    step = client.get(answer.location).location
    assert step == "/sign-in/second-step?next=/account/password"
    assert client.get("/account").status_code == 303
    assert take_second_step(client, step).location == "/account/password"
    assert verbs(site)[1:] == [("take first step", "council"), ("sign in", "authenticator")]


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("unverified", "did not say that it has checked your e-mail address"),
        ("no-address", "did not say that it has checked your e-mail address"),
        ("a-stranger", "knows you as stranger@larkshire.example, and no account here has that address"),
        ("left", "Your account here is closed"),
    ],
)
def test_who_has_no_open_account_is_told_what_to_do(subject: str, said: str, site: Flask, client: FlaskClient):
    answer = come_back(client, subject)
    assert answer.status_code == 403
    assert said in answer.text
    assert "whoever looks after this site" in answer.text
    assert client.get("/account").status_code == 303
    assert verbs(site) == [("failed sign-in", "council")]
    with site.app_context():
        assert db.session.scalar(select(CouncilIdentity)) is None


def test_an_account_belongs_to_the_first_who_came_and_follows_them(site: Flask, client: FlaskClient):
    come_back(client, "imogen")
    with site.app_context():
        db.session.scalars(select(User).where(User.email == EMAIL)).one().email = "married@larkshire.example"
        db.session.commit()
    again = site.test_client()
    come_back(again, "imogen")
    assert "married@larkshire.example" in again.get("/account").text
    with site.app_context():
        db.session.scalars(select(User).where(User.email == "married@larkshire.example")).one().email = EMAIL
        db.session.commit()
    other = come_back(site.test_client(), "imogen-by-acr")
    assert other.status_code == 403
    assert "belongs to somebody else at your council" in other.text


def test_an_invited_person_comes_in_without_a_password_under_the_councils_name(client: FlaskClient):
    come_back(client, "invited")
    assert "Your account: New Comer Sign out" in words(tree(client, "/account"))


def test_an_answer_works_once_and_in_the_browser_that_asked(site: Flask, client: FlaskClient):
    back = sent_back(client, "imogen")
    thief = site.test_client()
    assert thief.get(back).status_code == 400
    assert thief.get("/account").status_code == 303
    assert client.get(back).status_code == 303
    refused = client.get(back)
    assert refused.status_code == 400
    assert "Larkshire Council did not say who you are" in refused.text


@pytest.mark.parametrize("kept", ["nonce", "code_verifier"])
def test_an_answer_to_another_question_is_refused(kept: str, client: FlaskClient):
    back = sent_back(client, "imogen")
    with client.session_transaction() as cookie:
        state = f"_state_council_{parse_qs(urlsplit(back).query)['state'][0]}"
        cookie[state] = {**cookie[state], "data": {**cookie[state]["data"], kept: "x" * 48}}
    assert client.get(back).status_code == 400
    assert client.get("/account").status_code == 303


@pytest.mark.parametrize(
    ("name", "value"), [("OIDC_ISSUER", "{}/other"), ("OIDC_CLIENT_SECRET", "not the secret")], ids=["issuer", "secret"]
)
def test_an_answer_that_is_not_from_the_issuer_to_this_site_is_refused(
    name: str, value: str, issuer: str, site: Flask, client: FlaskClient
):
    client.get("/sign-in/council")
    back = sent_back(client, "imogen")
    site.config[name] = value.format(issuer)
    site.extensions["panel_council"].client_secret = site.config["OIDC_CLIENT_SECRET"]
    assert client.get(back).status_code == 400


@pytest.mark.parametrize("query", ["", "?code=x&state=y", "?error=access_denied&state=y", "?state=%00"])
def test_an_address_that_the_provider_did_not_make_is_answered_in_words(query: str, client: FlaskClient):
    answer = client.get(f"/sign-in/council/back{query}")
    assert answer.status_code == 400
    assert "Try again in a while" in answer.text


def test_a_provider_that_cannot_be_reached_is_told(site: Flask, client: FlaskClient):
    site.config["OIDC_ISSUER"] = "http://127.0.0.1:9"
    answer = client.get("/sign-in/council")
    assert answer.status_code == 502
    assert "cannot be reached" in answer.text


def test_nobody_is_led_to_another_site_afterwards(client: FlaskClient):
    answer = come_back(client, "imogen", "/sign-in/council?next=//evil.example")
    assert client.get(answer.location).location == "/desk/"


def test_without_settings_there_is_no_such_sign_in(tmp_path: Path):
    client = make_site(tmp_path).test_client()
    assert "Sign in with" not in client.get("/sign-in").text
    for address in ("/sign-in/council", "/sign-in/council/back"):
        assert client.get(address).status_code == 404


def test_half_of_the_settings_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PANEL_OIDC_ISSUER", "https://sign-in.larkshire.example")
    with pytest.raises(ConfigurationError, match="OIDC_CLIENT_ID and OIDC_CLIENT_SECRET"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("amr", "acr", "saw"),
    [
        (["pwd", "mfa"], None, True),
        (["pwd", "otp"], None, False),
        (["pwd"], "https://refeds.org/profile/mfa", True),
        (None, "mfa", True),
        (None, "0", False),
        (None, None, False),
        ("mfa", ["mfa"], False),
    ],
)
def test_a_second_step_was_taken_where_the_council_says_so(amr: object, acr: object, saw: bool):
    assert saw_second_step(amr, acr) is saw


FACTS = {"email": EMAIL, "recognised": False, "has_account": True, "is_somebody_elses": False, "disabled": False}


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, ""),
        ({"recognised": True, "email": ""}, ""),
        ({"email": ""}, "has checked your e-mail address"),
        ({"has_account": False}, "no account here"),
        ({"is_somebody_elses": True}, "belongs to somebody else"),
        ({"disabled": True}, "closed"),
        ({"recognised": True, "disabled": True}, "closed"),
    ],
    ids=["by address", "recognised", "no address", "no account", "somebody else's", "closed", "recognised and closed"],
)
def test_whom_the_council_vouches_for_is_let_in_or_told_why_not(facts: dict[str, object], said: str):
    ruling = council_lets_in(**FACTS | facts)
    assert bool(ruling) is not bool(said)
    assert said in ruling.reason
