"""A body and its year in a real browser: from an empty instance by keyboard; each page wide, narrow, by checkers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from panel.extensions import db
from panel.procedure.models import DraftRules, Venue
from tests.accounts.people import an_officer
from tests.browser.pages import (
    Visits,
    assert_leads_to_its_first_mistake,
    assert_passes_at_both_widths,
    said_by_the_nu_checker,
    served_to_an_officer,
)
from tests.builders import add
from tests.desk.pages import the_panel
from tests.public.records import fill
from tests.public.site import make_site

pytestmark = pytest.mark.xdist_group("browser: year")

BODY = "/desk/larkshire"
JUNE = f"{BODY}/2026-06-18"
RULES = {"notice": {"clear_days": 7}}
Fields = dict[str, str]


@dataclass(frozen=True)
class Form:
    """A page with a form: what is typed by the ids of the fields, and the button that is pressed."""

    path: str
    button: str
    typed: Fields


def day(name: str, written: str) -> Fields:
    return dict(zip((f"{name}-day", f"{name}-month", f"{name}-year"), written.split(), strict=True))


PAGES: dict[str, str | Form] = {
    "a new body, with errors": Form("/desk/bodies/new", "Set it up", {"usual_start": "soon", "contact_email": "x"}),
    "a body": f"{BODY}/set-up",
    "members": f"{BODY}/members",
    "several members, with errors": Form(f"{BODY}/members/several", "Look at", {"rows-1-since": "x"}),
    "several members, looked at": Form(
        f"{BODY}/members/several", "Look at", {"rows-0-name": "Ivy", "rows-0-authority": "W"}
    ),
    "a seat": f"{BODY}/members/1",
    "a rule, with errors": Form(f"{BODY}/rules/new/quorum", "Keep in", {"quorum_count": "x", "quorum_fraction": "5/4"}),
    "what the public brings, with errors": Form(f"{BODY}/rules/new/public/1", "Keep in", {}),
    "new rules": f"{BODY}/rules/new",
    "new rules, looked at": f"{BODY}/rules/new/changes",
    "meetings": f"{BODY}/meetings",
    "a year, with errors": Form(f"{BODY}/meetings/new", "Look at", day("rows-1-day", "31 2 2026")),
    "a year, looked at": Form(
        f"{BODY}/meetings/new", "Look at", {**day("rows-0-day", "16 4 2026"), **day("rows-1-day", "25 12 2026")}
    ),
    "a move, looked at": Form(f"{JUNE}/move", "Look at", day("to", "16 3 2026")),
    "calling off, with errors": Form(f"{JUNE}/call-off", "Look at", {}),
    "a meeting's place, with errors": Form(f"{JUNE}/edit", "Save", {"start": "soon"}),
}
ALIKE = (
    f"{BODY}/members/new",
    f"{BODY}/rules",
    f"{BODY}/rules/new/file",
    f"{BODY}/rules/new/interests",
    f"{JUNE}/move",
    f"{BODY}/2026-09-17/call-off",
    "/desk/bodies",
    f"{BODY}/set-up/body",
    f"{BODY}/set-up/office-holder",
    f"{BODY}/venues/1",
    f"{BODY}-budget/members/appoint",
    f"{BODY}/authorities/new",
)
"""Pages made of the same parts, which only the checker reads."""
WITH_ERRORS = [name for name in PAGES if name.endswith("with errors")]
Open = Callable[..., Page]
SENT: dict[str, bytes] = {}
"""What the server sent as each page, for the checker, which need not open it again."""


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory, clock: None, chromium: Browser) -> Iterator[tuple[str, Any]]:
    """A site with records: its address, and the cookies of its officer."""
    app = make_site(tmp_path_factory.mktemp("year"))
    fill(app)
    with app.app_context():
        add(Venue(body_id=the_panel().id, name="Shire Hall", address="Market Square\nLarkford", note="Hearing loop"))
        add(DraftRules(body_id=the_panel().id, since=date(2026, 5, 1), minute="Minute 7", rules=RULES))
        an_officer()
        db.session.commit()
    yield from served_to_an_officer(app, chromium)


@pytest.fixture
def visit(visits: Visits, year: tuple[str, Any]) -> Open:
    """Open a page by name; a form is filled in and sent."""
    address, cookies = year

    def open_page(name: str, width: int = 1280, **options: Any) -> Page:
        page, wanted = visits.page(width, storage_state=cookies, **options), PAGES[name]
        if isinstance(wanted, str):
            SENT[name] = page.goto(address + wanted).body()
            return page
        page.goto(address + wanted.path)
        for field, value in wanted.typed.items():
            page.fill(f"#{field}", value)
        with page.expect_navigation() as gone:
            page.get_by_role("button", name=re.compile(wanted.button)).first.click()
        SENT[name] = gone.value.body()
        return page

    return open_page


@pytest.mark.parametrize("name", PAGES)
def test_a_page_passes_axe_and_fits_its_window_wide_and_narrow(name: str, visit: Open):
    page = visit(name)
    if name in WITH_ERRORS:
        assert_leads_to_its_first_mistake(page)
    assert_passes_at_both_widths(page)


def test_every_page_passes_the_nu_html_checker(visit: Open, visits: Visits, year: tuple[str, Any], tmp_path: Path):
    for name in PAGES:
        if name not in SENT:
            visit(name)
    address, cookies = year
    browser = visits.page(storage_state=cookies).context.request
    pages = [*(SENT[name] for name in PAGES), *(browser.get(address + path).body() for path in ALIKE)]
    messages = said_by_the_nu_checker(pages, tmp_path)
    # GOV.UK's date input says what a fieldset says already: some screen readers read its hint only then.
    assert [each for each in messages if "“group” role is unnecessary" not in each] == []


@pytest.fixture
def empty(tmp_path_factory: pytest.TempPathFactory, clock: None, chromium: Browser) -> Iterator[tuple[str, Any]]:
    """An instance without records, after `panel init` and the first invitation: its address, its officer's cookies."""
    app = make_site(tmp_path_factory.mktemp("empty-year"))
    with app.app_context():
        an_officer()
        db.session.commit()
    yield from served_to_an_officer(app, chromium)


