"""The table of the work programme."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from panel.extensions import Base
from panel.procedure.models import Body


class Section(StrEnum):
    """The part of the work programme that a row stands in."""

    SCHEDULED = "scheduled"
    STANDING = "standing"
    TO_BE_TIMETABLED = "to be timetabled"


class ProgrammeItem(Base):
    """A piece of work that a body means to do."""

    __tablename__ = "programme_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    position: Mapped[int]
    section: Mapped[Section]
    meeting: Mapped[date | None]
    """The day of the meeting that takes it, for a scheduled one."""
    timing: Mapped[str] = mapped_column(default="")
    """When, in words, for one to be timetabled: "Second half of 2018"."""
    item: Mapped[str]
    detail: Mapped[str] = mapped_column(default="")
    last_report: Mapped[date | None]
    withdrawn: Mapped[bool] = mapped_column(default=False)

    body: Mapped[Body] = relationship()
