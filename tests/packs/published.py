"""A site whose meeting of 19 March 2026 is composed and ready to be published, made once and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel import jobs
from panel.agendas.models import Item
from panel.checks.operations import answer
from panel.checks.queries import check
from panel.documents.store import Store
from panel.extensions import db
from panel.meetings.models import Meeting
from panel.packs.drafting import draft_of
from panel.packs.models import Publication
from panel.packs.published import publications
from panel.public.clock import london_today
from tests.accounts.people import an_officer, send
from tests.officers import signed_in, the_meeting
from tests.public.records import fill
from tests.public.site import make_site, open_site

DAY = "2026-03-19"
IN_TIME = datetime(2026, 3, 9, 9, tzinfo=UTC)
LATE = datetime(2026, 3, 12, 9, tzinfo=UTC)
GATE = f"/desk/larkshire/{DAY}/publish"
PACK = f"/desk/larkshire/{DAY}/pack"
PUBLIC = f"/meetings/larkshire/{DAY}"


def make_ready(folder: Path) -> None:
    """Make the site, with every finding answered and both editions composed."""
    with time_machine.travel(IN_TIME):
        app = make_site(folder)
        fill(app)
        with app.app_context():
            an_officer()
            meeting = the_meeting(DAY)
            meeting.published, meeting.published_on = False, None
            db.session.commit()
            answer_everything(meeting)
        compose(signed_in(app), app)
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


@contextmanager
def ready_site(made: Path, folder: Path, moment: datetime = IN_TIME) -> Iterator[Flask]:
    """Open a copy of it."""
    shutil.copytree(made, folder, dirs_exist_ok=True)
    with time_machine.travel(moment):
        app = open_site(folder)
        yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def answer_everything(meeting: Meeting) -> None:
    """Answer each finding of the check."""
    for finding in check(meeting, Store.of_app(), london_today()).open:
        answer(meeting, finding, "It is so in the original.", actor="A test")
    db.session.commit()


def compose(client: FlaskClient, app: Flask, **typed: str) -> None:
    """Press the button, and do the worker's work."""
    assert send(client, PACK, GATE, **typed).status_code == 303
    with app.app_context():
        draft = draft_of(the_meeting(DAY))
        assert draft is not None
        jobs.run(draft.job_id)
        db.session.expire_all()
        assert draft.job.state is jobs.JobState.DONE, draft.job.message


def publish(client: FlaskClient, app: Flask) -> Any:
    """Press the button for the bytes that are composed."""
    with app.app_context():
        draft = draft_of(the_meeting(DAY))
        assert draft is not None
        sha256 = draft.files[0]["sha256"]
    return send(client, GATE, sha256=sha256)


def out() -> list[Publication]:
    """What is published of the meeting."""
    return list(publications(the_meeting(DAY)))


def the_item(number: str) -> Item:
    """An item of the meeting."""
    return db.session.scalars(select(Item).where(Item.meeting_id == the_meeting(DAY).id, Item.number == number)).one()


def said(client: FlaskClient, address: str) -> str:
    """What a page says, apart from the frame, which differs each time."""
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.text.partition("<main")[2].partition("</main>")[0].split())
