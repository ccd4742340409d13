"""Which passwords, addresses, links and sessions are good."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from panel.accounts.rules import (
    browser_in_words,
    email_address,
    good_password,
    link_works,
    local_path,
    session_lives,
)

KNOWN = ("imogen.vale@larkshire.example", "Imogen Vale", "Larkshire Police and Crime Panel")


@pytest.mark.parametrize(
    ("password", "good"),
    [
        pytest.param("gravel-oboe-lantern", True, id="three words"),
        pytest.param("gravel oboe lantern", True, id="spaces are allowed"),
        pytest.param("krzjwvhtqmpb", True, id="twelve small letters, no digit or sign asked for"),
        pytest.param("čokoláda v mlze", True, id="letters of another language"),
        pytest.param("krzjwvhtqmp", False, id="eleven"),
        pytest.param("", False, id="nothing"),
        pytest.param("password1234", False, id="one of the commonest"),
        pytest.param("P@ssw0rd1234", False, id="the commonest in disguise"),
        pytest.param("123456789012", False, id="digits in a row"),
        pytest.param("qwertyuiop[]", False, id="keys in a row"),
        pytest.param("aaaaaaaaaaaaaaaa", False, id="one letter"),
        pytest.param("larkshirelarkshire", False, id="the panel's name twice"),
        pytest.param("imogenvale2026", False, id="the owner's name and a year"),
        pytest.param("imogen.vale@larkshire.example", False, id="the e-mail address"),
        pytest.param("krzjwvht" * 32, True, id="256 characters"),
        pytest.param("krzjwvht" * 32 + "x", False, id="257 characters"),
    ],
)
def test_a_password_is_long_and_hard_to_guess(password: str, good: bool):
    ruling = good_password(password, *KNOWN)
    assert bool(ruling) is good
    assert good or ruling.reason.endswith(".")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Imogen.Vale@Larkshire.Example", "imogen.vale@larkshire.example"),
        ("  officer@council.gov.uk ", "officer@council.gov.uk"),
    ],
)
def test_an_email_address_is_kept_in_one_way(typed: str, kept: str):
    assert email_address(typed) == kept


@pytest.mark.parametrize("typed", ["", "imogen", "imogen@", "@larkshire.example", "a b@c.example", "a@b.example\nc"])
def test_what_is_no_email_address_is_refused(typed: str):
    with pytest.raises(ValueError, match=r"name@example\.gov\.uk"):
        email_address(typed)


@pytest.mark.parametrize(
    ("target", "here"),
    [
        pytest.param("/account", True, id="a page"),
        pytest.param("/meetings?year=2025#calendar", True, id="with question and fragment"),
        pytest.param("/a?next=https://evil.example", True, id="another site named inside"),
        pytest.param("https://evil.example/", False, id="another site"),
        pytest.param("//evil.example", False, id="another host"),
        pytest.param("/\\evil.example", False, id="a backslash, which browsers read as a slash"),
        pytest.param("/\t/evil.example", False, id="a tab, which browsers drop"),
        pytest.param("\t//evil.example", False, id="a tab first"),
        pytest.param("/\r\nSet-Cookie: x=y", False, id="a header"),
        pytest.param("javascript:alert(1)", False, id="a script"),
        pytest.param("account", False, id="relative"),
        pytest.param("", False, id="empty"),
        pytest.param(None, False, id="none"),
    ],
)
def test_only_a_path_of_this_site_is_followed_after_signing_in(target: str | None, here: bool):
    assert local_path(target) == (target if here else None)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, ""),
        ({"used": True}, "has been used"),
        ({"used": True, "expired": True}, "has been used"),
        ({"replaced": True}, "newer link"),
        ({"expired": True}, "seven days"),
        ({"disabled": True}, "account is closed"),
    ],
    ids=["open", "used", "used and expired", "replaced", "expired", "account disabled"],
)
def test_a_link_that_does_not_work_says_why_and_what_to_do(facts: dict[str, bool], said: str):
    ruling = link_works(**{"used": False, "replaced": False, "expired": False, "disabled": False} | facts)
    assert bool(ruling) is not bool(said)
    assert said in ruling.reason


NOON = datetime(2026, 3, 12, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("idle", "left", "lives"),
    [
        pytest.param(0, 1, True, id="in use"),
        pytest.param(119, 1, True, id="idle for just under two hours"),
        pytest.param(120, 1, False, id="idle for two hours"),
        pytest.param(0, 0, False, id="at its end, though in use"),
    ],
)
def test_a_session_ends_when_idle_and_at_its_end(idle: int, left: int, lives: bool):
    seen, expires = NOON - timedelta(minutes=idle), NOON + timedelta(minutes=left)
    assert session_lives(seen, expires, NOON) is lives


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Windows"),
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0",
            "Edge on Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Safari/604.1",
            "Safari on an iPhone",
        ),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome on Android"),
        ("curl/8", "A browser"),
        ("", "A browser"),
    ],
)
def test_a_browser_is_named_as_its_owner_does(agent: str, words: str):
    assert browser_in_words(agent) == words
