"""Changes in per cent or in number that the two figures beside them do not make, in whatever order they are told.

"61,200 visitors, a fall of 12 per cent from 68,000"; "412, up from 366, an increase of 22.6%"; "£11 more than the
£201.50 of last year. That is 6.2%"; "In 2024 there were 1,250. In 2025 there were 1,400, so it rose by 150, or 15%".
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from panel.checks.finding import Finding
from panel.checks.reading.figures import PERCENT, Figure
from panel.checks.rules.figures.arithmetic import allowed, apart, change, differ_by, said_value, same_unit
from panel.checks.rules.figures.claims import Claim, Pair, claims, pair
from panel.checks.rules.figures.read import Said
from panel.checks.rules.figures.shape import STOP


def find(said: Said) -> Iterator[Finding]:
    """Find the changes of a sentence that its own figures, or those of the sentence before, do not make."""
    led = said.led
    if len(led.figures) < 3:
        return
    begin = led.text.find(STOP) + 1
    told = claims(led)
    for claim in told:
        vague = claim.figure.loose or (claim.figure.fraction and claim.figure.hedge)
        between = pair(led, claim, told) if claim.at >= begin and not vague else None
        if between is None:
            continue
        if claim.figure.unit == PERCENT and (between.one.unit != PERCENT or not claim.figure.points):
            yield from _in_per_cent(said, claim, between)
        elif same_unit(claim.figure, between.one) and claim.figure.exact:
            yield from _in_number(said, claim, between)


def _words(said: Said, claim: Claim) -> str:
    return said.cut(*said.led.span(claim.start, claim.at + 1))


def _in_per_cent(said: Said, claim: Claim, between: Pair) -> Iterator[Finding]:
    stated, one = claim.figure, between.one
    points = abs(one.value - between.other.value)
    if one.unit == PERCENT and abs(points - stated.value) <= one.step + stated.step:
        return
    ways = _ways(claim, between)
    sizes = [_size(then, now, claim.chain) for then, now in ways]
    if any(not apart(low, high, *_stands_for(stated)) for low, high in sizes):
        return
    if claim.chain and not differ_by(one, between.other, claim.chain.figure):
        return
    middle = (sizes[0][0] + sizes[0][1]) / 2
    if not stated.value / 4 <= middle <= 4 * stated.value:
        return
    then, now = ways[0]
    right = said_value(middle, PERCENT)
    yield said.finding(
        "percentage does not follow",
        _words(said, claim),
        f"“{stated.words}” does not follow from its figures: from {then.words} to {now.words} is {right}.",
        f"A change from {then.words} to {now.words} is {right}, and no rounding of it gives {stated.words}.",
        "Work the percentage out again, or correct the figures.",
    )


def _in_number(said: Said, claim: Claim, between: Pair) -> Iterator[Finding]:
    stated, one, other = claim.figure, between.one, between.other
    size = abs(one.value - other.value)
    if differ_by(one, other, stated) or not stated.value / 3 <= size <= 3 * stated.value:
        return
    its_words, right = _words(said, claim), said_value(size, one.unit, one)
    yield said.finding(
        "difference does not follow",
        its_words,
        f"“{its_words}” is given as the difference of {one.words} and {other.words}, which is {right}.",
        f"{one.words} and {other.words} are {right} apart.",
        "Correct the difference or the figures.",
    )


def _ways(claim: Claim, between: Pair) -> list[tuple[Figure, Figure]]:
    """List from which figure to which the change may go: a rise goes from the less to the more."""
    one, other = between.one, between.other
    if between.ordered:
        return [(one, other)]
    less, more = (one, other) if one.value < other.value else (other, one)
    return {True: [(less, more)], False: [(more, less)], None: [(less, more), (more, less)]}[claim.up]


def _size(then: Figure, now: Figure, again: Claim | None) -> tuple[Decimal, Decimal]:
    """Give the least and the greatest change in per cent; three figures that agree exactly are taken as they stand."""
    if again and again.figure.value == abs(now.value - then.value):
        exact = 100 * again.figure.value / then.value
        return exact, exact
    low, high = change(now, then)
    sizes = sorted((abs(low), abs(high)))
    return (Decimal(0) if low < 0 < high else sizes[0]), sizes[1]


def _stands_for(stated: Figure) -> tuple[Decimal, Decimal]:
    return (stated.value - 3, stated.value + 3) if stated.fraction else allowed(stated)
