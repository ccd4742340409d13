"""The figures of the invented area: the same wherever they are quoted, and every sum adds up."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from panel.demo.year import Quarter

AREAS = ("North", "Marlstoke", "Coast and Vale")


@dataclass(frozen=True)
class Measure:
    """What is counted, and how much of it a month brings to each of the three areas."""

    name: str
    monthly: tuple[int, int, int]
    wanted: str = "lower"
    """Which direction is welcome: "lower" or "higher"."""


ALL_CRIME = Measure("Total recorded crime", (980, 1640, 870))
VIOLENCE = Measure("Violence with injury", (104, 192, 88))
DOMESTIC = Measure("Domestic abuse offences", (158, 262, 131))
BURGLARY = Measure("Residential burglary", (41, 77, 38))
VEHICLE = Measure("Vehicle crime", (83, 149, 61))
RURAL = Measure("Rural crime", (96, 21, 118))
HATE = Measure("Hate crime", (14, 39, 11))
DISORDER = Measure("Anti-social behaviour incidents", (372, 655, 318))
MISSING = Measure("Missing person reports", (66, 124, 58))
CASUALTIES = Measure("People killed or seriously injured on the roads", (9, 7, 10))
MEASURES = (
    ALL_CRIME,
    VIOLENCE,
    DOMESTIC,
    BURGLARY,
    VEHICLE,
    RURAL,
    HATE,
    DISORDER,
    MISSING,
    CASUALTIES,
)
CALLS = Measure("Calls to 101", (4100, 6900, 3700))


def between(low: int, high: int, *key: object) -> int:
    """Draw a whole number between two bounds, both included, always the same for the same key."""
    drawn = int.from_bytes(sha256(repr(key).encode()).digest()[:8])
    return low + drawn % (high - low + 1)


def in_month(measure: Measure, area: str, month: tuple[int, int]) -> int:
    """Count a month of one area."""
    usual = measure.monthly[AREAS.index(area)]
    return usual + between(-max(usual // 9, 2), max(usual // 9, 2), measure.name, area, month)


def in_quarter(measure: Measure, area: str, quarter: Quarter) -> int:
    """Count a quarter of one area."""
    return sum(in_month(measure, area, month) for month in quarter.months)


def total(measure: Measure, quarter: Quarter) -> int:
    """Count a quarter of the whole police area."""
    return sum(in_quarter(measure, area, quarter) for area in AREAS)


def count(number: int) -> str:
    """Write a count: "12,345"."""
    return f"{number:,}"


def per_cent(part: int, whole: int) -> str:
    """Write a share: "12.5%"."""
    return f"{100 * part / whole:.1f}%"


def signed(number: int) -> str:
    """Write a difference with its sign: "+12", "−3", "0"."""
    return f"{number:+,}".replace("-", "−") if number else "0"


def signed_per_cent(now: int, before: int) -> str:
    """Write a change in per cent with its sign: "+1.4%"."""
    return f"{100 * (now - before) / before:+.1f}%".replace("-", "−") if now != before else "0.0%"


def change(now: int, before: int) -> str:
    """Say how a figure moved: "a fall of 120 (3.4%)"."""
    if now == before:
        return "no change"
    word = "rise" if now > before else "fall"
    return f"a {word} of {count(abs(now - before))} ({per_cent(abs(now - before), before)})"


@dataclass(frozen=True)
class BudgetLine:
    """A line of the budget in thousands of pounds; income is negative."""

    name: str
    budget: int
    forecast: int

    @property
    def variance(self) -> int:
        """Forecast less budget: above nought is an overspend."""
        return self.forecast - self.budget


_REVENUE = (
    ("Police officer pay", 61480, 900),
    ("Police staff pay", 27350, 700),
    ("Overtime", 2140, 260),
    ("Premises", 5260, 140),
    ("Transport", 3190, 120),
    ("Supplies and services", 12870, 380),
    ("Payments to other bodies", 6410, 150),
    ("Commissioner’s office and grants", 3020, 60),
    ("Fees, charges and grants received", -9860, 320),
)
_CAPITAL = (
    ("Estate", 2650, 420),
    ("Information technology", 3140, 510),
    ("Vehicles", 1880, 150),
    ("Equipment", 760, 90),
)


def revenue(quarter: Quarter) -> tuple[BudgetLine, ...]:
    """Give the revenue budget of a quarter's year with the forecast that was made at its end."""
    return _lines(_REVENUE, quarter, "revenue")


def capital(quarter: Quarter) -> tuple[BudgetLine, ...]:
    """Give the capital programme of a quarter's year with the forecast; what slips is forecast lower."""
    return _lines(_CAPITAL, quarter, "capital")


def summed(lines: tuple[BudgetLine, ...], name: str) -> BudgetLine:
    """Add lines up."""
    return BudgetLine(name, sum(line.budget for line in lines), sum(line.forecast for line in lines))


def pounds(thousands: int) -> str:
    """Write thousands of pounds as millions: "£1.284m"."""
    return f"£{abs(thousands) / 1000:.3f}m"


def spending(line: BudgetLine) -> str:
    """Say how a line stands: "an underspend of £0.312m"."""
    if line.variance == 0:
        return "spending on budget"
    return f"{'an overspend' if line.variance > 0 else 'an underspend'} of {pounds(line.variance)}"


def _lines(table: tuple[tuple[str, int, int], ...], quarter: Quarter, kind: str) -> tuple[BudgetLine, ...]:
    made = []
    for name, base, spread in table:
        budget = base + 10 * between(0, 40, kind, name, quarter.begins) * (1 if base > 0 else -1)
        low = -spread
        high = spread if kind == "revenue" else -20
        made.append(BudgetLine(name, budget, budget + between(low, high, kind, name, quarter)))
    return tuple(made)
