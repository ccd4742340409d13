"""Write the table of bank holidays that the law ships.

Run it as `python -m panel.procedure.write_bank_holidays` where the test extra is installed, after an update of
`holidays` knows of a new special day or moved one. The tests compare what it wrote with `holidays` and GOV.UK.
"""

from __future__ import annotations

import csv
from datetime import date
from typing import TextIO

from holidays import country_holidays

from panel.law.bank_holidays import FIRST_DAY, LAST_DAY, TABLE
from panel.law.exemptions import Nation

_SUBDIVISION = {Nation.ENGLAND: "ENG", Nation.WALES: "WLS"}
_HEADER = (
    f"# Bank holidays by nation, {FIRST_DAY.year} to {LAST_DAY.year}.\n"
    "# Written by `python -m panel.procedure.write_bank_holidays` from the Python package holidays: not by hand.\n"
)


def names_of(nation: Nation) -> dict[date, str]:
    """Give a nation's bank holidays as `holidays` knows them, with the words that GOV.UK has for a day in lieu."""
    known = country_holidays("GB", subdiv=_SUBDIVISION[nation], years=range(FIRST_DAY.year, LAST_DAY.year + 1))
    return {day: name.replace("(observed)", "(substitute day)") for day, name in known.items()}


def write(file: TextIO) -> None:
    """Write the table: a row a day and name, with the nations that keep it."""
    nations: dict[tuple[date, str], list[str]] = {}
    for nation in Nation:
        for day, name in names_of(nation).items():
            nations.setdefault((day, name), []).append(nation.value)
    file.write(_HEADER)
    rows = csv.writer(file, lineterminator="\n")
    rows.writerow(("date", "name", "nations"))
    rows.writerows((day.isoformat(), name, " ".join(where)) for (day, name), where in sorted(nations.items()))


if __name__ == "__main__":
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        write(file)
