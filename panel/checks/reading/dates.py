"""Read the dates in a text: days, months, quarters and financial years, as people write them."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date
from enum import StrEnum
from functools import lru_cache
from typing import Final

_MONTHS: Final = {name.casefold()[:3]: number for number, name in enumerate(calendar.month_name) if name}
_WEEKDAYS: Final = {name.casefold()[:3]: number for number, name in enumerate(calendar.day_name)}
_MONTH = (
    r"(?P<month>(?i:January|February|Febuary|March|April|June|July|August|September|October|November|December)|May|"
    r"MAY|may|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)\b\.?)"
)
_WEEKDAY = (
    r"(?P<weekday>(?i:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)|"
    r"(?:Mon|Tues?|Weds?|Thur?s?|Fri|Sat|Sun)\b\.?),?\s+(?:the\s+)?"
)
# A footnote's number may hang on a year: "March 20181".
_YEAR = r"(?P<year>(?:19|20)\d\d)(?=\d{0,2}(?!\d))"
_SHORT_YEAR = r"(?P<year>(?:19|20)\d\d(?!\d)|['’‘]?\d\d(?![\d%]))"
# "2.1 March" is no first of March, "£19 March" no nineteenth.
_APART = r"(?<![\w.,/£%-])"
_DAY = r"(?P<day>\d{1,2})(?:\s?(?:st|nd|rd|th|ST|ND|RD|TH)\b)?(?:\s+of)?"
_YEARS = r"(?P<years>(?:20)?\d\d\s?[/–-]\s?(?:20)?\d\d)"
_PATTERNS: Final = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("month", rf"(?<![-\w]){_MONTH}(?:\s?[-–]\s?(?P<year>\d\d)|\s(?P<short>['’‘]\d\d))(?![\d%])(?!\s*[-–]\s*\d)"),
        (
            "day",
            rf"(?:\b{_WEEKDAY}|(?<![\w.,/£%])){_DAY}[\s-]{{0,2}}{_MONTH}(?:,?[\s-]+{_YEAR}|-(?P<short>\d\d)(?!\d))?",
        ),
        ("day", rf"(?:\b{_WEEKDAY})?\b{_MONTH}\s+{_DAY}\b,?\s+{_YEAR}"),
        ("day", rf"\b{_WEEKDAY}{_MONTH}\s+{_DAY}\b(?![\d.,]*\d)"),
        ("day", rf"(?:\b{_WEEKDAY}|{_APART})(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})/{_SHORT_YEAR}(?!/)"),
        ("day", rf"(?:\b{_WEEKDAY}|{_APART})(?P<day>\d\d?)\.(?P<month>\d\d?)\.(?P<year>(?:19|20)\d\d)(?![\d.]*\d)"),
        ("day", rf"(?:\b{_WEEKDAY}|{_APART})(?P<day>\d\d)\.(?P<month>\d\d)\.(?P<year>\d\d)(?![\d.]*\d)"),
        ("day", rf"(?:\b{_WEEKDAY}|{_APART})(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-]*\d)"),
        ("quarter", rf"\b{_YEARS}[\s,(]+(?:Q|[Qq]uarter\s)(?P<quarter>[1-4])\b(?![\s,(]+(?:of\s+)?20\d\d)"),
        ("quarter", rf"\b(?:Q|q|[Qq]uarter\s|QUARTER\s)(?P<quarter>[1-4])\b(?:[\s,(]+(?:of\s+)?{_YEARS}(?![\d/]))?"),
        ("financial year", rf"(?<![\w/.£-])(?=20\d\d){_YEARS}(?![\d/–-])(?!\.\d)"),
        ("month", rf"\b{_MONTH},?\s+{_YEAR}"),
        (
            "part of a year",
            rf"\b(?P<part>(?i:late|early|mid|spring|summer|autumn|winter))[ -](?:of\s)?{_YEAR}(?![/–-]\d)",
        ),
    )
)
_PARTS: Final = {
    "ear": (1, 6), "mid": (4, 6), "lat": (7, 6), "spr": (3, 4), "sum": (6, 4), "aut": (9, 4), "win": (11, 5),
}  # fmt: skip
"""The month in which each part of a year begins at the earliest, and how many months it may last, meant loosely."""
_TO = re.compile(r"\s*(?P<word>to|until|till|through to|through|up to|and|[-–—])\s*(?:the\s+)?", re.IGNORECASE)
_AFTER = re.compile(
    r"\s\((?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Mon|Tues?|Weds?|Thurs?|Fri|Sat|Sun)\)"
)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)
_BARE_DAY = re.compile(
    rf"(?:\b{_WEEKDAY}|(?<![\w.,/£%])){_DAY}\s*(?P<word>to|until|and|[-–—])\s*(?:the\s+)?$", re.IGNORECASE
)
_BARE_MONTH = re.compile(rf"\b{_MONTH}\s*(?P<word>to|until|and|[-–—])\s*$")


class Precision(StrEnum):
    """What a written date names."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    FINANCIAL_YEAR = "financial year"
    PART = "part of a year"
    """Half a year or a season: "late 2017", "spring 2018"."""
    YEAR = "year"
    """A calendar year; never read from bare figures, which may be anything."""


