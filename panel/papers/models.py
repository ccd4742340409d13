"""The table of papers."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from panel.agendas.models import Item
from panel.documents.models import Document, DocumentState
from panel.extensions import Base
from panel.jobs import Job
from panel.papers.rules import PaperStage


class Drawing(StrEnum):
    """Appendices that are set from the records instead of handed in."""

    WORK_PROGRAMME = "work programme"
    RECOMMENDATIONS_LOG = "recommendations log"


class PaperAccess(StrEnum):
    """Who may have a paper."""

    PUBLIC = "public"
    EXEMPT = "exempt"


class Paper(Base):
    """A report or a part of an appendix under an item, handed in as a file or drawn from the records."""

    __tablename__ = "paper"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    position: Mapped[int]
    title: Mapped[str]
    appendix: Mapped[str | None]
    """Its letter; papers that share one are its parts, in their order. None: the report itself."""
    access: Mapped[PaperAccess] = mapped_column(default=PaperAccess.PUBLIC)
    exempt_paragraphs: Mapped[list[int]] = mapped_column(JSON, default=list)
    """Schedule 12A's paragraphs, as numbers; empty where none is stated."""
    public_interest: Mapped[str] = mapped_column(default="", server_default="")
    """Why the public interest in maintaining the exemption outweighs that in disclosure (Schedule 12A, para 10)."""
    drawn: Mapped[Drawing | None]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    file_name: Mapped[str] = mapped_column(default="")
    """As its author called it."""
    withdrawn: Mapped[bool] = mapped_column(default=False)
    stage: Mapped[PaperStage] = mapped_column(default=PaperStage.RECEIVED, server_default="received")
    asked_of: Mapped[str] = mapped_column(default="", server_default="")
    """Who is to write it, where it was asked for."""
    review_on: Mapped[date | None]
    """The day on which its exemption is looked at again."""
    released_on: Mapped[date | None]
    """The day on which it was made public after it had been exempt."""
    redacts_id: Mapped[int | None] = mapped_column(ForeignKey("paper.id"), index=True)
    """The full, exempt paper of which this one is the public, redacted copy."""

    item: Mapped[Item] = relationship()
    document: Mapped[Document | None] = relationship()
    redacts: Mapped[Paper | None] = relationship(remote_side=[id])

    @property
    def can_be_opened(self) -> bool:
        """Whether it has a file of its own that was taken."""
        return self.document is not None and self.document.state is DocumentState.ACCEPTED


class PaperVersion(Base):
    """A file that stood for a paper; the one with the highest number does so now, unless the paper has none."""

    __tablename__ = "paper_version"
    __table_args__ = (UniqueConstraint("paper_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"), index=True)
    number: Mapped[int]
    """From 1."""
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    file_name: Mapped[str]
    by: Mapped[str]
    """Who handed it in; empty where that was not recorded."""
    at: Mapped[datetime]
    note: Mapped[str] = mapped_column(default="")

    paper: Mapped[Paper] = relationship()
    document: Mapped[Document] = relationship()


class PaperStep(Base):
    """A state that a paper came to, with what was said to its author. Rows are added, never changed."""

    __tablename__ = "paper_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"), index=True)
    stage: Mapped[PaperStage]
    said: Mapped[str] = mapped_column(default="")
    by: Mapped[str]
    at: Mapped[datetime]


class AccessDecision(Base):
    """That a paper is withheld, or is public again: whose decision, and why. Rows are added, never changed."""

    __tablename__ = "access_decision"
    __table_args__ = (UniqueConstraint("paper_id", "follows"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"), index=True)
    follows: Mapped[int] = mapped_column(default=0)
    """The number of the decision before it; 0 for the first. So two at once cannot both follow the same."""
    access: Mapped[PaperAccess]
    paragraphs: Mapped[list[int]] = mapped_column(JSON)
    reason: Mapped[str]
    """Of an exemption the weighing of the public interest; of a release why it is no longer exempt."""
    decided_by: Mapped[str]
    """The proper officer, as the records name them."""
    decided_on: Mapped[date]
    review_on: Mapped[date | None]
    by: Mapped[str]
    """Who recorded it."""
    at: Mapped[datetime]


class PaperComparison(Base):
    """That somebody compared these two files of a pair and found the public one good. Rows are added, never changed."""

    __tablename__ = "paper_comparison"
    __table_args__ = (UniqueConstraint("paper_id", "document_id", "full_document_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"), index=True)
    """The public, redacted paper."""
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    full_document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    by: Mapped[str]
    at: Mapped[datetime]


class HandedInState(StrEnum):
    """What became of a file that was handed in."""

    WAITING = "waiting"
    TAKEN = "taken"
    REFUSED = "refused"
    DISMISSED = "dismissed"


class HandedIn(Base):
    """A file that somebody handed in under an item, from the upload until it is a paper or is refused."""

    __tablename__ = "handed_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("paper.id"))
    """The paper of which it is a new version; of one that was taken, the paper that it became."""
    redacts_id: Mapped[int | None] = mapped_column(ForeignKey("paper.id"))
    """The full paper of which it is to be the public, redacted copy."""
    job_id: Mapped[int] = mapped_column(ForeignKey("job.id"))
    sha256: Mapped[str]
    """Of the file, which the store has kept since it was handed in."""
    once: Mapped[str | None] = mapped_column(unique=True)
    """While it waits: item, paper and file, so that a double click hands in once."""
    file_name: Mapped[str]
    title: Mapped[str]
    appendix: Mapped[str | None]
    access: Mapped[PaperAccess]
    note: Mapped[str] = mapped_column(default="")
    state: Mapped[HandedInState] = mapped_column(default=HandedInState.WAITING)
    reason: Mapped[str] = mapped_column(default="")
    """Why it was refused, and what to do."""
    by: Mapped[str]
    at: Mapped[datetime]

    item: Mapped[Item] = relationship()
    job: Mapped[Job] = relationship()
