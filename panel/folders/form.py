"""The form that values of a TOML file must have: what may stand where, told key by key.

`Table.read` gives back what is right and leaves out what is not, so that one reading finds every mistake.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from panel.folders.document import Document
from panel.folders.mistakes import allowed
from panel.folders.toml_lines import Path

YEARS = range(1900, 2200)
_NAMES = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "a text",
    datetime.datetime: "a date with a time",
    datetime.date: "a date",
    datetime.time: "a time of day",
    list: "a list",
    dict: "a table",
}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""What cannot be seen: control characters, other line breaks, and marks that turn the direction of reading."""


class Wrong(Exception):
    """A value that may not stand where it stands: what is wrong, what to do."""

    def __init__(self, what: str, do: str) -> None:
        super().__init__(what)
        self.what, self.do = what, do


class Form(Protocol):
    """What may stand for a key."""

    def read(self, document: Document, path: Path, value: Any) -> Any:
        """Give the value; raises Wrong where it has not this form."""


@dataclass(frozen=True)
class Text:
    """A text in quotation marks, of at least one character unless it may be empty."""

    pattern: re.Pattern[str] | None = None
    written: str = ""
    """How the pattern is written, for the one who missed it."""
    empty: bool = False
    lines: bool = False
    """Whether it may have several; else line breaks are read as blanks."""
    to_the_letter: bool = False
    """Whether blanks and line breaks are kept as they are written."""

    def read(self, document: Document, path: Path, value: Any) -> str:
        """Give the text, without blanks around it unless it is kept to the letter."""
        if type(value) is not str:
            do = self.written or "Write one text in quotation marks."
            raise Wrong(f"A text was expected, but {_shown(value)} stands here.", do)
        text = value.strip()
        if _CONTROL.search(text):
            raise Wrong("The text holds a control character.", "Write it again without what cannot be seen.")
        if not text and not self.empty:
            raise Wrong("The text is empty.", "Write it, or leave the key out if it is optional.")
        if self.pattern is not None and not self.pattern.fullmatch(text):
            raise Wrong(f"{_shown(value)} is not written as it must be.", self.written)
        if self.to_the_letter:
            return value
        return text if self.lines else " ".join(text.split())


@dataclass(frozen=True)
class Choice:
    """One of some words."""

    words: tuple[str, ...]

    def read(self, document: Document, path: Path, value: Any) -> str:
        """Give the word."""
        if value not in self.words or type(value) is not str:
            given = value if isinstance(value, str) else ""
            raise Wrong(f"{_shown(value)} is not known here.", allowed(self.words, given))
        return value


@dataclass(frozen=True)
class Whole:
    """A whole number within bounds."""

    least: int = 0
    most: int = 10_000

    def read(self, document: Document, path: Path, value: Any) -> int:
        """Give the number."""
        if type(value) is not int:
            raise Wrong(
                f"A whole number was expected, but {_shown(value)} stands here.",
                f"Write a number from {self.least} to {self.most} without quotation marks.",
            )
        if not self.least <= value <= self.most:
            raise Wrong(
                f"{value if abs(value) < 10**12 else 'This'} is out of bounds.",
                f"Allowed: {self.least} to {self.most}.",
            )
        return value


@dataclass(frozen=True)
class Flag:
    """true or false."""

    def read(self, document: Document, path: Path, value: Any) -> bool:
        """Give it."""
        if type(value) is not bool:
            raise Wrong(
                f"{_shown(value)} is neither true nor false.",
                "Allowed: true, false, without quotation marks.",
            )
        return value


@dataclass(frozen=True)
class Day:
    """A date."""

    def read(self, document: Document, path: Path, value: Any) -> datetime.date:
        """Give the date."""
        if type(value) is not datetime.date:
            raise Wrong(
                f"A date was expected, but {_shown(value)} stands here.",
                "Write it as year-month-day without quotation marks or time: 2018-03-19.",
            )
        if value.year not in YEARS:
            raise Wrong(f"The year {value.year} cannot be meant.", "Write the year in full: 2018-03-19.")
        return value


@dataclass(frozen=True)
class Moment:
    """A date with a time of day, as the clock on the wall shows it."""

    def read(self, document: Document, path: Path, value: Any) -> datetime.datetime:
        """Give it, without a zone."""
        if type(value) is not datetime.datetime:
            raise Wrong(
                f"A date with a time was expected, but {_shown(value)} stands here.",
                "Write it without quotation marks: 2018-03-14T16:30:00.",
            )
        if value.tzinfo is not None:
            raise Wrong(
                "The time has a zone.",
                "Write the time that the clock in London showed, without Z or an offset: 2018-03-14T16:30:00.",
            )
        if value.year not in YEARS:
            raise Wrong(f"The year {value.year} cannot be meant.", "Write the year in full: 2018-03-19.")
        return value


@dataclass(frozen=True)
class Clock:
    """A time of day."""

    def read(self, document: Document, path: Path, value: Any) -> datetime.time:
        """Give the time."""
        if type(value) is not datetime.time:
            raise Wrong(
                f"A time of day was expected, but {_shown(value)} stands here.",
                "Write it without quotation marks: 10:30:00.",
            )
        return value


