"""Work that outlasts a request is asked for with the change, done at least once, and never lost."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, update

from panel import instance, jobs
from panel.extensions import db
from panel.jobs import Job, JobState

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance, which each test takes a copy of."""
    folder = tmp_path_factory.mktemp("made")
    with instance.make(folder).app_context():
        db.engine.dispose()
    return folder


@pytest.fixture
def app(made: Path, tmp_path: Path) -> Iterator[Flask]:
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    app = instance.open_existing(tmp_path)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def done() -> Iterator[list[str]]:
    """What the jobs of these tests did."""
    did: list[str] = []

    @jobs.job("note")
    def note(progress: jobs.Progress, word: str) -> None:
        progress(50, "half way")
        did.append(word)

    @jobs.job("fail")
    def fail(progress: jobs.Progress) -> None:
        raise ValueError("KINGFISHER was in the paper")

    yield did
    jobs._registry.pop("note")
    jobs._registry.pop("fail")


def the_job() -> Job:
    db.session.expire_all()
    return db.session.scalars(select(Job)).one()


def test_a_job_is_kept_with_the_change_that_asks_for_it(app: Flask, done: list[str]):
    jobs.enqueue("note", word="agenda")
    db.session.commit()
    jobs.run(the_job().id)
    assert done == ["agenda"]
    assert (the_job().state, the_job().progress, the_job().message) == (JobState.DONE, 100, "half way")


def test_a_change_that_is_rolled_back_asks_for_nothing(app: Flask):
    jobs.enqueue("note", word="agenda")
    db.session.rollback()
    assert db.session.scalars(select(Job)).all() == []
    assert jobs.queue(app).pending_count() == 0


def test_the_queue_is_rung_once_the_change_is_committed(app: Flask):
    jobs.enqueue("note", word="agenda")
    assert jobs.queue(app).pending_count() == 0
    db.session.commit()
    assert jobs.queue(app).pending_count() == 1


def test_a_failure_is_tried_again_and_then_given_up_without_quoting_its_text(app: Flask, done: list[str]):
    jobs.enqueue("fail")
    db.session.commit()
    for attempt in range(1, jobs.ATTEMPTS + 1):
        jobs.run(the_job().id)
        state = JobState.FAILED if attempt == jobs.ATTEMPTS else JobState.QUEUED
        assert (the_job().attempt, the_job().state) == (attempt, state)
    assert the_job().message == "Failed: ValueError"


def test_only_one_worker_gets_a_job(app: Flask):
    jobs.enqueue("note", word="agenda")
    db.session.commit()
    number = the_job().id
    assert jobs.claim(number, NOW) is not None
    assert jobs.claim(number, NOW) is None


def test_a_job_whose_lease_ran_out_goes_to_another_and_the_first_may_no_longer_write(app: Flask):
    jobs.enqueue("note", word="agenda")
    db.session.commit()
    number = the_job().id
    first = jobs.claim(number, NOW)
    second = jobs.claim(number, NOW + jobs.LEASE + timedelta(seconds=1))
    assert second is not None
    with pytest.raises(jobs.LeaseLost):
        jobs._write(number, first, message="too late")
    jobs._write(number, second, message="mine")
    assert the_job().message == "mine"


def test_the_reaper_rings_what_nobody_works_on_and_leaves_the_rest(app: Flask):
    for word in ("waiting", "running", "abandoned", "finished"):
        jobs.enqueue("note", word=word)
    db.session.commit()
    rows = db.session.scalars(select(Job).order_by(Job.id)).all()
    changes = (
        {"created_at": NOW - timedelta(minutes=1)},
        {"state": JobState.RUNNING, "lease_until": NOW + timedelta(seconds=30)},
        {"state": JobState.RUNNING, "lease_until": NOW - timedelta(seconds=1)},
        {"state": JobState.DONE},
    )
    numbers = [row.id for row in rows]
    for number, change in zip(numbers, changes, strict=True):
        db.session.execute(update(Job).where(Job.id == number).values(**change))
    db.session.commit()
    assert jobs.reap(NOW) == [numbers[0], numbers[2]]


def test_a_job_that_may_not_begin_yet_waits_and_is_rung_when_its_moment_has_come(app: Flask, done: list[str]):
    jobs.enqueue("note", not_before=NOW + timedelta(minutes=10), word="later")
    db.session.commit()
    number = the_job().id
    assert jobs.queue(app).pending_count() == 0
    early, then = NOW + timedelta(minutes=9), NOW + timedelta(minutes=11)
    assert jobs.claim(number, early) is None
    db.session.execute(update(Job).values(created_at=NOW))
    db.session.commit()
    assert jobs.reap(early) == []
    assert jobs.reap(then) == [number]
    assert jobs.claim(number, then) is not None


WORKER = """
import os, sys, time
from datetime import timedelta
from pathlib import Path
from panel import create_app, jobs
jobs.LEASE, jobs.REAP_EVERY = timedelta(seconds=2), 0.5
folder = Path(sys.argv[1])

@jobs.job("slow")
def slow(progress):
    with open(folder / "tries", "a") as file:
        file.write(f"{os.getpid()}\\n")
    if len((folder / "tries").read_text().split()) == 1:
        time.sleep(600)
    (folder / "done").write_text("done")

jobs.work(create_app(folder))
"""


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        started.append(subprocess.Popen([sys.executable, "-c", WORKER, str(tmp_path)], stderr=subprocess.DEVNULL))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def wait_for_words_in(path: Path, seconds: float = 90) -> None:
    """Wait until something stands in a file: an empty one is still being written."""
    deadline = time.monotonic() + seconds
    while not path.exists() or not path.read_text():
        assert time.monotonic() < deadline, f"{path.name} never came"
        time.sleep(0.05)


@pytest.mark.parametrize("kind", ["sqlite", "redis"])
def test_a_worker_that_is_killed_in_mid_run_loses_nothing(
    kind: str,
    tmp_path: Path,
    worker: Callable[[], subprocess.Popen[bytes]],
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
):
    if kind == "redis":
        monkeypatch.setenv("PANEL_QUEUE_URL", request.getfixturevalue("redis"))
    app = instance.make(tmp_path)
    with app.app_context():
        jobs.enqueue("slow")
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    first = worker()
    wait_for_words_in(tmp_path / "tries")
    os.kill(first.pid, signal.SIGKILL)
    worker()
    wait_for_words_in(tmp_path / "done")
    assert len((tmp_path / "tries").read_text().split()) == 2


def test_a_job_that_kills_every_worker_is_given_up(app: Flask):
    jobs.enqueue("note", word="agenda")
    db.session.commit()
    number = the_job().id
    moment = NOW
    for _ in range(jobs.ATTEMPTS):
        assert jobs.claim(number, moment) is not None
        moment += jobs.LEASE + timedelta(seconds=1)
    assert jobs.claim(number, moment) is None
    assert the_job().state is JobState.FAILED
    assert the_job().finished_at is not None


def test_a_savepoint_rings_nobody(app: Flask):
    jobs.enqueue("note", word="agenda")
    with db.session.begin_nested():
        pass
    assert jobs.queue(app).pending_count() == 0
    db.session.commit()
    assert jobs.queue(app).pending_count() == 1
