"""A site with records, in front of an officer who hands papers in."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from panel import jobs
from panel.agendas.models import Item
from panel.extensions import db
from panel.jobs import Job, JobState
from panel.papers.models import Paper
from tests.officers import an_officers_site, signed_in
from tests.papers.pages import MEETING, token
from tests.public.records import TODAY
from tests.public.site import open_site


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder with a site's records and files, made once, and the cookie of its officer, who is signed in."""
    folder = tmp_path_factory.mktemp("papers")
    with an_officers_site(folder) as app:
        cookie = signed_in(app).get_cookie("panel")
        assert cookie
    return folder, cookie.value


@pytest.fixture
def site(prepared: tuple[Path, str], tmp_path: Path) -> Iterator[Flask]:
    """A site with records and an officer, on Thursday 12 March 2026."""
    shutil.copytree(prepared[0], tmp_path, dirs_exist_ok=True)
    # Later than the officer signed in: a cookie from the future is none.
    with time_machine.travel(TODAY + timedelta(seconds=40)):
        app = open_site(tmp_path)
        yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def officer(site: Flask, prepared: tuple[Path, str]) -> FlaskClient:
    """A browser in which the officer is signed in."""
    client = site.test_client()
    client.set_cookie("panel", prepared[1])
    return client


@pytest.fixture
def under(site: Flask) -> str:
    """The address of the papers of item 5, which has none yet."""
    with site.app_context():
        return f"{MEETING}/agenda/{db.session.scalars(select(Item.id).where(Item.number == '5')).one()}/papers"


HandIn = Callable[..., TestResponse]


@pytest.fixture
def hand_in(officer: FlaskClient, under: str) -> HandIn:
    """Hand files in under item 5, each as (name, bytes)."""

    def send(*files: tuple[str, bytes], access: str = "public", kind: str = "report", **headers: str) -> TestResponse:
        fields = {"csrf_token": token(officer, under), "kind": kind, "access": access}
        data = fields | {"files": [(BytesIO(content), name) for name, content in files]}
        return officer.post(under, data=data, headers=headers)

    return send


@pytest.fixture
def read_in(site: Flask) -> Callable[[], None]:
    """Let a worker do what waits."""

    def work() -> None:
        with site.app_context():
            for number in db.session.scalars(select(Job.id).where(Job.state == JobState.QUEUED)).all():
                jobs.run(number)
            db.session.remove()

    return work


@pytest.fixture
def papers(site: Flask) -> Callable[[], list[Paper]]:
    """Read the papers under item 5, in order."""

    def read() -> list[Paper]:
        return list(
            db.session.scalars(
                select(Paper).join(Item).where(Item.number == "5", Paper.withdrawn.is_(False)).order_by(Paper.position)
            )
        )

    return read
