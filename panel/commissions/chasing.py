"""Remind people by e-mail of the stages that wait for them, before each is due and once it was missed.

No cron: a job for each commission looks in the morning and asks for itself again. The morning on which it looks next is
kept with the commission, and whoever moves it on may look: so a job that runs twice, or after another, does nothing.
Each reminder is a row, written with its e-mail.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import current_app
from sqlalchemy import select, update

from panel import jobs, mail
from panel.accounts.operations import subject as account
from panel.accounts.queries import user_addressed
from panel.audit.operations import record
from panel.commissions import rules
from panel.commissions.models import Chaser, Commission
from panel.commissions.officers_queries import met_by
from panel.commissions.queries import stages_of, timetable_of, turns_of
from panel.commissions.rules import ChaserKind, Reminder, Stage, Turn, Whose
from panel.extensions import db
from panel.law.bank_holidays import BeyondTheTable
from panel.law.ruling import Refused, Ruling
from panel.meetings.models import MeetingStatus
from panel.meetings.operations import subject
from panel.meetings.standing import called_off
from panel.papers import operations as papers
from panel.people.operations import way_in
from panel.procedure.working_days import working_days

LOOK = "remind of a paper"
LONDON = ZoneInfo("Europe/London")
MORNING = time(8)
"""When the queue looks, in London."""
QUEUE = "the queue"
"""Who sends, in the records, what nobody asked for by hand."""
FullAddress = Callable[[str], str]
"""Make a full address of a path; empty where nobody knows under which address the site stands."""


def page_of_author(row: Commission) -> str:
    """Give the path of the page of whoever writes or clears a paper."""
    return f"/asked/{row.id}"


def page_of_officer(row: Commission) -> str:
    """Give the path of the officers' page of a paper."""
    meeting = row.paper.item.meeting
    return f"/desk/{meeting.body.slug}/{meeting.date.isoformat()}/papers/{row.paper_id}#commission"


def full_by_setting(path: str) -> str:
    """Make a full address by SITE_URL. A worker has no request to read it from; without it e-mail names the page."""
    base = str(current_app.config["SITE_URL"])
    return base.rstrip("/") + path if base else ""


def look_tomorrow(row: Commission) -> None:
    """Have the queue look at a commission from the next morning on, unless it does already."""
    today = datetime.now(LONDON).date()
    if row.look_on is None or row.look_on < today:
        row.look_on = today + timedelta(days=1)
        _ask_for(row.id, row.look_on)


def _ask_for(commission: int, on: date) -> None:
    jobs.enqueue(LOOK, not_before=datetime.combine(on, MORNING, LONDON), commission_id=commission, on=on.isoformat())


@jobs.job(LOOK)
def look(progress: jobs.Progress, commission_id: int, on: str) -> None:
    """Send the reminders of a paper that are due this morning, and ask to look again the next."""
    today = datetime.now(LONDON).date()
    row = db.session.get(Commission, commission_id)
    if row is None:
        return
    meeting = row.paper.item.meeting
    postponed = meeting.status is MeetingStatus.POSTPONED
    still_open = rules.is_open(meeting.date, called_back=row.called_back, postponed=postponed, today=today)
    tomorrow = today + timedelta(days=1) if still_open else None
    mine: Any = db.session.execute(
        update(Commission)
        .where(Commission.id == commission_id, Commission.look_on == date.fromisoformat(on))
        .values(look_on=tomorrow)
    )
    if not mine.rowcount:
        return
    db.session.refresh(row)
    if tomorrow:
        _ask_for(row.id, tomorrow)
        chase(row, today, full_by_setting)


