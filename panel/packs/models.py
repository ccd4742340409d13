"""The table of composed editions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from panel.extensions import Base
from panel.meetings.models import Meeting
from panel.packs.contents import Edition


class PackEdition(Base):
    """An edition as last composed: which contents it prints, and where each paper stands in it."""

    __tablename__ = "pack_edition"
    __table_args__ = (UniqueConstraint("meeting_id", "edition"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    edition: Mapped[Edition]
    contents_sha256: Mapped[str]
    """Of the contents value: another one means that the edition is out of date."""
    sha256: Mapped[str]
    """Of the file, which the store keeps under it."""
    size: Mapped[int]
    pages: Mapped[int]
    sections: Mapped[list[dict[str, Any]]]
    composed_at: Mapped[datetime]

    meeting: Mapped[Meeting] = relationship()
