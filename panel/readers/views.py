"""A member's papers: the meetings at which they sit, each agenda with every paper, exempt ones marked."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, send_file
from werkzeug.exceptions import NotFound

from panel.access import Audience, open_to
from panel.accounts.sessions import signed_in_user
from panel.agendas.models import Item
from panel.documents.queries import prepared_file
from panel.documents.store import Store
from panel.law.exemptions import description
from panel.meetings.models import Meeting
from panel.papers.models import Paper
from panel.people.queries import member_of
from panel.public.clock import london_today
from panel.public.site import meeting_addressed
from panel.readers.queries import meetings_of, papers_of

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
    return render_template("readers/meeting.html", meeting=found, agenda=agenda, description=description)


@readers.get(f"/<slug>/<day>/<int(max={LARGEST}):number>.pdf")
@open_to(Audience.MEMBER)
def paper(slug: str, day: str, number: int) -> Response:
    """Give the PDF of a paper to a member who has it; kept by nobody."""
    found, agenda = agenda_addressed(slug, day)
    for _item, papers in agenda:
        for each in papers:
            if each.id == number and each.document and each.can_be_opened:
                file = prepared_file(Store.of_app(), each.document).pdf
                name = f"{slug}-{found.date}-paper-{number}.pdf"
                return send_file(
                    file, mimetype="application/pdf", download_name=name, etag=False, conditional=True, max_age=0
                )
    raise NotFound("You have no such paper of this meeting.")


def agenda_addressed(slug: str, day: str) -> tuple[Meeting, list[tuple[Item, list[Paper]]]]:
    """Give the meeting that an address means with the papers that the member has of it, or answer 404."""
    found, member = meeting_addressed(slug, day), member_of(signed_in_user())
    agenda = papers_of(member, found) if member else None
    if agenda is None:
        raise NotFound(NOT_YOURS)
    return found, agenda
