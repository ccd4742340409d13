"""panel user: who may sign in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from panel.accounts.rules import INVITED, Role
from panel.commands.terminal import ACTOR, fail, find_body, instance_option, open_or_fail, say
from panel.public.clock import london_today

OWN_ADDRESS = "http://127.0.0.1:8000"
"""Where `panel serve` is unless it is told otherwise."""

email_argument = click.argument("email")


@click.group()
def user() -> None:
    """Say who may sign in, and give them links to choose a password."""


@user.command()
@email_argument
@click.option("--role", type=click.Choice([role.value for role in INVITED]), required=True)
@click.option("--name", default="", help="As the person is called; they can put it right.")
@click.option(
    "--body", "slugs", multiple=True, help="A body that an officer serves, more than once if need be; else all."
)
@click.option("--member", "called", default="", help="Whose account a member's is, as printed: 'Councillor Ada Finch'.")
@click.option("--mail", "by_mail", is_flag=True, help="Send the link by e-mail instead of printing it.")
@instance_option
def invite(email: str, role: str, name: str, slugs: tuple[str, ...], called: str, by_mail: bool, folder: Path) -> None:
    """Make an account and print the link with which its owner chooses a password, or send it."""
    from panel.people import operations
    from panel.people.rules import Reach

    with changing(folder) as app:
        bodies = [find_body(slug) for slug in slugs] if slugs else None
        member = find_member(called, bodies) if Role(role) is Role.MEMBER else None
        own = Reach(everything=True)
        user, path = operations.invite(email, Role(role), name, bodies, member, own=own, actor=ACTOR)
        sent = by_mail and mailed(app, user, path)
    if not sent:
        give(app, email, path)


@user.command()
@email_argument
@click.option("--second-factor", is_flag=True, help="Forget a lost phone, passkeys and recovery codes too.")
@instance_option
def reset(email: str, second_factor: bool, folder: Path) -> None:
    """Print a link with which the owner of an account chooses a new password."""
    from panel.accounts import factors, operations

    with changing(folder) as app:
        if second_factor:
            factors.clear(email, ACTOR)
        path = operations.reset(email, ACTOR)
    if second_factor:
        say(f"{email} is signed out everywhere, and sets up the second step anew when they sign in next.")
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
    """List the accounts: address, role, state, whether a second step is set up, name."""
    from panel import instance
    from panel.accounts.queries import users, with_second_step

    with open_or_fail(instance.open_existing, folder).app_context():
        known = users()
        if not known:
            say("Nobody has an account yet. `panel user invite EMAIL --role officer` makes one.")
        set_up = with_second_step()
        for each in known:
            second = "second step" if each.id in set_up else "no second step"
            state = "disabled" if each.disabled else "active" if each.password_hash else "invited"
            click.echo("\t".join((each.email, each.role.value, state, second, each.name)))


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


def find_member(called: str, bodies: Any) -> Any:
    """Find the member of that name, of the panels named if there are any, or end with a sentence that says who is."""
    from sqlalchemy import select

    from panel.extensions import db
    from panel.members.models import Member

    members = db.session.scalars(select(Member).order_by(Member.name)).all()
    panels = {body.id for body in bodies or ()}
    known = [member for member in members if not panels or member.panel_id in panels]
    found = [member for member in known if member.name == called]
    if not found:
        names = ", ".join(dict.fromkeys(member.name for member in known)) or "none yet"
        fail(f"Say with --member whose account it is. The members: {names}.")
    if len(found) > 1:
        fail(f"More than one panel has a member called {called}. Say with --body which panel is meant.")
    return found[0]


def mailed(app: Any, user: Any, path: str) -> bool:
    """Send a link by e-mail, and say so; whether it could be."""
    from panel.mail.models import MessageState
    from panel.mail.operations import settle
    from panel.people import operations
    from panel.public.site import site_name

    message = operations.tell(user, path, lambda path: full_address(app, path), site_name(), london_today())
    if message.state is MessageState.QUEUED:
        say(f"The link goes to {user.email} by e-mail, as soon as `panel serve` runs. It works once, for seven days.")
        return True
    if message.state is MessageState.FAILED:
        fail(message.error)
    settle(message)
    say("No mail server is set (MAIL_SERVER in config.py), so nothing was sent.")
    return False


def full_address(app: Any, path: str) -> str:
    """Write the address of a page in full."""
    return str(app.config["SITE_URL"] or OWN_ADDRESS).rstrip("/") + path


def give(app: Any, email: str, path: str) -> None:
    """Print a link; it is kept nowhere, so this is the only time."""
    say(f"Give this link to {email}, and to nobody else. It works once, for seven days; a newer one replaces it.")
    click.echo(full_address(app, path))
