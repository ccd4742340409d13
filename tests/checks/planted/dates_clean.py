"""Dates that are right, though odd."""

from __future__ import annotations

from datetime import date, time

from panel.checks.dossier import LogEntry, OtherMeeting, ProgrammeRow
from panel.law.clear_days import WorkingDays
from panel.law.exemptions import Nation
from tests.checks.cases import MEETING, Case, a_paper, an_item
from tests.checks.planted.dates_texts import (
    GROUP,
    LETTERS,
    PANEL,
    a_letter,
    a_meeting,
    a_report,
    an_annex,
    some_minutes,
)

CLEAN = (
    Case("weekdays that are right", a_report("On Thursday 19 March 2026, and Tues 14 April 2026; Weds. 15/04/2026.")),
    Case("a weekday that is right a year before", a_report("The fair was on Saturday 20 September.")),
    Case(
        "a meeting rescheduled to an earlier day",
        a_report("The meeting was rescheduled from 18 June 2026 to 4 June 2026."),
    ),
    Case(
        "a date of the year before that is right", a_report("The strategy was presented to the Panel on 20 March 2025.")
    ),
    Case(
        "minutes that speak of what was to come",
        some_minutes("The fee would be reviewed on 1 March 2026. The survey will be published in late February 2026."),
    ),
    Case(
        "a letter that asks for an answer by a day now over",
        a_letter("The Panel asks you to publish your answer by 1 March 2026. It should be sent to me by 2 March 2026."),
    ),
    Case(
        "a quarter's report that speaks of the month after it",
        an_annex("Performance Summary October - December 2025\nConfidence will be updated in late-January 2026."),
    ),
    Case(
        "what was planned, agreed or put off for a day to come",
        a_report(
            "The event was planned for 3 June 2026. The review was deferred until September 2026. The contract was "
            "extended to March 2027. It was agreed that the plan be adopted in April 2026. The opening has been "
            "rescheduled and is now in May 2026. The lease was signed for a term ending in June 2030."
        ),
    ),
    Case(
        "what once was to come and is told as such",
        a_report(
            "The bridge was to be opened in May 2025 and had been due in 2024. Members will recall that the site was "
            "sold in March 2025. The results will be compared with those in March 2025. The policy adopted in June "
            "2025 will be reviewed. The Force will publish data for January 2026. Data were to be sent by 1 March 2026."
        ),
    ),
    Case(
        "comparisons that go back in time",
        a_report(
            "Burglary fell from 120 in March 2026 to 110 in March 2025. Comparing December 2025 to December 2024, "
            "thefts rose. Calls went up in Q3 2025/26 compared to Q3 2024/25."
        ),
    ),
    Case(
        "figures that are no dates",
        a_report(
            "Section 2.1 March figures: 853 12/13 and 10.10.18.4; SI 2012/62; see 2019/10 of the register; £30 June."
        ),
    ),
    Case("a table that has lost its columns", an_annex("Month Open Closed\nOpen cases 31 June 2025 28 July 2025 30")),
    Case(
        "meetings of other bodies",
        a_report(
            "At the Westshire Panel meeting on 6 February 2026 the precept was agreed. The Audit Committee met on 10 "
            "February 2026. The Chairs last met on 4 February 2026. The Cabinet meeting held on 3 February 2026 noted "
            "it. The informal meeting of the Panel on 12 February 2026 heard from the auditor."
        ),
    ),
    Case(
        "a meeting before the record begins", a_report("The Panel last considered it at its meeting on 7 March 2019.")
    ),
    Case(
        "the last meetings of the panel and of its group",
        a_report(
            "This is my work since the Panel last met on 5 February 2026. The Finance and Estates Working Group met on "
            "24 February 2026. The previous meeting of the Working Group was on 9 December 2025."
        ),
    ),
    Case(
        "a meeting that has since been moved",
        some_minutes("The next meeting of the Panel would be on 19 March 2026, and the one after it on 11 June 2026."),
    ),
    Case(
        "a working group's own minutes",
        some_minutes(
            "Minutes of the meeting held on 9 December 2025\nThe minutes were agreed. The next meeting would be held "
            "on Tuesday 12 May 2026 at 10am.",
            f"Minutes of the {PANEL} - {GROUP} held on 24 February 2026",
        ),
    ),
    Case(
        "a scheme that opened, closed and opened again",
        a_report(
            "The 2024/25 fund opened in November 2023 and closed in January 2024. Grants were awarded in March 2024. "
            "The 2025/26 fund was launched in November 2024."
        ),
    ),
    Case("a leap day in a leap year", a_report("The contract began on 29 February 2024 and ends on 28 February 2027.")),
    Case(
        "a consultation still open",
        a_report(
            "The consultation closes on 27 March 2026. Please send comments by 20 March 2026. It ran from 1 to 5 March."
        ),
    ),
    Case(
        "the panel in the morning, its group in the afternoon",
        a_meeting(
            meetings=(
                OtherMeeting(PANEL, date(2026, 6, 18), start=time(10, 30)),
                OtherMeeting(GROUP, date(2026, 6, 18), start=time(14)),
                OtherMeeting(PANEL, date(2026, 5, 25), "cancelled"),
                OtherMeeting(PANEL, date(2025, 12, 25), "held"),
            ),
            working=WorkingDays(Nation.ENGLAND),
        ),
    ),
    Case(
        "records in order",
        a_meeting(
            programme=(
                ProgrammeRow("scheduled", "Road safety", meeting=date(2026, 6, 18), last_report=date(2025, 6, 19)),
            ),
            log=(LogEntry(date(2025, 11, 20), "Send it", completed=True, completed_on=MEETING),),
            minutes=LETTERS,
        ),
    ),
    Case(
        "what is done to things and people of a day to come",
        a_report(
            "Bids submitted in May 2026 will be judged by residents. Officers appointed in June 2026 are to be trained "
            "by the autumn. In June 2026 staff employed by the force move to Larkford. In May 2026 the proposed "
            "precept is discussed. On 1 April 2026 the teams merge. By Christmas 2026 every van has to have a radio."
        ),
    ),
    Case(
        "what is to have happened, or was meant to happen, by a day to come",
        a_report(
            "By June 2026 the vans will have visited every school. Had the bids been in by 2 March 2026 they would "
            "have been read. It was forecast in May 2025 that the reserve would be spent by 31 March 2026. The day "
            "planned for 24 February 2026 was moved to 14 May 2026."
        ),
    ),
    Case(
        "deadlines that are over and told so",
        a_report(
            "Claims received by 27 February 2026 have been paid. The last day for claims was 27 February 2026. Anyone "
            "who applied before 1 March 2026 has had an answer. The fund opens on 4 May 2026 and closes on 29 May 2026."
        ),
    ),
    Case(
        "long terms that end far off",
        a_report("The lease of 25 March 1998 ends on 24 March 2058. The loan is repaid on 30 September 2056."),
    ),
    Case(
        "events told in the right order",
        a_report(
            "The bids were opened on 26 January 2026, after the closing date of 12 January 2026. The order was made on "
            "9 January 2026, following consultation from 3 November 2025 to 28 November 2025. The claim was made on "
            "5 January 2026, before the repair on 8 January 2026."
        ),
    ),
    Case(
        "meetings in a list, and those of other bodies",
        a_report(
            f"The {GROUP} met on 9 December 2025, 24 February 2026 and will meet on 12 May 2026. The Joint Audit "
            "Committee considered it on 6 February 2026. The Chair met the commissioner on 6 February 2026. The Panel "
            "wrote to her on 9 February 2026. The report went to the Panel’s members on 30 January 2026."
        ),
    ),
    Case(
        "a title that begins with Notes and is no minutes",
        a_meeting(
            an_item(
                "4",
                "Notes on the estate",
                a_paper(
                    "Notes on the estate\nNotes\nThe Panel last considered the estate on 20 November 2025, and members "
                    "visited Larkford station in the week after it.\nThe counter was closed on 8 January 2026.",
                    title="Notes on the estate",
                ),
            )
        ),
    ),
    Case(
        "a past meeting, whose programme and log have gone on since",
        a_meeting(
            date=date(2026, 2, 5),
            today=date(2026, 3, 10),
            status="held",
            published_on=date(2026, 1, 28),
            meetings=(),
            programme=(ProgrammeRow("standing", "Road safety", last_report=date(2026, 2, 5)),),
            log=(
                LogEntry(
                    date(2026, 2, 5),
                    "The force to publish the list.",
                    progress="The list was published on 27 February 2026.",
                    completed=True,
                    completed_on=date(2026, 2, 27),
                ),
            ),
        ),
    ),
    Case(
        "a programme that gives this meeting as its last report",
        a_meeting(programme=(ProgrammeRow("standing", "Complaints", last_report=date(2026, 3, 19)),)),
    ),
    Case(
        "what was agreed, told or given notice of, and has a day of its own",
        a_report(
            "The force agreed to an inspection on 12 May 2026. It gave notice of a workshop in June 2026. Staff were "
            "told of the move in May 2026. Parents were sent letters about the trial on 14 May 2026. The Panel "
            "approved a conference in October 2026."
        ),
    ),
    Case(
        "people and things known by what is done to them on a day to come",
        a_report(
            "Those trained in May 2026 go to the districts in July 2026. Interest paid in June 2026 comes on top. All "
            "fines issued in May 2026 are checked. A sub-group of officers met on 25 February 2026."
        ),
    ),
    Case(
        "days by which something had to be done",
        a_report(
            "Landlords had to apply by 27 February 2026. Residents were invited to comment by 20 February 2026. To "
            "follow up the survey, officers are to write by 30 April 2026. Members should have replied by 27 February."
        ),
    ),
    Case(
        "another body's next meeting, told behind its name",
        a_report(
            "I hold the Chief Constable to account at my Accountability Meeting. It met on 12 February 2026; it will "
            "meet next on 14 April 2026."
        ),
    ),
)
