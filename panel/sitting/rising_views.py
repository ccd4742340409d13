"""The end of a meeting: when it rose, and what is still open before it is closed."""

from __future__ import annotations

from datetime import time
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from panel.access import Audience, open_to
from panel.accounts.sessions import actor
from panel.extensions import db
from panel.fields import HourField
from panel.law.ruling import Refused
from panel.law.words import time_in_words
from panel.meetings.models import Meeting
from panel.meetings.operations import close as close_meeting
from panel.meetings.operations import reopen as reopen_meeting
from panel.meetings.rules import may_be_held
from panel.minutes.operations import amend, the_minutes
from panel.minutes.rising import may_have_risen, sheet_clock
from panel.public.clock import london_now
from panel.public.site import meeting_addressed, tell
from panel.sitting.closing import impossible_hours, still_open
from panel.sitting.facts import sitting_of
from panel.sitting.views import not_kept, sitting

sitting.add_app_template_global(sheet_clock, "sheet_clock")
sitting.add_app_template_global(impossible_hours, "impossible_hours")


class RoseForm(FlaskForm):
    """When the meeting rose."""

    rose = HourField("The meeting rose at")


@sitting.route("/close", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def close(slug: str, day: str) -> ResponseReturnValue:
    """Show what is still open; record when the meeting rose, and that it was held."""
    of, now = meeting_addressed(slug, day), london_now()
    here, refused = sitting_of(of, now), ""
    recorded = here.minutes.rose if here.minutes else None
    form = RoseForm(data={"rose": recorded})
    if form.validate_on_submit():
        rose = now.time().replace(second=0, microsecond=0) if request.form.get("do") == "now" else form.rose.data
        ruling = may_have_risen(rose, here.minutes.began if here.minutes else None)
        if rose is None or not ruling:
            form.rose.errors = [ruling.reason]
        else:
            try:
                record_rose(of, rose)
                close_meeting(of, now.date(), actor=actor())
                undo = url_for("sitting.reopen", slug=slug, day=of.date)
                db.session.commit()
                tell(f"The meeting rose at {time_in_words(rose)}, and is closed.", ("Open it again", undo, {}))
                return redirect(url_for("sheets.page", slug=slug, day=of.date), 303)
            except Refused as error:
                db.session.rollback()
                refused, of = error.ruling.reason, meeting_addressed(slug, day)
                here = sitting_of(of, now)
    return render_template(
        "sitting/close.html", meeting=of, form=form, refused=refused, points=still_open(here), recorded=recorded
    )


def record_rose(of: Meeting, rose: time) -> None:
    """Record when the meeting rose. Where that was not recorded before, its sheet is due. Raises Refused."""
    ruling = may_be_held(of.status, of.date, london_now().date())
    if not ruling:
        raise Refused(ruling)
    minutes = the_minutes(of, actor=actor())
    columns: dict[str, Any] = {"rose": rose}
    if minutes.rose is None:
        columns["rose_noted_at"] = london_now()
    amend(minutes, columns, actor=actor())


@sitting.post("/rose")
@open_to(Audience.OFFICER)
def rose_now(slug: str, day: str) -> ResponseReturnValue:
    """Record that the meeting rises at this moment, unless it rose already; go on to close it."""
    of, now = meeting_addressed(slug, day), london_now()
    minutes = sitting_of(of, now).minutes
    try:
        if minutes is None or minutes.rose is None:
            record_rose(of, time(now.hour, now.minute))
            db.session.commit()
    except Refused as refused:
        db.session.rollback()
        return not_kept(of, refused.ruling.reason)
    return redirect(url_for("sitting.close", slug=slug, day=of.date), 303)


@sitting.post("/reopen")
@open_to(Audience.OFFICER)
def reopen(slug: str, day: str) -> ResponseReturnValue:
    """Open a meeting again that was closed too early."""
    of = meeting_addressed(slug, day)
    if reopen_meeting(of, actor=actor()):
        db.session.commit()
        tell("The meeting is open again. When it rose stays recorded until you change it.")
    return redirect(url_for("sitting.page", slug=slug, day=of.date), 303)
