"""Which days are working days where a body meets."""

from __future__ import annotations

from panel.law.clear_days import WorkingDays
from panel.procedure.models import Body


def working_days(body: Body) -> WorkingDays:
    """Give the working days of a body: its nation's, less the days that it, or its panel, is closed."""
    bodies = (body.parent, body) if body.parent else (body,)
    return WorkingDays(body.nation, {extra.day: extra.name for each in bodies for extra in each.extra_days})
