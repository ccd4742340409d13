"""Whom a name means that somebody typed while the meeting ran."""

from __future__ import annotations

from panel.sitting.facts import Sitting


def people(sitting: Sitting) -> dict[str, int | None]:
    """Give everybody who belongs to the meeting, with their number where they are a member."""
    found: dict[str, int | None] = {place.name: place.member_id for place in sitting.room.places}
    for row in sitting.room.others:
        found.setdefault(row.name, row.member_id)
    return found


def known_as(sitting: Sitting, typed: str) -> tuple[str, int | None]:
    """Give the name and the member that was meant: "finch" for Councillor Ada Finch; else what was typed itself."""
    known = people(sitting)
    meant = [name for name in known if name.casefold() == typed.casefold()] or [
        name for name in known if typed and typed.casefold() in name.casefold()
    ]
    return (meant[0], known[meant[0]]) if len(meant) == 1 else (typed, None)
