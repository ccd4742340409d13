"""Two who do the same at the same moment: both are answered, and the trail tells it once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import get_ident

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Delete, Update, event, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import ORMExecuteState

from panel.accounts.models import Session
from panel.audit.models import AuditEntry
from panel.checks.finding import Finding
from panel.checks.models import Answer
from panel.extensions import db
from panel.procedure.models import ExtraDay
from tests.accounts.people import send
from tests.checks.pages import EVERYTHING, LOOK, MEETING
from tests.officers import an_officers_site, signed_in

DAYS = "/desk/larkshire/days"
SNOW = {"day-day": "17", "day-month": "3", "day-year": "2026", "name": "Snow"}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """A site with records, and findings."""
    findings: list[Finding] = list(EVERYTHING)
    monkeypatch.setattr("panel.checks.judging.judge", lambda _dossier: findings)
    with an_officers_site(tmp_path) as app:
        yield app


@pytest.fixture
def officer(site: Flask) -> FlaskClient:
    """A browser in which an officer is signed in."""
    return signed_in(site)


@contextmanager
def just_before(name: str, does: Callable[[], object]) -> Iterator[None]:
    """Let somebody else do something when a request has read and is about to write, once.

    In a thread of its own: a request inside a request would share the session of the database.
    """
    waiting = [does]

    thread = get_ident()

    def meanwhile(state: ORMExecuteState | object, *_rest: object) -> None:
        if isinstance(state, ORMExecuteState) and not isinstance(state.statement, Delete | Update):
            return
        if waiting and get_ident() == thread:
            with ThreadPoolExecutor(1) as other:
                other.submit(waiting.pop()).result()

    event.listen(db.session, name, meanwhile)
    yield
    event.remove(db.session, name, meanwhile)
    assert not waiting


def done(client: FlaskClient, address: str, **fields: str) -> None:
    """Send a form, which is taken."""
    page = "/account" if address == "/sign-out" else None
    assert send(client, address, page=page, **fields).status_code == 303


def told(site: Flask, verb: str) -> int:
    """How often the trail tells of something."""
    with site.app_context():
        return len(db.session.scalars(select(AuditEntry).where(AuditEntry.verb == verb)).all())


def test_a_day_that_two_close_at_once_is_closed_once(site: Flask, officer: FlaskClient):
    other = signed_in(site)
    with just_before("before_flush", lambda: done(other, DAYS, **SNOW)):
        assert send(officer, DAYS, **SNOW).status_code == 303
    with site.app_context():
        assert [row.name for row in db.session.scalars(select(ExtraDay))] == ["Snow"]
    assert told(site, "close day") == 1


def test_of_two_reasons_for_a_closed_day_the_later_stands_and_both_are_told(site: Flask, officer: FlaskClient):
    other = signed_in(site)
    with just_before("before_flush", lambda: done(other, DAYS, **SNOW)):
        assert send(officer, DAYS, **{**SNOW, "name": "Ice"}).status_code == 303
    with site.app_context():
        assert [row.name for row in db.session.scalars(select(ExtraDay))] == ["Ice"]
    assert told(site, "close day") == 2


def test_a_day_that_two_open_again_at_once_is_opened_once(site: Flask, officer: FlaskClient):
    other = signed_in(site)
    send(officer, DAYS, **SNOW)
    with just_before("do_orm_execute", lambda: done(other, DAYS, reopen="2026-03-17")):
        assert send(officer, DAYS, reopen="2026-03-17").status_code == 303
    assert told(site, "reopen day") == 1


def test_of_two_who_answer_a_finding_at_once_the_later_reason_stands(site: Flask, officer: FlaskClient):
    other = signed_in(site)
    officer.get(MEETING)  # so that what the check found is kept already
    with just_before("before_flush", lambda: done(other, MEETING, key=LOOK.key, reason="first")):
        assert send(officer, MEETING, key=LOOK.key, reason="second").status_code == 303
    with site.app_context():
        assert [row.reason for row in db.session.scalars(select(Answer))] == ["second"]
    assert told(site, "answer finding") == 2


def test_an_answer_that_two_take_back_at_once_is_taken_back_once(site: Flask, officer: FlaskClient):
    other = signed_in(site)
    send(officer, MEETING, key=LOOK.key, reason="it stands")
    with just_before("do_orm_execute", lambda: done(other, MEETING, take_back="1")):
        assert send(officer, MEETING, take_back="1").status_code == 303
    assert told(site, "take back answer") == 1


def same_browser(site: Flask, officer: FlaskClient) -> FlaskClient:
    """Another window of a browser."""
    window = site.test_client()
    window.set_cookie("panel", officer.get_cookie("panel").value)
    return window


def test_a_session_that_is_ended_twice_at_once_is_ended_once(site: Flask, officer: FlaskClient):
    window = same_browser(site, officer)
    with just_before("do_orm_execute", lambda: done(window, "/sign-out")):
        assert send(officer, "/sign-out", page="/account").status_code == 303
    assert told(site, "sign out") == 1


def test_a_page_that_is_asked_for_while_another_window_signs_out_asks_to_sign_in(site: Flask, officer: FlaskClient):
    window = same_browser(site, officer)
    with site.app_context():
        session = db.session.scalars(select(Session)).one()
        session.seen_at = session.seen_at.replace(hour=session.seen_at.hour - 1)
        db.session.commit()

    def gone() -> None:
        # Not through its page, which would write down that the session was seen as well.
        with site.app_context():
            db.session.delete(db.session.scalars(select(Session)).one())
            db.session.commit()

    with just_before("before_flush", gone):
        assert window.get("/account").status_code == 303


def test_a_change_that_cannot_be_written_down_is_not_made(site: Flask, officer: FlaskClient):
    """The entry stands in the transaction of the change: where the trail cannot be written, nothing is."""

    def full(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "INSERT INTO audit_entry" in statement:
            raise OSError("the disk is full")

    send(officer, DAYS, **SNOW)
    send(officer, MEETING, key=LOOK.key, reason="it stands")
    before = everything(site)
    with site.app_context():
        engine: Engine = db.engine
    event.listen(engine, "before_cursor_execute", full)
    try:
        changes: list[tuple[str, str, dict[str, str]]] = [
            (DAYS, DAYS, {**SNOW, "day-day": "18"}),
            (DAYS, DAYS, {"reopen": "2026-03-17"}),
            (MEETING, MEETING, {"take_back": "1"}),
            (MEETING, MEETING, {"key": EVERYTHING[0].key, "reason": "so it is"}),
            ("/account/calendar-address", "/account", {}),
            ("/account/sign-out-everywhere", "/account", {}),
            ("/sign-out", "/account", {}),
        ]
        for address, page, fields in changes:
            assert send(officer, address, page=page, **fields).status_code == 500, address
    finally:
        event.remove(engine, "before_cursor_execute", full)
    assert everything(site) == before


def everything(site: Flask) -> list[object]:
    """Each row of the tables that officers change, without when a session was seen."""
    with site.app_context():
        return [
            list(map(tuple, db.session.connection().exec_driver_sql(statement)))
            for statement in (
                "select * from extra_day order by id",
                "select * from check_answer order by id",
                "select id, feed_number, password_hash from user_account",
                "select id, key_hash from session",
                "select * from audit_entry order by id",
            )
        ]
