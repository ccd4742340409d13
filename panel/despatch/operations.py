"""Send publications out, say what became of it, and note who has opened what was published."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import url_for
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from panel import mail
from panel.accounts.models import User
from panel.audit.changes import Changes, revise
from panel.audit.operations import record
from panel.calling.operations import link
from panel.calling.rules import Sent
from panel.despatch.models import Reading, Recipient, Sending
from panel.despatch.queries import ON_ITS_WAY, entitled, left, sendings, sharing
from panel.despatch.rules import SEATED, Circle, Entitled, Way, may_be_listed, may_have_exempt, may_send_again
from panel.extensions import db
from panel.law.ruling import Refused, Ruling
from panel.law.words import day_in_words, one_line, time_in_words
from panel.mail.models import Message, MessageState
from panel.mail.operations import came_back as mail_came_back
from panel.mail.operations import settle
from panel.meetings.models import Meeting
from panel.meetings.operations import subject
from panel.members.models import Member
from panel.packs.contents import Access, Edition
from panel.packs.models import Publication
from panel.packs.published import all_withdrawn, edition_of, gone
from panel.procedure.models import Body

AGAIN = timedelta(minutes=1)
"""A browser fetches a long file in pieces: what is opened again within this time is not written again."""


def send_out(
    meeting: Meeting,
    publications: Sequence[Publication],
    full: Callable[[str], str],
    *,
    actor: str,
    only: Member | None = None,
) -> list[Sending]:
    """Send publications to everybody who is entitled to them and has not got them, or to one member; give what is new.

    `full` makes an address of a path. Each person gets one e-mail for what they lack.
    What is withdrawn altogether goes to nobody. Doing it again sends nothing twice; the caller holds the meeting.
    """
    without = gone(meeting)
    publications = [each for each in publications if not all_withdrawn(each, without)]
    people, sent = entitled(meeting), sendings(publications)
    people = [each for each in people if only is None or each.member == only.id]
    lacking: dict[tuple[int | None, int | None], list[Publication]] = {}
    for publication in publications:
        for each in left(people, sent.get(publication.id, ())):
            lacking.setdefault(each.key, []).append(publication)
    now, new = datetime.now(UTC), []
    rows = {(row.publication_id, row.key): row for lines in sent.values() for row in lines}
    for each in people:
        missing = lacking.get(each.key, [])
        if not missing:
            continue
        message = _write(meeting, missing, each, full, actor) if each.email else None
        for publication in missing:
            row = rows.get((publication.id, each.key))
            if row is None:
                row = _line(publication, each, now, actor)
                db.session.add(row)
            row.message, row.why_not = message, "" if message else each.why_not
            new.append(row)
    db.session.flush()
    if new:
        record(
            actor,
            "despatch",
            subject(meeting),
            publications=[publication.name for publication in publications],
            by_mail=_names(row for row in new if row.message),
            on_paper=_names(row for row in new if row.copies),
            not_reached=_names(row for row in new if not row.message and not row.copies),
        )
    return new


def _names(rows: Any) -> list[str]:
    return list(dict.fromkeys(row.name for row in rows))


def _line(publication: Publication, each: Entitled, now: datetime, actor: str) -> Sending:
    full = edition_of(publication.files, Edition.RESTRICTED) is not None and each.edition is Edition.RESTRICTED
    return Sending(
        publication=publication,
        member_id=each.member,
        recipient_id=each.recipient,
        name=each.name,
        circle=each.circle,
        edition=Edition.RESTRICTED if full else Edition.PUBLIC,
        copies=each.copies,
        way=each.way,
        at=now,
        by=actor,
    )


def _write(
    meeting: Meeting, publications: Sequence[Publication], each: Entitled, full: Callable[[str], str], actor: str
) -> Message:
    """Write the e-mail; of exempt papers it says how many there are, and neither their titles nor what they hold."""
    agenda, sits, begins = publications[-1].agenda["items"], each.circle in SEATED, not publications[0].number
    exempt = sum(paper["access"] == Access.EXEMPT.value for item in agenda for paper in item["papers"])
    calls = sits and begins and meeting.date >= datetime.now(UTC).date()
    what = " and ".join(publication.name for publication in publications)
    answer = _answer_path(meeting, each, actor) if calls else ""
    if len(publications) > 2:
        what = f"{publications[0].name} and {len(publications) - 1} supplements"
    return mail.send(
        each.email,
        f"{what}: {meeting.body.name}, {day_in_words(meeting.date)}",
        "despatch",
        subject(meeting),
        name=each.name,
        what=what,
        several=len(publications) > 1,
        body=meeting.body.name,
        day=day_in_words(meeting.date),
        time=time_in_words(meeting.start) if meeting.start else "",
        venue=meeting.venue,
        items=[(item["number"], item["title"]) for item in agenda] if begins else [],
        exempt=exempt if sits else 0,
        sits=sits,
        summoned=calls,
        answer=full(answer) if answer else "",
        link=full(url_for("readers.meeting" if sits else "meetings.page", slug=meeting.body.slug, day=meeting.date)),
    )


def _answer_path(meeting: Meeting, each: Entitled, actor: str) -> str:
    """Give the path on which a member who is summoned says whether they come; empty for whoever only stands in."""
    if each.member is None or each.circle is Circle.SUBSTITUTE:
        return ""
    return link(meeting, each.member, Sent.AGENDA, actor=actor)[1]


def send_again(row: Sending, full: Callable[[str], str], *, actor: str) -> None:
    """Write an e-mail anew that did not reach somebody, to the address that is kept now. Raises Refused."""
    meeting, old = row.publication.meeting, row.message
    each = next((person for person in entitled(meeting) if person.key == row.key), None)
    if each is None:
        raise Refused(Ruling(False, f"{row.name} is not sent the papers of this meeting any more."))
    ruling = may_send_again(
        email=each.email,
        why_not=each.why_not,
        on_its_way=bool(old and old.state in ON_ITS_WAY),
        gone=bool(old and old.state is MessageState.SENT),
    )
    if not ruling:
        raise Refused(ruling)
    rows = sharing(old) if old else [row]
    if old and old.state is not MessageState.SETTLED and not settle(old):
        raise Refused(Ruling(False, "It is on its way already."))
    publications = sorted((each.publication for each in rows), key=lambda publication: publication.number)
    message = _write(meeting, publications, each, full, actor)
    for each_row in rows:
        each_row.message, each_row.came_back, each_row.why_not = message, "", ""
    record(actor, "despatch again", subject(meeting), to=row.name, e_mail=each.email)


def came_back(row: Sending, reason: str, *, actor: str) -> None:
    """Say that an e-mail came back, so that it stands with those that did not go. Raises Refused."""
    reason = one_line(reason)
    if row.message is None or not mail_came_back(row.message, f"It came back: {reason}"):
        raise Refused(Ruling(False, "Only an e-mail that was sent can come back."))
    for each in sharing(row.message):
        each.came_back = reason
    record(actor, "note that e-mail came back", subject(row.publication.meeting), to=row.name, reason=reason)


def put_down_for_print(row: Sending, copies: int, way: Way, *, actor: str) -> Changes:
    """Say how many print copies somebody gets of a publication, and how."""
    changes = revise(row, {"copies": copies, "way": way})
    if changes:
        record(actor, "put down for print", subject(row.publication.meeting), to=row.name, **changes)
    return changes


def print_one_each(rows: Sequence[Sending], *, actor: str, back: bool = False) -> list[Sending]:
    """Give those who are not reached one print copy each, or take it back while it lies here; whose changed."""
    due = [row for row in rows if (row.copies == 1 and not row.handed_over_at if back else not row.copies)]
    for row in due:
        put_down_for_print(row, 0 if back else 1, row.way, actor=actor)
    return due


def hand_over(row: Sending, *, over: bool, actor: str) -> bool:
    """Say that print copies were posted or handed over, or that they were not after all; whether that is new."""
    if not row.copies or bool(row.handed_over_at) is over:
        return False
    row.handed_over_at, row.handed_over_by = (datetime.now(UTC), actor) if over else (None, "")
    verb = "hand over print" if over else "take back: hand over print"
    record(actor, verb, subject(row.publication.meeting), to=row.name, copies=row.copies, way=row.way.value)
    return True


def list_recipient(body: Body, columns: Mapping[str, Any], *, actor: str) -> Recipient:
    """Put somebody outside a body on the list of those who are sent its agendas. Raises Refused.

    One of that name who was taken off it comes back.
    """
    row = db.session.scalar(select(Recipient).where(Recipient.body_id == body.id, Recipient.name == columns["name"]))
    if row is not None and not row.withdrawn:
        raise Refused(Ruling(False, f"{row.name} is on the list already."))
    _judge(columns)
    if row is None:
        row = Recipient(body=body, **columns)
        db.session.add(row)
    else:
        revise(row, {**columns, "withdrawn": False})
    db.session.flush()
    said = {name: getattr(value, "value", value) for name, value in columns.items() if name != "name"}
    record(actor, "list for despatch", f"body {body.slug}", name=row.name, **said)
    return row


def amend_recipient(row: Recipient, columns: Mapping[str, Any], *, actor: str) -> Changes:
    """Change how somebody is sent a body's agendas; what was sent before stays as it was. Raises Refused."""
    _judge(columns)
    name = row.name
    changes = revise(row, columns)
    if changes:
        record(actor, "amend despatch", f"body {row.body.slug}", of=name, **changes)
    db.session.flush()
    return changes


