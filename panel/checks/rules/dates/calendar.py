"""Find dates that the calendar contradicts, meetings that clash, and records dated in the future."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations

from panel.checks.dossier import Dossier, OtherMeeting
from panel.checks.finding import Finding, Place, Severity
from panel.checks.reading.dates import Precision, Written, ranges
from panel.checks.rules.dates.bodies import Bodies
from panel.checks.rules.dates.standing import Passage, drawn_item, in_words, records_until
from panel.law.bank_holidays import BeyondTheTable, bank_holiday
from panel.law.words import day_in_words, time_in_words

_LED = re.compile(
    r"(?:\b(?:on|by|of|until|till|to|from|before|after|since|dated|held|between|and|the|for|ending|ended|at|is|was|"
    r"due)|"
    r"[-–(:;,]|^)\s*$",
    re.IGNORECASE,
)
_FAR = 20
"""Years: a day so far ahead of its paper is a slip of the pen, unless it is the end of something long."""
_LONG = re.compile(
    r"\b(?:until|till|expir\w*|leas\w+|loans?|matur\w+|repa(?:y|id)\w*|borrow\w*|bonds?|pensions?|PFI|terms?|ends?|"
    r"ending|"
    r"by|targets?|net zero|forecast\w*|project\w*|retir\w+|years?|long|freehold|covenants?|licen[cs]e\w*|from)\b",
    re.IGNORECASE,
)
_MEETING = re.compile(
    r"\bmeetings?\b(?:(?!\b(?:minutes|letter|since|after|before|by)\b)[^.;:]){0,60}?\b"
    r"(?:(?:will|would|is to|are to|shall) (?:next |then |now )?(?:be|take place|fall)|"
    r"(?:is|are) (?:to be |being )?(?:held|set|fixed|planned|scheduled|arranged|moved))(?: held| fixed| set)?"
    r"(?: on| for| to)? (?:the )?$"
)
_FEBRUARY = 2
_HALF = timedelta(days=330)
"""A date without a year is of the one nearest to its paper: not so far away that it could be of two."""


def of_text(bodies: Bodies, passage: Passage) -> Iterator[Finding]:
    """Judge each date of a passage by the calendar."""
    for written in _each(passage.text, passage.dates):
        if written.impossible:
            if _led(passage.text, written):
                yield _impossible(passage, written)
        elif far_off(passage, written):
            yield _ahead_of_all(passage, written)
        elif written.weekday is not None:
            yield from _weekday(bodies, passage, written)
        if written.weekday_holds:
            yield from _meets(bodies, passage, written)


def _meets(bodies: Bodies, passage: Passage, written: Written) -> Iterator[Finding]:
    """Find a meeting to come that a paper puts on a day that is no working day; those of the record are known."""
    day, dossier = written.first, bodies.dossier
    if written.precision is not Precision.DAY or day is None or day <= dossier.day:
        return
    if not _MEETING.search(passage.text[: written.start]) or any(day in bodies.days(each) for each in bodies.all):
        return
    if why := _closed(dossier, day):
        yield Finding(
            "meeting on a day that is no working day",
            Severity.LOOK,
            passage.place(written.words),
            f"“{written.words}”, which is given for a meeting, falls on {why}.",
            f"Bank holidays and weekends of {dossier.nation.value.capitalize()}.",
            "Give the day that is meant, or choose another.",
        )


def _each(text: str, found: Sequence[Written]) -> Iterator[Written]:
    """Give the dates, and with them the first of a range that has its month from the second."""
    yield from found
    if found:
        yield from (each.begins for each in ranges(text) if not each.told and each.begins.weekday is not None)


def _led(text: str, written: Written) -> bool:
    """Whether it stands as a date, and is not the end of one table cell and the beginning of the next."""
    return bool(
        written.weekday is not None
        or re.search(r"\d(?:st|nd|rd|th)\b|[/.]", written.words)
        or _LED.search(text[: written.start])
    )


def far_off(passage: Passage, written: Written) -> bool:
    """Whether a day lies so far ahead that its year is a slip."""
    until = passage.standing.latest.year + _FAR
    own = written.precision in (Precision.DAY, Precision.MONTH) and (written.year or 0) >= until
    return own and not _LONG.search(passage.text)


def _ahead_of_all(passage: Passage, written: Written) -> Finding:
    return Finding(
        "year is far off",
        Severity.LOOK,
        passage.place(written.words),
        f"“{written.words}” lies {(written.year or 0) - passage.standing.latest.year} years ahead.",
        "Nothing beside it says that it is about something so long.",
        "Correct the year.",
    )


def _impossible(passage: Passage, written: Written) -> Finding:
    month = calendar.month_name[written.month or 1]
    days = calendar.monthrange(written.year or 2000, written.month or 1)[1]
    when = f" {written.year}" if written.year and written.month == _FEBRUARY else ""
    return Finding(
        "impossible date",
        Severity.LOOK,
        passage.place(written.words),
        f"“{written.words}” is no date.",
        f"{month}{when} has {days} days.",
        "Write the date that is meant.",
    )


def _weekday(bodies: Bodies, passage: Passage, written: Written) -> Iterator[Finding]:
    day = written.first or _without_year(passage, written)
    if day is None or day.weekday() == written.weekday:
        return
    name = calendar.day_name[written.weekday or 0]
    own = calendar.day_name[day.weekday()]
    near = [
        day + timedelta(days=shift)
        for shift in range(-6, 7)
        if (day + timedelta(days=shift)).weekday() == written.weekday
    ]
    meetings = [body for body in (bodies.panel, *bodies.groups) if day in bodies.days(body)]
    evidence = f" The record has a meeting on {in_words(day)}." if meetings else ""
    others = " or ".join(day_in_words(each, weekday=False) for each in near)
    yield Finding(
        "weekday does not match",
        Severity.LOOK,
        passage.place(written.words),
        f"“{written.words}” is a {own}, not a {name}.",
        f"By the calendar {day_in_words(day, weekday=False)} is a {own}.{evidence}",
        f"Write {own}, or the {name} that is meant ({others}).",
    )


def _without_year(passage: Passage, written: Written) -> date | None:
    """Give the date of the paper's own year, where the weekday fits no other year that could be meant."""
    own = passage.standing.earliest or (passage.standing.told.first if passage.standing.told else None)
    if own is None or any(each.year and each.precision is Precision.DAY for each in passage.dates):
        return None
    if re.search(r"\b(?:19|20)\d\d\b", passage.text):
        return None
    found = []
    for year in (own.year - 1, own.year, own.year + 1):
        day = written.in_year(year).first
        if day and abs(day - own) <= _HALF:
            if day.weekday() == written.weekday:
                return None
            found.append(day)
    return min(found, key=lambda each: abs(each - own), default=None)


