"""A member's papers: the meetings at which they sit, each agenda with every paper, exempt ones marked."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, send_file
from werkzeug.exceptions import NotFound

from panel.access import Audience, open_to
from panel.accounts.sessions import signed_in_user
from panel.briefing.gathering import CHAIR
from panel.despatch.operations import note_reading
from panel.documents.queries import prepared_file
from panel.documents.store import Store
from panel.extensions import db
from panel.meetings.models import Meeting
from panel.members.models import Appointment
from panel.members.queries import seats
from panel.packs.models import Publication
from panel.packs.published import File, latest, whole_pack
from panel.people.queries import member_of
from panel.public.agenda_page import file_in_words
from panel.public.clock import london_today
from panel.public.site import meeting_addressed
from panel.readers.queries import ItemRead, agenda_for, meetings_of
from panel.sheets.queries import latest as latest_sheet

readers = Blueprint("readers", __name__, url_prefix="/papers")
LARGEST = 2**31 - 1
"""The largest number that a row can have."""
NOT_YOURS = "You have no papers of a meeting of that body on that day."


@readers.get("/")
@open_to(Audience.MEMBER)
def page() -> str:
    """List the meetings at which the member sits: the coming ones, then those that are past, the latest first."""
    member, today = member_of(signed_in_user()), london_today()
    meetings = meetings_of(member) if member else ()
    return render_template(
        "readers/page.html",
        member=member,
        coming=[meeting for meeting in meetings if meeting.date >= today],
        past=[meeting for meeting in reversed(meetings) if meeting.date < today],
        today=today,
    )


@readers.get("/<slug>/<day>/")
@open_to(Audience.MEMBER)
def meeting(slug: str, day: str) -> str:
    """Show a meeting's agenda with the papers that the member has of it."""
    found, agenda = agenda_addressed(slug, day)
    out, seat = latest(found), own_seat(found)
    return render_template(
        "readers/meeting.html",
        meeting=found,
        agenda=agenda,
        pack=fullest(out) if out else None,
        decided=latest_sheet(found) is not None,
        called=seat is not None and found.date >= london_today(),
        chairs=seat is not None and seat.office == CHAIR,
        file_in_words=file_in_words,
    )


def own_seat(meeting: Meeting) -> Appointment | None:
    """Give the seat that the member who is signed in has on the day of a meeting; a substitute has none."""
    member = member_of(signed_in_user())
    every = seats(meeting.body, meeting.date)
    return next((each for each in every if member and each.member_id == member.id), None)


@readers.get("/<slug>/<day>/pack.pdf")
@open_to(Audience.MEMBER)
def pack(slug: str, day: str) -> Response:
    """Give a member the whole pack as it was published, the exempt papers of it included; kept by nobody."""
    found, _agenda = agenda_addressed(slug, day)
    out = latest(found)
    if out is None:
        raise NotFound("The pack of this meeting is on its public page.")
    file = Store.of_app().path(fullest(out).sha256)
    note(found, whole_pack(out), fullest(out).sha256, (1, out.last_page))
    name = f"{slug}-{found.date}-agenda-pack-restricted.pdf"
    return send_file(file, mimetype="application/pdf", download_name=name, etag=False, conditional=True, max_age=0)


def note(meeting: Meeting, what: str, sha256: str, pages: tuple[int, int] | None) -> None:
    """Keep that the member opened a file, so that they can be told where a page of it is withdrawn."""
    if note_reading(signed_in_user(), meeting, what, sha256, pages):
        db.session.commit()


def fullest(out: Publication) -> File:
    """Give the edition of everything published that members have: the restricted one, where there is any."""
    return File.of(out.whole[-1])


@readers.get(f"/<slug>/<day>/<int(max={LARGEST}):number>.pdf")
@open_to(Audience.MEMBER)
def paper(slug: str, day: str, number: int) -> Response:
    """Give the PDF of a paper to a member who has it; kept by nobody."""
    found, agenda = agenda_addressed(slug, day)
    for under, each in ((item, paper) for item in agenda for paper in item.papers):
        if each.number == number and each.document:
            file = prepared_file(Store.of_app(), each.document).pdf
            note(found, f"Item {under.number}, {each.name}", each.document.prepared_sha256 or "", each.place)
            name = f"{slug}-{found.date}-paper-{number}.pdf"
            return send_file(
                file, mimetype="application/pdf", download_name=name, etag=False, conditional=True, max_age=0
            )
    raise NotFound("You have no such paper of this meeting.")


def agenda_addressed(slug: str, day: str) -> tuple[Meeting, list[ItemRead]]:
    """Give the meeting that an address means with the papers that the member has of it, or answer 404."""
    found, member = meeting_addressed(slug, day), member_of(signed_in_user())
    agenda = agenda_for(member, found) if member else None
    if agenda is None:
        raise NotFound(NOT_YOURS)
    return found, agenda
