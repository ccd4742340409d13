"""Every passage of a meeting's papers and records, with the time from which it speaks and the body it belongs to.

Minutes of February speak of what was to come in February, so a passage is judged by its own paper's day, not by the
day of the meeting that receives it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto

from panel.checks.dossier import Dossier, Item, Paper
from panel.checks.finding import Place
from panel.checks.reading.blocks import Block
from panel.checks.reading.dates import Precision, Written, dates, ranges
from panel.checks.rules.dates.bodies import Bodies
from panel.law.words import day_in_words

_HEAD = 14
"""A paper says what it is, and of when, in so many first blocks."""
_LINE = 60
"""A line of a paper's head is shorter than this."""
_MINUTES = re.compile(
    r"^(?:Draft |Exempt |Public |Confirmed |Unconfirmed )*(?:Minutes|(?:Notes|Record)(?! (?!of|from)[a-z]))\b",
    re.IGNORECASE,
)
_DEAR = re.compile(r"^Dear\b")
_LEAD = re.compile(
    r"^(?:Date|Dated|Report date|Date of (?:report|letter|issue)|Date (?:prepared|issued|published|produced)|Published|"
    r"Updated|Last updated|Version date|As at|Position (?:as )?at|Issued|Held (?:at .{3,60} )?on)\b:?\s*",
    re.IGNORECASE,
)
_COVERS = re.compile(
    r"\b(?:performance|report|summary|statement|monitoring|outturn|survey|return|review|quarter)", re.I
)


class Kind(StrEnum):
    """What a passage is part of."""

    REPORT = auto()
    MINUTES = auto()
    LETTER = auto()
    APPENDIX = auto()
    AGENDA = auto()
    RECORD = auto()


@dataclass(frozen=True)
class Standing:
    """From when a paper speaks."""

    kind: Kind
    earliest: date | None
    """Nothing after this day can have been past when it was surely not yet written; None where nothing is known."""
    latest: date
    """By this day it was written."""
    told: Written | None = None
    """The date that it gives itself."""
    body: str = ""
    """Whose minutes they are, or the body that its item is about."""


@dataclass(frozen=True)
class Passage:
    """A sentence of a paper, a title, or a cell of a record."""

    text: str
    item: str
    paper: str
    page: int | None
    standing: Standing
    block: Block | None = None

    @property
    def dates(self) -> tuple[Written, ...]:
        """Its dates, in order."""
        return dates(self.text)

    def place(self, words: str) -> Place:
        """Point at words in it."""
        return Place(self.item, self.paper, self.page, words)


@dataclass(frozen=True)
class Reading:
    """A paper with its standing and its sentences."""

    item: Item
    paper: Paper
    standing: Standing
    passages: tuple[Passage, ...]


def read(dossier: Dossier, bodies: Bodies) -> list[Reading]:
    """Read every paper that has text."""
    found = []
    for item, paper in dossier.read_papers():
        own = standing(dossier, bodies, item, paper)
        found.append(
            Reading(
                item,
                paper,
                own,
                tuple(
                    Passage(sentence.text, item.number, paper.file_name, sentence.page, own, sentence)
                    for sentence in paper.text.sentences
                ),
            )
        )
    return found


def standing(dossier: Dossier, bodies: Bodies, item: Item, paper: Paper) -> Standing:
    """Say from when a paper speaks: minutes from their meeting, a letter from its date, a summary from its period."""
    blocks = paper.text.blocks[:_HEAD]
    group = bodies.in_title(f"{item.title} {paper.title}")
    if minutes := _minutes_of(blocks, paper):
        body = bodies.nearest(" ".join(block.text for block in blocks[:3])) or group or bodies.panel
        return Standing(Kind.MINUTES, minutes.first, minutes.first or dossier.day, minutes, body)
    kind = Kind.APPENDIX if paper.appendix else Kind.REPORT
    told = _own_date(blocks)
    if told and told.first and told.last and any(_DEAR.match(block.text) for block in paper.text.blocks[: _HEAD * 2]):
        return Standing(Kind.LETTER, told.first, told.last, told, group)
    if kind is Kind.APPENDIX and (covers := _period(blocks, paper)):
        return Standing(kind, min(covers, dossier.day), dossier.day, None, group)
    if told and told.first and told.last:
        return Standing(kind, min(told.first, dossier.day), dossier.day, told, group)
    return Standing(kind, dossier.day if kind is Kind.REPORT else None, dossier.day, None, group)


