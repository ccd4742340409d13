"""The officers' pages of the answers to a meeting's calling notice."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import NotFound

from panel.access import Audience, open_to
from panel.accounts.sessions import actor
from panel.calling import operations
from panel.calling.forms import AnswerForm
from panel.calling.queries import STATES, Called, Roll, addresses, roll_of
from panel.calling.rules import Sent, may_answer
from panel.despatch.operations import send_out
from panel.extensions import db
from panel.law.ruling import Refused
from panel.law.words import counted
from panel.mail.operations import server_is_set
from panel.meetings.models import Meeting, MeetingStatus
from panel.meetings.operations import hold
from panel.meetings.standing import called_off
from panel.meetings.substituting import name_substitute, withdraw_substitute
from panel.members.models import Member
from panel.members.operations import enrol
from panel.members.queries import members_of
from panel.packs.published import publications
from panel.public.clock import LONDON, london_now
from panel.public.site import meeting_addressed, public_url, tell

answers = Blueprint("answers", __name__, url_prefix="/desk/<slug>/<day>/answers")
LARGEST = 2**31 - 1
"""The largest number that a row can have."""
NUMBER = f"<int(max={LARGEST}):number>"


@answers.route("", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def page(slug: str, day: str) -> ResponseReturnValue:
    """Show what each member answered; send the calling notice, or remind those who have not answered."""
    meeting, now, refused = meeting_addressed(slug, day), london_now(), ""
    if request.method == "POST":
        hold(meeting)
        try:
            tell(written(meeting, now))
        except Refused as error:
            db.session.rollback()
            refused = error.ruling.reason
        else:
            db.session.commit()
            return redirect(url_for("answers.page", slug=slug, day=day), 303)
    return shown(meeting_addressed(slug, day), now, refused)


def shown(meeting: Meeting, now: datetime, refused: str = "") -> ResponseReturnValue:
    """Set out the page; `refused` is why something was not done."""
    roll = roll_of(meeting, now.date())
    reached = addresses([each.member.id for each in roll.called])
    first, again = operations.not_asked(roll.called), operations.to_remind(roll.called, now.date())
    page = render_template(
        "calling/page.html",
        **facts(meeting, now),
        roll=roll,
        reached=reached,
        unreached=sum(each.member.id not in reached and not each.answer for each in roll.called),
        first=[each for each in first if each.member.id in reached],
        again=[each for each in again if each.member.id in reached],
        refused=refused,
        server=server_is_set(),
    )
    return page, 422 if refused else 200


def written(meeting: Meeting, now: datetime) -> str:
    """Write to those who are to be written to, and say to how many."""
    called = roll_of(meeting, now.date()).called
    if request.form.get("do") == "remind":
        rows = operations.remind(meeting, called, public_url, now, actor=actor())
        what = Sent.REMINDER.value
    else:
        rows = operations.ask(meeting, called, public_url, now, actor=actor())
        what = Sent.NOTICE.value
    people = counted(len(rows), "member", "members")
    if server_is_set():
        return f"The {what} goes to {people}."
    return f"The {what} is written for {people}. No mail server is set: hand the e-mails over."


def facts(meeting: Meeting, now: datetime) -> dict[str, Any]:
    """Give what each of the pages shows of a meeting."""
    held = meeting.status is MeetingStatus.HELD
    return {
        "meeting": meeting,
        "open": may_answer(called_off(meeting), held, meeting.date, meeting.start, now),
        "states": STATES,
        "london": lambda moment: moment.astimezone(LONDON),
    }


@answers.route(f"/{NUMBER}", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def member(slug: str, day: str, number: int) -> ResponseReturnValue:
    """Show what one member answered, the first answer first; enter what they told an officer."""
    meeting, now, refused = meeting_addressed(slug, day), london_now(), ""
    if request.method == "POST":
        hold(meeting)
    roll, called = called_of(meeting, number, now)
    form = AnswerForm(known(meeting, roll), called.answer, own=False)
    if form.validate_on_submit():
        try:
            new = operations.answer(meeting, called, now=now, actor=actor(), **form.said)
        except Refused as error:
            db.session.rollback()
            refused = error.ruling.reason
            roll, called = called_of(meeting_addressed(slug, day), number, now)
        else:
            db.session.commit()
            said = form.said["coming"].said
            tell(f"{called.member.name}: {said[0].lower()}{said[1:]}." if new else "That was their answer already.")
            return redirect(url_for("answers.page", slug=slug, day=day, _anchor=f"member-{number}"), 303)
    return render_template(
        "calling/member.html", **facts(roll.meeting, now), roll=roll, called=called, form=form, refused=refused
    )


@answers.post(f"/{NUMBER}/substitute")
@open_to(Audience.OFFICER)
def confirm(slug: str, day: str, number: int) -> ResponseReturnValue:
    """Name the substitute whom a member gave; what is published goes to them at once, as to the member."""
    meeting, now = meeting_addressed(slug, day), london_now()
    hold(meeting)
    roll, called = called_of(meeting, number, now)
    if called.answer is None or not called.to_confirm:
        return shown(meeting, now, f"{called.member.name} has no substitute who is to be named.")
    try:
        substitute = called.answer.substitute or recorded(meeting, roll, called, called.answer.substitute_name)
        row = name_substitute(meeting, called.member, substitute, actor=actor())
        send_out(meeting, publications(meeting), public_url, actor=actor(), only=substitute)
        undo = url_for("despatch.withdraw", slug=slug, day=day, number=row.id)
        said = f"{substitute.name} stands in for {called.member.name}."
        db.session.commit()
    except (Refused, IntegrityError) as error:
        db.session.rollback()
        taken = "Somebody of that name has a seat of their own: enter another name."
        reason = error.ruling.reason if isinstance(error, Refused) else taken
        return shown(meeting_addressed(slug, day), now, reason)
    tell(said, ("Undo", undo, {}))
    return redirect(url_for("answers.page", slug=slug, day=day, _anchor=f"member-{number}"), 303)


@answers.post(f"/{NUMBER}/withdraw")
@open_to(Audience.OFFICER)
def withdraw(slug: str, day: str, number: int) -> ResponseReturnValue:
    """Withdraw the substitute of a member who comes after all."""
    meeting, now = meeting_addressed(slug, day), london_now()
    hold(meeting)
    _roll, called = called_of(meeting, number, now)
    if called.named:
        withdraw_substitute(called.named, actor=actor())
        tell(f"{called.named.member.name} does not stand in for {called.member.name} any more.")
        db.session.commit()
    return redirect(url_for("answers.page", slug=slug, day=day, _anchor=f"member-{number}"), 303)


def called_of(meeting: Meeting, number: int, now: datetime) -> tuple[Roll, Called]:
    """Give the member of a number with everybody else who is called, or answer 404."""
    roll = roll_of(meeting, now.date())
    called = next((each for each in roll.called if each.member.id == number), None)
    if called is None:
        raise NotFound("Nobody of that number has a seat on the day of this meeting.")
    return roll, called


def known(meeting: Meeting, roll: Roll) -> list[Member]:
    """Give those recorded with the panel who have no seat of their own that day."""
    seated = {each.member.id for each in roll.called}
    return [each for each in members_of(meeting.body) if each.id not in seated]


def recorded(meeting: Meeting, roll: Roll, called: Called, name: str) -> Member:
    """Give the one whom a member named: recorded already, or recorded now with the authority of that member."""
    for each in known(meeting, roll):
        if each.name.casefold() == name.casefold():
            return each
    return enrol(meeting.body.parent or meeting.body, name, called.member.kind, called.member.authority, actor=actor())
