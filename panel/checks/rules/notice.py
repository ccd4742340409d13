"""Find notice that is too short: the agenda's, an added item's, and what was changed after publication."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from panel.agendas.rules import ItemKind
from panel.checks.dossier import Change, Dossier, Item
from panel.checks.finding import Finding, Place, Severity
from panel.law.bank_holidays import BeyondTheTable
from panel.law.clear_days import clear_days_before, clear_days_between
from panel.law.notice import Notice, notice_given
from panel.law.timetable import moment_in_words
from panel.law.words import counted, day_in_words, number_in_words

NEAR = 3
"""Working days: an agenda that must be published within so many is worth a word."""
URGENCY = "Local Government Act 1972, s.100B(4)(b)"
_NO_REASON = re.compile(
    r"\b(?:urgent|urgency|urgently|late|added|item|matter|business|report|chair|chairman|agrees|agreed|has|is|was|as|"
    r"of|"
    r"the|an?|by|to|be|taken|for|it|yes|tbc|none|n/a|with|consent|opinion|special|circumstances|reasons?)\b|\W",
    re.IGNORECASE,
)
"""What says that an item is urgent and not why."""


def find(dossier: Dossier) -> Iterator[Finding]:
    """Find them. A working group, a closed session and a meeting that is not held need no public notice."""
    if dossier.working_group or dossier.closed or dossier.status in ("cancelled", "postponed"):
        return
    notice = dossier.procedure.notice(dossier.nation)
    try:
        last = clear_days_before(dossier.date, notice.clear_days, dossier.working)
        yield from _published_late(dossier, notice, last)
        yield from _to_be_published(dossier, notice, last)
        yield from _added(dossier, notice, last)
    except BeyondTheTable as beyond:
        yield Finding(
            "notice not judged",
            Severity.NOTE,
            Place(),
            f"The notice of the meeting of {day_in_words(dossier.date)} was not judged.",
            str(beyond),
            "Count the clear days by hand.",
        )
    yield from _changed(dossier)


def _published_late(dossier: Dossier, notice: Notice, last: date) -> Iterator[Finding]:
    if dossier.published_on is None:
        return
    ruling = notice_given(notice, dossier.date, dossier.published_on, dossier.working)
    if ruling:
        return
    yield Finding(
        "published too late",
        Severity.STOPS,
        Place(),
        f"The agenda was published on {day_in_words(dossier.published_on)}, {_late(dossier, last)} the last "
        f"day for {_required(notice)}, {_until(notice, last)}.",
        f"{ruling.authority}. {ruling.reason}",
        "Postpone the meeting, or record why it was convened at shorter notice and that the agenda was open from then.",
        about=f"{dossier.published_on} {dossier.date}",
    )


def _to_be_published(dossier: Dossier, notice: Notice, last: date) -> Iterator[Finding]:
    if dossier.published or not dossier.to_come:
        return
    until = _until(notice, last)
    about = f"{last} {dossier.date}"
    if not notice_given(notice, dossier.date, dossier.today, dossier.working):
        yield Finding(
            "about to be published too late",
            Severity.STOPS,
            Place(),
            f"The agenda is not published, and today, {day_in_words(dossier.today)}, is "
            f"{_late(dossier, last)} the last day for {_required(notice)}, {until}.",
            notice.authority,
            "Postpone the meeting, or record why it is convened at shorter notice.",
            about=about,
        )
        return
    left = clear_days_between(dossier.today, last, dossier.working) + dossier.working(last)
    if dossier.today >= last:
        severity, when = Severity.LOOK, "Today is the last day"
    elif left <= NEAR:
        severity, when = Severity.NOTE, f"{_capital(counted(left, 'working day is', 'working days are'))} left"
    else:
        return
    yield Finding(
        "publication is due",
        severity,
        Place(),
        f"{when} to publish the agenda: {_required(notice)} must lie before the meeting of "
        f"{day_in_words(dossier.date)}, so it is published by {until}.",
        notice.authority,
        f"Publish the agenda with its reports by {until}.",
        about=about,
    )


def _added(dossier: Dossier, notice: Notice, last: date) -> Iterator[Finding]:
    """Find items that joined a published agenda without the clear days and without the chair's reason."""
    if not dossier.published:
        return
    joined = {change.item for change in dossier.changes if change.added}
    for item in dossier.items:
        if item.kind is ItemKind.HEADING or (item.added is None and item.number not in joined):
            continue
        if _NO_REASON.sub("", item.urgent_reason):
            continue
        if item.added is not None:
            if dossier.published_on and item.added <= dossier.published_on:
                continue
            if notice_given(notice, dossier.date, item.added, dossier.working):
                continue
        elif dossier.to_come and notice_given(notice, dossier.date, dossier.today, dossier.working):
            continue
        yield _without_reason(dossier, notice, last, item)


def _without_reason(dossier: Dossier, notice: Notice, last: date, item: Item) -> Finding:
    if item.added is None:
        when = f"was added after publication, the day is not recorded, and the last day for {_required(notice)} was"
    else:
        late = _late(dossier, last, item.added)
        when = f"was added on {day_in_words(item.added)}, {late} the last day for {_required(notice)},"
    lacks = (
        f"“{item.urgent_reason}” names no special circumstances"
        if item.urgent_reason.strip()
        else "no reason for urgency is recorded"
    )
    return Finding(
        "added without urgency",
        Severity.STOPS if item.added else Severity.LOOK,
        Place(item=item.number, words=item.title),
        f"Item {item.number}, “{item.title}”, {when} {_until(notice, last)}; {lacks}.",
        f"{URGENCY}: the chair must be of the opinion, by reason of special circumstances specified in the minutes, "
        "that it should be considered as a matter of urgency.",
        "Record the special circumstances and the chair’s opinion, or hold the item over.",
        about=f"{item.title} {item.added} {item.urgent_reason}",
    )


def _changed(dossier: Dossier) -> Iterator[Finding]:
    if not dossier.published:
        return
    for change in dossier.changes:
        yield Finding(
            "changed after publication",
            Severity.LOOK,
            Place(item=change.item, words=_title_of(dossier, change)),
            f"Since the agenda was published: {change.what}",
            "The agenda and reports that are open to inspection must be those of the meeting "
            "(Local Government Act 1972, s.100B(1) and (3)).",
            "Publish the change as a supplement or a new edition, or take it back.",
            about=change.what,
        )


def _title_of(dossier: Dossier, change: Change) -> str:
    return next((item.title for item in dossier.items if item.number == change.item), "")


def _until(notice: Notice, last: date) -> str:
    return moment_in_words(datetime.combine(last, notice.cut_off) if notice.cut_off else last)


def _required(notice: Notice) -> str:
    return counted(notice.clear_days, "clear day’s notice", "clear days’ notice")


def _late(dossier: Dossier, last: date, day: date | None = None) -> str:
    """Say how late a day is: "two working days after"; at a weekend, with no working day past, "after"."""
    day = day or dossier.published_on or dossier.today
    passed = clear_days_between(last, day, dossier.working) + dossier.working(day)
    return f"{number_in_words(passed)} working {'day' if passed == 1 else 'days'} after" if passed else "after"


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
