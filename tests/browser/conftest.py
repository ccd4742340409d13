"""A real Chromium before a site that is served on a free port."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import select
from werkzeug.serving import make_server

from panel.extensions import db
from panel.meetings.models import Meeting
from tests.builders import an_item
from tests.conftest import need_program
from tests.public.records import TODAY, fill
from tests.public.site import make_site

ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def clock() -> Iterator[None]:
    """It is Thursday 12 March 2026."""
    with time_machine.travel(TODAY):
        yield


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory, clock: None) -> Iterator[str]:
    """Where a site with a panel's records is served."""
    app = make_site(tmp_path_factory.mktemp("site"))
    fill(app)
    with app.app_context():
        published = db.session.scalars(select(Meeting).where(Meeting.date == date(2026, 3, 19))).one()
        for number in ("19", "19(10)", "19(10)(a)"):
            an_item(published, number, "A matter with a long title, which needs more than one line on a small screen")
        db.session.commit()
    yield from served(app)


@pytest.fixture(scope="session")
def empty_address(tmp_path_factory: pytest.TempPathFactory, clock: None) -> Iterator[str]:
    """Where a site without records is served."""
    yield from served(make_site(tmp_path_factory.mktemp("empty")))


def served(app: Flask) -> Iterator[str]:
    """Serve an application on a free port."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Chromium as the system has it."""
    program = need_program("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield browser
        browser.close()


def jar() -> Path:
    """Give the Nu HTML checker, or skip the test that needs it."""
    need_program("java")
    found = Path(__file__).parent / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    if not found.is_file():
        pytest.skip("the Nu HTML checker is not installed: run npm ci --ignore-scripts in tests/browser")
    return found
