"""Files are handed in under an item: kept at once, read by a job, told of, and nothing twice."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from panel import jobs
from panel.access import may_send_files
from panel.audit.models import AuditEntry
from panel.documents.store import Store
from panel.extensions import db
from panel.jobs import Job, JobState
from panel.papers import arriving
from panel.papers.models import HandedIn, HandedInState, Paper, PaperAccess, PaperVersion
from panel.papers.rules import PaperStage
from tests.accounts.people import send, sign_in
from tests.desk.pages import text, words
from tests.papers.conftest import HandIn
from tests.papers.pages import MEETING, report, token
from tests.public.site import statements

Papers = Callable[[], list[Paper]]
JSON = {"Accept": "application/json"}


def test_a_file_is_kept_at_once_and_becomes_a_paper_when_it_was_read(
    site: Flask, officer: FlaskClient, under: str, hand_in: HandIn, read_in: Callable[[], None], papers: Papers
):
    assert "No paper yet. It says: To follow." in text(officer, under)
    answer = hand_in(("Item 5 - Budget_monitoring.pdf", report()))
    assert (answer.status_code, answer.location) == (303, f"{under}#arriving")
    page = text(officer, under)
    assert "Item 5 - Budget_monitoring.pdf Waiting to be read" in page
    with site.app_context():
        row = db.session.scalars(select(HandedIn)).one()
        assert Store.of_app().read(row.sha256) == report()
    read_in()
    page = text(officer, under)
    assert "Files on their way" not in page.split("On the agenda")[0] or "Waiting" not in page
    assert "Report Budget monitoring Received" in page
    assert "Item 5 - Budget_monitoring.pdf, 1 page · Open it" in page
    assert "needs a supplement" in page
    with site.app_context():
        (paper,) = papers()
        assert (paper.title, paper.appendix, paper.stage) == ("Budget monitoring", None, PaperStage.RECEIVED)
        assert paper.can_be_opened
        version = db.session.scalars(select(PaperVersion)).one()
        assert (version.number, version.by) == (1, row.by)
        trail = [entry.verb for entry in db.session.scalars(select(AuditEntry).order_by(AuditEntry.id))]
        assert trail[-2:] == ["hand in", "lodge"]
    number = f"{MEETING}/papers/{paper.id}"
    assert officer.get(f"{number}/thumbnail.png").data.startswith(b"\x89PNG")
    assert officer.get(f"{number}/versions/1.pdf").data.startswith(b"%PDF")
    assert site.test_client().get(f"{number}/thumbnail.png").status_code == 303
    assert site.test_client().get(f"{number}/versions/1.pdf").status_code == 303


def test_several_files_get_their_letters_in_order(
    site: Flask, hand_in: HandIn, read_in: Callable[[], None], papers: Papers
):
    hand_in(("update.pdf", report("one")), ("App C costs.pdf", report("two")), ("plans.pdf", report("three")))
    hand_in(("more.pdf", report("four")), kind="appendices")
    read_in()
    with site.app_context():
        found = [(paper.appendix, paper.title) for paper in papers()]
    assert found == [(None, "Update"), ("C", "Costs"), ("A", "Plans"), ("B", "More")]


def test_what_is_wrong_with_a_file_is_said_and_keeps_the_others(
    site: Flask, officer: FlaskClient, under: str, hand_in: HandIn, read_in: Callable[[], None], papers: Papers
):
    page = hand_in(("empty.pdf", b""), ("good.pdf", report())).get_data(as_text=True)
    assert "There is a problem" in page
    assert "Error: Papers of item 5" in page
    assert "empty.pdf: The file is empty. Ask the author to send it again." in words(page)
    assert "good.pdf Waiting to be read" in words(page)
    hand_in(("picture.docx", b"GIF89a no document at all"))
    read_in()
    page = text(officer, under)
    assert "picture.docx Refused" in page
    with site.app_context():
        row = db.session.scalars(select(HandedIn).where(HandedIn.state == HandedInState.REFUSED)).one()
        assert row.reason in page
        assert [paper.title for paper in papers()] == ["Good"]
    send(officer, f"{MEETING}/agenda/arriving/{row.id}", under, do="dismiss")
    assert "picture.docx" not in text(officer, under)


def test_a_file_that_is_too_large_says_how_large_it_may_be(
    site: Flask, officer: FlaskClient, under: str, hand_in: HandIn
):
    site.config["MAX_PAPER_MB"] = 1
    page = words(hand_in(("atlas.pdf", b"%PDF" + b"0" * 1_100_000)).get_data(as_text=True))
    assert "atlas.pdf: The file has 1.0 MB, and at most 1 MB are accepted." in page
    site.config["UPLOAD_BYTES"] = 500_000
    answer = hand_in(("atlas.pdf", b"%PDF" + b"0" * 1_100_000))
    assert answer.status_code == 413
    assert "That is too much at once At most 0.5 MB are taken together." in words(answer.get_data(as_text=True))
    answer = hand_in(("atlas.pdf", b"%PDF" + b"0" * 1_100_000), **JSON)
    assert answer.status_code == 413
    assert "more than is taken at once" in answer.get_json()["refused"][0]
    with site.app_context():
        assert not db.session.scalars(select(HandedIn)).all()


def kept_in(page: str) -> dict[str, str]:
    """What the form carries of what was sent before."""
    return dict(re.findall(r'name="(kept|asked)" value="([^"]*)"', page))


def test_files_that_were_chosen_are_not_lost_while_it_is_not_said_who_may_read_them(
    site: Flask, officer: FlaskClient, under: str, hand_in: HandIn
):
    page = hand_in(("update.pdf", report()), ("empty.pdf", b""), access="").get_data(as_text=True)
    assert "<title>Error: " in page
    assert "Choose who may read them." in words(page)
    assert "Here already, so you need not choose it again: update.pdf" in words(page)
    assert "empty.pdf: The file is empty." in words(page)
    with site.app_context():
        assert not db.session.scalars(select(HandedIn)).all()
    # Again without an answer: still there. Then with one, and with a file that is added.
    fields = {"csrf_token": token(officer, under), "kind": "report"}
    page = officer.post(under, data=fields | kept_in(page)).get_data(as_text=True)
    assert "update.pdf" in words(page)
    more = {"files": [(BytesIO(report("more")), "more.pdf")], "access": "exempt"}
    assert officer.post(under, data=fields | kept_in(page) | more).status_code == 303
    with site.app_context():
        rows = db.session.scalars(select(HandedIn).order_by(HandedIn.id))
        assert [(row.file_name, row.appendix) for row in rows] == [("update.pdf", None), ("more.pdf", "A")]
    # What another item's form carries, and what was written elsewhere, counts for nothing.
    number = under.split("/")[-2]
    other = under.replace(f"/{number}/", f"/{int(number) + 1}/")
    for address, kept in ((other, kept_in(page)["kept"]), (under, "made.up")):
        answer = officer.post(address, data=fields | {"kept": kept, "access": "public"})
        assert "Choose at least one file." in words(answer.get_data(as_text=True))


def test_a_file_whose_name_says_restricted_is_not_made_public_without_being_asked_about(
    site: Flask, officer: FlaskClient, under: str, hand_in: HandIn
):
    page = hand_in(("Costs RESTRICTED.pdf", report()), ("plan.pdf", report("plan"))).get_data(as_text=True)
    assert "“Costs RESTRICTED.pdf” says “RESTRICTED” in its name. Choose again who may read it." in words(page)
    assert not re.search(r'name="access"[^>]* checked', page)
    assert "you need not choose them again: Costs RESTRICTED.pdf plan.pdf" in words(page)
    with site.app_context():
        assert not db.session.scalars(select(HandedIn)).all()
    fields = {"csrf_token": token(officer, under), "kind": "report", "access": "public"}
    # Another such file beside it is asked about too.
    more = {"files": [(BytesIO(report("third")), "exempt.pdf")]}
    page = officer.post(under, data=fields | kept_in(page) | more).get_data(as_text=True)
    assert "“exempt.pdf” says “exempt” in its name." in words(page)
    assert officer.post(under, data=fields | kept_in(page)).status_code == 303
    with site.app_context():
        assert [row.access for row in db.session.scalars(select(HandedIn))] == [PaperAccess.PUBLIC] * 3
    # Handed in as exempt, nothing is asked; a script is told the same.
    assert hand_in(("secret.pdf", report("secret")), access="exempt").status_code == 303
    answer = hand_in(("Part 2.pdf", report("part")), **JSON).get_json()
    assert answer["refused"] == ["“Part 2.pdf” says “Part 2” in its name. Choose again who may read it."]


def test_the_same_file_twice_and_a_double_click_hand_in_once(
    site: Flask, hand_in: HandIn, read_in: Callable[[], None], papers: Papers
):
    hand_in(("update.pdf", report()))
    again = words(hand_in(("update.pdf", report())).get_data(as_text=True))
    assert "this file is here already, as “Update”. It was not taken twice." in again
    read_in()
    again = words(hand_in(("renamed.pdf", report())).get_data(as_text=True))
    assert "renamed.pdf: this file is here already, as “Update”." in again
    with site.app_context():
        assert len(papers()) == 1
        assert db.session.scalar(select(func.count()).select_from(Job)) == 1


def test_two_at_once_hand_one_file_in_once(
    site: Flask, hand_in: HandIn, papers: Papers, monkeypatch: pytest.MonkeyPatch
):
    """Neither sees the other's row before it writes its own."""
    monkeypatch.setattr(arriving, "_here_already", lambda *_: None)
    hand_in(("update.pdf", report()))
    again = words(hand_in(("update.pdf", report())).get_data(as_text=True))
    assert "is being read. It was not taken twice." in again
    with site.app_context():
        assert db.session.scalar(select(func.count()).select_from(HandedIn)) == 1
        assert db.session.scalar(select(func.count()).select_from(Job)) == 1


