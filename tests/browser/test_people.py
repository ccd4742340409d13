"""People, e-mail and a member's papers in a real browser: wide and narrow, without scripts, by checkers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import select

from panel import mail
from panel.accounts.rules import Role
from panel.extensions import db
from panel.mail.models import MessageState
from panel.members.models import Member
from panel.people.models import MemberAccount
from tests.accounts.people import PASSWORD, an_officer, code
from tests.browser.pages import (
    Visits,
    assert_leads_to_its_first_mistake,
    assert_passes_at_both_widths,
    said_by_the_nu_checker,
    served_to_an_officer,
)
from tests.public.records import TODAY, fill
from tests.public.site import make_site

pytestmark = pytest.mark.xdist_group("browser: people")

LONG = "omar.reed@a-very-long-domain-name-of-a-council.larkshire.example"
ADA = "ada.finch@larkshire.example"
PAGES = {
    "people": "/desk/people/",
    "invite": "/desk/people/invite",
    "invite, with errors": "/desk/people/invite",
    "an officer": "/desk/people/3",
    "an officer, with errors": "/desk/people/3",
    "somebody closed": "/desk/people/3",
    "a member": "/desk/people/2",
    "e-mail": "/desk/mail/",
    "an e-mail that failed": "/desk/mail/1",
    "an e-mail to hand over": "/desk/mail/2",
    "the desk, with mail that failed": "/desk/",
}
PAPERS = {"papers": "/papers/", "papers of a meeting": "/papers/larkshire/2026-03-19/"}
LIKE_ANOTHER = {"invite", "an officer", "a member", "an e-mail that failed"}
"""Pages that hold nothing which the same page with errors, or another, does not hold too."""
Open = Callable[..., tuple[Page, bytes]]
SENT: dict[str, bytes] = {}
"""What the server sent as each page when it was first opened, for the checker, which need not open it again."""


@dataclass(frozen=True)
class Site:
    """Where a site is served, and the cookies of an officer and of a member who are signed in."""

    address: str
    officer: Any
    member: Any


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory, clock: None, chromium: Browser) -> Iterator[Site]:
    """A site with an officer, a member and e-mails in every state."""
    app = make_site(tmp_path_factory.mktemp("people"))
    fill(app)
    with app.app_context():
        an_officer()
        member = an_officer(email=ADA, name="Ada Finch", role=Role.MEMBER, serves_all=False)
        sits = db.session.scalars(select(Member.id).where(Member.name == "Councillor Ada Finch")).one()
        db.session.add(MemberAccount(user_id=member.id, member_id=sits))
        an_officer(email=LONG, name="", serves_all=False)
        for state in (MessageState.FAILED, *MessageState):
            sent = mail.send(LONG, "You are invited", "invitation", f"account {LONG}", name="", link=LONG, until="")
            sent.state, sent.error = state, f"The mail server said: 550 5.1.1 <{LONG}>: User unknown"
            sent.attempts, sent.next_at = (2, TODAY) if state is MessageState.QUEUED else (1, None)
        by_hand = sent.id - 1
        db.session.commit()
    PAGES["an e-mail to hand over"] = f"/desk/mail/{by_hand}"
    for address, cookies in served_to_an_officer(app, chromium):
        context = chromium.new_context()
        page = context.new_page()
        page.goto(f"{address}/sign-in")
        page.get_by_label("E-mail address").fill(ADA)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.get_by_label("Code", exact=True).fill(code())
        page.get_by_role("button", name="Continue").click()
        page.get_by_role("heading", name="Your papers").wait_for()
        yield Site(address, cookies, context.storage_state())
        context.close()


@pytest.fixture
def visit(visits: Visits, people: Site) -> Open:
    """Open pages by name, with what the server sent."""

    def open_page(name: str, width: int = 1280, **options: Any) -> tuple[Page, bytes]:
        cookies = people.member if name in PAPERS else people.officer
        page = visits.page(width, storage_state=cookies, **options)
        answer = page.goto(people.address + (PAGES | PAPERS)[name])
        if name == "invite, with errors":
            page.get_by_label("Officer").check()
            answer = pressed(page, "Invite them")
        elif name == "an officer, with errors":
            answer = pressed(page, "Save")
        elif name == "somebody closed":
            page.get_by_text("They shall no longer sign in").click()
            answer = pressed(page, "Close the account")
            answer_body = answer.body()
            assert b"The account is closed" in answer_body
            undo = page.context.new_page()
            undo.goto(page.url)
            pressed(undo, "Open the account again")
            return page, SENT.setdefault(name, answer_body)
        return page, SENT.setdefault(name, answer.body())

    return open_page


def pressed(page: Page, words: str) -> Any:
    """Press a button, and give what the server answered in the end."""
    with page.expect_navigation() as gone:
        page.get_by_role("button", name=words).locator("visible=true").first.click()
    return gone.value


@pytest.mark.parametrize("name", [name for name in [*PAGES, *PAPERS] if name not in LIKE_ANOTHER])
def test_a_page_passes_axe_and_fits_its_window_wide_and_narrow(name: str, visit: Open):
    assert_passes_at_both_widths(visit(name)[0])


@pytest.mark.parametrize("name", ["invite", "an officer", "an e-mail that failed", "papers of a meeting"])
def test_a_page_is_whole_without_scripts(name: str, visit: Open):
    page, _ = visit(name, java_script_enabled=False)
    assert page.locator("h1").count() == 1
    assert all(each.is_visible() for each in page.locator("main input:not([type=hidden]), main select").all())


def test_every_page_passes_the_nu_html_checker(visit: Open, tmp_path: Path):
    assert said_by_the_nu_checker((SENT.get(name) or visit(name)[1] for name in [*PAGES, *PAPERS]), tmp_path) == []


@pytest.mark.parametrize("name", ["invite, with errors", "an officer, with errors"])
def test_what_is_wrong_takes_the_focus_and_leads_to_its_field(name: str, visit: Open):
    assert_leads_to_its_first_mistake(visit(name)[0])


def test_a_member_is_invited_by_keyboard_and_the_link_is_there_to_hand_over(visit: Open):
    page, _ = visit("invite", java_script_enabled=False)
    page.get_by_label("Name").focus()
    page.keyboard.type("Omar Reed")
    page.keyboard.press("Tab")
    page.keyboard.type("omar.reed@larkshire.example")
    page.get_by_label("Member", exact=True).focus()
    page.keyboard.press("Space")
    page.get_by_label("Which member are they?").focus()
    page.keyboard.type("Omar")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Invite them").press("Enter")
    page.get_by_role("heading", name="You are invited to").wait_for()
    assert "/invitation/" in page.get_by_role("region", name="What it says").inner_text()
