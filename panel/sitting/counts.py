"""A number of votes, in a small box."""

from __future__ import annotations

from typing import Any

from wtforms import IntegerField

MOST_VOTES = 999


class CountField(IntegerField):
    """A number of votes; empty where nobody counted."""

    def process_formdata(self, valuelist: Any) -> None:
        """Read the box."""
        written = str(valuelist[0]).strip() if valuelist else ""
        self.data = None
        if written:
            if not (written.isascii() and written.isdecimal()) or len(written) > len(str(MOST_VOTES)):
                raise ValueError(f"{self.label.text} must be a number from 0 to {MOST_VOTES}.")
            self.data = int(written)
