"""Take an item at the meeting without notice, and say why."""

from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from panel.access import Audience, open_to
from panel.accounts.sessions import actor
from panel.agendas import operations
from panel.agendas.operations import take_off
from panel.extensions import db
from panel.law.ruling import Refused
from panel.public.clock import london_now
from panel.public.site import meeting_addressed, tell
from panel.sitting import urgent
from panel.sitting.facts import Sitting, sitting_of
from panel.sitting.urgent import ReasonForm, UrgentForm
from panel.sitting.views import NUMBER, not_kept, sitting

sitting.add_app_template_global(urgent.taken, "urgent_items")


@sitting.post("/urgent")
@open_to(Audience.OFFICER)
def take_urgent(slug: str, day: str) -> ResponseReturnValue:
    """Put an item on the agenda that the chair takes as urgent."""
    of, now = meeting_addressed(slug, day), london_now()
    form = UrgentForm()
    if not form.validate():
        return not_kept(of, " ".join(error for errors in form.errors.values() for error in errors))
    try:
        item = urgent.take(sitting_of(of, now), form.title.data, form.reason.data or "", now=now, actor=actor())
    except Refused as refused:
        db.session.rollback()
        return not_kept(of, refused.ruling.reason)
    number, warned = item.number, not item.urgent_reason
    undo = url_for("sitting.take_urgent_back", slug=slug, day=of.date, number=item.id)
    db.session.commit()
    lacks = " Give the chair’s reason: the minutes must specify it." if warned else ""
    tell(f"Item {number} is on the agenda as urgent.{lacks}", ("Undo", undo, {}))
    return redirect(url_for("sitting.page", slug=slug, day=of.date, item=number, _anchor="urgent"), 303)


@sitting.post(f"/urgent/{NUMBER}")
@open_to(Audience.OFFICER)
def explain_urgent(slug: str, day: str, number: int) -> ResponseReturnValue:
    """Keep the special circumstances for which the chair took an item."""
    of = meeting_addressed(slug, day)
    item, form = _item(sitting_of(of, london_now()), number), ReasonForm()
    if not form.validate():
        return not_kept(of, " ".join(error for errors in form.errors.values() for error in errors))
    operations.amend(item, {"urgent_reason": form.reason.data}, actor=actor())
    said = f"The chair’s reason for item {item.number} is recorded."
    here = url_for("sitting.page", slug=slug, day=of.date, item=item.number, _anchor="urgent")
    db.session.commit()
    tell(said)
    return redirect(here, 303)


@sitting.post(f"/urgent/{NUMBER}/take-back")
@open_to(Audience.OFFICER)
def take_urgent_back(slug: str, day: str, number: int) -> ResponseReturnValue:
    """Take an urgent item off the agenda again."""
    of = meeting_addressed(slug, day)
    item = _item(sitting_of(of, london_now()), number)
    title = item.title
    take_off(item, actor=actor())
    db.session.commit()
    tell(f"“{title}” is off the agenda again.")
    return redirect(url_for("sitting.page", slug=slug, day=of.date, _anchor="urgent"), 303)


def _item(here: Sitting, number: int) -> urgent.Item:
    found = next((item for item in urgent.taken(here) if item.id == number), None)
    if found is None:
        raise NotFound("That is not an urgent item of this meeting.")
    return found
