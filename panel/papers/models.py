"""The table of papers."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from panel.agendas.models import Item
from panel.documents.models import Document, DocumentState
from panel.extensions import Base


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

    item: Mapped[Item] = relationship()
    document: Mapped[Document | None] = relationship()

    @property
    def can_be_opened(self) -> bool:
        """Whether it has a file of its own that was taken."""
        return self.document is not None and self.document.state is DocumentState.ACCEPTED
