"""What may be done with a meeting."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from panel.law.ruling import RULES_AUTHORITY, Ruling
from panel.law.words import day_in_words

FIRST_YEAR, LAST_YEAR = 1974, 2099
"""The Local Government Act 1972 came into force on 1 April 1974."""


class MeetingStatus(StrEnum):
    """Where a meeting stands in its life."""

    SCHEDULED = "scheduled"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    HELD = "held"


OFF = (MeetingStatus.CANCELLED, MeetingStatus.POSTPONED)


def may_be_published(meeting: date, on: date | None) -> Ruling:
    """Whether an agenda can have been published on a day; None: the day is not recorded."""
    if on is not None and on > meeting:
        return Ruling(False, f"An agenda is published before its meeting ({meeting}), not on {on}.")
    return Ruling(True)


def may_be_scheduled(day: date, taken: bool) -> Ruling:
    """Whether a meeting can be arranged for a day: a body meets once a day."""
    if taken:
        return Ruling(False, f"There is a meeting on {day_in_words(day)} already.")
    return Ruling(True)


def in_reach(day: date) -> Ruling:
    """Whether an officer can have meant a day for a meeting, and did not slip."""
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        return Ruling(True)
    return Ruling(False, f"Choose a day in the years from {FIRST_YEAR} to {LAST_YEAR}.")


def may_move_to(meeting: date, to: date, taken: bool) -> Ruling:
    """Whether a meeting can move to a day: a body meets once a day."""
    if taken:
        return Ruling(False, f"The body has another meeting on {day_in_words(to)}.")
    return Ruling(to != meeting, "" if to != meeting else f"The meeting is on {day_in_words(to)} already.")


def may_be_moved(status: MeetingStatus) -> Ruling:
    """Whether a meeting can still move to another day."""
    if status is MeetingStatus.HELD:
        return Ruling(False, "This meeting was held, so it cannot move to another day.")
    if status is MeetingStatus.CANCELLED:
        return Ruling(False, "This meeting is cancelled. Take it up again first, then move it.")
    return Ruling(True)


def may_be_called_off(status: MeetingStatus, to: MeetingStatus) -> Ruling:
    """Whether a meeting can be cancelled or postponed."""
    if status is MeetingStatus.HELD:
        return Ruling(False, "This meeting was held, so it cannot be called off.")
    if status is to:
        return Ruling(False, f"This meeting is {status.value} already.")
    return Ruling(True)


def may_be_taken_up_again(status: MeetingStatus) -> Ruling:
    """Whether a meeting was called off, and so can take place after all."""
    if status in OFF:
        return Ruling(True)
    return Ruling(False, f"This meeting is {status.value}: it was not called off.")


def may_be_held(status: MeetingStatus, meeting: date, today: date) -> Ruling:
    """Whether it can be put down that a meeting was held."""
    if status in OFF:
        return Ruling(False, f"This meeting is {status.value}. Take it up again first.")
    if meeting > today:
        return Ruling(False, f"This meeting is on {day_in_words(meeting)}: it cannot have been held yet.")
    return Ruling(True)


def may_stand_in(absent: str, substitute: str, *, absent_sits: bool, sits: bool, taken: str, busy: str) -> Ruling:
    """Whether somebody can be named as a substitute for a member of a meeting.

    `taken` names who stands in for that member already, `busy` for whom the substitute stands in already.
    """
    if not absent_sits:
        return Ruling(False, f"{absent} has no seat on the day of the meeting.")
    if sits:
        return Ruling(False, f"{substitute} has a seat of their own on the day of the meeting.")
    if taken:
        return Ruling(False, f"{taken} stands in for {absent} already. Withdraw that first.")
    if busy:
        return Ruling(False, f"{substitute} stands in for {busy} already: one person has one vote.")
    return Ruling(True, "", RULES_AUTHORITY)
