"""What a meeting folder says, once it is known to be right: plain values, without a database."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from panel.agendas.rules import ItemKind, NoReport
from panel.law.exemptions import Nation
from panel.meetings.models import MeetingStatus
from panel.members.models import MemberKind
from panel.papers.models import Drawing
from panel.recommendations.models import Progress
from panel.work_programme.models import Section


@dataclass(frozen=True)
class PaperFacts:
    """A paper under an item."""

    title: str
    appendix: str | None
    exempt: bool
    paragraphs: tuple[int, ...]
    drawn: Drawing | None
    file: Path | None
    """Where it lies; None for one that is drawn."""
    name: str
    """Its file's name within papers/; empty for one that is drawn."""
    source: str
    """The file that names it, relative to the folder."""
    place: str
    """Where it is named there."""


@dataclass(frozen=True)
class ItemFacts:
    """An agenda item with its papers: report first, then the appendices by their letters."""

    number: str
    title: str
    kind: ItemKind
    purpose: str
    report: NoReport | None
    requested_by: str
    papers: tuple[PaperFacts, ...]


@dataclass(frozen=True)
class AgendaFacts:
    """What a meeting.toml adds to a meeting."""

    published: bool
    published_on: date | None
    items: tuple[ItemFacts, ...]


@dataclass(frozen=True)
class MeetingFacts:
    """A meeting; its agenda where the folder holds one."""

    date: datetime.date
    start: datetime.time | None
    venue: str
    status: MeetingStatus
    closed: bool
    filmed: bool | None
    note: str
    moved_from: datetime.date | None
    agenda: AgendaFacts | None


@dataclass(frozen=True)
class SeatFacts:
    """A member's seat on a body."""

    member: str
    office: str
    since: date | None
    until: date | None


@dataclass(frozen=True)
class MemberFacts:
    """A person who is a member of the panel."""

    name: str
    kind: MemberKind
    authority: str | None


@dataclass(frozen=True)
class BodyFacts:
    """A panel or a working group, with its seats and meetings."""

    slug: str
    name: str
    columns: dict[str, Any]
    """Further columns of its record."""
    seats: tuple[SeatFacts, ...]
    meetings: tuple[MeetingFacts, ...]


@dataclass(frozen=True)
class OfficeHolderFacts:
    """The one whom the panel scrutinises."""

    title: str
    abbreviation: str
    name: str
    since: date | None
    until: date | None


@dataclass(frozen=True)
class RecommendationFacts:
    """A row of the recommendations log."""

    raised: date
    text: str
    lead: str
    panel_update: str
    progress: str
    status: Progress
    completed: date | None


@dataclass(frozen=True)
class ProgrammeFacts:
    """A row of the work programme."""

    section: Section
    meeting: date | None
    timing: str
    item: str
    detail: str
    last_report: date | None


@dataclass(frozen=True)
class Folder:
    """A whole meeting folder. None stands for a file that it does not have."""

    path: Path
    nation: Nation
    panel: BodyFacts
    office_holder: OfficeHolderFacts | None
    authorities: tuple[str, ...]
    members: tuple[MemberFacts, ...]
    groups: tuple[BodyFacts, ...]
    rules: dict[str, Any] | None
    """As rules.toml gives them, dates in ISO form."""
    recommendations: tuple[RecommendationFacts, ...] | None
    programme: tuple[ProgrammeFacts, ...] | None
    notes: tuple[str, ...]
    """What is not wrong but should be known: files not used, things not yet kept."""

    def papers(self) -> list[PaperFacts]:
        """List every paper that has a file, in agenda order."""
        return [
            paper
            for meeting in self.panel.meetings
            if meeting.agenda
            for item in meeting.agenda.items
            for paper in item.papers
            if paper.file
        ]
