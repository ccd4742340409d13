"""Votes of a meeting before the last whose minutes are on the agenda; votes in words; what the log says is done."""

from __future__ import annotations

from datetime import date
from typing import Any

from panel.agendas.rules import ItemKind
from panel.checks.dossier import (
    Dossier,
    Letter,
    LetterPoint,
    LogEntry,
    Minutes,
    Motion,
    OtherMeeting,
    Person,
    Resolution,
)
from tests.checks.cases import Case, a_dossier, a_paper, an_item

PANEL = "Larkshire Police and Crime Panel"
FIRST, SPECIAL = date(2026, 2, 5), date(2026, 2, 26)
MEETINGS = (OtherMeeting(PANEL, FIRST, "held"), OtherMeeting(PANEL, SPECIAL, "held"))
THERE = tuple(Person(each, member=True) for each in ("Councillor Ada Finch", "Councillor Idris Boone", "Omar Reed"))
PURPOSE = "To confirm the minutes of the meetings held on 5 February 2026 and 26 February 2026."


def _two_meetings(motion: Motion) -> Dossier:
    item = an_item("1", "Minutes", a_paper("Text."), kind=ItemKind.MINUTES, purpose=PURPOSE)
    return a_dossier(
        item, meetings=MEETINGS, minutes=(Minutes(FIRST, THERE, motions=(motion,)), Minutes(SPECIAL, THERE))
    )


def _log(*entries: LogEntry, **facts: Any) -> Dossier:
    return a_dossier(an_item("4", "Update", a_paper("Text.")), log=entries, **facts)


ASKED = (
    Resolution("6", "1", "Recommends that the Commissioner publishes the roads plan.", "recommendation"),
    Resolution("6", "2", "Recommends that the Commissioner counts visits to harbours.", "recommendation"),
    Resolution("7", "2", "Notes the report."),
)
FOLLOWED = (
    LogEntry(FIRST, "That the roads plan is published.", "PCC"),
    LogEntry(FIRST, "That visits to harbours are counted.", "PCC"),
)
ROADS = LetterPoint("Publishes the roads plan", "1", "6")
HARBOURS = LetterPoint("Counts visits to harbours", "2", "6")


def _sent(*points: LetterPoint) -> Dossier:
    letter = Letter("Police and Crime Commissioner", date(2026, 2, 12), points=points)
    return _log(*FOLLOWED, minutes=(Minutes(FIRST, THERE, resolutions=ASKED, letters=(letter,)),))


PLANTED = (
    Case(
        "more votes than members at the meeting before the last",
        _two_meetings(Motion("5", "That it be noted", outcome="carried", votes_for=3, against=1)),
        (("votes do not add up", "4 votes"),),
    ),
    Case(
        "votes in words, the count after the side",
        a_dossier(
            an_item(
                "1",
                "Minutes",
                a_paper(
                    f"Minutes of the meeting of the {PANEL} held on 26 February 2026\nPresent:\nCouncillor Ada Finch\n"
                    "Councillor Idris Boone\nOmar Reed\n1. Roads\n"
                    "Three members voted for it, against it one, and two abstained.",
                    title="Minutes of 26 February 2026",
                ),
                kind=ItemKind.MINUTES,
            ),
            meetings=MEETINGS,
            minutes=(Minutes(SPECIAL, THERE),),
        ),
        (("votes do not add up", "makes 6"),),
    ),
)
CLEAN = (
    Case(
        "as many votes as members at the meeting before the last",
        _two_meetings(Motion("5", "That it be noted", outcome="carried", votes_for=2, against=1)),
    ),
)
LOG_PLANTED = (
    Case(
        "a completed row that only names this meeting",
        _log(LogEntry(FIRST, "To ask the Minister.", "Clerk", "19 March 2026", "", completed=True)),
        (("completed without outcome", "To ask the Minister."),),
    ),
    Case(
        "a resolution that the log follows beside one of the letter",
        _sent(ROADS),
        (("resolution left out of the letter", "visits to harbours"),),
    ),
)
LOG_CLEAN = (
    Case(
        "a completed row with its outcome and this meeting's day",
        _log(LogEntry(FIRST, "To ask the Minister.", "Clerk", "19 March 2026", "She declined.", completed=True)),
    ),
    Case("both resolutions in the letter", _sent(ROADS, HARBOURS)),
)
