"""Tables of decision sheets as they were sent, and of whom each went to."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from panel.despatch.models import Recipient
from panel.despatch.rules import Circle
from panel.extensions import Base
from panel.mail.models import Message
from panel.meetings.models import Meeting
from panel.members.models import Member
from panel.packs.contents import Edition
from panel.sheets.contents import Sheet


class DecisionSheet(Base):
    """A version of a meeting's decision sheet, as it was sent. It is never changed."""

    __tablename__ = "decision_sheet"
    __table_args__ = (UniqueConstraint("meeting_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    number: Mapped[int]
    """1 for the first; the latest one counts."""
    at: Mapped[datetime]
    by: Mapped[str]
    public: Mapped[dict[str, Any]]
    """What everybody may read, as `contents.Sheet` does."""
    full: Mapped[dict[str, Any]]
    """The same with what is exempt."""
    public_changes: Mapped[list[str]] = mapped_column(default=list)
    """What it says otherwise than the version before, a sentence each, as far as everybody may know."""
    full_changes: Mapped[list[str]] = mapped_column(default=list)
    public_sha256: Mapped[str]
    """Of its PDF, which the store keeps under it."""
    full_sha256: Mapped[str]
    """Of the PDF with what is exempt; the same one where nothing is."""

    meeting: Mapped[Meeting] = relationship()

    @property
    def sheet(self) -> Sheet:
        """What everybody may read."""
        return Sheet.of(self.public)

    @property
    def full_sheet(self) -> Sheet:
        """The same with what is exempt."""
        return Sheet.of(self.full)


class SheetSending(Base):
    """To whom a decision sheet went. One a person and sheet."""

    __tablename__ = "decision_sheet_sending"
    __table_args__ = (UniqueConstraint("sheet_id", "member_id"), UniqueConstraint("sheet_id", "recipient_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    sheet_id: Mapped[int] = mapped_column(ForeignKey("decision_sheet.id"), index=True)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    recipient_id: Mapped[int | None] = mapped_column(ForeignKey("despatch_recipient.id"), index=True)
    name: Mapped[str]
    """As it was then."""
    circle: Mapped[Circle]
    edition: Mapped[Edition]
    """The fullest that they may have: the e-mail carries the public part, members open the exempt one here."""
    message_id: Mapped[int | None] = mapped_column(ForeignKey("message.id"), index=True)
    why_not: Mapped[str] = mapped_column(default="")
    """Why no e-mail went."""

    sheet: Mapped[DecisionSheet] = relationship()
    member: Mapped[Member | None] = relationship()
    recipient: Mapped[Recipient | None] = relationship()
    message: Mapped[Message | None] = relationship()

    @property
    def key(self) -> tuple[int | None, int | None]:
        """Tell people apart, as `despatch.rules.Entitled.key`."""
        return self.member_id, self.recipient_id
