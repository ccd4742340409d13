"""What views of several rooms share: the site's name, and the meeting that an address means."""

from __future__ import annotations

import re
from datetime import date

from flask import current_app, g, redirect, request, url_for
from werkzeug.exceptions import HTTPException, NotFound

from panel.meetings.models import Meeting
from panel.meetings.queries import at, moved_from
from panel.procedure.models import Body, BodyKind
from panel.public.queries import bodies

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def panels() -> list[Body]:
    """Give the panels of this instance, read once a request."""
    if "panels" not in g:
        g.panels = [body for body in bodies() if body.kind is BodyKind.PANEL]
    return list(g.panels)


def site_name() -> str:
    """Name the site as its header does: by its setting, else by its only panel."""
    name = str(current_app.config["SITE_NAME"])
    known = panels()
    return known[0].name if name == "Panel" and len(known) == 1 else name


def public_url(path: str) -> str:
    """Give the full address of a page: on the site's own address where that is set, else where this request came."""
    base = str(current_app.config.get("SITE_URL") or request.url_root)
    return base.rstrip("/") + path


def meeting_addressed(slug: str, day: str) -> Meeting:
    """Give the meeting that this request's address means; lead from an old address to the new one, or answer 404.

    The redirect is temporary: a meeting can move back, and another can be called for the day that it left. A browser
    that remembered the old answer for ever would then never find it.
    """
    when = _day(day)
    if when is None:
        raise NotFound(f"A meeting’s address ends with its date, such as /meetings/{slug}/2018-03-19.")
    meeting = at(slug, when)
    if meeting is not None:
        return meeting
    moved = moved_from(slug, when)
    if moved is None or request.endpoint is None:
        raise NotFound("No meeting of that body is recorded for that day.")
    arguments = {**(request.view_args or {}), "day": moved.date.isoformat()}
    raise HTTPException(response=redirect(url_for(request.endpoint, **arguments), 302))


def _day(text: str) -> date | None:
    if not DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
