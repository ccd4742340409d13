"""The queue: work that outlasts a request.

The job's row is the truth and is written in the transaction of the change that asks for it; huey carries only its
number. A worker that dies loses nothing: its lease runs out, and the reaper rings the row again. So work may be
done twice, and every job must come to the same result when it is.
"""

from __future__ import annotations

import contextlib
import logging
import threading
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Flask, current_app
from sqlalchemy import ColumnElement, event, or_, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Mapped, Session, mapped_column

from panel.extensions import Base, db

if TYPE_CHECKING:
    from huey import Huey

LEASE = timedelta(seconds=60)
REAP_EVERY = 30.0
"""Seconds between two looks for jobs that nobody works on."""
ATTEMPTS = 5

log = logging.getLogger(__name__)


class JobState(StrEnum):
    """Where a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Job(Base):
    """A piece of work, its progress and its outcome."""

    __tablename__ = "job"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    arguments: Mapped[dict[str, Any]]
    state: Mapped[JobState] = mapped_column(default=JobState.QUEUED, index=True)
    attempt: Mapped[int] = mapped_column(default=0)
    token: Mapped[str] = mapped_column(default="")
    """Who holds it: only the latest holder may write its outcome."""
    lease_until: Mapped[datetime | None]
    not_before: Mapped[datetime | None]
    """When it may be begun; None for at once."""
    progress: Mapped[int] = mapped_column(default=0)
    """Per cent."""
    message: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


Progress = Callable[[int, str], None]
Work = Callable[..., None]
_registry: dict[str, Work] = {}


class LeaseLost(Exception):
    """Another worker has taken the job over; this one must stop."""


def job(name: str) -> Callable[[Work], Work]:
    """Register work under a name. It is called with `progress` and the job's arguments, in its own transaction."""

    def register(work: Work) -> Work:
        _registry[name] = work
        return work

    return register


def enqueue(name: str, *, not_before: datetime | None = None, **arguments: Any) -> Job:
    """Ask for work, in the transaction of the change that needs it; the queue is rung once that is committed.

    Work that may not begin before a moment is rung by the reaper when that has come.
    """
    row = Job(name=name, arguments=arguments, created_at=datetime.now(UTC), not_before=not_before)
    db.session.add(row)
    db.session.flush()
    if not_before is None:
        db.session.info.setdefault("jobs_to_ring", []).append(row.id)
    return row


@event.listens_for(Session, "after_commit")
def _ring_after_commit(session: Session) -> None:
    if session.in_nested_transaction():
        return  # a savepoint's release is no commit yet
    for number in session.info.pop("jobs_to_ring", []):
        ring(current_app, number)


@event.listens_for(Session, "after_rollback")
def _forget_after_rollback(session: Session) -> None:
    session.info.pop("jobs_to_ring", None)


def queue(app: Flask) -> Huey:
    """Give the queue of an instance: a file in it, or the Redis that QUEUE_URL names."""
    if "panel_queue" not in app.extensions:
        # Here, since its drivers take a quarter of a second to import, and few commands ring.
        from huey import RedisHuey, SqliteHuey

        url = app.config.get("QUEUE_URL")
        if url:
            huey = RedisHuey("panel", url=url, results=False)
        else:
            huey = SqliteHuey("panel", filename=str(Path(app.config["INSTANCE"]) / "queue.sqlite"), results=False)

        def run_job(number: int) -> None:
            with app.app_context():
                run(number)

        app.extensions["panel_queue"] = huey
        app.extensions["panel_task"] = huey.task(name="run_job")(run_job)
    return app.extensions["panel_queue"]


def ring(app: Flask, number: int) -> None:
    """Tell the workers of a job. A queue out of reach loses nothing: the reaper rings again."""
    try:
        queue(app)
        app.extensions["panel_task"](number)
    except Exception:
        log.exception("The queue could not be rung for job %s; the worker will find it by itself.", number)


