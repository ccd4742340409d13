"""Tables and charts that several papers share, made from the figures."""

from __future__ import annotations

from panel.demo.content import Bars, Table
from panel.demo.figures import (
    AREAS,
    MEASURES,
    BudgetLine,
    Measure,
    count,
    in_month,
    in_quarter,
    signed,
    signed_per_cent,
    summed,
    total,
)
from panel.demo.year import Quarter, month_in_words


def performance(quarter: Quarter) -> Table:
    """Compare a quarter with the one before and the same quarter a year ago, measure by measure."""
    before, year_ago = quarter.before(), quarter.before(4)
    rows = []
    for measure in MEASURES:
        now, last, then = (total(measure, each) for each in (quarter, before, year_ago))
        rows.append(
            (
                measure.name,
                *(count(in_quarter(measure, area, quarter)) for area in AREAS),
                count(now),
                count(last),
                signed_per_cent(now, last),
                count(then),
                signed_per_cent(now, then),
            )
        )
    head = (
        "Measure",
        *AREAS,
        "All areas",
        "Quarter before",
        "Change",
        "Same quarter a year ago",
        "Change on the year",
    )
    return Table(head, tuple(rows), (30, 10, 12, 14, 11, 12, 11, 15, 14), figures=1)


def by_month(measure: Measure, quarter: Quarter) -> Table:
    """Give a measure by month and area, with the sums."""
    rows = []
    for month in quarter.months:
        values = [in_month(measure, area, month) for area in AREAS]
        rows.append((month_in_words(month), *map(count, values), count(sum(values))))
    sums = (count(in_quarter(measure, area, quarter)) for area in AREAS)
    rows.append(("Quarter", *sums, count(total(measure, quarter))))
    return Table(("Month", *AREAS, "All areas"), tuple(rows), (24, 16, 16, 18, 16), figures=1, total=True)


def by_area(measure: Measure, quarter: Quarter) -> Bars:
    """Draw a measure by area beside the quarter before."""
    before = quarter.before()
    return Bars(
        f"{measure.name} by area",
        AREAS,
        tuple((each.label, tuple(in_quarter(measure, area, each) for area in AREAS)) for each in (quarter, before)),
    )


def budget(lines: tuple[BudgetLine, ...], name: str) -> Table:
    """Set a budget statement in thousands of pounds, with its total."""
    rows = tuple(
        (line.name, _thousands(line.budget), _thousands(line.forecast), signed(line.variance))
        for line in (*lines, summed(lines, name))
    )
    head = ("Line", "Budget £000", "Forecast £000", "Variance £000")
    return Table(head, rows, (40, 20, 20, 20), figures=1, total=True)


def _thousands(number: int) -> str:
    return count(number).replace("-", "−")
