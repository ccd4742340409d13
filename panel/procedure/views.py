"""The officers' pages of bodies: established, set up, their office-holder, their venues."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import NotFound

from panel.access import Audience, open_to
from panel.accounts.sessions import actor
from panel.extensions import db
from panel.folders.panel_file import slugified
from panel.law.ruling import Refused
from panel.members.queries import membership_on
from panel.people.queries import served
from panel.procedure import operations
from panel.procedure.forms import AmendBody, EstablishBody, RecogniseOfficeHolder, VenueForm
from panel.procedure.models import Body, BodyKind, Venue
from panel.procedure.queries import office_holder, rules_followed, venues, working_groups
from panel.public import queries
from panel.public.clock import london_today
from panel.public.site import body_addressed, tell

bodies = Blueprint("bodies", __name__, url_prefix="/desk")
LARGEST = 2**31 - 1
"""The largest number that a row can have."""
COMMISSIONER = {"title": "Police and Crime Commissioner", "abbreviation": "PCC"}
"""What the office is called where nobody has said otherwise."""


@bodies.get("/bodies")
@open_to(Audience.OFFICER)
def page() -> str:
    """List the panels with their working groups."""
    own = served()
    known = [body for body in queries.bodies() if body.id in own]
    panels = [body for body in known if body.kind is BodyKind.PANEL]
    groups = [(panel, [body for body in known if body.parent_id == panel.id]) for panel in panels]
    return render_template("procedure/bodies.html", panels=groups, may_found=own.everything)


@bodies.route("/bodies/new", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def establish() -> ResponseReturnValue:
    """Establish a panel, or a working group of one."""
    own = served()
    panels = [body for body in queries.bodies() if body.kind is BodyKind.PANEL and body.id in own]
    form = EstablishBody(panels)
    if request.method == "GET" and request.args.get("of") in [panel.slug for panel in panels]:
        form.of.data = request.args["of"]
    if form.validate_on_submit():
        parent = next((panel for panel in panels if panel.slug == form.of.data), None)
        if parent is None and not own.everything:
            form.of.errors = ["You serve named bodies. Choose the panel whose working group it is."]
            return render_template("procedure/establish.html", form=form, panels=panels)
        columns = {**form.columns, "nation": parent.nation} if parent else form.columns
        name, nation = columns.pop("name"), columns.pop("nation")
        slug = form.slug.data or slugified(f"{parent.slug} {name}" if parent else name)
        try:
            body = operations.establish(slug, name, nation, columns, actor=actor(), parent=parent)
            db.session.commit()
        except Refused as refused:
            db.session.rollback()
            (form.slug if slug else form.name).errors = [refused.ruling.reason]
        except IntegrityError:
            db.session.rollback()
            form.slug.errors = [f"Somebody has just taken the address “{slug}”: choose another."]
        else:
            tell(f"{body.name} is set up. Go on with what is not recorded yet.")
            return redirect(url_for("bodies.set_up", slug=body.slug), 303)
    return render_template("procedure/establish.html", form=form, panels=panels)


@bodies.get("/<slug>/set-up")
@open_to(Audience.OFFICER)
def set_up(slug: str) -> str:
    """Show what is recorded of a body, and what is not yet."""
    body, today = body_addressed(slug), london_today()
    return render_template(
        "procedure/set_up.html",
        body=body,
        today=today,
        holder=office_holder(body, today),
        venues=venues(body),
        membership=membership_on(body, today),
        rules=rules_followed(body, today),
        meetings=queries.meetings_from(today, body),
    )


@bodies.route("/<slug>/set-up/body", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def amend(slug: str) -> ResponseReturnValue:
    """Change what is recorded of a body; its address stays."""
    body = body_addressed(slug)
    form = AmendBody(body)
    if form.validate_on_submit():
        changes = operations.amend(body, form.columns, actor=actor())
        for group in working_groups(body):
            operations.amend(group, {"nation": body.nation}, actor=actor())
        db.session.commit()
        if changes:
            tell(f"What is recorded of {body.name} is changed.")
        return redirect(url_for("bodies.set_up", slug=slug), 303)
    return render_template("procedure/amend.html", body=body, form=form)


@bodies.route("/<slug>/set-up/office-holder", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def recognise(slug: str) -> ResponseReturnValue:
    """Record whom a panel scrutinises: the one in office put right, or a successor."""
    body = panel_addressed(slug)
    known = operations.recognised(body)
    former = known[-1] if known else None
    recorded = {name: getattr(former, name) for name in ("title", "abbreviation", "name", "since")} if former else {}
    name, since = (former.name, former.since) if former else ("", None)
    form = RecogniseOfficeHolder({**COMMISSIONER, **recorded}, since, name)
    if form.validate_on_submit():
        changes = operations.recognise_office_holder(body, form.columns, actor=actor())
        db.session.commit()
        if changes:
            tell(f"{body.name} scrutinises {form.title.data} {form.name.data}.")
        return redirect(url_for("bodies.set_up", slug=slug), 303)
    return render_template("procedure/office_holder.html", body=body, form=form, known=known)


@bodies.route("/<slug>/venues/new", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def offer_venue(slug: str) -> ResponseReturnValue:
    """Keep a place where a panel meets."""
    body, form = panel_addressed(slug), VenueForm()
    if form.validate_on_submit():
        try:
            venue = operations.offer_venue(body, form.columns, actor=actor())
            db.session.commit()
        except (Refused, IntegrityError) as error:
            db.session.rollback()
            form.name.errors = [error.ruling.reason if isinstance(error, Refused) else "It has just been added."]
        else:
            tell(f"{venue.name} is a venue. Forms of meetings offer it.", withdrawal(venue, "Undo"))
            return redirect(url_for("bodies.set_up", slug=slug), 303)
    return render_template("procedure/venue.html", body=body, form=form, venue=None)


@bodies.route(f"/<slug>/venues/<int(max={LARGEST}):id>", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def amend_venue(slug: str, id: int) -> ResponseReturnValue:
    """Change what is recorded of a place, or offer it no more."""
    body = panel_addressed(slug)
    venue = db.session.get(Venue, id)
    if venue is None or venue.body_id != body.id:
        raise NotFound("No venue of that body has that number.")
    if "withdraw" in request.form:
        operations.withdraw_venue(venue, actor=actor())
        db.session.commit()
        again = {"name": venue.name, "address": venue.address, "note": venue.note}
        tell(
            f"{venue.name} is not offered any more. Meetings arranged there stay as they are.",
            ("Undo", url_for("bodies.offer_venue", slug=slug), again),
        )
        return redirect(url_for("bodies.set_up", slug=slug), 303)
    form = VenueForm(obj=venue)
    if form.validate_on_submit():
        try:
            changes = operations.amend_venue(venue, form.columns, actor=actor())
            db.session.commit()
        except Refused as refused:
            db.session.rollback()
            form.name.errors = [refused.ruling.reason]
        else:
            if changes:
                tell(f"What is recorded of {venue.name} is changed. Meetings arranged there stay as they are.")
            return redirect(url_for("bodies.set_up", slug=slug), 303)
    return render_template("procedure/venue.html", body=body, form=form, venue=venue)


def withdrawal(venue: Venue, words: str) -> tuple[str, str, dict[str, str]]:
    """Make the button that offers a place no more."""
    return words, url_for("bodies.amend_venue", slug=venue.body.slug, id=venue.id), {"withdraw": "1"}


def panel_addressed(slug: str) -> Body:
    """Give the panel that an address means, or answer 404: what hangs on a panel is no working group's."""
    body = body_addressed(slug)
    if body.kind is not BodyKind.PANEL:
        raise NotFound("A working group shares what its panel has recorded here.")
    return body
