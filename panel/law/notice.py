"""Public notice of a meeting: its agenda and reports are open to inspection so many clear days before it.

"at least five clear days before the meeting" (Local Government Act 1972, s.100A(6)(a) and s.100B(3), as amended by
SI 2002/715; three in Wales). Applied to panels by SI 2012/2734 with modifications, so a body may set its own number.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from panel.law.clear_days import WorkingDays, clear_days, clear_days_between, next_working_day
from panel.law.exemptions import Nation
from panel.law.ruling import RULES_AUTHORITY, Ruling
from panel.law.timetable import Deadline, moment_in_words
from panel.law.words import counted, day_in_words, number_in_words, time_in_words

CLEAR_DAYS = {Nation.ENGLAND: 5, Nation.WALES: 3}
AUTHORITY = {
    Nation.ENGLAND: "Local Government Act 1972, s.100A(6) and s.100B(3); SI 2002/715",
    Nation.WALES: "Local Government Act 1972, s.100A(6) and s.100B(3), as they apply in Wales",
}


@dataclass(frozen=True)
class Notice:
    """How much notice a body gives, and until when a day's publication counts for that day."""

    clear_days: int
    cut_off: time | None
    """Published later than this, an agenda counts as published on the next working day."""
    authority: str

    @classmethod
    def of(cls, nation: Nation, own: int | None = None, cut_off: time | None = None) -> Notice:
        """Take the number of a body's own rules, else the nation's."""
        days = CLEAR_DAYS[nation] if own is None else own
        return cls(days, cut_off, AUTHORITY[nation] if days == CLEAR_DAYS[nation] else RULES_AUTHORITY)


def last_moment(
    notice: Notice, meeting: date, working: WorkingDays, published: date | datetime | None = None
) -> Deadline:
    """Give until when an agenda is published; where it was, `worked` ends with the judgement. Raises BeyondTheTable."""
    last, counting = clear_days(meeting, notice.clear_days, working)
    until = _until(notice, last)
    worked = [*counting, f"Last moment: {moment_in_words(until)}."]
    if notice.cut_off:
        worked.append(f"After {time_in_words(notice.cut_off)} it counts as published on the next working day.")
    if published is not None:
        worked.append(notice_given(notice, meeting, published, working).reason)
    return Deadline("Publish the agenda and its reports", "notice", until, notice.authority, tuple(worked))


def notice_given(notice: Notice, meeting: date, published: date | datetime, working: WorkingDays) -> Ruling:
    """Judge whether an agenda was published in time: on a day, or at a London wall time. Raises BeyondTheTable.

    The days between are counted from the day on which it counts as published. A weekend counts as that day itself, but
    where there is an hour at which an office's day ends, a closed day is wholly after it: else publishing on a Saturday
    would give more notice than late on the Friday before.
    """
    day = published.date() if isinstance(published, datetime) else published
    counts_as = _counts_as(published, notice.cut_off, working)
    said = f"Published on {moment_in_words(published)}"
    if counts_as != day:
        said += f", which counts as {day_in_words(counts_as)}"
    if counts_as >= meeting:
        return Ruling(False, f"{said}: not before the meeting of {day_in_words(meeting)}.", notice.authority)
    given = clear_days_between(counts_as, meeting, working)
    clear = counted(given, "clear day", "clear days")
    if given >= notice.clear_days:
        return Ruling(True, f"{said}: in time, {clear} before the meeting.", notice.authority)
    until = _until(notice, clear_days(meeting, notice.clear_days, working)[0])
    return Ruling(
        False,
        f"{said}: {clear} only before the meeting of {day_in_words(meeting)}, where "
        f"{number_in_words(notice.clear_days)} are needed. The last moment was {moment_in_words(until)}.",
        notice.authority,
    )


def _until(notice: Notice, last: date) -> date | datetime:
    return datetime.combine(last, notice.cut_off) if notice.cut_off else last


def _counts_as(published: date | datetime, cut_off: time | None, working: WorkingDays) -> date:
    day = published.date() if isinstance(published, datetime) else published
    if cut_off is None:
        return day
    late = isinstance(published, datetime) and published.time() > cut_off
    return next_working_day(day, working) if late or not working(day) else day
