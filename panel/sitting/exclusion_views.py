"""What is pressed to exclude the public: agreed or lost, out, in again; and to which minutes an entry belongs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from panel.access import Audience, open_to
from panel.accounts.sessions import actor
from panel.extensions import db
from panel.law.ruling import Refused, Ruling
from panel.law.words import one_line, time_in_words, visible
from panel.law.words import slug as slug_of
from panel.minutes import operations
from panel.minutes.belonging import belongs
from panel.minutes.excluding import covers, irregular
from panel.minutes.models import Exclusion, Outcome
from panel.minutes.operations import the_minutes
from panel.papers.exemption import Decision, last_decision, release
from panel.papers.models import PaperAccess
from panel.public.clock import london_now
from panel.public.site import meeting_addressed, tell
from panel.sitting.exclusion import EXCLUSION, concerns, exempt_papers, told, warnings
from panel.sitting.facts import Sitting, sitting_of
from panel.sitting.slips import SlipForm, key_of, numbered
from panel.sitting.views import NUMBER, kept, not_kept, sitting, slip_named

MISSING = "That is not on this meeting’s record."
UNSURE = Ruling(False, "Tick the box that says so before anything becomes public.")
STEPS = ("agreed and out", "agreed", "lost", "withdrawn", "out", "in", "not out", "not in", "deferred")


@sitting.context_processor
def excluding() -> dict[str, Any]:
    """Give the templates of the room what they tell of exclusions."""
    return {
        "begun_exclusion": begun,
        "concerns": concerns,
        "covers": covers,
        "exempt_papers": exempt_papers,
        "irregular": lambda row: irregular(told(row)),
        "last_decision": last_decision,
        "warnings": warnings,
    }


def begun(here: Sitting, item: str) -> SlipForm:
    """Give the empty slip of an item that is not in hand: its fields have ids of their own on the page."""
    return numbered(EXCLUSION.begun(here, item), f"item-{slug_of(item)}", None)


@sitting.post(f"/exclusion/{NUMBER}/step")
@open_to(Audience.OFFICER)
def step(slug: str, day: str, number: int) -> ResponseReturnValue:
    """Note the next thing that happens to an exclusion of the public; a time is now's, and pressed twice the first."""
    of, now, wanted = meeting_addressed(slug, day), london_now(), request.form.get("step", "")
    row = _exclusion(sitting_of(of, now), number)
    if wanted not in STEPS:
        raise NotFound("That cannot happen to an exclusion of the public.")
    columns, said, back = _stepped(row, wanted, now)
    item = request.form.get("item", "") or row.item
    try:
        operations.amend(row, columns, actor=actor())
        db.session.commit()
    except Refused as refused:
        db.session.rollback()
        return not_kept(of, refused.ruling.reason)
    undo = url_for("sitting.step", slug=slug, day=day, number=number)
    tell(said, ("Undo", undo, {"step": back, "item": item}) if back else None)
    return kept(of, EXCLUSION.parts, item=item)


def _stepped(row: Exclusion, wanted: str, now: datetime) -> tuple[dict[str, Any], str, str]:
    """Give what a step changes, what it says, and the step that takes it back."""
    at = now.replace(second=0, microsecond=0, tzinfo=None).time()
    out, back_in = row.out_at or at, row.in_at or at
    match wanted:
        case "agreed and out":
            said = f"Agreed. The public is excluded since {time_in_words(out)}: what you write now is exempt."
            return {"outcome": Outcome.AGREED.value, "out_at": out}, said, "not out"
        case "out":
            said = f"The public is excluded since {time_in_words(out)}: what you write now is exempt."
            return {"out_at": out}, said, "not out"
        case "in":
            said = f"The public was let in again at {time_in_words(back_in)}: what you write now is public."
            return {"out_at": out, "in_at": back_in}, said, "not in"
        case "not out":
            return {"out_at": None, "in_at": None}, "The public did not leave. What was written as exempt stays so.", ""
        case "not in":
            return {"in_at": None}, "The public is excluded still: what you write now is exempt.", ""
        case "deferred":
            return {"instead": "deferred"}, "The business is deferred.", ""
        case _:
            return {"outcome": Outcome(wanted).value}, f"The resolution to exclude the public was {wanted}.", ""


