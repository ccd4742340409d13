"""What somebody types, sends or hands in to keep the server busy, break a page or command a terminal."""

from __future__ import annotations

import logging
import unicodedata
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel import create_app
from panel.accounts import attempts, passwords, rules
from panel.accounts.models import Invitation, User
from panel.accounts.operations import disable, enable, invite, reset
from panel.accounts.rules import Role
from panel.audit.models import AuditEntry
from panel.checks.finding import Finding, Place, Severity
from panel.checks.models import Answer
from panel.commands.check import _told
from panel.commands.terminal import say
from panel.extensions import db
from panel.law.words import visible
from panel.procedure.models import ExtraDay
from tests.accounts.people import EMAIL, PASSWORD, an_officer, send, set_up_app, sign_in
from tests.builders import a_body
from tests.officers import private_key, signed_in, the_meeting
from tests.public.records import TODAY
from tests.security.test_sign_in import tried

DAYS = "/desk/larkshire/days"
ACCENTS = "\u0316\u0301" * 10_000


@pytest.fixture
def site(site: Flask) -> Flask:
    """The panel's site, with an officer."""
    with site.app_context():
        an_officer()
        db.session.commit()
    return site


@pytest.fixture
def officer(site: Flask) -> FlaskClient:
    """A browser in which the officer is signed in."""
    return signed_in(site)


def invited(site: Flask) -> str:
    """Give a link for somebody new."""
    with site.app_context():
        path = invite("rufus.thorne@larkshire.example", Role.OFFICER, "", "a test")
        db.session.scalars(select(User).where(User.password_hash == "")).one().serves_all = True
        db.session.commit()
    return path


def test_a_password_beyond_the_limit_is_not_even_normalised(client: FlaskClient, monkeypatch: pytest.MonkeyPatch):
    """Accents in the wrong order are sorted in quadratic time: half a megabyte of them would stop the server."""
    lengths = [0]

    class Counting:
        @staticmethod
        def normalize(form: str, text: str) -> str:
            lengths.append(len(text))
            return unicodedata.normalize(form, text[:1000])

    monkeypatch.setattr(passwords, "unicodedata", Counting)
    assert sign_in(client, password=ACCENTS).status_code == 200
    assert max(lengths) <= rules.PASSWORD_LIMIT


def test_a_form_larger_than_any_of_ours_is_refused(client: FlaskClient):
    file = b'--x\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\n' + b"A" * 300_000 + b"\r\n--x--\r\n"
    answer = client.post("/sign-in", data=file, headers={"Content-Type": "multipart/form-data; boundary=x"})
    assert answer.status_code == 413


def test_a_long_name_is_not_searched_for_in_the_password(
    site: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
):
    known: list[str] = []
    judged = rules.good_password
    monkeypatch.setattr(
        "panel.accounts.forms.good_password", lambda typed, *of: judged(typed, *(known.extend(of) or of))
    )
    answer = send(client, invited(site), name="word " * 10_000, password=PASSWORD)
    assert "at most 100 characters" in answer.text
    assert max(map(len, known)) <= 100


def test_a_period_left_out_of_a_hearing_is_at_most_a_year(officer: FlaskClient):
    days = {"received": (1, 1, 2026), "left_out_from": (1, 1, 2026), "left_out_until": (1, 1, 2206)}
    asked = {
        f"hearing-{n}-{part}": v
        for n, day in days.items()
        for part, v in zip(("day", "month", "year"), day, strict=True)
    }
    answer = officer.get("/desk/work-out", query_string={"work": "hearing", "hearing-post": "chief constable", **asked})
    assert "Leave out at most 366 days." in answer.text
    assert len(answer.data) < 100_000


def test_asking_for_a_page_changes_nothing_even_with_a_form_in_the_request(site: Flask, officer: FlaskClient):
    """A form's token is asked of what is posted only."""
    with site.app_context():
        meeting = the_meeting("2026-03-19")
        answered = Answer(
            meeting=meeting, key="k", severity=Severity.LOOK, what="", reason="", by="", at=datetime.now(UTC)
        )
        db.session.add(answered)
        db.session.commit()
    officer.get("/desk/larkshire/2026-03-19/check", data={"take_back": "1"})
    with site.app_context():
        assert not db.session.scalars(select(Answer)).one().withdrawn


UNSEEN = ("\x1b]0;owned\x07", "\x9b2J", "\u202e", "\r", "\x00")


