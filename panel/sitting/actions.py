"""Actions promised in debate: one keystroke begins one, and it says who promised what, and by when."""

from __future__ import annotations

from typing import Any

from wtforms.validators import DataRequired

from panel.fields import LineDayField
from panel.minutes.models import Action
from panel.procedure.forms import line
from panel.sitting.facts import Sitting
from panel.sitting.slips import Slip, SlipForm, entered


class ActionForm(SlipForm):
    """Somebody promised something."""

    text = line("What was promised", DataRequired("Write what was promised."), most=1000)
    owner = line("Who promised it")
    due = LineDayField("By when")


def action_form(_sitting: Sitting, **settings: Any) -> ActionForm:
    """Make the form of an action."""
    return ActionForm(**settings)


ACTION = Slip("action", "Action", Action, action_form, ("actions",), entered(Action))
