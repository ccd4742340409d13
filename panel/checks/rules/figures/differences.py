"""Differences that two figures do not give: "a reduction of 35", "an overspend of £0.4m", "6 fewer than", "doubled"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Final

from panel.checks.finding import Finding
from panel.checks.reading.figures import MONEY, PERCENT, Figure
from panel.checks.rules.figures.arithmetic import allowed, apart, said_value, same_unit
from panel.checks.rules.figures.read import DOWN, UP, Said

FROM: Final = re.compile(r"\bfrom\s(?:an?\s|the\s|some\s|a total of\s|[a-z]+\s){0,3}$", re.IGNORECASE)
TO: Final = re.compile(r"[^.;]{0,60}?\bto\s(?:an?\s|the\s|some\s|just\s|a total of\s)?$", re.IGNORECASE)
SIZE: Final = re.compile(
    rf"\b(?:(?P<up>{UP})|(?P<down>{DOWN}))s?\s(?:of|by)\s(?:a\sfurther\s|just\s|only\s)?$", re.IGNORECASE
)
_DOUBLED: Final = re.compile(
    r"\b(?P<how>more than |nearly |almost |over |just under )?(?P<verb>doubled|trebled|tripled|quadrupled|halved)\b",
    re.IGNORECASE,
)
_TIMES: Final = {"doubled": Decimal(2), "trebled": Decimal(3), "tripled": Decimal(3), "quadrupled": Decimal(4)}
_AGAINST: Final = re.compile(
    r"[^.;]{0,80}?\b(?:against|and (?:the |a )?forecast|compared (?:to|with))\b[^.;]{0,50}$", re.IGNORECASE
)
_FEWER: Final = re.compile(
    r"\s(?:(?:[a-z]+\s)?(?P<more>more|higher)|(?:[a-z]+\s)?(?:fewer|less|lower))\sthan\s(?:(?:the|in|last|year|"
    r"quarter|month|previous|"
    r"total|of|figure|for)\s|_+\s|\()*",
    re.IGNORECASE,
)
_GAP: Final = re.compile(
    r"\b(?P<what>overspend|underspend|deficit|surplus|shortfall|gap|difference|variance|draw-?down of reserves)s?\s"
    r"(?:of|totalling|is|was)\s$",
    re.IGNORECASE,
)


def find(said: Said, seen: set[int]) -> Iterator[Finding]:
    """Find the differences of a sentence that do not follow; those at the places seen were judged before."""
    yield from _sizes(said, seen)
    yield from _two_and_difference(said)
    yield from _gaps(said)
    yield from _times(said)
    yield from _fewer(said)


def wrong_percent(said: Said, words: str, percent: Figure, of: str, low: Decimal, high: Decimal) -> Finding:
    right = said_value((low + high) / 2, PERCENT)
    return said.finding(
        "percentage does not follow",
        words,
        f"“{percent.words}” does not follow from its figures: {of} is {right}.",
        f"A change {of} is {right}, and no rounding of it gives {percent.words}.",
        "Work the percentage out again, or correct the figures.",
    )


def _sizes(said: Said, seen: set[int]) -> Iterator[Finding]:
    """Find "485 offences, a rise of 28 (6.3%)" where the percentage does not follow."""
    for size, percent in zip(said.figures, said.figures[1:], strict=False):
        if percent.unit != PERCENT or not percent.plain or size.unit == PERCENT or not size.plain or size.start in seen:
            continue
        told = SIZE.search(said.upto(size))
        if not told or not re.fullmatch(r"\s?(?:[a-z]+\s)?(?:\(|or\s)", said.masked[size.end : percent.start]):
            continue
        if not said.masked[percent.end :].startswith((")", " ", ",", ".")) or re.match(
            r"\)? of\b", said.masked[percent.end :]
        ):
            continue
        bases = [figure for figure in said.plain if figure.end <= told.start() and same_unit(figure, size)]
        bases = [figure for figure in bases if not said.changes(figure) and not said.refers(figure)][-1:]
        if not bases and said.before and re.match(r"(?:This|That|It|An?|The)\b", said.text):
            bases = [
                figure
                for figure in said.before.plain
                if same_unit(figure, size) and not said.before.changes(figure) and not said.before.refers(figure)
            ]
        wrong = [_of_size(figure, size, bool(told["up"]), percent) for figure in bases]
        if wrong and all(wrong):
            low, high = wrong[0] or (Decimal(0), Decimal(0))
            words = said.cut(told.start(), percent.end)
            way = "rise" if told["up"] else "fall"
            yield wrong_percent(said, words, percent, f"a {way} of {size.words} to {bases[0].words}", low, high)


def _of_size(now: Figure, size: Figure, up: bool, percent: Figure) -> tuple[Decimal, Decimal] | None:
    """Give the percentage that a change of this size is, or None where the stated one may be it."""
    least = now.low - size.high if up else now.low + size.low
    most = now.high - size.low if up else now.high + size.high
    if least <= 0 or size.value <= 0:
        return None
    low, high = 100 * size.low / most, 100 * size.high / least
    return (low, high) if apart(low, high, *allowed(percent)) else None


def _two_and_difference(said: Said) -> Iterator[Finding]:
    """Find "853 in 2016 and 823 in 2017, a reduction of 35"."""
    for size in said.plain:
        told = SIZE.search(said.upto(size))
        if not told or size.unit == PERCENT:
            continue
        pair = [figure for figure in said.figures if figure.end <= told.start() and same_unit(figure, size)]
        if len(pair) != 2 or not all(figure.plain and not said.changes(figure) for figure in pair):
            continue
        old, new = pair
        between = said.masked[old.end : new.start]
        if not re.search(r"\band\b|\bto\b|\bagainst\b", between) or FROM.search(said.upto(old)) or ";" in between:
            continue
        if not re.fullmatch(
            r"[^.;]{0,50}?(?:,\s?|\s)(?:representing|which is|which was|being|giving|equating to|this "
            r"is)?\s?an?\s?(?:[a-z]+\s){0,2}",
            said.masked[new.end : told.start()],
        ):
            continue
        difference = abs(old.value - new.value)
        slack = (old.step + new.step + size.step) / 2
        near = (
            min(old.value, new.value) * 2 > max(old.value, new.value) and difference / 2 <= size.value <= difference * 2
        )
        if near and abs(difference - size.value) > slack:
            words = said.cut(told.start(), size.end)
            right = said_value(difference, size.unit, size)
            yield said.finding(
                "difference does not follow",
                words,
                f"“{words}” does not follow from {old.words} and {new.words}, which are {right} apart.",
                f"The paper says: “{said.text}”",
                "Correct the difference or the figures.",
            )


def _gaps(said: Said) -> Iterator[Finding]:
    """Find a stated overspend, shortfall or draw-down that two amounts of money do not give."""
    for gap in said.plain:
        told = _GAP.search(said.upto(gap))
        if not told or gap.unit != MONEY:
            continue
        source, end = said, told.start()
        pair = [figure for figure in said.figures if figure.end <= end and figure.unit == MONEY]
        if not pair and said.before and re.match(r"(?:This|That|It|The|An?)\b", said.text):
            source, end = said.before, len(said.before.text)
            pair = [figure for figure in source.figures if figure.unit == MONEY]
        if len(pair) != 2 or not all(figure.plain for figure in pair):
            continue
        first, second = pair
        if not _AGAINST.fullmatch(source.masked[first.end : second.start]) or len(source.masked[second.end : end]) > 40:
            continue
        difference = abs(first.value - second.value)
        if abs(difference - gap.value) > (first.step + second.step + gap.step) / 2:
            right = said_value(difference, MONEY, gap)
            words = said.cut(told.start(), gap.end)
            yield said.finding(
                "difference does not follow",
                words,
                f"“{words}” does not follow from {first.words} and {second.words}, which are {right} apart.",
                f"The paper says: “{source.text}”",
                "Correct the difference or the amounts.",
            )


def _times(said: Said) -> Iterator[Finding]:
    """Find "doubled from 31 to 44" and "halved from £12.4m to £8.1m"."""
    for told in _DOUBLED.finditer(said.masked):
        pair = [figure for figure in said.figures if figure.start >= told.end()][:2]
        if len(pair) != 2 or not all(figure.plain and figure.value > 0 for figure in pair) or not same_unit(*pair):
            continue
        then, now = pair
        between = said.masked[told.end() : then.start]
        if not FROM.search(between) or len(between) > 40 or not TO.fullmatch(said.masked[then.end : now.start]):
            continue
        verb, how = told["verb"].casefold(), (told["how"] or "").strip().casefold()
        least, most = now.low / then.high, now.high / then.low
        if verb == "halved":
            least, most, times = 1 / most, 1 / least, Decimal(2)
        else:
            times = _TIMES[verb]
        low = times if how in ("more than", "over") else times * Decimal("0.85")
        high = times if how in ("nearly", "almost", "just under") else times * Decimal("1.15")
        if how in ("more than", "over"):
            high = times * 2
        if apart(least, most, low, high):
            words = said.cut(told.start(), now.end)
            yield said.finding(
                "change is not that great",
                words,
                f"“{words}”: {then.words} and {now.words} are {round(least + most, 1) / 2:.1f} times apart.",
                f"The paper says: “{said.text}”",
                "Correct the word or the figures.",
            )


def _fewer(said: Said) -> Iterator[Finding]:
    """Find "45 deaths, 6 fewer than the 49 of last year"."""
    for size, then in pairwise(said.figures):
        told = _FEWER.fullmatch(said.masked[size.end : then.start])
        earlier = [figure for figure in said.figures if figure.end <= size.start]
        if (
            not told
            or not earlier
            or not (size.plain and then.digits)
            or not same_unit(size, then)
            or not same_unit(earlier[-1], size)
        ):
            continue
        now = earlier[-1]
        if not now.plain or not re.fullmatch(
            r"(?:\s[\w'’/-]+){0,6},?\s(?:which (?:is|was)\s)?", said.masked[now.end : size.start]
        ):
            continue
        right = then.value + size.value if told["more"] else then.value - size.value
        if abs(right - now.value) > (now.step + then.step + size.step) / 2:
            words = said.cut(size.start, then.end)
            yield said.finding(
                "difference does not follow",
                words,
                f"“{words}” would be {said_value(right, now.unit, now)}, not {now.words}.",
                f"{now.words} and {then.words} are {said_value(abs(now.value - then.value), now.unit, now)} apart.",
                "Correct the difference or the figures.",
            )
