"""The page of a body's order of business."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from panel.access import Audience, open_to
from panel.accounts.sessions import actor
from panel.agendas import arranging, standing_operations
from panel.agendas.arranging import Way
from panel.agendas.forms import MISTAKE, OTHER_DAY, ChangeOrder, EditStanding
from panel.agendas.models import StandingItem
from panel.agendas.operations import ChangedMeanwhile
from panel.agendas.order_of_business import TOLD_BY_THE_RECORDS, holding
from panel.agendas.queries import has_agendas, meetings_without_agenda, orders_of
from panel.agendas.telling import tell, told_before
from panel.audit.queries import latest
from panel.desk import drafting, history
from panel.extensions import db
from panel.law.ruling import Refused
from panel.law.words import day_in_words
from panel.procedure.models import Body
from panel.public.clock import LONDON, london_today
from panel.public.queries import body_named

orders = Blueprint("orders", __name__, url_prefix="/desk")
BEGINNING = "beginning"
MEETINGS_OFFERED, LATELY = 5, 20
LARGEST = 2**31 - 1
"""The largest number that a row can have."""
WRITTEN = re.compile(r"\d{1,9}\.[012]( \d{1,9}\.[012])*")
"""An order of lines as `standing_operations.as_seen` writes it."""


@orders.route("/<slug>/order-of-business", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def page(slug: str) -> ResponseReturnValue:
    """Show a body's order of business, and change it in its place."""
    body = body_named(slug)
    if body is None:
        raise NotFound("No panel or working group has that name in its address.")
    if request.method == "POST":
        since_asked(body)
        verb = VERBS.get(request.form.get("do", ""))
        if verb is None:
            raise NotFound("That cannot be done with an order of business.")
        try:
            return verb(body)
        except Refused as refused:
            db.session.rollback()
            tell(refused.ruling.reason, line=request.form.get("line", type=int), refused=True)
            return back_to(body)
    since_asked(body)
    editing = line_of(body, request.args.get("edit", type=int))
    if editing:
        return shown(body, EditStanding(obj=editing), editing=editing)
    return shown(body, EditStanding() if "add" in request.args else None, adding="add" in request.args)


def since_asked(body: Body) -> date | None:
    """Give the day from which the order holds that is asked for; where none is named, of the one that holds today.

    Answers 404 where that is no day.
    """
    asked = request.values.get("from", "")
    if not asked:
        sinces = {since: since for since in orders_of(body)}
        return holding(sinces, london_today()) or next(iter(sinces), None)
    if asked == BEGINNING:
        return None
    try:
        return date.fromisoformat(asked)
    except ValueError:
        raise NotFound("An order of business begins on a day.") from None


def shown(body: Body, form: EditStanding | None = None, change: ChangeOrder | None = None, **told: Any) -> str:
    """Set out an order of business, with the form that is open in it."""
    today, orders, since = london_today(), orders_of(body), since_asked(body)
    rows = orders.get(since, [])
    usual = () if orders else drafting.order_followed(body, today)
    depths = [row.depth for row in rows]
    begins = list(orders)
    until = following(begins, since)
    settled = bool(rows) and has_agendas(body, since, until)
    coming = meetings_without_agenda(body, today)[:MEETINGS_OFFERED]
    abouts = [standing_operations.order_subject(body).about]
    abouts += [standing_operations.subject(row).about for row in rows]
    return render_template(
        "agendas/order.html",
        body=body,
        rows=rows,
        orders=[(each, following(begins, each)) for each in begins],
        since=since,
        until=until,
        named=named,
        today=today,
        # An order that agendas were made from is changed from a day on, so that it stays known what it was.
        open=bool(rows) and (not settled or "correct" in request.values),
        correct="correct" in request.values,
        change=change or ChangeOrder([each.date for each in coming]),
        events=[(each.at.astimezone(LONDON), history.in_short(each)) for each in latest(abouts, LATELY)],
        numbers=dict(zip((row.id for row in rows), arranging.numbers_of(depths), strict=True)),
        ends=dict(zip((row.id for row in rows), arranging.ends(depths), strict=True)),
        usual=usual,
        usual_numbers=arranging.numbers_of([each.depth for each in usual]),
        seen=standing_operations.as_seen(rows),
        form=form,
        editing=told.get("editing"),
        adding=told.get("adding"),
        look_anew=told.get("look_anew"),
        focus=request.args.get("focus", ""),
        told=told_before(),
        waits=TOLD_BY_THE_RECORDS,
    )


