"""Read the audit trail of one record."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, and_, or_, select

from panel.audit.models import AuditEntry
from panel.extensions import db


def trail(
    about: str, *, former: Collection[str] = (), between: Collection[tuple[str, str]] = ()
) -> Sequence[AuditEntry]:
    """Give what was done to a record, the first first, under whatever name it had.

    Entries made before the trail kept whose history they belong to are found by their subjects: `former` names, and
    how others begin and end.
    """
    named: list[ColumnElement[bool]] = [AuditEntry.subject.in_(former)] if former else []
    named += [
        and_(AuditEntry.subject.startswith(begin, autoescape=True), AuditEntry.subject.endswith(end, autoescape=True))
        for begin, end in between
    ]
    mine = AuditEntry.about == about
    wanted = or_(mine, and_(AuditEntry.about == "", or_(*named))) if named else mine
    return db.session.scalars(select(AuditEntry).where(wanted).order_by(AuditEntry.id)).all()


def latest(abouts: Collection[str], count: int) -> Sequence[AuditEntry]:
    """Give the last things that were done to any of several records, the last first."""
    return db.session.scalars(
        select(AuditEntry).where(AuditEntry.about.in_(abouts)).order_by(AuditEntry.id.desc()).limit(count)
    ).all()
