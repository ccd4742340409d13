"""A real mail server for tests, which keeps what it is handed and answers as it is told."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from flask import Flask
from sqlalchemy import select

from panel import jobs
from panel.extensions import db
from panel.jobs import Job, JobState
from panel.mail.models import Message

SENDER = "Democratic Services <democracy@larkshire.example>"


class Post:
    """What a server was handed, and what it says at each step; None where it takes what it is given."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.said: dict[str, str] = {}
        """By step ("RCPT", "DATA"): its answer instead of 250."""

    async def reached(self, step: str, server: Any) -> None:
        """Do what a test wants to happen at a step, before it is answered."""

    async def handle_RCPT(self, server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802 - aiosmtpd's name
        await self.reached("RCPT", server)
        if "RCPT" not in self.said:
            envelope.rcpt_tos.append(address)
        return self.said.get("RCPT", "250 OK")

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        if "DATA" not in self.said:
            letter = message_from_bytes(envelope.original_content, policy=default)
            assert isinstance(letter, EmailMessage)
            self.letters.append(letter)
        await self.reached("DATA", server)
        return self.said.get("DATA", "250 OK")


def free_port() -> int:
    """Give a port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def serving(post: Any, **settings: Any) -> Iterator[int]:
    """Take e-mail on a port."""
    port = free_port()
    controller = Controller(post, hostname="127.0.0.1", port=port, **settings)
    controller.start()
    yield port
    controller.stop()


def set_server(app: Flask, port: int, **settings: Any) -> None:
    """Tell a site which server takes its e-mail."""
    app.config.update(
        MAIL_SERVER=f"127.0.0.1:{port}",
        MAIL_HOST="127.0.0.1",
        MAIL_PORT=port,
        MAIL_SENDER=SENDER,
        **{"MAIL_TLS": "none"} | settings,
    )


def work() -> None:
    """Do the jobs that may begin now, as a worker does."""
    for number in db.session.scalars(select(Job.id).where(Job.state == JobState.QUEUED).order_by(Job.id)).all():
        jobs.run(number)
    db.session.expire_all()


def the_message() -> Message:
    """The newest e-mail, as it is in the database."""
    db.session.expire_all()
    return db.session.scalars(select(Message).order_by(Message.id.desc())).first()
