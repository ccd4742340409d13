"""Read a body's rules of procedure and office-holder as they stood on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from panel.extensions import db
from panel.procedure.models import Body, DraftRules, OfficeHolder, RulesOfProcedure, Venue
from panel.procedure.rules import Procedure, procedure


def in_force(body: Body, day: date) -> Procedure:
    """Give the rules of a body on a day.

    A working group without its own follows its panel's, less what the public may bring to the panel's meetings.
    """
    return in_force_for({body: day})[body]


def in_force_for(days: Mapping[Body, date]) -> dict[Body, Procedure]:
    """Give the rules of each body on its day, and read their extra days, however many bodies there are."""
    rows = _rules_of(days)
    return {body: _on(rows, body, day) for body, day in days.items()}


def in_force_on(body: Body, days: Iterable[date]) -> dict[date, Procedure]:
    """Give the rules of a body on each of several days, and read its extra days."""
    rows = _rules_of((body,))
    return {day: _on(rows, body, day) for day in days}


def rules_followed(body: Body, day: date) -> RulesOfProcedure | None:
    """Give the rules that a body follows on a day, as they are kept: its own, else its panel's."""
    return _followed(_rules_of((body,)), body, day)


def adopted(body: Body) -> Sequence[RulesOfProcedure]:
    """Give every set of rules that a body has adopted for itself, the latest first."""
    return [row for row in _rules_of((body,)) if row.body_id == body.id]


def draft_of(body: Body, day: date) -> DraftRules:
    """Give the new rules that are being written for a body; where none are, what they begin with, not kept yet.

    That is a copy of the rules followed on a day; a working group has no use for how its panel hears the public.
    """
    draft = db.session.scalar(select(DraftRules).where(DraftRules.body_id == body.id))
    if draft is not None:
        return draft
    followed = rules_followed(body, day)
    rules = dict(followed.rules) if followed else {}
    if followed and followed.body_id != body.id:
        rules.pop("participation", None)
    return DraftRules(body_id=body.id, since=None, minute="", rules=rules)


def _rules_of(bodies: Iterable[Body]) -> Sequence[RulesOfProcedure]:
    owners = {owner for body in bodies for owner in (body.id, body.parent_id) if owner is not None}
    # Whoever asks for the rules goes on to count days: the closed ones are read here for all bodies at once.
    found = db.session.execute(
        select(Body, RulesOfProcedure)
        .outerjoin(RulesOfProcedure)
        .where(Body.id.in_(owners))
        .order_by(RulesOfProcedure.since.is_(None), RulesOfProcedure.since.desc())
        .options(selectinload(Body.extra_days))
    )
    return [row for _body, row in found if row is not None]


def _followed(rows: Sequence[RulesOfProcedure], body: Body, day: date) -> RulesOfProcedure | None:
    for owner in (body.id, body.parent_id):
        for row in rows:
            if row.body_id == owner and (row.since is None or row.since <= day):
                return row
    return None


def _on(rows: Sequence[RulesOfProcedure], body: Body, day: date) -> Procedure:
    row = _followed(rows, body, day)
    if row is None:
        return Procedure()
    found = procedure(row.rules)
    return found if row.body_id == body.id else replace(found, participation=())


def working_groups(body: Body) -> Sequence[Body]:
    """Give the working groups of a panel, by name."""
    return db.session.scalars(select(Body).where(Body.parent_id == body.id).order_by(Body.name)).all()


def venues(body: Body) -> Sequence[Venue]:
    """Give the places where a body, or its panel, meets, by name."""
    return db.session.scalars(
        select(Venue)
        .where(Venue.body_id == (body.parent_id or body.id), Venue.withdrawn.is_(False))
        .order_by(Venue.name)
    ).all()


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
