"""A worker that is killed in the middle of reading a file loses nothing, and takes it in once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import select

from panel.extensions import db
from panel.papers.arriving import AsWhat, hand_in
from panel.papers.models import HandedIn, HandedInState, Paper, PaperVersion
from tests.builders import a_body, a_meeting, an_item
from tests.papers.pages import report
from tests.public.records import TODAY
from tests.public.site import make_site

WORKER = """
import sys, time
from datetime import timedelta
from pathlib import Path
from panel import create_app, jobs
from panel.papers import arriving
jobs.LEASE, jobs.REAP_EVERY = timedelta(seconds=1), 0.3
folder, receive = Path(sys.argv[1]), arriving.receive

def slow(*arguments):
    document = receive(*arguments)
    if not (folder / "tried").exists():
        (folder / "tried").touch()
        time.sleep(600)
    return document

arriving.receive = slow
jobs.work(create_app(folder))
"""


def start(folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", WORKER, str(folder)], stderr=subprocess.DEVNULL)


def test_a_worker_that_is_killed_while_it_reads_loses_nothing_and_takes_the_file_in_once(tmp_path: Path):
    app = make_site(tmp_path)
    (tmp_path / "report.pdf").write_bytes(report())
    with app.app_context():
        item = an_item(a_meeting(a_body(), TODAY.date()), "1", "Budget")
        hand_in(item, tmp_path / "report.pdf", "report.pdf", AsWhat(), actor="A test")
        db.session.commit()
        first = start(tmp_path)
        second = None
        try:
            wait_until(lambda: (tmp_path / "tried").exists())
            os.kill(first.pid, signal.SIGKILL)
            second = start(tmp_path)
            wait_until(taken)
        finally:
            for worker in (first, second):
                if worker:
                    worker.kill()
                    worker.wait()
        assert [paper.title for paper in db.session.scalars(select(Paper))] == ["Report"]
        assert len(db.session.scalars(select(PaperVersion)).all()) == 1
        db.session.remove()
        db.engine.dispose()


def taken() -> bool:
    db.session.rollback()
    return db.session.scalars(select(HandedIn.state)).one() is HandedInState.TAKEN


def wait_until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 40
    while not happened():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.05)
