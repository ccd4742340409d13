"""A report in a real browser from its author to who clears it: with a bar that moves, narrow, without scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from sqlalchemy import select

from panel import jobs
from panel.accounts.queries import user_addressed
from panel.commissions.receiving import TAKE_IN, as_what
from panel.extensions import db
from panel.jobs import Job, JobState
from panel.papers.arriving import hand_in
from panel.papers.models import PaperAccess
from tests.accounts.people import PASSWORD
from tests.browser.pages import (
    Visits,
    assert_leads_to_its_first_mistake,
    assert_passes_at_both_widths,
    said_by_the_nu_checker,
    served,
)
from tests.builders import an_item
from tests.commissions.asked.people import FINN, LEE, ROBIN, WREN, ask_for, fill_in, pdf, the_commission, the_meeting
from tests.public.records import fill
from tests.public.site import make_site

pytestmark = pytest.mark.xdist_group("browser: asked")

PAGES = {
    "nothing asked": (ROBIN, "/asked/"),
    "what is asked": (WREN, "/asked/"),
    "a report to write": (WREN, "/asked/2"),
    "a report to write, with errors": (WREN, "/asked/2"),
    "a report to clear": (FINN, "/asked/3"),
    "a report to clear, with errors": (FINN, "/asked/3"),
    "a report with others": (WREN, "/asked/3"),
    "an exempt report": (LEE, "/asked/4"),
}
WRONG = {"a report to write, with errors": "Hand in", "a report to clear, with errors": "Ask the author to change it"}
Open = Callable[..., tuple[Page, bytes]]
SENT: dict[str, bytes] = {}


@dataclass(frozen=True)
class Site:
    """Where a site is served, and the cookies of those who are asked, by e-mail address."""

    app: Flask
    address: str
    cookies: dict[str, Any]


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory, clock: None, chromium: Browser) -> Iterator[Site]:
    """A site with a report to write, one that is here with an appendix and a refused file, and an exempt one."""
    folder = tmp_path_factory.mktemp("asked")
    app = make_site(folder)
    fill(app)
    fill_in(app)
    with app.app_context():
        wren, finn, lee = map(user_addressed, (WREN, FINN, LEE))
        items = [an_item(the_meeting(), number, title) for number, title in (("5", "Estates"), ("6", "Complaints"))]
        ask_for(items[0], wren, title="Estates strategy 2026 to 2030, with the programme of disposals")
        ask_for(items[0], wren, ("Finance", finn), ("Legal", lee), title="Estates costs", appendix="A")
        ask_for(items[1], lee, ("Finance", finn), title="A complaint", access=PaperAccess.EXEMPT, exempt_paragraphs=[1])
        here = the_commission(3)
        for number, content in enumerate((pdf("first"), pdf("costs"), b"no paper")):
            (folder / "file").write_bytes(content)
            what = as_what(here, None if number else here.paper, "Table 2 is new.", "http://localhost")
            row = hand_in(here.paper.item, folder / "file", f"file {number}.pdf", what, actor="Wren Hill")
            db.session.commit()
            jobs.run(row.job_id)
    for address in served(app):
        yield Site(app, address, {email: signed_in(chromium, address, email) for email in (ROBIN, WREN, FINN, LEE)})


def signed_in(chromium: Browser, address: str, email: str) -> Any:
    """Sign somebody in, who lands on what is asked of them; give their cookies."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/sign-in")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("heading", name="Asked of you").wait_for()
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def visit(visits: Visits, asked: Site) -> Open:
    """Open pages by name, with what the server sent."""

    def open_page(name: str, width: int = 1280, **options: Any) -> tuple[Page, bytes]:
        email, path = PAGES[name]
        page = visits.page(width, storage_state=asked.cookies[email], **options)
        answer = page.goto(asked.address + path)
        if name in WRONG:
            with page.expect_navigation() as gone:
                page.get_by_role("button", name=WRONG[name]).click()
            answer = gone.value
        assert answer
        return page, SENT.setdefault(name, answer.body())

    return open_page


@pytest.mark.parametrize("name", PAGES)
def test_a_page_passes_axe_and_fits_its_window_wide_and_narrow(name: str, visit: Open):
    page, _ = visit(name)
    if name in WRONG:
        assert_leads_to_its_first_mistake(page)
    assert_passes_at_both_widths(page)


def test_every_page_passes_the_nu_html_checker(visit: Open, tmp_path: Path):
    assert said_by_the_nu_checker((SENT.get(name) or visit(name)[1] for name in PAGES), tmp_path) == []


def test_a_report_and_its_appendix_are_sent_one_by_one_and_the_page_follows(asked: Site, visit: Open, tmp_path: Path):
    page, _ = visit("a report to write")
    for name, words in (("estates.pdf", "second"), ("Savings.pdf", "savings")):
        (tmp_path / name).write_bytes(pdf(words))
    page.get_by_label("Files", exact=True).set_input_files([tmp_path / "estates.pdf", tmp_path / "Savings.pdf"])
    page.get_by_role("button", name="Hand in").click()
    page.get_by_text("2 of 2 handed in.").wait_for()
    page.locator("#arriving").get_by_text("Savings.pdf").wait_for()
    with asked.app.app_context():
        waiting = select(Job.id).where(Job.state == JobState.QUEUED, Job.name == TAKE_IN).order_by(Job.id)
        for number in db.session.scalars(waiting).all():
            jobs.run(number)
    page.locator("#papers").get_by_role("heading", name="Appendix C: Savings").wait_for()
    page.locator("#papers").get_by_role("link", name="Version 1 of Estates strategy").wait_for()
    assert page.locator("#arriving").is_hidden()


def test_a_report_is_queried_and_cleared_on_a_telephone_without_scripts(asked: Site, visits: Visits):
    def page_of(email: str) -> Page:
        page = visits.page(320, storage_state=asked.cookies[email], java_script_enabled=False)
        page.goto(f"{asked.address}/asked/3")
        return page

    finance = page_of(FINN)
    finance.get_by_label("Your comments").fill("Which year is it?")
    finance.get_by_role("button", name="Ask the author to change it").click()
    finance.get_by_role("alert").get_by_text("The author is asked to change it").wait_for()
    author = page_of(WREN)
    author.get_by_text("Which year is it?").first.wait_for()
    assert author.get_by_role("radio", name="A new version of appendix A; further files are appendices").is_checked()
    finance.get_by_role("button", name="Clear it").click()
    finance.get_by_role("alert").get_by_text("It is with Lee Marsh (Legal) now.").wait_for()
    legal = page_of(LEE)
    legal.get_by_role("button", name="Clear it").click()
    legal.get_by_role("alert").get_by_text("Everybody has cleared it now.").wait_for()
