"""Forms of the agenda: an item, and a line of an order of business."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from panel.agendas.order_of_business import may_wait
from panel.agendas.rules import ItemKind, NoReport
from panel.fields import DayField
from panel.law.words import day_in_words, one_line, visible

TITLE_LENGTH, NAME_LENGTH, TEXT_LENGTH = 300, 200, 4000
OTHER_DAY, MISTAKE = "other", "mistake"
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


class ChangeOrder(FlaskForm):
    """From when on another order of business holds."""

    since = RadioField("From which meeting on?", [InputRequired("Choose from which meeting on it changes.")])
    day = DayField("The day from which it holds")

    def __init__(self, coming: Sequence[date]) -> None:
        super().__init__()
        self.since.choices = [
            *(SelectChoice(each.isoformat(), f"The meeting of {day_in_words(each)}") for each in coming),
            SelectChoice(OTHER_DAY, "Another day"),
            SelectChoice(MISTAKE, "None: it was wrong, and is put right for all the meetings that it holds for"),
        ]

    def validate_day(self, field: Field) -> None:
        """Ask for the day where it is another."""
        if self.since.data == OTHER_DAY and not any(field.parts):
            raise ValidationError("Enter the day from which it holds.")

    def begins(self) -> date:
        """Give the day that was chosen."""
        chosen: date = self.day.data if self.since.data == OTHER_DAY else date.fromisoformat(self.since.data)
        return chosen


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
