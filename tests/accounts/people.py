"""An officer for tests, and how they sign in as a browser does."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from panel.accounts.models import User
from panel.accounts.passwords import hashed
from panel.accounts.rules import Role
from tests.builders import add

EMAIL = "imogen.vale@larkshire.example"
PASSWORD = "gravel-oboe-lantern"


def an_officer(**facts: Any) -> User:
    """Make an officer who has chosen a password. Nothing is committed."""
    facts = {
        "email": EMAIL,
        "name": "Imogen Vale",
        "role": Role.OFFICER,
        "serves_all": True,
        "password_hash": hashed(PASSWORD),
        "created_at": datetime(2026, 3, 1, tzinfo=UTC),
    } | facts
    user: User = add(User(**facts))
    return user


def send(client: FlaskClient, address: str, page: str | None = None, **fields: str) -> TestResponse:
    """Send a form of a page (by default of that address) with the token that it carries, as a browser does."""
    shown = client.get(page or address).get_data(as_text=True)
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', shown)
    assert found, f"{page or address} has no form"
    return client.post(address, data={"csrf_token": found[1], **fields})


def sign_in(client: FlaskClient, email: str = EMAIL, password: str = PASSWORD, address: str = "/sign-in"):
    """Sign in through the page."""
    return send(client, address, email=email, password=password)
