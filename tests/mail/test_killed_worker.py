"""A worker that is killed sends nobody an e-mail twice, and forgets nobody's."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from panel import mail
from panel.extensions import db
from panel.mail.models import MessageState
from tests.mail.servers import SENDER, Post, serving, the_message
from tests.public.site import make_site

WORKER = """
import sys
from datetime import timedelta
from panel import create_app, jobs
jobs.LEASE, jobs.REAP_EVERY = timedelta(seconds=0.6), 0.2
jobs.work(create_app(sys.argv[1]))
"""


class Holding(Post):
    """A server that does not answer, the first time that it comes to a step."""

    def __init__(self, step: str) -> None:
        super().__init__()
        self.step = step
        self.held = threading.Event()

    async def reached(self, step: str, server: Any) -> None:
        """Say nothing for longer than the test lasts."""
        if step == self.step and not self.held.is_set():
            self.held.set()
            await asyncio.sleep(60)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    app = make_site(tmp_path)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def start(folder: Path, port: int) -> subprocess.Popen[bytes]:
    settings = {"PANEL_MAIL_SERVER": f"127.0.0.1:{port}", "PANEL_MAIL_TLS": "none", "PANEL_MAIL_SENDER": SENDER}
    return subprocess.Popen(
        [sys.executable, "-c", WORKER, str(folder)], env=os.environ | settings, stderr=subprocess.DEVNULL
    )


@pytest.mark.parametrize(
    ("step", "ends"),
    [
        pytest.param("RCPT", MessageState.SENT, id="before it is handed over"),
        pytest.param("DATA", MessageState.UNSURE, id="between handing over and writing it down"),
    ],
)
def test_a_killed_worker_leaves_one_e_mail(step: str, ends: MessageState, app: Flask, tmp_path: Path):
    post = Holding(step)
    with serving(post) as port:
        app.config["MAIL_SERVER"] = f"127.0.0.1:{port}"
        mail.send("ada@larkshire.example", "You are invited", "invitation", "account", name="", link="", until="")
        db.session.commit()
        first = start(tmp_path, port)
        try:
            assert post.held.wait(20)
        finally:
            os.kill(first.pid, signal.SIGKILL)
            first.wait()
        second = start(tmp_path, port)
        try:
            deadline = time.monotonic() + 20
            while the_message().state is not ends:
                db.session.rollback()
                assert time.monotonic() < deadline, the_message().state
                time.sleep(0.05)
        finally:
            second.kill()
            second.wait()
    assert len(post.letters) == 1
