"""The officers' pages of those outside a body who are sent its agendas."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import NotFound

from panel.access import Audience, open_to
from panel.accounts.sessions import actor
from panel.despatch import operations, queries
from panel.despatch.forms import RecipientForm
from panel.despatch.models import Recipient
from panel.despatch.rules import may_be_listed, may_have_exempt
from panel.extensions import db
from panel.law.ruling import Refused
from panel.procedure.models import Body
from panel.public.site import body_addressed, tell

recipients = Blueprint("recipients", __name__, url_prefix="/desk")
LARGEST = 2**31 - 1
"""The largest number that a row can have."""
TAKEN = "Somebody of that name is on the list already."


@recipients.get("/<slug>/despatch")
@open_to(Audience.OFFICER)
def page(slug: str) -> str:
    """Show who outside a body is sent its agendas."""
    body = body_addressed(slug)
    return render_template("despatch/recipients.html", body=body, recipients=queries.recipients(body))


@recipients.route("/<slug>/despatch/new", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def add(slug: str) -> ResponseReturnValue:
    """Put somebody on the list."""
    body, form = body_addressed(slug), RecipientForm()
    if form.validate_on_submit() and sound(form):
        try:
            row = operations.list_recipient(body, form.columns, actor=actor())
            db.session.commit()
        except (Refused, IntegrityError) as error:
            db.session.rollback()
            form.name.errors = [error.ruling.reason if isinstance(error, Refused) else TAKEN]
        else:
            tell(f"{row.name} is sent what is published from now on.", taking_off(row, "Undo"))
            return redirect(url_for("recipients.page", slug=slug), 303)
    return render_template("despatch/recipient.html", body=body_addressed(slug), form=form, row=None)


@recipients.route(f"/<slug>/despatch/<int(max={LARGEST}):number>", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def amend(slug: str, number: int) -> ResponseReturnValue:
    """Change how somebody is sent agendas, or take them off the list."""
    body = body_addressed(slug)
    row = recipient_of(body, number)
    verb = request.form.get("do", "")
    if verb in ("take off", "put back"):
        if operations.take_off(row, off=verb == "take off", actor=actor()):
            db.session.commit()
            back = ("Undo", url_for("recipients.amend", slug=slug, number=number), {"do": "put back"})
            off = row.withdrawn
            tell(f"{row.name} is {'not sent' if off else 'sent'} what is published from now on.", back if off else None)
        return redirect(url_for("recipients.page", slug=slug), 303)
    form = RecipientForm(row)
    if form.validate_on_submit() and sound(form):
        try:
            changes = operations.amend_recipient(row, form.columns, actor=actor())
            db.session.commit()
        except (Refused, IntegrityError) as error:
            db.session.rollback()
            form.name.errors = [error.ruling.reason if isinstance(error, Refused) else TAKEN]
        else:
            if changes:
                tell(f"How {row.name} is sent agendas is changed. What was sent before stays as it was.")
            return redirect(url_for("recipients.page", slug=slug), 303)
    body = body_addressed(slug)
    return render_template("despatch/recipient.html", body=body, form=form, row=recipient_of(body, number))


def sound(form: RecipientForm) -> bool:
    """Say beside the field what the rules have against a form."""
    said = form.columns
    listed = may_be_listed(said["email"], said["copies"])
    exempt = may_have_exempt(said["edition"], said["copies"], said["entitled"])
    if not listed:
        form.email.errors = [listed.reason]
    if not exempt:
        (form.entitled if said["copies"] else form.edition).errors = [exempt.reason]
    return bool(listed and exempt)


def recipient_of(body: Body, number: int) -> Recipient:
    """Give somebody on a body's list, those taken off it included, or answer 404."""
    row = db.session.get(Recipient, number)
    if row is None or row.body_id != body.id:
        raise NotFound("Nobody of that number is on that body’s list.")
    return row


def taking_off(row: Recipient, words: str) -> tuple[str, str, dict[str, str]]:
    """Make the button that takes somebody off the list."""
    address = url_for("recipients.amend", slug=row.body.slug, number=row.id)
    return words, address, {"do": "take off"}
