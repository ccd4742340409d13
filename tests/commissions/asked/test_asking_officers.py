"""What an officer does with a paper that is asked for: its author and whoever clears it hear of it."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient

from panel.papers.rules import PaperStage
from tests.accounts.people import EMAIL
from tests.commissions.asked.people import FINN, LEE, WREN, hand_in, pdf, the_commission
from tests.desk.pages import text
from tests.mail.servers import Post
from tests.papers.pages import token

Worker = Callable[[], None]


@pytest.fixture
def officer(browser: Callable[[str], FlaskClient]) -> FlaskClient:
    """The officer's browser."""
    return browser(EMAIL)


@pytest.fixture
def page(site: Flask, author: FlaskClient, worker: Worker, post: Post) -> str:
    """The officers' page of the report, which is here with an appendix."""
    hand_in(author, ("q4.pdf", pdf("first")), ("Costs.pdf", pdf("costs")))
    worker()
    post.letters.clear()
    with site.app_context():
        return f"/desk/larkshire/2026-06-18/papers/{the_commission().paper_id}"


def query(officer: FlaskClient, page: str, said: str) -> None:
    data = {"csrf_token": token(officer, page), "seen": "received", "then": "queried", "said": said}
    assert officer.post(f"{page}/stage", data=data).status_code == 303


def test_an_officers_query_reaches_the_author(
    page: str, officer: FlaskClient, author: FlaskClient, worker: Worker, post: Post
):
    query(officer, page, "Which year is table 2?")
    worker()
    (letter,) = post.letters
    assert (letter["To"], letter["Subject"]) == (WREN, "Please change a paper for item 4")
    words = " ".join(letter.get_body(("plain",)).get_content().split())
    assert "Imogen Vale asks you to change your paper for item 4" in words
    assert "What is asked stands on its page." in words
    assert "asks: Which year is table 2?" in text(author, "/asked/1")


def test_what_an_officer_asks_stays_on_its_page_since_the_paper_may_yet_be_found_exempt(
    page: str, officer: FlaskClient, worker: Worker, post: Post
):
    query(officer, page, "Name the kingfisher")
    worker()
    (letter,) = post.letters
    assert not [word for word in ("kingfisher", "Budget report") if word in str(letter)]


def test_who_clears_it_hears_of_a_file_that_an_officer_put_in_its_place(
    page: str, officer: FlaskClient, author: FlaskClient, worker: Worker, post: Post
):
    data = {"csrf_token": token(officer, page), "file": [(BytesIO(pdf("second")), "by the officer.pdf")]}
    assert officer.post(f"{page}/replace", data=data).status_code == 303
    assert "by the officer.pdf" not in text(author, "/asked/1"), "it is not the author's to take off the list"
    worker()
    assert [letter["To"] for letter in post.letters] == [FINN]
    assert "PDF of by the officer.pdf" in text(author, "/asked/1")


def test_a_clearing_that_an_officer_records_counts_the_appendix_too_and_the_next_hears(
    page: str, site: Flask, officer: FlaskClient, worker: Worker, post: Post
):
    for stage in (PaperStage.RECEIVED, PaperStage.CLEARED):
        with site.app_context():
            asked = the_commission()
            turn = asked.approvers[0 if stage is PaperStage.RECEIVED else 1].id
        address = f"{page}/commission/clear/{turn}"
        data = {"csrf_token": token(officer, address), "said": "By e-mail on 11 March, no comments."}
        assert officer.post(address, data=data).status_code == 303
        with site.app_context():
            assert the_commission().paper.stage is stage
    worker()
    assert [letter["To"] for letter in post.letters] == [LEE, WREN, "democracy@larkshire.example"]
