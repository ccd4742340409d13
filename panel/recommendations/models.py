"""Tables of the recommendations and actions log, and of the letters that carry recommendations."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from panel.extensions import Base
from panel.meetings.models import Meeting
from panel.minutes.models import Resolution
from panel.procedure.models import Body


class Progress(StrEnum):
    """Where a recommendation or action stands."""

    IN_PROGRESS = "in progress"
    COMPLETED = "completed"


class Recommendation(Base):
    """Something that a body recommended or asked for, and what became of it."""

    __tablename__ = "recommendation"

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    position: Mapped[int]
    raised: Mapped[date]
    text: Mapped[str]
    lead: Mapped[str] = mapped_column(default="")
    panel_update: Mapped[str] = mapped_column(default="")
    progress: Mapped[str] = mapped_column(default="")
    status: Mapped[Progress]
    completed: Mapped[date | None]
    """When it was completed; None also where it was, but the day is not recorded."""
    resolution_id: Mapped[int | None] = mapped_column(ForeignKey("minutes_resolution.id"), unique=True)
    """The resolution that it came from, which enters the log once; None where it came from elsewhere."""
    withdrawn: Mapped[bool] = mapped_column(default=False)

    body: Mapped[Body] = relationship()
    resolution: Mapped[Resolution | None] = relationship()


class Letter(Base):
    """A letter or report that a body sent after a meeting, with what it recommends."""

    __tablename__ = "letter"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    """The meeting that it followed."""
    kind: Mapped[str] = mapped_column(default="")
    """"precept report"."""
    to: Mapped[str]
    sent: Mapped[date]
    answer_due: Mapped[date | None]
    """The end of the period that the panel set for an answer (s.29(3) of the 2011 Act); None where it set none."""
    answered: Mapped[date | None]
    withdrawn: Mapped[bool] = mapped_column(default=False)

    meeting: Mapped[Meeting] = relationship()
    recommendations: Mapped[list[LetterRecommendation]] = relationship(
        primaryjoin="and_(Letter.id == LetterRecommendation.letter_id, LetterRecommendation.withdrawn.is_(False))",
        order_by="LetterRecommendation.position",
        viewonly=True,
    )


class LetterRecommendation(Base):
    """One of the recommendations in a letter, and what it rests on."""

    __tablename__ = "letter_recommendation"

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), index=True)
    position: Mapped[int]
    text: Mapped[str]
    resolution_id: Mapped[int | None] = mapped_column(ForeignKey("minutes_resolution.id"), index=True)
    """The resolution that it names; None where it names none."""
    delegated: Mapped[str] = mapped_column(default="")
    """The delegation that it rests on instead, in words: "to the Chair, 1 February 2018"."""
    withdrawn: Mapped[bool] = mapped_column(default=False)

    letter: Mapped[Letter] = relationship()
    resolution: Mapped[Resolution | None] = relationship()
