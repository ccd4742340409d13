"""The agenda's pages in a real browser: by keyboard, by dragging, without scripts, by checkers at both widths."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from panel.agendas import operations
from panel.agendas.models import AgendaAsPublished, Item
from panel.agendas.rules import ItemKind, NoReport
from panel.extensions import db
from panel.papers.queries import agenda_as_it_stands
from tests.accounts.people import an_officer
from tests.browser.pages import (
    Visits,
    assert_leads_to_its_first_mistake,
    assert_passes_at_both_widths,
    said_by_the_nu_checker,
    served_to_an_officer,
)
from tests.builders import a_meeting, a_question, add, an_item
from tests.officers import the_meeting
from tests.public.records import TODAY, fill
from tests.public.site import make_site

pytestmark = pytest.mark.xdist_group("browser: agenda")

LONG = "/desk/larkshire/2026-03-19/agenda"
EMPTY = "/desk/larkshire/2026-06-18/agenda"
ORDER = "/desk/larkshire/order-of-business?correct=1"
PAGES = ("empty", "add, with errors", "clash", "make", "history", "order, with errors", "change of order, with errors")
SENT: dict[str, bytes] = {}
"""What the server sent as each page, for the checker."""


@pytest.fixture(scope="module")
def agendas(tmp_path_factory: pytest.TempPathFactory, clock: None, chromium: Browser) -> Iterator[tuple[str, Any]]:
    """A site with a published agenda that was changed, an empty one, and short ones to work on."""
    app = make_site(tmp_path_factory.mktemp("agendas"))
    fill(app)
    with app.app_context():
        an_officer()
        published(app)
        for day in (2, 3, 4):
            meeting = a_meeting(the_meeting("2026-06-18").body, date(2026, 12, day))
            for number in range(1, 6):
                an_item(meeting, str(number), f"Matter {number}", minutes=number)
        db.session.commit()
    yield from served_to_an_officer(app, chromium)


def published(app: Flask) -> None:
    """Change the published agenda in every way that its page shows."""
    meeting = the_meeting("2026-03-19")
    plain = [each.plain() for each in agenda_as_it_stands(meeting)]
    add(AgendaAsPublished(meeting_id=meeting.id, at=TODAY, items=plain))
    a_question(meeting, "Ivy Nash", "When will the station open again?", date(2026, 3, 11))
    items = {item.number: item for item in db.session.query(Item).filter_by(meeting_id=meeting.id)}
    columns = {
        "title": "A matter with a long title, which needs more than one line on a small screen",
        "kind": ItemKind.REPORT,
        "report": NoReport.VERBAL,
        "urgent_reason": "It closes tomorrow.",
        "lead": "Una Marsh",
        "minutes": 20,
    }
    operations.add(meeting, columns, items["3"], part=False, today=TODAY.date(), actor="A test")
    operations.take_off(items["5"], actor="A test")
    operations.save(items["8"], {"resolution": "That the public be excluded."}, seen=1, actor="A test")


def go(visits: Visits, agendas: tuple[str, Any], path: str, width: int = 1280, **options: Any) -> Page:
    """Open a page as the officer."""
    page = visits.page(width, storage_state=agendas[1], **options)
    page.goto(agendas[0] + path)
    return page


def press(page: Page, words: str) -> Any:
    """Press a button, and give what the server answered in the end."""
    with page.expect_navigation() as gone:
        page.get_by_role("button", name=words).first.click()
    return gone.value


def shown(name: str, visits: Visits, agendas: tuple[str, Any]) -> Page:
    """Open a page by its name here, and keep what the server sent."""
    edit = f"{LONG}?edit=5"
    paths = {"empty": EMPTY, "clash": edit, "make": f"{EMPTY}/make", "history": f"{LONG}/5/history"}
    paths |= {"add, with errors": f"{LONG}?add=1&after=5", "order, with errors": ORDER}
    paths["change of order, with errors"] = ORDER.partition("?")[0]
    page = go(visits, agendas, paths[name])
    answer = None
    if name == "add, with errors":
        answer = press(page, "Add this item")
    elif name == "clash":
        other = go(visits, agendas, edit)
        other.get_by_label("Lead").fill(f"{other.get_by_label('Lead').input_value()}!")
        press(other, "Save")
        page.get_by_label("Lead").fill("Mine")
        answer = press(page, "Save")
    elif name == "order, with errors":
        if page.get_by_role("button", name="Keep this").count():
            press(page, "Keep this")
        page.get_by_role("link", name="Add a line").click()
        page.get_by_label("Comes only").check()
        page.get_by_label("Kind").select_option("urgent")
        answer = press(page, "Add this line")
    elif name == "change of order, with errors":
        if page.get_by_role("button", name="Keep this").count():
            press(page, "Keep this")
            page = go(visits, agendas, paths[name])
        page.get_by_label("Another day").check()
        answer = press(page, "Go on")
    SENT.setdefault(name, answer.body() if answer else sent(page))
    return page


def sent(page: Page) -> bytes:
    """Give what the server sends for the address that a page has."""
    return page.request.get(page.url).body()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_passes_axe_and_fits_its_window_wide_and_narrow(name: str, visits: Visits, agendas: tuple[str, Any]):
    page = shown(name, visits, agendas)
    if name == "clash" or name.endswith("with errors"):
        assert_leads_to_its_first_mistake(page)
    for each in page.locator("details:not([open]) > summary").all()[:3]:
        each.click()
    assert_passes_at_both_widths(page)


def test_every_page_passes_the_nu_html_checker(visits: Visits, agendas: tuple[str, Any], tmp_path: Path):
    for name in PAGES:
        if name not in SENT:
            shown(name, visits, agendas)
    messages = said_by_the_nu_checker(SENT.values(), tmp_path)
    # GOV.UK's date input says what a fieldset says already: some screen readers read its hint only then.
    assert [each for each in messages if "“group” role is unnecessary" not in each] == []


def titles(page: Page) -> list[str]:
    """The items on a page, in order."""
    return page.locator(".panel-agenda__title > span:last-child").all_inner_texts()


def test_an_item_goes_up_by_keyboard_without_scripts_and_keeps_the_focus(visits: Visits, agendas: tuple[str, Any]):
    page = go(visits, agendas, "/desk/larkshire/2026-12-02/agenda", java_script_enabled=False)
    page.get_by_role("button", name="Up item 5").focus()
    for place in (4, 3):
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name=f"Up item {place}")).to_be_focused()
    assert titles(page) == ["Matter 1", "Matter 2", "Matter 5", "Matter 3", "Matter 4"]
    page.get_by_role("button", name="Undo").click()
    assert titles(page) == ["Matter 1", "Matter 2", "Matter 3", "Matter 5", "Matter 4"]


def test_an_item_is_dragged_by_its_grip(visits: Visits, agendas: tuple[str, Any]):
    page = go(visits, agendas, "/desk/larkshire/2026-12-03/agenda")
    grips = page.locator(".panel-grip")
    grips.nth(4).wait_for()
    start, end = grips.nth(0).bounding_box(), grips.nth(2).bounding_box()
    assert start
    assert end
    with page.expect_navigation():
        page.mouse.move(start["x"] + 8, start["y"] + 8)
        page.mouse.down()
        page.mouse.move(start["x"] + 8, start["y"] + 30, steps=3)
        page.mouse.move(end["x"] + 8, end["y"] + 12, steps=6)
        page.mouse.move(end["x"] + 8, end["y"] + 20, steps=2)
        page.mouse.up()
    assert titles(page) == ["Matter 2", "Matter 3", "Matter 1", "Matter 4", "Matter 5"]
    expect(page.get_by_role("alert")).to_contain_text("Item 1 was moved, and is now item 3.")
    # What is told stands at the item, and can be seen.
    expect(page.get_by_role("alert")).to_be_in_viewport()


def test_a_second_press_before_the_first_is_answered_adds_nothing_more(visits: Visits, agendas: tuple[str, Any]):
    page = go(visits, agendas, "/desk/larkshire/2026-12-04/agenda?add=1", java_script_enabled=False)
    page.get_by_label("Title").fill("Welcome")
    page.get_by_role("button", name="Add this item").dblclick()
    page.wait_for_url("**/agenda#item-1")
    assert titles(page) == ["Welcome", "Matter 1", "Matter 2", "Matter 3", "Matter 4", "Matter 5"]
