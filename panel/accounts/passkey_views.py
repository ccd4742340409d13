"""The pages of passkeys: showing one as the second step, adding one, removing one.

`panel.accounts.passkeys` is imported where it is needed: its library takes a tenth of a second, and every command that
opens the application would wait for it.
"""

from __future__ import annotations

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from panel.access import Audience, open_to
from panel.accounts import attempts, factors, sessions
from panel.accounts.factor_views import changing, let_in, removing, shown_once
from panel.accounts.forms import AddPasskey, Code, Shown
from panel.accounts.queries import factors_of, passkey_of
from panel.accounts.rules import Place, browser_in_words
from panel.accounts.views import TOO_MANY, accounts, admitted, after_sign_in, second_step_page
from panel.extensions import db
from panel.law.ruling import Refused
from panel.public.site import public_url, site_name

LARGEST = 2**31 - 1
"""The largest number that a row can have."""
NOT_SHOWN = "This passkey could not be used. Try again, or take another way."


@accounts.post("/sign-in/passkey/options")
@open_to(Audience.ENTERING)
def passkey_to_show() -> ResponseReturnValue:
    """Give a browser what it asks a passkey to sign."""
    from panel.accounts import passkeys

    options = passkeys.options_to_show(sessions.entering_session(), place())
    db.session.commit()
    return Response(options, mimetype="application/json")


@accounts.route("/sign-in/passkey", methods=["GET", "POST"])
@open_to(Audience.ENTERING)
def show_passkey() -> ResponseReturnValue:
    """Let somebody in whose passkey signed what it was given."""
    from panel.accounts import passkeys

    session, form, status = sessions.entering_session(), Shown(), 200
    if request.method == "GET":  # the page that says what was wrong has this address, and may be asked for again
        return redirect(second_step_page(session.user), 303)
    if not admitted(session.user.email, attempts.Step.SECOND):
        refused, status = TOO_MANY, 429
    elif passkeys.show(session, place(), form.credential.data or "", request.remote_addr or ""):
        let_in(session, "passkey")
        db.session.commit()
        return redirect(after_sign_in(), 303)
    else:
        db.session.commit()
        refused = NOT_SHOWN
    known = factors_of(session.user)
    if not known:
        return redirect(second_step_page(session.user), 303)
    return (
        render_template(
            "accounts/second_step.html",
            form=Code(formdata=None),
            factors=known,
            pending=session.pending,
            named=Place.at(public_url("")),
            refused=refused,
        ),
        status,
    )


@accounts.post("/account/passkeys/options")
@open_to(Audience.ACCOUNT)
def passkey_to_add() -> ResponseReturnValue:
    """Give a browser what it makes a passkey with."""
    from panel.accounts import passkeys

    options = passkeys.options_to_add(changing(), place(), site_name())
    db.session.commit()
    return Response(options, mimetype="application/json")


@accounts.route("/account/passkeys/add", methods=["GET", "POST"])
@open_to(Audience.ACCOUNT)
def add_passkey() -> ResponseReturnValue:
    """Let a person add a passkey, under a name of their own."""
    from panel.accounts import passkeys

    session = changing()
    form = AddPasskey(data={"name": browser_in_words(request.user_agent.string)})
    if form.validate_on_submit():
        try:
            codes = passkeys.add(session, place(), form.name.data or "", form.credential.data or "")
        except Refused as refused:
            form.name.errors = [refused.ruling.reason]
        db.session.commit()  # also where it was refused: what it answered to is used up
        if not form.errors:
            told = url_for("accounts.account", told="passkey")
            return shown_once(codes, told) if codes else redirect(told, 303)
    named = Place.at(public_url(""))
    return render_template("accounts/add_passkey.html", form=form, named=named)


@accounts.route(f"/account/passkeys/<int(max={LARGEST}):passkey>/remove", methods=["GET", "POST"])
@open_to(Audience.ACCOUNT)
def remove_passkey(passkey: int) -> ResponseReturnValue:
    """Let a person do without a passkey, where something else is left to them."""
    user = changing().user
    found = passkey_of(user, passkey)
    if found is None:
        raise NotFound("You have no such passkey.")
    return removing(user, f"the passkey “{found.name}”", lambda: factors.remove_passkey(user, found))


def place() -> Place:
    """Give the site as passkeys know it; not found where its address is a number."""
    here = Place.at(public_url(""))
    if here is None:
        raise NotFound("Passkeys need a site that has a name.")
    return here
