"""What speaks against a day for a meeting, before anything is kept. Pure: nothing of it stops anything."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from panel.law.bank_holidays import BeyondTheTable
from panel.law.clear_days import WorkingDays, clear_days_before
from panel.law.elections import before_a_poll
from panel.law.notice import Notice
from panel.law.ruling import Ruling
from panel.law.timetable import Deadline
from panel.law.words import counted, day_in_words

HOLIDAYS = "Banking and Financial Dealings Act 1971, s.1 and Sch 1"
PRACTICE = "Settled practice; no rule forbids it"
_PRECEPT = "precept report"
_AFTER_VETO = "second precept report"


@dataclass(frozen=True)
class Elsewhere:
    """A meeting of another body on the same day, to which members of this one belong."""

    body: str
    members: tuple[str, ...]


def speaks_against(
    day: date,
    working: WorkingDays,
    *,
    today: date,
    notice: Notice | None = None,
    before: date | None = None,
    elsewhere: Iterable[Elsewhere] = (),
) -> tuple[Ruling, ...]:
    """Say what an officer should know of a day before a meeting is arranged for it, the gravest first.

    `notice` is None for a body that gives none; `before` is the body's meeting that comes next before it.
    """
    said = []
    if day < today:
        said.append(Ruling(False, "That day has gone by.", ""))
    try:
        said += _not_a_working_day(day, working)
        if notice:
            said += _notice(day, working, today, notice, before)
            poll = before_a_poll(day, working.nation)
            said += [] if poll is None else [poll]
    except BeyondTheTable as beyond:
        said.append(Ruling(False, f"{beyond} The dates of this meeting would be counted by hand.", HOLIDAYS))
    for each in elsewhere:
        who = counted(len(each.members), "member", "members")
        verb = "belongs" if len(each.members) == 1 else "belong"
        reason = f"{each.body} meets on the same day, and {who} of this body {verb} to it: {', '.join(each.members)}."
        said.append(Ruling(False, reason, PRACTICE))
    return tuple(said)


def without_a_meeting(
    statutory: Iterable[Deadline], meetings: Collection[date], today: date
) -> Sequence[tuple[Deadline, str]]:
    """Give the statutory dates of a year that no meeting serves, each with what is missing; past ones are left out."""
    missing = []
    for each in statutory:
        last = each.last_day
        if last is None:
            missing.append((each, "The Act gives no date: keep room for it at one of the meetings, or arrange one."))
        elif last >= today and each.kind in (_PRECEPT, _AFTER_VETO):
            first = date(last.year, 1, 1) if each.kind == _PRECEPT else date(last.year, 2, 9)
            if not any(first <= day <= last for day in meetings):
                span = f"from {day_in_words(first, weekday=False)} until {day_in_words(last, weekday=False)}"
                missing.append((each, f"No meeting falls {span}."))
    return missing


def _not_a_working_day(day: date, working: WorkingDays) -> list[Ruling]:
    why = working.left_out(day)
    if not why:
        return []
    if day in working.closed:
        return [
            Ruling(False, f"It is a day that was added as closed: {working.closed[day]}.", "Days that do not count")
        ]
    return [Ruling(False, f"It is {why}.", PRACTICE if why.startswith("a ") else HOLIDAYS)]


def _notice(day: date, working: WorkingDays, today: date, notice: Notice, before: date | None) -> list[Ruling]:
    last = clear_days_before(day, notice.clear_days, working)
    needed = f"Its agenda must be published by {day_in_words(last)}"
    if last < today:
        return [Ruling(False, f"{needed}, which has gone by.", notice.authority)]
    if before is not None and last <= before:
        when = "on the day" if last == before else "before the day"
        reason = f"{needed}: {when} on which the meeting before it is held, {day_in_words(before)}."
        return [Ruling(False, reason, notice.authority)]
    return []
