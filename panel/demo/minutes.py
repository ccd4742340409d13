"""Minutes as one value, from which both the paper and the record (minutes.toml) are written.

The notation is that of `content`, and a paragraph that begins with ">" is a resolution of the item it stands under;
"> [recommendation] " and "> [request] " are those addressed to the commissioner, and ">> " is a part of the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from panel.demo.cast import BODY, COMMISSIONER, CONTACT, Member
from panel.demo.content import Block, Heading, Para, Points, Sheet, Table, read
from panel.demo.year import on
from panel.folders.toml_written import Inline
from panel.law.words import day_in_words, time_in_words

_RESOLUTION = re.compile(r"(>>?) (?:\[(recommendation|request)\] )?(.+)", re.DOTALL)
_ITEM = re.compile(r"(\d+)\. |(\(\d+\)) ")
_LETTERS = "abcdef"
CONFIRMING_ITEM = "1(4)"
"""Under which each meeting confirms the minutes of the one before."""


@dataclass(frozen=True)
class Resolution:
    """What was resolved under an item."""

    item: str
    number: str
    text: str
    kind: str | None = None
    """"recommendation" or "request" where it is addressed to the commissioner."""


@dataclass(frozen=True)
class Letter:
    """What the panel wrote to the commissioner after a meeting."""

    sent: date
    answer_due: date
    answered: date


@dataclass(frozen=True)
class Minutes:
    """The minutes of one meeting."""

    day: date
    start: time
    rose: time
    venue: str
    present: tuple[Member, ...]
    apologies: tuple[Member, ...]
    commissioners: tuple[tuple[str, str], ...]
    """(name, role) of those from the commissioner's office."""
    officers: tuple[tuple[str, str], ...]
    text: str
    group: str | None = None
    """The working group whose minutes these are; None for the panel's."""
    public_questions: int = 0
    confirmed: date | None = None
    """The earlier meeting whose minutes were confirmed."""
    letter: Letter | None = None
    """The letter that carried this meeting's recommendations and requests."""
    more: Mapping[str, Any] = field(default_factory=dict)
    """What else minutes.toml holds, key by key."""

    @property
    def title(self) -> str:
        """As the agenda names them."""
        return minutes_title(self.day)

    @property
    def presided(self) -> str:
        """The one who is named first among those present."""
        return self.present[0].name

    def resolutions(self) -> tuple[Resolution, ...]:
        """Everything resolved, numbered within its item."""
        return _split(self.text)[1]

    def sheet(self, letter: str | None = None) -> Sheet:
        """Make the paper; `letter` where it is an appendix."""
        blocks: list[Block] = [
            Para(
                f"Held at {self.venue} on {day_in_words(self.day)}. The meeting began at {time_in_words(self.start)}."
            ),
            Heading("Present"),
            Heading("Members of the Panel" if self.group is None else "Members of the Working Group", 3),
            Table(
                ("Member", "Authority"),
                tuple((m.name, m.authority or "Co-opted independent member") for m in self.present),
                (1, 1),
            ),
            Heading("Office of the Police and Crime Commissioner", 3),
            Table(("Name", "Role"), self.commissioners, (1, 1)),
            Heading("Officers", 3),
            Table(("Name", "Role"), self.officers, (1, 1)),
            *_split(self.text)[0],
            Para(f"The meeting rose at {time_in_words(self.rose)}."),
        ]
        if self.group is None:
            blocks.append(Para("Chair ……………………………………    Date ………………………"))
        over = [line for line in (BODY, self.group, f"Appendix {letter}" if letter else None) if line]
        return Sheet(self.title, tuple(blocks), tuple(over), author=CONTACT.name)

    def record(self) -> dict[str, Any]:
        """Give what minutes.toml holds."""
        record: dict[str, Any] = {
            "date": self.day,
            "began": self.start,
            "rose": self.rose,
            "presided": self.presided,
            "public_questions": self.public_questions,
            "apologies": [member.name for member in self.apologies],
            "disclosures": [],
            "minutes_confirmed": [{"date": self.confirmed, "access": "public"}] if self.confirmed else [],
            "present": {
                "members": [member.name for member in self.present],
                "opcc": [{"name": name, "role": role} for name, role in self.commissioners],
                "officers": [{"name": name, "role": role} for name, role in self.officers],
            },
            "resolutions": [self._resolved(each) for each in self.resolutions()],
        }
        if self.letter is not None:
            record["letter"] = {
                "to": COMMISSIONER.role,
                "sent": self.letter.sent,
                "answer_due": self.letter.answer_due,
                "answered": self.letter.answered,
                "recommendations": list(self._points()),
            }
        written: list[Any] = [{"item": item, "text": text} for item, text in self.narrative().items()]
        return {**record, **self.more, "items": [*written, *self.more.get("items", ())]}

    def _points(self) -> Iterator[Inline]:
        """Give what the letter asks, point by point: a resolution that has parts by these."""
        every = self.resolutions()
        for head in (each for each in every if each.kind):
            parts = [each for each in every if each.item == head.item and each.number.startswith(f"{head.number}(")]
            for each in parts or [head]:
                words = head.text if each is head else f"{head.text.rstrip(':')} {each.text.rstrip(';.')}."
                yield Inline(text=words, item=each.item, resolution=each.number)

    def narrative(self) -> dict[str, str]:
        """Give what is written of each item in Markdown, without what the record of it prints by itself."""
        written: dict[str, list[str]] = {}
        number = item = ""
        for block in read(self.text):
            if isinstance(block, Heading) and (found := _ITEM.match(block.words)):
                number = found.group(1) or number
                item = number + (found.group(2) or "")
            elif isinstance(block, Points):
                written.setdefault(item, []).append("\n".join(f"- {entry}" for entry in block.entries))
            elif isinstance(block, Para) and not block.words.startswith(">"):
                written.setdefault(item, []).append(block.words)
        return {item: "\n\n".join(parts) for item, parts in written.items() if item != CONFIRMING_ITEM}

    def _resolved(self, resolution: Resolution) -> dict[str, Any]:
        entry: dict[str, Any] = {"item": resolution.item, "number": resolution.number, "text": resolution.text}
        if resolution.kind:
            entry |= {"kind": resolution.kind, "addressee": "PCC"}
            if self.letter is not None:
                entry["answer_due"] = self.letter.answer_due
        return entry


