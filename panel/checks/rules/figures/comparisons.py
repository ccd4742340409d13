"""Comparisons that their own figures contradict: "above the average (31)" of 27, ranks, "over two thirds (58%)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from panel.checks.finding import Finding
from panel.checks.reading.figures import PERCENT, Figure
from panel.checks.rules.figures.arithmetic import said_value, same_unit
from panel.checks.rules.figures.read import Said

_ANCHOR = (
    r"(?:averages?|mean|median|targets?|aspirations?|thresholds?|limits?|standards?|benchmarks?|baselines?|budgets?|"
    r"forecasts?|projections?|levels?|figures?|norms?|ambitions?|quarter|year|month|period)"
)
_SIDE: Final = re.compile(
    r"\b(?:(?P<up>above|higher than|greater than|in excess of|exceed(?:s|ed|ing)|more than|over)|"
    r"(?P<down>below|lower than|less than|fewer than|short of|under))\s",
    re.IGNORECASE,
)
_TO_FIGURE: Final = re.compile(
    rf"(?:(?:the|its|our|this|that|their|a|an)\s)?(?:[\w'’/-]+\s){{0,6}}?{_ANCHOR}\b[\w\s'’-]{{0,30}}?(?:\(|of\s|"
    rf"at\s|\(of\s|is\s)?$",
    re.IGNORECASE,
)
_BEFORE_ANCHOR: Final = re.compile(r"(?:the|its|our|this|that|their)\s(?:[\w'’-]+\s){0,3}$", re.IGNORECASE)
_AFTER_ANCHOR: Final = re.compile(rf"\s(?:[\w'’-]+\s){{0,2}}{_ANCHOR}\b", re.IGNORECASE)
_SET: Final = re.compile(r"\b(?:target|limit|threshold|aspiration|ambition)\b", re.IGNORECASE)
_OPEN: Final = re.compile(
    r"\b(?:not|no longer|never|nor|neither|without|if|unless|until|whether|should|would|must|may|might|could|can|"
    r"aim(?:s|ed)?|want(?:s|ed)?|wish(?:es)?|need(?:s|ed)?|expect(?:s|ed)?|hope[sd]?|intend(?:s|ed)?|goal|ambition|"
    r"rather than|instead of|likely|risk|from|sit(?:s|ting)? between|either|remain(?:ed)? to be|to (?:be|keep|stay|"
    r"bring|get|move))\b"
    r"[^.;]{0,60}$",
    re.IGNORECASE,
)
_LEANS_BACK: Final = re.compile(
    r"(?:This|That|These|Those|It|They|Both|An?\s|The (?:figure|total|number|rate|result|score|volume)|Volumes?|"
    r"Levels?|"
    r"Performance|Numbers?)\b"
)
_RANK: Final = re.compile(
    r"\b(?P<verb>improved|risen|rose|climbed|moved up|dropped|slipped|fallen|fell|worsened|declined|deteriorated)\b"
    r"(?P<between>(?:\s[\w'’]+){0,6}?)\sfrom\s(?:the\s)?(?P<old>\d{1,3})(?:st|nd|rd|th)\b(?P<middle>[^.;]{0,40}?)\sto\s"
    r"(?:the\s)?(?P<new>\d{1,3})(?:st|nd|rd|th)\b",
    re.IGNORECASE,
)
_BETTER: Final = ("improved", "risen", "rose", "climbed", "moved up")
_RANKED: Final = re.compile(r"\b(?:rank\w*|place[ds]?|position\w*|league|of (?:the )?\d+ forces)\b", re.IGNORECASE)
_RANK_AFTER: Final = re.compile(
    r"\s*(?:_+|\d)|\s+(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_OVER: Final = ("over", "more than", "just over", "in excess of", "at least")
_UNDER: Final = ("under", "less than", "fewer than", "just under", "nearly", "almost", "below", "up to", "at most")


def find(said: Said) -> Iterator[Finding]:
    """Find what a sentence compares the wrong way."""
    yield from _sides(said)
    yield from _ranks(said)
    yield from _fractions(said)


def _sides(said: Said) -> Iterator[Finding]:
    for side in _SIDE.finditer(said.masked):
        yardstick = _yardstick(said, side.end())
        if yardstick is None or not yardstick.exact or _OPEN.search(said.masked[: side.start()]):
            continue
        figure, end = yardstick, yardstick.end
        subjects = _subjects(said, side.start(), figure)
        # "The average was £286.84, so that we, at £272.70, are below the average of £286.84": it stands there twice.
        subjects = [subject for subject in subjects if subject.value != figure.value] or subjects
        yield from _other_period(said, side.start(), figure, subjects)
        up = bool(side["up"])
        # An average is rounded, a target is set.
        if _SET.search(said.masked[side.end() : figure.end + 20]):
            figure = replace(figure, step=Decimal(0))
        if not subjects or not all(_contradicts(subject, figure, up) for subject in subjects):
            continue
        words = said.cut(side.start(), end)
        subject = subjects[0]
        than = "less than" if up else "more than"
        yield said.finding(
            "comparison is the other way",
            words,
            f"“{words}” is said of {subject.words}, which is {than} {figure.words}.",
            f"The paper says: “{_around(said, subject, figure)}”.",
            "Correct the comparison or the figure.",
        )


def _other_period(said: Said, start: int, figure: Figure, subjects: list[Figure]) -> Iterator[Finding]:
    """Find a quarter's number that is held against the average of a month."""
    words = said.cut(start, figure.end)
    source = said.text if (subjects and subjects[0] in said.figures) or not said.before else said.before.text
    if len(subjects) != 1 or subjects[0].unit or not re.search(r"\bmonthly average\b", words, re.IGNORECASE):
        return
    of_a_quarter = re.search(r"\b(?:last|this|the|in) quarter\b", source, re.IGNORECASE)
    if of_a_quarter and not re.search(r"month", source.replace(words, "")) and subjects[0].value < 2 * figure.value:
        yield said.finding(
            "periods differ",
            words,
            f"“{words}” is said of a quarter’s {subjects[0].words}; three months of {figure.words} would be "
            f"{said_value(3 * figure.value, '')}.",
            f"The paper says: “{_around(said, subjects[0], figure)}”",
            "Compare like with like, or correct the words.",
        )


