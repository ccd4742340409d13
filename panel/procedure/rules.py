"""Rules of procedure as values, read from what the rules file says.

Part of each body's own law; what a rule leaves out is None and prints nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from panel.law.exemptions import Nation

NOTICE_CLEAR_DAYS = {Nation.ENGLAND: 5, Nation.WALES: 3}
"""LGA 1972 s.100A(6) and s.100B(3); Wales by its own regulations."""
REGISTRATION_DAYS = 28
"""Localism Act 2011 s.30."""
COMPLETED_SHOWN_MONTHS = 6


@dataclass(frozen=True)
class Deadline:
    """When something must have been received: a way of counting, a number, a time of day."""

    count: str
    """"calendar days", "working days", "clear working days", "working day at", "days before publication"."""
    n: int
    at: time | None = None


@dataclass(frozen=True)
class Participation:
    """How the public takes part in one way: by question, statement, petition or deputation."""

    kind: str
    since: date
    until: date | None
    deadline: Deadline
    max_per_person: int | None = None
    minutes_total: int | None = None
    speaking_minutes: int | None = None
    word_limit: int | None = None
    supplementary: int | None = None
    who: str | None = None
    to: str | None = None


@dataclass(frozen=True)
class Procedure:
    """A body's rules on one day."""

    participation: tuple[Participation, ...] = ()
    notice_clear_days: int | None = None
    """None: as the nation's law says."""
    registration_days: int = REGISTRATION_DAYS
    leave_the_room: bool = False
    completed_shown_months: int = COMPLETED_SHOWN_MONTHS

    def questions(self, day: date) -> Participation | None:
        """Give the rules for public questions in force on a day; None where the body takes none."""
        for entry in self.participation:
            if entry.kind == "question" and entry.since <= day and (entry.until is None or day <= entry.until):
                return entry
        return None


def procedure(rules: Mapping[str, Any]) -> Procedure:
    """Read a body's rules, as kept (dates and times in ISO form), into a value."""
    interests, log = rules.get("interests", {}), rules.get("log", {})
    return Procedure(
        participation=tuple(_participation(entry) for entry in rules.get("participation", ())),
        notice_clear_days=rules.get("notice", {}).get("clear_days"),
        registration_days=interests.get("registration_days", REGISTRATION_DAYS),
        leave_the_room=interests.get("leave_the_room", False),
        completed_shown_months=log.get("completed_shown_months", COMPLETED_SHOWN_MONTHS),
    )


def _participation(entry: Mapping[str, Any]) -> Participation:
    deadline = entry["deadline"]
    at = deadline.get("at")
    return Participation(
        kind=entry["kind"],
        since=_day(entry["from"]),
        until=_day(entry["until"]) if "until" in entry else None,
        deadline=Deadline(deadline["count"], deadline["n"], time.fromisoformat(at) if at else None),
        **{
            name: entry.get(name)
            for name in (
                "max_per_person",
                "minutes_total",
                "speaking_minutes",
                "word_limit",
                "supplementary",
                "who",
                "to",
            )
        },
    )


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)