def minutes_title(day: date) -> str:
    """Name the minutes of a day's meeting."""
    return f"Minutes of the meeting held on {on(day)}"


def present_without(members: Sequence[Member], *absent: Member) -> tuple[Member, ...]:
    """Give those who came."""
    return tuple(member for member in members if member not in absent)


def _split(text: str) -> tuple[tuple[Block, ...], tuple[Resolution, ...]]:
    """Read the text into what is printed and what was resolved."""
    blocks: list[Block] = []
    resolutions: list[Resolution] = []
    item = ""
    for block in read(text):
        if isinstance(block, Heading) and (found := _ITEM.match(block.words)):
            item = found.group(1) or item
        resolved = _RESOLUTION.fullmatch(block.words) if isinstance(block, Para) else None
        if resolved is None:
            blocks.append(block)
            continue
        marks, kind, words = resolved.groups()
        here = [each.number for each in resolutions if each.item == item]
        number = str(sum(each.isdecimal() for each in here) + 1)
        if marks == ">>":
            within = here[-1].partition("(")[0]
            number = f"{within}({_LETTERS[sum(each.startswith(f'{within}(') for each in here)]})"
        if not here:
            blocks += [Heading("Resolved", 3), Para("That the Panel:")]
        resolutions.append(Resolution(item, number, words, kind))
        blocks.append(Para(words, f"({number})"))
    return tuple(blocks), tuple(resolutions)
