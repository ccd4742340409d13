"""Forms of the proper officer's decisions. They stand here for the sake of the desk's own field for a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from panel.desk.forms import DayField, Given
from panel.law.exemptions import PARAGRAPHS, Nation
from panel.law.words import one_line
from panel.papers import rules
from panel.papers.exemption import Decision
from panel.papers.forms import REASON_LENGTH, held

NAME_LENGTH = 200
DIGITS = 9
"""Of the number of a row; what has more was not sent by our page."""
_LINE = (lambda words: one_line(words) if words else words,)
_SHORT = Length(max=REASON_LENGTH, message=f"Say it in at most {REASON_LENGTH} characters.")


class Decided(FlaskForm):
    """Whose decision it is, and of which day."""

    seen = HiddenField()
    decided_by = StringField(
        "Who decided it",
        [Length(max=NAME_LENGTH, message=f"Enter a name of at most {NAME_LENGTH} characters.")],
        filters=_LINE,
    )
    decided_on = DayField("Day of the decision", [Given("Enter the day of the decision.")])

    def __init__(self, today: date, **settings: Any) -> None:
        super().__init__(**settings)
        self.today = today

    @property
    def last_seen(self) -> int:
        """The last decision that the officer saw."""
        seen = self.seen.data or ""
        return int(seen) if seen.isdecimal() and len(seen) <= DIGITS else 0

    def validate_decided_by(self, field: Field) -> None:
        """Give the rule's own reason."""
        held(rules.decided_by(field.data or ""))

    def validate_decided_on(self, field: Field) -> None:
        """Give the rule's own reason."""
        if field.data:
            held(rules.decided_on(field.data, self.today))


class Withhold(Decided):
    """A decision that a paper is exempt."""

    paragraphs = SelectMultipleField("Paragraphs of Schedule 12A", coerce=int, validate_choice=False)
    reason = TextAreaField("Why the public interest is in keeping it exempt", [_SHORT], filters=_LINE)
    review_on = DayField("Day on which it is looked at again")

    def __init__(self, nation: Nation, today: date, **settings: Any) -> None:
        super().__init__(today, **settings)
        self.nation = nation
        self.paragraphs.choices = [
            SelectChoice(number, f"{words} (paragraph {number})") for number, words in PARAGRAPHS[nation].items()
        ]

    def validate_paragraphs(self, field: Field) -> None:
        """Give the rule's own reason."""
        held(rules.paragraphs_stated(self.nation, field.data or ()))

    def validate_reason(self, field: Field) -> None:
        """Give the rule's own reason."""
        held(rules.public_interest_weighed(self.nation, self.paragraphs.data or (), field.data or ""))

    def validate_review_on(self, field: Field) -> None:
        """Give the rule's own reason."""
        if self.decided_on.data:
            held(rules.reviewed_on(field.data, self.decided_on.data))

    def decision(self) -> Decision:
        """Give what was decided."""
        return Decision(
            self.decided_by.data or "",
            self.decided_on.data,
            self.reason.data or "",
            tuple(self.paragraphs.data or ()),
            self.review_on.data,
        )


class Release(Decided):
    """A decision that a paper is exempt no longer."""

    reason = TextAreaField(
        "Why it is exempt no longer", [InputRequired("Say why it is exempt no longer."), _SHORT], filters=_LINE
    )

    def decision(self) -> Decision:
        """Give what was decided."""
        return Decision(self.decided_by.data or "", self.decided_on.data, self.reason.data or "")
