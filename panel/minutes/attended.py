"""How often members came, from what minutes record of each meeting. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from panel.minutes.rules import Presence


class Came(StrEnum):
    """What became of a meeting that a member was expected at: each counts once, under the first that fits."""

    IN_PERSON = "In person"
    REMOTELY = "Remotely"
    SUBSTITUTE = "Sent a substitute"
    APOLOGIES = "Apologies"
    ABSENT = "Absent"
    NOT_RECORDED = "Not recorded"


@dataclass(frozen=True)
class Recorded:
    """What minutes record of one person at one meeting."""

    day: date
    name: str
    presence: Presence
    remote: bool = False
    substitute_for: str = ""

    @property
    def there(self) -> bool:
        """Whether they were there."""
        return self.presence is Presence.PRESENT


@dataclass(frozen=True)
class Attended:
    """How often somebody came, with the days that each number is made of."""

    name: str
    days: Mapping[Came, Sequence[date]]

    @property
    def expected(self) -> int:
        """At how many meetings they had a seat."""
        return sum(len(days) for days in self.days.values())


def came(name: str, recorded: Collection[Recorded]) -> Came:
    """Say what became of one meeting for one member; `recorded` is of that meeting alone."""
    own = next((each for each in recorded if each.name == name), None)
    if own and own.there:
        return Came.REMOTELY if own.remote else Came.IN_PERSON
    if any(each.there and each.substitute_for == name for each in recorded):
        return Came.SUBSTITUTE
    if own and own.presence is Presence.APOLOGIES:
        return Came.APOLOGIES
    return Came.ABSENT if own and own.presence is Presence.ABSENT else Came.NOT_RECORDED


def counted(expected: Mapping[str, Sequence[date]], recorded: Sequence[Recorded]) -> list[Attended]:
    """Count for each member the meetings on whose days they had a seat, in the order in which they are given."""
    by_day: dict[date, list[Recorded]] = {}
    for each in recorded:
        by_day.setdefault(each.day, []).append(each)
    found = []
    for name, days in expected.items():
        became: dict[Came, list[date]] = {each: [] for each in Came}
        for day in days:
            became[came(name, by_day.get(day, ()))].append(day)
        found.append(Attended(name, became))
    return found


def stood_in(recorded: Sequence[Recorded]) -> dict[str, list[tuple[date, str]]]:
    """Say who stood in, on which days and for whom."""
    found: dict[str, list[tuple[date, str]]] = {}
    for each in recorded:
        if each.there and each.substitute_for:
            found.setdefault(each.name, []).append((each.day, each.substitute_for))
    return found
