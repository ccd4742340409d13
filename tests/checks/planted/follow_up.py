"""What meetings leave unfollowed, and what looks unfollowed and is in order."""

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
    OtherMeeting,
    ProgrammeRow,
    Question,
    Resolution,
)
from tests.checks.cases import MEETING, Case, a_dossier, a_paper, an_item
from tests.checks.planted import minutes_records

PANEL = "Larkshire Police and Crime Panel"
HELD, SENT, DUE = date(2026, 2, 5), date(2026, 2, 12), date(2026, 3, 31)
NO_RESOLUTION, LEFT_OUT = "recommendation without resolution", "resolution left out of the letter"
OVERDUE, NO_OUTCOME = "answer overdue and not on the log", "completed without outcome"
QUESTION, PROGRAMME = "accepted question not on the agenda", "programme item not on the agenda"
NO_MEETING, CONTRADICTED, NO_WORK = (
    "last report at no meeting",
    "last report contradicted",
    "meeting without work programme",
)
MEETINGS = (
    OtherMeeting(PANEL, date(2025, 9, 18), "held"),
    OtherMeeting(PANEL, date(2025, 11, 20), "held"),
    OtherMeeting(PANEL, HELD, "held"),
    OtherMeeting("Estates Working Group", date(2026, 2, 24), "held"),
)
RESOLVED = (
    Resolution("3", "1", "Notes the report."),
    Resolution("3", "2", "Recommends to the Police and Crime Commissioner that she:", "recommendation"),
    Resolution("3", "2(a)", "Publishes the number of officers in each district every quarter."),
    Resolution("3", "2(b)", "Reviews the opening hours of front counters in rural towns."),
    Resolution(
        "4", "1", "Requests that the Commissioner sends members the business case for the new custody suite.", "request"
    ),
)
POINTS = (
    LetterPoint("That the number of police officers in each district be published quarterly."),
    LetterPoint("That the opening hours of rural front counters be reviewed."),
    LetterPoint("That members receive the business case for the custody suite."),
)


def _dossier(*items: Any, **facts: Any) -> Dossier:
    return a_dossier(*(items or (an_item("4", "Update", a_paper("Text.")),)), **{"meetings": MEETINGS} | facts)


def _letter(*points: LetterPoint, resolved: tuple[Resolution, ...] = RESOLVED, log: Any = (), **facts: Any) -> Dossier:
    letter = Letter("Police and Crime Commissioner", **{"sent": SENT, "answer_due": DUE, "points": points} | facts)
    return _dossier(minutes=(Minutes(HELD, resolutions=resolved, letters=(letter,)),), log=log)


def _programme(*rows: ProgrammeRow, items: tuple[Any, ...] = (), **facts: Any) -> Dossier:
    return _dossier(*items, programme=rows, **facts)


def _row(item: str, **facts: Any) -> ProgrammeRow:
    return ProgrammeRow(**{"section": "scheduled", "item": item, "meeting": date(2026, 6, 18)} | facts)


def _log(text: str, **facts: Any) -> LogEntry:
    return LogEntry(**{"raised": HELD, "text": text, "lead": "OPCC"} | facts)


