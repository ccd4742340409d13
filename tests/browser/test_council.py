"""The council's own sign-in in a real browser, against a real provider, by the clock of this machine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from panel.extensions import db
from tests.accounts.people import EMAIL, an_officer
from tests.accounts.provider import a_provider, registered
from tests.browser.pages import Visits, assert_passes_at_both_widths, served
from tests.builders import a_body
from tests.public.site import make_site

pytestmark = pytest.mark.xdist_group("council")

ACCOUNTS = {
    "imogen": {"claims": {"email": EMAIL, "email_verified": True, "name": "Imogen Vale"}, "amr": ["pwd", "mfa"]},
    "stranger": {"claims": {"email": "stranger@larkshire.example", "email_verified": True}},
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a site is served whose people sign in at their council."""
    app = make_site(tmp_path_factory.mktemp("council"))
    with app.app_context():
        a_body()
        an_officer()
        db.session.commit()
    for address in served(app):
        with a_provider(f"{address}/sign-in/council/back", ACCOUNTS) as issuer:
            app.config.update(registered(issuer))
            yield address
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def sign_in_at_the_council(page: Page, address: str, account: str) -> None:
    """Go by the button of the page on which people sign in, and name an account at the council."""
    page.goto(f"{address}/sign-in?next=/desk/bodies")
    page.get_by_role("button", name="Sign in with Larkshire Council").click()
    page.get_by_label("Account").fill(account)
    page.get_by_role("button", name="Sign in").click()


def test_an_officer_signs_in_with_the_account_of_their_council(visits: Visits, address: str):
    page = visits.page(java_script_enabled=False)
    sign_in_at_the_council(page, address, "imogen")
    page.get_by_role("heading", name="Bodies").wait_for()
    assert page.get_by_role("link", name="Your account: Imogen Vale").is_visible()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("heading", name="You are signed out").wait_for()


def test_whom_the_site_does_not_know_is_told_so_in_clear_words(visits: Visits, address: str):
    page = visits.page()
    sign_in_at_the_council(page, address, "stranger")
    page.get_by_role("heading", name="You are not signed in").wait_for()
    assert page.get_by_text("knows you as stranger@larkshire.example, and no account here has that").is_visible()
    assert_passes_at_both_widths(page)
    page.get_by_role("link", name="Back to the page on which you sign in").click()
    page.get_by_role("button", name="Sign in with Larkshire Council").wait_for()
    visits.complaints.clear()  # the browser says of the refusal that it has status 403
