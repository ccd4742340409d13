"""Find an order of events that cannot be: ended before it began, answered before it was asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from panel.checks.dossier import Dossier
from panel.checks.finding import Finding, Place, Severity
from panel.checks.reading.dates import Precision, Range, Written, ranges
from panel.checks.rules.dates import sequence
from panel.checks.rules.dates.bodies import Bodies
from panel.checks.rules.dates.standing import Kind, Passage, Reading, drawn_item, in_words
from panel.law.words import day_in_words

_FROM = re.compile(
    r"\b(?:from|between|period|running|ran|dates?:?|term(?: of office)?:?|open)\s+(?:the )?$|[,(:]\s+$|^$",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:rescheduled|moved|brought forward|changed?|postponed|switched|deferred|amended|corrected|compar\w+|"
    r"versus|vs|from (?=[\w ]{0,20}from))\b",
    re.IGNORECASE,
)
_BEGIN: Final = r"launched|opened|began|begun|started|commenced|advertised|invited bids|went out|issued|introduced"
_END: Final = (
    r"closed|ended|concluded|finished|completed|awarded|handed over|"
    r"evaluated|informed of the (?:outcome|result)s?(?: of their "
    r"applications?)?|withdrawn|expired|analysed|came to an end"
)
_EVENT = re.compile(
    rf"\b(?:(?P<begins>{_BEGIN})|(?P<ends>{_END}))(?: [a-z][\w'’-]*){{0,2}}? "
    r"(?:on|in|from|by|at the (?:beginning|start|end) of) (?:the )?(?:beginning of |start of |end of )?$"
)
_ANOTHER = re.compile(r"\b(?:previous|earlier|preceding|former|last year|another|predecessor)\b", re.IGNORECASE)
_STEM = re.compile(r"\b[a-z]{4,}\b")
# Words that say nothing of what a sentence is about.
_COMMON = re.compile(
    r"about|above|after|again|being|below|could|during|their|there|these|those|under|until|where|which|while|would|"
    r"since|were|been|have|this|that|with|from|they|will|also|more|than|then|when|each|into|over|only|some|such|very|"
    r"both|upon|"
    r"made|many|most|held|closed|ended|launched|opened|began|started|commenced|awarded|completed|informed|received|"
    r"issued|january|february|march|april|june|july|august|september|october|november|december|first|second|third|"
    r"panel|police|"
    r"crime|office|commissioner|members|public|force|report|meeting"
)
_LETTER = re.compile(
    r"\b(?:your|the (?:panel|committee|chair|commissioner)['’]?s?) (?:letter|e-?mail|report|request)s?"
    r"(?:,? (?:of|dated|on|sent on))? (?:the )?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^,? (?P<after>after|following|before|prior to) (?!which\b|that\b|this\b|the next\b)"
    r"(?:[\w'’&()-]+ ){1,12}?(?:on|in|of|from) (?:the )?$"
)
"""What stands between two dates of which one is told to come after the other."""
_HAPPENED = re.compile(
    r"\b(?:was|were|is|are|be|been|[a-z]{2,}ed|met|made|took place|held|sent|wrote) "
    r"(?:[\w'’-]+ ){0,6}(?:on|in) (?:the )?$"
)
_BEFORE = re.compile(r"(?<![\w/])(?P<from>20\d\d)[/–-](?P<to>\d\d)(?![\w/–-])")
_NEAR = 3
"""Sentences: "it" is what so few before speak of."""
_PHRASE = 100
"""Characters: a longer phrase is told by its first date."""


@dataclass(frozen=True)
class _Event:
    ends: bool
    written: Written
    passage: Passage
    nouns: frozenset[str]


def find(dossier: Dossier, bodies: Bodies, readings: Sequence[Reading], rows: Sequence[Passage]) -> Iterator[Finding]:
    """Find them in papers, titles and records."""
    for reading in readings:
        for place, passage in enumerate(reading.passages):
            yield from sequence.find(passage, reading.passages[max(place - _NEAR, 0) : place])
            yield from _ranges(passage)
            yield from _letters(dossier, bodies, passage)
            yield from _years(passage)
            yield from _after(passage)
        yield from _events(reading.passages)
    for passage in rows:
        yield from _ranges(passage)
    yield from _records(dossier)


def _ranges(passage: Passage) -> Iterator[Finding]:
    """Find a range that ends before it begins."""
    if len(passage.dates) < 2 and passage.text.count("-") + passage.text.count("to") == 0:
        return
    for each in ranges(passage.text):
        if _reversed(each) and _meant(each, passage.text):
            yield Finding(
                "ends before it begins",
                Severity.LOOK,
                passage.place(each.words),
                f"“{each.words}” ends before it begins.",
                f"{each.ends.words} comes before {each.begins.words}.",
                "Put the dates in order, or correct the one that is wrong.",
            )


def _reversed(each: Range) -> bool:
    return bool(each.begins.first and each.ends.last and each.ends.last < each.begins.first)


def _meant(each: Range, text: str) -> bool:
    """Whether the words mean a time from the one to the other, not a comparison, a list or a meeting moved."""
    before = text[: each.begins.start]
    if each.listed or _MOVED.search(before):
        return False
    dashed = re.fullmatch(r"\s*[-–—]\s*", text[each.begins.end : each.ends.start]) is not None
    return _FROM.search(before) is not None or (dashed and each.told)


def _letters(dossier: Dossier, bodies: Bodies, passage: Passage) -> Iterator[Finding]:
    """Find a reply older than the letter it answers, and a letter's date that the record contradicts."""
    sent = [letter.sent for minutes in dossier.minutes for letter in minutes.letters]
    for written in passage.dates:
        day = written.first
        if written.precision is not Precision.DAY or day is None:
            continue
        if not _LETTER.search(passage.text[: written.start]):
            continue
        own = passage.standing
        if own.kind is Kind.LETTER and own.told and own.told.first and day > own.latest:
            yield Finding(
                "reply before its letter",
                Severity.LOOK,
                passage.place(written.words),
                f"The letter answers one of “{written.words}” and is itself dated {own.told.words}.",
                "A reply cannot be older than what it answers.",
                "Correct the date that is wrong.",
            )
        elif sent and day not in sent:
            near = min(sent, key=lambda each: abs((each - day).days))
            if abs((near - day).days) <= 10 and not re.search(r"request|report", passage.text[: written.start][-40:]):
                yield Finding(
                    "letter's date does not match",
                    Severity.LOOK,
                    passage.place(written.words),
                    f"The panel's letter is said to be of “{written.words}”.",
                    f"The record has it sent on {in_words(near)}.",
                    f"Write {day_in_words(near, weekday=False)}, or correct the record.",
                )


