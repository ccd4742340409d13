"""Minutes as papers under the item of a later agenda at which they are to be confirmed.

The public ones are a public paper; the exempt ones are an exempt one, under an item for minutes after the resolution to
exclude the public where the agenda has one. Until that agenda is published they are printed anew
when the record changes; what was published is changed by an officer alone, and goes out with a supplement.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from panel.agendas.models import Item
from panel.agendas.rules import ItemKind
from panel.documents.models import Document, DocumentState
from panel.documents.operations import receive
from panel.documents.store import Settings, Store
from panel.extensions import db
from panel.law.ruling import Refused, Ruling
from panel.law.words import day_in_words
from panel.meetings.models import Meeting, MeetingStatus
from panel.meetings.operations import hold
from panel.minute_book.composing import EXEMPT, PUBLIC, compose
from panel.minute_book.minute_numbers import keep_numbers
from panel.minute_book.models import EnclosedMinutes, Passage
from panel.minute_book.on_paper import draw_minutes
from panel.minute_book.plain import plain
from panel.minute_book.printed import Printed
from panel.minutes.models import Action, Attendance, Confirmation, Exclusion, Minutes, Motion, Outcome, Resolution
from panel.minutes.queries import confirmed
from panel.minutes.rules import may_change
from panel.papers.models import Paper, PaperAccess
from panel.papers.operations import amend, lodge, next_position, put_back, withdraw

OFF = (MeetingStatus.CANCELLED, MeetingStatus.POSTPONED)
LISTED = 3
"""So many later agendas are offered; minutes are meant for the next."""


@dataclass(frozen=True)
class Enclosure:
    """A later agenda with an item to confirm minutes, and how they stand on it."""

    meeting: Meeting
    item: Item
    words: str
    current: bool
    """Whether what is enclosed is what would be printed now."""


def digest(printed: Printed) -> str:
    """Give the SHA-256 of what minutes print."""
    return hashlib.sha256(repr(printed).encode()).hexdigest()


def has_exempt(minutes: Minutes) -> bool:
    """Whether anything of a meeting is written or recorded in the exempt minutes."""
    return any(
        db.session.scalar(select(kind.id).where(kind.minutes_id == minutes.id, kind.access == EXEMPT, *more).limit(1))
        for kind, more in (
            (Passage, (Passage.text != "",)),
            *((kind, (kind.withdrawn.is_(False),)) for kind in (Resolution, Motion, Action)),
        )
    )


def enclose(minutes: Minutes, item: Item, *, now: datetime, actor: str) -> None:
    """Enclose minutes with an agenda, or print anew what is enclosed; minutes that did not change stay as they are.

    Raises Refused where they are confirmed already.
    """
    ruling = may_change(confirmed(minutes.meeting).get(PUBLIC))
    if not ruling:
        raise Refused(ruling)
    hold(item.meeting)  # two clicks at once enclose once
    keep_numbers(minutes)
    _enclose(minutes, item, PUBLIC, now, actor)
    private = _in_private(item) if has_exempt(minutes) else None
    for row in _rows(EnclosedMinutes.minutes_id == minutes.id, EnclosedMinutes.access == EXEMPT):
        if private is None or (row.paper.item_id == item.id != private.id):
            withdraw(row.paper, actor=actor)
    if private is not None:
        _enclose(minutes, private, EXEMPT, now, actor)


def enclosures(minutes: Minutes) -> Sequence[Enclosure]:
    """Give the next agendas at which minutes can be confirmed; none once they are."""
    if confirmed(minutes.meeting).get(PUBLIC):
        return ()
    items = db.session.scalars(
        select(Item)
        .join(Meeting)
        .where(
            Meeting.body_id == minutes.meeting.body_id,
            Meeting.date > minutes.meeting.date,
            Meeting.status.not_in(OFF),
            Meeting.closed.is_(minutes.meeting.closed),
            Item.kind == ItemKind.MINUTES,
            Item.withdrawn.is_(False),
        )
        .options(joinedload(Item.meeting))
        .order_by(Meeting.date, Item.position)
    ).all()
    first = list({item.meeting_id: item for item in reversed(items)}.values())[::-1][:LISTED]
    rows = _rows(EnclosedMinutes.minutes_id == minutes.id, Paper.item_id.in_([item.id for item in items]))
    now = {access: digest(compose(minutes, access)) for access in {row.access for row in rows}}
    found = []
    for item in first:
        here = {each.id for each in items if each.meeting_id == item.meeting_id}
        own = [row for row in rows if row.paper.item_id in here and not row.paper.withdrawn]
        current = bool(own) and all(row.of == now[row.access] for row in own)
        same = "They are enclosed as they are now." if current else "They changed since they were enclosed."
        found.append(Enclosure(item.meeting, item, same if own else "They are not enclosed yet.", current))
    return found


def enclose_due(meeting: Meeting, *, now: datetime, actor: str) -> None:
    """Enclose with a meeting's agenda the minutes that it has to confirm, and print anew those that changed.

    Nothing is done once the agenda is published, nor where an officer put papers of their own under the item.
    """
    item = _item(meeting)
    if meeting.published or item is None:
        return
    rows = _rows(Paper.item_id == item.id)
    for minutes in {row.minutes_id: row.minutes for row in rows if not row.paper.withdrawn}.values():
        if not confirmed(minutes.meeting).get(PUBLIC):
            enclose(minutes, item, now=now, actor=actor)
    ours = {row.paper_id for row in rows}
    others = db.session.scalars(select(Paper.id).where(Paper.item_id == item.id, Paper.withdrawn.is_(False)))
    if not set(others) - ours:
        known = {row.minutes_id for row in rows}
        for minutes in to_confirm(meeting):
            if minutes.id not in known:
                enclose(minutes, item, now=now, actor=actor)


def changed_since(meeting: Meeting) -> Iterator[Meeting]:
    """Give the meetings whose minutes changed since they were enclosed with an agenda that is not out."""
    item = _item(meeting)
    if meeting.published or item is None:
        return
    seen: set[int] = set()
    for row in _rows(Paper.item_id.in_([item.id, _in_private(item).id]), Paper.withdrawn.is_(False)):
        if row.minutes_id not in seen and row.of != digest(compose(row.minutes, row.access)):
            seen.add(row.minutes_id)
            yield row.minutes.meeting


def to_confirm(meeting: Meeting) -> Sequence[Minutes]:
    """Give the minutes that a meeting has to confirm: those since the last that were, where anything is recorded."""
    last = (
        select(Confirmation.earlier)
        .join(Minutes, Confirmation.minutes_id == Minutes.id)
        .join(Meeting, Minutes.meeting_id == Meeting.id)
        .where(
            Meeting.body_id == meeting.body_id,
            Confirmation.access == PUBLIC,
            Confirmation.withdrawn.is_(False),
            Minutes.withdrawn.is_(False),
        )
        .order_by(Confirmation.earlier.desc())
        .limit(1)
    )
    after = db.session.scalar(last)
    query = (
        select(Minutes)
        .join(Minutes.meeting)
        .where(
            Meeting.body_id == meeting.body_id,
            Meeting.date < meeting.date,
            Meeting.status.not_in(OFF),
            Meeting.closed.is_(meeting.closed),
            Minutes.withdrawn.is_(False),
            Minutes.id.in_(select(Attendance.minutes_id).where(Attendance.withdrawn.is_(False))),
        )
    )
    rows = db.session.scalars((query.where(Meeting.date > after) if after else query).order_by(Meeting.date)).all()
    # Where no confirmation is recorded at all, older minutes were confirmed before the records begin.
    return rows if after else rows[-1:]


def _item(meeting: Meeting) -> Item | None:
    return db.session.scalar(
        select(Item)
        .where(Item.meeting_id == meeting.id, Item.kind == ItemKind.MINUTES, Item.withdrawn.is_(False))
        .order_by(Item.position)
        .limit(1)
    )


def _in_private(item: Item) -> Item:
    """Give the item for exempt minutes: one that is taken after the resolution to exclude the public, else the same."""
    later = db.session.scalars(
        select(Item)
        .where(
            Item.meeting_id == item.meeting_id,
            Item.kind.in_((ItemKind.EXCLUSION, ItemKind.MINUTES)),
            Item.withdrawn.is_(False),
            Item.position > item.position,
        )
        .order_by(Item.position)
    ).all()
    excluded = [place for place, each in enumerate(later) if each.kind is ItemKind.EXCLUSION]
    private = later[excluded[0] + 1 :] if excluded else []
    return next((each for each in private if each.kind is ItemKind.MINUTES), item)


def _rows(*wanted: ColumnElement[bool]) -> Sequence[EnclosedMinutes]:
    return db.session.scalars(
        select(EnclosedMinutes)
        .join(EnclosedMinutes.paper)
        .where(*wanted)
        .options(joinedload(EnclosedMinutes.paper), joinedload(EnclosedMinutes.minutes).joinedload(Minutes.meeting))
        .order_by(EnclosedMinutes.id)
    ).all()


def _enclose(minutes: Minutes, item: Item, access: PaperAccess, now: datetime, actor: str) -> None:
    printed = compose(minutes, access)
    of = digest(printed)
    row = next(
        iter(
            _rows(EnclosedMinutes.minutes_id == minutes.id, EnclosedMinutes.access == access, Paper.item_id == item.id)
        ),
        None,
    )
    if row is not None and row.paper.withdrawn:
        put_back(row.paper, actor=actor)
        db.session.refresh(row.paper)
    if row is not None and row.of == of:
        return
    document = _taken(printed)
    held = day_in_words(printed.day, weekday=False)
    kind = "exempt minutes" if access is EXEMPT else "minutes"
    file = {"document_id": document.id, "file_name": f"{kind} {printed.day.isoformat()}.pdf".replace(" ", "-")}
    if row is not None:
        amend(row.paper, file, actor=actor, note="Printed anew from the record")
        row.of, row.at = of, now
        row.printings = {**row.printings, document.sha256: plain(printed)}
        return
    columns = {
        **file,
        "position": next_position(item),
        "title": f"{kind.capitalize()} of the meeting held on {held}",
        "access": access,
        "exempt_paragraphs": _paragraphs(minutes) if access is EXEMPT else [],
    }
    paper = lodge(item, columns, actor=actor, note="Printed from the record")
    printings = {document.sha256: plain(printed)}
    db.session.add(
        EnclosedMinutes(minutes_id=minutes.id, paper_id=paper.id, access=access, of=of, at=now, printings=printings)
    )
    db.session.flush()


def _taken(printed: Printed) -> Document:
    """Take the printed minutes in, as any paper is."""
    with tempfile.TemporaryDirectory(prefix="minutes-") as folder:
        path = Path(folder) / "minutes.pdf"
        path.write_bytes(draw_minutes(printed))
        document = receive(path, Store.of_app(), Settings.of_app())
    if document.state is not DocumentState.ACCEPTED:
        raise Refused(Ruling(False, f"The printed minutes could not be taken in. {document.reason}"))
    return document


def _paragraphs(minutes: Minutes) -> list[int]:
    """Give the paragraphs of Schedule 12A for which the public was excluded."""
    every = db.session.scalars(
        select(Exclusion.paragraphs).where(
            Exclusion.minutes_id == minutes.id,
            Exclusion.withdrawn.is_(False),
            Exclusion.outcome == Outcome.AGREED.value,
        )
    )
    return sorted({paragraph for each in every for paragraph in each})
