"""Whether minutes are open to the public, and since when: the facts that `access.sees_minutes` judges."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from panel.access import Audience, sees_minutes, viewer
from panel.agendas.models import AgendaAsPublished, Item
from panel.audit.operations import record
from panel.documents.models import Document
from panel.extensions import db
from panel.law.words import day_in_words
from panel.meetings.models import Meeting
from panel.minute_book.composing import compose
from panel.minute_book.models import Circulation, EnclosedMinutes, OpenedEarly
from panel.minute_book.plain import restored
from panel.minute_book.printed import Printed
from panel.minute_book.rules import State
from panel.minutes.models import Confirmation, Minutes
from panel.minutes.operations import subject
from panel.papers.models import Paper, PaperAccess, PaperVersion
from panel.procedure.queries import in_force_on


@dataclass(frozen=True)
class Openness:
    """What the public minutes of a meeting stand on."""

    closed: bool
    confirmed: date | None = None
    """The day of the meeting that confirmed them."""
    proposed: date | None = None
    """The day of the meeting whose published agenda proposes them."""
    went_out: tuple[int, str] | None = None
    """Where they are proposed: the number of their enclosure, and the SHA-256 of the file that was published."""
    circulated: bool = False
    """Whether they were circulated, and the body's rules make drafts public then."""
    opened: bool = False
    """Whether an officer opened the draft."""

    def to(self, audience: Audience) -> bool:
        """Whether an audience may have them."""
        return sees_minutes(
            audience,
            exempt=False,
            closed=self.closed,
            confirmed=self.confirmed is not None,
            proposed=self.proposed is not None,
            opened=self.circulated or self.opened,
        )

    @property
    def step(self) -> tuple[str, str]:
        """Say it in the life of the meeting: ("Minutes confirmed", "21 June 2018")."""
        if self.confirmed:
            return f"Minutes {State.CONFIRMED.value}", day_in_words(self.confirmed, weekday=False)
        return f"{State.DRAFT.value.capitalize()} minutes", "to be confirmed"

    @property
    def words(self) -> str:
        """Say to an officer who can read them, and why."""
        if self.closed:
            return "The meeting was closed, so its minutes are never public."
        if self.confirmed:
            return "They are public: they are confirmed."
        if self.proposed:
            return (
                "The draft is public: the agenda that proposes it is published. The public reads what was published, "
                "and later changes only once they are published with a supplement, or confirmed."
            )
        if self.circulated:
            return "The draft is public: the body’s rules open drafts once they are circulated."
        if self.opened:
            return "The draft is public: an officer opened it early."
        return "The draft is not public yet. It will be when the agenda that proposes it is published."


def openness(minutes: Minutes) -> Openness:
    """Say on what it stands whether the public has a meeting's minutes."""
    return openness_of([minutes])[minutes.id]


def openness_of(every: Iterable[Minutes]) -> Mapping[int, Openness]:
    """Say it of several meetings' minutes, in the same few questions, by the minutes' number."""
    every = list(every)
    numbers = [minutes.id for minutes in every]
    confirmed = _confirmed(every)
    proposed = _proposed(numbers)
    circulated = _circulated(every)
    opened = set(db.session.scalars(select(OpenedEarly.minutes_id).where(OpenedEarly.minutes_id.in_(numbers))))
    return {
        minutes.id: Openness(
            closed=minutes.meeting.closed,
            confirmed=confirmed.get((minutes.meeting.body_id, minutes.meeting.date)),
            proposed=proposed[minutes.id][0] if minutes.id in proposed else None,
            went_out=proposed[minutes.id][1] if minutes.id in proposed else None,
            circulated=minutes.id in circulated,
            opened=minutes.id in opened,
        )
        for minutes in every
    }


def open_minutes_of(meeting: Meeting) -> Printed | None:
    """Give a meeting's public minutes where the one who asks may have them.

    A draft that went out with an agenda stays as it went out until it is published anew, or confirmed.
    """
    minutes = db.session.scalar(select(Minutes).where(Minutes.meeting_id == meeting.id, Minutes.withdrawn.is_(False)))
    if minutes is None:
        return None
    found = openness(minutes)
    if not found.to(viewer()):
        return None
    if found.went_out and not found.confirmed:
        enclosure, file = found.went_out
        row = db.session.get(EnclosedMinutes, enclosure)
        if row is not None and file in row.printings:
            return restored(row.printings[file])
    return compose(minutes)


