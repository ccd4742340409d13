"""Minutes as they are printed: one value for the page, the PDF, the Word file. Pure.

It is composed for one of two documents, the public or the exempt minutes, from the records of that one alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, time

from panel.law.words import day_in_words, time_in_words
from panel.minute_book.blocks import Block, Grid, Paragraph, Run, SetApart, bullets, paragraph
from panel.minute_book.rules import TO_BE_CONFIRMED, Settled, State

NOT_FOR_PUBLICATION = "Not for publication"


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
    lead: tuple[Block, ...] = ()
    """What is recorded and stands above the officer's words: declarations, earlier minutes that were confirmed."""
    written: tuple[Block, ...] = ()
    """The officer's words."""
    record: tuple[Block, ...] = ()
    """What is recorded and stands beneath them: motions with their votes, what was resolved and promised."""

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Give the whole of it, in the order in which it is read."""
        return (*self.lead, *self.written, *self.record)


@dataclass(frozen=True)
class Later:
    """A correction that was entered after the minutes were confirmed."""

    day: date
    item: str
    text: str
    by: str
    """Who entered it, by name."""


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
    foreword: tuple[Block, ...] = ()
    """The officer's words before the first item."""
    opening: tuple[Block, ...] = ()
    """What is recorded and stands before the first item."""
    items: tuple[PrintedItem, ...] = ()
    closing: tuple[Block, ...] = ()
    """What belongs to no item."""
    settled: Settled = field(default_factory=Settled)
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
        return self.settled.state is State.DRAFT

    @property
    def marks(self) -> tuple[str, ...]:
        """Give what stands on every page."""
        exempt = (NOT_FOR_PUBLICATION,) if self.exempt else ()
        return (*exempt, *((TO_BE_CONFIRMED,) if self.draft else ()))

    @property
    def standing(self) -> str:
        """Say in a sentence in which state they are, by whom and since when."""
        return f"{self.settled.words}."

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
    return replace(printed, items=items[:1], foreword=(), opening=(), closing=(), later=later, extract=number)


def absences(printed: Printed) -> tuple[tuple[str, tuple[Block, ...]], ...]:
    """List who was not there, and who was named in their place, each under its heading."""
    lists = (
        ("Apologies", [", ".join([each.name, *each.notes]) for each in printed.apologies]),
        ("Absent", [", ".join([each.name, *each.notes]) for each in printed.absent]),
        ("Substitutes", list(printed.substitutes)),
    )
    return tuple((heading, (bullets(names),)) for heading, names in lists if names)


def around(printed: Printed) -> tuple[Block, ...]:
    """Give what stands before the first item and after the last by itself: who was there, when the meeting rose."""
    names = [
        (circle.title, [", ".join([person.name, *person.notes]) for person in circle.people])
        for circle in printed.present
    ]
    there = [SetApart(title, (bullets(people),)) for title, people in names]
    away = [SetApart(heading, blocks) for heading, blocks in absences(printed)]
    end = (*printed.closing, *((paragraph(printed.ended),) if printed.ended else ()))
    return (
        *((paragraph(printed.opened),) if printed.presided else ()),
        *there,
        *away,
        *printed.opening,
        *((SetApart("At the end", end),) if end else ()),
    )
