"""Who is there, in a real browser: one key a member, one click for who else is there and for who leaves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect
from sqlalchemy import select

from panel.extensions import db
from panel.minutes.models import Attendance, Movement, Presence
from tests.accounts.people import an_officer
from tests.browser.pages import Visits, assert_passes_at_both_widths, served_to_an_officer
from tests.members.test_attendance import FINCH, opened, recorded
from tests.officers import the_meeting
from tests.public.records import fill
from tests.public.site import make_site

pytestmark = pytest.mark.xdist_group("browser: people")

ROOM = "/desk/larkshire/2026-03-19/room?item=3"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, clock: None) -> Flask:
    """A site with an officer, and the public minutes of a meeting."""
    app = make_site(tmp_path_factory.mktemp("people"))
    fill(app)
    with app.app_context():
        an_officer()
        opened(recorded(the_meeting("2026-02-05"), {FINCH: Presence.PRESENT}))
        db.session.commit()
    return app


@pytest.fixture(scope="module")
def served(site: Flask, chromium: Browser) -> Iterator[tuple[str, Any]]:
    """Where it is served, and the cookies of its officer."""
    yield from served_to_an_officer(site, chromium)


def test_a_key_records_a_member_and_goes_to_the_next_and_a_click_who_leaves(
    site: Flask, served: tuple[str, Any], visits: Visits
):
    page = visits.page(storage_state=served[1])
    page.goto(served[0] + ROOM)
    # The script of the rows is there once it has said which keys there are.
    expect(page.locator("[data-keys]")).to_be_visible()
    page.locator("[data-seat]").first.locator("input:checked").focus()
    for key in ("p", "r", "a"):
        page.keyboard.press(key)
    expect(page.locator("[data-part=quorum]")).to_contain_text("joins remotely, which does not count")
    page.get_by_role("button", name="Una Marsh, PCC, is here").click()
    expect(page.locator("[data-part=coming]")).to_contain_text("Una Marsh")
    page.get_by_role("button", name=f"Left {FINCH}").click()
    expect(page.locator("[data-part=coming]")).to_contain_text(f"{FINCH} left")
    page.reload()
    assert page.locator("[data-seat] input:checked").evaluate_all("(all) => all.map((each) => each.value)") == [
        "present",
        "remote",
        "apologies",
    ]
    with site.app_context():
        there = db.session.scalars(select(Attendance.name).where(Attendance.slip.is_not(None))).all()
        assert len(there) == 4
        assert db.session.execute(select(Movement.name, Movement.item)).all() == [(FINCH, "3")]


@pytest.mark.parametrize("address", ["/members/attendance/larkshire", "/desk/larkshire/interests"])
def test_its_pages_read_at_both_widths_and_pass_axe(address: str, served: tuple[str, Any], visits: Visits):
    page = visits.page(storage_state=served[1])
    page.goto(served[0] + address)
    assert_passes_at_both_widths(page)