def readable(meetings: Sequence[Meeting]) -> dict[int, tuple[str, str]]:
    """Say, by the meeting's number, how far minutes are that the one who asks may read."""
    rows = db.session.scalars(
        select(Minutes)
        .where(Minutes.meeting_id.in_([meeting.id for meeting in meetings]), Minutes.withdrawn.is_(False))
        .options(joinedload(Minutes.meeting).joinedload(Meeting.body))
    ).all()
    found = openness_of(rows)
    return {row.meeting_id: found[row.id].step for row in rows if found[row.id].to(viewer())}


def open_early(minutes: Minutes, *, now: datetime, actor: str) -> None:
    """Make a draft public before the agenda that proposes it; one that is open already stays so."""
    try:
        with db.session.begin_nested():
            db.session.add(OpenedEarly(minutes_id=minutes.id, by=actor, at=now))
    except IntegrityError:
        return
    record(actor, "open draft", subject(minutes))


def close_again(minutes: Minutes, *, actor: str) -> None:
    """Take back that a draft was opened early."""
    row = db.session.scalar(select(OpenedEarly).where(OpenedEarly.minutes_id == minutes.id))
    if row is not None:
        db.session.delete(row)
        record(actor, "close draft", subject(minutes))


def _circulated(every: Sequence[Minutes]) -> set[int]:
    """Name the minutes that were circulated under rules which make drafts public then."""
    rows = db.session.scalars(
        select(Circulation.minutes_id).where(Circulation.minutes_id.in_([minutes.id for minutes in every]))
    )
    sent = set(rows)
    meetings = {minutes.id: minutes.meeting for minutes in every if minutes.id in sent}
    rules = {
        body: in_force_on(body, {each.date for each in meetings.values() if each.body == body})
        for body in {meeting.body for meeting in meetings.values()}
    }
    return {number for number, meeting in meetings.items() if rules[meeting.body][meeting.date].drafts_public}


def _confirmed(every: Iterable[Minutes]) -> dict[tuple[int, date], date]:
    rows = db.session.execute(
        select(Meeting.body_id, Confirmation.earlier, func.min(Meeting.date))
        .join(Minutes, Confirmation.minutes_id == Minutes.id)
        .join(Meeting, Minutes.meeting_id == Meeting.id)
        .where(
            Meeting.body_id.in_({minutes.meeting.body_id for minutes in every}),
            Confirmation.earlier.in_({minutes.meeting.date for minutes in every}),
            Confirmation.access == PaperAccess.PUBLIC,
            Confirmation.withdrawn.is_(False),
            Minutes.withdrawn.is_(False),
        )
        .group_by(Meeting.body_id, Confirmation.earlier)
    )
    return {(body, earlier): day for body, earlier, day in rows}


def _proposed(numbers: Iterable[int]) -> dict[int, tuple[date, tuple[int, str]]]:
    """Give, by the minutes' number, the day of a meeting whose agenda went out with them, and what went out.

    A paper that was enclosed after the publication is out only with the next supplement: what was published names its
    file. Of an agenda that came here published, nothing is kept, and what stands on it is out.
    """
    rows = db.session.execute(
        select(EnclosedMinutes.minutes_id, EnclosedMinutes.id, Meeting.date, Document.sha256, AgendaAsPublished.items)
        .join(Paper, EnclosedMinutes.paper_id == Paper.id)
        .join(Item, Paper.item_id == Item.id)
        .join(Meeting, Item.meeting_id == Meeting.id)
        .join(PaperVersion, PaperVersion.paper_id == Paper.id)
        .join(Document, PaperVersion.document_id == Document.id)
        .outerjoin(AgendaAsPublished, AgendaAsPublished.meeting_id == Meeting.id)
        .where(
            EnclosedMinutes.minutes_id.in_(numbers),
            EnclosedMinutes.access == PaperAccess.PUBLIC,
            Paper.access == PaperAccess.PUBLIC,
            Paper.withdrawn.is_(False),
            Item.withdrawn.is_(False),
            Meeting.published.is_(True),
            Meeting.closed.is_(False),
        )
        .order_by(Meeting.date.desc(), PaperVersion.id)
    )
    found = {}
    for minutes, enclosure, day, sha256, items in rows:
        out = None if items is None else {paper.get("sha256") for item in items for paper in item["papers"]}
        if out is None or sha256 in out:
            found[minutes] = (day, (enclosure, sha256))
    return found
