"""Tables of authorities, people and their appointments."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from panel.extensions import Base
from panel.procedure.models import Body


class MemberKind(StrEnum):
    """How a member comes to the panel."""

    COUNCILLOR = "councillor"
    INDEPENDENT = "independent"


class Authority(Base):
    """A council that appoints members to a panel."""

    __tablename__ = "authority"
    __table_args__ = (UniqueConstraint("body_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    name: Mapped[str]
    position: Mapped[int]


class Member(Base):
    """A person who is or was a member of a panel."""

    __tablename__ = "member"
    __table_args__ = (UniqueConstraint("panel_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    panel_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    name: Mapped[str]
    """As printed: "Councillor Ada Finch"."""
    kind: Mapped[MemberKind]
    authority_id: Mapped[int | None] = mapped_column(ForeignKey("authority.id"), index=True)

    authority: Mapped[Authority | None] = relationship()


class Appointment(Base):
    """A member's seat on a body, with the office held there."""

    __tablename__ = "appointment"
    __table_args__ = (UniqueConstraint("body_id", "member_id", "since"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    office: Mapped[str] = mapped_column(default="")
    """"Chair", "Vice-Chair"; empty for none."""
    position: Mapped[int]
    since: Mapped[date | None]
    until: Mapped[date | None]
    withdrawn: Mapped[bool] = mapped_column(default=False)
    """Recorded in error; a seat that came to an end has a last day instead."""

    body: Mapped[Body] = relationship()
    member: Mapped[Member] = relationship()

    def held_on(self, day: date) -> bool:
        """Whether the member sat there on a day; a seat without a first or a last day is open at that end."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)
