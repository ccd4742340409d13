"""Gather everything that the check looks at from the records and the papers' text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload, selectinload

from panel.agendas.models import Item as ItemRow
from panel.agendas.queries import as_published
from panel.agendas.rules import Change as ChangeKind
from panel.agendas.rules import ListedItem, changes_since
from panel.checks import dossier as facts
from panel.checks.clearances import waiting
from panel.documents.models import Document
from panel.documents.queries import text_of
from panel.documents.store import Store
from panel.extensions import db
from panel.interests.models import Registration
from panel.interests.queries import dispensations, registrations
from panel.meetings.models import Meeting
from panel.members.models import Appointment, Authority, Member
from panel.minutes.models import MEMBERS, Minutes, Presence
from panel.minutes.queries import minutes_until
from panel.papers.models import Paper as PaperRow
from panel.papers.models import PaperAccess
from panel.papers.queries import agenda_as_it_stands, agenda_of
from panel.procedure.models import Body, BodyKind, OfficeHolder
from panel.procedure.queries import in_force, office_holder
from panel.procedure.working_days import working_days
from panel.questions.models import QuestionState
from panel.questions.queries import questions_to
from panel.recommendations.models import Letter, Progress, Recommendation
from panel.recommendations.queries import letters_until
from panel.work_programme.models import ProgrammeItem

Agenda = Iterable[tuple[ItemRow, Iterable[PaperRow]]]
"""Items with their papers, as `papers.queries.agenda_of` gives them."""


def dossier_of(meeting: Meeting, store: Store, today: date) -> facts.Dossier:
    """Gather the facts of a meeting, as of the day at which it is judged."""
    body = meeting.body
    panel = body.parent or body
    day = facts.judged_at(meeting.date, published=meeting.published, published_on=meeting.published_on, today=today)
    bodies = db.session.scalars(select(Body).where(or_(Body.id == panel.id, Body.parent_id == panel.id))).all()
    seats = _seats([each.id for each in bodies])
    minutes = _minutes(meeting, panel)
    holder = office_holder(body, day)
    return facts.Dossier(
        body=body.name,
        date=meeting.date,
        today=today,
        nation=body.nation,
        working=working_days(body),
        procedure=in_force(body, day),
        working_group=body.kind is not BodyKind.PANEL,
        start=meeting.start,
        venue=meeting.venue,
        status=meeting.status.value,
        closed=meeting.closed,
        published=meeting.published,
        published_on=meeting.published_on,
        items=_items(agenda_of(meeting), waiting(meeting), lambda document: text_of(store, document)),
        people=_people(panel, seats, day, minutes, holder),
        former=tuple(
            _member(seat) for seat in seats if seat.body_id == panel.id and seat.until is not None and seat.until < day
        ),
        authorities=tuple(
            db.session.scalars(select(Authority.name).where(Authority.body_id == panel.id).order_by(Authority.position))
        ),
        groups=tuple(
            facts.Group(
                each.name, tuple(_member(seat) for seat in seats if seat.body_id == each.id and seat.held_on(day))
            )
            for each in bodies
            if each.kind is BodyKind.WORKING_GROUP
        ),
        office_title=holder.title if holder else "",
        office_abbreviation=holder.abbreviation if holder else "",
        meetings=_other_meetings(meeting, bodies),
        minutes=minutes,
        log=_log(panel, day),
        programme=_programme(panel),
        questions=_questions(meeting),
        dispensations=tuple(
            facts.Dispensation(row.member.name, row.granted, row.ends, row.scope) for row in dispensations(panel)
        ),
        changes=_changes(meeting),
    )


def records_of(meeting: Meeting, agenda: Agenda, today: date) -> facts.Dossier:
    """Gather of a meeting what its agenda and the rules alone say: no paper's text, nobody's minutes."""
    day = facts.judged_at(meeting.date, published=meeting.published, published_on=meeting.published_on, today=today)
    procedure = in_force(meeting.body, day)  # reads the extra days, too
    return facts.Dossier(
        body=meeting.body.name,
        date=meeting.date,
        today=today,
        nation=meeting.body.nation,
        working=working_days(meeting.body),
        procedure=procedure,
        working_group=meeting.body.kind is not BodyKind.PANEL,
        status=meeting.status.value,
        closed=meeting.closed,
        published=meeting.published,
        published_on=meeting.published_on,
        items=_items(agenda, waiting(meeting), lambda _document: ()),
    )


def _items(
    agenda: Agenda, waits: Mapping[int, facts.Waits], text: Callable[[Document], Iterable[str]]
) -> tuple[facts.Item, ...]:
    return tuple(
        facts.Item(
            number=row.number,
            title=row.title,
            kind=row.kind,
            purpose=row.purpose,
            report=row.report,
            papers=tuple(_paper(paper, waits.get(paper.id), text) for paper in papers),
            added=row.added,
            urgent_reason=row.urgent_reason,
            resolution=row.resolution,
        )
        for row, papers in agenda
    )


def _paper(row: PaperRow, waits: facts.Waits | None, text: Callable[[Document], Iterable[str]]) -> facts.Paper:
    document = row.document
    return facts.Paper(
        title=row.title,
        appendix=row.appendix or "",
        exempt=row.access is PaperAccess.EXEMPT,
        exempt_paragraphs=tuple(row.exempt_paragraphs),
        public_interest=row.public_interest,
        file_name=row.file_name,
        drawn=row.drawn.value if row.drawn else "",
        pages=tuple(text(document)) if document else (),
        told=tuple(facts.Told(each["code"], each["text"], tuple(each["pages"])) for each in document.told)
        if document
        else (),
        waits=waits,
    )


def _seats(bodies: Sequence[int]) -> Sequence[Appointment]:
    return db.session.scalars(
        select(Appointment)
        .where(Appointment.body_id.in_(bodies), Appointment.withdrawn.is_(False))
        .options(joinedload(Appointment.member).joinedload(Member.authority))
        .order_by(Appointment.position, Appointment.id)
    ).all()


def _member(seat: Appointment, registered: date | None = None) -> facts.Person:
    authority = seat.member.authority
    return facts.Person(
        name=seat.member.name,
        role=seat.office,
        authority=authority.name if authority else "",
        member=True,
        since=seat.since,
        until=seat.until,
        registered=registered,
    )


def _registered(row: Registration | None, seat: Appointment, day: date) -> date | None:
    """Say when a member registered; a register that is known, but not since when, counts from taking office."""
    return (row.registered or seat.since or day) if row else None


def _people(
    panel: Body, seats: Iterable[Appointment], day: date, minutes: Sequence[facts.Minutes], holder: OfficeHolder | None
) -> tuple[facts.Person, ...]:
    """List members in office, the office-holder, the officers of the panel, and those who attended as officers."""
    registrations_by_member = registrations(panel)
    people = [
        _member(seat, _registered(registrations_by_member.get(seat.member_id), seat, day))
        for seat in seats
        if seat.body_id == panel.id and seat.held_on(day)
    ]
    if holder is not None:
        people.append(facts.Person(holder.name, holder.title))
    if panel.officer_name:
        people.append(facts.Person(panel.officer_name, panel.officer_title))
    if panel.contact_name:
        people.append(facts.Person(panel.contact_name))
    named = {person.name for person in people}
    attended = {
        person.name: person
        for record in minutes
        for person in record.present
        if not person.member and person.name not in named
    }
    return (*people, *attended.values())


def _other_meetings(meeting: Meeting, bodies: Sequence[Body]) -> tuple[facts.OtherMeeting, ...]:
    names = {body.id: body.name for body in bodies}
    rows = db.session.scalars(
        select(Meeting)
        .where(Meeting.body_id.in_(names), Meeting.id != meeting.id)
        .options(selectinload(Meeting.moves))
        .order_by(Meeting.date, Meeting.id)
    )
    return tuple(
        facts.OtherMeeting(
            body=names[row.body_id],
            date=row.date,
            status=row.status.value,
            closed=row.closed,
            moved_from=tuple(move.moved_from for move in row.moves),
            venue=row.venue,
            start=row.start,
        )
        for row in rows
    )


def _minutes(meeting: Meeting, panel: Body) -> tuple[facts.Minutes, ...]:
    """Give the records of the panel's earlier meetings, each with the letters that followed it."""
    eve = meeting.date - timedelta(days=1)
    letters: dict[int, list[facts.Letter]] = {}
    for letter in letters_until(panel, meeting.date):
        letters.setdefault(letter.meeting_id, []).append(_letter(letter))
    return tuple(_record(row, tuple(letters.get(row.meeting_id, ()))) for row in minutes_until(panel, eve))


