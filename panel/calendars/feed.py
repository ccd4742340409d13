"""Write meetings and dates as iCalendar feeds (RFC 5545, RFC 7986) that Outlook, Google, Apple, Thunderbird read alike.

Pure: events in, bytes out, nothing from the clock, so that equal meetings give an equal feed and a client that asks
whether it changed can be told no.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, vDuration, vText

from panel.law.words import day_in_words

PRODUCT = "-//Panel//Meetings//EN"
LONDON = ZoneInfo("Europe/London")
ASSUMED_LENGTH = timedelta(hours=2)
"""Nobody records when a meeting will end; calendars need an end, and the description says that it is assumed."""
FETCH_EVERY = timedelta(hours=6)
FIRST_STAMP = datetime(2000, 1, 1, tzinfo=UTC)
"""DTSTAMP counts seconds from here, one a change: no record says when a row was last touched, and a clock would make
each answer differ from the last."""

# Written out because icalendar's own (add_missing_timezones) is read an hour wrong in winter by Thunderbird.
TIMEZONE = """BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:19810329T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
"""


@dataclass(frozen=True)
class Entry:
    """A meeting as a calendar shows it. Of a closed one only `uid`, `sequence`, `body`, `day` and `link` are told."""

    uid: str
    sequence: int
    body: str
    day: date
    link: str
    start: time | None = None
    venue: str = ""
    note: str = ""
    closed: bool = False
    called_off: str | None = None
    """"cancelled" or "postponed": it does not take place then."""
    moved_from: tuple[date, ...] = ()
    agenda_published: bool = False


@dataclass(frozen=True)
class LastMoment:
    """A date by which something must be done, as a calendar shows it."""

    uid: str
    sequence: int
    title: str
    moment: date | datetime
    """London wall time; a bare date lasts all day."""
    lines: tuple[str, ...]
    link: str


def feed(name: str, description: str, entries: Iterable[Entry], address: str | None = None) -> bytes:
    """Write a feed of meetings; `address` is where it is fetched from."""
    ordered = sorted(entries, key=lambda each: (each.day, each.uid))
    return _written(name, description, map(_event, ordered), address)


def dates_feed(name: str, description: str, entries: Iterable[LastMoment], address: str) -> bytes:
    """Write a feed of dates by which something must be done."""
    ordered = sorted(entries, key=lambda each: (each.moment.isoformat(), each.uid))
    return _written(name, description, map(_last_moment, ordered), address)


def _written(name: str, description: str, events: Iterable[Event], address: str | None) -> bytes:
    """Write a calendar. PUBLISH, since Outlook takes REQUEST for an invitation."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for key, words in (("name", name), ("x-wr-calname", name), ("description", description)):
        calendar.add(key, vText(" ".join(words.split())))
    calendar.add("x-wr-caldesc", vText(" ".join(description.split())))
    calendar.add("x-wr-timezone", "Europe/London")
    if address:
        calendar.add("source", address, {"VALUE": "URI"})
    calendar.add("refresh-interval", FETCH_EVERY, {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(FETCH_EVERY).to_ical().decode())
    calendar.add_component(Timezone.from_ical(TIMEZONE))
    for event in events:
        calendar.add_component(event)
    return calendar.to_ical()


def title(entry: Entry) -> str:
    """Name the event. Clients ignore STATUS, so that it is called off stands in the title."""
    words = f"{entry.body} (closed meeting)" if entry.closed else entry.body
    return f"{entry.called_off.upper()}: {words}" if entry.called_off else words


def details(entry: Entry) -> str:
    """Say what there is to know, a line each; the link stands here too, since clients ignore URL."""
    if entry.closed:
        return "This meeting is not open to the public."
    lines = []
    if entry.called_off:
        lines.append(f"This meeting is {entry.called_off}: it does not take place on this day.")
    if entry.moved_from:
        lines.append(f"Moved from {' and '.join(map(day_in_words, entry.moved_from))}.")
    if entry.note:
        lines.append(entry.note)
    lines.append(f"{'Agenda and papers' if entry.agenda_published else 'About this meeting'}: {entry.link}")
    if entry.start is None:
        lines.append("The time is not announced yet.")
    elif not entry.called_off:
        lines.append("When it will end is not recorded: two hours are shown.")
    return "\n".join(lines)


def _begun(uid: str, sequence: int) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("sequence", sequence)
    event.add("dtstamp", FIRST_STAMP + timedelta(seconds=sequence))
    return event


def _last_moment(entry: LastMoment) -> Event:
    """Write a date: the whole day, or a moment without length, which has no end of its own (RFC 5545, 3.6.1)."""
    event = _begun(entry.uid, entry.sequence)
    if isinstance(entry.moment, datetime):
        event.add("dtstart", entry.moment.replace(tzinfo=LONDON))
    else:
        event.add("dtstart", entry.moment)
        event.add("dtend", entry.moment + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("status", "CONFIRMED")
    event.add("summary", entry.title)
    event.add("description", "\n".join(entry.lines))
    event.add("url", entry.link)
    return event


def _event(entry: Entry) -> Event:
    event = _begun(entry.uid, entry.sequence)
    if entry.start is None or entry.closed:
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    else:
        begins = datetime.combine(entry.day, entry.start, LONDON)
        event.add("dtstart", begins)
        event.add("dtend", begins + ASSUMED_LENGTH)
        event.add("transp", "TRANSPARENT" if entry.called_off else "OPAQUE")
    event.add("status", "CANCELLED" if entry.called_off else "CONFIRMED")
    event.add("summary", title(entry))
    event.add("description", details(entry))
    if entry.venue and not entry.closed:
        event.add("location", entry.venue)
    event.add("url", entry.link)
    return event
