"""The officers' forms of a report timetable, and of what is asked of whom."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    EmailField,
    Field,
    FieldList,
    Form,
    FormField,
    HiddenField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from panel.accounts.models import User
from panel.accounts.rules import email_address
from panel.commissions import rules
from panel.commissions.rules import REMIND, Awaits, Stage
from panel.fields import DayField, Given
from panel.law.words import one_line, visible
from panel.papers.forms import Entitle, held

NAME_LENGTH = 100
AWAITED = {
    Awaits.FILE: "The author has handed a file in",
    Awaits.CLEARANCE: "Everybody has cleared it",
    Awaits.FINAL: "The paper is final",
    Awaits.NOTHING: "Nothing: it is a date to know",
}
_LINE = (lambda words: one_line(words) if words else "",)
_LINES = (lambda words: visible(words.replace("\r\n", "\n")).strip() if words else "",)


class WholeNumber(IntegerField):
    """A number of days; what is none is told by the rule of its form."""

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read it."""
        text = str(valuelist[0]).strip() if valuelist else ""
        # Longer ones are no number of days, and would take a page to write again.
        self.data = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None


def arranged(rows: FieldList, do: str) -> int | None:
    """Do with rows what a button says ("add", "up-2", "down-2", "remove-2"); give the row that has the focus then.

    None where the button does nothing with rows.
    """
    verb, _dash, place = do.partition("-")
    if verb == "add":
        if len(rows) < (rows.max_entries or len(rows) + 1):
            rows.append_entry()
        return len(rows) - 1
    if verb not in ("up", "down", "remove"):
        return None
    at = int(place) if place.isascii() and place.isdigit() and len(place) < 4 else len(rows)
    if at >= len(rows):
        return len(rows) - 1  # its row has gone: nothing is done, and the page is shown again
    entry = rows.pop_entry(at)
    if verb == "remove":
        return min(at, len(rows) - 1)
    to = min(max(at + (1 if verb == "down" else -1), 0), len(rows))
    rows.insert_entry(to, entry.data)
    return to


class StageRow(Form):
    """A stage of the timetable."""

    name = StringField("Name", filters=_LINE)
    days = WholeNumber("Working days before publication")
    awaits = SelectField("What ends it", choices=[SelectChoice(each.value, words) for each, words in AWAITED.items()])


class AdoptTimetable(FlaskForm):
    """A report timetable, with the day from which it holds."""

    follows = HiddenField(default="0")
    """The last timetable that the officer saw."""
    looked = HiddenField(default="")
    """The one whose dates they were shown, as `written` writes it."""
    since = DayField("For meetings from", [Given("Enter the day from which it holds.")])
    remind = WholeNumber("Remind people so many working days before", default=REMIND)
    stages = FieldList(FormField(StageRow), max_entries=rules.MOST_STAGES)

    def validate_since(self, field: Field) -> None:
        """Give the rule's own reason."""
        if field.data:
            held(rules.holds_from(field.data))

    def validate_remind(self, field: Field) -> None:
        """Give the rule's own reason."""
        held(rules.reminds(field.data))

    def validate(self, extra_validators: Any = None) -> bool:
        """Judge the stages one by one, each beside those above it."""
        valid = bool(super().validate(extra_validators))
        names: list[str] = []
        above: int | None = None
        for row in self.rows:
            for field, ruling in (
                (row.name, rules.stage_named(row.name.data or "", names)),
                (row.days, rules.stage_falls(row.days.data, above)),
            ):
                if not ruling:
                    field.errors, valid = [ruling.reason], False
            names.append(row.name.data or "")
            above = row.days.data if row.days.data is not None else above
        if not names:
            self.since.errors, valid = [*self.since.errors, "Add at least one stage."], False
        return valid

    @property
    def rows(self) -> list[Any]:
        """Its stages, as forms."""
        return [entry.form for entry in self.stages]

    @property
    def wrong(self) -> list[Field]:
        """Its fields, in the order of the page."""
        of_rows = (field for row in self.rows for field in (row.name, row.days, row.awaits))
        return [self.since, *of_rows, self.remind]

    def written(self) -> str:
        """Write all of it on one line, once it is sound."""
        stages = [stage.as_json() for stage in self.read()]
        return json.dumps([self.since.data.isoformat(), self.remind.data, stages])

    def read(self) -> tuple[Stage, ...]:
        """Give its stages, once they are sound."""
        return tuple(Stage(row.name.data, row.days.data, Awaits(row.awaits.data)) for row in self.rows)


