"""The chair's brief as a value: what the page and the PDF both show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from panel.agendas.wording import Block

MARK = "For the Chair: not for publication"
"""It stands on every page."""


@dataclass(frozen=True)
class Reading:
    """Words that the chair reads out."""

    what: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Questioner:
    """Somebody who asks a question, in their turn."""

    name: str
    text: str
    about: str
    """The item that it is about; empty where it is about none."""


@dataclass(frozen=True)
class Step:
    """An item in the running order."""

    number: str
    title: str
    heading: bool
    at: str
    """When it begins: "10.30am", "about 10.45am"; empty where the start is not known."""
    lasts: str
    """"10 minutes"; empty where no time is set."""
    presents: tuple[str, ...] = ()
    asks: str = ""
    """What the meeting is asked to do."""
    papers: tuple[str, ...] = ()
    exempt: tuple[str, ...] = ()
    """Papers that are not for publication, with their description in Schedule 12A."""
    notes: tuple[str, ...] = ()
    before: tuple[Reading, ...] = ()
    """What is read before it begins."""
    read: tuple[Reading, ...] = ()
    questions: tuple[Questioner, ...] = ()
    private: bool = False
    """Whether the public is excluded while it is taken."""


@dataclass(frozen=True)
class Needed:
    """What a vote takes, and by which authority."""

    what: str
    takes: str
    authority: str


@dataclass(frozen=True)
class Expected:
    """Members of whom the same is expected: who comes, sends apologies, has not answered."""

    what: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Brief:
    """The whole of it."""

    body: str
    date: date
    start: time | None
    venue: str
    ends: str
    """When it ends by what is timed; empty where that cannot be told."""
    untimed: int
    """How many items have no time set."""
    quorum: str
    expected: tuple[Expected, ...]
    needed: tuple[Needed, ...]
    steps: tuple[Step, ...]
    closing: tuple[Reading, ...]
    """What is read after the last item."""
