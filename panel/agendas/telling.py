"""What was just done, kept for the page that is shown next."""

from __future__ import annotations

import json
from typing import Any

from flask import flash, get_flashed_messages

CATEGORY = "agenda"


def tell(said: str, **more: Any) -> None:
    """Keep a sentence, with what it is about and the fields of the form that undoes it."""
    flash(json.dumps({"said": said, **more}), CATEGORY)


def told_before() -> dict[str, Any] | None:
    """Give what was kept last, once."""
    told = get_flashed_messages(category_filter=[CATEGORY])
    found: dict[str, Any] | None = json.loads(str(told[-1])) if told else None
    return found
