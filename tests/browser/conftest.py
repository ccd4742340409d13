"""A real Chromium before a site that is served on a free port."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from playwright.sync_api import Browser, expect, sync_playwright
from sqlalchemy import select

from panel.extensions import db
from panel.meetings.models import Meeting
from tests.browser.pages import Kept, Visits, served
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
    # The tabs of one site share their process, and what it has compiled.
    "--process-per-site",
)


@pytest.fixture(scope="module")
def clock() -> Iterator[None]:
    """It is Thursday 12 March 2026."""
    with time_machine.travel(TODAY):
        yield


@pytest.fixture(scope="module")
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


@pytest.fixture(scope="module")
def empty_address(tmp_path_factory: pytest.TempPathFactory, clock: None) -> Iterator[str]:
    """Where a site without records is served."""
    yield from served(make_site(tmp_path_factory.mktemp("empty")))


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Chromium as the system has it."""
    program = need_program("chromium")
    expect.set_options(timeout=20_000)  # milliseconds: a busy machine takes longer over what is at once true
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def kept(chromium: Browser) -> Kept:
    """What of Chromium the tests share."""
    return Kept(chromium)


@pytest.fixture
def visits(kept: Kept) -> Iterator[Visits]:
    """Open pages; a browser's complaint about one fails the test."""
    found = Visits(kept)
    yield found
    found.close()
    assert found.complaints == []
