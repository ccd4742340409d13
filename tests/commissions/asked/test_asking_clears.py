"""Approvers clear a paper in turn, or ask its author to change it; each hears when it is theirs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel.accounts.operations import named
from panel.audit.models import AuditEntry
from panel.commissions import clearing
from panel.commissions.models import Clearance
from panel.commissions.rules import Turn, may_hand_in, may_judge
from panel.extensions import db
from panel.law.ruling import Refused
from panel.papers.models import PaperStep
from panel.papers.operations import advance
from panel.papers.queries import papers_under
from panel.papers.rules import PaperStage
from tests.commissions.asked.people import FINN, LEE, WREN, hand_in, judge, pdf, seen, the_commission
from tests.desk.pages import text, words
from tests.mail.servers import Post

PAGE = "/asked/1"
Worker = Callable[[], None]


@pytest.fixture
def received(site: Flask, author: FlaskClient, worker: Worker, post: Post) -> Post:
    """A report with an appendix is here; the mail that was sent of it is forgotten."""
    hand_in(author, ("q4.pdf", pdf("first")), ("Costs.pdf", pdf("costs")))
    worker()
    post.letters.clear()
    return post


def stages(site: Flask) -> list[str]:
    with site.app_context():
        return [each.stage.value for each in papers_under(the_commission().paper.item)]


def test_two_clear_it_one_after_the_other_and_it_is_cleared(
    received: Post, site: Flask, author: FlaskClient, finance: FlaskClient, legal: FlaskClient, worker: Worker
):
    assert "Read it, and clear it for Finance: you have until Wednesday 27 May 2026." in text(finance, PAGE)
    answer = judge(finance, "clear", "The figures agree with the ledger.")
    assert answer.status_code == 303
    said = text(finance, answer.location)
    assert "You cleared it for Finance. It is with Lee Marsh (Legal) now." in said
    assert "Cleared for Finance The figures agree with the ledger." in text(author, PAGE)
    worker()
    assert [letter["To"] for letter in received.letters] == [LEE]
    assert stages(site) == ["received", "received"]
    said = text(legal, judge(legal, "clear").location)
    assert "You cleared it for Legal. Everybody has cleared it now." in said
    assert stages(site) == ["cleared", "cleared"]
    worker()
    assert [(letter["To"], letter["Subject"]) for letter in received.letters[1:]] == [
        (WREN, "Cleared: a paper for item 4"),
        ("democracy@larkshire.example", "Cleared: a paper for item 4"),
    ]
    with site.app_context():
        rows = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "clear for").order_by(AuditEntry.id))
        assert [(row.actor, row.detail["what"]) for row in rows] == [
            (f"Finn Cole <{FINN}>", "Finance"),
            (f"Lee Marsh <{LEE}>", "Legal"),
        ]
    assert "It is cleared. An officer makes it final." in text(author, "/asked/")


def test_a_query_goes_to_the_author_whose_new_version_begins_the_turns_anew(
    received: Post, site: Flask, author: FlaskClient, finance: FlaskClient, legal: FlaskClient, worker: Worker
):
    judge(finance, "clear")
    asked = judge(legal, "change", "Which power is used in section 2?")
    assert "The author is asked to change it, and hears of it by e-mail." in text(legal, asked.location)
    worker()
    letter = received.letters[-1]
    assert (letter["To"], letter["Subject"]) == (WREN, "Please change a paper for item 4")
    assert "Which power" not in str(letter)
    said = text(author, PAGE)
    assert f"Lee Marsh <{LEE}> asks: Which power is used in section 2?" in said
    hand_in(author, ("q4.pdf", pdf("second")))
    worker()
    assert stages(site) == ["received", "received"]
    assert received.letters[-1]["To"] == FINN
    assert "Finance Finn Cole (you) Your turn now Legal Lee Marsh Waits" in text(finance, PAGE)


def test_a_new_appendix_is_for_everybody_to_clear_too(
    received: Post, site: Flask, author: FlaskClient, finance: FlaskClient, legal: FlaskClient, worker: Worker
):
    judge(finance, "clear")
    judge(legal, "clear")
    hand_in(author, ("Savings.pdf", pdf("savings")), kind="appendices")
    worker()
    assert stages(site) == ["received", "cleared", "received"]
    assert received.letters[-1]["To"] == FINN
    judge(finance, "clear")
    judge(legal, "clear")
    assert stages(site) == ["cleared", "cleared", "cleared"]


def test_out_of_turn_and_twice_is_refused_in_words(
    received: Post, site: Flask, finance: FlaskClient, legal: FlaskClient
):
    early = judge(legal, "clear", saw="received")
    assert early.status_code == 200
    assert "It is not your turn yet: somebody before you is still to clear it." in words(early.text)
    assert 'name="do"' not in legal.get(PAGE).text
    saw = seen(finance)
    assert judge(finance, "clear", saw=saw).status_code == 303
    assert "You have cleared this file already." in words(judge(finance, "clear", saw=saw).text)
    with site.app_context():
        assert len(db.session.scalars(select(Clearance)).all()) == 2, "one a file"


def test_a_file_that_came_while_somebody_read_is_not_cleared_unseen(
    received: Post, site: Flask, author: FlaskClient, finance: FlaskClient, worker: Worker
):
    saw = seen(finance)
    hand_in(author, ("q4.pdf", pdf("second")))
    worker()
    refused = judge(finance, "clear", "Good.", saw=saw)
    assert "Something changed since you opened this page" in words(refused.text)
    assert "<title>Error: " in refused.text
    assert "Good." in words(refused.text)
    with site.app_context():
        assert db.session.scalars(select(Clearance)).first() is None


def test_a_change_needs_its_sentence(received: Post, site: Flask, finance: FlaskClient):
    refused = judge(finance, "change")
    assert words(refused.text).count("Write what the author is asked to change or explain.") == 2
    assert stages(site) == ["received", "received"]


def test_whoever_asked_may_clear_it_after_all_and_nobody_else(
    received: Post, site: Flask, finance: FlaskClient, legal: FlaskClient
):
    judge(finance, "change", "Which year?")
    assert stages(site)[0] == "queried"
    assert judge(finance, "clear", "2025, I am told.").status_code == 303
    assert stages(site)[0] == "received"
    with site.app_context():
        advance(the_commission().paper, PaperStage.RECEIVED, PaperStage.QUERIED, "Officer asks", actor="Imogen Vale")
        db.session.commit()
    refused = judge(legal, "clear", saw="queried")
    assert "The author was asked to change it." in words(refused.text)


def test_two_windows_that_clear_at_the_same_moment_clear_once(received: Post, site: Flask, finance: FlaskClient):
    with site.test_request_context():
        approver = the_commission().approvers[0]
        saw, actor = clearing.seen_of(the_commission()), named(approver.user)
        clearing.clear(approver, saw, "", lambda path: path, actor=actor)
        with pytest.raises(Refused, match="already"):
            clearing.clear(approver, saw, "", lambda path: path, actor=actor)


def test_one_person_may_clear_it_for_two_things(received: Post, site: Flask, finance: FlaskClient):
    with site.app_context():
        first, second = the_commission().approvers
        second.user_id = first.user_id
        db.session.commit()
    assert "Read it, and clear it for Finance" in text(finance, PAGE)
    judge(finance, "clear")
    assert "Read it, and clear it for Legal" in text(finance, PAGE)
    judge(finance, "clear")
    assert stages(site) == ["cleared", "cleared"]


def test_an_author_judges_nothing(received: Post, author: FlaskClient, site: Flask):
    assert judge(author, "clear", saw="x").status_code == 404
    with site.app_context():
        assert db.session.scalars(select(PaperStep.stage).order_by(PaperStep.id.desc())).first() is PaperStage.RECEIVED


ONE = (Turn(1, False), Turn(2, False))


@pytest.mark.parametrize(
    ("turns", "approver", "stage", "file", "others", "reason"),
    [
        pytest.param(ONE, 1, PaperStage.RECEIVED, True, False, "", id="their turn"),
        pytest.param(ONE, 1, PaperStage.ASKED, False, False, "nothing to clear yet", id="no file"),
        pytest.param(ONE, 2, PaperStage.RECEIVED, True, False, "not your turn yet", id="too early"),
        pytest.param((Turn(1, True), Turn(2, False)), 1, PaperStage.RECEIVED, True, False, "already", id="twice"),
        pytest.param(ONE, 1, PaperStage.FINAL, True, False, "final", id="final"),
        pytest.param(ONE, 1, PaperStage.QUERIED, True, True, "asked to change it", id="somebody else asked"),
        pytest.param(ONE, 1, PaperStage.QUERIED, True, False, "", id="they asked themselves"),
    ],
)
def test_who_may_judge_a_paper(
    turns: tuple[Turn, ...], approver: int, stage: PaperStage, file: bool, others: bool, reason: str
):
    ruling = may_judge(turns, approver, stage, file, others)
    assert ruling.allowed is not bool(reason)
    assert reason in ruling.reason


@pytest.mark.parametrize("stage", PaperStage)
def test_an_author_may_hand_in_until_it_is_final_or_the_meeting_is_over(stage: PaperStage):
    assert may_hand_in(stage, over=False).allowed is (stage is not PaperStage.FINAL)
    assert not may_hand_in(stage, over=True)
