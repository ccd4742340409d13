"""One click makes the chair's brief: who, when, what to read, what each vote takes; and it never enters a pack."""

from __future__ import annotations

import hashlib
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from panel.audit.models import AuditEntry
from panel.briefing.contents import MARK
from panel.documents.models import Document
from panel.extensions import db
from panel.jobs import Job
from panel.mail.models import Message
from panel.mail.sealing import opened
from panel.packs.models import Draft, PackEdition, Publication
from panel.packs.queries import contents
from panel.papers.models import Paper
from panel.pdf.prepared import PreparedFile
from tests.accounts.people import send, sign_in
from tests.builders import a_document, a_member, a_paper, an_item
from tests.calling.links import ANSWERS, asked, number_of
from tests.desk.pages import text, the_panel
from tests.despatch.conftest import ADA, OMAR
from tests.officers import the_meeting
from tests.public.site import statements
from tests.typeset import reading

DAY = "2026-03-19"
BRIEF = f"/desk/larkshire/{DAY}/brief"
CHAIRS = f"/papers/larkshire/{DAY}/brief"


def between(page: str, begins: str, ends: str) -> str:
    """Give what stands between two headings."""
    return page[page.index(begins) : page.index(ends, page.index(begins))]


def test_the_running_order_has_clock_times_who_presents_and_questioners_in_order(officer: FlaskClient):
    page = text(officer, BRIEF)
    assert page.count(MARK) == 2
    order = page[page.index("Running order") :]
    assert "10.30am 1(1) Disclosures of interests" in order
    assert "10.35am 1(2) Minutes of the previous meeting" in order
    assert "10.40am 2 Public question time" in order
    assert "11.10am 3 Proposed precept for 2026/27" in order
    assert "11.30am 4 Work programme" in order
    assert "about 11.30am 5 Budget monitoring" in order
    assert "ends about 11.45am" in page
    questions = between(order, "2 Public question time", "3 Proposed precept")
    assert (
        "Ivy Nash (About item 3, Proposed precept for 2026/27) When will the station open again? Tom Sedge" in questions
    )
    assert "Each has three minutes to put a question. Note 30 minutes are set aside for all of them." in questions
    assert "Presents Una Marsh" in between(order, "3 Proposed precept", "4 Work programme")


def test_the_words_to_read_stand_where_they_are_read(officer: FlaskClient):
    order = text(officer, BRIEF)
    order = order[order.index("Running order") :]
    first = between(order, "1(1) Disclosures", "1(2) Minutes")
    assert "Read: Filming This meeting is being filmed" in first
    assert "Read: Declarations Does any member have a disclosable pecuniary interest" in first
    assert "leave the room until the matter has been dealt with" in first
    out = between(order, "8 Exclusion of the public", "9 Estates")
    assert (
        "Read: Exclusion of the public To consider passing the following resolution: That the public be excluded" in out
    )
    assert "Item 9: Sale of land (Information relating to the financial or business affairs" in out
    private = between(order, "9 Estates", "10 Urgent business")
    assert "Taken while the public is excluded" in private
    assert "Read: Return to public session The meeting is open to the public again." in private
    warned = between(order, "3 Proposed precept", "4 Work programme")
    assert "What is exempt is not for public session: take it under item 8, or move that first." in warned


def test_each_vote_has_its_threshold_with_its_authority(officer: FlaskClient):
    votes = between(text(officer, BRIEF), "What each vote takes", "Running order")
    assert "Quorum Two of the three who are members on 19 March 2026." in votes
    assert "A motion A majority of the members present and voting" in votes
    assert "Equal votes Whoever presides has a second or casting vote." in votes
    assert "(two thirds of them)" in votes
    assert "Police Reform and Social Responsibility Act 2011, Sch 5 para 4(4) and Sch 8" in votes
    order = text(officer, BRIEF)
    assert "A veto takes 2 votes of 3 members, present or not." in between(
        order, "3 Proposed precept", "4 Work programme"
    )


def test_apologies_and_substitutes_come_from_the_answers(app: Flask, officer: FlaskClient):
    assert "Members, who were not asked yet Councillor Ada Finch, Chair" in text(officer, BRIEF)
    found = asked(officer, app)
    send(app.test_client(), found[ADA], coming="apologies", note="On leave")
    send(app.test_client(), found[OMAR], coming="substitute", name="Councillor Ivy Wren")
    expected = between(text(officer, BRIEF), "Who is expected", "What each vote takes")
    assert "The Chair does not come Councillor Ada Finch, Chair (“On leave”)" in expected
    assert "Substitutes Councillor Ivy Wren for Omar Reed, not named by an officer yet" in expected
    assert "Have not answered Councillor Ravi Linnet" in expected
    send(officer, f"{ANSWERS}/{number_of(app, 'Omar Reed')}/substitute", page=ANSWERS)
    assert "Substitutes Councillor Ivy Wren for Omar Reed Have not answered" in text(officer, BRIEF)


