"""The page on which minutes are written: beside each what is printed by itself; revisions, later corrections."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from panel.access import Audience, open_to
from panel.accounts.sessions import actor, signed_in_user
from panel.extensions import db
from panel.law.ruling import Refused
from panel.law.words import visible
from panel.meetings.models import Meeting
from panel.minute_book import queries
from panel.minute_book.comparing import compared
from panel.minute_book.confirming import correct_later
from panel.minute_book.forms import LaterCorrectionForm
from panel.minute_book.models import Passage
from panel.minute_book.operations import LONGEST_PASSAGE, WrittenMeanwhile, put_back, write
from panel.minute_book.prose import rendered
from panel.minute_book.rules import Standing, state_of
from panel.minute_book.sheets import Part, Sheet, names_there, sheets_of
from panel.minutes.models import Minutes
from panel.minutes.operations import the_minutes
from panel.minutes.queries import confirmed, record_of
from panel.papers.models import PaperAccess
from panel.people.queries import served
from panel.public.clock import LONDON, london_now, london_today
from panel.public.site import meeting_addressed, tell, wants_json

writing = Blueprint("writing", __name__, url_prefix="/desk/<slug>/<day>/minutes")
LARGEST = 2**31 - 1
"""The largest number that a row can have."""
NUMBER = f"<int(max={LARGEST}):number>"
IN_HAND = timedelta(days=366)
"""How long after a meeting its minutes stand on the desk: older ones came from elsewhere and are nobody's work."""


@dataclass(frozen=True)
class Bound:
    """A passage that was sent and is not kept: to be looked at first, too long, or somebody else wrote meanwhile."""

    part: Part
    refused: str = ""
    theirs: str | None = None
    theirs_version: int = 0
    by: str = ""
    preview: bool = False

    @property
    def both(self) -> str:
        """Give both texts, theirs first."""
        return f"{self.theirs or ''}\n\n{self.part.text}".strip()


@writing.app_template_global()
def minutes_standing(meeting: Meeting) -> list[tuple[PaperAccess, Standing]]:
    """Say how far the public and the exempt minutes of a meeting are; nothing where none are begun."""
    minutes = record_of(meeting)
    return standing_of(minutes) if minutes else []


def standing_of(minutes: Minutes) -> list[tuple[PaperAccess, Standing]]:
    """Say how far the public and the exempt minutes are."""
    facts = queries.facts_of([minutes], london_today())
    return [(access, state_of(each)) for (_number, access), each in facts.items()]


@writing.app_template_global()
def minutes_in_hand() -> list[tuple[Minutes, list[tuple[PaperAccess, Standing]]]]:
    """Give the minutes that the officer who asks has in hand, with how far each is, for the desk."""
    own = served()
    rows = queries.in_hand(None if own.everything else own.bodies, london_today() - IN_HAND)
    facts = queries.facts_of(rows, london_today())
    found = []
    for row in rows:
        said = [(access, state_of(each)) for (number, access), each in facts.items() if number == row.id]
        if any(standing.next for _access, standing in said):
            found.append((row, said))
    return found


@writing.get("")
@open_to(Audience.OFFICER)
def page(slug: str, day: str) -> str:
    """Show the minutes as far as they are written."""
    return shown(meeting_addressed(slug, day))


def shown(of: Meeting, bound: Bound | None = None, later: LaterCorrectionForm | None = None) -> str:
    """Set out the page."""
    minutes = record_of(of)
    sheets = sheets_of(of, minutes)
    days = confirmed(of)
    confirmations = queries.confirmations_of([minutes]) if minutes else {}
    halves = [(access, row) for (_number, access), row in confirmations.items()]
    return render_template(
        "minute_book/write.html",
        meeting=of,
        minutes=minutes,
        sheets=sheets,
        bound=bound,
        standings=standing_of(minutes) if minutes else [],
        closed=frozenset(days),
        names=names_there(of, minutes),
        confirmations=[(access, row, amendments(row)) for access, row in halves],
        signatures=queries.signatures([minutes.id]) if minutes else [],
        corrected=queries.later_corrections(minutes, *PaperAccess) if minutes else [],
        unanswered=[row for row in queries.corrections(minutes) if row.taken_up is None] if minutes else [],
        later=later or later_form(sheets, days),
        rendered=rendered,
        london=lambda moment: moment.astimezone(LONDON),
        user=signed_in_user(),
    )


def amendments(row: Any) -> list[tuple[Passage, Any]]:
    """Give the passages that a confirmation amended, the old words beside the new."""
    return [(revision.passage, compared(old, revision.text)) for revision, old in queries.amended_at(row)]


def later_form(sheets: list[Sheet], days: dict[PaperAccess, Any]) -> LaterCorrectionForm | None:
    """Make the form of a later correction; None while no part of the minutes is confirmed."""
    return LaterCorrectionForm(sheets, list(days), london_today()) if days else None


@writing.post("/write")
@open_to(Audience.OFFICER)
def save(slug: str, day: str) -> ResponseReturnValue:
    """Keep a passage, or show how it would look."""
    of, now = meeting_addressed(slug, day), london_now()
    part = sent(of)
    if request.form.get("do") == "preview":
        return shown(of, Bound(part, preview=True))
    if len(part.text) > LONGEST_PASSAGE:
        return not_kept(of, Bound(part, f"A passage can have {LONGEST_PASSAGE:,} characters at most."))
    try:
        passage = kept(of, part, now)
    except WrittenMeanwhile as meanwhile:
        theirs = meanwhile.passage
        bound = Bound(part, meanwhile.ruling.reason, theirs.text, theirs.version, meanwhile.by)
        return not_kept(of, bound, 409)
    except Refused as refused:
        db.session.rollback()
        return not_kept(meeting_addressed(slug, day), Bound(part, refused.ruling.reason))
    version = passage.version
    db.session.commit()
    if wants_json():
        return jsonify(saved=now.strftime("%H:%M:%S"), version=version, parts={})
    tell(f"Saved {now:%H:%M:%S}.")
    return redirect(url_for("writing.page", slug=slug, day=day, _anchor=f"part-{part.name}"), 303)


