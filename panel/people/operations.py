"""Invite people, say which bodies they serve or whose account it is, close accounts and open them again.

Accounts themselves are kept by `panel.accounts`; every step writes the audit trail.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update

from panel import mail
from panel.accounts import operations as accounts
from panel.accounts.models import User
from panel.accounts.operations import subject
from panel.accounts.queries import can_sign_in, open_invitation, user_addressed
from panel.accounts.rules import LINK_LASTS, Role, email_address
from panel.audit.operations import record
from panel.extensions import db
from panel.law.ruling import Refused, Ruling
from panel.law.words import day_in_words
from panel.mail.models import Message
from panel.mail.operations import settle_about
from panel.members.models import Member
from panel.people.models import MemberAccount, Serving
from panel.people.queries import bodies_served_by, member_of, reaches
from panel.people.rules import Reach, may_be_changed, may_look_after
from panel.procedure.models import Body

STILL_LONG = timedelta(days=1)
"""How long a link is still to work for somebody to be told to use it."""


def invite(
    email: str, role: Role, name: str, bodies: Sequence[Body] | None, member: Member | None, *, own: Reach, actor: str
) -> tuple[User, str]:
    """Make an account that waits for its owner; give it with the path of the link that opens it.

    `bodies` are those that an officer serves, None for all; `member` is whose account it is. `own` is what the one who
    invites reaches. Raises Refused.
    """
    known = user_addressed(email)
    if known and known.password_hash:
        raise Refused(Ruling(False, f"{known.email} has an account already."))
    if known and known.disabled:
        raise Refused(Ruling(False, f"{known.email} has an account that is closed. Open it again, then invite again."))
    if known and not may_look_after(own, reaches([known])[known.id]):
        raise Refused(Ruling(False, f"{known.email} is invited already, for bodies that you do not serve."))
    path = accounts.invite(email, role, name, actor)
    user = user_addressed(email)
    if user is None:
        raise LookupError(f"{email} was invited and has no account")
    _reach(user, bodies, member, actor)
    return user, path


def invite_contributor(email: str, name: str, body: Body, *, own: Reach, actor: str) -> tuple[User, str | None]:
    """Give the account of somebody whom a body asks to write or to clear a paper; a new one is a contributor's.

    With it comes the path of the link that opens it, where it is new or still waits for its owner; None where they can
    sign in already, as what they are, and where others look after the invitation. Raises Refused.
    """
    if body.id not in own:
        raise Refused(Ruling(False, f"You do not serve {body.name}."))
    try:
        known = user_addressed(email_address(email))
    except ValueError as error:
        raise Refused(Ruling(False, str(error))) from None
    if known and known.disabled:
        raise Refused(Ruling(False, f"{known.email} has an account that is closed. Open it again, or ask another."))
    if known is None:
        path: str | None = accounts.invite(email, Role.CONTRIBUTOR, name, actor)
    elif can_sign_in(known) or not may_look_after(own, reaches([known])[known.id]):
        # A link opens the account to whoever holds it: never to an officer who could not look after it.
        path = None
    else:
        path = accounts.invite(known.email, known.role, known.name or name, actor)
    user = known or user_addressed(email_address(email))
    if user is None:
        raise LookupError(f"{email} was invited and has no account")
    let_contribute(user, body, actor=actor)
    return user, path


def let_contribute(user: User, body: Body, *, actor: str) -> None:
    """Note that a body asks a contributor for papers: from now on only officers who serve it too look after them.

    Else an officer of a working group, who invited them once, could open with their account what the panel asks for.
    """
    if user.role is Role.CONTRIBUTOR and body not in bodies_served_by([user]).get(user.id, ()):
        db.session.add(Serving(user_id=user.id, body_id=body.id))
        db.session.flush()
        record(actor, "look after", subject(user), body=body.slug)


def amend(user: User, bodies: Sequence[Body] | None, member: Member | None, *, by: User, actor: str) -> bool:
    """Change which bodies an officer serves, or whose account a member's is; whether that is new. Raises Refused."""
    ruling = may_be_changed(own_account=user.id == by.id)
    if not ruling:
        raise Refused(ruling)
    if user.role is Role.CONTRIBUTOR:
        raise Refused(Ruling(False, "What a contributor is asked for is said on the pages of papers."))
    return _reach(user, bodies, member, actor)