@sitting.post("/exclusion/confidential")
@open_to(Audience.OFFICER)
def confidential(slug: str, day: str) -> ResponseReturnValue:
    """Exclude the public now for confidential information, which asks for no resolution (s.100A(2))."""
    of, now = meeting_addressed(slug, day), london_now()
    here, item, key = sitting_of(of, now), request.form.get("item", ""), key_of(request.form.get("slip"))
    if item not in {each.number for each in here.items}:
        raise NotFound("That item is not one of this meeting’s.")
    at = now.replace(second=0, microsecond=0, tzinfo=None).time()
    try:
        if not (here.minutes and key and EXCLUSION.entry(here.minutes, key=key)):
            columns: dict[str, Any] = {"slip": key or None, "item": item, "items": [item], "paragraphs": []}
            columns |= {"confidential": True, "out_at": at}
            minutes = here.minutes or the_minutes(of, actor=actor())
            operations.enter(Exclusion, minutes, columns, actor=actor())
        db.session.commit()
    except Refused as refused:
        db.session.rollback()
        return not_kept(of, refused.ruling.reason)
    tell("The public is excluded for confidential information: what you write now is for the exempt minutes.")
    return kept(of, EXCLUSION.parts, item=item)


@sitting.post(f"/exclusion/{NUMBER}/public")
@open_to(Audience.OFFICER)
def take_in_public(slug: str, day: str, number: int) -> ResponseReturnValue:
    """Release the papers of a resolution that was lost, by a decision that is recorded, and note it."""
    of, now = meeting_addressed(slug, day), london_now()
    here = sitting_of(of, now)
    row = _exclusion(here, number)
    today = now.date()
    decision = Decision(
        one_line(request.form.get("decided_by", ""))[:200],
        min(of.date, today),
        visible(request.form.get("reason", "")).strip()[:2000],
    )
    try:
        if "sure" not in request.form:
            raise Refused(UNSURE)
        for item, paper in exempt_papers(here):
            if covers(row.items, item.number):
                release(paper, decision, request.form.get(f"seen-{paper.id}", 0, type=int), today, actor=actor())
        operations.amend(row, {"instead": "taken in public"}, actor=actor())
        item_now = row.item
        db.session.commit()
    except Refused as refused:
        db.session.rollback()
        return not_kept(of, refused.ruling.reason)
    tell("The business is taken in public, and its papers are released: the decision is recorded with each.")
    return kept(of, EXCLUSION.parts, item=request.form.get("item", "") or item_now)


@sitting.post(f"/<name>/{NUMBER}/access")
@open_to(Audience.OFFICER)
def put_right(slug: str, day: str, name: str, number: int) -> ResponseReturnValue:
    """Put an entry into the other minutes; into the public ones only where the officer says that they are sure."""
    of, slip = meeting_addressed(slug, day), slip_named(name)
    here = sitting_of(of, london_now())
    entry = slip.entry(here.minutes, number=number) if here.minutes else None
    if entry is None or entry.withdrawn or slip.open:
        raise NotFound(MISSING)
    access = PaperAccess.PUBLIC if request.form.get("access") == PaperAccess.PUBLIC else PaperAccess.EXEMPT
    item = getattr(entry, "item", "")
    try:
        if access is PaperAccess.PUBLIC and "sure" not in request.form:
            raise Refused(UNSURE)
        belongs(entry, access, actor=actor())
        db.session.commit()
    except Refused as refused:
        db.session.rollback()
        return not_kept(of, refused.ruling.reason)
    tell(f"{slip.noun}: it stands in the {access.value} minutes now.")
    return kept(of, slip.parts, item=item)


def _exclusion(here: Sitting, number: int) -> Exclusion:
    """Find an exclusion of this meeting, held until it is changed, or answer 404."""
    if here.minutes is None:
        raise NotFound(MISSING)
    found = db.session.scalar(
        select(Exclusion)
        .where(Exclusion.minutes_id == here.minutes.id, Exclusion.id == number, Exclusion.withdrawn.is_(False))
        .with_for_update()
    )
    if found is None:
        raise NotFound(MISSING)
    return found
