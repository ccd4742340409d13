"""Averages, multiples and ratios that their figures do not give.

"The average of 12, 15 and 21 days is 18 days"; "81 incidents, twice the 36 of May"; "the ratio is 5 to 1".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from panel.checks.finding import Finding
from panel.checks.reading.figures import MONEY, PERCENT, Figure
from panel.checks.rules.figures.arithmetic import added, listed, said_value, same_unit
from panel.checks.rules.figures.read import Said
from panel.checks.rules.figures.shape import ADVERB, F, group, words

_LIST: Final = rf"(?P<list>{F}(?:{words(40)}(?:,\s(?:and\s)?|\sand\s){words(30)}{F})+)"
_MEANS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:average|mean)\b{words(25)}(?:{F}{words(15)})?\sof\s(?:the\s)?{_LIST}{words(25)}\s(?:is|was|"
        rf"being|comes to|gives)\s{group('mean')}",
        rf"{_LIST}{words(40, '(')}(?:,|:|\s[–-]|\.|;)\s(?:so\s|that is\s|which is\s|giving\s|making\s|with\s)?"
        rf"(?:an|on|the)"
        rf"\s(?:[a-z]+\s)?(?:average|mean)(?:\sof|\sis|\swas|,)?\s{group('mean')}",
        rf"{_LIST}{words(40, '(')}(?:,|:|\s[–-])\s(?:so\s|that is\s|which is\s|or\s)?{group('mean')}"
        rf"{words(15)}\son average\b",
        rf"{_LIST}{words(40, '(')}(?:,|:)?\s(?:which\s|and so\s)?averag(?:ing|es)\s{group('mean')}",
    )
)
_NOT_EVEN: Final = re.compile(
    r"\b(?:weighted|target|national|regional|previous|compared|against|from|median|over all)\b"
)
_UNLIKE: Final = Decimal("0.07")
"""An average may be weighted; it then differs from the even one by little."""
_MULTIPLE: Final = re.compile(
    rf"{group('now')}{words(60)}(?:,|\b(?:is|was|are|were)|\s[–-]|\(|\bwhich is)\s?"
    rf"(?P<how>more than\s|over\s|nearly\s|almost\s|about\s|just\s(?:under|over)\s|less than\s)?"
    rf"(?P<times>twice|double|treble|(?:three|four|five|six|ten|{F})\stimes|half)\s(?:as\smany\sas\s|that\sof\s)?"
    rf"(?:the\s|its\s|last\s\w+'s\s)+{words(40, '(')}{group('then')}"
)
_AS_MANY: Final = re.compile(
    rf"\bfrom\s{words(15)}{group('then')}{words(40)}\sto\s{words(15)}{group('now')}{words(40)},?\s"
    rf"(?P<how>more than\s|over\s|nearly\s|almost\s|about\s|just\s(?:under|over)\s|less than\s)?"
    rf"(?P<times>twice|double|(?:three|four|five|six|ten|{F})\stimes|half)\sas\s(?:many|much|high|great)"
)
_AS_MANY_AS: Final = re.compile(
    rf"(?P<how>more than\s|over\s|nearly\s|almost\s|about\s|just\s(?:under|over)\s|less than\s)?"
    rf"(?P<times>twice|double|(?:three|four|five|six|ten|{F})\stimes|half)\sas\smany\s{words(25)}\sas\s{words(40)}"
    rf"(?::|,\swith|\s\(|\s[–-])\s?{group('now')}{words(20)}\s(?:and|against|to)\s{group('then')}"
)
_TIMES: Final = {"twice": 2, "double": 2, "treble": 3, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10}
_RATIO: Final = re.compile(
    rf"\bratio\b{words(40)}\b(?:is|was|of|at)\s(?:therefore\s|thus\s|now\s)?{ADVERB}*{group('ratio')}\sto\s"
    rf"{group('one')}"
)


def find(said: Said) -> Iterator[Finding]:
    """Find the averages, multiples and ratios of a sentence that its figures do not give."""
    if len(said.figures) < 2:
        return
    yield from _averages(said)
    yield from _multiples(said)
    yield from _ratios(said)


def _averages(said: Said) -> Iterator[Finding]:
    for number, pattern in enumerate(_MEANS):
        told = pattern.search(said.shape.text)
        if not told or _NOT_EVEN.search(told[0]):
            continue
        held, mean = said.shape.held(told["list"]), said.shape.figure(told["mean"])
        if not mean.exact or not all(one.exact for one in held) or not _of_one_kind((*held, mean)):
            continue
        if len(held) < 3 and number:
            continue
        values = sorted(one.value for one in held)
        right = added(held) / len(held)
        slack = max(mean.step, Decimal(1) if not mean.step and mean.value == round(mean.value) else mean.step) / 2
        slack += max(one.step for one in held) / 4
        outside = not values[0] <= mean.value <= values[-1]
        if number and not outside:
            # A rate's average goes by how many it is of; so may a time's, but not by much.
            slack = max(slack, _UNLIKE * right) if mean.unit != PERCENT else values[-1]
        if abs(mean.value - right) > slack:
            its_words = said.cut(*said.shape.span(told.start("list"), told.end()))
            value = said_value(round(right, 1), mean.unit if mean.unit in (PERCENT, MONEY) else "")
            yield said.finding(
                "average does not follow",
                its_words,
                f"“{its_words}”: {listed(held)} are {value} on average, not {mean.words}.",
                f"{' + '.join(one.words for one in held)}, shared by {len(held)}, is {value}.",
                "Correct the average or the figures.",
            )
            return


def _of_one_kind(held: Sequence[Figure]) -> bool:
    """Say whether figures are of one kind: "9 weeks, 11 and 13" are, as the first names the unit of all."""
    units = {one.unit for one in held}
    return len(units) == 1 or (len(units) == 2 and "" in units and not units & {PERCENT, MONEY, "seconds"})


def _multiples(said: Said) -> Iterator[Finding]:
    shape = said.shape
    for told in (
        *_MULTIPLE.finditer(shape.text),
        *_AS_MANY.finditer(shape.text),
        *_AS_MANY_AS.finditer(shape.text),
    ):
        now, then = shape.figure(told["now"]), shape.figure(told["then"])
        times = _times(said, told["times"])
        # "twice the 36": nothing makes the second figure less than exact.
        if not now.exact or then.loose or then.fraction or not same_unit(now, then) or then.value <= 0 or not times:
            continue
        real = now.value / then.value
        how = (told["how"] or "").strip()
        low, high = {
            "": (Decimal("0.93"), Decimal("1.07")),
            "about": (Decimal("0.85"), Decimal("1.15")),
            "nearly": (Decimal("0.8"), Decimal(1)),
            "almost": (Decimal("0.8"), Decimal(1)),
            "just under": (Decimal("0.8"), Decimal(1)),
            "less than": (Decimal("0.5"), Decimal(1)),
        }.get(how, (Decimal(1), Decimal("1.6")))
        if low * times <= real <= high * times or not times / 3 <= real <= 3 * times:
            continue
        its_words = said.cut(*shape.span(told.start("how") if told["how"] else told.start("times"), told.end("then")))
        if told.re is not _MULTIPLE:
            its_words = said.cut(*shape.span(told.start(), told.end()))
        yield said.finding(
            "change is not that great",
            its_words,
            f"“{its_words}”: {now.words} is {round(real, 1)} times {then.words}.",
            f"The paper says: “{said.text}”",
            "Correct the word or the figures.",
        )
        return


def _times(said: Said, word: str) -> Decimal | None:
    held = said.shape.held(word)
    if held:
        return held[0].value
    first = word.split()[0]
    return Decimal("0.5") if first == "half" else Decimal(_TIMES[first])


def _ratios(said: Said) -> Iterator[Finding]:
    """Find "£126,000 and the median £31,500; the ratio is 5 to 1"."""
    told = _RATIO.search(said.shape.text)
    if not told:
        return
    ratio, one = said.shape.figure(told["ratio"]), said.shape.figure(told["one"])
    sums = [figure for figure in said.shape.held(said.shape.text[: told.start()]) if figure.unit == MONEY]
    sums = sums or [figure for figure in said.shape.held(said.shape.text[: told.start()]) if not figure.unit]
    if one.value != 1 or len(sums) != 2 or not all(figure.exact and figure.value > 0 for figure in (*sums, ratio)):
        return
    real = max(figure.value for figure in sums) / min(figure.value for figure in sums)
    if abs(real - ratio.value) > max(ratio.step, Decimal("0.1") if "." in ratio.words else Decimal(1)) / 2:
        its_words = said.cut(*said.shape.span(told.start(), told.end()))
        yield said.finding(
            "ratio does not follow",
            its_words,
            f"“{its_words}”: {listed(sums)} are {round(real, 1)} to 1.",
            f"The paper says: “{said.text}”",
            "Correct the ratio or the figures.",
        )
