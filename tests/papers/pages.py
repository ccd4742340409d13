"""How tests read the pages of papers."""

from __future__ import annotations

import re

from flask.testing import FlaskClient

from tests.documents.making import pdf

MEETING = "/desk/larkshire/2026-03-19"


def token(client: FlaskClient, address: str) -> str:
    """Give the token that the forms of a page carry."""
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get(address).get_data(as_text=True))
    assert found, f"{address} has no form"
    return found[1]


def report(words: str = "The budget is monitored quarterly.") -> bytes:
    """Draw a report of one page."""
    return pdf(words)
