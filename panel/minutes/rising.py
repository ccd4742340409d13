"""When a meeting rose, and by when its decision sheet is due. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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


def may_be_adjourned(adjourned: time, resumed: time | None, others: Iterable[tuple[time, time | None]]) -> Ruling:
    """Whether a meeting can have been adjourned then, beside its other adjournments: from when, and until when."""
    for since, until in others:
        during = since <= adjourned and (until is None or adjourned < until)
        if since == adjourned or during or (resumed is not None and adjourned < since < resumed):
            went_on = f" to {time_in_words(until)}" if until else " and is not resumed yet"
            return Ruling(False, f"It is recorded as adjourned from {time_in_words(since)}{went_on}: change that one.")
    return Ruling(True)


def outside(began: time | None, rose: time | None, hours: Iterable[tuple[str, time | None]]) -> Iterator[str]:
    """Tell of hours that cannot be: what is said to have happened before the meeting began or after it rose."""
    if began is not None and rose is not None and rose < began:
        yield f"The meeting began at {time_in_words(began)} and rose at {time_in_words(rose)}: one of them is wrong"
        return
    for what, at in hours:
        if at is not None and began is not None and at < began:
            yield f"{what} at {time_in_words(at)}, before the meeting began at {time_in_words(began)}"
        if at is not None and rose is not None and at > rose:
            yield f"{what} at {time_in_words(at)}, after the meeting rose at {time_in_words(rose)}"


def sheet_due(day: date, rose: time) -> datetime:
    """Give the moment by which the sheet of a meeting is due, London wall time."""
    return datetime.combine(day, rose) + SHEET_WITHIN


def sheet_clock(day: date, rose: time) -> str:
    """Tell it: "Rose 12.18pm: the sheet is due by 1.18pm"."""
    due = sheet_due(day, rose)
    next_day = " the next day" if due.date() > day else ""
    return f"Rose {time_in_words(rose)}: the sheet is due by {time_in_words(due.time())}{next_day}"
