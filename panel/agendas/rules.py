"""What an agenda item may be."""

from __future__ import annotations

import re
from enum import StrEnum


class ItemKind(StrEnum):
    """What an item is, and so which words belong under it."""

    HEADING = "heading"
    APOLOGIES = "apologies"
    DISCLOSURES = "disclosures"
    ANNOUNCEMENTS = "announcements"
    MINUTES = "minutes"
    PUBLIC_QUESTIONS = "public questions"
    REPORT = "report"
    WORKING_GROUP_REPORT = "working group report"
    WORK_PROGRAMME = "work programme"
    DATES_OF_MEETINGS = "dates of meetings"
    URGENT = "urgent"
    EXCLUSION = "exclusion"
    COMPLAINTS = "complaints"


class NoReport(StrEnum):
    """What an agenda says where there is no paper."""

    VERBAL = "verbal"
    TO_FOLLOW = "to follow"

    @property
    def printed(self) -> str:
        """The words under the item."""
        return {NoReport.VERBAL: "Verbal report", NoReport.TO_FOLLOW: "To follow"}[self]


NUMBER = re.compile(r"^(\d+[A-Z]?)((?:\([0-9]+\)|\([a-z]+\))*)$")
"""An item's number: "4", "4A" for one added later, "1(4)" and "1(4)(a)" for sub-items."""


def depth(number: str) -> int:
    """Say how deep an item stands: 0 for "4", 1 for "1(4)"."""
    return number.count("(")
