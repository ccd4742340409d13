"""Dates that the law or a body's rules set running, each with its authority and the days counted one by one.

A last moment is Europe/London wall time, without a time zone, as clerks and agendas write it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from panel.law.words import day_in_words, time_in_words


@dataclass(frozen=True)
class Deadline:
    """One date that something sets running."""

    what: str
    """A sentence that tells what is due: "Publish the agenda and its reports"."""
    kind: str
    """"notice", "question", "minutes": what a program sorts by."""
    last_moment: date | datetime | None
    """A bare date where no time is given: the end of that day. None where it cannot be known yet: `worked` says why."""
    authority: str
    worked: tuple[str, ...]
    """How it was counted, a line a day, so that a person can check it."""

    @property
    def last_day(self) -> date | None:
        """The day of the last moment."""
        return self.last_moment.date() if isinstance(self.last_moment, datetime) else self.last_moment

    @property
    def ends(self) -> datetime | None:
        """When it is over: a bare date lasts until its day ends."""
        moment = self.last_moment
        if moment is None or isinstance(moment, datetime):
            return moment
        return datetime.combine(moment, time.max)

    def as_json(self) -> dict[str, Any]:
        """Give it as a JSON object; times to the minute."""
        return {
            "what": self.what,
            "kind": self.kind,
            "last_moment": written(self.last_moment),
            "authority": self.authority,
            "worked": list(self.worked),
        }


def written(moment: date | datetime | None) -> str | None:
    """Write a moment for a program: "2018-03-14T17:00", or "2018-03-14" where no time is given."""
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="minutes")
    return moment.isoformat() if moment else None


def moment_in_words(moment: date | datetime) -> str:
    """Write a moment for a person: "Wednesday 14 March 2018, 5pm", or the day alone where no time is given."""
    at = f", {time_in_words(moment.time())}" if isinstance(moment, datetime) else ""
    return f"{day_in_words(moment)}{at}"
