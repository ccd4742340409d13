"""Who was there and who came and went, as minutes record it, in the words of `panel.minutes.presence`."""

from __future__ import annotations

from panel.minutes.interested import named
from panel.minutes.models import MEMBERS, Minutes, Presence
from panel.minutes.presence import Person, Step, every_step, in_the_room, stepped_out


def everybody(minutes: Minutes) -> list[Person]:
    """Give all who were recorded as present, members or not."""
    return [
        Person(row.name, row.remote, row.substitute_for)
        for row in minutes.attendance
        if row.presence is Presence.PRESENT
    ]


def members_there(minutes: Minutes) -> list[Person]:
    """Give the members, and those who stand in for one, who were recorded as present."""
    return [
        Person(row.name, row.remote, row.substitute_for)
        for row in minutes.attendance
        if row.presence is Presence.PRESENT and row.circle == MEMBERS
    ]


def steps(minutes: Minutes) -> list[Step]:
    """Give who came, went and stepped out for an interest, as recorded."""
    moved = [Step(row.name, row.moving, row.at, row.item) for row in minutes.movements]
    out = [
        step for row in minutes.disclosures for step in stepped_out(named(row), row.item, row.left_at, row.returned_at)
    ]
    return every_step(moved, out)


def members_in_the_room(minutes: Minutes) -> list[Person]:
    """Give the members who are there after all that is recorded."""
    return in_the_room(members_there(minutes), steps(minutes))
