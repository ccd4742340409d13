"""What is left, what comes and goes, and what a list comes to.

"Two of the twelve posts will be deleted, leaving nine"; "34 joined and 21 left, so the number grew by 15"; "bids of
£45,000 and £22,000 come to £70,000".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from panel.checks.finding import Finding
from panel.checks.reading.figures import PERCENT, Figure
from panel.checks.rules.figures.arithmetic import added, adds_up, near, said_value, same_unit
from panel.checks.rules.figures.parts import not_the_sum
from panel.checks.rules.figures.read import Said
from panel.checks.rules.figures.shape import ADVERB, STOP, F, group, words

_WHOLE, _PART, _REST = group("whole"), group("part"), group("rest")
_GONE: Final = re.compile(
    r"\b(?:sold|lost|closed|closes?|clos(?:ing|ed)|deleted?|cut|scrapped|withdrawn|withdrew|retired?|retires|"
    r"resigned?|"
    r"left|leaves?|go|goes|gone|removed|ended?|ends|spent|used|stolen|died|failed|dropped out|stopped|"
    r"transferred|paid|"
    r"allotted|filled|done|settled|finished|completed|answered|dismissed|disposed of|been (?:\w+ed|sold|cut|spent)|"
    r"missed|other|remaining|the rest)\b"
)
_MORE: Final = re.compile(
    r"\b(?:added?|adds|bought|buys?|new|joined?|joins|opened?|opens|received|recruited|replaced|plus|further)\b"
)
_THE: Final = r"(?:its\s|the\s|our\s|their\s|these\s|those\s|all\s)*"
_LEAVES: Final = (
    rf"(?:,?\s(?:which\s|and\s|thus\s|so\s)?(?:leaving|leaves|left)\s|,?\sso(?:\sthat)?\s)(?:it\swith\s)?{ADVERB}*"
)
_LEFT: Final = tuple(
    re.compile(pattern)
    for pattern in (
        # "two of the twelve posts will be deleted, leaving ten"
        rf"{_PART}{words(30)}\s(?:out\s)?of\s{_THE}{_WHOLE}{words(70)}{_LEAVES}{_REST}",
        # "of its 46 vehicles the trust sold 11, so 35 remain"
        rf"\b(?:out\s)?of\s{_THE}{_WHOLE}{words(70)}{_PART}{words(50)}{_LEAVES}{_REST}",
        # "it had 46 vehicles and sold 11, leaving 35"
        rf"{_WHOLE}{words(50)}(?:\sand\s|,\s|\sbut\s){words(40)}{_PART}{words(40)}{_LEAVES}{_REST}",
        # "she chaired 11 of the 15 meetings, and missed four"
        rf"{_PART}\sof\s{_THE}{_WHOLE}{words(50)}(?:,|;|\sand|\sbut){words(15)}\s"
        rf"(?:missed|the (?:other|remaining)|the rest,?)\s{_REST}",
        # "the fund had £640,000; after grants of £215,000 there is £425,000 left"
        rf"{_WHOLE}{words(40, ';')}\bafter{words(40)}{_PART}{words(30)}{_REST}\s(?:is\s|are\s)?(?:left|remains?)\b",
    )
)
_IN: Final = (
    r"(?:joined|started|arrived|came|began|opened|moved in|(?:were\s)?(?:recruited|appointed|bought|added|born|"
    r"taken on))"
)
_OUT: Final = (
    r"(?:left|retired|resigned|went|closed|ended|died|moved out|(?:were\s)?(?:sold|dismissed|removed|lost|scrapped))"
)
_NET: Final = (
    r"(?:net|grew|grown|rose|risen|increase[ds]?|gain(?:ed)?|more|up|fell|fallen|reduced|fewer|down|"
    r"decrease[ds]?|loss|"
    r"shrank|shrunk)"
)
_CAME_AND_WENT: Final = re.compile(
    rf"{group('came')}{words(40)}\b{_IN}\b{words(30)}\s(?:and|while|but|against|,)\s{words(15)}{group('went')}"
    rf"{words(40)}"
    rf"\b{_OUT}\b(?:[^{STOP}.;]*?\b(?P<net>{_NET}\b{words(30)}){group('size')}(?!\sto\b)|,\s(?:{ADVERB}|"
    rf"a\snet\s\w+\sof\s)?"
    rf"{group('size2')}\s(?:more|fewer|less|net)\b)"
)
_STOCK: Final = tuple(
    re.compile(
        rf"{_WHOLE}{words(50)}[;:,.]\s(?:[a-z]+\s){{0,4}}?{group('one')}{words(25)}\b{first}\b"
        rf"{words(30)}\sand\s{words(15)}"
        rf"{group('other')}{words(25)}\b{second}\b{words(30)}(?:,|;)?\s(?:so|leaving|making|and)\s{words(30)}{_REST}"
    )
    for first, second in ((_IN, _OUT), (_OUT, _IN))
)
_LIST: Final = rf"(?P<parts>{F}(?:{words(40)}(?:,|\band|\bplus){words(30)}{F})+)"
_COME_TO: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_LIST}{words(30)},?\s(?:which\s|together\s|these\s|they\s)*(?:makes?|making|comes? to|came to|"
        rf"adds? up to|"
        rf"added up to|sums? to|amounts? to|amounted to|totals?|totalled|totalling)\s(?:an?\stotal\sof\s)?"
        rf"{group('total')}",
        rf"{_LIST}{words(30)},\s(?:together|in all|altogether|in total)\s{group('total')}(?=[.,;)]|$)",
        rf"{_LIST}{words(30)}(?:,|:|\s[–-]|;)\s(?:so\s|or\s|that is\s|making\s)?{group('total')}{words(15)}\s"
        rf"(?:in all|"
        rf"altogether|in total|all told|together|in the (?:quarter|year|county|half-year)|over the (?:quarter|"
        rf"year|period))",
    )
)
_TOGETHER: Final = re.compile(
    rf"(?:together|in all|combined),?\s(?:they|these|the \w+|that)\s(?:are|make|made|is|were|come to|came to|"
    rf"account for)\s"
    rf"(?:up\s)?{ADVERB}*{group('total')}"
)
_NO_PARTS: Final = re.compile(
    rf"\b(?:from|to)\s{F}|\b(?:of which|including|compared|average|since|against|or|"
    rf"each)\b"
)


def find(said: Said) -> Iterator[Finding]:
    """Find what a sentence takes away or adds up wrongly."""
    if len(said.figures) > 2:
        yield from _left(said)
        yield from _came_and_went(said)
        yield from _stock(said)
        yield from _come_to(said)
    yield from _together(said)


def _countable(*figures: Figure) -> bool:
    return all(figure.exact and figure.unit != PERCENT and same_unit(figure, figures[0]) for figure in figures)


def _wrong(said: Said, told: re.Match[str], sum_: str, right: Decimal, stated: Figure) -> Finding:
    its_words = said.cut(*said.shape.span(told.start(), told.end()))
    value = said_value(right, stated.unit, stated)
    return said.finding(
        "sum does not add up",
        its_words,
        f"“{its_words}”: {sum_} is {value}, not {stated.words}.",
        f"{sum_} = {value}.",
        "Correct the figure that is wrong.",
    )


def _left(said: Said) -> Iterator[Finding]:
    text = said.shape.text
    for told in filter(None, (pattern.search(text) for pattern in _LEFT)):
        whole, part, rest = (said.shape.figure(told[name]) for name in ("whole", "part", "rest"))
        if not _countable(whole, part, rest):
            continue
        # "leaving two vacant posts" says that the rest is left, "so that 14 could be trained" does not.
        so = re.search(r"\sso\s[^,]*$", text[: told.end() - 1])
        if so and not re.match(r"[^.;,]{0,30}\b(?:remain|left|are still)", text[told.end() :]):
            continue
        around = text[told.start() : told.end() + 20]
        if not _GONE.search(around.rsplit("leav", 1)[0]) or _MORE.search(around):
            continue
        right = whole.value - part.value
        if abs(right - rest.value) > max(whole.step, part.step, rest.step) and 0 < right <= 3 * rest.value:
            yield _wrong(said, told, f"{whole.words} less {part.words}", right, rest)
        return


def _came_and_went(said: Said) -> Iterator[Finding]:
    """Find "34 volunteers joined and 21 left, so the number grew by 15"."""
    told = _CAME_AND_WENT.search(said.shape.text)
    if not told or re.search(r"\b(?:to|from)\s$", told["net"] or ""):
        return
    came, went = said.shape.figure(told["came"]), said.shape.figure(told["went"])
    size = said.shape.figure(told["size"] or told["size2"])
    right = abs(came.value - went.value)
    if _countable(came, went, size) and right != size.value <= came.value + went.value:
        yield _wrong(said, told, f"the difference of {came.words} and {went.words}", right, size)


def _stock(said: Said) -> Iterator[Finding]:
    """Find "15 staff in April; three left and five joined, so it has 16 now"."""
    for pattern, sign in zip(_STOCK, (1, -1), strict=True):
        told = pattern.search(said.shape.text)
        if not told:
            continue
        whole, one, other, rest = (said.shape.figure(told[name]) for name in ("whole", "one", "other", "rest"))
        right = whole.value + sign * (one.value - other.value)
        if _countable(whole, one, other, rest) and 0 < abs(right - rest.value) <= whole.value / 2:
            came, went = (one, other) if sign > 0 else (other, one)
            yield _wrong(said, told, f"{whole.words} and {came.words} less {went.words}", right, rest)


def _come_to(said: Said) -> Iterator[Finding]:
    """Find "the bids of £45,000, £38,000 and £22,000 come to £110,000"."""
    told = next(filter(None, (pattern.search(said.shape.text) for pattern in _COME_TO)), None)
    if not told or _NO_PARTS.search(told["parts"]):
        return
    held, total = said.shape.held(told["parts"]), said.shape.figure(told["total"])
    # "The two grants, of £31,000 and £24,500": what counts them is no part.
    parts = held[1:] if not same_unit(held[0], total) else held
    if len(parts) < 2 or not all(one.exact and same_unit(one, total) for one in parts) or not total.exact:
        return
    if not adds_up(total, parts) and near(total, parts, "0.35") and added(parts) != total.value:
        yield not_the_sum(said, said.cut(parts[0].start, total.end), total, parts)


def _together(said: Said) -> Iterator[Finding]:
    """Find "… (36%), … (19%) and … (14%). Together they are 71%"."""
    told = _TOGETHER.match(said.shape.text)
    if not told or said.before is None:
        return
    total = said.shape.figure(told["total"])
    parts = [one for one in said.before.figures if same_unit(one, total)]
    if len(parts) < 2 or not all(one.exact for one in parts) or not total.exact:
        return
    if not adds_up(total, parts) and near(total, parts, "0.15"):
        yield not_the_sum(said, said.cut(*said.shape.span(told.start(), told.end())), total, parts)
