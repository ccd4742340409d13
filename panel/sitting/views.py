"""The page of a meeting as it runs, and what its slips are sent to.

A script sends each slip while it is filled in and is answered in JSON: when it was saved and the parts of the page that
changed, or why not. Without scripts the same forms are sent by their buttons, and the page comes back.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import NotFound

from panel.access import Audience, open_to
from panel.accounts.sessions import actor, signed_in_user
from panel.audit.changes import plain
from panel.extensions import db
from panel.law.ruling import Refused
from panel.meetings.models import Meeting
from panel.minute_book.operations import WrittenMeanwhile, write
from panel.minutes import operations
from panel.minutes.operations import AnyEntry, the_minutes
from panel.papers.models import PaperAccess
from panel.public.clock import london_now
from panel.public.site import meeting_addressed, tell, wants_json
from panel.sitting.facts import Sitting, sitting_of
from panel.sitting.kinds import SLIPS
from panel.sitting.slips import Clash, Slip, SlipForm, clashes

sitting = Blueprint("sitting", __name__, url_prefix="/desk/<slug>/<day>/room")
LARGEST = 2**31 - 1
NUMBER = f"<int(max={LARGEST}):number>"
NOTES_LENGTH = 100_000


@sitting.get("")
@open_to(Audience.OFFICER)
def page(slug: str, day: str) -> ResponseReturnValue:
    """Show the meeting as it runs."""
    return shown(meeting_addressed(slug, day))


def shown(of: Meeting, bound: tuple[Slip, SlipForm, AnyEntry | None] | None = None, refused: str = "") -> str:
    """Set out the page; `bound` is a slip that was sent and could not be kept."""
    here = sitting_of(of, london_now())
    now = item_now(here)
    forms = {name: slip.begun(here, now) for name, slip in SLIPS.items()}
    changing: tuple[Slip, SlipForm, AnyEntry] | None = None
    if bound and bound[2] is not None:
        changing = (bound[0], bound[1], bound[2])
    elif bound:
        forms[bound[0].name] = bound[1]
    else:
        changing = asked_to_change(here)
    return render_template(
        "sitting/page.html",
        sitting=here,
        meeting=of,
        item_now=now,
        forms=forms,
        changing=changing,
        refused=refused,
        user=signed_in_user(),
        slips=SLIPS,
    )


def item_now(here: Sitting) -> str:
    """Name the item that the page opens at: the one asked for, else the first."""
    numbers = [item.number for item in here.items]
    wanted = request.values.get("item", "")
    return wanted if wanted in numbers else (numbers[0] if numbers else "")


def asked_to_change(here: Sitting) -> tuple[Slip, SlipForm, AnyEntry] | None:
    """Give the slip of the entry that is to be changed: ?change=action-12."""
    name, _, number = request.args.get("change", "").partition("-")
    slip = SLIPS.get(name)
    if slip is None or here.minutes is None or not number.isdecimal() or len(number) > 9:
        return None
    entry = slip.entry(here.minutes, number=int(number))
    return (slip, slip.of(here, entry), entry) if entry is not None and not entry.withdrawn else None


@sitting.post("/notes")
@open_to(Audience.OFFICER)
def notes(slug: str, day: str) -> ResponseReturnValue:
    """Keep what is written of an item while it is discussed: the beginning of its minutes."""
    of, now = meeting_addressed(slug, day), london_now()
    here = sitting_of(of, now)
    item, text = request.form.get("item", ""), request.form.get("text", "").replace("\r\n", "\n")
    if item not in {each.number for each in here.items}:
        raise NotFound("That item is not one of this meeting’s.")
    access = PaperAccess.EXEMPT if request.form.get("access") == PaperAccess.EXEMPT else PaperAccess.PUBLIC
    if len(text) > NOTES_LENGTH:
        return not_kept(of, f"Notes of an item can have {NOTES_LENGTH:,} characters at most.")
    try:
        passage = write(
            the_minutes(of, actor=actor()),
            item,
            text,
            seen=request.form.get("version", 0, type=int),
            now=now,
            actor=actor(),
            access=access,
        )
    except WrittenMeanwhile as meanwhile:
        theirs = {"text": meanwhile.passage.text, "version": meanwhile.passage.version, "by": meanwhile.by}
        return not_kept(of, meanwhile.ruling.reason, 409, theirs=theirs)
    except Refused as refused:
        db.session.rollback()
        return not_kept(of, refused.ruling.reason)
    version = passage.version
    db.session.commit()
    return kept(of, (), version=version, item=item)


@sitting.post("/<name>")
@open_to(Audience.OFFICER)
def enter(slug: str, day: str, name: str) -> ResponseReturnValue:
    """Keep a slip; one that was kept already, and is sent again, changes its entry."""
    return keep(meeting_addressed(slug, day), slip_named(name), None)


@sitting.post(f"/<name>/{NUMBER}")
@open_to(Audience.OFFICER)
def change(slug: str, day: str, name: str, number: int) -> ResponseReturnValue:
    """Keep what is changed in an entry."""
    return keep(meeting_addressed(slug, day), slip_named(name), number)


def slip_named(name: str) -> Slip:
    """Give a kind of slip, or answer 404."""
    slip = SLIPS.get(name)
    if slip is None:
        raise NotFound("Nothing of that kind is recorded at a meeting.")
    return slip


def keep(of: Meeting, slip: Slip, number: int | None, *, again: bool = True) -> ResponseReturnValue:
    """Keep a slip, and answer with what changed."""
    here = sitting_of(of, london_now())
    form = slip.form(here)
    entry = slip.entry(here.minutes, number=number, key=form.slip.data or "") if here.minutes else None
    if number is not None and (entry is None or entry.withdrawn):
        raise NotFound("That is not on this meeting’s record.")
    if not form.validate():
        return not_kept(of, "", bound=(slip, form, entry if number is not None else None))
    try:
        if entry is not None and clashes(entry, form):
            raise Clash(entry)
        entry = slip.keep(here, here.minutes or the_minutes(of, actor=actor()), entry, form, actor())
        number, version = entry.id, entry.version
        db.session.commit()
    except Clash as clash:
        db.session.rollback()
        theirs = {key: plain(getattr(clash.entry, key)) for key in form.columns}
        return not_kept(of, clash.ruling.reason, 409, theirs=theirs | {"version": clash.entry.version})
    except Refused as refused:
        db.session.rollback()
        bound = (slip, form, entry if entry is not None and entry.id else None)
        return not_kept(of, refused.ruling.reason, bound=bound)
    except IntegrityError:
        # The same slip was on its way twice, and the other one was first: it is the entry now.
        db.session.rollback()
        if not again:
            raise
        return keep(of, slip, None, again=False)
    at = url_for("sitting.change", slug=of.body.slug, day=of.date.isoformat(), name=slip.name, number=number)
    return kept(of, slip.parts, version=version, number=number, address=at, item=form.item.data or "")


@sitting.post(f"/<name>/{NUMBER}/withdraw")
@open_to(Audience.OFFICER)
def withdraw(slug: str, day: str, name: str, number: int) -> ResponseReturnValue:
    """Take back what was entered, with a way to put it back."""
    return put(meeting_addressed(slug, day), slip_named(name), number, back=False)


@sitting.post(f"/<name>/{NUMBER}/restore")
@open_to(Audience.OFFICER)
def restore(slug: str, day: str, name: str, number: int) -> ResponseReturnValue:
    """Put back what was taken back."""
    return put(meeting_addressed(slug, day), slip_named(name), number, back=True)


def put(of: Meeting, slip: Slip, number: int, *, back: bool) -> ResponseReturnValue:
    """Take an entry back, or put it back."""
    here = sitting_of(of, london_now())
    entry = slip.entry(here.minutes, number=number) if here.minutes else None
    if entry is None:
        raise NotFound("That is not on this meeting’s record.")
    try:
        if back:
            operations.amend(entry, {"withdrawn": False}, actor=actor())
        elif not entry.withdrawn:
            operations.withdraw(entry, actor=actor())
        db.session.commit()
    except Refused as refused:
        db.session.rollback()
        return not_kept(of, refused.ruling.reason)
    slug, day = of.body.slug, of.date.isoformat()
    undo = url_for("sitting.restore", slug=slug, day=day, name=slip.name, number=number)
    said = f"{slip.noun} {'put back' if back else 'taken back'}."
    if not wants_json():
        tell(said, None if back else ("Put it back", undo, {"item": request.form.get("item", "")}))
    return kept(of, slip.parts, said=said, undo="" if back else undo, item=request.form.get("item", ""))


def kept(of: Meeting, parts: tuple[str, ...], *, item: str, **more: Any) -> ResponseReturnValue:
    """Answer that something was saved: a script with the moment and the parts that changed, a browser with the page."""
    if not wants_json():
        anchor = f"item-{item}" if item else None
        return redirect(url_for("sitting.page", slug=of.body.slug, day=of.date, item=item or None, _anchor=anchor), 303)
    here = sitting_of(of, london_now())
    return jsonify(saved=here.now.strftime("%H:%M:%S"), parts=drawn(here, parts, item), **more)


def drawn(here: Sitting, parts: tuple[str, ...], item: str) -> dict[str, str]:
    """Draw some parts of the page as they stand now."""
    facts = {"sitting": here, "meeting": here.meeting, "item_now": item, "slips": SLIPS}
    return {part: render_template(f"sitting/parts/{part}.html", **facts) for part in parts}


def not_kept(
    of: Meeting,
    reason: str,
    status: int = 422,
    *,
    bound: tuple[Slip, SlipForm, AnyEntry | None] | None = None,
    **more: Any,
) -> ResponseReturnValue:
    """Answer that something could not be saved, and why; what was typed stays in its form."""
    if wants_json():
        errors = {field.id: " ".join(field.errors) for field in bound[1] if field.errors} if bound else {}
        return jsonify(refused=reason, errors=errors, **more), status
    return shown(of, bound, reason), status
