"""panel user invite: for which bodies, as which member, by e-mail or with a link to hand over."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from panel import create_app
from panel.accounts.queries import user_addressed
from panel.cli import main
from panel.extensions import db
from panel.mail.models import Message, MessageState
from panel.people.queries import bodies_served_by, member_of
from tests.builders import a_body, a_member
from tests.mail.servers import SENDER

RUFUS = "rufus.thorne@larkshire.example"
ADA = "ada.finch@larkshire.example"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An instance with two panels, both with a member of one name."""
    folder = tmp_path / "instance"
    assert CliRunner().invoke(main, ["init", "--instance", str(folder)]).exit_code == 0
    with create_app(folder).app_context():
        for slug in ("larkshire", "wrenshire"):
            a_member(a_body(slug=slug, name=f"{slug} panel"), "Councillor Ada Finch")
        a_member(a_body(slug="finchshire", name="finchshire panel"), "Omar Reed")
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    return folder


def invite(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["user", "invite", *words, "--instance", str(folder)])


def test_an_officer_serves_every_body_unless_some_are_named(folder: Path):
    invite(folder, RUFUS, "--role", "officer")
    invite(folder, ADA, "--role", "officer", "--body", "larkshire", "--body", "finchshire")
    with create_app(folder).app_context():
        some = user_addressed(ADA)
        assert user_addressed(RUFUS).serves_all
        assert not some.serves_all
        assert [body.slug for body in bodies_served_by([some])[some.id]] == ["finchshire", "larkshire"]


def test_a_body_that_is_not_there_is_said_with_those_that_are(folder: Path):
    told = invite(folder, RUFUS, "--role", "officer", "--body", "nowhere")
    assert told.exit_code == 1
    assert "larkshire" in told.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Say with --member whose account it is. The members: Councillor Ada Finch, Omar Reed."),
        (("--member", "Nobody"), "Say with --member"),
        (("--member", "Councillor Ada Finch"), "Say with --body which panel is meant."),
    ],
)
def test_a_member_is_named_as_recorded(words: tuple[str, ...], said: str, folder: Path):
    told = invite(folder, ADA, "--role", "member", *words)
    assert told.exit_code == 1
    assert said in told.stderr


def test_a_member_of_one_of_two_panels_is_found_by_its_body(folder: Path):
    told = invite(folder, ADA, "--role", "member", "--member", "Councillor Ada Finch", "--body", "wrenshire")
    assert told.exit_code == 0, told.stderr
    with create_app(folder).app_context():
        user = user_addressed(ADA)
        assert member_of(user).name == "Councillor Ada Finch"
        assert not user.serves_all


def test_the_link_goes_by_e_mail_where_a_server_is_set(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PANEL_MAIL_SERVER", "smtp.larkshire.example")
    monkeypatch.setenv("PANEL_MAIL_SENDER", SENDER)
    told = invite(folder, RUFUS, "--role", "officer", "--mail")
    assert (told.exit_code, told.stdout) == (0, "")
    assert f"The link goes to {RUFUS} by e-mail" in told.stderr
    with create_app(folder).app_context():
        message = db.session.scalars(select(Message)).one()
        assert (message.to, message.state) == (RUFUS, MessageState.QUEUED)


def test_without_a_server_the_link_is_printed_and_kept_nowhere(folder: Path):
    told = invite(folder, RUFUS, "--role", "officer", "--mail")
    assert told.exit_code == 0
    assert "No mail server is set" in told.stderr
    assert told.stdout.startswith("http://127.0.0.1:8000/invitation/")
    with create_app(folder).app_context():
        message = db.session.scalars(select(Message)).one()
        assert (message.sealed, message.state) == ("", MessageState.SETTLED)
