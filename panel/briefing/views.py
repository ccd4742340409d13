"""The chair's brief: a page and a PDF for officers and for the chair who is signed in, and an e-mail that leads there.

It is made anew each time and kept nowhere.
"""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from panel import mail
from panel.access import Audience, open_to
from panel.accounts.sessions import actor, signed_in_user
from panel.audit.operations import record
from panel.briefing.contents import MARK
from panel.briefing.drawn import draw_brief
from panel.briefing.gathering import CHAIR, brief_of
from panel.calling.queries import addresses
from panel.extensions import db
from panel.law.words import day_in_words
from panel.mail.operations import server_is_set
from panel.meetings.models import Meeting
from panel.meetings.operations import hold, subject
from panel.members.models import Member
from panel.members.queries import seats
from panel.people.queries import member_of
from panel.public.clock import london_today
from panel.public.site import meeting_addressed, public_url, tell

briefing = Blueprint("briefing", __name__)


@briefing.get("/desk/<slug>/<day>/brief")
@open_to(Audience.OFFICER)
def page(slug: str, day: str) -> str:
    """Show an officer the chair's brief."""
    meeting = meeting_addressed(slug, day)
    chair = chair_of(meeting)
    return render_template(
        "briefing/page.html",
        meeting=meeting,
        brief=brief_of(meeting, london_today()),
        mark=MARK,
        chair=chair,
        reached=bool(chair and meeting.published and addresses([chair.id])),
        officer=True,
    )


@briefing.get("/desk/<slug>/<day>/brief.pdf")
@open_to(Audience.OFFICER)
def pdf(slug: str, day: str) -> Response:
    """Give an officer the chair's brief to print."""
    return on_paper(meeting_addressed(slug, day))


@briefing.post("/desk/<slug>/<day>/brief")
@open_to(Audience.OFFICER)
def tell_chair(slug: str, day: str) -> ResponseReturnValue:
    """Tell the chair by e-mail that the brief is ready; it leads to the brief, and holds nothing of it."""
    meeting = meeting_addressed(slug, day)
    hold(meeting)
    chair = chair_of(meeting)
    to = addresses([chair.id]) if chair else {}
    if chair and to and meeting.published:
        link = public_url(url_for("briefing.chairs", slug=slug, day=day))
        day_said = day_in_words(meeting.date)
        said = [f"{chair.name}, your brief for {meeting.body.name} on {day_said} is ready.", f"{MARK}."]
        words = f"Chair’s brief: {day_said}"
        about, does = subject(meeting), "Read your brief, after you have signed in"
        mail.send(to[chair.id], words, "asked", about, meeting=meeting, said=said, link=link, does=does)
        record(actor(), "send chair’s brief", about, to=chair.name)
        db.session.commit()
        tell(f"An e-mail {'goes' if server_is_set() else 'is written for you to hand over'} to {chair.name}.")
    return redirect(url_for("briefing.page", slug=slug, day=day), 303)


@briefing.get("/papers/<slug>/<day>/brief")
@open_to(Audience.MEMBER)
def chairs(slug: str, day: str) -> str:
    """Show the brief to the member who holds the chair on the day of the meeting."""
    meeting = chaired(slug, day)
    brief = brief_of(meeting, london_today())
    return render_template("briefing/page.html", meeting=meeting, brief=brief, mark=MARK, officer=False)


@briefing.get("/papers/<slug>/<day>/brief.pdf")
@open_to(Audience.MEMBER)
def chairs_pdf(slug: str, day: str) -> Response:
    """Give the chair the brief to print."""
    return on_paper(chaired(slug, day))


def chaired(slug: str, day: str) -> Meeting:
    """Give the meeting that an address means to the one who chairs it, once its agenda is published, or answer 404."""
    meeting, member = meeting_addressed(slug, day), member_of(signed_in_user())
    chair = chair_of(meeting)
    if not meeting.published or member is None or chair is None or chair.id != member.id:
        raise NotFound("You have no chair’s brief of a meeting of that body on that day.")
    return meeting


def chair_of(meeting: Meeting) -> Member | None:
    """Give the member who holds the chair of a body on the day of a meeting."""
    return next((seat.member for seat in seats(meeting.body, meeting.date) if seat.office == CHAIR), None)


def on_paper(meeting: Meeting) -> Response:
    """Give the brief as a PDF that nobody keeps."""
    response = Response(draw_brief(brief_of(meeting, london_today())), content_type="application/pdf")
    name = f"{meeting.body.slug}-{meeting.date}-chairs-brief-not-for-publication.pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response
