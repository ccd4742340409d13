"""Read a body's rules of procedure and office-holder as they stood on a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import or_, select

from panel.extensions import db
from panel.procedure.models import Body, OfficeHolder, RulesOfProcedure
from panel.procedure.rules import Procedure, procedure


def in_force(body: Body, day: date) -> Procedure:
    """Give the rules of a body on a day; a working group without its own follows its panel's."""
    return in_force_for({body: day})[body]


def in_force_for(days: Mapping[Body, date]) -> dict[Body, Procedure]:
    """Give the rules of each body on its day, all in one question to the database."""
    owners = {owner for body in days for owner in (body.id, body.parent_id) if owner is not None}
    rows = db.session.scalars(
        select(RulesOfProcedure)
        .where(RulesOfProcedure.body_id.in_(owners))
        .order_by(RulesOfProcedure.since.is_(None), RulesOfProcedure.since.desc())
    ).all()

    def of(body: Body, day: date) -> Procedure:
        for owner in (body.id, body.parent_id):
            for row in rows:
                if row.body_id == owner and (row.since is None or row.since <= day):
                    return procedure(row.rules)
        return Procedure()

    return {body: of(body, day) for body, day in days.items()}


def office_holder(body: Body, day: date) -> OfficeHolder | None:
    """Give the one whom a body, or its panel, scrutinises on a day."""
    return db.session.scalar(
        select(OfficeHolder)
        .where(
            OfficeHolder.body_id == (body.parent_id or body.id),
            or_(OfficeHolder.since.is_(None), OfficeHolder.since <= day),
            or_(OfficeHolder.until.is_(None), OfficeHolder.until >= day),
        )
        .order_by(OfficeHolder.since.is_(None), OfficeHolder.since.desc())
        .limit(1)
    )