PLANTED = (
    # Letters against resolutions
    Case(
        "a recommendation that nobody resolved",
        _letter(*POINTS, LetterPoint("That the Commissioner presses the Government for fairer funding.")),
        ((NO_RESOLUTION, "fairer funding"),),
    ),
    Case(
        "a recommendation that shares only the panel's common words with a resolution",
        _letter(
            *POINTS, LetterPoint("That the Commissioner reports to the Panel on the police response to fly-tipping.")
        ),
        ((NO_RESOLUTION, "fly-tipping"),),
    ),
    Case(
        "a part of a resolution that the letter leaves out",
        _letter(POINTS[0], POINTS[2]),
        ((LEFT_OUT, "front counters"),),
    ),
    Case("a request that the letter leaves out", _letter(*POINTS[:2]), ((LEFT_OUT, "custody suite"),)),
    Case(
        "a recommendation that names a resolution of another number",
        _letter(*POINTS, LetterPoint("That more cameras be bought for roads.", resolution="7")),
        ((NO_RESOLUTION, "more cameras"),),
    ),
    Case(
        "a resolution without a kind that asks the commissioner, and is left out",
        _letter(
            POINTS[0],
            resolved=(
                RESOLVED[2],
                Resolution("5", "1", "Asks the Commissioner to explain the sale of Coldmoor."),
                Resolution("3", "2", "Recommends that she:", "recommendation"),
            ),
        ),
        ((LEFT_OUT, "sale of Coldmoor"),),
    ),
    # Answers
    Case(
        "an answer past its date and not on the log",
        _letter(*POINTS, answer_due=date(2026, 3, 1)),
        ((OVERDUE, "12 February 2026"),),
    ),
    Case(
        "an answer past its date, with the log silent about it",
        _letter(
            *POINTS, answer_due=date(2026, 3, 1), log=(_log("To circulate the list of community speed watch groups."),)
        ),
        ((OVERDUE, "1 March 2026"),),
    ),
    # The log
    Case(
        "a completed action without outcome",
        _dossier(
            log=(_log("To circulate a list of speed watch groups.", completed=True, completed_on=date(2026, 3, 2)),)
        ),
        ((NO_OUTCOME, "speed watch groups"),),
    ),
    Case(
        "a completed action whose outcome is blank",
        _dossier(log=(_log("To write to the Minister.", completed=True, progress="  "),)),
        ((NO_OUTCOME, "write to the Minister"),),
    ),
    Case(
        "a completed action whose outcome says only that it is completed",
        _dossier(
            log=(_log("To ask for the custody figures.", completed=True, progress="Completed.", panel_update="N/A"),)
        ),
        ((NO_OUTCOME, "custody figures"),),
    ),
    # Questions and the programme
    Case(
        "an accepted question under an item that the agenda no longer has",
        _dossier(
            an_item("2", "Public Question Time", kind=ItemKind.PUBLIC_QUESTIONS),
            questions=(Question("Ivy Stone", "Why was the front counter closed?", accepted=True, item="9"),),
        ),
        ((QUESTION, "no item 9"),),
    ),
    Case(
        "a last report at a meeting that was cancelled",
        _programme(
            _row("Road Safety", last_report=date(2026, 1, 15)),
            meetings=(*MEETINGS, OtherMeeting(PANEL, date(2026, 1, 15), "cancelled")),
        ),
        ((NO_MEETING, "15 January 2026"),),
    ),
    Case(
        "a last report that later minutes contradict, dated at their head alone",
        _programme(
            _row("Road Safety", last_report=date(2025, 9, 18)),
            items=(
                an_item(
                    "1",
                    "Minutes",
                    a_paper(
                        "Minutes of the meeting held on 5 February 2026\n4. Road Safety\nIt was noted.", title="Minutes"
                    ),
                    kind=ItemKind.MINUTES,
                ),
            ),
        ),
        ((CONTRADICTED, "18 September 2025"),),
    ),
    Case(
        "an accepted question with no item for it",
        _dossier(
            questions=(Question("Ivy Stone", "Why was the front counter closed?", date(2026, 3, 10), accepted=True),)
        ),
        ((QUESTION, "front counter"),),
    ),
    Case(
        "work due at this meeting that the agenda lacks",
        _programme(_row("Hate Crime Strategy", meeting=MEETING)),
        ((PROGRAMME, "Hate Crime Strategy"),),
    ),
    Case(
        "work due at this meeting, with an item that shares one common word",
        _programme(_row("Police and Crime Plan Refresh", meeting=MEETING), items=(an_item("4", "Police Pensions"),)),
        ((PROGRAMME, "Police and Crime Plan Refresh"),),
    ),
    Case(
        "a last report on a day without a meeting",
        _programme(_row("Road Safety", last_report=date(2025, 11, 21))),
        ((NO_MEETING, "21 November 2025"),),
    ),
    Case(
        "a last report that later minutes contradict",
        _programme(
            _row("Road Safety", last_report=date(2025, 9, 18)),
            items=(
                an_item(
                    "1",
                    "Minutes",
                    a_paper(
                        "Minutes of the meeting\n4. Road Safety\nThe report was noted.",
                        title="Minutes of 5 February 2026",
                    ),
                    kind=ItemKind.MINUTES,
                ),
            ),
        ),
        ((CONTRADICTED, "18 September 2025"),),
    ),
    Case(
        "a scheduled meeting without work",
        _programme(
            _row("Road Safety"),
            meetings=(*MEETINGS, OtherMeeting(PANEL, date(2026, 6, 18)), OtherMeeting(PANEL, date(2026, 9, 17))),
        ),
        ((NO_WORK, "17 September 2026"),),
    ),
)

