"""What a decision sheet says: a plain value, kept as it was sent and compared with what is recorded now. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from panel.law.ruling import Ruling
from panel.law.words import day_in_words, time_in_words

UNRISEN = Ruling(False, "Record first when the meeting rose: the sheet says so, and its hour counts from then.")


@dataclass(frozen=True)
class ResolutionLine:
    """Something that was resolved."""

    id: int
    """Of its record, so that a later version can say what changed."""
    item: str
    number: str
    text: str
    kind: str = ""
    addressee: str = ""
    answer_due: date | None = None
    exempt: bool = False

    @property
    def name(self) -> str:
        """Name it: "Item 3, resolution 2(a)"."""
        return f"Item {self.item}, resolution {self.number}"

    @property
    def asks(self) -> str:
        """Say what it asks of whom: "Request to the Chair, answer by Thursday 1 March 2018"; empty: nothing."""
        if not (self.kind or self.addressee):
            return ""
        to = f" to {self.addressee}" if self.addressee else ""
        by = f", answer by {day_in_words(self.answer_due)}" if self.answer_due else ""
        return f"{self.kind.capitalize() or 'Asked'}{to}{by}"


@dataclass(frozen=True)
class ActionLine:
    """Something that was promised in debate."""

    id: int
    item: str
    text: str
    owner: str = ""
    due: date | None = None
    exempt: bool = False

    @property
    def who(self) -> str:
        """Say who does it by when: "Una Marsh, by Thursday 1 March 2018"."""
        by = f"by {day_in_words(self.due)}" if self.due else ""
        return ", ".join(part for part in (self.owner, by) if part)


@dataclass(frozen=True)
class OutcomeLine:
    """What was decided otherwise than by a resolution: an election, the exclusion of the public."""

    text: str
    exempt: bool = False


@dataclass(frozen=True)
class ItemLine:
    """An item with what came of it."""

    number: str
    title: str
    urgent: bool = False
    urgent_reason: str = ""
    resolutions: tuple[ResolutionLine, ...] = ()
    actions: tuple[ActionLine, ...] = ()
    outcomes: tuple[OutcomeLine, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """The sheet of a meeting."""

    rose: time | None
    presided: str = ""
    items: tuple[ItemLine, ...] = ()

    @property
    def resolutions(self) -> list[ResolutionLine]:
        """Everything resolved, in order."""
        return [line for item in self.items for line in item.resolutions]

    @property
    def actions(self) -> list[ActionLine]:
        """Everything promised, in order."""
        return [line for item in self.items for line in item.actions]

    @property
    def exempt(self) -> int:
        """How many of its lines are exempt."""
        outcomes = [line for item in self.items for line in item.outcomes]
        return sum(
            [line.exempt for line in self.resolutions]
            + [line.exempt for line in self.actions]
            + [line.exempt for line in outcomes]
        )

    def plain(self) -> dict[str, Any]:
        """Give it as JSON can keep it."""
        return {
            "rose": self.rose.isoformat() if self.rose else None,
            "presided": self.presided,
            "items": [
                {
                    "number": item.number,
                    "title": item.title,
                    "urgent": item.urgent,
                    "urgent_reason": item.urgent_reason,
                    "resolutions": [_plain(line, "answer_due") for line in item.resolutions],
                    "actions": [_plain(line, "due") for line in item.actions],
                    "outcomes": [dict(vars(line)) for line in item.outcomes],
                }
                for item in self.items
            ],
        }

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Sheet:
        """Read what `plain` gave."""
        return cls(
            time.fromisoformat(plain["rose"]) if plain["rose"] else None,
            plain["presided"],
            tuple(
                ItemLine(
                    item["number"],
                    item["title"],
                    item["urgent"],
                    item["urgent_reason"],
                    tuple(ResolutionLine(**_read(line, "answer_due")) for line in item["resolutions"]),
                    tuple(ActionLine(**_read(line, "due")) for line in item["actions"]),
                    tuple(OutcomeLine(**line) for line in item.get("outcomes", ())),
                )
                for item in plain["items"]
            ),
        )


def _plain(line: ResolutionLine | ActionLine, day: str) -> dict[str, Any]:
    said = dict(vars(line))
    return said | {day: said[day].isoformat() if said[day] else None}


def _read(line: Mapping[str, Any], day: str) -> dict[str, Any]:
    return {**line, day: date.fromisoformat(line[day]) if line[day] else None}


def changes(before: Sheet, after: Sheet, *, quoted: bool) -> list[str]:
    """Say in sentences what a corrected sheet says otherwise than the one before it.

    `quoted` tells what it read before, for those who may have what is exempt. The public is never told: what was
    taken from it, or is taken from it later, may be exempt.
    """
    return [
        *_of_the_meeting(before, after),
        *_of_outcomes(before, after),
        *_of_resolutions(before, after, quoted=quoted),
        *_of_actions(before, after, quoted=quoted),
    ]


def _of_the_meeting(before: Sheet, after: Sheet) -> Iterator[str]:
    if before.rose != after.rose and after.rose:
        was = f", not at {time_in_words(before.rose)}" if before.rose else ""
        yield f"The meeting rose at {time_in_words(after.rose)}{was}."
    if before.presided != after.presided:
        yield f"{after.presided or 'Nobody'} is recorded as presiding."
    former = {item.number: item for item in before.items}
    for item in after.items:
        was_item = former.get(item.number)
        if item.urgent and was_item is not None and item.urgent_reason != was_item.urgent_reason:
            yield f"Item {item.number}: the chair’s reason for its urgency reads otherwise."


def _of_outcomes(before: Sheet, after: Sheet) -> Iterator[str]:
    former, now = (
        {(item.number, line.text) for item in sheet.items for line in item.outcomes} for sheet in (before, after)
    )
    yield from (f"Item {item} says also: {text}" for item, text in sorted(now - former))
    for item in sorted({item for item, _text in former - now}):
        yield f"Item {item}: an election or an exclusion of the public was taken back, or reads otherwise."


def _of_resolutions(before: Sheet, after: Sheet, *, quoted: bool) -> Iterator[str]:
    former, now = ({line.id: line for line in sheet.resolutions} for sheet in (before, after))
    for id, line in now.items():
        was = former.get(id)
        if was is None:
            yield f"{line.name} is new."
            continue
        if (was.item, was.number) != (line.item, line.number):
            yield f"{was.name} is now {line.name[0].lower()}{line.name[1:]}."
        if was.text != line.text:
            yield f"{line.name} reads otherwise.{_former(was.text, quoted=quoted)}"
        if was.asks != line.asks and quoted:
            yield f"{line.name}: {line.asks or 'it asks nothing'}. It was: {was.asks or 'it asked nothing'}."
        elif was.asks != line.asks:
            yield f"{line.name}: what it asks, and of whom, is otherwise."
    for id, line in former.items():
        if id not in now:
            yield f"{line.name} was taken back.{_former(line.text, quoted=quoted)}"


def _of_actions(before: Sheet, after: Sheet, *, quoted: bool) -> Iterator[str]:
    former, now = ({line.id: line for line in sheet.actions} for sheet in (before, after))
    for id, line in now.items():
        was = former.get(id)
        if was is None:
            yield f"Item {line.item}, an action is new{f': {line.text}' if quoted else '.'}"
        elif (was.text, was.who) != (line.text, line.who):
            who = f" ({was.who})" if was.who else ""
            yield f"Item {line.item}, an action reads otherwise.{_former(was.text, who, quoted=quoted)}"
    for id, line in former.items():
        if id not in now:
            yield f"Item {line.item}, an action was taken back.{_former(line.text, quoted=quoted)}"


def _former(words: str, who: str = "", *, quoted: bool) -> str:
    return f" It read: “{words}”{who}" if quoted else ""
