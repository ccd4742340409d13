"""Rules of procedure as values, read from what the rules file says.

Part of each body's own law; what a rule leaves out is None and prints nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from fractions import Fraction
from typing import Any

from panel.law.bank_holidays import FIRST_DAY, LAST_DAY
from panel.law.exemptions import Nation
from panel.law.interests import REGISTRATION_DAYS
from panel.law.notice import Notice
from panel.law.ruling import Ruling
from panel.law.words import counted, day_in_words

COMPLETED_SHOWN_MONTHS = 6
RESERVED = frozenset({"bodies", "check", "dates", "new", "papers", "people", "work-out"})
"""Words that stand in the place of a body's name in addresses of officers' pages."""
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Deadline:
    """When something must have been received: a way of counting, a number, a time of day."""

    count: str
    """"calendar days", "working days", "clear working days", "working day at", "days before publication"."""
    n: int
    at: time | None = None


@dataclass(frozen=True)
class Participation:
    """How the public takes part in one way: by question, statement, petition or deputation."""

    kind: str
    since: date
    until: date | None
    """The last day on which it applies; None while it does."""
    deadline: Deadline
    max_per_person: int | None = None
    max_per_organisation: int | None = None
    """How many one organisation may put, whoever signs."""
    cap_per_meeting: int | None = None
    """How many a meeting takes in all."""
    minutes_total: int | None = None
    """Minutes that the meeting gives to all of them."""
    speaking_minutes: int | None = None
    word_limit: int | None = None
    supplementary: int | None = None
    """How many supplementary questions each may ask."""
    agenda_items_only: bool = False
    """Whether it must be about an item on the agenda."""
    who: str | None = None
    """Who may take part: "live, work or study in the area"."""
    to: str | None = None
    """Whom it is put to: the chair, the panel, the office-holder."""
    must_give: tuple[str, ...] = ()
    """What those who take part must tell of themselves: name, address."""
    refuse_if: tuple[str, ...] = ()
    """The grounds on which it may be refused."""
    late: str | None = None
    """What happens to one that comes late: "hold over", "refuse", "urgent at the chair's discretion"."""
    urgent_until: time | None = None
    """Until when on the meeting's own day an urgent one may be handed in; None where the rules know none."""
    min_signatures: int | None = None
    """How many must have signed a petition."""

    def in_force(self, day: date) -> bool:
        """Whether it applies to a meeting on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Procedure:
    """A body's rules on one day."""

    participation: tuple[Participation, ...] = ()
    notice_clear_days: int | None = None
    """None: as the nation's law says."""
    notice_cut_off: time | None = None
    """An agenda published later than this counts as published on the next working day."""
    quorum_count: int | None = None
    quorum_fraction: Fraction | None = None
    """Of the membership. The rules set the number or the fraction, or neither."""
    registration_days: int = REGISTRATION_DAYS
    leave_the_room: bool = False
    completed_shown_months: int = COMPLETED_SHOWN_MONTHS
    remote_counts: bool | None = None
    """Whether a member who joins remotely counts as present; None: as the nation's law says on the day."""
    casting_vote: bool | None = None
    """Whether the chair has a second vote where votes are equal; None: as the general law says."""
    elects_by_ballot: bool = False
    equal_votes: str = ""
    """What decides an election where votes are equal: "casting vote", "lot"; empty where the rules do not say."""
    minute_numbering: str = "per meeting"
    """"per meeting", "continuous" or "yearly" (12/26)."""
    first_minute: int = 1
    """Where the numbers of minutes begin."""
    drafts_public: bool = False
    """Whether draft minutes are public once they are circulated."""

    def taking_part(self, day: date) -> tuple[Participation, ...]:
        """Give the ways of taking part in a meeting on a day."""
        return tuple(entry for entry in self.participation if entry.in_force(day))

    def questions(self, day: date) -> Participation | None:
        """Give the rules for public questions in force on a day; None where the body takes none."""
        return next((entry for entry in self.taking_part(day) if entry.kind == "question"), None)

    def notice(self, nation: Nation) -> Notice:
        """Give the notice that a body of a nation gives of its meetings."""
        return Notice.of(nation, self.notice_clear_days, self.notice_cut_off)


def may_be_addressed(slug: str, taken: bool) -> Ruling:
    """Judge whether a body's pages can have that name in their addresses."""
    if not _SLUG.fullmatch(slug):
        return Ruling(False, "Write it in small letters, figures and hyphens, such as larkshire.")
    if slug in RESERVED:
        return Ruling(False, f"“{slug}” is the address of a page of this site: choose another.")
    if taken:
        return Ruling(False, f"Another body has the address “{slug}”: choose another.")
    return Ruling(True)


def may_succeed(since: date | None, former_since: date | None) -> Ruling:
    """Judge whether somebody can take office on a day: after the one before them."""
    if since and former_since and since <= former_since:
        return Ruling(False, "That is not after the first day of the one who holds the office now.")
    return Ruling(True)


def quorum_once(rules: Mapping[str, Any]) -> Ruling:
    """Whether rules as kept give the quorum in one way."""
    twice = {"count", "fraction"} <= set(rules.get("quorum", ()))
    return Ruling(not twice, "Give a number or a share, not both." if twice else "")


