"""The clock, read by views and by nobody else: a meeting's day and time are London's."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def london_now() -> datetime:
    """Read the clock in Europe/London."""
    return datetime.now(LONDON)


def london_today() -> date:
    """Read today's date in Europe/London."""
    return london_now().date()