class PersonRow(Form):
    """Somebody who was asked before, or somebody new."""

    who = SelectField("Who", validate_choice=False)
    name = StringField("Name", filters=_LINE)
    email = EmailField("E-mail address", filters=_LINE)

    def offer(self, people: Mapping[str, User], nobody: str) -> None:
        """Offer people to choose from."""
        self.who.choices = [
            SelectChoice("", nobody),
            *(
                SelectChoice(number, f"{user.name} ({user.email})" if user.name else user.email)
                for number, user in people.items()
            ),
        ]

    @property
    def is_new(self) -> bool:
        """Whether somebody new was written down."""
        return bool(self.name.data or self.email.data)

    def judge(self, people: Mapping[str, User], choose: str, enter: str) -> bool:
        """Say at its fields what is wrong with it; whether nothing is. Where nobody is given, `choose` is said if there
        are people to choose from, else `enter`."""
        if self.is_new:
            if not self.name.data:
                self.name.errors = ["Enter their name."]
            elif len(self.name.data) > NAME_LENGTH:
                self.name.errors = [f"Enter a name of at most {NAME_LENGTH} characters."]
            try:
                email_address(self.email.data or "")
            except ValueError as error:
                self.email.errors = [str(error)]
        elif not people:
            self.name.errors = self.email.errors = [enter]
        elif self.who.data not in people:
            self.who.errors = [choose]
        return not (self.who.errors or self.name.errors or self.email.errors)


class ApproverRow(PersonRow):
    """Somebody who clears the paper, and for what."""

    what = StringField("What they clear it for", filters=_LINE)


class CommissionPaper(FlaskForm):
    """Who is asked for a paper that stands on the agenda, and who clears it."""

    seen = HiddenField()
    brief = TextAreaField("What it is to tell the meeting", filters=_LINES)
    author = FormField(PersonRow)
    approvers = FieldList(FormField(ApproverRow), max_entries=rules.MOST_APPROVERS)

    def __init__(self, people: Sequence[User], **settings: Any) -> None:
        super().__init__(**settings)
        self.people = {str(user.id): user for user in people}
        self.offer()

    def offer(self) -> None:
        """Offer the people who were asked before, in every row."""
        for row in (self.author.form, *self.rows):
            row.offer(self.people, "Choose somebody")

    def validate_brief(self, field: Field) -> None:
        """Give the rule's own reason."""
        held(rules.may_write(field.data or ""))

    def validate(self, extra_validators: Any = None) -> bool:
        """Judge the people one by one."""
        valid = bool(super().validate(extra_validators))
        choose, enter = (
            "Choose who is to write it, or write down somebody new.",
            "Enter the author’s name and e-mail address.",
        )
        valid = self.author.form.judge(self.people, choose, enter) and valid
        for row in self.rows:
            if not row.what.data:
                row.what.errors = ["Enter what they clear it for, such as Finance. Remove the row if nobody does."]
            elif len(row.what.data) > rules.NAME_LENGTH:
                row.what.errors = [f"Say it in at most {rules.NAME_LENGTH} characters."]
            choose, enter = "Choose who clears it, or write down somebody new.", "Enter their name and e-mail address."
            valid = row.judge(self.people, choose, enter) and valid
            if row.what.errors:
                valid = False
            elif self._is_author(row):
                row.who.errors, valid = [rules.may_approve(0, 0).reason], False
        return valid

    def _is_author(self, row: Any) -> bool:
        author = self.author.form
        same_known = bool(author.who.data) and author.who.data == row.who.data and not (author.is_new or row.is_new)
        return same_known or bool(author.email.data and author.email.data.lower() == (row.email.data or "").lower())

    @property
    def rows(self) -> list[Any]:
        """Those who clear it, as forms."""
        return [entry.form for entry in self.approvers]

    @property
    def wrong(self) -> list[Field]:
        """Its fields, in the order of the page."""
        author = self.author.form
        return [self.brief, author.who, author.name, author.email, *self._of_rows()]

    def _of_rows(self) -> Iterator[Field]:
        for row in self.rows:
            yield from (row.what, row.who, row.name, row.email)


class CommissionNew(CommissionPaper, Entitle):
    """A paper that is put on the agenda and asked of somebody in one."""

    @property
    def wrong(self) -> list[Field]:
        """Its fields, in the order of the page."""
        return [self.title, self.letter, *super().wrong]


class ClearFor(FlaskForm):
    """What an approver said to an officer."""

    approver = HiddenField()
    said = TextAreaField("What they said, and how it reached you", filters=_LINES)

    def validate_said(self, field: Field) -> None:
        """Keep it short enough to be read."""
        if len(field.data or "") > rules.LONGEST_BRIEF:
            raise ValidationError(f"Say it in at most {rules.LONGEST_BRIEF} characters.")
