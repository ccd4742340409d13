"""A paper may be two: the full one, exempt, and a public copy; uploaded, compared and replaced together."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from reportlab.pdfgen.canvas import Canvas
from sqlalchemy import select
from werkzeug.test import TestResponse

from panel.audit.models import AuditEntry
from panel.extensions import db
from panel.papers.models import Paper, PaperAccess, PaperComparison
from tests.accounts.people import send
from tests.desk.pages import text, words
from tests.papers.conftest import HandIn
from tests.papers.pages import MEETING, report, token

FULL = report("The contract with Kingfisher Limited is worth 4,125,000 pounds.")
COPY = report("The contract with [redacted] is worth [redacted] pounds.")
NEWER = report("The contract with Kingfisher Limited is worth 5,000,000 pounds.")
ReadIn = Callable[[], None]
Papers = Callable[[], list[Paper]]


def under_a_box(words: str) -> bytes:
    """Draw words, and a black box over them: a redaction that hides nothing."""
    drawn = BytesIO()
    canvas = Canvas(drawn, invariant=True)
    canvas.drawString(100, 500, words)
    canvas.rect(90, 490, 400, 30, fill=1)
    canvas.save()
    return drawn.getvalue()


@pytest.fixture
def full(site: Flask, hand_in: HandIn, read_in: ReadIn, papers: Papers) -> str:
    """The address of an exempt paper."""
    hand_in(("full.pdf", FULL), access="exempt", kind="appendices")
    read_in()
    with site.app_context():
        return f"{MEETING}/papers/{papers()[0].id}"


@pytest.fixture
def give(officer: FlaskClient, full: str, read_in: ReadIn) -> Callable[..., TestResponse]:
    """Hand in the full paper, the public copy, or both, and let them be read."""

    def hand(**files: bytes) -> TestResponse:
        data = {name: (BytesIO(content), f"{name}.pdf") for name, content in files.items()}
        answer = officer.post(f"{full}/pair", data={"csrf_token": token(officer, full), **data})
        read_in()
        return answer

    return hand


def seen(client: FlaskClient, page: str) -> str:
    return client.get(page).get_data(as_text=True).split('name="seen" value="')[1].split('"')[0]


def test_a_public_copy_is_handed_in_compared_and_confirmed(
    site: Flask, officer: FlaskClient, under: str, full: str, give: Callable[..., TestResponse], papers: Papers
):
    assert "A public copy, with the exempt words taken out" in text(officer, f"{full}/pair")
    assert give(copy=COPY).status_code == 303
    with site.app_context():
        exempt, copy = papers()
        assert (copy.redacts_id, copy.access, copy.appendix) == (exempt.id, PaperAccess.PUBLIC, exempt.appendix)
        assert copy.title == "Budget monitoring (public copy)"
    file, stranger = "/meetings/larkshire/2026-03-19/papers/5/appendix-a2.pdf", site.test_client()
    assert stranger.get(file).status_code == 404
    assert "(public copy)" not in text(stranger, "/meetings/larkshire/2026-03-19")
    page = text(officer, f"{full}/pair")
    assert "Not compared yet" in page
    assert "The contract with taken out: Kingfisher Limited , end of what was taken out" in page
    assert "put in: [redacted]" in page
    assert "Public copy of Appendix A, Budget monitoring: Not compared yet" in text(officer, under)
    for _ in range(2):
        send(officer, f"{full}/pair/confirm", f"{full}/pair", seen=seen(officer, f"{full}/pair") if _ == 0 else "x")
        assert "Imogen Vale" in text(officer, f"{full}/pair")
    assert "compared these two files on Thursday 12 March 2026" in text(officer, f"{full}/pair")
    assert "Compared" in text(officer, under).split("Public copy of")[1]
    with site.app_context():
        assert len(db.session.scalars(select(PaperComparison)).all()) == 1
        verbs = [entry.verb for entry in db.session.scalars(select(AuditEntry).order_by(AuditEntry.id))]
        assert verbs[-1] == "confirm public copy"
    assert stranger.get(file).status_code == 200
    assert stranger.get("/meetings/larkshire/2026-03-19/papers/5/appendix-a1.pdf").status_code == 404


def test_replacing_one_says_that_the_other_is_older_until_it_is_confirmed(
    officer: FlaskClient, full: str, give: Callable[..., TestResponse]
):
    give(copy=COPY)
    before = seen(officer, f"{full}/pair")
    send(officer, f"{full}/pair/confirm", f"{full}/pair", seen=before)
    give(full=NEWER)
    file = "/meetings/larkshire/2026-03-19/papers/5/appendix-a2.pdf"
    assert officer.get(file).status_code == 200  # what was published stays, until somebody withdraws it
    page = text(officer, f"{full}/pair")
    assert "The public copy is older than the other: replace it, or confirm that it is good still." in page
    send(officer, f"{full}/pair/confirm", f"{full}/pair", seen=before)
    assert "One of the two was replaced meanwhile." in text(officer, f"{full}/pair")
    send(officer, f"{full}/pair/confirm", f"{full}/pair", seen=seen(officer, f"{full}/pair"))
    page = text(officer, f"{full}/pair")
    assert "found the copy good" in page
    assert "older" not in page
    give(copy=report("The contract is worth [redacted] pounds."))
    assert "The full paper is older than the other" in text(officer, f"{full}/pair")


def test_both_are_replaced_together(
    site: Flask, officer: FlaskClient, full: str, give: Callable[..., TestResponse], papers: Papers
):
    give(copy=COPY)
    give(full=NEWER, copy=report("The contract is worth [redacted] pounds."))
    with site.app_context():
        exempt, copy = papers()
        assert (exempt.file_name, copy.file_name) == ("full.pdf", "copy.pdf")
        assert exempt.access is PaperAccess.EXEMPT
        assert len(db.session.scalars(select(Paper)).all()) == 8
    assert "5,000,000" in text(officer, f"{full}/pair")


def test_a_copy_that_keeps_what_was_taken_out_is_warned_of(
    officer: FlaskClient, full: str, give: Callable[..., TestResponse]
):
    give(copy=report("The contract with [redacted] is worth [redacted] pounds. Signed: Kingfisher Limited."))
    page = text(officer, f"{full}/pair")
    assert "What was taken out in one place is still in the public copy" in page
    assert "Kingfisher Limited" in page.split("Look for each of these:")[1].split("What differs")[0]


def test_a_black_box_over_the_words_is_no_redaction(
    site: Flask, officer: FlaskClient, full: str, give: Callable[..., TestResponse]
):
    give(copy=under_a_box("The contract with Kingfisher Limited is worth 4,125,000 pounds."))
    page = text(officer, f"{full}/pair")
    assert "In the public copy: Words lie under a box or picture" in page
    assert "Nothing that the full paper says was taken out of the public copy." in page
    send(officer, f"{full}/pair/confirm", f"{full}/pair", seen=seen(officer, f"{full}/pair"))
    assert "Words still lie hidden in the public copy" in text(officer, f"{full}/pair")
    with site.app_context():
        assert not db.session.scalars(select(PaperComparison)).all()


@pytest.mark.parametrize(
    ("files", "said"),
    [
        pytest.param({}, "Choose the full paper, the public copy, or both.", id="nothing chosen"),
        pytest.param({"copy": FULL}, "the very file of an exempt paper", id="the full paper as its own copy"),
        pytest.param({"full": NEWER, "copy": NEWER}, "the very file of an exempt paper", id="one new file as both"),
    ],
)
def test_what_cannot_be_a_copy_is_refused(
    files: dict[str, bytes], said: str, full: str, give: Callable[..., TestResponse], site: Flask, papers: Papers
):
    page = give(**files).get_data(as_text=True)
    assert said in words(page)
    assert "<title>Error: " in page
    with site.app_context():
        assert all(paper.access is PaperAccess.EXEMPT for paper in papers())


def test_papers_that_are_here_already_are_joined_and_parted(
    site: Flask, officer: FlaskClient, full: str, hand_in: HandIn, read_in: ReadIn, papers: Papers
):
    hand_in(("copy.pdf", COPY))
    read_in()
    with site.app_context():
        copy = next(paper.id for paper in papers() if paper.access is PaperAccess.PUBLIC)
    assert "Which paper of this item is it? Report: Copy" in text(officer, f"{full}/pair")
    send(officer, f"{full}/pair/join", f"{full}/pair", other="2")
    assert "Choose an exempt paper and a public paper of the same item." in text(officer, f"{full}/pair")
    send(officer, f"{full}/pair/join", f"{full}/pair", other=str(copy))
    with site.app_context():
        assert db.session.get_one(Paper, copy).redacts_id
    assert "Its public copy" in text(officer, f"{MEETING}/papers/{copy}/pair")
    send(officer, f"{full}/pair/join", f"{full}/pair", do="part")
    with site.app_context():
        assert db.session.get_one(Paper, copy).redacts_id is None
