"""How far one figure is said to be from another: "1,871, which is eight below the establishment (1,860)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from panel.checks.finding import Finding
from panel.checks.reading.figures import PERCENT, Figure
from panel.checks.rules.figures.arithmetic import differ_by, said_value, same_unit
from panel.checks.rules.figures.read import Said
from panel.checks.rules.figures.shape import ADVERB, STOP, F, group, words

_SIDE: Final = (
    r"(?:(?P<up>above|over|beyond|ahead of|in excess of|up on|(?:more|higher|greater|longer) than)|"
    r"(?P<down>below|under|short of|down on|(?:fewer|less|lower|shorter) than))\b"
)
_GAP: Final = re.compile(
    rf"{group('size')}(?:\s(?!(?:and|but|or|of|is|are|was|were|be|been|aged|have|has|had)\b)[a-z-]+){{0,3}}?"
    rf"(?:\s\({F}\)|\sor\s{F})?\s{_SIDE}"
    rf"(?:\s(?:the|its|a|an|our|their|this|that|last|his|her)\b)*(?:(?P<way>{words(60, '(')}){group('then')}|"
    r"\s(?P<name>[a-z-]+))"
)
_THEN_NOW: Final = re.compile(
    rf"{group('size')}\s(?:[a-z-]+\s){{0,2}}?{_SIDE}(?:\s(?:the|its|a|an|our|their))*\s{group('then')}{words(30)}"
    rf"(?::|,\s(?:at|or|to)|\s\()\s?{group('now')}"
)
_BETWEEN: Final = re.compile(
    rf"\b(?P<what>shortfall|gap|difference|surplus|deficit|overspend|underspend|margin|saving)\sof\s{group('size')}\s"
    rf"between\s{words(40)}{group('one')}{words(40)}\sand\s{words(40)}{group('other')}"
)
_LEAVES: Final = re.compile(
    rf"{group('one')}{words(40)}\s(?:and|against|with|less)\s{words(40)}{group('other')}{words(30)}\s(?:leaves?|"
    rf"left|gives?|"
    rf"gave|makes?|made|means?|meant|is|was|or)\san?\s(?:\w+\s)?"
    rf"(?:shortfall|gap|difference|surplus|deficit|overspend|underspend|saving)\sof\s{group('size')}"
)
_UNDERSPEND: Final = re.compile(
    rf"{group('one')}{words(50)}\s(?:and|against)\s{words(30)}{group('other')}{words(20)},\s(?:which is\s|"
    rf"that is\s|so\s|leaving\s|"
    rf"giving\s)?an?\s(?:\w+\s)?(?:shortfall|gap|difference|surplus|deficit|overspend|underspend|saving)\sof\s"
    rf"{group('size')}"
)
_BY_IN_BRACKETS: Final = re.compile(
    rf"\b(?:more|fewer|less|higher|lower|above|below|exceed(?:s|ed)?|greater)\b{words(40)}\sby\s{ADVERB}*"
    rf"{group('size')}"
    rf"{words(30)}\s\({group('one')}\s(?:and|against|to|compared with)\s{group('other')}\)"
)
_TURNS: Final = re.compile(r",|\b(?:and|but|while|where|when|which|who|to|with)\b")
_MORE_OR_FEWER: Final = re.compile(
    rf"{group('one')}(?P<between>{words(80)}){group('other')}(?P<after>{words(50)})(?:,|:|\s[–-])\s"
    rf"(?:(?:which|that)\sis\s|or\s|so\s|a\sdifference\sof\s)?{group('size')}\s(?:[a-z-]+\s)?"
    rf"(?:more|fewer|less|higher|lower)\b(?!\sthan)"
)
_TWO_TIMES: Final = re.compile(
    r"_|\b(?:last|this|previous)\s(?:year|month|quarter|week)\b|\b(?:a|the|one|two)\s(?:year|month|quarter|week)s?\s"
    r"(?:ago|before|earlier)\b|\bnow\b|\bthen\b|\btoday\b|\bbefore\b|\bearlier\b"
)
_LEANS: Final = re.compile(r"(?:this|that|it|they|these|which|the (?:figure|number|total|result))\b")


_AGAINST: Final = re.compile(
    rf"{group('one')}\s(?:[a-z]+\s){{0,2}}?against\s(?:the\s)?{group('other')}{words(30)},\s"
    rf"(?:or\s|that is\s|which is\s)?"
    rf"{group('size')}\s(?:above|below|higher|lower|more|less|fewer|over|under)\b(?!\s(?:the|its|our|that|than|a)\b)"
)
_APART: Final = (_BETWEEN, _LEAVES, _UNDERSPEND, _BY_IN_BRACKETS, _AGAINST)


def find(said: Said) -> Iterator[Finding]:
    """Find the distances of a sentence that its figures do not have, or have the other way."""
    if len(said.led.figures) < 3:
        return
    yield from _from_a_yardstick(said)
    yield from _more_or_fewer(said)
    yield from _told(said)


def _from_a_yardstick(said: Said) -> Iterator[Finding]:
    led = said.led
    for told in _GAP.finditer(led.text):
        size = led.figure(told["size"])
        then = _then(said, told)
        if led.places[told.start()] < 0 or then is None or not size.exact or not same_unit(size, then):
            continue
        if size.unit == PERCENT and not size.points:
            continue
        now = _now(said, told.start(), size, then)
        if now is None or now.value == then.value:
            continue
        words_ = said.cut(*led.span(told.start(), told.end()))
        if not differ_by(now, then, size):
            apart = abs(now.value - then.value)
            if not size.value / 5 <= apart <= 5 * size.value:
                continue
            right = said_value(apart, now.unit, now)
            yield said.finding(
                "difference does not follow",
                words_,
                f"“{words_}” is said of {now.words}; {now.words} and {then.words} are {right} apart.",
                f"The paper says: “{said.text}”",
                "Correct the difference or the figures.",
            )
        elif bool(told["up"]) != (now.value > then.value):
            yield said.finding(
                "comparison is the other way",
                words_,
                f"“{words_}” is said of {now.words}, which is {'less' if told['up'] else 'more'} than {then.words}.",
                f"The paper says: “{said.text}”",
                "Correct the comparison or the figure.",
            )


def _then(said: Said, told: re.Match[str]) -> Figure | None:
    """Give the figure that something is so far from: named beside it, or by a word that stood with it before."""
    if told["then"] and not _TURNS.search(told["way"]):
        then = said.led.figure(told["then"])
        return then if then.exact else None
    name = told["name"] or (re.findall(r"[a-z-]+", told["way"]) or [""])[0]
    if len(name) < 4:
        return None
    stood = re.search(
        rf"\b{re.escape(name)}\s(?:of|is|was|stood at|stands at|remains|at|\()\s?(?:the\s)?{group('then')}",
        said.led.text[: told.start()],
    )
    if not stood:
        return None
    named = said.led.figure(stood["then"])
    return named if named.exact else None


def _now(said: Said, end: int, size: Figure, then: Figure) -> Figure | None:
    """Give the figure of which a distance is said: the last before it of its kind."""
    led = said.led
    begin = led.text.find(STOP) + 1
    held: Sequence[Figure] = [figure for figure in led.held(led.text[begin:end]) if same_unit(figure, size)]
    between = led.text[max(led.text.rfind(then_, 0, end) for then_ in (STOP, ";")) + 1 : end]
    held = [figure for figure in held if figure is not then]
    if not held and begin and _LEANS.match(led.text[begin:].strip()):
        held = [figure for figure in led.held(led.text[:begin]) if same_unit(figure, size) and figure is not then]
        held = held if len(held) == 1 else []
    if not held or not held[-1].exact or len(between) > 160:
        return None
    now = held[-1]
    if now in said.figures and (said.changes(now) or (said.refers(now) and then in said.figures)):
        return None
    return now


def _more_or_fewer(said: Said) -> Iterator[Finding]:
    """Find "18 apprentices last year and 24 this year, seven more"."""
    told = _MORE_OR_FEWER.search(said.shape.text)
    if not told:
        return
    one, other, size = (said.shape.figure(told[name]) for name in ("one", "other", "size"))
    if not (same_unit(one, other) and same_unit(one, size)) or ";" in told["between"]:
        return
    if size.unit == PERCENT and not size.points:
        return
    if not size.points and len(_TWO_TIMES.findall(told[0])) < 2:
        return
    yield from _apart(said, told, one, other, size)


def _told(said: Said) -> Iterator[Finding]:
    """Find "£1.1m more than the £4.6m planned: £5.9m" and "a shortfall of £1.4m between … and …"."""
    for told in (pattern.search(said.shape.text) for pattern in _APART):
        if told:
            one, other, size = (said.shape.figure(told[name]) for name in ("one", "other", "size"))
            if same_unit(one, other) and same_unit(one, size) and size.unit != PERCENT:
                yield from _apart(said, told, one, other, size)
    told = _THEN_NOW.search(said.shape.text)
    if told:
        one, other, size = (said.shape.figure(told[name]) for name in ("then", "now", "size"))
        forward = bool(told["up"]) == (other.value > one.value)
        if same_unit(one, other) and same_unit(one, size) and size.unit != PERCENT and forward:
            yield from _apart(said, told, one, other, size)


def _apart(said: Said, told: re.Match[str], one: Figure, other: Figure, size: Figure) -> Iterator[Finding]:
    apart = abs(one.value - other.value)
    if not all(figure.exact for figure in (one, other, size)) or differ_by(one, other, size):
        return
    if size.value / 3 <= apart <= 3 * size.value:
        words_ = said.cut(*said.shape.span(told.start(), told.end()))
        right = said_value(apart, one.unit, one)
        yield said.finding(
            "difference does not follow",
            words_,
            f"“{words_}”: {one.words} and {other.words} are {right} apart, not {size.words}.",
            f"The paper says: “{said.text}”",
            "Correct the difference or the figures.",
        )
