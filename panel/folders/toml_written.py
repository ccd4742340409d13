"""Write the few shapes of TOML that a meeting folder has; Python reads TOML but does not write it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any


def document(values: Mapping[str, Any], comment: str = "", notes: Mapping[str, str] | None = None) -> str:
    """Write a document: plain values first, then its tables and arrays of tables.

    `comment` stands above it; `notes` stand behind keys, each named by its path: "notice.clear_days".
    """
    lines = [f"# {comment}"] if comment else []
    lines += _table(values, "", notes or {})
    return "\n".join(lines).removeprefix("\n") + "\n"


def _table(values: Mapping[str, Any], path: str, notes: Mapping[str, str]) -> list[str]:
    later: list[str] = []
    lines: list[str] = []
    for key, value in values.items():
        name = f"{path}.{key}" if path else key
        if isinstance(value, Mapping) and not isinstance(value, Inline):
            later += ["", f"[{name}]", *_table(value, name, notes)]
        elif _is_tables(value):
            later.append("")
            for entry in value:
                later += [f"[[{name}]]", *_table(entry, name, notes)]
        else:
            lines.append(f"{key} = {_value(value)}" + (f"  # {notes[name]}" if name in notes else ""))
    return [*lines, *later]


class Inline(dict[str, Any]):
    """A table that is written within one line."""


def _is_tables(value: object) -> bool:
    return (
        isinstance(value, Sequence)
        and not isinstance(value, str)
        and bool(value)
        and all(isinstance(entry, Mapping) and not isinstance(entry, Inline) for entry in value)
    )


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, str):
        # A JSON string is a TOML basic string.
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Inline):
        return f"{{ {', '.join(f'{key} = {_value(each)}' for key, each in value.items())} }}"
    if isinstance(value, Sequence):
        if value and isinstance(value[0], Inline):
            return "[\n" + "".join(f"  {_value(each)},\n" for each in value) + "]"
        return f"[{', '.join(map(_value, value))}]"
    return str(value)
