"""Tables of agenda items, and of agendas as they were published."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from panel.agendas.rules import ItemKind, NoReport
from panel.extensions import Base
from panel.meetings.models import Meeting
from panel.procedure.models import Body


class Item(Base):
    """An item or sub-item of a meeting's agenda."""

    __tablename__ = "agenda_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    position: Mapped[int]
    number: Mapped[str]
    """As printed: "4", "1(4)"."""
    title: Mapped[str]
    kind: Mapped[ItemKind]
    purpose: Mapped[str] = mapped_column(default="")
    report: Mapped[NoReport | None]
    """What stands where a paper would: "verbal" or "to follow"."""
    requested_by: Mapped[str] = mapped_column(default="")
    lead: Mapped[str] = mapped_column(default="", server_default="")
    """Who leads on it: a member, an officer, the office-holder."""
    minutes: Mapped[int | None]
    """How long it is meant to take; None where it is not timed."""
    added: Mapped[date | None]
    """The day on which it was added to an agenda that was published already; None for one that was on it."""
    urgent_reason: Mapped[str] = mapped_column(default="", server_default="")
    """The special circumstances for which the chair takes it as urgent (LGA 1972, s.100B(4)(b))."""
    urgent_at: Mapped[datetime | None]
    """When it was taken up at the meeting itself, without notice; None for one of which notice was given."""
    resolution: Mapped[str] = mapped_column(default="", server_default="")
    """The officer's own words of the resolution to exclude the public; empty: it is drafted from the exempt papers."""
    withdrawn: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    """Grows when its words change, so that a save can tell that somebody else saved in between."""

    meeting: Mapped[Meeting] = relationship()


class StandingItem(Base):
    """A line of a body's order of business: what its agendas begin from. Lines of one `since` are one order."""

    __tablename__ = "standing_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    since: Mapped[date | None]
    """From which day its order holds, until the next one begins; None: from the beginning."""
    position: Mapped[int]
    depth: Mapped[int]
    """0 for an item, 1 for a part of the one before it."""
    title: Mapped[str]
    kind: Mapped[ItemKind]
    purpose: Mapped[str] = mapped_column(default="")
    report: Mapped[NoReport | None]
    lead: Mapped[str] = mapped_column(default="")
    minutes: Mapped[int | None]
    when_needed: Mapped[bool] = mapped_column(default=False)
    """Whether it comes only when the records hold something for it."""
    withdrawn: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)

    body: Mapped[Body] = relationship()


class AgendaAsPublished(Base):
    """What an agenda was when it was published. One a meeting; it stays when the agenda changes."""

    __tablename__ = "agenda_as_published"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), unique=True)
    at: Mapped[datetime]
    """When it was recorded as published."""
    published_on: Mapped[date | None]
    """The day on which it was published, as that was given then; None where the day is not recorded."""
    items: Mapped[list[dict[str, Any]]]
    """Its items with their papers, as `rules.ListedItem` reads them."""

    meeting: Mapped[Meeting] = relationship()
