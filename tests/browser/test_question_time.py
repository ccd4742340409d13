"""Public question time and the exclusion of the public in a real browser: the clock, the keyboard, the checkers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from panel.agendas.rules import ItemKind
from panel.extensions import db
from panel.minutes.models import Exclusion
from panel.papers.models import PaperAccess
from tests.accounts.people import an_officer
from tests.browser.pages import Visits, assert_passes_at_both_widths, served_to_an_officer
from tests.browser.slips import go
from tests.builders import a_meeting, a_paper, a_question, an_entry, an_item, minutes_of
from tests.officers import the_meeting
from tests.public.records import TODAY, fill
from tests.public.site import make_site

pytestmark = pytest.mark.xdist_group("browser: question time")

ROOM = "/desk/larkshire/2026-03-12/room"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory, clock: None, chromium: Browser) -> Iterator[tuple[str, Any]]:
    """A meeting of today with two questions and an exempt paper, and another at which the public is excluded."""
    app = make_site(tmp_path_factory.mktemp("questions"))
    fill(app)
    with app.app_context():
        an_officer()
        today = a_meeting(the_meeting("2026-03-19").body, TODAY.date())
        an_item(today, "1", "Public question time", ItemKind.PUBLIC_QUESTIONS)
        a_paper(an_item(today, "2", "Estates"), "Prices", access=PaperAccess.EXEMPT, exempt_paragraphs=[3])
        a_question(today, "Ivy Nash", "When will the station open again?", TODAY.date())
        a_question(today, "Tom Dale", "What does the helicopter cost?", TODAY.date())
        later = a_meeting(today.body, TODAY.date() + timedelta(weeks=2))
        an_item(later, "1", "Public question time", ItemKind.PUBLIC_QUESTIONS)
        for asker in ("Mia Kent", "Sam Reed"):
            a_question(later, asker, "Who patrols the park at night?", TODAY.date())
        out = {"item": "8", "items": ["3"], "paragraphs": [3], "outcome": "agreed", "out_at": TODAY.time()}
        an_entry(Exclusion, minutes_of(the_meeting("2026-03-19")), **out)
        db.session.commit()
    yield from served_to_an_officer(app, chromium)


def button(page: Page, words: str, name: str) -> Locator:
    """Find one of the buttons of somebody's question."""
    return page.get_by_role("button", name=re.compile(rf"^{words}\s*: {name}$"))


def test_question_time_is_taken_by_keyboard_and_its_clock_survives_a_reload(room: tuple[str, Any], visits: Visits):
    page = visits.page(1280, storage_state=room[1])
    go(page, f"{room[0]}{ROOM}?item=1")
    page.get_by_role("button", name="Question time begins now").press("Enter")
    left = page.locator("[data-clock-left]")
    expect(left).to_contain_text("left")
    expect(button(page, "Answered", "Ivy Nash")).to_be_focused()
    page.keyboard.press("Enter")
    expect(button(page, "Answered", "Tom Dale")).to_be_focused()
    button(page, "Not reached", "Tom Dale").press("Enter")
    expect(page.get_by_text("Councillor Ada Finch owes one to Tom Dale")).to_be_visible()
    expect(page.locator("[data-clock-told]")).to_be_empty()
    page.reload()
    page.locator("[data-ready]").wait_for()
    assert "left" in left.inner_text()
    assert int(left.inner_text().split(":")[0]) < 30, "it goes on from when it began"
    assert_passes_at_both_widths(page)


@pytest.mark.parametrize(("asker", "lost"), [("Mia Kent", False), ("Sam Reed", True)])
def test_what_is_pressed_stays_so_though_the_part_is_drawn_anew_before_the_answer_is_there(
    asker: str, lost: bool, room: tuple[str, Any], visits: Visits
):
    page = visits.page(1280, storage_state=room[1])
    go(page, f"{room[0]}/desk/larkshire/2026-03-26/room?item=1")
    tries = []

    def pressed(route: Route) -> None:
        tries.append(asker)
        if len(tries) == 1:
            page.evaluate("document.querySelector('[data-part=questions]').innerHTML += ''")
        route.abort() if lost and len(tries) == 1 else route.continue_()

    page.route("**/2026-03-26/room/question", pressed)
    button(page, "Answered", asker).press("Enter")
    became = page.locator(".panel-asked__one", has_text=asker).locator(".panel-asked__became")
    expect(became).to_contain_text("answered", ignore_case=True)
    assert len(tries) == 1 + lost
    visits.complaints[:] = [each for each in visits.complaints if "ERR_FAILED" not in each]


def test_while_the_public_is_excluded_the_page_passes_the_checkers(room: tuple[str, Any], visits: Visits):
    page = visits.page(1280, storage_state=room[1])
    go(page, f"{room[0]}/desk/larkshire/2026-03-19/room?item=8")
    expect(page.get_by_text("The public is excluded since 9am")).to_be_visible()
    assert_passes_at_both_widths(page)
    page.get_by_role("button", name="The public is let in again now").first.click()
    expect(page.get_by_text("what you write now is public")).to_be_visible()