class Keyboard:
    """Somebody who has no mouse and whose browser runs no scripts."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def fill(self, **fields: str) -> None:
        """Go to each field and type over what stands there."""
        for name, value in fields.items():
            self.page.locator(f"[name='{name}']").first.focus()
            self.page.keyboard.press("Control+A")
            self.page.keyboard.type(value)

    def press(self, words: str, role: Any = "button") -> None:
        """Go to a button or a link, and press Enter."""
        self.page.get_by_role(role, name=words, exact=True).first.focus()
        self.enter()

    def enter(self) -> None:
        """Press Enter, and go where it leads."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def follow(self, words: str) -> None:
        """Go to a link, and press Enter."""
        self.press(words, "link")


def test_a_body_and_its_year_are_set_up_by_keyboard_without_scripts(visits: Visits, empty: tuple[str, Any]):
    address, cookies = empty
    page = visits.page(storage_state=cookies, java_script_enabled=False)
    keys = Keyboard(page)
    page.goto(f"{address}/desk/")
    keys.press("Set up a panel", "button")
    keys.fill(name="Wrenshire Police and Crime Panel", slug="wrenshire", usual_start="10.30am")
    keys.press("Set it up")
    keys.follow("Add a member")
    keys.fill(name="Councillor Ivy Wren", authority="Wrenshire County Council")
    keys.press("Look at what this does")
    keys.press("Keep this")
    page.get_by_label("Breadcrumb").get_by_role("link").last.focus()
    keys.enter()
    keys.follow("Add a venue")
    keys.fill(name="Shire Hall")
    keys.press("Add this venue")
    keys.follow("See what the law says, or write the body’s rules")
    keys.press("Write new rules")
    keys.follow("Change quorum")
    keys.fill(quorum_fraction="a quarter")
    keys.press("Keep in the draft")
    keys.press("Look at what changes")
    keys.press("Adopt these rules")
    assert page.get_by_text("The rules are adopted from the beginning.").is_visible()
    page.get_by_label("Breadcrumb").get_by_role("link").last.focus()
    keys.enter()
    keys.follow("Arrange meetings")
    for number, month in enumerate((5, 6, 9, 10, 12)):
        keys.fill(**day(f"rows-{number}-day", f"17 {month} 2026"))
    keys.press("Add another row")
    keys.fill(**day("rows-5-day", "4 2 2027"))
    keys.press("Look at these dates")
    assert page.get_by_text("It is a Sunday.").is_visible()
    keys.press("Arrange these 6 meetings")
    assert page.get_by_text("Six meetings are arranged.").is_visible()
    keys.follow("Sunday 17 May 2026")
    keys.follow("Move this meeting")
    keys.fill(**day("to", "21 5 2026"))
    keys.press("Look at this day")
    assert page.get_by_text("Nothing speaks against it").is_visible()
    keys.press("Move this meeting")
    assert page.get_by_text("The meeting is moved from Sunday 17 May 2026 to Thursday 21 May 2026.").is_visible()
    assert page.get_by_role("heading", name="Thursday 21 May 2026").is_visible()
    assert page.get_by_text("10.30am").is_visible()
