"""The officers' page of people: who may sign in, as what, for which bodies; invitations, new links, closing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import NotFound

from panel.access import Audience, open_to
from panel.accounts.models import User
from panel.accounts.rules import Role
from panel.accounts.sessions import actor, signed_in_user
from panel.extensions import db
from panel.law.ruling import Refused
from panel.mail.models import Message, MessageState
from panel.meetings.standing import State
from panel.members.models import Member
from panel.people import operations
from panel.people.forms import EVERYTHING, ROLES, Amend, Invite
from panel.people.queries import (
    bodies_served_by,
    looked_after,
    member_of,
    members_by_account,
    members_without_account,
    served,
)
from panel.procedure.models import Body
from panel.public import queries
from panel.public.clock import london_today
from panel.public.site import public_url, site_name

people = Blueprint("people", __name__, url_prefix="/desk/people")
LARGEST = 2**31 - 1
"""The largest number that a row can have."""
TAKEN = "Somebody else changed this at the same moment. Look again, and save once more."


@dataclass(frozen=True)
class Person:
    """Somebody with an account, as the list shows them."""

    user: User
    bodies: list[Body]
    member: Member | None

    @property
    def state(self) -> State:
        """How the account stands."""
        if self.user.disabled:
            return State("Closed", "closed")
        return State("Active", "disc") if self.user.password_hash else State("Invited", "circle")

    @property
    def reaches(self) -> str:
        """What it is for, in words."""
        if self.user.role is Role.MEMBER:
            return self.member.name if self.member else "No member yet"
        if self.user.role is Role.OFFICER:
            return "Every body" if self.user.serves_all else ", ".join(body.name for body in self.bodies) or "No body"
        return ", ".join(body.name for body in self.bodies) or "No body asks them for anything yet"


@people.get("/")
@open_to(Audience.OFFICER)
def page() -> str:
    """List who may sign in, of the bodies that the officer serves."""
    users = looked_after(served())
    bodies, members = bodies_served_by(users), members_by_account(users)
    listed = [Person(user, bodies.get(user.id, []), members.get(user.id)) for user in users]
    listed.sort(key=lambda each: (each.user.disabled, each.user.name or each.user.email))
    return render_template("people/page.html", people=listed, me=signed_in_user())


@people.route("/invite", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def invite() -> ResponseReturnValue:
    """Invite somebody by e-mail."""
    own = served()
    without = members_without_account(own)
    named = next((each for each in without if str(each.id) == request.args.get("member")), None)
    before = {"role": Role.MEMBER.value, "member": str(named.id), "name": named.name} if named else {}
    form = Invite(own, bodies_offered(), without, data=before)
    role = form.asked_for()
    if form.validate_on_submit() and role:
        try:
            user, path = operations.invite(
                form.email.data or "",
                role,
                form.name.data or "",
                form.chosen_bodies,
                form.chosen_member,
                own=own,
                actor=actor(),
            )
            message = operations.tell(user, path, public_url, site_name(), london_today())
            db.session.commit()
        except Refused as refused:
            db.session.rollback()
            form.email.errors = [refused.ruling.reason]
        except IntegrityError:
            db.session.rollback()
            form.email.errors = [TAKEN]
        else:
            return told_of(user, message)
    return render_template("people/invite.html", form=form, roles=ROLES)


@people.route(f"/<int(max={LARGEST}):number>", methods=["GET", "POST"])
@open_to(Audience.OFFICER)
def person(number: int) -> ResponseReturnValue:
    """Show somebody's account; change which bodies they serve, or whose account it is."""
    user, own = person_addressed(number), served()
    bodies, member = bodies_served_by([user]).get(user.id, []), member_of(user)
    before: dict[str, Any] = {
        "bodies": [EVERYTHING] if user.serves_all else [str(body.id) for body in bodies],
        "member": str(member.id) if member else "",
    }
    form = Amend(user.role, own, bodies_offered(), members_without_account(own, user), data=before)
    if form.validate_on_submit():
        field = form.bodies if user.role is Role.OFFICER else form.member
        try:
            changed = operations.amend(user, form.chosen_bodies, form.chosen_member, by=signed_in_user(), actor=actor())
            db.session.commit()
        except Refused as refused:
            db.session.rollback()
            field.errors = [refused.ruling.reason]
        except IntegrityError:
            db.session.rollback()
            field.errors = [TAKEN]
        else:
            if not changed:
                return back_to(user, "Nothing was changed.")
            return back_to(user, before, "changed")
    return render_template(
        "people/person.html", person=Person(user, bodies, member), form=form, me=signed_in_user(), Role=Role
    )


@people.post(f"/<int(max={LARGEST}):number>/link")
@open_to(Audience.OFFICER)
def link(number: int) -> ResponseReturnValue:
    """Send somebody a new link: to take up the invitation, or to choose a new password."""
    user = person_addressed(number)
    try:
        message = operations.tell(
            user, operations.new_link(user, actor=actor()), public_url, site_name(), london_today()
        )
    except Refused as refused:
        return back_to(user, refused.ruling.reason, "refused")
    db.session.commit()
    return told_of(user, message)


@people.post(f"/<int(max={LARGEST}):number>/close")
@open_to(Audience.OFFICER)
def close(number: int) -> ResponseReturnValue:
    """Close an account at once; it can be opened again."""
    user = person_addressed(number)
    if user.disabled:
        return back_to(user, "This account was closed already.")
    try:
        operations.close(user, by=signed_in_user(), actor=actor())
    except Refused as refused:
        return back_to(user, refused.ruling.reason, "refused")
    db.session.commit()
    return back_to(user, "Closed.", "closed")


@people.post(f"/<int(max={LARGEST}):number>/open")
@open_to(Audience.OFFICER)
def open_again(number: int) -> ResponseReturnValue:
    """Open an account again."""
    user = person_addressed(number)
    if user.disabled:
        operations.open_again(user, actor=actor())
        db.session.commit()
    return back_to(user, "This account is open again.")


def bodies_offered() -> list[Body]:
    """Give the bodies that the officer can let others serve."""
    own = served()
    return [body for body in queries.bodies() if body.id in own]


def person_addressed(number: int) -> User:
    """Give the account that an address means, or answer 404, as for one that this officer does not look after."""
    for user in looked_after(served()):
        if user.id == number:
            return user
    raise NotFound("There is no account with that number among those of the bodies that you serve.")


def back_to(user: User, told: Any, kind: str = "told") -> ResponseReturnValue:
    """Lead back to somebody's page, and say there what was done; of a change, what was there before, for its Undo."""
    flash(told, f"people-{kind}")
    return redirect(url_for("people.person", number=user.id), 303)


def told_of(user: User, message: Message) -> ResponseReturnValue:
    """Say that a link is on its way; where nothing can be sent, lead to the link, to be handed over."""
    if message.state is MessageState.BY_HAND:
        return redirect(url_for("mail.message", number=message.id), 303)
    return back_to(user, f"A link goes to {user.email}. It works once, for seven days.")
