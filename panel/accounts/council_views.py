"""The way through the council's own sign-in and back.

`panel.accounts.council` is imported where it is needed: its library takes a fifth of a second, and every command that
opens the application would wait for it.
"""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from panel.access import Audience, open_to
from panel.accounts.rules import local_path
from panel.accounts.views import accounts, council_name, start
from panel.extensions import db
from panel.law.ruling import Refused
from panel.public.site import public_url

_WANTED = "council_next"
NOT_SAID = (
    "{name} did not say who you are: its sign-in cannot be reached, or you left it before its end. Try again in a "
    "while, or sign in with your password."
)


@accounts.get("/sign-in/council")
@open_to(Audience.PUBLIC)
def at_the_council() -> ResponseReturnValue:
    """Lead somebody to the council's own sign-in."""
    from panel.accounts import council

    if not council_name():
        raise NotFound("This site has no sign-in of a council.")
    cookie[_WANTED] = local_path(request.args.get("next"))
    try:
        return council.leave(public_url(url_for("accounts.from_the_council")))
    except council.NotSaid:
        return not_in(NOT_SAID.format(name=in_a_sentence()), 502)


@accounts.get("/sign-in/council/back")
@open_to(Audience.PUBLIC)
def from_the_council() -> ResponseReturnValue:
    """Let somebody in whom the council vouches for, and who has an account here."""
    from panel.accounts import council

    if not council_name():
        raise NotFound("This site has no sign-in of a council.")
    try:
        visitor = council.returned()
    except council.NotSaid:
        return not_in(NOT_SAID.format(name=in_a_sentence()), 400)
    try:
        user = council.account_of(visitor, request.remote_addr or "")
    except Refused as refused:
        db.session.commit()  # the trail keeps that somebody tried
        return not_in(refused.ruling.reason, 403)
    wanted = cookie.get(_WANTED)
    start(user, "council", second_step=visitor.second_step)
    # The page of signing in leads on: to what was wanted, or to the second step that the council did not ask for.
    return redirect(url_for("accounts.sign_in", next=wanted), 303)


def not_in(reason: str, status: int) -> ResponseReturnValue:
    """Say why somebody is not signed in."""
    return render_template("accounts/council.html", reason=reason, onward=cookie.get(_WANTED)), status


def in_a_sentence() -> str:
    """Begin a sentence with the name of the council's sign-in."""
    name = council_name()
    return name[:1].upper() + name[1:]
