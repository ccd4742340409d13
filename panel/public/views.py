"""Pages that bring rooms together for everyone, and what all pages share."""

from __future__ import annotations

import hashlib
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, current_app, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException, NotFound

from panel.access import Audience, open_to
from panel.agendas import wording
from panel.extensions import db
from panel.law.words import day_in_words, time_in_words
from panel.meetings import standing
from panel.meetings.models import Meeting
from panel.packs.queries import as_at
from panel.paths import STATIC
from panel.procedure.models import Body
from panel.procedure.queries import in_force_for
from panel.procedure.rules import Procedure
from panel.public import queries
from panel.public.agenda_page import slug
from panel.public.clock import london_now
from panel.public.site import panels, site_name, told_now

public = Blueprint("public", __name__)
SHOWN_AGENDAS = 3
SHOWN_REPORTS = 8
SHOWN_DATES = 5


@public.get("/")
@open_to(Audience.PUBLIC)
def home() -> str:
    """Show each panel's next meeting, how to ask a question, and what was published last."""
    now = london_now()
    today = now.date()
    following = queries.next_by_panel(today)
    rules = in_force_for({panel: as_at(following[panel.id]) if panel.id in following else today for panel in panels()})
    published = queries.last_published(SHOWN_AGENDAS)
    return render_template(
        "public/home.html",
        fronts=[front(panel, following.get(panel.id), rules[panel], now) for panel in panels()],
        published=published,
        reports=queries.reports_of(published[:1])[:SHOWN_REPORTS],
        coming=queries.meetings_from(today, None, limit=SHOWN_DATES),
        today=today,
    )


def front(panel: Body, meeting: Meeting | None, procedure: Procedure, now: datetime) -> dict[str, Any]:
    """Say what stands first for a panel: its next meeting, and how to ask a question there."""
    rules = procedure.questions(meeting.date if meeting else now.date())
    return {
        "panel": panel,
        "meeting": meeting,
        "published": standing.agenda_open(meeting) if meeting else False,
        "due": standing.agenda_due(meeting, procedure.notice_clear_days) if meeting else None,
        "questions": standing.question_time(meeting, rules, now) if meeting else None,
        "rules": wording.public_questions(rules, "") if rules else (),
    }


@public.get("/accessibility")
@open_to(Audience.PUBLIC)
def accessibility() -> str:
    """Show the accessibility statement (SI 2018/952)."""
    return render_template("public/accessibility.html", panels=panels())


@public.get("/favicon.ico")
@open_to(Audience.PUBLIC)
def favicon() -> ResponseReturnValue:
    """Answer browsers that ask for an icon where they always asked for one."""
    return send_file(STATIC / "img" / "favicon.svg", mimetype="image/svg+xml", max_age=86400)


def init_pages(app: Flask) -> None:
    """Give templates GOV.UK's macros and the house's words, and make errors say what to do."""
    macros = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    app.jinja_loader = ChoiceLoader([app.jinja_loader, macros]) if app.jinja_loader else macros
    app.jinja_env.filters.update(day=day_in_words, clock=time_in_words, slug=slug)
    app.jinja_env.globals.update(asset=asset, standing=standing, told_now=told_now)
    app.context_processor(_site)
    app.register_error_handler(404, _not_found)
    app.register_error_handler(500, _failed)


def asset(name: str) -> str:
    """Give a static file's address, which changes with its bytes so that browsers may keep it."""
    return url_for("static", filename=name, v=_digest(STATIC / name))


@cache
def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def _site() -> dict[str, Any]:
    return {"site_name": site_name}


def _not_found(error: HTTPException) -> ResponseReturnValue:
    said = error.description if error.description != NotFound.description else None
    return render_template("public/404.html", said=said), 404


def _failed(error: Exception) -> ResponseReturnValue:
    """Say so when something went wrong here; the database may be what failed, so the page asks it for nothing."""
    try:
        db.session.rollback()
    except SQLAlchemyError:
        current_app.logger.exception("The session could not be rolled back.")
    return render_template("public/500.html", site_name=lambda: current_app.config["SITE_NAME"]), 500
