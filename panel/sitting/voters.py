"""Who may move, second and vote, as the page offers them; the others can still be recorded, and are told of."""

from __future__ import annotations

from dataclasses import dataclass

from panel.law.remote import counts_remotely
from panel.law.thresholds import quorum
from panel.minutes import irregular
from panel.minutes.acts import irregular_acts, present, room_for
from panel.minutes.interested import barred
from panel.minutes.irregular import Irregular
from panel.minutes.models import Minutes
from panel.minutes.moving import There
from panel.minutes.rules import MEMBERS, Presence
from panel.sitting.facts import Sitting

INTERESTED = "declared an interest in this item"


@dataclass(frozen=True)
class Voter:
    """A member, and whether the page offers them for an item."""

    key: str
    """In names of fields: "m12"."""
    name: str
    member_id: int | None
    why_not: str = ""
    """Why they are not offered; empty where they are."""
    interests: tuple[str, ...] = ()
    """The items that they may not take part in."""

    @property
    def may_elsewhere(self) -> bool:
        """Whether they are offered for items that they declared no interest in."""
        return self.why_not in ("", INTERESTED)

    @property
    def for_script(self) -> tuple[str, str, str, tuple[str, ...]]:
        """Give the key, the name, why it is offered for no item, and the items that it is not offered for."""
        return self.key, self.name, "" if self.may_elsewhere else self.why_not, self.interests


def voters(sitting: Sitting, item: str) -> list[Voter]:
    """Give the members of the meeting: those recorded, then those with a seat of whom nothing is recorded."""
    minutes = sitting.minutes
    rows = [row for row in minutes.attendance if row.circle == MEMBERS] if minutes else []
    room = room_for(minutes, item, order(sitting)) if minutes else irregular.Room()
    out = interests(minutes)
    found: dict[str, Voter] = {}

    def add(key: str, name: str, member_id: int | None, why_not: str) -> None:
        if name not in found:
            found[name] = Voter(key, name, member_id, why_not, tuple(of for of, names in out.items() if name in names))

    for row in rows:
        why_not = "" if row.presence is Presence.PRESENT else f"recorded as: {row.presence}"
        if row.name in room.barred and not why_not:
            why_not = INTERESTED
        elif row.name in room.away:
            why_not = "not in the room for this item"
        add(f"m{row.member_id}" if row.member_id else f"a{row.id}", row.name, row.member_id, why_not)
    known = {row.member_id for row in rows}
    seated = [seat.member for seat in sitting.seats] + [each.member for each in sitting.substitutes]
    for member in seated:
        if member.id not in known:
            interested = INTERESTED if member.name in room.barred else ""
            why_not = "not recorded as present" if room.present else interested
            add(f"m{member.id}", member.name, member.id, why_not)
    return list(found.values())


def interests(minutes: Minutes | None) -> dict[str, frozenset[str]]:
    """Name who may not take part in an item, by the items that an interest was declared in."""
    items = {row.item for row in minutes.disclosures} if minutes else set()
    return {item: barred(minutes, item) for item in sorted(items)} if minutes else {}


def there(sitting: Sitting) -> There:
    """Say how many could vote."""
    recorded = present(sitting.minutes)
    return There(len(recorded) or membership(sitting), bool(recorded))


def membership(sitting: Sitting) -> int:
    """Count who is a member on the meeting's day."""
    return len({seat.member_id for seat in sitting.seats})


def order(sitting: Sitting) -> list[str]:
    """Give the numbers of the items in the order of the agenda."""
    return [item.number for item in sitting.items]


def acts_of(sitting: Sitting) -> list[Irregular]:
    """Tell the irregular acts of a meeting as they stand on its record now."""
    members, rules, day = membership(sitting), sitting.rules, sitting.meeting.date
    needed = quorum(members, day, count=rules.quorum_count, fraction=rules.quorum_fraction) if members else None
    return irregular_acts(
        sitting.minutes,
        order(sitting),
        irregular.Body(members, day, rules.casting_vote, rules.elects_by_ballot, rules.equal_votes),
        quorum=needed.needed if needed else None,
        remote_counts=bool(counts_remotely(day, sitting.meeting.body.nation, rules.remote_counts)),
    )
