"""The second step: a code of an authenticator app, or a recovery code. Every use and change writes the audit trail.

No secret and no code is ever part of an entry, an error or a log: whoever may read those could sign in with it.
"""

from __future__ import annotations

import hmac
import re
import secrets
from datetime import UTC, datetime
from typing import Any

from pyotp import TOTP, random_base32
from sqlalchemy import delete, update

from panel.accounts import attempts
from panel.accounts.keys import digest, opened, sealed
from panel.accounts.models import Authenticator, Passkey, RecoveryCode, Session, User
from panel.accounts.operations import end_sessions, known_user, named, subject
from panel.accounts.queries import factors_of
from panel.accounts.rules import CODES, factor_may_go
from panel.audit.operations import record
from panel.extensions import db
from panel.law.ruling import Refused, Ruling

LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
"""Thirty-two signs; what is taken for another of them is read as that one (Crockford's base 32)."""
MISREAD = str.maketrans("oil", "011")
STEP_SECONDS = 30
"""How long an app shows a code (RFC 6238, 5.2)."""


def offered_secret(session: Session) -> str:
    """Give the secret for a new app, the same until the app has shown a code in this session."""
    known = opened(session.offered_secret) if session.offered_secret else None
    if known is None:
        known = random_base32()
        session.offered_secret = sealed(known)
    return known


def set_up_authenticator(session: Session, code: str) -> list[str] | None:
    """Keep the app whose code this is, in place of one before; None where it is not its code.

    Gives recovery codes where the person had none left. Raises Refused where somebody set one up in the meantime.
    """
    user, offered = session.user, session.offered_secret
    secret = opened(offered)
    step = _step_of_code(secret, code) if secret else None
    if step is None:
        return None
    _one_at_a_time(user)
    known = factors_of(user)
    # The form may be sent twice at the same moment, and whoever has only a password may not replace a factor.
    taken: Any = db.session.execute(
        update(Session).where(Session.id == session.id, Session.offered_secret == offered).values(offered_secret="")
    )
    if not taken.rowcount or (session.pending and known):
        raise Refused(Ruling(False, "Your second step has been set up in the meantime. Sign in again."))
    db.session.execute(delete(Authenticator).where(Authenticator.user_id == user.id))
    db.session.add(Authenticator(user_id=user.id, secret=offered, last_step=step, created_at=datetime.now(UTC)))
    record(named(user), "replace authenticator" if known.authenticator else "set up authenticator", subject(user))
    return [] if known.codes_left else make_recovery_codes(user)


def show_code(user: User, code: str, address: str) -> bool:
    """Whether this is the code that a person's app shows now, half a minute ago or next, and was not used before."""
    kept = factors_of(user).authenticator
    secret = opened(kept.secret) if kept else None
    step = _step_of_code(secret, code) if secret else None
    used: Any = None
    if kept and step is not None:
        # Of two who send the same code at the same moment, the database lets one have it.
        used = db.session.execute(
            update(Authenticator)
            .where(Authenticator.id == kept.id, Authenticator.last_step < step)
            .values(last_step=step)
        )
    return noted(user, bool(used and used.rowcount), "authenticator", address)


def show_recovery_code(user: User, code: str, address: str) -> bool:
    """Whether this is one of a person's recovery codes and was not used before; now it is used."""
    kept = digest(re.sub(r"[\s-]", "", code).lower().translate(MISREAD))
    used: Any = db.session.execute(
        update(RecoveryCode)
        .where(RecoveryCode.user_id == user.id, RecoveryCode.code_hash == kept, RecoveryCode.used_at.is_(None))
        .values(used_at=datetime.now(UTC))
    )
    return noted(user, bool(used.rowcount), "recovery code", address)


def noted(user: User, right: bool, by: str, address: str) -> bool:
    """Keep what follows from a second step that was right or wrong, and give that back."""
    if right:
        attempts.forget(user.email, attempts.Step.SECOND)
    else:
        record(named(user), "failed second step", subject(user), by=by, address=address)
    return right


def make_recovery_codes(user: User) -> list[str]:
    """Give ten new codes, which are kept as digests only; those before stop working."""
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    codes = ["-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4)) for _ in range(CODES)]
    db.session.add_all(RecoveryCode(user_id=user.id, code_hash=digest(code.replace("-", ""))) for code in codes)
    record(named(user), "make recovery codes", subject(user))
    return codes


def remove_authenticator(user: User) -> None:
    """Forget a person's app. Raises Refused."""
    may_go(user)
    db.session.execute(delete(Authenticator).where(Authenticator.user_id == user.id))
    record(named(user), "remove authenticator", subject(user))


def remove_passkey(user: User, passkey: Passkey) -> None:
    """Forget one of a person's passkeys. Raises Refused."""
    may_go(user)
    record(named(user), "remove passkey", subject(user), name=passkey.name)
    db.session.execute(delete(Passkey).where(Passkey.id == passkey.id))


def clear(email: str, actor: str) -> None:
    """Forget everything that a person shows besides the password, and sign them out everywhere. Raises Refused."""
    user = known_user(email)
    for kept in (Authenticator, Passkey, RecoveryCode):
        db.session.execute(delete(kept).where(kept.user_id == user.id))
    end_sessions(user)
    record(actor, "clear second step", subject(user))


def may_go(user: User) -> None:
    """Let a person lose one of what they sign in with; raises Refused for an officer's last."""
    _one_at_a_time(user)
    ruling = factor_may_go(user.role, others=len(factors_of(user)) - 1)
    if not ruling:
        raise Refused(ruling)


def _one_at_a_time(user: User) -> None:
    """Let whatever else changes a person's second step at this moment wait, on either database."""
    # A change that changes nothing: the row stays locked until this transaction ends.
    db.session.execute(update(User).where(User.id == user.id).values(role=User.role))


def _step_of_code(secret: str, code: str) -> int | None:
    """Give the half minute whose code this is: the present one or a neighbour, since clocks differ."""
    typed, app = re.sub(r"\s", "", code).encode(), TOTP(secret, interval=STEP_SECONDS)
    now = int(datetime.now(UTC).timestamp()) // STEP_SECONDS
    # All are compared, each in constant time, so that the time tells nothing.
    right = [step for step in (now - 1, now, now + 1) if hmac.compare_digest(app.generate_otp(step).encode(), typed)]
    return max(right, default=None)