def kept(of: Meeting, part: Part, now: datetime) -> Passage:
    """Write a passage; raises as the operation does."""
    minutes = the_minutes(of, actor=actor())
    return write(
        minutes,
        part.item,
        part.text,
        seen=part.version,
        now=now,
        actor=actor(),
        access=part.access,
        what=part.what,
    )


def sent(of: Meeting) -> Part:
    """Read the passage that was sent, or answer 404 where the meeting has no such item."""
    item = request.form.get("item", "")
    sheet = next((each for each in sheets_of(of, record_of(of)) if each.item == item), None)
    wanted = request.form.get("access", ""), request.form.get("what", "")
    part = next((each for each in sheet.parts if (each.access, each.what) == wanted), None) if sheet else None
    if sheet is None or part is None:
        raise NotFound("That item is not one of this meeting’s.")
    lines = request.form.get("text", "").replace("\r\n", "\n").split("\n")
    seen = request.form.get("version", 0, type=int)
    return replace(part, text="\n".join(visible(line) for line in lines), version=max(0, min(seen, LARGEST)))


def not_kept(of: Meeting, bound: Bound, status: int = 422) -> ResponseReturnValue:
    """Answer that a passage was not kept, and why; what was typed stays in its field."""
    if wants_json():
        more = {"theirs": {"text": bound.theirs, "version": bound.theirs_version, "by": bound.by}} if bound.by else {}
        return jsonify(refused=bound.refused, errors={}, **more), status
    return shown(of, bound), status


@writing.get(f"/passages/{NUMBER}")
@open_to(Audience.OFFICER)
def revisions(slug: str, day: str, number: int) -> str:
    """List what a passage said, and compare two revisions word by word."""
    of = meeting_addressed(slug, day)
    passage = passage_addressed(of, number)
    rows = queries.revisions(passage)
    new = chosen(rows, "new", len(rows))
    old = chosen(rows, "old", max(1, new - 1))
    return render_template(
        "minute_book/revisions.html",
        meeting=of,
        passage=passage,
        rows=rows,
        old=old,
        new=new,
        pieces=compared(rows[old - 1].text, rows[new - 1].text),
        closed=passage.access in confirmed(of),
        rendered=rendered,
        london=lambda moment: moment.astimezone(LONDON),
    )


def chosen(rows: Any, name: str, otherwise: int) -> int:
    """Give which revision is asked for, counted from 1; the usual one where there is none such."""
    wanted = request.args.get(name, otherwise, type=int)
    return wanted if 1 <= wanted <= len(rows) else otherwise


@writing.post(f"/passages/{NUMBER}")
@open_to(Audience.OFFICER)
def restore(slug: str, day: str, number: int) -> ResponseReturnValue:
    """Put an earlier revision back; it is a new one, and nothing is lost."""
    of, now = meeting_addressed(slug, day), london_now()
    passage = passage_addressed(of, number)
    wanted = request.form.get("revision", 0, type=int)
    revision = next((row for row in queries.revisions(passage) if row.number == wanted), None)
    if revision is None:
        raise NotFound("That passage has no such revision.")
    seen, was = request.form.get("version", 0, type=int), passage.version
    here = url_for("writing.revisions", slug=slug, day=day, number=number)
    try:
        version = put_back(passage, revision, seen=seen, now=now, actor=actor()).version
        db.session.commit()
    except Refused as refused:
        db.session.rollback()
        tell(f"Not put back. {refused.ruling.reason}")
    else:
        back = ("Undo", here, {"revision": was, "version": version}) if version != was else None
        tell("It says so again. What stood before is kept as a revision.", back)
    return redirect(here, 303)


def passage_addressed(of: Meeting, number: int) -> Passage:
    """Give a passage of a meeting's minutes, or answer 404."""
    minutes = record_of(of)
    passage = queries.passage_numbered(minutes, number) if minutes else None
    if passage is None:
        raise NotFound("Nothing of that number is written of this meeting.")
    return passage


@writing.post("/later")
@open_to(Audience.OFFICER)
def later(slug: str, day: str) -> ResponseReturnValue:
    """Enter a correction beside minutes that were confirmed."""
    of, now = meeting_addressed(slug, day), london_now()
    minutes = record_of(of)
    days = confirmed(of)
    if minutes is None or not days:
        raise NotFound("These minutes are not confirmed yet: change their words instead.")
    form = LaterCorrectionForm(sheets_of(of, minutes), list(days), now.date())
    if form.validate_on_submit():
        try:
            correct_later(
                minutes,
                form.item.data,
                PaperAccess(form.access.data),
                form.text.data or "",
                form.day.data,
                now=now,
                actor=actor(),
            )
            db.session.commit()
        except Refused as refused:
            db.session.rollback()
            form.text.errors = [refused.ruling.reason]
        else:
            tell("The correction stands beside the minutes. Nothing of them was written over.")
            return redirect(url_for("writing.page", slug=slug, day=day, _anchor="later"), 303)
    return shown(meeting_addressed(slug, day), later=form), 422
