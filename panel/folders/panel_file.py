"""Check what panel.toml says beyond its form, and turn it into values."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from panel.folders.document import Document
from panel.folders.facts import DispensationFacts, MemberFacts, OfficeHolderFacts, SeatFacts
from panel.folders.form import PATH
from panel.folders.mistakes import nearest
from panel.law.words import day_in_words
from panel.members.models import MemberKind

_WITH_OFFICE = re.compile(r"(.+?)\s*\(([^()]+)\)")


def check(document: Document, panel: Mapping[str, Any]) -> None:
    """Tell what does not fit together: names that stand twice or are nobody's, periods that end before they begin."""
    authorities = names(panel, "authorities")
    _once(document, panel.get("authorities", ()), "authority")
    _once(document, panel.get("members", ()), "member")
    _once(document, panel.get("working_groups", ()), "working group")
    for member in panel.get("members", ()):
        _member(document, member, authorities)
        _span(document, member)
    if "office_holder" in panel:
        _span(document, panel["office_holder"])
    members = names(panel, "members")
    for dispensation in panel.get("dispensations", ()):
        _dispensation(document, dispensation, members)
    slugs: dict[str, str] = {}
    for group in panel.get("working_groups", ()):
        _group(document, group, members, slugs)


def names(panel: Mapping[str, Any], key: str) -> list[str]:
    """List the names in one of the panel's lists of tables."""
    return [entry["name"] for entry in panel.get(key, ()) if "name" in entry]


def check_meetings(document: Document, meetings: Iterable[Any], path: tuple[str | int, ...]) -> list[dict[str, Any]]:
    """Give a body's meetings, bare dates among them, as tables; tell dates that stand twice or cannot be."""
    tables: list[dict[str, Any]] = []
    seen: dict[date, int] = {}
    for position, entry in enumerate(meetings):
        at = (*path, position)
        table: dict[str, Any] = {"date": entry, PATH: at} if isinstance(entry, date) else entry
        day = table.get("date")
        if day is None:
            continue
        if day in seen:
            document.mistake(
                at if isinstance(entry, date) else (*table[PATH], "date"),
                f"There are two meetings on {day_in_words(day)}.",
                "A body meets once a day: keep one of the two entries.",
            )
            continue
        seen[day] = position
        tables.append(table)
    return tables


@dataclass(frozen=True)
class Moved:
    """A meeting that was moved, and where the folder says so."""

    day: date
    former: date
    document: Document
    path: tuple[str | int, ...]


def check_moves(moves: Iterable[Moved], days: Collection[date]) -> None:
    """Tell a meeting moved from a day that is its own, another meeting's, or another's former day."""
    taken: dict[date, date] = {}
    for move in moves:
        former = day_in_words(move.former)
        what = ""
        if move.former == move.day:
            what = "The meeting is moved from its own date."
        elif move.former in days:
            what = f"There is a meeting on {former}, so this one cannot be moved from that day."
        elif move.former in taken:
            what = f"The meeting of {day_in_words(taken[move.former])} is moved from {former} too."
        if what:
            move.document.mistake(move.path, what, "Write the day on which this meeting was first to take place.")
        taken.setdefault(move.former, move.day)


def slugified(name: str) -> str:
    """Make the part of an address that stands for a name: "Budget Working Group" gives "budget-working-group"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")


def columns(panel: Mapping[str, Any]) -> dict[str, Any]:
    """Give the columns of the panel's record."""
    contact, officer = panel.get("contact", {}), panel.get("proper_officer", {})
    return {
        "host_authority": panel.get("host_authority", ""),
        "police_area": panel.get("police_area", ""),
        "usual_start": panel.get("usual_start"),
        "contact_name": contact.get("name", ""),
        "contact_email": contact.get("email", ""),
        "contact_telephone": contact.get("telephone", ""),
        "officer_name": officer.get("name", ""),
        "officer_title": officer.get("title", ""),
        "officer_address": officer.get("address", []),
    }


def office_holder(panel: Mapping[str, Any]) -> OfficeHolderFacts | None:
    """Give the one whom the panel scrutinises."""
    holder = panel.get("office_holder")
    if holder is None:
        return None
    return OfficeHolderFacts(
        title=holder["title"],
        abbreviation=holder.get("abbreviation", ""),
        name=holder["name"],
        since=holder.get("since"),
        until=holder.get("until"),
    )


def members(panel: Mapping[str, Any]) -> tuple[MemberFacts, ...]:
    """Give the members."""
    return tuple(
        MemberFacts(
            entry["name"],
            _kind(entry),
            entry.get("authority"),
            entry.get("registered"),
            entry.get("register", ""),
        )
        for entry in panel.get("members", ())
    )


