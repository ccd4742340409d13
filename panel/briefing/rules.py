"""When each item begins, what each vote takes, and where the public is let in again. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from panel.law.words import counted, time_in_words

_DAY = date(2000, 1, 1)


@dataclass(frozen=True)
class Timed:
    """An item as far as the clock is concerned."""

    minutes: int | None
    heading: bool = False
    """Whether it only stands over others, whose minutes count."""


def running(start: time | None, items: Sequence[Timed]) -> tuple[list[str], str]:
    """Say when each item begins, and when the last one ends.

    An item without a time takes none: what comes after it begins "about" then. Where nothing is timed, only the first
    one has a time, and the end is empty.
    """
    if start is None:
        return [""] * len(items), ""
    timed = any(item.minutes and not item.heading for item in items)
    moment, about, begins = datetime.combine(_DAY, start), False, []
    for item in items:
        begins.append(_said(moment, about) if timed or not about else "")
        if item.heading:
            continue
        if item.minutes is None:
            about = True
        else:
            moment += timedelta(minutes=item.minutes)
    return begins, _said(moment, about) if timed else ""


def _said(moment: datetime, about: bool) -> str:
    return f"{'about ' if about else ''}{time_in_words(moment.time())}"


def time_for_questions(asked: int, each: int | None, total: int | None, supplementary: int | None) -> list[str]:
    """Say what time questioners have, and whether all of them can be heard in it; minutes."""
    said = []
    if each:
        said.append(f"Each has {counted(each, 'minute', 'minutes')} to put a question.")
    if supplementary:
        more = counted(supplementary, "supplementary question", "supplementary questions")
        said.append(f"Each may then ask {more}.")
    if total:
        said.append(f"{counted(total, 'minute is', 'minutes are')} set aside for all of them.".capitalize())
    if each and total and asked * each > total:
        fit = total // each
        whole = f"{counted(asked, 'question', 'questions')} of {counted(each, 'minute', 'minutes')}".capitalize()
        said.append(f"{whole} take more than that: {counted(fit, 'fits', 'fit')}. The others are answered in writing.")
    return said


def returns(private: Sequence[bool], exclusion: int | None) -> int | None:
    """Say before which item the public is let in again: the first public one after the private ones.

    `exclusion` is the place of the item that excludes it. None where there is none, and where nothing public follows.
    """
    if exclusion is None:
        return None
    last = max((at for at, is_private in enumerate(private) if is_private and at > exclusion), default=exclusion)
    return last + 1 if last + 1 < len(private) else None