def test_a_job_that_runs_twice_takes_the_file_in_once(
    site: Flask, hand_in: HandIn, read_in: Callable[[], None], papers: Papers
):
    hand_in(("update.pdf", report()))
    read_in()
    with site.app_context():
        number = db.session.scalars(select(HandedIn.id)).one()
        arriving.take_in(lambda *_: None, number)
        db.session.commit()
        assert len(papers()) == 1


def test_a_second_worker_that_overtakes_leaves_the_first_nothing_to_do(
    site: Flask, hand_in: HandIn, papers: Papers, monkeypatch: pytest.MonkeyPatch
):
    hand_in(("update.pdf", report()))
    with site.app_context():
        number, receive = db.session.scalars(select(HandedIn.id)).one(), arriving.receive

        def overtaken(*arguments: object) -> object:
            monkeypatch.setattr(arriving, "receive", receive)
            arriving.take_in(lambda *_: None, number)
            db.session.commit()
            return receive(*arguments)

        monkeypatch.setattr(arriving, "receive", overtaken)
        arriving.take_in(lambda *_: None, number)
        db.session.commit()
        assert len(papers()) == 1


def test_a_file_whose_job_was_given_up_can_be_tried_again(
    site: Flask, officer: FlaskClient, under: str, hand_in: HandIn, read_in: Callable[[], None]
):
    hand_in(("update.pdf", report()))
    with site.app_context():
        db.session.scalars(select(Job)).one().state = JobState.FAILED
        db.session.commit()
        row = db.session.scalars(select(HandedIn.id)).one()
    assert "update.pdf Not read Reading it broke off each time." in text(officer, under)
    send(officer, f"{MEETING}/agenda/arriving/{row}", under, do="again")
    read_in()
    assert "Report Update Received" in text(officer, under)


