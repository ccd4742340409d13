"""When a meeting rose, and by when its decision sheet is due. Pure."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from panel.law.ruling import Ruling
from panel.law.words import time_in_words

SHEET_WITHIN = timedelta(hours=1)
"""The decision and action sheet goes out within the hour after the meeting rose: the house's own measure, no law's."""

SHEET_AUTHORITY = "The house’s own measure: within the hour after the meeting rose"


def may_have_risen(rose: time | None, began: time | None) -> Ruling:
    """Whether a meeting that began then can have risen at a time of the same day."""
    if rose is None:
        return Ruling(False, "Write when the meeting rose, such as 12.18pm.")
    if began is not None and rose < began:
        return Ruling(
            False, f"The meeting began at {time_in_words(began)}: it cannot have risen at {time_in_words(rose)}."
        )
    return Ruling(True)


def may_be_resumed(adjourned: time, resumed: time | None) -> Ruling:
    """Whether a meeting that was adjourned then can be resumed at a time of the same day; None: it is not yet."""
    if resumed is not None and resumed < adjourned:
        was = time_in_words(adjourned)
        return Ruling(False, f"It was adjourned at {was}: it cannot have been resumed at {time_in_words(resumed)}.")
    return Ruling(True)


def sheet_due(day: date, rose: time) -> datetime:
    """Give the moment by which the sheet of a meeting is due, London wall time."""
    return datetime.combine(day, rose) + SHEET_WITHIN


def sheet_clock(day: date, rose: time) -> str:
    """Tell it: "Rose 12.18pm: the sheet is due by 1.18pm"."""
    due = sheet_due(day, rose)
    next_day = " the next day" if due.date() > day else ""
    return f"Rose {time_in_words(rose)}: the sheet is due by {time_in_words(due.time())}{next_day}"