def test_every_page_of_the_tagged_pdf_is_marked(officer: FlaskClient, tmp_path: Path):
    answer = officer.get(f"{BRIEF}.pdf")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.data == officer.get(f"{BRIEF}.pdf").data
    pages = reading.page_texts(answer.data)
    assert len(pages) > 1
    assert all(MARK in page for page in pages)
    whole = " ".join(" ".join(pages).split())
    for said in ("10.40am", "Ivy Nash", "That the public be excluded", "open to the public again", "Sale of land"):
        assert said in whole
    reading.sound(answer.data, tmp_path)


def test_it_never_enters_a_pack(app: Flask, officer: FlaskClient):
    tables = (Document, Paper, Draft, PackEdition, Publication, Job, AuditEntry, Message)

    def kept() -> tuple[list[int], str, str]:
        with app.app_context():
            rows = [db.session.scalar(select(func.count()).select_from(table)) or 0 for table in tables]
            meeting = the_meeting(DAY)
            blank = PreparedFile(Path("a"), Path("b"))
            pack = repr(contents(meeting, lambda _document: blank))
            files = sorted(str(path) for path in Path(app.instance_path, "documents").rglob("*"))
        return rows, pack, hashlib.sha256("".join(files).encode()).hexdigest()

    before = kept()
    assert officer.get(BRIEF).status_code == 200
    brief = officer.get(f"{BRIEF}.pdf").data
    assert kept() == before, "making it leaves nothing that a pack could take up"
    for said in (MARK, "Does any member have", "Ivy Nash", hashlib.sha256(brief).hexdigest()):
        assert said not in before[1]
    public = app.test_client().get(f"/meetings/larkshire/{DAY}").text
    assert MARK not in public
    assert "/brief" not in public


def test_only_officers_and_the_chair_may_see_it(app: Flask, officer: FlaskClient):
    for page in (BRIEF, f"{BRIEF}.pdf", CHAIRS, f"{CHAIRS}.pdf"):
        assert app.test_client().get(page).location.startswith("/sign-in")
    chair, other = app.test_client(), app.test_client()
    sign_in(chair, ADA)
    sign_in(other, OMAR)
    assert "Chair’s brief" in text(chair, CHAIRS)
    assert chair.get(f"{CHAIRS}.pdf").data == officer.get(f"{BRIEF}.pdf").data
    assert chair.get(BRIEF).status_code == 404
    for page in (CHAIRS, f"{CHAIRS}.pdf", BRIEF):
        assert other.get(page).status_code == 404
    with app.app_context():
        the_meeting(DAY).published = False
        db.session.commit()
    assert chair.get(CHAIRS).status_code == 404


def test_the_chair_is_told_by_an_e_mail_that_holds_nothing_of_it(app: Flask, officer: FlaskClient):
    assert send(officer, BRIEF).status_code == 303
    with app.app_context():
        letter = db.session.scalars(select(Message)).one()
        assert letter.to == ADA
        said = opened(letter.sealed).text
        assert f"http://localhost{CHAIRS}" in said
        assert "Sale of land" not in said
        entry = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "send chair’s brief")).one()
        assert entry.detail == {"to": "Councillor Ada Finch"}


def test_a_meeting_without_agenda_or_members_has_an_empty_brief_that_says_what_to_do(officer: FlaskClient):
    page = text(officer, "/desk/larkshire/2026-06-18/brief")
    assert "No agenda is recorded yet. Make the agenda" in page
    assert officer.get("/desk/larkshire/2026-06-18/brief.pdf").status_code == 200


def test_the_number_of_questions_does_not_grow_with_agenda_and_members(app: Flask, officer: FlaskClient):
    with statements(app) as few:
        officer.get(BRIEF)
    with app.app_context():
        meeting, body = the_meeting(DAY), the_panel()
        for number in range(11, 21):
            a_paper(an_item(meeting, str(number), f"Report {number}"), "Report", a_document(str(number)))
            a_member(body, f"Councillor {number}", number)
        db.session.commit()
    with statements(app) as many:
        assert "20 Report 20" in text(officer, BRIEF)
    assert len(many) == len(few)
