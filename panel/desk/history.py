"""What was done to an agenda item and its papers, in words. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from panel.accounts.operations import name_of
from panel.audit.models import AuditEntry

FIELDS = {
    "title": "Title",
    "kind": "Kind",
    "purpose": "Purpose",
    "report": "Where there is no paper",
    "requested_by": "Requested by",
    "lead": "Lead",
    "minutes": "Minutes it takes",
    "urgent_reason": "Why the Chair takes it as urgent",
    "resolution": "Words of the resolution",
    "number": "Number",
    "added": "Added",
    "withdrawn": "Withdrawn",
    "appendix": "Appendix",
    "access": "Access",
    "exempt_paragraphs": "Exempt paragraphs",
    "public_interest": "Public interest",
    "file_name": "File",
}
"""The columns that are told, by the names that their forms have; others are the machine's own."""
DONE = {
    "place on agenda": "Added to the agenda",
    "draft": "Put on the agenda when it was made",
    "move": "Moved",
    "renumber": "Renumbered",
    "amend": "Changed",
    "withdraw": "Withdrawn",
    "bring back": "Brought back",
    "lodge": "Lodged",
    "keep order of business": "Kept as the body’s own",
    "change order of business": "Changed from a day on",
    "give up order of business": "Given up",
    "take up order of business": "Taken up again",
    "put back order of business": "Put back into its former order",
    "add standing item": "Added",
    "amend standing item": "Changed",
    "move standing item": "Moved",
    "remove standing item": "Removed",
    "bring back standing item": "Brought back",
}
_PAPER = re.compile(r"^paper [^/ ]+(?:/(\S+))? of ")


@dataclass(frozen=True)
class Difference:
    """A field that changed."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Event:
    """Something that somebody did."""

    at: datetime
    who: str
    what: str
    differences: tuple[Difference, ...] = ()


def event(entry: AuditEntry) -> Event:
    """Tell one entry of the trail."""
    done = DONE.get(entry.verb, entry.verb.capitalize())
    detail = entry.detail
    paper = _PAPER.match(entry.subject)
    if paper:
        letter = f" (Appendix {paper[1]})" if paper[1] else ""
        title = f" “{detail['title']}”" if isinstance(detail.get("title"), str) else ""
        what = f"Paper{title}{letter}: {done[0].lower()}{done[1:]}"
        if detail.get("access") == "exempt":
            what += ", exempt"
    elif entry.verb in ("move", "renumber"):
        before, after = detail["number"]
        what = f"{done} from {before} to {after}" if before != after else f"{done}; it is still item {after}"
        return Event(entry.at, entry.actor, what)
    else:
        what = done
        if detail.get("source"):
            what += f" (from: {detail['source']})"
    return Event(entry.at, entry.actor, what, differences(detail))


def in_short(entry: AuditEntry) -> str:
    """Tell an entry in one line: "Item 2: moved from 3 to 2, by Rufus Thorne"."""
    subject, what = entry.subject.rpartition(" of ")[0], event(entry).what
    return f"{subject[0].upper()}{subject[1:]}: {what[0].lower()}{what[1:]}, by {name_of(entry.actor)}"


def differences(detail: Mapping[str, Any]) -> tuple[Difference, ...]:
    """Tell which fields an entry changed, from what to what."""
    return tuple(
        Difference(FIELDS[name], said(values[0]), said(values[1]))
        for name, values in detail.items()
        if name in FIELDS and isinstance(values, list) and len(values) == 2
    )


def said(value: Any) -> str:
    """Write a value of the trail as a reader knows it."""
    match value:
        case None | "" | []:
            return "nothing"
        case True:
            return "yes"
        case False:
            return "no"
        case list():
            return ", ".join(map(str, value))
        case _:
            return str(value)
