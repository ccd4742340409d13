"""Schedule meetings, move them, publish their agendas."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import func, select, update

from panel.audit.changes import Changes, revise
from panel.audit.operations import record
from panel.extensions import db
from panel.law.ruling import Refused, Ruling
from panel.meetings.models import Meeting, MeetingStatus, Move
from panel.meetings.rules import (
    OFF,
    may_be_called_off,
    may_be_held,
    may_be_published,
    may_be_scheduled,
    may_be_taken_up_again,
    may_move_to,
)
from panel.procedure.models import Body

UIDS = UUID("0b5a2f4e-6c1d-5e43-9d3b-7a8e2f9c4d10")
"""The namespace of meetings' calendar identities: never change it, or every subscriber sees each meeting twice."""
SHOWN_IN_CALENDARS = frozenset({"start", "venue", "status", "closed", "note"})
_VERBS = {MeetingStatus.CANCELLED: "cancel", MeetingStatus.POSTPONED: "postpone"}


def schedule(body: Body, day: date, columns: Mapping[str, Any], *, actor: str, first: date | None = None) -> Meeting:
    """Schedule a meeting; `first` is the day it was to take place on, where it was moved before it came here.

    Raises Refused where the body has a meeting on that day.
    """
    there = select(func.count()).where(Meeting.body_id == body.id, Meeting.date == day)
    ruling = may_be_scheduled(day, taken=bool(db.session.scalar(there)))
    if not ruling:
        raise Refused(ruling)
    called_off = columns.get("status") in OFF
    meeting = Meeting(uid=_uid(body, first or day), body=body, date=day, sequence=int(called_off), **columns)
    db.session.add(meeting)
    db.session.flush()
    record(actor, "schedule", subject(meeting))
    if first is not None and first != day:
        note_move(meeting, first, actor=actor)
    return meeting


def amend(meeting: Meeting, columns: Mapping[str, Any], *, actor: str) -> Changes:
    """Change what is recorded of a meeting; calendars are told by its sequence."""
    changes = revise(meeting, columns)
    if changes:
        if SHOWN_IN_CALENDARS & changes.keys():
            meeting.sequence += 1
        record(actor, "amend", subject(meeting), **changes)
    return changes


def move(meeting: Meeting, to: date, *, actor: str) -> None:
    """Move a meeting to another day; its identity stays, and its old address leads to the new one.

    Raises Refused where the body has a meeting on that day, and where somebody else has just moved this one.
    """
    there = select(func.count()).where(Meeting.body_id == meeting.body_id, Meeting.date == to, Meeting.id != meeting.id)
    ruling = may_move_to(meeting.date, to, taken=bool(db.session.scalar(there)))
    if not ruling:
        raise Refused(ruling)
    former = meeting.date
    still_there = update(Meeting).where(Meeting.id == meeting.id, Meeting.date == former).values(date=to)
    moved: Any = db.session.execute(still_there)
    if not moved.rowcount:
        raise Refused(Ruling(False, "Somebody else has just moved this meeting."))
    # A meeting that moves back has left this day before: that is no new row, but a move all the same.
    _remember(meeting, former)
    _record_move(meeting, former, actor)


def note_move(meeting: Meeting, former: date, *, actor: str) -> bool:
    """Note a day on which a meeting was to take place before it came here; say whether that was news."""
    news = _remember(meeting, former)
    if news:
        _record_move(meeting, former, actor)
    return news


def call_off(meeting: Meeting, status: MeetingStatus, note: str, *, actor: str) -> None:
    """Cancel or postpone a meeting; its note tells the public why. Raises Refused."""
    ruling = may_be_called_off(meeting.status, status)
    if not ruling:
        raise Refused(ruling)
    changes = revise(meeting, {"status": status, "note": note})
    meeting.sequence += 1
    record(actor, _VERBS[status], subject(meeting), **changes)


def take_up_again(meeting: Meeting, note: str, *, actor: str) -> None:
    """Let a meeting that was called off take place after all. Raises Refused."""
    ruling = may_be_taken_up_again(meeting.status)
    if not ruling:
        raise Refused(ruling)
    changes = revise(meeting, {"status": MeetingStatus.SCHEDULED, "note": note})
    meeting.sequence += 1
    record(actor, "take up again", subject(meeting), **changes)


def close(meeting: Meeting, today: date, *, actor: str) -> bool:
    """Put down that a meeting was held; whether that is new. Raises Refused."""
    ruling = may_be_held(meeting.status, meeting.date, today)
    if not ruling:
        raise Refused(ruling)
    return _held(meeting, MeetingStatus.HELD, "close", actor)


def reopen(meeting: Meeting, *, actor: str) -> bool:
    """Take back that a meeting was held; whether it was."""
    return meeting.status is MeetingStatus.HELD and _held(meeting, MeetingStatus.SCHEDULED, "reopen", actor)


def _held(meeting: Meeting, status: MeetingStatus, verb: str, actor: str) -> bool:
    changes = revise(meeting, {"status": status})
    if changes:
        meeting.sequence += 1
        record(actor, verb, subject(meeting), **changes)
    return bool(changes)


def hold(meeting: Meeting) -> None:
    """Hold a meeting until the transaction ends: what is read of it from here on is changed by nobody meanwhile."""
    db.session.execute(
        update(Meeting).where(Meeting.id == meeting.id).values(sequence=Meeting.sequence),
        execution_options={"synchronize_session": False},
    )
    db.session.expire_all()


def publish(meeting: Meeting, on: date | None, *, actor: str) -> bool:
    """Publish a meeting's agenda and public papers; say whether anything changed. None: the day is not recorded.

    Raises Refused where the day is after the meeting's (s.100B(3) of the Local Government Act 1972).
    """
    if meeting.published and meeting.published_on == on:
        return False
    ruling = may_be_published(meeting.date, on)
    if not ruling:
        raise Refused(ruling)
    # The feed's link says "Agenda and papers" from now on, which subscribers see when the sequence grows.
    meeting.sequence += not meeting.published
    meeting.published, meeting.published_on = True, on
    record(actor, "publish", subject(meeting), on=on.isoformat() if on else None)
    return True


def take_back(meeting: Meeting, *, actor: str) -> bool:
    """Take a published agenda back; say whether it was published."""
    if not meeting.published:
        return False
    meeting.published, meeting.published_on = False, None
    meeting.sequence += 1
    record(actor, "take back", subject(meeting))
    return True


def subject(meeting: Meeting) -> str:
    """Name a meeting in the audit trail: "meeting warwickshire 2018-03-19"."""
    return f"meeting {meeting.body.slug} {meeting.date.isoformat()}"


def _remember(meeting: Meeting, former: date) -> bool:
    """Keep a day that a meeting left, so that its address leads on; say whether it was not kept already."""
    if former == meeting.date or any(move.moved_from == former for move in meeting.moves):
        return False
    meeting.moves.append(Move(moved_from=former))
    return True


def _record_move(meeting: Meeting, former: date, actor: str) -> None:
    meeting.sequence += 1
    db.session.flush()
    record(actor, "move", subject(meeting), moved_from=former.isoformat())


def _uid(body: Body, first: date) -> str:
    """Make a meeting's calendar identity from what it first was, so that two instances agree on it."""
    name = f"{body.slug} {first.isoformat()}"
    uid, turn = str(uuid5(UIDS, name)), 1
    while db.session.scalar(select(func.count()).where(Meeting.uid == uid)):
        turn += 1
        uid = str(uuid5(UIDS, f"{name} {turn}"))
    return uid
