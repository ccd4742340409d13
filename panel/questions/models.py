"""The table of public questions."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from panel.agendas.models import Item
from panel.extensions import Base
from panel.meetings.models import Meeting


class QuestionState(StrEnum):
    """What became of a question."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class Question(Base):
    """A question that somebody put to a meeting."""

    __tablename__ = "question"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    """The item that it is about; None where it is about none."""
    position: Mapped[int]
    name: Mapped[str]
    """Who asks, as published."""
    text: Mapped[str]
    received: Mapped[date]
    received_at: Mapped[time | None]
    """London wall time; None where only the day is recorded."""
    state: Mapped[QuestionState] = mapped_column(default=QuestionState.RECEIVED)
    withdrawn: Mapped[bool] = mapped_column(default=False)

    meeting: Mapped[Meeting] = relationship()
    item: Mapped[Item | None] = relationship()
