"""The officers' pages of a body's year: its meetings arranged, moved, called off, taken up again, changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from panel.access import Audience, open_to
from panel.accounts.sessions import actor
from panel.commissions.officers_queries import stages_if
from panel.desk.queries import by_name
from panel.extensions import db
from panel.law.bank_holidays import LAST_DAY, BeyondTheTable
from panel.law.precept import FIRST_YEAR
from panel.law.ruling import Refused, Ruling
from panel.law.timetable import Deadline
from panel.law.words import counted, day_in_words, time_in_words
from panel.law.year import statutory_dates
from panel.meetings import operations, standing
from panel.meetings.arranging import speaks_against, without_a_meeting
from panel.meetings.forms import MOST_ROWS, CallOff, EditMeeting, MoveMeeting, NewMeetings, TakeUpAgain
from panel.meetings.models import Meeting
from panel.meetings.moving import late_by, shifts
from panel.meetings.queries import by_day, elsewhere, known_venues
from panel.meetings.rules import (
    MeetingStatus,
    may_be_called_off,
    may_be_moved,
    may_be_taken_up_again,
    may_move_to,
)
from panel.procedure.meeting_dates import in_order
from panel.procedure.models import Body, BodyKind
from panel.procedure.queries import in_force, in_force_on, office_holder
from panel.procedure.working_days import working_days
from panel.public import queries
from panel.public.clock import london_now, london_today
from panel.public.site import body_addressed, meeting_addressed, tell
from panel.questions.queries import questions_to
from panel.work_programme import operations as programme
from panel.work_programme.models import ProgrammeItem

year = Blueprint("year", __name__, url_prefix="/desk")


@year.get("/<slug>/meetings")
@open_to(Audience.OFFICER)
def meetings(slug: str) -> str:
    """List a body's meetings for its officers: those to come, and those of one year that are past."""
    body, today = body_addressed(slug), london_today()
    years = [year for year in queries.years(body) if year <= today.year]
    year = request.args.get("year", years[0] if years else today.year, type=int)
    return render_template(
        "meetings/arranged.html",
        body=body,
        coming=queries.meetings_from(today, body),
        past=queries.meetings_of_year(year, today, body) if year in years else (),
        year=year,
        years=years,
        today=today,
    )