@dataclass(frozen=True)
class Written:
    """A date as somebody wrote it, with where it stands in the text."""

    words: str
    start: int
    end: int
    precision: Precision
    year: int | None = None
    """Of a quarter or financial year: the one in which it began. None where the text gives none."""
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    """As written, counted from Monday, 0."""
    quarter: int | None = None

    @property
    def impossible(self) -> bool:
        """Whether the calendar has no such day: 31 June, or 29 February in a year that has none."""
        if self.precision is not Precision.DAY or not self.month or not self.day:
            return False
        return not 1 <= self.day <= calendar.monthrange(self.year or 2000, self.month)[1]

    @property
    def first(self) -> date | None:
        """The first day that it covers; None without a year, or where there is no such day."""
        if self.year is None or self.impossible:
            return None
        if self.precision is Precision.FINANCIAL_YEAR:
            return date(self.year, 4, 1)
        if self.precision is Precision.YEAR:
            return date(self.year, 1, 1)
        if self.precision is Precision.QUARTER:
            month = (self.quarter or 1) * 3 + 1
            return date(self.year + (month > 12), (month - 1) % 12 + 1, 1)
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date | None:
        """The last day that it covers; None as for the first."""
        first = self.first
        if first is None or self.precision is Precision.DAY:
            return first
        if self.precision is Precision.FINANCIAL_YEAR:
            return date(first.year + 1, 3, 31)
        if self.precision is Precision.YEAR:
            return date(first.year, 12, 31)
        months = {Precision.QUARTER: 3, Precision.PART: _PARTS.get(self.words.casefold()[:3], (1, 12))[1]}.get(
            self.precision, 1
        )
        year, month = first.year + (first.month + months - 2) // 12, (first.month + months - 2) % 12 + 1
        return date(year, month, calendar.monthrange(year, month)[1])

    def in_year(self, year: int) -> Written:
        """Give it with this year where none is written, unless the calendar ends there."""
        return self if self.year or not MINYEAR < year < MAXYEAR else replace(self, year=year)

    @property
    def weekday_holds(self) -> bool:
        """Whether the weekday written is the date's own; true where nothing can be said."""
        if self.weekday is None or self.precision is not Precision.DAY or self.first is None:
            return True
        return self.first.weekday() == self.weekday


@dataclass(frozen=True)
class Range:
    """Two dates joined as from one to the other; a part that only the second has counts for the first."""

    words: str
    begins: Written
    ends: Written
    listed: bool = False
    """Whether "and" joins them, as in a list, without "between" before."""
    told: bool = True
    """Whether the first has all its own parts, so that nothing was carried over from the second."""


@lru_cache(maxsize=8192)
def dates(text: str) -> tuple[Written, ...]:
    """Give every date in the text, in order."""
    if not any(character.isdigit() for character in text):
        return ()
    found: list[Written] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            written = _written(Precision(kind), match)
            if written:
                found.append(written)
    return tuple(_with_weekday(text, written) for written in sorted(found, key=lambda written: written.start))


