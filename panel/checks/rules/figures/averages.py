"""Averages of a total over a number that may stand a sentence or two before.

"£870k went to 30 clubs, an average of £29k"; "Fines came to £46,350, an average of £3,090 for each conviction" after
"15 led to a conviction"; "3,420 complaints in the year …; the average was 855 a quarter".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from panel.checks.finding import Finding
from panel.checks.reading.figures import MONEY, PERCENT, Figure
from panel.checks.rules.figures.arithmetic import said_value, same_unit
from panel.checks.rules.figures.read import Said
from panel.checks.rules.figures.shape import STOP, Shape, group, words

_COUNT, _TOTAL, _MEAN = group("count"), group("total"), group("mean")
_PATTERNS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        # "£870k to 30 clubs, an average of £29k each"
        rf"{_TOTAL}{words(25)}\s(?:to|for|in|between|among|across|from|on|by)\s{words(15)}{_COUNT}{words(60)},?\s"
        rf"(?:an average of|averaging|average|an average [a-z]{{3,12}} of)\s{_MEAN}",
        # "41 grants worth £612,400, an average of £14,937"
        rf"{_COUNT}{words(60)}\b(?:worth|for|costing|cost|totall?ing|came to|come to|brought|raised|paid|with)\s"
        rf"{words(20)}{_TOTAL}{words(40)}[,;(–-]\s?(?:an average of|averaging|average|on average)\s{_MEAN}",
        # "Four sites were sold, for £4,575k: … The average price was £1,144k."
        rf"{_COUNT}{words(60)}(?:,\s|\s)(?:worth|for|at|costing|cost|totall?ing|came to|brought|raised)\s{words(20)}"
        rf"{_TOTAL}[^{STOP}]{{0,250}}?{STOP}\s(?:the|an|their) average\s(?:[a-z]{{3,12}}\s)?(?:is|was|were|of)\s"
        rf"{_MEAN}",
    )
)
_FOR_EACH: Final = re.compile(
    rf"{_TOTAL}{words(40)},?\s(?:an average of|averaging|average|on average)\s{_MEAN}\s(?:for each|per|for every|a|"
    r"each)\s(?P<noun>[a-z]{4,20})\b"
)
_A_TIME: Final = re.compile(
    rf"\b(?:the |an |on )?average\s(?:[a-z]{{3,12}}\s)?(?:was|is|of)?\s?{_MEAN}\s(?:[a-z]{{3,15}}\s)?"
    r"(?:a|each|per|every)\s(?P<period>quarter|month)\b"
)
_SHARES: Final = {"quarter": 4, "month": 12}
_PERIODS: Final = frozenset(("year", "month", "week", "day", "quarter", "hour", "person", "people", "head", "week"))
_UNEVEN: Final = re.compile(r"\b(?:weighted|national|regional|median|target|previous|five-year|three-year)\b")
_YEARS_FAR: Final = Decimal("0.08")
_BACK: Final = 4
"""So many sentences back may a year's total stand."""


def find(said: Said) -> Iterator[Finding]:
    """Find the averages of a sentence that the total and the number beside them do not give."""
    if "averag" not in said.shape.text or not said.figures:
        return
    yield from _beside(said) or _for_each(said) or _a_time(said)


def _beside(said: Said) -> list[Finding]:
    led = said.led
    for pattern in _PATTERNS:
        for told in pattern.finditer(led.text):
            if led.places[told.start("mean")] < 0 or _UNEVEN.search(told[0]):
                continue
            count, total, mean = (led.figure(told[name]) for name in ("count", "total", "mean"))
            return list(_judge(said, led, told, count, total, mean))
    return []


def _for_each(said: Said) -> list[Finding]:
    """Find "Fines came to £46,350, an average of £3,900 for each conviction" of 15 convictions."""
    told = _FOR_EACH.search(said.shape.text)
    if not told or told["noun"] in _PERIODS:
        return []
    total, mean = said.shape.figure(told["total"]), said.shape.figure(told["mean"])
    noun = re.escape(told["noun"].removesuffix("y"))
    of_it = re.compile(rf"{_COUNT}(?:\s[a-z'-]+){{0,4}}?\s{noun}(?:s|ies)?\b")
    counts = [
        source.shape.figure(one["count"])
        for source in (said, said.before)
        if source
        for one in of_it.finditer(source.shape.text)
    ]
    counts = [one for one in counts if not one.unit and one.exact and one.value >= 2]
    if len({one.value for one in counts}) != 1:
        return []
    return list(_judge(said, said.shape, told, counts[0], total, mean))


def _a_time(said: Said) -> list[Finding]:
    """Find "3,420 complaints in 2025/26 … the average was 885 a quarter"."""
    told = _A_TIME.search(said.shape.text)
    if not told:
        return []
    mean, share = said.shape.figure(told["mean"]), _SHARES[told["period"]]
    if not mean.exact or mean.unit == PERCENT or mean.value < 10:
        return []
    totals = [one for one in _back(said) if one is not mean and one.exact and same_unit(one, mean)]
    slack = max(mean.step, Decimal(1)) / 2
    if any(abs(one.value / times - mean.value) <= slack for one in totals for times in range(2, 13)):
        return []
    near = [
        one
        for one in totals
        if abs(one.value / share - mean.value) <= _YEARS_FAR * mean.value and not said.changes(one)
    ]
    if len(near) != 1:
        return []
    right = Decimal(round(near[0].value / share))
    if near[0].step / 2 / share >= abs(right - mean.value):
        return []
    return [_wrong(said, said.shape, told, f"{near[0].words} shared by {share}", right, mean)]


def _back(said: Said) -> Sequence[Figure]:
    """List the figures of a sentence and of those before it."""
    held = list(said.figures)
    source = said.before
    for _ in range(_BACK):
        if source is None:
            break
        held.extend(source.figures)
        source = source.before
    return held


def _judge(
    said: Said, shape: Shape, told: re.Match[str], count: Figure, total: Figure, mean: Figure
) -> Iterator[Finding]:
    if not (total.exact and mean.exact and count.exact) or count.unit or not 2 <= count.value <= 10**6:
        return
    if not same_unit(total, mean) or total.unit == PERCENT or total.value <= mean.value:
        return
    right = total.value / count.value
    written = total.words.rstrip()[-1:].isdigit()
    slack = (Decimal(0) if written else total.step / 2 / count.value) + max(mean.step / 2, Decimal("0.5"))
    slack += Decimal(0) if mean.words.rstrip()[-1:].isdigit() and mean.unit == MONEY else right / 200
    if mean.value < 100 and mean.unit != MONEY:
        slack = max(mean.step, Decimal(1) if mean.value == round(mean.value) else mean.step) / 2
    if abs(right - mean.value) > slack and mean.value / 2 <= right <= 2 * mean.value:
        value = Decimal(round(right)) if right >= 100 else round(right, 1)
        yield _wrong(said, shape, told, f"{total.words} shared by {count.words}", value, mean)


def _wrong(said: Said, shape: Shape, told: re.Match[str], sum_: str, right: Decimal, mean: Figure) -> Finding:
    start, end = shape.span(told.start(), told.end("mean"))
    its_words = said.cut(start, end)
    value = said_value(right, mean.unit, mean)
    return said.finding(
        "average does not follow",
        its_words,
        f"“{its_words}”: {sum_} is {value} on average, not {mean.words}.",
        f"{sum_} is {value}.",
        "Correct the average or the figures.",
    )
