"""The work programme and the log of recommendations and actions, as rows."""

from __future__ import annotations

from panel.demo.cast import (
    CHIEF_EXECUTIVE,
    COMMUNICATIONS,
    CONTACT,
    FINANCE_GROUP,
    PERFORMANCE_GROUP,
    TREASURER,
)
from panel.demo.texts.coming import NEIGHBOURHOOD, ROADS, VICTIMS
from panel.demo.texts.coming_commissioner import DAYS_CALLED_AWAY
from panel.demo.texts.second import ESTATE, UPDATE
from panel.demo.year import Year, on

PROGRAMME_HEAD = ("section", "meeting", "timing", "item", "detail", "last_report")
LOG_HEAD = ("raised", "recommendation", "lead", "panel_update", "progress", "status", "completed")


def work_programme(year: Year) -> list[tuple[str, ...]]:
    """Give the rows of work_programme.csv."""
    first, second = year.first.isoformat(), year.second.isoformat()
    coming, fifth, sixth = (day.isoformat() for day in (year.coming, year.fifth, year.sixth))
    return [
        (
            "scheduled",
            coming,
            "",
            NEIGHBOURHOOD,
            "To consider the strength and the work of the neighbourhood teams in the districts.",
            "",
        ),
        ("scheduled", coming, "", VICTIMS, "To consider the first year of the new service.", ""),
        (
            "scheduled",
            coming,
            "",
            ROADS,
            f"Requested by the {PERFORMANCE_GROUP}. To consider how volunteers and enforcement make roads safer.",
            "",
        ),
        ("scheduled", coming, "", ESTATE, "To consider how the Commissioner is going about the sale.", ""),
        (
            "scheduled",
            fifth,
            "",
            "Rural Crime",
            f"To follow up the recommendations that the Panel made on {on(year.second)}.",
            second,
        ),
        (
            "scheduled",
            fifth,
            "",
            "The Refreshed Police and Crime Plan",
            "To review the draft Plan and to: ; look at what the consultation said; ; "
            "report on the draft to the Commissioner.",
            "",
        ),
        (
            "scheduled",
            sixth,
            "",
            "Review of the Commissioner’s Annual Report",
            "To question the Commissioner on her annual report and to agree the Panel’s report on it.",
            first,
        ),
        (
            "scheduled",
            sixth,
            "",
            "Answering Calls to 101",
            "To see whether the part-time shift and the call-back service have shortened the waits.",
            first,
        ),
        (
            "standing",
            "",
            "",
            UPDATE,
            "To hold the Commissioner to account for her Plan and to: ; consider her work since the last meeting; ; "
            "review the Force’s performance report; ; review the decisions that she has made.",
            second,
        ),
        (
            "standing",
            "",
            "",
            "Reports of Working Groups",
            f"The {FINANCE_GROUP} follows the budget and the {PERFORMANCE_GROUP} the Force’s performance. "
            "Each reports to the meeting that follows its own.",
            second,
        ),
        ("standing", "", "", "Work Programme", "To review the Panel’s work programme.", second),
        (
            "standing",
            "",
            "",
            "Complaints",
            "To receive an update on complaints about the Commissioner’s conduct.",
            second,
        ),
        (
            "to be timetabled",
            "",
            f"After {on(year.fifth)}",
            "Use of Drones",
            "Suggested by a member. To consider how drones are used, what they record and how long it is kept.",
            "",
        ),
        (
            "to be timetabled",
            "",
            "To be confirmed",
            "Fraud and Online Crime",
            "To consider what is done for victims of fraud, and what the Force can do when the offender is abroad.",
            "",
        ),
        (
            "to be timetabled",
            "",
            "When the university has reported",
            "Independent Look at Services for Victims",
            "To receive the findings and the Commissioner’s reply to them.",
            "",
        ),
    ]


def log(year: Year) -> list[tuple[str, ...]]:
    """Give the rows of recommendations.csv, in progress first."""
    opening, first, second = (day.isoformat() for day in (year.opening, year.first, year.second))
    told = on(year.coming)
    return [
        (
            second,
            "The Panel recommended that the Commissioner holds the Force to its limit of 20 days a quarter on which "
            "rural officers are called to the towns, and reports the number each quarter.",
            "PCC",
            told,
            f"Accepted on {on(year.answer)}. The number was {DAYS_CALLED_AWAY} in {year.quarter.label}; the limit has "
            "not been reached yet.",
            "in progress",
            "",
        ),
        (
            second,
            "The Panel recommended that people who report rural crime are told within three working days what will be "
            "done.",
            "PCC",
            told,
            f"Accepted on {on(year.answer)}. The Force will look at thirty reports each quarter.",
            "in progress",
            "",
        ),
        (
            second,
            "Request to extend the agreement with neighbouring forces to the theft of livestock.",
            COMMUNICATIONS.name,
            "",
            "The neighbouring areas are willing; the control rooms are agreeing a form.",
            "in progress",
            "",
        ),
        (
            second,
            "Request to tell members when body-worn video is next looked at with the young people’s panel.",
            CHIEF_EXECUTIVE.name,
            "",
            "The dates are being agreed with the young people’s panel.",
            "in progress",
            "",
        ),
        (
            first,
            "The Panel recommended that the Commissioner states in future annual reports which grants did not achieve "
            "what was agreed, and what followed.",
            "PCC",
            "",
            f"To be seen in the next annual report, which is down for {on(year.sixth)}.",
            "in progress",
            "",
        ),
        (
            first,
            "Request to show calls that are given up beside online contacts in reports on contact.",
            CHIEF_EXECUTIVE.name,
            "",
            f"Will be in the report on calls to 101 for {on(year.sixth)}.",
            "in progress",
            "",
        ),
        (
            second,
            f"The Panel’s letter on rural crime to be sent to the Commissioner after the meeting of {on(year.second)}.",
            CONTACT.name,
            told,
            f"Sent on {on(year.letter)}; answered on {on(year.answer)}. Both are before the Panel.",
            "completed",
            year.answer.isoformat(),
        ),
        (
            second,
            "Request to circulate the list of officers named to parishes.",
            COMMUNICATIONS.name,
            "",
            f"Circulated on {on(year.circulated)}.",
            "completed",
            year.circulated.isoformat(),
        ),
        (
            first,
            "Request to send members the timetable of the mobile police office.",
            CHIEF_EXECUTIVE.name,
            on(year.second),
            f"Sent on {on(year.reminder)}.",
            "completed",
            year.reminder.isoformat(),
        ),
        (
            first,
            "Request to show the average length of deposits in budget statements.",
            TREASURER.name,
            "",
            f"Shown since the meeting of the {FINANCE_GROUP} on {on(year.finance.second)}.",
            "completed",
            year.finance.second.isoformat(),
        ),
        (
            opening,
            f"The {PERFORMANCE_GROUP} to look at how changes in recording are explained.",
            CONTACT.name,
            on(year.second),
            "The group found the explanation clear and told the Panel so.",
            "completed",
            year.performance.second.isoformat(),
        ),
    ]
