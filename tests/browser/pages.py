"""What the tests of pages share: how a site is served, how an officer signs in, how a page is judged."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page
from time_machine import escape_hatch
from werkzeug.serving import WSGIRequestHandler, make_server

from panel.serving import with_static_files
from tests.conftest import need_program
from tests.officers import signed_in

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


class Kept:
    """Two browsers that a worker keeps, one of them without scripts: both know the styles that they have met before.

    Each page is a tab of its own, whose cookies are those that it asks for.
    """

    def __init__(self, chromium: Browser) -> None:
        self.chromium = chromium
        self.contexts: dict[bool, BrowserContext] = {}

    def context(self, scripts: bool) -> BrowserContext:
        """Give one of them; a tab that stays open keeps its process, which compiles axe once."""
        if scripts not in self.contexts:
            context = self.contexts[scripts] = self.chromium.new_context(java_script_enabled=scripts)
            page = context.new_page()
            page.route("**/*", lambda route: route.fulfill(body=""))
            page.goto("http://localhost/")
        return self.contexts[scripts]


@dataclass(frozen=True)
class Site:
    """Where a site is served, and the cookies of an officer who is signed in."""

    address: str
    cookies: Any


class Visits:
    """The pages that a test opens, and what the browser complained of.

    The first is a tab of a browser that is kept; another one, or one with a wish of its own, has a browser to itself.
    """

    def __init__(self, kept: Kept) -> None:
        self.kept = kept
        self.taken: set[bool] = set()
        self.pages: list[Page] = []
        self.contexts: list[BrowserContext] = []
        self.complaints: list[str] = []

    def page(
        self, width: int = 1280, *, storage_state: Any = None, java_script_enabled: bool = True, **options: Any
    ) -> Page:
        """Open an empty page."""
        if options or java_script_enabled in self.taken:
            context = self.kept.chromium.new_context(
                storage_state=storage_state, java_script_enabled=java_script_enabled, **options
            )
            self.contexts.append(context)
        else:
            self.taken.add(java_script_enabled)
            context = self.kept.context(java_script_enabled)
            # The site keeps nothing in a browser but cookies; clearing all that could be kept takes as long as a page.
            context.clear_cookies()
            context.add_cookies(storage_state["cookies"] if storage_state else [])
        page = context.new_page()
        self.pages.append(page)
        page.set_viewport_size({"width": width, "height": 900})
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        return page

    def close(self) -> None:
        """Close everything that is not kept."""
        for each in (*self.pages, *self.contexts):
            each.close()


class Handler(WSGIRequestHandler):
    """Dates styles and scripts by the day that it is, not the day of the test: a browser would think them out of date.

    Pages keep the day of the test, by which their cookies end.
    """

    def date_time_string(self, timestamp: float | None = None) -> str:
        """Write the Date of an answer."""
        kept = self.path.startswith("/static/") and escape_hatch.is_travelling()
        return super().date_time_string(escape_hatch.time.time() if kept and timestamp is None else timestamp)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing of each of them."""


def served(app: Flask) -> Iterator[str]:
    """Serve an application on a free port, under a name: a number can have no passkeys."""
    server = make_server("127.0.0.1", 0, with_static_files(app), threaded=True, request_handler=Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    thread.join()


def served_to_an_officer(app: Flask, chromium: Browser) -> Iterator[tuple[str, Any]]:
    """Serve a site that has an officer; give its address, and the cookies of that officer signed in."""
    for address in served(app):
        context = chromium.new_context()
        session = signed_in(app).get_cookie("panel")
        assert session
        context.add_cookies([{"name": session.key, "value": session.value, "url": address}])
        yield address, context.storage_state()
        context.close()


def assert_passes_at_both_widths(page: Page) -> None:
    """Hold a page against its window, beside which nothing lies, and against WCAG 2.2 AA and axe's best practice."""
    page.evaluate(AXE_SCRIPT)
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") == width
        violations = page.evaluate("(rules) => axe.run(rules).then((found) => found.violations)", WCAG)
        assert violations == [], AxeResults({"violations": violations}).generate_report()


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
        # The quick compiler suffices for the seconds that this takes, but needs more room on the stack.
        [
            "java",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xss2m",
            "-jar",
            checker,
            "--format",
            "json",
            "--stdout",
            "--exit-zero-always",
            folder,
        ],
        capture_output=True,
    )
    return [message["message"] for message in json.loads(run.stdout)["messages"]]
