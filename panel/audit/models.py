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
    detail: Mapped[dict[str, Any]]
