"""Tables of meetings and of the dates they were moved from."""

from __future__ import annotations

import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from panel.extensions import Base
from panel.meetings.rules import MeetingStatus
from panel.members.models import Member
from panel.procedure.models import Body


class Meeting(Base):
    """A meeting of a body. One a body and day."""

    __tablename__ = "meeting"
    __table_args__ = (UniqueConstraint("body_id", "date"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True)
    """Its identity in calendars; it stays when the meeting moves."""
    sequence: Mapped[int] = mapped_column(default=0)
    """How often it was moved, cancelled or otherwise changed since it was scheduled (RFC 5545 SEQUENCE)."""
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    date: Mapped[datetime.date] = mapped_column(index=True)
    start: Mapped[datetime.time | None]
    venue: Mapped[str] = mapped_column(default="")
    status: Mapped[MeetingStatus] = mapped_column(default=MeetingStatus.SCHEDULED)
    closed: Mapped[bool] = mapped_column(default=False)
    """Not open to the public, who see only that it takes place."""
    filmed: Mapped[bool | None]
    """Whether it is filmed; None where that is not recorded."""
    note: Mapped[str] = mapped_column(default="")
    published: Mapped[bool] = mapped_column(default=False)
    """Whether its agenda and public papers are published."""
    published_on: Mapped[datetime.date | None]
    """When; None where it is published but the day is not recorded."""
    agenda_version: Mapped[int] = mapped_column(default=0, server_default="0")
    """Grows when the order of its agenda changes, so that a move can tell that somebody else moved in between."""

    body: Mapped[Body] = relationship()
    moves: Mapped[list[Move]] = relationship(order_by="Move.id", back_populates="meeting")


class Move(Base):
    """A day on which a meeting was to take place before it was moved; its old address leads to the new one."""

    __tablename__ = "meeting_move"
    __table_args__ = (UniqueConstraint("meeting_id", "moved_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    moved_from: Mapped[datetime.date] = mapped_column(index=True)

    meeting: Mapped[Meeting] = relationship(back_populates="moves")


class Substitute(Base):
    """Who stands in for a member at a meeting. Who was named in error, or does not come after all, is withdrawn."""

    __tablename__ = "substitute"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    absent_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    """The member who does not come."""
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    """The one who stands in: recorded with the panel's members, without a seat."""
    withdrawn: Mapped[bool] = mapped_column(default=False)

    meeting: Mapped[Meeting] = relationship()
    absent: Mapped[Member] = relationship(foreign_keys=[absent_id])
    member: Mapped[Member] = relationship(foreign_keys=[member_id])
