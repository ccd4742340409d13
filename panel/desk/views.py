"""The officer's dates: what is due, each date with its working, the days that do not count, and a private feed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from flask import Blueprint, Response, flash, get_flashed_messages, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from panel.access import Audience, open_to
from panel.accounts.keys import user_of_feed_key
from panel.accounts.sessions import actor
from panel.calendars.feed import LastMoment, dates_feed
from panel.calling.queries import Roll, rolls_of
from panel.desk import telling
from panel.desk.forms import CloseDay
from panel.desk.queries import (
    Due,
    by_name,
    dates_of,
    dates_of_year,
    how_kept,
    what_is_due,
)
from panel.desk.strips import HowFar, how_far
from panel.desk.working import months, working
from panel.desk.working_out import work_out_page
from panel.extensions import db
from panel.law.bank_holidays import FIRST_DAY, LAST_DAY, BeyondTheTable, bank_holidays
from panel.law.ruling import Refused
from panel.law.timetable import Deadline
from panel.law.words import day_in_words
from panel.meetings.models import Meeting
from panel.meetings.standing import State, called_off, former_days
from panel.members.queries import membership_on
from panel.papers.queries import agenda_of
from panel.people.queries import served, served_by
from panel.procedure.models import Body, BodyKind
from panel.procedure.operations import close_day, reopen_day
from panel.procedure.working_days import working_days
from panel.public import queries
from panel.public.agenda_page import slug as addressed
from panel.public.clock import london_now, london_today
from panel.public.site import body_addressed, meeting_addressed, public_url, site_name

desk = Blueprint("desk", __name__, url_prefix="/desk")
SOON = timedelta(days=60)
LATER = timedelta(days=366)
LATELY = timedelta(days=30)
"""How long a date that went by stays in the feed."""
KEPT_FOR = ("minutes", "background papers", "contact details")
"""Years away when they are set: worth a line only when they come near."""
UIDS = UUID("5f0f3ad2-31a7-5b1e-8a0e-0d8c1f6b7e42")
"""The namespace of dates' calendar identities: never change it, or every subscriber sees each date twice."""


@dataclass(frozen=True)
class Line:
    """A date in a list: how it stands now, and where its own page is."""

    due: Due
    state: State
    over: bool
    link: str

    @property
    def coming(self) -> bool:
        """Whether it is still to be kept."""
        return not (self.over or self.due.done)

    @property
    def near(self) -> bool:
        """Whether it is worth a line while it is far off."""
        return self.due.deadline.kind not in KEPT_FOR


@dataclass(frozen=True)
class Strip:
    """A coming meeting with the dates of it that come next."""

    meeting: Meeting
    nearest: Sequence[Line]
    dated: bool
    """Whether anything sets a date for it, be it gone by."""
    beyond: bool
    """Its dates cannot be counted."""
    off: str | None
    far: HowFar
    roll: Roll | None
    """Who is called to it; None where nobody was asked yet."""


@desk.get("/")
@open_to(Audience.OFFICER)
def dates() -> str:
    """Show what is due, the late first, and a strip for each coming meeting."""
    now, own = london_now(), served()
    bodies = [body for body in queries.bodies() if body.id in own]
    today = now.date()
    found = what_is_due(bodies, today)
    lines = [line(due, now) for due in found.dues]
    coming_meetings = [each for each in queries.meetings_from(today, None) if each.body_id in own]
    far, rolls = how_far(coming_meetings), rolls_of(coming_meetings, today)
    coming = [(each.due.deadline.last_day or date.max, each) for each in lines if each.coming]
    return render_template(
        "desk/dates.html",
        today=today,
        late=[each for each in lines if each.over and each.due.owed and not each.due.done],
        due_today=[each for day, each in coming if day == today],
        soon=[each for day, each in coming if today < day <= today + SOON],
        later=[each for day, each in coming if today + SOON < day <= today + LATER and each.near],
        done=[each for each in lines if each.due.done and each.due.meeting and each.due.meeting.date >= today],
        strips=[strip(each, lines, each in found.beyond, far[each.id], rolls.get(each.id)) for each in coming_meetings],
        bodies=bodies,
        how_near=telling.how_near,
    )