def claim(number: int, now: datetime) -> str | None:
    """Take a job that nobody holds; give the token that proves it, or None.

    One that was abandoned at its last attempt has killed every worker that took it, and is given up.
    """
    token = uuid.uuid4().hex
    db.session.execute(
        update(Job)
        .where(Job.id == number, Job.state == JobState.RUNNING, Job.lease_until < now, Job.attempt >= ATTEMPTS)
        .values(state=JobState.FAILED, message="Failed: its worker died each time", finished_at=now)
    )
    free = or_(_waiting(now), (Job.state == JobState.RUNNING) & (Job.lease_until < now))
    taken = db.session.execute(
        update(Job)
        .where(Job.id == number, free)
        .values(state=JobState.RUNNING, token=token, lease_until=now + LEASE, attempt=Job.attempt + 1)
    )
    db.session.commit()
    return token if taken.rowcount else None  # type: ignore[attr-defined]  # a cursor result, typed as its base


def _waiting(now: datetime) -> ColumnElement[bool]:
    """Choose the jobs that nobody has begun and that may begin."""
    return (Job.state == JobState.QUEUED) & or_(Job.not_before.is_(None), Job.not_before <= now)


def run(number: int) -> None:
    """Do one job, unless somebody else holds it; record progress, outcome or failure."""
    token = claim(number, datetime.now(UTC))
    if token is None:
        return
    row = db.session.get_one(Job, number)
    name, arguments, attempt = row.name, dict(row.arguments), row.attempt
    stop = threading.Event()
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # Flask's own way to hand an app to a thread
    keeper = threading.Thread(target=_keep_lease, args=(app, number, token, stop), daemon=True)
    keeper.start()

    def progress(per_cent: int, message: str) -> None:
        _write(number, token, progress=per_cent, message=message)

    try:
        _registry[name](progress=progress, **arguments)
        db.session.commit()
        outcome: dict[str, Any] = {"state": JobState.DONE, "progress": 100, "finished_at": datetime.now(UTC)}
    except LeaseLost:
        db.session.rollback()
        return
    except Exception as error:
        db.session.rollback()
        log.exception("Job %s (%s) failed at attempt %s.", number, name, attempt)
        state = JobState.FAILED if attempt >= ATTEMPTS else JobState.QUEUED
        # The kind of error only: its text may quote a paper that is not for everybody.
        outcome = {"state": state, "message": f"Failed: {type(error).__name__}"}
        if state is JobState.FAILED:
            outcome["finished_at"] = datetime.now(UTC)
    finally:
        stop.set()
        keeper.join()
    with contextlib.suppress(LeaseLost):  # then the outcome is another worker's to write
        _write(number, token, **outcome)


def _write(number: int, token: str, **values: Any) -> None:
    """Change a job's row in a transaction of its own, if this worker still holds it."""
    with Session(db.engine) as session:
        changed = session.execute(update(Job).where(Job.id == number, Job.token == token).values(**values))
        session.commit()
        if not changed.rowcount:  # type: ignore[attr-defined]  # a cursor result, typed as its base
            raise LeaseLost


def _keep_lease(app: Flask, number: int, token: str, stop: threading.Event) -> None:
    with app.app_context():
        while not stop.wait(LEASE.total_seconds() / 3):
            try:
                _write(number, token, lease_until=datetime.now(UTC) + LEASE)
            except LeaseLost:
                return
            except SQLAlchemyError:
                log.warning("The lease of job %s could not be renewed; it is tried again.", number)


def reap(now: datetime) -> list[int]:
    """Ring the jobs that nobody works on; give their numbers."""
    waiting = (
        db.session.execute(
            select(Job.id)
            .where(
                or_(
                    _waiting(now) & (Job.created_at < now - timedelta(seconds=2)),
                    (Job.state == JobState.RUNNING) & (Job.lease_until < now),
                )
            )
            .order_by(Job.id)
        )
        .scalars()
        .all()
    )
    db.session.rollback()
    for number in waiting:
        ring(current_app, number)
    return list(waiting)


def work(app: Flask) -> None:
    """Work the queue until told to stop: SIGINT ends after the job in hand, SIGTERM at once."""
    from huey.consumer import Consumer

    consumer = Consumer(queue(app), workers=1, periodic=False)
    stop = threading.Event()

    def reaper() -> None:
        while True:
            try:
                with app.app_context():
                    reap(datetime.now(UTC))
            except Exception:
                log.exception("The look for jobs that nobody works on failed; it is tried again.")
            if stop.wait(REAP_EVERY):
                return

    thread = threading.Thread(target=reaper, daemon=True)
    thread.start()
    try:
        consumer.run()
    finally:
        stop.set()
