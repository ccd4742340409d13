"""Record elections with who was nominated, and enter who was elected in the appointments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from panel.audit.models import AuditEntry
from panel.audit.operations import record
from panel.extensions import db
from panel.law.ruling import Refused, Ruling
from panel.law.words import day_in_words
from panel.members import operations as seating
from panel.members.models import Appointment, Member
from panel.members.queries import members_of, seats
from panel.members.rules import may_take_office
from panel.minutes import operations
from panel.minutes.models import Election, Minutes, Nomination
from panel.minutes.moving import There
from panel.minutes.voting import may_be_cast
from panel.procedure.models import Body, BodyKind

A_MEMBER = "Member"
"""What somebody is appointed as who takes a seat without an office."""
ENTER = "enter in the appointments"
COLUMNS = ("office", "since", "until", "withdrawn")


@dataclass(frozen=True)
class Nominated:
    """Somebody who was nominated; `row` is the line of the slip that says so."""

    row: int
    name: str
    proposer: str = ""
    seconder: str = ""
    votes: int | None = None
    member_id: int | None = None


@dataclass(frozen=True)
class Change:
    """What entering an election does to the appointments, before it is done."""

    ruling: Ruling
    does: tuple[str, ...] = ()
    member: Member | None = None
    seat: Appointment | None = None
    """The member's, until then; None where they have none there."""
    former: Appointment | None = None
    """The seat of the one who held the office until then."""


def nominations(election: Election) -> Sequence[Nomination]:
    """Give who was nominated in an election, those who were taken back among them."""
    return db.session.scalars(
        select(Nomination).where(Nomination.election_id == election.id).order_by(Nomination.position)
    ).all()


def keep_election(
    minutes: Minutes,
    row: Election | None,
    columns: Mapping[str, Any],
    nominated: Sequence[Nominated],
    there: There,
    *,
    actor: str,
) -> Election:
    """Record an election, or change it, with its nominations. Raises Refused for more votes than people were there."""
    ruling = may_be_cast(sum(each.votes or 0 for each in nominated), there.number, recorded=there.recorded)
    if not ruling:
        raise Refused(ruling)
    if row is None:
        row = operations.enter(Election, minutes, columns, actor=actor)
        _keep_nominations(row, nominated, actor=actor)
        return row
    changed = operations.amend(row, columns, actor=actor)
    if _keep_nominations(row, nominated, actor=actor) and not changed:
        row.version += 1
    return row


def _keep_nominations(election: Election, nominated: Sequence[Nominated], *, actor: str) -> bool:
    """Make the nominations those given; whether anything changed."""
    known, changed = {each.slip: each for each in nominations(election)}, False
    for each in nominated:
        # A line of the slip is one nomination, however often it is sent.
        slip = f"nomination-{election.id}-{each.row}"
        columns = {"name": each.name, "proposer": each.proposer, "seconder": each.seconder, "votes": each.votes}
        columns |= {"member_id": each.member_id}
        row = known.pop(slip, None)
        if row is None:
            columns |= {"election_id": election.id, "slip": slip, "position": each.row, "access": election.access}
            operations.enter(Nomination, election.minutes, columns, actor=actor)
            changed = True
        else:
            changed = bool(operations.amend(row, columns | {"withdrawn": False}, actor=actor)) or changed
    for row in known.values():
        if not row.withdrawn:
            operations.withdraw(row, actor=actor)
            changed = True
    return changed


def body_of(election: Election) -> Body:
    """Give the body whose office or seat it is about."""
    return election.of_body or election.minutes.meeting.body


