"""How a date stands today, in words with a shape."""

from __future__ import annotations

from datetime import date, datetime

from panel.law.timetable import Deadline
from panel.law.words import counted, day_in_words, time_in_words
from panel.meetings.standing import State

COUNTED_DAYS = 90
"""Days that are counted; what is farther off is only to come."""


def stands(deadline: Deadline, now: datetime, *, done: str = "", owed: bool = False) -> State:
    """Say how a deadline stands; `owed` where the records show whether it was kept. `now` is London's time."""
    if done:
        return State(done, "disc")
    day = deadline.last_day
    if day is None:
        return State("No date yet", "pause")
    if over(deadline, now):
        return State(f"Overdue, {how_late(day, now.date())}", "cross") if owed else State("Passed", "square")
    if day == now.date():
        return State("Today", "ring")
    near = (day - now.date()).days <= COUNTED_DAYS
    return State(how_near(day, now.date()).capitalize() if near else "To come", "circle")


def over(deadline: Deadline, now: datetime) -> bool:
    """Whether the last moment has gone by."""
    return deadline.ends is not None and deadline.ends < now.replace(tzinfo=None)


def how_near(day: date, today: date) -> str:
    """Say how far off a day is: "today", "tomorrow", "in five days", "three days ago"."""
    days = (day - today).days
    if days in (-1, 0, 1):
        return ("yesterday", "today", "tomorrow")[days + 1]
    return f"in {counted(days, 'day', 'days')}" if days > 0 else f"{counted(-days, 'day', 'days')} ago"


def how_late(day: date, today: date) -> str:
    """Say how late something is: "since earlier today", "three days late", "two years late"."""
    days = (today - day).days
    if days <= 0:
        return "since earlier today"
    return f"{counted(days // 365, 'year', 'years') if days >= 2 * 365 else counted(days, 'day', 'days')} late"


def moment_said(moment: date | datetime) -> str:
    """Write a last moment as people say it: "5pm on Wednesday 14 March 2018", or the day alone."""
    at = f"{time_in_words(moment.time())} on " if isinstance(moment, datetime) else ""
    return f"{at}{day_in_words(moment)}"
