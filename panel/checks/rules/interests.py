"""Find members who have not registered their interests in time, and dispensations that end or last too long."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import MAXYEAR, date, timedelta

from panel.checks.dossier import Dispensation, Dossier, Person
from panel.checks.finding import Finding, Place, Severity
from panel.law.exemptions import Nation
from panel.law.interests import DISPENSATION_AUTHORITY, DISPENSATION_YEARS, dispensation_ends, registration
from panel.law.words import counted, day_in_words

SOON = timedelta(days=28)
"""A dispensation that ends so soon after the meeting, or ended so shortly before the check, is worth a word."""
_PAST = timedelta(days=365)
"""A registration that came late stays news for so long."""


def find(dossier: Dossier) -> Iterator[Finding]:
    """Find them. A record that keeps no registrations at all says nothing of who has not registered."""
    if any(member.registered for member in dossier.members):
        for member in dossier.members:
            yield from _registration(dossier, member)
    names = {_name(member.name) for member in dossier.members}
    for dispensation in dossier.dispensations:
        if not names or _name(dispensation.member) in names:
            yield from _too_long(dossier, dispensation)
            yield from _ending(dossier, dispensation)


def _registration(dossier: Dossier, member: Person) -> Iterator[Finding]:
    if member.since is None:
        return
    if member.since > dossier.day or member.since.year == MAXYEAR:
        return
    due = registration(member.name, member.since, dossier.procedure.registration_days, dossier.nation)
    if (last := due.last_day) is None:
        return
    place = Place(words=member.name)
    took_office = f"took office on {_in_words(member.since)}, so {_in_words(last)} was the last day to register"
    if member.registered is None or member.registered > dossier.day:
        if dossier.day > last:
            since = counted((dossier.day - last).days, "day", "days")
            yield Finding(
                "not registered",
                Severity.LOOK,
                place,
                f"{member.name} {took_office} their interests; {since} later no registration is recorded.",
                due.authority,
                "Ask the monitoring officer of their authority, and record the day on which they registered.",
                about=f"{member.name} {member.since}",
            )
    elif last < member.registered and dossier.day - member.registered <= _PAST:
        late = counted((member.registered - last).days, "day", "days")
        yield Finding(
            "registered late",
            Severity.NOTE,
            place,
            f"{member.name} {took_office} their interests, and registered on {_in_words(member.registered)}, "
            f"{late} late.",
            due.authority,
            "Check both dates with the monitoring officer.",
            about=f"{member.name} {member.registered}",
        )


def _too_long(dossier: Dossier, dispensation: Dispensation) -> Iterator[Finding]:
    granted, ends = dispensation.granted, dispensation.ends
    if granted is None or ends is None or ends < dossier.date or dossier.nation is not Nation.ENGLAND:
        return
    if granted.year + DISPENSATION_YEARS > MAXYEAR:
        return
    ruling = dispensation_ends(granted, ends)
    if not ruling:
        yield Finding(
            "dispensation too long",
            Severity.LOOK,
            Place(words=dispensation.member),
            f"The dispensation of {dispensation.member}{_scope(dispensation)} is recorded until {_in_words(ends)}. "
            f"{ruling.reason}",
            ruling.authority,
            "Check the dates of the grant; for a longer time a new dispensation must be asked for in writing.",
            about=f"{dispensation.member} {granted} {ends}",
        )


def _ending(dossier: Dossier, dispensation: Dispensation) -> Iterator[Finding]:
    ends = dispensation.ends
    if ends is None or _renewed(dossier, dispensation, ends):
        return
    if dossier.day - ends > SOON or ends - dossier.date > SOON:
        return
    if ends < dossier.day:
        severity, verb = Severity.LOOK, "ended"
    elif ends < dossier.date:
        severity, verb = Severity.LOOK, "ends before the meeting,"
    else:
        severity, verb = Severity.NOTE, "is about to end,"
    yield Finding(
        "dispensation ends",
        severity,
        Place(words=dispensation.member),
        f"The dispensation of {dispensation.member}{_scope(dispensation)} {verb} on {_in_words(ends)}; the meeting is "
        f"on {_in_words(dossier.date)}.",
        DISPENSATION_AUTHORITY if dossier.nation is Nation.ENGLAND else "The record of dispensations",
        "Remind the member, who may ask in writing for a new one; without it they take no part in the matter.",
        about=f"{dispensation.member} {ends}",
    )


def _renewed(dossier: Dossier, old: Dispensation, ends: date) -> bool:
    """Whether a later dispensation of the same member takes over on the day after."""
    return any(
        other is not old
        and other.member == old.member
        and other.scope == old.scope
        and (other.granted is None or other.granted - ends <= timedelta(days=1))
        and (other.ends is None or other.ends > ends)
        for other in dossier.dispensations
    )


def _scope(dispensation: Dispensation) -> str:
    return f" ({dispensation.scope})" if dispensation.scope else ""


def _name(name: str) -> str:
    return name.removeprefix("Councillor ").removeprefix("Cllr ").casefold()


def _in_words(day: date) -> str:
    return day_in_words(day, weekday=False)