def change_by(election: Election) -> Change:
    """Say what entering an election in the appointments would do, from the meeting's day on."""
    body, day = body_of(election), election.minutes.meeting.date
    office = "" if election.office == A_MEMBER else election.office
    if election.appointment_id is not None:
        return Change(Ruling(False, "It is entered in the appointments already."))
    if not election.elected:
        return Change(Ruling(False, "Nobody is recorded as elected yet."))
    member = next((each for each in members_of(body) if each.name == election.elected), None)
    if member is None:
        reason = f"{election.elected} is not recorded among the panel’s members: enrol them first, or correct the name."
        return Change(Ruling(False, reason))
    sitting = seats(body, day)
    seat = next((each for each in sitting if each.member_id == member.id), None)
    if seat is None and body.kind is BodyKind.PANEL:
        reason = f"{member.name} has no seat on {body.name} on {day_in_words(day)}: give them one first."
        return Change(Ruling(False, reason))
    if seat is not None and seat.office == office:
        has = f"is {office} of" if office else "has a seat on"
        return Change(Ruling(False, f"{member.name} {has} {body.name} already: there is nothing to enter."))
    former = next((each for each in sitting if office and each.office == office), None)
    ruling = may_take_office(former.since if former else None, day)
    from_ = f"from {day_in_words(day)}"
    does = [] if seat is not None else [f"{member.name} takes a seat on {body.name} {from_}."]
    if office:
        does.append(f"{member.name} is {office} of {body.name} {from_}.")
    elif seat is not None:
        does.append(f"{member.name} is a member of {body.name} without an office {from_}.")
    if former is not None:
        does.append(f"{former.member.name} is {office} until {day_in_words(day - timedelta(days=1))}.")
    return Change(ruling, tuple(does), member, seat, former)


def enter_appointment(election: Election, *, actor: str) -> Appointment:
    """Enter who was elected in the appointments, from the meeting's day on. Raises Refused."""
    change, day = change_by(election), election.minutes.meeting.date
    if not change.ruling or change.member is None:
        raise Refused(change.ruling)
    body = body_of(election)
    office = "" if election.office == A_MEMBER else election.office
    before = _as_it_stands(body)
    if change.former is not None:
        _gives(body, change.former.member, change.former, "", day, actor=actor)
    seat = _gives(body, change.member, change.seat, office, day, actor=actor)
    db.session.flush()
    after = _as_it_stands(body)
    steps = [[number, before.get(number), now] for number, now in after.items() if before.get(number) != now]
    election.appointment_id = seat.id
    record(actor, ENTER, operations.subject(election), steps=steps)
    return seat


def take_back_appointment(election: Election, *, actor: str) -> None:
    """Let the appointments stand as before an election was entered. Raises Refused where they changed since."""
    steps = db.session.scalars(
        select(AuditEntry)
        .where(AuditEntry.subject == operations.subject(election), AuditEntry.verb == ENTER)
        .order_by(AuditEntry.id.desc())
        .limit(1)
    ).first()
    if election.appointment_id is None or steps is None:
        raise Refused(Ruling(False, "It is not entered in the appointments."))
    stands = _as_it_stands(body_of(election))
    if any(stands.get(number) != after for number, _before, after in steps.detail["steps"]):
        raise Refused(Ruling(False, "These seats were changed since: put them right on the members’ page."))
    for number, before, _after in steps.detail["steps"]:
        seat = db.session.get_one(Appointment, number)
        if before is None:
            seating.withdraw_appointment(seat, actor=actor)
        else:
            seating.amend_appointment(seat, _read(before), actor=actor)
    election.appointment_id = None
    record(actor, f"take back: {ENTER}", operations.subject(election))


def _gives(body: Body, member: Member, seat: Appointment | None, office: str, day: date, *, actor: str) -> Appointment:
    """Give a member an office from a day on, or a seat; one that was taken back is used again."""
    again = db.session.scalar(
        select(Appointment).where(
            Appointment.body_id == body.id,
            Appointment.member_id == member.id,
            Appointment.since == day,
            Appointment.withdrawn.is_(True),
        )
    )
    if again is not None:
        columns = {"office": office, "until": seat.until if seat else None, "withdrawn": False}
        if seat is not None:
            seating.end_appointment(seat, day - timedelta(days=1), actor=actor)
        seating.amend_appointment(again, columns, actor=actor)
        return again
    if seat is not None:
        return seating.give_office(seat, office, day, actor=actor)
    position = max((each.position for each in seats(body, day)), default=0) + 1
    return seating.appoint(body, member, position, actor=actor, office=office, since=day)


def _as_it_stands(body: Body) -> dict[int, list[Any]]:
    rows = db.session.scalars(select(Appointment).where(Appointment.body_id == body.id).order_by(Appointment.id))
    return {row.id: [_plain(getattr(row, name)) for name in COLUMNS] for row in rows}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _read(kept: Sequence[Any]) -> dict[str, Any]:
    office, since, until, withdrawn = kept
    days = {"since": since and date.fromisoformat(since), "until": until and date.fromisoformat(until)}
    return {"office": office, "withdrawn": withdrawn, **days}
