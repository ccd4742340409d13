"""Shares that do not follow: "12 of 48 (20%)", a list of shares with their counts, "and the remaining 15%"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from panel.checks.finding import Finding
from panel.checks.reading.figures import MONEY, PERCENT, Figure
from panel.checks.rules.figures.arithmetic import allowed, apart, said_value, same_unit, share
from panel.checks.rules.figures.read import Said

_OF: Final = re.compile(
    r"\s(?:[a-z'’]+\s){0,2}?(?:out )?of\s(?:(?:the|all|these|those|its|our|their|a total of)\s){0,2}", re.I
)
_CLOSED_OF: Final = re.compile(
    r"\)\s(?:out )?of\s(?:(?:the|all|these|those|its|our|their|a total of)\s){0,2}$", re.IGNORECASE
)
_OF_WHICH: Final = re.compile(
    r"(?P<noun>[^.;()]{0,70}?)[,;:]?\s(?:of|out of)\s(?:which|whom|these|those|them)\b,?\s(?:only\s|just\s)?$",
    re.IGNORECASE,
)
_OF_THESE: Final = re.compile(r"(?:Of|Out of) (?:these|those|them|which|whom)\b,?\s(?:only\s|just\s)?$")
_SHARE_IN_BRACKETS: Final = re.compile(r"[^.;()]{0,60}\($")
_LIST_PAIR: Final = re.compile(r"\s?\(\s?|\s?[–-]\s|\s?\(n\s?=\s?")
_REST: Final = re.compile(r"\b(?:the )?(?:remaining|remainder|rest|balance)\b[^.;]{0,30}$", re.IGNORECASE)
_PAIR_OF_POUNDS: Final = re.compile(
    r"[^.;]{0,45}\(|[^.;]{0,60}\.?\s?(?:[Tt]his|which|[Ii]t)\s(?:would\s)?(?:equat|represent|is|was|amount|"
    r"mean)[^.;]{0,30}\s"
)


def find(said: Said) -> Iterator[Finding]:
    """Find the shares of a sentence that do not follow from their figures."""
    yield from _shares(said)
    yield from _parts(said)
    yield from _rest(said)


def _shares(said: Said) -> Iterator[Finding]:
    for part, percent, whole in _triples(said):
        if whole.value <= 0 or part.value > whole.value:
            continue
        low, high = share(part, whole)
        if apart(low, high, *allowed(percent)):
            ends = (part, percent, whole) if whole in said.figures else (part, percent)
            words = said.cut(min(figure.start for figure in ends), max(figure.end for figure in ends))
            right = said_value((low + high) / 2, PERCENT)
            yield said.finding(
                "percentage does not follow",
                words,
                f"“{percent.words}” does not follow from its figures: {part.words} of {whole.words} is {right}.",
                f"{part.words} of {whole.words} is {right}, and no rounding of it gives {percent.words}.",
                "Work the percentage out again, or correct the figures.",
            )


def _triples(said: Said) -> Iterator[tuple[Figure, Figure, Figure]]:
    """Yield (part, percentage, whole) where the sentence says that they belong together."""
    for first, second, third in zip(said.figures, said.figures[1:], said.figures[2:], strict=False):
        gaps = said.masked[first.end : second.start], said.masked[second.end : third.start]
        if not (first.plain and second.plain and third.plain):
            continue
        share_of = _CLOSED_OF.fullmatch(gaps[1])
        if second.unit == PERCENT and same_unit(first, third) and first.unit != PERCENT:
            # "12 (20%) of 48"
            if share_of and re.fullmatch(r"(?:\s[a-z]+){0,3}\s?\(", gaps[0]):
                yield first, second, third
        elif first.unit == PERCENT and same_unit(second, third) and second.unit != PERCENT:
            # "20% (12 of 48)", "20% (12) of the 48"
            if re.fullmatch(r"\s?\(", gaps[0]) and (share_of or _OF.fullmatch(gaps[1])):
                yield second, first, third
        elif third.unit == PERCENT and same_unit(first, second) and first.unit != PERCENT:
            bracket = _SHARE_IN_BRACKETS.fullmatch(gaps[1])
            closed = said.masked[third.end : third.end + 1] == ")"
            if bracket and closed and _OF.fullmatch(gaps[0]):
                # "12 of the 48 complaints (20%)"
                yield first, third, second
            elif bracket and closed and _OF_WHICH.fullmatch(gaps[0]):
                # "121 posts, of which 111 are filled (91.7%)"
                yield second, third, first
    for part, percent in pairwise(said.figures):
        whole = _before(said, part) or _opening(said, part, percent)
        bracket = _SHARE_IN_BRACKETS.fullmatch(said.masked[part.end : percent.start])
        if whole is None or not bracket or said.masked[percent.end : percent.end + 1] != ")":
            continue
        if part.plain and part.unit != PERCENT and same_unit(part, whole) and percent.plain and percent.unit == PERCENT:
            yield part, percent, whole


def _before(said: Said, part: Figure) -> Figure | None:
    """Give the whole in the sentence before, where "Of these, 111 ..." leans on the one figure there."""
    if not said.before or not _OF_THESE.fullmatch(said.upto(part)):
        return None
    wholes = [figure for figure in said.before.figures if same_unit(figure, part) and not said.before.changes(figure)]
    return wholes[0] if len(wholes) == 1 and wholes[0].plain else None


def _opening(said: Said, part: Figure, percent: Figure) -> Figure | None:
    """Give the whole in "Of the 327 complaints received, 94 (38.7%)" and "1,204 people answered, 602 (60%) of them"."""
    earlier = [figure for figure in said.figures if figure.end <= part.start]
    if not earlier or not (earlier[-1].plain or earlier[-1].hedge == "some"):
        return None
    whole = earlier[-1]
    between = said.masked[whole.end : part.start]
    opens = re.search(r"(?:^|[,;]\s)(?:Of|Out of|of|out of)\s(?:the|all|our|these)\s$", said.upto(whole))
    closes = re.match(r"\)?\sof (?:them|these|those|whom|which)\b", said.masked[percent.end :])
    return whole if (opens or closes) and re.fullmatch(r"[^.;:()]{0,60},\s(?:only\s|just\s)?", between) else None


def _parts(said: Said) -> Iterator[Finding]:
    """Find a part that is more than its whole: "40 posts, of which 45 are filled"."""
    for whole, part in pairwise(said.figures):
        if not (whole.plain and part.plain and same_unit(whole, part)) or part.low <= whole.high:
            continue
        between = said.masked[whole.end : part.start]
        following = re.match(r"\s(?:[a-z]+\s)?of (?:which|whom|these|those|them)\b", said.masked[part.end :])
        if re.match(r"\s(?:[a-z]+\s)?of (?:which|whom|these|those|them)\b", between):
            continue
        linked = _OF_WHICH.fullmatch(between) or (following and re.fullmatch(r"[^.()]{0,40}[;,]\s", between))
        if linked and not said.changes(whole) and not said.refers(whole):
            words = said.cut(whole.start, part.end + (following.end() if following else 0))
            yield said.finding(
                "part is more than its whole",
                words,
                f"“{words}”: {part.words} cannot be part of {whole.words}.",
                f"{part.words} is more than {whole.words}.",
                "Correct one of the figures.",
            )


def _rest(said: Said) -> Iterator[Finding]:
    """Find percentages that name the rest and do not add up to a hundred."""
    shares = [figure for figure in said.figures if figure.unit == PERCENT]
    if len(shares) < 2 or not all(figure.plain for figure in shares) or not _REST.search(said.upto(shares[-1])):
        return
    if any(said.changes(figure) or said.refers(figure) for figure in shares):
        return
    total = sum((figure.value for figure in shares), Decimal(0))
    slack = sum((figure.step for figure in shares), Decimal(0)) / 2
    if abs(total - 100) > slack and abs(total - 100) <= 40:
        words = said.cut(shares[0].start, shares[-1].end)
        yield said.finding(
            "sum does not add up",
            words,
            f"“{words}”: with the rest named they should make 100%, and they make {said_value(total, PERCENT)}.",
            f"{' + '.join(figure.words for figure in shares)} = {said_value(total, PERCENT)}.",
            "Correct the percentage that is wrong.",
        )


def lists(sentences: Sequence[Said]) -> Iterator[Finding]:
    """Find the one share of a list that does not follow from its count: "70.9% (878)", "7.3% (90)", …"""
    for run in _runs(sentences):
        counts = [count for _said, count, _percent in run]
        wholes = [sum((count.value for count in counts), Decimal(0))]
        first = run[0][0]
        near = [said for said in sentences if first.position - 4 <= said.position <= first.position]
        wholes += [
            figure.value
            for said in near
            for figure in said.plain
            if same_unit(figure, counts[0]) and figure.value >= max(count.value for count in counts)
        ]
        wrong = min(([part for part in run if not _follows(part, whole)] for whole in wholes), key=len)
        whole = next(whole for whole in wholes if sum(not _follows(part, whole) for part in run) == len(wrong))
        if len(wrong) == 1 and len(run) >= 3:
            said, count, percent = wrong[0]
            right = said_value(100 * count.value / whole, PERCENT)
            words = said.cut(min(count.start, percent.start), max(count.end, percent.end))
            yield said.finding(
                "percentage does not follow",
                words,
                f"“{words}”: {count.words} of {whole:,f} is {right}, not {percent.words}.",
                f"The other shares of the list are of {whole:,f}.",
                "Correct the percentage or the number.",
            )


def _follows(part: tuple[Said, Figure, Figure], whole: Decimal) -> bool:
    _said, count, percent = part
    low, high = allowed(percent)
    return whole > 0 and not apart(100 * count.low / whole, 100 * count.high / whole, low, high)


def _runs(sentences: Sequence[Said]) -> Iterator[list[tuple[Said, Figure, Figure]]]:
    """Yield the lists of three shares or more that stand with their counts, one after another."""
    run: list[tuple[Said, Figure, Figure]] = []
    for said in sentences:
        pairs = list(_pairs(said))
        follows = not run or said.position - run[-1][0].position <= 1
        if pairs and follows and (said.bullet or not run or said.position == run[-1][0].position):
            run.extend(pairs)
            continue
        if len(run) >= 3:
            yield run
        run = pairs
    if len(run) >= 3:
        yield run


def _pairs(said: Said) -> Iterator[tuple[Said, Figure, Figure]]:
    for left, right in pairwise(said.figures):
        if not (left.plain and right.plain) or not _LIST_PAIR.fullmatch(said.masked[left.end : right.start]):
            continue
        if (
            said.masked[right.end : right.end + 1] not in (")", "", " ", ".")
            or said.changes(left)
            or said.changes(right)
        ):
            continue
        if left.unit == PERCENT and right.unit == "":
            yield said, right, left
        elif right.unit == PERCENT and left.unit == "":
            yield said, left, right


def increases(sentences: Sequence[Said]) -> Iterator[Finding]:
    """Find the one of several amounts with percentages that cannot be of the same sum as the others.

    Options for a precept: "£12 … 6.25%", "£10 … 5.21%", "£8 … 4.17%" are all of about £192.
    """
    pairs = dict(_amounts(sentences))
    bases = {
        key: (
            100 * key[0] / (key[1] + step / 2) * Decimal("0.999"),
            100 * key[0] / (key[1] - step / 2) * Decimal("1.001"),
        )
        for key, (_said, _amount, _percent, step) in pairs.items()
    }
    if len(bases) < 3:
        return
    odd = [
        key
        for key, base in bases.items()
        if all(apart(*base, *other) for name, other in bases.items() if name != key)
        and _meet([other for name, other in bases.items() if name != key])
    ]
    for key in odd if len(odd) == 1 else ():
        said, amount, percent, _step = pairs[key]
        others = [other for name, other in bases.items() if name != key]
        base = (max(low for low, _ in others) + min(high for _, high in others)) / 2
        right = f"{round(100 * key[0] / base, 2)}%"
        yield said.finding(
            "percentage does not follow",
            percent.words,
            f"“{percent.words}” does not follow for {amount.words}: of the same sum as the others it would be {right}.",
            f"The other amounts and their percentages are of about £{round(base):,}.",
            "Work the percentage out again.",
        )


def _meet(bases: Sequence[tuple[Decimal, Decimal]]) -> bool:
    return max(low for low, _ in bases) <= min(high for _, high in bases)


def _amounts(
    sentences: Sequence[Said],
) -> Iterator[tuple[tuple[Decimal, Decimal], tuple[Said, Figure, Figure, Decimal]]]:
    for said in sentences:
        for source in (said, said.before):
            amounts = [figure for figure in source.plain if figure.unit == MONEY] if source else []
            percents = [figure for figure in said.plain if figure.unit == PERCENT]
            if source is None or len(amounts) != 1 or len(percents) != 1 or amounts[0].value >= 1000:
                continue
            amount, percent = amounts[0], percents[0]
            joined = source.masked if source is said else f"{source.masked} {said.masked}"
            end = percent.start if source is said else percent.start + len(source.masked) + 1
            if (
                amount.end <= end
                and _PAIR_OF_POUNDS.fullmatch(joined[amount.end : end])
                and percent.value > percent.step
            ):
                yield (amount.value, percent.value), (said, amount, percent, percent.step)
                break
