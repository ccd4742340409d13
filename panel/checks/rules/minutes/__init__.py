"""What minutes leave out or get wrong: the last meeting's, attendance, movers, promises that nobody follows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from panel.agendas.rules import ItemKind
from panel.checks.dossier import Dossier, Item, Minutes, Paper
from panel.checks.finding import Finding, Place, Severity
from panel.checks.reading.dates import dates
from panel.checks.reading.likeness import stems
from panel.checks.reading.minutes_text import Named, attendance, movers, stayed_away
from panel.checks.reading.names import name, same
from panel.checks.reading.promises import promised
from panel.checks.rules.minutes import votes
from panel.law.words import day_in_words

SIGNED = "LGA 1972 Sch 12 para 41: minutes are signed at the same or the next suitable meeting"

_BOTH, _MOVER = "present and apologising", "mover not present"
_ACTION = re.compile(r"^\(?Actions?\b\s*[:–-]", re.IGNORECASE)
_MINUTES = re.compile(r"\bminutes of\b|\bnotes of (?:the|a) meeting\b", re.IGNORECASE)
_FOLLOWED = 0.4
"""Share of what a promise is about that an action has too."""
_FEW = 3
_BARE = re.compile(r"\b(?:this|that|these|those|it|them|the (?:matter|numbers?|figures?|point))\b")
"""What stands for the matter of the sentence before."""
_ABOUT_NOTHING = frozenset(
    """
    action addit advis agre ani answer ask autumn back briefli check circul come confirm copi could detail discuss
    explain explan feed figur find follow forward further futur give group inform investig later look next number
    offer onc present promis question relat relay repli respond return said send sent share spring summer suppli
    understand winter work write written
    """.split()
)
"""Stems that say that something was promised, not what."""


def find(dossier: Dossier) -> Iterator[Finding]:
    """Find what is missing from the minutes, or cannot be as they say."""
    yield from _previous(dossier)
    for record in records_here(dossier):
        yield from _recorded(record)
    for item, paper in dossier.read_papers():
        if are_minutes(item, paper):
            yield from _written(dossier, item, paper)


def are_minutes(item: Item, paper: Paper) -> bool:
    """Whether a paper is minutes: it says so at its head, or in its title under the item for minutes."""
    head = " ".join(block.text for block in paper.text.blocks[:4])
    return bool(_MINUTES.search(head)) or (
        item.kind is ItemKind.MINUTES
        and paper.title.casefold().startswith(("minutes", "draft minutes", "exempt minutes"))
    )


def _previous(dossier: Dossier) -> Iterator[Finding]:
    """Find the last meeting's minutes missing from the agenda."""
    if not dossier.items:
        return
    held = [
        meeting
        for meeting in dossier.meetings
        if meeting.body == dossier.body
        and meeting.date < min(dossier.date, dossier.day)
        and not meeting.closed
        and meeting.status in ("held", "scheduled")
    ]
    if not held:
        return
    last = held[-1].date
    words = day_in_words(last, weekday=False)
    items = [item for item in dossier.items if item.kind is ItemKind.MINUTES]
    item = items[0] if items else None
    # What the item says comes first: its words may speak of one meeting and its paper be of another.
    said = {day for each in items for day in meetings_of(replace(each, papers=()))}
    named = said or {day for each in items for day in meetings_of(each)}
    about = item.title if item else ""
    if item is None:
        what = f"The agenda has no item for the minutes of the meeting of {words}."
    elif named and last not in named:
        other = day_in_words(max(named), weekday=False)
        about = other if other in f"{item.title} {item.purpose}" else item.title
        what = f"Item {item.number} is about the minutes of {other}, and the last meeting was on {words}."
    elif not named and not any(each.papers or each.report for each in items):
        what = f"Item {item.number} has no minutes attached; the last meeting was on {words}."
    else:
        return
    yield Finding(
        "previous minutes not on the agenda",
        Severity.LOOK,
        Place(item=item.number if item else "", words=about),
        what,
        f"{SIGNED}. The record has a meeting of this body on {day_in_words(last)}.",
        "Put those minutes on the agenda, or say in the item why they come later.",
    )


def records_here(dossier: Dossier) -> tuple[Minutes, ...]:
    """Give the records of the meetings whose minutes are on this agenda, and that of the last meeting."""
    here = {day for item in dossier.items if item.kind is ItemKind.MINUTES for day in meetings_of(item)}
    return tuple(record for record in dossier.minutes if record.date in here or record is dossier.minutes[-1])


def meetings_of(item: Item) -> set[date]:
    """Give the meetings whose minutes an item is about, by its words and its papers' titles and headings."""
    words = [item.title, item.purpose, *(line for paper in item.papers for line in _head(paper))]
    return {day for text in words for day in _days_in(text)}


def _head(paper: Paper) -> list[str]:
    return [paper.title, *(block.text for block in paper.text.blocks[:5])]


def _days_in(text: str) -> Iterator[date]:
    """Give the days that a text names in full."""
    return (day for written in dates(text) if (day := written.first) and day == written.last)


