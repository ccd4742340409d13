"""Records for tests: an invented panel, its members, a meeting and its papers. Nothing is committed."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, time
from typing import Any

from panel.agendas.models import Item
from panel.agendas.rules import ItemKind
from panel.documents.models import Document, DocumentState
from panel.extensions import db
from panel.jobs import Job
from panel.law.exemptions import Nation
from panel.meetings.models import Meeting, Move
from panel.members.models import Appointment, Authority, Member, MemberKind
from panel.papers.models import Drawing, Paper, PaperAccess
from panel.procedure.models import Body, BodyKind, OfficeHolder, RulesOfProcedure
from panel.recommendations.models import Progress, Recommendation
from panel.work_programme.models import ProgrammeItem, Section

RULES: dict[str, Any] = {
    "participation": [
        {
            "kind": "question",
            "from": "2018-01-01",
            "deadline": {"count": "working days", "n": 3},
            "max_per_person": 2,
            "minutes_total": 30,
            "speaking_minutes": 3,
            "to": "the Panel",
        }
    ],
    "interests": {"registration_days": 28, "leave_the_room": True},
    "log": {"completed_shown_months": 6},
}


def add(record: Any) -> Any:
    """Add a record to the session, with its number."""
    db.session.add(record)
    db.session.flush()
    return record


def a_body(**facts: Any) -> Body:
    """Make a panel with its rules and its office-holder."""
    facts = {
        "slug": "larkshire",
        "name": "Larkshire Police and Crime Panel",
        "kind": BodyKind.PANEL,
        "nation": Nation.ENGLAND,
        "usual_start": time(10, 30),
        "contact_name": "Imogen Vale",
        "contact_email": "democracy@larkshire.example",
        "officer_name": "Rufus Thorne",
        "officer_title": "Head of Law",
        "officer_address": ["County Hall", "Larkford"],
    } | facts
    body = add(Body(**facts))
    add(RulesOfProcedure(body_id=body.id, rules=RULES))
    add(OfficeHolder(body_id=body.id, title="Police and Crime Commissioner", abbreviation="PCC", name="Una Marsh"))
    return body


def a_member(body: Body, name: str, position: int = 1, office: str = "", **facts: Any) -> Member:
    """Make a member of a panel with a seat on it."""
    member = add(Member(**{"panel_id": body.id, "name": name, "kind": MemberKind.COUNCILLOR} | facts))
    add(Appointment(body_id=body.id, member_id=member.id, office=office, position=position))
    return member


def a_meeting(body: Body, day: date, **facts: Any) -> Meeting:
    """Make a meeting."""
    facts = {"uid": f"{body.slug}-{day}", "start": time(10, 30), "venue": "County Hall"} | facts
    return add(Meeting(body_id=body.id, date=day, **facts))


def an_item(meeting: Meeting, number: str, title: str, kind: ItemKind = ItemKind.REPORT, **facts: Any) -> Item:
    """Make an agenda item; items are made in their order."""
    position = db.session.query(Item).filter_by(meeting_id=meeting.id).count() + 1
    return add(Item(meeting_id=meeting.id, position=position, number=number, title=title, kind=kind, **facts))


def a_document(words: str = "a paper", **facts: Any) -> Document:
    """Make an accepted document without a file."""
    digest = hashlib.sha256(words.encode()).hexdigest()
    facts = {
        "sha256": digest,
        "size": 84_000,
        "kind": "PDF",
        "state": DocumentState.ACCEPTED,
        "pages": 9,
        "prepared_sha256": hashlib.sha256(digest.encode()).hexdigest(),
        "prepared_size": 80_000,
        "arrived_at": datetime(2026, 3, 2, 9, tzinfo=UTC),
    } | facts
    return add(Document(**facts))


def a_paper(item: Item, title: str, document: Document | None = None, **facts: Any) -> Paper:
    """Make a paper under an item; papers are made in their order."""
    position = db.session.query(Paper).filter_by(item_id=item.id).count() + 1
    number = document.id if document else None
    return add(Paper(item_id=item.id, position=position, title=title, document_id=number, **facts))


def a_meeting_with_papers() -> Meeting:
    """Make a published meeting with a row in every table that a meeting touches."""
    body = a_body()
    authority = add(Authority(body_id=body.id, name="Larkshire County Council", position=1))
    a_member(body, "Councillor Ada Finch", 1, "Chair", authority_id=authority.id)
    a_member(body, "Omar Reed", 2, kind=MemberKind.INDEPENDENT)
    group = a_body(slug="larkshire-budget", name="Budget Working Group", kind=BodyKind.WORKING_GROUP, parent_id=body.id)
    a_meeting(group, date(2026, 2, 5))
    meeting = a_meeting(body, date(2026, 3, 19), published=True, published_on=date(2026, 3, 9))
    add(Move(meeting_id=meeting.id, moved_from=date(2026, 4, 26)))
    report = an_item(meeting, "1", "Police and Crime Commissioner Update")
    a_paper(report, "Update report", a_document("update"), file_name="update.docx")
    a_paper(
        report,
        "Force responses",
        a_document("secret"),
        appendix="A",
        access=PaperAccess.EXEMPT,
        exempt_paragraphs=[3],
        file_name="secret.docx",
    )
    programme = an_item(meeting, "2", "Work programme", ItemKind.WORK_PROGRAMME)
    a_paper(programme, "Work programme 2026", appendix="A", drawn=Drawing.WORK_PROGRAMME)
    add(
        ProgrammeItem(
            body_id=body.id,
            position=1,
            section=Section.SCHEDULED,
            meeting=date(2026, 3, 19),
            item="Rural crime",
        )
    )
    add(
        Recommendation(
            body_id=body.id,
            position=1,
            raised=date(2026, 2, 1),
            text="Publish the response times",
            status=Progress.IN_PROGRESS,
        )
    )
    add(
        Job(
            name="compose pack",
            arguments={"meeting_id": meeting.id},
            created_at=datetime(2026, 3, 9, tzinfo=UTC),
        )
    )
    return meeting
