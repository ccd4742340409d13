"""Send a draft of minutes round, take corrections from a link or from the officer, answer each of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import url_for
from sqlalchemy import func, select

from panel import mail
from panel.accounts.keys import digest, new_key
from panel.audit.operations import record
from panel.extensions import db
from panel.law.ruling import Refused, Ruling
from panel.law.words import day_in_words
from panel.meetings.operations import hold
from panel.meetings.operations import subject as meeting_named
from panel.minute_book.models import CirculatedTo, Circulation, CorrectionAsked
from panel.minute_book.rules import may_answer, may_ask, may_circulate, may_have_exempt
from panel.minutes.models import Minutes
from panel.minutes.operations import subject
from panel.minutes.queries import confirmed
from panel.papers.models import PaperAccess


@dataclass(frozen=True)
class Addressee:
    """Somebody whom a draft can be sent to."""

    name: str
    email: str
    member_id: int | None = None
    sat: bool = False
    """Whether they sat at the meeting as a member."""
    officer: bool = False
    exempt: bool = False
    """Whether the exempt minutes go to them too."""


def circulate(
    minutes: Minutes,
    people: Sequence[Addressee],
    until: date,
    note: str,
    *,
    seen: int,
    full: Callable[[str], str],
    now: datetime,
    actor: str,
) -> Circulation:
    """Send a draft to people, each with a link of their own, for corrections until a day. Raises Refused.

    `seen` is the number of the last circulation that the sender knew of, 0 for none: of two who send it at once, the
    second is told of the first. `full` makes an address of a path.
    """
    hold(minutes.meeting)
    last = db.session.scalar(select(func.max(Circulation.id)).where(Circulation.minutes_id == minutes.id)) or 0
    if last != seen:
        raise Refused(Ruling(False, "The draft was circulated meanwhile. Look at who has it before you send it again."))
    _judge(may_circulate(now.date(), until, confirmed(minutes.meeting).get(PaperAccess.PUBLIC), len(people)))
    for each in people:
        if each.exempt:
            _judge(may_have_exempt(sat=each.sat, officer=each.officer))
    circulation = Circulation(minutes_id=minutes.id, until=until, note=note, by=actor, at=now)
    db.session.add(circulation)
    db.session.flush()
    meeting = minutes.meeting
    for each in people:
        key = new_key()
        body, day = meeting.body.name, day_in_words(meeting.date)
        said = [
            f"Here is the draft of the minutes of {body}, {day}. It is yours to read, and not yet for publication.",
            f"Please ask for corrections until {day_in_words(until)}, item by item, at the address below. You need no "
            "account. The link is yours alone: do not pass it on.",
        ]
        message = mail.send(
            each.email,
            f"Draft minutes for your corrections: {body}, {day}",
            "asked",
            meeting_named(meeting),
            meeting=meeting,
            said=[*said, note] if note else said,
            link=full(url_for("drafts_read.page", token=key)),
            does="Read the draft",
        )
        db.session.add(
            CirculatedTo(
                circulation_id=circulation.id,
                name=each.name,
                email=each.email,
                member_id=each.member_id,
                exempt=each.exempt,
                token_hash=digest(key),
                message_id=message.id,
            )
        )
    db.session.flush()
    with_exempt = [each.name for each in people if each.exempt]
    record(
        actor,
        "circulate",
        subject(minutes),
        to=[each.name for each in people],
        until=until.isoformat(),
        **({"exempt_to": with_exempt} if with_exempt else {}),
    )
    return circulation


def close_link(row: CirculatedTo, *, closed: bool, actor: str) -> bool:
    """Close somebody's link to a draft, or open it again; whether that is new."""
    if row.withdrawn is closed:
        return False
    row.withdrawn = closed
    record(actor, "close link" if closed else "open link", subject(row.circulation.minutes), of=row.name)
    return True


def ask(
    minutes: Minutes, item: str, access: PaperAccess, text: str, by: str, *, now: datetime, actor: str
) -> CorrectionAsked:
    """Enter a correction that the officer was told of otherwise. Raises Refused."""
    return _enter(minutes, item, access, text, by, now, actor, None)


def ask_by_link(link: CirculatedTo, item: str, access: PaperAccess, text: str, *, now: datetime) -> CorrectionAsked:
    """Enter a correction that somebody asks for from their link; the same words twice are one. Raises Refused."""
    minutes = link.circulation.minutes
    hold(minutes.meeting)
    if access is PaperAccess.EXEMPT and not link.exempt:
        raise Refused(Ruling(False, "That is not in the draft that you were sent."))
    own = db.session.scalars(select(CorrectionAsked).where(CorrectionAsked.circulated_to_id == link.id)).all()
    same = next((row for row in own if (row.item, row.access, row.text) == (item, access, text)), None)
    if same:
        return same
    _judge(may_ask(now.date(), link.circulation.until, confirmed(minutes.meeting).get(access), len(own)))
    link.opened_at = link.opened_at or now
    return _enter(minutes, item, access, text, link.name, now, f"{link.name}, by their link", link)


def _enter(
    minutes: Minutes,
    item: str,
    access: PaperAccess,
    text: str,
    by: str,
    now: datetime,
    actor: str,
    link: CirculatedTo | None,
) -> CorrectionAsked:
    if not text:
        raise Refused(Ruling(False, "Write what should be corrected."))
    day = confirmed(minutes.meeting).get(access)
    if day:
        reason = f"These minutes were confirmed on {day_in_words(day)}. Enter a later correction instead."
        raise Refused(Ruling(False, reason))
    row = CorrectionAsked(
        minutes_id=minutes.id,
        item=item,
        access=access,
        text=text,
        by=by,
        circulated_to_id=link.id if link else None,
        at=now,
    )
    db.session.add(row)
    db.session.flush()
    record(actor, "ask for a correction", f"item {item or 'opening'} in {subject(minutes)}", number=row.id, of=by)
    return row


def answer(
    row: CorrectionAsked,
    words: str,
    *,
    takes_up: bool,
    now: datetime,
    actor: str,
) -> None:
    """Answer a correction: taken up or not, and why; who asked from a link is sent the answer. Raises Refused."""
    hold(row.minutes.meeting)
    db.session.refresh(row)
    _judge(may_answer(row.taken_up, words, takes_up=takes_up))
    row.taken_up, row.answer, row.answered_by, row.answered_at = takes_up, words, actor, now
    link = db.session.get(CirculatedTo, row.circulated_to_id) if row.circulated_to_id else None
    meeting = row.minutes.meeting
    if link:
        became = "was taken up in the draft" if takes_up else "was not taken up"
        where = f"item {row.item}" if row.item else "the opening"
        # What an exempt passage says goes into no e-mail.
        of = "" if row.access is PaperAccess.EXEMPT else f": “{row.text}”"
        why = [] if row.access is PaperAccess.EXEMPT or not words else [words]
        said = [f"Your correction of {where} of the minutes {became}{of}", *why]
        mail.send(
            link.email,
            f"Your correction {'was taken up' if takes_up else 'was not taken up'}: minutes of {meeting.body.name}, "
            f"{day_in_words(meeting.date)}",
            "asked",
            meeting_named(meeting),
            meeting=meeting,
            said=said,
            link="",
            does="",
        )
    record(
        actor,
        "take up a correction" if takes_up else "answer a correction: not taken up",
        f"item {row.item or 'opening'} in {subject(row.minutes)}",
        number=row.id,
        of=row.by,
    )


def _judge(ruling: Ruling) -> None:
    if not ruling:
        raise Refused(ruling)
