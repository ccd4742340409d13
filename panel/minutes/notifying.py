"""Interests that were disclosed at meetings before they were registered, and until when they are notified."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload

from panel.extensions import db
from panel.interests.models import Notification
from panel.interests.queries import notifications
from panel.law.interests import notification
from panel.law.timetable import Deadline
from panel.meetings.models import Meeting
from panel.minutes.interested import named
from panel.minutes.models import Disclosure, Minutes
from panel.minutes.presence import notification_due
from panel.procedure.models import Body
from panel.procedure.queries import in_force_on


@dataclass(frozen=True)
class ToNotify:
    """An interest that its member has to notify, and whether they did."""

    disclosure: Disclosure
    name: str
    deadline: Deadline
    made: Notification | None


def to_notify(panel: Body, bodies: Collection[Body]) -> list[ToNotify]:
    """Give what members of a panel disclosed there and in its working groups, and had not registered, the latest first.

    A few questions of the database, however much there is.
    """
    rows = db.session.scalars(
        select(Disclosure)
        .join(Disclosure.minutes)
        .join(Minutes.meeting)
        .where(
            Meeting.body_id.in_([body.id for body in bodies]),
            Disclosure.registered.is_(False),
            Disclosure.withdrawn.is_(False),
            Minutes.withdrawn.is_(False),
        )
        .options(
            contains_eager(Disclosure.minutes).contains_eager(Minutes.meeting).joinedload(Meeting.body),
            joinedload(Disclosure.member),
        )
        .order_by(Meeting.date.desc(), Disclosure.id)
    ).all()
    owed = [row for row in rows if notification_due(row.kind, row.registered, panel.nation)]
    return _with_days(panel, owed) if owed else []


def _with_days(panel: Body, owed: Sequence[Disclosure]) -> list[ToNotify]:
    made = notifications(panel)
    rules = in_force_on(panel, (row.minutes.meeting.date for row in owed))
    found = []
    for row in owed:
        day = row.minutes.meeting.date
        deadline = notification(named(row), day, rules[day].registration_days, panel.nation)
        found.append(ToNotify(row, named(row), deadline, made.get((row.member_id or 0, day, row.item))))
    return found
