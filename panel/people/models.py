"""Tables of the bodies that an account belongs to, and of the accounts of members."""

from __future__ import annotations

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from panel.accounts.models import User
from panel.extensions import Base
from panel.members.models import Member
from panel.procedure.models import Body


class Serving(Base):
    """A body that an officer serves, with its working groups. One who serves all has none: see `User.serves_all`.

    Of a contributor it is a body that has asked them for a paper: it gives them nothing, and lets the officers of that
    body look after the account.
    """

    __tablename__ = "serving"
    __table_args__ = (UniqueConstraint("user_id", "body_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)

    user: Mapped[User] = relationship()
    body: Mapped[Body] = relationship()


class MemberAccount(Base):
    """The account with which a member signs in."""

    __tablename__ = "member_account"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), unique=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), unique=True)

    user: Mapped[User] = relationship()
    member: Mapped[Member] = relationship()
