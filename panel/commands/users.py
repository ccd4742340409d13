"""panel user: who may sign in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from panel.accounts.rules import Role
from panel.commands.terminal import ACTOR, fail, instance_option, open_or_fail, say

OWN_ADDRESS = "http://127.0.0.1:8000"
"""Where `panel serve` is unless it is told otherwise."""

email_argument = click.argument("email")


@click.group()
def user() -> None:
    """Say who may sign in, and give them links to choose a password."""


@user.command()
@email_argument
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--name", default="", help="As the person is called; they can put it right.")
@instance_option
def invite(email: str, role: str, name: str, folder: Path) -> None:
    """Make an account and print the link with which its owner chooses a password."""
    from panel.accounts import operations

    with changing(folder) as app:
        path = operations.invite(email, Role(role), name, ACTOR)
    give(app, email, path)


@user.command()
@email_argument
@instance_option
def reset(email: str, folder: Path) -> None:
    """Print a link with which the owner of an account chooses a new password."""
    from panel.accounts import operations

    with changing(folder) as app:
        path = operations.reset(email, ACTOR)
    give(app, email, path)


@user.command()
@email_argument
@instance_option
def disable(email: str, folder: Path) -> None:
    """Close an account at once, wherever its owner is signed in."""
    from panel.accounts import operations

    with changing(folder):
        operations.disable(email, ACTOR)
    say(f"{email} can no longer sign in, and is signed out everywhere. Its private calendar address stopped working.")


@user.command()
@email_argument
@instance_option
def enable(email: str, folder: Path) -> None:
    """Open an account that was closed."""
    from panel.accounts import operations

    with changing(folder):
        operations.enable(email, ACTOR)
    say(f"{email} can sign in again, with the password from before.")


@user.command("list")
@instance_option
def list_command(folder: Path) -> None:
    """List the accounts: address, role, state, name."""
    from panel import instance
    from panel.accounts.queries import users

    with open_or_fail(instance.open_existing, folder).app_context():
        known = users()
        if not known:
            say("Nobody has an account yet. `panel user invite EMAIL --role officer` makes one.")
        for each in known:
            state = "disabled" if each.disabled else "active" if each.password_hash else "invited"
            click.echo("\t".join((each.email, each.role.value, state, each.name)))


@contextmanager
def changing(folder: Path) -> Iterator[Any]:
    """Open an instance for one change and keep it, or end with the sentence that says why it is refused."""
    from panel import instance
    from panel.extensions import db
    from panel.law.ruling import Refused

    app = open_or_fail(instance.open_existing, folder)
    with app.app_context():
        try:
            yield app
        except Refused as refused:
            fail(refused.ruling.reason)
        db.session.commit()


def give(app: Any, email: str, path: str) -> None:
    """Print a link; it is kept nowhere, so this is the only time."""
    say(f"Give this link to {email}, and to nobody else. It works once, for seven days; a newer one replaces it.")
    click.echo((app.config["SITE_URL"] or OWN_ADDRESS).rstrip("/") + path)
