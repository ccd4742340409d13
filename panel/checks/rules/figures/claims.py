"""The changes that a sentence claims, and the two figures between which each is said to lie."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from panel.checks.reading.figures import PERCENT, Figure
from panel.checks.rules.figures.arithmetic import said_value, same_unit
from panel.checks.rules.figures.read import DOWN, UP
from panel.checks.rules.figures.shape import ADVERB, STOP, F, Shape, words

_UP: Final = rf"(?:{UP}|more|higher|greater|dearer|longer|up|extra|additional)"
_DOWN: Final = rf"(?:{DOWN}|fewer|less|lower|cheaper|shorter|smaller|down|loss|cut)"
_LED_BY: Final = re.compile(
    rf"\b(?:(?P<up>{UP}|up)|(?P<down>{DOWN}|down|loss|cut)|(?:gain|improvement|saving|difference|change|swing|"
    rf"or)(?=\s(?:of|by)))"
    rf"\s(?:(?:of|by|was|is|equals|equal to|equating to)\s)?"
    rf"(?:an?\s|{ADVERB})*$"
)
_FOLLOWED_BY: Final = re.compile(
    rf"\s(?:(?!and\b|of\b|or\b|to\b|in\b)[a-z-]+\s)?(?:(?P<up>{_UP})|(?P<down>"
    rf"{_DOWN}))\b"
)
_CHAINED: Final = re.compile(
    rf"(?:\s[a-z]+){{0,3}}?(?:\s\(|,?\sor\s|,\s(?:that is|which is|equivalent to|equal to|representing)\s|"
    rf"(?:\s[a-z'_]+){{0,8}},\san?\s(?:\w+\s)?(?:increase|rise|reduction|fall|decrease|cut)\sof\s|"
    rf"(?:\s[a-z'_]+){{0,8}}\.{STOP}\s(?:that|this|it)\s(?:is|was|represents|equates to|amounts to)\s)"
    rf"(?:an?\s(?:\w+\s)?(?:of\s)?)?{ADVERB}*"
)
_REFERENCE: Final = re.compile(
    rf"(?P<before>{words(25)}\)?,?)\s(?:from|on|over|against|than|since|compared\s(?:with|to))\s{words(45, '(')}"
)
_NO_REFERENCE: Final = re.compile(r",|\b(?:target|average|forecast|and|but|which|while|among|of the)\b")
_LINK: Final = re.compile(r"\b(?:up|down)\sfrom\b|\bcompared\s(?:with|to)\b|\bagainst\b(?!\sa\s(?:target|budget))")
_TIME: Final = re.compile(
    r"_|\b(?:last|this|previous|same|next)\s(?:financial\s)?(?:year|month|quarter|week|period)\b|"
    r"\b(?:a|the|one|two)\s(?:year|month|quarter|week|period)s?\s(?:ago|before|earlier)\b|\bnow\b|\btoday\b|"
    r"\bfirst\b|\bsecond\b"
)
_THEN_FROM_TO: Final = re.compile(
    rf"{words(25)},?\sfrom\s{words(15)}(?P<one>{F}){words(40)}\sto\s{words(15)}(?P<other>{F})"
)
_THEN_TO_FROM: Final = re.compile(
    rf"{words(20)}\sto\s{words(10)}(?P<other>{F}){words(30)},?\sfrom\s{words(10)}(?P<one>{F})"
)
_THEN_AGAINST: Final = re.compile(
    rf"{words(45)}(?:,\s(?:at|with|to)|:)\s{words(15)}(?P<other>{F}){words(30)},?\s(?:against|compared\s(?:with|to)|"
    rf"(?:up\s|down\s)?from|instead of)\s{words(15)}(?P<one>{F})"
)
_IN_A_LIST: Final = re.compile(rf"{F}{words(15)}\sand\s{words(15)}$")
_SO: Final = re.compile(
    rf"(?:{words(30)}\s(?:is|was|represents|makes|means)\s|{words(45)}(?:,|:|\s[–-]|\s\(|\)|;)\s?|(?P<stop>"
    rf"{words(45)}\.?{STOP}\s))"
    rf"(?:(?:which|that|this|it)\s(?:is|was|represents|equates to)\s|(?:so|and so)\s{words(40)}|representing\s|"
    rf"the\s(?:increase|rise|fall|reduction|decrease|change|difference)\s(?:is|was)\s)?"
    rf"(?:(?:has|have|had)\s)?(?:an?\s)?(?:[a-z]+\s)?(?:{_UP}|{_DOWN})?\s?(?:(?:of|by)\s)?(?:an?\s|{ADVERB})*"
)
_FAR: Final = 110
"""Two figures further apart than so many characters are not told together."""
_WORD: Final = re.compile(r"\s(?P<noun>[a-z][a-z'-]{2,})")
_NO_NOUN: Final = frozenset(
    [
        "from",
        "for",
        "with",
        "were",
        "was",
        "are",
        "had",
        "have",
        "compared",
        "against",
        "and",
        "but",
        "than",
        "that",
        "which",
        "this",
        "last",
        "now",
    ]
)


@dataclass(frozen=True)
class Claim:
    """The size of a change, and which way it goes; None where that is not said."""

    figure: Figure
    start: int
    """Where the words that say so begin in the wording."""
    at: int
    """Where its sign stands."""
    up: bool | None
    chain: Claim | None = None
    """The size that it says again in per cent: "by 272, or 9.5%"."""

    @property
    def first(self) -> Claim:
        """Where a change is told twice, the first time."""
        return self.chain or self


@dataclass(frozen=True)
class Pair:
    """Two figures between which something changed."""

    one: Figure
    other: Figure
    ordered: bool
    """Whether the first is known to be the earlier."""


def claims(led: Shape) -> tuple[Claim, ...]:
    """List the changes that a wording claims."""
    return tuple(_claims(led))


def pair(led: Shape, claim: Claim, others: Sequence[Claim]) -> Pair | None:
    """Give the two figures of which a change is claimed, beside all the other changes that the wording claims."""
    return _told_after(led, claim) or _from_a_reference(led, claim, others) or _two_before(led, claim, others)


def _claims(led: Shape) -> Iterator[Claim]:
    last: Claim | None = None
    between = 0
    for sign in re.finditer(F, led.text):
        figure = led.figure(sign[0])
        claim = _claim(led, sign, figure)
        if figure.unit == PERCENT and last and last.figure.unit != PERCENT:
            # "£11 more than the £201.50 of last year. That is 6.2%": a figure may stand between.
            again = _CHAINED.fullmatch(led.text, last.at + 1, sign.start())
            beside = between and STOP not in led.text[last.at : between]
            if again or (beside and _CHAINED.fullmatch(led.text, between, sign.start())):
                claim = Claim(figure, last.start, sign.start(), last.up, last)
        if claim:
            last, between = claim, 0
            yield claim
        elif last:
            between = sign.end()


def _claim(led: Shape, sign: re.Match[str], figure: Figure) -> Claim | None:
    if figure.hedge and not figure.unit:
        return None
    begin = max(0, sign.start() - 60)
    led_by = _LED_BY.search(led.text[begin : sign.start()])
    told = led_by or _FOLLOWED_BY.match(led.text, sign.end())
    if not told:
        return None
    start = begin + led_by.start() if led_by else sign.start()
    return Claim(figure, start, sign.start(), bool(told["up"]) if told["up"] or told["down"] else None)


def _bases(led: Shape, others: Sequence[Claim]) -> list[re.Match[str]]:
    """List the signs of the figures that are no change themselves."""
    sizes = {claim.at for claim in others}
    return [sign for sign in re.finditer(F, led.text) if sign.start() not in sizes]


def _told_after(led: Shape, claim: Claim) -> Pair | None:
    """Give the two figures after a change: "cut by 120 cases, from 540 to 430", "8% lower, at 4,600 against 4,800"."""
    ways = (_THEN_FROM_TO, _THEN_TO_FROM, _THEN_AGAINST)
    told = next(filter(None, (way.match(led.text, claim.at + 1) for way in ways)), None)
    if not told:
        return None
    one, other = led.figure(told["one"]), led.figure(told["other"])
    return Pair(one, other, ordered=True) if _comparable(one, other) else None


def _from_a_reference(led: Shape, claim: Claim, others: Sequence[Claim]) -> Pair | None:
    """Give the figure after a change that it is from, and the last before: "61,200, a fall of 12% from 68,000"."""
    bases = _bases(led, others)
    then = next(filter(None, (_referred(led, one, bases) for one in (claim.first, claim))), None)
    if then is None:
        return None
    size = claim.first.figure
    begin = led.text.find(STOP) + 1
    earlier = [sign for sign in bases if sign.start() < claim.first.at and same_unit(led.figure(sign[0]), then)]
    here = [sign for sign in earlier if sign.start() >= begin]
    if not earlier and claim.chain and size.exact and same_unit(size, then):
        # "£11.25 more than the £225.00 of last year, an increase of 5%": the new figure is not said.
        value = then.value + (size.value if claim.up else -size.value)
        made = replace(then, value=value, words=said_value(value, then.unit, then))
        return Pair(then, made, ordered=True) if made.value > 0 else None
    if not here and not re.match(r"\s?(?:this|that|it|an?)\b", led.text[begin:]):
        return None
    now = led.figure((here or earlier)[-1][0]) if earlier else None
    return Pair(then, now, ordered=True) if now and _comparable(then, now) else None


def _referred(led: Shape, claim: Claim, bases: Sequence[re.Match[str]]) -> Figure | None:
    after = next((sign for sign in bases if sign.start() > claim.at), None)
    told = _REFERENCE.fullmatch(led.text, claim.at + 1, after.start()) if after else None
    if after is None or not told or _NO_REFERENCE.search(told[0]):
        return None
    return led.figure(after[0])


def _two_before(led: Shape, claim: Claim, others: Sequence[Claim]) -> Pair | None:
    """Give the two figures before, where the words between say that they are of two times."""
    before = [sign for sign in _bases(led, others) if sign.start() < claim.first.at]
    if len(before) < 2 or not _SO.fullmatch(led.text, before[-1].end(), claim.first.at):
        return None
    last = before[-1]
    other, noun = led.figure(last[0]), _noun(led, last.end())
    for sign in reversed(before[:-1]):
        its = _noun(led, sign.end())
        if same_unit(led.figure(sign[0]), other) and not (noun and its and noun != its):
            if _IN_A_LIST.search(led.text, max(0, sign.start() - 60), sign.start()):
                return None
            return _linked(led, sign, last, claim, others) if _comparable(led.figure(sign[0]), other) else None
    return None


def _linked(
    led: Shape, first: re.Match[str], last: re.Match[str], claim: Claim, others: Sequence[Claim]
) -> Pair | None:
    """Give a pair where words or two dates link it: "412, up from 366", "96 in May and 84 in June"."""
    one, other = led.figure(first[0]), led.figure(last[0])
    head = led.text[max(0, first.start() - 40) : first.start()].rpartition(STOP)[2]
    between = led.text[first.end() : last.start()]
    tail = led.text[last.end() : claim.first.at]
    if STOP in between:
        # "In 2024 there were 1,250 referrals. In 2025 there were 1,400 referrals": a date in each.
        before, _, after = between.partition(STOP)
        dated = "_" in head + before and "_" in after + tail and len(between) < _FAR
        own = any(each.at < last.start() for each in others)
        return Pair(one, other, ordered=False) if dated and not own else None
    if re.search(r"\bfrom\s(?:\w+\s){0,2}$", head) and re.search(r"\sto\s", between):
        return Pair(one, other, ordered=True)
    if _LINK.search(between):
        return Pair(other, one, ordered=True)
    times = _TIME.findall(head + between) and _TIME.findall(between + tail)
    two = len(_TIME.findall(head + between + tail)) > 1 and len(between) < _FAR
    return Pair(one, other, ordered=False) if two and times else None


def _comparable(one: Figure, other: Figure) -> bool:
    return (
        same_unit(one, other)
        and one.exact
        and other.exact
        and min(one.value, other.value) > 0
        and one.value != other.value
        and one.unit != "years"
    )


def _noun(led: Shape, end: int) -> str:
    told = _WORD.match(led.text, end)
    return told["noun"].rstrip("s") if told and told["noun"] not in _NO_NOUN else ""
