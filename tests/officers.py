"""A site with records, on Thursday 12 March 2026 at nine, in front of an officer who is signed in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel.accounts.keys import feed_key
from panel.accounts.models import User
from panel.extensions import db
from panel.meetings.models import Meeting
from tests.accounts.people import an_officer, sign_in
from tests.public.records import TODAY, fill
from tests.public.site import make_site, open_site


@cache
def _made() -> TemporaryDirectory[str]:
    """An instance with a panel's records and an officer, made once."""
    folder = TemporaryDirectory(prefix="officers-")
    with time_machine.travel(TODAY):
        app = make_site(Path(folder.name))
        fill(app)
        with app.app_context():
            an_officer()
            db.session.commit()
            db.session.remove()
            db.engine.dispose()
    return folder


@contextmanager
def an_officers_site(folder: Path) -> Iterator[Flask]:
    """Make a site with a panel's records and an officer."""
    with a_copy_of(Path(_made().name), folder) as app:
        yield app


@contextmanager
def a_copy_of(prepared: Path, folder: Path) -> Iterator[Flask]:
    """Open a copy of a site that was prepared once, on the day of these tests."""
    shutil.copytree(prepared, folder, dirs_exist_ok=True)
    with time_machine.travel(TODAY):
        app = open_site(folder)
        yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def signed_in(app: Flask) -> FlaskClient:
    """A browser in which the officer is signed in."""
    client = app.test_client()
    assert sign_in(client).status_code == 303
    return client


def private_key(app: Flask) -> str:
    """The key in the officer's private calendar address."""
    with app.app_context():
        return feed_key(db.session.scalars(select(User)).one())


def the_meeting(day: str) -> Meeting:
    """The meeting of a day."""
    return next(row for row in db.session.scalars(select(Meeting)) if row.date.isoformat() == day)
