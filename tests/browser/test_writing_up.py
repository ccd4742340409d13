"""Minutes are written in a real browser: marks and names by keyboard, saved as one types, kept without a line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from panel.extensions import db
from panel.minute_book import circulating
from panel.minute_book.circulating import Addressee
from panel.minute_book.models import Passage
from panel.minute_book.operations import write
from panel.minutes.queries import record_of
from panel.papers.models import PaperAccess
from panel.public.clock import london_now
from tests.accounts.people import an_officer
from tests.browser.pages import Visits, assert_passes_at_both_widths, served_to_an_officer
from tests.officers import the_meeting
from tests.public.records import fill
from tests.public.site import make_site
from tests.writing_up.kit import LATER, MINUTES, links
from tests.writing_up.records import record_the_meeting

pytestmark = pytest.mark.xdist_group("browser: writing up")

PAGES = {
    "write": MINUTES,
    "revisions": f"{MINUTES}/passages/1",
    "circulate": f"{MINUTES}/circulate",
    "corrections": f"{MINUTES}/corrections",
    "confirm": f"{LATER}/public",
    "sign": f"{LATER}/public/sign",
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory, clock: None, chromium: Browser) -> Iterator[tuple[Flask, str, Any]]:
    """A site with minutes half written, circulated, and a correction asked for."""
    app = make_site(tmp_path_factory.mktemp("book"))
    fill(app)
    with app.app_context():
        an_officer()
        db.session.commit()
    record_the_meeting(app)
    with app.test_request_context():
        minutes, now = record_of(the_meeting("2026-02-05")), london_now()
        write(minutes, "3", "It was read.", seen=0, now=now, actor="Ravi Linnet")
        write(minutes, "3", "It was noted.", seen=1, now=now, actor="Omar Reed")
        una = Addressee("Una Marsh", "una@larkshire.example")
        circulating.circulate(minutes, [una], date(2026, 3, 20), "", seen=0, full=str, now=now, actor="Ravi Linnet")
        circulating.ask(minutes, "2", PaperAccess.PUBLIC, "By ten.", "Omar Reed", now=now, actor="Ravi Linnet")
        db.session.commit()
    for address, state in served_to_an_officer(app, chromium):
        yield app, address, state


def go(visits: Visits, book: tuple[Flask, str, Any], path: str, **settings: Any) -> Page:
    """Open a page as the officer."""
    _app, address, state = book
    page: Page = visits.page(storage_state=state, **settings)
    page.goto(address + path)
    return page


def text_of(app: Flask, item: str) -> str:
    """Give what is written of an item."""
    with app.app_context():
        return db.session.query(Passage).filter_by(item=item, access=PaperAccess.PUBLIC).one().text


@pytest.mark.parametrize("name", PAGES)
def test_a_page_passes_axe_and_fits_its_window_wide_and_narrow(name: str, visits: Visits, book: tuple[Flask, str, Any]):
    assert_passes_at_both_widths(go(visits, book, PAGES[name]))


def test_the_draft_passes_axe_for_whoever_has_its_link(visits: Visits, book: tuple[Flask, str, Any]):
    app, address, _state = book
    page = visits.page()
    page.goto(address + links(app)[0])
    page.get_by_text("Ask for a correction of item 2").click()
    assert_passes_at_both_widths(page)


def test_marks_and_names_are_set_by_keyboard_and_saved_as_one_types(visits: Visits, book: tuple[Flask, str, Any]):
    page = go(visits, book, MINUTES)
    field = page.get_by_label("Public minutes of item 2", exact=True)
    bar = page.get_by_role("group", name="Marks and names for: Public minutes of item 2")
    bar.get_by_role("button", name="Bold").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("Agreed")
    expect(field).to_have_value("**Agreed**")
    field.press("End")
    page.keyboard.type(" by ")
    bar.get_by_label("Name", exact=True).focus()
    page.keyboard.type("Councillor Ada Finch")
    page.keyboard.press("Enter")
    expect(field).to_have_value("**Agreed** by Councillor Ada Finch")
    expect(field).to_be_focused()
    expect(page.locator("[data-saved]")).to_contain_text("Saved 09:")
    assert text_of(book[0], "2") == "**Agreed** by Councillor Ada Finch"
    bar.get_by_label("Name", exact=True).focus()
    page.keyboard.type("Omar")
    page.keyboard.press("Escape")
    expect(field).to_be_focused()
    expect(field).to_have_value("**Agreed** by Councillor Ada Finch")


def test_what_was_typed_without_a_line_is_kept_and_sent(visits: Visits, book: tuple[Flask, str, Any]):
    page = go(visits, book, MINUTES, reduced_motion="reduce")
    page.context.set_offline(True)
    page.get_by_label("Public minutes of item 1", exact=True).fill("Typed in a tunnel")
    expect(page.locator("[data-saved]")).to_contain_text("No connection")
    page.context.set_offline(False)
    page.reload()
    expect(page.get_by_label("Public minutes of item 1", exact=True)).to_have_value("Typed in a tunnel")
    expect(page.locator("[data-saved]")).to_contain_text("Saved 09:")
    assert text_of(book[0], "1") == "Typed in a tunnel"
    visits.complaints.clear()  # of the requests that found no line


def test_a_second_writer_sees_both_texts_and_keeps_both(visits: Visits, book: tuple[Flask, str, Any]):
    page = go(visits, book, MINUTES)
    with book[0].app_context():
        minutes = record_of(the_meeting("2026-02-05"))
        seen = db.session.query(Passage).filter_by(item="3", access=PaperAccess.PUBLIC).one().version
        write(minutes, "3", "Theirs.", seen=seen, now=london_now(), actor="Ravi Linnet")
        db.session.commit()
    page.get_by_label("Public minutes of item 3", exact=True).fill("Mine.")
    expect(page.get_by_text("Ravi Linnet wrote here meanwhile")).to_be_visible()
    page.get_by_role("button", name="Save Public minutes of item 3").click()
    assert_passes_at_both_widths(page)
    page.get_by_role("button", name="Keep both").click()
    expect(page.get_by_label("Public minutes of item 3", exact=True)).to_have_value("Theirs.\n\nMine.")
    assert text_of(book[0], "3") == "Theirs.\n\nMine."
    assert all("409" in each for each in visits.complaints)
    visits.complaints.clear()
