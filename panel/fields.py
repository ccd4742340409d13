"""Fields that the forms of several rooms share: a day in three boxes, a time of day as people write it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import Any

from wtforms import Field, Form
from wtforms.validators import StopValidation

from panel.law.words import time_in_words

PARTS = ("day", "month", "year")
_WRITTEN = ("%d %m %Y", "%d %B %Y", "%d %b %Y")
_PARTED = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_HOUR = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?\s*([ap]m)?")
_NOON = re.compile(r"(?:12(?:[.:]00)?\s*)?(?:noon|midday)")
_SMALL_HOURS = range(1, 7)
"""Hours that nobody means when they write no am or pm: "2.30" is an afternoon or a mistake."""


class Given:
    """That a day must be given, in words that say which."""

    def __init__(self, message: str) -> None:
        self.message = message

    def __call__(self, _form: Form, field: DayField) -> None:
        """Refuse three empty boxes; what is wrong with filled ones was said already."""
        if not any(field.parts):
            raise StopValidation(self.message)


class DayField(Field):
    """A day in three boxes, as GOV.UK asks for one; the month in figures or as a word."""

    data: Any
    parts: tuple[str, ...] = ("", "", "")

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        # An error leads to the first box: what stands around the three takes no focus.
        self.id = f"{self.name}-day"

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Read the three boxes."""
        super().process(None, data, extra_filters)
        if formdata:
            self.parts = tuple(formdata.get(f"{self.name}-{part}", "").strip() for part in PARTS)
            if any(self.parts):
                self.data = _day(" ".join(self.parts))
                if self.data is None:
                    self.process_errors.append(f"{self.label.text} must be a real date, such as 19 3 2026.")
        elif self.data:
            self.parts = (str(self.data.day), str(self.data.month), str(self.data.year))


def _day(written: str) -> date | None:
    for form in _WRITTEN:
        try:
            return datetime.strptime(written, form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    return None


def day_written(written: str) -> date | None:
    """Read a day in one box: "21 May 2026", "21/5/2026", "2026-05-21"; None for what is none."""
    text = " ".join(written.split())
    try:
        return date.fromisoformat(text) if len(text) == len("2026-05-21") else _day(_PARTED.sub(r"\1 \2 \3", text))
    except ValueError:
        return _day(_PARTED.sub(r"\1 \2 \3", text))


class LineDayField(Field):
    """A day in one box, for rows that have no room for three: "21/5/2026", "21 May 2026"."""

    data: date | None
    written: str = ""

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Read the box."""
        super().process(None, data, extra_filters)
        if formdata:
            self.written = " ".join(formdata.get(self.name, "").split())
            self.data = day_written(self.written)
            if self.written and self.data is None:
                self.process_errors.append(f"{self.label.text} must be a real date, such as 21/5/2026 or 21 May 2026.")


class HourField(Field):
    """A time of day in one box, as people write it: "10.30am", "2pm", "14:00"."""

    data: time | None
    written: str = ""

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Read the box."""
        super().process(None, data, extra_filters)
        if formdata:
            self.written = " ".join(formdata.get(self.name, "").split())
            self.data = hour(self.written)
            if self.written and self.data is None:
                self.process_errors.append(f"{self.label.text} must be a time of day, such as 10.30am or 2pm.")
        elif self.data:
            self.written = time_in_words(self.data)


def hour(written: str) -> time | None:
    """Read a time of day; None for what is none, or could be two."""
    text = written.strip().lower()
    found = _HOUR.fullmatch(text)
    if found is None:
        return time(12) if _NOON.fullmatch(text) else None
    hours, minutes, half = int(found[1]), int(found[2] or 0), found[3]
    if half:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half == "pm" else 0)
    elif found[2] is None or (hours in _SMALL_HOURS and not text.startswith("0")):
        return None
    return time(hours, minutes) if hours < 24 and minutes < 60 else None
