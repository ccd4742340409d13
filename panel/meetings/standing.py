"""How a meeting stands on a day, in words for everyone. Derived, never stored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from panel.access import sees_agenda, sees_details, viewer
from panel.law.bank_holidays import BeyondTheTable
from panel.law.clear_days import clear_days_before, last_day
from panel.law.notice import CLEAR_DAYS
from panel.law.retention import retention
from panel.law.timetable import Deadline
from panel.law.words import counted, day_in_words, time_in_words
from panel.meetings.models import Meeting, MeetingStatus
from panel.procedure.meeting_dates import notice_and_questions
from panel.procedure.models import BodyKind
from panel.procedure.rules import Deadline as Received
from panel.procedure.rules import Participation, Procedure
from panel.procedure.working_days import working_days

SOON = 21
"""Days within which a page counts them."""


@dataclass(frozen=True)
class State:
    """A word and the shape that goes with it, so that no state is told by colour alone."""

    words: str
    shape: str


@dataclass(frozen=True)
class Step:
    """A station in a meeting's life. `progress` is "done", "now" or "to come"."""

    title: str
    detail: str
    progress: str
    current: bool
    """Whether the meeting stands here: at the first step that is not done, or at its last."""


@dataclass(frozen=True)
class QuestionTime:
    """Until when the public may put a question, and whether there is time left."""

    until: date | None
    at: time | None
    open: bool


def agenda_open(meeting: Meeting) -> bool:
    """Whether the one who asks may have a meeting's agenda and public papers."""
    return sees_agenda(viewer(), published=meeting.published, closed=meeting.closed)


def details_open(meeting: Meeting) -> bool:
    """Whether the one who asks may know more of a meeting than that it takes place."""
    return sees_details(viewer(), closed=meeting.closed)


def former_days(meeting: Meeting) -> list[date]:
    """Give the days on which a meeting was to take place, but does not; a meeting can move back to one that it left."""
    return [move.moved_from for move in meeting.moves if move.moved_from != meeting.date]


def states(meeting: Meeting, today: date) -> list[State]:
    """Say how a meeting stands, the most important first; of a closed meeting the public is told only that it is."""
    said = []
    off = called_off(meeting)
    if off:
        said.append(State(off.capitalize(), "cross" if meeting.status is MeetingStatus.CANCELLED else "pause"))
    if meeting.closed:
        said.append(State("Closed meeting", "closed"))
    if not details_open(meeting):
        return said
    if not off:
        if meeting.status is MeetingStatus.HELD:
            said.append(State("Held", "square"))
        elif meeting.date == today:
            said.append(State("Today", "ring"))
        if meeting.published and agenda_open(meeting):
            said.append(State("Agenda published", "disc"))
        elif meeting.date > today:
            said.append(State("Scheduled", "circle"))
    said += [State(f"Moved from {_short(day)}", "arrow") for day in former_days(meeting)]
    return said


def called_off(meeting: Meeting) -> str | None:
    """Say "cancelled" or "postponed" of a meeting that does not take place on its day."""
    if meeting.status in (MeetingStatus.CANCELLED, MeetingStatus.POSTPONED):
        return meeting.status.value
    return None


def notice(meeting: Meeting, clear_days: int | None = None) -> int:
    """Give the clear days of notice that a meeting needs: `clear_days` of the body's own rules, else the nation's."""
    return CLEAR_DAYS[meeting.body.nation] if clear_days is None else clear_days


def notice_in_words(meeting: Meeting, clear_days: int | None = None) -> str:
    """Say who asks for how much notice of an agenda."""
    days = notice(meeting, clear_days)
    when = f"at least {counted(days, 'clear day', 'clear days')} before the meeting" if days else "before the meeting"
    if days == CLEAR_DAYS[meeting.body.nation]:
        return f"The law asks for it {when} (Local Government Act 1972, section 100B)."
    return f"The rules of the {meeting.body.kind.value} ask for it {when}."


def agenda_due(meeting: Meeting, clear_days: int | None = None) -> date | None:
    """Give the day by which a panel must publish its agenda (LGA 1972 s.100A(6), s.100B(3)).

    `clear_days` is the notice that the body's own rules ask for; without it the nation's law counts. None for other
    bodies, and for a meeting whose bank holidays nobody here knows.
    """
    if meeting.body.kind is not BodyKind.PANEL:
        return None
    try:
        return clear_days_before(meeting.date, notice(meeting, clear_days), working_days(meeting.body))
    except BeyondTheTable:
        return None