def _recorded(record: Minutes) -> Iterator[Finding]:
    """Find what the record of the last meeting contradicts in itself."""
    held = day_in_words(record.date, weekday=False)
    there = [name(person.name).parts for person in record.present]
    for absent in record.apologies:
        if name(absent).parts in there:
            yield Finding(
                _BOTH,
                Severity.LOOK,
                Place(words=absent),
                f"{absent} is recorded as present on {held} and as having sent apologies.",
                f"The record of attendance of {held}.",
                "Keep one of the two.",
            )
    for motion in record.motions:
        for role, mover in (("proposer", motion.proposer), ("seconder", motion.seconder)):
            if mover and there and not any(same(name(mover).parts, parts) for parts in there):
                yield Finding(
                    _MOVER,
                    Severity.LOOK,
                    Place(words=motion.text),
                    f"{mover} is recorded as the {role} on item {motion.item} of {held}, and not as present.",
                    f"The record of the meeting of {held}, item {motion.item}.",
                    "Correct the name or the attendance.",
                )
    yield from votes.in_record(record)


def _written(dossier: Dossier, item: Item, paper: Paper) -> Iterator[Finding]:
    """Find what minutes contradict in their own words, and the promises in them."""
    days = {day for text in _head(paper) for day in _days_in(text)}
    own = next((record for record in dossier.minutes if record.date in days), None)
    there = list(attendance(paper.text))
    yield from _present_and_away(item, paper, there)
    if there:
        yield from _movers(dossier, item, paper, there)
    seats = None if item.kind is ItemKind.MINUTES else 0
    if own and own.present:
        seats = sum(person.member for person in own.present)
    yield from votes.in_text(dossier, paper.text, Place(item.number, paper.file_name), seats, there)
    yield from _promises(dossier, item, paper, own)


def _present_and_away(item: Item, paper: Paper, there: list[Named]) -> Iterator[Finding]:
    """Find who is listed as present, and as absent or with apologies."""
    told = set()
    for away in stayed_away(paper.text):
        listed = next((each for each in there if each.may_be(away.name)), None)
        if listed and away.name.parts not in told:
            told.add(away.name.parts)
            yield Finding(
                _BOTH,
                Severity.LOOK,
                Place(item.number, paper.file_name, away.page, away.words),
                f"{away.name.words} is listed as present, and as absent or with apologies.",
                f"Under “Present” stands “{listed.words}”.",
                "Keep one of the two.",
            )


def _movers(dossier: Dossier, item: Item, paper: Paper, there: list[Named]) -> Iterator[Finding]:
    """Find who moved or seconded something and is not among those present."""
    known = [name(person.name).surname for person in (*dossier.people, *dossier.former)]
    for mover in movers(paper.text):
        if not any(each.may_be_meant_by(mover.name, known) for each in there):
            yield Finding(
                _MOVER,
                Severity.LOOK,
                Place(item.number, paper.file_name, mover.page, mover.words),
                f"“{mover.words}”: {mover.name.words} is not among those present.",
                "The list of those present has nobody of that name.",
                "Correct the name or the list of those present.",
            )


def _promises(dossier: Dossier, item: Item, paper: Paper, own: Minutes | None) -> Iterator[Finding]:
    followed = [entry.text for entry in dossier.log]
    followed += [action.text for action in own.actions] if own else []
    followed += [sentence.text for sentence in paper.text.sentences if _ACTION.match(sentence.text)]
    followed += [resolution.text for resolution in own.resolutions] if own else []
    # What somebody would bring to the next meeting is followed by an item of this agenda.
    followed += [f"{each.title} {each.purpose}" for each in dossier.items if each.kind is ItemKind.REPORT]
    people = stems(" ".join(person.name for person in dossier.people))
    about = [_about(text, people) for text in followed]
    previous = ""
    for sentence in paper.text.sentences:
        words = sentence.text
        if sentence.heading or _ACTION.match(words) or not promised(words):
            previous = words
            continue
        matter = _about(words, people)
        # "She said she would look into this" is about what was asked just before.
        if len(matter) < _FEW and (not matter or _BARE.search(words)):
            matter |= _about(previous, people)
        previous = words
        if any(_followed(matter, each) for each in about):
            continue
        yield Finding(
            "promise without an action",
            Severity.LOOK if item.kind is ItemKind.MINUTES else Severity.NOTE,
            Place(item.number, paper.file_name, sentence.page, words),
            f"Something was promised, and nothing follows it: “{words}”",
            "No action of that meeting and no entry of the recommendations and actions log is about it.",
            "Enter it on the log with who promised it, or answer that it was done.",
        )


def _about(text: str, people: frozenset[str]) -> frozenset[str]:
    return stems(text) - _ABOUT_NOTHING - people


def _followed(matter: frozenset[str], other: frozenset[str]) -> bool:
    few, many = sorted((matter, other), key=len)
    common = len(few & many)
    return common >= min(2, len(few)) and bool(few) and common / len(few) >= _FOLLOWED
