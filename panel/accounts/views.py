"""The pages on which people sign in, choose their password, and look after their account."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import Forbidden, NotFound

from panel.access import Audience, open_to
from panel.accounts import attempts, operations, passwords, sessions
from panel.accounts.forms import ChangePassword, SignIn, TakeUp
from panel.accounts.keys import feed_key
from panel.accounts.models import User
from panel.accounts.queries import factors_of, invitation_of, sessions_of, works
from panel.accounts.rules import SECOND_STEP, Role, browser_in_words, local_path
from panel.commissions.queries import is_asked
from panel.extensions import db
from panel.law.ruling import Refused
from panel.law.words import counted
from panel.public.clock import LONDON
from panel.public.site import public_url, site_name

accounts = Blueprint("accounts", __name__)
DESK = (
    ("Dates", "desk.dates"),
    ("Check", "checks.page"),
    ("Bodies", "bodies.page"),
    ("People", "people.page"),
)
"""The words and endpoints of the officers' pages, in the order of their header; the first is where they begin."""
LINKS = {
    Role.OFFICER: DESK,
    Role.MEMBER: (("Your papers", "readers.page"),),
    Role.CONTRIBUTOR: (("Asked of you", "asked.page"),),
}
"""What stands in the header of whoever is signed in, by what they are here."""
WRONG = "The e-mail address or password is not right."
TOO_MANY = "There were too many tries. Wait 15 minutes, then try again."


@accounts.app_context_processor
def _who() -> dict[str, Any]:
    return {"current_user": sessions.current_user, "desk_links": desk_links}


def desk_links() -> tuple[tuple[str, str], ...]:
    """Give the pages of the person who is signed in, in the order of their header."""
    return LINKS.get(sessions.signed_in_user().role, ())


@accounts.after_request
def _keep_nothing(answer: Response) -> Response:
    """Let nobody keep a page with a form of ours, those for everybody included."""
    answer.headers["Cache-Control"] = "no-store"
    return answer


@accounts.app_errorhandler(CSRFError)
def form_not_ours(_error: CSRFError) -> ResponseReturnValue:
    """Say what to do where a form did not come from a page of ours, or its cookie is gone."""
    return render_template("accounts/form_not_ours.html"), 400


@accounts.app_errorhandler(Forbidden)
def signed_out_meanwhile(_error: Forbidden) -> ResponseReturnValue:
    """Say what to do where something was sent by nobody who is signed in."""
    return render_template("accounts/signed_out_meanwhile.html"), 403


@accounts.route("/sign-in", methods=["GET", "POST"])
@open_to(Audience.PUBLIC)
def sign_in() -> ResponseReturnValue:
    """Ask for e-mail address and password."""
    session = sessions.here()
    if request.method == "GET" and session:
        return redirect(second_step_page(session.user) if session.pending else after_sign_in(), 303)
    form, status = SignIn(), 200
    if form.validate_on_submit():
        email, address = form.email.data or "", request.remote_addr or ""
        if not admitted(email):
            form.password.errors, status = [TOO_MANY], 429
        else:
            user = operations.enter_password(email, form.password.data or "", address)
            if user:
                return admit(user)
            db.session.commit()
            form.password.errors = [WRONG]
    return render_template("accounts/sign_in.html", form=form, council=council_name()), status


def council_name() -> str:
    """Name the council's own sign-in; empty where there is none."""
    return str(current_app.config["OIDC_NAME"]) if current_app.config["OIDC_ISSUER"] else ""


def admit(user: User) -> ResponseReturnValue:
    """Sign a person in who has shown the password, or lead them to the second step that is still missing."""
    pending = start(user, "password")
    return redirect(second_step_page(user) if pending else after_sign_in(), 303)


def start(user: User, by: str, *, second_step: bool = False) -> bool:
    """Begin a session, and keep it; whether it is still to wait for a second step, where none was taken elsewhere."""
    pending = not second_step and (user.role in SECOND_STEP or bool(factors_of(user)))
    note = operations.record_first_step if pending else operations.record_sign_in
    note(user, request.remote_addr or "", by)
    sessions.start(user, pending=pending, second_step_at=now() if second_step else None)
    db.session.commit()
    return pending


def second_step_page(user: User) -> str:
    """Give the address where a person takes the second step, or sets it up, and comes from to what they wanted."""
    page = "accounts.second_step" if factors_of(user) else "accounts.authenticator"
    return url_for(page, next=local_path(request.args.get("next")))


