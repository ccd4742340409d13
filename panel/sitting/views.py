"""The page of a meeting as it runs, and what its slips are sent to.

A script sends each slip while it is filled in and is answered in JSON: when it was saved and the parts of the page that
changed, or why not. Without scripts the same forms are sent by their buttons, and the page comes back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import NotFound

from panel.access import Audience, open_to
from panel.accounts.sessions import actor, signed_in_user
from panel.audit.changes import plain
from panel.extensions import db
from panel.law.exemptions import RESOLUTION_AUTHORITY
from panel.law.ruling import Refused, Ruling
from panel.law.words import slug as slug_of
from panel.law.words import visible
from panel.meetings.models import Meeting
from panel.minute_book.operations import LONGEST_PASSAGE, WrittenMeanwhile, write
from panel.minute_book.queries import last_writer
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
EVERY_TIME = ("irregular", "may_vote")
"""Parts that follow from everything recorded: drawn anew after each save."""
EXCLUDED = Ruling(
    False,
    "It was sent while the public was excluded, and would stand in the public minutes. Tick that it may be public, or "
    "write it for the exempt minutes.",
    RESOLUTION_AUTHORITY,
)


Bound = tuple[Slip, SlipForm, AnyEntry | None]
"""A slip that was sent, and the entry that it would change."""
Typed = tuple[str, PaperAccess, str, int]
"""Notes that were sent: of which item, for whom, what was typed, and the version that they can be saved over."""


@dataclass(frozen=True)
class Unsaved:
    """What was sent without scripts and could not be kept, so that the page comes back with it."""

    reason: str = ""
    bound: Bound | None = None
    notes: Typed | None = None
    other: Sequence[tuple[str, str]] = ()
    """What somebody else wrote meanwhile: label and words."""


@sitting.get("")
@open_to(Audience.OFFICER)
def page(slug: str, day: str) -> ResponseReturnValue:
    """Show the meeting as it runs."""
    return shown(meeting_addressed(slug, day), Unsaved())


@sitting.get("/token")
@open_to(Audience.OFFICER)
def token(slug: str, day: str) -> ResponseReturnValue:
    """Tell a page that was left open who is signed in now, and give what its slips must carry to be taken."""
    meeting_addressed(slug, day)
    return jsonify(token=generate_csrf(), user=signed_in_user().id)


def shown(of: Meeting, unsaved: Unsaved) -> str:
    """Set out the page."""
    here = sitting_here(of)
    now = item_now(here)
    bound = unsaved.bound
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
        unsaved=unsaved,
        user=signed_in_user(),
        slips=SLIPS,
        digest=digest,
        PaperAccess=PaperAccess,
    )


def sitting_here(of: Meeting) -> Sitting:
    """Give the sitting as this request finds it.

    What was written behind closed doors and held back by a lost line is exempt, even if the public is back meanwhile.
    """
    behind_doors = request.form.get("access") == PaperAccess.EXEMPT
    return sitting_of(of, london_now(), behind_doors=behind_doors)


def digest(words: str) -> str:
    """Mark words, so that a page can say which it was written over."""
    return sha256(words.encode()).hexdigest()[:16]


def item_now(here: Sitting) -> str:
    """Name the item that the page opens at: the one asked for, else the first."""
    numbers = [item.number for item in here.items]
    wanted = request.values.get("item", "")
    return wanted if wanted in numbers else (numbers[0] if numbers else "")


def asked_to_change(here: Sitting) -> tuple[Slip, SlipForm, AnyEntry] | None:
    """Give the slip of the entry that is to be changed: ?change=action-12."""
    name, _, number = request.args.get("change", "").partition("-")
    slip = SLIPS.get(name)
    if slip is None or slip.stays or here.minutes is None or not number.isdecimal() or len(number) > 9:
        return None
    entry = slip.entry(here.minutes, number=int(number))
    return (slip, slip.of(here, entry), entry) if entry is not None and not entry.withdrawn else None


@sitting.get(f"/<name>/{NUMBER}")
@open_to(Audience.OFFICER)
def slip_of_entry(slug: str, day: str, name: str, number: int) -> ResponseReturnValue:
    """Give the slip of an entry, for a script that opens it beside the entry."""
    of = meeting_addressed(slug, day)
    here, slip = sitting_here(of), slip_named(name)
    entry = slip.entry(here.minutes, number=number) if here.minutes and not slip.stays else None
    if entry is None or entry.withdrawn:
        raise NotFound("That is not on this meeting’s record.")
    item = getattr(entry, "item", "")
    if not wants_json():
        return redirect(url_for("sitting.page", slug=slug, day=day, item=item or None, change=f"{name}-{number}"), 303)
    facts = {"meeting": of, "slip": slip, "form": slip.of(here, entry), "entry": entry, "item_now": item}
    return jsonify(html=render_template("sitting/change.html", sitting=here, slips=SLIPS, **facts))


@sitting.post("/notes")
@open_to(Audience.OFFICER)
def notes(slug: str, day: str) -> ResponseReturnValue:
    """Keep what is written of an item while it is discussed: the beginning of its minutes."""
    return keep_notes(meeting_addressed(slug, day))


def keep_notes(of: Meeting, *, again: bool = True) -> ResponseReturnValue:
    """Keep notes, and answer which version they are now."""
    here = sitting_here(of)
    item, text = request.form.get("item", ""), visible(request.form.get("text", "").replace("\r\n", "\n"))
    if item not in {each.number for each in here.items}:
        raise NotFound("That item is not one of this meeting’s.")
    access = PaperAccess.EXEMPT if here.behind_doors else PaperAccess.PUBLIC
    seen = request.form.get("version", 0, type=int)
    typed = (item, access, text, seen)
    standing = here.passage(item, access)
    if request.form.get("way") == "both" and standing and standing.version == seen:
        text = f"{standing.text}\n\n{text}"
    if len(text) > LONGEST_PASSAGE:
        return not_kept(of, f"Notes of an item can have {LONGEST_PASSAGE:,} characters at most.", notes=typed)
    try:
        refuse_where_excluded(here, access is PaperAccess.EXEMPT)
        was = request.form.get("was")
        if standing and was not in (None, digest(standing.text)) and text != standing.text:
            raise WrittenMeanwhile(standing, last_writer(standing))
        passage = write(
            the_minutes(of, actor=actor()), item, text, seen=seen, now=here.now, actor=actor(), access=access
        )
        version = passage.version
        db.session.commit()
    except WrittenMeanwhile as meanwhile:
        theirs = {"text": meanwhile.passage.text, "version": meanwhile.passage.version, "by": meanwhile.by}
        theirs["was"] = digest(meanwhile.passage.text)
        typed = (item, access, text, meanwhile.passage.version)
        other = [(f"What {meanwhile.by} wrote", meanwhile.passage.text)]
        db.session.rollback()
        return not_kept(of, meanwhile.ruling.reason, 409, notes=typed, other=other, theirs=theirs)
    except Refused as refused:
        db.session.rollback()
        return not_kept(of, refused.ruling.reason, notes=typed, held=isinstance(refused, SentWhileExcluded))
    except IntegrityError:
        # Two officers wrote the first words at the same moment: the other one's stand now.
        db.session.rollback()
        if not again:
            raise
        return keep_notes(of, again=False)
    return kept(of, (), said=f"Notes of item {item} saved.", version=version, was=digest(text), item=item)


class SentWhileExcluded(Refused):
    """Words for the public minutes, from a page that did not say yet that the public is excluded."""

    def __init__(self) -> None:
        super().__init__(EXCLUDED)


def refuse_where_excluded(here: Sitting, exempt: bool) -> None:
    """Refuse such words until it is said that they may be public: once refused (`held`), after its return too."""
    if (here.excluded or request.form.get("held")) and not exempt and "meant_public" not in request.form:
        raise SentWhileExcluded


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
    here = sitting_here(of)
    form = slip.filled_in(here, number)
    entry = slip.entry(here.minutes, number=number, key=form.slip.data or "") if here.minutes else None
    if number is not None and (entry is None or entry.withdrawn):
        raise NotFound("That is not on this meeting’s record: it was taken back.")
    if not form.validate():
        return not_kept(of, "", bound=(slip, form, entry if number is not None else None))
    standing = entry
    try:
        if entry is not None and clashes(slip, entry, form):
            raise Clash(entry)
        refuse_where_excluded(here, slip.open or entry is None or entry.access is PaperAccess.EXEMPT)
        entry = slip.keep(here, here.minutes or the_minutes(of, actor=actor()), entry, form, actor())
        number, version = entry.id, slip.version(entry)
        db.session.commit()
    except Clash as clash:
        theirs = {key: plain(getattr(clash.entry, key)) for key in form.columns}
        now = slip.version(clash.entry)
        theirs |= {"version": now, "number": clash.entry.id}
        form.version.data = str(now)
        words = [(each.label.text, in_words(theirs[each.short_name])) for each in form if each.short_name in theirs]
        db.session.rollback()
        bound = (slip, form, clash.entry)
        return not_kept(of, clash.ruling.reason, 409, bound=bound, other=words, theirs=theirs)
    except Refused as refused:
        db.session.rollback()
        held = isinstance(refused, SentWhileExcluded)
        return not_kept(of, refused.ruling.reason, bound=(slip, form, standing), held=held)
    except IntegrityError:
        # The same slip was on its way twice, and the other one was first: it is the entry now.
        db.session.rollback()
        if not again:
            raise
        return keep(of, slip, number, again=False)
    at = url_for("sitting.change", slug=of.body.slug, day=of.date.isoformat(), name=slip.name, number=number)
    more: dict[str, Any] = {"version": version, "number": number, "address": at}
    return kept(of, slip.parts, said=f"{slip.noun} recorded.", item=form.item.data or "", **more)


def in_words(value: object) -> str:
    """Say a column's value on the page."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "nothing" if value in (None, "", []) else str(value)


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
    here = sitting_here(of)
    entry = slip.entry(here.minutes, number=number) if here.minutes and not slip.stays else None
    if entry is None:
        raise NotFound("That is not on this meeting’s record.")
    try:
        more = slip.put(entry, back, actor())
        db.session.commit()
    except Refused as refused:
        db.session.rollback()
        return not_kept(of, refused.ruling.reason)
    slug, day, item = of.body.slug, of.date.isoformat(), request.form.get("item", "")
    undo = url_for("sitting.restore", slug=slug, day=day, name=slip.name, number=number)
    words = f"{slip.noun} {'put back' if back else 'taken back'}.{' ' if more else ''}{more}"
    return kept(of, slip.parts, said=words, undo="" if back else undo, item=item)


