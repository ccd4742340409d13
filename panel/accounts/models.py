"""People who sign in, where they are signed in, what they show besides a password, links to choose one, and tries."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from panel.accounts.rules import Role
from panel.extensions import Base


class User(Base):
    """Somebody who may sign in. An account is disabled, never deleted: the audit trail names it."""

    __tablename__ = "user_account"  # "user" is PostgreSQL's own word

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    """In small letters, so that it is unique however it is typed."""
    name: Mapped[str] = mapped_column(default="")
    role: Mapped[Role]
    password_hash: Mapped[str] = mapped_column(default="")
    """Argon2; empty until the person has chosen a password."""
    disabled: Mapped[bool] = mapped_column(default=False)
    serves_all: Mapped[bool] = mapped_column(default=False, server_default=text("true"))
    """Of an officer: whether they serve every body, those set up later included; else `panel.people` says which. The
    officers from before it was kept serve all."""
    feed_number: Mapped[int] = mapped_column(default=1)
    """Which of its private calendar addresses is the one that works."""
    created_at: Mapped[datetime]

    @validates("email")
    def _in_small_letters(self, _key: str, email: str) -> str:
        return email.lower()


class Session(Base):
    """One browser in which somebody is signed in. Signing out deletes the row, and so ends it at once."""

    __tablename__ = "session"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    key_hash: Mapped[str] = mapped_column(unique=True)
    """SHA-256 of the key in the browser's cookie: who reads the database cannot sign in with it."""
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    browser: Mapped[str]
    let_in_at: Mapped[datetime | None]
    """None while the second step is still to come: such a session opens nothing."""
    second_step_at: Mapped[datetime | None]
    """When the second step was last taken here."""
    offered_secret: Mapped[str] = mapped_column(default="", server_default="")
    """What an authenticator app is being given here, encrypted; empty again once the app has shown a code."""
    challenge: Mapped[str] = mapped_column(default="", server_default="")
    """What a passkey must sign next, in base64url; empty again once something came back."""

    user: Mapped[User] = relationship()

    @property
    def pending(self) -> bool:
        """Whether the password was shown here and the second step not yet."""
        return self.let_in_at is None


class Authenticator(Base):
    """An authenticator app: it shares a secret with us, and shows a new code of it every half minute (RFC 6238)."""

    __tablename__ = "authenticator"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), unique=True)
    secret: Mapped[str]
    """Encrypted: who reads a copy of the database, an old backup perhaps, cannot make codes with it."""
    last_step: Mapped[int]
    """The half minute, counted from 1970, of the last code that was accepted: none is accepted twice."""
    created_at: Mapped[datetime]


class Passkey(Base):
    """A key in somebody's device or password manager, of which we know the public half (WebAuthn)."""

    __tablename__ = "passkey"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    name: Mapped[str]
    credential: Mapped[str] = mapped_column(unique=True)
    """Its number, in base64url."""
    public_key: Mapped[str]
    """In base64url."""
    uses: Mapped[int]
    """How often it was used by its own count; many keep none."""
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class RecoveryCode(Base):
    """A word on paper that stands for a lost phone or key, once."""

    __tablename__ = "recovery_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    code_hash: Mapped[str] = mapped_column(unique=True)
    """SHA-256: with 80 random bits nobody can go through them all."""
    used_at: Mapped[datetime | None]


class CouncilIdentity(Base):
    """Who a person is at the council's own sign-in: found by e-mail address once, and by this from then on."""

    __tablename__ = "council_identity"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), unique=True)
    issuer: Mapped[str]
    subject: Mapped[str]
    created_at: Mapped[datetime]

    user: Mapped[User] = relationship()


class Invitation(Base):
    """A link that lets its owner choose a password, once. The newest of an account replaces those before it."""

    __tablename__ = "invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    replaced_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()


class Attempt(Base):
    """A try to sign in, counted against its network address and its account; forgotten after a while."""

    __tablename__ = "sign_in_attempt"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    address: Mapped[str] = mapped_column(index=True)
    account: Mapped[str] = mapped_column(index=True)
    """A keyed digest of the e-mail address that was typed: people type passwords there."""