def of_meetings(dossier: Dossier, bodies: Bodies) -> Iterator[Finding]:
    """Find meetings to come that clash, or fall on a day that is no working day."""
    own = OtherMeeting(dossier.body, dossier.date, dossier.status, dossier.closed, (), dossier.venue, dossier.start)
    coming = [
        meeting for meeting in (own, *dossier.meetings) if meeting.date >= dossier.day and meeting.status == "scheduled"
    ]
    for meeting in coming:
        if why := _closed(dossier, meeting.date):
            words = day_in_words(meeting.date, weekday=False)
            yield Finding(
                "meeting on a day that is no working day",
                Severity.LOOK,
                Place(words=words),
                f"The meeting of the {meeting.body} on {in_words(meeting.date)} falls on {why}.",
                f"Bank holidays and weekends of {dossier.nation.value.capitalize()}.",
                "Choose another day, or make sure that the building is open.",
                about=f"{meeting.body} {words}",
            )
    for first, second in combinations(sorted(coming, key=lambda each: each.date), 2):
        if first.date == second.date:
            yield from _clash(dossier, first, second)


def _clash(dossier: Dossier, first: OtherMeeting, second: OtherMeeting) -> Iterator[Finding]:
    told = first.start and second.start
    same_time = first.start == second.start and first.start is not None
    if first.body != second.body and not same_time:
        return
    if first.body == second.body and told and not same_time:
        return
    words = day_in_words(first.date, weekday=False)
    at = f" at {time_in_words(first.start)}" if same_time and first.start else ""
    both = (
        f"The {first.body} and the {second.body}" if first.body != second.body else f"Two meetings of the {first.body}"
    )
    where = f", at {first.venue}" if first.venue and first.venue == second.venue else ""
    yield Finding(
        "meetings clash",
        Severity.LOOK,
        Place(words=words),
        f"{both} are set for {in_words(first.date)}{at}.",
        f"The record of meetings has both{where}.",
        "Move one of them, or take out the one that is entered twice.",
        about=f"{first.body} {second.body} {words}",
    )


def _closed(dossier: Dossier, day: date) -> str:
    """Say why a day is no working day: "a Saturday", "Good Friday"; empty for one, or beyond what is known."""
    try:
        if dossier.working(day):
            return ""
        return bank_holiday(dossier.nation, day) or (
            f"a {day:%A}" if day.weekday() > 4 else "a day when the panel is closed"
        )
    except BeyondTheTable:
        return f"a {day:%A}" if day.weekday() > 4 else ""


def of_records(dossier: Dossier) -> Iterator[Finding]:
    """Find what the records tell as done, dated after the day at which they are judged."""
    programme, log = drawn_item(dossier, "work programme"), drawn_item(dossier, "recommendations log")
    until = records_until(dossier)
    for row in dossier.programme:
        if row.last_report and row.last_report > until and row.last_report != dossier.date:
            yield _ahead(
                dossier, programme, row.last_report, "last report", f"“{row.item}” has its date of last report"
            )
    for entry in dossier.log:
        if entry.raised > until:
            yield _ahead(dossier, log, entry.raised, "raised", f"“{_short(entry.text)}” is entered as raised")
        if entry.completed_on and entry.completed_on > max(until, dossier.date):
            yield _ahead(
                dossier, log, entry.completed_on, "completed", f"“{_short(entry.text)}” is entered as completed"
            )
    for minutes in dossier.minutes:
        for letter in minutes.letters:
            for day, done in ((letter.sent, "sent"), (letter.answered, "answered")):
                if day and day > max(until, dossier.today if dossier.to_come else dossier.date):
                    yield _ahead(dossier, "", day, done, f"The letter to the {letter.to} is entered as {done}")


def _ahead(dossier: Dossier, item: str, day: date, done: str, what: str) -> Finding:
    words = day_in_words(day, weekday=False)
    return Finding(
        "past event in the future",
        Severity.LOOK,
        Place(item, words=words),
        f"{what} on {words}, which is still to come.",
        f"The records are judged at {in_words(records_until(dossier))}.",
        "Correct the date, most likely its year.",
        about=f"{what} {done} {words}",
    )


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79].rsplit(' ', 1)[0]} …"
