"""The page of a body's report timetable: the one that holds, those before and after, a new one adopted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from panel.access import Audience, open_to
from panel.accounts.sessions import actor
from panel.commissions import operations, rules
from panel.commissions.desk_forms import AWAITED, AdoptTimetable, arranged
from panel.commissions.models import ReportTimetable
from panel.commissions.officers_queries import adopted, commissions_for, timetable_on
from panel.commissions.queries import STANDARD_TIMETABLE, Timetable, kept, stages_of
from panel.commissions.rules import Stage
from panel.desk.working import Working, working
from panel.extensions import db
from panel.law.bank_holidays import BeyondTheTable
from panel.law.ruling import Refused
from panel.law.timetable import Deadline
from panel.meetings.models import Meeting
from panel.meetings.standing import called_off
from panel.papers.models import Paper
from panel.procedure.models import Body
from panel.public import queries
from panel.public.clock import LONDON, london_today
from panel.public.site import body_addressed, tell

timetables = Blueprint("timetables", __name__, url_prefix="/desk/<slug>/report-timetable")
MEANWHILE = "Somebody else adopted a timetable at the same moment. Look at it, then adopt yours again."


@dataclass(frozen=True)
class Dated:
    """What a timetable sets for the next meeting."""

    meeting: Meeting | None
    stages: list[tuple[Stage, Deadline, Working]]
    beyond: str = ""
    until_now: Mapping[str, date | None] = field(default_factory=dict)
    """The last days of the stages by the timetable until now, by their names; empty where that is the one shown."""
    papers: Sequence[Paper] = ()
    """Papers that were asked for, whose days it sets anew."""


@timetables.context_processor
def _words() -> dict[str, Any]:
    return {"awaited": AWAITED, "london": lambda moment: moment.astimezone(LONDON)}


@timetables.get("")
@open_to(Audience.OFFICER)
def page(slug: str) -> str:
    """Show the timetable that holds for the next meeting with the dates that it sets, and the others adopted."""
    body, today = body_addressed(slug), london_today()
    rows, dated = adopted(body), dates_for_next(body, None)
    # Without a meeting in sight, the one that was adopted last.
    day = dated.meeting.date if dated.meeting else max([today, *(row.since for row in rows)])
    now = timetable_on(body, day)
    return render_template(
        "commissions/timetable.html",
        body=body,
        now=now,
        before=timetable_on(body, today),
        dated=dated,
        others=[(row, kept(row)) for row in rows if row is not now.row],
        today=today,
    )


def dates_for_next(body: Body, timetable: Timetable | None, since: date | None = None) -> Dated:
    """Count the stages for the next meeting whose agenda is not out, by a timetable or the one that holds then.

    With a timetable that is not adopted yet come the days until now, and the papers for coming meetings that it moves.
    """
    coming = [each for each in queries.meetings_from(london_today(), body) if not called_off(each)]
    meeting = next((each for each in coming if not each.published), coming[0] if coming else None)
    if meeting is None:
        return Dated(None, [])
    try:
        stages = stages_of(meeting, timetable)
        until_now = {stage.name: each.last_day for stage, each in stages_of(meeting)} if timetable else {}
    except BeyondTheTable as error:
        return Dated(meeting, [], str(error))
    moved = commissions_for([each for each in coming if since and each.date >= since])
    return Dated(
        meeting,
        [(stage, each, working(each.worked)) for stage, each in stages],
        until_now=until_now,
        papers=[each.paper for each in moved],
    )


@timetables.route("/new", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def adopt(slug: str) -> ResponseReturnValue:
    """Write a timetable row by row, see the dates that it sets, then adopt it from a day on."""
    body, today = body_addressed(slug), london_today()
    rows = adopted(body)
    begin = begun_from(rows) or timetable_on(body, today)
    form = AdoptTimetable(
        follows=str(max((row.id for row in rows), default=0)),
        since=today + timedelta(days=1),
        remind=begin.remind,
        stages=[stage.as_json() for stage in begin.stages],
    )
    do = request.form.get("do", "")
    focus, dated = (arranged(form.stages, do) if do else None), None
    if focus is None and form.validate_on_submit():
        if do == "look" or form.looked.data != form.written():
            # Adopted, it cannot be taken back: nobody adopts what they have not looked at.
            written = Timetable(form.read(), "As you are writing it", form.remind.data or 0)
            dated = dates_for_next(body, written, form.since.data)
            form.looked.data = form.written()
        else:
            try:
                follows = form.follows.data or ""
                operations.adopt_timetable(
                    body,
                    form.since.data,
                    form.read(),
                    form.remind.data or 0,
                    follows=int(follows) if follows.isascii() and follows.isdigit() and len(follows) < 10 else 0,
                    actor=actor(),
                )
                db.session.commit()
            except Refused as refused:
                db.session.rollback()
                form.since.errors = [refused.ruling.reason]
            except IntegrityError:
                db.session.rollback()
                form.since.errors = [MEANWHILE]
            else:
                tell("The report timetable is adopted. The dates of papers that are asked for follow it.")
                return redirect(url_for("timetables.page", slug=slug), 303)
            # Sent once more, it is meant in full sight of the other.
            form.follows.data = str(max((row.id for row in adopted(body_addressed(slug))), default=0))
    return render_template(
        "commissions/adopt.html",
        body=body_addressed(slug),
        form=form,
        focus=focus,
        dated=dated,
        most=rules.MOST_STAGES,
        any=bool(rows),
        today=today,
    )


def begun_from(rows: list[ReportTimetable] | Any) -> Timetable | None:
    """Give the timetable from which somebody wishes to begin: the standard one, or one that was adopted."""
    wished = request.args.get("from", "")
    if wished == "standard":
        return STANDARD_TIMETABLE
    return next((kept(row) for row in rows if str(row.id) == wished), None)
