"""Confirm the minutes of an earlier meeting, as they are or amended; note their signature; correct them later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, select

from panel.audit.operations import record
from panel.extensions import db
from panel.law.ruling import Refused, Ruling
from panel.meetings.models import Meeting
from panel.meetings.operations import hold
from panel.minute_book.composing import from_records
from panel.minute_book.minute_numbers import keep_numbers
from panel.minute_book.models import ConfirmedMinutes, LaterCorrection, Passage, Signature, Written
from panel.minute_book.operations import latest_of, write
from panel.minute_book.plain import plain
from panel.minute_book.queries import amended_at, signatures
from panel.minute_book.rules import may_confirm, may_correct_later, may_sign, may_take_back
from panel.minutes.models import Confirmation, Minutes
from panel.minutes.operations import enter, subject, the_minutes, withdraw
from panel.minutes.queries import confirmed
from panel.papers.models import PaperAccess


@dataclass(frozen=True)
class Amended:
    """A passage as a meeting amended it."""

    item: str
    text: str
    seen: int
    what: Written = Written.NARRATIVE


def confirm(
    at: Meeting,
    earlier: Minutes,
    access: PaperAccess,
    *,
    words: str,
    passages: Sequence[Amended],
    proposer: str,
    seconder: str,
    item: str,
    now: datetime,
    actor: str,
) -> Confirmation:
    """Record that a meeting confirmed the minutes of an earlier one; from then on they are closed.

    `words` say how they were amended, and `passages` are what was changed by it, in the same step. Raises Refused, and
    WrittenMeanwhile where somebody else changed such a passage.
    """
    hold(earlier.meeting)
    # Whoever writes in them at this moment comes before, or is refused.
    db.session.execute(select(Minutes.id).where(Minutes.id == earlier.id).with_for_update())
    day = confirmed(earlier.meeting).get(access)
    _judge(may_confirm(earlier.meeting.date, at.date, day, amended=bool(passages), words=words))
    keep_numbers(earlier)
    changed: list[Passage] = []
    for each in passages:
        changed.append(
            write(
                earlier,
                each.item,
                each.text,
                seen=each.seen,
                now=now,
                actor=actor,
                access=access,
                what=each.what,
                apart=True,
            )
        )
    row = enter(
        Confirmation,
        the_minutes(at, actor=actor),
        {
            "earlier": earlier.meeting.date,
            "access": access,
            "item": item,
            "amendments": words,
            "proposer": proposer,
            "seconder": seconder,
        },
        actor=actor,
    )
    for passage in changed:
        revision = latest_of(passage)
        if revision:
            revision.confirmation_id = row.id
    _drop(earlier, access)  # what is left of a confirmation whose record was withdrawn
    printed = plain(from_records(earlier, access))
    db.session.add(ConfirmedMinutes(minutes_id=earlier.id, access=access, printed=printed))
    db.session.flush()
    record(
        actor,
        "confirm as amended" if words else "confirm",
        subject(earlier),
        access=access.value,
        at=at.date.isoformat(),
    )
    return row


def take_back(row: Confirmation, earlier: Minutes, *, now: datetime, actor: str) -> None:
    """Take a mistaken confirmation back, and with it the amendments that it made. Raises Refused."""
    hold(earlier.meeting)
    at = row.minutes
    signed = any(each.access is row.access for each in signatures([earlier.id]))
    _judge(may_take_back(at.meeting.date, now.date(), rose=at.rose is not None, signed=signed))
    made = amended_at(row)
    withdraw(row, actor=actor)
    db.session.flush()
    _drop(earlier, row.access)
    for revision, old in made:
        passage = revision.passage
        if passage.version == revision.number:
            write(
                earlier,
                passage.item,
                old,
                seen=passage.version,
                now=now,
                actor=actor,
                access=passage.access,
                what=passage.what,
                apart=True,
            )
    record(actor, "take back confirmation", subject(earlier), access=row.access.value)


def sign(minutes: Minutes, access: PaperAccess, at: Meeting, name: str, *, now: datetime, actor: str) -> Signature:
    """Note that minutes were signed at a meeting, and by whom. Raises Refused."""
    hold(minutes.meeting)
    signed = next((row.day for row in signatures([minutes.id]) if row.access is access), None)
    _judge(may_sign(confirmed(minutes.meeting).get(access), signed, at.date, name))
    row = Signature(minutes_id=minutes.id, access=access, meeting_id=at.id, name=name, day=at.date, by=actor, at=now)
    db.session.add(row)
    db.session.flush()
    record(actor, "note signature", subject(minutes), access=access.value, of=name, day=at.date.isoformat())
    return row


def correct_later(
    minutes: Minutes, item: str, access: PaperAccess, text: str, day: date, *, now: datetime, actor: str
) -> LaterCorrection:
    """Enter a dated correction beside minutes that were confirmed; nothing of them is written over. Raises Refused."""
    hold(minutes.meeting)
    _judge(may_correct_later(confirmed(minutes.meeting).get(access), text))
    same = db.session.scalar(
        select(LaterCorrection).where(
            LaterCorrection.minutes_id == minutes.id,
            LaterCorrection.item == item,
            LaterCorrection.access == access,
            LaterCorrection.text == text,
            LaterCorrection.day == day,
        )
    )
    if same:
        return same  # the button was pressed twice
    row = LaterCorrection(minutes_id=minutes.id, item=item, access=access, text=text, day=day, by=actor, at=now)
    db.session.add(row)
    db.session.flush()
    record(actor, "correct later", f"item {item or 'opening'} in {subject(minutes)}", access=access.value)
    return row


def _drop(minutes: Minutes, access: PaperAccess) -> None:
    db.session.execute(
        delete(ConfirmedMinutes).where(ConfirmedMinutes.minutes_id == minutes.id, ConfirmedMinutes.access == access)
    )


def _judge(ruling: Ruling) -> None:
    if not ruling:
        raise Refused(ruling)
