"""The page that somebody reads a circulated draft on, from a link of their own, and asks for corrections."""

from __future__ import annotations

from flask import (
    Blueprint,
    Response,
    flash,
    get_flashed_messages,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from panel.access import Audience, open_to
from panel.accounts.keys import digest
from panel.accounts.sessions import signed_in_user
from panel.extensions import db
from panel.law.ruling import Refused
from panel.law.words import visible
from panel.minute_book import circulating, queries
from panel.minute_book.models import CirculatedTo
from panel.minute_book.prose import rendered
from panel.minute_book.rules import may_ask
from panel.minute_book.sheets import sheets_of
from panel.minutes.queries import confirmed, record_of
from panel.papers.models import PaperAccess
from panel.people.queries import member_of, served_by
from panel.public.clock import london_now

drafts_read = Blueprint("drafts_read", __name__, url_prefix="/draft-minutes")
MOST = 5000
"""The most characters that a correction can have."""
GONE = "This link to a draft does not work any more. The minutes may have been confirmed, or the link was closed."


@drafts_read.get("/<token>")
@open_to(Audience.PUBLIC)
def page(token: str) -> ResponseReturnValue:
    """Show the public draft; reading changes nothing. Whoever has the link can read it, a mail scanner too."""
    return shown(link_addressed(token), token)


@drafts_read.get("/<token>/exempt")
@open_to(Audience.ACCOUNT)
def with_exempt(token: str) -> ResponseReturnValue:
    """Show the draft with its exempt half to whom it was sent, once they are signed in."""
    return shown(own_link_addressed(token), token, exempt=True)


def link_addressed(token: str) -> CirculatedTo:
    """Give whom a link was made for, or answer 404: a link ends when the public minutes are confirmed."""
    link = queries.link_of(digest(token))
    if link is None or PaperAccess.PUBLIC in confirmed(link.circulation.minutes.meeting):
        raise NotFound(GONE)
    return link


def own_link_addressed(token: str) -> CirculatedTo:
    """Give whom a link with the exempt draft was made for where they ask, or an officer of the body; else 404."""
    link, user = link_addressed(token), signed_in_user()
    member = member_of(user)
    theirs = member is not None and member.id == link.member_id
    if not link.exempt or not (theirs or link.circulation.minutes.meeting.body_id in served_by(user)):
        raise NotFound("The exempt minutes were not sent to the account that you are signed in with.")
    return link


def shown(
    link: CirculatedTo, token: str, refused: str = "", typed: str = "", at: str = "", *, exempt: bool = False
) -> Response:
    """Set out the draft with what was asked for from this link, kept out of caches, searches and other sites."""
    of = link.circulation.minutes.meeting
    waits = link.exempt and PaperAccess.EXEMPT not in confirmed(of)
    own = [row for row in queries.corrections(link.circulation.minutes) if row.circulated_to_id == link.id]
    html = render_template(
        "minute_book/draft.html",
        meeting=of,
        link=link,
        token=token,
        sheets=sheets_of(of, record_of(of)),
        exempt=exempt and waits,
        exempt_apart=waits and not exempt,
        own=own,
        may=may_ask(london_now().date(), link.circulation.until, None, len(own)),
        refused=refused,
        typed=typed,
        at=at,
        rendered=rendered,
        most=MOST,
        sent=get_flashed_messages(category_filter=["asked"]),
    )
    answer = make_response(html, 422 if refused else 200)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


@drafts_read.post("/<token>")
@open_to(Audience.PUBLIC)
def ask(token: str) -> ResponseReturnValue:
    """Take a correction of an item of the public draft."""
    return asked(link_addressed(token), token)


@drafts_read.post("/<token>/exempt")
@open_to(Audience.ACCOUNT)
def ask_with_exempt(token: str) -> ResponseReturnValue:
    """Take a correction of an item of the public or the exempt draft."""
    return asked(own_link_addressed(token), token, exempt=True)


def asked(link: CirculatedTo, token: str, *, exempt: bool = False) -> ResponseReturnValue:
    """Take a correction; one of the exempt draft only where that was shown."""
    now = london_now()
    item, access = request.form.get("item", ""), request.form.get("access", "")
    of = link.circulation.minutes.meeting
    known = {sheet.item for sheet in sheets_of(of, record_of(of))}
    if item not in known or access not in set(PaperAccess) or (access == PaperAccess.EXEMPT and not exempt):
        raise NotFound("That item is not in the draft that you were sent.")
    lines = request.form.get("text", "").replace("\r\n", "\n").split("\n")
    text = "\n".join(visible(line) for line in lines).strip()
    at = f"{item or 'opening'}-{access}"
    if len(text) > MOST:
        return shown(link, token, f"A correction can have {MOST:,} characters at most.", text, at, exempt=exempt)
    try:
        circulating.ask_by_link(link, item, PaperAccess(access), text, now=now)
        db.session.commit()
    except Refused as refused:
        db.session.rollback()
        return shown(link, token, refused.ruling.reason, text, at, exempt=exempt)
    flash("Your correction has reached the officer. You get an e-mail when it is answered.", "asked")
    return redirect(url_for("drafts_read.with_exempt" if exempt else "drafts_read.page", token=token), 303)
