"""The table of e-mails."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Mapped, mapped_column

from panel.extensions import Base


class MessageState(StrEnum):
    """Where an e-mail stands."""

    QUEUED = "queued"
    SENDING = "sending"
    """The mail server is being handed its words: from here on nobody but the server knows whether it has them."""
    SENT = "sent"
    UNSURE = "unsure"
    """The worker ended, or the line broke, while the server was taking it: it may have gone."""
    FAILED = "failed"
    BY_HAND = "by hand"
    """No mail server is set: somebody hands over what it says."""
    SETTLED = "settled"
    """An officer said that nothing more is to be done."""


class Message(Base):
    """An e-mail to one person."""

    __tablename__ = "message"

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[str] = mapped_column(unique=True)
    """Its Message-ID, the same at every try, so that mail programs know one that came twice."""
    to: Mapped[str]
    subject: Mapped[str]
    sealed: Mapped[str]
    """Its words as text and as HTML, under the instance's key: they hold private links, and whoever reads the database
    must not be able to follow one. Empty once it is sent or settled, since nobody needs them again."""
    about: Mapped[str] = mapped_column(index=True)
    """To what it belongs, as the audit trail names it: "account ada@larkshire.example"."""
    state: Mapped[MessageState] = mapped_column(index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(default="")
    """What went wrong last, in words for an officer."""
    created_at: Mapped[datetime]
    next_at: Mapped[datetime | None]
    """When it is tried again."""
    sent_at: Mapped[datetime | None]
