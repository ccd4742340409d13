"""An officer for tests, and how they sign in as a browser does."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache
from typing import Any

from flask.testing import FlaskClient
from pyotp import TOTP
from sqlalchemy import update
from werkzeug.test import TestResponse

from panel.accounts.keys import sealed
from panel.accounts.models import Authenticator, User
from panel.accounts.passwords import hashed
from panel.accounts.rules import Role
from panel.extensions import db
from tests.builders import add

EMAIL = "imogen.vale@larkshire.example"
PASSWORD = "gravel-oboe-lantern"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
"""What the officers' authenticator apps share with the site."""
FIRST_SET_UP = datetime(2026, 3, 1, tzinfo=UTC)


@cache
def _hash() -> str:
    """Made once: that takes as long as a page."""
    return hashed(PASSWORD)


def an_officer(**facts: Any) -> User:
    """Make an officer who has chosen a password and set up an authenticator app. Nothing is committed."""
    facts = {
        "email": EMAIL,
        "name": "Imogen Vale",
        "role": Role.OFFICER,
        "serves_all": True,
        "password_hash": _hash(),
        "created_at": FIRST_SET_UP,
    } | facts
    user: User = add(User(**facts))
    add(Authenticator(user_id=user.id, secret=sealed(SECRET), last_step=0, created_at=FIRST_SET_UP))
    return user


def code(secret: str = SECRET, later: int = 0) -> str:
    """Give the code that an app shows now, or so many half minutes later."""
    app = TOTP(secret)
    return app.generate_otp(int(datetime.now(UTC).timestamp()) // app.interval + later)


def send(client: FlaskClient, address: str, page: str | None = None, **fields: str) -> TestResponse:
    """Send a form of a page (by default of that address) with the token that it carries, as a browser does."""
    shown = client.get(page or address).get_data(as_text=True)
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', shown)
    assert found, f"{page or address} has no form"
    return client.post(address, data={"csrf_token": found[1], **fields})


def show_password(client: FlaskClient, email: str = EMAIL, password: str = PASSWORD, address: str = "/sign-in"):
    """Go through the page that asks for e-mail address and password."""
    return send(client, address, email=email, password=password)


def sign_in(client: FlaskClient, email: str = EMAIL, password: str = PASSWORD, address: str = "/sign-in"):
    """Sign in through the pages, as many as there are; give the answer of the last that leads on.

    Who has no authenticator app and needs one sets it up; the answer is then that of the password.
    """
    answer = show_password(client, email, password, address)
    if answer.status_code == 303 and answer.location.startswith("/sign-in/second-step"):
        return take_second_step(client, answer.location)
    if answer.status_code == 303 and answer.location.startswith("/sign-in/authenticator"):
        set_up_app(client, answer.location)
    return answer


def take_second_step(client: FlaskClient, address: str = "/sign-in/second-step") -> TestResponse:
    """Enter the code that the app shows, as if it were everybody's and the first to be entered in this half minute."""
    with client.application.app_context():
        db.session.execute(update(Authenticator).values(last_step=0, secret=sealed(SECRET)))
        db.session.commit()
    return send(client, address, code=code())


def set_up_app(client: FlaskClient, address: str) -> TestResponse:
    """Set up an authenticator app with the key that the page shows; give the answer, which has the recovery codes."""
    found = re.search(r'class="panel-key">([^<]+)<', client.get(address).get_data(as_text=True))
    assert found, f"{address} shows no key"
    return send(client, address, code=code(found[1].replace(" ", "")))
