"""The tables of what officers answered to findings, and of what the last check of a meeting found."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from panel.checks.finding import Severity
from panel.extensions import Base
from panel.meetings.models import Meeting


class Answer(Base):
    """That somebody saw a finding and said why it stands. It counts for that meeting and for the same words."""

    __tablename__ = "check_answer"
    __table_args__ = (UniqueConstraint("meeting_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    key: Mapped[str]
    """The finding's own (`Finding.key`)."""
    severity: Mapped[Severity]
    what: Mapped[str]
    """The finding's sentence, as it was answered."""
    reason: Mapped[str]
    """Why it stands; a finding that stops is never answered without one."""
    by: Mapped[str]
    """By name; no key, since the account may go."""
    at: Mapped[datetime]
    withdrawn: Mapped[bool] = mapped_column(default=False)
    """Taken back: the finding is shown again."""

    meeting: Mapped[Meeting] = relationship()


class LastCheck(Base):
    """What the last check of a meeting found. It can be thrown away: the next check writes it again."""

    __tablename__ = "last_check"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), unique=True)
    at: Mapped[datetime]
    of: Mapped[str]
    """What the agenda and its papers were then (`queries.as_judged`)."""
    findings: Mapped[list[dict[str, Any]]]
    """As `kept.Kept` reads them, in the order of `judge`."""

    meeting: Mapped[Meeting] = relationship()
