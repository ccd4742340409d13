"""Records for tests: an invented panel, its members, a meeting and its papers. Nothing is committed."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, time
from typing import Any

from panel.agendas.models import AgendaAsPublished, Item, StandingItem
from panel.agendas.rules import ItemKind
from panel.checks.finding import Severity
from panel.checks.models import Answer, LastCheck
from panel.documents.models import Document, DocumentState
from panel.extensions import db
from panel.interests.models import Dispensation, Registration
from panel.jobs import Job
from panel.law.exemptions import Nation
from panel.meetings.models import Meeting, Move
from panel.members.models import Appointment, Authority, Member, MemberKind
from panel.minutes.models import (
    MEMBERS,
    Action,
    Attendance,
    Confirmation,
    Disclosure,
    Minutes,
    Motion,
    Presence,
    Resolution,
)
from panel.papers.models import (
    AccessDecision,
    Drawing,
    HandedIn,
    Paper,
    PaperAccess,
    PaperComparison,
    PaperStep,
    PaperVersion,
)
from panel.papers.rules import PaperStage
from panel.procedure.models import Body, BodyKind, DraftRules, ExtraDay, OfficeHolder, RulesOfProcedure, Venue
from panel.questions.models import Question, QuestionState
from panel.recommendations.models import Letter, LetterRecommendation, Progress, Recommendation
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


def minutes_of(meeting: Meeting, **facts: Any) -> Minutes:
    """Make the minutes of a meeting."""
    return add(Minutes(**{"meeting_id": meeting.id, "rose": time(12, 18), "public_questions": 0} | facts))


def an_entry(kind: type[Any], minutes: Minutes, **facts: Any) -> Any:
    """Make an entry in minutes; those of one kind are made in their order."""
    position = db.session.query(kind).filter_by(minutes_id=minutes.id).count() + 1
    return add(kind(minutes_id=minutes.id, position=position, **facts))


def somebody_there(minutes: Minutes, name: str, presence: Presence = Presence.PRESENT, **facts: Any) -> Attendance:
    """Make somebody who was at a meeting, or should have been: a member of the panel, unless told otherwise."""
    return an_entry(Attendance, minutes, **{"name": name, "circle": MEMBERS, "presence": presence} | facts)


def a_letter(meeting: Meeting, *recommendations: str | tuple[str, Resolution], **facts: Any) -> Letter:
    """Make a letter that followed a meeting; a recommendation may name the resolution that it rests on."""
    facts = {"kind": "precept report", "to": "Police and Crime Commissioner", "sent": meeting.date} | facts
    letter = add(Letter(meeting_id=meeting.id, **facts))
    for position, entry in enumerate(recommendations, start=1):
        text, resolution = (entry, None) if isinstance(entry, str) else entry
        add(
            LetterRecommendation(
                letter_id=letter.id,
                position=position,
                text=text,
                resolution_id=resolution.id if resolution else None,
            )
        )
    return letter


def what_happened(meeting: Meeting, member: Member) -> Minutes:
    """Make minutes with an entry of each kind, and the letter that followed."""
    minutes = minutes_of(meeting)
    somebody_there(minutes, member.name, member_id=member.id)
    an_entry(Confirmation, minutes, earlier=date(2025, 11, 30))
    an_entry(Disclosure, minutes, name=member.name, text="Owns land at Larkford", details={})
    an_entry(Motion, minutes, item="3", text="That the precept be supported", votes_for=2)
    resolution = an_entry(Resolution, minutes, item="3", number="1", text="Supports the precept.")
    an_entry(Action, minutes, item="3", text="To provide the figures", owner="Una Marsh")
    a_letter(meeting, ("Consults more widely", resolution), "Publishes the answer")
    return minutes


def a_question(meeting: Meeting, name: str, text: str, received: date, **facts: Any) -> Question:
    """Make a public question, accepted unless told otherwise; questions are made in their order."""
    position = db.session.query(Question).filter_by(meeting_id=meeting.id).count() + 1
    facts = {"state": QuestionState.ACCEPTED} | facts
    return add(Question(meeting_id=meeting.id, position=position, name=name, text=text, received=received, **facts))


def a_meeting_with_papers() -> Meeting:
    """Make a published meeting with a row in every table that a meeting touches."""
    body = a_body()
    authority = add(Authority(body_id=body.id, name="Larkshire County Council", position=1))
    chair = a_member(body, "Councillor Ada Finch", 1, "Chair", authority_id=authority.id)
    add(Registration(member_id=chair.id, registered=date(2025, 5, 20)))
    add(Dispensation(member_id=chair.id, granted=date(2025, 6, 1), ends=date(2027, 5, 31), scope="The precept"))
    add(ExtraDay(body_id=body.id, day=date(2026, 2, 27), name="Day of mourning"))
    add(StandingItem(body_id=body.id, position=1, depth=0, title="Apologies", kind=ItemKind.APOLOGIES))
    add(DraftRules(body_id=body.id, since=date(2026, 5, 21), minute="Minute 7", rules=RULES))
    add(Venue(body_id=body.id, name="County Hall", address="Market Square, Larkford", note="Hearing loop"))
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
    add(AgendaAsPublished(meeting_id=meeting.id, at=datetime(2026, 3, 9, 15, tzinfo=UTC), items=[]))
    a_question(meeting, "Ivy Nash", "When will the station open again?", date(2026, 3, 12), item_id=report.id)
    what_happened(a_meeting(body, date(2026, 2, 1)), chair)
    add(
        Answer(
            meeting_id=meeting.id,
            key="a1b2c3",
            severity=Severity.LOOK,
            what="Two sections have one number.",
            reason="It is so in the original.",
            by="Imogen Vale",
            at=datetime(2026, 3, 9, 14, tzinfo=UTC),
        )
    )
    add(LastCheck(meeting_id=meeting.id, at=datetime(2026, 3, 9, 14, tzinfo=UTC), of="a1b2c3", findings=[]))
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
    job = add(
        Job(
            name="compose pack",
            arguments={"meeting_id": meeting.id},
            created_at=datetime(2026, 3, 9, tzinfo=UTC),
        )
    )
    the_way_of_papers(report, job)
    return meeting


def the_way_of_papers(item: Item, job: Job) -> None:
    """Make what the way of an exempt paper and of its public copy leaves behind, and a file that waits."""
    at, by, file = datetime(2026, 3, 6, 11, tzinfo=UTC), "Imogen Vale", a_document("full")
    full = a_paper(item, "Estates", file, appendix="C", access=PaperAccess.EXEMPT, exempt_paragraphs=[3])
    copy = a_paper(item, "Estates (public copy)", a_document("redacted"), appendix="D", redacts_id=full.id)
    add(PaperVersion(paper_id=full.id, number=1, document_id=file.id, file_name="estates.docx", by=by, at=at))
    add(PaperStep(paper_id=full.id, stage=PaperStage.QUERIED, said="Which year?", by=by, at=at))
    add(
        AccessDecision(
            paper_id=full.id,
            access=PaperAccess.EXEMPT,
            paragraphs=[3],
            reason="Negotiations are under way.",
            decided_by="Rufus Thorne",
            decided_on=at.date(),
            by=by,
            at=at,
        )
    )
    add(
        PaperComparison(paper_id=copy.id, document_id=copy.document_id, full_document_id=full.document_id, by=by, at=at)
    )
    add(
        HandedIn(
            item_id=item.id,
            job_id=job.id,
            sha256="f" * 64,
            file_name="late.pdf",
            title="Late",
            access=PaperAccess.PUBLIC,
            by=by,
            at=at,
        )
    )
