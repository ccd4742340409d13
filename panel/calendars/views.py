"""Calendar feeds: of all bodies and of each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from flask import Blueprint, Response, abort, request, url_for

from panel.access import Audience, open_to
from panel.calendars.feed import Entry, feed
from panel.law.words import day_in_words
from panel.meetings.models import Meeting
from panel.meetings.standing import agenda_open, called_off, details_open, former_days
from panel.public import queries
from panel.public.site import meeting_addressed, public_url, site_name

calendars = Blueprint("calendars", __name__)


@calendars.get("/calendar.ics")
@open_to(Audience.PUBLIC)
def everything() -> Response:
    """Give the meetings of all bodies."""
    name = f"{site_name()}: all meetings"
    return answer(name, "The meetings of all panels and working groups.", queries.all_meetings(None), "calendar.ics")


@calendars.get("/calendar/<slug>.ics")
@open_to(Audience.PUBLIC)
def of_body(slug: str) -> Response:
    """Give the meetings of one body."""
    body = queries.body_named(slug)
    if body is None:
        abort(404)
    return answer(body.name, f"The meetings of the {body.name}.", queries.all_meetings(body), f"{slug}.ics")


@calendars.get("/meetings/<slug>/<day>/meeting.ics")
@open_to(Audience.PUBLIC)
def of_meeting(slug: str, day: str) -> Response:
    """Give one meeting, for a calendar that subscribes to nothing."""
    meeting = meeting_addressed(slug, day)
    name = f"{meeting.body.name}, {day_in_words(meeting.date)}"
    return answer(name, f"One meeting of the {meeting.body.name}.", [meeting], f"{slug}-{day}.ics")


def answer(name: str, description: str, meetings: Iterable[Meeting], file_name: str) -> Response:
    """Answer with a feed, or with 304 to a client that has this one, or with the range that it asks for."""
    content = feed(name, description, [entry(meeting) for meeting in meetings], public_url(request.path))
    response = Response(content, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'inline; filename="{file_name}"'
    response.headers["Cache-Control"] = "public, no-cache"
    response.set_etag(hashlib.sha256(content).hexdigest())
    response.make_conditional(request.environ, accept_ranges=True, complete_length=len(content))
    return response


def entry(meeting: Meeting) -> Entry:
    """Say of a meeting what its readers may know."""
    link = public_url(url_for("meetings.page", slug=meeting.body.slug, day=meeting.date.isoformat()))
    known = Entry(
        uid=meeting.uid,
        sequence=meeting.sequence,
        body=meeting.body.name,
        day=meeting.date,
        link=link,
        closed=meeting.closed,
        called_off=called_off(meeting),
    )
    if not details_open(meeting):
        return known
    return Entry(
        **{
            **vars(known),
            "start": meeting.start,
            "venue": meeting.venue,
            "note": meeting.note,
            "closed": meeting.closed,
            "moved_from": tuple(former_days(meeting)),
            "agenda_published": agenda_open(meeting),
        }
    )
