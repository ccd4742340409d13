"""What an officer changes in the moment in which an approver clears a paper, or a worker takes a file in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from panel.accounts.models import User
from panel.commissions.models import Clearance
from panel.commissions.operations import as_seen as commission_seen
from panel.commissions.operations import call_back, change, clear_for
from panel.extensions import db
from panel.law.ruling import Refused
from panel.meetings.rules import MeetingStatus
from panel.papers.models import HandedIn, HandedInState, Paper
from panel.papers.rules import PaperStage
from tests.commissions.asked.people import ROBIN, WREN, hand_in, judge, pdf, seen, the_commission
from tests.desk.pages import words
from tests.mail.servers import Post
from tests.public.site import statements
from tests.security.test_at_the_same_moment import just_before

Worker = Callable[[], None]


@pytest.fixture
def received(author: FlaskClient, worker: Worker, post: Post, finance: FlaskClient) -> Post:
    """A report is here, cleared for finance; the mail that was sent of it is forgotten."""
    hand_in(author, ("q4.pdf", pdf("first")))
    worker()
    judge(finance, "clear")
    worker()
    post.letters.clear()
    return post


def replaced(site: Flask) -> None:
    """Let Robin clear it in the place of Lee, as an officer does."""
    with site.test_request_context():
        row = the_commission()
        robin = db.session.query(User).filter_by(email=ROBIN).one()
        approvers = [(row.approvers[0].what, row.approvers[0].user), ("Monitoring", robin)]
        assert change(row, commission_seen(row), row.author, row.brief, approvers, actor="Imogen Vale")
        db.session.commit()
        db.session.remove()


def called_back(site: Flask) -> None:
    """Ask its author no longer."""
    with site.test_request_context():
        assert call_back(the_commission(), actor="Imogen Vale")
        db.session.commit()
        db.session.remove()


MEANWHILE = pytest.mark.parametrize("done", [replaced, called_back])


@MEANWHILE
def test_an_approver_who_is_asked_no_longer_in_this_moment_clears_nothing(
    done: Callable[[Flask], None], received: Post, site: Flask, legal: FlaskClient, worker: Worker
):
    saw = seen(legal)
    with just_before("do_orm_execute", lambda: done(site)):
        answer = judge(legal, "clear", saw=saw)
    assert answer.status_code == 404
    assert "It may have been called back" in words(answer.text)
    worker()
    with site.app_context():
        assert the_commission().paper.stage is PaperStage.RECEIVED
        assert len(db.session.query(Clearance).all()) == 1, "that for finance"
    assert not [letter for letter in received.letters if letter["To"] == WREN]


@MEANWHILE
def test_an_officer_clears_for_nobody_who_is_asked_no_longer(
    done: Callable[[Flask], None], received: Post, site: Flask
):
    with site.test_request_context():
        row = the_commission()
        lee = row.approvers[1]
        with just_before("do_orm_execute", lambda: done(site)), pytest.raises(Refused, match="meanwhile"):
            clear_for(row, lee, "By telephone", str, actor="Imogen Vale")


def withdrawn(site: Flask) -> None:
    """Take the item off the agenda."""
    with site.app_context():
        the_commission().paper.item.withdrawn = True
        db.session.commit()


def final(site: Flask) -> None:
    """Make the paper final."""
    with site.app_context():
        the_commission().paper.stage = PaperStage.FINAL
        db.session.commit()


def cancelled(site: Flask) -> None:
    """Call the meeting off."""
    with site.app_context():
        the_commission().paper.item.meeting.status = MeetingStatus.CANCELLED
        db.session.commit()


@pytest.mark.parametrize(
    ("done", "kind", "said", "told"),
    [
        pytest.param(final, "report", "after the paper was made final: ask the officer", [WREN], id="final"),
        pytest.param(final, "appendices", "after the paper was made final: ask the officer", [WREN], id="appendix"),
        pytest.param(cancelled, "report", "The meeting is cancelled", [WREN], id="meeting cancelled"),
        pytest.param(called_back, "report", "was called back before the file was read", [], id="called back"),
        pytest.param(withdrawn, "report", "was taken off the agenda before", [], id="item withdrawn"),
    ],
)
def test_a_file_that_is_not_wanted_any_more_when_it_is_read_is_refused_with_why(
    done: Callable[[Flask], None],
    kind: str,
    said: str,
    told: list[str],
    site: Flask,
    author: FlaskClient,
    worker: Worker,
    post: Post,
):
    hand_in(author, ("q4.pdf", pdf("first")), kind=kind)
    done(site)
    worker()
    with site.app_context():
        row = db.session.query(HandedIn).one()
        assert row.state is HandedInState.REFUSED
        assert said in row.reason
        assert [each.document_id for each in db.session.query(Paper).filter_by(item_id=row.item_id)] == [None]
    assert [letter["To"] for letter in post.letters] == told
    assert not [letter for letter in post.letters if "Budget report" in str(letter)]


def test_a_file_is_counted_in_only_while_the_paper_is_held_against_whoever_clears_it(
    received: Post, site: Flask, author: FlaskClient, worker: Worker
):
    hand_in(author, ("Costs.pdf", pdf("costs")), kind="appendices")
    with statements(site) as asked:
        worker()
    held = next(number for number, each in enumerate(asked) if each.startswith("UPDATE paper SET position"))
    assert held < next(number for number, each in enumerate(asked) if each.startswith("INSERT INTO enclosure"))
    assert held < next(number for number, each in enumerate(asked) if each.startswith("INSERT INTO paper"))