def strip(of: Meeting, lines: Sequence[Line], beyond: bool, far: HowFar, roll: Roll | None) -> Strip:
    """Set out a coming meeting with the two dates of it that come next."""
    nearest = [each for each in lines if each.due.meeting is of and each.coming and each.near]
    return Strip(of, nearest[:2], any(each.due.meeting is of for each in lines), beyond, called_off(of), far, roll)


def line(due: Due, now: datetime) -> Line:
    """Set out a date for a list."""
    state = telling.stands(due.deadline, now, done=due.done, owed=due.owed)
    return Line(due, state, telling.over(due.deadline, now), page_of(due))


def page_of(due: Due) -> str:
    """Give the address of the page where a date is kept, else of the one that tells of it."""
    if due.page:
        endpoint, values = due.page
        return url_for(endpoint, **values)
    if due.meeting:
        return url_for("desk.deadline", slug=due.body.slug, day=due.meeting.date.isoformat(), kind=due.name)
    year = due.deadline.last_day.year if due.deadline.last_day else london_today().year
    return url_for("desk.year", slug=due.body.slug, year=year, _anchor=addressed(due.deadline.what))


@desk.get("/<slug>/<day>/")
@open_to(Audience.OFFICER)
def meeting(slug: str, day: str) -> str:
    """Show every date of a meeting, its agenda as it stands, and what its membership means on that day."""
    found, now = meeting_addressed(slug, day), london_now()
    try:
        named, beyond = by_name(dates_of(found)), None
    except BeyondTheTable as error:
        named, beyond = {}, error
    return render_template(
        "desk/meeting.html",
        meeting=found,
        today=now.date(),
        lines=[(name, deadline, stands(found, deadline, now)) for name, deadline in named.items()],
        beyond=beyond,
        agenda=agenda_of(found),
        membership=membership_on(found.body, found.date),
        former=former_days(found),
    )


@desk.get("/<slug>/<day>/dates/<kind>")
@open_to(Audience.OFFICER)
def deadline(slug: str, day: str, kind: str) -> str:
    """Show one date of a meeting with its working."""
    found, now = meeting_addressed(slug, day), london_now()
    try:
        named = by_name(dates_of(found))
    except BeyondTheTable as error:
        return render_template("desk/beyond.html", meeting=found, beyond=error)
    if kind not in named:
        raise NotFound("This meeting has no date of that kind.")
    told = working(named[kind].worked)
    return render_template(
        "desk/deadline.html",
        meeting=found,
        deadline=named[kind],
        state_of=stands(found, named[kind], now),
        told=told,
        months=months(told.days),
    )


def stands(of: Meeting, deadline: Deadline, now: datetime) -> State:
    """Say how a date of a meeting stands; of a past meeting nobody owes a notice any more."""
    coming = of.date >= now.date()
    owed = deadline.kind == "answer" or (deadline.kind == "notice" and coming)
    return telling.stands(deadline, now, done=how_kept(of, deadline), owed=owed)


@desk.get("/<slug>/year/<int:year>")
@open_to(Audience.OFFICER)
def year(slug: str, year: int) -> str:
    """Show the dates of a body's year, and how each was counted."""
    body, beyond, found = body_addressed(slug), None, []
    if FIRST_DAY.year <= year <= LAST_DAY.year:
        try:
            found = dates_of_year(body, year)
        except BeyondTheTable as error:
            beyond = error
    else:
        beyond = BeyondTheTable()
    return render_template(
        "desk/year.html",
        body=body,
        year=year,
        this_year=london_today().year,
        working=working,
        months=[
            (each, [one for one in found if one.last_day and (one.last_day.year, one.last_day.month) == each])
            for each in dict.fromkeys((one.last_day.year, one.last_day.month) for one in found if one.last_day)
        ],
        undated=[each for each in found if not each.last_day],
        beyond=beyond,
        earlier=year - 1 if FIRST_DAY.year < year <= LAST_DAY.year else None,
        later=year + 1 if FIRST_DAY.year <= year < LAST_DAY.year else None,
        panels=panels_served(),
    )


