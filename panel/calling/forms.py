"""The form on which the calling notice is answered: by a member, or by the officer whom they told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional, ValidationError

from panel.calling.models import CallingAnswer
from panel.calling.rules import Coming
from panel.members.models import Member
from panel.procedure.forms import line

SOMEBODY_NEW = "new"
NOTE_LENGTH = 300
OWN = {
    Coming.COMING: "I am coming",
    Coming.REMOTELY: "I am joining remotely",
    Coming.APOLOGIES: "I cannot come, and send apologies",
    Coming.SUBSTITUTE: "Somebody comes in my place",
}
THEIRS = {
    Coming.COMING: "They are coming",
    Coming.REMOTELY: "They are joining remotely",
    Coming.APOLOGIES: "They cannot come, and send apologies",
    Coming.SUBSTITUTE: "Somebody comes in their place",
}


class AnswerForm(FlaskForm):
    """Whether a member comes to a meeting, or who does in their place."""

    coming = RadioField("Are you coming?", [InputRequired("Choose an answer.")], validate_choice=False)
    substitute = SelectField("Who comes?", [Optional()])
    name = line("Their name, if they are not in the list")
    note = line("A note for the officer (optional)", most=NOTE_LENGTH)

    def __init__(self, known: Sequence[Member], last: CallingAnswer | None, *, own: bool, prefix: str = "") -> None:
        super().__init__(data=_as_answered(last), prefix=prefix)
        self.known = {str(each.id): each for each in known}
        if not own:
            self.coming.label.text = "What did they say?"
        self.coming.choices = [SelectChoice(each.value, words) for each, words in (OWN if own else THEIRS).items()]
        self.substitute.choices = [
            SelectChoice("", "Choose a person"),
            *(SelectChoice(number, each.name) for number, each in self.known.items()),
            SelectChoice(SOMEBODY_NEW, "Somebody who is not in this list"),
        ]

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask who stands in, where somebody does."""
        valid = bool(super().validate(extra_validators))
        if self.coming.data != Coming.SUBSTITUTE:
            return valid
        if not self.substitute.data and not self.name.data:
            self.substitute.errors = ["Choose who comes, or write their name."]
            return False
        if self.substitute.data == SOMEBODY_NEW and not self.name.data:
            self.name.errors = ["Write the name of the person who comes, such as Councillor Ivy Wren."]
            return False
        return valid

    def validate_coming(self, field: Field) -> None:
        """Take one of the answers that are offered."""
        if field.data not in set(Coming):
            raise ValidationError("Choose an answer.")

    @property
    def said(self) -> dict[str, Any]:
        """What it says, as `operations.answer` takes it."""
        return {
            "coming": Coming(self.coming.data),
            "note": self.note.data or "",
            "substitute": self.known.get(self.substitute.data or ""),
            "substitute_name": self.name.data or "",
        }


def _as_answered(last: CallingAnswer | None) -> dict[str, Any]:
    if last is None:
        return {}
    new = last.substitute_name and not last.substitute_id
    return {
        "coming": last.coming.value,
        "substitute": str(last.substitute_id or (SOMEBODY_NEW if new else "")),
        "name": last.substitute_name if new else "",
        "note": last.note,
    }