def admitted(email: str, step: attempts.Step = attempts.Step.FIRST) -> bool:
    """Count a try with a password, or with a code; whether it may be looked at."""
    attempt = attempts.begin(email, request.remote_addr or "", step)
    db.session.commit()  # before counting: tries of the same moment must see each other
    refused = attempts.too_many(attempt)
    if refused:
        # Not counted: who goes on trying does not keep the owner out for ever.
        db.session.delete(attempt)
        db.session.commit()
    return not refused


def after_sign_in() -> str:
    """Give the address that a person wanted before being asked to sign in; else where somebody of their role begins."""
    wanted, user = local_path(request.args.get("next")), sessions.current_user()
    pages = LINKS.get(user.role, ()) if user else ()
    return wanted or url_for(pages[0][1] if pages else "accounts.account")


@accounts.post("/sign-out")
@open_to(Audience.PUBLIC)
def sign_out() -> ResponseReturnValue:
    """End the session of this browser; one that ended by itself is no mistake."""
    session = sessions.here()
    if session:
        operations.sign_out(session)
        db.session.commit()
    sessions.forget()
    return redirect(url_for("accounts.signed_out"), 303)


@accounts.get("/signed-out")
@open_to(Audience.PUBLIC)
def signed_out() -> str:
    """Say that nobody is signed in here any more."""
    return render_template("accounts/signed_out.html")


@accounts.route("/invitation/<token>", methods=["GET", "POST"])
@open_to(Audience.PUBLIC)
def invitation(token: str) -> ResponseReturnValue:
    """Let whoever holds a link choose a password, once, and sign them in."""
    invited = invitation_of(token)
    if invited is None:
        raise NotFound("This link is not one of ours. Check that you have the whole of it.")
    ruling = works(invited, now())
    if not ruling:
        return render_template("accounts/link_closed.html", reason=ruling.reason), 410
    user = invited.user
    form = TakeUp(user.email, site_name(), data={"name": user.name})
    if form.validate_on_submit():
        try:
            operations.take_up(invited, form.name.data or "", form.password.data or "")
        except Refused as refused:
            db.session.rollback()
            return render_template("accounts/link_closed.html", reason=refused.ruling.reason), 410
        return admit(user)
    return render_template("accounts/invitation.html", form=form, user=user)


@accounts.get("/account")
@open_to(Audience.ACCOUNT)
def account() -> str:
    """Show a person their account: who they are here, where they are signed in, their calendar address."""
    user = sessions.signed_in_user()
    return render_template(
        "accounts/account.html",
        user=user,
        sessions=sessions_of(user, now()),
        here=sessions.current(),
        factors=factors_of(user),
        asked=is_asked(user),
        address=public_url(url_for("desk.feed", key=feed_key(user))),
        browser_in_words=browser_in_words,
        counted=counted,
        london=lambda moment: moment.astimezone(LONDON),
    )


@accounts.route("/account/password", methods=["GET", "POST"])
@open_to(Audience.ACCOUNT)
def password() -> ResponseReturnValue:
    """Let a person choose a new password; every other browser is signed out."""
    user = sessions.signed_in_user()
    form, status = ChangePassword(user.email, user.name, site_name()), 200
    if form.validate_on_submit():
        if not admitted(user.email):
            form.current.errors, status = [TOO_MANY], 429
        elif not passwords.matches(user.password_hash, form.current.data or ""):
            form.current.errors = ["This is not your password."]
        else:
            step = sessions.second_step_at()
            operations.set_password(user, form.password.data or "")
            sessions.start(user, second_step_at=step)
            operations.record_sign_in(user, request.remote_addr or "")
            db.session.commit()
            return redirect(url_for("accounts.account", told="password"), 303)
    return render_template("accounts/password.html", form=form, user=user), status


@accounts.post("/account/sign-out-everywhere")
@open_to(Audience.ACCOUNT)
def sign_out_everywhere() -> ResponseReturnValue:
    """End every session of a person."""
    operations.sign_out_everywhere(sessions.signed_in_user())
    db.session.commit()
    sessions.forget()
    return redirect(url_for("accounts.signed_out"), 303)


@accounts.post("/account/calendar-address")
@open_to(Audience.OFFICER)
def renew_calendar_address() -> ResponseReturnValue:
    """Give a person a new private calendar address."""
    operations.renew_feed_key(sessions.signed_in_user())
    db.session.commit()
    return redirect(url_for("accounts.account", told="calendar") + "#calendar", 303)


def now() -> datetime:
    """Read the clock."""
    return datetime.now(UTC)
