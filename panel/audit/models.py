"""The audit trail."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from panel.extensions import Base


class AuditEntry(Base):
    """One thing that somebody did. Rows are added, never changed; the actor is kept by name, without a key."""

    __tablename__ = "audit_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str]
    """Who: "the command line" for work done by `panel import` and its like."""
    verb: Mapped[str]
    subject: Mapped[str] = mapped_column(index=True)
    """To what: "meeting warwickshire 2018-03-19"."""
    about: Mapped[str] = mapped_column(default="", server_default="", index=True)
    """Whose history it belongs to, by what does not change: "item 17"; empty where it has none."""
    detail: Mapped[dict[str, Any]]


class Subject(str):
    """What was done something to: its name at that time, and by what its history finds it under another name."""

    about: str

    def __new__(cls, name: str, about: str) -> Subject:
        """Name it."""
        named = super().__new__(cls, name)
        named.about = about
        return named
