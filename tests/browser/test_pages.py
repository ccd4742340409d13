"""Every page in a real browser: wide, at 320 pixels, without scripts, by keyboard, and in the checkers' eyes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page

from tests.browser.pages import Visits, assert_passes_at_both_widths, said_by_the_nu_checker
from tests.public.records import PUBLISHED

pytestmark = pytest.mark.xdist_group("browser: pages")

PAGES = {
    "home": "/",
    "meetings": "/meetings",
    "an earlier year": "/meetings?year=2025",
    "the meetings of a body": "/meetings/larkshire",
    "a published meeting": PUBLISHED,
    "a meeting to come": "/meetings/larkshire/2026-06-18",
    "a meeting held": "/meetings/larkshire/2026-02-05",
    "a cancelled meeting": "/meetings/larkshire/2026-09-17",
    "a closed meeting": "/meetings/larkshire/2026-02-26",
    "members": "/members",
    "accessibility": "/accessibility",
    "not found": "/nowhere",
}
EMPTY = "home of an empty site"
EACH_PAGE = pytest.mark.parametrize("name", [*PAGES, EMPTY])


@pytest.fixture
def visit(visits: Visits, address: str, empty_address: str) -> Callable[..., Page]:
    """Open pages by name."""

    def open_page(name: str, width: int = 1280, **options: object) -> Page:
        page = visits.page(width, **options)
        answer = page.goto(empty_address + "/" if name == EMPTY else address + PAGES[name])
        if answer.status == 404:
            visits.complaints.clear()
        return page

    return open_page


@EACH_PAGE
def test_a_page_passes_axe_and_fits_its_window_wide_and_narrow(name: str, visit):
    assert_passes_at_both_widths(visit(name))


@EACH_PAGE
def test_a_page_is_whole_without_scripts(name: str, visit):
    everything = "[...document.querySelectorAll('h1, h2, h3, main a')].map((each) => each.textContent)"
    with_scripts = visit(name).evaluate(everything)
    page = visit(name, java_script_enabled=False)
    without = [each.text_content() for each in page.query_selector_all("h1, h2, h3, main a")]
    assert without == with_scripts
    assert page.locator("h1").count() == 1


def test_every_page_passes_the_nu_html_checker(address: str, empty_address: str, tmp_path: Path):
    targets = [empty_address + "/", *(address + path for path in PAGES.values())]
    assert said_by_the_nu_checker(map(fetched, targets), tmp_path) == []


def fetched(target: str) -> bytes:
    """Read a page; an error page is a page too."""
    from urllib.error import HTTPError

    try:
        with urlopen(Request(target)) as answer:
            return answer.read()
    except HTTPError as error:
        return error.read()


@pytest.mark.parametrize("width", [1280, 320])
def test_the_number_of_an_item_leaves_its_title_free(width: int, visit):
    overlapping = visit("a published meeting", width).evaluate(
        """() => [...document.querySelectorAll(".panel-agenda__title")].filter((title) => {
          const number = title.querySelector(".panel-agenda__number").getBoundingClientRect();
          const words = document.createRange();
          words.selectNodeContents(title.lastChild);
          return words.getBoundingClientRect().left < number.right;
        }).map((title) => title.textContent)"""
    )
    assert overlapping == []


def test_the_keyboard_reaches_the_content_in_one_step(visit):
    page = visit("a published meeting")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").strip() == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"


def test_what_has_the_focus_can_be_seen(visit):
    page = visit("meetings")
    shown = "(() => { const style = getComputedStyle(document.activeElement);"
    shown += "return style.boxShadow !== 'none' || style.outlineStyle !== 'none' })()"
    for _ in range(page.locator("a, button").count()):
        page.keyboard.press("Tab")
        assert page.evaluate(shown), page.evaluate("document.activeElement.outerHTML")


def test_the_address_of_a_calendar_can_be_copied(visit, address: str):
    page = visit("meetings", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy address of All meetings").click()
    page.get_by_text("Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}/calendar.ics"


def test_the_page_is_set_in_the_house_typeface(visit):
    page = visit("a published meeting")
    page.evaluate("document.fonts.ready")
    loaded = page.evaluate("[...document.fonts].filter((font) => font.status === 'loaded').map((font) => font.family)")
    assert '"Atkinson Hyperlegible Next"' in loaded or "Atkinson Hyperlegible Next" in loaded


def test_paper_gets_the_agenda_without_what_only_a_screen_needs(visit):
    page = visit("a published meeting")
    page.emulate_media(media="print")
    assert page.locator("nav").first.is_hidden()
    assert page.locator(".panel-agenda").first.is_visible()
    assert page.locator(".panel-paper--exempt").is_visible()


def test_exempt_papers_keep_their_edge_in_high_contrast(visit):
    page = visit("a published meeting", forced_colors="active")
    edge = page.locator(".panel-paper--exempt").evaluate("(paper) => getComputedStyle(paper).borderTopWidth")
    assert edge == "1px"
