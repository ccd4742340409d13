"""The page of a meeting's irregular acts, for the monitoring officer: printed, and noted once that officer was told."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms.validators import DataRequired

from panel.access import Audience, open_to
from panel.accounts.sessions import actor
from panel.extensions import db
from panel.fields import DayField, Given
from panel.law.ruling import Refused
from panel.meetings.models import Meeting
from panel.minutes.irregular import Irregular
from panel.minutes.told import take_back, tellings
from panel.minutes.told import tell as note_told
from panel.procedure.forms import line
from panel.public.clock import london_now
from panel.public.site import meeting_addressed, tell
from panel.sitting.facts import sitting_of
from panel.sitting.voters import acts_of

irregular_acts = Blueprint("irregular_acts", __name__, url_prefix="/desk/<slug>/<day>/irregular")


class ToldForm(FlaskForm):
    """That the monitoring officer was told."""

    told = line("Who was told", DataRequired("Enter who was told."))
    on = DayField("When", [Given("Enter the day on which they were told.")])


@irregular_acts.app_template_global()
def acts_of_meeting(meeting: Meeting) -> list[Irregular]:
    """Give the irregular acts of a meeting, for the pages that lead to theirs."""
    here = sitting_of(meeting, london_now())
    return acts_of(here) if here.minutes else []


@irregular_acts.route("", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def page(slug: str, day: str) -> ResponseReturnValue:
    """Show every irregular act of a meeting with its authority; note that the monitoring officer was told."""
    meeting, now = meeting_addressed(slug, day), london_now()
    here = sitting_of(meeting, now)
    acts, notes = acts_of(here), tellings(here.minutes) if here.minutes else []
    known = frozenset().union(*(note.keys for note in notes))
    new = [act for act in acts if act.key not in known]
    form = ToldForm(data={"told": meeting.body.officer_name, "on": now.date()})
    if form.validate_on_submit() and here.minutes:
        try:
            note_told(here.minutes, new, form.told.data or "", form.on.data, now.date(), actor=actor())
            db.session.flush()
            number = tellings(here.minutes)[-1].number
            db.session.commit()
        except Refused as refused:
            db.session.rollback()
            form.on.errors = [refused.ruling.reason]
        else:
            undo = url_for("irregular_acts.undo", slug=slug, day=day)
            tell("It is noted that the monitoring officer was told.", ("Undo", undo, {"number": number}))
            return redirect(url_for("irregular_acts.page", slug=slug, day=day), 303)
    status = 422 if request.method == "POST" else 200
    return (
        render_template(
            "sitting/irregular.html", meeting=meeting, sitting=here, acts=acts, notes=notes, new=new, form=form
        ),
        status,
    )


@irregular_acts.post("/undo")
@open_to(Audience.OFFICER)
def undo(slug: str, day: str) -> ResponseReturnValue:
    """Take back a note that the monitoring officer was told."""
    here = sitting_of(meeting_addressed(slug, day), london_now())
    number = request.form.get("number", "")
    try:
        if here.minutes and number.isdecimal():
            take_back(here.minutes, int(number), actor=actor())
        db.session.commit()
        tell("The note is taken back.")
    except Refused as refused:
        db.session.rollback()
        tell(refused.ruling.reason)
    return redirect(url_for("irregular_acts.page", slug=slug, day=day), 303)
