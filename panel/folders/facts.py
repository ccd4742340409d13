"""What a meeting folder says, once it is known to be right: plain values, without a database."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from panel.agendas.rules import ItemKind, NoReport
from panel.law.exemptions import Nation
from panel.meetings.models import MeetingStatus
from panel.members.models import MemberKind
from panel.minutes.models import Presence
from panel.papers.models import Drawing, PaperAccess
from panel.questions.models import QuestionState
from panel.recommendations.models import Progress
from panel.work_programme.models import Section


@dataclass(frozen=True)
class PaperFacts:
    """A paper under an item."""

    title: str
    appendix: str | None
    exempt: bool
    paragraphs: tuple[int, ...]
    public_interest: str
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
    added: date | None
    urgent_reason: str
    resolution: str
    papers: tuple[PaperFacts, ...]


@dataclass(frozen=True)
class QuestionFacts:
    """A question that somebody put to the meeting."""

    name: str
    text: str
    received: date
    received_at: datetime.time | None
    state: QuestionState
    item: str | None
    """The number of the item that it is about."""


@dataclass(frozen=True)
class AgendaFacts:
    """What a meeting.toml adds to a meeting."""

    published: bool
    published_on: date | None
    items: tuple[ItemFacts, ...]
    questions: tuple[QuestionFacts, ...]


@dataclass(frozen=True)
class AttendanceFacts:
    """Somebody who was at the meeting, or should have been."""

    name: str
    circle: str
    role: str
    presence: Presence
    substitute_for: str


@dataclass(frozen=True)
class ConfirmationFacts:
    """That the minutes of an earlier meeting were confirmed."""

    earlier: date
    access: PaperAccess


@dataclass(frozen=True)
class DisclosureFacts:
    """An interest that was disclosed."""

    name: str
    item: str
    text: str
    details: dict[str, str]


@dataclass(frozen=True)
class MotionFacts:
    """What was moved."""

    item: str
    title: str
    text: str
    proposer: str
    seconder: str
    outcome: str
    votes_for: int | None
    votes_against: int | None
    votes_abstained: int | None


@dataclass(frozen=True)
class ResolutionFacts:
    """What was resolved."""

    item: str
    number: str
    text: str
    kind: str
    addressee: str


@dataclass(frozen=True)
class ActionFacts:
    """What was promised in debate."""

    item: str
    text: str
    owner: str
    due: date | None


@dataclass(frozen=True)
class LetterRecommendationFacts:
    """A recommendation in a letter."""

    text: str
    resolution: tuple[str, str] | None
    """Item and number of the resolution that it names."""
    delegated: str


@dataclass(frozen=True)
class LetterFacts:
    """A letter that followed the meeting."""

    kind: str
    to: str
    sent: date
    answer_due: date | None
    answered: date | None
    recommendations: tuple[LetterRecommendationFacts, ...]


Listing = Sequence[Mapping[str, Any]]
"""Entries of a list by their columns."""


@dataclass(frozen=True)
class RecordFacts:
    """What a minutes.toml says beyond names, motions and resolutions. What it leaves out stays as it is recorded."""

    columns: Mapping[str, Any]
    """Of the minutes themselves: when they began, who presided."""
    remote: frozenset[str] | None
    disclosed: Mapping[tuple[str, str, str], Mapping[str, Any]]
    """By name, item and words."""
    moved: Mapping[tuple[str, str], Mapping[str, Any]]
    """Of motions, by item and words."""
    resolved: Mapping[tuple[str, str], Mapping[str, Any]]
    """Of resolutions, by item and number."""
    promised: Mapping[tuple[str, str], Mapping[str, Any]]
    """Of actions, by item and words."""
    movements: Listing | None
    elections: Listing | None
    exclusions: Listing | None
    questions: Listing | None
    passages: Listing


@dataclass(frozen=True)
class MinutesFacts:
    """What a minutes.toml says."""

    rose: datetime.time | None
    public_questions: int | None
    attendance: tuple[AttendanceFacts, ...]
    confirmations: tuple[ConfirmationFacts, ...]
    disclosures: tuple[DisclosureFacts, ...]
    motions: tuple[MotionFacts, ...]
    resolutions: tuple[ResolutionFacts, ...]
    actions: tuple[ActionFacts, ...]
    letter: LetterFacts | None
    record: RecordFacts


@dataclass(frozen=True)
class MeetingFacts:
    """A meeting; its agenda and its minutes where the folder holds them."""

    date: datetime.date
    start: datetime.time | None
    venue: str
    status: MeetingStatus
    closed: bool
    filmed: bool | None
    note: str
    moved_from: datetime.date | None
    agenda: AgendaFacts | None
    minutes: MinutesFacts | None


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
    registered: date | None
    """The day on which they registered their interests."""
    register: str
    """Where their register can be read."""


@dataclass(frozen=True)
class DispensationFacts:
    """A member's leave to take part in spite of an interest."""

    member: str
    granted: date
    ends: date
    scope: str
    by: str


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
    dispensations: tuple[DispensationFacts, ...]
    groups: tuple[BodyFacts, ...]
    rules: dict[date | None, dict[str, Any]]
    """The rules of procedure by their first day, None for those from the beginning; dates in them in ISO form."""
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
