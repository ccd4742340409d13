"""All that the check looks at, as one plain value: a meeting, its agenda and papers, and the record around them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from panel.agendas.rules import ItemKind, NoReport
from panel.checks.reading.blocks import Text
from panel.law.clear_days import WorkingDays
from panel.law.exemptions import Nation
from panel.procedure.rules import Procedure


@dataclass(frozen=True)
class Told:
    """What was told of a file when it arrived: hidden text, comments, tracked changes."""

    code: str
    text: str
    pages: tuple[int, ...] = ()


@dataclass(frozen=True)
class Waits:
    """For whom a paper waits that has its file."""

    of: tuple[str, ...]
    """Who has not cleared it, or who sent it back: "Legal (Kim Stone)"."""
    file: str
    """Which file they have; another one is another matter."""
    change: bool = False
    """Whether it was sent back to its author."""


@dataclass(frozen=True)
class Paper:
    """A paper under an item."""

    title: str
    appendix: str = ""
    """Its letter; empty for the report itself."""
    exempt: bool = False
    exempt_paragraphs: tuple[int, ...] = ()
    public_interest: str = ""
    """Why the public interest in withholding it outweighs that in disclosing it."""
    file_name: str = ""
    """Empty for one that is drawn from the records."""
    drawn: str = ""
    """"work programme" or "recommendations log" where it is drawn."""
    pages: tuple[str, ...] = ()
    """Its text, a page an entry."""
    told: tuple[Told, ...] = ()
    waits: Waits | None = None
    """None where nobody was asked to clear it, and where it is cleared."""

    @cached_property
    def text(self) -> Text:
        """Its text, read into blocks once."""
        return Text(self.pages)


@dataclass(frozen=True)
class Item:
    """An agenda item with its papers: the report first, then the appendices by their letters."""

    number: str
    title: str
    kind: ItemKind
    purpose: str = ""
    report: NoReport | None = None
    papers: tuple[Paper, ...] = ()
    added: date | None = None
    """When it joined an agenda that was already published."""
    urgent_reason: str = ""
    resolution: str = ""
    """The body's own words of the exclusion resolution, where they are not the drafted ones."""


@dataclass(frozen=True)
class Person:
    """Somebody whom the record knows."""

    name: str
    """As recorded: "Councillor Ada Finch"."""
    role: str = ""
    """"Chair", "Vice-Chair", "Police and Crime Commissioner", "Treasurer"; empty for a member without an office."""
    authority: str = ""
    member: bool = False
    since: date | None = None
    until: date | None = None
    registered: date | None = None
    """When a member registered their interests."""


@dataclass(frozen=True)
class OtherMeeting:
    """Another meeting of the panel, or one of a working group."""

    body: str
    date: datetime.date
    status: str = "scheduled"
    """"scheduled", "held", "postponed", "cancelled"."""
    closed: bool = False
    moved_from: tuple[datetime.date, ...] = ()
    venue: str = ""
    start: datetime.time | None = None


@dataclass(frozen=True)
class Group:
    """A working group."""

    name: str
    members: tuple[Person, ...] = ()


@dataclass(frozen=True)
class Motion:
    """What was moved, and what became of it."""

    item: str
    text: str
    proposer: str = ""
    seconder: str = ""
    outcome: str = ""
    votes_for: int | None = None
    against: int | None = None
    abstained: int | None = None


@dataclass(frozen=True)
class Resolution:
    """What was resolved, in its parts: "2", "2(a)"."""

    item: str
    number: str
    text: str
    kind: str = ""


@dataclass(frozen=True)
class Action:
    """What somebody promised in debate."""

    item: str
    text: str
    owner: str = ""


@dataclass(frozen=True)
class LetterPoint:
    """One numbered recommendation of a letter."""

    text: str
    resolution: str = ""
    """The number of the resolution that it names."""
    resolution_item: str = ""
    """The item under which that resolution was passed."""
    delegated: str = ""
    """The delegation to the chair that it rests on instead."""


@dataclass(frozen=True)
class Letter:
    """A letter or report to the office-holder after a meeting."""

    to: str
    sent: date
    answer_due: date | None = None
    answered: date | None = None
    points: tuple[LetterPoint, ...] = ()