@pytest.mark.parametrize("mark", UNSEEN, ids=ascii)
def test_a_name_or_a_reason_is_kept_without_what_commands_a_terminal(mark: str, site: Flask, client: FlaskClient):
    set_up_app(client, send(client, invited(site), name=f"Rufus{mark}\nThorne", password=PASSWORD).location)
    send(client, DAYS, **{"day-day": "17", "day-month": "3", "day-year": "2026", "name": f"Snow{mark}\tfall"})
    with site.app_context():
        kept = [
            *db.session.scalars(select(User.name)),
            *db.session.scalars(select(ExtraDay.name)),
            *db.session.scalars(select(AuditEntry.actor)),
        ]
    assert any(name.startswith("Rufus") for name in kept)
    assert any(name.startswith("Snow") for name in kept)
    assert [name for name in kept if not name.isprintable()] == []


def test_words_of_a_paper_command_no_terminal(capsys: pytest.CaptureFixture[str]):
    evil = "before\x1b[2J\x9b\u202eafter"
    told = _told(Finding("rule", Severity.LOOK, Place("1", evil), evil, evil, evil))
    say(told)
    said = capsys.readouterr().err
    assert "before" in said
    assert "after" in said
    assert visible(said) == said
    assert said.count("\n") == told.count("\n") + 1


def test_no_address_and_no_field_breaks_on_postgresql(postgresql_database: str, tmp_path: Path, monkeypatch):
    """PostgreSQL knows no NUL, and refuses even to be asked for one."""
    monkeypatch.setenv("PANEL_DATABASE_URL", postgresql_database)
    app = create_app(tmp_path, TESTING=True, PROPAGATE_EXCEPTIONS=False)
    with app.app_context():
        db.create_all()
        a_body()
        an_officer()
        db.session.commit()
    client, path = app.test_client(), invited(app)
    assert send(client, "/sign-in", email="a\0b", password="x\0").status_code == 200
    for address in ("/meetings/a%00", "/meetings/a%00/2026-01-01", "/calendar/a%00.ics"):
        assert client.get(address).status_code == 404
    assert send(client, path, name="a\0b", password=PASSWORD).status_code == 303
    for address in ("days", "2026-01-01/", "2026-01-01/check", "year/2026", "2026-01-01/dates/x"):
        assert client.get(f"/desk/a%00/{address}").status_code == 404
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.mark.parametrize(("rule", "secret"), [("/desk/dates/<key>.ics", "feed"), ("/invitation/<token>", "link")])
def test_the_log_of_a_failure_holds_nobodys_key(
    rule: str, secret: str, site: Flask, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
):
    address = f"/desk/dates/{private_key(site)}.ics" if secret == "feed" else invited(site)

    def broken(*_: object) -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr("panel.desk.views.what_is_due", broken)
    monkeypatch.setattr("panel.accounts.views.works", broken)
    with caplog.at_level(logging.ERROR):
        assert site.test_client().get(address).status_code == 500
    assert f"Exception on {rule} [GET]" in caplog.text
    assert address not in caplog.text


def test_all_addresses_of_one_house_are_one_network_address(site: Flask):
    site.config["WTF_CSRF_ENABLED"] = False
    answers = [
        tried(site, email=f"{number}@larkshire.example", address=f"2001:db8:1:2::{number:x}") for number in range(31)
    ]
    assert answers == [200] * 30 + [429]
    assert tried(site, address="2001:db8:1:3::1") == 200


@pytest.mark.parametrize("address", ["192.0.2.1", "::ffff:192.0.2.1", "", "localhost"])
def test_every_other_address_is_counted_as_it_is(address: str, site: Flask):
    with site.app_context():
        assert attempts.begin(EMAIL, address).address == address


def test_a_clock_that_was_ahead_for_a_while_locks_nobody_out_and_keeps_nobody_in(site: Flask):
    with time_machine.travel(TODAY + timedelta(days=365)):
        client = signed_in(site)
        assert client.get("/account").status_code == 200
        site.config["WTF_CSRF_ENABLED"] = False
        for _ in range(10):
            tried(site)
    assert client.get("/account").status_code == 303
    assert tried(site, password=PASSWORD) == 303


def test_a_link_that_was_not_used_ends_when_the_password_changes(site: Flask, officer: FlaskClient):
    with site.app_context():
        path = reset(EMAIL, "a test")
        db.session.commit()
    send(officer, "/account/password", current=PASSWORD, password="harbour-tuba-sixteen")
    answer = site.test_client().get(path)
    assert answer.status_code == 410
    assert "the password was changed" in answer.text


def test_a_link_of_an_account_that_was_closed_stays_closed(site: Flask):
    path = invited(site)
    with site.app_context():
        disable("rufus.thorne@larkshire.example", "a test")
        db.session.commit()
    assert "account is closed" in site.test_client().get(path).text
    with site.app_context():
        enable("rufus.thorne@larkshire.example", "a test")
        db.session.commit()
        assert db.session.scalars(select(Invitation)).one().used_at is None
    assert site.test_client().get(path).status_code == 410
