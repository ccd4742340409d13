"""Hand an e-mail to the mail server, once.

Nobody can make "handed over" and "written down as sent" one act. So it is written down before the words go out that
they are going; a worker that finds this and no outcome does not try again, but says that it may have gone.
"""

from __future__ import annotations

import base64
import contextlib
import smtplib
import ssl
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

from flask import current_app
from sqlalchemy import update

from panel import jobs
from panel.extensions import db
from panel.law.words import one_line, visible
from panel.mail.models import Message, MessageState
from panel.mail.operations import SEND, server_is_set
from panel.mail.sealing import Unreadable, Words, opened

TIMEOUT = 30
"""Seconds that the server may take for each answer."""
PAUSES = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))
"""Between the tries; the one after the last pause is the last."""
SAID_LENGTH = 500
CUT_OFF = (
    "The mail server was taking this e-mail when the connection or our own program ended, so it may have gone. Ask "
    "whether it came before you send it again."
)
OTHER_KEY = (
    "SECRET_KEY was changed after this e-mail was written, so its words cannot be read. Do again what asked for it."
)


class Refusal(Exception):
    """The server refuses an e-mail, for now or for good."""

    def __init__(self, code: int, said: bytes | str) -> None:
        words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
        super().__init__(f"The mail server said: {code} {visible(one_line(words))[:SAID_LENGTH]}")
        self.for_now = 400 <= code < 500


def deliver(message_id: int) -> None:
    """Send an e-mail that waits; say so of one that may have gone."""
    message = db.session.get(Message, message_id)
    if message is None:
        return
    if message.state is MessageState.SENDING:
        _write(message_id, MessageState.UNSURE, since=(MessageState.SENDING,), error=CUT_OFF)
    elif message.state is MessageState.QUEUED and not server_is_set():
        _write(message_id, MessageState.BY_HAND, since=(MessageState.QUEUED,))
    elif message.state is MessageState.QUEUED:
        try:
            letter = _letter(message, opened(message.sealed))
        except Unreadable:
            _write(message_id, MessageState.FAILED, since=(MessageState.QUEUED,), error=OTHER_KEY)
        else:
            _try(message_id, message.to, letter)


def _try(number: int, to: str, letter: bytes) -> None:
    db.session.rollback()  # no lock is held while the server takes its time
    try:
        server = _connected()
        try:
            for code, said in (server.mail(current_app.config["MAIL_SENDER"]), server.rcpt(to)):
                if code not in (250, 251):
                    raise Refusal(code, said)
            if not _write(number, MessageState.SENDING, since=(MessageState.QUEUED,)):
                return
            code, said = server.data(letter)
            if code != 250:
                raise Refusal(code, said)
            _write(
                number,
                MessageState.SENT,
                since=(MessageState.SENDING, MessageState.UNSURE),
                sent_at=datetime.now(UTC),
                attempts=Message.attempts + 1,
                sealed="",
                error="",
                next_at=None,
            )
        finally:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                server.quit()
            server.close()
    except Refusal as refusal:
        _failed(number, str(refusal), for_now=refusal.for_now)
    except smtplib.SMTPResponseException as error:
        said_so = Refusal(error.smtp_code, error.smtp_error)
        _failed(number, str(said_so), for_now=said_so.for_now)
    except (OSError, smtplib.SMTPException) as error:
        if not _write(number, MessageState.UNSURE, since=(MessageState.SENDING,), error=CUT_OFF):
            host = current_app.config["MAIL_HOST"]
            why = visible(one_line(str(error)))[:SAID_LENGTH] or type(error).__name__
            _failed(number, f"The mail server {host} could not be reached: {why}", for_now=True)


def _connected() -> smtplib.SMTP:
    """Give a line to the server on which an e-mail can be handed over. Raises OSError, SMTPException."""
    settings, safe = current_app.config, ssl.create_default_context()
    host, port = settings["MAIL_HOST"], settings["MAIL_PORT"]
    if settings["MAIL_TLS"] == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=TIMEOUT, context=safe)
    else:
        server = smtplib.SMTP(host, port, timeout=TIMEOUT)
    try:
        if settings["MAIL_TLS"] == "starttls":
            server.starttls(context=safe)
        if settings["MAIL_USERNAME"]:
            server.login(settings["MAIL_USERNAME"], settings["MAIL_PASSWORD"])
        server.ehlo_or_helo_if_needed()
    except BaseException:
        server.close()
        raise
    return server


def _failed(number: int, error: str, *, for_now: bool) -> None:
    """Try again after a pause that grows, or give up and say why."""
    attempts = db.session.get_one(Message, number).attempts + 1
    since = (MessageState.QUEUED, MessageState.SENDING)
    if not for_now or attempts > len(PAUSES):
        _write(number, MessageState.FAILED, since=since, error=error, attempts=attempts, next_at=None)
        return
    later = datetime.now(UTC) + PAUSES[attempts - 1]
    # A job of its own for each try: a job's attempts count workers that died, and must not use up the tries.
    jobs.enqueue(SEND, not_before=later, message_id=number)
    _write(number, MessageState.QUEUED, since=since, error=error, attempts=attempts, next_at=later)


def _write(number: int, state: MessageState, *, since: tuple[MessageState, ...], **values: Any) -> bool:
    """Commit a new state, unless another has been written since; whether it was written."""
    changed: Any = db.session.execute(
        update(Message).where(Message.id == number, Message.state.in_(since)).values(state=state, **values)
    )
    db.session.commit()
    return bool(changed.rowcount)


def _letter(message: Message, words: Words) -> bytes:
    """Set an e-mail; a header that holds a line end is refused by the policy."""
    letter = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
    letter["From"] = current_app.config["MAIL_SENDER"]
    letter["To"] = message.to
    letter["Subject"] = message.subject
    letter["Date"] = message.created_at
    letter["Message-ID"] = message.message_id
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(words.text)
    letter.add_alternative(words.html, subtype="html")
    if words.attached:
        file = base64.b64decode(words.file)
        letter.add_attachment(file, maintype="application", subtype="pdf", filename=words.attached)
    return letter.as_bytes()
