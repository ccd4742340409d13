"""The table of composed editions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from panel.extensions import Base
from panel.jobs import Job
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


class Draft(Base):
    """The editions of a meeting's next publication, composed to be looked at. One a meeting; the newest replaces it."""

    __tablename__ = "pack_draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), unique=True)
    job_id: Mapped[int] = mapped_column(ForeignKey("job.id"))
    """The work that composes it."""
    short_notice: Mapped[str] = mapped_column(default="")
    """Why it comes with less notice than the law asks for; it is printed."""
    contents_sha256: Mapped[str] = mapped_column(default="")
    """Of everything that it prints; empty while it is being composed for the first time."""
    files: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    """The editions, as `published.File` reads them."""
    whole: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    """The same with everything that was published before."""
    proof: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    """What the finished bytes were held against, as `proof.Proof` reads it."""
    pictures: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    """Of each page of the fullest edition, in order: "label", and the digests "page" and "thumbnail" of its PNGs."""
    composed_at: Mapped[datetime | None]

    meeting: Mapped[Meeting] = relationship()
    job: Mapped[Job] = relationship()


class Publication(Base):
    """An agenda, or a supplement to it, as it was published. It is never changed."""

    __tablename__ = "publication"
    __table_args__ = (UniqueConstraint("meeting_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    number: Mapped[int]
    """0 for the agenda, 1 for the first supplement."""
    at: Mapped[datetime]
    by: Mapped[str]
    in_time: Mapped[bool]
    notice: Mapped[str]
    """How much notice it gave, in words."""
    authority: Mapped[str]
    short_notice: Mapped[str] = mapped_column(default="")
    """Why it came with less notice than the law asks for."""
    changes: Mapped[list[str]] = mapped_column(default=list)
    """What a supplement brought, a sentence each."""
    agenda: Mapped[dict[str, Any]]
    """The whole agenda as it stood then, as `kept` reads it."""
    files: Mapped[list[dict[str, Any]]]
    """Its own editions, as `published.File` reads them."""
    whole: Mapped[list[dict[str, Any]]]
    """The same with everything that was published before it."""
    redacted: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Its public editions without the pages that were withdrawn, by the column of the original."""
    pictures: Mapped[list[dict[str, Any]]] = mapped_column(default=list, server_default="[]")
    """Of its own pages, as `Draft.pictures`."""
    last_page: Mapped[int]
    """Of the public series."""
    last_exempt_page: Mapped[int]
    """Of the exempt series; 0 where there is none."""

    meeting: Mapped[Meeting] = relationship()

    @property
    def name(self) -> str:
        """Say "Agenda" or "Supplement 1"."""
        return f"Supplement {self.number}" if self.number else "Agenda"


class Withdrawal(Base):
    """Pages of the public series that were taken out of every public copy; the original is kept."""

    __tablename__ = "withdrawal"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    what: Mapped[str]
    """In words: "Item 3, Appendix A: Letter", "Pages 3 to 5", "The whole pack"."""
    first_page: Mapped[int]
    last_page: Mapped[int]
    reason: Mapped[str]
    """For officers only: the public notice does not say it, since it could tell what was withdrawn."""
    at: Mapped[datetime]
    by: Mapped[str]

    meeting: Mapped[Meeting] = relationship()
