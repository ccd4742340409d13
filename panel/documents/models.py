"""The table of files as they arrived."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from panel.extensions import Base


class DocumentState(StrEnum):
    """Whether a file can be used."""

    ACCEPTED = "accepted"
    REFUSED = "refused"


class Document(Base):
    """A file that came in, known by its bytes; a paper says under which name it was handed in."""

    __tablename__ = "document"

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(unique=True)
    """Of the original, which the store keeps under it."""
    size: Mapped[int]
    """Bytes of the original."""
    kind: Mapped[str]
    """What it truly is: "Word", "OpenDocument", "PDF"; empty where it is none of them."""
    state: Mapped[DocumentState]
    code: Mapped[str] = mapped_column(default="")
    """Why it was refused, for programs (`findings.Refusal`, `panel.pdf.told.RefusalCode`); empty: accepted."""
    reason: Mapped[str] = mapped_column(default="")
    """Why it was refused, and what to do."""
    pages: Mapped[int | None]
    prepared_sha256: Mapped[str | None]
    prepared_size: Mapped[int | None]
    index_sha256: Mapped[str | None]
    text_sha256: Mapped[str | None]
    thumbnail_sha256: Mapped[str | None]
    told: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    """What was done to it and what hides in it; for officers only, since it quotes the paper."""
    arrived_at: Mapped[datetime]