def _with_weekday(text: str, written: Written) -> Written:
    """Take in a weekday that follows in brackets: "22 November 2018 (Wednesday)"."""
    after = _AFTER.match(text, written.end)
    if not after or written.precision is not Precision.DAY or written.weekday is not None:
        return written
    return replace(written, words=written.words + after[0], end=after.end(), weekday=_weekday(after["weekday"]))


def days(text: str) -> tuple[Written, ...]:
    """Give every single day in the text, in order."""
    return tuple(written for written in dates(text) if written.precision is Precision.DAY)


def ranges(text: str) -> Iterator[Range]:
    """Give every range: "22 December 2017 to 19 January 2018", "1 to 5 March 2018", "October - December 2017"."""
    written = dates(text)
    for position, ends in enumerate(written):
        if ends.precision not in (Precision.DAY, Precision.MONTH):
            continue
        before = written[position - 1] if position else None
        if before and before.precision is ends.precision and (to := _TO.fullmatch(text[before.end : ends.start])):
            begins = before if before.year or not ends.year else _carried(before, ends)
            yield _range(text, begins, ends, to["word"], told=begins is before)
        elif not before or before.end < ends.start:
            head = text[before.end if before else 0 : ends.start]
            yield from _elliptic(head, ends, text, before.end if before else 0)


def _elliptic(head: str, ends: Written, text: str, offset: int) -> Iterator[Range]:
    """Give the range whose beginning is a bare number or month: "1 to 5 March", "October - December 2017"."""
    if ends.precision is Precision.DAY and (match := _BARE_DAY.search(head)):
        bare = Written(
            head[match.start() : match.end("day")], offset + match.start(), offset + match.end("day"), Precision.DAY,
            ends.year, ends.month, int(match["day"]), _weekday(match["weekday"]),
        )  # fmt: skip
    elif ends.precision is Precision.MONTH and (match := _BARE_MONTH.search(head)):
        month = _MONTHS[match["month"].casefold()[:3]]
        bare = Written(
            match["month"], offset + match.start(), offset + match.end("month"), Precision.MONTH, month=month
        )
    else:
        return
    yield _range(text, _carried(bare, ends), ends, match["word"], told=False)


def _range(text: str, begins: Written, ends: Written, word: str, *, told: bool) -> Range:
    listed = word.casefold() == "and" and not _BETWEEN.search(text, 0, begins.start)
    return Range(text[begins.start : ends.end], begins, ends, listed, told)


def _carried(before: Written, ends: Written) -> Written:
    """Give the first date the second's year, or the year before where it stands later in the year."""
    later = (before.month or 0, before.day or 0) > (ends.month or 0, ends.day or 0)
    return before.in_year((ends.year or 0) - later) if ends.year else before


def _written(precision: Precision, match: re.Match[str]) -> Written | None:
    parts = match.groupdict()
    bare = Written(match[0], match.start(), match.end(), precision)
    if precision in (Precision.FINANCIAL_YEAR, Precision.QUARTER):
        years, quarter = parts["years"], parts.get("quarter")
        year = _financial_year(years) if years else None
        if years and year is None:
            return None
        return replace(bare, year=year, quarter=int(quarter) if quarter else None)
    year = _year(parts.get("year") or parts.get("short"))
    if precision is Precision.PART:
        return replace(bare, year=year, month=_PARTS[parts["part"].casefold()[:3]][0])
    name = parts["month"]
    if name in ("may", "march") and not year:
        return None
    month = int(name) if name.isdigit() else _MONTHS[name.casefold()[:3]]
    day = int(parts["day"]) if parts.get("day") else None
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
        return None
    return replace(bare, year=year, month=month, day=day, weekday=_weekday(parts.get("weekday")))


def _weekday(name: str | None) -> int | None:
    return _WEEKDAYS[name.casefold()[:3]] if name else None


def _year(digits: str | None) -> int | None:
    if not digits:
        return None
    number = int(digits.lstrip("'’‘"))
    return number if number > 99 else 2000 + number if number < 70 else 1900 + number


def _financial_year(years: str) -> int | None:
    """Give the year in which "2017/18" begins; None where the second is not the year after the first."""
    first, second = (int(part) for part in re.split(r"\s?[/–-]\s?", years))
    first = first if first > 99 else 2000 + first
    return first if (first + 1) % 100 == second % 100 and (second < 100 or second == first + 1) else None
