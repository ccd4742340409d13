"""Who arrived, left and came back: during which item, and when."""

from __future__ import annotations

from typing import Any

from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired

from panel.fields import HourField
from panel.minutes import operations
from panel.minutes.interested import named
from panel.minutes.models import MEMBERS, Attendance, Minutes, Movement, Moving, Presence
from panel.minutes.operations import AnyEntry
from panel.papers.models import PaperAccess
from panel.procedure.forms import line
from panel.sitting.facts import Sitting
from panel.sitting.names import known_as
from panel.sitting.slips import Slip, SlipForm, put_simply

MOVINGS = [SelectChoice(each.value, each.value.capitalize()) for each in (Moving.LEFT, Moving.RETURNED, Moving.ARRIVED)]
SHOWN = ("quorum", "others", "coming", "names", "standings", "declarations")


class MovementForm(SlipForm):
    """Somebody came or went."""

    name = line("Who", DataRequired("Write who came or went."))
    moving = RadioField("What they did", choices=MOVINGS, validators=[DataRequired("Say whether they came or went.")])
    at = HourField("At")

    def __init__(self, sitting: Sitting, obj: Movement | None = None, **settings: Any) -> None:
        super().__init__(obj=obj, **settings)
        self.who = known_as(sitting, self.name.data or "")
        if obj and not self.sent:
            self.moving.data = obj.moving.value
        # A time that is left empty is now, for the one who writes while the meeting runs.
        running = sitting.now.date() == sitting.meeting.date
        self.when = self.at.data or (sitting.now.time().replace(second=0, microsecond=0) if running else None)

    @property
    def columns(self) -> dict[str, Any]:
        """Say who came or went, when and during which item."""
        name, member = self.who
        return {
            "name": name,
            "member_id": member,
            "moving": Moving(self.moving.data),
            "item": self.item.data,
        } | ({"at": self.at.data} if self.at.data else {})


def keep_movement(sitting: Sitting, minutes: Minutes, row: AnyEntry | None, form: Any, actor: str) -> AnyEntry:
    """Record that somebody came or went; one who arrived was present, and who came back is out of no interest more.

    It is public even while the public is excluded: who was there is (LGA 1972, Sch 12 para 40).
    """
    if not isinstance(row, Movement):
        own = {"access": PaperAccess.PUBLIC, "slip": form.slip.data or None, "at": form.when}
        row = operations.enter(Movement, minutes, own | form.columns, actor=actor)
    elif any(getattr(row, column) != value for column, value in form.columns.items()):
        _not_returned(row, actor=actor)
        operations.amend(row, form.columns, actor=actor)
    name, member = form.who
    if row.moving is Moving.ARRIVED:
        _present(sitting, minutes, name, member, actor=actor)
    _returned(row, actor=actor)
    return row


def put(entry: AnyEntry, back: bool, actor: str) -> str:
    """Take back that somebody came or went, or put it back; with a return goes the time that it gave an interest."""
    if not isinstance(entry, Movement) or entry.withdrawn is not back:
        return ""
    if not back:
        _not_returned(entry, actor=actor)
    put_simply(entry, back, actor)
    if back:
        _returned(entry, actor=actor)
    return ""


def _returned(row: Movement, *, actor: str) -> None:
    if row.moving is Moving.RETURNED:
        for each in row.minutes.disclosures:
            if named(each) == row.name and each.left_at and each.returned_at is None:
                operations.amend(each, {"returned_at": row.at}, actor=actor)


def _not_returned(row: Movement, *, actor: str) -> None:
    if row.moving is Moving.RETURNED and row.at is not None:
        for each in row.minutes.disclosures:
            if named(each) == row.name and each.left_at and each.returned_at == row.at:
                operations.amend(each, {"returned_at": None}, actor=actor)


def _present(sitting: Sitting, minutes: Minutes, name: str, member: int | None, *, actor: str) -> None:
    """Record as present a member who arrived after they had been recorded otherwise, or not at all."""
    place = next((each for each in sitting.room.places if member and each.member_id == member), None)
    if place is None:
        return
    if place.entry is not None:
        operations.amend(place.entry, {"presence": Presence.PRESENT}, actor=actor)
        return
    columns = {
        "slip": place.key,
        "access": PaperAccess.PUBLIC,
        "name": name,
        "circle": MEMBERS,
        "role": place.role,
        "presence": Presence.PRESENT,
        "substitute_for": place.in_place_of,
        "member_id": member,
    }
    operations.enter(Attendance, minutes, columns, actor=actor)


MOVEMENT = Slip("movement", "Coming or going", Movement, MovementForm, SHOWN, keep_movement, open=True, put=put)