def dates_before(meeting: Meeting, rules: Procedure, day: date) -> list[Deadline]:
    """Give what comes before a meeting if it takes place on a day. Raises BeyondTheTable.

    A working group gives no public notice, and a meeting closed to the public takes no questions.
    """
    panel = meeting.body.kind is BodyKind.PANEL
    found = notice_and_questions(day, rules, working_days(meeting.body), meeting.published_on)
    return [each for each in found if (panel if each.kind == "notice" else not meeting.closed)]


def dates_after(meeting: Meeting, day: date) -> Sequence[Deadline]:
    """Give until when the records of a panel's meeting on a day are kept; Part VA does not reach its working groups."""
    return retention(day, meeting.body.nation) if meeting.body.kind is BodyKind.PANEL else ()


def received_until(meeting: Meeting, deadline: Received) -> date | None:
    """Give the last day to send something in for a meeting; None where it is not known, or beyond the bank holidays."""
    try:
        return last_day(deadline.count, deadline.n, meeting.date, working_days(meeting.body), meeting.published_on)
    except BeyondTheTable:
        return None


def question_time(meeting: Meeting, rules: Participation | None, now: datetime) -> QuestionTime | None:
    """Say until when questions may be sent for a meeting; None where it takes none. `now` is London's time."""
    # Not who asks decides here: nobody can put a question at a meeting that the public may not attend.
    if rules is None or meeting.closed or called_off(meeting):
        return None
    deadline, today = rules.deadline, now.date()
    until = received_until(meeting, deadline)
    if until is None:
        return QuestionTime(None, deadline.at, today < meeting.date)
    late = today == until and deadline.at is not None and now.time() > deadline.at
    return QuestionTime(until, deadline.at, today <= until and not late)


def life(
    meeting: Meeting,
    questions: QuestionTime | None,
    today: date,
    clear_days: int | None = None,
    supplements: Iterable[tuple[str, date]] = (),
    minutes: tuple[str, str] | None = None,
) -> list[Step]:
    """Tell a meeting's life in order: what is done, what is now, what is to come. `supplements` with their days.

    `minutes` says how far those are that the public may read: ("Minutes confirmed", "21 June 2018").
    """
    stations: list[tuple[str, str, bool]] = []
    stations += [("Moved", f"from {_short(day)}", True) for day in former_days(meeting)]
    off = called_off(meeting)
    if meeting.published and agenda_open(meeting):
        on = _short(meeting.published_on) if meeting.published_on else "day not recorded"
        stations.append(("Agenda published", on, True))
        stations += [(name, _short(day), True) for name, day in supplements]
    elif not off and meeting.date >= today and (due := agenda_due(meeting, clear_days)):
        stations.append(("Agenda due", f"by {_short(due)}", False))
    if questions and questions.until:
        stations.append(("Questions", f"until {_short(questions.until)}", not questions.open))
    if off:
        stations.append((off.capitalize(), f"was to be on {_short(meeting.date)}", True))
    else:
        held = meeting.status is MeetingStatus.HELD
        past = held or meeting.date < today
        stations.append(("Held" if held else "Meeting", _short(meeting.date), past or minutes is not None))
        if minutes:
            stations.append((*minutes, True))
    return _progress(stations)


def time_left(day: date, today: date) -> str:
    """Say how near a day is, where that helps: ", which is today", ", in five days"; nothing for one far away."""
    days = (day - today).days
    if days in (0, 1):
        return ", which is " + ("today" if days == 0 else "tomorrow")
    return f", in {counted(days, 'day', 'days')}" if 1 < days <= SOON else ""


def until_in_words(questions: QuestionTime) -> str:
    """Write a deadline with its time of day: "5pm on Wednesday 14 March 2018"."""
    if questions.until is None:
        return ""
    day = day_in_words(questions.until)
    return f"{time_in_words(questions.at)} on {day}" if questions.at else day


def _progress(stations: Sequence[tuple[str, str, bool]]) -> list[Step]:
    waiting = [position for position, (_title, _detail, done) in enumerate(stations) if not done]
    current = waiting[0] if waiting else len(stations) - 1
    return [
        Step(title, detail, "done" if done else "now" if position == current else "to come", position == current)
        for position, (title, detail, done) in enumerate(stations)
    ]


def _short(day: date) -> str:
    return day_in_words(day, weekday=False)
