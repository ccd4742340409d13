"""Compare titles: what they are about, and the periods that they name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from panel.checks.reading.dates import Precision, dates, ranges

_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*|\d+")
_POSSESSIVE = re.compile(r"['’]s?$")
# Words that say what sort of thing a paper is, or whose, and not what it is about.
_GENERAL: Final = frozenset(
    re.findall(
        r"\w+",
        """
        a an and as at by for from in into its of on or our the their this to up upon with within report reports
        paper papers update updates updated appendix appendices annex annexe item agenda draft final proposed
        panel police crime commissioner commissioners pcc pccs opcc office force constabulary committee council
        county meeting held restricted exempt confidential attached enclosed regarding concerning about new
        annual quarterly monthly summary overview review version v briefing note part copy re january february
        march april may june july august september october november december quarter year
        """,
    )
)
_SYNONYMS: Final = (
    ("minutes", "notes", "record"),
    ("letter", "correspondence", "response", "respond", "reply", "replies", "answer"),
    ("programme", "program"),
    ("performance", "figures", "data", "statistics", "dashboard", "scorecard", "measures", "tables"),
    ("budget", "finance", "financial", "money", "precept", "revenue", "spend", "expenditure", "treasury", "treasurer"),
    ("survey", "questionnaire", "consultation"),
    ("action", "recommendations", "log", "tracker"),
    ("work", "workplan", "forward"),
    ("complaints", "conduct"),
    ("appointment", "confirmation", "hearing"),
)
_ORDINAL: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "one": 1, "two": 2, "three": 3, "four": 4}
_QUARTER_WORDS = re.compile(
    r"\b(?:(?P<before>first|second|third|fourth)\s+quarter|quarter\s+(?P<after>one|two|three|four))\b", re.IGNORECASE
)
_SPAN = re.compile(r"(?<![\d/.£])(?P<first>20\d\d)\s?(?:[-–—/]|to)\s?(?P<last>20\d\d|\d\d)(?![\d/])")
_YEAR_ENDED = re.compile(
    r"\b(?:financial )?year (?:ended|ending|to) (?:on )?(?:31(?:st)? March|March 31(?:st)?,?) (?P<year>20\d\d)",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"\b(?:and|to|with|against|compared|from|v|vs|versus|until|through|into|or)\b|[&,;+]", re.IGNORECASE
)
_KINDS: Final = frozenset({"plan", "strategy", "policy", "framework", "protocol", "agreement", "budget", "statement"})
_TELLING = 3
"""A title has so many words before one of them tells it from another."""
_PARTED = re.compile(r"[–—:]|\s-\s")


def subject(title: str) -> frozenset[str]:
    """Give the words that say what a title is about, cut to their stems; words for one thing count as one."""
    found = set()
    for match in _WORD.finditer(title):
        word = _POSSESSIVE.sub("", match[0]).casefold()
        if word.isdigit() or word in _GENERAL or (len(word) < 2):
            continue
        root = stem(word)
        found.add(_ALIKE.get(root, root))
    return frozenset(found)


def stem(word: str) -> str:
    """Cut a word in small letters to its stem."""
    for ending in ("ings", "ing", "ations", "ation", "ments", "ment", "ies", "es", "ed", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


_ALIKE: Final = {stem(word): group[0] for group in _SYNONYMS for word in group}


def other_subject(title: str, others: Iterable[str], least: int = 2) -> bool:
    """Whether a title is surely about something else than all of the others.

    A title with fewer than the least words of its own is too short to tell, and an abbreviation may stand for words.
    """
    mine = subject(title)
    for other in others:
        theirs = subject(other)
        if len(mine | theirs) < 3 or min(len(mine), len(theirs)) < least:
            return False
        if mine & theirs or _abbreviated(title, other) or _abbreviated(other, title):
            return False
        if any(a[:5] == b[:5] for a in mine for b in theirs if len(a) > 4 and len(b) > 4):
            return False
    return True


def _abbreviated(short: str, long: str) -> bool:
    """Whether an abbreviation in one title is made of first letters in the other: "ASB", "Anti-Social Behaviour"."""
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z]+", long)).casefold()
    small = "".join(word[0] for word in re.findall(r"[A-Za-z]+", long) if word.casefold() not in _GENERAL).casefold()
    return any(mark.casefold() in text for mark in re.findall(r"\b[A-Z]{2,6}\b", short) for text in (initials, small))


def same_title(one: str, other: str) -> bool:
    """Whether two titles are the same but for case, blanks, dashes and quotes."""
    return plain(one) == plain(other)


def plain(title: str) -> str:
    """Give a title in small letters and figures, single blanks, no stops, "and" written out."""
    return " ".join(re.findall(r"[a-z0-9]+", title.casefold().replace("&", " and ").replace("’", "").replace("'", "")))


@dataclass(frozen=True)
class Period:
    """A period that a title names."""

    kind: str
    """ "quarter", "financial year", "years", "months" or "day"."""
    value: tuple[int, ...]
    """What tells it from another of its kind; 0 for a year that is not given."""
    first: date | None
    last: date | None
    words: str
    start: int
    end: int

    def differs(self, other: Period) -> bool:
        """Whether both cannot be true of one paper; where a year is not given nothing is said of it."""
        if self.kind == other.kind:
            return any(mine != theirs for mine, theirs in zip(self.value, other.value, strict=True) if mine and theirs)
        if {self.kind, other.kind} == {"quarter", "months"}:
            mine, theirs = (self, other) if self.kind == "quarter" else (other, self)
            return bool(mine.first and theirs.first and (mine.first, mine.last) != (theirs.first, theirs.last))
        if {self.kind, other.kind} == {"financial year", "months"}:
            spans = [(each.first, each.last) for each in (self, other)]
            (one, end), (first, last) = spans
            return bool(one and end and first and last and (end < first or last < one))
        return False


@lru_cache(maxsize=2048)
def periods(title: str) -> tuple[Period, ...]:
    """Give the periods that a title names, in order: quarters, financial years, spans of years, months, days."""
    found = list(_written(title))
    for match in _SPAN.finditer(title):
        first, last = int(match["first"]), int(match["last"])
        last = last if last > 99 else first // 100 * 100 + last
        if first + 1 < last <= first + 30:
            _add(found, Period("years", (first, last), None, None, match[0], match.start(), match.end()))
    for match in _QUARTER_WORDS.finditer(title):
        quarter = _ORDINAL[(match["before"] or match["after"]).casefold()]
        _add(found, Period("quarter", (quarter, 0), None, None, match[0], match.start(), match.end()))
    return tuple(_years_joined(title, sorted(found, key=lambda period: period.start)))


def _written(title: str) -> Iterator[Period]:
    taken = []
    for ended in _YEAR_ENDED.finditer(title):
        year = int(ended["year"])
        taken.append((ended.start(), ended.end()))
        yield Period("financial year", (year - 1,), date(year - 1, 4, 1), date(year, 3, 31), ended[0], *ended.span())
    for span in ranges(title):
        begins, ends = span.begins, span.ends
        if begins.precision is Precision.MONTH and not span.listed:
            taken.append((begins.start, ends.end))
            yield Period("months", (begins.month or 0, ends.month or 0, ends.year or 0), begins.first, ends.last,
                         span.words, begins.start, ends.end)  # fmt: skip
    for written in dates(title):
        place = (written.first, written.last, written.words, written.start, written.end)
        if any(start <= written.start < end for start, end in taken):
            continue
        if written.precision is Precision.QUARTER:
            yield Period("quarter", (written.quarter or 0, written.year or 0), *place)
        elif written.precision is Precision.FINANCIAL_YEAR:
            yield Period("financial year", (written.year or 0,), *place)
        elif written.precision is Precision.DAY and not written.impossible:
            yield Period("day", (written.day or 0, written.month or 0, written.year or 0), *place)


def _add(found: list[Period], period: Period) -> None:
    if not any(period.start < other.end and other.start < period.end for other in found):
        found.append(period)


def _years_joined(title: str, found: list[Period]) -> Iterator[Period]:
    """Leave out a financial year that begins a span, as in "2018/19 to 2021/22": the span is another kind."""
    for position, period in enumerate(found):
        following = found[position + 1] if position + 1 < len(found) else None
        before = found[position - 1] if position else None
        if period.kind == "financial year" and any(
            other and other.kind == "financial year" and re.fullmatch(r"\s*(?:to|[-–—])\s*", between)
            for other, between in (
                (following, title[period.end : following.start] if following else ""),
                (before, title[before.end : period.start] if before else ""),
            )
        ):
            continue
        yield period


def at_odds(title: str) -> tuple[Period, Period] | None:
    """Give two periods of a title that cannot both be true of it: "Q3 … Q2 2017/18"; two that it joins may both be."""
    found = periods(title)
    for position, one in enumerate(found):
        for other in found[position + 1 :]:
            if one.kind in ("day", "years") or not one.differs(other):
                continue
            if not _joined(title, one, other) or _bracketed(title, other):
                return one, other
    return None


def _joined(title: str, one: Period, other: Period) -> bool:
    """Whether a title joins two periods, by a word or as two things of which each has its own."""
    between = title[one.end : other.start]
    if _JOINED.search(between) or re.fullmatch(r"\s*[-–—/]\s*", between):
        return True
    parted = _PARTED.search(between)
    if not parted:
        return False
    at = one.end + parted.start()
    return bool(subject(title[:at]) and subject(title[at:]))


def _bracketed(title: str, period: Period) -> bool:
    return title[: period.start].rstrip().endswith("(") and title[period.end :].lstrip().startswith(")")


def other_period(title: str, others: Iterable[str]) -> tuple[Period, Period] | None:
    """Give a period of a title and one of its kind elsewhere, where none of a kind agrees with any of the others'."""
    theirs = [period for other in others for period in periods(other)]
    pairs = [(mine, other) for mine in periods(title) for other in theirs if _comparable(mine, other)]
    for kind in dict.fromkeys(mine.kind for mine, _other in pairs):
        alike = [(mine, other) for mine, other in pairs if mine.kind == kind]
        if all(mine.differs(other) for mine, other in alike):
            return alike[0]
    return None


