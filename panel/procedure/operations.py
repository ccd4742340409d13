"""Establish bodies, recognise whom they scrutinise, adopt their rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from panel.audit.changes import Changes, revise
from panel.audit.operations import record
from panel.extensions import db
from panel.law.exemptions import Nation
from panel.law.ruling import Refused, Ruling
from panel.law.words import day_in_words, one_line
from panel.procedure.models import Body, BodyKind, DraftRules, ExtraDay, OfficeHolder, RulesOfProcedure, Venue
from panel.procedure.rules import may_be_addressed, may_be_offered, may_close


def establish(
    slug: str,
    name: str,
    nation: Nation,
    columns: Mapping[str, Any],
    *,
    actor: str,
    parent: Body | None = None,
) -> Body:
    """Establish a panel, or a working group where there is a parent. Raises Refused where the address is taken."""
    there = db.session.scalar(select(Body.id).where(Body.slug == slug))
    ruling = may_be_addressed(slug, taken=there is not None)
    if not ruling:
        raise Refused(ruling)
    kind = BodyKind.PANEL if parent is None else BodyKind.WORKING_GROUP
    body = Body(slug=slug, name=name, kind=kind, parent=parent, nation=nation, **columns)
    db.session.add(body)
    db.session.flush()
    record(actor, "establish", f"body {slug}", name=name)
    return body


def amend(body: Body, columns: Mapping[str, Any], *, actor: str) -> Changes:
    """Change what is recorded of a body."""
    changes = revise(body, columns)
    if changes:
        record(actor, "amend", f"body {body.slug}", **changes)
    return changes


def recognised(body: Body) -> Sequence[OfficeHolder]:
    """Give those whom a panel scrutinises or scrutinised, in the order in which they were recognised."""
    return db.session.scalars(
        select(OfficeHolder).where(OfficeHolder.body_id == body.id).order_by(OfficeHolder.id)
    ).all()


def recognise_office_holder(body: Body, columns: Mapping[str, Any], *, actor: str) -> Changes:
    """Record whom a panel scrutinises. A successor with a first day ends the one before on its eve."""
    rows = recognised(body)
    row = next((row for row in rows if row.name == columns["name"]), None)
    since: date | None = columns["since"]
    if row is None and rows and since is None:
        row = rows[-1]
    if row is not None:
        changes = revise(row, columns)
    else:
        if rows and since and rows[-1].until is None:
            rows[-1].until = since - timedelta(days=1)
        db.session.add(OfficeHolder(body=body, **columns))
        changes = {"name": [rows[-1].name if rows else "", columns["name"]]}
    if changes:
        record(actor, "recognise office-holder", f"body {body.slug}", **changes)
        db.session.flush()
    return changes


def write_draft(body: Body, draft: DraftRules, columns: Mapping[str, Any], *, actor: str) -> Changes:
    """Change the draft of a body's new rules, and begin it where there is none yet; nothing of it is in force."""
    changes = revise(draft, columns)
    if changes or draft.id is None:
        db.session.add(draft)
        record(actor, "draft rules", f"body {body.slug}", **changes)
        db.session.flush()
    return changes


def drop_draft(body: Body, draft: DraftRules, *, actor: str) -> bool:
    """Drop the draft of a body's new rules as it was read, adopted or not.

    False where somebody has just dropped it, or written more of it.
    """
    as_read = (DraftRules.id == draft.id) & (DraftRules.version == draft.version)
    dropped: Any = db.session.execute(delete(DraftRules).where(as_read))
    if dropped.rowcount:
        record(actor, "drop draft of rules", f"body {body.slug}")
    return bool(dropped.rowcount)


