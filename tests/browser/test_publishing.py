"""Composing, looking through and publishing a pack in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from sqlalchemy import update

from panel.accounts.rules import Role
from panel.despatch.models import Recipient
from panel.despatch.rules import Circle
from panel.extensions import db
from panel.mail.models import Message, MessageState
from panel.members.models import Member
from panel.packs.drafting import ask_for_draft, draft_of
from panel.packs.withdrawing import withdraw
from panel.people.models import MemberAccount
from panel.public.clock import london_today
from tests.accounts.people import an_officer
from tests.browser.pages import (
    Site,
    Visits,
    assert_leads_to_its_first_mistake,
    assert_passes_at_both_widths,
    said_by_the_nu_checker,
    served_to_an_officer,
)
from tests.builders import a_paper, add
from tests.officers import signed_in, the_meeting
from tests.packs.published import (
    DAY,
    GATE,
    LATE,
    PACK,
    PUBLIC,
    answer_everything,
    compose,
    out,
    publish,
    ready_site,
    the_item,
)
from tests.public.records import a_file

pytestmark = pytest.mark.xdist_group("publishing")

PAGES = {
    "the gate": GATE,
    "the gate, with errors": GATE,
    "a pack": f"{PACK}?page=3",
    "a restricted pack": f"{PACK}?page=99&edition=restricted",
    "a pack being composed": PACK,
    "withdraw": f"/desk/larkshire/{DAY}/withdraw",
    "withdraw, with errors": f"/desk/larkshire/{DAY}/withdraw",
    "a withdrawal, looked at": f"/desk/larkshire/{DAY}/withdraw",
    "despatch": f"/desk/larkshire/{DAY}/despatch",
    "despatch to one, with errors": f"/desk/larkshire/{DAY}/despatch/1",
    "a substitute, with errors": f"/desk/larkshire/{DAY}/substitutes",
    "who is sent the agenda, with errors": "/desk/larkshire/despatch/new",
    "the gate of a supplement, published": f"{GATE}?told=published",
    "a public page with a supplement and a withdrawn paper": PUBLIC,
    "a file being redacted": f"{PUBLIC}/agenda-pack.pdf",
}
AT = {
    "composing": {"a pack being composed"},
    "published": {
        "withdraw",
        "withdraw, with errors",
        "a withdrawal, looked at",
        "despatch",
        "despatch to one, with errors",
        "a substitute, with errors",
        "the gate of a supplement, published",
        "a public page with a supplement and a withdrawn paper",
        "a file being redacted",
    },
}
SENT_BY = {
    "withdraw, with errors": "Look at what goes",
    "a withdrawal, looked at": "Look at what goes",
    "despatch to one, with errors": "It came back",
    "a substitute, with errors": "Name the substitute",
    "who is sent the agenda, with errors": "Add them",
}
"""The button that leads to a page, filled in or not."""
EACH_PAGE = pytest.mark.parametrize("name", PAGES)
Open = Callable[..., tuple[Page, bytes]]
SENT: dict[str, bytes] = {}
"""What the server sent as each page when it was first opened, for the checker, which need not open it again."""


@pytest.fixture(scope="module")
def sites(
    ready: Path, tmp_path_factory: pytest.TempPathFactory, clock: None, chromium: Browser
) -> Iterator[dict[str, Site]]:
    """A site with a composed pack, one whose pack is being composed, and one with a published supplement."""
    with (
        ready_site(ready, tmp_path_factory.mktemp("composed"), LATE) as composed,
        ready_site(ready, tmp_path_factory.mktemp("composing"), LATE) as composing,
        ready_site(ready, tmp_path_factory.mktemp("published"), LATE) as published,
    ):
        publish_with_a_supplement(published)
        with composing.app_context():
            ask_for_draft(the_meeting(DAY), london_today(), "", actor="A test")
            draft = draft_of(the_meeting(DAY))
            assert draft is not None
            draft.job.progress, draft.job.message = 40, "Drawing page 9 of 24"
            db.session.commit()
        for address, cookies in served_to_an_officer(composed, chromium):
            for other, theirs in served_to_an_officer(composing, chromium):
                for third, its in served_to_an_officer(published, chromium):
                    yield {
                        "composed": Site(address, cookies),
                        "composing": Site(other, theirs),
                        "published": Site(third, its),
                    }


def publish_with_a_supplement(app: Flask) -> None:
    """Publish the agenda and a supplement at short notice; withdraw a letter that the worker is still to take out."""
    client, reason = signed_in(app), "The Commissioner’s letter came on 11 March."
    with app.app_context():
        answer_everything(the_meeting(DAY))
        chair = db.session.query(Member).filter_by(name="Councillor Ada Finch").one()
        account = an_officer(email="ada.finch@larkshire.example", role=Role.MEMBER, serves_all=False)
        add(MemberAccount(user_id=account.id, member_id=chair.id))
        add(Recipient(body_id=chair.panel_id, name="Monitoring officer", circle=Circle.AUTHORITY, copies=2))
        db.session.commit()
    compose(client, app, short_notice=reason)
    publish(client, app)
    with app.app_context():
        db.session.execute(update(Message).values(state=MessageState.SENT))
        a_paper(the_item("5"), "Budget monitoring", a_file("budget", 2))
        the_item("6").withdrawn = True
        db.session.commit()
        answer_everything(the_meeting(DAY))
    compose(client, app, short_notice=reason)
    publish(client, app)
    with app.app_context():
        letter = next(each for each in out()[-1].agenda["items"] if each["number"] == "3")["papers"][1]
        withdraw(the_meeting(DAY), "Item 3, Appendix A1: Letter", [letter["place"]], "It names.", actor="A test")
        db.session.commit()


@pytest.fixture
def visit(visits: Visits, sites: dict[str, Site]) -> Open:
    """Open pages by name, with what the server sent."""

    def open_page(name: str, width: int = 1280, **options: Any) -> tuple[Page, bytes]:
        site = sites[next((which for which, names in AT.items() if name in names), "composed")]
        page = visits.page(width, storage_state=site.cookies, **options)
        answer = page.goto(site.address + PAGES[name])
        assert answer is not None
        if answer.status == 503:
            visits.complaints.clear()
        if name == "a withdrawal, looked at":
            page.get_by_label("Work programme 2026").check()
            page.get_by_label("Why is it withdrawn?").fill("It names a witness.")
        if name in SENT_BY:
            with page.expect_navigation() as gone:
                page.get_by_role("button", name=SENT_BY[name]).click()
            answer = gone.value
        elif name.endswith("with errors"):
            page.get_by_label("Why is it published with less notice?").fill("x" * 1001)
            with page.expect_navigation() as gone:
                page.get_by_role("button", name="Compose it again").click()
            answer = gone.value
        return page, SENT.setdefault(name, answer.body())

    return open_page


@EACH_PAGE
def test_a_page_passes_axe_and_fits_its_window_wide_and_narrow(name: str, visit: Open):
    assert_passes_at_both_widths(visit(name)[0])


@EACH_PAGE
def test_a_page_is_whole_without_scripts(name: str, visit: Open):
    page, _ = visit(name, java_script_enabled=False)
    assert page.locator("h1").count() == 1
    assert page.locator("main").inner_text()


def test_every_page_passes_the_nu_html_checker(visit: Open, tmp_path: Path):
    assert said_by_the_nu_checker((SENT.get(name) or visit(name)[1] for name in PAGES), tmp_path) == []


@pytest.mark.parametrize("name", [name for name in PAGES if name.endswith("with errors")])
def test_what_is_wrong_takes_the_focus_and_leads_to_its_field(name: str, visit: Open):
    assert_leads_to_its_first_mistake(visit(name)[0])


def test_the_arrow_keys_turn_the_pages(visit: Open):
    page, _ = visit("a pack")
    page.keyboard.press("ArrowRight")
    page.get_by_role("heading", name="Page 4 of the pack").wait_for()
    page.wait_for_load_state()
    page.keyboard.press("ArrowLeft")
    page.get_by_role("heading", name="Page 3 of the pack").wait_for()
    page.wait_for_load_state()
    assert page.locator(".panel-viewer__picture").evaluate("(picture) => picture.naturalWidth") == 1000


def test_how_far_composing_is_shows_without_a_reload(visit: Open):
    page, _ = visit("a pack being composed")
    page.get_by_role("status").filter(has_text="Drawing page 9 of 24").wait_for()
    assert page.locator("progress").evaluate("(bar) => bar.value") == 40
