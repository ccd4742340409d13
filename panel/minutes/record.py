"""The table of minutes, and what every entry in them has."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from panel.extensions import Base
from panel.meetings.models import Meeting
from panel.papers.models import PaperAccess

if TYPE_CHECKING:
    from panel.minutes.models import (
        Action,
        Adjournment,
        Attendance,
        Confirmation,
        Disclosure,
        Election,
        Exclusion,
        Motion,
        Movement,
        Nomination,
        QuestionTaken,
        Resolution,
        Vote,
    )


class Minutes(Base):
    """The record of a meeting. One a meeting. What was withdrawn from it is left out of its lists."""

    __tablename__ = "minutes"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), unique=True)
    began: Mapped[time | None]
    """When it was called to order, London wall time; None where that is not recorded."""
    rose: Mapped[time | None]
    rose_noted_at: Mapped[datetime | None]
    """When that was recorded in the room: a decision sheet is due within the hour after it rose. None for minutes that
    came from elsewhere."""
    presided: Mapped[str] = mapped_column(default="", server_default="")
    """Who presided, as recorded; empty where that is not."""
    public_questions: Mapped[int | None]
    """How many were asked; None where that is not recorded."""
    questions_began: Mapped[time | None]
    """When the time for public questions began: its clock counts from here."""
    withdrawn: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    """Grows when it changes, so that a save can tell that somebody else saved in between."""

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
    movements: Mapped[list[Movement]] = relationship(
        primaryjoin="and_(Minutes.id == Movement.minutes_id, Movement.withdrawn.is_(False))",
        order_by="Movement.position",
        viewonly=True,
    )
    votes: Mapped[list[Vote]] = relationship(
        primaryjoin="and_(Minutes.id == Vote.minutes_id, Vote.withdrawn.is_(False))",
        order_by="Vote.position",
        viewonly=True,
    )
    elections: Mapped[list[Election]] = relationship(
        primaryjoin="and_(Minutes.id == Election.minutes_id, Election.withdrawn.is_(False))",
        order_by="Election.position",
        viewonly=True,
    )
    nominations: Mapped[list[Nomination]] = relationship(
        primaryjoin="and_(Minutes.id == Nomination.minutes_id, Nomination.withdrawn.is_(False))",
        order_by="Nomination.position",
        viewonly=True,
    )
    exclusions: Mapped[list[Exclusion]] = relationship(
        primaryjoin="and_(Minutes.id == Exclusion.minutes_id, Exclusion.withdrawn.is_(False))",
        order_by="Exclusion.position",
        viewonly=True,
    )
    adjournments: Mapped[list[Adjournment]] = relationship(
        primaryjoin="and_(Minutes.id == Adjournment.minutes_id, Adjournment.withdrawn.is_(False))",
        order_by="Adjournment.position",
        viewonly=True,
    )
    questions_taken: Mapped[list[QuestionTaken]] = relationship(
        primaryjoin="and_(Minutes.id == QuestionTaken.minutes_id, QuestionTaken.withdrawn.is_(False))",
        order_by="QuestionTaken.position",
        viewonly=True,
    )


class Entry:
    """What every entry of the minutes has."""

    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"), index=True)
    position: Mapped[int]
    withdrawn: Mapped[bool] = mapped_column(default=False)
    access: Mapped[PaperAccess] = mapped_column(default=PaperAccess.PUBLIC, server_default="public")
    """Exempt for what was recorded while the public was excluded: it stands in the exempt minutes alone."""
    slip: Mapped[str | None]
    """The key of the slip that it was written on, so that what is sent twice is entered once; None for what came from
    elsewhere."""
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    """Grows when it changes, so that a save can tell that somebody else saved in between."""

    @declared_attr.directive
    @classmethod
    def __table_args__(cls) -> tuple[UniqueConstraint, ...]:
        """Enter a slip once."""
        return (UniqueConstraint("minutes_id", "slip"),)

    @declared_attr
    @classmethod
    def minutes(cls) -> Mapped[Minutes]:
        """The minutes that it stands in."""
        return relationship(Minutes)
