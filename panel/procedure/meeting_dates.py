"""Every date that a meeting sets running under a body's rules, in the order in which they fall. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from panel.law import notice
from panel.law.clear_days import MEETING_DAY, WorkingDays, clear_days_before, count_back
from panel.law.retention import retention
from panel.law.ruling import RULES_AUTHORITY
from panel.law.timetable import Deadline, moment_in_words
from panel.law.words import day_in_words, time_in_words
from panel.procedure.rules import Participation, Procedure

_NEVER = datetime.combine(date.max, time.max)
_RECEIVE = {
    "question": "Receive public questions in writing",
    "statement": "Receive public statements in writing",
    "petition": "Receive petitions",
    "deputation": "Receive requests for a deputation",
}
_LATE = {
    "hold over": "What comes later is held over to the next meeting.",
    "refuse": "What comes later is refused.",
    "urgent at the chair's discretion": "What comes later is taken only as urgent, at the chair’s discretion.",
}


def all_dates(
    meeting: date, procedure: Procedure, working: WorkingDays, published: date | datetime | None = None
) -> list[Deadline]:
    """Give every date of a panel's meeting, in order. Raises BeyondTheTable."""
    before = notice_and_questions(meeting, procedure, working, published)
    return in_order((*before, *retention(meeting, working.nation)))


def notice_and_questions(
    meeting: date, procedure: Procedure, working: WorkingDays, published: date | datetime | None = None
) -> list[Deadline]:
    """Give until when the agenda is published, and until when the public sends in what it brings to the meeting.

    Raises BeyondTheTable.
    """
    deadlines = [notice.last_moment(procedure.notice(working.nation), meeting, working, published)]
    for entry in procedure.taking_part(meeting):
        deadlines.append(_received(entry, meeting, procedure, working, published))
        if entry.urgent_until:
            deadlines.append(_urgent(entry, meeting, entry.urgent_until))
    return deadlines


def in_order(deadlines: Iterable[Deadline]) -> list[Deadline]:
    """Put dates in order: a bare date is the end of its day, and what is not known yet stands last."""
    return sorted(deadlines, key=lambda deadline: deadline.ends or _NEVER)


def _received(
    entry: Participation,
    meeting: date,
    procedure: Procedure,
    working: WorkingDays,
    published: date | datetime | None,
) -> Deadline:
    rule = entry.deadline
    on = published.date() if isinstance(published, datetime) else published
    count = count_back(rule.count, rule.n, meeting, working, on)
    if count.last is None:
        moment, said = None, _if_published_last(entry, meeting, procedure, working)
    else:
        moment = _at(count.last, rule.at)
        said = f"Last moment: {moment_in_words(moment)}."
    worked = [*count.worked, said]
    if entry.late:
        worked.append(_LATE[entry.late])
    return Deadline(_RECEIVE[entry.kind], entry.kind, moment, RULES_AUTHORITY, tuple(worked))


def _if_published_last(entry: Participation, meeting: date, procedure: Procedure, working: WorkingDays) -> str:
    """Say what a date that hangs on publication would be if the agenda came out on the last day allowed."""
    day = clear_days_before(meeting, procedure.notice(working.nation).clear_days, working)
    moment = _at(day - timedelta(days=entry.deadline.n), entry.deadline.at)
    return (
        f"Published on the last day allowed, {day_in_words(day)}, the last moment would be {moment_in_words(moment)}."
    )


def _urgent(entry: Participation, meeting: date, at: time) -> Deadline:
    return Deadline(
        f"Receive urgent {entry.kind}s on the day of the meeting",
        f"urgent {entry.kind}",
        datetime.combine(meeting, at),
        RULES_AUTHORITY,
        (f"{day_in_words(meeting)}: {MEETING_DAY}, until {time_in_words(at)}",),
    )


def _at(day: date, at: time | None) -> date | datetime:
    return datetime.combine(day, at) if at else day
