"""Forms of members: somebody joins a body, a seat ends, an office changes hands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, ValidationError

from panel.fields import DayField, Given
from panel.law.words import one_line
from panel.members.models import Member, MemberKind

MOST = 200
OFFICES = ("", "Chair", "Vice-Chair")


def line(label: str, *validators: Any) -> StringField:
    """Make a field for a line of words."""
    return StringField(
        label,
        [*validators, Length(max=MOST, message=f"{label}: at most {MOST} characters.")],
        filters=[lambda words: one_line(words) if words else ""],
    )


def office_field() -> RadioField:
    """Make a field for the office that comes with a seat."""
    return RadioField("Office", choices=[SelectChoice(each, each or "None") for each in OFFICES], default="")


class NameAuthority(FlaskForm):
    """A council that appoints members to a panel."""

    name = line("Name", DataRequired("Enter the name of the authority."))


class AddMember(FlaskForm):
    """Somebody new on a panel."""

    name = line("Name", DataRequired("Enter the member’s name."))
    kind = RadioField(
        "How they come to the panel",
        choices=[
            SelectChoice(MemberKind.COUNCILLOR.value, "A councillor, appointed by an authority"),
            SelectChoice(MemberKind.INDEPENDENT.value, "An independent member, co-opted by the panel"),
        ],
        default=MemberKind.COUNCILLOR.value,
    )
    authority = line("Authority")
    office = office_field()
    since = DayField("First day")

    def validate_authority(self, field: Field) -> None:
        """A councillor is appointed by a council."""
        if self.kind.data == MemberKind.COUNCILLOR and not field.data:
            raise ValidationError("Enter the authority that appoints the councillor.")


class AppointMember(FlaskForm):
    """A member of the panel takes a seat on it again, or on a working group."""

    member = SelectField("Member")
    office = office_field()
    since = DayField("First day")

    def __init__(self, members: Sequence[Member]) -> None:
        super().__init__()
        self.member.choices = [SelectChoice(str(each.id), each.name) for each in members]


class GiveOffice(FlaskForm):
    """Another office for a member."""

    office = office_field()
    from_day = DayField("First day with this office", [Given("Enter the first day with this office.")])


class EndSeat(FlaskForm):
    """The end of a seat."""

    until = DayField("Last day", [Given("Enter the last day of the seat.")])
