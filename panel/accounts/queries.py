"""Find accounts, and the links to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from panel.accounts.keys import digest
from panel.accounts.models import Authenticator, CouncilIdentity, Invitation, Passkey, RecoveryCode, Session, User
from panel.accounts.rules import SESSION_IDLE, link_works
from panel.extensions import db
from panel.law.ruling import Ruling


def user_addressed(email: str) -> User | None:
    """Give the account of an e-mail address, however it is typed."""
    return db.session.scalar(select(User).where(User.email == email.strip().lower()))


def can_sign_in(user: User) -> bool:
    """Whether somebody has a way in: a password, or the council's own sign-in, which they have used."""
    by_council = select(CouncilIdentity.id).where(CouncilIdentity.user_id == user.id)
    return not user.disabled and (bool(user.password_hash) or db.session.scalar(by_council) is not None)


def users() -> Sequence[User]:
    """List all accounts."""
    return db.session.scalars(select(User).order_by(User.email)).all()


def invitation_of(token: str) -> Invitation | None:
    """Give the invitation that a link means, whether or not it still works."""
    return db.session.scalar(select(Invitation).where(Invitation.token_hash == digest(token)))


def open_invitation(user: User) -> Invitation | None:
    """Give the invitation of an account that was neither used nor replaced; it may have run out."""
    unspent = (Invitation.used_at.is_(None), Invitation.replaced_at.is_(None))
    return db.session.scalar(
        select(Invitation).where(Invitation.user_id == user.id, *unspent).order_by(Invitation.id.desc()).limit(1)
    )


def works(invitation: Invitation, now: datetime) -> Ruling:
    """Say whether an invitation can still be used."""
    return link_works(
        used=invitation.used_at is not None,
        replaced=invitation.replaced_at is not None,
        expired=invitation.expires_at <= now,
        disabled=invitation.user.disabled,
    )


@dataclass(frozen=True)
class Factors:
    """What a person can show besides the password."""

    authenticator: Authenticator | None
    passkeys: Sequence[Passkey]
    codes_left: int

    def __len__(self) -> int:
        """Count what they sign in with day by day; recovery codes are for the day on which those are lost."""
        return bool(self.authenticator) + len(self.passkeys)


def factors_of(user: User) -> Factors:
    """Give what a person can show besides the password."""
    unused = select(func.count()).where(RecoveryCode.user_id == user.id, RecoveryCode.used_at.is_(None))
    return Factors(
        db.session.scalar(select(Authenticator).where(Authenticator.user_id == user.id)),
        db.session.scalars(select(Passkey).where(Passkey.user_id == user.id).order_by(Passkey.id)).all(),
        db.session.scalar(unused) or 0,
    )


def passkey_of(user: User, number: int) -> Passkey | None:
    """Give a passkey by its number, where it is that person's."""
    return db.session.scalar(select(Passkey).where(Passkey.id == number, Passkey.user_id == user.id))


def with_second_step() -> frozenset[int]:
    """Number the accounts that have an authenticator app or a passkey."""
    return frozenset(db.session.scalars(select(Authenticator.user_id).union(select(Passkey.user_id))))


def sessions_of(user: User, now: datetime) -> Sequence[Session]:
    """List where a person is signed in, the last used first."""
    return db.session.scalars(
        select(Session)
        .where(
            Session.user_id == user.id,
            Session.let_in_at.is_not(None),
            Session.expires_at > now,
            Session.seen_at > now - SESSION_IDLE,
        )
        .order_by(Session.seen_at.desc())
    ).all()
