"""The table of the recommendations and actions log."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from panel.extensions import Base
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
    withdrawn: Mapped[bool] = mapped_column(default=False)

    body: Mapped[Body] = relationship()
