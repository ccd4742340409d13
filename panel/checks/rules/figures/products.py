"""So many at so much, and what they make: "40 locks at £35 each, £1,450 in all", "£3.20 a week, or £176 a year"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from panel.checks.finding import Finding
from panel.checks.reading.figures import MONEY, Figure
from panel.checks.rules.figures.arithmetic import said_value
from panel.checks.rules.figures.read import Said
from panel.checks.rules.figures.shape import group, words

_COUNT, _PRICE, _TOTAL = group("count"), group("price"), group("total")
_EACH: Final = r"(?:each|apiece|per\s\w+|an?\s[a-z]+)"
_PERIOD: Final = r"\s(?:a|each|per|every)\s(?P<period>year|month|week|day|quarter)"
_IN_ALL: Final = r"\s(?:in all|in total|altogether|together)"
_MAKES: Final = r"(?:making\s|or\s|that is\s|which is\s|an?\stotal\sof\s|a\scost\sof\s|in all\s)*"
_PRODUCTS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        # "40 locks at £35 each, £1,400 in all"
        rf"{_COUNT}{words(40)}\s(?:at|of|for|costing|priced at|worth|paid)\s(?:a\scost\sof\s)?{_PRICE}(?:\s"
        rf"{_EACH}|\s?\))?"
        rf"(?:,\s|\s\(|:\s|\s[–-]\s|,?\s(?:is|are|costs?|makes?|making|comes? to|total(?:s|ling)?|giving|or)\s)"
        rf"{_MAKES}{_TOTAL}(?:\W|$)",
        # "£2,400 (12 signs at £200)"
        rf"{_TOTAL}\s\({_COUNT}{words(30)}\sat\s{_PRICE}(?:\seach)?\)",
        # "£14,000 a year for three years (£42,000)"
        rf"{_PRICE}{_PERIOD}\s(?:for|over)\s{_COUNT}(?:\s(?P=period)s?)?(?:,?\s\(?|:\s){_MAKES}{_TOTAL}"
        rf"(?:{_IN_ALL}|\sover\s(?:the|that)\s\w+|\)|\.|,|$)",
        # "six years at £250,000 a year, £1.5m in all"
        rf"{_COUNT}{words(20)}\sat\s{_PRICE}{_PERIOD},?\s\(?{_MAKES}{_TOTAL}{_IN_ALL}",
        # "£500,000, shared equally between four districts, £125,000 each"
        rf"{_TOTAL}{words(40)}\b(?:shared|split|divided)\s(?:out\s)?equally\s(?:between|among|by)\s(?:the\s|"
        rf"its\s|all\s)*"
        rf"{_COUNT}{words(30)},?\s(?:so\s|at\s|or\s|with\s)?(?:that\s)?{_PRICE}\s(?:each|apiece|to each|per)\b",
        # "the five districts gave £20,000 each, £100,000 in total"
        rf"(?<!of the )(?<!of its ){_COUNT}{words(40)}\s{_PRICE}\s(?:each|apiece),?\s\(?{_MAKES}{_TOTAL}{_IN_ALL}",
        # "each of the six wards gets £7,500, £45,000 in total"
        rf"\beach of (?:the |its |our )?{_COUNT}{words(40)}\s{_PRICE},\s\(?{_MAKES}{_TOTAL}{_IN_ALL}",
        # "£18,400 for 230 lamps, or £80 each"
        rf"{_TOTAL}\sfor\s{_COUNT}{words(30)},?\s\(?(?:or|that is|which is|at)\s{_PRICE}\s{_EACH}",
        # "£72,000, that is £7,200 a month for ten months"
        rf"{_TOTAL},\s(?:that is|or|being)\s{_PRICE}{_PERIOD}\s(?:for|over)\s{_COUNT}(?:\s(?P=period)s)?",
        # "£1.10 for each vape: £15,686 for the 14,260 seized"
        rf"{_PRICE}\s(?:for each|for every|per|a|an)\s[a-z]+(?::|,|\s[–-]|;)\s{_MAKES}{_TOTAL}\sfor\s(?:the\s|"
        rf"all\s)*{_COUNT}",
        # "£300,000 a year, £1.5m over five years"
        rf"{_PRICE}{_PERIOD},\s{_MAKES}{_TOTAL}\s(?:over|in|for)\s(?:the\s)?{_COUNT}",
    )
)
_BY_PERIODS: Final = re.compile(
    rf"{_PRICE}\sa\s(?P<short>day|week|month|quarter|year),\s{_MAKES}{_TOTAL}\sa\s(?P<long>week|month|quarter|year)\b"
)
_IN_A: Final[dict[tuple[str, str], tuple[int, int]]] = {
    ("week", "year"): (52, 53), ("month", "year"): (12, 12), ("quarter", "year"): (4, 4), ("day", "week"): (5, 7),
    ("day", "year"): (200, 366), ("week", "month"): (4, 5), ("month", "quarter"): (3, 3),
}  # fmt: skip
"""How many of one there are in another, at least and at most; days may be working days."""
_MEANS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        # "36 orders were made, worth £612,400, an average of £17,011"
        rf"{_COUNT}{words(70)}\b(?:worth|costing|totalling|came to|come to|cost|for|of|brought|raised)\s"
        rf"(?:in all\s)?{_TOTAL}"
        rf"{words(30)},?\s(?:an average of|on average|averaging|or an average of)\s{_PRICE}(?!\sa\s(?:day|week|"
        rf"month|year))",
        # "£3.3m in nine months, an average of £367,000 a month"
        rf"{_TOTAL}{words(40)}\s(?:in|over)\s(?:the\s)?(?:first\s|last\s)?{_COUNT}{words(15)},?\s"
        rf"(?:(?:an average of|averaging|or|"
        rf"that is|at)\s)?{_PRICE}{_PERIOD}",
    )
)
_AT_MOST: Final = 10**6


def find(said: Said) -> Iterator[Finding]:
    """Find the products of a sentence that its figures do not make."""
    if len(said.figures) > 1:
        yield from _by_periods(said)
    if len(said.figures) > 2:
        yield from _products(said)
        yield from _means(said)


def _products(said: Said) -> Iterator[Finding]:
    for told in (told for pattern in _PRODUCTS for told in pattern.finditer(said.shape.text)):
        count, price, total = (said.shape.figure(told[name]) for name in ("count", "price", "total"))
        if not _multiplied(count, price, total):
            continue
        # £1.6m may be £1,580,000; £1,450 is meant as it stands.
        slack = Decimal(1) if _written_out(total) else total.step / 2
        slack += 0 if _written_out(price) else count.value * price.step / 2
        right = count.value * price.value
        if abs(right - total.value) > slack and total.value / 3 <= right <= 3 * total.value:
            end = max(told.end(name) for name in ("count", "price", "total"))
            yield _wrong(said, told.start(), end, f"{count.words} times {price.words}", right, total)


def _means(said: Said) -> Iterator[Finding]:
    """Find "£3.3m had been spent in nine months, an average of £267,000 a month"."""
    for told in (told for pattern in _MEANS for told in pattern.finditer(said.shape.text)):
        count, price, total = (said.shape.figure(told[name]) for name in ("count", "price", "total"))
        if not _multiplied(count, price, total) or (count.unit and count.unit != f"{told['period']}s"):
            continue
        right = total.value / count.value
        slack = total.step / 2 / count.value + (right / 200 if not _written_out(total) else 1) + price.step / 2
        if abs(right - price.value) > slack and price.value / 3 <= right <= 3 * price.value:
            sum_ = f"{total.words} shared by {count.words}"
            yield _wrong(said, told.start(), told.end("price"), sum_, Decimal(round(right)), price)


def _multiplied(count: Figure, price: Figure, total: Figure) -> bool:
    """Say whether figures can be so many at so much: money on both sides, a count or years before."""
    return (
        price.exact
        and total.exact
        and (count.exact or count.hedge == "between")
        and price.unit == total.unit == MONEY
        and count.unit in ("", "years", "months", "weeks", "days")
        and 2 <= count.value <= _AT_MOST
        and total.value > price.value
    )


def _written_out(figure: Figure) -> bool:
    return figure.words.rstrip()[-1:].isdigit()


def _by_periods(said: Said) -> Iterator[Finding]:
    told = _BY_PERIODS.search(said.shape.text)
    if not told:
        return
    price, total = said.shape.figure(told["price"]), said.shape.figure(told["total"])
    spans = told["short"], told["long"]
    if spans[::-1] in _IN_A:
        price, total, spans = total, price, (told["long"], told["short"])
    if spans not in _IN_A or not (price.exact and total.exact and price.unit == total.unit == MONEY):
        return
    least, most = _IN_A[spans]
    slack = max(Decimal(1), total.step / 2 + most * price.step / 2)
    low, high = least * price.value - slack, most * price.value + slack
    if not low <= total.value <= high and low / 3 <= total.value <= 3 * high:
        sum_ = f"{price.words} a {spans[0]} for a {spans[1]}"
        yield _wrong(said, told.start(), told.end(), sum_, (least + most) * price.value / 2, total)


def _wrong(said: Said, start: int, end: int, sum_: str, right: Decimal, stated: Figure) -> Finding:
    its_words = said.cut(*said.shape.span(start, end))
    value = said_value(right, stated.unit, stated)
    return said.finding(
        "product does not follow",
        its_words,
        f"“{its_words}”: {sum_} is {value}, not {stated.words}.",
        f"{sum_} = {value}.",
        "Correct the figure that is wrong.",
    )
