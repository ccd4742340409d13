"""Tables of the links on which members answer the calling notice of a meeting, and of what they answered."""

from __future__ import annotations

import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from panel.calling.rules import Coming, Sent
from panel.extensions import Base
from panel.mail.models import Message
from panel.meetings.models import Meeting
from panel.members.models import Member


class CallingLink(Base):
    """A link on which a member answers, and the e-mail in which it went. Every one of them works until the meeting."""

    __tablename__ = "calling_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    key_hash: Mapped[str] = mapped_column(unique=True)
    """SHA-256 of what stands in the link: who reads the database cannot answer for anybody."""
    sent: Mapped[Sent]
    day: Mapped[datetime.date]
    """The day of the meeting as it was then: once it moves, members are asked anew."""
    message_id: Mapped[int | None] = mapped_column(ForeignKey("message.id"), index=True)
    at: Mapped[datetime.datetime]
    by: Mapped[str]

    meeting: Mapped[Meeting] = relationship()
    member: Mapped[Member] = relationship()
    message: Mapped[Message | None] = relationship()


class CallingAnswer(Base):
    """What a member answered. Rows are added, never changed: the last one counts, and those before are its history."""

    __tablename__ = "calling_answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    coming: Mapped[Coming]
    substitute_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    """Who is to stand in, where the panel's records know them; an officer names them before they do."""
    substitute_name: Mapped[str] = mapped_column(default="")
    """Who is to stand in, as it was written; empty where nobody is."""
    note: Mapped[str] = mapped_column(default="")
    day: Mapped[datetime.date]
    """The day of the meeting as it was then: an answer for another day does not count."""
    by: Mapped[str]
    """The member by their link or account, or the officer whom they told."""
    at: Mapped[datetime.datetime]

    meeting: Mapped[Meeting] = relationship()
    member: Mapped[Member] = relationship(foreign_keys=[member_id])
    substitute: Mapped[Member | None] = relationship(foreign_keys=[substitute_id])
