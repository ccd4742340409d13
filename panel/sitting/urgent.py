"""Items that are taken at the meeting without notice, with the special circumstances for which the chair takes them.

An item of which no notice was given may be considered only where the chair is of the opinion, "by reason of special
circumstances, which shall be specified in the minutes", that it is urgent (Local Government Act 1972, s.100B(4)(b)).
One without them is recorded all the same: it is told of and marked for the monitoring officer.
"""

from __future__ import annotations

from datetime import datetime

from flask_wtf import FlaskForm
from wtforms.validators import DataRequired

from panel.agendas import operations
from panel.agendas.models import Item
from panel.agendas.rules import ItemKind
from panel.meetings.models import Meeting
from panel.procedure.forms import line
from panel.sitting.facts import Sitting

URGENT_AUTHORITY = "Local Government Act 1972, s.100B(4)(b)"


class UrgentForm(FlaskForm):
    """An item that the chair takes as urgent."""

    title = line("What the item is", DataRequired("Write what the item is about."), most=300)
    reason = line("The chair’s reason: the special circumstances", most=1000)


class ReasonForm(FlaskForm):
    """Why the chair took it as urgent."""

    reason = line("The chair’s reason: the special circumstances", DataRequired("Write the chair’s reason."), most=1000)


def taken(sitting: Sitting) -> list[Item]:
    """Give the items that were taken without notice."""
    return [item for item in sitting.items if item.urgent_at]


def unexplained(sitting: Sitting) -> list[Item]:
    """Give those among them for which no reason is recorded."""
    return [item for item in taken(sitting) if not item.urgent_reason]


def take(sitting: Sitting, title: str, reason: str, *, now: datetime, actor: str) -> Item:
    """Put an item on the agenda that is taken without notice: under the item for urgent business, else at the end.

    The same title sent again is the same item. Raises Refused.
    """
    meeting: Meeting = sitting.meeting
    there = next((item for item in taken(sitting) if item.title == title), None)
    if there is not None:
        if reason:
            operations.amend(there, {"urgent_reason": reason}, actor=actor)
        return there
    rows = [item for item, _papers in sitting.agenda]
    tops = [item for item in rows if "(" not in item.number]
    under = next((item for item in tops if item.kind is ItemKind.URGENT and not item.urgent_at), None)
    after = under or (tops[-1] if tops else None)
    columns = {"title": title, "kind": ItemKind.REPORT, "urgent_reason": reason, "urgent_at": now}
    return operations.add(meeting, columns, after, part=under is not None, today=now.date(), actor=actor)
