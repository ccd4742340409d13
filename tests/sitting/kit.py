"""How tests write on the page of a running meeting."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.papers.pages import token

ROOM = "/desk/larkshire/2026-03-19/room"


def sent(officer: FlaskClient, to: str, *, script: bool = True, **fields: Any) -> TestResponse:
    """Send a slip as the page's script does, or by its button."""
    kept: dict[str, str] = vars(officer).setdefault("panel_tokens", {})
    fields["csrf_token"] = kept.get(ROOM) or kept.setdefault(ROOM, token(officer, ROOM))
    headers = {"Accept": "application/json"} if script else {}
    return officer.post(f"{ROOM}/{to}", data=fields, headers=headers)