def _judge(columns: Mapping[str, Any]) -> None:
    for ruling in (
        may_be_listed(columns["email"], columns["copies"]),
        may_have_exempt(columns["edition"], columns["copies"], columns["entitled"]),
    ):
        if not ruling:
            raise Refused(ruling)


def take_off(row: Recipient, *, off: bool, actor: str) -> bool:
    """Take somebody off the list of those who are sent a body's agendas, or put them back; whether that is new."""
    if row.withdrawn is off:
        return False
    row.withdrawn = off
    record(actor, "take off despatch" if off else "list for despatch", f"body {row.body.slug}", name=row.name)
    return True


def note_reading(user: User, meeting: Meeting, what: str, sha256: str, pages: tuple[int, int] | None = None) -> bool:
    """Note that somebody opened a published file, with the pages of the public series in it; whether anything is new.

    Once a person and file: the first time and the last.
    """
    now = datetime.now(UTC)
    known = select(Reading).where(
        Reading.user_id == user.id,
        Reading.meeting_id == meeting.id,
        Reading.what == what,
        Reading.sha256 == sha256,
    )
    row = db.session.scalar(known)
    if row is None:
        first, last = pages or (None, None)
        row = Reading(
            meeting_id=meeting.id,
            user_id=user.id,
            what=what,
            sha256=sha256,
            first_page=first,
            last_page=last,
            first_at=now,
            last_at=now,
        )
        try:
            with db.session.begin_nested():
                db.session.add(row)
        except IntegrityError:
            return False  # the same browser fetches another piece of it in this moment
        return True
    if now - row.last_at < AGAIN:
        return False
    row.last_at = now
    return True
