"""Who is behind a request: the browser's cookie holds a key, and our own row says whose it is and for how long."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flask import Flask, request
from flask import session as cookie
from flask.sessions import SecureCookieSessionInterface
from sqlalchemy import delete, or_, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.exc import StaleDataError

from panel.accounts.keys import digest, new_key, user_of_feed_key
from panel.accounts.models import Session, User
from panel.accounts.operations import named
from panel.accounts.rules import PENDING_LASTS, SESSION_LASTS, session_lives
from panel.extensions import db

SEEN_EVERY = timedelta(minutes=1)
"""How exactly it is kept when a session was last used."""
BROWSER_LENGTH = 300
_KEY = "key"
_READ = "panel.session"


def init_sessions(app: Flask) -> None:
    """Make the cookie safe. It also carries what forms are checked by, whose words last as long as it does."""
    app.session_interface = _Cookie()
    app.config.update(SESSION_COOKIE_SAMESITE="Lax", SESSION_COOKIE_HTTPONLY=True, WTF_CSRF_TIME_LIMIT=None)


class _Cookie(SecureCookieSessionInterface):
    """Flask's signed cookie: over https for https only, and under a name that no other site of the domain can set."""

    def get_cookie_name(self, app: Flask) -> str:
        return "__Host-panel" if self.get_cookie_secure(app) else "panel"

    def get_cookie_secure(self, app: Flask) -> bool:
        return request.is_secure or str(app.config["SITE_URL"]).startswith("https:")


def start(user: User, *, pending: bool = False, second_step_at: datetime | None = None) -> None:
    """Sign a person in here, under a key that nobody had before; a session that this browser had ends.

    A pending one only remembers, for a while, that the password was shown.
    """
    now, key = datetime.now(UTC), new_key()
    here = digest(cookie.get(_KEY, ""))
    db.session.execute(delete(Session).where(or_(Session.expires_at <= now, Session.key_hash == here)))
    browser = request.user_agent.string[:BROWSER_LENGTH]
    db.session.add(
        Session(
            user=user,
            key_hash=digest(key),
            created_at=now,
            seen_at=now,
            expires_at=now + (PENDING_LASTS if pending else SESSION_LASTS),
            browser=browser,
            let_in_at=None if pending else now,
            second_step_at=second_step_at,
        )
    )
    cookie.clear()
    cookie[_KEY] = key
    request.environ.pop(_READ, None)


def forget() -> None:
    """Take the key out of this browser."""
    cookie.clear()
    request.environ.pop(_READ, None)


def current() -> Session | None:
    """Give the session behind this request; None where nobody is signed in, or only with a password as yet."""
    session = here()
    return None if session is None or session.pending else session


def here() -> Session | None:
    """Give the session of this browser, whole or pending, read once. Only the pages of signing in may ask this."""
    if _READ not in request.environ:
        request.environ[_READ] = _read()
    found: Session | None = request.environ[_READ]
    return found


def _read() -> Session | None:
    key = cookie.get(_KEY)
    if not key:
        return None
    kept = select(Session).where(Session.key_hash == digest(key)).options(joinedload(Session.user))
    session, now = db.session.scalar(kept), datetime.now(UTC)
    if session is None or session.user.disabled or not session_lives(session.seen_at, session.expires_at, now):
        return None
    if now - session.seen_at >= SEEN_EVERY:
        session.seen_at = now
        try:
            db.session.commit()
        except OperationalError:
            db.session.rollback()  # somebody has been writing for long: the page matters more than the minute
        except StaleDataError:
            db.session.rollback()
            return None  # it was signed out in another window at this moment
    return session


def second_step_at() -> datetime | None:
    """Say when the second step was last taken in this browser; None where it was not yet."""
    session = current()
    return session.second_step_at if session else None


def current_user() -> User | None:
    """Give the person who is signed in."""
    session = current()
    return session.user if session else None


def signed_in_user() -> User:
    """Give the person behind a view that only those who are signed in can reach."""
    user = current_user()
    if user is None:
        raise LookupError("nobody is signed in: is the view open to those who are signed in only?")
    return user


def actor() -> str:
    """Name the person who is signed in, for the audit trail."""
    return named(signed_in_user())


def entering() -> bool:
    """Whether a password was shown in this browser, for `panel.access`."""
    return here() is not None


def entering_session() -> Session:
    """Give the session behind a view of signing in, whole or pending."""
    session = here()
    if session is None:
        raise LookupError("nobody has shown a password: is the view declared @open_to(Audience.ENTERING)?")
    return session


def role_of_session() -> str | None:
    """Say what the person who is signed in is here, for `panel.access`."""
    user = current_user()
    return user.role.value if user else None


def role_of_key(key: str) -> str | None:
    """Say what the holder of a private calendar address is here, for `panel.access`."""
    user = user_of_feed_key(key)
    return user.role.value if user else None
