"""The table of agenda items."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from panel.agendas.rules import ItemKind, NoReport
from panel.extensions import Base
from panel.meetings.models import Meeting


class Item(Base):
    """An item or sub-item of a meeting's agenda."""

    __tablename__ = "agenda_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    position: Mapped[int]
    number: Mapped[str]
    """As printed: "4", "1(4)"."""
    title: Mapped[str]
    kind: Mapped[ItemKind]
    purpose: Mapped[str] = mapped_column(default="")
    report: Mapped[NoReport | None]
    """What stands where a paper would: "verbal" or "to follow"."""
    requested_by: Mapped[str] = mapped_column(default="")
    withdrawn: Mapped[bool] = mapped_column(default=False)

    meeting: Mapped[Meeting] = relationship()
