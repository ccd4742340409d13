"""The pages of the second step: taking it, setting an app up, recovery codes, doing without one."""

from __future__ import annotations

from collections.abc import Callable

import segno
from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from pyotp import TOTP
from werkzeug.exceptions import HTTPException, NotFound

from panel.access import Audience, open_to
from panel.accounts import attempts, factors, operations, sessions
from panel.accounts.forms import Code, Recovery
from panel.accounts.models import Session, User
from panel.accounts.queries import factors_of
from panel.accounts.rules import Place, factor_may_go, local_path, step_is_fresh
from panel.accounts.views import TOO_MANY, accounts, admitted, after_sign_in, now, second_step_page
from panel.extensions import db
from panel.law.ruling import Refused
from panel.public.site import public_url, site_name

WRONG_CODE = "This code is not right, or was used already. Enter the next one that your app shows."
WRONG_RECOVERY_CODE = "This is not one of your recovery codes, or it has been used."


@accounts.route("/sign-in/second-step", methods=["GET", "POST"])
@open_to(Audience.ENTERING)
def second_step() -> ResponseReturnValue:
    """Ask for the second step of somebody who has shown the password, or who changes how they take it."""
    return asked(Code(), factors.show_code, "authenticator", WRONG_CODE)


@accounts.route("/sign-in/recovery-code", methods=["GET", "POST"])
@open_to(Audience.ENTERING)
def recovery_code() -> ResponseReturnValue:
    """Ask for a code on paper, where phone and keys are lost."""
    return asked(Recovery(), factors.show_recovery_code, "recovery code", WRONG_RECOVERY_CODE)


def asked(form: Code | Recovery, show: Callable[[User, str, str], bool], by: str, wrong: str) -> ResponseReturnValue:
    """Show a page that asks for a code, and let in whoever has it."""
    session = sessions.entering_session()
    known = factors_of(session.user)
    if not known:
        return redirect(second_step_page(session.user), 303)
    if request.method == "GET" and not session.pending and step_is_fresh(session.second_step_at, now()):
        return redirect(after_sign_in(), 303)
    status = 200
    if form.validate_on_submit():
        if not admitted(session.user.email, attempts.Step.SECOND):
            form.code.errors, status = [TOO_MANY], 429
        elif show(session.user, form.code.data or "", request.remote_addr or ""):
            let_in(session, by)
            db.session.commit()
            lost = by == "recovery code"
            return redirect(url_for("accounts.account", told="recovered") if lost else after_sign_in(), 303)
        else:
            db.session.commit()
            form.code.errors = [wrong]
    page = "recovery_code" if isinstance(form, Recovery) else "second_step"
    named = Place.at(public_url(""))
    answer = render_template(f"accounts/{page}.html", form=form, factors=known, pending=session.pending, named=named)
    return answer, status


def let_in(session: Session, by: str) -> None:
    """Let somebody in who took the second step: under a new key, where they were not in yet."""
    user, address = session.user, request.remote_addr or ""
    if session.pending:
        operations.record_sign_in(user, address, by)
        sessions.start(user, second_step_at=now())
    else:
        operations.record_second_step(user, address, by)
        session.second_step_at = now()


def changing() -> Session:
    """Give the session of somebody who may change the second step now; lead others to where they take it first.

    To have the password is enough only where there is nothing yet to show besides it.
    """
    session = sessions.entering_session()
    if factors_of(session.user) and (session.pending or not step_is_fresh(session.second_step_at, now())):
        raise led_to(url_for("accounts.second_step", next=request.path))
    return session


def led_to(address: str) -> HTTPException:
    """Make the answer that leads elsewhere, whatever a view was about to do."""
    return HTTPException(response=redirect(address, 303))


@accounts.route("/sign-in/authenticator", methods=["GET", "POST"])
@open_to(Audience.ENTERING)
def authenticator() -> ResponseReturnValue:
    """Set an authenticator app up: at the first signing in, before anything else opens, or in place of another."""
    session, form = changing(), Code()
    if form.validate_on_submit():
        try:
            codes = factors.set_up_authenticator(session, form.code.data or "")
        except Refused:
            db.session.rollback()
            raise led_to(url_for("accounts.sign_in", next=local_path(request.args.get("next")))) from None
        if codes is not None:
            let_in(session, "authenticator")
            db.session.commit()
            if codes:
                return shown_once(codes, after_sign_in())
            return redirect(url_for("accounts.account", told="authenticator"), 303)
        form.code.errors = [WRONG_CODE]
    secret = factors.offered_secret(session)
    known, pending = factors_of(session.user), session.pending
    address = TOTP(secret).provisioning_uri(name=session.user.email, issuer_name=site_name())
    db.session.commit()
    return render_template(
        "accounts/authenticator.html",
        form=form,
        picture=segno.make(address).svg_inline(omitsize=True, border=2),
        secret=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        known=known,
        pending=pending,
        frame=frame(),
    )


def shown_once(codes: list[str], onward: str) -> str:
    """Show new recovery codes in this answer alone, and a way on: an address could be asked for again."""
    return render_template("accounts/new_codes.html", codes=codes, onward=onward, frame=frame())


def frame() -> str:
    """Name the frame of a page that people see before and after they are in."""
    return "desk_base.html" if sessions.current() else "base.html"


@accounts.route("/account/recovery-codes", methods=["GET", "POST"])
@open_to(Audience.ACCOUNT)
def recovery_codes() -> ResponseReturnValue:
    """Make new recovery codes, which end those before."""
    user = changing().user
    if request.method == "POST":
        codes = factors.make_recovery_codes(user)
        db.session.commit()
        return shown_once(codes, url_for("accounts.account"))
    return render_template("accounts/recovery_codes.html", left=factors_of(user).codes_left)


@accounts.route("/account/authenticator/remove", methods=["GET", "POST"])
@open_to(Audience.ACCOUNT)
def remove_authenticator() -> ResponseReturnValue:
    """Let a person do without the app, where a passkey is left to them."""
    user = changing().user
    if not factors_of(user).authenticator:
        raise NotFound("No authenticator app is set up for your account.")
    return removing(user, "your authenticator app", lambda: factors.remove_authenticator(user))


def removing(user: User, what: str, remove: Callable[[], None]) -> ResponseReturnValue:
    """Say what it means to do without something, then do it; say why where it cannot be."""
    ruling = factor_may_go(user.role, others=len(factors_of(user)) - 1)
    if request.method == "POST":
        try:
            remove()
        except Refused as refused:
            db.session.rollback()
            ruling = refused.ruling
        else:
            db.session.commit()
            return redirect(url_for("accounts.account", told="removed"), 303)
    status = 422 if request.method == "POST" else 200
    return render_template("accounts/remove_factor.html", what=what, ruling=ruling), status
