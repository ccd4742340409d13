"""Printed minutes as plain values that JSON keeps, and back again. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from typing import Any, cast

from panel.minute_book import blocks, printed, rules
from panel.minute_book.printed import Printed

_KINDS: dict[str, Any] = {
    kind.__name__: kind
    for kind in (
        blocks.Run,
        blocks.Paragraph,
        blocks.Heading,
        blocks.Entry,
        blocks.Listed,
        blocks.Grid,
        blocks.Quotation,
        blocks.SetApart,
        printed.Person,
        printed.Circle,
        printed.PrintedItem,
        printed.Later,
        Printed,
        rules.Settled,
    )
}


def plain(value: Any) -> Any:
    """Turn a value of printed minutes into lists, mappings and words; what each was stands under "is"."""
    if is_dataclass(value) and not isinstance(value, type):
        parts = {each.name: plain(getattr(value, each.name)) for each in fields(value)}
        return {"is": type(value).__name__, **parts}
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    if isinstance(value, date | time):
        return {"is": "date" if isinstance(value, date) else "time", "at": value.isoformat()}
    return value


def restored(kept: Mapping[str, Any]) -> Printed:
    """Turn what `plain` gave of printed minutes back into them."""
    return cast("Printed", _restored(kept))


def _restored(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_restored(each) for each in value)
    if not isinstance(value, dict):
        return value
    if value["is"] in ("date", "time"):
        return (date if value["is"] == "date" else time).fromisoformat(value["at"])
    return _KINDS[value["is"]](**{name: _restored(part) for name, part in value.items() if name != "is"})
