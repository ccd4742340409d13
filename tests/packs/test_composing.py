"""Composing a pack to look at it: how far it is, its pages, a worker that dies."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel.audit.models import AuditEntry
from panel.extensions import db
from panel.jobs import Job, JobState
from panel.packs.drafting import ask_for_draft, draft_of
from panel.packs.models import Draft
from panel.public.clock import london_today
from tests.accounts.people import send
from tests.officers import the_meeting
from tests.packs.published import (
    DAY,
    GATE,
    PACK,
    said,
)
from tests.public.site import open_site

pytestmark = pytest.mark.xdist_group("publishing")


def test_the_pack_is_looked_through_page_by_page(in_time: Flask, officer: FlaskClient):
    shown = said(officer, f"{PACK}?page=3")
    assert "Page 3 of the pack" in shown
    assert 'rel="prev"' in shown
    assert 'rel="next"' in shown
    assert officer.get(f"{PACK}/3.png").data.startswith(b"\x89PNG")
    assert officer.get(f"{PACK}/3.png?small=1").data.startswith(b"\x89PNG")
    assert officer.get(f"{PACK}/999.png").status_code == 404
    assert "E1" in said(officer, f"{PACK}?edition=restricted&page=999")
    assert officer.get(f"{PACK}/public.pdf").data.startswith(b"%PDF")


def test_composing_tells_how_far_it_is_and_is_asked_for_once(in_time: Flask, officer: FlaskClient):
    assert send(officer, PACK, GATE).status_code == 303
    assert send(officer, PACK, "/desk/larkshire/days").status_code == 303
    with in_time.app_context():
        entries = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "compose draft")).all()
        assert len(entries) == 2  # the one with which the site was made, and the first of these
    assert "You may leave this page" in said(officer, PACK)
    assert officer.get(f"{PACK}/progress.json").json == {"progress": 0, "message": "", "working": True}
    assert "is being composed" in said(officer, GATE)


def test_a_reason_that_is_too_long_is_told_at_its_field_and_kept(in_time: Flask, officer: FlaskClient):
    answer = send(officer, PACK, GATE, short_notice="x" * 1001)
    assert answer.status_code == 200
    assert "Give the reason in at most 1,000 characters." in answer.text
    assert "x" * 1001 in answer.text
    assert "<title>Error:" in answer.text


WORKER = """
import sys
from datetime import timedelta
from panel import create_app, jobs
jobs.LEASE, jobs.REAP_EVERY = timedelta(seconds=2), 0.5
jobs.work(create_app(sys.argv[1]))
"""


@contextmanager
def a_worker(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    worker = subprocess.Popen([sys.executable, "-c", WORKER, str(folder)], stderr=subprocess.DEVNULL)
    yield worker
    worker.kill()
    worker.wait()


def wait_until(app: Flask, there: Callable[[Job], bool]) -> Job:
    with app.app_context():
        for _ in range(600):
            db.session.rollback()
            draft = draft_of(the_meeting(DAY))
            assert draft is not None
            if there(draft.job):
                return draft.job
            sleep(0.05)
    raise AssertionError(f"it never came: {draft.job.state}, {draft.job.message}")


def test_a_worker_that_is_killed_while_it_composes_loses_nothing_and_makes_one_edition(ready: Path, tmp_path: Path):
    shutil.copytree(ready, tmp_path, dirs_exist_ok=True)
    app = open_site(tmp_path)
    with app.app_context():
        draft = ask_for_draft(the_meeting(DAY), london_today(), "", actor="A test")
        draft.contents_sha256 = ""
        db.session.commit()
    with a_worker(tmp_path) as worker:
        wait_until(app, lambda job: job.progress >= 10)
        worker.kill()
        worker.wait()
    with app.app_context():
        draft = draft_of(the_meeting(DAY))
        assert draft is not None
        assert (draft.job.state, draft.contents_sha256) == (JobState.RUNNING, "")
    with a_worker(tmp_path):
        job = wait_until(app, lambda job: job.state is JobState.DONE)
    assert job.attempt == 2
    with app.app_context():
        (draft,) = db.session.scalars(select(Draft))
        assert [each["edition"] for each in draft.files] == ["public", "restricted"]
        assert draft.contents_sha256
        db.session.remove()
        db.engine.dispose()
