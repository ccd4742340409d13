"""Actions promised in debate: one keystroke begins one, and it says who promised what, and by when."""

from __future__ import annotations

from typing import Any

from wtforms.validators import DataRequired

from panel.fields import LineDayField
from panel.minutes.models import Action, Presence
from panel.procedure.forms import line
from panel.sitting.facts import Sitting
from panel.sitting.slips import Slip, SlipForm, entered


class ActionForm(SlipForm):
    """Somebody promised something."""

    text = line("What was promised", DataRequired("Write what was promised."), most=1000)
    owner = line("Who promised it")
    due = LineDayField("By when")

    def __init__(self, sitting: Sitting, **settings: Any) -> None:
        super().__init__(**settings)
        self.offered = those_present(sitting)


def those_present(sitting: Sitting) -> list[str]:
    """Name those who may have promised something: whom the record says to be there, and the office-holder."""
    there = sitting.minutes.attendance if sitting.minutes else ()
    named = [row.name for row in there if row.presence is Presence.PRESENT]
    if not named:
        named = [seat.member.name for seat in sitting.seats]
    return list(dict.fromkeys([*([sitting.holder.name] if sitting.holder else []), *named]))


def action_form(sitting: Sitting, **settings: Any) -> ActionForm:
    """Make the form of an action."""
    return ActionForm(sitting, **settings)


ACTION = Slip("action", "Action", Action, action_form, ("actions",), entered(Action))
