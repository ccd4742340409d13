"""What may be done with a meeting."""

from __future__ import annotations

from datetime import date

from panel.law.ruling import Ruling


def may_be_published(meeting: date, on: date | None) -> Ruling:
    """Whether an agenda can have been published on a day; None: the day is not recorded."""
    if on is not None and on > meeting:
        return Ruling(False, f"An agenda is published before its meeting ({meeting}), not on {on}.")
    return Ruling(True)


def may_move_to(meeting: date, to: date, taken: bool) -> Ruling:
    """Whether a meeting can move to a day: a body meets once a day."""
    if taken:
        return Ruling(False, f"The body has another meeting on {to}.")
    return Ruling(to != meeting, "" if to != meeting else f"The meeting is on {to} already.")
