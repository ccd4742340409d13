"""The link with which a person chooses a password, from the command to the first page."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from click.testing import CliRunner, Result
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel import create_app
from panel.accounts import operations
from panel.accounts.keys import sealed
from panel.accounts.models import Authenticator, Invitation, User
from panel.accounts.queries import invitation_of
from panel.accounts.rules import Role
from panel.audit.models import AuditEntry
from panel.cli import main
from panel.extensions import db
from panel.law.ruling import Refused
from tests.accounts.people import EMAIL, FIRST_SET_UP, PASSWORD, SECRET, send, set_up_app, show_password, sign_in
from tests.builders import add
from tests.public.test_meeting_page import tree, words

RUFUS = "rufus.thorne@larkshire.example"


def invited(site: Flask, email: str = RUFUS, name: str = "") -> str:
    with site.app_context():
        path = operations.invite(email, Role.OFFICER, name, "a test")
        db.session.commit()
    return path


def take_up(client: FlaskClient, path: str, name: str = "Rufus Thorne", password: str = PASSWORD):
    return send(client, path, name=name, password=password)


def test_an_invited_person_chooses_a_password_and_is_signed_in(site: Flask, client: FlaskClient):
    answer = take_up(client, invited(site))
    assert (answer.status_code, answer.location) == (303, "/sign-in/authenticator")
    assert set_up_app(client, answer.location).status_code == 200
    assert "Your account: Rufus Thorne Sign out" in words(tree(client, "/account"))
    assert show_password(site.test_client(), email=RUFUS).status_code == 303


def test_a_link_works_once(site: Flask, client: FlaskClient):
    path = invited(site)
    take_up(client, path)
    again = site.test_client().get(path)
    assert again.status_code == 410
    assert "has been used" in again.text


def test_opening_a_link_does_not_use_it_up(site: Flask, client: FlaskClient):
    path = invited(site)
    for _ in range(3):
        assert client.get(path).status_code == 200
    assert take_up(client, path).status_code == 303


def test_of_two_who_send_the_form_at_once_one_gets_the_account(site: Flask):
    path = invited(site)
    with site.app_context():
        invitation = invitation_of(path.rpartition("/")[2])
        with db.engine.begin() as elsewhere:
            elsewhere.execute(Invitation.__table__.update().values(used_at=invitation.created_at))
        with pytest.raises(Refused, match="has been used"):
            operations.take_up(invitation, "Rufus Thorne", PASSWORD)


def test_a_newer_link_replaces_the_older(site: Flask, client: FlaskClient):
    first, second = invited(site), invited(site, name="Rufus Thorne")
    answer = client.get(first)
    assert answer.status_code == 410
    assert "newer link" in answer.text
    assert 'value="Rufus Thorne"' in client.get(second).text


def test_a_link_ends_after_seven_days(site: Flask, client: FlaskClient, clock: time_machine.Traveller):
    path = invited(site)
    clock.shift(timedelta(days=6, hours=23, minutes=59))
    assert client.get(path).status_code == 200
    clock.shift(timedelta(minutes=1))
    answer = client.get(path)
    assert answer.status_code == 410
    assert "Ask the person who sent it for a new one" in answer.text


def test_a_link_that_was_never_made_is_not_found(client: FlaskClient):
    answer = client.get("/invitation/" + "A" * 43)
    assert answer.status_code == 404
    assert "Check that you have the whole of it" in answer.text


def test_the_database_keeps_no_link(site: Flask):
    token = invited(site).rpartition("/")[2]
    with site.app_context():
        kept = db.session.scalars(select(Invitation)).one()
        assert token not in {str(value) for value in vars(kept).values()}
        assert token not in str([vars(entry) for entry in db.session.scalars(select(AuditEntry))])


def test_a_weak_password_is_refused_at_its_field_and_the_name_is_kept(site: Flask, client: FlaskClient):
    path = invited(site)
    answer = take_up(client, path, password="rufusthorne2026")
    assert answer.status_code == 200
    assert "easy to guess" in answer.text
    assert 'href="#password"' in answer.text
    assert 'value="Rufus Thorne"' in answer.text
    assert "rufusthorne2026" not in answer.text
    assert take_up(client, path).status_code == 303


def test_a_name_of_blanks_is_no_name(site: Flask, client: FlaskClient):
    assert "Enter your name." in take_up(client, invited(site), name="   ").text


def test_a_reset_leaves_the_old_password_until_the_link_is_used(site: Flask, officer: FlaskClient):
    with site.app_context():
        path = operations.reset(EMAIL, "a test")
        db.session.commit()
    assert sign_in(site.test_client()).status_code == 303
    assert officer.get("/account").status_code == 200
    take_up(site.test_client(), path, name="Imogen Vale", password="walnut-harbour-tin")
    assert officer.get("/account").status_code == 303
    assert sign_in(site.test_client()).status_code == 200
    assert sign_in(site.test_client(), password="walnut-harbour-tin").status_code == 303


def test_the_trail_tells_of_invitation_and_password(site: Flask, client: FlaskClient):
    take_up(client, invited(site))
    with site.app_context():
        entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
        assert [(entry.actor, entry.verb) for entry in entries] == [
            ("a test", "invite"),
            (f"Rufus Thorne <{RUFUS}>", "set password"),
            (f"Rufus Thorne <{RUFUS}>", "take first step"),
        ]


def test_who_has_an_account_is_not_invited_again(site: Flask):
    with site.app_context(), pytest.raises(Refused, match="panel user reset"):
        operations.invite(EMAIL.upper(), Role.OFFICER, "", "a test")


def test_one_address_has_one_account_however_it_is_typed(site: Flask):
    invited(site)
    invited(site, RUFUS.upper())
    with site.app_context():
        assert len(db.session.scalars(select(User)).all()) == 2


@pytest.fixture
def command(tmp_path: Path):
    """Run `panel user …` on an instance of its own."""
    runner, folder = CliRunner(), tmp_path / "instance"
    assert runner.invoke(main, ["init", "--instance", str(folder)]).exit_code == 0

    def run(*words: str) -> Result:
        return runner.invoke(main, ["user", *words, "--instance", str(folder)])

    return run


def test_the_command_prints_a_link_and_says_what_to_do_with_it(command, monkeypatch: pytest.MonkeyPatch):
    told = command("invite", RUFUS, "--role", "officer", "--name", "Rufus Thorne")
    assert told.exit_code == 0
    assert told.stdout.startswith("http://127.0.0.1:8000/invitation/")
    assert told.stdout.count("\n") == 1
    assert f"Give this link to {RUFUS}" in told.stderr
    monkeypatch.setenv("PANEL_SITE_URL", "https://panel.larkshire.example/")
    assert command("reset", RUFUS).stdout.startswith("https://panel.larkshire.example/invitation/")


def test_the_command_lists_who_may_sign_in(command):
    assert "Nobody has an account yet" in command("list").stderr
    command("invite", RUFUS, "--role", "officer", "--name", "Rufus Thorne")
    assert command("list").stdout == f"{RUFUS}\tofficer\tinvited\tno second step\tRufus Thorne\n"
    command("disable", RUFUS)
    assert "\tdisabled\t" in command("list").stdout
    assert "panel user enable" in command("reset", RUFUS).stderr
    command("enable", RUFUS)
    assert command("reset", RUFUS).exit_code == 0


def test_the_command_clears_a_lost_second_step_and_shows_who_has_one(command, tmp_path: Path):
    command("invite", EMAIL, "--role", "officer")
    app = create_app(tmp_path / "instance")
    with app.app_context():
        user = db.session.scalars(select(User)).one()
        add(Authenticator(user_id=user.id, secret=sealed(SECRET), last_step=0, created_at=FIRST_SET_UP))
        db.session.commit()
    assert "\tsecond step\t" in command("list").stdout
    told = command("reset", EMAIL, "--second-factor")
    assert "/invitation/" in told.stdout
    assert "sets up the second step anew" in told.stderr
    assert "\tno second step\t" in command("list").stdout
    with app.app_context():
        entry = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "clear second step")).one()
        assert (entry.actor, entry.subject) == ("the command line", f"account {EMAIL}")
        db.engine.dispose()


@pytest.mark.parametrize("verb", ["reset", "disable", "enable"])
def test_the_command_says_when_nobody_has_that_address(verb: str, command):
    told = command(verb, RUFUS)
    assert told.exit_code == 1
    assert "panel user list" in told.stderr


def test_the_command_refuses_what_is_no_address(command):
    told = command("invite", "rufus", "--role", "officer")
    assert told.exit_code == 1
    assert "name@example.gov.uk" in told.stderr
