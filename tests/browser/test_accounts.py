"""The pages of those who sign in, in a real browser: with their errors showing, at both widths, without scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from panel.accounts.operations import invite
from panel.accounts.rules import Role
from panel.extensions import db
from tests.accounts.people import an_officer
from tests.browser.pages import (
    Visits,
    assert_leads_to_its_first_mistake,
    assert_passes_at_both_widths,
    said_by_the_nu_checker,
    served_to_an_officer,
)
from tests.builders import a_body
from tests.public.site import make_site

pytestmark = pytest.mark.xdist_group("browser")

LONG = "Councillor-Emerita Wilhelmina Featherstonehaugh-Cholmondeley"


@dataclass(frozen=True)
class Site:
    """Where a site with an officer is served, the links that were made by name, and the officer's cookies."""

    address: str
    links: dict[str, str]
    cookies: Any


@pytest.fixture(scope="session")
def signed(tmp_path_factory: pytest.TempPathFactory, clock: None, chromium: Browser) -> Iterator[Site]:
    """A site with an officer who is signed in and somebody who is invited."""
    app = make_site(tmp_path_factory.mktemp("signed"))
    with app.app_context():
        a_body()
        an_officer(name=LONG)
        emails = ("rufus@larkshire.example", "rufus@larkshire.example", "ada@larkshire.example")
        made = [invite(email, Role.OFFICER, "", "a test") for email in emails]
        db.session.commit()
    links = dict(zip(("the closed link", "the link", "the link to use up"), made, strict=True))
    for address, cookies in served_to_an_officer(app, chromium):
        yield Site(address, links, cookies)


PAGES = {
    "sign in": "/sign-in",
    "sign in, with errors": "/sign-in",
    "invitation": "the link",
    "invitation, with errors": "the link",
    "a link that no longer works": "the closed link",
    "signed out": "/signed-out",
    "account": "/account",
    "account, told that the password is changed": "/account?told=password",
    "change the password": "/account/password",
    "change the password, with errors": "/account/password",
}
EACH_PAGE = pytest.mark.parametrize("name", PAGES)
USED_UP = {"invitation of a keyboard user": "the link to use up"}
Open = Callable[..., tuple[Page, bytes]]
SENT: dict[str, bytes] = {}
"""What the server sent as each page when it was first opened, for the checker, which need not open it again."""


@pytest.fixture
def visit(visits: Visits, signed: Site) -> Open:
    """Open pages by name, with what the server sent."""

    def open_page(name: str, width: int = 1280, **options: Any) -> tuple[Page, bytes]:
        path = (PAGES | USED_UP)[name]
        state = signed.cookies if path.startswith("/account") else None
        page = visits.page(width, storage_state=state, **options)
        answer = page.goto(signed.address + signed.links.get(path, path))
        if name.endswith("with errors"):
            with page.expect_response(lambda answer: answer.request.method == "POST") as sent:
                page.locator("main button[type=submit]").click()
            answer = sent.value
            page.wait_for_load_state("load")
        elif answer.status == 410:
            visits.complaints.clear()
        return page, SENT.setdefault(name, answer.body())

    return open_page


@EACH_PAGE
def test_a_page_passes_axe_and_fits_its_window_wide_and_narrow(name: str, visit: Open):
    assert_passes_at_both_widths(visit(name)[0])


@EACH_PAGE
def test_a_page_is_whole_without_scripts(name: str, visit: Open):
    everything = "[...document.querySelectorAll('h1, h2, h3, main a, label, input')].map((each) => each.outerHTML)"
    page, _ = visit(name, java_script_enabled=False)
    assert page.locator("h1").count() == 1
    assert page.locator("button[hidden]").count() == page.locator("input[type=password]").count()
    assert len(visit(name)[0].evaluate(everything)) == page.locator("h1, h2, h3, main a, label, input").count()


def test_every_page_passes_the_nu_html_checker(visit: Open, tmp_path: Path):
    assert said_by_the_nu_checker((SENT.get(name) or visit(name)[1] for name in PAGES), tmp_path) == []


@pytest.mark.parametrize("name", [name for name in PAGES if name.endswith("with errors")])
def test_what_is_wrong_takes_the_focus_and_leads_to_its_field(name: str, visit: Open):
    assert_leads_to_its_first_mistake(visit(name)[0])


def test_a_password_can_be_shown_before_it_is_sent(visit: Open):
    page, _ = visit("invitation")
    field = page.get_by_label("Password", exact=True)
    field.fill("gravel-oboe-lantern")
    assert field.get_attribute("type") == "password"
    page.get_by_role("button", name="Show password").click()
    assert field.get_attribute("type") == "text"
    page.get_by_role("button", name="Hide password").click()
    assert field.get_attribute("type") == "password"


def test_an_invited_person_gets_in_and_out_by_keyboard_without_scripts(visit: Open):
    page, _ = visit("invitation of a keyboard user", java_script_enabled=False)
    page.get_by_label("Your name").focus()
    page.keyboard.type("Rufus Thorne")
    page.keyboard.press("Tab")
    page.keyboard.type("walnut-harbour-tin")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Your account: Rufus Thorne").wait_for()
    page.get_by_role("button", name="Sign out", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="You are signed out").wait_for()
    page.goto(page.url.replace("signed-out", "account"))
    assert page.get_by_role("heading", name="Sign in").is_visible()
