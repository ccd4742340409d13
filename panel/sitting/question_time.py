"""The time for public questions: how long it is, and how much of it is left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from panel.law.words import counted, time_in_words
from panel.procedure.rules import Participation

RUNS = timedelta(hours=6)
"""Later than this after it began nobody looks at the clock any more."""


@dataclass(frozen=True)
class QuestionTime:
    """The time for public questions, at a moment."""

    rules: Participation | None
    """None where the body's rules know no public questions."""
    began: datetime | None
    now: datetime

    @property
    def ends(self) -> datetime | None:
        """When it is used up; None where it did not begin, and where the rules set no limit."""
        if self.began is None or self.rules is None or not self.rules.minutes_total:
            return None
        return self.began + timedelta(minutes=self.rules.minutes_total)

    @property
    def runs(self) -> bool:
        """Whether its clock is worth drawing now."""
        return self.ends is not None and self.began is not None and timedelta() <= self.now - self.began < RUNS

    @property
    def given(self) -> str:
        """Say what the rules give: "30 minutes in all, three minutes for each speaker"."""
        if self.rules is None:
            return ""
        total, each = self.rules.minutes_total, self.rules.speaking_minutes
        said = [f"{counted(total, 'minute', 'minutes')} in all"] if total else []
        said += [f"{counted(each, 'minute', 'minutes')} for each speaker"] if each else []
        return ", ".join(said)

    @property
    def words(self) -> str:
        """Say how it stands: "Began at 11am, and lasts until 11.30am: 12 minutes are left"."""
        if self.began is None:
            return "Not begun."
        began = f"Began at {_said(self.began)}"
        if self.ends is None:
            return f"{began}. The rules set no limit."
        until = f"{began}, and lasts until {_said(self.ends)}"
        if not self.runs:
            return f"{until}."
        left = int((self.ends - self.now).total_seconds() // 60)
        if left < 0:
            return f"Began at {_said(self.began)}. The time was used up at {_said(self.ends)}."
        return f"{until}: {counted(left, 'minute was', 'minutes were')} left at {_said(self.now)}."


def _said(moment: datetime) -> str:
    return time_in_words(time(moment.hour, moment.minute))
