"""Place items on an agenda, change and arrange them, withdraw them; keep what an agenda was when it was published."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select, update

from panel.agendas import arranging
from panel.agendas.arranging import Entry, Way
from panel.agendas.models import AgendaAsPublished, Item
from panel.agendas.order_of_business import Proposal
from panel.agendas.queries import as_published, every_item
from panel.agendas.rules import ItemKind, ListedItem, NoReport
from panel.audit.changes import Changes, plain, revise
from panel.audit.models import Subject
from panel.audit.operations import record
from panel.audit.queries import trail
from panel.extensions import db
from panel.law.ruling import Refused, Ruling
from panel.meetings.models import Meeting

WORDS = frozenset(
    {"title", "kind", "purpose", "report", "requested_by", "lead", "minutes", "urgent_reason", "resolution"}
)
"""What an officer writes of an item; its place and number follow from the order."""
_READ = {"kind": ItemKind, "report": NoReport}


class ChangedMeanwhile(Refused):
    """Work that rests on what somebody else has changed since it was seen."""


def place_on_agenda(meeting: Meeting, columns: Mapping[str, Any], *, actor: str) -> Item:
    """Place an item on a meeting's agenda."""
    item = Item(meeting=meeting, **columns)
    db.session.add(item)
    db.session.flush()
    record(actor, "place on agenda", subject(item), title=item.title)
    return item


def add(
    meeting: Meeting, columns: Mapping[str, Any], after: Item | None, *, part: bool, today: date, actor: str
) -> Item:
    """Add an item after another one, or as its part; None: at the top. The others take their new numbers.

    Raises Refused.
    """
    _turn(meeting, None)
    rows = every_item(meeting)
    item = Item(meeting=meeting, number="", position=0, added=today if meeting.published else None, **columns)
    db.session.add(item)
    db.session.flush()
    entries = _entries(meeting, rows)
    wanted = arranging.added(entries, item.id, after.id if after else None, part=part, published=meeting.published)
    _arrange(meeting, [*rows, item], wanted, actor=actor, new=(item,))
    record(actor, "place on agenda", subject(item), title=item.title, order=meeting.agenda_version)
    return item


def move(item: Item, way: Way, *, seen: int, actor: str) -> None:
    """Send an item one place on, or one level in or out; `seen` is the version of the order that was seen.

    Raises Refused, and ChangedMeanwhile.
    """
    _turn(item.meeting, seen)
    rows = every_item(item.meeting)
    _rearrange(item, rows, arranging.moved(_entries(item.meeting, rows), item.id, way), actor)


def place(item: Item, after: int | None, depth: int | None, *, seen: int, actor: str) -> None:
    """Put an item after another, as dragging does. Raises Refused, and ChangedMeanwhile."""
    _turn(item.meeting, seen)
    rows = every_item(item.meeting)
    entries = _entries(item.meeting, rows)
    if after is not None and all(each.id != after for each in entries):
        raise Refused(arranging.GONE)
    _rearrange(item, rows, arranging.placed(entries, item.id, after, depth), actor)


def amend(item: Item, columns: Mapping[str, Any], *, actor: str) -> Changes:
    """Change an item; one that was withdrawn may come back so."""
    changes = revise(item, columns)
    if changes:
        item.version = (item.version or 1) + 1
        record(actor, "amend", subject(item), version=[item.version - 1, item.version], **changes)
    return changes


def save(item: Item, columns: Mapping[str, Any], *, seen: int, actor: str) -> Changes:
    """Change an item as it was seen in its `seen` version; what says the same as the record changes nothing.

    Raises ChangedMeanwhile where somebody else changed it since.
    """
    if all(getattr(item, name) == value for name, value in columns.items()):
        return {}
    mine: Any = db.session.execute(
        update(Item).where(Item.id == item.id, Item.version == seen).values(version=seen),
        execution_options={"synchronize_session": False},
    )
    db.session.refresh(item)
    if not mine.rowcount:
        raise ChangedMeanwhile(Ruling(False, "Somebody else changed this item while you wrote. Nothing was saved yet."))
    return amend(item, columns, actor=actor)


