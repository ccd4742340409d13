"""Confirmation hearings: when the panel must have reported, and its veto of a chief constable.

"within the period of three weeks beginning with the day on which the panel receives the notification" (Police Reform
and Social Responsibility Act 2011, Sch 8 para 4(6) for a chief constable; Sch 1 para 10 for the chief executive, chief
finance officer and deputy). Days of a post-election period are left out. The hearing is in public.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from panel.law.periods import Period, count_days
from panel.law.ruling import Ruling
from panel.law.thresholds import vetoed
from panel.law.timetable import Deadline
from panel.law.words import day_in_words

THREE_WEEKS = 21
_ACT = "Police Reform and Social Responsibility Act 2011"


class Post(StrEnum):
    """A post whose candidate the panel hears."""

    CHIEF_CONSTABLE = "chief constable"
    CHIEF_EXECUTIVE = "chief executive"
    FINANCE_OFFICER = "chief finance officer"
    DEPUTY = "deputy"

    @property
    def authority(self) -> str:
        """The schedule that governs the appointment."""
        return f"{_ACT}, Sch 8 para 4" if self is Post.CHIEF_CONSTABLE else f"{_ACT}, Sch 1 para 10"


def report_due(received: date, left_out: Sequence[Period] = (), post: Post = Post.CHIEF_CONSTABLE) -> Deadline:
    """Give the last day of a hearing and its report. Notification received on 1 March 2018: 21 March 2018.

    Raises ValueError for a period that ends before it begins.
    """
    last, worked = count_days(received, THREE_WEEKS, "the day of receipt", left_out, "in a post-election period")
    return Deadline(
        f"Hold the confirmation hearing of the proposed {post} in public, and report",
        "confirmation report",
        last,
        post.authority,
        worked,
    )


def veto(
    votes_for: int,
    members: int,
    *,
    decided: date,
    reported: date,
    due: Deadline,
    post: Post = Post.CHIEF_CONSTABLE,
) -> Ruling:
    """Judge a veto of a candidate: of a chief constable only, by two thirds of the members, reported in time.

    `members` are those who are members when the panel decides, present or not; `due` is the report's deadline.
    """
    if post is not Post.CHIEF_CONSTABLE:
        return Ruling(
            False,
            f"The panel recommends whether a {post} should be appointed; it may veto a chief constable only.",
            post.authority,
        )
    authority = f"{_ACT}, Sch 8"
    if due.last_day and reported > due.last_day:
        return Ruling(
            False,
            f"The panel’s report of {day_in_words(reported, weekday=False)} is later than "
            f"{day_in_words(due.last_day, weekday=False)}, when its three weeks ended.",
            authority,
        )
    return vetoed(votes_for, members, decided, "the proposed chief constable", authority)
