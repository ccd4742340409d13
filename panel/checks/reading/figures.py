"""Read the figures in a sentence: each with its value, its unit and how finely it was rounded.

What only looks like a figure is left out: dates, years, times, paragraph and telephone numbers, postcodes, ordinals,
ages, the numbers of services (999, 101), laws and appendices.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

PERCENT: Final = "%"
MONEY: Final = "£"

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b"
)
_YEAR = r"(?:19|20)\d{2}"
_REFERENCES = (
    r"\b(?:[Ss]ections?|[Pp]ara(?:graph)?s?|[Ss]chedules?|[Ss]ch|[Aa]ppendi(?:x|ces)|[Aa]nnex(?:es)?|[Ii]tems?|"
    r"[Tt]ables?|[Ff]igs?|Figures?|[Cc]harts?|[Pp]ages?|pp?|[Cc]lauses?|[Rr]egulations?|[Aa]rticles?|[Rr]ules?|"
    r"[Rr]ecommendations?|[Rr]esolutions?|[Cc]hapters?|[Pp]arts?|[Ff]ootnotes?|(?<!\d\s)[Mm]inutes?|(?<!['’])ss?|S)\.?\s*"
    r"\d+(?:\.\d+)*[A-Za-z]?(?:\(\w{1,3}\))*(?:(?:\s*,\s*|\s+(?:and|to|or|&)\s+|"
    r"\s?[–-]\s?)\d+(?:\.\d+)*(?:\(\w{1,3}\))*)*"
)
_NAMED = (
    r"\b(?:Options?|Questions?|Q|Quarters?|Phases?|Stages?|Tiers?|Bands?|Grades?|Levels?|Priorit(?:y|ies)|"
    r"Objectives?|Outcomes?|Versions?|V|Year|Weeks?|Day|Steps?|Strands?|Themes?|Pillars?|Blocks?|Zones?|Rooms?|"
    r"Floor|Groups?|Junctions?|Notes?|Motions?|Forms?|Class|Category|Type|Round|Project|Operation|Op|Actions?|"
    r"Measures?|Ref|No|Nos|Rows?|Columns?|Team|Unit|Gateway|Covid|COVID|Scheme)s?[.\s-]\s?\d{1,3}[a-z]?"
    r"(?:\s*(?:,|and|to|or|–|-|&)\s*\d{1,3}[a-z]?)*\b(?![,.]?\d|\s?%)"
)
_CALLED = (
    r"\b(?:999|101|111|112|105)(?=\W{0,2}\s*(?:calls?\b|system|service|line|number|and\b|or\b|demand|abandon|answer|"
    r"contact|emergenc|non-emerg|wait|online|email|handling|team|operat|performance))|"
    r"(?<=calls to )(?:999|101)|(?<=called )(?:999|101)|(?<=via )(?:999|101)|(?<=and )(?:999|101)(?=\s+calls?\b)|"
    r"(?<=the )(?:999|101)\b|(?<=including )(?:999|101)\b|(?<=to )101\b|(?<=through )101\b|(?<=by )101\b"
)
_NOT_FIGURES: Final = re.compile(
    "|".join(
        (
            r"(?<!\S)[^\s@]++@\S+|(?:https?://|www\.)\S+",
            rf"(?:\b\d{{1,2}}(?:st|nd|rd|th)?(?:\s*(?:and|to|-|–)\s*\d{{1,2}}(?:st|nd|rd|th)?)?\s+(?:of\s+)?)?"
            rf"\b{_MONTH}(?:\s+\d{{1,2}}(?:st|nd|rd|th)?(?!\d|[,.%]\d|\s?%))?(?:,?\s+{_YEAR}\b)?"
            r"(?:[-–'’ ]{1,2}\d{2}\b(?![,.]\d|\s?%))?",
            r"\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b",
            rf"\b{_YEAR}\s?[/–-]\s?(?:{_YEAR}|\d{{2}})\b|\b\d{{2}}/\d{{2}}\b",
            r"\b\d{1,2}(?:[:.]\d{2})?\s?(?:am|pm|a\.m\.|p\.m\.|noon|hrs)\b|\b\d{1,2}:\d{2}\b",
            rf"(?<![£€$\d.,]){_YEAR}s?\b(?![,.]\d|\s?(?:%|per cent|m\b|bn\b|million))",
            _REFERENCES,
            _NAMED,
            _CALLED,
            r"\+44[\d ()]{9,14}|\b0\d{2,4}[ -]?\d{3,4}[ -]?\d{3,4}\b",
            r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b",
            r"\b\d+(?:st|nd|rd|th)\b",
            r"\b\d{1,3}\([\da-z]{1,3}\)",
            r"\b[Aa]ged?\s\d+(?:\s?(?:[-–]|to|and)\s?\d+)?|\b\d+(?:\s?[-–]\s?\d+)?[- ]year[- ]olds?|"
            r"\b(?:[Uu]nder|[Oo]ver)[- ]?\d{1,2}(?:['’]?s)\b|\b(?:under|over) (?:1[68]|25)\b",
            r"\bper (?:1,000|10,000|100,000|1000|million|thousand|hundred)\b|\b24/7\b|\b50/50\b",
            r"\b(?:\d+\s?)?[x×]\s?\d+\b|\b\d+:\d+\b",
        )
    )
)

_ONES: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS: Final = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_UNITS: Final = {word: place for place, word in enumerate((*_ONES, *_TEENS), 1)}
_TENS: Final = {
    word: 10 * place
    for place, word in enumerate(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2)
}
NUMBER_WORD: Final = (
    rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES)}))?|{'|'.join(sorted(_UNITS, key=len, reverse=True))})"
)
_SCALES: Final = {
    "bn": 10**9, "billion": 10**9, "m": 10**6, "mn": 10**6, "million": 10**6,
    "k": 1000, "thousand": 1000, "hundred": 100,
}  # fmt: skip
_TIME: Final = {
    "second": "seconds", "sec": "seconds", "minute": "seconds", "min": "seconds", "hour": "seconds", "hr": "seconds",
    "day": "days", "working day": "working days", "week": "weeks", "month": "months", "year": "years",
}  # fmt: skip
_SECONDS: Final = {"second": 1, "sec": 1, "minute": 60, "min": 60, "hour": 3600, "hr": 3600}
_TIME_WORD = r"(?:working days?|seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)\b"
_PERCENT = r"\s?%|\s?per\s?cent\b|\s?percent\b|\s(?:percentage\s)?points?\b"
_FRACTIONS: Final = {
    "half": (1, 2), "third": (1, 3), "quarter": (1, 4), "fifth": (1, 5), "tenth": (1, 10),
    "two thirds": (2, 3), "three quarters": (3, 4), "two fifths": (2, 5), "three fifths": (3, 5), "four fifths": (4, 5),
}  # fmt: skip
_FIGURE: Final = re.compile(
    rf"""
    (?P<share>\b(?P<some>\d{{1,2}}|{NUMBER_WORD})\s(?:in|out\sof)(?:\severy)?\s(?P<all>\d{{1,3}}|{NUMBER_WORD})\b
        (?!\s(?:months?|years?|weeks?|days?|minutes?|hours?|seconds?)|[,.]?\d|\s?%))
  | (?P<gone>(?<=\bby\s)|(?<=\bof\s))?(?P<fraction>\b(?:(?:two|three|four)[- ](?:thirds|quarters|fifths)|
        (?:a|one)[- ](?:third|quarter|fifth|tenth)|half)\b)
        (?(gone)(?=\s?[.,;:()]|\s(?:of|in|since|over|to|from|on)\b|$)|(?=\s(?:of|\()|\s?\())
  | (?P<clock>\b(?P<minutes>\d{{1,3}})\s?(?:mins?|minutes?)\s(?:and\s)?(?P<seconds>\d{{1,2}})\s?(?:secs?|seconds?|s)\b)
  | (?P<range>(?<![\w.,])[£€$]?\d[\d,.]*(?:\s?%|\s?m|\s?bn)?\s?[–-]\s?[£€$]?\d[\d,.]*\d?
        (?:\s?%|\s?per\s?cent\b|\s?(?:m|bn|million)\b)?)
  | (?<![\w.,£€$])(?<![A-Za-z]-)(?P<sign>[+−–-](?=[£\d]))?(?<![\w.,£€$])(?P<currency>[£€$]\s?)?
    (?:(?P<number>\d{{1,3}}(?:,\d{{3}}){{1,4}}|\d{{1,13}})(?P<decimals>\.\d{{1,9}})?|\b(?P<word>{NUMBER_WORD}|[Aa]\sdozen)\b(?!-))
    (?P<pence>p\b)?
    (?P<scale>\s?(?:bn|billion|million|mn|thousand|hundred|m|k)\b)?
    (?P<percent>{_PERCENT})?
    (?P<open>\+(?!\w))?
    (?:[\s-]?(?P<time>{_TIME_WORD}))?
    (?![\d]|,\d{3}|\.\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HEDGE: Final = re.compile(
    r"(?:\b(?P<word>approximately|approx\.?|about|around|circa|c\.|some|nearly|almost|over|more than|in excess of|"
    r"under|less than|fewer than|below|up to|at least|at most|just over|just under|in the region of|roughly|close to|"
    r"as many as|as much as|a minimum of|a maximum of|between)|[<>~])(?:\s+(?:an?|the))?\s*$",
    re.IGNORECASE,
)
_DISTANCE: Final = frozenset(("over", "more than", "under", "less than", "fewer than", "below"))
"""After a figure, or before "the", they compare: "six more than 18", "below the 3.5% of last year"."""
_PRONOUN: Final = re.compile(
    r"\b(?:the|this|that|which|each|every|any|no|old|new|last|next|same|other|another|only|latter)\s$", re.IGNORECASE
)
_WORTH_READING: Final = re.compile(rf"\d|\b(?:{NUMBER_WORD}|half|thirds?|quarters?|dozen)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Figure:
    """A figure as it stands in a sentence."""

    value: Decimal
    """In whole pounds, per cent, seconds, or ones."""
    unit: str
    """ "£", "%", "seconds", "days", …; empty for a count."""
    step: Decimal
    """What its last digit is worth; nought for a count that is exact."""
    start: int
    end: int
    words: str
    hedge: str = ""
    """ "about", "over", "almost": the word before it that makes it less than exact."""
    digits: bool = True
    """Whether it is written with digits."""
    fraction: bool = False
    """Whether it is said as a part: "a third", "8 in every 10"."""
    loose: bool = False
    """Whether it is one end of a range, or open: "20 – 30%", "10+"."""
    points: bool = False
    """Whether percentage points are meant."""

    @property
    def low(self) -> Decimal:
        """The least that it may stand for."""
        return self.value - self.step / 2

    @property
    def high(self) -> Decimal:
        """The most that it may stand for."""
        return self.value + self.step / 2

    @property
    def plain(self) -> bool:
        """Whether it can be calculated with: digits, no hedge, no range."""
        return self.digits and self.exact

    @property
    def exact(self) -> bool:
        """Whether it stands for one number, in digits or in words: "twelve", no hedge, no range."""
        return not self.loose and not self.fraction and not self.hedge


def figures(text: str, readable: str | None = None) -> tuple[Figure, ...]:
    """Read the figures of a sentence, in order; `readable` is the sentence masked, where that is known."""
    if not _WORTH_READING.search(text):
        return ()
    return tuple(_figures(text, masked(text) if readable is None else readable))


def masked(text: str) -> str:
    """Blank out what only looks like a figure, keeping every place."""
    return _NOT_FIGURES.sub(lambda found: "_" * len(found[0]), text)


def dates_in(text: str) -> frozenset[str]:
    """List the dates, years, periods and other such numbers of a sentence, as written, without blanks."""
    return frozenset("".join(found[0].casefold().split()) for found in _NOT_FIGURES.finditer(text))


def number(word: str) -> int | None:
    """Give the number that digits or a word stand for: "12", "twelve", "twenty-one"."""
    bare = word.strip().casefold()
    if bare.replace(",", "").isdigit():
        return int(bare.replace(",", ""))
    if bare in _UNITS:
        return _UNITS[bare]
    ten, _, one = bare.replace("-", " ").partition(" ")
    if ten in _TENS and (not one or one in _UNITS):
        return _TENS[ten] + _UNITS.get(one, 0)
    return 12 if bare == "a dozen" else None


def _figures(text: str, readable: str) -> Iterator[Figure]:
    end = 0
    for match in _FIGURE.finditer(readable):
        if (match["word"] or "").casefold() == "one" and _PRONOUN.search(readable, 0, match.start()):
            continue
        hedge = _HEDGE.search(readable, max(match.start() - 24, 0), match.start())
        word = (hedge["word"] or "about").casefold() if hedge else ""
        beside = bool(end and hedge and re.fullmatch(r"\s(?:[a-z]+\s)?", readable[end : hedge.start()]))
        apart = hedge and word in _DISTANCE and (beside or hedge[0].rstrip().endswith(" the"))
        yield _figure(text, match, "" if apart else word)
        end = match.end()


def _figure(text: str, match: re.Match[str], hedge: str) -> Figure:
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    words = match[0].strip()
    end = start + len(words)
    if match["share"]:
        some, whole = number(match["some"]), number(match["all"])
        part = Decimal(some or 0) * 100 / (whole or 1)
        return Figure(part, PERCENT, Decimal(10 if whole in (5, 10) else 1), start, end, words, hedge, False, True)
    if match["fraction"]:
        name = re.sub(r"^(?:an?|one) |s$", "", match["fraction"].casefold().replace("-", " "))
        above, below = _FRACTIONS.get(name) or _FRACTIONS[f"{name}s"]
        return Figure(Decimal(100 * above) / below, PERCENT, Decimal(1), start, end, words, hedge, False, True)
    if match["clock"]:
        value = Decimal(60 * int(match["minutes"]) + int(match["seconds"]))
        return Figure(value, "seconds", Decimal(1), start, end, words, hedge)
    if match["range"]:
        return Figure(Decimal(0), "", Decimal(0), start, end, words, hedge, loose=True)
    value, step, unit = _value(match)
    points = bool(match["percent"] and "point" in match["percent"])
    return Figure(
        value, unit, step, start, end, words, hedge, bool(match["number"]), loose=bool(match["open"]), points=points
    )


def _value(match: re.Match[str]) -> tuple[Decimal, Decimal, str]:
    decimals = match["decimals"] or ""
    if match["number"]:
        value = Decimal(match["number"].replace(",", "") + decimals)
    else:
        value = Decimal(number(match["word"]) or 0)
    scale = _SCALES[match["scale"].strip().casefold()] if match["scale"] else 1
    unit = MONEY if match["currency"] or (match["pence"] and match["number"]) else PERCENT if match["percent"] else ""
    step = Decimal(1).scaleb(-max(len(decimals) - 1, 0))
    if match["pence"] and not match["currency"]:
        return value / 100, step / 100, unit
    if match["time"] and not unit:
        time = match["time"].casefold()
        time = time.removesuffix("s")
        unit = _TIME[time]
        scale *= _SECONDS.get(time, 1)
    value, step = value * scale, step * scale
    if not unit and scale == 1 and not decimals:
        # 1,500 may be 1,501 rounded; 1,501 is exact, and so is 60.
        zeros = len(str(value)) - len(str(value).rstrip("0"))
        step = Decimal(10 ** min(zeros, len(str(value)) - 2)) if value >= 1000 and zeros >= 2 else Decimal(0)
    elif unit == MONEY and scale == 1 and not decimals and value >= 1000:
        zeros = len(str(value)) - len(str(value).rstrip("0"))
        step = Decimal(10**zeros)
    if match["sign"] in ("−", "–", "-"):
        value = -value
    return value, step, unit
