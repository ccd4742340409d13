"""Forms of a record that somebody else may change meanwhile: the second save is told what the first changed."""

from __future__ import annotations

import json
from datetime import date, time
from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField

from panel.audit.changes import plain
from panel.law.words import day_in_words, time_in_words


class SecondSave(FlaskForm):
    """A form that carries what was recorded when its page was made. Its `columns` are those of the record."""

    seen = HiddenField()
    row: object | None = None

    @property
    def columns(self) -> dict[str, Any]:
        """What the form says, as columns of the record: here each field by its own name."""
        return {name: field.data for name, field in self._fields.items() if not isinstance(field, HiddenField)}

    def remember(self, row: object) -> None:
        """Take note of what is recorded, now and when the page was made; called once the fields are read."""
        self.row = row
        self.now = {name: plain(getattr(row, name)) for name in self.columns}
        self.before = _read(self.seen.data)
        self.seen.data = json.dumps(self.now)

    def validate(self, extra_validators: Any = None) -> bool:
        """Refuse once what somebody else changed since the page was made; sent again, it is meant."""
        valid = bool(super().validate(extra_validators))
        if self.row is None:
            return valid
        typed = {name: plain(value) for name, value in self.columns.items()}
        for name, before in self.before.items():
            now = self.now.get(name, before)
            if now not in (before, typed.get(name)):
                says = _said(getattr(self.row, name))
                said = f"Somebody else has changed this meanwhile. Now it says: {says}. Save again to keep yours."
                self[name].errors = [said]
                valid = False
        return valid


def _said(value: Any) -> str:
    """Say what is recorded."""
    match value:
        case bool():
            return "yes" if value else "no"
        case None:
            return "not recorded"
        case time():
            return time_in_words(value)
        case date():
            return day_in_words(value)
        case list():
            return ", ".join(map(str, value)) or "nothing"
        case _:
            return str(plain(value)) or "nothing"


def _read(seen: str | None) -> dict[str, Any]:
    try:
        read = json.loads(seen or "{}")
    except (RecursionError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}
