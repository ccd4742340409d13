"""Tables of written minutes: their words and revisions, who was sent the draft, corrections, enclosure, signature.

What happened is in `panel.minutes`; here stands how it is written up. Which state minutes are in follows from these
rows and from the entry by which a later meeting confirmed them, and is not kept.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from panel.extensions import Base
from panel.mail.models import Message
from panel.meetings.models import Meeting
from panel.members.models import Member
from panel.minutes.models import Confirmation, Minutes
from panel.papers.models import Paper, PaperAccess


class Written(StrEnum):
    """What words are of."""

    NARRATIVE = "narrative"
    SUMMARY = "summary"
    """A fair account of what the exempt minutes hold (Local Government Act 1972, s.100C(2)); it is public."""


class Passage(Base):
    """What is written of one item, in Markdown; the public and the exempt part are two passages."""

    __tablename__ = "passage"
    __table_args__ = (UniqueConstraint("minutes_id", "item", "access", "what"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"), index=True)
    item: Mapped[str]
    """The item's number; empty for what stands before the first."""
    access: Mapped[PaperAccess] = mapped_column(default=PaperAccess.PUBLIC)
    what: Mapped[Written] = mapped_column(default=Written.NARRATIVE)
    text: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)
    """The number of its latest revision."""

    minutes: Mapped[Minutes] = relationship()


class PassageRevision(Base):
    """What a passage said from a moment on. Rows are added, never changed, but for one that its writer goes on with.

    Each save has a number of its own, so the numbers of those that were gone on with are left out.
    """

    __tablename__ = "passage_revision"
    __table_args__ = (UniqueConstraint("passage_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    passage_id: Mapped[int] = mapped_column(ForeignKey("passage.id"), index=True)
    number: Mapped[int]
    """From 1."""
    text: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]
    confirmation_id: Mapped[int | None] = mapped_column(ForeignKey("minutes_confirmation.id"), index=True)
    """Where it is an amendment: the confirmation that made it."""

    passage: Mapped[Passage] = relationship()
    confirmation: Mapped[Confirmation | None] = relationship()


class Circulation(Base):
    """A draft of minutes sent round for corrections."""

    __tablename__ = "minutes_circulation"

    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"), index=True)
    until: Mapped[date]
    """The last day for corrections."""
    note: Mapped[str] = mapped_column(default="")
    by: Mapped[str]
    at: Mapped[datetime]

    minutes: Mapped[Minutes] = relationship()


class CirculatedTo(Base):
    """Somebody whom a draft was sent to. They read it and ask for corrections from a link of their own."""

    __tablename__ = "minutes_circulated_to"
    __table_args__ = (UniqueConstraint("circulation_id", "email"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    circulation_id: Mapped[int] = mapped_column(ForeignKey("minutes_circulation.id"), index=True)
    name: Mapped[str]
    email: Mapped[str]
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    exempt: Mapped[bool] = mapped_column(default=False)
    """Whether the exempt minutes go to them too."""
    token_hash: Mapped[str] = mapped_column(unique=True)
    """SHA-256 of what is secret in their link."""
    message_id: Mapped[int | None] = mapped_column(ForeignKey("message.id"))
    opened_at: Mapped[datetime | None]
    """When they first asked for something; reading leaves no trace."""
    withdrawn: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether an officer closed the link."""

    circulation: Mapped[Circulation] = relationship()
    member: Mapped[Member | None] = relationship()
    message: Mapped[Message | None] = relationship()


class CorrectionAsked(Base):
    """A correction that somebody asked for, and the answer to it."""

    __tablename__ = "minutes_correction_asked"

    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"), index=True)
    item: Mapped[str] = mapped_column(default="")
    access: Mapped[PaperAccess] = mapped_column(default=PaperAccess.PUBLIC)
    text: Mapped[str]
    by: Mapped[str]
    """Who asks, by name."""
    circulated_to_id: Mapped[int | None] = mapped_column(ForeignKey("minutes_circulated_to.id"), index=True)
    """None for one that the officer was told of otherwise."""
    at: Mapped[datetime]
    taken_up: Mapped[bool | None]
    """None until it is answered."""
    answer: Mapped[str] = mapped_column(default="")
    answered_by: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]

    minutes: Mapped[Minutes] = relationship()


class OpenedEarly(Base):
    """That an officer made a draft public before the agenda that proposes it."""

    __tablename__ = "minutes_opened_early"

    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"), unique=True)
    by: Mapped[str]
    at: Mapped[datetime]

    minutes: Mapped[Minutes] = relationship()


class EnclosedMinutes(Base):
    """Minutes that stand as a paper under an item of a later agenda, to be confirmed there."""

    __tablename__ = "minutes_enclosed"
    __table_args__ = (UniqueConstraint("minutes_id", "paper_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"), index=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"), index=True)
    access: Mapped[PaperAccess] = mapped_column(default=PaperAccess.PUBLIC)
    of: Mapped[str]
    """SHA-256 of what was printed, so that a later change is noticed and the paper made anew."""
    printings: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, server_default="{}")
    """What was printed each time, as `plain` gives it, by the SHA-256 of its file: the public reads what went out."""
    at: Mapped[datetime]

    minutes: Mapped[Minutes] = relationship()
    paper: Mapped[Paper] = relationship()


class Signature(Base):
    """That minutes were signed, by whoever presided at the next suitable meeting (LGA 1972, Sch 12 para 41)."""

    __tablename__ = "minutes_signature"
    __table_args__ = (UniqueConstraint("minutes_id", "access"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"), index=True)
    access: Mapped[PaperAccess] = mapped_column(default=PaperAccess.PUBLIC)
    """Which of the two: the public or the exempt minutes."""
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    """The meeting at which they were signed."""
    name: Mapped[str]
    """Who signed: who presided there."""
    day: Mapped[date]
    by: Mapped[str]
    """The officer who recorded it."""
    at: Mapped[datetime]

    minutes: Mapped[Minutes] = relationship()
    meeting: Mapped[Meeting] = relationship()


class LaterCorrection(Base):
    """A correction of minutes that were confirmed: a new, dated entry beside them. Rows are added, never changed."""

    __tablename__ = "minutes_later_correction"

    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"), index=True)
    item: Mapped[str] = mapped_column(default="")
    access: Mapped[PaperAccess] = mapped_column(default=PaperAccess.PUBLIC)
    text: Mapped[str]
    day: Mapped[date]
    by: Mapped[str]
    at: Mapped[datetime]

    minutes: Mapped[Minutes] = relationship()


class ConfirmedMinutes(Base):
    """What a meeting confirmed, word for word: confirmed minutes are given from here, whatever changes elsewhere.

    It is never written over; where a mistaken confirmation is taken back, it goes.
    """

    __tablename__ = "minutes_confirmed"
    __table_args__ = (UniqueConstraint("minutes_id", "access"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"), index=True)
    access: Mapped[PaperAccess] = mapped_column(default=PaperAccess.PUBLIC)
    printed: Mapped[dict[str, Any]] = mapped_column(JSON)
    """As `plain` gives it, without signature and later corrections, which stand in rows of their own."""

    minutes: Mapped[Minutes] = relationship()


class NumbersKept(Base):
    """The numbers that a meeting's minutes had when they were proposed for confirmation: they stay."""

    __tablename__ = "minutes_numbers"

    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"), unique=True)
    numbers: Mapped[dict[str, str]] = mapped_column(JSON)
    """By the item's number."""

    minutes: Mapped[Minutes] = relationship()
