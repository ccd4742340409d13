"""What was asked of whom, how far it is, and by when each stage is due."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from panel.accounts.models import User
from panel.agendas.models import Item
from panel.commissions.models import Approver, Clearance, Commission, Enclosure, ReportTimetable
from panel.commissions.rules import REMIND, STANDARD, Stage, Turn, due
from panel.extensions import db
from panel.law.bank_holidays import BeyondTheTable
from panel.law.timetable import Deadline
from panel.law.words import day_in_words
from panel.meetings.models import Meeting
from panel.meetings.standing import dates_before
from panel.papers.models import Paper
from panel.procedure.models import Body
from panel.procedure.queries import in_force, in_force_on
from panel.procedure.rules import Procedure
from panel.procedure.working_days import working_days


@dataclass(frozen=True)
class Timetable:
    """The stages of reports to a meeting, and where they come from."""

    stages: tuple[Stage, ...]
    authority: str
    remind: int = REMIND
    """Working days before the end of a stage on which somebody is reminded."""
    row: ReportTimetable | None = None
    """As it is kept; None for the standard one."""


STANDARD_TIMETABLE = Timetable(STANDARD, "The standard report timetable; the body has adopted none")


def timetable_of(meeting: Meeting) -> Timetable:
    """Give the report timetable that holds for a meeting: its body's, else its panel's, else the standard one."""
    return timetables_of([meeting])[meeting.id]


def timetables_of(meetings: Iterable[Meeting]) -> dict[int, Timetable]:
    """Give the report timetables that hold for meetings, by the meeting's number, however many they are."""
    owners = {meeting.id: [each for each in (meeting.body, meeting.body.parent) if each] for meeting in meetings}
    rows = db.session.scalars(
        select(ReportTimetable)
        .where(ReportTimetable.body_id.in_({body.id for bodies in owners.values() for body in bodies}))
        .order_by(ReportTimetable.since.desc(), ReportTimetable.id.desc())
    ).all()
    return {meeting.id: _held(rows, owners[meeting.id], meeting.date) for meeting in meetings}


def _held(rows: Sequence[ReportTimetable], bodies: Sequence[Body], day: date) -> Timetable:
    for body in bodies:
        for row in rows:
            if row.body_id == body.id and row.since <= day:
                return kept(row)
    return STANDARD_TIMETABLE


def kept(row: ReportTimetable) -> Timetable:
    """Give a timetable as it was adopted."""
    said = f"{row.body.name}: report timetable from {day_in_words(row.since, weekday=False)}"
    return Timetable(tuple(map(Stage.of, row.stages)), said, row.remind, row)


def stages_of(
    meeting: Meeting, held: Timetable | None = None, rules: Procedure | None = None
) -> list[tuple[Stage, Deadline]]:
    """Give the stages of reports to a meeting, each with its last day. Raises BeyondTheTable.

    They are counted back from the last day on which the agenda can be published in time; a working group's, which
    needs no notice, from the meeting's own day. Whoever asks for many meetings gives what holds for each.
    """
    held, working = held or timetable_of(meeting), working_days(meeting.body)
    rules = rules or in_force(meeting.body, meeting.date)
    notice = next((each for each in dates_before(meeting, rules, meeting.date) if each.kind == "notice"), None)
    published = (notice and notice.last_day) or meeting.date
    return [(stage, due(stage, published, working, held.authority)) for stage in held.stages]


def commissions_of(meeting: Meeting) -> Sequence[Commission]:
    """Give what was asked for a meeting and not called back, in the order of the agenda, with authors and approvers."""
    return db.session.scalars(
        select(Commission)
        .join(Paper, Commission.paper_id == Paper.id)
        .join(Item, Paper.item_id == Item.id)
        .where(
            Item.meeting_id == meeting.id,
            Item.withdrawn.is_(False),
            Commission.called_back.is_(False),
            Paper.withdrawn.is_(False),
        )
        .options(
            contains_eager(Commission.paper).contains_eager(Paper.item),
            joinedload(Commission.author),
            selectinload(Commission.approvers).joinedload(Approver.user),
        )
        .order_by(Item.position, Paper.position, Paper.id)
    ).all()


