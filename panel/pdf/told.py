"""What an officer is told of a paper: what was done to it, what hides in it, or why it cannot be used."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

QUOTED = 80  # characters


class Code(StrEnum):
    """What was done to a paper, or was found in it."""

    REPAIRED = "repaired"
    DECRYPTED = "decrypted"
    FORM_FLATTENED = "form_flattened"
    SIGNATURE_INVALID = "signature_invalid"
    ANNOTATIONS_FLATTENED = "annotations_flattened"
    ANNOTATIONS_REMOVED = "annotations_removed"
    NOT_DRAWN = "not_drawn"
    ACTIVE_REMOVED = "active_removed"
    FILES_REMOVED = "files_removed"
    MEDIA_REMOVED = "media_removed"
    LINKS_REMOVED = "links_removed"
    PORTFOLIO = "portfolio"
    METADATA_REMOVED = "metadata_removed"
    COVERED_TEXT = "covered_text"
    TEXT_OFF_PAGE = "text_off_page"
    INVISIBLE_TEXT = "invisible_text"
    TEXT_AS_BACKGROUND = "text_as_background"
    TEXT_ON_HIDDEN_LAYER = "text_on_hidden_layer"
    FONT_NOT_EMBEDDED = "font_not_embedded"
    AUTHORS_NOTES = "authors_notes"
    REDACTION_NOT_APPLIED = "redaction_not_applied"
    NOT_READ = "not_read"

    @property
    def quotes_the_paper(self) -> bool:
        """Whether its sentence may hold the paper's own words, so that only those who may read the paper see it."""
        return self in _QUOTING


_QUOTING = frozenset(
    {
        Code.COVERED_TEXT,
        Code.TEXT_OFF_PAGE,
        Code.INVISIBLE_TEXT,
        Code.TEXT_AS_BACKGROUND,
        Code.TEXT_ON_HIDDEN_LAYER,
        Code.AUTHORS_NOTES,
        Code.REDACTION_NOT_APPLIED,
    }
)


class RefusalCode(StrEnum):
    """Why a paper cannot be used."""

    EMPTY = "empty"
    NOT_PDF = "not_pdf"
    DAMAGED = "damaged"
    PASSWORD = "password"  # noqa: S105 - the name of a reason, not a secret
    PROTECTED = "protected"
    NO_PAGES = "no_pages"
    TOO_MANY_PAGES = "too_many_pages"
    XFA = "xfa"
    PORTFOLIO = "portfolio"


@dataclass(frozen=True)
class Told:
    """One thing an officer is told of a paper: a sentence, and the pages it is about, counted from 1."""

    code: Code
    text: str
    pages: tuple[int, ...] = ()


class Refused(Exception):
    """A paper that cannot be used; the reason is a sentence that says what to do."""

    def __init__(self, code: RefusalCode, reason: str) -> None:
        super().__init__(code, reason)
        self.code = code
        self.reason = reason

    def __str__(self) -> str:
        return self.reason


def quoted(words: str) -> str:
    """Quote the beginning of some words, on one line."""
    line = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    return f"“{line}”" if len(line) <= QUOTED else f"“{line[:QUOTED].rstrip()}…”"