def take_back_change(item: Item, *, seen: int, actor: str) -> Changes:
    """Put back what the last change of an item replaced. Raises ChangedMeanwhile."""
    last = next((each for each in reversed(trail(subject(item).about)) if "version" in each.detail), None)
    if last is None or last.detail["version"] != [seen - 1, seen]:
        raise ChangedMeanwhile(Ruling(False, "The item was changed again since. Look at its history."))
    before = {name: values[0] for name, values in last.detail.items() if name != "version"}
    if not before.keys() <= WORDS:
        raise Refused(Ruling(False, "That change was no change of its words: put it back as it was made."))
    for name, read in _READ.items():
        if before.get(name) is not None:
            before[name] = read(before[name])
    return save(item, before, seen=seen, actor=actor)


def withdraw(item: Item, *, actor: str) -> None:
    """Take an item off the agenda; its record stays."""
    item.withdrawn = True
    record(actor, "withdraw", subject(item), title=item.title)


def take_off(item: Item, *, actor: str) -> list[Item]:
    """Take an item with its parts off the agenda, and give them; the others take their new numbers."""
    meeting = item.meeting
    _turn(meeting, None)
    rows = every_item(meeting)
    if item.withdrawn:
        return []
    first, last = arranging.with_its_parts(entries := _entries(meeting, rows), item.id)
    ids = {each.id for each in entries[first:last]}
    gone = [row for row in rows if row.id in ids and not row.withdrawn]
    for row in gone:
        withdraw(row, actor=actor)
    _arrange(meeting, rows, _entries(meeting, rows), actor=actor)
    return gone


def bring_back(meeting: Meeting, ids: Collection[int], *, actor: str) -> list[Item]:
    """Put items that were withdrawn on the agenda again, where they stood, and give them."""
    _turn(meeting, None)
    rows = every_item(meeting)
    back = [row for row in rows if row.id in ids and row.withdrawn]
    for row in back:
        row.withdrawn = False
    _arrange(meeting, rows, _entries(meeting, rows), actor=actor, new=back)
    for row in back:
        record(actor, "bring back", subject(row), title=row.title, order=meeting.agenda_version)
    return back


def draft(meeting: Meeting, proposals: Sequence[Proposal], *, actor: str) -> list[Item]:
    """Make the agenda of a meeting that has none. What was drafted and taken back before comes again as it was.

    Raises Refused where it has one.
    """
    _turn(meeting, None)
    rows = every_item(meeting)
    if any(not row.withdrawn for row in rows):
        raise Refused(Ruling(False, "This meeting has an agenda already."))
    spare = {(row.title, row.kind): row for row in rows}
    made = []
    for proposal in proposals:
        columns = {
            "purpose": proposal.purpose,
            "report": proposal.report,
            "lead": proposal.lead,
            "minutes": proposal.minutes,
        }
        item = spare.pop((proposal.title, proposal.kind), None)
        if item is None:
            item = Item(meeting=meeting, number="", position=0, title=proposal.title, kind=proposal.kind)
            db.session.add(item)
        for name, value in {**columns, "withdrawn": False}.items():
            setattr(item, name, value)
        made.append(item)
    db.session.flush()
    wanted = [Entry(item.id, proposal.depth) for item, proposal in zip(made, proposals, strict=True)]
    _arrange(meeting, [*made, *spare.values()], wanted, actor=actor, new=made)
    for item, proposal in zip(made, proposals, strict=True):
        record(actor, "draft", subject(item), title=item.title, source=proposal.source, order=meeting.agenda_version)
    return made


