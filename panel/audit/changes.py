"""Change a record and say what differs, as the audit trail keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from enum import Enum
from typing import Any

from panel.extensions import Base

Changes = dict[str, list[Any]]
"""Column to [before, after], plain enough for JSON; empty where nothing differs."""


def revise(row: Base, columns: Mapping[str, Any]) -> Changes:
    """Set those columns of a record that differ; give what they were and are."""
    changes: Changes = {}
    for name, after in columns.items():
        before = getattr(row, name)
        if before != after:
            changes[name] = [plain(before), plain(after)]
            setattr(row, name, after)
    return changes


def plain(value: Any) -> Any:
    """Write a column's value as JSON can keep it."""
    match value:
        case Enum():
            return value.value
        case date() | time():
            return value.isoformat()
        case _:
            return value
