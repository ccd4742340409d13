"""The records of an invented panel's site, with real files behind its papers."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask
from reportlab.pdfgen.canvas import Canvas

from panel.agendas.rules import ItemKind, NoReport
from panel.documents.models import Document
from panel.documents.store import Store
from panel.extensions import db
from panel.meetings.models import Meeting, MeetingStatus, Move
from panel.members.models import Appointment, Authority, MemberKind
from panel.papers.models import Drawing, PaperAccess
from panel.pdf.canonical import prepare_own
from panel.procedure.models import Body, BodyKind
from panel.work_programme.models import ProgrammeItem, Section
from tests.builders import a_body, a_document, a_meeting, a_member, a_paper, add, an_item

TODAY = datetime(2026, 3, 12, 9, tzinfo=UTC)
PUBLISHED = "/meetings/larkshire/2026-03-19"
SECRET_FILE = "kingfisher-RESTRICTED.docx"
SECRET_WORDS = "The kingfisher operation"


def fill(app: Flask) -> None:
    """Put a panel, its working group, its members and its meetings into a site."""
    with app.app_context():
        body = a_body(contact_telephone="01632 960123")
        members(body)
        the_published_meeting(body)
        a_meeting(body, date(2026, 2, 5), status=MeetingStatus.HELD, note="Precept meeting")
        a_meeting(body, date(2026, 2, 26), closed=True, note="Panel development", venue="The Annexe")
        a_meeting(body, date(2026, 6, 18), venue="")
        a_meeting(body, date(2026, 9, 17), status=MeetingStatus.CANCELLED, sequence=1)
        a_meeting(body, date(2026, 11, 19), status=MeetingStatus.POSTPONED, sequence=1, start=None, venue="")
        a_meeting(body, date(2025, 11, 20), status=MeetingStatus.HELD)
        db.session.commit()


def members(body: Body) -> None:
    """Seat two councillors and an independent member, and make a working group of two."""
    authority = add(Authority(body_id=body.id, name="Larkshire County Council", position=1))
    chair = a_member(body, "Councillor Ada Finch", 1, "Chair", authority_id=authority.id)
    a_member(body, "Councillor Ravi Linnet", 2, authority_id=authority.id)
    independent = a_member(body, "Omar Reed", 3, kind=MemberKind.INDEPENDENT)
    group = add(
        Body(
            slug="larkshire-budget",
            name="Budget Working Group",
            kind=BodyKind.WORKING_GROUP,
            parent_id=body.id,
            nation=body.nation,
            remit="Quarterly monitoring of the Commissioner’s budget",
        )
    )
    for position, (member, office) in enumerate(((independent, "Chair"), (chair, ""))):
        add(Appointment(body_id=group.id, member_id=member.id, office=office, position=position))
    a_meeting(group, date(2026, 4, 16), closed=True)


def the_published_meeting(body: Body) -> Meeting:
    """Make the meeting of 19 March with an item of every kind that its page must show."""
    meeting = a_meeting(body, date(2026, 3, 19), published=True, published_on=date(2026, 3, 9), filmed=True, sequence=1)
    add(Move(meeting_id=meeting.id, moved_from=date(2026, 3, 26)))
    an_item(meeting, "1", "General", ItemKind.HEADING)
    an_item(meeting, "1(1)", "Disclosures of interests", ItemKind.DISCLOSURES)
    minutes = an_item(meeting, "1(2)", "Minutes of the previous meeting", ItemKind.MINUTES, purpose="To confirm them.")
    a_paper(minutes, "Minutes, 5 February 2026", a_file("minutes", 2))
    an_item(meeting, "2", "Public question time", ItemKind.PUBLIC_QUESTIONS)
    update = an_item(meeting, "3", "Commissioner’s update", requested_by="Budget Working Group")
    a_paper(update, "Update from the Commissioner", a_file("update", 3))
    a_paper(update, "Letter to the Commissioner", a_file("letter", 1), appendix="A")
    a_paper(update, "The Commissioner’s reply", a_file("reply", 1), appendix="A")
    a_paper(
        update,
        "Force responses",
        a_file(SECRET_WORDS, 11),
        appendix="B",
        access=PaperAccess.EXEMPT,
        exempt_paragraphs=[3],
        file_name=SECRET_FILE,
    )
    programme = an_item(meeting, "4", "Work programme", ItemKind.WORK_PROGRAMME)
    a_paper(programme, "Work programme 2026", appendix="A", drawn=Drawing.WORK_PROGRAMME)
    add(
        ProgrammeItem(
            body_id=body.id,
            position=1,
            section=Section.SCHEDULED,
            meeting=date(2026, 6, 18),
            item="Rural crime",
        )
    )
    an_item(meeting, "5", "Budget monitoring", report=NoReport.TO_FOLLOW)
    an_item(meeting, "6", "Complaints", ItemKind.COMPLAINTS, report=NoReport.VERBAL)
    an_item(meeting, "7", "Dates of meetings", ItemKind.DATES_OF_MEETINGS)
    an_item(meeting, "8", "Exclusion of the public", ItemKind.EXCLUSION)
    return meeting


def drawn(words: str, pages: int) -> bytes:
    """Draw a PDF of so many pages, with these words on each; equal words give equal bytes."""
    out = BytesIO()
    canvas = Canvas(out, invariant=True)
    for _ in range(pages):
        canvas.drawString(100, 500, words)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def a_file(words: str, pages: int) -> Document:
    """Keep a prepared PDF of so many pages, with these words on each: whoever hands its bytes in need not wait."""
    file, store = drawn(words, pages), Store.of_app()
    with TemporaryDirectory() as scratch:
        prepared = prepare_own(file, Path(scratch), "paper")
        size = prepared.pdf.stat().st_size
        return a_document(
            words,
            pages=pages,
            sha256=hashlib.sha256(file).hexdigest(),
            size=len(file),
            prepared_sha256=store.put(prepared.pdf),
            prepared_size=size,
            index_sha256=store.put(prepared.index),
        )
