"""What people do with their own account."""

from __future__ import annotations

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient
from sqlalchemy import select

from panel.access import Audience, open_to, viewer
from panel.accounts import operations
from panel.accounts.keys import feed_key, user_of_feed_key
from panel.accounts.models import User
from panel.extensions import db
from tests.accounts.people import EMAIL, PASSWORD, an_officer, send, sign_in
from tests.public.site import statements
from tests.public.test_meeting_page import tree, words

NEW = "walnut-harbour-tin"


def test_a_new_password_replaces_the_old_and_signs_every_other_browser_out(site: Flask, officer: FlaskClient):
    other = site.test_client()
    sign_in(other)
    before = officer.get_cookie("panel").value
    answer = send(officer, "/account/password", current=PASSWORD, password=NEW)
    assert answer.status_code == 303
    assert "Your password is changed" in words(tree(officer, answer.location))
    assert officer.get_cookie("panel").value != before
    assert other.get("/account").status_code == 303
    assert sign_in(site.test_client()).status_code == 200
    assert sign_in(site.test_client(), password=NEW).status_code == 303


@pytest.mark.parametrize(
    ("current", "password", "said"),
    [
        ("not-this-one", NEW, "This is not your password."),
        ("", NEW, "Enter the password that you have now."),
        (PASSWORD, "short", "at least 12 characters"),
        (PASSWORD, "", "Enter the password that you want."),
        (PASSWORD, "imogen-vale-1", "easy to guess"),
    ],
)
def test_a_password_is_not_changed_without_the_old_one_or_for_a_weak_one(
    current: str, password: str, said: str, site: Flask, officer: FlaskClient
):
    answer = send(officer, "/account/password", current=current, password=password)
    assert answer.status_code == 200
    assert said in answer.text
    assert sign_in(site.test_client()).status_code == 303


def test_guessing_the_old_password_is_limited_like_signing_in(officer: FlaskClient):
    answers = [send(officer, "/account/password", current="not-this-one", password=NEW) for _ in range(11)]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    assert "Wait 15 minutes" in answers[-1].text


@pytest.fixture
def feed(site: Flask) -> str:
    """The officer's private address."""
    with site.app_context():
        return f"/desk/dates/{feed_key(db.session.scalars(select(User)).one())}.ics"


def test_whoever_has_the_private_address_gets_the_feed_without_signing_in(feed: str, client: FlaskClient):
    answer = client.get(feed)
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert "Set-Cookie" not in answer.headers


def test_the_feed_is_kept_from_shared_caches_whatever_a_view_says_and_sees_as_a_keyholder(
    feed: str, site: Flask, client: FlaskClient
):
    @site.get("/another/<key>.ics")
    @open_to(Audience.KEYHOLDER)
    def another(key: str) -> Response:
        answer = Response(viewer())
        answer.headers["Cache-Control"] = "public, no-cache"
        return answer

    answer = client.get(feed.replace("/desk/dates", "/another"))
    assert answer.text == "keyholder"
    assert answer.headers["Cache-Control"] == "private, no-cache"


def test_the_account_shows_the_address_and_renews_it(feed: str, officer: FlaskClient, client: FlaskClient):
    (shown,) = tree(officer, "/account").cssselect(".panel-feed code")
    assert shown.text == f"http://localhost{feed}"
    answer = send(officer, "/account/calendar-address", page="/account")
    assert "The old one stopped working" in words(tree(officer, answer.location.partition("#")[0]))
    (renewed,) = tree(officer, "/account").cssselect(".panel-feed code")
    assert renewed.text != shown.text
    assert client.get(feed).status_code == 404
    assert client.get(renewed.text).status_code == 200


@pytest.mark.parametrize(
    ("opens", "does"),
    [
        ("Somebody else may have seen it", "Make a new address"),
        ("You do not know one of them", "Sign out everywhere"),
    ],
)
def test_what_cannot_be_undone_is_said_before_it_is_done(opens: str, does: str, officer: FlaskClient):
    (asked,) = [each for each in tree(officer, "/account").cssselect("details") if words(each).startswith(opens)]
    assert asked.get("open") is None
    assert words(asked.cssselect("button")[0]) == does


def test_the_account_asks_the_database_as_often_however_many_browsers_and_people_there_are(
    site: Flask, officer: FlaskClient
):
    asked = []
    for browsers in (1, 4):
        for _ in range(browsers):
            sign_in(site.test_client())
        with site.app_context():
            an_officer(email=f"officer{browsers}@larkshire.example")
            db.session.commit()
        with statements(site) as recorded:
            assert officer.get("/account").status_code == 200
        asked.append(len(recorded))
    assert asked[0] == asked[1]


def test_a_disabled_officers_private_address_stops_working(feed: str, site: Flask, client: FlaskClient):
    with site.app_context():
        operations.disable(EMAIL, "a test")
        db.session.commit()
    assert client.get(feed).status_code == 404


@pytest.mark.parametrize("key", ["x", "WzEsMV0", "WzEsMV0.AAAAAAAAAAAAAAAAAAAAAAAAAAA", "%00", "e30.x"])
def test_a_made_up_private_address_is_not_found(key: str, client: FlaskClient):
    assert client.get(f"/desk/dates/{key}.ics").status_code == 404


def test_a_key_is_one_persons(site: Flask):
    with site.app_context():
        other = an_officer(email="rufus.thorne@larkshire.example", name="Rufus Thorne")
        first = db.session.scalars(select(User).where(User.email == EMAIL)).one()
        assert feed_key(other) != feed_key(first)
        assert user_of_feed_key(feed_key(other)) is other


def test_a_key_signed_with_another_secret_is_nobodys(site: Flask):
    with site.app_context():
        key = feed_key(db.session.scalars(select(User)).one())
        site.secret_key = "another"
        assert user_of_feed_key(key) is None
