"""Who is there: a row for each seat, who stands in unannounced, who else is present, who presides and since when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from zlib import crc32

from wtforms import BooleanField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, ValidationError

from panel.fields import HourField
from panel.law.ruling import Refused, Ruling
from panel.members.queries import members_of
from panel.minutes import operations
from panel.minutes.models import MEMBERS, Attendance, Minutes, Presence
from panel.minutes.operations import AnyEntry
from panel.papers.models import PaperAccess
from panel.procedure.forms import line
from panel.sitting.facts import Sitting
from panel.sitting.room import REMOTE, Place
from panel.sitting.slips import Slip, SlipForm

STANDINGS = [
    SelectChoice(Presence.PRESENT.value, "Present"),
    SelectChoice(REMOTE, "Remotely"),
    SelectChoice(Presence.APOLOGIES.value, "Apologies"),
    SelectChoice(Presence.ABSENT.value, "Absent"),
    SelectChoice(Presence.NOT_RECORDED.value, "Not recorded"),
]
SHOWN = ("quorum", "others", "coming", "names", "standings")
OFFICERS = "officers"
CIRCLES = [
    SelectChoice("opcc", "Office-holder’s office"),
    SelectChoice(OFFICERS, "Officers"),
    SelectChoice("others", "Others"),
]


class SeatForm(SlipForm):
    """How a member who has a place is there."""

    standing = RadioField("Attendance", choices=STANDINGS, validators=[DataRequired("Say whether they are there.")])

    def __init__(self, sitting: Sitting, obj: Attendance | None = None, **settings: Any) -> None:
        super().__init__(obj=obj, **settings)
        key = self.slip.data or (f"seat-{obj.member_id}" if obj else "")
        self.place: Place | None = next((each for each in sitting.room.places if each.key == key), None)
        if self.place and not self.sent:
            self.slip.data, self.standing.data = key, self.place.standing

    def validate_standing(self, _field: RadioField) -> None:
        """Refuse somebody who has no place there."""
        if self.place is None:
            raise ValidationError("Nobody of that seat belongs to this meeting: load the page again.")

    @property
    def columns(self) -> dict[str, Any]:
        """Say whether they are there, and from where."""
        remote = self.standing.data == REMOTE
        return {"presence": Presence.PRESENT if remote else Presence(self.standing.data), "remote": remote}


class PersonForm(SlipForm):
    """Somebody is there, during no item in particular."""

    @property
    def columns(self) -> dict[str, Any]:
        """Say who, and from where."""
        return {name: value for name, value in super().columns.items() if name != "item"}


class StandInForm(PersonForm):
    """Somebody stands in for a member whom nobody named for it beforehand."""

    name = line("Who stands in", DataRequired("Write who stands in."))
    substitute_for = line("For whom", DataRequired("Write for whom."))
    remote = BooleanField("Joins remotely")


class OtherForm(PersonForm):
    """Somebody is there who is no member."""

    name = line("Name", DataRequired("Write the name."))
    role = line("Role")
    circle = RadioField("From", choices=CIRCLES, default=OFFICERS)
    remote = BooleanField("Joins remotely")


class OpeningForm(SlipForm):
    """The meeting begins."""

    presided = line("Who presides")
    began = HourField("Began at")

    @property
    def columns(self) -> dict[str, Any]:
        """Say who presides and since when."""
        return {"presided": self.presided.data, "began": self.began.data}


@dataclass(frozen=True)
class OpeningSlip(Slip):
    """The slip of the minutes themselves: there is one, and it is always of what stands."""

    def begun(self, sitting: Sitting, item: str = "") -> SlipForm:
        """Give it with what is recorded; the chair is offered."""
        form = super().begun(sitting, item)
        chair = next((seat.member.name for seat in sitting.seats if seat.office == "Chair"), "")
        recorded = sitting.minutes
        if isinstance(form, OpeningForm):
            form.presided.data = recorded.presided if recorded and recorded.presided else chair
            form.began.process(None, recorded.began if recorded else None)
        form.slip.data, form.version.data = "opening", str(self.version(recorded) if recorded else 0)
        return form

    def version(self, entry: Any) -> int:
        """Tell by the two facts themselves: other things that happen change the version of the minutes."""
        return crc32(f"{entry.presided}|{entry.began}".encode()) % 10**9 if entry.presided or entry.began else 0

    def entry(self, minutes: Minutes, *, number: int | None = None, key: str = "") -> Any:
        """Give the minutes."""
        return minutes if number in (None, minutes.id) else None


def keep_seat(_sitting: Sitting, minutes: Minutes, row: AnyEntry | None, form: Any, actor: str) -> AnyEntry:
    """Record how a member is there. The names of members present are always public (LGA 1972, Sch 12 para 40)."""
    place: Place = form.place
    row = row or place.entry
    if row is None:
        columns = {
            "slip": place.key,
            "access": PaperAccess.PUBLIC,
            "name": place.name,
            "circle": MEMBERS,
            "role": place.role,
            "substitute_for": place.in_place_of,
            "member_id": place.member_id,
        }
        return operations.enter(Attendance, minutes, {**columns, **form.columns}, actor=actor)
    if getattr(row, "name", None) != place.name and getattr(row, "member_id", None) != place.member_id:
        raise Refused(Ruling(False, "That is somebody else’s attendance: load the page again."))
    operations.amend(row, {**form.columns, "withdrawn": False}, actor=actor)
    return row


def keep_stand_in(sitting: Sitting, minutes: Minutes, row: AnyEntry | None, form: Any, actor: str) -> AnyEntry:
    """Record who came in a member's place; one who is known to the panel is found by name."""
    known = next((each for each in members_of(sitting.meeting.body) if each.name == form.name.data), None)
    found = {"circle": MEMBERS, "presence": Presence.PRESENT, "member_id": known.id if known else None}
    return _kept(minutes, row, form, found, actor)


