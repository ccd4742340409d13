"""A panel’s year of meetings, and papers that speak of dates."""

from __future__ import annotations

from datetime import date
from typing import Any

from panel.checks.dossier import Dossier, Group, Letter, Minutes, OtherMeeting
from tests.checks.cases import a_dossier, a_paper, an_item

PANEL = "Larkshire Police and Crime Panel"
GROUP = "Finance and Estates Working Group"
HELD = (
    OtherMeeting(PANEL, date(2025, 3, 20), "held"),
    OtherMeeting(PANEL, date(2025, 6, 19), "held"),
    OtherMeeting(PANEL, date(2025, 9, 18), "held"),
    OtherMeeting(PANEL, date(2025, 11, 20), "held"),
    OtherMeeting(GROUP, date(2025, 12, 9)),
    OtherMeeting(PANEL, date(2026, 2, 5), "held"),
    OtherMeeting(GROUP, date(2026, 2, 24)),
    OtherMeeting(GROUP, date(2026, 5, 12)),
    OtherMeeting(PANEL, date(2026, 6, 18), moved_from=(date(2026, 6, 11),)),
    OtherMeeting(PANEL, date(2026, 9, 17)),
)


def a_meeting(*items: Any, **facts: Any) -> Dossier:
    """Make a meeting of a panel with a group and a year of meetings."""
    return a_dossier(*items, **{"meetings": HELD, "groups": (Group(GROUP),)} | facts)


def a_report(text: str, **facts: Any) -> Dossier:
    """Make a meeting with one report."""
    return a_meeting(an_item("4", "Update", a_paper(f"{PANEL}\n19 March 2026\nUpdate report\n{text}")), **facts)


def an_annex(text: str, **facts: Any) -> Dossier:
    """Make a meeting with one appendix, which bears no date."""
    return a_meeting(an_item("4", "Update", a_paper(text, appendix="A", title="Annex")), **facts)


def some_minutes(text: str, head: str = f"Minutes of the meeting of the {PANEL} held on 5 February 2026") -> Dossier:
    """Make a meeting with the minutes of the one before it."""
    paper = a_paper(f"{head}\nPresent:\nCouncillor Ada Finch (Chair)\n{text}", title="Minutes of the previous meeting")
    return a_meeting(an_item("1(4)", "Minutes of the previous meeting", paper))


def a_letter(text: str, **facts: Any) -> Dossier:
    """Make a meeting with a letter of 16 February 2026."""
    return an_annex(f"Councillor Ada Finch\nShire Hall\nLarkford\n16 February 2026\nDear Ms Marsh,\n{text}", **facts)


LETTERS = (Minutes(date(2026, 2, 5), letters=(Letter("Police and Crime Commissioner", date(2026, 2, 12)),)),)