@desk.route("/<slug>/days", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def days(slug: str) -> ResponseReturnValue:
    """Show the days that do not count for a body; close it on one more, or open it again."""
    body, form = body_addressed(slug), CloseDay()
    shown = request.args.get("year", london_today().year, type=int)
    if request.method == "POST" and "reopen" in request.form:
        return reopened(body, request.form["reopen"])
    if form.validate_on_submit():
        try:
            row = close_day(body, form.day.data, form.name.data or "", actor=actor())
        except Refused as refused:
            field = form.day if (form.name.data or "").strip() else form.name
            field.errors = [refused.ruling.reason]
        else:
            db.session.commit()
            flash(f"{row.day.isoformat()} {row.name}", "closed")
            return redirect(url_for("desk.days", slug=slug, year=row.day.year), 303)
    return render_template(
        "desk/days.html",
        body=body,
        form=form,
        year=shown,
        known=FIRST_DAY.year <= shown <= LAST_DAY.year,
        first=FIRST_DAY.year,
        last=LAST_DAY.year,
        holidays=[(day, name) for day, name in bank_holidays(body.nation).items() if day.year == shown],
        added=sorted(working_days(body).closed.items()),
        own={extra.day for extra in body.extra_days},
        told=told_before(),
    )


def told_before() -> list[tuple[str, date, str]]:
    """Give what was just done: "closed" or "reopened", the day, its name."""
    told = []
    for verb in ("closed", "reopened"):
        for said in get_flashed_messages(category_filter=[verb]):
            day, _space, name = str(said).partition(" ")
            told.append((verb, date.fromisoformat(day), name))
    return told


def reopened(body: Body, written: str) -> ResponseReturnValue:
    """Open a body again on a day; a day that was opened meanwhile is no mistake."""
    row = next((extra for extra in body.extra_days if extra.day.isoformat() == written), None)
    if row:
        reopen_day(body, row.day, actor=actor())
        db.session.commit()
        flash(f"{written} {row.name}", "reopened")
    return redirect(url_for("desk.days", slug=body.slug, year=row.day.year if row else None), 303)


@desk.get("/work-out")
@open_to(Audience.OFFICER)
def work_out() -> str:
    """Work out a date that the law sets running, from a day alone."""
    return render_template("desk/work_out.html", **work_out_page(request.args, panels_served()))


def panels_served() -> list[Body]:
    """Give the panels that the officer serves."""
    own = served()
    return [body for body in queries.bodies() if body.kind is BodyKind.PANEL and body.id in own]


@desk.get("/dates/<key>.ics")
@open_to(Audience.KEYHOLDER)
def feed(key: str) -> Response:
    """Give the dates of the bodies served to a calendar program, under a private address. It leads to no papers."""
    since, own = london_today() - LATELY, served_by(user_of_feed_key(key))
    dues = what_is_due([body for body in queries.bodies() if body.id in own], since).dues
    entries = [
        entry(due, moment)
        for due in dues
        if (moment := due.deadline.last_moment) and (day := due.deadline.last_day) and day >= since
    ]
    name = f"{site_name()}: dates"
    content = dates_feed(name, "What is due, and by when.", entries, public_url(request.path))
    response = Response(content, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="dates.ics"'
    response.set_etag(hashlib.sha256(content).hexdigest())
    response.make_conditional(request.environ)
    return response


def entry(due: Due, moment: date | datetime) -> LastMoment:
    """Say of a date what a calendar shows at its last moment."""
    of = f"{due.body.name}, {day_in_words(due.meeting.date, weekday=False)}" if due.meeting else due.body.name
    link = public_url(page_of(due))
    where = "Where it is done" if due.page else "How it was counted"
    lines = (
        *((f"{due.done}.",) if due.done else ()),
        f"Until {telling.moment_said(moment)}.",
        f"Authority: {due.deadline.authority}",
        *due.deadline.worked,
        f"{where}: {link}",
    )
    return LastMoment(
        uid=str(uuid5(UIDS, due.identity)),
        sequence=due.meeting.sequence if due.meeting else 0,
        title=f"{due.deadline.what}: {of}",
        moment=moment,
        lines=lines,
        link=link,
    )