def keep_other(_sitting: Sitting, minutes: Minutes, row: AnyEntry | None, form: Any, actor: str) -> AnyEntry:
    """Record who else was there."""
    return _kept(minutes, row, form, {"presence": Presence.PRESENT}, actor)


def keep_opening(_sitting: Sitting, minutes: Minutes, _row: AnyEntry | None, form: Any, actor: str) -> Any:
    """Record who presides and when the meeting began."""
    operations.amend(minutes, form.columns, actor=actor)
    return minutes


def _kept(minutes: Minutes, row: AnyEntry | None, form: Any, found: dict[str, Any], actor: str) -> AnyEntry:
    columns = form.columns | found
    if row is None:
        own = {"slip": form.slip.data or None, "access": PaperAccess.PUBLIC}
        return operations.enter(Attendance, minutes, {**columns, **own}, actor=actor)
    operations.amend(row, columns, actor=actor)
    return row


def stand_in_form(_sitting: Sitting, **settings: Any) -> StandInForm:
    """Make the form of somebody who stands in."""
    return StandInForm(**settings)


def other_form(_sitting: Sitting, **settings: Any) -> OtherForm:
    """Make the form of somebody else who is there."""
    return OtherForm(**settings)


def opening_form(_sitting: Sitting, **settings: Any) -> OpeningForm:
    """Make the form of the opening."""
    return OpeningForm(**settings)


OPENING = OpeningSlip("opening", "Opening", Minutes, opening_form, ("quorum",), keep_opening, stays=True, open=True)
SEAT = Slip("seat", "Attendance", Attendance, SeatForm, SHOWN, keep_seat, open=True)
STAND_IN = Slip("stand-in", "Substitute", Attendance, stand_in_form, SHOWN, keep_stand_in, open=True)
OTHER = Slip("other", "Person", Attendance, other_form, SHOWN, keep_other, open=True)