def named(since: date | None) -> str:
    """Name an order in addresses and forms by the day from which it holds."""
    return since.isoformat() if since else BEGINNING


def following(begins: Sequence[date | None], since: date | None) -> date | None:
    """Give the day on which the order after another begins."""
    return next((each for each in begins if each and (since is None or each > since)), None)


def back_to(body: Body, row: StandingItem | None = None, focus: str = "") -> ResponseReturnValue:
    """Lead back to an order of business, to the place of a line."""
    anchor = f"line-{row.id}" if row and not focus else None
    kept: dict[str, Any] = {"from": request.values.get("from"), "correct": request.values.get("correct")}
    return redirect(url_for("orders.page", slug=body.slug, focus=focus or None, _anchor=anchor, **kept), 303)


def on_to(body: Body, since: str | None, *, correct: bool = False) -> ResponseReturnValue:
    """Lead to an order of business by its day; None: to the one that holds today."""
    kept: dict[str, Any] = {"from": since, "correct": 1 if correct else None}
    return redirect(url_for("orders.page", slug=body.slug, **kept), 303)


def line_of(body: Body, number: int | None) -> StandingItem | None:
    """Give a line of a body's order of business by its number in the records."""
    row = db.session.get(StandingItem, number) if number is not None and 0 < number <= LARGEST else None
    return row if row is not None and row.body_id == body.id else None


def line_sent(body: Body) -> StandingItem:
    """Give the line that a form is about, or answer 404."""
    row = line_of(body, request.form.get("line", type=int))
    if row is None:
        raise NotFound("That line is not one of this order of business.")
    return row


def keep_usual(body: Body) -> ResponseReturnValue:
    """Keep the usual order as the body's own."""
    standing_operations.keep(body, drafting.order_followed(body, london_today()), actor=actor())
    db.session.commit()
    tell(f"This is the order of business of {body.name} now. Change it as you need.")
    return on_to(body, None, correct=True)


def change_order(body: Body) -> ResponseReturnValue:
    """Begin another order on a day, with the lines of the one before it; or open this one to put it right."""
    form = ChangeOrder([each.date for each in meetings_without_agenda(body, london_today())])
    if not form.validate_on_submit():
        return shown(body, change=form)
    if form.since.data == MISTAKE:
        return on_to(body, request.form.get("from"), correct=True)
    day = form.begins()
    try:
        standing_operations.change_from(body, day, actor=actor())
    except Refused as refused:
        db.session.rollback()
        field = form.day if form.since.data == OTHER_DAY else form.since
        field.errors = [refused.ruling.reason]
        return shown(body, change=form)
    db.session.commit()
    said = f"From {day_in_words(day)} on, this order holds. Change its lines; meetings before it keep the former."
    tell(said, undo={"do": "give up", "from": day.isoformat()})
    return on_to(body, day.isoformat())


def give_up(body: Body) -> ResponseReturnValue:
    """Give up an order that begins on a day; the one before it goes on."""
    since = since_asked(body)
    rows = standing_operations.give_up(body, since, actor=actor()) if since else []
    db.session.commit()
    if rows and since:
        undo = {"do": "take up", "lines": ",".join(str(row.id) for row in rows)}
        tell(f"The order from {day_in_words(since)} was given up: the one before it goes on.", undo=undo)
    return on_to(body, None)


def take_up(body: Body) -> ResponseReturnValue:
    """Take an order up again that was given up."""
    sent = request.form.get("lines", "").split(",")
    ids = {int(each) for each in sent if each.isascii() and each.isdecimal() and len(each) <= len(str(LARGEST))}
    rows = standing_operations.take_up(body, ids, actor=actor())
    db.session.commit()
    return on_to(body, named(rows[0].since) if rows else None)


