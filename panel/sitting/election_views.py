"""From an election to the appointments: what would be entered, entering it, and taking it back."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import NotFound

from panel.access import Audience, open_to
from panel.accounts.sessions import actor
from panel.extensions import db
from panel.law.ruling import Refused
from panel.law.words import day_in_words
from panel.meetings.models import Meeting
from panel.meetings.operations import hold
from panel.minutes.acts import nominations_of
from panel.minutes.electing import body_of, change_by, enter_appointment, take_back_appointment
from panel.minutes.models import Election
from panel.minutes.queries import minutes_of
from panel.public.site import meeting_addressed, tell
from panel.sitting.elections import ELECTION
from panel.sitting.views import NUMBER, sitting
from panel.sitting.wording import tied_in_words

sitting.add_app_template_global(nominations_of)
sitting.add_app_template_global(tied_in_words)


@sitting.route(f"/election/{NUMBER}/appointment", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def appointment(slug: str, day: str, number: int) -> ResponseReturnValue:
    """Show what entering an election in the appointments does; enter it, or take it back."""
    meeting = meeting_addressed(slug, day)
    if request.method == "GET":
        return shown(meeting, number)
    hold(meeting)
    election, back, refused = elected(meeting, number), "back" in request.form, ""
    if back is (election.appointment_id is None):
        return redirect(url_for("sitting.appointment", slug=slug, day=day, number=number), 303)  # a double click
    try:
        if back:
            take_back_appointment(election, actor=actor())
        else:
            enter_appointment(election, actor=actor())
        said = f"{election.elected}: {election.office} from {day_in_words(meeting.date)}, entered in the appointments."
        db.session.commit()
    except Refused as error:
        refused = error.ruling.reason
    except IntegrityError:
        refused = "Somebody else has just changed these seats: look at them again."
    if refused:
        db.session.rollback()
        return shown(meeting_addressed(slug, day), number, refused), 422
    here = url_for("sitting.appointment", slug=slug, day=day, number=number)
    tell("The appointments are as they were before." if back else said, None if back else ("Undo", here, {"back": "1"}))
    return redirect(here, 303)


def shown(meeting: Meeting, number: int, refused: str = "") -> str:
    """Set out what entering an election would do, or that it is entered."""
    election = elected(meeting, number)
    return render_template(
        "sitting/appointment.html",
        meeting=meeting,
        election=election,
        body=body_of(election),
        change=change_by(election),
        refused=refused,
    )


def elected(meeting: Meeting, number: int) -> Election:
    """Give the election that this request's address means, or answer 404."""
    minutes = minutes_of(meeting)
    found = ELECTION.entry(minutes, number=number) if minutes else None
    if not isinstance(found, Election) or found.withdrawn:
        raise NotFound("That election is not on this meeting’s record.")
    return found
