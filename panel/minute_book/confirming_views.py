"""What a meeting does with the minutes of an earlier one: it confirms them, amended or not, and they are signed."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from panel.access import Audience, open_to
from panel.accounts.sessions import actor
from panel.agendas.models import Item
from panel.extensions import db
from panel.law.ruling import Refused
from panel.law.words import day_in_words, visible
from panel.meetings.models import Meeting
from panel.minute_book import confirming, queries
from panel.minute_book.confirming import Amended
from panel.minute_book.forms import ConfirmForm, SignForm
from panel.minute_book.operations import LONGEST_PASSAGE, WrittenMeanwhile
from panel.minute_book.rules import Standing, may_take_back, signs_oddly, state_of
from panel.minute_book.sheets import Part, names_there, sheets_of
from panel.minutes.models import Confirmation, Minutes
from panel.minutes.queries import confirmed, minutes_of, record_of
from panel.papers.models import PaperAccess
from panel.public.clock import london_now, london_today
from panel.public.site import meeting_addressed, tell

confirmations = Blueprint("confirmations", __name__, url_prefix="/desk/<slug>/<day>/earlier-minutes")
EARLIER = "/<earlier>/<access>"
SHOWN = 3
"""How many earlier minutes stand on the page of a running meeting: the last ones that are still to be signed."""


class Earlier(NamedTuple):
    """Minutes of an earlier meeting, as a later one has them before it."""

    minutes: Minutes
    access: PaperAccess
    standing: Standing
    confirmation: Confirmation | None
    """The entry by which they were confirmed; None where they are not yet."""
    may_take_back: bool


@confirmations.app_template_global()
def minutes_before(of: Meeting) -> list[Earlier]:
    """Give the minutes of earlier meetings that this one can confirm or sign, the latest first."""
    rows = queries.to_confirm(of)
    facts = queries.facts_of(rows, london_today())
    entries = queries.confirmations_of(rows)
    found = []
    for row in rows:
        for access in PaperAccess:
            half = (row.id, access)
            if half not in facts:
                continue
            entry, signed = entries.get(half), facts[half].settled.signed
            here = entry is not None and entry.minutes.meeting_id == of.id
            if signed and not here and signed != of.date:
                continue
            back = entry is not None and bool(
                may_take_back(of.date, london_today(), rose=entry.minutes.rose is not None, signed=signed is not None)
            )
            found.append(Earlier(row, access, state_of(facts[half]), entry, here and back))
    return found[: SHOWN * 2]


def addressed(slug: str, day: str, earlier: str, access: str) -> tuple[Meeting, Minutes, PaperAccess]:
    """Give the later meeting and the minutes of the earlier one, or answer 404."""
    of = meeting_addressed(slug, day)
    minutes = next((row for row in queries.to_confirm(of) if row.meeting.date.isoformat() == earlier), None)
    halves = queries.halves([minutes]) if minutes else []
    if minutes is None or access not in [half.value for _number, half in halves]:
        raise NotFound("That meeting has no such minutes that could come before this one.")
    return of, minutes, PaperAccess(access)


@confirmations.route(EARLIER, methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def confirm(slug: str, day: str, earlier: str, access: str) -> ResponseReturnValue:
    """Record that the meeting confirmed them, as they are or with what it amended."""
    of, minutes, half = addressed(slug, day, earlier, access)
    now, form = london_now(), ConfirmForm()
    if form.validate_on_submit():
        changed = [part for old, part in amended(minutes, half) if part.text != old.text]
        too_long = any(len(part.text) > LONGEST_PASSAGE for part in changed)
        if too_long:
            form.words.errors = [f"A passage can have {LONGEST_PASSAGE:,} characters at most."]
        elif recorded(of, minutes, half, form, changed, now):
            return to_room(of)
    return ask_to_confirm(slug, day, earlier, access, form)


def recorded(
    of: Meeting, minutes: Minutes, half: PaperAccess, form: ConfirmForm, changed: list[Part], now: datetime
) -> bool:
    """Enter the confirmation and tell of it; False where it was refused, and why stands beside the field."""
    what = f"The {half.value} minutes of {day_in_words(minutes.meeting.date)}"
    how = "as amended" if form.words.data else "as they are"
    back = url_for(
        "confirmations.take_back", slug=of.body.slug, day=of.date, earlier=minutes.meeting.date, access=half.value
    )
    try:
        confirming.confirm(
            of,
            minutes,
            half,
            words=form.words.data or "",
            passages=[Amended(part.item, part.text, part.version, part.what) for part in changed],
            proposer=form.proposer.data or "",
            seconder=form.seconder.data or "",
            item=item_asked(of),
            now=now,
            actor=actor(),
        )
        db.session.commit()
    except WrittenMeanwhile as meanwhile:
        db.session.rollback()
        form.words.errors = [f"{meanwhile.by} changed a passage meanwhile. Load this page again before you confirm."]
        return False
    except Refused as refused:
        db.session.rollback()
        form.words.errors = [refused.ruling.reason]
        return False
    tell(f"{what} are confirmed {how}, and closed.", ("Take it back", back, {}))
    return True


def amended(minutes: Minutes, half: PaperAccess) -> list[tuple[Part, Part]]:
    """Give each passage of the earlier minutes as it stands and as it was sent."""
    found = []
    for sheet in sheets_of(minutes.meeting, record_of(minutes.meeting)):
        for part in sheet.parts:
            if part.access is not half:
                continue
            name = f"text-{part.name}"
            if name not in request.form:
                found.append((part, part))
                continue
            lines = request.form[name].replace("\r\n", "\n").split("\n")
            seen = request.form.get(f"version-{part.name}", 0, type=int)
            text = "\n".join(visible(line) for line in lines)
            found.append((part, Part(part.item, half, part.what, text, max(0, min(seen, 2**31 - 1)), part.number)))
    return found


def ask_to_confirm(slug: str, day: str, earlier: str, access: str, form: ConfirmForm) -> ResponseReturnValue:
    """Set out the earlier minutes, to be confirmed."""
    of, minutes, half = addressed(slug, day, earlier, access)
    html = render_template(
        "minute_book/confirm.html",
        meeting=of,
        minutes=minutes,
        access=half,
        form=form,
        confirmed=confirmed(minutes.meeting).get(half),
        parts=[(old, part) for old, part in amended(minutes, half) if old.text or part.text],
        names=names_there(of, minutes_of(of)),
        item=item_asked(of),
    )
    return html, 422 if form.errors else 200


def item_asked(of: Meeting) -> str:
    """Give the number of the agenda item under which it is recorded; empty for one that its agenda has not."""
    item = request.values.get("item", "")
    numbers = select(Item.number).where(Item.meeting_id == of.id, Item.withdrawn.is_(False))
    return item if item in db.session.scalars(numbers).all() else ""


def to_room(of: Meeting) -> ResponseReturnValue:
    """Go back to the page of the running meeting."""
    item = item_asked(of)
    anchor = f"item-{item}" if item else None
    return redirect(url_for("sitting.page", slug=of.body.slug, day=of.date, item=item or None, _anchor=anchor), 303)


@confirmations.post(f"{EARLIER}/take-back")
@open_to(Audience.OFFICER)
def take_back(slug: str, day: str, earlier: str, access: str) -> ResponseReturnValue:
    """Take a mistaken confirmation back while the meeting runs."""
    of, minutes, half = addressed(slug, day, earlier, access)
    row = queries.confirmations_of([minutes]).get((minutes.id, half))
    if row is None or row.minutes.meeting_id != of.id:
        raise NotFound("This meeting has not confirmed them.")
    try:
        confirming.take_back(row, minutes, now=london_now(), actor=actor())
        db.session.commit()
    except Refused as refused:
        db.session.rollback()
        tell(f"Not taken back. {refused.ruling.reason}")
    else:
        tell("The confirmation is taken back, with what it amended. The minutes can be changed again.")
    return to_room(of)


@confirmations.route(f"{EARLIER}/sign", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def sign(slug: str, day: str, earlier: str, access: str) -> ResponseReturnValue:
    """Note that they were signed at this meeting, by whoever presided."""
    of, minutes, half = addressed(slug, day, earlier, access)
    now, at = london_now(), minutes_of(of)
    presided = at.presided if at else ""
    form = SignForm(data={"name": presided})
    if form.validate_on_submit():
        name, when = form.name.data or "", minutes.meeting.date
        try:
            confirming.sign(minutes, half, of, name, now=now, actor=actor())
            db.session.commit()
        except Refused as refused:
            db.session.rollback()
            form.name.errors = [refused.ruling.reason]
        else:
            odd = signs_oddly(name, presided)
            tell(f"The {half.value} minutes of {day_in_words(when)} are signed by {name}.{' ' + odd if odd else ''}")
            return to_room(of)
    of, minutes, half = addressed(slug, day, earlier, access)
    html = render_template(
        "minute_book/sign.html",
        meeting=of,
        minutes=minutes,
        access=half,
        form=form,
        presided=presided,
        confirmed=confirmed(minutes.meeting).get(half),
        names=names_there(of, minutes_of(of)),
        item=item_asked(of),
    )
    return html, 422 if form.errors else 200
