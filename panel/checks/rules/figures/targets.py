"""What is held against a target or an average that another clause or sentence gives.

"3,905 officers. The target is 3,950, so it was 45 short"; "in May 79.2% and in June 80.3%. May was below the target of
80%"; "The average was 7.9. Norham was 0.4 above it".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from panel.checks.finding import Finding
from panel.checks.reading.figures import PERCENT, Figure
from panel.checks.rules.figures.arithmetic import differ_by, said_value, same_unit
from panel.checks.rules.figures.read import Said
from panel.checks.rules.figures.shape import ADVERB, STOP, F, group, words

_YARDSTICK: Final = r"(?:target|aim|limit|threshold|average|budget|plan|establishment|forecast)"
_NOW, _THEN, _SIZE = group("now"), group("then"), group("size")
_NO_FIGURE: Final = r"[^\U000f0000-\U000f00ff]"
_GIVEN: Final = (
    rf"\b{_YARDSTICK}\b{words(40)}\s(?:is|was|of|being|stood at|remains|at)\s{ADVERB}*{_THEN}"
    rf"(?:{words(25)}(?:,|;|\.{STOP}|\sand|\sso)\s)"
)
_BY: Final = (
    rf"{words(45)}(?:\b(?:missed|passed|beaten|exceeded|short|over|under|below|above|met and passed)\sby\s{ADVERB}*"
    rf"{_SIZE}|\b(?:is|was|were|are|fell|falls|by)\s{ADVERB}*(?P<size2>{F})(?:\s(?!of\b|and\b|or\b)[a-z-]+)?\s"
    r"(?:short|too few|too many|under|over|below|above)\b)"
)
_MISSED: Final = (
    # "3,905 officers. The target is 3,950, so it was 45 short"
    re.compile(rf"{_NOW}(?P<way>{_NO_FIGURE}{{0,90}}?){_GIVEN}{_BY}"),
    # "against a target of 1,200 we made 1,240, so it was passed by 40"
    re.compile(rf"{_GIVEN}(?P<way>{words(40)}){_NOW}{words(40)}(?:,|;|\.{STOP}|\sand|\sso)\s{_BY}"),
    # "67% with a target of 70%, three points short"
    re.compile(
        rf"{_NOW}(?P<way>{words(40)})(?:,|\()?\s?(?:with|against)\s(?:a|the|its|our)\s(?:[a-z]+\s){{0,2}}?{_YARDSTICK}\s"
        rf"of\s{_THEN}(?:,|\)|:|;)\s?,?\s?(?:or\s|so\s|that is\s|which is\s)?{_SIZE}(?P<size2>\b)?"
        r"(?:\s(?!of\b|and\b|or\b)[a-z-]+){0,2}?\s(?:short|too few|too many|under|over|below|above|more|fewer|less|"
        r"better)\b(?!\s(?:the|its|our|that|than)\b)"
    ),
)
_SIDE: Final = re.compile(
    rf"(?:{_SIZE}\s(?:percentage\s|per cent\s)?(?:points?\s)?)?(?:(?P<up>above|over|higher than|better than|beyond)|"
    rf"(?P<down>below|under|lower than|short of))\s(?:the|its|our|that|this)\s(?:[a-z'-]+\s){{0,3}}?"
    rf"(?:{_YARDSTICK})\sof\s{_THEN}"
)
_GIVES: Final = re.compile(rf"\b{_YARDSTICK}\b{words(60)}\s(?:is|was|of|stood at)\s{ADVERB}*{group('given')}")
_MONTH: Final = re.compile(
    r"\b(January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|"
    r"Wednesday|Thursday|Friday|Saturday|Sunday)\s(?:was|were|is)\b"
)
_NOT_THAT: Final = re.compile(r"\b(?:not|never|no longer|neither|nor|if|should|would|may|might|must|could)\b")


def find(said: Said) -> Iterator[Finding]:
    """Find what is held the wrong way, or by too much, against a yardstick."""
    if said.figures and len(said.led.figures) > 1:
        yield from _missed(said)
        yield from _sides(said)


def _missed(said: Said) -> Iterator[Finding]:
    led = said.led
    for pattern in _MISSED:
        for told in pattern.finditer(led.text):
            size_at = "size" if told["size"] else "size2"
            if led.places[told.start(size_at)] < 0 or not told[size_at]:
                continue
            now, then, size = led.figure(told["now"]), led.figure(told["then"]), led.figure(told[size_at])
            if not (now.exact and then.exact and size.exact and same_unit(now, then) and same_unit(now, size)):
                continue
            if size.unit == PERCENT and not size.points:
                continue
            apart = abs(now.value - then.value)
            if now in said.figures and said.changes(now) and not said.refers(now):
                continue
            if differ_by(now, then, size) or not size.value / 4 <= apart <= 4 * size.value:
                return
            words_ = said.cut(*led.span(told.start(), told.end()))
            right = said_value(apart, now.unit, now)
            yield said.finding(
                "difference does not follow",
                words_,
                f"“{words_}”: {now.words} and {then.words} are {right} apart, not {size.words}.",
                f"{now.words} and {then.words} are {right} apart.",
                "Correct the difference or the figures.",
            )
            return


def _sides(said: Said) -> Iterator[Finding]:
    shape = said.shape
    told = _SIDE.search(shape.text)
    if not told or _NOT_THAT.search(shape.text[: told.start()]):
        return
    then, size = shape.figure(told["then"]), shape.figure(told["size"]) if told["size"] else None
    if not then.exact or then.value <= 0:
        return
    now = _of_its_month(said, then) or _of_the_distance(said, then, size) or _led_by_its_target(said, then, told)
    if now is None or now.value == then.value or bool(told["up"]) == (now.value > then.value):
        return
    words_ = said.cut(*shape.span(told.start(), told.end()))
    yield said.finding(
        "comparison is the other way",
        words_,
        f"“{words_}” is said of {now.words}, which is {'less' if told['up'] else 'more'} than {then.words}.",
        f"The paper says: “{said.before.text if said.before else ''} {said.text}”",
        "Correct the comparison or the figure.",
    )


def _of_its_month(said: Said, then: Figure) -> Figure | None:
    """Give the figure of the month of which a sentence speaks: "in May 79.2%. … May was above the target of 80%"."""
    told = _MONTH.search(said.text)
    source = said.before
    for _ in range(2):
        if not told or source is None:
            return None
        named = rf"\b{told[1]}\b(?:\sit\swas|\swith|:|\sat|\swas|\s\()?\s?\(?$"
        held = [one for one in source.plain if same_unit(one, then) and re.search(named, source.text[: one.start])]
        if held:
            return held[0] if len(held) == 1 else None
        source = source.before
    return None


def _of_the_distance(said: Said, then: Figure, size: Figure | None) -> Figure | None:
    """Give the one figure just before that is so far from a yardstick as is said, on the one side and not the other."""
    if size is None or not size.exact or (then.unit == PERCENT and not size.points):
        return None
    if any(one is not size and one.value != then.value and same_unit(one, then) for one in said.figures):
        return None
    held: list[Figure] = []
    source = said.before
    for _ in range(2):
        if source is None:
            break
        held.extend(one for one in source.figures if one.exact and same_unit(one, then))
        source = source.before
    above = [one for one in held if one.value == then.value + size.value]
    below = [one for one in held if one.value == then.value - size.value]
    return (above or below)[0] if bool(above) != bool(below) else None


def _led_by_its_target(said: Said, then: Figure, told: re.Match[str]) -> Figure | None:
    """Give the first figure of the sentence before, where this one is of its target: "The target is 98%, and we …"."""
    before = said.before
    opens = re.match(r"(?:The|Its|Our|This)\s", said.text)
    given = _GIVES.search(said.shape.text[: told.start()])
    if before is None or not given or not opens or len(said.figures) != 2:
        return None
    if said.shape.figure(given["given"]).value != then.value:
        return None
    held = [one for one in before.figures if same_unit(one, then)]
    first = held[0] if len(held) == 1 and held[0].plain else None
    return first if first and not before.changes(first) and not before.refers(first) else None