@year.route("/<slug>/meetings/new", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def arrange(slug: str) -> ResponseReturnValue:
    """Arrange a year's meetings in three steps: write the days, see what speaks against each, confirm."""
    body = body_addressed(slug)
    known = known_venues(body)
    form = NewMeetings(body, known[0] if known else "")
    known_days = by_day(body)
    if "add" in request.form:
        form.add_row()
    elif "change" not in request.form and form.validate_on_submit():
        confirmed = "confirm" in request.form
        if confirmed and form.is_in(known_days):
            return told_arranged(body, form)  # a double click: the first did it
        if form.free_of(known_days) and not confirmed:
            return render_template("meetings/looked_at.html", body=body, form=form, **looked_at(body, form, known_days))
        if form.free_of(known_days):
            try:
                for row in form.filled:
                    operations.schedule(body, row.day.data, {**row.columns, "closed": form.closed.data}, actor=actor())
                db.session.commit()
            except (Refused, IntegrityError):
                # Somebody else arranged one of them a moment ago.
                db.session.rollback()
                body = body_addressed(slug)
                form.free_of(by_day(body))
            else:
                return told_arranged(body, form)
    return render_template("meetings/arrange.html", body=body, form=form, venues=known, most=MOST_ROWS)


def told_arranged(body: Body, form: NewMeetings) -> ResponseReturnValue:
    """Lead to a body's meetings, and tell there how many were arranged."""
    number = counted(len(form.filled), "meeting is", "meetings are").capitalize()
    tell(f"{number} arranged. Calendars show {'it' if len(form.filled) == 1 else 'them'} from now on.")
    return redirect(url_for("year.meetings", slug=body.slug), 303)


def looked_at(body: Body, form: NewMeetings, known: Mapping[date, Meeting]) -> dict[str, Any]:
    """Look at the days of a form: what speaks against each, and which dates of the law no meeting would serve."""
    rows = sorted(form.filled, key=lambda row: row.day.data)
    days = [row.day.data for row in rows]
    taking_place = {day for day, each in known.items() if not standing.called_off(each)}
    said = objections(body, days, taking_place)
    panel = body.kind is BodyKind.PANEL
    years = sorted({day.year for day in days if FIRST_YEAR <= day.year <= LAST_DAY.year}) if panel else []
    holder = office_holder(body, days[-1])
    statutory = [each for year in years for each in statutory_dates(year, holder.title if holder else "commissioner")]
    # What has no date is the same in every year.
    once = {each.what if each.last_day is None else each: each for each in statutory}.values()
    missing = without_a_meeting(once, taking_place | set(days), london_today())
    return {
        "looked": [(row, said[row.day.data]) for row in rows],
        "missing": sorted(missing, key=lambda each: each[0].last_day or date.max),
    }


def objections(body: Body, days: Sequence[date], others: Iterable[date]) -> dict[date, tuple[Ruling, ...]]:
    """Say what speaks against each of several days for a body, which meets on other days besides."""
    rules, there, every = in_force_on(body, days), elsewhere(body, days), sorted({*others, *days})
    working = working_days(body)
    return {
        day: speaks_against(
            day,
            working,
            today=london_today(),
            notice=rules[day].notice(body.nation) if body.kind is BodyKind.PANEL else None,
            before=next((each for each in reversed(every) if each < day), None),
            elsewhere=there.get(day, ()),
        )
        for day in days
    }


@year.route("/<slug>/<day>/move", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def move(slug: str, day: str) -> ResponseReturnValue:
    """Move a meeting to another day; first shows what that does to each of its dates."""
    meeting, form = meeting_addressed(slug, day), MoveMeeting()
    refused = may_be_moved(meeting.status)
    if refused and "change" not in request.form and form.validate_on_submit():
        known, to = by_day(meeting.body), form.to.data
        ruling = may_move_to(meeting.date, to, taken=known.get(to, meeting) is not meeting)
        if ruling and "confirm" not in request.form:
            return render_template("meetings/moved.html", meeting=meeting, form=form, **if_moved(meeting, to, known))
        if ruling:
            former = meeting.date
            try:
                moved_to(meeting, to)
                db.session.commit()
            except (Refused, IntegrityError):
                db.session.rollback()
                meeting = meeting_addressed(slug, day)
                ruling = may_move_to(meeting.date, to, taken=True)
            else:
                back = dict(
                    zip(("to-day", "to-month", "to-year"), (former.day, former.month, former.year), strict=True)
                )
                tell(
                    f"The meeting is moved from {day_in_words(former)} to {day_in_words(to)}. Its old address leads "
                    "here, and calendars show the new day.",
                    ("Move it back", url_for("year.move", slug=slug, day=to.isoformat()), {**back, "confirm": "1"}),
                )
                return redirect(url_for("desk.meeting", slug=slug, day=to.isoformat()), 303)
        form.to.errors = [ruling.reason]
    return render_template("meetings/move.html", meeting=meeting, form=form, refused=refused)


def moved_to(meeting: Meeting, to: date) -> None:
    """Move a meeting with the work that is planned for it; one that was postponed takes place on its new day."""
    planned = planned_for(meeting)
    operations.move(meeting, to, actor=actor())
    for row in planned:
        programme.amend(row, {"meeting": to}, actor=actor())
    if meeting.status is MeetingStatus.POSTPONED:
        operations.take_up_again(meeting, meeting.note, actor=actor())


def if_moved(meeting: Meeting, to: date, known: Mapping[date, Meeting]) -> dict[str, Any]:
    """Say what a move would do: to each date, to what was published, asked and planned."""
    others = {day for day, each in known.items() if each is not meeting and not standing.called_off(each)}
    before, after = dates_if(meeting, meeting.date), dates_if(meeting, to)
    if standing.called_off(meeting):
        before = {}
    last = (after or {}).get("question")
    asked = questions_to(meeting)
    return {
        "to": to,
        "against": objections(meeting.body, [to], others)[to],
        "shifts": shifts(before or {}, after, london_now()) if after is not None else None,
        "notice": after["notice"].worked[-1] if after and meeting.published and "notice" in after else "",
        "asked": asked,
        "late": [each for each in asked if late_by(each.received, last)],
        "planned": planned_for(meeting),
    }


def dates_if(meeting: Meeting, day: date) -> dict[str, Deadline] | None:
    """Name the dates of a meeting if it takes place on a day; None where they cannot be counted."""
    rules = in_force(meeting.body, meeting.published_on or day)
    try:
        kept = (*standing.dates_before(meeting, rules, day), *standing.dates_after(meeting, day))
        return by_name(in_order([*kept, *stages_if(meeting, day, rules)]))
    except BeyondTheTable:
        return None


def planned_for(meeting: Meeting) -> Sequence[ProgrammeItem]:
    """Give the work of the programme that is planned for a meeting's day."""
    return db.session.scalars(
        select(ProgrammeItem)
        .where(
            ProgrammeItem.body_id == meeting.body_id,
            ProgrammeItem.meeting == meeting.date,
            ProgrammeItem.withdrawn.is_(False),
        )
        .options(joinedload(ProgrammeItem.body))
        .order_by(ProgrammeItem.position)
    ).all()


@year.route("/<slug>/<day>/call-off", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def call_off(slug: str, day: str) -> ResponseReturnValue:
    """Cancel or postpone a meeting, or take up again one that was; first shows what that does to each of its dates."""
    meeting, now = meeting_addressed(slug, day), london_now()
    off = standing.called_off(meeting)
    form = CallOff(note=meeting.note)
    again = TakeUpAgain(note=meeting.note)
    if "again" in request.form and again.validate_on_submit():
        return taken_up_again(meeting, again.note.data or "")
    refused = may_be_called_off(meeting.status, MeetingStatus.CANCELLED)
    wanted = "again" not in request.form and "change" not in request.form
    if wanted and form.validate_on_submit():
        status, note, former = MeetingStatus(form.status.data), form.note.data or "", meeting.note
        refused = may_be_called_off(meeting.status, status)
        if refused and "confirm" in request.form:
            operations.call_off(meeting, status, note, actor=actor())
            db.session.commit()
            tell(
                f"The meeting is {status.value}. Calendars show it, and it sets no dates running.",
                ("Undo", url_for("year.call_off", slug=slug, day=day), {"again": "1", "note": former}),
            )
            return redirect(url_for("desk.meeting", slug=slug, day=day), 303)
        if refused:
            dates = {} if off else dates_if(meeting, meeting.date) or {}
            return render_template(
                "meetings/called_off.html",
                meeting=meeting,
                form=form,
                status=status,
                shifts=shifts(dates, {}, now),
                asked=questions_to(meeting),
                planned=planned_for(meeting),
            )
        form.status.errors = [refused.reason]
    return render_template(
        "meetings/call_off.html",
        meeting=meeting,
        form=form,
        again=again,
        refused=refused if meeting.status is MeetingStatus.HELD else None,
        off=off,
        shifts=shifts({}, dates_if(meeting, meeting.date) or {}, now) if off else (),
    )


def taken_up_again(meeting: Meeting, note: str) -> ResponseReturnValue:
    """Let a meeting take place after all; one that takes place already is no mistake."""
    slug, day, former = meeting.body.slug, meeting.date.isoformat(), meeting.note
    if may_be_taken_up_again(meeting.status):
        status = meeting.status
        operations.take_up_again(meeting, note, actor=actor())
        db.session.commit()
        again = {"status": status.value, "note": former, "confirm": "1"}
        tell(
            "The meeting takes place after all. Calendars show it, and its dates run again.",
            ("Undo", url_for("year.call_off", slug=slug, day=day), again),
        )
    return redirect(url_for("desk.meeting", slug=slug, day=day), 303)


@year.route("/<slug>/<day>/edit", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def edit(slug: str, day: str) -> ResponseReturnValue:
    """Change what is recorded of a meeting besides its day."""
    meeting = meeting_addressed(slug, day)
    form = EditMeeting(meeting)
    if form.validate_on_submit():
        before = form.now
        changes = operations.amend(meeting, form.columns, actor=actor())
        db.session.commit()
        if changes:
            tell("What is recorded of the meeting is changed.", ("Undo", request.path, typed(before)))
        return redirect(url_for("desk.meeting", slug=slug, day=day), 303)
    fields = [form[name] for name in form.columns]
    venues = known_venues(meeting.body)
    return render_template("meetings/edit.html", meeting=meeting, form=form, venues=venues, fields=fields)


def typed(recorded: Mapping[str, Any]) -> dict[str, str]:
    """Write what was recorded of a meeting as its form sends it."""
    filmed = {True: "yes", False: "no"}.get(recorded["filmed"], "")
    closed = {"closed": "y"} if recorded["closed"] else {}
    start = time_in_words(time.fromisoformat(recorded["start"])) if recorded["start"] else ""
    return {"start": start, "venue": recorded["venue"], "note": recorded["note"], "filmed": filmed, **closed}
