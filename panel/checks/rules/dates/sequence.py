"""Find what is answered before it came, what is to end before it begins, and a month outside its quarter."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from panel.checks.finding import Finding, Severity
from panel.checks.reading.dates import Precision, Written
from panel.checks.rules.dates.standing import Passage
from panel.checks.rules.dates.verbs import PART

_DOCUMENT: Final = (
    r"(?:letter|report|request|complaint|recommendation|petition|question|motion|inspection|proposal|draft|invitation|"
    r"offer|notice|review)s?"
)
_CAME: Final = re.compile(
    rf"\b{_DOCUMENT}\b(?:[^.;]{{0,60}}?\b(?:published|sent|received|issued|written|made|dated|came|arrived|laid|"
    rf"submitted|given)\b(?: to (?:[\w'’-]+ ){{0,3}}?[\w'’-]+)?(?:,? on)?|,? of) (?:the )?$",
    re.IGNORECASE,
)
"""What stands before the day on which something came that can be answered."""
_ANSWERED: Final = re.compile(
    rf"\b(?P<did>(?:answered|acknowledged|accepted|rejected|replied to|responded to) "
    rf"(?:it|this|them|that|(?:the|that|this) {_DOCUMENT})(?: in (?:writing|full|public|part))? on (?:the )?)$",
    re.IGNORECASE,
)
_ANSWER: Final = re.compile(
    r"\b(?P<did>(?:answer|reply|response)(?:,? (?:of|dated|sent on|given on))? (?:the )?)$", re.IGNORECASE
)
_TO_ONE: Final = re.compile(
    rf"^,? (?:was )?to (?:the|your|its|our|their|his|her|a) (?:[\w'’-]+ ){{0,4}}?{_DOCUMENT}"
    r"(?:,? (?:of|dated|published on|received on|sent on|made on))? (?:the )?$",
    re.IGNORECASE,
)
_BEGINS: Final = re.compile(
    r"\b(?:begins?|starts?|opens?|commences?|(?:will|shall|is to|are to) (?:be )?(?:begin|begun|start|started|open|"
    rf"opened|commence|launch|launched))(?: [a-z][\w'’-]*){{0,3}}?,? (?:on|in|from) (?:the )?{PART}$"
)
_ENDS: Final = re.compile(
    r"^,? ?[^.;]{0,80}?\b(?:ends?|finish(?:es)?|completed?|conclude[sd]?|closes?|closed|hand(?:ed)? over|"
    r"reports?(?: back)?|ready|expires?|decide[sd]?|published?)(?: [a-z][\w'’-]*){0,4}? "
    rf"(?:on|in|by|until|at the end of) (?:the )?{PART}$"
)
_OTHER: Final = re.compile(
    r"\b(?:before|previous|last|earlier|first|another|instead|not|unless|originally|since|compared)\b", re.IGNORECASE
)
_MONTHS: Final = {name: number for number, name in enumerate(calendar.month_name) if name}
_QUARTERS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_IN_MONTH: Final = rf"[\w,.£%]+ in (?:{'|'.join(_MONTHS)})"
_IN_QUARTER: Final = re.compile(
    r"\b(?:in|of|during|for) (?:Q(?P<number>[1-4])|(?:the )?(?P<word>first|second|third|fourth) quarter)\b"
    rf"[^.;,:]{{0,30}}[,:] (?P<list>{_IN_MONTH}(?:(?:,|,? and) {_IN_MONTH}){{1,3}})"
)
_PHRASE = 100
"""Characters: a longer phrase is told by its date alone."""


def find(passage: Passage, before: Sequence[Passage]) -> Iterator[Finding]:
    """Judge the dates of a passage by one another and by those of the passages before it."""
    yield from _answered(passage, before)
    yield from _to_end(passage)
    yield from _outside(passage)


def _answered(passage: Passage, before: Sequence[Passage]) -> Iterator[Finding]:
    """Find an answer that is older than what it answers."""
    dated = next((each for each in reversed(before) if each.dates), None)
    found = (each for each in dated.dates if _CAME.search(dated.text[: each.start])) if dated else iter(())
    came = next(found, None)
    for written in passage.dates:
        head = passage.text[: written.start]
        said = _ANSWERED.search(head)
        if said and came:
            yield from _older(passage, said, written, came)
        elif _CAME.search(head):
            came = written
    for one, other in pairwise(passage.dates):
        said = _ANSWER.search(passage.text[: one.start])
        if said and _TO_ONE.match(passage.text[one.end : other.start]):
            yield from _older(passage, said, one, other)


def _older(passage: Passage, said: re.Match[str], answer: Written, came: Written) -> Iterator[Finding]:
    if (
        not answer.last
        or not came.first
        or answer.last >= came.first
        or Precision.FINANCIAL_YEAR
        in (
            answer.precision,
            came.precision,
        )
    ):
        return
    yield Finding(
        "order cannot be",
        Severity.LOOK,
        passage.place(_phrase(passage, said.start("did"), answer)),
        f"“{passage.text[said.start('did') : answer.end]}” comes before “{came.words}”, the day of what it answers.",
        f"{answer.words} comes before {came.words}.",
        "Correct the date that is wrong.",
    )


def _to_end(passage: Passage) -> Iterator[Finding]:
    """Find what is to begin on one day and to be over on an earlier one."""
    for one, other in pairwise(passage.dates):
        between = passage.text[one.end : other.start]
        if Precision.FINANCIAL_YEAR in (one.precision, other.precision) or not (one.first and other.last):
            continue
        if other.last < one.first and _BEGINS.search(passage.text[: one.start]) and _ENDS.match(between):
            if _OTHER.search(between):
                continue
            yield Finding(
                "ended before it began",
                Severity.LOOK,
                passage.place(other.words),
                f"“{other.words}” comes before “{one.words}”, when it is to begin.",
                f"{other.words} comes before {one.words}.",
                "Correct the date that is wrong, most likely its year.",
            )


def _outside(passage: Passage) -> Iterator[Finding]:
    """Find a month that is told as part of a quarter of the financial year, and is none of it."""
    for found in _IN_QUARTER.finditer(passage.text):
        quarter = int(found["number"] or _QUARTERS[found["word"]])
        own = {(quarter * 3 + month) % 12 + 1 for month in range(3)}
        told = re.findall(rf"[\w,.£%]+ in (?:{'|'.join(_MONTHS)})", found["list"])
        outside = [words for words in told if _MONTHS[words.rpartition(" ")[2]] not in own]
        # Where most lie outside, the quarter is one of the calendar's year.
        if outside and len(outside) * 2 <= len(told):
            names = ", ".join(calendar.month_name[month] for month in sorted(own))
            yield Finding(
                "month outside its quarter",
                Severity.LOOK,
                passage.place(outside[0]),
                f"“{outside[0]}” is told of quarter {quarter}, to which that month does not belong.",
                f"Quarter {quarter} of a financial year has {names}.",
                "Correct the month or the quarter.",
            )


def _phrase(passage: Passage, start: int, written: Written) -> str:
    phrase = passage.text[start : written.end]
    return phrase if len(phrase) < _PHRASE else written.words
