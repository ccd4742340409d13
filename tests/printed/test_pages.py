"""Where minutes are read: the officers' look, the public page, PDF and Word, extracts, and who may not."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from docx import Document
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import select

from panel.access import Audience, sees_minutes
from panel.audit.models import AuditEntry
from panel.extensions import db
from panel.meetings.models import Meeting
from panel.minute_book.models import Circulation, LaterCorrection, OpenedEarly, Signature
from panel.minutes.models import Confirmation, Minutes
from panel.procedure.models import Body, RulesOfProcedure
from tests.builders import a_meeting, add, an_entry, minutes_of
from tests.officers import the_meeting
from tests.papers.pages import token
from tests.printed.a_meeting import DAY, SECRET, a_full_meeting

DESK = "/desk/larkshire/2026-02-12/minutes"
PAGE = "/meetings/larkshire/2026-02-12/minutes"


@pytest.fixture
def kept(app: Flask) -> Flask:
    """A site with the minutes of a meeting that has something of every kind."""
    with app.app_context():
        a_full_meeting(db.session.scalars(select(Body).where(Body.slug == "larkshire")).one())
        db.session.commit()
    return app


def confirm(app: Flask) -> None:
    """Let the meeting of 19 March confirm the minutes."""
    with app.app_context():
        later = minutes_of(the_meeting("2026-03-19"))
        an_entry(Confirmation, later, earlier=DAY)
        db.session.commit()


@pytest.mark.parametrize(
    ("facts", "public"),
    [
        pytest.param({}, False, id="draft"),
        pytest.param({"proposed": True}, True, id="proposed by a published agenda"),
        pytest.param({"opened": True}, True, id="opened early"),
        pytest.param({"confirmed": True}, True, id="confirmed"),
        pytest.param({"confirmed": True, "closed": True}, False, id="closed meeting"),
        pytest.param({"confirmed": True, "exempt": True}, False, id="exempt"),
        pytest.param({"opened": True, "closed": True}, False, id="closed, opened early"),
        pytest.param({"proposed": True, "exempt": True}, False, id="exempt, proposed"),
    ],
)
def test_who_may_read_minutes(facts: dict[str, bool], public: bool):
    every = dict.fromkeys(("exempt", "closed", "confirmed", "proposed", "opened"), False) | facts
    assert sees_minutes(Audience.PUBLIC, **every) is public
    assert sees_minutes(Audience.MEMBER, **every) is public
    assert sees_minutes(Audience.OFFICER, **every)


def test_a_draft_is_nobodys_but_the_officers_and_exempt_minutes_never_are(kept: Flask, officer: FlaskClient):
    public = kept.test_client()
    for address in (PAGE, f"{PAGE}.pdf", f"{PAGE}.docx", f"{PAGE}/3", f"{PAGE}/3.pdf"):
        assert public.get(address).status_code == 404
        assert officer.get(address).status_code == 404
    assert public.get(f"{DESK}/preview").status_code == 303
    confirm(kept)
    shown = public.get(f"{PAGE}?which=exempt")
    assert shown.status_code == 200
    assert SECRET not in shown.text
    assert "Kingfisher" not in shown.text
    assert public.get(f"{DESK}.pdf?which=exempt").status_code == 303
    assert SECRET in officer.get(f"{DESK}/preview?which=exempt").text


@pytest.mark.parametrize(
    ("by", "name"),
    [("Imogen Vale <imogen@larkshire.example>", "Imogen Vale"), ("imogen@larkshire.example", "An officer")],
)
def test_the_public_reads_no_officers_email_address(kept: Flask, by: str, name: str):
    confirm(kept)
    with kept.app_context():
        minutes = db.session.scalars(select(Minutes).join(Minutes.meeting).where(Meeting.date == DAY)).one()
        facts = {"day": date(2026, 3, 19), "by": by, "at": datetime(2026, 3, 19, 12, tzinfo=UTC)}
        add(Signature(minutes_id=minutes.id, meeting_id=the_meeting("2026-03-19").id, name="Jay Moor", **facts))
        add(LaterCorrection(minutes_id=minutes.id, item="3", text="The figure was 928.", **facts))
        db.session.commit()
    public = kept.test_client()
    pdf, word = PdfReader(BytesIO(public.get(f"{PAGE}.pdf").data)), Document(BytesIO(public.get(f"{PAGE}.docx").data))
    for text in (
        public.get(PAGE).text,
        public.get(f"{PAGE}/3").text,
        " ".join("".join(page.extract_text() for page in pdf.pages).split()),
        "".join(line.text for line in word.paragraphs),
    ):
        assert f"ntered by {name}" in text
        assert "larkshire.example" not in text


def test_confirmed_minutes_are_on_the_page_of_the_meeting_and_in_the_list(kept: Flask):
    confirm(kept)
    public = kept.test_client()
    assert "Confirmed on Thursday 19 March 2026 as a correct record." in public.get(PAGE).text
    meeting = public.get("/meetings/larkshire/2026-02-12").text
    assert "Read the minutes" in meeting
    assert "Minutes confirmed" in meeting
    assert "Minutes confirmed 19 March 2026" in public.get("/meetings/larkshire").text


def test_an_officer_opens_a_draft_early_and_closes_it_again(kept: Flask, officer: FlaskClient):
    public = kept.test_client()
    key = {"csrf_token": token(officer, f"{DESK}/preview")}
    for _ in range(2):
        opened = officer.post(f"{DESK}/open", data=key, follow_redirects=True)
    assert "The public can read the draft now." in opened.text
    assert "Close it again" in opened.text
    page = public.get(PAGE)
    assert "Draft, to be confirmed" in page.text
    assert "Draft minutes" in public.get("/meetings/larkshire/2026-02-12").text
    officer.post(f"{DESK}/close", data=key)
    assert public.get(PAGE).status_code == 404
    with kept.app_context():
        trail = db.session.scalars(select(AuditEntry.verb).where(AuditEntry.verb.endswith(" draft"))).all()
        assert trail == ["open draft", "close draft"]


def test_a_circulated_draft_is_public_only_where_the_bodys_rules_say_so(kept: Flask):
    public = kept.test_client()
    with kept.app_context():
        minutes = db.session.scalars(select(Minutes)).one()
        sent = datetime(2026, 3, 1, 9, tzinfo=UTC)
        add(Circulation(minutes_id=minutes.id, until=date(2026, 3, 8), by="Imogen Vale", at=sent))
        db.session.commit()
        assert public.get(PAGE).status_code == 404
        rules = db.session.scalars(select(RulesOfProcedure)).first()
        assert rules is not None
        rules.rules = {**rules.rules, "minutes": {"drafts_public": True}}
        db.session.commit()
    assert public.get(PAGE).status_code == 200


def test_minutes_of_a_closed_meeting_are_never_public(app: Flask, officer: FlaskClient):
    with app.app_context():
        body = db.session.scalars(select(Body).where(Body.slug == "larkshire")).one()
        minutes = minutes_of(a_meeting(body, date(2026, 1, 8), closed=True))
        add(OpenedEarly(minutes_id=minutes.id, by="x", at=datetime(2026, 3, 1, tzinfo=UTC)))
        an_entry(Confirmation, minutes_of(the_meeting("2026-03-19")), earlier=date(2026, 1, 8))
        db.session.commit()
    assert app.test_client().get("/meetings/larkshire/2026-01-08/minutes").status_code == 404
    assert "never public" in officer.get("/desk/larkshire/2026-01-08/minutes/preview").text


def test_the_pdf_says_on_each_page_that_it_is_a_draft_and_is_tagged_with_headings_lists_and_heads(
    kept: Flask, officer: FlaskClient
):
    answer = officer.get(f"{DESK}.pdf")
    assert answer.mimetype == "application/pdf"
    pdf = PdfReader(BytesIO(answer.data))
    pages = [page.extract_text() for page in pdf.pages]
    assert len(pages) > 1
    for number, text in enumerate(pages, start=1):
        assert "Draft, to be confirmed" in text
        assert f"Minutes, page {number}" in text
        assert "Initials:" in text
    assert "Signed (Chair):" in pages[-1]
    tags = set(structure(pdf.trailer["/Root"]["/StructTreeRoot"]))
    assert {"/H1", "/H2", "/H3", "/L", "/LI", "/Lbl", "/LBody", "/Table", "/TH", "/BlockQuote"} <= tags
    assert pdf.trailer["/Root"]["/Lang"] == "en-GB"


def test_the_pdf_tells_all_that_happened(kept: Flask, officer: FlaskClient):
    text = words_of(officer.get(f"{DESK}.pdf").data)
    for said in (
        "with Councillor Ada Finch presiding",
        "joined remotely",
        "The Chair took it as a matter of urgency. The special circumstances: It happened yesterday.",
        "Adjourned at 11.05am (A fire alarm) and resumed at 11.15am.",
        "Answer by The Commissioner. There are 926.",
        "What does it cost?",
        "owes a written answer by Thursday 26 February 2026",
        "the Chair gave a casting vote for",
        "Against: Councillor Jay Moor",
        "The meeting rose at 12.18pm.",
    ):
        assert said in text


def test_an_amendment_is_told_in_the_later_minutes_and_in_those_that_were_amended(kept: Flask, officer: FlaskClient):
    with kept.app_context():
        later = minutes_of(the_meeting("2026-03-19"))
        an_entry(Confirmation, later, earlier=DAY, item="1(3)", amendments="In item 3, for 926 read 927.")
        db.session.commit()
    amended = words_of(officer.get(f"{DESK}.pdf").data)
    assert "Confirmed on Thursday 19 March 2026, as amended." in amended
    assert "Amended: In item 3, for 926 read 927." in amended
    told = words_of(officer.get("/desk/larkshire/2026-03-19/minutes.pdf").data)
    assert "of the meeting held on 12 February 2026 were confirmed with the amendments below" in told
    assert "In item 3, for 926 read 927." in told


def words_of(pdf: bytes) -> str:
    """Give the words of a PDF, each line's end a space."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def structure(element: object) -> list[str]:
    """Name the tags of a structure tree."""
    found, waiting = [], [element]
    while waiting:
        one = waiting.pop()
        one = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            found += [one["/S"]] if "/S" in one else []
            waiting += [one["/K"]] if "/K" in one else []
    return found


