"""Bring together what a pack prints, as of the day it is published.

`contents` reads public records only: of an exempt paper it reads the columns that the agenda may name and never
its document. `exempt_part` is for the restricted edition alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache

from sqlalchemy import Row, select

from panel.agendas import wording
from panel.agendas.models import Item as AgendaItem
from panel.agendas.rules import ItemKind, NoReport, depth
from panel.agendas.wording import Block, Paragraph
from panel.documents.models import Document
from panel.extensions import db
from panel.law.exemptions import description
from panel.law.words import day_in_words
from panel.meetings.models import Meeting, MeetingStatus
from panel.meetings.standing import received_until
from panel.members.models import MemberKind
from panel.members.queries import seats
from panel.packs.contents import (
    Access,
    Contact,
    Contents,
    Drawn,
    ExemptPaper,
    ExemptPart,
    Item,
    MemberLine,
    Paper,
    ProperOfficer,
)
from panel.packs.papers import awaited, key, named_appendices, paper_keys, papers_by_item, public_documents
from panel.papers.models import Drawing, PaperAccess
from panel.papers.models import Paper as PaperRecord
from panel.pdf.prepared import PreparedFile
from panel.procedure.models import Body
from panel.procedure.queries import in_force, rules_followed
from panel.procedure.rules import Procedure
from panel.recommendations.queries import log_as_at
from panel.work_programme.queries import programme_as_at

Prepared = Callable[[Document], PreparedFile]
"""Finds a document's prepared form in the store."""

_KINDS = (
    (MemberKind.COUNCILLOR, "Councillors"),
    (MemberKind.INDEPENDENT, "Co-opted independent members"),
)


def as_at(meeting: Meeting) -> date:
    """Give the day as of which a meeting's pack is drawn: its publication, else the meeting's own."""
    return meeting.published_on or meeting.date


def contents(meeting: Meeting, prepared: Prepared, day: date | None = None) -> Contents:
    """Bring together the public edition: everything that anyone may read. `day`: as of which; else `as_at`."""
    body, day = meeting.body, day or as_at(meeting)
    rules = in_force(body, day)
    records = papers_by_item(meeting)
    documents, waiting = public_documents(meeting), awaited(meeting)
    items = db.session.scalars(
        select(AgendaItem)
        .where(AgendaItem.meeting_id == meeting.id, AgendaItem.withdrawn.is_(False))
        .order_by(AgendaItem.position)
    ).all()

    @cache
    def drawn(drawing: Drawing) -> Drawn:
        return _draw(drawing, meeting.body, day, rules)

    papers = {
        item.id: tuple(
            _paper(item, row, name, part, meeting, documents, prepared, drawn)
            for row, name, part in named_appendices(records.get(item.id, ()))
        )
        for item in items
    }
    exempt = [
        wording.ExemptLine(paper.item, paper.appendix, paper.title, paper.description)
        for item in items
        for paper in papers[item.id]
        if paper.access is Access.EXEMPT
    ]

    def made_from_rules(item: AgendaItem) -> tuple[Block, ...]:
        match item.kind:
            case ItemKind.DISCLOSURES:
                return wording.disclosures(rules.registration_days, rules.leave_the_room)
            case ItemKind.PUBLIC_QUESTIONS:
                return _public_questions(meeting, rules, day)
            case ItemKind.DATES_OF_MEETINGS:
                return wording.dates_of_meetings(coming_meetings(meeting), body.usual_start)
            case ItemKind.EXCLUSION:
                return wording.exclusion(exempt, body.nation, item.resolution)
            case _:
                return ()

    return Contents(
        body=body.name,
        date=meeting.date,
        start=meeting.start,
        venue=meeting.venue or None,
        notices=(wording.filming(),) if meeting.filmed else (),
        items=tuple(
            Item(
                number=item.number,
                title=item.title,
                kind=item.kind.value,
                depth=depth(item.number),
                blocks=made_from_rules(item) + _own_words(item),
                papers=papers[item.id],
                report=_report(item, waiting, papers[item.id]),
            )
            for item in items
        ),
        membership=membership(body, day),
        contact=_contact(body),
        proper_officer=_proper_officer(body),
    )


