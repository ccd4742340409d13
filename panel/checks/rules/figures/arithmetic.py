"""What figures make: a change, a share, a sum, each with what rounding may add to it, and a value in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from panel.checks.reading.figures import MONEY, PERCENT, Figure

_OF_THE_ROUNDING: Final = Decimal("0.35")
"""Rounded parts miss their sum by so much of all their steps at most; by half of them hardly ever."""

_COUNTED: Final = ("days", "working days", "weeks", "months", "years")
"""Who says nine months counts them."""


def same_unit(figure: Figure, other: Figure) -> bool:
    """Say whether two figures are of one kind."""
    return figure.unit == other.unit


def apart(low: Decimal, high: Decimal, other_low: Decimal, other_high: Decimal) -> bool:
    """Say whether two intervals have nothing in common."""
    return high < other_low or other_high < low


def change(now: Figure, then: Figure) -> tuple[Decimal, Decimal]:
    """Give the least and the greatest change in per cent that rounding allows."""
    if then.low <= 0:
        return Decimal("-Infinity"), Decimal("Infinity")
    return 100 * (now.low - then.high) / then.high, 100 * (now.high - then.low) / then.low


def share(part: Figure, whole: Figure) -> tuple[Decimal, Decimal]:
    """Give the least and the greatest share in per cent that rounding allows."""
    if whole.low <= 0:
        return Decimal("-Infinity"), Decimal("Infinity")
    return 100 * part.low / whole.high, 100 * part.high / whole.low


def allowed(stated: Figure) -> tuple[Decimal, Decimal]:
    """Give what a stated percentage may stand for; one that is only about right may be off by more."""
    slack = stated.step / 2
    if stated.hedge:
        slack = max(3 * stated.step, stated.value / 10)
    size = abs(stated.value)
    return size - slack, size + slack


def said_value(value: Decimal, unit: str, like: Figure | None = None) -> str:
    """Write a value as a person would: "£2.9m", "22.5%", "1,239"."""
    if unit == PERCENT:
        return f"{value:.1f}".removesuffix(".0") + "%"
    if unit == MONEY:
        if like is not None and like.words.rstrip().endswith("k") and value % 100 == 0:
            return f"£{(value / 1000).normalize():,f}k"
        if (like is not None and like.words.rstrip().endswith("m")) or abs(value) >= 10**6:
            return f"£{(value / 10**6).normalize():f}m"
        return f"£{value:,.2f}".removesuffix(".00")
    return f"{value.normalize():,f}"


def listed(figures_: Iterable[Figure]) -> str:
    """Write figures one after another: "878, 90 and 173"."""
    words = [figure.words for figure in figures_]
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]


def added(parts: Iterable[Figure]) -> Decimal:
    """Add figures up."""
    return sum((part.value for part in parts), Decimal(0))


def steps(figures: Iterable[Figure]) -> list[Decimal]:
    """Give how finely each figure is rounded, judged by the others: who writes £105,000 means £600,000 exactly."""
    held = tuple(figures)
    found = [Decimal(0) if figure.unit in _COUNTED else figure.step for figure in held]
    if all(figure.unit in (MONEY, "") and figure.words.rstrip()[-1:].isdigit() for figure in held):
        found = [min(found)] * len(found)
    return found


def adds_up(total: Figure, parts: Sequence[Figure]) -> bool:
    """Say whether parts make their total, but for rounding."""
    rounded = steps((*parts, total))
    slack = max(max(rounded), _OF_THE_ROUNDING * sum(rounded, Decimal(0)))
    return abs(added(parts) - total.value) <= slack


def differ_by(one: Figure, other: Figure, size: Figure) -> bool:
    """Say whether two figures are so far apart as a third says, but for rounding."""
    rounded = steps((one, other, size))
    return abs(abs(one.value - other.value) - size.value) <= sum(rounded, Decimal(0)) / 2


def near(total: Figure, parts: Sequence[Figure], within: str) -> bool:
    """Say whether parts come so near their total that they must be meant to make it."""
    return total.value > 0 and abs(added(parts) - total.value) <= max(Decimal(within) * total.value, total.step)