def test_a_script_is_answered_in_a_word(hand_in: HandIn):
    assert hand_in(("update.pdf", report()), **JSON).get_json() == {"refused": []}
    (reason,) = hand_in(("update.pdf", report()), **JSON).get_json()["refused"]
    assert "It was not taken twice." in reason


@pytest.mark.parametrize(
    ("form", "said"),
    [
        pytest.param({"access": "public", "kind": "report"}, "Choose at least one file.", id="no file"),
        pytest.param({"kind": "report"}, "Choose who may read them.", id="nobody said who may read it"),
    ],
)
def test_a_form_that_is_not_filled_says_what_is_missing(
    form: dict[str, str], said: str, officer: FlaskClient, under: str
):
    assert said in words(send(officer, under, **form).get_data(as_text=True))


def test_an_exempt_file_gives_the_agenda_no_words_of_its_name(
    site: Flask, officer: FlaskClient, under: str, hand_in: HandIn, read_in: Callable[[], None], papers: Papers
):
    hand_in(("Appendix K kingfisher.pdf", report("KINGFISHER")), access="exempt", kind="appendices")
    read_in()
    with site.app_context():
        (paper,) = papers()
        assert (paper.title, paper.appendix, paper.access) == ("Budget monitoring", "A", PaperAccess.EXEMPT)
    assert "Exempt" in text(officer, under)
    stranger = site.test_client()
    for address in ("/meetings/larkshire/2026-03-19", "/meetings/larkshire/2026-03-19/agenda-pack.pdf"):
        assert b"ingfisher" not in stranger.get(address).data
    assert stranger.get("/meetings/larkshire/2026-03-19/papers/5/appendix-a.pdf").status_code == 404