def take_back_draft(meeting: Meeting, *, seen: int, actor: str) -> list[Item]:
    """Take a drafted agenda off again, as long as nothing was changed since; give its items.

    Raises ChangedMeanwhile.
    """
    _turn(meeting, seen)
    rows = [row for row in every_item(meeting) if not row.withdrawn]
    if any(_last_done(row) != "draft" for row in rows):
        raise ChangedMeanwhile(Ruling(False, "The agenda was worked on since it was made: withdraw items one by one."))
    for row in rows:
        withdraw(row, actor=actor)
    return rows


def keep_as_published(meeting: Meeting, items: Sequence[ListedItem], on: date | None) -> AgendaAsPublished:
    """Keep what an agenda is at its publication, in the place of what it was when it was published before.

    The publication itself is in the audit trail; this writes no entry of its own.
    """
    row = db.session.scalar(select(AgendaAsPublished).where(AgendaAsPublished.meeting_id == meeting.id))
    if row is None:
        row = AgendaAsPublished(meeting=meeting)
        db.session.add(row)
    row.at, row.published_on, row.items = datetime.now(UTC), on, [item.plain() for item in items]
    db.session.flush()
    return row


def subject(item: Item) -> Subject:
    """Name an item in the audit trail: "item 4 of warwickshire 2018-03-19"."""
    name = f"item {item.number} of {item.meeting.body.slug} {item.meeting.date.isoformat()}"
    return Subject(name, f"item {item.id}")


def _last_done(item: Item) -> str:
    """Give the last verb of an item itself, whatever was done to its papers."""
    done = [each.verb for each in trail(subject(item).about) if each.subject.startswith("item ")]
    return done[-1] if done else ""


def _turn(meeting: Meeting, seen: int | None) -> None:
    """Take the order in hand, so that others wait or are told. Raises ChangedMeanwhile."""
    asked = update(Meeting).where(Meeting.id == meeting.id).values(agenda_version=Meeting.agenda_version + 1)
    if seen is not None:
        asked = asked.where(Meeting.agenda_version == seen)
    taken: Any = db.session.execute(asked, execution_options={"synchronize_session": False})
    db.session.refresh(meeting, ["agenda_version"])
    if not taken.rowcount:
        raise ChangedMeanwhile(Ruling(False, "The agenda was changed since you saw it. Nothing was moved."))


def _entries(meeting: Meeting, rows: Sequence[Item]) -> list[Entry]:
    """Give an agenda's order as rules take it; what was withdrawn has a place in it once it is published."""
    published = as_published(meeting)
    kept = {ListedItem.of(each).number for each in published.items} if published and published.items else None
    entries = [
        arranging.entry(
            row.id,
            row.number,
            fixed=meeting.published and (row.number in kept if kept is not None else row.added is None),
            withdrawn=row.withdrawn,
        )
        for row in rows
        if meeting.published or not row.withdrawn
    ]
    return arranging.sound(entries)


def _rearrange(item: Item, rows: Sequence[Item], wanted: Sequence[Entry], actor: str) -> None:
    before = item.number
    _arrange(item.meeting, rows, wanted, actor=actor, new=(item,))
    record(actor, "move", subject(item), number=[before, item.number], order=item.meeting.agenda_version)


def _arrange(
    meeting: Meeting, rows: Sequence[Item], wanted: Sequence[Entry], *, actor: str, new: Collection[Item] = ()
) -> None:
    """Bring items into an order and give them their numbers; those not in it keep their place behind another."""
    by_id = {row.id: row for row in rows}
    order = [entry.id for entry in wanted]
    former = [row.id for row in rows]
    for index, id in enumerate(former):
        if id not in order:
            order.insert(order.index(former[index - 1]) + 1 if index and former[index - 1] in order else 0, id)
    for position, id in enumerate(order, start=1):
        by_id[id].position = position
    for entry in arranging.numbered(wanted, published=meeting.published):
        row = by_id[entry.id]
        before, row.number = row.number, entry.number
        if before != entry.number and row not in new:
            record(actor, "renumber", subject(row), number=[before, plain(entry.number)])
    db.session.flush()
