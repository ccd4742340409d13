"""Tables of report timetables, of papers asked of authors, of who clears them, and of reminders."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from panel.accounts.models import User
from panel.commissions.rules import ChaserKind
from panel.documents.models import Document
from panel.extensions import Base
from panel.mail.models import Message
from panel.papers.models import Paper
from panel.procedure.models import Body


class ReportTimetable(Base):
    """The stages that a body's reports go through, from a day on. Rows are added, never changed; of two for one day the
    later counts."""

    __tablename__ = "report_timetable"
    __table_args__ = (UniqueConstraint("body_id", "follows"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    since: Mapped[date]
    """For meetings from this day on."""
    follows: Mapped[int] = mapped_column(default=0)
    """The number of the body's row before it; 0 for the first. So two at once cannot both follow the same."""
    stages: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """As `rules.Stage` reads them, the earliest first."""
    remind: Mapped[int] = mapped_column(default=2)
    """How many working days before the end of a stage whoever it waits for is reminded."""
    by: Mapped[str]
    at: Mapped[datetime]

    body: Mapped[Body] = relationship()


class Commission(Base):
    """That a paper was asked of an author, who hands it in from their own page."""

    __tablename__ = "commission"

    id: Mapped[int] = mapped_column(primary_key=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"), unique=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    brief: Mapped[str] = mapped_column(default="")
    """What the paper is to tell the meeting, in the officer's words to the author."""
    called_back: Mapped[bool] = mapped_column(default=False)
    """Whether the author is no longer asked; the paper itself may stand on."""
    look_on: Mapped[date | None]
    """The morning on which the queue looks next whether somebody is to be reminded; None: it looks no more."""
    by: Mapped[str]
    at: Mapped[datetime]

    paper: Mapped[Paper] = relationship()
    author: Mapped[User] = relationship()
    approvers: Mapped[list[Approver]] = relationship(
        primaryjoin="and_(Commission.id == Approver.commission_id, Approver.position > 0)",
        order_by="Approver.position",
        back_populates="commission",
    )


class Approver(Base):
    """Somebody who clears a paper before it is final, in their turn."""

    __tablename__ = "approver"
    __table_args__ = (UniqueConstraint("commission_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    commission_id: Mapped[int] = mapped_column(ForeignKey("commission.id"), index=True)
    position: Mapped[int]
    """From 1, in the order of their turns; below 1 for one who is asked no longer."""
    what: Mapped[str]
    """For what they clear it: "Finance", "Legal"."""
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)

    commission: Mapped[Commission] = relationship(back_populates="approvers")
    user: Mapped[User] = relationship()


class Clearance(Base):
    """That an approver cleared this very file, the report or an appendix: a version that comes later is theirs to clear
    anew. Rows are added, never changed."""

    __tablename__ = "clearance"
    __table_args__ = (UniqueConstraint("approver_id", "document_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    approver_id: Mapped[int] = mapped_column(ForeignKey("approver.id"), index=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    said: Mapped[str] = mapped_column(default="")
    """Their comments, which the author and the officers read; never printed."""
    by: Mapped[str]
    at: Mapped[datetime]

    approver: Mapped[Approver] = relationship()
    document: Mapped[Document] = relationship()


class Chaser(Base):
    """That somebody was reminded of a stage by e-mail. Rows are added, never changed."""

    __tablename__ = "chaser"
    __table_args__ = (UniqueConstraint("commission_id", "stage", "kind", "day", "to"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    commission_id: Mapped[int] = mapped_column(ForeignKey("commission.id"), index=True)
    stage: Mapped[str]
    """Its name in the timetable."""
    kind: Mapped[ChaserKind]
    day: Mapped[date]
    """The last day of the stage when it was sent: a meeting that moves sets another, which is told anew. Of a reminder
    that an officer sent by hand the day of sending."""
    to: Mapped[str]
    """The e-mail address."""
    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"))
    by: Mapped[str]
    at: Mapped[datetime]

    commission: Mapped[Commission] = relationship()
    message: Mapped[Message] = relationship()


class Enclosure(Base):
    """A paper that an author handed in with the one that was asked of them: an appendix, under the same item."""

    __tablename__ = "enclosure"

    id: Mapped[int] = mapped_column(primary_key=True)
    commission_id: Mapped[int] = mapped_column(ForeignKey("commission.id"), index=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"), unique=True)

    commission: Mapped[Commission] = relationship()
    paper: Mapped[Paper] = relationship()