def test_confirmed_minutes_bear_no_mark_of_a_draft(kept: Flask, officer: FlaskClient):
    confirm(kept)
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(officer.get(f"{DESK}.pdf").data)).pages)
    assert "Draft" not in text
    assert "Confirmed on Thursday 19 March 2026" in text


def test_exempt_minutes_say_on_each_page_that_they_are_not_for_publication(kept: Flask, officer: FlaskClient):
    pdf = PdfReader(BytesIO(officer.get(f"{DESK}.pdf?which=exempt").data))
    for page in pdf.pages:
        assert "Not for publication" in page.extract_text()


def test_the_word_file_has_real_headings_lists_tables_and_its_language(kept: Flask, officer: FlaskClient):
    answer = officer.get(f"{DESK}.docx")
    word = Document(BytesIO(answer.data))
    headings = [line.text for line in word.paragraphs if line.style.name == "Heading 2"]
    assert "3\tProposed precept" in headings
    assert any(line.style.name == "List Bullet" for line in word.paragraphs)
    assert [cell.text for cell in word.tables[0].rows[0].cells] == ["Name", "Role and times"]
    assert word.core_properties.language == "en-GB"
    assert "Draft, to be confirmed" in word.sections[0].header.paragraphs[0].text
    assert officer.get(f"{DESK}.docx").data == answer.data


