"""Tables of what happened at a meeting: who was there, what was disclosed, moved, resolved and promised.

An item is named by its number, as the minutes name it: minutes may be kept of a meeting whose agenda is not.
"""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from panel.extensions import Base
from panel.meetings.models import Meeting
from panel.members.models import Member
from panel.papers.models import PaperAccess

MEMBERS = "members"
"""The circle of the body's own members; "opcc" and "officers" are others, and a folder may name its own."""


class Presence(StrEnum):
    """Whether somebody was at a meeting."""

    PRESENT = "present"
    APOLOGIES = "apologies"
    ABSENT = "absent"
    NOT_RECORDED = "not recorded"
    """Named as somebody's substitute, but neither among those present nor among the absent."""


class Minutes(Base):
    """The record of a meeting. One a meeting. What was withdrawn from it is left out of its lists."""

    __tablename__ = "minutes"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), unique=True)
    rose: Mapped[time | None]
    public_questions: Mapped[int | None]
    """How many were asked; None where that is not recorded."""
    withdrawn: Mapped[bool] = mapped_column(default=False)

    meeting: Mapped[Meeting] = relationship()
    attendance: Mapped[list[Attendance]] = relationship(
        primaryjoin="and_(Minutes.id == Attendance.minutes_id, Attendance.withdrawn.is_(False))",
        order_by="Attendance.position",
        viewonly=True,
    )
    confirmations: Mapped[list[Confirmation]] = relationship(
        primaryjoin="and_(Minutes.id == Confirmation.minutes_id, Confirmation.withdrawn.is_(False))",
        order_by="Confirmation.position",
        viewonly=True,
    )
    disclosures: Mapped[list[Disclosure]] = relationship(
        primaryjoin="and_(Minutes.id == Disclosure.minutes_id, Disclosure.withdrawn.is_(False))",
        order_by="Disclosure.position",
        viewonly=True,
    )
    motions: Mapped[list[Motion]] = relationship(
        primaryjoin="and_(Minutes.id == Motion.minutes_id, Motion.withdrawn.is_(False))",
        order_by="Motion.position",
        viewonly=True,
    )
    resolutions: Mapped[list[Resolution]] = relationship(
        primaryjoin="and_(Minutes.id == Resolution.minutes_id, Resolution.withdrawn.is_(False))",
        order_by="Resolution.position",
        viewonly=True,
    )
    actions: Mapped[list[Action]] = relationship(
        primaryjoin="and_(Minutes.id == Action.minutes_id, Action.withdrawn.is_(False))",
        order_by="Action.position",
        viewonly=True,
    )


class _Entry:
    """What every entry of the minutes has."""

    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"), index=True)
    position: Mapped[int]
    withdrawn: Mapped[bool] = mapped_column(default=False)

    @declared_attr
    @classmethod
    def minutes(cls) -> Mapped[Minutes]:
        """The minutes that it stands in."""
        return relationship(Minutes)


class Attendance(_Entry, Base):
    """Somebody who was at a meeting, or should have been."""

    __tablename__ = "minutes_attendance"

    name: Mapped[str]
    """As recorded."""
    circle: Mapped[str]
    """Among whom: "members", "opcc", "officers"."""
    role: Mapped[str] = mapped_column(default="")
    presence: Mapped[Presence]
    substitute_for: Mapped[str] = mapped_column(default="")
    """The absent member in whose place they came."""
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    """Whose name it is; None where it is no member's."""

    member: Mapped[Member | None] = relationship()


class Confirmation(_Entry, Base):
    """That the minutes of an earlier meeting were confirmed."""

    __tablename__ = "minutes_confirmation"

    earlier: Mapped[date]
    """The day of the earlier meeting."""
    access: Mapped[PaperAccess] = mapped_column(default=PaperAccess.PUBLIC)


class Disclosure(_Entry, Base):
    """An interest that a member disclosed at the meeting."""

    __tablename__ = "minutes_disclosure"

    name: Mapped[str] = mapped_column(default="")
    """Of the member, where it is given by itself."""
    item: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    details: Mapped[dict[str, Any]]
    """What else was written of it, by the writer's own keys."""


class Motion(_Entry, Base):
    """What was moved, and what came of it."""

    __tablename__ = "minutes_motion"

    item: Mapped[str]
    title: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    proposer: Mapped[str] = mapped_column(default="")
    seconder: Mapped[str] = mapped_column(default="")
    outcome: Mapped[str] = mapped_column(default="")
    votes_for: Mapped[int | None]
    votes_against: Mapped[int | None]
    votes_abstained: Mapped[int | None]


class Resolution(_Entry, Base):
    """What was resolved. Its number counts within its item: "1", "2(a)"."""

    __tablename__ = "minutes_resolution"

    item: Mapped[str]
    number: Mapped[str]
    text: Mapped[str]
    kind: Mapped[str] = mapped_column(default="")
    """"recommendation" or "request" where it asks something of somebody."""
    addressee: Mapped[str] = mapped_column(default="")


class Action(_Entry, Base):
    """What somebody promised in debate."""

    __tablename__ = "minutes_action"

    item: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    owner: Mapped[str] = mapped_column(default="")
    due: Mapped[date | None]
