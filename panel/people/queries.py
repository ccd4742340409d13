"""Which bodies an account reaches, and which accounts an officer looks after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import joinedload

from panel.accounts.models import User
from panel.accounts.operations import subject
from panel.accounts.queries import users
from panel.accounts.rules import Role
from panel.accounts.sessions import current_user
from panel.extensions import db
from panel.mail.models import Message
from panel.members.models import Member
from panel.people.models import MemberAccount, Serving
from panel.people.rules import Reach, may_look_after
from panel.procedure.models import Body

NOTHING = Reach()


def served_by(user: User | None) -> Reach:
    """Give the bodies that an officer serves, the working groups of their panels included."""
    if user is None or user.role is not Role.OFFICER:
        return NOTHING
    return reaches([user])[user.id]


def served() -> Reach:
    """Give the bodies that the officer who asks serves."""
    return served_by(current_user())


def serves(slug: str) -> bool:
    """Whether the officer who asks serves the body of that name in addresses, for `panel.access`."""
    reach = served()
    if reach.everything:
        return True  # a name that is no body's is not found by the page itself
    found = db.session.scalar(select(Body.id).where(Body.slug == slug))
    return found is not None and found in reach


def reaches(of: Iterable[User]) -> dict[int, Reach]:
    """Give the bodies that accounts reach, by the account's number: what officers serve, and the panels of members.

    Of contributors they are the bodies that asked them for papers: it decides who looks after them, and nothing more.
    """
    people = list(of)
    numbers = [user.id for user in people]
    found: dict[int, set[int]] = {}
    if any(not user.serves_all for user in people):
        serving = (
            select(Serving.user_id, Body.id)
            .join(Body, or_(Body.id == Serving.body_id, Body.parent_id == Serving.body_id))
            .where(Serving.user_id.in_(numbers))
        )
        sitting = select(MemberAccount.user_id, Member.panel_id).join(Member).where(MemberAccount.user_id.in_(numbers))
        for user_id, body_id in db.session.execute(serving.union(sitting)):
            found.setdefault(user_id, set()).add(body_id)
    return {
        user.id: Reach(user.role is Role.OFFICER and user.serves_all, frozenset(found.get(user.id, ())))
        for user in people
    }


def looked_after(own: Reach) -> Sequence[User]:
    """List the accounts that an officer of these bodies looks after."""
    everybody = users()
    if own.everything:
        return everybody
    reach = reaches(everybody)
    return [user for user in everybody if may_look_after(own, reach[user.id])]


def mail_seen(own: Reach) -> ColumnElement[bool]:
    """Choose the e-mails that an officer may know of: those about the bodies and the accounts that are theirs."""
    if own.everything:
        return true()
    slugs = db.session.scalars(select(Body.slug).where(Body.id.in_(own.bodies))).all()
    return or_(
        Message.about.in_([*(subject(user) for user in looked_after(own)), *(f"body {slug}" for slug in slugs)]),
        # As the audit trail begins to name what is a body's. Anywhere else in it a body's name could be any word.
        *(
            Message.about.startswith(f"{begins} {slug}{ends}", autoescape=True)
            for slug in slugs
            for begins, ends in (("meeting", " "), ("member of", ":"))
        ),
    )


def bodies_served_by(of: Iterable[User]) -> dict[int, list[Body]]:
    """Give the bodies that officers serve, and those that ask contributors, in their order, by the account's number."""
    rows = db.session.scalars(
        select(Serving)
        .join(Body)
        .where(Serving.user_id.in_([user.id for user in of]))
        .options(joinedload(Serving.body))
        .order_by(Body.parent_id.is_not(None), Body.name)
    )
    named: dict[int, list[Body]] = {}
    for row in rows:
        named.setdefault(row.user_id, []).append(row.body)
    return named


def members_by_account(of: Iterable[User]) -> dict[int, Member]:
    """Give the members whose accounts these are, by the account's number."""
    rows = db.session.scalars(
        select(MemberAccount)
        .where(MemberAccount.user_id.in_([user.id for user in of]))
        .options(joinedload(MemberAccount.member))
    )
    return {row.user_id: row.member for row in rows}


def member_of(user: User) -> Member | None:
    """Give the member whose account this is."""
    return members_by_account([user]).get(user.id)


def members_without_account(own: Reach, but: User | None = None) -> Sequence[Member]:
    """Give the members of the panels served who have no account, and the one whose account this is, by name."""
    taken = select(MemberAccount.member_id).where(MemberAccount.user_id != (but.id if but else 0))
    found = db.session.scalars(select(Member).where(Member.id.not_in(taken)).order_by(Member.name)).all()
    return [member for member in found if member.panel_id in own]
