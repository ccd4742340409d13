"""Sums, products and remainders that the sentence before begins.

"The reserve was £2.4m. If it met the £275k, £2,125k would be left"; "1.5% of £22.0m is £330k"; "£15.2m over the four
years: £3.7m, £4.8m and £6.7m"; "increases of £10, £12 and £13.50, or 3.67%, 4.40% and 4.95%".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from panel.checks.finding import Finding
from panel.checks.reading.figures import MONEY, PERCENT, Figure
from panel.checks.rules.figures.arithmetic import adds_up, differ_by, near, said_value, same_unit, steps
from panel.checks.rules.figures.parts import not_the_sum
from panel.checks.rules.figures.read import Said
from panel.checks.rules.figures.shape import ADVERB, STOP, F, Shape, group, words

_PERCENT_OF: Final = re.compile(
    rf"{group('percent')}\sof\s(?:the\s|its\s|our\s|a\s)*{words(25)}{group('whole')}{words(15)}"
    rf"\s(?:is|would be|will be|makes|comes to|was|means|equals|=)\s(?:therefore\s)?{ADVERB}*{group('part')}"
    r"(?!\s(?:of|in|more|less|higher|lower|above|below)\b)"
)
_SO_MUCH_OF: Final = re.compile(
    rf"{group('percent')}\s(?:to|of)\s(?:the|its|this)\s(?:cost|price|total|budget|value|bill)\b[^{STOP}]{{0,80}}"
    rf"{STOP}\s"
    rf"[^{STOP}]{{0,160}}?{group('whole')}\s(?:together|in all|in total|altogether),?\s(?:so|and so|which means)\s"
    rf"{words(40)}\s(?:is|would be|will be|was)\s{ADVERB}*{group('part')}"
)
_PLUS: Final = re.compile(
    rf"{group('one')}{words(25)}\s(?P<sign>plus|less|minus|with|and)\s(?:the|a|an|this|its)\s(?:[a-z]+\s)?{group('other')}\s"
    rf"(?:[a-z]+\s){{0,3}}?(?:is|makes|make|gives|comes to|come to|equals|leaves)\s{ADVERB}*{group('total')}"
)
_LEFT: Final = re.compile(
    rf"{group('whole')}(?P<way>[^\U000f0000-\U000f00ff]{{0,70}}){STOP}\s(?:if|after|when|once|should|with)\s"
    rf"{words(60)}{group('part')},?\s{words(25)}{group('rest')}\s(?:(?:would|will) (?:be left|remain)|is left|remains?|"
    r"are left|was left|remained)\b"
)
_WITH_THE: Final = re.compile(
    rf"{group('whole')}(?P<way>[^\U000f0000-\U000f00ff]{{0,50}}){STOP}\s(?:with|after|adding|including|less) "
    rf"(?:the|this)\s"
    rf"(?:[a-z]+\s)?(?P<what>underspend|overspend|surplus|deficit)\s(?:of the year\s)?(?:it|this|that|they)\s"
    rf"(?:is|was|"
    rf"will be|becomes|became|stands at|stood at|comes to)\s{group('rest')}"
)
_WHICH_COST: Final = re.compile(
    rf"{group('now')}{words(30)},\s{group('size')}\s(?:[a-z]+\s)?(?P<way>less|more|fewer|cheaper|dearer)\sthan\s(?:the|"
    rf"its|that|those)\s(?:{F}\s?)?{words(30)},?\swhich\s(?:cost|costs|is|are|was|were|had|has)\s{group('then')}"
)
_SINCE_THEN: Final = re.compile(
    rf"{group('now')}(?P<what>\s[a-z]+){words(25)}\.{STOP}\s{words(40)}{group('then')}{words(30)}(?:;|,|\.|and)\s"
    rf"(?:since then|in that time|since|in the quarter|in the year)\s{group('came')}\s{words(20)}"
    rf"(?:joined|started|arrived|came|been recruited|recruited)\b{words(20)}(?:and|while|but)\s{group('went')}\s"
    r"(?:[a-z]+\s){0,2}?(?:left|retired|gone|went|resigned)\b"
)
_OVER_YEARS: Final = re.compile(
    rf"\b(?:come|comes|came|add up|amount|amounts|amounted) to\s{group('total')}{words(25)}(?:{F}{words(20)})?:\s"
    rf"(?P<list>{F}(?:{words(25)}(?:,\sand\s|,\s|\sand\s){words(15)}{F}){{1,7}})(?:\s_)?\.?(?={STOP}|$)"
)
_RESPECTIVELY: Final = re.compile(
    rf"(?P<first>{F}(?:,\s{F}){{1,5}}\s(?:and|or)\s{F}),?\s(?:or|that is|which is|which are|representing|being)\s"
    rf"(?P<second>{F}(?:,\s{F}){{1,5}}\s(?:and|or)\s{F})"
)


def find(said: Said) -> Iterator[Finding]:
    """Find the workings of a sentence, or of two, that do not come out."""
    if len(said.led.figures) < 2:
        return
    yield from _percent_of(said)
    yield from _left(said)
    yield from _with_the(said)
    yield from _plus(said)
    yield from _which_cost(said)
    yield from _since_then(said)
    yield from _over_years(said)
    yield from _respectively(said)


def _wrong(said: Said, shape: Shape, told: re.Match[str], sum_: str, right: Decimal, stated: Figure) -> Finding:
    its_words = said.cut(*shape.span(told.start(), told.end()))
    value = said_value(right, stated.unit, stated)
    return said.finding(
        "sum does not add up",
        its_words,
        f"“{its_words}”: {sum_} is {value}, not {stated.words}.",
        f"{sum_} = {value}.",
        "Correct the figure that is wrong.",
    )


def _percent_of(said: Said) -> Iterator[Finding]:
    for shape, pattern in ((said.shape, _PERCENT_OF), (said.led, _SO_MUCH_OF)):
        told = pattern.search(shape.text)
        if not told:
            continue
        percent, whole, part = (shape.figure(told[name]) for name in ("percent", "whole", "part"))
        if percent.unit != PERCENT or percent.fraction or percent.loose or percent.points or whole.unit == PERCENT:
            continue
        if not (whole.exact and part.exact and same_unit(whole, part)) or shape.places[told.start("part")] < 0:
            continue
        right = percent.value * whole.value / 100
        slack = (percent.step * whole.value + whole.step * percent.value) / 200 + max(part.step, Decimal(1)) / 2
        if percent.hedge:
            slack += right / 10
        if abs(right - part.value) > slack and part.value / 3 <= right <= 3 * part.value:
            yield _wrong(said, shape, told, f"{percent.words} of {whole.words}", right, part)
            return


def _left(said: Said) -> Iterator[Finding]:
    """Find "The reserve was £2.4m. If it met the overspend of £275k, £2,215k would be left"."""
    led = said.led
    told = _LEFT.search(led.text)
    if not told:
        return
    whole, part, rest = (led.figure(told[name]) for name in ("whole", "part", "rest"))
    if not all(one.exact and one.unit == whole.unit and one.unit != PERCENT for one in (whole, part, rest)):
        return
    right = whole.value - part.value
    fine = min(steps((whole, part, rest)))
    # £2.4m less £275k is £2,125k to him who writes thousands; it may be £2.1m to him who does not.
    slack = rest.step if rest.step >= whole.step else fine
    if abs(right - rest.value) > slack and 0 < right <= 2 * rest.value and near(rest, [whole], "0.9"):
        yield _wrong(said, led, told, f"{whole.words} less {part.words}", right, rest)


def _with_the(said: Said) -> Iterator[Finding]:
    """Find "The reserve was £6,200k. With the underspend it is £6,478k" where the underspend is told before."""
    led = said.led
    told = _WITH_THE.search(led.text)
    if not told:
        return
    whole, rest = led.figure(told["whole"]), led.figure(told["rest"])
    if not (whole.exact and rest.exact and whole.unit == rest.unit == MONEY):
        return
    sign = -1 if told["what"] in ("overspend", "deficit") else 1
    named = re.compile(rf"\b{told['what']}\w*\s(?:of|is|was|came to)\s£\s?([\d,.]+)\s?(k|m|bn)?\b")
    scale = {"k": 1000, "m": 10**6, "bn": 10**9}
    text = " ".join(block.text for block in said.paper.text.sentences[: said.position])
    sizes = {
        Decimal(one[1].replace(",", "").strip(".")) * scale.get(one[2] or "", 1)
        for one in named.finditer(text)
        if re.fullmatch(r"[\d,]{1,12}(?:\.\d{1,3})?\.?", one[1])
    }
    size = rest.value - whole.value
    slack = max(rest.step, whole.step)
    if sizes and all(abs(sign * one - size) > slack for one in sizes) and len(sizes) == 1:
        one = sizes.pop()
        sum_ = f"{whole.words} {'and' if sign > 0 else 'less'} the {told['what']} of {said_value(one, MONEY, whole)}"
        yield _wrong(said, led, told, sum_, whole.value + sign * one, rest)


def _plus(said: Said) -> Iterator[Finding]:
    """Find "£6,200k plus the £548k underspend is £6,478k"."""
    told = _PLUS.search(said.shape.text)
    if not told:
        return
    one, other, total = (said.shape.figure(told[name]) for name in ("one", "other", "total"))
    if not all(each.exact and each.unit == one.unit != PERCENT for each in (one, other, total)):
        return
    takes = told["sign"] in ("less", "minus")
    right = one.value - other.value if takes else one.value + other.value
    slack = max(max(steps((one, other, total))), Decimal(0))
    if abs(right - total.value) > slack and total.value * 2 / 3 <= right <= total.value * 3 / 2:
        yield _wrong(said, said.shape, told, f"{one.words} {'less' if takes else 'and'} {other.words}", right, total)


def _which_cost(said: Said) -> Iterator[Finding]:
    """Find "This costs £384,000 a year, £298,000 less than the seven, which cost £672,000"."""
    told = _WHICH_COST.search(said.shape.text)
    if not told:
        return
    now, size, then = (said.shape.figure(told[name]) for name in ("now", "size", "then"))
    if not all(one.exact and one.unit == now.unit != PERCENT for one in (now, size, then)):
        return
    right = abs(then.value - now.value)
    if not differ_by(now, then, size) and size.value / 4 <= right <= 4 * size.value:
        its_words = said.cut(*said.shape.span(told.start("size"), told.end()))
        apart_by = said_value(right, now.unit, now)
        yield said.finding(
            "difference does not follow",
            its_words,
            f"“{its_words}” is said of {now.words}; {now.words} and {then.words} are {apart_by} apart.",
            f"The paper says: “{said.text}”",
            "Correct the difference or the figures.",
        )


def _since_then(said: Said) -> Iterator[Finding]:
    """Find "On 31 December it had 1,421 officers. In September it had 1,403; since then 38 had joined and 29 left"."""
    led = said.led
    told = _SINCE_THEN.search(led.text)
    if not told:
        return
    now, then, came, went = (led.figure(told[name]) for name in ("now", "then", "came", "went"))
    right = then.value + came.value - went.value
    exact = all(one.exact and not one.unit for one in (now, then, came, went))
    if exact and 0 < abs(right - now.value) <= max(now.value / 10, Decimal(10)):
        owner = said.before if said.before and now in said.before.figures else said
        its_words = owner.cut(now.start, now.end + len(told["what"]))
        value = said_value(right, "", now)
        yield owner.finding(
            "sum does not add up",
            its_words,
            f"“{its_words}”: {then.words} and {came.words} less {went.words} is {value}, not {now.words}.",
            f"The paper says: “{said.text}”",
            "Correct the figure that is wrong.",
        )


def _over_years(said: Said) -> Iterator[Finding]:
    """Find "the savings come to £15.2m over the four years: £2.7m, £4.8m and £6.7m"."""
    told = _OVER_YEARS.search(said.shape.text)
    if not told:
        return
    total, parts = said.shape.figure(told["total"]), said.shape.held(told["list"])
    if len(parts) < 2 or not all(one.exact and same_unit(one, total) for one in (total, *parts)):
        return
    if total.unit != PERCENT and not adds_up(total, parts) and near(total, parts, "0.35"):
        yield not_the_sum(said, said.cut(*said.shape.span(told.start(), told.end())), total, parts)


def _respectively(said: Said) -> Iterator[Finding]:
    """Find the one of "£10, £12 and £13.50, or 3.67%, 4.04% and 4.95%" that is of another sum than the others."""
    told = _RESPECTIVELY.search(said.shape.text)
    if not told:
        return
    amounts, percents = said.shape.held(told["first"]), said.shape.held(told["second"])
    if len(amounts) != len(percents) or not all(one.exact and one.value > 0 for one in (*amounts, *percents)):
        return
    if (
        any(one.unit != PERCENT for one in percents)
        or len({one.unit for one in amounts}) != 1
        or amounts[0].unit == "%"
    ):
        return
    bases = [
        (100 * one.value / (part.value + part.step / 2), 100 * one.value / (part.value - part.step / 2))
        for one, part in zip(amounts, percents, strict=True)
    ]
    for place, (low, high) in enumerate(bases):
        others = bases[:place] + bases[place + 1 :]
        least, most = max(base[0] for base in others), min(base[1] for base in others)
        if len(others) >= 2 and least <= most and (high < least or low > most):
            right = said_value(round(200 * amounts[place].value / (least + most), 2), "")
            yield said.finding(
                "percentage does not follow",
                percents[place].words,
                f"“{percents[place].words}” does not follow for {amounts[place].words}: of the same sum as the others "
                f"it would be {right}%.",
                f"The other amounts and their percentages are of about {round((least + most) / 2):,}.",
                "Work the percentage out again.",
            )
            return
