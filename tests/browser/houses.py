"""A house on the web: its site, its clock, its post, and whoever has a browser open before it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urljoin

import pypdfium2
import time_machine
from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import update

from panel.accounts.models import Authenticator
from panel.extensions import db
from panel.public.clock import LONDON
from tests.accounts.people import EMAIL, PASSWORD, code
from tests.browser.pages import Visits
from tests.mail.servers import Post, work


@dataclass
class House:
    """The site, its clock, its post, and who has a browser open."""

    app: Flask
    address: str
    clock: time_machine.Traveller
    post: Post
    visits: Visits
    papers: Path

    def it_is(self, day: int, month: int, hour: int = 9) -> None:
        """Let it be an hour of a day of 2018."""
        self.clock.move_to(datetime(2018, month, day, hour, tzinfo=LONDON))

    def work(self) -> None:
        """Let the worker do what waits, and send what that wrote."""
        with self.app.app_context():
            work()
            work()

    def letters(self, to: str) -> str:
        """Give the words of the e-mails to somebody, one after the other."""
        bodies = [each.get_body(("plain",)) for each in self.post.letters if each["To"] == to]
        return "\n".join(str(body.get_content()) for body in bodies if body)

    def enter(self, email: str, password: str = PASSWORD) -> Page:
        """Sign somebody in, in a browser of their own."""
        page = self.visits.page()
        page.goto(f"{self.address}/sign-in")
        page.get_by_label("E-mail address").fill(email)
        page.get_by_label("Password", exact=True).fill(password)
        page.get_by_role("button", name="Sign in", exact=True).click()
        if email == EMAIL:
            with self.app.app_context():
                db.session.execute(update(Authenticator).values(last_step=0))
                db.session.commit()
            page.get_by_label("Code", exact=True).fill(code())
            page.get_by_role("button", name="Continue").click()
        page.wait_for_load_state()
        return page

    def accept_invitation(self, email: str) -> Page:
        """Follow the link that was sent to somebody, and choose a password."""
        links = re.findall(r"http\S+/invitation/\S+", self.letters(email))
        page = self.visits.page()
        page.goto(links[-1])
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        press(page, "Save and sign in")
        return page


def press(page: Page, words: str) -> None:
    """Press a button that leads on."""
    with page.expect_navigation():
        page.get_by_role("button", name=words).first.click()


def said(page: Page) -> str:
    """Give the words of a page."""
    return page.locator("main").inner_text()


def words_of(page: Page, link: str) -> str:
    """Give the words of the PDF that a link leads to, in small letters."""
    address = page.get_by_role("link", name=link).first.get_attribute("href")
    assert address
    file = page.request.get(urljoin(page.url, address)).body()
    with pypdfium2.PdfDocument(file) as document:
        return " ".join(each.get_textpage().get_text_range() for each in document).casefold()
