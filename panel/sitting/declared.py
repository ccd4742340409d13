"""What follows from an interest on the record: who is barred, what is to be asked, what is due."""

from __future__ import annotations

from dataclasses import dataclass

from panel.law.interests import notification
from panel.law.ruling import RULES_AUTHORITY, Ruling
from panel.law.timetable import Deadline
from panel.meetings.models import Meeting
from panel.minutes.interested import named
from panel.minutes.models import Disclosure
from panel.minutes.presence import bars, may_have_taken_part, notification_due
from panel.procedure.rules import Procedure


@dataclass(frozen=True)
class Declared:
    """An interest on the record, and what follows from it."""

    row: Disclosure
    name: str
    barred: Ruling
    taken: Ruling
    """Whether the member may have taken part as recorded; where not, it is for the monitoring officer."""
    leaves: Ruling
    """Whether that the member left the room is asked for, and not recorded."""
    due: Deadline | None
    """Until when it is notified; None where it is registered, or nothing says that it is not."""


def declared(meeting: Meeting, row: Disclosure, rules: Procedure) -> Declared:
    """Say what follows from an interest."""
    dispensed, nation = row.dispensation_id is not None, meeting.body.nation
    barred = bars(row.kind, dispensed=dispensed, took_no_part=row.took_no_part)
    name = named(row)
    asked = rules.leave_the_room and barred.allowed and row.left_at is None
    due = notification_due(row.kind, row.registered, nation)
    return Declared(
        row,
        name,
        barred,
        may_have_taken_part(row.kind, dispensed=dispensed, took_no_part=row.took_no_part),
        Ruling(asked, "The rules of procedure have them leave the room: record when.", RULES_AUTHORITY),
        notification(name, meeting.date, rules.registration_days, nation) if due else None,
    )
