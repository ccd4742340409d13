"""Enrol members, appoint them to bodies, and end what is no longer so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from panel.audit.changes import Changes, revise
from panel.audit.operations import record
from panel.extensions import db
from panel.law.ruling import Refused
from panel.members.models import Appointment, Authority, Member, MemberKind
from panel.members.rules import may_end, may_take_office
from panel.procedure.models import Body


def name_authority(body: Body, name: str, position: int, *, actor: str) -> Authority:
    """Name a council that appoints members to a panel."""
    authority = Authority(body_id=body.id, name=name, position=position)
    db.session.add(authority)
    db.session.flush()
    record(actor, "name authority", f"body {body.slug}", name=name)
    return authority


def enrol(panel: Body, name: str, kind: MemberKind, authority: Authority | None, *, actor: str) -> Member:
    """Enrol a person as a member of a panel."""
    member = Member(panel_id=panel.id, name=name, kind=kind, authority=authority)
    db.session.add(member)
    db.session.flush()
    record(actor, "enrol", f"member of {panel.slug}: {name}", kind=kind.value)
    return member


def amend(row: Authority | Member, columns: Mapping[str, Any], *, actor: str) -> Changes:
    """Change what is recorded of an authority or a member."""
    changes = revise(row, columns)
    if changes:
        noun = "authority" if isinstance(row, Authority) else "member"
        record(actor, "amend", f"{noun}: {row.name}", **changes)
    return changes


def appoint(
    body: Body,
    member: Member,
    position: int,
    *,
    actor: str,
    office: str = "",
    since: date | None = None,
    until: date | None = None,
) -> Appointment:
    """Appoint a member to a body."""
    appointment = Appointment(
        body_id=body.id, member=member, office=office, position=position, since=since, until=until
    )
    db.session.add(appointment)
    db.session.flush()
    record(actor, "appoint", f"member of {body.slug}: {member.name}", office=office)
    return appointment


def amend_appointment(appointment: Appointment, columns: Mapping[str, Any], *, actor: str) -> Changes:
    """Change an appointment: its office, its place in the list, its first or last day."""
    changes = revise(appointment, columns)
    if changes:
        subject = f"member of {appointment.body.slug}: {appointment.member.name}"
        record(actor, "amend appointment", subject, **changes)
    return changes


def end_appointment(appointment: Appointment, until: date, *, actor: str) -> Changes:
    """Let a seat end with a day. Raises Refused where it began later."""
    ruling = may_end(appointment.since, until)
    if not ruling:
        raise Refused(ruling)
    return amend_appointment(appointment, {"until": until}, actor=actor)


def give_office(appointment: Appointment, office: str, since: date, *, actor: str) -> Appointment:
    """Give a member another office from a day on; the seat until then keeps the one it had.

    Raises Refused where the seat began later.
    """
    ruling = may_take_office(appointment.since, since)
    if not ruling:
        raise Refused(ruling)
    if appointment.office == office:
        return appointment
    if appointment.since == since:
        amend_appointment(appointment, {"office": office}, actor=actor)
        return appointment
    until = appointment.until
    amend_appointment(appointment, {"until": since - timedelta(days=1)}, actor=actor)
    return appoint(
        appointment.body,
        appointment.member,
        appointment.position,
        actor=actor,
        office=office,
        since=since,
        until=until,
    )


def withdraw_appointment(appointment: Appointment, *, actor: str) -> None:
    """Withdraw an appointment that was recorded in error; one that ended has a last day instead."""
    appointment.withdrawn = True
    record(actor, "withdraw appointment", f"member of {appointment.body.slug}: {appointment.member.name}")
