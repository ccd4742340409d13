"""Invite people, let them choose passwords, sign them in and out. Every change writes the audit trail."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, update

from panel.accounts import attempts, passwords
from panel.accounts.keys import digest, new_key
from panel.accounts.models import Invitation, Session, User
from panel.accounts.queries import user_addressed, works
from panel.accounts.rules import LINK_LASTS, USED_LINK, Role, email_address
from panel.audit.operations import record
from panel.extensions import db
from panel.law.ruling import Refused, Ruling
from panel.law.words import one_line

NOBODY = "nobody signed in"


def invite(email: str, role: Role, name: str, actor: str) -> str:
    """Make an account that waits for its owner, and give the path of the link that opens it.

    Asked again before the link is used, makes a new one in place of the old. Raises Refused.
    """
    try:
        email = email_address(email)
    except ValueError as error:
        raise Refused(Ruling(False, str(error))) from None
    user = user_addressed(email)
    if user and user.password_hash:
        raise Refused(Ruling(False, f"{email} has an account. For a new password run `panel user reset {email}`."))
    if user is None:
        user = User(email=email, name="", role=role, created_at=datetime.now(UTC))
        db.session.add(user)
    user.role, user.name = role, one_line(name) or user.name
    record(actor, "invite", subject(user), role=role.value)
    return _link(user)


def reset(email: str, actor: str) -> str:
    """Give the path of a link with which a person chooses a new password; the old one works until then.

    Raises Refused.
    """
    user = known_user(email)
    if user.disabled:
        raise Refused(Ruling(False, f"{user.email} is disabled. Run `panel user enable {user.email}` first."))
    record(actor, "reset password", subject(user))
    return _link(user)


def _link(user: User) -> str:
    now, token = datetime.now(UTC), new_key()
    _close_links(user)
    db.session.add(Invitation(user=user, token_hash=digest(token), created_at=now, expires_at=now + LINK_LASTS))
    db.session.flush()
    return f"/invitation/{token}"


def take_up(invitation: Invitation, name: str, password: str) -> User:
    """Set the name and password of whoever holds a link, once; sessions of the account from before end.

    Raises Refused where the link no longer works.
    """
    now = datetime.now(UTC)
    ruling = works(invitation, now)
    if not ruling:
        raise Refused(ruling)
    user = invitation.user
    # The form may be sent twice at the same moment: the database lets one of them have the row.
    taken: Any = db.session.execute(
        update(Invitation)
        .where(Invitation.id == invitation.id, Invitation.used_at.is_(None), Invitation.replaced_at.is_(None))
        .values(used_at=now)
    )
    if not taken.rowcount:
        raise Refused(Ruling(False, USED_LINK))
    user.name = one_line(name)
    set_password(user, password)
    return user


def set_password(user: User, password: str) -> None:
    """Keep a new password, and end every session of the account and every link to it."""
    user.password_hash = passwords.hashed(password)
    attempts.forget(user.email)
    end_sessions(user)
    _close_links(user)
    record(named(user), "set password", subject(user))


def enter_password(email: str, password: str, address: str) -> User | None:
    """Give the person whose e-mail address and password these are; None, after the same work, where they are nobody's.

    The trail names an account that exists, and never what else was typed.
    """
    user = user_addressed(email)
    right = passwords.matches(user.password_hash if user else "", password)
    if user is None or not right or user.disabled:
        record(NOBODY, "failed sign-in", subject(user) if user else "an unknown account", address=address)
        return None
    if passwords.outdated(user.password_hash):
        user.password_hash = passwords.hashed(password)
    attempts.forget(user.email)
    return user


def record_sign_in(user: User, address: str, by: str = "password") -> None:
    """Write down that a person is signed in from a network address, and what they showed last."""
    record(named(user), "sign in", subject(user), address=address, by=by)


def record_second_step(user: User, address: str, by: str) -> None:
    """Write down that a person who is signed in took the second step once more, to change something."""
    record(named(user), "take second step", subject(user), address=address, by=by)


def record_first_step(user: User, address: str, by: str) -> None:
    """Write down that somebody showed a person's password, or came from the council, and was asked for more."""
    record(named(user), "take first step", subject(user), address=address, by=by)


def sign_out(session: Session) -> None:
    """End one session; the trail tells it once, though it was asked twice at the same moment."""
    user = session.user
    ended: Any = db.session.execute(delete(Session).where(Session.id == session.id))
    if ended.rowcount:
        record(named(user), "sign out", subject(user))


def sign_out_everywhere(user: User) -> None:
    """End every session of a person."""
    end_sessions(user)
    record(named(user), "sign out everywhere", subject(user))


def renew_feed_key(user: User) -> None:
    """Give a person a new private calendar address; the old one stops working."""
    user.feed_number = User.feed_number + 1
    record(named(user), "renew calendar address", subject(user))


def disable(email: str, actor: str) -> None:
    """Close an account at once: its sessions, its links and its calendar address. Raises Refused."""
    user = known_user(email)
    user.disabled = True
    end_sessions(user)
    _close_links(user)
    record(actor, "disable account", subject(user))


def enable(email: str, actor: str) -> None:
    """Open an account again. Raises Refused."""
    user = known_user(email)
    user.disabled = False
    record(actor, "enable account", subject(user))


def known_user(email: str) -> User:
    """Give the account of an e-mail address; raises Refused where there is none."""
    user = user_addressed(email)
    if user is None:
        raise Refused(Ruling(False, f"{email} has no account. `panel user list` shows who has one."))
    return user


def named(user: User) -> str:
    """Name a person in the audit trail: "Imogen Vale <imogen@larkshire.example>"."""
    return f"{user.name} <{user.email}>" if user.name else user.email


def name_of(actor: str) -> str:
    """Give somebody's name as the audit trail has it, without their address."""
    name = actor.partition(" <")[0]
    return "An officer" if "@" in name else name


def subject(user: User) -> str:
    """Name an account in the audit trail: "account imogen@larkshire.example"."""
    return f"account {user.email}"


def end_sessions(user: User) -> None:
    """Sign a person out of every browser, at once and without a word in the trail."""
    db.session.execute(delete(Session).where(Session.user_id == user.id))


def _close_links(user: User) -> None:
    db.session.flush()
    db.session.execute(
        update(Invitation)
        .where(Invitation.user_id == user.id, Invitation.used_at.is_(None), Invitation.replaced_at.is_(None))
        .values(replaced_at=datetime.now(UTC))
    )
