"""What is told of a file that came in: findings in sentences, and refusals that say what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from panel.pdf.told import Told


@dataclass(frozen=True)
class Finding:
    """One sentence about a file, and the pages it is about, counted from 1.

    Where `quotes` is set it may hold the file's own words: it is for those who may read the file.
    """

    code: str
    text: str
    pages: tuple[int, ...] = ()
    quotes: bool = False

    @classmethod
    def of(cls, told: Told) -> Finding:
        """Take over what was told of a PDF."""
        return cls(told.code.value, told.text, told.pages, told.code.quotes_the_paper)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Finding:
        """Read a finding as it is kept."""
        return cls(
            str(value["code"]),
            str(value["text"]),
            tuple(int(page) for page in value.get("pages", ())),
            bool(value.get("quotes", True)),
        )

    def as_json(self) -> dict[str, Any]:
        """Give the finding as it is kept."""
        return {"code": self.code, "text": self.text, "pages": list(self.pages), "quotes": self.quotes}


class Refusal(StrEnum):
    """Why a file is refused; what `panel.pdf` refuses brings codes of its own."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    WRONG_TYPE = "wrong_type"
    PASSWORD = "password"  # noqa: S105 - the name of a reason, not a secret
    MACROS = "macros"
    DAMAGED = "damaged"
    NESTED = "nested"
    UNUSABLE = "unusable"
    NOT_CONVERTED = "not_converted"
    OFFICE_MISSING = "office_missing"
    CRASHED = "crashed"
    OUT_OF_TIME = "out_of_time"
    OUT_OF_MEMORY = "out_of_memory"


CIRCUMSTANCES = frozenset(
    {
        Refusal.OFFICE_MISSING,
        Refusal.NOT_CONVERTED,
        Refusal.TOO_LARGE,
        Refusal.CRASHED,
        Refusal.OUT_OF_TIME,
        Refusal.OUT_OF_MEMORY,
    }
)
"""Refusals that say something of the machine and its settings too: such a file is tried again when it comes again."""

REASONS = {
    Refusal.EMPTY: "The file is empty. Ask the author to send it again.",
    Refusal.TOO_LARGE: (
        "The file has {size}, and at most {most} are accepted. Make its pictures smaller or hand it in as several "
        "files; the limit is the setting MAX_PAPER_MB."
    ),
    Refusal.PASSWORD: "The file needs a password. Ask the author for a copy without one.",
    Refusal.MACROS: (
        "The file carries macros, which are never run here. Save it as a Word document without macros (.docx) or as "
        "PDF, and hand in that."
    ),
    Refusal.DAMAGED: (
        "The file is damaged beyond repair. Open it in the program it was made with and save it again, "
        "or save it as PDF."
    ),
    Refusal.NESTED: (
        "The file holds another document inside it that only Word can unfold. Open it in Word, save it, and hand it "
        "in again."
    ),
    Refusal.NOT_CONVERTED: "LibreOffice could make nothing of the file. Save it as PDF in Word and hand in the PDF.",
    Refusal.OFFICE_MISSING: (
        "Word and OpenDocument files need LibreOffice, which is not installed on this server. Save the paper as PDF "
        "and hand in the PDF, or have libreoffice-writer-nogui installed."
    ),
    Refusal.CRASHED: (
        "The program that reads such files broke down on this one. Print it to PDF from the program that shows it, "
        "and hand in that PDF."
    ),
    Refusal.OUT_OF_TIME: (
        "Reading the file took longer than is allowed. Print it to PDF from the program that shows it, and hand in "
        "that PDF."
    ),
    Refusal.OUT_OF_MEMORY: (
        "Reading the file took more memory than is allowed. Print it to PDF from the program that shows it, and hand "
        "in that PDF."
    ),
}


class NotAccepted(Exception):
    """A file that cannot be used; the reason is a sentence that says what to do."""

    def __init__(self, code: Refusal, reason: str = "") -> None:
        super().__init__(code.value)
        self.code = code
        self.reason = reason or REASONS[code]


def counted(number: int, one: str, many: str = "") -> str:
    """Say how many: "1 comment", "3 comments"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(names: Sequence[str], most: int = 6) -> str:
    """Name several things: "A, B and C"; beyond `most`, the first of them and how many more."""
    if len(names) > most:
        return ", ".join(names[:most]) + f" and {len(names) - most} more"
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + " and " + names[-1]


def megabytes(size: int) -> str:
    """Write a size as people do: "100 MB"."""
    value = size / (1024 * 1024)
    return f"{value:.0f} MB" if value >= 10 or value == int(value) else f"{value:.1f} MB"
