"""Write e-mails, try them again, settle what needs no more. The caller, who knows who asks, writes the audit trail."""

from __future__ import annotations

import base64
import uuid
from datetime import UTC, datetime
from email.utils import parseaddr
from typing import Any

from email_validator import EmailNotValidError, validate_email
from flask import current_app, render_template
from sqlalchemy import ColumnElement, update

from panel import jobs
from panel.extensions import db
from panel.law.ruling import Refused, Ruling
from panel.law.words import one_line
from panel.mail.models import Message, MessageState
from panel.mail.sealing import Words, sealed

SEND = "send message"
SUBJECT_LENGTH = 200
OPEN = (MessageState.QUEUED, MessageState.UNSURE, MessageState.FAILED, MessageState.BY_HAND)
"""The states in which something can still be done about an e-mail."""


def send(
    to: str, subject: str, template: str, about: str, *, attached: tuple[str, bytes] | None = None, **values: Any
) -> Message:
    """Write an e-mail from templates/mail/<template>.txt and .html; a worker sends it once the change is committed.

    `about` names the record as the audit trail does. Links among `values` are given in full. Without a mail server it
    waits to be handed over by hand, and an address that is none has failed; neither stops the change. `attached` is the
    name of a PDF that goes with it, and its bytes.
    """
    subject = one_line(subject)[:SUBJECT_LENGTH]
    text = render_template(f"mail/{template}.txt", subject=subject, **values)
    html = render_template(f"mail/{template}.html", subject=subject, **values)
    name, file = attached or ("", b"")
    message = Message(
        message_id=f"<{uuid.uuid4()}@{_domain()}>",
        to=one_line(to),
        subject=subject,
        sealed=sealed(Words(text, html, name, base64.b64encode(file).decode())),
        about=about,
        state=MessageState.QUEUED,
        created_at=datetime.now(UTC),
    )
    db.session.add(message)
    try:
        address = validate_email(message.to, check_deliverability=False).ascii_email
    except EmailNotValidError:
        address = None
    if address is None:
        message.state, message.error = (
            MessageState.FAILED,
            f"{message.to} is not an address that e-mail can be sent to.",
        )
    elif not server_is_set():
        message.to, message.state = address, MessageState.BY_HAND
    else:
        message.to = address
    db.session.flush()
    if message.state is MessageState.QUEUED:
        jobs.enqueue(SEND, message_id=message.id)
    return message


def server_is_set() -> bool:
    """Whether this instance can send e-mail at all."""
    return bool(current_app.config["MAIL_SERVER"])


@jobs.job(SEND)
def send_job(progress: jobs.Progress, message_id: int) -> None:
    """Send an e-mail that waits."""
    # Here, since the protocol takes 50 ms to import and only the worker speaks it.
    from panel.mail.delivery import deliver

    deliver(message_id)


def send_again(message: Message) -> None:
    """Ask the worker once more for an e-mail that did not go, or may not have gone. Raises Refused."""
    if not server_is_set():
        raise Refused(Ruling(False, "No mail server is set, so nothing can be sent: see MAIL_SERVER in the settings."))
    # Not by the row as it was read: a worker may have sent it since.
    if not _change(message, MessageState.QUEUED, Message.sealed != "", attempts=0, error="", next_at=None):
        raise Refused(Ruling(False, "This e-mail has gone or is settled, and its words are no longer kept."))
    # Pressed twice, it is asked for twice and still goes once: whoever hands it over takes it out of the queue.
    jobs.enqueue(SEND, message_id=message.id)


def settle(message: Message) -> bool:
    """Say that nothing more is to be done about an e-mail, and forget its words; False where it has gone meanwhile."""
    return _change(message, MessageState.SETTLED, sealed="", next_at=None)


def came_back(message: Message, error: str) -> bool:
    """Say of an e-mail that was sent that it came back; False where it was not sent. Its words are gone already."""
    changed: Any = db.session.execute(
        update(Message)
        .where(Message.id == message.id, Message.state == MessageState.SENT)
        .values(state=MessageState.FAILED, error=error)
    )
    return bool(changed.rowcount)


def settle_about(about: str) -> None:
    """Settle what still waits about a record, since something newer takes its place."""
    db.session.execute(
        update(Message)
        .where(Message.about == about, Message.state.in_(OPEN))
        .values(state=MessageState.SETTLED, sealed="", next_at=None)
    )


def _change(message: Message, state: MessageState, *only: ColumnElement[bool], **values: Any) -> bool:
    """Write a new state of an e-mail about which something can still be done; whether it could."""
    changed: Any = db.session.execute(
        update(Message).where(Message.id == message.id, Message.state.in_(OPEN), *only).values(state=state, **values)
    )
    return bool(changed.rowcount)


def _domain() -> str:
    _name, address = parseaddr(str(current_app.config["MAIL_SENDER"]))
    return address.rpartition("@")[2] or "panel.invalid"
