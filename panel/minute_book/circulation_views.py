"""The officers' pages of a circulated draft: to whom it goes, the corrections that were asked for, their answers."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import NotFound

from panel.access import Audience, open_to
from panel.accounts.models import User
from panel.accounts.queries import users
from panel.accounts.rules import Role
from panel.accounts.sessions import actor
from panel.despatch.queries import STATES, recipients
from panel.despatch.rules import Circle
from panel.extensions import db
from panel.law.ruling import Refused
from panel.law.words import counted, day_in_words
from panel.mail.operations import server_is_set
from panel.meetings.models import Meeting
from panel.members.queries import seats
from panel.minute_book import circulating, queries
from panel.minute_book.circulating import Addressee
from panel.minute_book.forms import AnswerForm, CirculateForm, CorrectionForm
from panel.minute_book.models import CirculatedTo
from panel.minute_book.sheets import sheets_of
from panel.minute_book.writing_views import standing_of
from panel.minutes.models import Minutes
from panel.minutes.queries import confirmed, record_of
from panel.minutes.rules import MEMBERS, Presence
from panel.papers.models import PaperAccess
from panel.people.models import MemberAccount
from panel.people.queries import reaches
from panel.public.clock import LONDON, london_now, london_today
from panel.public.site import meeting_addressed, public_url, tell

circulation = Blueprint("circulation", __name__, url_prefix="/desk/<slug>/<day>/minutes")
LARGEST = 2**31 - 1
"""The largest number that a row can have."""
NUMBER = f"<int(max={LARGEST}):number>"
EXEMPT = PaperAccess.EXEMPT.value


def addressees(of: Meeting, minutes: Minutes) -> tuple[list[Addressee], list[str]]:
    """Give whom a draft can be sent to with one tick, and the members who were there whose address nobody knows."""
    there = {row.member_id: row.name for row in minutes.attendance if _sat(row.circle, row.presence, row.member_id)}
    if not minutes.attendance:
        there = {seat.member_id: seat.member.name for seat in seats(of.body, of.date)}
    accounts = select(MemberAccount).join(User).where(MemberAccount.member_id.in_(there), User.disabled.is_(False))
    rows = db.session.scalars(accounts.options(joinedload(MemberAccount.user)))
    known = {row.member_id: row.user.email for row in rows}
    members = [Addressee(name, known[number], number, sat=True) for number, name in there.items() if number in known]
    office = [
        Addressee(row.name, row.email)
        for row in recipients(of.body)
        if row.circle is Circle.OFFICE_HOLDER and row.email
    ]
    every = [user for user in users() if user.role is Role.OFFICER and not user.disabled]
    reach = reaches(every)
    officers = [Addressee(user.name, user.email, officer=True) for user in every if of.body_id in reach[user.id]]
    unknown = [name for number, name in there.items() if number not in known]
    return list({each.email: each for each in [*members, *office, *officers]}.values()), unknown


def _sat(circle: str, presence: Presence, member: int | None) -> bool:
    return circle == MEMBERS and presence is Presence.PRESENT and member is not None


@circulation.route("/circulate", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def page(slug: str, day: str) -> ResponseReturnValue:
    """Show who has the draft; send it round for corrections."""
    of, now = meeting_addressed(slug, day), london_now()
    minutes = record_of(of)
    known, unknown = addressees(of, minutes) if minutes else ([], [])
    last = queries.circulations(minutes) if minutes else []
    seen = last[0].id if last else 0
    form = CirculateForm(known, data={"seen": str(seen)})
    if minutes and form.validate_on_submit():
        try:
            row = circulating.circulate(
                minutes,
                form.people,
                form.until.data,
                form.note.data or "",
                seen=int(form.seen.data) if (form.seen.data or "").isdecimal() else 0,
                full=public_url,
                now=now,
                actor=actor(),
            )
            until = row.until
            db.session.commit()
        except Refused as refused:
            db.session.rollback()
            (form.until if "last day" in refused.ruling.reason else form.to).errors = [refused.ruling.reason]
        else:
            who = counted(len(form.people), "person", "people")
            goes = "goes to" if server_is_set() else "waits to be handed over to"
            tell(f"The draft {goes} {who}. Corrections can be asked for until {day_in_words(until)}.")
            return redirect(url_for("circulation.page", slug=slug, day=day), 303)
    return show(slug, day, form, unknown)


def show(slug: str, day: str, form: CirculateForm, unknown: Sequence[str]) -> ResponseReturnValue:
    """Set out the page of a circulation."""
    of = meeting_addressed(slug, day)
    minutes = record_of(of)
    standings = standing_of(minutes) if minutes else []
    html = render_template(
        "minute_book/circulate.html",
        meeting=of,
        minutes=minutes,
        form=form,
        unknown=unknown,
        standings=standings,
        has_exempt=any(access is PaperAccess.EXEMPT for access, _said in standings),
        confirmed=confirmed(of),
        sent={row.id: row for row in queries.circulations(minutes)} if minutes else {},
        to=queries.circulated_to(minutes) if minutes else [],
        mail_states=STATES,
        london=lambda moment: moment.astimezone(LONDON),
    )
    return html, 422 if form.errors else 200


@circulation.post(f"/links/{NUMBER}")
@open_to(Audience.OFFICER)
def link(slug: str, day: str, number: int) -> ResponseReturnValue:
    """Close somebody's link, or open it again."""
    of = meeting_addressed(slug, day)
    row = db.session.get(CirculatedTo, number)
    if row is None or row.circulation.minutes.meeting_id != of.id:
        raise NotFound("The draft was sent to nobody of that number.")
    closed = request.form.get("do") != "open"
    if circulating.close_link(row, closed=closed, actor=actor()):
        said = f"The link of {row.name} {'is closed' if closed else 'works again'}."
        undo = ("Undo", url_for("circulation.link", slug=slug, day=day, number=number), {"do": "open"})
        db.session.commit()
        tell(said, undo if closed else None)
    return redirect(url_for("circulation.page", slug=slug, day=day), 303)


