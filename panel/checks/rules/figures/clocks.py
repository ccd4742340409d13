"""Hours that two times of the clock do not make: "30 hours, from half past midnight on Sunday to 5pm on Monday"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from panel.checks.finding import Finding
from panel.checks.reading.figures import NUMBER_WORD, number
from panel.checks.rules.figures.read import Said

_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY: Final = rf"(?:{'|'.join(_DAYS)})"
_TIME: Final = (
    r"(?:half past (?:midnight|noon)|midnight|noon|midday|\d{1,2}(?:[.:]\d{2})?\s?(?:am|pm)|\d{1,2}[.:]\d{2}(?![\d%]))"
)
_DATE: Final = r"(?:\s\d{1,2}(?:st|nd|rd|th)?(?:\s[a-z]{3,9})?(?:\s\d{4})?)?"
_ON: Final = r"(?:,?\s(?:on\s)?(?P<{name}>" + _DAY + r")" + _DATE + r")?"
_SPAN: Final = (
    rf"(?:from|between)\s(?P<start>{_TIME}){_ON.replace('{name}', 'first')}\s(?:to|until|till|and)\s"
    rf"(?P<end>{_TIME}){_ON.replace('{name}', 'second')}"
)
_HOURS: Final = (
    rf"(?P<hours>\d{{1,3}}(?:\.\d)?|{NUMBER_WORD})(?P<half>\sand a half|½)?[\s-]hours?(?P<half2>\sand a half)?"
    rf"(?:\sand\s(?P<minutes>\d{{1,2}}|{NUMBER_WORD})\sminutes?)?"
)
_TOLD: Final = (
    re.compile(rf"\b{_HOURS},?\s(?:\(|that is,?\s)?{_SPAN}", re.IGNORECASE),
    re.compile(
        rf"\b{_SPAN}(?:,\s(?:that is\s|which is\s|or\s|a total of\s|some\s)?|\s\(|\s[–-]\s){_HOURS}", re.IGNORECASE
    ),
)
_VAGUE: Final = re.compile(
    r"\b(?:about|around|nearly|almost|over|more than|under|less than|at least|up to|for|first|last|each|of the)\s$"
)
_LATEST: Final = Decimal(24)


def find(said: Said) -> Iterator[Finding]:
    """Find the hours that are not those between the two times beside them."""
    if "hour" not in said.text or not re.search(r"\b(?:from|between)\s", said.text, re.IGNORECASE):
        return
    for pattern in _TOLD:
        told = pattern.search(said.text)
        if not told or (_VAGUE.search(said.text[: told.start()]) and not said.text[: told.start()].endswith("for ")):
            continue
        start, end = _hour(told["start"]), _hour(told["end"])
        stated = _stated(told)
        if start is None or end is None or stated is None:
            return
        right = end - start
        if told["first"] and told["second"]:
            days = (_DAYS.index(told["second"].casefold()) - _DAYS.index(told["first"].casefold())) % 7
            right += 24 * days
        elif told["first"] or told["second"]:
            return
        else:
            right += 24 if right <= 0 else 0
        if right <= 0 or right == stated or (right < 2 * _LATEST and stated == right + _LATEST * 7):
            return
        if abs(right - stated) < Decimal("0.5") or not stated / 3 <= right <= 3 * stated:
            return
        its_words = said.cut(told.start(), told.end())
        yield said.finding(
            "difference does not follow",
            its_words,
            f"“{its_words}”: from {told['start']} to {told['end']} is {right.normalize():f} hours.",
            f"The paper says: “{said.text}”",
            "Correct the hours or the times.",
        )
        return


def _hour(text: str) -> Decimal | None:
    """Give a time of the clock in hours; None where morning and evening are not told apart."""
    bare = text.casefold()
    if bare.startswith("half past"):
        return Decimal("0.5") if bare.endswith("midnight") else Decimal("12.5")
    if bare in ("midnight", "noon", "midday"):
        return Decimal(0) if bare == "midnight" else Decimal(12)
    told = re.fullmatch(r"(\d{1,2})(?:[.:](\d{2}))?\s?(am|pm)?", bare)
    if not told:
        return None
    hour, minute = int(told[1]), int(told[2] or 0)
    if hour > 24 or minute > 59 or (told[3] and not 0 <= hour <= 12) or (not told[3] and len(told[1]) < 2):
        return None
    if told[3]:
        hour = hour % 12 + (12 if told[3] == "pm" else 0)
    return Decimal(hour) + Decimal(minute) / 60


def _stated(told: re.Match[str]) -> Decimal | None:
    whole = told["hours"]
    value = Decimal(whole) if re.fullmatch(r"[\d.]+", whole) else Decimal(number(whole) or 0)
    if told["half"] or told["half2"]:
        value += Decimal("0.5")
    if told["minutes"]:
        value += Decimal(number(told["minutes"]) or 0) / 60
    return value or None
