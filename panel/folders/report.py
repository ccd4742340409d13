"""What an import did, told in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from panel.audit.changes import Changes
from panel.law.words import counted, day_in_words
from panel.meetings.models import Meeting

LISTED = 6
"""So many of one kind are named one by one; more are counted."""
_PLURALS = {
    "attendance": "names in minutes",
    "authority": "authorities",
    "log entry": "log entries",
    "minutes": "minutes",
    "registration": "registrations of interests",
    "rules of procedure": "rules of procedure",
    "seat": "seats",
}
_WORDS = {
    "file_name": "file",
    "text": "words",
    "requested_by": "who asked for it",
    "exempt_paragraphs": "paragraphs",
    "earlier": "of which day",
    "public_interest": "the public interest in it",
    "urgent_reason": "why it is urgent",
}
_SAID = {
    "document_id": "another file",
    "item_id": "its item",
    "member_id": "which member it is",
    "position": "its place in the order",
    "resolution_id": "the resolution it rests on",
}
"""Columns of which the values would tell a person nothing."""


@dataclass(frozen=True)
class Entry:
    """One record that was added, changed or withdrawn."""

    kind: str
    """"item", "paper", "log entry"."""
    sentence: str


@dataclass
class ImportReport:
    """What an import did. Where nothing changed, `published` is empty: no pack has to be composed again."""

    body: str
    added: list[Entry] = field(default_factory=list)
    changed: list[Entry] = field(default_factory=list)
    withdrawn: list[Entry] = field(default_factory=list)
    told: list[tuple[str, str]] = field(default_factory=list)
    """Of the papers that are new here, each with a sentence: what was done to it, and what hides in it."""
    notes: list[str] = field(default_factory=list)
    published: Sequence[Meeting] = ()
    """The published meetings of the folder, whose public packs may have changed."""

    @property
    def nothing_changed(self) -> bool:
        """Whether the records already said what the folder says."""
        return not (self.added or self.changed or self.withdrawn)

    def note_change(self, kind: str, name: str, changes: Changes) -> None:
        """Note what changed in a record, if anything; a new place in a list is told once for its kind."""
        if not changes:
            return
        entry = Entry(kind, f"{name}: {differences(changes)}")
        if set(changes) == {"position"}:
            entry = Entry("order", f"the order of each {kind}")
        if entry not in self.changed:
            self.changed.append(entry)

    def lines(self) -> list[str]:
        """Tell it, a sentence a line."""
        lines = [
            line
            for word, entries in (
                ("Added", self.added),
                ("Changed", self.changed),
                ("Withdrawn", self.withdrawn),
            )
            for line in _told(word, entries)
        ]
        if self.nothing_changed:
            lines.append(f"Nothing has changed: the records of {self.body} say what the folder says.")
        papers: dict[str, list[str]] = {}
        for paper, text in self.told:
            papers.setdefault(text, []).append(paper)
        lines += [f"Paper: {', '.join(names)}: {text}" for text, names in papers.items()]
        lines += [f"Note: {text}" for text in self.notes]
        return lines


def differences(changes: Changes) -> str:
    """Tell what changed in a record: "venue (“Shire Hall” became “Guildhall”), note"."""
    parts = []
    for column, (before, after) in changes.items():
        name = _WORDS.get(column, column.replace("_", " "))
        if column in _SAID:
            parts.append(_SAID[column])
        elif isinstance(before, (list, dict)) or isinstance(after, (list, dict)):
            parts.append(name)
        else:
            parts.append(f"{name} ({_value(before)} became {_value(after)})")
    return ", ".join(parts)


def meeting_name(day: date) -> str:
    """Name a meeting in a sentence."""
    return f"the meeting of {day_in_words(day, weekday=False)}"


def short(text: str) -> str:
    """Cut a text so that it names something in a sentence."""
    return f"{text[:60]}…" if len(text) > 60 else text


def _value(value: Any) -> str:
    match value:
        case None | "":
            return "nothing"
        case bool():
            return "yes" if value else "no"
        case str():
            return f"“{short(value)}”"
        case _:
            return str(value)


def _told(word: str, entries: Iterable[Entry]) -> list[str]:
    kinds: dict[str, list[str]] = {}
    for entry in entries:
        kinds.setdefault(entry.kind, []).append(entry.sentence)
    lines = []
    for kind, sentences in kinds.items():
        if len(sentences) > LISTED:
            lines.append(f"{word}: {counted(len(sentences), kind, _PLURALS.get(kind, kind + 's'))}.")
        else:
            lines += [f"{word}: {sentence}." for sentence in sentences]
    return lines
