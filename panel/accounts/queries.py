"""Find accounts, and the links to them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from panel.accounts.keys import digest
from panel.accounts.models import Invitation, Session, User
from panel.accounts.rules import SESSION_IDLE, link_works
from panel.extensions import db
from panel.law.ruling import Ruling


def user_addressed(email: str) -> User | None:
    """Give the account of an e-mail address, however it is typed."""
    return db.session.scalar(select(User).where(User.email == email.strip().lower()))


def users() -> Sequence[User]:
    """List all accounts."""
    return db.session.scalars(select(User).order_by(User.email)).all()


def invitation_of(token: str) -> Invitation | None:
    """Give the invitation that a link means, whether or not it still works."""
    return db.session.scalar(select(Invitation).where(Invitation.token_hash == digest(token)))


def works(invitation: Invitation, now: datetime) -> Ruling:
    """Say whether an invitation can still be used."""
    return link_works(
        used=invitation.used_at is not None,
        replaced=invitation.replaced_at is not None,
        expired=invitation.expires_at <= now,
        disabled=invitation.user.disabled,
    )


def sessions_of(user: User, now: datetime) -> Sequence[Session]:
    """List where a person is signed in, the last used first."""
    return db.session.scalars(
        select(Session)
        .where(Session.user_id == user.id, Session.expires_at > now, Session.seen_at > now - SESSION_IDLE)
        .order_by(Session.seen_at.desc())
    ).all()
