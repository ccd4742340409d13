"""What the tests of pages share: how a site is served, how an officer signs in, how a page is judged."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page
from sqlalchemy import update
from werkzeug.serving import make_server

from panel.accounts.models import Authenticator
from panel.extensions import db
from tests.accounts.people import EMAIL, PASSWORD, code
from tests.conftest import need_program

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


class Visits:
    """The pages that a test opens, each in a browser of its own, and what the browser complained of."""

    def __init__(self, chromium: Browser) -> None:
        self.chromium = chromium
        self.contexts: list[BrowserContext] = []
        self.complaints: list[str] = []

    def page(self, width: int = 1280, **options: Any) -> Page:
        """Open an empty page."""
        context = self.chromium.new_context(viewport={"width": width, "height": 900}, **options)
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        return page


def served(app: Flask) -> Iterator[str]:
    """Serve an application on a free port, under a name: a number can have no passkeys."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    thread.join()


def served_to_an_officer(app: Flask, chromium: Browser) -> Iterator[tuple[str, Any]]:
    """Serve a site that has an officer; give its address, and the cookies of that officer signed in."""
    for address in served(app):
        context = chromium.new_context()
        page = context.new_page()
        page.goto(f"{address}/sign-in?next=/account")
        page.get_by_label("E-mail address").fill(EMAIL)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        with app.app_context():
            # As if no code had been entered in this half minute: a site may be copied from one where it was.
            db.session.execute(update(Authenticator).values(last_step=0))
            db.session.commit()
        page.get_by_label("Code", exact=True).fill(code())
        page.get_by_role("button", name="Continue").click()
        page.get_by_role("heading", name="Your account").wait_for()
        yield address, context.storage_state()
        context.close()


def assert_passes_at_both_widths(page: Page) -> None:
    """Hold a page against its window, beside which nothing lies, and against WCAG 2.2 AA and axe's best practice."""
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") == width
        found = Axe().run(page, options=WCAG)
        assert found.violations_count == 0, found.generate_report()


def assert_leads_to_its_first_mistake(page: Page) -> None:
    """Hold a page with errors against what somebody needs who cannot see them all at once."""
    assert page.title().startswith("Error: ")
    assert "govuk-error-summary" in page.evaluate("document.activeElement.className")
    link = page.locator(".govuk-error-summary a").first
    link.click()
    assert page.evaluate("document.activeElement.id") == (link.get_attribute("href") or "").removeprefix("#")


def jar() -> Path:
    """Give the Nu HTML checker, or skip the test that needs it."""
    need_program("java")
    found = Path(__file__).parent / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    if not found.is_file():
        pytest.skip("the Nu HTML checker is not installed: run npm ci --ignore-scripts in tests/browser")
    return found


def said_by_the_nu_checker(pages: Iterable[bytes], folder: Path) -> list[str]:
    """Give what the Nu HTML checker says of pages."""
    checker = jar()
    for number, page in enumerate(pages):
        (folder / f"{number}.html").write_bytes(page)
    run = subprocess.run(
        ["java", "-jar", checker, "--format", "json", "--stdout", "--exit-zero-always", folder],
        capture_output=True,
    )
    return [message["message"] for message in json.loads(run.stdout)["messages"]]
