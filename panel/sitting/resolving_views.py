"""What is done with resolutions beside writing them: a motion taken over, numbers closed up."""

from __future__ import annotations

from flask import request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from panel.access import Audience, open_to
from panel.accounts.sessions import actor
from panel.extensions import db
from panel.law.ruling import Refused
from panel.minutes.models import Minutes
from panel.minutes.operations import the_minutes
from panel.minutes.resolving import left_open
from panel.public.clock import london_now
from panel.public.site import meeting_addressed, tell
from panel.sitting import resolving
from panel.sitting.facts import sitting_of
from panel.sitting.views import NUMBER, kept, not_kept, sitting

sitting.add_app_template_global(resolving.resolved, "resolved")
sitting.add_app_template_global(left_open, "left_open")


@sitting.post(f"/resolution/from-motion/{NUMBER}")
@open_to(Audience.OFFICER)
def take_over(slug: str, day: str, number: int) -> ResponseReturnValue:
    """Take over as resolved what was moved and agreed."""
    of = meeting_addressed(slug, day)
    minutes = sitting_of(of, london_now()).minutes
    motion = next((row for row in minutes.motions if row.id == number), None) if minutes else None
    if minutes is None or motion is None:
        raise NotFound("That motion is not on this meeting’s record.")
    try:
        row = resolving.take_over(minutes, motion, actor=actor())
    except Refused as refused:
        db.session.rollback()
        return not_kept(of, refused.ruling.reason)
    item, said = row.item, f"Resolution {row.number} under item {row.item}: taken over from the motion."
    undo = url_for("sitting.withdraw", slug=slug, day=of.date, name="resolution", number=row.id)
    db.session.commit()
    tell(said, ("Undo", undo, {"item": item}))
    return kept(of, ("resolutions",), item=item)


@sitting.post("/resolution/numbers")
@open_to(Audience.OFFICER)
def numbers(slug: str, day: str) -> ResponseReturnValue:
    """Give resolutions the numbers that were offered and seen; nothing else changes."""
    of, item = meeting_addressed(slug, day), request.form.get("item", "")
    minutes: Minutes = the_minutes(of, actor=actor())
    asked = [(name.removeprefix("to-"), value) for name, value in request.form.items() if name.startswith("to-")]
    to = {int(id): value for id, value in asked if id.isdecimal() and id.isascii() and len(id) <= 9}
    try:
        before = resolving.renumber(minutes, to, actor=actor())
    except Refused as refused:
        db.session.rollback()
        return not_kept(of, refused.ruling.reason)
    here = url_for("sitting.numbers", slug=slug, day=of.date)
    db.session.commit()
    said = ", ".join(f"{was} is now {to[id]}" for id, was in before.items())
    tell(f"Resolutions of item {item} renumbered: {said}.", ("Undo", here, {"item": item} | _fields(before)))
    return kept(of, ("resolutions",), item=item)


def _fields(to: dict[int, str]) -> dict[str, str]:
    return {f"to-{id}": number for id, number in to.items()}