@dataclass(frozen=True)
class Number:
    """Any finite number."""

    def read(self, document: Document, path: Path, value: Any) -> int | float:
        """Give it."""
        if type(value) not in (int, float):
            raise Wrong(
                f"A number was expected, but {_shown(value)} stands here.",
                "Write it without quotation marks.",
            )
        return value


@dataclass(frozen=True)
class Either:
    """One of several forms."""

    forms: tuple[tuple[type, Form], ...]
    """Which form is meant, by the type of what stands there; the first when none is."""

    def read(self, document: Document, path: Path, value: Any) -> Any:
        """Read it as the form that is meant."""
        form = next((form for kind, form in self.forms if type(value) is kind), None)
        if form is None:
            names = " or ".join(_NAMES[kind] for kind, _ in self.forms)
            raise Wrong(f"{_shown(value)} cannot stand here.", f"Allowed: {names}.")
        return form.read(document, path, value)


@dataclass(frozen=True)
class Listed:
    """A list of values of one form."""

    form: Form
    empty: bool = True

    def read(self, document: Document, path: Path, value: Any) -> list[Any]:
        """Give those entries that are right; tell those that are not."""
        if type(value) is not list:
            tables = isinstance(self.form, Table) and len(path) == 1
            do = f"Write [[{path[-1]}]]." if tables else "Write it in [ ], parted by commas."
            raise Wrong(f"A list was expected, but {_shown(value)} stands here.", do)
        if not value and not self.empty:
            raise Wrong("The list is empty.", "Write its entries, or leave the key out.")
        entries = []
        for position, entry in enumerate(value):
            at = (*path, position)
            try:
                read = self.form.read(document, at, entry)
            except Wrong as wrong:
                document.mistake(at, wrong.what, wrong.do)
            else:
                entries.append(read)
        return entries


@dataclass(frozen=True)
class Named:
    """A table whose keys are the writer's own: periods, groups of people."""

    form: Form
    keys: re.Pattern[str] | None = None
    written: str = ""

    def read(self, document: Document, path: Path, value: Any) -> dict[str, Any]:
        """Give those entries that are right; tell those that are not."""
        if type(value) is not dict:
            raise Wrong(f"A table was expected, but {_shown(value)} stands here.", "Write { key = value }.")
        read = {}
        for key, entry in value.items():
            at = (*path, key)
            try:
                if self.keys is not None and not self.keys.fullmatch(key):
                    raise Wrong(f"“{key}” is not a key that may stand here.", self.written)
                read[key] = self.form.read(document, at, entry)
            except Wrong as wrong:
                document.mistake(at, wrong.what, wrong.do)
        return read


@dataclass(frozen=True)
class Table:
    """A table with known keys."""

    required: Mapping[str, Form]
    optional: Mapping[str, Form] = field(default_factory=dict)

    def read(self, document: Document, path: Path, value: Any) -> dict[str, Any]:
        """Give what is right in the table, with its path under `PATH`; tell each key that is not."""
        known = {**self.required, **self.optional}
        if type(value) is not dict:
            shape = self.shape() if len(path) > 1 else f"Write [{path[-1]}]."
            raise Wrong(f"A table was expected, but {_shown(value)} stands here.", f"{shape} {allowed(known)}")
        read: dict[str, Any] = {}
        for key, entry in value.items():
            at = (*path, key)
            if key not in known:
                document.mistake(at, f"The key “{key}” is not known here.", allowed(known, key))
                continue
            if key in self.optional and entry == "":
                continue  # said to be nothing, which is to leave it out
            try:
                read[key] = known[key].read(document, at, entry)
            except Wrong as wrong:
                document.mistake(at, wrong.what, wrong.do)
        for key in self.required:
            if key not in value:
                do = f"Add {key} = … there. {_may_be(self.required[key])}".rstrip()
                document.mistake(path, f"The key “{key}” is missing.", do, key)
        read[PATH] = path
        return read

    def shape(self) -> str:
        """Say how the table is written within one line, with the keys that it must have."""
        return f"Write {{ {', '.join(f'{key} = …' for key in self.required) or 'key = value'} }}."


TEXTS = Listed(Text())
PATH = "(path)"
"""Where `Table.read` keeps the path of a table; no TOML key of the format has brackets."""


def _may_be(form: Form) -> str:
    """Say what may stand for a key that is missing, where a line can say it."""
    match form:
        case Choice():
            return allowed(form.words)
        case Whole():
            return f"Allowed: {form.least} to {form.most}."
        case Day():
            return "Write the date as year-month-day: 2018-03-19."
        case Text():
            return form.written
        case Table():
            return form.shape()
        case _:
            return ""


def _shown(value: Any) -> str:
    """Name a value in a sentence."""
    name = _NAMES.get(type(value), "something else")
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f"“{value[:40]}{'…' if len(value) > 40 else ''}”"
        case list() | dict():
            return name
        case int() if abs(value) >= 10**12:
            return "a very large number"
        case datetime.date() | datetime.time():
            return f"{name} ({value.isoformat()})"
        case _:
            return f"{name} ({value})"
