"""Papers in a real browser: handed in with a bar that moves, withheld, compared; wide and narrow, without scripts."""

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
from panel.agendas.models import Item
from panel.extensions import db
from panel.jobs import Job, JobState
from panel.papers.arriving import AsWhat, hand_in
from panel.papers.models import Paper, PaperAccess
from tests.accounts.people import an_officer
from tests.browser.pages import (
    Visits,
    assert_leads_to_its_first_mistake,
    assert_passes_at_both_widths,
    said_by_the_nu_checker,
    served_to_an_officer,
)
from tests.papers.pages import MEETING, report
from tests.public.records import fill
from tests.public.site import make_site

pytestmark = pytest.mark.xdist_group("browser: papers")

PAGES = {
    "papers": "{under}",
    "papers, with errors": "{under}",
    "no papers": "{empty}",
    "a paper": f"{MEETING}/papers/{{report}}",
    "a paper, with errors": f"{MEETING}/papers/{{report}}",
    "an exempt paper, with errors": f"{MEETING}/papers/{{full}}/access",
    "a pair": f"{MEETING}/papers/{{full}}/pair",
}
WRONG = {
    "papers, with errors": "Hand them in",
    "a paper, with errors": "Query it",
    "an exempt paper, with errors": "Record the decision",
}
Open = Callable[..., tuple[Page, bytes]]
SENT: dict[str, bytes] = {}


@dataclass(frozen=True)
class Site:
    """Where a site is served, its officer's cookies, and what its addresses name."""

    app: Flask
    address: str
    cookies: Any
    names: dict[str, Any]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, clock: None, chromium: Browser) -> Iterator[Site]:
    """A site with a report, an exempt paper, its public copy, a file that was refused and one that waits."""
    folder = tmp_path_factory.mktemp("papers")
    app = make_site(folder)
    fill(app)
    with app.app_context():
        an_officer()
        item = db.session.scalars(select(Item).where(Item.number == "5")).one()
        empty = db.session.scalars(select(Item.id).where(Item.number == "6")).one()

        def give(name: str, content: bytes, as_what: AsWhat, read: bool = True) -> int | None:
            (folder / "file").write_bytes(content)
            row = hand_in(item, folder / "file", name, as_what, actor="A test")
            db.session.commit()
            if read:
                jobs.run(row.job_id)
            db.session.refresh(row)
            return row.paper_id

        first = give("report.pdf", report("A report"), AsWhat())
        full = give("full.pdf", report("Kingfisher bid for it"), AsWhat(PaperAccess.EXEMPT))
        copy = report("[redacted] bid for it. Signed: Kingfisher")
        give("copy.pdf", copy, AsWhat(redacts=db.session.get_one(Paper, full)))
        give("refused.pdf", b"no pdf", AsWhat())
        give("waiting.pdf", report("It waits"), AsWhat(), read=False)
        names = {"under": f"{MEETING}/agenda/{item.id}/papers", "empty": f"{MEETING}/agenda/{empty}/papers"}
        names |= {"report": first, "full": full}
    for address, cookies in served_to_an_officer(app, chromium):
        yield Site(app, address, cookies, names)


@pytest.fixture
def visit(visits: Visits, desk: Site) -> Open:
    """Open pages by name, with what the server sent."""

    def open_page(name: str, width: int = 1280, **options: Any) -> tuple[Page, bytes]:
        page = visits.page(width, storage_state=desk.cookies, **options)
        answer = page.goto(desk.address + PAGES[name].format(**desk.names))
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
    messages = said_by_the_nu_checker((SENT.get(name) or visit(name)[1] for name in PAGES), tmp_path)
    # GOV.UK's date input says what a fieldset says already: some screen readers read its hint only then.
    assert [each for each in messages if "“group” role is unnecessary" not in each] == []


def test_files_are_sent_one_by_one_and_the_page_follows_until_they_are_read(desk: Site, visit: Open, tmp_path: Path):
    page, _ = visit("no papers")
    (tmp_path / "plan RESTRICTED.pdf").write_bytes(report("plan"))
    (tmp_path / "empty.pdf").write_bytes(b"")
    page.get_by_label("Files", exact=True).set_input_files([tmp_path / "plan RESTRICTED.pdf", tmp_path / "empty.pdf"])
    # What is missing is said before anything is sent, and the files stay chosen.
    page.get_by_role("button", name="Hand them in").click()
    page.get_by_role("alert").get_by_text("Choose who may read them.").wait_for()
    everybody = page.get_by_label("Everybody, once the agenda is published")
    everybody.check()
    # Not by the button: it lets nobody press it twice within a second.
    page.locator(".panel-hand-in").evaluate("form => form.requestSubmit()")
    page.get_by_role("alert").get_by_text("“plan RESTRICTED.pdf” says “RESTRICTED” in its name.").wait_for()
    assert not everybody.is_checked()
    everybody.check()
    page.locator(".panel-hand-in").evaluate("form => form.requestSubmit()")
    page.get_by_text("1 of 2 handed in. Look at what is said of the others.").wait_for()
    page.get_by_text("empty.pdf: The file is empty.").wait_for()
    arriving = page.locator("#arriving")
    arriving.get_by_text("plan RESTRICTED.pdf").wait_for()
    with desk.app.app_context():
        waiting = db.session.scalars(select(Job.id).where(Job.state == JobState.QUEUED).order_by(Job.id.desc())).first()
        assert waiting
        jobs.run(waiting)
    page.locator("#papers").get_by_role("link", name="Plan RESTRICTED", exact=True).wait_for()
    assert arriving.is_hidden()
    assert page.locator("progress").count() == 0


def test_files_are_handed_in_and_a_paper_withdrawn_and_put_back_without_scripts(visit: Open, tmp_path: Path):
    page, _ = visit("papers", 320, java_script_enabled=False)
    (tmp_path / "late.pdf").write_bytes(report("Late"))
    page.get_by_label("Files", exact=True).set_input_files(tmp_path / "late.pdf")
    page.get_by_label("Everybody, once the agenda is published").check()
    page.get_by_role("button", name="Hand them in").click()
    page.locator("#arriving").get_by_text("late.pdf").wait_for()
    page.get_by_role("link", name="See how far they are").click()
    page.get_by_role("button", name="Withdraw Report").first.click()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("link", name="Report", exact=True).wait_for()


def test_an_upload_that_breaks_off_says_so_and_keeps_nothing(visits: Visits, visit: Open, tmp_path: Path):
    page, _ = visit("papers")
    page.route("**/papers", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    (tmp_path / "broken-off.pdf").write_bytes(report("Broken off"))
    page.get_by_label("Files", exact=True).set_input_files(tmp_path / "broken-off.pdf")
    page.get_by_label("Everybody, once the agenda is published").check()
    page.get_by_role("button", name="Hand them in").click()
    page.get_by_text("The upload broke off, and nothing of it was kept. Hand it in again.").wait_for()
    assert [said for said in visits.complaints if "ERR_FAILED" not in said] == []
    visits.complaints.clear()