def quorum_reached(count: int | None, members: int, day: date) -> Ruling:
    """Whether as many members as a quorum asks for are there; where none is recorded yet, nothing speaks against it."""
    if count is None or not members or count <= members:
        return Ruling(True)
    of = counted(members, "member", "members")
    return Ruling(
        False, f"A quorum of {count} of {of} on {day_in_words(day, weekday=False)}: no meeting would reach it."
    )


def may_adopt(since: date | None, today: date, taken: bool) -> Ruling:
    """Judge whether rules can be adopted from a day on; None: from the beginning. What was in force stays on record."""
    if taken and since is None:
        return Ruling(False, "There are rules from the beginning already: enter the first day of the new ones.")
    if taken and since is not None and since <= today:
        return Ruling(False, f"Rules from {day_in_words(since)} are in force already: adopt new ones from a later day.")
    return Ruling(True)


def apply_at_once(one: tuple[date, date | None], other: tuple[date, date | None]) -> bool:
    """Say whether two periods share a day; each has a first day, and a last one unless it goes on."""
    (_earlier, ends), (later, _) = sorted((one, other), key=lambda period: period[0])
    return ends is None or later <= ends


def may_last(entry: Mapping[str, Any]) -> Ruling:
    """Judge whether rules of what the public brings end where they do: not before they begin."""
    since, until = _period(entry)
    return Ruling(False, "That is before the first meeting day.") if until and until < since else Ruling(True)


def may_apply(entry: Mapping[str, Any], others: Iterable[Mapping[str, Any]]) -> Ruling:
    """Judge whether the public can bring something in one way beside others: a kind has one set of rules a day."""
    for other in others:
        theirs = _period(other)
        if other["kind"] == entry["kind"] and apply_at_once(_period(entry), theirs):
            ends = f" until {day_in_words(theirs[1])}" if theirs[1] else ""
            kind = f"{entry['kind'].capitalize()}s"
            reason = (
                f"{kind} have rules from {day_in_words(theirs[0])}{ends} already: end those before, or change them."
            )
            return Ruling(False, reason)
    return Ruling(True)


def may_be_offered(name: str, taken: bool) -> Ruling:
    """Judge whether a place can be kept under a name."""
    return Ruling(not taken, f"“{name}” is a venue of this body already." if taken else "")


def may_close(day: date, name: str) -> Ruling:
    """Judge whether a body may be closed on a day besides bank holidays: named, so that a count can tell why."""
    if not name.strip():
        return Ruling(False, "Say why the day does not count, such as Day of mourning.")
    if not FIRST_DAY <= day <= LAST_DAY:
        years = f"{FIRST_DAY.year} to {LAST_DAY.year}"
        return Ruling(False, f"Days are counted from {years} only: choose a day in those years.")
    return Ruling(True)


def procedure(rules: Mapping[str, Any]) -> Procedure:
    """Read a body's rules, as kept (dates and times in ISO form), into a value."""
    notice, quorum = rules.get("notice", {}), rules.get("quorum", {})
    interests, log = rules.get("interests", {}), rules.get("log", {})
    meetings, minutes = rules.get("meetings", {}), rules.get("minutes", {})
    return Procedure(
        participation=tuple(_participation(entry) for entry in rules.get("participation", ())),
        notice_clear_days=notice.get("clear_days"),
        notice_cut_off=_time(notice.get("cut_off")),
        quorum_count=quorum.get("count"),
        quorum_fraction=Fraction(quorum["fraction"]) if "fraction" in quorum else None,
        registration_days=interests.get("registration_days", REGISTRATION_DAYS),
        leave_the_room=interests.get("leave_the_room", False),
        completed_shown_months=log.get("completed_shown_months", COMPLETED_SHOWN_MONTHS),
        remote_counts={"counts": True, "does not count": False}.get(meetings.get("remote", "")),
        casting_vote={"yes": True, "no": False}.get(meetings.get("casting_vote", "")),
        elects_by_ballot=meetings.get("ballot", False),
        equal_votes=meetings.get("equal_votes", ""),
        minute_numbering=minutes.get("numbering", "per meeting"),
        first_minute=minutes.get("first_number", 1),
        drafts_public=minutes.get("drafts_public", False),
    )


def _participation(entry: Mapping[str, Any]) -> Participation:
    deadline = entry["deadline"]
    return Participation(
        kind=entry["kind"],
        since=_day(entry["from"]),
        until=_day(entry["until"]) if "until" in entry else None,
        deadline=Deadline(deadline["count"], deadline["n"], _time(deadline.get("at"))),
        agenda_items_only=entry.get("agenda_items_only", False),
        must_give=tuple(entry.get("must_give", ())),
        refuse_if=tuple(entry.get("refuse_if", ())),
        urgent_until=_time(entry["urgent"]["at"]) if "urgent" in entry else None,
        **{
            name: entry.get(name)
            for name in (
                "max_per_person",
                "max_per_organisation",
                "cap_per_meeting",
                "minutes_total",
                "speaking_minutes",
                "word_limit",
                "supplementary",
                "who",
                "to",
                "late",
                "min_signatures",
            )
        },
    )


def _period(entry: Mapping[str, Any]) -> tuple[date, date | None]:
    return _day(entry["from"]), _day(entry["until"]) if "until" in entry else None


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _time(value: str | None) -> time | None:
    return time.fromisoformat(value) if value else None
