"""The names of what the figures family finds, and how its planted cases are written."""

from __future__ import annotations

from typing import Final

Planted = tuple[str, str, tuple[tuple[str, str], ...]]
"""A name, a text, and what must be found in it, each as (rule, words)."""
Wrong = tuple[str, str, str]
"""A sentence that is wrong, the rule that says so, and the words that it must point at."""

OTHER_WAY: Final = "comparison is the other way"
CHANGE: Final = "change is the other way"
PERCENTAGE: Final = "percentage does not follow"
DIFFERENCE: Final = "difference does not follow"
SUM: Final = "sum does not add up"
TABLE: Final = "table does not add up"
TWICE: Final = "figure given differently"
LIST: Final = "list is not that long"
PART: Final = "part is more than its whole"
PRODUCT: Final = "product does not follow"
AVERAGE: Final = "average does not follow"
RATIO: Final = "ratio does not follow"
NOT_THAT_GREAT: Final = "change is not that great"
