"""Forms of meetings: a year's dates at once; another day; what becomes of one; what is recorded of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, FieldList, Form, FormField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError

from panel.audit.seen import SecondSave
from panel.fields import DayField, Given, HourField
from panel.law.words import day_in_words, one_line
from panel.meetings.models import Meeting
from panel.meetings.rules import MeetingStatus, in_reach, may_be_scheduled
from panel.procedure.models import Body, BodyKind

ROWS = 6
"""How many meetings a year usually has, and the form room for."""
MOST_ROWS = 40
VENUE_LENGTH = 200
NOTE_LENGTH = 500


def venue_field() -> StringField:
    """Make a field for a place."""
    return StringField(
        "Venue",
        [Length(max=VENUE_LENGTH, message=f"Name the venue in at most {VENUE_LENGTH} characters.")],
        filters=[lambda venue: one_line(venue) if venue else ""],
    )


def within_reach(field: Field) -> None:
    """Refuse a day that nobody can have meant."""
    ruling = in_reach(field.data) if field.data else None
    if ruling is not None and not ruling:
        raise ValidationError(ruling.reason)


def note_field(label: str) -> TextAreaField:
    """Make a field for what the public is told of a meeting."""
    return TextAreaField(
        label,
        [Length(max=NOTE_LENGTH, message=f"Say it in at most {NOTE_LENGTH} characters.")],
        filters=[lambda note: one_line(note) if note else ""],
    )


class MeetingRow(Form):
    """One meeting of several; without a date it is none."""

    day = DayField("Date")
    start = HourField("Start")
    venue = venue_field()

    def validate_day(self, field: Field) -> None:
        """Give the rule's own reason."""
        within_reach(field)

    @property
    def fields(self) -> tuple[Any, ...]:
        """Its fields in the order of the page."""
        return (self.day, self.start, self.venue)

    @property
    def columns(self) -> dict[str, Any]:
        """What is recorded of it besides its day."""
        return {"start": self.start.data, "venue": self.venue.data}


class NewMeetings(FlaskForm):
    """The meetings of a year."""

    rows = FieldList(FormField(MeetingRow), max_entries=MOST_ROWS)
    closed = BooleanField("They are closed meetings")

    def __init__(self, body: Body, venue: str = "") -> None:
        self.usual = {"start": body.usual_start, "venue": venue}
        super().__init__(data={"rows": [self.usual] * ROWS, "closed": body.kind is BodyKind.WORKING_GROUP})

    @property
    def filled(self) -> list[MeetingRow]:
        """The rows that have a date."""
        return [row.form for row in self.rows if any(row.form.day.parts)]

    @property
    def wrong(self) -> list[tuple[int, Any]]:
        """What is wrong, in the order of the page: the number of the row, the field."""
        return [(number, field) for number, row in enumerate(self.rows, 1) for field in row.form.fields if field.errors]

    def add_row(self) -> None:
        """Make room for one more meeting."""
        if len(self.rows) < MOST_ROWS:
            self.rows.append_entry(self.usual)

    def validate(self, extra_validators: Any = None) -> bool:
        """A year has one meeting at least, and no day twice."""
        if not super().validate(extra_validators):
            return False
        if not self.filled:
            if not len(self.rows):
                self.add_row()
            self.rows[0].form.day.errors = ["Enter the date of one meeting at least."]
        seen: dict[date, int] = {}
        for number, row in enumerate(self.rows, 1):
            day = row.form.day.data
            if day and seen.setdefault(day, number) != number:
                row.form.day.errors = [f"{day_in_words(day)} stands in meeting {seen[day]} already."]
        return not self.wrong

    def is_in(self, known: Mapping[date, Meeting]) -> bool:
        """Whether all that it says is so already."""
        return all(
            row.day.data in known
            and all(getattr(known[row.day.data], name) == value for name, value in row.columns.items())
            for row in self.filled
        )

    def free_of(self, taken: Collection[date]) -> bool:
        """Say whether none of the days is taken; one that is says so."""
        for row in self.filled:
            ruling = may_be_scheduled(row.day.data, row.day.data in taken)
            if not ruling:
                row.day.errors = [ruling.reason]
        return not self.wrong


class MoveMeeting(FlaskForm):
    """Another day for a meeting."""

    to = DayField("New date", [Given("Enter the day on which the meeting is to take place.")])

    def validate_to(self, field: Field) -> None:
        """Give the rule's own reason."""
        within_reach(field)


class CallOff(FlaskForm):
    """What becomes of a meeting that does not take place on its day."""

    status = RadioField(
        "What becomes of it",
        [InputRequired("Choose whether it is postponed or cancelled.")],
        choices=[
            SelectChoice(MeetingStatus.POSTPONED.value, "Postponed: another day will be found"),
            SelectChoice(MeetingStatus.CANCELLED.value, "Cancelled: it does not take place"),
        ],
    )
    note = note_field("What the public is told")


class TakeUpAgain(FlaskForm):
    """What the public is told of a meeting that takes place after all."""

    note = note_field("What the public is told")


class EditMeeting(SecondSave):
    """What is recorded of a meeting besides its day."""

    start = HourField("Start")
    venue = venue_field()
    filmed = RadioField(
        "Is it filmed?",
        choices=[SelectChoice("yes", "Yes"), SelectChoice("no", "No"), SelectChoice("", "Not recorded")],
    )
    closed = BooleanField("It is a closed meeting")
    note = note_field("Note")

    def __init__(self, meeting: Meeting) -> None:
        filmed = {True: "yes", False: "no", None: ""}[meeting.filmed]
        super().__init__(
            start=meeting.start, venue=meeting.venue, filmed=filmed, closed=meeting.closed, note=meeting.note
        )
        self.remember(meeting)

    @property
    def columns(self) -> dict[str, Any]:
        """What it says, as columns of a meeting."""
        return {
            "start": self.start.data,
            "venue": self.venue.data or "",
            "filmed": {"yes": True, "no": False}.get(self.filmed.data or ""),
            "closed": bool(self.closed.data),
            "note": self.note.data or "",
        }