@dataclass(frozen=True)
class WayIn:
    """A link with which somebody chooses a password, and the day until which it works, in words."""

    link: str
    """In full; empty where the one that they were sent still works: it is kept by its digest and not written again."""
    until: str
    sent: str = ""
    """The day on which the one that still works was sent, in words."""


def way_in(user: User, full: Callable[[str], str], *, actor: str) -> WayIn | None:
    """Give a link to a contributor who is written to and could not sign in; None to everybody else.

    An account of another role opens more than what is asked of it, so only those who look after it make its links.

    An invitation works for a week, and a paper may come to somebody later than that. A new one is made only where the
    last has less than a day left: it would end the one in the e-mail before. `full` makes an address of a path, an
    empty one where nobody knows under which address the site stands.
    """
    if user.role is not Role.CONTRIBUTOR or user.disabled or can_sign_in(user) or not full("/"):
        return None
    known = open_invitation(user)
    if known and known.expires_at > datetime.now(UTC) + STILL_LONG:
        return WayIn("", _day(known.expires_at), _day(known.created_at))
    path = accounts.invite(user.email, user.role, user.name, actor)
    return WayIn(full(path), _day(datetime.now(UTC) + LINK_LASTS))


def _day(moment: datetime) -> str:
    return day_in_words(moment.date())


def new_link(user: User, *, actor: str) -> str:
    """Give the path of a new link: one that invites again, or with which a new password is chosen. Raises Refused."""
    if user.disabled:
        raise Refused(Ruling(False, "This account is closed. Open it first."))
    if user.password_hash:
        return accounts.reset(user.email, actor)
    return accounts.invite(user.email, user.role, user.name, actor)


def tell(user: User, path: str, full: Callable[[str], str], site: str, today: date) -> Message:
    """Send a person the link to choose a password; `full` makes an address of a path. Links from before are settled."""
    until = day_in_words(today + LINK_LASTS)
    settle_about(subject(user))
    template, words = (
        ("password", f"Choose a new password for {site}")
        if user.password_hash
        else ("invitation", f"You are invited to {site}")
    )
    return mail.send(user.email, words, template, subject(user), name=user.name, link=full(path), until=until)


def close(user: User, *, by: User, actor: str) -> None:
    """Close an account at once: its sessions, its links and its calendar address. Raises Refused."""
    ruling = may_be_changed(own_account=user.id == by.id)
    if not ruling:
        raise Refused(ruling)
    if _turned(user, disabled=True):
        settle_about(subject(user))
        accounts.disable(user.email, actor)


def open_again(user: User, *, actor: str) -> None:
    """Open an account again that was closed; the password from before works."""
    if _turned(user, disabled=False):
        accounts.enable(user.email, actor)


def _turned(user: User, *, disabled: bool) -> bool:
    """Close or open an account, unless somebody else has just done it."""
    changed: Any = db.session.execute(
        update(User).where(User.id == user.id, User.disabled.is_not(disabled)).values(disabled=disabled)
    )
    return bool(changed.rowcount)


def _reach(user: User, bodies: Sequence[Body] | None, member: Member | None, actor: str) -> bool:
    """Say what an account reaches, as far as its role can reach anything; whether that is a change."""
    if user.role is not Role.OFFICER:
        bodies = ()
    if user.role is not Role.MEMBER:
        member = None
    before = (user.serves_all, {body.id for body in bodies_served_by([user]).get(user.id, ())}, member_of(user))
    after = (bodies is None, {body.id for body in bodies or ()}, member)
    if before == after:
        return False
    user.serves_all = bodies is None
    db.session.execute(delete(Serving).where(Serving.user_id == user.id))
    db.session.execute(delete(MemberAccount).where(MemberAccount.user_id == user.id))
    taken = member and db.session.scalar(select(MemberAccount).where(MemberAccount.member_id == member.id))
    if member and taken:
        raise Refused(Ruling(False, f"{member.name} has an account already."))
    db.session.add_all(Serving(user_id=user.id, body_id=body.id) for body in bodies or ())
    if member:
        db.session.add(MemberAccount(user_id=user.id, member_id=member.id))
    db.session.flush()
    reached = "every body" if bodies is None else [body.slug for body in bodies]
    if user.role is Role.OFFICER:
        record(actor, "let serve", subject(user), bodies=reached)
    elif member:
        record(actor, "name member", subject(user), member=member.name)
    return True
