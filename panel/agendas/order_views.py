"""The page of a body's order of business."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from panel.access import Audience, open_to
from panel.accounts.sessions import actor
from panel.agendas import arranging, standing_operations
from panel.agendas.arranging import Way
from panel.agendas.forms import EditStanding
from panel.agendas.models import StandingItem
from panel.agendas.operations import ChangedMeanwhile
from panel.agendas.order_of_business import TOLD_BY_THE_RECORDS
from panel.agendas.telling import tell, told_before
from panel.desk import drafting
from panel.extensions import db
from panel.law.ruling import Refused
from panel.procedure.models import Body
from panel.public.queries import body_named

orders = Blueprint("orders", __name__, url_prefix="/desk")
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
        verb = VERBS.get(request.form.get("do", ""))
        if verb is None:
            raise NotFound("That cannot be done with an order of business.")
        try:
            return verb(body)
        except Refused as refused:
            db.session.rollback()
            tell(refused.ruling.reason, line=request.form.get("line", type=int), refused=True)
            return back_to(body)
    editing = line_of(body, request.args.get("edit", type=int))
    if editing:
        return shown(body, EditStanding(obj=editing), editing=editing)
    return shown(body, EditStanding() if "add" in request.args else None, adding="add" in request.args)


def shown(body: Body, form: EditStanding | None = None, **told: Any) -> str:
    """Set out an order of business, with the form that is open in it."""
    rows = standing_operations.standing(body)
    usual = () if rows else drafting.order_followed(body)
    depths = [row.depth for row in rows]
    return render_template(
        "agendas/order.html",
        body=body,
        rows=rows,
        numbers=dict(zip((row.id for row in rows), arranging.numbers_of(depths), strict=True)),
        ends=dict(zip((row.id for row in rows), arranging.ends(depths), strict=True)),
        usual=usual,
        usual_numbers=arranging.numbers_of([each.depth for each in usual]),
        seen=standing_operations.as_seen(rows),
        form=form,
        editing=told.get("editing"),
        adding=told.get("adding"),
        focus=request.args.get("focus", ""),
        told=told_before(),
        waits=TOLD_BY_THE_RECORDS,
    )


def back_to(body: Body, row: StandingItem | None = None, focus: str = "") -> ResponseReturnValue:
    """Lead back to an order of business, to the place of a line."""
    anchor = f"line-{row.id}" if row and not focus else None
    return redirect(url_for("orders.page", slug=body.slug, focus=focus or None, _anchor=anchor), 303)


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
    standing_operations.keep(body, drafting.order_followed(body), actor=actor())
    db.session.commit()
    tell(f"This is the order of business of {body.name} now. Change it as you need.")
    return back_to(body)


def add_line(body: Body) -> ResponseReturnValue:
    """Add a line; the same one sent twice is added once."""
    form, rows = EditStanding(), standing_operations.standing(body)
    if not form.validate_on_submit():
        return shown(body, form, adding=True)
    columns = form.columns()
    if rows and rows[-1].title == columns["title"] and standing_operations.as_seen(rows) != request.form.get("seen"):
        return back_to(body, rows[-1])
    row = standing_operations.add(body, columns, actor=actor())
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
    undo = {"do": "put back", "former": seen, "seen": standing_operations.as_seen(standing_operations.standing(body))}
    tell(f"“{row.title}” was moved.", line=row.id, undo=undo, calm=True)
    return back_to(body, row, focus=f"{way.value}-{row.id}")


def put_back(body: Body) -> ResponseReturnValue:
    """Put the lines back where they were before a move."""
    former, seen = request.form.get("former", ""), request.form.get("seen", "")
    if not WRITTEN.fullmatch(former):
        raise NotFound("That is no order of these lines.")
    standing_operations.put_back(body, former, seen=seen, actor=actor())
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
    "add": add_line,
    "save": save_line,
    "move": move_line,
    "put back": put_back,
    "remove": remove_line,
    "bring back": bring_line_back,
}