def _comparable(one: Period, other: Period) -> bool:
    return one.kind == other.kind or {one.kind, other.kind} == {"quarter", "months"}


def slipped_year(title: str, others: Iterable[str]) -> tuple[Period, Period] | None:
    """Give a quarter of a title and the same one of another year elsewhere."""
    for mine in periods(title):
        for other in others:
            found = periods(other)
            if mine.kind == "quarter" and len(found) == 1 and found[0].kind == "quarter" and mine.differs(found[0]):
                return (mine, found[0]) if mine.value[0] == found[0].value[0] else None
    return None


def other_month(title: str, other: str) -> bool:
    """Whether two titles are the same but for the month in them."""
    mine, theirs = ([each for each in dates(text) if each.precision is Precision.MONTH] for text in (title, other))
    if len(mine) != 1 or len(theirs) != 1 or mine[0].first == theirs[0].first:
        return False
    return plain(title.replace(mine[0].words, "")) == plain(other.replace(theirs[0].words, ""))


def other_kind(title: str, other: str) -> bool:
    """Whether two titles are the same but for the kind of document: a plan and a strategy."""
    mine, theirs = plain(title).split(), plain(other).split()
    if len(mine) != len(theirs) or len(mine) < _TELLING:
        return False
    apart = [pair for pair in zip(mine, theirs, strict=True) if pair[0] != pair[1]]
    return len(apart) == 1 and set(apart[0]) <= _KINDS
