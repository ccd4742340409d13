"""How tests write minutes up."""

from __future__ import annotations

import re
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from panel.audit.models import AuditEntry
from panel.extensions import db
from panel.mail.models import Message
from panel.mail.sealing import opened
from tests.accounts.people import EMAIL, sign_in

MINUTES = "/desk/larkshire/2026-02-05/minutes"
LATER = "/desk/larkshire/2026-03-19/earlier-minutes/2026-02-05"


def freely(app: Flask, email: str = EMAIL) -> FlaskClient:
    """A browser in which an officer is signed in, and whose forms need no token any more."""
    app.config["WTF_CSRF_ENABLED"] = True
    client = app.test_client()
    assert sign_in(client, email=email).status_code == 303
    app.config["WTF_CSRF_ENABLED"] = False
    return client


def write(officer: FlaskClient, text: str, **fields: Any) -> TestResponse:
    """Send a passage by its button, or as the script does."""
    script = fields.pop("script", False)
    sent = {"item": "2", "access": "public", "what": "narrative", "version": 0, "text": text} | fields
    return officer.post(f"{MINUTES}/write", data=sent, headers={"Accept": "application/json"} if script else {})


def circulate(officer: FlaskClient, *, others: str = "Una Marsh, una@larkshire.example", **fields: Any) -> TestResponse:
    """Send the draft round until Friday 20 March 2026."""
    until = {"until-day": "20", "until-month": "3", "until-year": "2026"}
    return officer.post(f"{MINUTES}/circulate", data={"others": others, "seen": "0", **until, **fields})


def links(app: Flask) -> list[str]:
    """Give the addresses in the e-mails that lead to a draft."""
    with app.app_context():
        texts = [opened(row.sealed).text for row in db.session.scalars(select(Message).order_by(Message.id))]
    return [found for text in texts for found in re.findall(r"/draft-minutes/\S+", text)]


def trail(app: Flask, verb: str) -> list[AuditEntry]:
    """Give the entries of the audit trail with a verb."""
    with app.app_context():
        return list(db.session.scalars(select(AuditEntry).where(AuditEntry.verb == verb)))