def add_line(body: Body) -> ResponseReturnValue:
    """Add a line; the same one sent twice is added once."""
    form, since = EditStanding(), since_asked(body)
    rows = standing_operations.standing(body, since)
    if not form.validate_on_submit():
        return shown(body, form, adding=True)
    columns = form.columns()
    if rows and rows[-1].title == columns["title"] and standing_operations.as_seen(rows) != request.form.get("seen"):
        return back_to(body, rows[-1])
    seen = request.form.get("seen", "")
    try:
        row = standing_operations.add(body, columns, since=since, seen=seen, actor=actor())
    except ChangedMeanwhile as meanwhile:
        db.session.rollback()
        form.title.errors = [meanwhile.ruling.reason]
        return shown(body, form, adding=True, look_anew=True)
    except Refused as refused:
        db.session.rollback()
        tell(refused.ruling.reason, refused=True)
        return on_to(body, None)
    db.session.commit()
    undo = {"do": "remove", "line": row.id}
    tell(f"“{row.title}” was added at the end. Move it to its place.", line=row.id, undo=undo)
    return back_to(body, row)


def save_line(body: Body) -> ResponseReturnValue:
    """Change a line's words."""
    row, form = line_sent(body), EditStanding()
    if not form.validate_on_submit():
        return shown(body, form, editing=row)
    try:
        seen = request.form.get("version", 0, type=int)
        changes = standing_operations.save(row, form.columns(), seen=min(seen, LARGEST), actor=actor())
    except ChangedMeanwhile as meanwhile:
        db.session.rollback()
        form.title.errors = [meanwhile.ruling.reason]
        return shown(body, form, editing=row)
    db.session.commit()
    if changes:
        tell(f"“{row.title}” was changed.", line=row.id)
    return back_to(body, row)


def move_line(body: Body) -> ResponseReturnValue:
    """Send a line one place on, or one level in or out."""
    row, way = line_sent(body), request.form.get("way", type=Way)
    if way is None:
        raise NotFound("A line moves up, down, in or out.")
    seen = request.form.get("seen", "")
    standing_operations.move(row, way, seen=seen, actor=actor())
    db.session.commit()
    now = standing_operations.as_seen(standing_operations.standing(body, row.since))
    undo = {"do": "put back", "former": seen, "seen": now, "from": named(row.since)}
    tell(f"“{row.title}” was moved.", line=row.id, undo=undo, calm=True)
    return back_to(body, row, focus=f"{way.value}-{row.id}")


def put_back(body: Body) -> ResponseReturnValue:
    """Put the lines back where they were before a move."""
    former, seen = request.form.get("former", ""), request.form.get("seen", "")
    if not WRITTEN.fullmatch(former):
        raise NotFound("That is no order of these lines.")
    standing_operations.put_back(body, former, since=since_asked(body), seen=seen, actor=actor())
    db.session.commit()
    tell("The order is as it was before.")
    return back_to(body)


def remove_line(body: Body) -> ResponseReturnValue:
    """Take a line out."""
    row = line_sent(body)
    standing_operations.remove(row, actor=actor())
    db.session.commit()
    undo = {"do": "bring back", "line": row.id}
    tell(f"“{row.title}” was removed. Agendas made from now on do without it.", undo=undo)
    return back_to(body)


def bring_line_back(body: Body) -> ResponseReturnValue:
    """Put a line back that was removed."""
    row = line_sent(body)
    standing_operations.bring_back(row, actor=actor())
    db.session.commit()
    tell(f"“{row.title}” is in the order of business again.", line=row.id)
    return back_to(body, row)


VERBS: dict[str, Callable[[Body], ResponseReturnValue]] = {
    "keep": keep_usual,
    "change": change_order,
    "give up": give_up,
    "take up": take_up,
    "add": add_line,
    "save": save_line,
    "move": move_line,
    "put back": put_back,
    "remove": remove_line,
    "bring back": bring_line_back,
}
