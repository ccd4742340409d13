"""Whom the record knows, and where the papers name people: shared by the rules on names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from panel.checks.dossier import Dossier, Group, Item, Minutes, Paper, Person
from panel.checks.finding import Finding, Place, Severity
from panel.checks.reading.blocks import Block
from panel.checks.reading.dates import dates
from panel.checks.reading.names import Name, bare, flat, fold, name, runs, same, titled

_GROUP = re.compile(r"\b(?:working group|sub-?group|task group|task and finish group|sub-?committee)\b", re.IGNORECASE)
POSTS = (
    r"(?:Officer|Manager|Director|Executive|Treasurer|Commissioner|Constable|Solicitor|Secretary|Superintendent|"
    r"Inspector|Sergeant|Adviser|Advisor|Lead|Leader|Coordinator|Co-ordinator|Clerk|Accountant|Auditor|Analyst|"
    r"Assistant|Head)"
)
"""The word of a role that says that it is one: "Chief Finance Officer", "Head of Media"."""


@dataclass(frozen=True)
class Source:
    """A passage of a paper, or of an agenda item's own words."""

    item: Item
    paper: Paper | None
    block: Block

    def place(self, words: str) -> Place:
        """Give the place of words that stand in it."""
        if self.paper is None:
            return Place(self.item.number, words=words)
        return Place(self.item.number, self.paper.file_name, self.block.page, words)


@dataclass(frozen=True)
class Known:
    """Somebody of the record, with every role that it gives them."""

    name: Name
    person: Person
    roles: tuple[str, ...]
    former: bool = False

    @property
    def surname(self) -> str:
        """The surname, its parts run together where it has two."""
        return "".join(fold(bare(self.person.name).split()[-1]))

    @property
    def described(self) -> str:
        """Their name with an office or authority: "Una Marsh, Police and Crime Commissioner"."""
        also = next((role for role in self.roles if role), "") or self.person.authority
        return f"{self.person.name}, {also}" if also else self.person.name


class People:
    """The people of the record, and the passages in which papers may name them."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self._named: dict[str, list[tuple[Name, int, int]]] = {}

    @cached_property
    def known(self) -> tuple[Known, ...]:
        """Everybody whom the record names in full, once."""
        dossier = self.dossier
        found: dict[tuple[str, ...], Known] = {}
        chairs = {person for group in dossier.groups for person in group.members} - {*dossier.people}
        rows = [(person, False) for person in dossier.people]
        rows += [(person, False) for group in dossier.groups for person in group.members]
        rows += [(person, True) for person in dossier.former]
        rows += [(person, False) for record in dossier.minutes for person in record.present]
        for person, former in rows:
            its = name(person.name)
            if len(its.parts) < 2:
                continue
            old = found.get(its.parts)
            # A group's chair is named with the office only where that group is spoken of.
            role = "" if person in chairs else re.sub(r"\s*\(.*?\)", "", person.role)
            if old is None:
                found[its.parts] = Known(its, person, (role,) if role else (), former)
            elif role and role not in old.roles:
                found[its.parts] = Known(old.name, old.person, (*old.roles, role), old.former)
        return tuple(found.values())

    @cached_property
    def by_parts(self) -> dict[tuple[str, ...], Known]:
        """The same, by the parts of their names."""
        return {each.name.parts: each for each in self.known}

    @cached_property
    def by_surname(self) -> dict[str, list[Known]]:
        """The same, by surname."""
        found: dict[str, list[Known]] = {}
        for each in self.known:
            found.setdefault(each.name.surname, []).append(each)
        return found

    def who(self, written: Name) -> Known | None:
        """Give the one person of the record whose name this is; None where it is nobody's or several people's."""
        exact = self.by_parts.get(written.parts)
        if exact:
            return exact
        alike = [each for each in self.by_surname.get(written.surname, ()) if same(written.parts, each.name.parts)]
        if written.councillor and len(alike) > 1:
            alike = [each for each in alike if each.name.councillor]
        return alike[0] if len(alike) == 1 else None

    def named(self, text: str) -> list[tuple[Name, int, int]]:
        """Give the names of a passage: those with a title, and those of the record in full, each with its ends."""
        if text in self._named:
            return self._named[text]
        found = {start: (its, start, start + len(its.words)) for its, start in titled(text)}
        taken = [(start, end) for _its, start, end in found.values()]
        for run in runs(text):
            for first in range(len(run) - 1):
                for last in range(first + 1, min(len(run), first + 4)):
                    parts = flat(run[first : last + 1])
                    start, end = run[first].start, run[last].end
                    if parts in self.by_parts and not any(left <= start < right for left, right in taken):
                        found[start] = (Name(parts, words=text[start:end]), start, end)
        self._named[text] = sorted(found.values(), key=lambda each: each[1])
        return self._named[text]

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Every passage of the agenda and its papers."""
        found = []
        for item in self.dossier.items:
            found += [Source(item, None, Block(words, 0)) for words in (item.title, item.purpose) if words]
            found += [Source(item, paper, block) for paper in item.papers if paper.text for block in paper.text.blocks]
        return tuple(found)


def of_a_group(item: Item, paper: Paper | None) -> bool:
    """Whether a paper is a working group's own, by its title or head."""
    head = [block.text for block in paper.text.blocks[:4]] if paper else []
    return any(_GROUP.search(words) for words in (item.title, paper.title if paper else "", *head))


def group_of(dossier: Dossier, item: Item, paper: Paper | None) -> Group | None:
    """Give the working group whose paper it is, where the record knows it."""
    head = [block.text for block in paper.text.blocks[:4]] if paper else []
    words = " ".join((item.title, paper.title if paper else "", *head)).casefold()
    return next((group for group in dossier.groups if group.name.casefold() in words), None)


def look(rule: str, place: Place, what: str, why: str, do: str) -> Finding:
    """Make a finding that somebody should look at."""
    return Finding(rule, Severity.LOOK, place, what, why, do)


def stands(source: Source) -> str:
    """Say where a passage stands: "item 4, page 2"."""
    item = f"item {source.item.number}"
    if source.paper is None:
        return f"the agenda, {item}"
    return f"{item}, {source.paper.file_name or source.paper.title}, page {source.block.page}"


def among(its: Name, names: Iterable[Name]) -> bool:
    """Whether one of several names may be this person's."""
    return any(same(its.parts, each.parts) for each in names)


def record_of(people: People, paper: Paper) -> Minutes | None:
    """Give the record of the meeting of which a paper is the minutes, by the days at its head."""
    head = [paper.title, *(block.text for block in paper.text.blocks[:5])]
    days = {day for words in head for written in dates(words) if (day := written.first) and day == written.last}
    return next((record for record in people.dossier.minutes if record.date in days and record.present), None)
