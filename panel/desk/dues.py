"""A date that somebody has to keep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from panel.law.timetable import Deadline
from panel.meetings.models import Meeting
from panel.procedure.models import Body


@dataclass(frozen=True)
class Due:
    """A date that somebody has to keep, with what it belongs to."""

    deadline: Deadline
    body: Body
    meeting: Meeting | None
    """None for a date of the year, or of a member."""
    name: str
    """What it is called in addresses under its meeting: "notice", "answer-2"."""
    identity: str
    """What stays the same when the date changes, as calendars need it."""
    done: str = ""
    """How it was kept: "Published on 9 March 2018"; empty while it was not."""
    owed: bool = False
    """Whether the records would show that it was kept, so that it is overdue while they do not."""
    about: str = ""
    """Which record it is about, for those who are signed in: the title of a paper."""
    asked: str = ""
    """Who is asked to do it."""
    page: tuple[str, Mapping[str, Any]] | None = None
    """Endpoint and values of the page where it is done; None: the page that tells how the date was counted."""
