"""Call members to a meeting, remind them, and keep what they answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime

from flask import url_for

from panel import mail
from panel.accounts.keys import digest, new_key
from panel.audit.operations import record
from panel.calling.models import CallingAnswer, CallingLink
from panel.calling.queries import Called, addresses
from panel.calling.rules import Coming, Sent, may_answer, may_write
from panel.extensions import db
from panel.law.ruling import Refused
from panel.law.words import day_in_words, time_in_words
from panel.mail.models import Message
from panel.meetings.models import Meeting, MeetingStatus
from panel.meetings.operations import subject
from panel.meetings.standing import called_off
from panel.members.models import Member

Full = Callable[[str], str]
"""Make a full address of a path."""


def link(meeting: Meeting, member: int, sent: Sent, *, actor: str) -> tuple[CallingLink, str]:
    """Make a link on which the member of a number answers, and give it with its path. It is kept by its digest."""
    key = new_key()
    row = CallingLink(
        meeting=meeting,
        member_id=member,
        key_hash=digest(key),
        sent=sent,
        day=meeting.date,
        at=datetime.now(UTC),
        by=actor,
    )
    db.session.add(row)
    return row, url_for("calling.answer", token=key)


def ask(meeting: Meeting, people: Sequence[Called], full: Full, now: datetime, *, actor: str) -> list[CallingLink]:
    """Send the calling notice to those who were not sent it and have not answered. Raises Refused."""
    return _write(meeting, not_asked(people), Sent.NOTICE, full, now, actor)


def remind(meeting: Meeting, people: Sequence[Called], full: Full, now: datetime, *, actor: str) -> list[CallingLink]:
    """Remind those who were asked and have not answered, nobody twice on one day. Raises Refused."""
    return _write(meeting, to_remind(people, now.date()), Sent.REMINDER, full, now, actor)


def not_asked(people: Sequence[Called]) -> list[Called]:
    """Give those who were sent no link and have not answered otherwise."""
    return [each for each in people if not each.links and not each.coming]


def to_remind(people: Sequence[Called], today: date) -> list[Called]:
    """Give those who were asked before a day, and not on it, and have not answered."""
    return [each for each in people if each.links and not each.coming and each.links[-1].at.date() < today]


def _write(
    meeting: Meeting, people: Sequence[Called], sent: Sent, full: Full, now: datetime, actor: str
) -> list[CallingLink]:
    _refuse_where_over(meeting, now)
    to = addresses([each.member.id for each in people])
    ruling = may_write(to, sent.value)
    if not ruling:
        raise Refused(ruling)
    rows = []
    for each in people:
        if each.member.id in to:
            row, path = link(meeting, each.member.id, sent, actor=actor)
            row.message = _letter(meeting, each.member, to[each.member.id], sent, full(path))
            rows.append(row)
    db.session.flush()
    record(
        actor, f"send {sent.value}", subject(meeting), to=[each.member.name for each in people if each.member.id in to]
    )
    return rows


def _letter(meeting: Meeting, member: Member, to: str, sent: Sent, address: str) -> Message:
    day = day_in_words(meeting.date)
    words = {
        Sent.NOTICE: f"Are you coming? {meeting.body.name}, {day}",
        Sent.REMINDER: f"Please answer: {meeting.body.name}, {day}",
    }
    return mail.send(
        to,
        words[sent],
        "calling",
        subject(meeting),
        name=member.name,
        meeting=meeting,
        day=day,
        time=time_in_words(meeting.start) if meeting.start else "",
        again=sent is Sent.REMINDER,
        link=address,
    )


def answer(
    meeting: Meeting,
    called: Called,
    coming: Coming,
    now: datetime,
    *,
    actor: str,
    note: str = "",
    substitute: Member | None = None,
    substitute_name: str = "",
) -> CallingAnswer | None:
    """Keep what a member answers; None where they said the same already. Raises Refused once the meeting began."""
    _refuse_where_over(meeting, now, given=len(called.answers))
    if coming is not Coming.SUBSTITUTE:
        substitute, substitute_name = None, ""
    elif substitute:
        substitute_name = substitute.name
    last = called.answer
    new = (coming, substitute.id if substitute else None, substitute_name, note)
    if last and (last.coming, last.substitute_id, last.substitute_name, last.note) == new:
        return None
    row = CallingAnswer(
        meeting=meeting,
        member=called.member,
        coming=coming,
        substitute=substitute,
        substitute_name=substitute_name,
        note=note,
        day=meeting.date,
        by=actor,
        at=datetime.now(UTC),
    )
    db.session.add(row)
    db.session.flush()
    said = {"member": called.member.name, "coming": coming.value}
    if substitute_name:
        said["substitute"] = substitute_name
    record(actor, "answer calling notice", subject(meeting), **said)
    return row


def _refuse_where_over(meeting: Meeting, now: datetime, given: int = 0) -> None:
    held = meeting.status is MeetingStatus.HELD
    ruling = may_answer(called_off(meeting), held, meeting.date, meeting.start, now, given=given)
    if not ruling:
        raise Refused(ruling)