def _record(row: Minutes, letters: tuple[facts.Letter, ...]) -> facts.Minutes:
    there = [each for each in row.attendance if each.presence is Presence.PRESENT]
    return facts.Minutes(
        date=row.meeting.date,
        present=tuple(facts.Person(each.name, each.role, member=each.circle == MEMBERS) for each in there),
        apologies=tuple(each.name for each in row.attendance if each.presence is Presence.APOLOGIES),
        substitutes=tuple((each.substitute_for, each.name) for each in row.attendance if each.substitute_for),
        motions=tuple(
            facts.Motion(
                item=each.item,
                text=each.text,
                proposer=each.proposer,
                seconder=each.seconder,
                outcome=each.outcome,
                votes_for=each.votes_for,
                against=each.votes_against,
                abstained=each.votes_abstained,
            )
            for each in row.motions
        ),
        resolutions=tuple(facts.Resolution(each.item, each.number, each.text, each.kind) for each in row.resolutions),
        actions=tuple(facts.Action(each.item, each.text, each.owner) for each in row.actions),
        letters=letters,
    )


def _letter(row: Letter) -> facts.Letter:
    return facts.Letter(
        to=row.to,
        sent=row.sent,
        answer_due=row.answer_due,
        answered=row.answered,
        points=tuple(
            facts.LetterPoint(
                each.text,
                each.resolution.number if each.resolution else "",
                each.resolution.item if each.resolution else "",
                each.delegated,
            )
            for each in row.recommendations
        ),
    )