CLEAN = (
    Case("a letter that says it in other words", _letter(*POINTS)),
    Case("a letter that quotes the resolutions", _letter(*(LetterPoint(each.text) for each in RESOLVED[2:]))),
    Case(
        "two points that rest on one resolution",
        _letter(*POINTS, LetterPoint("That front counters in towns open on Saturdays, their hours being reviewed.")),
    ),
    Case(
        "a recommendation delegated to the chair",
        _letter(*POINTS, LetterPoint("That the Minister be asked for funding.", delegated="Chair, 5 February 2026")),
    ),
    Case(
        "a recommendation that names its resolution",
        _letter(*POINTS[:2], LetterPoint("Send what members asked for under item 4.", resolution="1")),
    ),
    Case(
        "a request that the log follows in place of the letter",
        _letter(*POINTS[:2], log=(_log("Request to send members the business case for the custody suite."),)),
    ),
    Case(
        "two letters after one meeting",
        _dossier(
            minutes=(
                Minutes(
                    HELD,
                    resolutions=RESOLVED,
                    letters=(
                        Letter("PCC", SENT, DUE, points=POINTS[:2]),
                        Letter("PCC", date(2026, 2, 16), DUE, points=POINTS[2:]),
                    ),
                ),
            )
        ),
    ),
    Case("a letter without numbered recommendations", _letter()),
    Case("an answer that is not yet due", _letter(*POINTS, answer_due=date(2026, 3, 9))),
    Case("an answer that came late", _letter(*POINTS, answer_due=date(2026, 3, 1), answered=date(2026, 3, 4))),
    Case(
        "an answer past its date that the log follows",
        _letter(*POINTS, answer_due=date(2026, 3, 1), log=(_log("Answer to the Panel’s letter of 12 February 2026."),)),
    ),
    Case(
        "completed actions with an outcome",
        _dossier(
            log=(
                _log("To circulate the list.", completed=True, progress="Circulated on 2 March 2026."),
                _log("To ask the Minister.", completed=True, panel_update="5 March 2026"),
                _log("To look at counters."),
            )
        ),
    ),
    Case(
        "a completed action whose outcome is short",
        _dossier(log=(_log("To ask the Minister.", completed=True, progress="Completed: the Minister declined."),)),
    ),
    Case(
        "an accepted question under another item of the agenda",
        _dossier(questions=(Question("Ivy Stone", "Why?", accepted=True, item="4"),)),
    ),
    Case(
        "an accepted question under its item, and one that was refused",
        _dossier(
            an_item("2", "Public Question Time", kind=ItemKind.PUBLIC_QUESTIONS),
            questions=(Question("Ivy Stone", "Why?", accepted=True), Question("A. Hale", "How?", accepted=False)),
        ),
    ),
    Case(
        "work due at this meeting under other titles",
        _programme(
            _row("Annual Report of the Commissioner", meeting=MEETING),
            _row("KSIs on Larkshire's roads", meeting=MEETING),
            _row("Custody Visiting Scheme", meeting=MEETING),
            items=(
                an_item("4", "The Commissioner’s Annual Report 2025/26"),
                an_item("5", "Road Casualties", purpose="To consider KSIs on the roads of Larkshire."),
                an_item("6", "Custody", a_paper("Text.", title="Independent Custody Visiting")),
            ),
        ),
    ),
    Case(
        "last reports at meetings of the panel, of a group and before the record begins",
        _programme(
            _row("Road Safety", last_report=HELD),
            _row("Estates", last_report=date(2026, 2, 24)),
            _row("Cadets", last_report=date(2019, 7, 3)),
            _row("Fraud", last_report=MEETING),
        ),
    ),
    Case(
        "later minutes that only speak of the subject",
        _programme(
            _row("Road Safety", last_report=date(2025, 9, 18)),
            items=(
                an_item(
                    "1",
                    "Minutes",
                    a_paper(
                        "Minutes of the meeting\n4. Budget\nRoad Safety was raised.", title="Minutes of 5 February 2026"
                    ),
                    kind=ItemKind.MINUTES,
                ),
            ),
        ),
    ),
    Case(
        "meetings without work that are closed, cancelled or a group's",
        _programme(
            _row("Road Safety"),
            meetings=(
                *MEETINGS,
                OtherMeeting(PANEL, date(2026, 6, 18)),
                OtherMeeting(PANEL, date(2026, 7, 2), closed=True),
                OtherMeeting(PANEL, date(2026, 7, 9), "cancelled"),
                OtherMeeting("Estates Working Group", date(2026, 5, 12)),
            ),
        ),
    ),
    Case(
        "meetings to come and no programme at all",
        _dossier(meetings=(*MEETINGS, OtherMeeting(PANEL, date(2026, 6, 18)))),
    ),
)

CASES = (*PLANTED, *minutes_records.LOG_PLANTED, *CLEAN, *minutes_records.LOG_CLEAN)

REAL: tuple[tuple[str, str, str], ...] = (
    # The letter's recommendations 1, 2 and 4; on 1 February nothing was resolved on funding, reserves or publishing.
    (
        NO_RESOLUTION,
        "item-04-appendix-a1-panel-letter.pdf",
        "The Commissioner puts a strong case to Government to press for fairer funding for Warwickshire Police.",
    ),
    (
        NO_RESOLUTION,
        "item-04-appendix-a1-panel-letter.pdf",
        "The Commissioner continues to keep the use of reserves under close review, alongside the delivery of the "
        "Force's savings "
        "targets, to ensure there is capacity to cope with future risks and funding instability.",
    ),
    (
        NO_RESOLUTION,
        "item-04-appendix-a1-panel-letter.pdf",
        "The Commissioner publishes and promotes his response to this letter on his webpage by the 1st March 2018.",
    ),
    # Resolution 2(c) is in none of the letter's seven recommendations.
    (
        LEFT_OUT,
        "item-01-minutes-2018-02-01.docx",
        "Engages with the public more widely on the implications of the precept rise, so that residents understand "
        "where the "
        "additional money is being spent.",
    ),
    # The work programme says 14 September 2017 of "Work Programme"; item 4 of the minutes of 1 February 2018 was that.
    (CONTRADICTED, "", "14 September 2017"),
    # Nothing is planned for the last meeting of the year.
    (NO_WORK, "", "22 November 2018"),
)