def adopt_rules(
    body: Body, rules: Mapping[str, Any], *, actor: str, since: date | None = None, minute: str | None = None
) -> Changes:
    """Keep a body's rules of procedure from a day on, as a rules file gives them; dates in ISO form.

    `minute` is where it stands that they were adopted; None leaves what is recorded of that.
    """
    columns: dict[str, Any] = {"rules": dict(rules)} | ({} if minute is None else {"minute": minute})
    row = db.session.scalar(
        select(RulesOfProcedure).where(
            RulesOfProcedure.body_id == body.id,
            RulesOfProcedure.since.is_(None) if since is None else RulesOfProcedure.since == since,
        )
    )
    if row is None:
        db.session.add(RulesOfProcedure(body=body, since=since, **columns))
        changes: Changes = {name: ["" if name == "minute" else {}, value] for name, value in columns.items()}
    else:
        changes = revise(row, columns)
    if changes:
        record(actor, "adopt rules", f"body {body.slug}", **changes)
        db.session.flush()
    return changes


def offer_venue(body: Body, columns: Mapping[str, Any], *, actor: str) -> Venue:
    """Keep a place where a body meets; one of that name that was withdrawn is offered again.

    Raises Refused where it is offered already.
    """
    row = db.session.scalar(select(Venue).where(Venue.body_id == body.id, Venue.name == columns["name"]))
    ruling = may_be_offered(columns["name"], taken=row is not None and not row.withdrawn)
    if not ruling:
        raise Refused(ruling)
    if row is None:
        row = Venue(body=body, **columns)
        db.session.add(row)
    else:
        revise(row, {**columns, "withdrawn": False})
    record(actor, "offer venue", f"body {body.slug}", **columns)
    db.session.flush()
    return row


def amend_venue(venue: Venue, columns: Mapping[str, Any], *, actor: str) -> Changes:
    """Change what is recorded of a place. Raises Refused where another has its name."""
    same = select(Venue.id).where(Venue.body_id == venue.body_id, Venue.name == columns["name"], Venue.id != venue.id)
    ruling = may_be_offered(columns["name"], taken=db.session.scalar(same) is not None)
    if not ruling:
        raise Refused(ruling)
    changes = revise(venue, columns)
    if changes:
        record(actor, "amend venue", f"body {venue.body.slug}", **changes)
        db.session.flush()
    return changes


def withdraw_venue(venue: Venue, *, actor: str) -> None:
    """Offer a place no more; what was arranged there stays."""
    if not venue.withdrawn:
        venue.withdrawn = True
        record(actor, "withdraw venue", f"body {venue.body.slug}", name=venue.name)


def close_day(body: Body, day: date, name: str, *, actor: str) -> ExtraDay:
    """Close a body, and its working groups, on a day besides bank holidays; closed already, the day takes the name.

    Raises Refused.
    """
    name = one_line(name)
    ruling = may_close(day, name)
    if not ruling:
        raise Refused(ruling)
    row = ExtraDay(day=day, name=name)
    known = _closed(body, day) or _added_meanwhile(body, row)
    if known and known.name == name:
        return known
    row = known or row
    row.name = name
    record(actor, "close day", f"body {body.slug}", day=day.isoformat(), name=name)
    db.session.flush()
    return row


def reopen_day(body: Body, day: date, *, actor: str) -> None:
    """Take back that a body is closed on a day; the trail tells it once, though two do it at once. Raises Refused."""
    row = _closed(body, day)
    if row is None:
        known = ", ".join(each.day.isoformat() for each in body.extra_days) or "none"
        reason = f"No extra day was added on {day_in_words(day)}. Added: {known}."
        raise Refused(Ruling(False, reason))
    opened: Any = db.session.execute(delete(ExtraDay).where(ExtraDay.id == row.id))
    db.session.expire(body, ["extra_days"])
    if opened.rowcount:
        record(actor, "reopen day", f"body {body.slug}", day=day.isoformat(), name=row.name)
    db.session.flush()


def _added_meanwhile(body: Body, row: ExtraDay) -> ExtraDay | None:
    """Add a day; give the one that somebody else added in the same moment, if so."""
    try:
        with db.session.begin_nested():
            body.extra_days.append(row)
    except IntegrityError:
        db.session.expire(body, ["extra_days"])
        return _closed(body, row.day)
    return None


def _closed(body: Body, day: date) -> ExtraDay | None:
    return next((row for row in body.extra_days if row.day == day), None)