def chase(row: Commission, today: date, full: FullAddress) -> list[Chaser]:
    """Send the reminders of a paper that are due on a day and were not sent; give them."""
    meeting = row.paper.item.meeting
    if row.called_back or row.paper.withdrawn or row.paper.item.withdrawn or called_off(meeting):
        return []
    try:
        stages, turns = stages_of(meeting), turns_of([row])[row.id]
        found = rules.reminders(
            [(stage, each.last_day) for stage, each in stages if each.last_day],
            met_by(row, stages, turns),
            row.at.astimezone(LONDON).date(),
            today,
            working_days(meeting.body),
            timetable_of(meeting).remind,
        )
    except BeyondTheTable:
        return []  # the desk says that these dates cannot be counted
    sent = (_send(row, each, to, full, by=QUEUE) for each in found if (to := whom(row, each.stage, turns)))
    return [each for each in sent if each]


def remind(row: Commission, stage: Stage, last: date, today: date, full: FullAddress, *, actor: str) -> Chaser:
    """Remind whoever a stage waits for now, once a day. Raises Refused where nobody is to be reminded."""
    turns = turns_of([row])[row.id]
    move = rules.whose_move(stage, row.paper.stage, row.paper.document_id is not None, turns)
    to = whom(row, stage, turns)
    if move is Whose.OFFICER or not to:
        raise Refused(Ruling(False, "It waits for the officers of the body: nobody else can be reminded."))
    late = today > last
    sent = _send(row, Reminder(stage, ChaserKind.BY_HAND, today), to, full, by=actor, last=last, late=late)
    if sent is None:
        raise Refused(Ruling(False, f"{to} was reminded today already."))
    record(actor, "remind", papers.subject(row.paper), stage=stage.name, to=to)
    look_tomorrow(row)
    return sent


def whom(row: Commission, stage: Stage, turns: list[Turn]) -> str:
    """Give the e-mail address of whoever is to do something for a stage; empty where there is none."""
    body = row.paper.item.meeting.body
    match rules.whose_move(stage, row.paper.stage, row.paper.document_id is not None, turns):
        case Whose.AUTHOR:
            return "" if row.author.disabled else row.author.email
        case Whose.APPROVER:
            turn = rules.whose_turn(turns)
            user = next(each.user for each in row.approvers if each.id == turn)
            return "" if user.disabled else user.email
        case Whose.OFFICER:
            return body.contact_email or (body.parent.contact_email if body.parent else "")
        case None:
            return ""


def _send(
    row: Commission,
    reminder: Reminder,
    to: str,
    full: FullAddress,
    *,
    by: str,
    last: date | None = None,
    late: bool | None = None,
) -> Chaser | None:
    """Write a reminder with its e-mail, unless it was sent. It names no title: an exempt paper's is not for e-mail."""
    of = (Chaser.commission_id == row.id, Chaser.stage == reminder.stage.name, Chaser.kind == reminder.kind)
    if db.session.scalar(select(Chaser.id).where(*of, Chaser.day == reminder.day, Chaser.to == to)):
        return None
    item, turns = row.paper.item, turns_of([row])[row.id]
    move = rules.whose_move(reminder.stage, row.paper.stage, row.paper.document_id is not None, turns)
    last, late = last or reminder.day, reminder.kind is ChaserKind.AFTER if late is None else late
    path = page_of_officer(row) if move is Whose.OFFICER else page_of_author(row)
    user = None if move is Whose.OFFICER else user_addressed(to)
    first = way_in(user, full, actor=by) if user else None
    message = mail.send(
        to,
        f"{'Overdue' if late else 'Reminder'}: a paper for item {item.number}",
        "chaser",
        # Whoever may read an e-mail that waits could use its link: only those who look after the account.
        account(user) if user and first and first.link else subject(item.meeting),
        item=item.number,
        meeting=item.meeting,
        stage=reminder.stage.name,
        move=move,
        queried=row.paper.stage.value == "queried",
        last=last,
        late=late,
        path=path,
        link=full(path),
        way_in=first,
    )
    chaser = Chaser(
        commission_id=row.id,
        stage=reminder.stage.name,
        kind=reminder.kind,
        day=reminder.day,
        to=to,
        message=message,
        by=by,
        at=datetime.now(UTC),
    )
    db.session.add(chaser)
    db.session.flush()
    return chaser
