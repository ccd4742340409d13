"""The pages of those who sign in, in a real browser: their errors, at both widths, without scripts, by passkey."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from panel.accounts import factors
from panel.accounts.operations import invite
from panel.accounts.rules import Role
from panel.extensions import db
from tests.accounts.people import PASSWORD, an_officer, code
from tests.browser.pages import (
    Visits,
    assert_leads_to_its_first_mistake,
    assert_passes_at_both_widths,
    said_by_the_nu_checker,
    served_to_an_officer,
)
from tests.builders import a_body
from tests.public.site import make_site

pytestmark = pytest.mark.xdist_group("browser: accounts")

PERSON, NEWCOMER = "person@larkshire.example", "newcomer@larkshire.example"
LONG = "Councillor-Emerita Wilhelmina Featherstonehaugh-Cholmondeley"


@dataclass(frozen=True)
class Site:
    """Where a site with officers is served, the links that were made by name, and the cookies of those on the way in.

    `half` are those of an officer who has shown the password, `new` those of one who has no authenticator app yet.
    """

    address: str
    links: dict[str, str]
    cookies: Any
    half: Any
    new: Any


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory, clock: None, chromium: Browser) -> Iterator[Site]:
    """A site with an officer who is signed in and somebody who is invited."""
    app = make_site(tmp_path_factory.mktemp("signed"))
    with app.app_context():
        app.config.update(OIDC_ISSUER="http://localhost:9", OIDC_CLIENT_ID="panel", OIDC_NAME=LONG)
        a_body()
        an_officer(name=LONG)
        for email in (PERSON, NEWCOMER):
            an_officer(email=email)
        factors.clear(NEWCOMER, "a test")
        emails = ("rufus@larkshire.example", "rufus@larkshire.example", "ada@larkshire.example")
        made = [invite(email, Role.OFFICER, "", "a test") for email in emails]
        db.session.commit()
    links = dict(zip(("the closed link", "the link", "the link to use up"), made, strict=True))
    for address, cookies in served_to_an_officer(app, chromium):
        yield Site(address, links, cookies, half_way(chromium, address, PERSON), half_way(chromium, address, NEWCOMER))


def half_way(chromium: Browser, address: str, email: str) -> Any:
    """The cookies of somebody who has shown the password."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/sign-in")
    enter_password(page, email)
    page.wait_for_load_state()
    state = context.storage_state()
    context.close()
    return state


def send_it(page: Page) -> None:
    """Send the page's form; one that only scripts can fill goes without a name."""
    if page.locator("form[data-passkey=create]").count():
        page.locator("#name").fill("")
        page.locator("#name").press("Enter")
    else:
        page.locator("main button[type=submit]").first.click()


def enter_password(page: Page, email: str) -> None:
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


PAGES = {
    "sign in": "/sign-in",
    "sign in, with errors": "/sign-in",
    "invitation": "the link",
    "invitation, with errors": "the link",
    "a link that no longer works": "the closed link",
    "the council's sign-in, which cannot be reached": "/sign-in/council?next=/account",
    "second step": "/sign-in/second-step",
    "second step, with errors": "/sign-in/second-step",
    "recovery code": "/sign-in/recovery-code",
    "set up an app": "/sign-in/authenticator",
    "set up an app, with errors": "/sign-in/authenticator",
    "signed out": "/signed-out",
    "account": "/account",
    "account, told that the password is changed": "/account?told=password",
    "new recovery codes": "/account/recovery-codes",
    "new recovery codes, made": "/account/recovery-codes",
    "remove the app": "/account/authenticator/remove",
    "add a passkey": "/account/passkeys/add",
    "add a passkey, with errors": "/account/passkeys/add",
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
        if path.startswith("/sign-in/") and "council" not in path:
            state = signed.new if "authenticator" in path else signed.half
        page = visits.page(width, storage_state=state, **options)
        answer = page.goto(signed.address + signed.links.get(path, path))
        if name.endswith(("with errors", "made")):
            with page.expect_response(lambda answer: answer.request.method == "POST") as sent:
                send_it(page)
            answer = sent.value
            page.wait_for_load_state("load")
        elif answer.status in (410, 502):
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
    for_scripts = page.locator("input[type=password], form[data-passkey]")
    assert page.locator("button[hidden]").count() == for_scripts.count()
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
    key = page.locator(".panel-key").inner_text().replace(" ", "")
    page.get_by_label("Code", exact=True).focus()
    page.keyboard.type(code(key))
    page.keyboard.press("Enter")
    page.get_by_role("button", name="I have kept them").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Your account: Rufus Thorne").wait_for()
    page.get_by_role("button", name="Sign out", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="You are signed out").wait_for()
    page.goto(page.url.replace("signed-out", "account"))
    assert page.get_by_role("heading", name="Sign in").is_visible()


def test_a_passkey_is_added_and_then_stands_for_the_code(visits: Visits, signed: Site):
    """In a browser with a device that asks for no finger."""
    page = visits.page()
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    facts = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options = {"options": {**facts, "isUserVerified": True, "automaticPresenceSimulation": True}}
    device.send("WebAuthn.addVirtualAuthenticator", options)

    page.goto(f"{signed.address}/sign-in?next=/account/passkeys/add")
    enter_password(page, PERSON)
    page.get_by_label("Code", exact=True).fill(code())
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Name").fill("The laptop on my desk")
    page.wait_for_load_state("networkidle")  # the script that asks the device has come
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_role("button", name="I have kept them").click()
    page.get_by_text("The passkey is added").wait_for()
    assert page.get_by_text("Not used yet.").is_visible()
    page.get_by_role("link", name="Add a passkey").click()
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_text("This device has a passkey of yours already.").wait_for()
    page.get_by_role("button", name="Sign out", exact=True).click()

    page.goto(f"{signed.address}/sign-in?next=/account")
    enter_password(page, PERSON)
    page.get_by_role("button", name="Use your passkey").wait_for()
    assert_passes_at_both_widths(page)
    page.get_by_role("button", name="Use your passkey").click()
    page.get_by_role("heading", name="Your account").wait_for()
    assert page.get_by_text("Last used", exact=False).first.is_visible()