def _years(passage: Passage) -> Iterator[Finding]:
    """Find a financial year that runs backwards: "2019/10"."""
    for match in _BEFORE.finditer(passage.text):
        first, second = int(match["from"]), int(match["to"])
        joined = re.search(
            r"\b(?:from|to|in|for|during|between|and|year|by|until|of)\s$", passage.text[: match.start()]
        )
        if not 0 < second <= first % 100 or not joined:
            continue
        if re.match(r"-\d\d|\d", passage.text[match.end() :]) or re.search(
            r"\b(?:SI|No\.?|Directive|Regulations?|Circular|ref\w*\.?|Act|minute|Decision)\s*(?:of|no\.?)?\s*$",
            passage.text[: match.start()],
            re.I,
        ):
            continue
        yield Finding(
            "year runs backwards",
            Severity.LOOK,
            passage.place(match[0]),
            f"“{match[0]}” is no year: its second part comes before its first.",
            f"The year that begins in {first} ends in {first + 1}.",
            f"Write {first}/{(first + 1) % 100:02} if that is meant.",
        )


def _after(passage: Passage) -> Iterator[Finding]:
    """Find what is told to come after something later: "on 12 June, after the survey that closed on 19 June"."""
    for one, other in pairwise(passage.dates):
        between = _AFTER.match(passage.text[one.end : other.start])
        if not between or not one.first or not one.last or not other.first or not other.last:
            continue
        if Precision.FINANCIAL_YEAR in (one.precision, other.precision) or not _HAPPENED.search(
            passage.text[: one.start]
        ):
            continue
        after = between["after"] in ("after", "following")
        if one.last < other.first if after else other.last < one.first:
            phrase = passage.text[one.start : other.end]
            yield Finding(
                "order cannot be",
                Severity.LOOK,
                passage.place(phrase if len(phrase) < _PHRASE else one.words),
                f"“{one.words}” is said to come {between['after']} “{other.words}”, and does not.",
                f"{one.words} comes {'before' if after else 'after'} {other.words}.",
                "Correct the date that is wrong.",
            )


