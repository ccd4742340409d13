"""Note that the monitoring officer was told of irregular acts, and read back when. The audit trail keeps it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from panel.audit.models import AuditEntry, Subject
from panel.audit.operations import record
from panel.audit.queries import trail
from panel.law.ruling import Refused, Ruling
from panel.minutes.irregular import Irregular
from panel.minutes.models import Minutes
from panel.minutes.operations import subject

TELL, TAKE_BACK = "tell the monitoring officer", "take back telling the monitoring officer"


@dataclass(frozen=True)
class Telling:
    """That the monitoring officer was told of acts, by whom it was noted, and of which."""

    number: int
    told: str
    on: date
    by: str
    keys: frozenset[str]


def tell(minutes: Minutes, acts: Sequence[Irregular], told: str, on: date, today: date, *, actor: str) -> None:
    """Note who was told of acts, and when. Raises Refused where there are none, and for a day to come."""
    if not acts:
        raise Refused(Ruling(False, "There is nothing that the monitoring officer was not told of already."))
    if on > today:
        raise Refused(Ruling(False, "That day is still to come: enter the day on which it was done."))
    if on < minutes.meeting.date:
        raise Refused(Ruling(False, "That is before the meeting: enter the day on which it was done."))
    record(actor, TELL, _about(minutes), told=told, on=on.isoformat(), acts=[act.key for act in acts])


def take_back(minutes: Minutes, number: int, *, actor: str) -> None:
    """Take back a note that somebody was told. Raises Refused where none of that number stands."""
    if all(each.number != number for each in tellings(minutes)):
        raise Refused(Ruling(False, "That note is not on this record."))
    record(actor, TAKE_BACK, _about(minutes), number=number)


def tellings(minutes: Minutes) -> list[Telling]:
    """Give the notes that stand, the first first."""
    found: dict[int, AuditEntry] = {}
    for entry in trail(_about(minutes).about):
        if entry.verb == TELL:
            found[entry.id] = entry
        elif entry.verb == TAKE_BACK:
            found.pop(entry.detail["number"], None)
    return [
        Telling(
            number,
            str(entry.detail["told"]),
            date.fromisoformat(entry.detail["on"]),
            entry.actor,
            frozenset(entry.detail["acts"]),
        )
        for number, entry in found.items()
    ]


def _about(minutes: Minutes) -> Subject:
    return Subject(subject(minutes), f"irregular acts of minutes {minutes.id}")
