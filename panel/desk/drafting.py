"""What the records hold for a meeting that has no agenda yet."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, literal, or_, select

from panel.agendas.order_of_business import GroupMeeting, Held, Standing, Work, holding, usual_order
from panel.agendas.queries import as_lines, orders_of
from panel.extensions import db
from panel.meetings.models import Meeting, MeetingStatus
from panel.minutes.models import Confirmation, Minutes
from panel.papers.models import Drawing
from panel.procedure.models import Body, BodyKind
from panel.procedure.queries import office_holder
from panel.questions.models import Question, QuestionState
from panel.recommendations.models import Recommendation
from panel.work_programme.models import ProgrammeItem, Section

OFF = (MeetingStatus.CANCELLED, MeetingStatus.POSTPONED)


def order_followed(body: Body, day: date) -> tuple[Standing, ...]:
    """Give the order of business that a body keeps for its meetings on a day, or the usual one where it keeps none."""
    own = holding(orders_of(body), day)
    if own:
        return as_lines(own)
    holder = office_holder(body, day)
    office = holder.title if holder else "Police and Crime Commissioner"
    return usual_order(body.kind is BodyKind.WORKING_GROUP, body.nation, office)


def held_for(meeting: Meeting) -> Held:
    """Bring together what the records hold for a meeting."""
    return Held(
        minutes=_to_confirm(meeting),
        questions=db.session.scalar(
            select(func.count()).where(
                Question.meeting_id == meeting.id,
                Question.state == QuestionState.ACCEPTED,
                Question.withdrawn.is_(False),
            )
        )
        or 0,
        work=tuple(
            Work(row.item, _one_paragraph(row.detail))
            for row in db.session.scalars(
                select(ProgrammeItem)
                .where(
                    ProgrammeItem.body_id == meeting.body_id,
                    ProgrammeItem.section == Section.SCHEDULED,
                    ProgrammeItem.meeting == meeting.date,
                    ProgrammeItem.withdrawn.is_(False),
                )
                .order_by(ProgrammeItem.position)
            )
        ),
        groups=_groups_since(meeting),
        drawings=_drawings(meeting.body),
        coming=db.session.scalar(
            select(func.count()).where(
                Meeting.body_id == meeting.body_id,
                Meeting.date > meeting.date,
                Meeting.closed.is_(False),
                Meeting.status.not_in(OFF),
            )
        )
        or 0,
    )


def _one_paragraph(detail: str) -> str:
    """Write a detail whose " ; " parts a lead-in from its list: "To consider: thefts; fires"."""
    lead, *entries = [words for part in detail.split(" ; ") if (words := part.strip(" ;"))] or [""]
    return " ".join([lead, "; ".join(entries)]).strip()


def _to_confirm(meeting: Meeting) -> tuple[date, ...]:
    """Give the days of earlier meetings whose minutes were not confirmed: those since the last that were."""
    confirmed = set(
        db.session.scalars(
            select(Confirmation.earlier)
            .join(Minutes, Confirmation.minutes_id == Minutes.id)
            .join(Meeting, Minutes.meeting_id == Meeting.id)
            .where(Meeting.body_id == meeting.body_id, Minutes.withdrawn.is_(False), Confirmation.withdrawn.is_(False))
        )
    )
    days = db.session.scalars(
        select(Meeting.date)
        .where(
            Meeting.body_id == meeting.body_id,
            Meeting.date < meeting.date,
            Meeting.status.not_in(OFF),
            # The minutes of a closed meeting are no business of an open one.
            or_(Meeting.closed.is_(False), literal(meeting.closed)),
        )
        .order_by(Meeting.date)
    ).all()
    last = max((day for day in days if day in confirmed), default=None)
    # Where no confirmation is recorded at all, older minutes were confirmed before the records begin.
    return tuple(day for day in days if day > last) if last else tuple(days[-1:])


def _groups_since(meeting: Meeting) -> tuple[GroupMeeting, ...]:
    """Give the meetings of a panel's working groups since its last meeting, the earliest first."""
    last = db.session.scalar(
        select(func.max(Meeting.date)).where(
            Meeting.body_id == meeting.body_id, Meeting.date < meeting.date, Meeting.status.not_in(OFF)
        )
    )
    if last is None:
        return ()
    rows = db.session.execute(
        select(Body.name, Meeting.date)
        .join(Meeting, Meeting.body_id == Body.id)
        .where(
            Body.parent_id == meeting.body_id,
            Meeting.date >= last,
            Meeting.date < meeting.date,
            Meeting.status.not_in(OFF),
        )
        .order_by(Meeting.date, Body.name)
    )
    return tuple(GroupMeeting(name, day) for name, day in rows)


def _drawings(body: Body) -> tuple[tuple[str, str], ...]:
    """Say which appendices the work programme item can be given."""
    drawings = []
    for drawing, kind, title in (
        (Drawing.WORK_PROGRAMME, ProgrammeItem, "Work Programme"),
        (Drawing.RECOMMENDATIONS_LOG, Recommendation, "Recommendations and Actions Log"),
    ):
        if db.session.scalar(
            select(func.count()).select_from(kind).where(kind.body_id == body.id, kind.withdrawn.is_(False))
        ):
            drawings.append((drawing.value, title))
    return tuple(drawings)
