"""People who have left: papers that name them as author or contact, or that give them something to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from panel.checks.dossier import Paper
from panel.checks.finding import Finding, Place, Severity
from panel.checks.reading.blocks import Block, sentences
from panel.checks.reading.dates import dates
from panel.checks.reading.names import NO_NAMES, flat, is_given, name, runs
from panel.checks.rules.minutes import are_minutes
from panel.checks.rules.names.people import People, Source, look, stands
from panel.law.words import day_in_words

AUTHOR = "author who has left"
ACTS = "somebody who has left is to act"
_MONTH = (
    r"(?:(?:early|late|mid|the\send\sof)[\s-])?(?:\d{1,2}(?:st|nd|rd|th)?\s)?"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"spring|summer|autumn|winter|20\d\d)"
)
_OUR = r"(?:the|his|her|their|our)"
_PLACE = rf"{_OUR}\s(?:Panel|[Oo]ffice|OPCC|Council(?!\s[Cc]h)|[Ff]orce|[Aa]uthority|[Ss]ervice|post|role|job)"
_NOT_A_TRUST = rf"(?!\s(?:as|from)\s(?!{_PLACE}|an?\smember\sof\s{_PLACE})|\s(?:him|her)self\b)"
_POST = r"(?:an?(?:other)?\s)?(?:new\s)?(?:role|post|job|position)"
_LEAVES = re.compile(
    rf"""\b(?:
      (?:leav(?:es|ing)|left)\b(?=\s{_PLACE}|\s(?:in|on|at|from)\s{_MONTH}|\s(?:last|this|next)\s|\sto\s(?:join|take|become))
      |(?:(?:retir|resign|depart)(?:es|s|ed|ing)|(?:stands|stood|steps|stepped)\sdown)\b{_NOT_A_TRUST}
      |mov(?:es|ed|ing)\s(?:on\b(?!\sto\b)|to\s{_POST}\b)
      |(?:under)?tak(?:e|es|en|ing)\s(?:up\s|on\s)?{_POST}\s(?:at|with|in|elsewhere|outside)\b
      |(?:on|before|upon)\s(?:his|her|their)\s(?:\w+\s)?(?:retirement|departure|resignation)\b
      |last\sday\b|new\srole\s(?:at|with)\b|(?:replaced|succeeded)\sby\b)""",
    re.VERBOSE | re.IGNORECASE,
)
"""That somebody leaves the office or the panel, and not a room, a school or a charity."""
_REPLACES = re.compile(
    r"\b(?:replac(?:e|es|ed|ing)|succeed(?:s|ed|ing)?|tak(?:es|ing)\sover\sfrom|took\sover\sfrom|"
    r"in\s(?:the\s)?place\sof)\s$"
)
"""What stands before the name of one whom somebody else follows."""
_APPOINTED = re.compile(r"\b(?:appoint|nominat|elect|replac|succeed|(?:tak|took).{0,5}\sover\b|join)", re.IGNORECASE)
_SUBSTITUTION = re.compile(r"\b(?:substitut|deputis|attended|attending|apologies)", re.IGNORECASE)
_AUX = (
    r"(?:(?:has|have|had|is|was|were|will|would|be|been|also|now|recently|since|shortly|sadly|formally|be\sdue\sto)\s)*"
)
_SUBJECT = re.compile(
    rf"^(?:['’]s?)?(?:\s\([^)]*\))?(?:,\s[^;.]{{0,80}}?,(?=\s))?,?\s(?:who\s)?(?:and\s)?{_AUX}$|"
    rf"\b(?:he|she)\s{_AUX}$"
)
"""What may stand between a name and the leaving: an apposition, auxiliaries, "as he"."""
_ON_HIS = re.compile(r"^(?:on|before|upon)\s", re.IGNORECASE)
_PAST = re.compile(r"(?:left|ed\b|stood|replaced|succeeded|taken)", re.IGNORECASE)
_AUTHOR = re.compile(
    r"""^\W*(?:(?:name\sof\s)?report\sauthors?|authors?|lead\sofficer|contact(?:\sofficer|\sdetails|\spoint|\sname)?
      |prepared\sby|written\sby|report\s(?:of|by))\b
    |\bcontact:?\s(?=[A-Z])""",
    re.VERBOSE | re.IGNORECASE,
)
_AUTHOR_LINES = 3
_IS_TO_ACT = re.compile(
    r"""^(?:,\swho\s(?:represents|chairs|leads)\b|\s(?:and|or)\s(?:[A-Z][\w’'-]+\s){1,4}(?:represent|sit\son|chair|lead)\b|
      (?<=\w)\s(?:represent|sit\son|chair|lead)\s|(?:,\s[^,;.]{0,60},)?\s
    (?:will|shall|is\s(?:to|due\sto|asked\sto|expected\sto)|has\s(?:agreed|offered|volunteered|asked|requested|been\sasked)\b
      |remains|continues|represents|chairs|sits\son|is\s(?:now\s|currently\s)?(?:a|an|the|on)\s)
    (?!\s?(?:be\s)?(?:\w+ly\s)?
      (?:miss|missed|thanked|leave|leaving|retire|stand\sdown|step\sdown|replaced|succeeded|former)))""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class _Left:
    """That somebody leaves, and where it is said."""

    by: date
    """The day, or the first of the month that is named; the meeting's where none is."""
    dated: bool
    said: str
    """The evidence, as a sentence."""


def find(people: People) -> Iterator[Finding]:
    """Find who left before the meeting, by the papers' own account or the record's, and is named as if they had not."""
    named = [
        (item, paper, block, words, parts)
        for item, paper in people.dossier.read_papers()
        if not are_minutes(item, paper)
        for block, words, parts in _authors(paper)
    ]
    left = _leavers(people, {parts for *_rest, parts in named})
    told = set()
    for item, paper, block, words, parts in named:
        gone = left.get(parts)
        if gone and gone.by <= people.dossier.date and (paper.file_name, parts) not in told:
            told.add((paper.file_name, parts))
            yield Finding(
                AUTHOR,
                Severity.NOTE,
                Place(item.number, paper.file_name, block.page, words),
                f"{words} is named as author or contact, and is said to leave before the meeting.",
                gone.said,
                "Name whom members and the public can ask now.",
            )
    yield from _still_to_act(people, left)


def _leavers(people: People, authors: set[tuple[str, ...]]) -> dict[tuple[str, ...], _Left]:
    """Collect who is said to leave, and by when."""
    found: dict[tuple[str, ...], _Left] = {}
    current = {person.name for person in people.dossier.people}
    for person in people.dossier.former:
        # One whose seat ended and who was appointed again has not left.
        if person.until and person.name not in current:
            found[name(person.name).parts] = _Left(
                person.until, True, f"The record has {person.name} until {day_in_words(person.until, weekday=False)}."
            )
    for source in people.sources:
        if not (_LEAVES.search(source.block.text) or _APPOINTED.search(source.block.text)):
            continue
        for sentence in sentences(source.block.text):
            for parts, by in (*_leaving(people, authors, sentence), *_followed(people, authors, sentence)):
                old = found.get(parts)
                day = by or people.dossier.date
                # The surest account has a day, and is the latest: a wrong year in one paper is put right by another.
                if old is None or (by is not None, day) > (old.dated, old.by):
                    where = stands(source)
                    found[parts] = _Left(day, by is not None, f"{where[0].upper()}{where[1:]}: “{sentence}”")
    return found


_Account = tuple[tuple[str, ...], date | None]
"""Whose leaving it is, and the day, if one is named."""


def _leaving(people: People, authors: set[tuple[str, ...]], sentence: str) -> Iterator[_Account]:
    """Give everybody whom a sentence lets go: "in addition to A leaving X, B leaves Y on 9 March" has two."""
    clauses = list(_LEAVES.finditer(sentence))
    named = _names(people, authors, sentence) if clauses else []
    for position, clause in enumerate(clauses):
        parts, end = next(((each, end) for each, _start, end in reversed(named) if end <= clause.start()), ((), 0))
        between = sentence[end : clause.start()]
        if not parts or ";" in between or not (_SUBJECT.search(between) or _ON_HIS.match(clause[0])):
            continue
        ends = clauses[position + 1].start() if position + 1 < len(clauses) else len(sentence)
        day = _first_day(sentence[clause.end() : ends])
        # "Who is leaving", without a day, may be there for long yet.
        if day or _PAST.search(clause[0]):
            yield parts, day


def _followed(people: People, authors: set[tuple[str, ...]], sentence: str) -> Iterator[_Account]:
    """Give everybody whom another follows: "has appointed A in place of B from 9 March"; a substitution is no such."""
    if not _APPOINTED.search(sentence) or _SUBSTITUTION.search(sentence):
        return
    for parts, start, end in _names(people, authors, sentence):
        if _REPLACES.search(sentence[:start]):
            yield parts, _first_day(sentence[end:])


def _names(people: People, authors: set[tuple[str, ...]], sentence: str) -> list[tuple[tuple[str, ...], int, int]]:
    """Give everybody whom a sentence names, known or not, each with the ends of the name."""
    found = []
    for its, start, end in people.named(sentence):
        known = people.who(its)
        found.append((known.name.parts if known else its.parts, start, end))
    for run in runs(sentence):
        parts, start, end = flat(run), run[0].start, run[-1].end
        person = parts in authors or (len(run) > 1 and is_given(parts[0]) and NO_NAMES.isdisjoint(parts))
        if person and not any(begun < end and start < ended for _parts, begun, ended in found):
            found.append((parts, start, end))
    return sorted(found, key=lambda each: each[1])


def _first_day(text: str) -> date | None:
    return min((written.first for written in dates(text) if written.first), default=None)


def _authors(paper: Paper) -> Iterator[tuple[Block, str, tuple[str, ...]]]:
    """Give the names on the lines that say who wrote a paper, or whom to ask."""
    blocks = paper.text.blocks
    for position, block in enumerate(blocks):
        said = _AUTHOR.search(block.text)
        if not said or len(block.text) > 200:
            continue
        for line in blocks[position : position + _AUTHOR_LINES]:
            if line is not block and _AUTHOR.search(line.text):
                break
            offset = said.end() if line is block else 0
            for run in runs(line.text[offset:]):
                for few in (2, 3):
                    parts = flat(run[:few])
                    if len(run) >= few and NO_NAMES.isdisjoint(parts):
                        yield line, line.text[offset + run[0].start : offset + run[few - 1].end], parts


def _still_to_act(people: People, left: dict[tuple[str, ...], _Left]) -> Iterator[Finding]:
    """Find who has left, and of whom a paper says what they are or will do."""
    told = set()
    surnames = {parts[-1] for parts in left if parts}
    for source in people.sources:
        if not any(part in surnames for run in runs(source.block.text) for part in flat(run)):
            continue
        if source.paper and are_minutes(source.item, source.paper):
            continue
        for sentence in sentences(source.block.text):
            for its, _start, end in people.named(sentence):
                known = people.who(its)
                gone = left.get(known.name.parts) if known else None
                key = (source.item.number, source.paper.file_name if source.paper else "", its.words)
                if known is None or gone is None or key in told or not _IS_TO_ACT.match(sentence[end:]):
                    continue
                if gone.dated and gone.by <= people.dossier.day and _speaks_of_later(source, sentence, gone):
                    told.add(key)
                    yield look(
                        ACTS,
                        source.place(its.words),
                        f"“{its.words}” is said to be there still, and has left.",
                        gone.said,
                        "Name who it is now.",
                    )


def _speaks_of_later(source: Source, sentence: str, gone: _Left) -> bool:
    """Whether a sentence does not tell of the leaving itself, nor stand in a paper of a time before it."""
    if _LEAVES.search(sentence) or f"“{sentence}”" in gone.said:
        return False
    head = [source.paper.title, *(block.text for block in source.paper.text.blocks[:8])] if source.paper else []
    days = [written.last for words in (*head, sentence) for written in dates(words) if written.last]
    return not days or max(days) >= gone.by
