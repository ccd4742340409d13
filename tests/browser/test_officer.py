"""The officer's dates and the check in a real browser: wide and narrow, without scripts, by keyboard, by checkers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from panel.checks.finding import Severity
from panel.checks.operations import answer
from panel.checks.queries import check
from panel.documents.store import Store
from panel.extensions import db
from panel.papers.models import Paper
from panel.procedure.models import Body
from tests.accounts.people import an_officer
from tests.browser.pages import (
    Site,
    Visits,
    assert_leads_to_its_first_mistake,
    assert_passes_at_both_widths,
    said_by_the_nu_checker,
    served_to_an_officer,
)
from tests.builders import a_letter, a_meeting
from tests.officers import the_meeting
from tests.public.records import TODAY, fill
from tests.public.site import make_site

pytestmark = pytest.mark.xdist_group("browser: officer")

MEETING = "/desk/larkshire/2026-03-19"
ANSWERED = f"{MEETING}/check?answered=1"
HEARING = "&".join(
    f"hearing-{name}-{part}={value}"
    for name, day in (("received", "5"), ("left_out_from", "7"), ("left_out_until", "12"))
    for part, value in (("day", day), ("month", "5"), ("year", "2026"))
)
PAGES = {
    "dates": "/desk/",
    "a meeting": f"{MEETING}/",
    "a cancelled meeting": "/desk/larkshire/2026-09-17/",
    "a meeting beyond the table": "/desk/larkshire/2036-03-19/",
    "a date": f"{MEETING}/dates/notice",
    "a date without a calendar": f"{MEETING}/dates/minutes",
    "a year": "/desk/larkshire/year/2026",
    "days": "/desk/larkshire/days",
    "days, with errors": "/desk/larkshire/days",
    "days, one added": "/desk/larkshire/days",
    "work out": "/desk/work-out",
    "work out, worked out": f"/desk/work-out?work=hearing&hearing-post=deputy&{HEARING}",
    "work out, wrongly": "/desk/work-out?work=answer&answer-days=x",
    "meetings to check": "/desk/check",
    "a check": f"{MEETING}/check",
    "a check, of one kind": f"{MEETING}/check?only=look",
    "a check, with errors": f"{MEETING}/check",
    "a check, answered": ANSWERED,
    "a check, shown again": f"{MEETING}/check",
    "a check without an agenda": "/desk/larkshire/2026-06-18/check",
}
EMPTY = {"dates of an empty site": "/desk/", "an empty site's check": "/desk/check"}
EACH_PAGE = pytest.mark.parametrize("name", [*PAGES, *EMPTY])
Open = Callable[..., tuple[Page, bytes]]
SENT: dict[str, bytes] = {}
"""What the server sent as each page when it was first opened, for the checker, which need not open it again."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, clock: None, chromium: Browser) -> Iterator[Site]:
    """A site with records, one finding of each severity at least, and one that was answered."""
    app = make_site(tmp_path_factory.mktemp("desk"))
    fill(app)
    with app.app_context():
        panel = db.session.query(Body).filter_by(slug="larkshire").one()
        published = the_meeting("2026-03-19")
        a_meeting(panel, published.date.replace(year=2036))
        a_letter(the_meeting("2026-02-05"), "Publish more", answer_due=the_meeting("2026-02-26").date)
        db.session.query(Paper).filter_by(title="Update from the Commissioner").one().file_name = "update.docx"
        db.session.query(Paper).filter_by(title="Force responses").one().exempt_paragraphs = []
        found = check(published, Store.of_app(), TODAY.date()).open
        finding = next(each for each in found if each.severity is Severity.LOOK)
        assert answer(published, finding, "The monitoring officer advised so.", actor="A test").id == 1
        db.session.commit()
    yield from signed_in_at(app, chromium)


@pytest.fixture(scope="module")
def empty_desk(tmp_path_factory: pytest.TempPathFactory, clock: None, chromium: Browser) -> Iterator[Site]:
    """A site without records."""
    yield from signed_in_at(make_site(tmp_path_factory.mktemp("empty-desk")), chromium)


def signed_in_at(app: Flask, chromium: Browser) -> Iterator[Site]:
    """Serve a site, and sign its officer in."""
    with app.app_context():
        an_officer()
        db.session.commit()
    for address, cookies in served_to_an_officer(app, chromium):
        yield Site(address, cookies)


@pytest.fixture
def visit(visits: Visits, desk: Site, empty_desk: Site) -> Open:
    """Open pages by name, with what the server sent."""

    def open_page(name: str, width: int = 1280, **options: Any) -> tuple[Page, bytes]:
        site = empty_desk if name in EMPTY else desk
        page = visits.page(width, storage_state=site.cookies, **options)
        answer = page.goto(site.address + (PAGES | EMPTY)[name])
        if name == "days, with errors":
            answer = pressed(page, "Add this day")
        elif name == "days, one added":
            for label, typed in (("Day", "17"), ("Month", "3"), ("Year", "2026"), ("Why it does not count", "Snow")):
                page.get_by_label(label, exact=True).fill(typed)
            answer = pressed(page, "Add this day")
        elif name == "a check, with errors":
            page.get_by_text("Override, with a reason").first.click()
            answer = pressed(page, "Override with this reason")
        elif name == "a check, shown again":
            page.get_by_text("Answer this").first.click()
            pressed(page, "Answer: it stands")
            answer = pressed(page, "Undo")
        return page, SENT.setdefault(name, answer.body())

    return open_page


