"""Interests that members disclose: in which item, of what kind, and what they then did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wtforms import BooleanField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, ValidationError

from panel.audit.operations import record
from panel.fields import HourField
from panel.law.words import day_in_words
from panel.minutes import operations
from panel.minutes.interested import named
from panel.minutes.models import Disclosure, InterestKind, Minutes
from panel.minutes.operations import AnyEntry
from panel.procedure.forms import line, lines
from panel.sitting.facts import Sitting
from panel.sitting.names import known_as
from panel.sitting.slips import Slip, SlipForm

SENSITIVE = "A sensitive interest: its nature is withheld (Localism Act 2011, s.32)."
YES_NO = {"yes": True, "no": False}
NOT_SAID = SelectChoice("", "Not recorded")
SHOWN = ("quorum", "coming", "declarations")


class DeclarationForm(SlipForm):
    """A member discloses an interest."""

    name = line("Member", DataRequired("Write who declares an interest."))
    about = SelectField("In which item", default="")
    kind = RadioField(
        "Interest",
        choices=[
            SelectChoice(InterestKind.PECUNIARY.value, "Disclosable pecuniary"),
            SelectChoice(InterestKind.OTHER.value, "Other"),
            NOT_SAID,
        ],
        default="",
    )
    sensitive = BooleanField("Sensitive: record only that there is an interest")
    text = lines("Its nature")
    registered = RadioField(
        "In the member’s register",
        choices=[SelectChoice("yes", "Registered"), SelectChoice("no", "Not yet"), NOT_SAID],
        default="",
    )
    dispensation = SelectField("Dispensation", default="")
    took_no_part = RadioField(
        "Discussion and vote",
        choices=[SelectChoice("yes", "Took no part"), SelectChoice("no", "Took part"), NOT_SAID],
        default="",
    )
    left_at = HourField("Left the room at")
    returned_at = HourField("Returned at")

    def __init__(self, sitting: Sitting, obj: Disclosure | None = None, **settings: Any) -> None:
        super().__init__(obj=obj, **settings)
        items = [SelectChoice(each.number, f"{each.number} {each.title}") for each in sitting.items]
        known = {each.value for each in items}
        if obj and obj.item and obj.item not in known:
            items.append(SelectChoice(obj.item, obj.item))
        self.about.choices = [SelectChoice("", "No item in particular"), *items]
        self.leaves = {str(each.id): each for each in sitting.dispensations}
        self.dispensation.choices = [
            SelectChoice("", "None"),
            *(
                SelectChoice(
                    key,
                    f"{each.member.name}: {each.scope or 'no scope recorded'}, "
                    f"until {day_in_words(each.ends, weekday=False)}",
                )
                for key, each in self.leaves.items()
            ),
        ]
        if obj and not self.sent:
            self._fill_in(obj)
        self.who = known_as(sitting, self.name.data or "")

    def _fill_in(self, row: Disclosure) -> None:
        self.name.data = named(row)
        self.about.data, self.kind.data = row.item, row.kind.value if row.kind else ""
        self.sensitive.data = row.text == SENSITIVE
        self.registered.data, self.took_no_part.data = _word(row.registered), _word(row.took_no_part)
        self.dispensation.data = str(row.dispensation_id or "")

    def validate_dispensation(self, field: SelectField) -> None:
        """Refuse another member's dispensation."""
        leave = self.leaves.get(field.data or "")
        if leave is not None and leave.member_id != self.who[1]:
            raise ValidationError(f"That dispensation is {leave.member.name}’s.")

    def validate_returned_at(self, field: HourField) -> None:
        """Refuse a return before the member left, or without that."""
        if field.data and self.left_at.data is None:
            raise ValidationError("Write when they left the room, too.")
        if field.data and self.left_at.data and field.data < self.left_at.data:
            raise ValidationError("That is before they left the room.")

    @property
    def columns(self) -> dict[str, Any]:
        """Say who disclosed what, and what they then did."""
        name, member = self.who
        return {
            "name": name,
            "member_id": member,
            "item": self.about.data or "",
            "kind": InterestKind(self.kind.data) if self.kind.data else None,
            "text": SENSITIVE if self.sensitive.data else self.text.data,
            "registered": YES_NO.get(self.registered.data or ""),
            "dispensation_id": int(self.dispensation.data) if self.dispensation.data else None,
            "took_no_part": YES_NO.get(self.took_no_part.data or ""),
            "left_at": self.left_at.data,
            "returned_at": self.returned_at.data,
        }


def _word(answer: bool | None) -> str:
    return next((word for word, value in YES_NO.items() if value is answer), "")


@dataclass(frozen=True)
class DeclarationSlip(Slip):
    """The slip of an interest: it opens at the item in hand, and may be about another."""

    def begun(self, sitting: Sitting, item: str = "") -> SlipForm:
        """Give an empty one."""
        form = super().begun(sitting, item)
        if isinstance(form, DeclarationForm):
            form.about.data = item
        return form


def keep_declaration(sitting: Sitting, minutes: Minutes, row: AnyEntry | None, form: Any, actor: str) -> AnyEntry:
    """Record an interest. What was written of one that proves sensitive goes, and does not stay in the audit trail."""
    if row is None:
        own = {"access": sitting.access, "slip": form.slip.data or None}
        return operations.enter(Disclosure, minutes, own | form.columns, actor=actor)
    if (
        isinstance(row, Disclosure)
        and form.sensitive.data
        and row.text != SENSITIVE
        and row.access not in sitting.closed
    ):
        row.text, row.version = SENSITIVE, row.version + 1
        record(actor, "withhold sensitive interest", operations.subject(row))
    operations.amend(row, form.columns, actor=actor)
    return row


DECLARATION = DeclarationSlip("declaration", "Declaration", Disclosure, DeclarationForm, SHOWN, keep_declaration)
