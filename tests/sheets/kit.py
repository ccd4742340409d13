"""What tests of the decision sheet record and send."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.papers.pages import token
from tests.sitting.kit import ROOM, sent

SHEET = "/desk/larkshire/2026-03-19/sheet"
PUBLIC = "/meetings/larkshire/2026-03-19"


def post(officer: FlaskClient, to: str, **fields: Any) -> TestResponse:
    """Send a form of the officers' pages."""
    kept: dict[str, str] = vars(officer).setdefault("panel_tokens", {})
    fields["csrf_token"] = kept.get(ROOM) or kept.setdefault(ROOM, token(officer, ROOM))
    return officer.post(to, data=fields)


def resolved(officer: FlaskClient, key: str, text: str, **more: Any) -> int:
    """Record a resolution under item 3, or change it; give the number of its record."""
    fields = {"slip": key, "version": 0, "item": "3", "text": text, **more}
    answer = sent(officer, "resolution", **fields)
    assert answer.status_code == 200, answer.json
    return int(answer.json["number"])


def a_meeting_that_rose(officer: FlaskClient, at: str = "12.18pm") -> None:
    """Record a decision, a request and a promise, and that the meeting rose."""
    resolved(officer, "a", "To note the update")
    resolved(
        officer,
        "b",
        "To ask for the response times",
        kind="request",
        addressee="Police and Crime Commissioner",
        answer_due="30/4/2026",
    )
    sent(officer, "action", slip="c", version=0, item="3", text="To send the figures", owner="Una Marsh")
    assert post(officer, f"{ROOM}/close", rose=at).status_code == 303


def page(officer: FlaskClient, address: str = SHEET) -> str:
    """Read a page."""
    answer = officer.get(address)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)
