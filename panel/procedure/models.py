"""Tables of bodies, whom they scrutinise, and their rules of procedure."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from panel.extensions import Base
from panel.law.exemptions import Nation


class BodyKind(StrEnum):
    """What a body is. A working group is a body whose parent is the panel."""

    PANEL = "panel"
    WORKING_GROUP = "working group"


class Body(Base):
    """A panel or one of its working groups."""

    __tablename__ = "body"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    """Its name in addresses: "warwickshire"."""
    name: Mapped[str]
    kind: Mapped[BodyKind]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"), index=True)
    nation: Mapped[Nation]
    host_authority: Mapped[str] = mapped_column(default="")
    police_area: Mapped[str] = mapped_column(default="")
    remit: Mapped[str] = mapped_column(default="")
    usual_start: Mapped[time | None]
    contact_name: Mapped[str] = mapped_column(default="")
    contact_email: Mapped[str] = mapped_column(default="")
    contact_telephone: Mapped[str] = mapped_column(default="")
    officer_name: Mapped[str] = mapped_column(default="")
    officer_title: Mapped[str] = mapped_column(default="")
    officer_address: Mapped[list[str]] = mapped_column(default=list)
    """The proper officer's address, a line an entry."""

    parent: Mapped[Body | None] = relationship(remote_side="Body.id")
    extra_days: Mapped[list[ExtraDay]] = relationship(order_by="ExtraDay.day", back_populates="body")


class ExtraDay(Base):
    """A day on which a panel and its working groups are closed besides bank holidays: of mourning, of snow."""

    __tablename__ = "extra_day"
    __table_args__ = (UniqueConstraint("body_id", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    day: Mapped[date]
    name: Mapped[str]

    body: Mapped[Body] = relationship(back_populates="extra_days")


class Venue(Base):
    """A place where a panel and its working groups meet; forms of meetings offer it."""

    __tablename__ = "venue"
    __table_args__ = (UniqueConstraint("body_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    name: Mapped[str]
    """As agendas print it: "Committee Room 2, Shire Hall"."""
    address: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    """What officers should know of it: "Hearing loop; book by e-mail"."""
    withdrawn: Mapped[bool] = mapped_column(default=False)
    """No longer offered; what was arranged there stays."""

    body: Mapped[Body] = relationship()


class OfficeHolder(Base):
    """The one whom a panel scrutinises: data, since the office itself is expected to end in May 2028."""

    __tablename__ = "office_holder"

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    title: Mapped[str]
    abbreviation: Mapped[str] = mapped_column(default="")
    name: Mapped[str]
    since: Mapped[date | None]
    until: Mapped[date | None]

    body: Mapped[Body] = relationship()


class RulesOfProcedure(Base):
    """A body's rules from a day on, as the rules file gives them (dates in ISO form)."""

    __tablename__ = "rules_of_procedure"
    __table_args__ = (UniqueConstraint("body_id", "since"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    since: Mapped[date | None]
    """None: from the beginning."""
    rules: Mapped[dict[str, Any]]
    minute: Mapped[str] = mapped_column(default="", server_default="")
    """Where it stands that they were adopted: "Annual meeting of 21 May 2026, minute 7"."""

    body: Mapped[Body] = relationship()


class DraftRules(Base):
    """New rules that a body's officers are writing, one draft a body; nothing of it is in force."""

    __tablename__ = "draft_rules"

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), unique=True)
    since: Mapped[date | None]
    minute: Mapped[str] = mapped_column(default="")
    rules: Mapped[dict[str, Any]]
    version: Mapped[int] = mapped_column()
    """Of two saves at the same moment the second finds another number, and is made again."""

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads a plain class attribute
