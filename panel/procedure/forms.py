"""Forms of a body: its name and officers, whom it scrutinises, where it meets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Email, Length, Optional, ValidationError

from panel.audit.seen import SecondSave
from panel.fields import DayField, HourField
from panel.law.exemptions import Nation
from panel.law.words import one_line, visible
from panel.procedure.models import Body
from panel.procedure.rules import may_succeed

SHORT, LONG = 200, 2000
A_PANEL = "panel"


def line(label: str, *validators: Any, most: int = SHORT) -> StringField:
    """Make a field for a line of words."""
    return StringField(
        label,
        [*validators, Length(max=most, message=f"{label}: at most {most} characters.")],
        filters=[lambda words: one_line(words) if words else ""],
    )


def lines(label: str) -> TextAreaField:
    """Make a field for several lines of words."""
    return TextAreaField(
        label,
        [Length(max=LONG, message=f"{label}: at most {LONG} characters.")],
        filters=[lambda words: visible(words.replace("\r\n", "\n")).strip() if words else ""],
    )


class AmendBody(SecondSave):
    """What is recorded of a body."""

    name = line("Name", DataRequired("Enter the name of the body."))
    nation = RadioField("Nation", choices=[SelectChoice(each.value, each.value.title()) for each in Nation])
    host_authority = line("Host authority")
    police_area = line("Police area")
    remit = lines("Remit")
    usual_start = HourField("Usual start")
    contact_name = line("Contact’s name")
    contact_email = line(
        "Contact’s e-mail address", Optional(), Email("Enter an e-mail address, such as democracy@larkshire.example.")
    )
    contact_telephone = line("Contact’s telephone number")
    officer_name = line("Proper officer’s name")
    officer_title = line("Proper officer’s title")
    officer_address = lines("Proper officer’s address")

    def __init__(self, body: Body | None = None, **given: Any) -> None:
        recorded: dict[str, Any] = {"nation": Nation.ENGLAND.value}
        if body:
            recorded = {name: getattr(body, name) for name in OF_A_BODY}
            recorded |= {"nation": body.nation.value, "officer_address": "\n".join(body.officer_address)}
        super().__init__(data={**recorded, **given})
        if body:
            self.remember(body)

    @property
    def columns(self) -> dict[str, Any]:
        """What it says, as columns of a body."""
        said = {name: self[name].data for name in OF_A_BODY}
        address = [each.strip() for each in (self.officer_address.data or "").splitlines() if each.strip()]
        return {**said, "nation": Nation(self.nation.data), "officer_address": address}

    @property
    def wrong(self) -> list[Any]:
        """Its fields with errors, in the order of the page."""
        return [field for field in self if field.errors]


OF_A_BODY = (
    "name",
    "nation",
    "host_authority",
    "police_area",
    "remit",
    "usual_start",
    "contact_name",
    "contact_email",
    "contact_telephone",
    "officer_name",
    "officer_title",
    "officer_address",
)


class EstablishBody(AmendBody):
    """A new body: a panel, or a working group of one."""

    of = RadioField("What is it?")
    slug = line("Its name in addresses")

    def __init__(self, panels: Sequence[Body]) -> None:
        super().__init__(of=A_PANEL)
        self.of.choices = [
            SelectChoice(A_PANEL, "A panel"),
            *(SelectChoice(panel.slug, f"A working group of {panel.name}") for panel in panels),
        ]


class RecogniseOfficeHolder(FlaskForm):
    """Whom a panel scrutinises."""

    title = line("Title", DataRequired("Enter the title of the office."))
    abbreviation = line("In short")
    name = line("Name", DataRequired("Enter the name of the one who holds the office."))
    since = DayField("First day in office")

    def __init__(self, former: Mapping[str, Any], former_since: date | None, former_name: str) -> None:
        self.former_since, self.former_name = former_since, former_name
        super().__init__(data=dict(former))

    def validate_since(self, field: Field) -> None:
        """A successor comes after the one before."""
        if self.former_name and one_line(self.name.data or "") != self.former_name:
            ruling = may_succeed(field.data, self.former_since)
            if not ruling:
                raise ValidationError(ruling.reason)

    @property
    def columns(self) -> dict[str, Any]:
        """What it says, as columns of an office-holder."""
        return {name: self[name].data for name in ("title", "abbreviation", "name", "since")}


class VenueForm(FlaskForm):
    """A place where a body meets."""

    name = line("Name", DataRequired("Enter the name of the venue."))
    address = lines("Address")
    note = lines("Note for officers")

    @property
    def columns(self) -> dict[str, Any]:
        """What it says, as columns of a venue."""
        return {name: self[name].data or "" for name in ("name", "address", "note")}