def stages_of_each(meetings: Iterable[Meeting]) -> dict[int, list[tuple[Stage, Deadline]]]:
    """Give the stages of reports to each meeting, by the meeting's number; none where the bank holidays are not known.

    The number of questions to the database grows with the bodies, not with their meetings.
    """
    days: dict[Body, set[date]] = {}
    known = {meeting.id: meeting for meeting in meetings}.values()
    for meeting in known:
        days.setdefault(meeting.body, set()).add(meeting.date)
    rules = {body: in_force_on(body, of_body) for body, of_body in days.items()}
    held, found = timetables_of(known), {}
    for meeting in known:
        try:
            found[meeting.id] = stages_of(meeting, held[meeting.id], rules[meeting.body][meeting.date])
        except BeyondTheTable:
            found[meeting.id] = []
    return found


def is_asked(user: User) -> bool:
    """Whether anything is asked of a person, to write or to clear."""
    asked = select(Commission.id).join(Paper, Commission.paper_id == Paper.id).join(Item, Paper.item_id == Item.id)
    return db.session.scalar(asked.where(_asked_of(user)).limit(1)) is not None


def _asked_of(user: User) -> ColumnElement[bool]:
    """Whether a commission is one of theirs; its paper and item are joined."""
    clears = select(Approver.commission_id).where(Approver.user_id == user.id, Approver.position > 0)
    mine = or_(Commission.author_id == user.id, Commission.id.in_(clears))
    return mine & Commission.called_back.is_(False) & Paper.withdrawn.is_(False) & Item.withdrawn.is_(False)


def asked_of(user: User, number: int | None = None) -> Sequence[Commission]:
    """Give what was asked of a person, to write or to clear, and not called back; the latest meeting first.

    `number` asks for that one only. Of one that is not in the answer the person may know nothing.
    """
    return db.session.scalars(
        select(Commission)
        .join(Paper, Commission.paper_id == Paper.id)
        .join(Item, Paper.item_id == Item.id)
        .join(Meeting, Item.meeting_id == Meeting.id)
        .where(
            _asked_of(user),
            true() if number is None else Commission.id == number,
        )
        .options(
            contains_eager(Commission.paper)
            .contains_eager(Paper.item)
            .contains_eager(Item.meeting)
            .joinedload(Meeting.body)
            .joinedload(Body.parent),
            joinedload(Commission.author),
            selectinload(Commission.approvers).joinedload(Approver.user),
        )
        .order_by(Meeting.date.desc(), Item.position, Paper.position, Paper.id)
    ).all()


def turns_of(commissions: Sequence[Commission]) -> dict[int, list[Turn]]:
    """Give the approvers' turns by the commission's number, each with whether they cleared the files that stand: the
    paper's, and those of the appendices that came with it."""
    files = files_of(commissions)
    rows = db.session.execute(
        select(Clearance.approver_id, Clearance.document_id)
        .join(Approver)
        .where(Approver.commission_id.in_([each.id for each in commissions]))
    )
    cleared = {(row.approver_id, row.document_id) for row in rows}
    return {
        each.id: [
            Turn(row.id, bool(files[each.id]) and all((row.id, file) in cleared for file in files[each.id]))
            for row in each.approvers
        ]
        for each in commissions
    }


def files_of(commissions: Sequence[Commission]) -> dict[int, list[int]]:
    """Number the files that stand for what was asked, by the commission's number: the paper's, then its appendices';
    none where the paper itself has no file yet."""
    files = {each.id: [each.paper.document_id] if each.paper.document_id else [] for each in commissions}
    with_a_file = [number for number, found in files.items() if found]
    rows = db.session.execute(
        select(Enclosure.commission_id, Paper.document_id)
        .join(Paper, Enclosure.paper_id == Paper.id)
        .where(Enclosure.commission_id.in_(with_a_file), Paper.withdrawn.is_(False))
        .order_by(Paper.position, Paper.id)
    )
    for row in rows:
        if row.document_id is not None:
            files[row.commission_id].append(row.document_id)
    return files


def enclosed_in(commission: Commission) -> Sequence[Paper]:
    """Give the appendices that came with a paper, in their order."""
    return db.session.scalars(
        select(Paper)
        .join(Enclosure, Enclosure.paper_id == Paper.id)
        .where(Enclosure.commission_id == commission.id, Paper.withdrawn.is_(False))
        .options(joinedload(Paper.document))
        .order_by(Paper.position, Paper.id)
    ).all()
