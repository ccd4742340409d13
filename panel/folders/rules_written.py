"""Write a body's rules of procedure as the rules file that says the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from panel.folders.form import Table
from panel.folders.rules_form import PARTICIPATION, RULES
from panel.folders.toml_written import Inline, document

NOTES = {
    "notice.clear_days": "Local Government Act 1972, s.100A(6) and s.100B(3)",
    "interests.registration_days": "Localism Act 2011, s.30",
    "interests.leave_the_room": "a standing order, not the Act",
}
"""On whose authority a key stands, as the file says it."""
_DATES = ("from", "until")


def write_rules(rules: Mapping[str, Any], comment: str = "") -> str:
    """Write rules as kept (dates in ISO form, as `read_rules` gives them); reading the text gives them back."""
    written: dict[str, Any] = {}
    for name in _ordered(rules, RULES):
        form, value = RULES.optional[name], rules[name]
        if isinstance(form, Table):
            written[name] = {key: value[key] for key in _ordered(value, form)}
        else:
            written[name] = [_entry(entry) for entry in value]
    return document(written, comment, NOTES)


def _entry(entry: Mapping[str, Any]) -> dict[str, Any]:
    written: dict[str, Any] = {}
    for key in _ordered(entry, PARTICIPATION, first=("kind", *_DATES)):
        value = entry[key]
        form = PARTICIPATION.required.get(key) or PARTICIPATION.optional[key]
        if isinstance(form, Table):
            written[key] = Inline({each: value[each] for each in _ordered(value, form)})
        else:
            written[key] = date.fromisoformat(value) if key in _DATES else value
    return written


def _ordered(values: Mapping[str, Any], form: Table, first: Iterable[str] = ()) -> list[str]:
    """List the keys that there are, in the order of the format."""
    order = dict.fromkeys((*first, *form.required, *form.optional))
    return [key for key in order if key in values]
