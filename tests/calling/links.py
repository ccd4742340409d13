"""How tests send the calling notice and follow its links."""

from __future__ import annotations

import re

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel.extensions import db
from panel.mail.models import Message
from panel.mail.sealing import opened
from panel.members.models import Member
from tests.accounts.people import send

ANSWERS = "/desk/larkshire/2026-03-19/answers"


def asked(officer: FlaskClient, app: Flask) -> dict[str, str]:
    """Send the calling notice; give the path of each link by the address to which it went."""
    assert send(officer, ANSWERS, do="ask").status_code == 303
    return links(app)


def links(app: Flask) -> dict[str, str]:
    """Give the path of the last link that went to each address."""
    with app.app_context():
        letters = db.session.scalars(select(Message).order_by(Message.id)).all()
        words = {letter.to: opened(letter.sealed).text for letter in letters}
    return {to: match[1] for to, said in words.items() if (match := re.search(r"(/answer/\S+)", said))}


def number_of(app: Flask, name: str) -> int:
    """Give the number of a member."""
    with app.app_context():
        return db.session.scalars(select(Member.id).where(Member.name == name)).one()
