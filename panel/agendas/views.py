"""The agenda's pages: made, worked on, and its history told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from panel.access import Audience, open_to
from panel.accounts.operations import name_of
from panel.accounts.sessions import actor
from panel.agendas import operations
from panel.agendas.arranging import GONE, Way, numbers_of
from panel.agendas.forms import EditItem
from panel.agendas.models import Item
from panel.agendas.operations import ChangedMeanwhile
from panel.agendas.order_of_business import drafted, holding
from panel.agendas.queries import every_item, history_of, orders_of
from panel.agendas.telling import tell, told_before
from panel.audit.queries import latest, trail
from panel.checks.check_page import HEADINGS, SHAPES
from panel.desk import drafting, history
from panel.desk.agenda_page import agenda_page
from panel.desk.before_publication import before_publication
from panel.extensions import db
from panel.law.ruling import Refused
from panel.meetings.models import Meeting
from panel.papers import operations as papers
from panel.papers.models import Drawing
from panel.papers.queries import agenda_of
from panel.papers.telling import stage_of
from panel.public.agenda_page import slug as slug_of
from panel.public.clock import LONDON, london_now, london_today
from panel.public.site import meeting_addressed

agendas = Blueprint("agendas", __name__, url_prefix="/desk")
DIGITS = 9
"""Of the number of a row; what has more was not sent by our page."""
LARGEST = 2**31 - 1
"""The largest number that a row can have."""
LATELY = 5


@agendas.route("/<slug>/<day>/agenda", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def page(slug: str, day: str) -> ResponseReturnValue:
    """Show an agenda as it will be printed, and change it in its place."""
    of = meeting_addressed(slug, day)
    if request.method == "POST":
        verb = VERBS.get(request.form.get("do", ""))
        if verb is None:
            raise NotFound("That cannot be done with an agenda.")
        try:
            return verb(of)
        except Refused as refused:
            # What was begun is taken back; only the reason stays.
            db.session.rollback()
            return refused_here(of, refused)
    editing = item_of(of, request.args.get("edit", type=int))
    if editing:
        return shown(of, EditItem(obj=editing), editing=editing)
    if "add" in request.args:
        return shown(of, EditItem(), adding=place_of_new(of))
    return shown(of)


def refused_here(of: Meeting, refused: Refused) -> ResponseReturnValue:
    """Say at the item why something was not done, and what somebody else did in between."""
    number = request.form.get("item", type=int)
    lately = []
    if isinstance(refused, ChangedMeanwhile):
        abouts = [operations.subject(row).about for row in every_item(of)]
        seen = version_seen()
        lately = [history.in_short(each) for each in latest(abouts, LATELY) if each.detail.get("order", 0) > seen]
    tell(refused.ruling.reason, item=number, refused=True, lately=lately)
    return back_to(of, item_of(of, number))


def back_to(of: Meeting, item: Item | None = None, **more: Any) -> ResponseReturnValue:
    """Lead back to an agenda, to the place of an item."""
    anchor = f"item-{slug_of(item.number)}" if item else None
    if "focus" in more:
        anchor = None  # a browser that goes to an anchor focuses nothing
    return redirect(url_for("agendas.page", slug=of.body.slug, day=of.date.isoformat(), _anchor=anchor, **more), 303)


def item_of(of: Meeting, number: int | None) -> Item | None:
    """Give an item of a meeting by its number in the records."""
    item = db.session.get(Item, number) if number is not None and 0 < number <= LARGEST else None
    return item if item is not None and item.meeting_id == of.id else None


def item_sent(of: Meeting) -> Item:
    """Give the item that a form is about, or answer 404."""
    item = item_of(of, request.form.get("item", type=int))
    if item is None:
        raise NotFound("That item is not one of this meeting’s.")
    return item


def version_seen() -> int:
    """Give the version that a form was made of; none that is a version where it says nonsense."""
    seen = request.form.get("version", -1, type=int)
    return seen if 0 <= seen <= LARGEST else -1


def place_of_new(of: Meeting) -> dict[str, Any]:
    """Say where a new item is to stand: after which, and whether as its part."""
    after = item_of(of, request.values.get("after", type=int))
    return {"after": after, "part": bool(after) and request.values.get("part") == "1"}


def shown(of: Meeting, form: EditItem | None = None, **told: Any) -> str:
    """Set out an agenda, with the form that is open in it."""
    found, now = agenda_page(of), london_now()
    standing = [(line.item, line.papers) for line in found.lines if not line.item.withdrawn]
    return render_template(
        "agendas/page.html",
        meeting=of,
        page=found,
        # Of an agenda that is out, a supplement is to be published once something changed.
        before=before_publication(of, standing, now) if found.changes or not of.published else None,
        headings=HEADINGS,
        shapes=SHAPES,
        london=lambda moment: moment.astimezone(LONDON),
        form=form,
        told=told_before(),
        editing=told.get("editing"),
        adding=told.get("adding"),
        clash=told.get("clash"),
        focus=request.args.get("focus", ""),
        today=now.date(),
        stage_of=stage_of,
    )


def add(of: Meeting) -> ResponseReturnValue:
    """Add an item; the same one sent twice is added once."""
    form, where = EditItem(), place_of_new(of)
    if not form.validate_on_submit():
        return shown(of, form, adding=where)
    columns = form.columns()
    again = already_added(of, columns["title"])
    if again:
        return back_to(of, again)
    try:
        item = operations.add(of, columns, where["after"], part=where["part"], today=london_today(), actor=actor())
    except Refused as refused:
        db.session.rollback()
        form.title.errors = [refused.ruling.reason]
        if refused.ruling is GONE:
            form.title.errors = ["The item before it was withdrawn meanwhile. Add this one at the top, then move it."]
            where = {"after": None, "part": False}
        return shown(of, form, adding=where)
    db.session.commit()
    said = f"Item {item.number} was added."
    tell(said, item=item.id, undo={"do": "withdraw", "item": item.id})
    return back_to(of, item)


def already_added(of: Meeting, title: str) -> Item | None:
    """Give the item that this person added under this title since their form was opened."""
    seen = version_seen()
    if of.agenda_version == seen:
        return None
    for item in every_item(of):
        if item.title == title and not item.withdrawn:
            placed = [each for each in trail(operations.subject(item).about) if each.verb == "place on agenda"]
            if placed and placed[-1].actor == actor() and placed[-1].detail.get("order", 0) > seen:
                return item
    return None


def save(of: Meeting) -> ResponseReturnValue:
    """Change an item; where somebody changed it in between, show what they changed and keep what was typed."""
    item, form = item_sent(of), EditItem()
    seen = version_seen()
    if not form.validate_on_submit():
        return shown(of, form, editing=item)
    try:
        changes = operations.save(item, form.columns(), seen=seen, actor=actor())
    except ChangedMeanwhile:
        db.session.rollback()
        clash = clash_of(item, form, seen)
        return shown(of, form, editing=item, clash=clash)
    db.session.commit()
    if changes:
        undo = {"do": "undo", "item": item.id, "version": item.version}
        tell(f"Item {item.number} was changed.", item=item.id, undo=undo)
    return back_to(of, item)


def clash_of(item: Item, form: EditItem, seen: int) -> dict[str, Any]:
    """Say field by field what somebody else changed since; a field that was left as it was takes their words."""
    since = [
        entry
        for entry in trail(operations.subject(item).about)
        if isinstance(entry.detail.get("version"), list) and entry.detail["version"][0] >= seen
    ]
    before: dict[str, Any] = {}
    for each in since:
        for name, values in each.detail.items():
            if name in form._fields and name != "version":
                before.setdefault(name, values[0])
    rows = []
    for name, was in before.items():
        now, field = getattr(item, name), form[name]
        typed = field.data or None
        if typed == (was or None):
            field.data = getattr(now, "value", now) or ""
            if name == "minutes":
                field.data = now
            mine = None
        else:
            mine = history.said(typed)
        rows.append({"field": history.FIELDS[name], "was": history.said(was), "now": history.said(now), "mine": mine})
    names = dict.fromkeys(name_of(entry.actor) for entry in since)
    return {"rows": rows, "who": " and ".join(names) or "Somebody else"}


def undo(of: Meeting) -> ResponseReturnValue:
    """Take the last change of an item back."""
    item = item_sent(of)
    operations.take_back_change(item, seen=version_seen(), actor=actor())
    db.session.commit()
    tell(f"Item {item.number} is as it was before.", item=item.id)
    return back_to(of, item)


def former_place(of: Meeting, item: Item) -> dict[str, Any]:
    """Say where an item stands, as the form that puts it back says it."""
    rows = [row for row in every_item(of) if of.published or not row.withdrawn or row.id == item.id]
    index = next(index for index, row in enumerate(rows) if row.id == item.id)
    before = rows[index - 1].id if index else ""
    return {"do": "place", "item": item.id, "after": before, "depth": item.number.count("(")}


def move(of: Meeting) -> ResponseReturnValue:
    """Send an item one place on, or one level in or out."""
    item, way = item_sent(of), request.form.get("way", type=Way)
    if way is None:
        raise NotFound("An item moves up, down, in or out.")
    return moved(of, item, way.value, lambda seen: operations.move(item, way, seen=seen, actor=actor()))


def place(of: Meeting) -> ResponseReturnValue:
    """Put an item where it was dragged to, or back where it was."""
    item, after = item_sent(of), request.form.get("after", type=int)
    depth = request.form.get("depth", type=int)
    return moved(of, item, "", lambda seen: operations.place(item, after, depth, seen=seen, actor=actor()))


def moved(of: Meeting, item: Item, way: str, do: Callable[[int], None]) -> ResponseReturnValue:
    """Move an item, say what became of it, and offer to put it back."""
    before, undo = item.number, former_place(of, item)
    do(version_seen())
    db.session.commit()
    said = f"Item {before} was moved" + (f", and is now item {item.number}." if item.number != before else ".")
    tell(said, item=item.id, undo={**undo, "version": of.agenda_version}, calm=bool(way))
    return back_to(of, item, **({"focus": f"{way}-{item.id}"} if way else {}))


def withdraw(of: Meeting) -> ResponseReturnValue:
    """Take an item with its parts off the agenda."""
    item = item_sent(of)
    gone = operations.take_off(item, actor=actor())
    db.session.commit()
    if gone:
        parts = f", with {len(gone) - 1} of its parts" if len(gone) > 1 else ""
        undo = {"do": "bring back", "items": ",".join(str(row.id) for row in gone)}
        tell(f"“{item.title}” was withdrawn{parts}.", undo=undo)
    return back_to(of)


def bring_back(of: Meeting) -> ResponseReturnValue:
    """Put withdrawn items back on the agenda."""
    sent = request.form.get("items", "").split(",")
    ids = {int(each) for each in sent if each.isdecimal() and len(each) <= DIGITS}
    back = operations.bring_back(of, ids, actor=actor())
    db.session.commit()
    if not back:
        return back_to(of)
    tell(f"“{back[0].title}” is on the agenda again.", item=back[0].id)
    return back_to(of, back[0])


VERBS: dict[str, Callable[[Meeting], ResponseReturnValue]] = {
    "add": add,
    "save": save,
    "undo": undo,
    "move": move,
    "place": place,
    "withdraw": withdraw,
    "bring back": bring_back,
}


@agendas.route("/<slug>/<day>/agenda/make", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def make(slug: str, day: str) -> ResponseReturnValue:
    """Show what an agenda would begin with, and from where; make it, or take it back."""
    of = meeting_addressed(slug, day)
    try:
        if request.method == "POST":
            return taken_back(of) if "take_back" in request.form else made(of)
    except Refused as refused:
        db.session.rollback()
        tell(refused.ruling.reason, refused=True)
        return back_to(of)
    if agenda_of(of):
        return back_to(of)
    draft = drafted(drafting.order_followed(of.body, of.date), drafting.held_for(of))
    return render_template(
        "agendas/make.html",
        meeting=of,
        draft=draft,
        numbers=numbers_of([each.depth for each in draft.proposals]),
        own=bool(holding(orders_of(of.body), of.date)),
    )


def made(of: Meeting) -> ResponseReturnValue:
    """Make the agenda, with the appendices that are drawn from the records."""
    proposals = drafted(drafting.order_followed(of.body, of.date), drafting.held_for(of)).proposals
    items = operations.draft(of, proposals, actor=actor())
    for item, proposal in zip(items, proposals, strict=True):
        for letter, (drawing, title) in zip("AB", proposal.drawings, strict=False):
            columns = {"position": ord(letter), "title": title, "appendix": letter, "drawn": Drawing(drawing)}
            papers.lodge(item, columns, actor=actor())
    db.session.commit()
    undo = {"take_back": 1, "version": of.agenda_version}
    tell(f"The agenda was made, with {len(items)} lines.", made=True, undo=undo)
    return back_to(of)


def taken_back(of: Meeting) -> ResponseReturnValue:
    """Take a drafted agenda back."""
    drawn = [paper for _item, found in agenda_of(of) for paper in found]
    operations.take_back_draft(of, seen=version_seen(), actor=actor())
    for paper in drawn:
        papers.withdraw(paper, actor=actor())
    db.session.commit()
    tell("The agenda was taken back. Nothing of it is left on the meeting.")
    return back_to(of)


@agendas.get(f"/<slug>/<day>/agenda/<int(max={LARGEST}):item>/history")
@open_to(Audience.OFFICER)
def item_history(slug: str, day: str, item: int) -> str:
    """Tell what was done to an item and its papers, the last first."""
    of = meeting_addressed(slug, day)
    row = item_of(of, item)
    if row is None:
        raise NotFound("That item is not one of this meeting’s.")
    return render_template(
        "agendas/history.html",
        meeting=of,
        item=row,
        events=[history.event(each) for each in reversed(history_of(row))],
        london=lambda moment: moment.astimezone(LONDON),
    )