def _events(passages: Sequence[Passage]) -> Iterator[Finding]:
    """Find what was closed, awarded or ended before it was opened, launched or began, in neighbouring sentences."""
    recent: list[_Event] = []
    of_year: set[int | None] = set()
    for place, passage in enumerate(passages):
        found = list(_told(passage))
        first = found[0].written.start if found else len(passage.text)
        years = {
            each.year for each in passage.dates if each.precision is Precision.FINANCIAL_YEAR and each.start < first
        }
        # What is told of another year, or under another heading, is another thing.
        if (years and years != of_year) or (passage.block and passage.block.heading):
            recent, of_year = [], years
        for event in found:
            for begins in recent:
                # Told the other way round, one thing ended and the next began.
                next_to = event.passage.text.startswith("It ") and passages[place - 1] is begins.passage
                if begins.ends or not event.ends or not (begins.nouns & event.nouns or next_to):
                    continue
                if event.written.last and begins.written.first and event.written.last < begins.written.first:
                    yield Finding(
                        "ended before it began",
                        Severity.LOOK,
                        begins.passage.place(_phrase(begins)),
                        f"“{_phrase(begins)}” comes after “{_phrase(event)}”, which tells how the same thing ended.",
                        f"{event.written.words} comes before {begins.written.words}.",
                        "Correct the date that is wrong, most likely its year.",
                    )
            recent = [*recent, event][-3:]


def _told(passage: Passage) -> Iterator[_Event]:
    previous = 0
    for written in passage.dates:
        clause = passage.text[previous : written.start]
        previous = written.end
        match = _EVENT.search(clause)
        if (
            match
            and not _ANOTHER.search(passage.text)
            and written.precision in (Precision.DAY, Precision.MONTH)
            and written.first
        ):
            nouns = {
                word.removesuffix("s") for word in _STEM.findall(passage.text.lower()) if not _COMMON.fullmatch(word)
            }
            yield _Event(match["ends"] is not None, written, passage, frozenset(nouns))


def _phrase(event: _Event) -> str:
    """Give the words from the verb to the date."""
    clause = event.passage.text[: event.written.start]
    match = _EVENT.search(clause)
    return event.passage.text[match.start() if match else event.written.start : event.written.end]


def _records(dossier: Dossier) -> Iterator[Finding]:
    """Find records whose own dates stand in the wrong order."""
    log = drawn_item(dossier, "recommendations log")
    for entry in dossier.log:
        if entry.completed_on and entry.completed_on < entry.raised:
            what = f"“{entry.text[:80]}” was completed before it was raised"
            yield _record(log, entry.completed_on, what, f"It was raised on {in_words(entry.raised)}.")
    for minutes in dossier.minutes:
        for letter in minutes.letters:
            if letter.sent < minutes.date:
                what = f"The letter to the {letter.to} was sent before the meeting that agreed it"
                yield _record("", letter.sent, what, f"The meeting was on {in_words(minutes.date)}.")
            if letter.answered and letter.answered < letter.sent:
                what = f"The letter to the {letter.to} was answered before it was sent"
                yield _record("", letter.answered, what, f"It was sent on {in_words(letter.sent)}.")


def _record(item: str, day: date, what: str, why: str) -> Finding:
    words = day_in_words(day, weekday=False)
    return Finding(
        "ended before it began",
        Severity.LOOK,
        Place(item, words=words),
        f"{what}: {words}.",
        why,
        "Correct the date that is wrong in the record.",
        about=f"{what} {words}",
    )
