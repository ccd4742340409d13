"""What an officer does on the page of a running meeting: turn to an item, type, record a slip."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

SAVED = re.compile(r"^Saved \d\d:\d\d:\d\d$")


def turn(room: Page, item: str) -> None:
    """Turn to an item."""
    room.keyboard.press("F2")
    room.keyboard.type(item)
    room.keyboard.press("Enter")
    expect(room.locator(f"section[data-item='{item}']")).to_be_visible()


def typed(room: Page, words: str, label: str = "Notes") -> None:
    """Type at the end of a field: the notes of the item in hand, unless told otherwise."""
    field = room.get_by_label(label, exact=True).filter(visible=True)
    field.press("Control+End")
    field.press_sequentially(words)


def move(room: Page, words: str, mover: str, seconder: str, votes_for: str = "", against: str = "") -> Locator:
    """Record a motion."""
    form = slip(room, "motion")
    form.get_by_label("Motion").fill(words)
    form.get_by_label("Moved by").fill(mover)
    form.get_by_label("Seconded by").fill(seconder)
    form.get_by_label("For", exact=True).first.fill(votes_for)
    form.get_by_label("Against", exact=True).first.fill(against)
    record(form)
    return form


def resolve(room: Page, words: str, place: str, kind: str = "", of_whom: str = "", due: str = "") -> None:
    """Record what was resolved."""
    form = slip(room, "resolution")
    form.get_by_label("What was resolved").fill(words)
    form.get_by_label(place).check()
    if kind:
        form.get_by_label(kind).check()
    form.get_by_label("Of whom it asks something").fill(of_whom)
    form.get_by_label("Answer by").fill(due)
    record(form)


def go(page: Page, address: str) -> None:
    """Go to the page of a running meeting, and wait until its script has come."""
    page.goto(address)
    page.locator("[data-ready]").wait_for()


def slip(room: Page, name: str) -> Locator:
    """Find a slip of the page."""
    return room.locator(f"form.panel-slip[data-slip={name}]").filter(visible=True).first


def opened(room: Page, name: str, words: str) -> Locator:
    """Unfold a slip that is rarely needed."""
    room.get_by_text(words, exact=True).click()
    return slip(room, name)


def seat(room: Page, name: str) -> Locator:
    """Find the row of a member."""
    return room.locator("form[data-slip=seat]").filter(has_text=name)


def record(form: Locator) -> None:
    """Record a slip, and begin the next one of its kind."""
    form.locator("[data-record]").click()


def saved(room: Page) -> None:
    """Wait until the page says that everything is saved."""
    # A line that failed is tried again after ever longer waits, and a busy machine answers late.
    expect(room.locator("[data-saved]")).to_have_text(SAVED, timeout=30_000)