def kept(
    of: Meeting, parts: tuple[str, ...], *, item: str, said: str = "", undo: str = "", **more: Any
) -> ResponseReturnValue:
    """Answer that something was saved: a script with the moment and the parts that changed, a browser with the page."""
    if not wants_json():
        if said:
            tell(said, ("Put it back", undo, {"item": item}) if undo else None)
        anchor = f"item-{slug_of(item)}" if item else None
        return redirect(url_for("sitting.page", slug=of.body.slug, day=of.date, item=item or None, _anchor=anchor), 303)
    here = sitting_of(of, london_now())
    facts = {"said": said, "undo": undo, "access": here.access.value}
    return jsonify(saved=here.now.strftime("%H:%M:%S"), parts=drawn(here, parts, item), **facts, **more)


def drawn(here: Sitting, parts: tuple[str, ...], item: str) -> dict[str, str]:
    """Draw some parts of the page as they stand now, and what is recorded under the item that they are about."""
    if not parts:
        return {}
    facts = {"sitting": here, "meeting": here.meeting, "item_now": item, "slips": SLIPS}
    found = {part: render_template(f"sitting/parts/{part}.html", **facts) for part in {*parts, *EVERY_TIME}}
    if item:
        found[f"under-{slug_of(item)}"] = render_template("sitting/under.html", item=item, **facts)
    return found


def not_kept(
    of: Meeting,
    reason: str,
    status: int = 422,
    *,
    bound: Bound | None = None,
    notes: Typed | None = None,
    other: Sequence[tuple[str, str]] = (),
    **more: Any,
) -> ResponseReturnValue:
    """Answer that something could not be saved, and why; what was typed stays in its form."""
    if not wants_json():
        return shown(of, Unsaved(reason, bound, notes, other)), status
    errors = {each.short_name: " ".join(map(str, each.errors)) for each in bound[1] if each.errors} if bound else {}
    return jsonify(refused=reason, errors=errors, **more), status
