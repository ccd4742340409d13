"""What the pages of papers share: their blueprint, and the item or paper that an address means."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import NotFound, RequestEntityTooLarge

from panel.agendas.models import Item
from panel.documents.findings import megabytes
from panel.documents.store import Settings
from panel.extensions import db
from panel.meetings.models import Meeting
from panel.papers.models import Paper, PaperAccess
from panel.papers.telling import name_of, stage_of
from panel.public.clock import LONDON
from panel.public.site import wants_json

papers = Blueprint("papers", __name__, url_prefix="/desk/<slug>/<day>")
LARGEST = 2**31 - 1
"""The largest number that PostgreSQL takes for one."""
ITEM = f"/agenda/<int(max={LARGEST}):item>/papers"
PAPER = f"/papers/<int(max={LARGEST}):paper>"


@papers.context_processor
def _words() -> dict[str, Any]:
    return {
        "stage_of": stage_of,
        "name_of": name_of,
        "london": lambda moment: moment.astimezone(LONDON),
        "most": megabytes(Settings.of_app().max_paper_bytes),
    }


@papers.app_errorhandler(RequestEntityTooLarge)
def too_large(_error: RequestEntityTooLarge) -> ResponseReturnValue:
    """Say what to do where somebody sent more than a page takes at once."""
    if wants_json():
        return jsonify(refused=["That is more than is taken at once. Choose fewer or smaller files."]), 413
    at_once = megabytes(request.max_content_length or 0)
    return render_template("papers/too_large.html", at_once=at_once), 413


def item_of(meeting: Meeting, number: int) -> Item:
    """Give an item of a meeting by its number in our records; 404 where that is another meeting's."""
    item = db.session.get(Item, number)
    if item is None or item.meeting_id != meeting.id:
        raise NotFound("This agenda has no such item.")
    return item


def paper_of(meeting: Meeting, number: int) -> Paper:
    """Give a paper of a meeting by its number in our records; 404 where that is another meeting's."""
    paper = db.session.get(Paper, number, options=[joinedload(Paper.item), joinedload(Paper.document)])
    if paper is None or paper.item.meeting_id != meeting.id:
        raise NotFound("This meeting has no such paper.")
    return paper


def is_exempt(paper: Paper) -> bool:
    """Say whether the public may not have it."""
    return paper.access is PaperAccess.EXEMPT


def back_to_item(item: Item, anchor: str = "") -> ResponseReturnValue:
    """Lead to the papers of an item."""
    return redirect(address("papers.of_item", item.meeting, item=item.id, _anchor=anchor or None), 303)


def back_to_paper(paper: Paper, anchor: str = "") -> ResponseReturnValue:
    """Lead to the page of a paper."""
    return redirect(address("papers.page", paper.item.meeting, paper=paper.id, _anchor=anchor or None), 303)


def address(endpoint: str, meeting: Meeting, **values: Any) -> str:
    """Give the address of a page of a meeting."""
    return url_for(endpoint, slug=meeting.body.slug, day=meeting.date.isoformat(), **values)
