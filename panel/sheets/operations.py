"""Send a meeting's decision sheet, and let what it resolves hold from then on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from flask import url_for
from sqlalchemy import func, select

from panel import mail
from panel.audit.operations import record
from panel.despatch.queries import entitled
from panel.despatch.rules import SEATED, Entitled
from panel.documents.store import Store
from panel.extensions import db
from panel.law.ruling import Refused, Ruling
from panel.law.words import day_in_words, time_in_words
from panel.mail.models import Message
from panel.meetings.models import Meeting
from panel.meetings.operations import subject
from panel.minutes.models import Minutes, Resolution
from panel.minutes.resolving import ASKING
from panel.recommendations import operations as log
from panel.recommendations.models import Progress, Recommendation
from panel.sheets.contents import UNRISEN, Sheet, changes
from panel.sheets.drawn import draw_sheet
from panel.sheets.models import DecisionSheet, SheetSending
from panel.sheets.queries import EVERYBODY, WHO_SITS, lacking, latest, sendings, sheet_now

NOTHING_NEW = Ruling(False, "Nothing has changed since the last version went out, and everybody has got it.")


def send(meeting: Meeting, full_url: Callable[[str], str], *, now: datetime, actor: str) -> DecisionSheet:
    """Send the sheet of a meeting as its record stands: a new version where it says something new, else the last one to
    those who have not got it.

    `full_url` makes an address of a path; the caller holds the meeting. Raises Refused where it has not risen, and
    where there is nothing new and nobody lacks it.
    """
    public, full = sheet_now(meeting, EVERYBODY), sheet_now(meeting, WHO_SITS)
    if public.rose is None:
        raise Refused(UNRISEN)
    last = latest(meeting)
    people = entitled(meeting)
    if last is not None and (last.sheet, last.full_sheet) == (public, full):
        people = lacking(people, sendings([last]).get(last.id, ()))
        if not people:
            raise Refused(NOTHING_NEW)
        _send_to(last, people, full_url)
        record(
            actor, "send decision sheet to others", subject(meeting), version=last.number, to=[p.name for p in people]
        )
        return last
    mail.operations.settle_about(about(meeting))
    version = _new_version(meeting, last, public, full, now, actor)
    _mark(meeting, full)
    entered = enter_on_log(meeting, public, actor=actor)
    _send_to(version, people, full_url)
    record(
        actor,
        "send decision sheet",
        subject(meeting),
        version=version.number,
        to=[each.name for each in people],
        changes=version.public_changes,
        on_log=entered,
    )
    return version


def about(meeting: Meeting) -> str:
    """Name the e-mails of a meeting's sheet: those of an old version that still wait are settled by a new one."""
    return f"{subject(meeting)}: decision sheet"


def _new_version(
    meeting: Meeting, last: DecisionSheet | None, public: Sheet, full: Sheet, now: datetime, actor: str
) -> DecisionSheet:
    changed = changes(last.sheet, public, quoted=False) if last else []
    changed_full = changes(last.full_sheet, full, quoted=True) if last else []
    number = last.number + 1 if last else 1
    store = Store.of_app()
    public_file = store.put(drawn(meeting, public, number, now, changed))
    full_file = store.put(drawn(meeting, full, number, now, changed_full)) if full.exempt else public_file
    version = DecisionSheet(
        meeting=meeting,
        number=number,
        at=now,
        by=actor,
        public=public.plain(),
        full=full.plain(),
        public_changes=changed,
        full_changes=changed_full,
        public_sha256=public_file,
        full_sha256=full_file,
    )
    db.session.add(version)
    db.session.flush()
    return version


def drawn(meeting: Meeting, sheet: Sheet, number: int, now: datetime, changed: Sequence[str]) -> bytes:
    """Set a version of a sheet as a PDF; `now` is London's."""
    said, at = "", f"{day_in_words(now.date())}, {time_in_words(now.time())}"
    if number > 1:
        said = f"Version {number}, {at}: what it says otherwise"
    return draw_sheet(
        sheet,
        body=meeting.body.name,
        day=day_in_words(meeting.date, weekday=False),
        sent=at,
        version=said,
        changed=changed,
        full=bool(sheet.exempt),
    )


def _mark(meeting: Meeting, full: Sheet) -> None:
    """Mark what went out, so that its number stays with it."""
    ids = [line.id for line in full.resolutions]
    for row in db.session.scalars(select(Resolution).where(Resolution.id.in_(ids), Resolution.on_sheet.is_(False))):
        row.on_sheet = True
    db.session.flush()


def enter_on_log(meeting: Meeting, public: Sheet, *, actor: str) -> list[str]:
    """Enter on the body's log, once each, what a public sheet asks of somebody; follow up what a correction changed.

    Give the names of those that are new on it.
    """
    rows = {
        row.resolution_id: row
        for row in db.session.scalars(
            select(Recommendation)
            .join(Resolution, Recommendation.resolution_id == Resolution.id)
            .join(Minutes, Resolution.minutes_id == Minutes.id)
            .where(Minutes.meeting_id == meeting.id)
        )
    }
    asked = {line.id: line for line in public.resolutions if line.kind in ASKING}
    highest = select(func.max(Recommendation.position)).where(Recommendation.body_id == meeting.body_id)
    position = db.session.scalar(highest) or 0
    new = []
    for id, line in asked.items():
        there = rows.get(id)
        if there is not None:
            log.follow_up(there, {"text": line.text, "lead": line.addressee, "withdrawn": False}, actor=actor)
            continue
        position += 1
        log.enter(
            meeting.body,
            {
                "position": position,
                "raised": meeting.date,
                "text": line.text,
                "lead": line.addressee,
                "status": Progress.IN_PROGRESS,
                "resolution_id": id,
            },
            actor=actor,
        )
        new.append(line.name)
    for row in rows.values():
        if row.resolution_id not in asked and not row.withdrawn:
            log.withdraw(row, actor=actor)
    return new


def _send_to(version: DecisionSheet, people: Sequence[Entitled], full_url: Callable[[str], str]) -> None:
    file = Store.of_app().read(version.public_sha256) if any(each.email for each in people) else b""
    rows = {row.key: row for row in sendings([version]).get(version.id, ())}
    for each in people:
        message = _write(version, each, file, full_url) if each.email else None
        row = rows.get(each.key)
        if row is None:
            row = SheetSending(
                sheet=version,
                member_id=each.member,
                recipient_id=each.recipient,
                name=each.name,
                circle=each.circle,
                edition=each.edition,
            )
            db.session.add(row)
        row.message_id, row.why_not = message.id if message else None, "" if message else each.why_not
    db.session.flush()


def _write(version: DecisionSheet, each: Entitled, file: bytes, full_url: Callable[[str], str]) -> Message:
    """Write the e-mail: the public part with its PDF; to those who sit, where the exempt part opens for them."""
    meeting, sheet, sits = version.meeting, version.sheet, each.circle in SEATED
    again = f" (version {version.number})" if version.number > 1 else ""
    return mail.send(
        each.email,
        f"Decisions{again}: {meeting.body.name}, {day_in_words(meeting.date)}",
        "sheet",
        about(meeting),
        attached=(f"{meeting.body.slug}-{meeting.date.isoformat()}-decisions.pdf", file),
        name=each.name,
        meeting=meeting,
        body=meeting.body.name,
        day=day_in_words(meeting.date),
        sheet=sheet,
        number=version.number,
        changed=version.public_changes,
        exempt=version.full_sheet.exempt if sits else 0,
        link=full_url(url_for("sheets.mine" if sits else "sheets.public", slug=meeting.body.slug, day=meeting.date)),
    )
