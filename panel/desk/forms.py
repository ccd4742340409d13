"""Forms of the officer's dates: a day that does not count, and what a date is worked out from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, Form, IntegerField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional, ValidationError

from panel.fields import DayField, Given
from panel.law.hearing import Post
from panel.law.words import one_line
from panel.procedure.models import Body

MOST_DAYS = 366
NUMBER_OF_DAYS = f"Enter a number of days from 1 to {MOST_DAYS}."
NAME_LENGTH = 100


class CloseDay(FlaskForm):
    """A day on which a body is closed besides bank holidays."""

    day = DayField("Date", [Given("Enter the date that does not count.")])
    name = StringField(
        "Why it does not count",
        filters=[lambda name: one_line(name) if name else name],
    )

    def validate_name(self, field: Field) -> None:
        """Keep a name short enough for a count to tell."""
        if len(field.data or "") > NAME_LENGTH:
            raise ValidationError(f"Say it in at most {NAME_LENGTH} characters.")


class WorkOutHearing(Form):
    """What a confirmation hearing's date follows from."""

    post = SelectField("Post", choices=[SelectChoice(value=each.value, label=each.value.capitalize()) for each in Post])
    received = DayField("The day on which the panel received the notification", [Given("Enter the day of receipt.")])
    left_out_from = DayField("First day left out")
    left_out_until = DayField("Last day left out")

    def validate_left_out_until(self, field: Field) -> None:
        """A period has two ends, in their order."""
        if bool(field.parts[0]) != bool(self.left_out_from.parts[0]):
            raise ValidationError("Enter both the first and the last day left out, or neither.")
        if field.data and self.left_out_from.data and field.data < self.left_out_from.data:
            raise ValidationError("The last day left out cannot come before the first.")
        if field.data and self.left_out_from.data and (field.data - self.left_out_from.data).days >= MOST_DAYS:
            raise ValidationError(f"Leave out at most {MOST_DAYS} days.")


class WorkOutRegistration(Form):
    """What a new member's registration follows from; where no panel is recorded, the Act's own period."""

    body = SelectField("Panel", validate_choice=False)
    took_office = DayField("The day on which they became a member", [Given("Enter the day they became a member.")])

    def __init__(self, formdata: Any, panels: Sequence[Body], **settings: Any) -> None:
        super().__init__(**settings)
        self.body.choices = [SelectChoice(value=body.slug, label=body.name) for body in panels]
        self.process(formdata)

    def validate_body(self, field: Field) -> None:
        """A panel's own rules say how many days there are."""
        slugs = {choice.value for choice in self.body.choices or ()}
        if slugs and field.data not in slugs:
            raise ValidationError("Choose one of the panels.")


class DaysField(IntegerField):
    """A number of days."""

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read it."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(NUMBER_OF_DAYS) from None


class WorkOutAnswer(Form):
    """What a letter's answer date follows from."""

    sent = DayField("The day on which the letter was sent", [Given("Enter the day on which the letter was sent.")])
    by = DayField("The day by which the panel asked for an answer")
    days = DaysField("Or within so many days", [Optional()])

    def validate_days(self, field: Field) -> None:
        """A letter does not ask in both ways, nor for years."""
        if field.data is not None and not 1 <= field.data <= MOST_DAYS:
            raise ValidationError(NUMBER_OF_DAYS)
        if field.data is not None and any(self.by.parts):
            raise ValidationError("Enter a day or a number of days, not both.")

    def validate_by(self, field: Field) -> None:
        """A letter asks for an answer in one of the two ways, and after it was sent."""
        if not any(field.parts) and not any(self.days.raw_data or ()):
            raise ValidationError("Enter the day that the panel set, or a number of days.")
        if field.data and self.sent.data and field.data < self.sent.data:
            raise ValidationError("The answer cannot be asked for before the letter was sent.")
