"""Minutes as they are printed: one value for the page, the PDF, the Word file. Pure.

It is composed for one of two documents, the public or the exempt minutes, from the records of that one alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, time
from enum import StrEnum

from panel.law.words import day_in_words, time_in_words
from panel.minute_book.blocks import Block, Grid, Paragraph, Run, bullets, paragraph


class State(StrEnum):
    """How written minutes stand."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"
    SIGNED = "signed"


TO_BE_CONFIRMED = "Draft, to be confirmed"
"""Stands on every page of minutes that no meeting has confirmed."""
NOT_FOR_PUBLICATION = "Not for publication"


@dataclass(frozen=True)
class Standing:
    """In which state minutes are, by whom and since when."""

    confirmed: date | None = None
    """The day of the meeting that confirmed them; None for a draft."""
    amendments: str = ""
    signed: date | None = None
    signed_by: str = ""

    @property
    def state(self) -> State:
        """Say which it is."""
        if self.signed is not None:
            return State.SIGNED
        return State.DRAFT if self.confirmed is None else State.CONFIRMED

    @property
    def words(self) -> str:
        """Say it in a sentence."""
        if self.confirmed is None and self.signed is None:
            return f"{TO_BE_CONFIRMED} by a later meeting."
        said = f"Confirmed on {day_in_words(self.confirmed)}" if self.confirmed else "Confirmed"
        said += ", as amended" if self.amendments else " as a correct record"
        if self.signed:
            said += f", and signed by {self.signed_by} on {day_in_words(self.signed, weekday=False)}"
        return f"{said}."


@dataclass(frozen=True)
class Person:
    """Somebody who was there, or should have been."""

    name: str
    role: str = ""
    remote: bool = False
    substitute_for: str = ""
    moves: tuple[str, ...] = ()
    """When they came and went: "arrived during item 3 (10.40am)"."""

    @property
    def notes(self) -> tuple[str, ...]:
        """Give what is to be said after the name."""
        stands_in = f"substitute for {self.substitute_for}" if self.substitute_for else ""
        joined = "joined remotely" if self.remote else ""
        return tuple(each for each in (self.role, stands_in, joined, *self.moves) if each)


@dataclass(frozen=True)
class Circle:
    """People who belong together: members, the commissioner's office, officers."""

    title: str
    people: tuple[Person, ...]


@dataclass(frozen=True)
class PrintedItem:
    """An item of the minutes."""

    number: str
    """As on the agenda."""
    minute: str
    """The number that stands in the margin; empty for a heading that others stand under."""
    title: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Later:
    """A correction that was entered after the minutes were confirmed."""

    day: date
    item: str
    text: str
    by: str


@dataclass(frozen=True)
class Printed:
    """Minutes as they are printed."""

    body: str
    day: date
    exempt: bool = False
    place: str = ""
    began: time | None = None
    rose: time | None = None
    presided: str = ""
    present: tuple[Circle, ...] = ()
    apologies: tuple[Person, ...] = ()
    absent: tuple[Person, ...] = ()
    substitutes: tuple[str, ...] = ()
    """Who was named for whom: "Councillor Holland for Councillor Dirveiks"."""
    opening: tuple[Block, ...] = ()
    """What stands before the first item."""
    items: tuple[PrintedItem, ...] = ()
    closing: tuple[Block, ...] = ()
    """What belongs to no item."""
    standing: Standing = field(default_factory=Standing)
    later: tuple[Later, ...] = ()
    extract: str = ""
    """The number of the one item that an extract has; empty for the whole."""

    @property
    def name(self) -> str:
        """Say what it is: "Exempt minutes", "Extract from the minutes"."""
        kind = "exempt minutes" if self.exempt else "minutes"
        return f"Extract from the {kind}" if self.extract else kind.capitalize()

    @property
    def title(self) -> str:
        """Name the file."""
        of = f" (item {self.extract})" if self.extract else ""
        return f"{self.body}: {self.name[0].lower()}{self.name[1:]}, {day_in_words(self.day)}{of}"

    @property
    def draft(self) -> bool:
        """Whether no meeting has confirmed them."""
        return self.standing.state is State.DRAFT

    @property
    def marks(self) -> tuple[str, ...]:
        """Give what stands on every page."""
        exempt = (NOT_FOR_PUBLICATION,) if self.exempt else ()
        return (*exempt, *((TO_BE_CONFIRMED,) if self.draft else ()))

    @property
    def opened(self) -> str:
        """Say who presided, and when the meeting began."""
        began = f"The meeting began at {time_in_words(self.began)}" if self.began else ""
        if self.presided:
            return f"{began or 'The meeting was held'}, with {self.presided} presiding."
        return f"{began}." if began else ""

    @property
    def ended(self) -> str:
        """Say when the meeting rose."""
        return f"The meeting rose at {time_in_words(self.rose)}." if self.rose else ""


def attendance_table(circle: Circle) -> Grid:
    """Set out a circle as a table: who, and in what part."""
    rows = tuple(((Run(each.name),), (Run("; ".join(each.notes)),)) for each in circle.people)
    return Grid(((Run("Name"),), (Run("Role and times"),)), rows, (2, 3))


def attended(printed: Printed) -> Paragraph:
    """Write the attendance as one line, for an extract."""
    circles = [f"{each.title}: {', '.join(person.name for person in each.people)}" for each in printed.present]
    if printed.apologies:
        circles.append(f"Apologies: {', '.join(person.name for person in printed.apologies)}")
    return paragraph("Present. ", ". ".join(circles) + "." if circles else "Attendance is not recorded.")


def extract(printed: Printed, number: str) -> Printed | None:
    """Give the minutes of one item alone; None where there is none of that number."""
    items = tuple(item for item in printed.items if item.number == number and item.minute)
    if not items:
        return None
    later = tuple(each for each in printed.later if each.item == number)
    return replace(printed, items=items[:1], opening=(), closing=(), later=later, extract=number)


def absences(printed: Printed) -> tuple[tuple[str, tuple[Block, ...]], ...]:
    """List who was not there, and who was named in their place, each under its heading."""
    lists = (
        ("Apologies", [", ".join([each.name, *each.notes]) for each in printed.apologies]),
        ("Absent", [", ".join([each.name, *each.notes]) for each in printed.absent]),
        ("Substitutes", list(printed.substitutes)),
    )
    return tuple((heading, (bullets(names),)) for heading, names in lists if names)