@circulation.route("/corrections", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def corrections(slug: str, day: str) -> ResponseReturnValue:
    """Show the corrections that were asked for; enter one that was told otherwise."""
    of, now = meeting_addressed(slug, day), london_now()
    minutes = record_of(of)
    form = CorrectionForm(sheets_of(of, minutes), list(PaperAccess))
    if minutes and form.validate_on_submit():
        try:
            where, access = form.item.data, PaperAccess(form.access.data)
            circulating.ask(minutes, where, access, form.text.data or "", form.by.data or "", now=now, actor=actor())
            db.session.commit()
        except Refused as refused:
            db.session.rollback()
            form.text.errors = [refused.ruling.reason]
        else:
            tell("The correction is entered. Answer it below.")
            return redirect(url_for("circulation.corrections", slug=slug, day=day), 303)
    return listed(slug, day, form)


def listed(
    slug: str, day: str, form: CorrectionForm, answering: tuple[int, AnswerForm] | None = None
) -> ResponseReturnValue:
    """Set out the corrections."""
    of = meeting_addressed(slug, day)
    minutes = record_of(of)
    html = render_template(
        "minute_book/corrections.html",
        meeting=of,
        minutes=minutes,
        form=form,
        rows=queries.corrections(minutes) if minutes else [],
        answering=answering,
        empty=AnswerForm(formdata=None),
        standings=standing_of(minutes) if minutes else [],
        closed=frozenset(confirmed(of)),
        london=lambda moment: moment.astimezone(LONDON),
        today=london_today(),
    )
    return html, 422 if form.errors or answering else 200


@circulation.post(f"/corrections/{NUMBER}")
@open_to(Audience.OFFICER)
def answer(slug: str, day: str, number: int) -> ResponseReturnValue:
    """Answer a correction."""
    of, now = meeting_addressed(slug, day), london_now()
    minutes = record_of(of)
    row = queries.correction_numbered(minutes, number) if minutes else None
    if row is None:
        raise NotFound("No correction of that number was asked for of these minutes.")
    form = AnswerForm()
    if form.validate_on_submit():
        takes_up, of_whom = form.takes_up.data == "yes", row.by
        where = url_for("writing.page", slug=slug, day=day, _anchor=f"item-{row.item or 'opening'}")
        try:
            circulating.answer(row, form.answer.data or "", takes_up=takes_up, now=now, actor=actor())
            told = row.circulated_to_id is not None
            db.session.commit()
        except Refused as refused:
            db.session.rollback()
            form.answer.errors = [refused.ruling.reason]
        else:
            sends = " The answer goes to them." if told else " They asked otherwise than by a link: tell them."
            todo = f"{of_whom}’s correction is taken up: change the draft." if takes_up else f"{of_whom} is answered."
            tell(todo + sends)
            return redirect(where if takes_up else url_for("circulation.corrections", slug=slug, day=day), 303)
    empty = CorrectionForm(sheets_of(meeting_addressed(slug, day), record_of(of)), list(PaperAccess), formdata=None)
    return listed(slug, day, empty, (number, form))
