"""Changes that their own figures contradict: the direction, the difference and the percentage of a rise or a fall."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from panel.checks.finding import Finding
from panel.checks.reading.figures import PERCENT, Figure
from panel.checks.rules.figures import differences
from panel.checks.rules.figures.arithmetic import allowed, apart, change, said_value, same_unit
from panel.checks.rules.figures.differences import FROM, SIZE, TO, wrong_percent
from panel.checks.rules.figures.read import DIRECTION, DOWN, UP, Said

_COMPARED: Final = re.compile(
    r"(?:\b(?:(?:when\s)?compar(?:ed|ing)\s(?:to|with)|against|from|than|on|over|since)\s(?:[\w'’/&-]+\s){0,6}?"
    r"(?:previous|prior|preceding|last|same|before|earlier|ago|quarter|month|year|period|week|_+)"
    r"(?:\s[\w'’_-]+){0,5}\s?(?:\(|of\s|\(of\s|total of\s|figure of\s)|"
    r"\((?:the\s)?(?:previous|last|prior)\s(?:quarter|month|year|period):?\s|"
    r"\b(?:compared (?:to|with)|down from|up from|against)\s(?:the\s)?)$",
    re.IGNORECASE,
)
_AND_SO: Final = re.compile(
    rf"\)?(?:\s(?:in|for)(?:\s[\w-]+){{1,5}})?,\s(?:which is |representing |this is )?an?\s(?:\w+\s)?(?:(?P<up>{UP})|"
    rf"(?P<down>{DOWN}))\b",
    re.IGNORECASE,
)
_AND_ANOTHER: Final = re.compile(r"\s(?:and|or)\s[£\d]")
"""Two figures after "up from" are of two things."""
_YARDSTICK: Final = re.compile(r"\b(?:average|target|forecast|budget|mean|limit|projection)\b", re.IGNORECASE)
_THE_MORE_THE_BETTER: Final = re.compile(
    r"\b(?:confidence|satisfaction|positive outcomes?|answered in|within target|detection|attendance)\b", re.IGNORECASE
)
_BETTER: Final = re.compile(r"\b(?:(?P<up>improved|improving)|(?P<down>worsened|deteriorated))\b", re.IGNORECASE)
_TO_THEN: Final = re.compile(r"(?:\s(?:by\s)?[\d.,]+\s?(?:%|per cent)?)?(?:\s[a-z]+){0,2}\sto\s(?:an?\s|the\s)?")
_NOT_SO: Final = re.compile(
    r"\b(?:not?|never|rather than|instead of|without|neither|nor|whether|if)\b[^,.;]*$", re.IGNORECASE
)
_THEN_PERCENT: Final = re.compile(
    r"\)?,?\s?(?:\(|or\s|an?\s|(?:a|an) (?:[a-z]+ ){1,2}of\s|(?:of|by)\s|representing an?\s|which is an?\s)"
)


@dataclass(frozen=True)
class Change:
    """Two figures, and the words that say how one became the other."""

    then: Figure
    now: Figure
    up: bool | None
    """None where no direction is said."""
    start: int
    """Where the words of the change begin."""
    end: int


def find(said: Said, compared: Sequence[Change]) -> Iterator[Finding]:
    """Find what a sentence says of a change, its comparisons among them, and its figures do not."""
    seen: set[int] = set()
    for told in (*_from_to(said), *_turned(said), *compared) if len(said.figures) > 1 or compared else ():
        found = list(_judge(said, told))
        yield from found
        seen.update(figure.start for figure in said.figures if told.start <= figure.start < told.end + 25)
    yield from differences.find(said, seen)


def _from_to(said: Said) -> Iterator[Change]:
    """Yield "fell from 853 to 823", "(from 56 in October to 34)", "from 853 to 823, a reduction of 30"."""
    for then, now in zip(said.figures, said.figures[1:], strict=False):
        if not (then.plain and now.plain and same_unit(then, now)) or min(then.value, now.value) < 0:
            continue
        before = said.upto(then)
        preposition = FROM.search(before)
        between = said.masked[then.end : now.start]
        if not preposition or not TO.fullmatch(between) or re.search(r",\s(?:and|but|while)\b", between):
            continue
        head = before[: preposition.start()]
        told = [word for word in _ways(said, len(head)) if word.end() > len(head) - 60]
        told = [word for word in told if not re.search(r"[.;]|\b(?:and|but)\b", head[word.end() :])]
        if told and _NOT_SO.search(head[: told[-1].start()]):
            continue
        if len({bool(word["up"]) for word in told}) == 1:
            yield Change(then, now, bool(told[-1]["up"]), told[-1].start(), now.end)
            continue
        after = re.match(
            r"[^.;(]{0,25}[,–-]\s?(?:which is |representing |equating to |or )?an?\s", said.masked[now.end :]
        )
        word = DIRECTION.search(said.masked, now.end, now.end + 60) if after and not told else None
        if word and not re.search(r"[.;]", said.masked[now.end : word.start()]):
            yield Change(then, now, bool(word["up"]), preposition.start(), word.end())
        elif not told:
            yield Change(then, now, None, preposition.start(), now.end)


def _ways(said: Said, end: int) -> list[re.Match[str]]:
    """List the words before a place that say which way something went; confidence that improves goes up."""
    words = [word for word in DIRECTION.finditer(said.masked) if word.end() <= end]
    if _THE_MORE_THE_BETTER.search(said.masked[:end]):
        words += [word for word in _BETTER.finditer(said.masked) if word.end() <= end]
    return sorted(words, key=lambda word: word.start())


def _turned(said: Said) -> Iterator[Change]:
    """Yield "rose 15% to 230 from 212"."""
    for now, then in pairwise(said.figures):
        if not (now.plain and then.plain and same_unit(now, then)):
            continue
        told = _ways(said, now.start)
        if not told or not _TO_THEN.fullmatch(said.masked[told[-1].end() : now.start]):
            continue
        if re.fullmatch(r"(?:\s[a-z]+){0,2},?\sfrom\s(?:the\s)?", said.masked[now.end : then.start]):
            yield Change(then, now, bool(told[-1]["up"]), told[-1].start(), then.end)


def compared(said: Said) -> Iterator[Change]:
    """Yield "27 …, a reduction compared to the previous quarter (36)" and its like."""
    if not DIRECTION.search(said.masked):
        return
    for position, then in enumerate(said.figures):
        reference = _COMPARED.search(said.upto(then))
        if _AND_ANOTHER.match(said.masked, then.end) and position + 1 < len(said.figures):
            continue
        if not then.plain or then.points or not reference or _YARDSTICK.search(reference[0]):
            continue
        earlier = [figure for figure in said.figures[:position] if same_unit(figure, then)]
        now, told = (
            _beside(said, earlier, then) or _heading(said, earlier, then) or _after(said, earlier, then) or (None, None)
        )
        if now is None or told is None or not now.plain or _NOT_SO.search(said.masked[: told.start()]):
            continue
        if not then.unit and (then.value == 0 or not Decimal("0.2") <= now.value / then.value <= 5):
            continue
        start = now.start if told.start() >= then.end else told.start()
        end = max(told.end(), then.end)
        yield Change(then, now, bool(told["up"]), start, end)


def _after(said: Said, earlier: list[Figure], then: Figure) -> tuple[Figure, re.Match[str]] | None:
    """Give the figure before and the word after, in "79%, compared to 82% in the previous quarter, an increase"."""
    told = _AND_SO.match(said.masked, then.end)
    if not told or not earlier or said.changes(earlier[-1]) or len(said.masked[earlier[-1].end : then.start]) > 60:
        return None
    return earlier[-1], told


def _beside(said: Said, earlier: list[Figure], then: Figure) -> tuple[Figure, re.Match[str]] | None:
    """Give the figure just before, in "increased by 27% this quarter (162) compared with the previous (128)"."""
    if not earlier or said.changes(earlier[-1]):
        return None
    now = earlier[-1]
    between = said.masked[now.end : then.start]
    if not re.match(r"\)?[^.;()]{0,60}?\b(?:compar|against|down from|up from)", between) or DIRECTION.search(between):
        return None
    told = list(DIRECTION.finditer(said.masked, 0, now.start))
    if not told or re.search(r"[.;]|\bbut\b", said.masked[told[-1].end() : now.start]):
        return None
    return now, told[-1]


def _heading(said: Said, earlier: list[Figure], then: Figure) -> tuple[Figure, re.Match[str]] | None:
    """Give the figure that leads the sentence, or the one before: "97 offences …. An 8% reduction on … (105)"."""
    told = list(DIRECTION.finditer(said.masked, 0, then.start))
    if not told or (
        len(told) > 1 and bool(told[-1]["up"]) != bool(told[-2]["up"]) and told[-1].start() - told[-2].end() < 30
    ):
        return None
    word = told[-1]
    between = said.masked[word.end() : then.start]
    if re.search(r"[.;]|\bbut\b|\bwhile\b", between) or any(
        not figure.unit and word.end() <= figure.start < then.start and not said.changes(figure)
        for figure in said.figures
    ):
        return None
    leading = [
        figure
        for figure in earlier
        if figure.end <= word.start() and not said.changes(figure) and not said.refers(figure)
    ]
    if not leading and said.before and not any(figure.end <= word.start() for figure in earlier):
        if not re.match(r"(?:This|That|It|An?|These|The (?:figure|total|number))\b", said.text):
            return None
        leading = [
            figure
            for figure in said.before.plain
            if same_unit(figure, then) and not said.before.changes(figure) and not said.before.refers(figure)
        ]
        if len(leading) > 1 and leading[0].start > 0:
            return None
        leading = leading[:1]
    return (leading[0], word) if len(leading) == 1 else None


def _judge(said: Said, told: Change) -> Iterator[Finding]:
    now, then = told.now, told.then
    words = said.cut(told.start, told.end)
    percent = _percent(said, told)
    if percent:
        words = said.cut(min(told.start, percent.start), max(told.end, percent.end))
    if told.up is not None and (now.high < then.low if told.up else now.low > then.high):
        yield said.finding(
            "change is the other way",
            words,
            f"“{words}”: {then.words} became {now.words}, which is {'a fall' if told.up else 'a rise'}.",
            f"{now.words} is {'less' if told.up else 'more'} than {then.words}.",
            "Correct the word or the figures.",
        )
        return
    size = _size(said, told)
    if percent:
        low, high = change(now, then)
        if size and size.value == abs(now.value - then.value) and then.value:
            # Three figures that agree to the last digit are taken as they stand.
            low = high = 100 * (now.value - then.value) / then.value
        if low * high <= 0:
            return
        low, high = sorted((abs(low), abs(high)))
        least, most = allowed(percent)
        points = abs(now.value - then.value)
        in_points = now.unit == PERCENT and not apart(points - then.step, points + then.step, least, most)
        if apart(low, high, least, most) and not in_points:
            yield wrong_percent(said, words, percent, f"from {then.words} to {now.words}", low, high)
    if size and abs(abs(now.value - then.value) - size.value) > (now.step + then.step + size.step) / 2:
        difference = said_value(abs(now.value - then.value), now.unit, now)
        yield said.finding(
            "difference does not follow",
            said.cut(min(size.start, told.start), max(size.end, told.end)),
            f"“{size.words}” is given as the difference of {then.words} and {now.words}, which is {difference}.",
            f"{then.words} and {now.words} are {difference} apart.",
            "Correct the difference or the figures.",
        )


def _percent(said: Said, told: Change) -> Figure | None:
    """Give the percentage that a change is said to be."""
    near = [
        figure
        for figure in said.figures
        if figure.unit == PERCENT
        and not figure.fraction
        and not figure.loose
        and figure not in (told.now, told.then)
        and told.start - 30 <= figure.start <= told.end + 30
    ]
    for figure in near:
        between = said.masked[figure.end : told.start]
        if told.start <= figure.start < told.end and DIRECTION.fullmatch(
            said.masked[told.start : figure.start].rstrip()
        ):
            return figure
        if figure.end <= told.start and re.fullmatch(r"\s(?:[a-z]+\s)?", between):
            return figure
        within = told.start <= figure.start < told.end and bool(SIZE.search(said.upto(figure)))
        if within and not any(told.start < other.start < figure.start for other in (told.now, told.then)):
            return figure
        after = figure.start >= told.end and _THEN_PERCENT.fullmatch(said.masked[told.end : figure.start])
        if after and not said.masked[figure.end :].lstrip().startswith("of "):
            return figure
    return None


def _size(said: Said, told: Change) -> Figure | None:
    """Give the number that a change is said to be: "by £12 from £192 to £204", "a reduction of 30"."""
    for figure in said.plain:
        if figure in (told.now, told.then) or not same_unit(figure, told.now) or figure.unit == PERCENT:
            continue
        if told.start <= figure.start <= told.end + 12 and SIZE.search(said.upto(figure)):
            return figure
    return None
