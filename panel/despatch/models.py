"""Tables of who is sent a body's agendas, of what was sent to whom, and of who has opened what was published."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from panel.accounts.models import User
from panel.despatch.rules import Circle, Way
from panel.extensions import Base
from panel.mail.models import Message
from panel.meetings.models import Meeting
from panel.members.models import Member
from panel.packs.contents import Edition
from panel.packs.models import Publication
from panel.procedure.models import Body


class Recipient(Base):
    """Somebody outside a body who is sent its agendas: the office-holder's office, an authority."""

    __tablename__ = "despatch_recipient"
    __table_args__ = (UniqueConstraint("body_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    name: Mapped[str]
    circle: Mapped[Circle]
    email: Mapped[str] = mapped_column(default="")
    """Empty where they get paper only."""
    copies: Mapped[int] = mapped_column(default=0)
    way: Mapped[Way] = mapped_column(default=Way.POST)
    edition: Mapped[Edition] = mapped_column(default=Edition.PUBLIC)
    """Of the print copies; e-mail always leads to the public one."""
    entitled: Mapped[str] = mapped_column(default="")
    """What entitles them to exempt papers; empty where they have none."""
    withdrawn: Mapped[bool] = mapped_column(default=False)

    body: Mapped[Body] = relationship()


class Sending(Base):
    """What of a publication was sent to one person: an e-mail, print copies, or both. One a person and publication."""

    __tablename__ = "despatch"
    __table_args__ = (
        UniqueConstraint("publication_id", "member_id"),
        UniqueConstraint("publication_id", "recipient_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    publication_id: Mapped[int] = mapped_column(ForeignKey("publication.id"), index=True)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    recipient_id: Mapped[int | None] = mapped_column(ForeignKey("despatch_recipient.id"), index=True)
    name: Mapped[str]
    """As it was then."""
    circle: Mapped[Circle]
    edition: Mapped[Edition]
    """Which they were given."""
    message_id: Mapped[int | None] = mapped_column(ForeignKey("message.id"), index=True)
    why_not: Mapped[str] = mapped_column(default="")
    """Why no e-mail went."""
    copies: Mapped[int] = mapped_column(default=0)
    way: Mapped[Way] = mapped_column(default=Way.POST)
    handed_over_at: Mapped[datetime | None]
    """When the print copies were posted or handed over."""
    handed_over_by: Mapped[str] = mapped_column(default="")
    came_back: Mapped[str] = mapped_column(default="")
    """Why the e-mail came back, as an officer read it; empty where nobody saw it come back."""
    at: Mapped[datetime]
    by: Mapped[str]

    publication: Mapped[Publication] = relationship()
    message: Mapped[Message | None] = relationship()
    member: Mapped[Member | None] = relationship()
    recipient: Mapped[Recipient | None] = relationship()

    @property
    def key(self) -> tuple[int | None, int | None]:
        """Tell people apart, as `rules.Entitled.key`."""
        return self.member_id, self.recipient_id


class Reading(Base):
    """That somebody who was signed in opened a published file, with its exempt or withdrawn pages."""

    __tablename__ = "reading"
    __table_args__ = (UniqueConstraint("user_id", "meeting_id", "what", "sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    what: Mapped[str]
    """In words: "Item 3, Appendix A: Letter", "The whole pack with Supplement 1"."""
    sha256: Mapped[str]
    """Of the file."""
    first_page: Mapped[int | None]
    """Of the public series; None where it holds no page of that."""
    last_page: Mapped[int | None]
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]

    meeting: Mapped[Meeting] = relationship()
    user: Mapped[User] = relationship()
