"""What views of several rooms share: the site's name, and the meeting that an address means."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from flask import current_app, flash, g, get_flashed_messages, redirect, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import HTTPException, NotFound

from panel.meetings.models import Meeting
from panel.meetings.queries import at, moved_from
from panel.procedure.models import Body, BodyKind
from panel.public.queries import bodies, body_named

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


def tell(said: str, undo: tuple[str, str, Mapping[str, Any]] | None = None) -> None:
    """Tell on the next page what was done; `undo` is a button's words, where it sends and what."""
    flash(json.dumps({"said": said, "undo": undo}), "told")


def told_now() -> list[dict[str, Any]]:
    """Give what was just done, for the page that shows it (macros/told.html)."""
    return [json.loads(str(each)) for each in get_flashed_messages(category_filter=["told"])]


def public_url(path: str) -> str:
    """Give the full address of a page: on the site's own address where that is set, else where this request came."""
    base = str(current_app.config.get("SITE_URL") or request.url_root)
    return base.rstrip("/") + path


def wants_json() -> bool:
    """Say whether a script of ours asks, which shows the answer in the page that it stands in."""
    return request.accept_mimetypes.best == "application/json"


@contextmanager
def on_disk(file: FileStorage) -> Iterator[Path]:
    """Put what was sent into a file, for as long as it takes to keep it."""
    with tempfile.TemporaryDirectory(prefix="handed-in-") as folder:
        path = Path(folder) / "paper"
        file.save(path)
        yield path


def body_addressed(slug: str) -> Body:
    """Give the body that an address means, or answer 404."""
    body = body_named(slug)
    if body is None:
        raise NotFound("No panel or working group has that name in its address.")
    return body


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