def pressed(page: Page, words: str) -> Any:
    """Press a button, and give what the server answered in the end."""
    with page.expect_navigation() as gone:
        page.get_by_role("button", name=words).locator("visible=true").first.click()
    return gone.value


@EACH_PAGE
def test_a_page_passes_axe_and_fits_its_window_wide_and_narrow(name: str, visit: Open):
    assert_passes_at_both_widths(visit(name)[0])


@EACH_PAGE
def test_a_page_is_whole_without_scripts(name: str, visit: Open):
    page, _ = visit(name, java_script_enabled=False)
    assert page.locator("h1").count() == 1
    assert page.locator("main").inner_text()


def test_every_page_passes_the_nu_html_checker(visit: Open, tmp_path: Path):
    messages = said_by_the_nu_checker((SENT.get(name) or visit(name)[1] for name in [*PAGES, *EMPTY]), tmp_path)
    # GOV.UK's date input says what a fieldset says already: some screen readers read its hint only then.
    assert [each for each in messages if "“group” role is unnecessary" not in each] == []


@pytest.mark.parametrize("name", ["days, with errors", "a check, with errors", "work out, wrongly"])
def test_what_is_wrong_takes_the_focus_and_leads_to_its_field(name: str, visit: Open):
    assert_leads_to_its_first_mistake(visit(name)[0])


def test_a_finding_is_overridden_and_undone_by_keyboard_without_scripts(visit: Open):
    page, _ = visit("a check", java_script_enabled=False)
    finding = page.locator(".panel-finding--stops").first
    what = finding.locator(".panel-finding__what").inner_text()
    finding.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("The monitoring officer advised so.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    told = page.locator(".panel-finding--told")
    told.get_by_role("paragraph").filter(has_text=what).wait_for()
    told.get_by_role("button", name="Undo").focus()
    page.keyboard.press("Enter")
    page.locator(".panel-finding--stops", has_text="Shown again").get_by_role("heading", name=what).wait_for()


def test_whoever_answers_a_finding_goes_on_where_it_stood(visit: Open):
    page, _ = visit("a check", 320)
    asked = page.get_by_text("Answer this").last
    asked.scroll_into_view_if_needed()
    asked.click()
    pressed(page, "Answer: it stands")
    told = page.locator(".panel-finding--told")
    told.locator("[role=alert]:focus").wait_for()
    assert told.evaluate("(each) => each.getBoundingClientRect().top >= 0")
    assert told.evaluate("(each) => each.getBoundingClientRect().top < innerHeight")
    pressed(page, "Undo")
    again = page.locator(".panel-finding:target:focus", has_text="Shown again")
    again.wait_for()
    assert again.evaluate("(each) => each.getBoundingClientRect().top < innerHeight")


def test_what_has_the_focus_can_be_seen(visit: Open):
    page, _ = visit("a check")
    shown = "(() => { const style = getComputedStyle(document.activeElement);"
    shown += "return style.boxShadow !== 'none' || style.outlineStyle !== 'none' })()"
    reached = set()
    for _ in range(page.locator("a:visible, button:visible, summary:visible").count()):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.tagName"))
        assert page.evaluate(shown), page.evaluate("document.activeElement.outerHTML")
    assert {"A", "BUTTON", "SUMMARY"} <= reached


def test_what_stops_keeps_its_shape_and_its_edge_in_high_contrast(visit: Open):
    page, _ = visit("a check", forced_colors="active")
    edge = page.locator(".panel-finding--stops").first.evaluate("(each) => getComputedStyle(each).borderLeftWidth")
    assert edge == "5px"
    assert page.locator("#stops .panel-shape rect").is_visible()


def test_a_count_fits_the_calendar_at_320_pixels(visit: Open):
    page, _ = visit("a date", 320)
    outside = page.evaluate(
        """() => [...document.querySelectorAll(".panel-month td > span")].filter((word) => {
          const cell = word.parentElement.getBoundingClientRect(), box = word.getBoundingClientRect();
          return getComputedStyle(word).position !== "absolute" && box.right > cell.right + 1;
        }).map((word) => word.textContent)"""
    )
    assert outside == []


def test_paper_gets_the_working_and_the_calendar(visit: Open):
    page, _ = visit("a date")
    page.emulate_media(media="print")
    assert page.locator(".panel-count").is_visible()
    assert page.locator(".panel-month").is_visible()
    assert page.locator("nav").first.is_hidden()
