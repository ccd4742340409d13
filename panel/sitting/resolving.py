"""What is resolved: numbered by itself within its item, with whom it asks for what, and by when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, ValidationError

from panel.extensions import db
from panel.fields import LineDayField
from panel.law.ruling import Refused, Ruling
from panel.minutes import operations
from panel.minutes.models import Minutes, Motion, Outcome, Resolution
from panel.minutes.operations import AnyEntry
from panel.minutes.resolving import (
    Numbered,
    Resolved,
    closed_up,
    is_part,
    may_be_answered_by,
    may_renumber,
    next_number,
    next_part,
    place,
)
from panel.procedure.forms import line
from panel.sitting.facts import Sitting
from panel.sitting.slips import Slip, SlipForm, put_simply

NEXT, PART = "next", "part"
KINDS = [SelectChoice(each.value, each.words) for each in Resolved]
PLACES = [SelectChoice(NEXT, "Next number"), SelectChoice(PART, "Part of the one before")]


class ResolutionForm(SlipForm):
    """Something was resolved."""

    text = line("What was resolved", DataRequired("Write what was resolved."), most=4000)
    place = RadioField("Its number", choices=PLACES, default=NEXT, validate_choice=False)
    kind = RadioField("What it is", choices=KINDS, default="")
    addressee = line("Of whom it asks something")
    answer_due = LineDayField("Answer by")

    def __init__(self, sitting: Sitting, **settings: Any) -> None:
        super().__init__(**settings)
        self.meeting_day = sitting.meeting.date
        self.offered = [sitting.holder.title] if sitting.holder else []
        """Of whom a panel asks something as a rule: the office-holder of the day."""

    def validate_answer_due(self, field: LineDayField) -> None:
        """Refuse a day before the meeting."""
        ruling = may_be_answered_by(field.data, self.meeting_day) if field.data else Ruling(True)
        if not ruling:
            raise ValidationError(f"{ruling.reason} ({ruling.authority})")

    @property
    def columns(self) -> dict[str, Any]:
        """What it says, as columns of the resolution; its number follows from its place."""
        return {name: value for name, value in super().columns.items() if name != "place"}


def resolution_form(sitting: Sitting, **settings: Any) -> ResolutionForm:
    """Make the form of a resolution; of one that stands, its place is that of its number."""
    form = ResolutionForm(sitting, **settings)
    stands: Resolution | None = settings.get("obj")
    if stands is not None:
        form.place.data = PART if is_part(stands.number) else NEXT
    return form


def taken(minutes: Minutes, item: str, apart_from: Resolution | None = None) -> list[str]:
    """Give the numbers that are taken in an item: those that stand, and those that went out on a sheet."""
    rows = db.session.scalars(
        select(Resolution).where(
            Resolution.minutes_id == minutes.id,
            Resolution.item == item,
            Resolution.withdrawn.is_(False) | Resolution.on_sheet.is_(True),
        )
    )
    return [row.number for row in rows if row is not apart_from]


def resolve(sitting: Sitting, minutes: Minutes, row: Any, form: Any, actor: str) -> Resolution:
    """Enter a resolution under its number, or change it. Raises Refused."""
    hold(minutes)
    part = form.place.data == PART
    if row is None:
        columns = {"access": sitting.access, "slip": form.slip.data or None, **form.columns}
        numbers = taken(minutes, columns["item"])
        number = next_part(numbers) if part else next_number(numbers)
        return operations.enter(Resolution, minutes, {**columns, "number": number}, actor=actor)
    columns = form.columns
    if not row.on_sheet and (row.item != columns["item"] or is_part(row.number) is not part):
        numbers = taken(minutes, columns["item"], row)
        columns["number"] = next_part(numbers) if part else next_number(numbers)
    operations.amend(row, columns, actor=actor)
    return row


def hold(minutes: Minutes) -> None:
    """Hold minutes until the transaction ends, so that two who write at once never give one number twice."""
    db.session.execute(
        update(Minutes).where(Minutes.id == minutes.id).values(version=Minutes.version),
        execution_options={"synchronize_session": False},
    )


def take_over(minutes: Minutes, motion: Motion, *, actor: str) -> Resolution:
    """Enter what was moved and agreed as resolved; once, however often it is asked for. Raises Refused."""
    hold(minutes)
    slip = slip_of(motion)
    made = db.session.scalar(select(Resolution).where(Resolution.minutes_id == minutes.id, Resolution.slip == slip))
    if made is not None:
        if made.withdrawn:
            put(made, True, actor)
        return made
    if motion.outcome != Outcome.AGREED or motion.amends_id is not None:
        raise Refused(Ruling(False, "Only a motion that was agreed can be taken over as resolved."))
    number = next_number(taken(minutes, motion.item))
    columns = {"item": motion.item, "number": number, "text": motion.text, "access": motion.access, "slip": slip}
    return operations.enter(Resolution, minutes, columns, actor=actor)


def put(entry: AnyEntry, back: bool, actor: str) -> str:
    """Take a resolution back, or put it back: under the next free number where another one got its own meanwhile."""
    if not isinstance(entry, Resolution) or not back:
        return put_simply(entry, back, actor)
    hold(entry.minutes)
    numbers, was = taken(entry.minutes, entry.item, entry), entry.number
    if not entry.withdrawn or was not in numbers:
        return put_simply(entry, back, actor)
    number = next_part(numbers, place(was)[0]) if is_part(was) else next_number(numbers)
    operations.amend(entry, {"withdrawn": False, "number": number}, actor=actor)
    return f"It is number {number} now: {was} was given to another one meanwhile."


def slip_of(motion: Motion) -> str:
    """Give the key under which a motion is taken over."""
    return f"motion-{motion.id}"


def renumber(minutes: Minutes, to: Mapping[int, str], *, actor: str) -> dict[int, str]:
    """Give resolutions other numbers, and say which they had. Raises Refused."""
    hold(minutes)
    by_item = of_items(minutes)
    for rows, kept in by_item.values():
        own = {row.id: to[row.id] for row in rows if row.id in to}
        ruling = may_renumber([numbered(row) for row in rows], own, kept)
        if not ruling:
            raise Refused(ruling)
    standing = {row.id: row for rows, _kept in by_item.values() for row in rows}
    if not to.keys() <= standing.keys():
        raise Refused(may_renumber((), dict(to)))
    before = {id: standing[id].number for id in to}
    for id, number in to.items():
        operations.amend(standing[id], {"number": number}, actor=actor)
    return before


def of_items(minutes: Minutes) -> dict[str, tuple[list[Resolution], list[str]]]:
    """Give the resolutions that stand, item by item in the order of their numbers; and the numbers of those that went
    out on a sheet and were taken back since.
    """
    rows = db.session.scalars(
        select(Resolution)
        .where(Resolution.minutes_id == minutes.id, Resolution.withdrawn.is_(False) | Resolution.on_sheet.is_(True))
        .order_by(Resolution.position)
        .execution_options(populate_existing=True)
    )
    found: dict[str, tuple[list[Resolution], list[str]]] = {}
    for row in rows:
        standing, kept = found.setdefault(row.item, ([], []))
        if row.withdrawn:
            kept.append(row.number)
        else:
            standing.append(row)
    for standing, _kept in found.values():
        standing.sort(key=lambda row: (*place(row.number), row.position))
    return found


def numbered(row: Resolution) -> Numbered:
    """Give a resolution as rules of numbering take it."""
    return Numbered(row.id, row.number, row.on_sheet)


@dataclass(frozen=True)
class ItemResolved:
    """What was resolved under an item, as the page shows it."""

    item: str
    rows: Sequence[Resolution]
    closing_up: Mapping[int, str]
    """Other numbers that would close a gap or end a double one; empty where there is none."""
    agreed: Sequence[Motion]
    """Motions that were agreed and are not taken over yet."""


def resolved(sitting: Sitting) -> list[ItemResolved]:
    """Give what was resolved, item by item in the order of the agenda."""
    if sitting.minutes is None:
        return []
    by_item = of_items(sitting.minutes)
    over = {row.slip for rows, _kept in by_item.values() for row in rows}
    said = {(row.item, row.text.rstrip(".")) for rows, _kept in by_item.values() for row in rows}
    agreed: dict[str, list[Motion]] = {}
    for motion in sitting.minutes.motions:
        fresh = slip_of(motion) not in over and (motion.item, motion.text.rstrip(".")) not in said
        if motion.outcome == Outcome.AGREED and motion.amends_id is None and fresh:
            agreed.setdefault(motion.item, []).append(motion)
    order = [item.number for item in sitting.items]
    found = []
    for item in [*order, *sorted({*by_item, *agreed} - set(order))]:
        rows, kept = by_item.get(item, ([], []))
        if rows or item in agreed:
            closing = closed_up([numbered(row) for row in rows], kept)
            found.append(ItemResolved(item, rows, closing, agreed.get(item, ())))
    return found


RESOLUTION = Slip("resolution", "Resolution", Resolution, resolution_form, ("resolutions",), resolve, put=put)
