"""Shares that their part and whole do not give, in whatever order and sentence they stand.

"Of 250 forms 96 (42%)"; "it was 370, or 35% of the whole"; "71% of the cost: £4.2m of £5.6m"; "1 in 5 (31 of 124)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from panel.checks.finding import Finding
from panel.checks.reading.figures import PERCENT, Figure
from panel.checks.rules.figures.arithmetic import added, allowed, apart, said_value, same_unit, share
from panel.checks.rules.figures.read import Said
from panel.checks.rules.figures.shape import ADVERB, STOP, F, Shape, group, words

_THE: Final = r"(?:the\s|its\s|our\s|their\s|these\s|those\s|all\s|a\stotal\sof\s)*"
_OPENS: Final = re.compile(rf"(?:^|{STOP}\s|[,;:]\s)(?:out\s)?of\s{_THE}{group('whole')}{words(70)}(?={F})")
_ELSE: Final = re.compile(r";|\.\s|$|,\s(?:and\s)?of (?:which|whom|these|those)\b")
_PART: Final = re.compile(
    rf"{group('part')}(?P<what>{words(40)})(?:\s\({group('percent')}\)|,?\s(?:or|that is|which is)\s{ADVERB}*"
    rf"(?P<bare>{F})(?!\s(?:of|in|from|more|fewer|less|higher|lower|points)\b))"
)
_TOLD: Final = tuple(
    re.compile(pattern)
    for pattern in (
        # "2,300 calls, which led to 391 visits (17.0%)"
        rf"{group('whole')}{words(60)}(?:led to|leading to|resulted in|resulting in|produced){words(15)}"
        rf"{group('part')}"
        rf"{words(30)}\s\({group('percent')}\)",
        # "71.0% of the cost: £4.0m of £5.6m"
        rf"{group('percent')}\sof\s{words(50)}(?::|,|\s\(|\s[–-])\s?(?:that is\s|or\s)?{group('part')}"
        rf"{words(15)}\s(?:out\s)?of"
        rf"\s{_THE}{group('whole')}",
        # "64% are complete (nine of 14)"
        rf"{group('percent')}{words(60)}\s\({group('part')}\s(?:out\s)?of\s{_THE}{group('whole')}\)",
        # "£1.2m of £9.6m, or 12.5%"
        rf"{group('part')}{words(25)}\s(?:out\s)?of\s{_THE}{words(15)}{group('whole')}{words(30)}(?:,?\sor|"
        rf",\sthat is|,|:)\s"
        rf"{ADVERB}*{group('percent')}(?!\s(?:of|in|from|more|less|higher|lower))",
        # "5,000 homes were asked and 1,450 replied, a response of 29%"
        rf"{group('whole')}{words(60)}(?:\sand|,|;)\s{words(20)}{group('part')}{words(40)},\san?\s(?:\w+\s)?"
        rf"(?:response|take-up|turnout|success|completion|detection|clear-up|answer|return|conviction)"
        rf"(?:\srate)?\sof\s"
        rf"{group('percent')}",
        # "it makes up £61m of the budget of £140m (43.6%)"
        rf"{group('part')}{words(8)}\sof\s{_THE}{words(40)}{group('whole')}{words(10)}\s\({group('percent')}\)",
        # "the gap of £90,000 is 3.0% of the budget of £3.0m"
        rf"{group('part')}{words(40)}(?:\b(?:is|was|are|were|represents?|represented|equals|being|amounts? to|"
        rf"about)\s|,\s(?:or\s)?)"
        rf"{ADVERB}*{group('percent')}\sof\s{words(50, '(')}{group('whole')}(?!\s(?:in|at|on)\s_)",
    )
)
_LEANS: Final = re.compile(
    rf"^{group('part')}\s(?:of (?:them|these|those)\s)?(?:was|were|had|has|have|is|are)\b{words(50)}\("
    rf"{group('percent')}\)"
)
_OF_THE_WHOLE: Final = re.compile(
    rf"{group('part')}{words(12)}(?:,?\sor\s|,\sthat is\s|,\s|\s\(){ADVERB}*{group('percent')}\sof\s(?:the|that|"
    rf"this|its)\s"
    r"(?:whole|total|lot|sum|number)\b(?!\s(?!in\b|for\b|and\b)[a-z])"
)
_IN_WORDS: Final = re.compile(
    rf"{group('said')}{words(70)}(?:{F}{words(30)})?\({group('part')}\s(?:out\s)?of\s{_THE}{group('whole')}\)"
)
_OF_A_NUMBER: Final = re.compile(
    rf"{group('said')}\sof\s{_THE}{group('whole')}(?P<what>{words(25)})(?P<joint>,\s|\s\(|\s(?:is|are|was|were|"
    rf"makes|would be|comes to)\s)"
    rf"{ADVERB}*{group('part')}(?P<end>\)|,|\.|$|\s(?:of them|members|people|in all))"
)
_A_PART_OF: Final = re.compile(
    rf"{group('part')}{words(40)},\s(?:or\s|that is\s)?{ADVERB}*{group('said')}\sof\s{_THE}{group('whole')}"
)
_OF_A_SUM: Final = re.compile(rf"\bof\s{_THE}{group('whole')}{words(25)}{group('said')}\s\({group('part')}\)")
_NEARLY: Final = Decimal(3)
"""A part in words is off by so much of a hundred at most: "a third" of 36 per cent is not far."""


def find(said: Said) -> Iterator[Finding]:
    """Find the shares of a sentence that its figures do not give."""
    if len(said.led.figures) < 2:
        return
    yield from _opened(said)
    yield from _told(said)
    yield from _leaning(said)
    yield from _in_words(said)


def _fits(part: Figure, percent: Figure, whole: Figure) -> bool:
    low, high = share(part, whole)
    return not apart(low, high, *allowed(percent))


def _sound(part: Figure, percent: Figure, whole: Figure) -> bool:
    return (
        part.exact
        and whole.exact
        and not percent.loose
        and not percent.fraction
        and percent.unit == PERCENT != part.unit
        and same_unit(part, whole)
        and 0 < part.value <= whole.value
    )


def _wrong(said: Said, shape: Shape, span: tuple[int, int], held: tuple[Figure, Figure, Figure]) -> Finding:
    part, percent, whole = held
    right = said_value(sum(share(part, whole), Decimal(0)) / 2, PERCENT)
    return said.finding(
        "percentage does not follow",
        said.cut(*shape.span(*span)),
        f"“{percent.words}” does not follow from its figures: {part.words} of {whole.words} is {right}.",
        f"{part.words} of {whole.words} is {right}, and no rounding of it gives {percent.words}.",
        "Work the percentage out again, or correct the figures.",
    )


def _opened(said: Said) -> Iterator[Finding]:
    """Find "Of 250 forms 96 (42%) came back in time and 40 (16%) late"."""
    shape = said.shape
    for opening in _OPENS.finditer(shape.text):
        whole = shape.figure(opening["whole"])
        end = _ELSE.search(shape.text, opening.end())
        for told in _PART.finditer(shape.text, opening.end(), end.start() if end else len(shape.text)):
            part, percent = shape.figure(told["part"]), shape.figure(told["percent"] or told["bare"])
            if _sound(part, percent, whole) and not said.changes(percent) and not _fits(part, percent, whole):
                yield _wrong(said, shape, (told.start(), told.end()), (part, percent, whole))


def _told(said: Said) -> Iterator[Finding]:
    shape = said.shape
    for told in filter(None, (pattern.search(shape.text) for pattern in _TOLD)):
        part, percent, whole = (shape.figure(told[name]) for name in ("part", "percent", "whole"))
        if not _sound(part, percent, whole) or (said.changes(part) and said.changes(percent)):
            continue
        earlier = [one for one in said.figures if one.start < part.start and one.exact and same_unit(one, part)]
        both = replace(part, value=added((*earlier, part)))
        low, high = share(part, whole)
        if (
            not _fits(part, percent, whole)
            and not _fits(both, percent, whole)
            and percent.value / 4 <= (low + high) / 2 <= 4 * percent.value
        ):
            yield _wrong(said, shape, (told.start(), told.end()), (part, percent, whole))
            return


def _leaning(said: Said) -> Iterator[Finding]:
    """Find "There were 120 hearings in May. 84 were on time (60%)" and "it was 370, or 35% of the whole"."""
    if said.before is None:
        return
    told = _LEANS.search(said.shape.text) or _OF_THE_WHOLE.search(said.shape.text)
    if not told:
        return
    part, percent = said.shape.figure(told["part"]), said.shape.figure(told["percent"])
    wholes = [one for one in (*said.before.figures, *said.figures) if one is not part and _sound(part, percent, one)]
    before = [one for one in wholes if one in said.before.figures]
    if not before or any(_fits(part, percent, one) for one in wholes):
        return
    low, high = share(part, before[0])
    if percent.value / 3 <= (low + high) / 2 <= 3 * percent.value:
        yield _wrong(said, said.shape, (told.start(), told.end()), (part, percent, before[0]))


def _in_words(said: Said) -> Iterator[Finding]:
    """Find "1 in 5 of the cars (31 of 124)", "three quarters of the 60 members, 40," and "two thirds of 36 is 22"."""
    shape = said.shape
    for told in (
        *_IN_WORDS.finditer(shape.text),
        *_OF_A_NUMBER.finditer(shape.text),
        *_A_PART_OF.finditer(shape.text),
        *_OF_A_SUM.finditer(shape.text),
    ):
        stated, part, whole = (shape.figure(told[name]) for name in ("said", "part", "whole"))
        if (
            not stated.fraction
            or not (part.exact and whole.exact and same_unit(part, whole))
            or part.value >= whole.value
        ):
            continue
        real = 100 * part.value / whole.value
        right = stated.value * whole.value / 100
        if _meets(stated, real) or abs(right - part.value) < 1 or not right / 2 <= part.value <= 2 * right:
            continue
        its_words = said.cut(*shape.span(told.start(), max(told.end("part"), told.end("whole"))))
        yield said.finding(
            "percentage does not follow",
            its_words,
            f"“{its_words}”: {part.words} of {whole.words} is {said_value(real, PERCENT)}, not {stated.words}.",
            f"{stated.words.capitalize()} of {whole.words} is {said_value(Decimal(round(right, 1)), '')}.",
            "Correct the part in words or the figures.",
        )


def _meets(stated: Figure, real: Decimal) -> bool:
    """Say whether a part in words may stand for a share: "1 in 5" for all that is nearer to it than to 1 in 4 or 6."""
    if stated.hedge:
        return abs(real - stated.value) <= 4 * _NEARLY
    times = 100 / stated.value
    if times == round(times) and " in " in stated.words:
        return 100 / (times + Decimal("0.5")) <= real <= 100 / (times - Decimal("0.5"))
    return abs(real - stated.value) <= _NEARLY
