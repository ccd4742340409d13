"""What officers read of papers that were asked for, beside what authors and approvers read of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from panel.accounts.models import User
from panel.agendas.models import Item
from panel.commissions.models import Approver, Chaser, Clearance, Commission, ReportTimetable
from panel.commissions.queries import STANDARD_TIMETABLE, Timetable, kept
from panel.commissions.rules import Stage, Turn, due, met
from panel.extensions import db
from panel.law.timetable import Deadline
from panel.meetings.models import Meeting
from panel.meetings.standing import dates_before
from panel.papers.models import Paper
from panel.procedure.models import Body
from panel.procedure.rules import Procedure
from panel.procedure.working_days import working_days


def timetable_on(body: Body, day: date) -> Timetable:
    """Give the report timetable that holds for meetings of a body on a day: its own, else its panel's."""
    for owner in (body, body.parent):
        for row in adopted(owner) if owner else ():
            if row.since <= day:
                return kept(row)
    return STANDARD_TIMETABLE


def adopted(body: Body) -> Sequence[ReportTimetable]:
    """Give the report timetables that a body has adopted for itself, the latest first."""
    return db.session.scalars(
        select(ReportTimetable)
        .where(ReportTimetable.body_id == body.id)
        .options(joinedload(ReportTimetable.body))
        .order_by(ReportTimetable.since.desc(), ReportTimetable.id.desc())
    ).all()


def stages_if(meeting: Meeting, day: date, rules: Procedure) -> list[Deadline]:
    """Give the stages of the reports that were asked for a meeting if it takes place on a day, each of its own kind.

    None where nothing was asked for. Raises BeyondTheTable.
    """
    if not commissions_for([meeting]):
        return []
    before = dates_before(meeting, rules, day)
    published = next((each.last_day for each in before if each.kind == "notice"), None) or day
    timetable, working = timetable_on(meeting.body, day), working_days(meeting.body)
    counted = ((stage, due(stage, published, working, timetable.authority)) for stage in timetable.stages)
    return [
        replace(each, what=f"{stage.name} of papers that were asked for", kind=f"stage {stage.name}")
        for stage, each in counted
    ]


def commissions_for(meetings: Sequence[Meeting]) -> Sequence[Commission]:
    """Give what was asked for meetings and not called back, each agenda in its order, with authors and approvers."""
    return db.session.scalars(
        select(Commission)
        .join(Paper, Commission.paper_id == Paper.id)
        .join(Item, Paper.item_id == Item.id)
        .where(
            Item.meeting_id.in_([meeting.id for meeting in meetings]),
            Item.withdrawn.is_(False),
            Commission.called_back.is_(False),
            Paper.withdrawn.is_(False),
        )
        .options(
            contains_eager(Commission.paper).contains_eager(Paper.item),
            joinedload(Commission.author),
            selectinload(Commission.approvers).joinedload(Approver.user),
        )
        .order_by(Item.meeting_id, Item.position, Paper.position, Paper.id)
    ).all()


def commission_of(paper: Paper) -> Commission | None:
    """Give how a paper was asked for, called back or not; None where nobody was asked."""
    return db.session.scalar(
        select(Commission)
        .where(Commission.paper_id == paper.id)
        .options(joinedload(Commission.author), selectinload(Commission.approvers).joinedload(Approver.user))
    )


def asked_before(body: Body) -> Sequence[User]:
    """Give the people who were asked to write or to clear papers of a panel and its working groups, by name."""
    asked = _asked_in(body)
    authors = asked.with_only_columns(Commission.author_id)
    approvers = asked.join(Approver, Approver.commission_id == Commission.id).with_only_columns(Approver.user_id)
    return db.session.scalars(
        select(User)
        .where(or_(User.id.in_(authors), User.id.in_(approvers)), User.disabled.is_(False))
        .order_by(User.name, User.email)
    ).all()


def approvers_lately(body: Body) -> Sequence[Approver]:
    """Give who clears the paper that was asked for last in a panel and its working groups, as far as they can."""
    last = db.session.scalar(
        _asked_in(body)
        .options(selectinload(Commission.approvers).joinedload(Approver.user))
        .order_by(Commission.id.desc())
        .limit(1)
    )
    return [each for each in last.approvers if not each.user.disabled] if last else []


def _asked_in(body: Body) -> Select[Commission]:
    panel = body.parent_id or body.id
    return (
        select(Commission)
        .join(Paper, Commission.paper_id == Paper.id)
        .join(Item, Paper.item_id == Item.id)
        .join(Meeting, Item.meeting_id == Meeting.id)
        .where(Meeting.body_id.in_(select(Body.id).where(or_(Body.id == panel, Body.parent_id == panel))))
    )


def met_by(commission: Commission, stages: Sequence[tuple[Stage, Deadline]], turns: Sequence[Turn]) -> frozenset[str]:
    """Name the stages that have what they await."""
    paper = commission.paper
    return frozenset(
        stage.name for stage, _due in stages if met(stage, paper.stage, paper.document_id is not None, turns)
    )


def clearances_of(commission: Commission) -> Sequence[Clearance]:
    """Give what was cleared of a paper, the latest first, by those who are asked no longer too."""
    return db.session.scalars(
        select(Clearance)
        .join(Approver)
        .where(Approver.commission_id == commission.id)
        .options(joinedload(Clearance.approver).joinedload(Approver.user))
        .order_by(Clearance.id.desc())
    ).all()


def chasers_of(commission: Commission) -> Sequence[Chaser]:
    """Give the reminders of a paper, the latest first, each with its e-mail."""
    return db.session.scalars(
        select(Chaser)
        .where(Chaser.commission_id == commission.id)
        .options(joinedload(Chaser.message))
        .order_by(Chaser.id.desc())
    ).all()
