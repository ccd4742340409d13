"""Dates, times and small numbers as the house writes them."""

from __future__ import annotations

import re
from datetime import date, time

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""Control characters, which command a terminal, marks that turn the direction of reading, and what is no character:
no XML, and so no Word file, may hold it."""
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


def day_in_words(day: date, *, weekday: bool = True) -> str:
    """Write a date, its weekday derived and so never wrong: "Thursday 22 November 2018"."""
    return f"{day:%A} {day.day} {day:%B %Y}" if weekday else f"{day.day} {day:%B %Y}"


def time_in_words(moment: time) -> str:
    """Write a time of day: "10.30am", "5pm", "noon"."""
    if (moment.hour, moment.minute) == (12, 0):
        return "noon"
    hour = moment.hour % 12 or 12
    minutes = f".{moment.minute:02}" if moment.minute else ""
    return f"{hour}{minutes}{'am' if moment.hour < 12 else 'pm'}"


def number_in_words(number: int) -> str:
    """Write a number below ten as a word, a larger one in figures."""
    return _SMALL[number] if 0 <= number < len(_SMALL) else str(number)


def counted(number: int, one: str, many: str) -> str:
    """Write a number with what it counts: "one question", "two questions"."""
    return f"{number_in_words(number)} {one if number == 1 else many}"


def ordinal_in_words(number: int) -> str:
    """Write an ordinal: "second", "12th"."""
    if 0 < number < len(_ORDINALS):
        return _ORDINALS[number]
    suffix = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def visible(text: str) -> str:
    """Write a text without what nobody sees of it but a machine obeys; its lines stay."""
    return _UNSEEN.sub(" ", text)


def one_line(text: str) -> str:
    """Write what somebody typed as it is kept where one line is meant, such as a name."""
    return " ".join(visible(text).split())


def slug(text: str) -> str:
    """Write an item's number or a paper's name for an address: "1(4)" as "1-4", "Appendix A1" as "appendix-a1"."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