def test_public_pages_are_asked_for_anew_each_time(kept: Flask):
    confirm(kept)
    for address in (PAGE, f"{PAGE}/3", f"{PAGE}.pdf"):
        answer = kept.test_client().get(address)
        assert answer.status_code == 200
        assert "no-cache" in answer.headers["Cache-Control"]


def test_a_reader_who_has_the_file_is_told_so(kept: Flask):
    confirm(kept)
    public = kept.test_client()
    first = public.get(f"{PAGE}.pdf")
    assert first.headers["Cache-Control"] == "public, no-cache"
    again = public.get(f"{PAGE}.pdf", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.data == b""


def test_an_extract_is_given_of_one_item_as_page_pdf_and_word(kept: Flask, officer: FlaskClient):
    confirm(kept)
    public = kept.test_client()
    for client, address in ((public, f"{PAGE}/1-3"), (officer, f"{DESK}/extract/1-3")):
        page = client.get(address)
        assert "This is an extract: item 1(3) of the minutes, and nothing else." in page.text
        assert "Councillor Ada Finch" in page.text
        assert "Proposed precept" not in page.text
        pdf = PdfReader(BytesIO(client.get(f"{address}.pdf").data))
        assert "Extract from the minutes" in pdf.pages[0].extract_text()
        assert client.get(f"{address}.docx").status_code == 200
    assert public.get(f"{PAGE}/99").status_code == 404
    assert public.get(f"{PAGE}/99.pdf").status_code == 404


def test_where_nothing_is_recorded_the_preview_says_what_to_do(app: Flask, officer: FlaskClient):
    page = officer.get("/desk/larkshire/2026-02-05/minutes/preview")
    assert page.status_code == 200
    assert "Nothing is recorded of this meeting yet." in page.text
    assert officer.get("/desk/larkshire/2026-02-05/minutes.pdf").status_code == 404
