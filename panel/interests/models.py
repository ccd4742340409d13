"""Tables of members' registrations of interests and of dispensations.

The statutory register of a councillor is kept by the monitoring officer of that councillor's own authority: here
stands when it was done and where it is kept, not what is in it (Localism Act 2011, ss.29-30).
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from panel.extensions import Base
from panel.members.models import Member


class Registration(Base):
    """That a member registered their interests. One a member."""

    __tablename__ = "interest_registration"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), unique=True)
    registered: Mapped[date | None]
    """None where the register is known, but not the day on which it was first filled in."""
    register: Mapped[str] = mapped_column(default="")
    """The address at which it can be read; empty where that is not recorded."""
    withdrawn: Mapped[bool] = mapped_column(default=False)

    member: Mapped[Member] = relationship()


class Dispensation(Base):
    """A member's leave to take part in spite of an interest (Localism Act 2011, s.33)."""

    __tablename__ = "dispensation"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    granted: Mapped[date]
    ends: Mapped[date]
    """The last day on which it has effect; s.33(3) allows four years at most."""
    scope: Mapped[str] = mapped_column(default="")
    """For what: "to speak and vote on the precept"."""
    by: Mapped[str] = mapped_column(default="")
    """Who granted it."""
    withdrawn: Mapped[bool] = mapped_column(default=False)

    member: Mapped[Member] = relationship()


class Notification(Base):
    """That a member notified the monitoring officer of an interest disclosed at a meeting (Localism Act 2011, s.31).

    That one is due follows from the disclosure and is not kept.
    """

    __tablename__ = "interest_notification"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    disclosed: Mapped[date]
    """The day of the meeting."""
    item: Mapped[str] = mapped_column(default="")
    """The number of the item that it was about; what the interest is stands in the member's register alone."""
    made: Mapped[date]
    withdrawn: Mapped[bool] = mapped_column(default=False)

    member: Mapped[Member] = relationship()
