"""The bank holidays of each nation: a shipped table, since law neither guesses nor asks the network.

Banking and Financial Dealings Act 1971, s.1 and Schedule 1, with the days that a proclamation moved or added; Good
Friday and Christmas Day, common law holidays, stand among them.
"""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from pathlib import Path

from panel.law.exemptions import Nation

TABLE = Path(__file__).with_suffix(".csv")
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2035, 12, 31)
"""Between which the table knows every bank holiday."""


class BeyondTheTable(ValueError):
    """A count that would need bank holidays which nobody here knows; the message says which are known."""

    def __init__(self) -> None:
        super().__init__(
            f"The bank holidays are known from {FIRST_DAY.year} to {LAST_DAY.year}, and this count leads beyond them."
        )


def bank_holiday(nation: Nation, day: date) -> str | None:
    """Name the bank holiday that falls on a day: "Good Friday"; None where none does. Raises BeyondTheTable."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise BeyondTheTable
    return bank_holidays(nation).get(day)


@cache
def bank_holidays(nation: Nation) -> dict[date, str]:
    """Read a nation's bank holidays, those on a Saturday or Sunday among them, in order."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return {date.fromisoformat(row["date"]): row["name"] for row in rows if nation in row["nations"].split()}
