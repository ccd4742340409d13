"""The officers' pages of e-mail: what went, what waits, what failed, what is to be handed over."""

from __future__ import annotations

import base64
from io import BytesIO
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from panel.access import Audience, open_to
from panel.accounts.sessions import actor
from panel.audit.operations import record
from panel.extensions import db
from panel.law.ruling import Refused
from panel.mail import operations, queries
from panel.mail.models import Message, MessageState
from panel.mail.sealing import Unreadable, Words, opened
from panel.meetings.standing import State
from panel.people.queries import mail_seen, served
from panel.public.clock import LONDON

mail = Blueprint("mail", __name__, url_prefix="/desk/mail")
LARGEST = 2**31 - 1
"""The largest number that a row can have."""
STATES = {
    MessageState.QUEUED: State("Waiting", "circle"),
    MessageState.SENDING: State("Being sent", "ring"),
    MessageState.SENT: State("Sent", "disc"),
    MessageState.UNSURE: State("May have gone", "triangle"),
    MessageState.FAILED: State("Failed", "cross"),
    MessageState.BY_HAND: State("To hand over", "arrow"),
    MessageState.SETTLED: State("Settled", "square"),
}


@mail.app_template_global()
def mail_in_trouble() -> int:
    """Count, for the top of the desk, the e-mails that did not go or may not have gone."""
    return queries.in_trouble(mail_seen(served()))


@mail.get("/")
@open_to(Audience.OFFICER)
def page() -> str:
    """Show what asks for somebody, what waits, and what went."""
    return shown("mail/page.html", mail=queries.mail(mail_seen(served())))


@mail.get(f"/<int(max={LARGEST}):number>")
@open_to(Audience.OFFICER)
def message(number: int) -> str:
    """Show one e-mail; its words while somebody may have to hand them over."""
    found = known(number)
    return shown("mail/message.html", message=found, words=to_hand_over(found), open=found.state in operations.OPEN)


@mail.get(f"/<int(max={LARGEST}):number>/attached.pdf")
@open_to(Audience.OFFICER)
def attached(number: int) -> Response:
    """Give the PDF that goes with an e-mail which somebody has to hand over."""
    words = to_hand_over(known(number))
    if words is None or not words.attached:
        raise NotFound("Nothing goes with that e-mail.")
    file = BytesIO(base64.b64decode(words.file))
    return send_file(file, mimetype="application/pdf", download_name=words.attached, etag=False, max_age=0)


@mail.post(f"/<int(max={LARGEST}):number>/again")
@open_to(Audience.OFFICER)
def again(number: int) -> ResponseReturnValue:
    """Send an e-mail again that did not go."""
    found = known(number)
    try:
        operations.send_again(found)
    except Refused as refused:
        flash(refused.ruling.reason, "mail-refused")
    else:
        record(actor(), "send again", found.about, to=found.to, words=found.subject)
        db.session.commit()
        flash("It is sent again. This page shows how it goes.", "mail")
    return redirect(url_for("mail.message", number=number), 303)


@mail.post(f"/<int(max={LARGEST}):number>/settle")
@open_to(Audience.OFFICER)
def settle(number: int) -> ResponseReturnValue:
    """Say that nothing more is to be done about an e-mail."""
    found = known(number)
    if operations.settle(found):
        record(actor(), "settle e-mail", found.about, to=found.to, words=found.subject)
        db.session.commit()
        flash(f"Settled: “{found.subject}” to {found.to}. Its words are forgotten.", "mail")
    return redirect(url_for("mail.page"), 303)


def known(number: int) -> Message:
    """Give the e-mail that an address means, or answer 404."""
    found = queries.numbered(number, mail_seen(served()))
    if found is None:
        raise NotFound("There is no e-mail with that number.")
    return found


def to_hand_over(message: Message) -> Words | None:
    """Give the words of an e-mail that did not go; those of one that waits, or has gone, are for its reader only."""
    if message.state not in (*queries.TROUBLED, MessageState.BY_HAND):
        return None
    try:
        return opened(message.sealed)
    except Unreadable:
        return None


def shown(template: str, **values: Any) -> str:
    """Fill in a page of e-mail."""
    return render_template(
        template,
        states=STATES,
        server=operations.server_is_set(),
        london=lambda moment: moment.astimezone(LONDON),
        **values,
    )