def _log(panel: Body, day: date) -> tuple[facts.LogEntry, ...]:
    rows = db.session.scalars(
        select(Recommendation)
        .where(Recommendation.body_id == panel.id, Recommendation.withdrawn.is_(False))
        .order_by(Recommendation.position)
    )
    return tuple(
        facts.LogEntry(
            raised=row.raised,
            text=row.text,
            lead=row.lead,
            panel_update=row.panel_update,
            progress=row.progress,
            completed=row.status is Progress.COMPLETED,
            completed_on=row.completed,
        )
        for row in rows
    )


def _programme(panel: Body) -> tuple[facts.ProgrammeRow, ...]:
    rows = db.session.scalars(
        select(ProgrammeItem)
        .where(ProgrammeItem.body_id == panel.id, ProgrammeItem.withdrawn.is_(False))
        .order_by(ProgrammeItem.position)
    )
    return tuple(
        facts.ProgrammeRow(row.section.value, row.item, row.detail, row.meeting, row.timing, row.last_report)
        for row in rows
    )


def _questions(meeting: Meeting) -> tuple[facts.Question, ...]:
    return tuple(
        facts.Question(
            row.name,
            row.text,
            row.received,
            row.state is QuestionState.ACCEPTED,
            row.item.number if row.item else "",
        )
        for row in questions_to(meeting)
    )


_CHANGED = {
    ChangeKind.ITEM_ADDED: "Item {item}, “{title}”, was added.",
    ChangeKind.ITEM_WITHDRAWN: "Item {item}, “{title}”, was withdrawn.",
    ChangeKind.ITEM_RETITLED: "Item {item} was called “{before}” and is now “{title}”.",
    ChangeKind.ITEM_RENUMBERED: "“{title}” was item {before} and is now item {item}.",
    ChangeKind.ITEM_MOVED: "Item {item}, “{title}”, stands in another place.",
    ChangeKind.PAPER_ADDED: "“{title}” was added under item {item}.",
    ChangeKind.PAPER_WITHDRAWN: "“{title}” under item {item} was withdrawn.",
    ChangeKind.PAPER_RETITLED: "A paper under item {item} was called “{before}” and is now “{title}”.",
    ChangeKind.PAPER_RELETTERED: "“{title}” under item {item} has another letter.",
    ChangeKind.PAPER_REPLACED: "The file of “{title}” under item {item} was replaced.",
    ChangeKind.PAPER_OPENED: "“{title}” under item {item} was exempt and is now public.",
    ChangeKind.PAPER_WITHHELD: "“{title}” under item {item} was public and is now exempt.",
}


def _changes(meeting: Meeting) -> tuple[facts.Change, ...]:
    published = as_published(meeting)
    if published is None:
        return ()
    before = [ListedItem.of(item) for item in published.items]
    return tuple(
        facts.Change(
            change.item,
            _CHANGED[change.what].format(item=change.item, title=change.title, before=change.before),
            added=change.what is ChangeKind.ITEM_ADDED,
        )
        for change in changes_since(before, agenda_as_it_stands(meeting))
    )
