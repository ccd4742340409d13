"""Write what a folder says of members' registrations and dispensations into the records."""

from __future__ import annotations

from sqlalchemy import select

from panel.extensions import db
from panel.folders.facts import DispensationFacts, Folder, MemberFacts
from panel.folders.keeping_rows import Rows
from panel.folders.pairing import Likenesses
from panel.folders.report import ImportReport
from panel.interests import operations as interests
from panel.interests.models import Dispensation, Registration
from panel.law.words import day_in_words
from panel.members.models import Member
from panel.procedure.models import Body


def keep_interests(folder: Folder, panel: Body, report: ImportReport, actor: str) -> None:
    """Keep when each member registered, where the register is, and the dispensations."""
    people = {row.name: row for row in db.session.scalars(select(Member).where(Member.panel_id == panel.id))}
    Rows(
        "registration",
        _REGISTRATION,
        lambda fact, _: {"registered": fact.registered, "register": fact.register, "member_id": people[fact.name].id},
        lambda row: f"registration of interests of {row.member.name}",
        lambda columns: interests.register(columns, actor=actor),
        lambda row, columns: interests.amend(row, columns, actor=actor),
        lambda row: interests.withdraw(row, actor=actor),
    ).keep(
        [member for member in folder.members if member.registered or member.register],
        db.session.scalars(
            select(Registration).join(Member).where(Member.panel_id == panel.id).order_by(Registration.id)
        ).all(),
        report,
    )
    Rows(
        "dispensation",
        _DISPENSATION,
        lambda fact, _: {
            "member_id": people[fact.member].id,
            "granted": fact.granted,
            "ends": fact.ends,
            "scope": fact.scope,
            "by": fact.by,
        },
        lambda row: f"dispensation of {row.member.name} until {day_in_words(row.ends, weekday=False)}",
        lambda columns: interests.grant(columns, actor=actor),
        lambda row, columns: interests.amend(row, columns, actor=actor),
        lambda row: interests.withdraw(row, actor=actor),
    ).keep(
        folder.dispensations,
        db.session.scalars(
            select(Dispensation)
            .join(Member)
            .where(Member.panel_id == panel.id)
            .order_by(Dispensation.withdrawn, Dispensation.id)
        ).all(),
        report,
    )


_REGISTRATION: Likenesses[MemberFacts, Registration] = ((lambda fact, _: fact.name, lambda row: row.member.name),)
_DISPENSATION: Likenesses[DispensationFacts, Dispensation] = (
    (
        lambda fact, _: (fact.member, fact.granted, fact.scope),
        lambda row: (row.member.name, row.granted, row.scope),
    ),
    (
        lambda fact, _: (fact.member, fact.granted, False),
        lambda row: (row.member.name, row.granted, row.withdrawn),
    ),
    (lambda fact, _: (fact.member, fact.scope, False), lambda row: (row.member.name, row.scope, row.withdrawn)),
)
