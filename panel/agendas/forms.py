"""Forms of the agenda: an item, and a line of an order of business."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from panel.agendas.order_of_business import may_wait
from panel.agendas.rules import ItemKind, NoReport
from panel.law.words import one_line, visible

TITLE_LENGTH, NAME_LENGTH, TEXT_LENGTH = 300, 200, 4000
LONGEST = 600
"""Minutes that an item can take."""
NUMBER_OF_MINUTES = f"Enter the minutes as a whole number from 1 to {LONGEST}."


def one(typed: str | None) -> str:
    """Take what was typed in one line."""
    return one_line(typed or "")


def lines(typed: str | None) -> str:
    """Take what was typed in several lines."""
    return visible((typed or "").replace("\r\n", "\n")).strip()


def at_most(length: int) -> Length:
    """Keep a text as short as a page can show."""
    return Length(max=length, message=f"Use at most {length} characters.")


class MinutesField(IntegerField):
    """How long an item takes."""

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read it."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(NUMBER_OF_MINUTES) from None


class _Line(FlaskForm):
    """What an item and a line of the order of business both say."""

    title = StringField("Title", [DataRequired("Enter a title."), at_most(TITLE_LENGTH)], filters=[one])
    kind = SelectField(
        "Kind",
        choices=[SelectChoice(value=each.value, label=each.value.capitalize()) for each in ItemKind],
        default=ItemKind.REPORT.value,
    )
    purpose = TextAreaField("Purpose", [at_most(TEXT_LENGTH)], filters=[lines])
    report = SelectField(
        "Where there is no paper",
        choices=[
            SelectChoice(value="", label="Say nothing"),
            *(SelectChoice(value=each.value, label=each.printed) for each in NoReport),
        ],
    )
    lead = StringField("Lead", [at_most(NAME_LENGTH)], filters=[one])
    minutes = MinutesField("Minutes it takes", [Optional()])

    def validate_minutes(self, field: Field) -> None:
        """Keep it within a day's meeting."""
        if field.data is not None and not 1 <= field.data <= LONGEST:
            raise ValidationError(NUMBER_OF_MINUTES)

    def columns(self) -> dict[str, Any]:
        """Give what was typed as the record keeps it."""
        return {
            "title": self.title.data,
            "kind": ItemKind(self.kind.data),
            "purpose": self.purpose.data,
            "report": NoReport(self.report.data) if self.report.data else None,
            "lead": self.lead.data,
            "minutes": self.minutes.data,
        }


class EditItem(_Line):
    """An agenda item's words."""

    requested_by = StringField("Requested by", [at_most(NAME_LENGTH)], filters=[one])
    urgent_reason = TextAreaField("Why the Chair takes it as urgent", [at_most(TEXT_LENGTH)], filters=[lines])
    resolution = TextAreaField("Words of the resolution to exclude the public", [at_most(TEXT_LENGTH)], filters=[lines])

    def columns(self) -> dict[str, Any]:
        """Give what was typed as the record keeps it."""
        return super().columns() | {
            "requested_by": self.requested_by.data,
            "urgent_reason": self.urgent_reason.data,
            "resolution": self.resolution.data,
        }


class EditStanding(_Line):
    """A line of an order of business."""

    when_needed = BooleanField("Comes only when the records hold something for it")

    def validate_when_needed(self, field: Field) -> None:
        """Let a line wait only for what the records can tell."""
        ruling = may_wait(ItemKind(self.kind.data), bool(field.data)) if self.kind.validate(self) else None
        if ruling is not None and not ruling:
            raise ValidationError(ruling.reason)

    def columns(self) -> dict[str, Any]:
        """Give what was typed as the record keeps it."""
        return super().columns() | {"when_needed": bool(self.when_needed.data)}