def records(dossier: Dossier, bodies: Bodies) -> Iterator[Passage]:
    """Give the agenda's own texts, and the rows of the work programme and of the log that are still open."""
    for item in dossier.items:
        own = Standing(Kind.AGENDA, dossier.day, dossier.day, None, bodies.in_title(item.title))
        for text in (item.title, item.purpose):
            if text:
                yield Passage(text, item.number, "", None, own)
        for paper in item.papers:
            about = Standing(Kind.AGENDA, None, dossier.day, None, bodies.in_title(f"{item.title} {paper.title}"))
            yield Passage(paper.title, item.number, paper.file_name, None, about)
    until = records_until(dossier)
    for row in dossier.programme:
        own = Standing(Kind.RECORD, dossier.day, until, None, "")
        for text in (row.item, row.detail, row.timing):
            if text:
                yield Passage(text, drawn_item(dossier, "work programme"), "", None, own)
    for entry in dossier.log:
        # What stands in a finished row was written when it was raised or finished: only its dates as such are judged.
        written = None if entry.completed else dossier.day
        own = Standing(Kind.RECORD, written, until, None, "")
        for text in (entry.text, entry.progress):
            if text:
                yield Passage(text, drawn_item(dossier, "recommendations log"), "", None, own)


def records_until(dossier: Dossier) -> date:
    """Give the day up to which the work programme and the log may tell of what was done.

    They stand as they are today: once a meeting has been held they go on, and what they held before it is not known.
    """
    held = dossier.status == "held" or any(
        each.date > dossier.date and each.status == "held" for each in dossier.meetings if each.body == dossier.body
    )
    return max(dossier.day, dossier.today) if held and not dossier.to_come else dossier.day


def drawn_item(dossier: Dossier, drawn: str) -> str:
    """Give the number of the item under which a record is printed."""
    return next((item.number for item, paper in dossier.papers() if paper.drawn == drawn), "")


def in_words(day: date) -> str:
    """Write a date with its weekday."""
    return day_in_words(day)


def _minutes_of(blocks: Sequence[Block], paper: Paper) -> Written | None:
    """Give the day of the meeting whose minutes a paper is."""
    if not (_MINUTES.match(paper.title) or any(_MINUTES.match(block.text) for block in blocks[:4])):
        return None
    lines = (block.text for block in blocks if len(block.text) < _LINE or not block.text.endswith("."))
    for text in (*lines, paper.title):
        for written in dates(text):
            if written.precision is Precision.DAY and written.first:
                return written
    return None


def _own_date(blocks: Sequence[Block]) -> Written | None:
    """Give the date that stands by itself, or after "Date:", at the head of a paper."""
    for block in blocks:
        text = _LEAD.sub("", block.printed).strip(" .()")
        for written in dates(text):
            if written.first and written.precision in (Precision.DAY, Precision.MONTH):
                if len(text) - len(written.words) <= 2:
                    return written
                # "Larkshire Police and Crime Panel, 19 March 2026" heads a report; a range or a sentence does not.
                headed = text.endswith(written.words) and len(text) < _LINE and "Panel" in text
                if (
                    headed
                    and written.precision is Precision.DAY
                    and not any(each.ends == written for each in ranges(text))
                ):
                    return written
    return None


def _period(blocks: Sequence[Block], paper: Paper) -> date | None:
    """Give the last day of the period that a summary or a monitoring report covers."""
    for text in (*(block.text for block in blocks[:6]), paper.title):
        if not _COVERS.search(text) or len(text) > 120:
            continue
        for each in ranges(text):
            if each.ends.last:
                return each.ends.last
        for written in dates(text):
            if written.precision in (Precision.QUARTER, Precision.MONTH) and written.last:
                return written.last
    return None
