"""An author hands a report in from their own page, sees what is told of it, and finds its versions kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel import jobs
from panel.audit.models import AuditEntry
from panel.commissions.models import Enclosure
from panel.commissions.queries import commissions_of, is_asked
from panel.commissions.receiving import TAKE_IN
from panel.documents.store import Store
from panel.extensions import db
from panel.jobs import Job, JobState
from panel.mail.models import Message
from panel.papers.models import PaperAccess
from panel.papers.operations import withdraw
from panel.papers.queries import papers_under, versions_of
from panel.papers.rules import PaperStage
from tests.commissions.asked.people import DRAFT, FINN, WREN, hand_in, pdf, the_commission
from tests.desk.pages import text, words
from tests.mail.servers import Post
from tests.papers.pages import token

PAGE = "/asked/1"
Worker = Callable[[], None]


def under_item(site: Flask) -> list[tuple[str | None, str, str]]:
    with site.app_context():
        return [(each.appendix, each.title, each.stage.value) for each in papers_under(the_commission().paper.item)]


def test_the_page_says_what_is_asked_by_when_and_how_that_was_counted(author: FlaskClient):
    said = text(author, PAGE)
    assert f"You have until {DRAFT} to write it and hand it in." in said
    assert "Tell the Panel what was spent on each priority." in said
    assert "For item 4, Budget & spending Purpose To comment. Lead The Treasurer" in said
    assert f"Draft report {DRAFT} Finance and legal comments Wednesday 27 May 2026" in said
    assert "The standard report timetable; the body has adopted none. Draft report 15 working days before" in said
    assert "Finance Finn Cole Waits Legal Lee Marsh Waits" in said
    assert "Write to Imogen Vale" in said


def test_a_late_report_is_told_as_late(site: Flask, author: FlaskClient):
    with site.app_context():
        the_commission().paper.item.meeting.date = date(2026, 3, 26)
        db.session.commit()
    said = text(author, PAGE)
    assert "Overdue" in said
    assert "Please hand it in as soon as you can." in said


def test_a_report_with_two_appendices_is_handed_in_in_one_go(
    site: Flask, author: FlaskClient, worker: Worker, post: Post
):
    files = [("q4.pdf", pdf("first")), ("Costs.pdf", pdf("costs")), ("Savings.pdf", pdf("savings"))]
    answer = hand_in(author, *files, note="May hold exempt information, paragraph 3.")
    assert answer.location == "/asked/1#arriving"
    assert text(author, PAGE).count("Waiting to be read") == 3
    worker()
    assert under_item(site) == [
        (None, "Budget report", "received"),
        ("A", "Costs", "received"),
        ("B", "Savings", "received"),
    ]
    said = text(author, PAGE)
    assert "It is with Finn Cole, who clears it for Finance." in said
    assert said.count("May hold exempt information, paragraph 3.") == 3
    with site.app_context():
        assert the_commission().paper.access is PaperAccess.PUBLIC, "withholding is an officer's decision"
        trail = [row.verb for row in db.session.scalars(select(AuditEntry).where(AuditEntry.actor.contains(WREN)))]
        assert trail[-7:] == ["hand in"] * 3 + ["amend", "mark received", "lodge", "lodge"]
    assert [(letter["To"], letter["Subject"]) for letter in post.letters] == [
        (FINN, "Yours to clear: a paper for item 4")
    ], "once, however many files"
    letter = post.letters[0].get_body(("plain",)).get_content()
    assert "http://localhost/asked/1" in letter
    assert "Questions: Imogen Vale, democracy@larkshire.example" in letter
    assert "item 4 of Larkshire Police and Crime Panel on Thursday 18 June 2026" in letter


def test_versions_are_kept_with_who_and_when_and_can_be_opened(site: Flask, author: FlaskClient, worker: Worker):
    hand_in(author, ("q4.pdf", pdf("first")))
    worker()
    hand_in(author, ("q4 new.pdf", pdf("second")), note="Table 2 is put right.")
    worker()
    said = text(author, PAGE)
    assert "Version 2 of Budget report , the one that counts PDF of q4 new.pdf, 1 page · Wren Hill" in said
    assert "Table 2 is put right." in said
    with site.app_context():
        number = the_commission().paper_id
        assert [each.number for each in versions_of(the_commission().paper)] == [2, 1]
    for version in (1, 2):
        answer = author.get(f"{PAGE}/papers/{number}/versions/{version}.pdf")
        assert answer.data.startswith(b"%PDF")
        assert answer.headers["Cache-Control"] == "no-store"
    for wrong in (f"{number}/versions/3", f"{number - 1}/versions/1", "999/versions/1"):
        assert author.get(f"{PAGE}/papers/{wrong}.pdf").status_code == 404


def test_one_appendix_is_replaced_and_keeps_its_letter(site: Flask, author: FlaskClient, worker: Worker):
    hand_in(author, ("q4.pdf", pdf("first")), ("Costs.pdf", pdf("costs")))
    worker()
    with site.app_context():
        (enclosed,) = db.session.scalars(select(Enclosure))
        kind = f"paper-{enclosed.paper_id}"
    wrong = hand_in(author, ("a.pdf", pdf("savings")), ("b.pdf", pdf("second")), kind=kind)
    assert "Choose one file: it takes the place of one appendix." in words(wrong.text)
    assert hand_in(author, ("costs 2.pdf", pdf("savings")), kind=kind).status_code == 303
    worker()
    assert under_item(site) == [(None, "Budget report", "received"), ("A", "Costs", "received")]
    assert "PDF of costs 2.pdf" in text(author, PAGE)


def test_what_comes_with_an_exempt_paper_is_exempt_and_no_mail_tells_of_it(
    site: Flask, author: FlaskClient, worker: Worker, post: Post
):
    with site.app_context():
        paper = the_commission().paper
        paper.access, paper.exempt_paragraphs, paper.title = PaperAccess.EXEMPT, [1], "The Kingfisher settlement"
        db.session.commit()
    assert "This paper is exempt: it is not for publication." in text(author, PAGE)
    hand_in(author, ("kingfisher.pdf", pdf("first")), ("kingfisher costs.pdf", pdf("costs")))
    hand_in(author, ("kingfisher.txt", b"Kingfisher"), kind="appendices")
    worker()
    with site.app_context():
        item = the_commission().paper.item
        assert {each.access for each in papers_under(item)} == {PaperAccess.EXEMPT}
        # Its file's name gives an appendix no title, since the agenda prints that for everybody.
        assert [each.title for each in papers_under(item)][1:] == ["Budget & spending"]
    assert len(post.letters) == 2
    assert not [letter for letter in post.letters if "ingfisher" in str(letter)]


def test_a_file_that_cannot_be_taken_is_told_on_the_page_and_by_mail(
    site: Flask, author: FlaskClient, worker: Worker, post: Post
):
    hand_in(author, ("notes.pdf", b"just words"))
    worker()
    assert "This is plain text, whatever its name says." in text(author, PAGE)
    (letter,) = post.letters
    assert (letter["To"], letter["Subject"]) == (WREN, "Your file could not be taken")
    with site.app_context():
        row = the_commission().paper
        assert row.document_id is None
    page = author.get(PAGE).text
    action = page.partition(f'action="{PAGE}/arriving/')[2].partition('"')[0]
    data = {"csrf_token": token(author, PAGE), "do": "dismiss"}
    assert author.post(f"{PAGE}/arriving/{action}", data=data).status_code == 303
    assert "notes.pdf" not in text(author, PAGE)


def test_reading_that_was_given_up_is_tried_again_as_what_it_was(site: Flask, author: FlaskClient, worker: Worker):
    hand_in(author, ("q4.pdf", pdf("first")))
    with site.app_context():
        job = db.session.scalars(select(Job).where(Job.name == TAKE_IN)).one()
        job.state = JobState.FAILED
        db.session.commit()
    assert "Not read" in text(author, PAGE)
    author.post(f"{PAGE}/arriving/1", data={"csrf_token": token(author, PAGE), "do": "again"})
    worker()
    assert "Yours to clear" in subjects(site)[0]


def subjects(site: Flask) -> list[str]:
    with site.app_context():
        return list(db.session.scalars(select(Message.subject).order_by(Message.id)))


def test_a_job_that_runs_twice_writes_one_version_and_one_letter(site: Flask, author: FlaskClient, worker: Worker):
    hand_in(author, ("q4.pdf", pdf("first")), ("Costs.pdf", pdf("costs")))
    worker()
    with site.app_context():
        for row in db.session.scalars(select(Job).where(Job.name == TAKE_IN)):
            row.state = JobState.QUEUED
        db.session.commit()
    worker()
    assert subjects(site) == ["Yours to clear: a paper for item 4"]
    with site.app_context():
        assert len(versions_of(the_commission().paper)) == 1
        assert len(db.session.scalars(select(Enclosure)).all()) == 1
    assert TAKE_IN in jobs._registry


def test_without_approvers_the_officers_hear_that_it_is_here(
    site: Flask, author: FlaskClient, worker: Worker, post: Post
):
    with site.app_context():
        for each in the_commission().approvers:
            db.session.delete(each)
        db.session.commit()
    hand_in(author, ("q4.pdf", pdf("first")))
    worker()
    (letter,) = post.letters
    assert (letter["To"], letter["Subject"]) == ("democracy@larkshire.example", "Handed in: a paper for item 4")
    assert "/desk/larkshire/2026-06-18/papers/" in letter.get_body(("plain",)).get_content()


@pytest.mark.parametrize(
    ("stage", "day", "said"),
    [
        pytest.param(PaperStage.FINAL, date(2026, 6, 18), "The paper is final.", id="final"),
        pytest.param(PaperStage.ASKED, date(2026, 3, 2), "The meeting has taken place", id="after the meeting"),
    ],
)
def test_no_file_is_taken_where_nothing_is_awaited(
    stage: PaperStage, day: date, said: str, site: Flask, author: FlaskClient
):
    sent = token(author, PAGE)
    with site.app_context():
        paper = the_commission().paper
        paper.stage = stage
        paper.item.meeting.date = day
        db.session.commit()
    assert said in text(author, PAGE)
    data = {"csrf_token": sent, "kind": "report", "files": [(BytesIO(pdf("first")), "q4.pdf")]}
    answer = author.post(f"{PAGE}/hand-in", data=data)
    assert said in words(answer.text)
    with site.app_context():
        assert db.session.scalars(select(Job).where(Job.name == TAKE_IN)).first() is None


def test_what_is_wrong_with_a_form_is_said_and_what_was_typed_stays(author: FlaskClient):
    answer = hand_in(author, note="It is late, sorry.")
    assert answer.status_code == 200
    assert "<title>Error: " in answer.text
    assert words(answer.text).count("Choose at least one file.") == 2
    assert "It is late, sorry." in words(answer.text)
    assert "Write at most 500 characters." in words(hand_in(author, ("a.pdf", pdf("first")), note="x" * 501).text)
    assert "Not a valid choice" in words(hand_in(author, ("a.pdf", pdf("first")), kind="paper-999").text)


def test_a_paper_has_so_many_appendices_and_no_more(author: FlaskClient, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("panel.commissions.asked_forms.MOST_APPENDICES", 2)
    hand_in(author, ("q4.pdf", pdf("first")), ("Costs.pdf", pdf("costs")))
    more = (("a.pdf", pdf("second")), ("b.pdf", pdf("savings")))
    assert "at most 2 appendices, and 1 are here" in words(hand_in(author, *more, kind="appendices").text)
    assert hand_in(author, more[0], kind="appendices").status_code == 303


def test_a_script_that_sends_files_is_answered_in_its_own_way(author: FlaskClient):
    data = {"csrf_token": token(author, PAGE), "kind": "report"}
    answer = author.post(f"{PAGE}/hand-in", data=data, headers={"Accept": "application/json"})
    assert answer.json == {"refused": ["Choose at least one file."]}


def test_a_double_click_hands_in_once(site: Flask, author: FlaskClient):
    hand_in(author, ("q4.pdf", pdf("first")))
    again = hand_in(author, ("q4.pdf", pdf("first")))
    assert "It was not taken twice." in words(again.text)


def test_a_withdrawn_paper_is_asked_no_more(site: Flask, author: FlaskClient):
    with site.app_context():
        withdraw(the_commission().paper, actor="a test")
        db.session.commit()
    assert author.get(PAGE).status_code == 404
    assert "Nothing is asked of you at present." in text(author, "/asked/")


def test_once_a_report_is_here_nothing_is_chosen_for_its_author(site: Flask, author: FlaskClient, worker: Worker):
    assert author.get(PAGE).text.count(" checked") == 1
    hand_in(author, ("q4.pdf", pdf("first")))
    worker()
    assert " checked" not in author.get(PAGE).text
    assert words(hand_in(author, ("a.pdf", pdf("costs")), kind="").text).count("Choose what the files are.") == 2


def test_what_was_left_to_be_written_is_told_to_who_wrote_and_who_clears_it(
    site: Flask, author: FlaskClient, finance: FlaskClient, worker: Worker
):
    hand_in(author, ("q4.pdf", pdf("first")))
    worker()
    assert "to be written" not in text(author, PAGE)
    with site.app_context():
        text_of_it = json.dumps(["Background [To be written: what led to it.] Costs [To be\nwritten: what it costs.]"])
        the_commission().paper.document.text_sha256 = Store.of_app().put(text_of_it.encode())
        db.session.commit()
    assert "It still holds two places to be written. Look for" in text(author, PAGE)
    assert "It still holds two places to be written." in text(finance, PAGE)


def test_of_an_item_that_left_the_agenda_nothing_is_asked_and_nothing_is_open(
    site: Flask, author: FlaskClient, finance: FlaskClient, worker: Worker
):
    hand_in(author, ("q4.pdf", pdf("first")))
    worker()
    with site.app_context():
        asked = the_commission()
        file = f"{PAGE}/papers/{asked.paper_id}/versions/1.pdf"
        asked.paper.item.withdrawn = True
        db.session.commit()
        assert not is_asked(asked.author)
        assert not commissions_of(asked.paper.item.meeting)
    for client in (author, finance):
        assert [client.get(address).status_code for address in (PAGE, file)] == [404, 404]
        assert "Nothing is asked of you at present." in text(client, "/asked/")


def test_a_file_whose_name_says_that_it_is_exempt_is_taken_so_and_its_name_gives_neither_title_nor_letter(
    site: Flask, author: FlaskClient, worker: Worker, post: Post
):
    answer = hand_in(
        author,
        ("Report NOT FOR PUBLICATION.pdf", pdf("first")),
        ("Appendix C EXEMPT severance of Jane Doe.pdf", pdf("costs")),
        ("Appendix D.pdf", pdf("savings")),
    )
    said = text(author, answer.location)
    assert "Jane Doe.pdf. Its name says “EXEMPT”: it is taken as exempt until an officer decides." in said
    worker()
    with site.app_context():
        found = [(each.title, each.appendix, each.access) for each in papers_under(the_commission().paper.item)]
    exempt, public = PaperAccess.EXEMPT, PaperAccess.PUBLIC
    assert found[:2] == [("Budget report", None, exempt), ("Budget & spending", "A", exempt)]
    assert found[2][1:] == ("D", public)
    assert "it is taken as exempt until an officer decides" in text(author, PAGE)
    told = [letter for letter in post.letters if letter["To"] == "democracy@larkshire.example"]
    assert {letter["Subject"] for letter in told} == {"A file handed in may be exempt"}
    assert not [letter for letter in post.letters if "Jane Doe" in str(letter) or "Budget report" in str(letter)]
