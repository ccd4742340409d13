"""That the meeting was adjourned for a while, and resumed on the same day."""

from __future__ import annotations

from datetime import time
from typing import Any

from flask import request
from wtforms.validators import ValidationError

from panel.fields import HourField
from panel.minutes import operations
from panel.minutes.models import Adjournment, Minutes
from panel.minutes.operations import AnyEntry
from panel.minutes.rising import may_be_adjourned, may_be_resumed
from panel.procedure.forms import line
from panel.sitting.facts import Sitting
from panel.sitting.slips import Slip, SlipForm


class AdjournmentForm(SlipForm):
    """The meeting was adjourned."""

    adjourned_at = HourField("Adjourned at")
    resumed_at = HourField("Resumed at")
    reason = line("Why", most=300)

    def __init__(self, sitting: Sitting, **settings: Any) -> None:
        super().__init__(**settings)
        self.recorded = sitting.minutes.adjournments if sitting.minutes else ()

    @property
    def others(self) -> list[tuple[time, time | None]]:
        """Give the other adjournments: not the one that this slip made, or is of."""
        number = (request.view_args or {}).get("number")
        return [
            (row.adjourned_at, row.resumed_at)
            for row in self.recorded
            if row.id != number and row.slip != (self.slip.data or None)
        ]

    def validate_adjourned_at(self, field: HourField) -> None:
        """Ask for the time; one that is none was told of already. Refuse one at which it was adjourned before."""
        if field.data is None and not field.written:
            raise ValidationError("Write when the meeting was adjourned, such as 11.10am.")
        if field.data is not None:
            ruling = may_be_adjourned(field.data, self.resumed_at.data, self.others)
            if not ruling:
                raise ValidationError(ruling.reason)

    def validate_resumed_at(self, field: HourField) -> None:
        """Refuse a time before it was adjourned."""
        ruling = may_be_resumed(self.adjourned_at.data, field.data) if self.adjourned_at.data else None
        if ruling is not None and not ruling:
            raise ValidationError(ruling.reason)


def adjournment_form(sitting: Sitting, **settings: Any) -> AdjournmentForm:
    """Make the form of an adjournment."""
    return AdjournmentForm(sitting, **settings)


def keep_adjournment(
    _sitting: Sitting, minutes: Minutes, row: AnyEntry | None, form: AdjournmentForm, actor: str
) -> AnyEntry:
    """Keep an adjournment. That the meeting was adjourned is public, though the public may be excluded meanwhile."""
    if row is None:
        return operations.enter(Adjournment, minutes, {"slip": form.slip.data or None, **form.columns}, actor=actor)
    operations.amend(row, form.columns, actor=actor)
    return row


ADJOURNMENT = Slip(
    "adjournment", "Adjournment", Adjournment, adjournment_form, ("adjournments", "quorum"), keep_adjournment, open=True
)
