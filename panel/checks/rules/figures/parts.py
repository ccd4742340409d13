"""Lists that are all the parts of a number: "ten operators: six full-time and three part-time", "of which nine …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from panel.checks.finding import Finding
from panel.checks.reading.figures import MONEY, PERCENT, Figure
from panel.checks.rules.figures.arithmetic import added, adds_up, listed, near, said_value, same_unit
from panel.checks.rules.figures.read import DIRECTION, Said
from panel.checks.rules.figures.shape import STOP, F, Shape, group, words

_OPENS: Final = re.compile(
    rf"{words(70)}(?:(?P<count>{F}){words(30)})?(?:(?P<strong>:\s(?:[a-z' -]{{0,40}}\sof\s)?|\s[–-]\s|,?\s"
    rf"(?:that is|namely|being),?\s|"
    rf",?\s(?:(?:which\s)?(?:is|are|was|were)\s)?"
    rf"(?:made up of|consisting of|comprising|comprises|consists of|split into|divided into|composed of)\s)|"
    rf"(?P<which>,?\s\(?of (?:which|whom|these|those|them),?\s(?:only\s)?)|"
    rf"(?P<turned>,\s(?={F}\sof (?:which|whom|them|these)\b))|(?P<comma>,\s))"
)
_SEPARATOR: Final = re.compile(r"(?:[;,]\s(?:and|plus|with|but)\s|\s(?:and|plus)\s|[;,]\s)")
_ITEM: Final = re.compile(
    rf"(?:(?:an?|another|the|further|other|others|remaining|final|last|next|some|in|for)\s|:\s){{0,3}}"
    rf"(?P<led>{words(50)}\s(?:of\s|at\s)?)?{F}(?P<what>.*)",
)
_ENDS: Final = re.compile(rf"{STOP}|\.\s|[.;]$|;\s|\s[–-]\s|\bwhile\b|\bcompared\b|,\swhich\b|,\s(?:making|giving)\b")
_NOT_ALL: Final = re.compile(
    r"\b(?:includ\w+|such as|among|notably|for example|e\.g|mainly|mostly|chiefly|largest|biggest|highest|top|main|"
    r"compared|previous|last year|against(?!\s(?:and|with)\b|[,.]|$)|average|target|budget of|forecast|since|"
    r"respectively|up to|each|per|"
    r"within|between|over|at least|rather than|instead|both|either|also|then|later)\b"
)
_OVERLAP: Final = re.compile(
    r"\b(?:women|female|under|over|aged|older|younger|ethnic|minorit\w+|disab\w+|alone|colour|new|local|also|"
    r"both|repeat|of them|of these|more than once)\b"
)
_VERB: Final = re.compile(
    r"\s?(?:is|are|was|were|has|have|had|will)\b(?:\s(?:in|at|to|on|for|from|by|with|been|be)\b)*"
)
_PLACE: Final = re.compile(r"\s(?:to|in|from|at|by|for|on|with|of)\b")
_OF_THE: Final = re.compile(
    rf"(?:^|{STOP} |[.;:,] |(?:^|{STOP} ){group('first')} )(?:out )?of (?:the |its |our |their |these |those |all )*"
    rf"(?P<all>{F})"
)
_NONE_LEFT: Final = re.compile(rf"^{F}\s(?:more\s)?(?:is|are|was|were)\s[a-z-]+\.?$")
_SOME_DID: Final = re.compile(
    rf"(?:{words(40)}[,:]?\s)?{group('part')}\sof\s(?:the\s|its\s|our\s|their\s)?{group('all')}{words(120)}\.{STOP}\s"
    rf"(?:the other\s|the remaining\s)?{group('rest')}\s(?:did|do|were|was|are|is|have|had|has)\snot\b{words(40)}\.?"
)
_FOLLOWS: Final = re.compile(rf"{F}\s(?:of them\s)?(?:is|are|was|were|has|have|had|will)\b")
_STATE: Final = re.compile(
    r"\b(?:complete[d]?|done|closed|finished|in hand|under ?way|begun|started|open|outstanding|due|overdue|pending|"
    r"on track|in progress|delayed|late|on time|not yet|to come|filled|free|vacant|empty|taken|occupied|unused)\b"
)
"""What is in one such state is in no other."""
_NOT_SO: Final = re.compile(r"^\s(?:was|were|did|had|have|are)\snot\b(?!\syet)|\bno (?:answer|opinion|view|reply)\b")
"""Who were not content are none of those who were."""
_NO_ANSWER: Final = re.compile(
    r"\b(?:did not (?:know|answer|say|reply)|do(?:es)? not know|don't know|had no (?:view|opinion|preference)|"
    r"(?:were|was|are) (?:not sure|unsure|undecided|neutral)|no opinion|not sure|undecided|neither|"
    r"others?)\b(?!\sremaining)"
)
_SEVERAL: Final = re.compile(
    r"\b(?:several|more than one|multiple|all that appl|tick|choose|could give|respectively|of whom|each)\b"
)


@dataclass(frozen=True)
class Part:
    """A part, and what is said of it."""

    figure: Figure
    what: str
    led: bool = False
    """Whether words stand before it: "pay of £2.5m"."""


def find(said: Said) -> Iterator[Finding]:
    """Find the lists of a sentence that do not make the number they are parts of."""
    if len(said.figures) > 1:
        yield from _opened(said)
        yield from _hundred(said)
    yield from _of_the(said)
    yield from _following(said)
    yield from _one_more(said)
    yield from _did_not(said)


def not_the_sum(said: Said, its_words: str, total: Figure, parts: Sequence[Figure]) -> Finding:
    """Make the finding that parts do not make their total."""
    right = said_value(added(parts), total.unit, total)
    return said.finding(
        "sum does not add up",
        its_words,
        f"{listed(parts)} make {right}, not {total.words}.",
        f"{' + '.join(part.words for part in parts)} = {right}; the total is given as {total.words}.",
        "Correct the total, or the part that is wrong.",
    )


def _list(shape: Shape, start: int, like: Figure) -> list[Part]:
    """Read the list that begins at a place: each entry has one figure of a kind; nothing where one has not."""
    end = _ENDS.search(shape.text, start)
    tail = shape.text[start : end.start() if end else len(shape.text)]
    # A share or a remark in brackets after a part belongs to it.
    tail = re.sub(r"\s?\([^()]*\)", "", tail)
    parts: list[Part] = []
    joined = False
    at = 0
    for separator in (*_SEPARATOR.finditer(tail), None):
        text = tail[at : separator.start() if separator else len(tail)]
        entry, held = _ITEM.fullmatch(text.strip(" ,")), shape.held(text)
        if not held and parts:
            parts[-1] = replace(parts[-1], what=f"{parts[-1].what} {text}")
        elif not entry or len(held) != 1 or not held[0].exact or not same_unit(held[0], like):
            return []
        else:
            parts.append(Part(held[0], entry["what"], bool(entry["led"])))
            joined = bool(re.search(r"\b(?:and|plus)\b", tail[max(at - 5, 0) : at])) or len(parts) > 2
        at = separator.end() if separator else at
    return parts if joined and len(parts) > 1 and not _NOT_ALL.search(tail) else []


def _opened(said: Said) -> Iterator[Finding]:
    """Find "nine teams, of which four …, three … and three …" and "29 meetings: 12 in spring and 15 in autumn"."""
    text = said.shape.text
    for position, sign in enumerate(re.finditer(F, text)):
        total = said.figures[position]
        opens = _OPENS.match(text, sign.end())
        if not opens or not total.exact or total.unit == PERCENT or total.value < 2 or _changed(said, total):
            continue
        parts = _list(said.shape, opens.end(), total)
        figures = [part.figure for part in parts]
        if opens["count"] and said.shape.figure(opens["count"]).value != len(parts):
            continue
        if not parts or len(parts) == total.value or any(part.led and said.refers(part.figure) for part in parts):
            continue
        if opens["comma"] and not _placed(text[sign.end() :], parts):
            continue
        later = [one for one in said.figures if one.start > figures[-1].end and same_unit(one, total)]
        if opens["which"] and len(parts) == 2 and later:
            return
        if adds_up(total, figures) or not _meant(total, parts, whole=bool(opens["strong"])):
            return
        yield not_the_sum(said, said.cut(total.start, figures[-1].end), total, figures)
        return


def _changed(said: Said, total: Figure) -> bool:
    """Say whether a number is the size of a change; "staffed by ten operators" is none."""
    return said.changes(total) and bool(DIRECTION.search(said.masked))


def _placed(after: str, parts: Sequence[Part]) -> bool:
    """Say whether parts after a comma are told by place: "94 visits, 61 to Marlton and 33 to Saltney"."""
    return not _PLACE.match(after) and all(_PLACE.match(part.what) and not part.led for part in parts)


def _meant(total: Figure, parts: Sequence[Part], *, whole: bool) -> bool:
    """Say whether a list that misses its total is meant to make it.

    After a colon it is. After "of which" some may be left out, and people may be of two kinds at once.
    """
    figures = [part.figure for part in parts]
    if whole:
        return near(total, figures, "0.35") or (total.value <= 12 and abs(added(figures) - total.value) == 1)
    if added(figures) < total.value and not (len(parts) > 2 and _close(total, figures)):
        return len(parts) == 2 and near(total, figures, "0.1")
    return near(total, figures, "0.35") and (total.unit == MONEY or _of_one_kind(parts))


def _close(total: Figure, figures: Sequence[Figure]) -> bool:
    return near(total, figures, "0.12") or (total.value <= 12 and abs(added(figures) - total.value) == 1)


def _of_one_kind(parts: Sequence[Part]) -> bool:
    """Say whether parts are told alike, so that nothing is of two of them: "24 are electric, 36 hybrid"."""
    if any(_OVERLAP.search(part.what) for part in parts):
        return False
    if all(_STATE.search(part.what) for part in parts):
        return True
    if len(parts) > 2 and any(_NOT_SO.search(part.what) for part in parts):
        return True
    verbs = [verb[0].strip() if (verb := _VERB.match(part.what)) else "" for part in parts]
    alike = len(set(verbs)) == 1 and (len(parts) > 2 or " " in verbs[0])
    return alike or not any(verbs[1:])


def _of_the(said: Said) -> Iterator[Finding]:
    """Find "Of the eight reports inspected, three were good, four were fair and two were poor"."""
    opening = _OF_THE.search(said.shape.text)
    if not opening:
        return
    total = said.shape.figure(opening["all"])
    comma = re.compile(rf"{words(60)},?\s(?=(?:only\s)?{F})").match(said.shape.text, opening.end())
    if not comma or not total.exact or total.unit == PERCENT:
        return
    parts = _list(said.shape, comma.end(), total)
    if parts and opening["first"]:
        # "Nine of the 16 actions are complete, five are in hand and three have not begun."
        parts.insert(0, Part(said.shape.figure(opening["first"]), said.shape.text[opening.end() : comma.end()]))
    figures = [part.figure for part in parts]
    if len(parts) < 3 or any(part.led for part in parts) or not all(one.exact for one in figures):
        return
    if not adds_up(total, figures) and _close(total, figures) and _of_one_kind(parts):
        yield not_the_sum(said, said.cut(total.start, figures[-1].end), total, figures)


def _following(said: Said) -> Iterator[Finding]:
    """Find "They made five recommendations. Three were accepted, one was rejected and two are being considered"."""
    if said.before is None or not _FOLLOWS.match(said.shape.text):
        return
    wholes = [figure for figure in said.before.figures if figure.unit != PERCENT]
    parts = _list(said.shape, 0, said.figures[0])
    figures = [part.figure for part in parts]
    if len(wholes) != 1 or not parts or not all(_VERB.match(part.what) for part in parts):
        return
    total = wholes[0]
    if not total.exact or not same_unit(total, figures[0]) or said.before.changes(total) or adds_up(total, figures):
        return
    if len(parts) > 1 and added(figures) > total.value and near(total, figures, "0.35"):
        clear = not any(_OVERLAP.search(part.what) for part in parts)
    else:
        clear = len(parts) > 2 and _close(total, figures)
    if clear:
        yield not_the_sum(said, said.cut(figures[0].start, figures[-1].end), total, figures)


def _one_more(said: Said) -> Iterator[Finding]:
    """Find "One is outstanding" after a sentence whose parts make the whole already."""
    if said.before is None or not _NONE_LEFT.match(said.shape.text):
        return
    opening = _OF_THE.search(said.before.shape.text)
    if not opening:
        return
    total = said.before.shape.figure(opening["all"])
    parts = [figure for figure in said.before.figures if figure.start > total.end]
    if len(parts) < 2 or not all(one.exact and same_unit(one, total) for one in (*parts, *said.figures)):
        return
    if added(parts) == total.value:
        yield not_the_sum(said, said.text.strip(" ."), total, [*parts, said.figures[0]])


def _did_not(said: Said) -> Iterator[Finding]:
    """Find "Five of the eight measures met their target. Four did not."."""
    told = _SOME_DID.fullmatch(said.led.text)
    if not told:
        return
    part, total, rest = (said.led.figure(told[name]) for name in ("part", "all", "rest"))
    countable = total.exact and all(one.exact and same_unit(one, total) for one in (part, rest))
    if countable and part.value + rest.value != total.value and near(total, (part, rest), "0.35"):
        yield not_the_sum(said, said.text.strip(" ."), total, (part, rest))


def _hundred(said: Said) -> Iterator[Finding]:
    """Find shares of all the answers that do not make a hundred per cent."""
    shares = [figure for figure in said.figures if figure.unit == PERCENT]
    if len(shares) < 3 or not all(figure.plain for figure in shares) or not _NO_ANSWER.search(said.shape.text):
        return
    if any(said.changes(figure) or said.refers(figure) for figure in shares) or _SEVERAL.search(said.led.text):
        return
    first = said.shape.text.index(chr(0xF0000 + said.figures.index(shares[0])))
    parts = _list(said.shape, first, shares[0])
    if [part.figure for part in parts] != shares or not _NO_ANSWER.search(parts[-1].what):
        return
    hundred = Decimal(100)
    slack = max(shares[0].step, sum((one.step for one in shares), Decimal(0)) * Decimal("0.4"))
    if slack < abs(added(shares) - hundred) <= 15:
        its_words = said.cut(shares[0].start, shares[-1].end)
        yield said.finding(
            "sum does not add up",
            its_words,
            f"“{its_words}”: with those who gave no answer they should make 100%, and they make "
            f"{said_value(added(shares), PERCENT)}.",
            f"{' + '.join(figure.words for figure in shares)} = {said_value(added(shares), PERCENT)}.",
            "Correct the percentage that is wrong.",
        )
