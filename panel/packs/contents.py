"""What a pack prints, as a plain value: no database, no Flask, no clock.

A public edition is composed from a `Contents` alone. It names exempt papers as the law allows and has no way to
reach their files: those are in an `ExemptPart`, which only the restricted edition is given.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Any

from panel.agendas.wording import Block, Bullets, Paragraph, Quotation
from panel.law.words import day_in_words
from panel.pdf.prepared import PreparedFile
from panel.recommendations.rules import LogEntry, RecommendationsLog
from panel.work_programme.rules import ProgrammeEntry, WorkProgramme

DATES = "dates of meetings"
"""The kind of item whose words follow the calendar."""


class Edition(StrEnum):
    """Who a pack is for."""

    PUBLIC = "public"
    RESTRICTED = "restricted"


class Access(StrEnum):
    """Whether the public may have a paper."""

    PUBLIC = "public"
    EXEMPT = "exempt"


Drawn = WorkProgramme | RecommendationsLog


@dataclass(frozen=True)
class Paper:
    """A paper under an item, as the public agenda names it.

    A public paper has exactly one of `source` (a prepared file) and `drawn` (set from the records). An exempt one
    has neither here.
    """

    key: str
    """Unique in the pack and stable between editions: "4", "4/A1", "4/B"."""
    item: str
    """The item's number as printed: "4", "1(4)"."""
    title: str
    appendix: str | None = None
    """Letter, with the part's number where several files share one: "B", "A1". None: the report itself."""
    part: int = 1
    """Which of several reports, or of several files of one appendix, it is."""
    access: Access = Access.PUBLIC
    description: str | None = None
    """Exempt only: Schedule 12A's description, in its own terms; None where no paragraph is stated."""
    source: PreparedFile | None = None
    drawn: Drawn | None = None

    @property
    def name(self) -> str:
        """Say "Report", "Report 2" or "Appendix B"."""
        if self.appendix:
            return f"Appendix {self.appendix}"
        return "Report" if self.part == 1 else f"Report {self.part}"


@dataclass(frozen=True)
class Item:
    """An agenda item with the words printed under it."""

    number: str
    title: str
    kind: str = ""
    """What the item is, as the agenda keeps it: "report", "dates of meetings"."""
    depth: int = 0
    """0 for an item, 1 for a sub-item such as "1(4)"."""
    blocks: tuple[Block, ...] = ()
    papers: tuple[Paper, ...] = ()
    report: str | None = None
    """"Verbal report" or "To follow" where there is no paper yet."""


@dataclass(frozen=True)
class MemberLine:
    """A member as the front sheet lists them."""

    name: str
    authority: str | None = None
    office: str | None = None


@dataclass(frozen=True)
class Contact:
    """Whom to ask about the agenda."""

    name: str
    email: str | None = None
    telephone: str | None = None


@dataclass(frozen=True)
class ProperOfficer:
    """Who issues the agenda."""

    name: str
    title: str = ""
    address: tuple[str, ...] = ()


@dataclass(frozen=True)
class ExemptPaper:
    """A paper that is not for publication, with its file. `paper` is what the public agenda says of it."""

    paper: Paper
    source: PreparedFile


@dataclass(frozen=True)
class ExemptPart:
    """What only the restricted edition holds."""

    papers: tuple[ExemptPaper, ...]


@dataclass(frozen=True)
class Supplement:
    """What makes a publication one that follows another of the same meeting, whose pages it goes on numbering."""

    number: int
    """1 for the first."""
    pages_before: int
    """The last page of the public series until then, with the blank one that follows an odd page."""
    exempt_pages_before: int
    """The same of the exempt series; 0 where there is none."""
    changes: tuple[str, ...]
    """What is new and what it replaces, a sentence each."""
    after_meeting: bool = False
    """Whether the meeting is past: papers that are released, or that were tabled there."""
    short_notice: str = ""
    """Why it comes with less notice than the law asks for: the chair's special circumstances; empty for none."""

    @property
    def name(self) -> str:
        """Say "Supplement 1"."""
        return f"Supplement {self.number}"


@dataclass(frozen=True)
class Contents:
    """Everything that the public edition of one meeting's pack prints."""

    body: str
    date: date
    start: time | None
    venue: str | None
    notices: tuple[str, ...] = ()
    """Paragraphs under the calling notice: filming."""
    items: tuple[Item, ...] = ()
    membership: tuple[tuple[str, tuple[MemberLine, ...]], ...] = ()
    """(heading, members) by kind: "Councillors", "Co-opted independent members"."""
    contact: Contact | None = None
    proper_officer: ProperOfficer | None = None
    supplement: Supplement | None = None
    """None for the agenda itself."""

    def papers(self) -> Iterator[Paper]:
        """Every paper in agenda order, exempt ones (by name only) included."""
        for item in self.items:
            yield from item.papers

    @property
    def title(self) -> str:
        """The file's title: body, what it is, and the day in words."""
        name = f"agenda, {self.supplement.name.lower()}" if self.supplement else "agenda pack"
        return f"{self.body}: {name}, {day_in_words(self.date)}"


def plain(block: Block) -> dict[str, Any]:
    """Write words under an item as JSON can keep them."""
    if isinstance(block, Paragraph):
        return {"text": block.text}
    if isinstance(block, Bullets):
        return {"entries": list(block.entries)}
    return {"blocks": [plain(each) for each in block.blocks]}


def block_of(kept: Mapping[str, Any]) -> Block:
    """Read what `plain` wrote."""
    return Quotation(tuple(map(_inner, kept["blocks"]))) if "blocks" in kept else _inner(kept)


def _inner(kept: Mapping[str, Any]) -> Paragraph | Bullets:
    return Paragraph(kept["text"]) if "text" in kept else Bullets(tuple(kept["entries"]))


__all__ = [
    "DATES",
    "Access",
    "Contact",
    "Contents",
    "Drawn",
    "Edition",
    "ExemptPaper",
    "ExemptPart",
    "Item",
    "LogEntry",
    "MemberLine",
    "Paper",
    "ProgrammeEntry",
    "ProperOfficer",
    "RecommendationsLog",
    "Supplement",
    "WorkProgramme",
    "block_of",
    "plain",
]
