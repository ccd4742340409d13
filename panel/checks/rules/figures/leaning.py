"""What a sentence says of the numbers of the sentence before: shares of them, their difference, the rest of them.

"168 of them, or 15%"; "1,480 pupils answered. 385 (26%) had …, 133 (9%) …"; "377 people …; a year ago 349. The number
rose by 28"; "Of the twelve measures seven were met. Three were missed by little and two by more".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from panel.checks.finding import Finding
from panel.checks.reading.figures import PERCENT, Figure
from panel.checks.rules.figures.arithmetic import (
    added,
    allowed,
    apart,
    differ_by,
    listed,
    said_value,
    same_unit,
    share,
)
from panel.checks.rules.figures.parts import not_the_sum
from panel.checks.rules.figures.read import DOWN, UP, Said
from panel.checks.rules.figures.shape import ADVERB, STOP, F, group, words

_OF_THEM: Final = re.compile(
    rf"{group('part')}\s(?:[a-z]+\s)?of (?:them|these|those|the total|which)(?:,?\sor\s|,\s|\s\(){ADVERB}*"
    rf"{group('percent')}"
)
_WITH_SHARE: Final = re.compile(
    rf"(?<![£(]){group('part')}(?:\s[a-z'-]+){{0,2}}\s\({ADVERB}*{group('percent')}\)(?!\s(?:more|fewer|less|of the))"
)
_NUMBER_MOVED: Final = re.compile(
    r"^(?:so\s)?(?:the|this|that|their|its) "
    rf"(?:number|figure|total|count|cost|price|amount|charge)\s(?:of (?P<noun>[a-z]+)\s)?"
    rf"(?:has\s|have\s|had\s|therefore\s|thus\s)?(?:{UP}|{DOWN}|grew)\sby\s(?:{ADVERB})?{group('size')}(?!\s?(?:%|per))"
)
_TWO_TIMES: Final = re.compile(r"_|\b(?:against|compared|year|month|quarter|before|ago|earlier|now)\b")
_MET: Final = r"(?:met|achieved|reached|passed|succeeded|on track|upheld|granted|accepted|complete[d]?|agreed|hit)"
_UNMET: Final = r"(?:missed|failed|dismissed|refused|rejected|behind|not met|fell short|off track|outstanding|unmet)"
_SOME_DID_NOT: Final = re.compile(
    rf"(?:\b(?:out )?of (?:the |its |our |their |all )*{group('all')}\s{words(30)}|"
    rf"(?:^|{STOP} ){group('every')}\s[a-z]+s\b{words(30)}[;:,]\s){group('some')}\s{words(40)}"
    rf"(?:,|;|\.{STOP}|\sand|\sbut)\s(?:the other\s)?{group('rest')}\s(?:did|were|was|had|have|has|do|are) not"
    rf"(?=\s?(?:[.,;:){STOP}]|$)|\s(?:do so|meet|reach|achieve|pass)\b)"
)
_MET_AND_MISSED: Final = re.compile(
    rf"\b(?:out )?of (?:the |its |our |their |all )*{group('all')}\s{words(40)}{group('some')}\s"
    rf"(?:were |was |are |have "
    rf"been |had been |had )?{_MET}\b{words(30)}(?:\.{STOP}|;|,|\sand|\sbut)\s{group('one')}\s(?:were |was |are |had |"
    rf"have been )?{_UNMET}\b{words(40, '%')}(?:{F}{words(20)})?\sand\s{group('two')}\s(?:by|had|were|was|are)\b"
)
_WILL_NOT: Final = re.compile(
    rf"{group('some')}{words(45)}\({group('percent')}\){words(10)}(?:,\s|\s)(?:and|but)\s{group('rest')}\s"
    r"(?:will|did|was|were|has|have|had|would|is|are|does|do) not\b"
)
_LEAST: Final = 20
"""Two numbers so small may differ by anything."""


def find(said: Said) -> Iterator[Finding]:
    """Find what does not follow from the numbers of the sentence before."""
    if len(said.led.figures) > 2:
        yield from _of_them(said)
        yield from _shares(said)
        yield from _moved(said)
        yield from _some_and_the_rest(said)
    if len(said.figures) > 2:
        yield from _will_not(said)


def _fits(part: Figure, percent: Figure, whole: Figure) -> bool:
    return not apart(*share(part, whole), *allowed(percent))


def _wrong_share(said: Said, span: tuple[int, int], part: Figure, percent: Figure, whole: Figure) -> Finding:
    right = said_value(sum(share(part, whole), Decimal(0)) / 2, PERCENT)
    return said.finding(
        "percentage does not follow",
        said.cut(*span),
        f"“{percent.words}” does not follow from its figures: {part.words} of {whole.words} is {right}.",
        f"The sentence before has {whole.words}: “{said.before.text if said.before else ''}”",
        "Work the percentage out again, or correct the figures.",
    )


def _of_them(said: Said) -> Iterator[Finding]:
    """Find "There were 1,120 thefts … . Lambs were 168 of them, or 18%"."""
    told = _OF_THEM.search(said.shape.text)
    if not told or said.before is None:
        return
    part, percent = said.shape.figure(told["part"]), said.shape.figure(told["percent"])
    here = [one for one in said.figures if one.start < part.start]
    if here or not (part.exact and percent.plain) or percent.unit != PERCENT or part.unit == PERCENT:
        return
    before = said.before
    wholes = [one for one in before.figures if one.exact and same_unit(one, part) and one.value > part.value]
    wholes = [one for one in wholes if not before.refers(one)] or wholes
    if not wholes or any(_fits(part, percent, one) for one in wholes):
        return
    first = wholes[0]
    if not before.changes(first) and not before.refers(first):
        yield _wrong_share(said, said.shape.span(told.start(), told.end()), part, percent, first)


def _shares(said: Said) -> Iterator[Finding]:
    """Find the one share of "1,480 pupils answered. 385 (26%) had …, and 133 (19%) …" that is not of the whole."""
    if said.before is None:
        return
    pairs = []
    for told in _WITH_SHARE.finditer(said.shape.text):
        part, percent = said.shape.figure(told["part"]), said.shape.figure(told["percent"])
        if part.exact and not part.unit and percent.plain and percent.unit == PERCENT and part.value >= 2:
            pairs.append((told, part, percent))
    wholes = [one for one in said.before.figures if one.plain and not one.unit]
    if len(pairs) < 2 or not wholes:
        return
    # The whole is that of which all shares are but one; no other figure gives the one that is not.
    for whole in wholes:
        wrong = [pair for pair in pairs if not _fits(pair[1], pair[2], whole)]
        if len(wrong) == 1 and all(pair[1].value < whole.value for pair in pairs):
            told, part, percent = wrong[0]
            others = [one for one in (*wholes, *said.figures) if one is not part and one.unit == part.unit]
            if not any(one.value >= part.value and _fits(part, percent, one) for one in others):
                yield _wrong_share(said, said.shape.span(told.start(), told.end()), part, percent, whole)
            return


def _moved(said: Said) -> Iterator[Finding]:
    """Find "377 people …; a year before it was 349. The number rose by 38"."""
    told = _NUMBER_MOVED.search(said.shape.text)
    if not told or said.before is None:
        return
    size = said.shape.figure(told["size"])
    held = [one for one in said.before.figures if one.exact and same_unit(one, size) and one.value >= _LEAST]
    if not size.exact or size.unit == PERCENT or len(held) < 2:
        return
    if told["noun"] and told["noun"] not in said.before.shape.text:
        return
    if not _TWO_TIMES.search(said.before.shape.text) or sum(same_unit(one, size) for one in said.figures) > 1:
        return
    if any(differ_by(one, other, size) for place, one in enumerate(held) for other in held[:place]):
        return
    one, other = held[:2]
    right = abs(one.value - other.value)
    if min(one.value, other.value) < _LEAST or not right / 2 <= size.value <= 2 * right or right > one.value / 2:
        return
    its_words = said.cut(*said.shape.span(told.start(), told.end()))
    apart_by = said_value(right, one.unit, one)
    yield said.finding(
        "difference does not follow",
        its_words,
        f"“{its_words}” does not follow from {one.words} and {other.words}, which are {apart_by} apart.",
        f"The sentence before says: “{said.before.text}”",
        "Correct the difference or the figures.",
    )


def _some_and_the_rest(said: Said) -> Iterator[Finding]:
    """Find "Of ten measures six met their target, three did not" and its like over two sentences."""
    led = said.led
    for pattern, names in ((_MET_AND_MISSED, ("some", "one", "two")), (_SOME_DID_NOT, ("some", "rest"))):
        told = pattern.search(led.text) or pattern.search(led.text, led.text.find(STOP) + 2)
        if not told or led.places[told.start(names[-1])] < 0:
            continue
        every = told.groupdict().get("every")
        whole, parts = led.figure(every or told["all"]), [led.figure(told[name]) for name in names]
        if not all(one.exact and not one.unit for one in (whole, *parts)) or any(p.value >= whole.value for p in parts):
            continue
        sum_ = added(parts)
        if sum_ != whole.value and abs(sum_ - whole.value) <= max(whole.value / 4, Decimal(1)):
            start = told.start() if led.places[told.start()] >= 0 else told.start(names[-2])
            yield not_the_sum(said, said.cut(*led.span(start, told.end())), whole, parts)
        return


def _will_not(said: Said) -> Iterator[Finding]:
    """Find "£3.6m will be saved (85.7%) and £0.8m will not": the two make the whole of the percentage."""
    told = _WILL_NOT.search(said.shape.text)
    if not told:
        return
    some, percent, rest = (said.shape.figure(told[name]) for name in ("some", "percent", "rest"))
    if not (some.exact and rest.exact and percent.plain) or percent.unit != PERCENT or not same_unit(some, rest):
        return
    low = 100 * some.low / (some.low + rest.high)
    high = 100 * some.high / (some.high + rest.low)
    if some.unit != PERCENT and some.low > 0 and apart(low, high, *allowed(percent)):
        its_words = said.cut(*said.shape.span(told.start("some"), told.end()))
        right = said_value((low + high) / 2, PERCENT)
        yield said.finding(
            "percentage does not follow",
            its_words,
            f"“{its_words}”: {some.words} of {listed([some, rest])} together is {right}, not {percent.words}.",
            f"{some.words} and {rest.words} are all there is.",
            "Correct the percentage or the figures.",
        )
