"""Dates, times and small numbers as the house writes them."""

from __future__ import annotations

from datetime import date, time

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