def _around(said: Said, subject: Figure, figure: Figure) -> str:
    text = said.text
    if subject not in said.figures and said.before:
        text = f"{said.before.text} {text}"
    return text if len(text) <= 240 else f"{text[:237].rsplit(' ', 1)[0]} …"


def _yardstick(said: Said, start: int) -> Figure | None:
    """Give the figure that something is said to be above or below: "above the quarter average (31)"."""
    after = [figure for figure in said.figures if figure.start >= start]
    if not after:
        return None
    figure = after[0]
    between = said.masked[start : figure.start]
    if len(between) > 70 or re.search(r"[,.;:]|\b(?:and|but|with|while|compared|which)\b", between):
        return None
    if _TO_FIGURE.match(between):
        return figure
    if _BEFORE_ANCHOR.match(between) and _AFTER_ANCHOR.match(said.masked[figure.end :]):
        return figure
    return None


def _subjects(said: Said, end: int, like: Figure) -> list[Figure]:
    """List the figures that may be the ones compared."""
    here = _candidates(said, like, 0, end)
    if here:
        return here
    earlier = [figure for figure in said.figures if figure.end <= end and same_unit(figure, like)]
    if any(not figure.plain or not (said.refers(figure) or said.changes(figure)) for figure in earlier):
        return []
    # "above the average (79%), with 78% of people ..."
    with_it = [
        figure
        for figure in said.plain
        if figure.start >= like.end
        and same_unit(figure, like)
        and re.fullmatch(
            r"\)?,?\s(?:with|at|standing at|being)\s(?:[\w-]+\s){0,3}", said.masked[like.end : figure.start]
        )
    ]
    if with_it:
        return with_it[:1]
    if said.before and _LEANS_BACK.match(said.text):
        return _candidates(said.before, like, 0, len(said.before.text))
    return []


def _candidates(said: Said, like: Figure, start: int, end: int) -> list[Figure]:
    return [
        figure
        for figure in said.plain
        if start <= figure.start
        and figure.end <= end
        and same_unit(figure, like)
        and not figure.points
        and not said.changes(figure)
        and not said.refers(figure)
    ]


def _contradicts(subject: Figure, figure: Figure, up: bool) -> bool:
    if min(subject.value, figure.value) <= 0:
        return False
    if not subject.unit and not Decimal("0.25") <= subject.value / figure.value <= 4:
        return False
    return subject.high < figure.low if up else subject.low > figure.high


def _ranks(said: Said) -> Iterator[Finding]:
    for rank in _RANK.finditer(said.text):
        if _RANK_AFTER.match(said.text[rank.end() :]) or not _RANKED.search(said.text):
            continue
        old, new = int(rank["old"]), int(rank["new"])
        better = rank["verb"].casefold() in _BETTER
        if old == new or better == (new < old):
            continue
        words = said.cut(rank.start(), rank.end())
        yield said.finding(
            "rank moves the other way",
            words,
            f"“{words}”: a rank that goes from {old} to {new} {'falls' if new > old else 'rises'}.",
            "The first rank is the best.",
            "Correct the word or the ranks.",
        )


def _fractions(said: Said) -> Iterator[Finding]:
    """Compare a part in words with the percentage in brackets after it: "over two thirds (69%)"."""
    for part, figure in zip(said.figures, said.figures[1:], strict=False):
        if not part.fraction or figure.fraction or figure.unit != PERCENT or not figure.plain:
            continue
        if not re.fullmatch(r"(?:\sof(?:\s[\w'’]+){1,4})?\s\(", said.masked[part.end : figure.start]):
            continue
        if not _misstated(part, figure):
            continue
        words = said.cut(part.start - len(part.hedge) - 1 if part.hedge else part.start, figure.end)
        yield said.finding(
            "comparison is the other way",
            words,
            f"“{words}”: {part.words} is {said_value(part.value, PERCENT)}.",
            "The part in words and the percentage in brackets are of the same thing.",
            "Correct one of them.",
        )


def _misstated(part: Figure, figure: Figure) -> bool:
    if part.hedge in _OVER:
        return figure.high < part.value or figure.low > part.value + 15
    if part.hedge in _UNDER:
        return figure.low > part.value or figure.high < part.value - 10
    return abs(figure.value - part.value) > 7
