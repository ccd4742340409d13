"""Read what a decision sheet says now, what was sent, and what is live of what was resolved."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload

from panel.access import Audience, papers_seen
from panel.agendas.models import Item
from panel.agendas.queries import every_item
from panel.despatch.rules import Entitled
from panel.extensions import db
from panel.meetings.models import Meeting
from panel.minutes.models import Election, Exclusion, Minutes
from panel.minutes.queries import minutes_of
from panel.minutes.resolving import place
from panel.procedure.models import Body
from panel.sheets.contents import ActionLine, ItemLine, OutcomeLine, ResolutionLine, Sheet
from panel.sheets.models import DecisionSheet, SheetSending

EVERYBODY = papers_seen(Audience.PUBLIC)
CONFIDENTIAL_AUTHORITY = "Local Government Act 1972, s.100A(2)"
WHO_SITS = papers_seen(Audience.MEMBER, sits=True)


def sheet_now(meeting: Meeting, seen: Collection[str]) -> Sheet:
    """Give what a meeting's sheet says by the records as they stand, composed from what may be seen ("public")."""
    minutes = minutes_of(meeting)
    return _composed(minutes, every_item(meeting), seen)


def _composed(minutes: Minutes | None, agenda: Sequence[Item], seen: Collection[str]) -> Sheet:
    if minutes is None:
        return Sheet(None)
    resolved = [row for row in minutes.resolutions if row.access in seen]
    promised = [row for row in minutes.actions if row.access in seen]
    decided: list[Election | Exclusion] = [*minutes.exclusions, *minutes.elections]
    settled = [row for row in decided if row.access in seen and outcome(row)]
    items = {item.number: item for item in agenda if not item.withdrawn}
    named = {row.item for row in resolved} | {row.item for row in promised} | {row.item for row in settled}
    order = [number for number, item in items.items() if number in named or item.urgent_at]
    lines = []
    for number in [*order, *sorted(named - set(order))]:
        item = items.get(number)
        lines.append(
            ItemLine(
                number,
                item.title if item else "",
                bool(item and item.urgent_at),
                item.urgent_reason if item and item.urgent_at else "",
                tuple(
                    ResolutionLine(
                        row.id,
                        row.item,
                        row.number,
                        row.text,
                        row.kind,
                        row.addressee,
                        row.answer_due,
                        row.access != "public",
                    )
                    for row in sorted(resolved, key=lambda row: (*place(row.number), row.position))
                    if row.item == number
                ),
                tuple(
                    ActionLine(row.id, row.item, row.text, row.owner, row.due, row.access != "public")
                    for row in promised
                    if row.item == number
                ),
                tuple(OutcomeLine(outcome(row), row.access != "public") for row in settled if row.item == number),
            )
        )
    return Sheet(minutes.rose, minutes.presided, tuple(lines))


def outcome(row: Election | Exclusion) -> str:
    """Say what an election came to, or that the public was excluded; empty for what is open and what was lost."""
    if isinstance(row, Election):
        office = f"{row.office} of the {row.of_body.name}" if row.of_body else row.office
        return f"{row.elected} was elected {office}." if row.elected else ""
    if not row.excludes:
        return ""
    if row.words and not row.confidential:
        return f"Agreed: {row.words}"
    items = f"item{'s' if len(row.items) != 1 else ''} {', '.join(row.items)}" if row.items else "part of the meeting"
    if row.confidential:
        return f"The public was excluded for {items}: confidential information ({CONFIDENTIAL_AUTHORITY})."
    paragraphs = f"paragraph{'s' if len(row.paragraphs) != 1 else ''} {', '.join(map(str, row.paragraphs))} of "
    of = f"{paragraphs if row.paragraphs else ''}Schedule 12A to the Local Government Act 1972"
    return f"Agreed: that the public be excluded for {items}, because exempt information would be disclosed ({of})."


def versions(meeting: Meeting) -> Sequence[DecisionSheet]:
    """Give the versions of a meeting's sheet that were sent, the latest first."""
    return db.session.scalars(
        select(DecisionSheet).where(DecisionSheet.meeting_id == meeting.id).order_by(DecisionSheet.number.desc())
    ).all()


def latest(meeting: Meeting) -> DecisionSheet | None:
    """Give the version of a meeting's sheet that counts."""
    return next(iter(versions(meeting)), None)


def sendings(sheets: Collection[DecisionSheet]) -> dict[int, list[SheetSending]]:
    """Give to whom sheets went, by the sheet's record."""
    rows = db.session.scalars(
        select(SheetSending)
        .where(SheetSending.sheet_id.in_([sheet.id for sheet in sheets]))
        .options(joinedload(SheetSending.message))
        .order_by(SheetSending.id)
    )
    found: dict[int, list[SheetSending]] = {}
    for row in rows:
        found.setdefault(row.sheet_id, []).append(row)
    return found


def lacking(people: Sequence[Entitled], sent: Sequence[SheetSending]) -> list[Entitled]:
    """Give those who have not got a sheet: who was named later, and who can be written to by now."""
    rows = {row.key: row for row in sent}
    return [each for each in people if each.key not in rows or (each.email and not rows[each.key].message_id)]


@dataclass(frozen=True)
class Live:
    """A resolution that holds: it went out on its meeting's sheet, and no later version took it back."""

    meeting: Meeting
    line: ResolutionLine
    since: date
    """The day on which the first sheet went out."""


def live_resolutions(body: Body, *, exempt: bool = False) -> list[Live]:
    """Give what a body resolved and holds, the latest meeting first: from the sheet on, not from the minutes'
    confirmation. What is exempt only where it is asked for.
    """
    first = (
        select(
            DecisionSheet.meeting_id,
            func.min(DecisionSheet.at).label("since"),
            func.max(DecisionSheet.number).label("last"),
        )
        .group_by(DecisionSheet.meeting_id)
        .subquery()
    )
    rows = db.session.execute(
        select(DecisionSheet, first.c.since)
        .join(first, (DecisionSheet.meeting_id == first.c.meeting_id) & (DecisionSheet.number == first.c.last))
        .join(DecisionSheet.meeting)
        .where(Meeting.body_id == body.id)
        .options(contains_eager(DecisionSheet.meeting))
        .order_by(Meeting.date.desc())
    )
    return [
        Live(sheet.meeting, line, since.date())
        for sheet, since in rows
        for line in (sheet.full_sheet if exempt else sheet.sheet).resolutions
    ]


def awaited(bodies: Collection[int]) -> Sequence[Minutes]:
    """Give the minutes of meetings of bodies that rose and whose sheet has not gone out."""
    sent = select(DecisionSheet.id).where(DecisionSheet.meeting_id == Minutes.meeting_id).exists()
    return db.session.scalars(
        select(Minutes)
        .join(Minutes.meeting)
        .where(
            Meeting.body_id.in_(bodies),
            Minutes.withdrawn.is_(False),
            Minutes.rose.is_not(None),
            Minutes.rose_noted_at.is_not(None),
            ~sent,
        )
        .options(contains_eager(Minutes.meeting))
        .order_by(Meeting.date)
    ).all()
