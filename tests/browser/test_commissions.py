"""Papers that are asked for, and the report timetable, in a real browser: at both widths, without scripts, checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from panel.agendas.rules import NoReport
from panel.extensions import db
from panel.papers.models import PaperAccess
from panel.papers.rules import PaperStage
from tests.accounts.people import an_officer
from tests.browser.pages import (
    Site,
    Visits,
    assert_leads_to_its_first_mistake,
    assert_passes_at_both_widths,
    said_by_the_nu_checker,
    served_to_an_officer,
)
from tests.builders import a_document, a_meeting, an_item
from tests.commissions.asking import MEETING, a_commission, item_two
from tests.desk.pages import the_panel
from tests.public.records import fill
from tests.public.site import make_site

pytestmark = pytest.mark.xdist_group("browser: commissions")

TIMETABLE = "/desk/larkshire/report-timetable"
PAGES = {
    "papers asked for": f"{MEETING}/commissions",
    "a paper": "",
    "ask, with errors": "",
    "clear, with errors": "",
    "the timetable": TIMETABLE,
    "adopt, with errors": f"{TIMETABLE}/new",
}
Open = Callable[..., tuple[Page, bytes]]
SENT: dict[str, bytes] = {}
"""What the server sent as each page when it was first opened, for the checker, which need not open it again."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, clock: None, chromium: Browser) -> Iterator[Site]:
    """A site with a meeting for which papers were asked, one of them exempt and here."""
    app = make_site(tmp_path_factory.mktemp("commissions"))
    fill(app)
    with app.app_context():
        an_officer()
        meeting = a_meeting(the_panel(), date(2026, 4, 23))
        for number, title in (("2", "Rural crime"), ("3", "Custody"), ("4", "Estates")):
            an_item(meeting, number, title, report=NoReport.TO_FOLLOW)
        waits = a_commission("Fay Penny", "Leo Bard")
        here = a_commission("Fay Penny", title="Custody visits and what was done of them since 2019", number="3")
        here.paper.document_id, here.paper.stage = a_document("custody").id, PaperStage.RECEIVED
        here.paper.access = PaperAccess.EXEMPT
        db.session.commit()
        paper = f"{MEETING}/papers/{here.paper_id}"
        PAGES["a paper"] = f"{MEETING}/papers/{waits.paper_id}"
        PAGES["ask, with errors"] = item_two()
        PAGES["clear, with errors"] = f"{paper}/commission/clear/{here.approvers[0].id}"
    for address, cookies in served_to_an_officer(app, chromium):
        yield Site(address, cookies)


@pytest.fixture
def visit(visits: Visits, desk: Site) -> Open:
    """Open pages by name, with what the server sent."""

    def open_page(name: str, width: int = 1280, **options: Any) -> tuple[Page, bytes]:
        page = visits.page(width, storage_state=desk.cookies, **options)
        answer = page.goto(desk.address + PAGES[name])
        match name:
            case "ask, with errors":
                page.get_by_label("Title").fill("")
                answer = pressed(page, "Ask for the paper")
            case "clear, with errors":
                answer = pressed(page, "Record it")
            case "adopt, with errors":
                page.get_by_label("Working days before publication").nth(1).fill("x")
                page.get_by_label("Name").nth(2).fill("")
                answer = pressed(page, "See the dates it gives")
        return page, SENT.setdefault(name, answer.body())

    return open_page


def pressed(page: Page, words: str) -> Any:
    """Press a button, and give what the server answered in the end."""
    with page.expect_navigation() as gone:
        page.get_by_role("button", name=words).locator("visible=true").first.click()
    return gone.value


@pytest.mark.parametrize("name", PAGES)
def test_a_page_passes_axe_and_fits_its_window_wide_and_narrow(name: str, visit: Open):
    page, _ = visit(name)
    assert_passes_at_both_widths(page)
    if name.endswith("with errors"):
        assert_leads_to_its_first_mistake(page)


def test_every_page_passes_the_nu_html_checker(visit: Open, tmp_path: Path):
    messages = said_by_the_nu_checker((SENT.get(name) or visit(name)[1] for name in PAGES), tmp_path)
    # GOV.UK's date input says what a fieldset says already: some screen readers read its hint only then.
    assert [each for each in messages if "“group” role is unnecessary" not in each] == []


def test_a_paper_is_asked_for_by_keyboard_without_scripts(visit: Open):
    page, _ = visit("papers asked for", 320, java_script_enabled=False)
    page.get_by_role("link", name="Ask for a paper").press("Enter")
    page.get_by_label("What it is to tell the meeting").focus()
    page.keyboard.type("Which stations are kept?")
    page.locator("summary", has_text="not asked before").first.press("Enter")
    page.get_by_label("Name", exact=True).first.focus()
    page.keyboard.type("Kit Marl")
    page.keyboard.press("Tab")
    page.keyboard.type("kit.marl@larkshire.example")
    page.get_by_role("button", name="Remove").first.press("Enter")
    page.get_by_role("button", name="Ask for the paper").press("Enter")
    page.get_by_role("heading", name="Who writes it, and by when").wait_for()
    said = page.locator("main").inner_text()
    assert "Kit Marl is asked for it." in said
    assert "It waits for\nKit Marl: Draft report" in said
    assert "Which stations are kept?" in said
