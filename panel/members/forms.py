"""Forms of members: somebody joins a body, a seat ends, an office changes hands."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, FieldList, Form, FormField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, ValidationError

from panel.fields import DayField, Given, LineDayField
from panel.law.words import one_line
from panel.members.models import Member, MemberKind
from panel.members.pasted import named
from panel.members.rules import Joining, clashes

MOST = 200
ROWS, MOST_ROWS = 3, 40
"""How many rows stand there to begin with, and the most that one list takes."""
LONGEST_LIST = 20_000
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


class MemberRow(Form):
    """One of several who join; without anything written it is nobody."""

    name = line("Name")
    kind = SelectField(
        "Kind",
        choices=[
            SelectChoice(MemberKind.COUNCILLOR.value, "Councillor"),
            SelectChoice(MemberKind.INDEPENDENT.value, "Co-opted"),
        ],
        default=MemberKind.COUNCILLOR.value,
    )
    authority = line("Authority")
    office = SelectField("Office", choices=[SelectChoice(each, each or "None") for each in OFFICES], default="")
    since = LineDayField("First day")

    @property
    def fields(self) -> tuple[Any, ...]:
        """Its fields in the order of the page."""
        return (self.name, self.kind, self.authority, self.office, self.since)

    @property
    def joining(self) -> Joining:
        """Who joins, as it says."""
        councillor = self.kind.data == MemberKind.COUNCILLOR.value
        return Joining(
            self.name.data or "", councillor, self.authority.data or "", self.office.data or "", self.since.data
        )


class AddMembers(FlaskForm):
    """Several who are new on a panel, written in rows or read from a list."""

    rows = FieldList(FormField(MemberRow), max_entries=MOST_ROWS)
    pasted = TextAreaField(
        "The list", [Length(max=LONGEST_LIST, message=f"Paste at most {LONGEST_LIST:,} characters at once.")]
    )

    def __init__(self) -> None:
        super().__init__(data={"rows": [{}] * ROWS})

    @property
    def filled(self) -> list[MemberRow]:
        """The rows in which something is written."""
        written = ("name", "authority", "office")
        return [row.form for row in self.rows if any(row.form[each].data for each in written) or row.form.since.written]

    @property
    def wrong(self) -> list[tuple[int, Any]]:
        """What is wrong, in the order of the page: the number of the row, the field."""
        return [(number, field) for number, row in enumerate(self.rows, 1) for field in row.form.fields if field.errors]

    def add_row(self) -> None:
        """Make room for one more."""
        if len(self.rows) < MOST_ROWS:
            self.rows.append_entry()

    def read_list(self) -> None:
        """Write what was pasted into rows, after those that are written already."""
        kept = [{each.short_name: each.data for each in row.fields} for row in self.filled]
        for row, each in zip(kept, self.filled, strict=True):
            row["since"] = each.since.written
        read = [vars(each) for each in named(self.pasted.data or "")]
        if len(self.pasted.data or "") > LONGEST_LIST or len(kept) + len(read) > MOST_ROWS:
            self.pasted.errors = [f"A list takes at most {MOST_ROWS} members: paste some of them later."]
        elif not read:
            self.pasted.errors = ["Paste the list first: a line for each member."]
        else:
            self.fill([*kept, *read])

    def fill(self, rows: Sequence[dict[str, Any]]) -> None:
        """Write rows anew."""
        while len(self.rows):
            self.rows.pop_entry()
        for each in rows:
            self.rows.append_entry({name: value for name, value in each.items() if name != "since"})
            since = self.rows[-1].form.since
            since.written = each["since"]
        self.pasted.data = ""

    def free_of(self, members: Collection[str]) -> bool:
        """Say whether all can join; at the field of whoever cannot stands why."""
        rows = self.filled
        for number, name, ruling in clashes([row.joining for row in rows], members):
            rows[number][name].errors = [ruling.reason]
        if not rows and len(self.rows):
            self.rows[0].form.name.errors = ["Enter one member at least, or paste a list above."]
        return bool(rows) and not self.wrong


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