def exempt_part(meeting: Meeting, public: Contents, prepared: Prepared) -> ExemptPart:
    """Bring together what only the restricted edition holds: the exempt papers that have a file, in agenda order."""
    rows = db.session.execute(
        select(PaperRecord, Document)
        .join(AgendaItem, PaperRecord.item_id == AgendaItem.id)
        .join(Document, PaperRecord.document_id == Document.id)
        .where(
            AgendaItem.meeting_id == meeting.id,
            PaperRecord.access == PaperAccess.EXEMPT,
            PaperRecord.withdrawn.is_(False),
            AgendaItem.withdrawn.is_(False),
        )
    )
    files = {record.id: document for record, document in rows}
    keys = {key: record_id for record_id, key in paper_keys(meeting).items()}
    papers = []
    for paper in public.papers():
        document = files.get(keys[paper.key]) if paper.access is Access.EXEMPT else None
        if document is not None:
            papers.append(ExemptPaper(paper, prepared(document)))
    return ExemptPart(tuple(papers))


def coming_meetings(meeting: Meeting) -> list[wording.DateLine]:
    """List the open meetings of the same body that come after this one and were not cancelled."""
    rows = db.session.scalars(
        select(Meeting)
        .where(
            Meeting.body_id == meeting.body_id,
            Meeting.date > meeting.date,
            Meeting.closed.is_(False),
            Meeting.status.not_in((MeetingStatus.CANCELLED, MeetingStatus.POSTPONED)),
        )
        .order_by(Meeting.date)
    )
    return [wording.DateLine(row.date, row.start, row.venue) for row in rows]


def membership(body: Body, day: date) -> tuple[tuple[str, tuple[MemberLine, ...]], ...]:
    """List a body's members on a day by kind, with authority and office."""
    appointments = seats(body, day)
    groups = []
    for kind, heading in _KINDS:
        lines = tuple(
            MemberLine(
                seat.member.name,
                seat.member.authority.name if seat.member.authority else None,
                seat.office or None,
            )
            for seat in appointments
            if seat.member.kind is kind
        )
        if lines:
            groups.append((heading, lines))
    return tuple(groups)


def _public_questions(meeting: Meeting, rules: Procedure, day: date) -> tuple[Block, ...]:
    participation = rules.questions(meeting.date)
    if participation is None and rules_followed(meeting.body, day) is None:
        return ()  # nobody has said yet whether the public may ask
    until = None
    if participation is not None:
        until = received_until(meeting, participation.deadline)
    return wording.public_questions(participation, _contact_line(meeting.body), until)


def _paper(
    item: AgendaItem,
    row: Row,
    appendix: str | None,
    part: int,
    meeting: Meeting,
    documents: Mapping[int, Document],
    prepared: Prepared,
    drawn: Callable[[Drawing], Drawn],
) -> Paper:
    public = row.access is PaperAccess.PUBLIC
    document = documents.get(row.id)
    return Paper(
        key=key(item.number, appendix, part),
        item=item.number,
        title=row.title,
        appendix=appendix,
        part=part,
        access=Access.PUBLIC if public else Access.EXEMPT,
        description=None if public else description(meeting.body.nation, row.exempt_paragraphs),
        source=prepared(document) if document is not None else None,
        drawn=drawn(row.drawn) if row.drawn and public else None,
    )


def _draw(drawing: Drawing, body: Body, day: date, rules: Procedure) -> Drawn:
    if drawing is Drawing.WORK_PROGRAMME:
        return programme_as_at(body, day)
    return log_as_at(body, day, rules.completed_shown_months)


def _report(item: AgendaItem, waiting: set[int], papers: Sequence[Paper]) -> str | None:
    """Give what stands under an item without a report; where a paper was asked for, that it follows."""
    if item.report and not any(paper.appendix is None for paper in papers):
        return item.report.printed
    return NoReport.TO_FOLLOW.printed if item.id in waiting else None


def _own_words(item: AgendaItem) -> tuple[Block, ...]:
    words = [item.purpose] if item.purpose else []
    if item.requested_by:
        words.append(f"Requested by the {item.requested_by}.")
    if item.added:
        words.append(f"Added to the agenda on {day_in_words(item.added)}, after it was published.")
    if item.urgent_reason:
        words.append(f"The Chair agrees to take it as urgent: {item.urgent_reason}")
    return tuple(Paragraph(text) for text in words)


def _with_contact(body: Body) -> Body:
    return body if body.contact_name or body.parent is None else body.parent


def _contact(body: Body) -> Contact | None:
    owner = _with_contact(body)
    if not owner.contact_name:
        return None
    return Contact(owner.contact_name, owner.contact_email or None, owner.contact_telephone or None)


def _contact_line(body: Body) -> str:
    contact = _contact(body)
    if contact is None:
        return ""
    return f"{contact.name} ({contact.email})" if contact.email else contact.name


def _proper_officer(body: Body) -> ProperOfficer | None:
    owner = body if body.officer_name or body.parent is None else body.parent
    if not owner.officer_name:
        return None
    return ProperOfficer(owner.officer_name, owner.officer_title, tuple(owner.officer_address))
