"""Who has a place at the meeting, who is in the room, and whether they are enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from panel.law.remote import counts_remotely
from panel.law.ruling import Ruling
from panel.law.thresholds import Threshold, quorate, quorum
from panel.meetings.models import Meeting, Substitute
from panel.members.models import Appointment
from panel.minutes.models import MEMBERS, Attendance, Minutes, Presence
from panel.minutes.presence import Lost, Out, Person, in_the_room, last_steps, lost_since, who_counts
from panel.minutes.room import everybody, members_there, steps
from panel.procedure.rules import Procedure

REMOTE = "remote"
"""How somebody is there who joins from elsewhere; the other standings are those of `Presence`."""


@dataclass(frozen=True)
class Place:
    """A member who has a seat that day, or was named to stand in for one; and what is recorded of them."""

    member_id: int
    name: str
    role: str
    """Their office on the body."""
    of: str
    """Who appointed them; empty for an independent member."""
    in_place_of: str
    entry: Attendance | None

    @property
    def key(self) -> str:
        """Give the key of their slip: one a member, so that nobody is entered twice."""
        return f"seat-{self.member_id}"

    @property
    def standing(self) -> str:
        """Say how they are recorded."""
        if self.entry is None:
            return Presence.NOT_RECORDED.value
        return REMOTE if self.entry.presence is Presence.PRESENT and self.entry.remote else self.entry.presence.value


@dataclass(frozen=True)
class Room:
    """The room at this moment."""

    places: list[Place]
    others: list[Attendance]
    """Who else is recorded: a substitute whom nobody announced, the office-holder, officers."""
    here: list[Person]
    """Who is there now, members or not."""
    gone: list[Person]
    """Who was there, and is not now."""
    members: int
    needed: Threshold | None
    """None where the rules set no quorum."""
    counting: list[Person]
    out: list[Out]
    """Who is recorded as present and does not count now, and why."""
    remotely: Ruling
    quorate: Ruling | None
    lost: Lost | None
    begun: bool

    @property
    def missing(self) -> bool:
        """Whether the meeting runs, or ran, with too few."""
        return self.quorate is not None and not self.quorate and (self.begun or self.lost is not None)


def room_of(
    meeting: Meeting,
    minutes: Minutes | None,
    seats: Sequence[Appointment],
    substitutes: Sequence[Substitute],
    rules: Procedure,
) -> Room:
    """Tell who has a place, who is there and who counts."""
    seated = places(minutes, seats, substitutes)
    known = {place.entry.id for place in seated if place.entry}
    members = len({seat.member_id for seat in seats})
    needed = (
        quorum(members, meeting.date, count=rules.quorum_count, fraction=rules.quorum_fraction) if members else None
    )
    remotely = counts_remotely(meeting.date, meeting.body.nation, rules.remote_counts)
    people, moved = (members_there(minutes), steps(minutes)) if minutes else ([], [])
    every = everybody(minutes) if minutes else []
    here = in_the_room(every, moved)
    counting, out = who_counts(people, moved, remotely)
    stepped_out = sum(each.interest for each in out)
    return Room(
        places=seated,
        others=[row for row in minutes.attendance if row.id not in known] if minutes else [],
        here=here,
        gone=[each for each in every if each not in here and each.name in last_steps(moved)],
        members=members,
        needed=needed,
        counting=counting,
        out=out,
        remotely=remotely,
        quorate=quorate(len(counting) + stepped_out, needed.needed, stepped_out) if needed else None,
        lost=lost_since(people, moved, remotely, needed.needed) if needed else None,
        begun=minutes is not None and minutes.began is not None,
    )


def places(minutes: Minutes | None, seats: Sequence[Appointment], substitutes: Sequence[Substitute]) -> list[Place]:
    """Give everybody who has a seat that day, each once, followed by who was named to stand in for them."""
    rows = [row for row in minutes.attendance if row.circle == MEMBERS] if minutes else []
    instead = {each.absent_id: each for each in substitutes}
    found: dict[int, Place] = {}
    for seat in seats:
        for member, role, of in (
            (seat.member, seat.office, ""),
            *((named.member, "", named.absent.name) for named in (instead.get(seat.member_id),) if named),
        ):
            entry = next((row for row in rows if row.member_id == member.id or row.name == member.name), None)
            council = member.authority.name if member.authority else ""
            found.setdefault(member.id, Place(member.id, member.name, role, council, of, entry))
    return list(found.values())