def test_the_file_of_an_exempt_paper_is_not_taken_as_a_public_one(hand_in: HandIn, read_in: Callable[[], None]):
    hand_in(("secret.pdf", report("KINGFISHER")), access="exempt", kind="appendices")
    for number in range(2):
        # While it waits to be read, and when it is a paper.
        page = words(hand_in((f"open-{number}.pdf", report("KINGFISHER"))).get_data(as_text=True))
        assert "here already" in page or "the very file of an exempt paper" in page
        read_in()


def test_nobody_who_is_not_signed_in_sends_more_than_a_form(site: Flask, under: str):
    stranger = site.test_client()
    answer = stranger.post(under, data=b"0" * 1_000_000, content_type="multipart/form-data; boundary=x")
    assert answer.status_code == 403
    officer = site.test_client()
    sign_in(officer)
    with site.app_context():
        for client, admitted in ((officer, True), (stranger, False)):
            cookie = client.get_cookie("panel")
            environ = {
                "REQUEST_METHOD": "POST",
                "PATH_INFO": under,
                "HTTP_COOKIE": f"panel={cookie.value}" if cookie else "",
                "SERVER_NAME": "localhost",
                "SERVER_PORT": "80",
                "wsgi.url_scheme": "http",
            }
            assert may_send_files(site, environ) is admitted
            assert not may_send_files(site, {**environ, "PATH_INFO": "/sign-in"})
            assert not may_send_files(site, {**environ, "PATH_INFO": f"{MEETING}/check"})


def test_papers_are_moved_withdrawn_and_put_back(
    site: Flask, officer: FlaskClient, under: str, hand_in: HandIn, read_in: Callable[[], None], papers: Papers
):
    hand_in(("one.pdf", report("one")), ("two.pdf", report("two")))
    read_in()
    with site.app_context():
        first, second = [paper.id for paper in papers()]
    send(officer, f"{MEETING}/papers/{second}/change", under, do="up")
    send(officer, f"{MEETING}/papers/{second}/change", under, do="up")
    with site.app_context():
        assert [paper.id for paper in papers()] == [second, first]
    gone = send(officer, f"{MEETING}/papers/{first}/change", under, do="withdraw")
    page = text(officer, gone.location)
    told = "Report, One, is off the agenda. It is still published: what is published changes with a supplement. Undo"
    assert told in page
    assert "Withdrawn Report, One Put it back" in page
    send(officer, f"{MEETING}/papers/{first}/change", under, do="put back")
    with site.app_context():
        assert [paper.id for paper in papers()] == [second, first]
        verbs = [entry.verb for entry in db.session.scalars(select(AuditEntry).order_by(AuditEntry.id))]
        assert verbs[-3:] == ["move", "withdraw", "put back"]


def test_a_paper_can_be_put_down_before_it_is_written(officer: FlaskClient, under: str, site: Flask):
    send(officer, f"{under}/ask", under, title="Estates plan", letter="a", author="Head of Estates")
    page = text(officer, under)
    assert "Appendix A Estates plan Asked No file yet, asked of Head of Estates" in page
    stranger = site.test_client()
    assert "Budget monitoring To follow" in text(stranger, "/meetings/larkshire/2026-03-19")
    assert "Estates" not in text(stranger, "/meetings/larkshire/2026-03-19")
    assert stranger.get("/meetings/larkshire/2026-03-19/agenda-pack.pdf").status_code == 200
    wrong = send(officer, f"{under}/ask", under, title="", letter="A1").get_data(as_text=True)
    assert "Enter the paper’s title as the agenda prints it." in words(wrong)
    assert 'value="A1"' in wrong


def test_addresses_lead_to_their_own_meeting_only(officer: FlaskClient, under: str):
    elsewhere = under.replace("2026-03-19", "2026-06-18")
    assert officer.get(elsewhere).status_code == 404
    assert officer.get(f"{MEETING}/papers/1").status_code == 200
    for tail in ("", "/thumbnail.png", "/versions/1.pdf"):
        assert officer.get(f"/desk/larkshire/2026-06-18/papers/1{tail}").status_code == 404
    assert officer.get(f"{MEETING}/papers/{2**40}").status_code == 404
    assert officer.post(f"{MEETING}/agenda/arriving/9", data={"csrf_token": token(officer, under)}).status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_papers(
    site: Flask, officer: FlaskClient, under: str, hand_in: HandIn, read_in: Callable[[], None]
):
    counts = []
    for number in range(3):
        hand_in((f"{number}.pdf", report(str(number))), (f"bad-{number}.pdf", b"nothing" * (number + 1)))
        read_in()
        with statements(site) as asked:
            officer.get(under)
        counts.append(len(asked))
    assert counts[1] == counts[2]


def test_a_job_is_known_to_every_worker():
    assert arriving.TAKE_IN in jobs._registry
