"""The page on which a member answers the calling notice: it opens by its link alone, and opens nothing else."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound

from panel.access import Audience, open_to
from panel.accounts.sessions import actor, signed_in_user
from panel.calling import operations
from panel.calling.forms import AnswerForm
from panel.calling.queries import link_of, roll_of
from panel.calling.rules import may_answer
from panel.extensions import db
from panel.law.ruling import Refused
from panel.meetings.models import Meeting, MeetingStatus
from panel.meetings.operations import hold
from panel.meetings.standing import called_off
from panel.members.queries import members_of
from panel.people.queries import member_of
from panel.public.clock import LONDON, london_now
from panel.public.site import meeting_addressed, tell
from panel.readers.queries import sits_at

calling = Blueprint("calling", __name__)


@calling.route("/answer/<token>", methods=["GET", "POST"])
@open_to(Audience.PUBLIC)
def answer(token: str) -> Response:
    """Let whoever holds a link answer for the member to whom it was sent, until the meeting begins.

    Opened, it changes nothing: programs that look through e-mail open every link in it.
    """
    link = link_of(token)
    if link is None:
        raise NotFound("This link is not one of ours. Check that you have the whole of it.")
    here = url_for("calling.answer", token=token)
    return answered(link.meeting, link.member_id, f"{link.member.name} (by link)", here)


@calling.route("/papers/<slug>/<day>/answer", methods=["GET", "POST"])
@open_to(Audience.MEMBER)
def own(slug: str, day: str) -> Response:
    """Let a member who is signed in answer the calling notice of a meeting."""
    meeting, member = meeting_addressed(slug, day), member_of(signed_in_user())
    if member is None or not sits_at(member, meeting):
        raise NotFound("You have no seat at a meeting of that body on that day.")
    return answered(meeting, member.id, actor(), url_for("calling.own", slug=slug, day=day), signed_in=True)


def answered(meeting: Meeting, member: int, by: str, here: str, *, signed_in: bool = False) -> Response:
    """Show the form to the member of a number, and keep what it says."""
    now, refused = london_now(), ""
    if request.method == "POST":
        hold(meeting)
    roll = roll_of(meeting, now.date())
    called = next((each for each in roll.called if each.member.id == member), None)
    held = meeting.status is MeetingStatus.HELD
    ruling = may_answer(called_off(meeting), held, meeting.date, meeting.start, now, seated=called is not None)
    if not ruling or called is None:
        page = render_template("calling/closed.html", meeting=meeting, reason=ruling.reason, signed_in=signed_in)
        return kept_by_nobody(page, 410)
    seated = {each.member.id for each in roll.called}
    known = [each for each in members_of(meeting.body) if each.id not in seated]
    form = AnswerForm(known, called.answer, own=True)
    if form.validate_on_submit():
        try:
            operations.answer(meeting, called, now=now, actor=by, **form.said)
        except Refused as error:
            db.session.rollback()
            refused = error.ruling.reason
        else:
            db.session.commit()
            tell("Thank you. Your answer is kept.")
            return kept_by_nobody(redirect(here, 303))
    page = render_template(
        "calling/answer.html",
        meeting=meeting,
        called=called,
        form=form,
        refused=refused,
        signed_in=signed_in,
        london=lambda moment: moment.astimezone(LONDON),
    )
    return kept_by_nobody(page, 422 if refused else 200)


def kept_by_nobody(page: object, status: int | None = None) -> Response:
    """Answer with a page that no cache keeps and no search engine lists."""
    response = make_response(page) if status is None else make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