@dataclass(frozen=True)
class Minutes:
    """What the record says of a meeting that was held."""

    date: datetime.date
    present: tuple[Person, ...] = ()
    """Everybody there, members marked as such."""
    apologies: tuple[str, ...] = ()
    substitutes: tuple[tuple[str, str], ...] = ()
    """(absent, substitute)."""
    motions: tuple[Motion, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    actions: tuple[Action, ...] = ()
    letters: tuple[Letter, ...] = ()


@dataclass(frozen=True)
class LogEntry:
    """A row of the recommendations and actions log."""

    raised: date
    text: str
    lead: str = ""
    panel_update: str = ""
    progress: str = ""
    completed: bool = False
    completed_on: date | None = None


@dataclass(frozen=True)
class ProgrammeRow:
    """A row of the work programme."""

    section: str
    """"scheduled", "standing", "to be timetabled"."""
    item: str
    detail: str = ""
    meeting: date | None = None
    timing: str = ""
    last_report: date | None = None


@dataclass(frozen=True)
class Question:
    """A public question for the meeting."""

    name: str
    text: str
    received: date | None = None
    accepted: bool = False
    item: str = ""


@dataclass(frozen=True)
class Dispensation:
    """A member's leave to take part although they have an interest."""

    member: str
    granted: date | None
    ends: date | None
    scope: str = ""


@dataclass(frozen=True)
class Change:
    """What differs between the agenda as published and as it stands."""

    item: str
    what: str
    """A sentence."""
    added: bool = False
    """Whether an item joined."""


@dataclass(frozen=True)
class Dossier:
    """Everything about one meeting, gathered for the check."""

    body: str
    date: datetime.date
    today: datetime.date
    """The clock's day; it counts only for meetings still to come."""
    nation: Nation
    working: WorkingDays
    """Whether a day is a working day for the body."""
    procedure: Procedure = field(default_factory=Procedure)
    working_group: bool = False
    """Whether the body is a working group, which needs no public notice."""
    start: datetime.time | None = None
    venue: str = ""
    status: str = "scheduled"
    closed: bool = False
    published: bool = False
    published_on: datetime.date | None = None
    """None where it is published but the day is not recorded."""
    items: tuple[Item, ...] = ()
    people: tuple[Person, ...] = ()
    """Members in office on the day, the office-holder, the proper officer, the contact, and those who attended."""
    former: tuple[Person, ...] = ()
    """Members whose seat ended."""
    authorities: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    office_title: str = ""
    """"Police and Crime Commissioner"."""
    office_abbreviation: str = ""
    meetings: tuple[OtherMeeting, ...] = ()
    """Every other meeting of the panel and its working groups, by date."""
    minutes: tuple[Minutes, ...] = ()
    """The records of meetings before this one, by date."""
    log: tuple[LogEntry, ...] = ()
    programme: tuple[ProgrammeRow, ...] = ()
    questions: tuple[Question, ...] = ()
    dispensations: tuple[Dispensation, ...] = ()
    changes: tuple[Change, ...] = ()
    """Since publication; empty where nothing is known of it."""

    @property
    def to_come(self) -> bool:
        """Whether the meeting is still to come."""
        return self.date >= self.today

    @property
    def day(self) -> datetime.date:
        """The day at which papers are judged: publication, else today for a draft to come, else the meeting's."""
        return judged_at(self.date, published=self.published, published_on=self.published_on, today=self.today)

    @property
    def members(self) -> tuple[Person, ...]:
        """Those who are members on the day."""
        return tuple(person for person in self.people if person.member)

    def papers(self) -> Iterator[tuple[Item, Paper]]:
        """Every paper with its item, in agenda order."""
        for item in self.items:
            for paper in item.papers:
                yield item, paper

    def read_papers(self) -> Iterator[tuple[Item, Paper]]:
        """Every paper that has text."""
        return ((item, paper) for item, paper in self.papers() if paper.text)


def judged_at(meeting: date, *, published: bool, published_on: date | None, today: date) -> date:
    """Say at which day the papers of a meeting are judged."""
    if published_on:
        return published_on
    return today if meeting >= today and not published else meeting