def dispensations(panel: Mapping[str, Any]) -> tuple[DispensationFacts, ...]:
    """Give the dispensations."""
    return tuple(
        DispensationFacts(entry["member"], entry["granted"], entry["ends"], entry.get("scope", ""), entry.get("by", ""))
        for entry in panel.get("dispensations", ())
    )


def seats(panel: Mapping[str, Any]) -> tuple[SeatFacts, ...]:
    """Give the seats on the panel itself."""
    return tuple(
        SeatFacts(entry["name"], entry.get("office", ""), entry.get("since"), entry.get("until"))
        for entry in panel.get("members", ())
    )


def group_seats(group: Mapping[str, Any], known: Sequence[str]) -> tuple[SeatFacts, ...]:
    """Give the seats on a working group."""
    return tuple(SeatFacts(*with_office(text, known), None, None) for text in group.get("members", ()))


def with_office(text: str, known: Sequence[str]) -> tuple[str, str]:
    """Part a name from the office that follows it: "Omar Reed (Chair)". A name that is a member's own stays whole."""
    found = _WITH_OFFICE.fullmatch(text)
    return (text, "") if text in known or found is None else (found[1], found[2])


def _kind(member: Mapping[str, Any]) -> MemberKind:
    return MemberKind(member.get("kind", MemberKind.COUNCILLOR))


def _once(document: Document, entries: Iterable[Mapping[str, Any]], noun: str) -> None:
    seen: set[str] = set()
    for entry in entries:
        name = entry.get("name", "")
        plain = " ".join(name.casefold().split())
        if name and plain in seen:
            document.mistake(
                (*entry[PATH], "name"),
                f"The {noun} “{name}” is listed twice.",
                "Keep one of the two entries.",
            )
        seen.add(plain)


def _member(document: Document, member: Mapping[str, Any], authorities: Sequence[str]) -> None:
    path, authority = member[PATH], member.get("authority")
    if authority is not None and authority not in authorities:
        near = nearest(authority, authorities)
        document.mistake(
            (*path, "authority"),
            f"“{authority}” is not among the [[authorities]].",
            f"Did you mean “{near}”?" if near else "Add it to the [[authorities]], or correct its name.",
        )
    appointed = document.raw((*path, "kind")) in (None, "", MemberKind.COUNCILLOR)
    if appointed and not document.raw((*path, "authority")):
        document.mistake(
            path,
            "The key “authority” is missing: a councillor is appointed by one.",
            'Add authority = "…", or kind = "independent" for a co-opted member.',
            "authority",
        )


def _span(document: Document, entry: Mapping[str, Any]) -> None:
    since, until = entry.get("since"), entry.get("until")
    if since and until and until < since:
        document.mistake(
            (*entry[PATH], "until"),
            f"It ends ({until}) before it begins ({since}).",
            "Write the last day served.",
        )


def _dispensation(document: Document, entry: Mapping[str, Any], known: Sequence[str]) -> None:
    path, member = entry[PATH], entry.get("member")
    if member is not None and member not in known:
        near = nearest(member, known)
        document.mistake(
            (*path, "member"),
            f"“{member}” is not a member of the panel.",
            f"Did you mean “{near}”?" if near else "Add the member to [[members]], or correct the name.",
        )
    granted, ends = entry.get("granted"), entry.get("ends")
    if granted and ends and ends < granted:
        document.mistake(
            (*path, "ends"),
            f"It ends ({ends}) before it is granted ({granted}).",
            "Write the last day on which it has effect.",
        )


def _group(document: Document, group: Mapping[str, Any], known: Sequence[str], slugs: dict[str, str]) -> None:
    name, path = group.get("name", ""), group[PATH]
    slug = slugified(name)
    if name and not slug:
        document.mistake((*path, "name"), f"“{name}” has no letter or figure for an address.", "Write its full name.")
    elif name and slugs.get(slug, name) != name:
        document.mistake(
            (*path, "name"),
            f"“{name}” and “{slugs[slug]}” would have the same address, …-{slug}.",
            "Give one of them another name.",
        )
    slugs.setdefault(slug, name)
    seen: set[str] = set()
    for position, text in enumerate(group.get("members", ())):
        member, _office = with_office(text, known)
        at = (*path, "members", position)
        if member not in known:
            near = nearest(member, known)
            document.mistake(
                at,
                f"“{member}” is not a member of the panel.",
                f"Did you mean “{near}”?" if near else "Add the member to [[members]], or correct the name.",
            )
        elif member in seen:
            document.mistake(at, f"“{member}” is listed twice.", "Keep one of the two.")
        seen.add(member)
