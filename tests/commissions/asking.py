"""How tests ask for papers, and read what came of it."""

from __future__ import annotations

import re
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from panel.accounts.models import User
from panel.accounts.rules import Role
from panel.agendas.models import Item
from panel.audit.models import AuditEntry
from panel.commissions.models import Commission
from panel.commissions.operations import commission
from panel.extensions import db
from panel.mail.models import Message
from panel.mail.sealing import opened
from panel.meetings.models import Meeting
from panel.papers.operations import ask
from tests.builders import add
from tests.officers import the_meeting
from tests.public.records import TODAY

MEETING = "/desk/larkshire/2026-04-23"
AUTHOR = {"author-name": "Jo Reeve", "author-email": "jo.reeve@larkshire.example"}
FINANCE = {
    "approvers-0-what": "Finance",
    "approvers-0-name": "Fay Penny",
    "approvers-0-email": "fay.penny@larkshire.example",
}
LEGAL = {
    "approvers-1-what": "Legal",
    "approvers-1-name": "Leo Bard",
    "approvers-1-email": "leo.bard@larkshire.example",
}
TITLE = "Rural crime report"


def send(client: FlaskClient, address: str, page: str = "", **fields: Any) -> TestResponse:
    """Send a form with the token and the hidden fields that its page carries."""
    shown = client.get(page or address).get_data(as_text=True)
    form = next(part for part in re.findall(r"<form.*?</form>", shown, re.DOTALL) if f'action="{address}"' in part)
    hidden = dict(re.findall(r'type="hidden" (?:id="[^"]*" )?name="([^"]+)"[^>]*value="([^"]*)"', form))
    hidden |= dict(re.findall(r'name="(csrf_token)"[^>]*value="([^"]*)"', form))
    return client.post(address, data=hidden | fields)


def item_two() -> str:
    """Give the address of the page on which a paper for item 2 is asked for; needs the site's context."""
    number = db.session.scalars(
        select(Item.id).join(Meeting).where(Item.number == "2", Meeting.date == the_meeting("2026-04-23").date)
    ).one()
    return f"{MEETING}/agenda/{number}/commission"


def somebody(name: str, role: Role = Role.CONTRIBUTOR, **facts: Any) -> User:
    """Make an account."""
    email = f"{name.lower().replace(' ', '.')}@larkshire.example"
    user: User = add(User(**{"email": email, "name": name, "role": role, "created_at": TODAY} | facts))
    return user


def a_commission(*approvers: str, title: str = TITLE, author: str = "Jo Reeve", number: str = "2") -> Commission:
    """Ask for a paper of the coming meeting, as the officer's page does, and commit it; needs the site's context."""
    meeting = the_meeting("2026-04-23")
    item = db.session.scalars(select(Item).where(Item.meeting_id == meeting.id, Item.number == number)).one()
    known = {user.name: user for user in db.session.scalars(select(User))}
    paper = ask(item, title, "", "", actor="A test")
    clears = [(name.split()[0], known.get(name) or somebody(name)) for name in approvers]
    row = commission(paper, known.get(author) or somebody(author), "", clears, actor="A test")
    db.session.commit()
    return row


def mail() -> list[Message]:
    """Give the e-mails in the order in which they were written."""
    db.session.expire_all()
    return list(db.session.scalars(select(Message).order_by(Message.id)))


def words(message: Message) -> str:
    """Give what an e-mail says, as text and as HTML, on one line."""
    said = opened(message.sealed)
    return " ".join(f"{message.subject} {said.text} {said.html}".split())


def trail(verb: str) -> list[AuditEntry]:
    """Give the entries of the audit trail with a verb."""
    return list(db.session.scalars(select(AuditEntry).where(AuditEntry.verb == verb).order_by(AuditEntry.id)))
