"""A full meeting on 10 December 2026: twenty items, twelve members, and everything that was recorded under them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from panel.extensions import db
from panel.meetings.models import Meeting
from panel.minute_book.models import Passage, PassageRevision
from panel.minutes.models import Action, Disclosure, Minutes, Motion, Movement, Moving, Resolution
from panel.procedure.models import Body
from tests.builders import a_meeting, a_member, add, an_entry, an_item, minutes_of, somebody_there

DAY = "2026-12-10"
ROOM = f"/desk/larkshire/{DAY}/room"
WORDS = "The Commissioner was asked how many officers had left within two years, and said that it was one in ten. "


def a_full_meeting(body: Body, *, items: int = 20, members: int = 12, day: date = date(2026, 12, 10)) -> Meeting:
    """Make the agenda of a long meeting, and its record from the first item to the last."""
    meeting = a_meeting(body, day)
    for number in range(1, items + 1):
        an_item(meeting, str(number), f"Matter {number}: how it stands, and what is asked of the Panel this time")
    people = [
        a_member(body, f"Councillor Number {number} Ashdown ({day:%d})", 20 + number) for number in range(members)
    ]
    minutes = minutes_of(meeting, began=time(10, 30))
    for person in people:
        somebody_there(minutes, person.name, member_id=person.id)
    for number in range(1, items + 1):
        under_an_item(minutes, str(number), people[number % members].name)
    db.session.commit()
    return meeting


def under_an_item(minutes: Minutes, item: str, name: str) -> None:
    """Record something of each kind under an item, and write its notes."""
    an_entry(Movement, minutes, name=name, moving=Moving.ARRIVED, at=time(11), item=item)
    an_entry(Disclosure, minutes, name=name, item=item)
    an_entry(Motion, minutes, text="That the report be noted", proposer=name, outcome="agreed", item=item)
    an_entry(Resolution, minutes, number="1", text="That the report be noted.", item=item)
    an_entry(Action, minutes, text="To send the figures of the last three years", owner=name, item=item)
    passage = add(Passage(minutes=minutes, item=item, text=WORDS * 3, version=1))
    at = datetime(2026, 12, 10, 11, tzinfo=UTC)
    add(PassageRevision(passage_id=passage.id, number=1, text=WORDS * 3, by="A test", at=at))
