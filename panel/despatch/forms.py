"""Forms of despatch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Email, Length, Optional, Regexp

from panel.audit.seen import SecondSave
from panel.despatch.models import Recipient
from panel.despatch.rules import SEATED, Circle, Way
from panel.law.words import one_line
from panel.members.models import Member
from panel.packs.contents import Edition

MOST, MOST_COPIES = 200, 999
SOMEBODY_NEW = "new"
OUTSIDE = [SelectChoice(each.value, each.value.capitalize()) for each in Circle if each not in SEATED]
WAYS = [SelectChoice(each.value, each.value.capitalize()) for each in Way]


def line(label: str, *validators: Any) -> StringField:
    """Make a field for a line of words."""
    return StringField(
        label,
        [*validators, Length(max=MOST, message=f"{label}: at most {MOST} characters.")],
        filters=[lambda words: one_line(words) if words else ""],
    )


def number(label: str) -> StringField:
    """Make a field for a number of copies."""
    return StringField(
        label,
        [
            Optional(),
            Regexp(r"[0-9]{1,3}\Z", message=f"Give the number of print copies in figures, at most {MOST_COPIES}."),
        ],
        filters=[lambda words: words.strip() if words else ""],
    )


class PrintCopies(FlaskForm):
    """How many print copies somebody gets of a publication."""

    copies = number("Print copies")
    way = RadioField("How do they get them?", choices=WAYS, default=Way.POST.value)


class CameBack(FlaskForm):
    """That an e-mail came back."""

    reason = line("What does it say why?", DataRequired("Give the reason that the e-mail that came back gives."))


class NameSubstitute(FlaskForm):
    """Who stands in for whom."""

    absent = SelectField("Who does not come?", [DataRequired("Choose the member who does not come.")])
    member = SelectField("Who stands in?", [DataRequired("Choose who stands in.")])
    name = line("Their name, if they are new")

    def __init__(self, sitting: Sequence[Member], others: Sequence[Member]) -> None:
        super().__init__()
        nobody = SelectChoice("", "Choose a member")
        self.absent.choices = [nobody, *(SelectChoice(str(each.id), each.name) for each in sitting)]
        known = [SelectChoice(str(each.id), each.name) for each in others]
        self.member.choices = [nobody, *known, SelectChoice(SOMEBODY_NEW, "Somebody who is not recorded yet")]

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for the name of somebody new."""
        valid = bool(super().validate(extra_validators))
        if self.member.data == SOMEBODY_NEW and not self.name.data:
            self.name.errors = ["Enter the substitute’s name, as agendas print it."]
            return False
        return valid


class RecipientForm(SecondSave):
    """Somebody outside a body who is sent its agendas."""

    name = line("Name", DataRequired("Enter their name."))
    circle = RadioField("Who are they?", choices=OUTSIDE, default=Circle.OFFICE_HOLDER.value)
    email = line("E-mail address", Optional(), Email("Enter an e-mail address, such as office@larkshire.example."))
    copies = number("Print copies of each publication")
    way = RadioField("How do they get them?", choices=WAYS, default=Way.POST.value)
    edition = RadioField(
        "Which edition is printed for them?",
        choices=[
            SelectChoice(Edition.PUBLIC.value, "The public edition"),
            SelectChoice(Edition.RESTRICTED.value, "The full edition, with exempt papers"),
        ],
        default=Edition.PUBLIC.value,
    )
    entitled = line("What entitles them to exempt papers?")

    def __init__(self, row: Recipient | None = None) -> None:
        recorded: dict[str, Any] = {}
        if row:
            recorded = {name: getattr(row, name) for name in ("name", "email", "entitled")}
            recorded |= {name: getattr(row, name).value for name in ("circle", "way", "edition")}
            recorded["copies"] = str(row.copies or "")
        super().__init__(data=recorded)
        if row:
            self.remember(row)

    @property
    def columns(self) -> dict[str, Any]:
        """What it says, as columns of a recipient."""
        edition = _one_of(Edition, self.edition.data)
        return {
            "name": self.name.data or "",
            "circle": _one_of(Circle, self.circle.data),
            "email": self.email.data or "",
            "copies": copies_of(self.copies),
            "way": _one_of(Way, self.way.data),
            "edition": edition,
            "entitled": (self.entitled.data or "") if edition is Edition.RESTRICTED else "",
        }


def copies_of(field: StringField) -> int:
    """Read a number of copies; none where nothing was typed, or what is no number."""
    typed = field.data or ""
    return int(typed) if typed.isdecimal() and typed.isascii() and len(typed) <= 3 else 0


def _one_of(kind: Any, value: Any) -> Any:
    """Read a choice; what was never offered is told by its field."""
    return kind(value) if value in set(kind) else next(iter(kind))
